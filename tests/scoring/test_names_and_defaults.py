"""Names under which files and databases keep things, and what stands where a rules file or an answer says nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import MISSING, fields, is_dataclass, replace
from fractions import Fraction
from types import ModuleType

import pytest

import wording
from scoring import provisions, questions, rules, settings, stage_rules
from scoring.classes import rounding_at
from scoring.facts import Answer, FactKind, Outcome, Verdict
from scoring.gains import Gap
from scoring.numbers import Rounding
from scoring.rules import DeclaredRounding, Indicator, NotApplicable, Question, Questionnaire, RuleSet, Setting, Step
from scoring.scorer import Scorer

LINKS = ("https://ppid.contoh.go.id/dokumen",)
BARE = RuleSet("uji", 2030, 1, "Uji", "draft", Fraction(100))
STATED = {
    "RuleSet.blank": "zero", "RuleSet.claimed_yes": "top", "RuleSet.unjudged_yes": "zero",
    "RuleSet.class_on": "published", "Rounding.places": 2, "Rounding.mode": "half_up", "Setting.grade": "nf",
    "Question.kind": "yes_no", "Question.scored": True, "Question.yes_without_evidence": "zero",
    "Question.not_applicable": "refuse", "Question.grade": "nf", "Evidence.kinds": ("tautan",), "Evidence.count": 1,
    "Stage.missing": "nf", "Stage.carry_to": "saq", "Panel.aggregate": "mean", "Adjustment.cap": 100,
    "GateCondition.per": "category", "GateCondition.ties": "admit", "Gate.number": "published",
    "Ranking.number": "published", "Ranking.ties": "competition", "Ranking.per": "category",
    "Award.on": "final", "Award.per": "category", "Award.places": 1,
}  # fmt: skip
"""docs/rules-format.md, and where a file must choose, the choice that the other rules are measured by."""


def defaults(*modules: ModuleType) -> Iterator[tuple[str, str, object]]:
    """Yield each field that may be left out, with its type and what it is then."""
    found = [kind for module in modules for kind in vars(module).values() if isinstance(kind, type)]
    for kind in [kind for kind in found if is_dataclass(kind)]:
        for one in fields(kind):
            if one.default is not MISSING:
                yield f"{kind.__name__}.{one.name}", str(one.type), one.default


def test_a_rule_set_of_which_only_the_name_is_known_states_what_its_format_says_and_else_nothing() -> None:
    assert BARE.id == "uji/2030"
    found = list(defaults(provisions, questions, rules, settings, stage_rules))
    assert {name: value for name, _, value in found if value} == STATED
    assert [name for name, kind, value in found if (value is None) is not kind.endswith("| None")] == []


def test_an_answer_and_a_verdict_of_which_nothing_more_is_known_have_no_evidence_and_an_empty_note() -> None:
    """Contract, section 3: absent is blank, and the note of an answer is a text."""
    assert Answer().blank
    assert (Answer().links, Answer().note, Verdict(Outcome.ACCEPTED).note) == ((), "", "")


@pytest.mark.parametrize("kind", ["self", "verified", "objected", "final"])
def test_a_sheet_keeps_the_kind_of_its_facts_under_the_name_that_is_stored(kind: str) -> None:
    """Contract, section 4."""
    question = Question("Q", "Butir", "i", Setting(Fraction(1)))
    paper = Questionnaire(BARE, "opd", "OPD", (Indicator("i", "Satu", Setting(Fraction(100))),), (question,))
    assert Scorer(paper).score({}, FactKind(kind)).kind == kind


@pytest.mark.parametrize(("name", "exact", "possible"), [("drop_weight", 100, 0), ("full", 100, 50), ("zero", 50, 50)])
def test_tidak_berlaku_counts_as_the_name_in_a_category_file_says(name: str, exact: int, possible: int) -> None:
    """The first of two equal questions has all, the second its statement letter; docs/rules-format.md, not_applicable."""
    first, second = (
        Question(code, "Butir", "i", Setting(Fraction(1)), not_applicable=NotApplicable(name)) for code in ("Q", "R")
    )
    paper = Questionnaire(BARE, "opd", "OPD", (Indicator("i", "Satu", Setting(Fraction(100))),), (first, second))
    sheet = Scorer(paper).score({"Q": Answer("ya", links=LINKS), "R": Answer("tidak_berlaku", links=LINKS)})
    assert (sheet.exact, sheet.questions[1].possible) == (exact, possible)


@pytest.mark.parametrize("at", ["question", "indicator", "stage", "final"])
def test_a_printing_is_found_under_the_name_of_the_point_for_which_a_rules_file_declares_it(at: str) -> None:
    """docs/rules-format.md, rounding.points; everywhere else two digits are printed."""
    rules = replace(BARE, rounding={Step(at): DeclaredRounding(Rounding(0))})
    places = {str(step): rounding_at(rules, step).rounding.places for step in Step}
    assert places == {"question": 2, "indicator": 2, "stage": 2, "final": 2} | {at: 0}


def test_every_gap_has_a_word_in_the_workbook_under_its_name() -> None:
    assert (
        {gap.value for gap in Gap}
        == set(wording.templates("sheets.belum.jenis"))
        == {"bukti", "isi", "penuhi", "tingkat"}
    )
