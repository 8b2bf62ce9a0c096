"""What LibreOffice computes from the formulas is what the kernel prints: totals, indicators, reasons and class.

`make test` plays two random bodies of every shipped questionnaire and some of the invented ones; `make test-deep`
(MONEV_DEEP) fifty, and every bound of the class table.
"""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from questionnaires.loader import Library
from scoring.facts import Answer
from scoring.gains import gains
from scoring.numbers import Mode
from scoring.rules import ClassOn, Questionnaire, Step
from scoring.scorer import Scorer
from scoring.sheet import ScoreSheet
from sheets.report import Meta, write_workbook
from tests.sheets import examples
from tests.sheets.bodies import random_body
from tests.sheets.filling import edited
from tests.sheets.libreoffice import CANARY, recalculated, spoilt

DEEP = bool(os.environ.get("MONEV_DEEP"))
BODIES = 50 if DEEP else 2
LIBRARY = Library()
SHIPPED = [(row["rules"], c["code"]) for row in LIBRARY.listing() for c in row["categories"]]
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


@dataclass(frozen=True)
class Body:
    """A body with what the kernel says about it."""

    questionnaire: Questionnaire
    answers: dict[str, Answer]

    @property
    def sheet(self) -> ScoreSheet:
        return Scorer(self.questionnaire).score(self.answers)

    def workbook(self) -> bytes:
        target = io.BytesIO()
        write_workbook(self.questionnaire, self.answers, self.sheet, gains(self.sheet), Meta("Badan uji"), target)
        return target.getvalue()


def bodies() -> Iterator[tuple[str, Body]]:
    for rules, category in SHIPPED:
        questionnaire = LIBRARY.questionnaire(rules, category)
        for seed in range(BODIES):
            yield f"{rules.replace('/', '-')}-{category}-{seed}", Body(questionnaire, random_body(questionnaire, seed))
    for name, questionnaire in INVENTED.items():
        for seed in range(2 * BODIES):
            yield f"{name}-{seed}", Body(questionnaire, random_body(questionnaire, seed))


@pytest.fixture(scope="module")
def computed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Body, Workbook, Workbook]]:
    """Return every body with its workbook as written and as recalculated."""
    known = dict(bodies())
    written = {name: body.workbook() for name, body in known.items()}
    again = recalculated(written, tmp_path_factory.mktemp("calc"))
    return {
        name: (body, openpyxl.load_workbook(io.BytesIO(written[name]), data_only=True), again[name])
        for name, body in known.items()
    }


def test_a_wrong_cached_value_is_really_replaced(tmp_path: Path) -> None:
    body = Body(examples.FULL, random_body(examples.FULL, 1))
    data = body.workbook()
    wrong = openpyxl.load_workbook(io.BytesIO(spoilt(data)), data_only=True)["Ringkasan"]
    assert str(wrong["A9"].value) == CANARY
    right = recalculated({"satu": data}, tmp_path)["satu"]["Ringkasan"]
    assert format(right["A9"].value, ".2f") == body.sheet.published


def test_totals_are_the_kernels_printed_strings(computed: dict[str, tuple[Body, Workbook, Workbook]]) -> None:
    wrong = {}
    for name, (body, _, again) in computed.items():
        shown, sheet = again["Ringkasan"]["A9"].value, body.sheet
        expected = sheet.published
        places = len(expected.partition(".")[2]) if expected else 0
        if (format(shown, f".{places}f") if isinstance(shown, int | float) else None) != expected:
            wrong[name] = (shown, expected)
    assert wrong == {}


def test_classes_are_the_kernels(computed: dict[str, tuple[Body, Workbook, Workbook]]) -> None:
    wrong = {}
    for name, (body, _, again) in computed.items():
        sheet, shown = body.sheet, again["Ringkasan"]["A10"].value
        expected = sheet.provisional.label if sheet.provisional else (sheet.refused[-1] if sheet.published else None)
        if shown != expected:
            wrong[name] = (shown, expected)
    assert wrong == {}


def test_indicators_are_the_kernels_printed_strings(computed: dict[str, tuple[Body, Workbook, Workbook]]) -> None:
    wrong = {}
    for name, (body, _, again) in computed.items():
        shown = [again["Ringkasan"].cell(15 + at, 2).value for at in range(len(body.sheet.indicators))]
        for value, score in zip(shown, body.sheet.indicators, strict=True):
            places = len(score.published.partition(".")[2]) if score.published else 0
            if (format(value, f".{places}f") if isinstance(value, int | float) else None) != score.published:
                wrong[name, score.code] = (value, score.published)
    assert wrong == {}


def test_every_cell_was_written_with_the_value_it_computes_to(
    computed: dict[str, tuple[Body, Workbook, Workbook]],
) -> None:
    wrong = {
        (name, sheet.title, cell.coordinate): (cell.value, again[sheet.title][cell.coordinate].value)
        for name, (_, written, again) in computed.items()
        for sheet in written
        for row in sheet.iter_rows()
        for cell in row
        if not _same(cell.value, again[sheet.title][cell.coordinate].value)
    }
    assert dict(list(wrong.items())[:10]) == {}


def test_a_changed_answer_changes_the_score_as_the_kernel_would(tmp_path: Path) -> None:
    before = Body(examples.FULL, random_body(examples.FULL, 3))
    after = {
        **before.answers,
        "1.1": Answer("ya", links=("https://a.go.id",)),
        "1.2": Answer("tidak"),
        "3.1": Answer("ya"),
    }

    def edit(book: Workbook) -> None:
        sheet = book["Jawaban"]
        rows = {sheet.cell(row, 1).value: row for row in range(2, sheet.max_row + 1)}
        for code, words in (("1.1", " YA "), ("1.2", "Tidak"), ("3.1", "ya")):
            sheet.cell(rows[code], 5).value = words
            sheet.cell(rows[code], 6).value = None
        for column in range(9, 13):
            sheet.cell(rows["1.1"], column).value = None
        sheet.cell(rows["1.1"], 8).value = "https://a.go.id"

    shown = recalculated({"diubah": edited(before.workbook(), edit)}, tmp_path)["diubah"]["Ringkasan"]["A9"].value
    assert format(shown, ".2f") == Scorer(examples.FULL).score(after).published


@pytest.mark.parametrize("class_on", list(ClassOn))
def test_the_class_is_right_at_and_around_every_bound(class_on: ClassOn, tmp_path: Path) -> None:
    """One question per point of a thousand: totals in steps of a tenth, and of a third, around every bound."""
    questionnaire = examples.ladder(class_on)
    marks = [Fraction(bound) + step for bound in (40, 60, 80, 90) for step in examples.STEPS] + [
        Fraction(0),
        Fraction(100),
    ]
    known = {str(at): Body(questionnaire, examples.climb(questionnaire, mark)) for at, mark in enumerate(marks)}
    again = recalculated({name: body.workbook() for name, body in known.items()}, tmp_path)
    shown = {
        name: (format(book["Ringkasan"]["A9"].value, ".2f"), book["Ringkasan"]["A10"].value)
        for name, book in again.items()
    }
    expected = {name: (body.sheet.published, body.sheet.provisional.label) for name, body in known.items()}
    assert shown == expected


def _same(written: object, again: object) -> bool:
    if written in ("", None) and again in ("", None):
        return True
    if isinstance(written, int | float) and isinstance(again, int | float):
        return abs(written - again) < 1e-9
    return written == again
