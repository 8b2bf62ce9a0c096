"""The workbook of `monev rank`: what LibreOffice computes from its formulas is what the kernel says, to the last digit.

`make test` plays a few bodies of every kind of rule; `make test-deep` (MONEV_DEEP) many.
"""

from __future__ import annotations

import io
import os
import random
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

import pytest
from openpyxl.utils import get_column_letter

from analytics.recap import Recap, recap
from scoring.entries import Entry, Mark, stages_of
from scoring.numbers import Mode, Rounding
from scoring.rules import Band, ClassOn, DeclaredRounding, MissingStage, RuleSet, Stage, Step
from scoring.settings import Setting
from sheets.contest.finals import Finals
from sheets.contest.listing import recap_csv
from sheets.contest.report import FIRST, write_recap
from sheets.contest.steps import class_at, class_steps
from tests.sheets.contests import LISTED, OPEN, POINTS, TOLD, YEAR, load
from tests.sheets.examples import BANDS, setting
from tests.sheets.libreoffice import CANARY, Cells, read, saved, spoilt

BODIES = 200 if os.environ.get("MONEV_DEEP") else 12
NAMES = dict(LISTED)


def rounded(mode: Mode, places: int, step: Step = Step.FINAL) -> dict[Step, DeclaredRounding]:
    return {step: DeclaredRounding(Rounding(places, mode))}


def missing(policy: MissingStage) -> RuleSet:
    """Return rules in which the last two stages may be missing in this way."""
    return replace(OPEN, stages=(OPEN.stages[0], *(replace(stage, missing=policy) for stage in OPEN.stages[1:])))


THIRDS = replace(
    OPEN,
    stages=(
        Stage("saq", "SAQ", setting("200/3")),
        Stage("visitasi", "Visitasi", setting("100/3"), MissingStage.CARRY),
    ),
)
"""Weights that no decimal holds."""

PRINTED = (
    Band("informatif", "Informatif", Setting(None), "90-100", Fraction(90), Fraction(100)),
    Band("menuju_informatif", "Menuju Informatif", setting(80), "80-89,9", Fraction(80), Fraction("89.9")),
    Band("cukup_informatif", 'Cukup "baik"', setting(60), "60-79", Fraction(60), Fraction(79), printed_to_open=True),
)
"""A scale with an unpublished bound, gaps between printed ranges, no class below 60, and quotation marks."""

KINDS: dict[str, RuleSet] = {
    "penuh": YEAR,
    "poin": POINTS,
    "pertiga": THIRDS,
    "tercetak": replace(OPEN, bands=PRINTED),
    "tanpa kelas": replace(OPEN, bands=()),
    "kelas persis": replace(OPEN, class_on=ClassOn.EXACT),
    "tercetak persis": replace(OPEN, bands=PRINTED, class_on=ClassOn.EXACT),
    "dipotong": replace(OPEN, rounding=rounded(Mode.TRUNCATE, 2)),
    "genap": replace(OPEN, rounding=rounded(Mode.HALF_EVEN, 1)),
    "bulat": replace(OPEN, rounding=rounded(Mode.HALF_UP, 0)),
    "tahap dibulatkan": replace(OPEN, rounding=rounded(Mode.HALF_EVEN, 1, Step.STAGE)),
    **{f"kosong {policy}": missing(policy) for policy in MissingStage},
}


def bodies(rules: RuleSet, seed: int, categories: Sequence[str] = ("opd", "kabkota")) -> list[Entry]:
    """Return random bodies, with numbers at class bounds and at the ties of the printing."""
    dice = random.Random(seed)
    values = [
        Fraction(n, d) for n, d in ((0, 1), (60, 1), (899, 10), (90, 1), (100, 1), (1951, 20), (254, 3), (415, 21))
    ]
    return [_body(rules, dice, f"Badan {number}", dice.choice(categories), values) for number in range(BODIES)]


def _body(rules: RuleSet, dice: random.Random, name: str, category: str, values: Sequence[Fraction]) -> Entry:
    def value() -> Fraction:
        return dice.choice(
            (dice.choice(values), Fraction(dice.randint(0, 10_000), 100), Fraction(dice.randint(0, 800), 8))
        )

    given: dict[str, Fraction] = {}
    marks: dict[str, tuple[Mark, ...]] = {}
    panels = {panel.place for panel in rules.panels}
    for stage in stages_of(rules, category):
        if stage.code != "saq" and dice.random() < 0.3:
            continue
        if stage.code in panels:
            marks[stage.code] = tuple(Mark(value(), who, "Riau") for who in "ABC"[: dice.randint(1, 3)])
        elif stage.parts and dice.random() < 0.7:
            given |= {f"{stage.code}.{part.code}": value() for part in stage.parts}
        else:
            given[stage.code] = (
                value() * stage.weight.value / 100 if stage.in_points and stage.weight.value else value()
            )
    facts = {fact.code: dice.random() < 0.5 for fact in rules.facts}
    status = dice.choice(rules.statuses).code if rules.statuses and dice.random() < 0.05 else None
    return Entry(name, category, "Riau", status, values=given, marks=marks, facts=facts)


def written(found: Recap) -> bytes:
    target = io.BytesIO()
    write_recap(found, TOLD, target, ("Kolom 'alamat' tidak dipakai.",))
    return target.getvalue()


@pytest.fixture(scope="module")
def recaps() -> dict[str, Recap]:
    return {name: recap(rules, bodies(rules, at), NAMES) for at, (name, rules) in enumerate(KINDS.items())}


@pytest.fixture(scope="module")
def computed(recaps: dict[str, Recap], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Cells]:
    """Every workbook as LibreOffice computes it, with a wrong number behind each formula before."""
    files = {name: written(found) for name, found in recaps.items()} | _changed()
    files = saved(files, tmp_path_factory.mktemp("rekap"))
    return {name: read(data) for name, data in files.items()}


@pytest.mark.parametrize("name", KINDS)
def test_formulas_give_the_final_score_and_class_of_the_kernel(
    name: str, recaps: dict[str, Recap], computed: dict[str, Cells]
) -> None:
    found, cells = recaps[name], computed[name]
    column = 5 + len(found.rules.stages)
    finals = Finals(found.rules)
    outcomes = [outcome for group in found.groups for outcome in group.bodies]
    with_formulas = 0
    for at, outcome in enumerate(outcomes, start=FIRST + 1):
        final = cells.get(("Peringkat", f"{get_column_letter(column)}{at}"))
        label = cells.get(("Peringkat", f"{get_column_letter(column + 1)}{at}"), "")
        qualification = outcome.combined.qualification
        places = finals.rounding.places
        shown = None if final is None else format(float(str(final)), f".{places}f")
        assert shown == (qualification.published if qualification else None), outcome
        if qualification:
            assert label == (qualification.label or "")
        with_formulas += finals.row(outcome) is not None
    assert with_formulas > len(outcomes) / 2
    assert CANARY not in cells.values()


def test_almost_every_final_score_is_computed_by_formulas(recaps: dict[str, Recap]) -> None:
    for found in recaps.values():
        finals = Finals(found.rules)
        scored = [one for one in found.contest.bodies if one.combined.exact is not None]
        assert [one.entry for one in scored if finals.row(one) is None] == []


def _changed() -> dict[str, bytes]:
    """Return a workbook of one body, and the same after somebody typed other stage values."""
    values = {"saq": Fraction(80), "visitasi": Fraction(80), "uji_publik": Fraction(80)}
    data = written(recap(OPEN, [Entry("Dinas A", "opd", values=values)], NAMES))

    def typed(**cells: float | None) -> bytes:
        book = load(data)
        for address, value in cells.items():
            book["Peringkat"][address] = value
        target = io.BytesIO()
        book.save(target)
        return target.getvalue()

    return {"sama": data, "naik": typed(E5=100), "ubah": typed(E5=99.99, F5=50), "hilang": typed(F5=None)}


def test_a_changed_stage_value_changes_score_and_class(computed: dict[str, Cells]) -> None:
    """0.6 x 80 + 0.15 x 80 + 0.25 x 80 = 80; SAQ 100 makes it 92; SAQ 99.99 and visitasi 50 make it 87.494."""
    shown = {name: [computed[name].get(("Peringkat", cell)) for cell in ("H5", "I5")] for name in _changed()}
    assert shown == {
        "sama": [80, "Menuju Informatif"],
        "naik": [92, "Informatif"],
        "ubah": [87.49, "Menuju Informatif"],
        "hilang": [68, "Cukup Informatif"],
    }


def test_what_is_cached_is_what_is_computed(recaps: dict[str, Recap], computed: dict[str, Cells]) -> None:
    """A program that computes nothing shows the same numbers."""
    for name, found in recaps.items():
        cached = read(written(found))
        assert {key for key, value in cached.items() if not _alike(value, computed[name].get(key))} == set(), name


def _alike(one: object, other: object) -> bool:
    if isinstance(one, float) and isinstance(other, float):
        return abs(one - other) < 1e-9
    return one == other or (one == "" and other is None)


def test_every_formula_carries_a_value_to_spoil(recaps: dict[str, Recap]) -> None:
    data = spoilt(written(recaps["penuh"]))
    assert list(read(data).values()).count(CANARY) > BODIES


@pytest.mark.parametrize("rules", [*KINDS.values(), replace(OPEN, bands=BANDS)], ids=str)
def test_steps_are_the_class_table(rules: RuleSet) -> None:
    """At each bound, just under it, just above it, and in between."""
    from scoring.classes import qualify, rounding_at

    steps = class_steps(rules)
    for number in [*range(0, 10_001, 7), 5999, 6000, 7900, 7901, 7999, 8000, 8990, 8991, 8999, 9000, 9001, 10_000]:
        value = Fraction(number, 100)
        printed = rounding_at(rules, Step.FINAL).rounding.apply(value)
        asked = printed if rules.class_on is ClassOn.PUBLISHED else value
        assert class_at(steps, asked) == (qualify(rules, value, Step.FINAL).label or ""), value


def _small(**changes: object) -> Recap:
    marks = {"uji_publik": (Mark(Fraction(85), "Ani"), Mark(Fraction(78), "=Budi"), Mark(Fraction(91), "Cici"))}
    first = Entry("=1+1", "opd", values={"saq": Fraction(90)}, marks=marks, facts={"pimpinan_hadir": False})
    second = Entry("Dinas B", "opd", values={"saq": Fraction("64.99"), "visitasi": Fraction(80)}, facts={})
    third = Entry("Dinas C", "opd", status="tidak_dinilai")
    return recap(YEAR, [first, second, third], NAMES, [first, replace(second, values={"saq": Fraction(70)}), third])


def test_the_sheets_say_what_the_contest_says() -> None:
    book = load(written(_small()))
    rows = {
        sheet: [[cell.value for cell in row] for row in book[sheet].iter_rows(min_row=5)] for sheet in book.sheetnames
    }
    assert rows["Gerbang"] == [
        ["Ambang SAQ", "Visitasi", 2, 1, 1, 0, 0],
        ["Tiga besar", "Uji publik", 2, 2, 0, 0, 0],
    ]
    assert rows["Aturan dan asumsi"][0] == ["Tahap dan bobotnya", TOLD[0].lines[0].text, "uji", "B", None]
    assert [row[1:2] + row[4:] for row in rows["Gerbang per badan"]] == [
        ["=1+1", 90, "Lolos", "nilai 90,00 mencapai ambang 65"],
        ["Dinas B", 64.99, "Terhenti", "nilai 64,99 belum mencapai ambang 65"],
        ["=1+1", 90, "Lolos", "termasuk 3 terbaik dalam kategorinya"],
        ["Dinas B", 64.99, "Lolos", "termasuk 3 terbaik dalam kategorinya"],
    ]
    assert rows["Penilai"] == [["=1+1", NAMES["opd"], "Uji publik", 3, 78, 91, 13, "=254/3"]]
    assert [row[3:] for row in rows["Nilai penilai"]] == [["Ani", None, 85], ["=Budi", None, 78], ["Cici", None, 91]]
    assert ["Dinas B", "Gerbang Ambang SAQ", "Lolos", "Terhenti"] in rows["Perubahan"]
    assert [None, None, "Kolom 'alamat' tidak dipakai."] in rows["Catatan"]
    assert any(row[0] == "Dinas B" and "tidak dihitung" in str(row[2]) for row in rows["Catatan"])
    assert rows["Peringkat"][2][8] == "Tidak dinilai"


def test_nothing_that_a_person_wrote_becomes_a_formula() -> None:
    book = load(written(_small()))
    formulas = [cell.value for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    assert [formula for formula in formulas if "1+1" in str(formula) or "Budi" in str(formula)] == []
    assert "'=1+1" in recap_csv(_small()).decode()


def test_the_csv_has_printed_and_exact_digits() -> None:
    """0.6 x 90 + 0.25 x 254/3 = 54 + 127/6 = 451/6 = 75.1666..."""
    lines = recap_csv(_small()).decode("utf-8-sig").splitlines()
    assert lines[0] == (
        "Peringkat,Badan publik,Kategori,Wilayah,Kuesioner (SAQ),Visitasi,Uji publik,"
        "Nilai akhir,Nilai akhir persis,Kelas,Penghargaan,Keterangan"
    )
    assert lines[1].startswith(
        "1,'=1+1,Organisasi perangkat daerah,,90.00,,84.67,75.17,451/6,Cukup Informatif,Juara kategori"
    )


def test_a_result_is_not_taken_for_a_table() -> None:
    from tests.sheets.contests import read as read_table
    from tests.sheets.contests import said

    assert "hasil monev rank" in said(read_table(written(_small())))
