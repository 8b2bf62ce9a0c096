"""Going on from a tally, step by step: what each answer touches is counted again, and nothing else is looked at."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from scoring.facts import Answer, FactKind, Outcome, Verdict
from scoring.numbers import Mode, Rounding
from scoring.rules import (
    DeclaredRounding,
    Indicator,
    Kind,
    Level,
    NotApplicable,
    Question,
    Questionnaire,
    RuleSet,
    Setting,
    Step,
)
from scoring.scorer import Scorer

LINKS = ("https://ppid.contoh.go.id/dokumen",)
YES, NO, DROPPED = Answer("ya", links=LINKS), Answer("tidak"), Answer("tidak_berlaku")
LEVELS = (Level("a", "A", Fraction(2)), Level("b", "B", Fraction(1), assumption="usulan"))
ONE = Setting(Fraction(1))
QUESTIONS = (
    Question("tingkat", "T", "satu", Setting(Fraction(2)), levels=LEVELS),
    Question("gugur", "G", "dua", ONE, not_applicable=NotApplicable.DROP_WEIGHT),
    Question("pilihan", "P", "satu", Setting(Fraction(2)), kind=Kind.MULTIPLE, options=LEVELS),
    Question("lain", "L", "satu", Setting(Fraction(1), "bobot"), not_applicable=NotApplicable.DROP_WEIGHT),
    Question("tetap", "B", "tiga", ONE),
    Question("juga", "J", "tiga", ONE, kind=Kind.MULTIPLE, options=LEVELS[:1]),
)
INDICATORS = tuple(
    Indicator(code, code, Setting(Fraction(weight))) for code, weight in (("satu", 50), ("dua", 20), ("tiga", 30))
)
RULES = RuleSet("uji", 2030, 1, "Uji", "draft", Fraction(100))
PAPER = Questionnaire(RULES, "opd", "OPD", INDICATORS, QUESTIONS)
STEPS = [
    ("tingkat", Answer("ya", level="a", links=LINKS)),
    ("tingkat", Answer("ya", level="b", links=LINKS)),
    ("pilihan", Answer(chosen=("b",), links=LINKS)),
    ("tetap", YES),
    ("gugur", YES),
    ("gugur", DROPPED),
    ("juga", Answer(chosen=("a",), links=LINKS)),
    ("lain", DROPPED),
    ("lain", YES),
    ("tingkat", Answer("ya", level="a", links=LINKS)),
    ("pilihan", Answer()),
    ("gugur", NO),
    ("tetap", NO),
]


@pytest.mark.parametrize("pending", ["zero", "pending"])
@pytest.mark.parametrize("kind", [FactKind.SELF, FactKind.VERIFIED])
@pytest.mark.parametrize("step", [None, Step.QUESTION, Step.INDICATOR])
@pytest.mark.parametrize("weight", [Fraction(50), None])
def test_every_step_leads_to_what_counting_everything_gives(
    pending: str, kind: FactKind, step: Step | None, weight: Fraction | None
) -> None:
    rounding = {step: DeclaredRounding(Rounding(1, Mode.TRUNCATE), "potong")} if step else {}
    parts = (replace(INDICATORS[0], weight=Setting(weight)), *INDICATORS[1:])
    paper = replace(PAPER, rules=replace(RULES, unjudged_yes=pending, rounding=rounding), indicators=parts)
    judged = {"tetap": Verdict(Outcome.ACCEPTED), "gugur": Verdict(Outcome.REJECTED)}
    scorer, answers = Scorer(paper), {}
    tally = scorer.tally(answers, kind, judged)
    for code, answer in STEPS:
        answers = {**answers, code: answer}
        before, tally = tally, scorer.again(tally, answers, [code], judged)
        assert tally == Scorer(paper).tally(answers, kind, judged)
        pairs = enumerate(zip(before.sheet.questions, tally.sheet.questions, strict=True))
        assert scorer.changes(before, tally) == [place for place, (old, new) in pairs if old != new]


def test_totals_of_the_steps_are_those_on_paper() -> None:
    """Of five parts of 50 the level a is worth two: 20, and b 10; a choice of b adds 10, the base of the third 15."""
    scorer, answers, totals = Scorer(PAPER), {}, []
    tally = scorer.tally(answers)
    for code, answer in STEPS[:6]:
        answers = {**answers, code: answer}
        tally = scorer.again(tally, answers, [code])
        totals.append(tally.sheet.exact)
    assert totals == [20, 10, 20, 35, 55, Fraction(175, 4)]
    assert sorted(tally.sheet.assumptions) == ["bobot", "usulan"]


def test_an_answer_leaves_other_indicators_and_other_lines_as_they_were() -> None:
    """Architecture, section 6: the cost of an answer is that of its indicator, and there of its own line."""
    scorer = Scorer(PAPER)
    answers = {
        "tingkat": YES,
        "pilihan": Answer(chosen=("a",), links=LINKS),
        "juga": Answer(chosen=("a",), links=LINKS),
    }
    before = scorer.tally(answers)
    after = scorer.again(before, {**answers, "tingkat": NO}, ["tingkat"])
    assert [old is new for old, new in zip(before.sections, after.sections, strict=True)] == [False, True, True]
    kept = [old is new for old, new in zip(before.sections[0].questions, after.sections[0].questions, strict=True)]
    assert kept == [False, True, True]
    moved = scorer.again(after, {**answers, "tingkat": NO, "gugur": DROPPED}, ["gugur"])
    assert not any(old is new for old, new in zip(after.sections, moved.sections, strict=True))


def test_a_share_that_moves_and_comes_back_is_counted_by_its_stated_weight_again() -> None:
    """100/80 of 50 while the second indicator drops, and 50 again when it does not."""
    scorer = Scorer(PAPER)
    answers = {"tingkat": Answer("ya", level="a", links=LINKS)}
    tally = scorer.tally(answers)
    dropped = scorer.again(tally, {**answers, "gugur": DROPPED}, ["gugur"])
    back = scorer.again(dropped, {**answers, "gugur": NO}, ["gugur"])
    earned = [one.sheet.questions[0].earned for one in (tally, dropped, back)]
    assert earned == [20, 25, 20]
    assert [one.sheet.indicators[0].possible for one in (tally, dropped, back)] == [50, Fraction(125, 2), 50]
