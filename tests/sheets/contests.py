"""A small year with every mechanism between bodies, built in code, and tables filled in for it."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

import openpyxl
from openpyxl.workbook import Workbook

from questionnaires.scheme import Line, Section
from scoring.provisions import (
    Award,
    AwardKind,
    Condition,
    Gate,
    GateCondition,
    KeyKind,
    Objection,
    ObjectionMode,
    Ranking,
    RankingKey,
)
from scoring.rules import MissingStage, Part, RuleSet, Stage, Status
from scoring.stage_rules import Adjustment, Change, KnownFact, Panel
from sheets.contest.blank import write_blank
from sheets.contest.categories import Categories
from sheets.contest.gathering import Named, gather
from sheets.contest.reading import TableReading
from tests.sheets.examples import BANDS, setting

LISTED = (("opd", "Organisasi perangkat daerah"), ("kabkota", "Kabupaten/kota"))
"""The categories of the year, as a library lists them."""

YEAR = RuleSet(
    owner="uji", year=2025, version=1, title="Uji tahap 2025", state="published", maximum=Fraction(100), bands=BANDS,
    statuses=(Status("tidak_dinilai", "Tidak dinilai"), Status("terlambat", "Terlambat")),
    stages=(
        Stage("saq", "Kuesioner (SAQ)", setting(60)),
        Stage(
            "visitasi", "Visitasi", setting(15), MissingStage.ZERO,
            parts=(Part("verifikasi", "Verifikasi dokumen", setting(75)), Part("presentasi", "Presentasi", setting(25))),
        ),
        Stage("uji_publik", "Uji publik", setting(25), MissingStage.ZERO),
    ),
    facts=(KnownFact("pimpinan_hadir", "Pimpinan berbicara sendiri"),),
    gates=(
        Gate(
            "lolos_saq", "Ambang SAQ", ("saq",), "visitasi",
            (
                GateCondition(Condition.THRESHOLD, setting(65)),
                GateCondition(Condition.CATEGORY, categories=("kabkota",)),
            ),
        ),
        Gate("tiga_besar", "Tiga besar", ("saq",), "uji_publik", (GateCondition(Condition.RANK, setting(3)),)),
    ),
    panels=(Panel("uji_publik", minimum=2),),
    adjustments=(Adjustment("bonus", "Bonus pimpinan", "uji_publik", "pimpinan_hadir", Change.MULTIPLY, setting("3/2")),),
    ranking=Ranking(keys=(RankingKey(KeyKind.STAGE, "saq"), RankingKey(KeyKind.SUBMITTED))),
    awards=(Award("juara", "Juara kategori", AwardKind.CHAMPION),),
    objection=Objection("saq", ObjectionMode.CLAIM, 3),
)  # fmt: skip
"""SAQ 60, visitasi 15 (verifikasi 75, presentasi 25), uji publik 25 by a panel; SAQ from 65, then the best three."""

OPEN = replace(YEAR, owner="bebas", gates=(), panels=(), adjustments=(), facts=(), objection=None, ranking=Ranking())
"""The same stages, open to every category."""

POINTS = replace(
    OPEN, owner="poin",
    stages=(Stage("saq", "SAQ", setting(85)), Stage("visitasi", "Visitasi", setting(15), in_points=True)),
)  # fmt: skip

TERRITORIAL = replace(
    OPEN, owner="wilayah", panels=(Panel("uji_publik", territorial=True),),
)  # fmt: skip

TOLD = (Section("tahap", (Line("Kuesioner (SAQ) bernilai 60 persen.", ("uji",), "B"),)),)
"""Rules in sentences, as a library tells them."""

TITLES = (
    "badan",
    "kategori",
    "saq",
    "visitasi.verifikasi",
    "visitasi.presentasi",
    "uji_publik: Ani",
    "uji_publik: Budi",
)


def blank(rules: RuleSet = YEAR, listed: Sequence[tuple[str, str]] = LISTED) -> bytes:
    """Return the blank table of the year."""
    target = io.BytesIO()
    write_blank(rules, Categories.of(rules, listed), TOLD, target)
    return target.getvalue()


def table(*rows: Sequence[object], titles: Sequence[object] = TITLES, sheet: str = "Nilai tahap") -> bytes:
    """Return a workbook of one sheet with these titles and rows, as another program saves it."""
    book = Workbook()
    page = book.active
    page.title = sheet
    page.append(list(titles))
    for row in rows:
        page.append(list(row))
    return saved(book)


def saved(book: Workbook) -> bytes:
    """Return the workbook as a file."""
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def as_csv(
    *rows: Sequence[object], titles: Sequence[object] = TITLES, separator: str = ";", code: str = "utf-8"
) -> bytes:
    """Return the rows as CSV."""
    target = io.StringIO(newline="")
    csv.writer(target, delimiter=separator).writerows([titles, *rows])
    return target.getvalue().encode(code)


def read(
    *files: bytes, rules: RuleSet = YEAR, listed: Sequence[tuple[str, str]] = LISTED, only: str = ""
) -> TableReading:
    """Return what the files say, called tabel.xlsx and so on."""
    names = ("tabel.xlsx", "kedua.xlsx", "ketiga.xlsx")
    return gather([Named(name, data) for name, data in zip(names, files, strict=False)], rules, listed, only)


def said(reading: TableReading) -> str:
    """Return all problems as a person reads them."""
    return "\n".join(str(problem) for problem in reading.problems)


def load(data: bytes) -> Workbook:
    """Return the workbook as openpyxl sees it."""
    return openpyxl.load_workbook(io.BytesIO(data))
