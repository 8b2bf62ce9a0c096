"""What is wrong with the questions of a questionnaire, one thing at a time and without a file."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from questionnaires.building import Placed
from questionnaires.question_checks import check_questions
from questionnaires.schema import QuestionTable
from scoring.rules import CountBand, Indicator, Kind, Level, NotApplicable, Question, Setting, ShownWhen

TEN = Setting(Fraction(10))
TABLE = QuestionTable.model_validate({
    "code": "A", "indicator": "i", "group": "Berkala", "text": "Apakah ada?", "weight": 10, "ref": [], "grade": "nf",
    "help": "Terpenuhi bila ada.", "remedy": "Adakan segera.", "evidence": {"kinds": ["tautan"], "text": ""},
})  # fmt: skip
PLAIN = Question("A", "Apakah ada?", "i", TEN)
SIX_FOUR = (Level("a", "A", Fraction(6)), Level("b", "B", Fraction(4)))
TEN_FIVE = (Level("a", "A", Fraction(10)), Level("b", "B", Fraction(5)))
PLACED = Placed(TABLE, "i", ())


def told(*questions: Question, scale: str = "") -> list[str]:
    """Return what is wrong with these questions of an indicator that weighs 10."""
    placed = [Placed(TABLE.model_copy(update={"scale": scale}), "i", ()) for _ in questions]
    found = check_questions("opd.toml", placed, questions, (Indicator("i", "I", TEN),), False, set())
    return [str(problem).removeprefix("opd.toml, ") for problem in found]


def bands(*pairs: tuple[int, int]) -> tuple[CountBand, ...]:
    return tuple(CountBand(Fraction(lower), Fraction(points)) for lower, points in pairs)


BEST = "questions (A), kunci 'weight': nilai terbaik {}, bobot 10. Samakan bobot dengan nilai terbaik butir ini."
COUNTS = "questions (A), kunci 'counts': rentang jumlah tidak naik. Urutkan dari jumlah terkecil, nilai tidak turun."
NO_SCALE = "questions (A), kunci 'scale': butir pilihan tanpa skala. Sebut skala dari tabel scales."
ORDER = (
    "questions (A), kunci 'scale': skala 'huruf' tidak urut dari yang terbaik. Urutkan tingkat dari nilai tertinggi."
)

# (what is different about the question, what is wrong with it)
ONE: list[tuple[dict[str, Any], list[str]]] = [
    ({}, []),
    ({"kind": Kind.OPTION}, [NO_SCALE]),
    ({"kind": Kind.MULTIPLE}, [NO_SCALE]),
    ({"kind": Kind.OPTION, "options": SIX_FOUR}, [BEST.format(6)]),
    ({"kind": Kind.OPTION, "options": SIX_FOUR[::-1]}, [ORDER, BEST.format(6)]),
    ({"kind": Kind.MULTIPLE, "options": SIX_FOUR}, []),
    ({"kind": Kind.MULTIPLE, "options": SIX_FOUR[::-1]}, []),
    ({"kind": Kind.MULTIPLE, "options": SIX_FOUR[:1]}, [BEST.format(6)]),
    ({"kind": Kind.MULTIPLE, "options": SIX_FOUR[:1], "all_or_nothing": True}, []),
    ({"kind": Kind.NUMBER}, [BEST.format(0)]),
    ({"kind": Kind.NUMBER, "counts": bands((1, 5), (2, 10))}, []),
    ({"kind": Kind.NUMBER, "counts": bands((1, 10), (2, 10))}, []),
    ({"kind": Kind.NUMBER, "counts": bands((2, 5), (1, 10))}, [COUNTS]),
    ({"kind": Kind.NUMBER, "counts": bands((1, 5), (1, 10))}, [COUNTS]),
    ({"kind": Kind.NUMBER, "counts": bands((1, 10), (2, 5))}, [COUNTS]),
    ({"shown_when": ShownWhen("Z", ("ya",))}, ["questions (A), kunci 'shown_when': butir 'Z' tidak ada. Periksa kode butir."]),
]  # fmt: skip


@pytest.mark.parametrize(("keys", "messages"), ONE, ids=str)
def test_a_fault_of_a_question_is_told_and_nothing_else(keys: dict[str, Any], messages: list[str]) -> None:
    question = replace(PLAIN, **keys)
    assert told(question, scale="huruf" if question.options else "") == messages


# (what is different about the question that another one waits for, which of four answers it can have)
CONDITIONS: list[tuple[dict[str, Any], tuple[str, ...]]] = [
    ({}, ("ya", "tidak")),
    ({"not_applicable": NotApplicable.DROP_WEIGHT}, ("ya", "tidak", "tidak_berlaku")),
    ({"kind": Kind.NUMBER, "counts": bands((1, 10))}, ()),
    ({"kind": Kind.OPTION, "options": TEN_FIVE}, ("a",)),
    ({"kind": Kind.MULTIPLE, "options": SIX_FOUR}, ("a",)),
]


@pytest.mark.parametrize(("keys", "possible"), CONDITIONS, ids=str)
def test_a_question_waits_for_an_answer_that_the_other_one_can_have(
    keys: dict[str, Any], possible: tuple[str, ...]
) -> None:
    parent = replace(PLAIN, **keys)
    indicators = (Indicator("i", "I", Setting(Fraction(20))),)
    for choice in ("ya", "tidak", "tidak_berlaku", "a"):
        waiting = replace(PLAIN, code="B", shown_when=ShownWhen("A", (choice,)))
        placed = [Placed(TABLE.model_copy(update={"scale": "huruf" if keys.get("options") else ""}), "i", ()), PLACED]
        found = [str(one) for one in check_questions("opd.toml", placed, (parent, waiting), indicators, False, set())]
        refused = f"opd.toml, questions (B), kunci 'shown_when': jawaban '{choice}' tidak ada pada A. Periksa pilihan."
        assert found == ([] if choice in possible else [refused])


def test_the_weights_of_an_indicator_close_unless_one_was_not_published() -> None:
    four, unknown = (replace(PLAIN, weight=Setting(value)) for value in (Fraction(4), None))
    assert told(four, replace(unknown, code="B")) == []
    assert told(four, replace(PLAIN, code="B", weight=Setting(Fraction(6)))) == []
    assert [text.partition(". ")[0] for text in told(four, replace(four, code="B"))] == [
        "indikator i: jumlah bobot butir 8, seharusnya 10"
    ]
