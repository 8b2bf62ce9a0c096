"""What LibreOffice computes from the formulas is what the kernel prints: totals, indicators, reasons and class.

`make test` plays a few bodies of the shipped questionnaires and one of each invented one; `make test-deep` (MONEV_DEEP)
fifty of every shipped questionnaire and of every invented one.
"""

from __future__ import annotations

import io
import os
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

import pytest
from openpyxl.workbook import Workbook

from questionnaires.loader import Library
from scoring.facts import Answer
from scoring.gains import gains
from scoring.numbers import Mode
from scoring.rules import ClassOn, Questionnaire, Step
from scoring.scorer import Scorer
from scoring.sheet import ScoreSheet
from sheets.exact import Arithmetic
from sheets.reader import read_workbook
from sheets.report import Meta, write_workbook
from tests.sheets import examples
from tests.sheets.bodies import random_body
from tests.sheets.filling import edited, fill, template
from tests.sheets.libreoffice import CANARY, Cells, read, saved, spoilt

DEEP = bool(os.environ.get("MONEV_DEEP"))
LIBRARY = Library()
SHIPPED = {
    f"{row['rules']}@{row['version']} {c['code']}": (f"{row['rules']}@{row['version']}", c["code"])
    for row in LIBRARY.listing()
    if row["state"] != "draft"
    for c in row["categories"]
}
INVENTED = {
    "penuh": examples.FULL,
    "tetap": examples.plain(),
    "gugur": examples.droppable(),
    "menunggu": examples.PENDING,
    "tingkat_baku": examples.CLAIMED,
    "seribu": examples.thousand(),
    "ganjil": examples.odd(),
    **{
        f"{step}_{mode}": examples.rounded(step, mode, places)
        for step, places in ((Step.QUESTION, 1), (Step.INDICATOR, 1), (Step.STAGE, 0))
        for mode in Mode
    },
}
GROUPS = (
    {**{name: (name,) for name in SHIPPED}, "buatan": tuple(INVENTED)} if DEEP else {"semua": (*SHIPPED, *INVENTED)}
)
BODIES = 50 if DEEP else 2
"""Random bodies for each shipped questionnaire."""


@dataclass(frozen=True)
class Body:
    """A body with what the kernel says about it."""

    questionnaire: Questionnaire
    answers: dict[str, Answer]

    @cached_property
    def sheet(self) -> ScoreSheet:
        return Scorer(self.questionnaire).score(self.answers)

    def workbook(self) -> bytes:
        target = io.BytesIO()
        write_workbook(self.questionnaire, self.answers, self.sheet, gains(self.sheet), Meta("Badan uji"), target)
        return target.getvalue()


@dataclass(frozen=True)
class Computed:
    """A body with the cells of its workbook as written and as recalculated."""

    body: Body
    written: Cells
    again: Cells


def questionnaire_of(name: str) -> Questionnaire:
    return INVENTED[name] if name in INVENTED else LIBRARY.questionnaire(*SHIPPED[name])


@pytest.fixture(scope="module", params=list(GROUPS))
def computed(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Computed]:
    """Return every body of a group by its name."""
    known = {
        f"{name} {seed}": Body(questionnaire, random_body(questionnaire, seed))
        for name in GROUPS[request.param]
        for questionnaire in [questionnaire_of(name)]
        for seed in range(BODIES if DEEP or name in SHIPPED else 1)
    }
    written = {name: body.workbook() for name, body in known.items()}
    again = saved(written, tmp_path_factory.mktemp("calc"))
    return {name: Computed(body, read(written[name]), read(again[name])) for name, body in known.items()}


@pytest.mark.parametrize("name", [*SHIPPED, *INVENTED])
def test_every_questionnaire_has_formulas(name: str) -> None:
    questionnaire = questionnaire_of(name)
    answers = random_body(questionnaire, 0)
    exact = Arithmetic.of(questionnaire, answers, Scorer(questionnaire).score(answers))
    assert exact.denominator <= exact.highest


def test_totals_are_the_kernels_printed_strings(computed: dict[str, Computed]) -> None:
    shown = {name: printed(c.again.get(("Ringkasan", "A9")), c.body.sheet.published) for name, c in computed.items()}
    assert shown == {name: c.body.sheet.published for name, c in computed.items()}


def test_classes_are_the_kernels(computed: dict[str, Computed]) -> None:
    shown = {name: c.again.get(("Ringkasan", "A10")) for name, c in computed.items()}
    assert shown == {name: class_of(c.body.sheet) for name, c in computed.items()}


def test_indicators_are_the_kernels_printed_strings(computed: dict[str, Computed]) -> None:
    scores = {(name, at): s.published for name, c in computed.items() for at, s in enumerate(c.body.sheet.indicators)}
    shown = {
        (name, at): printed(computed[name].again.get(("Ringkasan", f"B{15 + at}")), published)
        for (name, at), published in scores.items()
    }
    assert shown == scores


def test_every_cell_was_written_with_the_value_it_computes_to(computed: dict[str, Computed]) -> None:
    wrong = {
        (name, *place): (c.written.get(place), c.again.get(place))
        for name, c in computed.items()
        for place in c.written.keys() | c.again.keys()
        if not same(c.written.get(place), c.again.get(place))
    }
    assert dict(list(wrong.items())[:10]) == {}


ONE = Body(examples.FULL, {**random_body(examples.FULL, 3), "1.1": Answer("tidak"), "1.2": Answer("ya", level="d")})
CHANGES = {
    "1.1": Answer("ya", links=("https://a.go.id",)),
    "1.2": Answer("tidak"),
    "3.1": Answer("ya"),
}
BOUNDS = (40, 60, 80, 90) if DEEP else (90,)


def changed_by_hand() -> bytes:
    """Return the workbook of ONE after a person changed three answers in it, one in capitals with spaces around."""

    def edit(book: Workbook) -> None:
        sheet = book["Jawaban"]
        rows = {sheet.cell(row, 1).value: row for row in range(2, sheet.max_row + 1)}
        for code, words in (("1.1", " YA "), ("1.2", "Tidak"), ("3.1", "ya")):
            for column in range(5, 13):
                sheet.cell(rows[code], column).value = None
            sheet.cell(rows[code], 5).value = words
            for at, link in enumerate(CHANGES[code].links):
                sheet.cell(rows[code], 8 + at).value = link

    return edited(ONE.workbook(), edit)


def spoken_nonsense() -> bytes:
    """Return the workbook of ONE after an answer was replaced by something that is none."""

    def edit(book: Workbook) -> None:
        book["Jawaban"]["E2"] = "barangkali"

    return edited(ONE.workbook(), edit)


def rungs() -> dict[str, Body]:
    """Return bodies whose totals lie at, just below and just above the bounds of the classes."""
    return {
        f"{class_on} {mark}": Body(examples.ladder(class_on), examples.climb(examples.ladder(class_on), mark))
        for class_on in ClassOn
        for mark in [
            *(Fraction(bound) + step for bound in BOUNDS for step in examples.STEPS),
            Fraction(0),
            Fraction(100),
        ]
    }


@pytest.fixture(scope="module")
def resaved(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Return the workbooks that stand alone after one run of LibreOffice."""
    files = {"satu": ONE.workbook(), "diubah": changed_by_hand(), "ngawur": spoken_nonsense()}
    files["isian"] = fill(template(), examples.FULL, ONE.answers, "Dinas Uji")
    files |= {name: body.workbook() for name, body in rungs().items()}
    return saved(files, tmp_path_factory.mktemp("calc"))


@pytest.fixture(scope="module")
def again(resaved: dict[str, bytes]) -> dict[str, Cells]:
    """Return their cells."""
    return {name: read(data) for name, data in resaved.items()}


@pytest.mark.parametrize("name", ["satu", "isian"])
def test_what_another_program_saved_is_read_as_before(name: str, resaved: dict[str, bytes]) -> None:
    reading = read_workbook(resaved[name], LIBRARY, examples.FULL)
    assert (reading.problems, reading.facts) == ((), ONE.answers)


def test_a_wrong_cached_value_is_really_replaced(again: dict[str, Cells]) -> None:
    assert read(spoilt(ONE.workbook()))["Ringkasan", "A9"] == CANARY
    assert printed(again["satu"]["Ringkasan", "A9"], ONE.sheet.published) == ONE.sheet.published


def test_a_changed_answer_changes_the_score_as_the_kernel_would(again: dict[str, Cells]) -> None:
    expected = Scorer(examples.FULL).score({**ONE.answers, **CHANGES}).published
    assert expected != ONE.sheet.published
    assert printed(again["diubah"]["Ringkasan", "A9"], expected) == expected


def test_an_answer_that_is_none_stops_the_total_and_says_so(again: dict[str, Cells]) -> None:
    assert ("Ringkasan", "A9") not in again["ngawur"]
    assert again["ngawur"]["Ringkasan", "A11"] == "1 jawaban perlu diperiksa"
    assert again["ngawur"]["Nilai", "C6"] == "periksa jawaban ini"


def test_the_class_is_right_at_and_around_every_bound(again: dict[str, Cells]) -> None:
    shown = {
        name: (printed(again[name]["Ringkasan", "A9"], "0.00"), again[name]["Ringkasan", "A10"]) for name in rungs()
    }
    assert shown == {name: (body.sheet.published, class_of(body.sheet)) for name, body in rungs().items()}


def printed(value: object, like: str | None) -> str | None:
    """Return a cell's number with as many places as the kernel prints."""
    places = len((like or "").partition(".")[2])
    return format(value, f".{places}f") if isinstance(value, int | float) else None


def class_of(sheet: ScoreSheet) -> str | None:
    if sheet.provisional is not None:
        return sheet.provisional.label
    return sheet.refused[-1] if sheet.published is not None else None


def same(written: object, again: object) -> bool:
    if isinstance(written, int | float) and isinstance(again, int | float):
        return abs(written - again) < 1e-9
    return written == again
