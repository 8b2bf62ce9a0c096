"""Scoring bugs seen in the world, each ruled out by a property on generated rule sets (requirements, section 3).

Every property has a premise; `test_premises_are_met_often` shows that generated examples reach it.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st

from scoring.facts import Answer, FactKind, Outcome, State, Verdict
from scoring.numbers import Rounding, parse_exact
from scoring.ranking import rank
from scoring.rules import (
    DeclaredRounding,
    Evidenceless,
    Indicator,
    Kind,
    MissingStage,
    NotApplicable,
    Question,
    Questionnaire,
    Ranking,
    RuleSet,
    Setting,
    Stage,
    Step,
    Ties,
)
from scoring.scorer import Scorer
from scoring.sheet import ScoreSheet
from scoring.stages import combine
from tests.scoring.generated import HUNDRED, LINK, answers_to, best, filled, questionnaires, verdicts


def _counts(questionnaire: Questionnaire, answers: dict[str, Answer]) -> bool:
    return Scorer(questionnaire).score(answers).exact is not None


# O1 -----------------------------------------------------------------------------------------------------------------
def _hidden(case: tuple[Questionnaire, dict[str, Answer]]) -> list[Question]:
    questionnaire, answers = case
    lines = Scorer(questionnaire).lines
    return [question for question in questionnaire.questions if not lines.shown(question.code, answers)]


@given(filled())
def test_a_hidden_question_adds_nothing_whatever_it_holds(case: tuple[Questionnaire, dict[str, Answer]]) -> None:
    """O1: an invisible item adds nothing to numerator or denominator."""
    questionnaire, answers = case
    hidden = _hidden(case)
    assume(hidden)
    scorer = Scorer(questionnaire)
    full = scorer.score(answers)
    emptied = scorer.score({code: a for code, a in answers.items() if code not in {q.code for q in hidden}})
    assert (full.exact, full.so_far) == (emptied.exact, emptied.so_far)
    for score in full.questions:
        if score.state is State.HIDDEN:
            assert (score.earned, score.possible) == (0, 0)


# O2 -----------------------------------------------------------------------------------------------------------------
@given(questionnaires(exact=True))
def test_everything_at_its_best_is_exactly_the_maximum(questionnaire: Questionnaire) -> None:
    """O2: all reachable items at their best give exactly the declared maximum."""
    sheet = Scorer(questionnaire).score({question.code: best(question) for question in questionnaire.questions})
    assert sheet.exact == questionnaire.rules.maximum


# O3 -----------------------------------------------------------------------------------------------------------------
def _droppable(case: tuple[Questionnaire, dict[str, Answer]]) -> list[Question]:
    questionnaire, answers = case
    parents = {q.shown_when.question for q in questionnaire.questions if q.shown_when}
    scores = {score.code: score for score in Scorer(questionnaire).score(answers).questions}
    return [
        question
        for question in questionnaire.questions
        if question.not_applicable is NotApplicable.DROP_WEIGHT
        and scores[question.code].state is State.NOT_APPLICABLE
        and question.code not in parents
    ]


@st.composite
def _dropping(draw: st.DrawFn) -> tuple[Questionnaire, dict[str, Answer]]:
    """Return a case in which a share of the yes/no questions is declared not applicable."""
    questionnaire, answers = draw(filled(exact=True))
    parents = {q.shown_when.question for q in questionnaire.questions if q.shown_when}
    free = [q.code for q in questionnaire.questions if q.kind is Kind.YES_NO and q.code not in parents]
    chosen = draw(st.sets(st.sampled_from(free))) if free else set()
    changed = tuple(
        dataclasses.replace(q, not_applicable=NotApplicable.DROP_WEIGHT, shown_when=None) if q.code in chosen else q
        for q in questionnaire.questions
    )
    return dataclasses.replace(questionnaire, questions=changed), answers | {c: Answer("tidak_berlaku") for c in chosen}


@given(_dropping())
def test_not_applicable_under_drop_weight_is_the_same_as_absent(
    case: tuple[Questionnaire, dict[str, Answer]],
) -> None:
    """O3: replacing a not-applicable item by its absence leaves the exact score unchanged."""
    questionnaire, answers = case
    dropped = {question.code for question in _droppable(case)}
    assume(dropped)
    kept = tuple(question for question in questionnaire.questions if question.code not in dropped)
    left = {question.indicator for question in kept}
    assume(left)
    whole = sum((i.weight.value for i in questionnaire.indicators if i.code in left), Fraction(0))
    rescaled = tuple(
        dataclasses.replace(i, weight=Setting(i.weight.value * 100 / whole))
        for i in questionnaire.indicators
        if i.code in left
    )
    without = dataclasses.replace(questionnaire, questions=kept, indicators=rescaled)
    assert Scorer(questionnaire).score(answers).exact == Scorer(without).score(answers).exact


# O4 -----------------------------------------------------------------------------------------------------------------
@st.composite
def _improved(draw: st.DrawFn) -> tuple[Questionnaire, dict[str, Answer], dict[str, Answer]] | None:
    questionnaire, answers = draw(filled())
    parents = {q.shown_when.question for q in questionnaire.questions if q.shown_when}
    free = [question for question in questionnaire.questions if question.code not in parents]
    if not free:
        return None
    question = draw(st.sampled_from(free))
    scorer = Scorer(questionnaire)
    other = answers | {question.code: draw(st.one_of(answers_to(question), st.just(best(question))))}
    lines = [scorer.lines.line(question, facts, FactKind.SELF, None).worth for facts in (answers, other)]
    if any(line.points is None or not line.counts for line in lines):
        return None
    worse, better = (answers, other) if lines[0].points <= lines[1].points else (other, answers)
    return questionnaire, worse, better


@given(_improved())
def test_a_better_answer_never_lowers_the_total(
    case: tuple[Questionnaire, dict[str, Answer], dict[str, Answer]] | None,
) -> None:
    """O4: with visibility and applicability unchanged, improving an answer never lowers the total."""
    assume(case is not None)
    questionnaire, worse, better = case
    scorer = Scorer(questionnaire)
    assert scorer.score(worse).so_far <= scorer.score(better).so_far


# O5 -----------------------------------------------------------------------------------------------------------------
@given(filled())
def test_rounding_happens_only_where_it_is_declared(case: tuple[Questionnaire, dict[str, Answer]]) -> None:
    """O5: without a declared point the parts add up exactly; with one the printed part enters."""
    questionnaire, answers = case
    sheet = Scorer(questionnaire).score(answers)
    assume(sheet.exact is not None)
    rules = questionnaire.rules
    if Step.QUESTION not in rules.rounding:
        for indicator in sheet.indicators:
            own = {q.code for q in questionnaire.questions if q.indicator == indicator.code}
            assert indicator.earned == sum((s.earned for s in sheet.questions if s.code in own), Fraction(0))
    if Step.INDICATOR not in rules.rounding:
        assert sheet.exact == sum((indicator.earned for indicator in sheet.indicators), Fraction(0))
    else:
        assert sheet.exact == sum((min(parse_exact(i.published), i.possible) for i in sheet.indicators), Fraction(0))


# O7 -----------------------------------------------------------------------------------------------------------------
@given(st.data(), filled(), st.sampled_from(FactKind))
def test_every_score_lies_between_zero_and_its_maximum(
    data: st.DataObject, case: tuple[Questionnaire, dict[str, Answer]], kind: FactKind
) -> None:
    """O7: 0 <= every score <= its declared maximum, for any data."""
    questionnaire, answers = case
    sheet = Scorer(questionnaire).score(answers, kind, data.draw(verdicts(questionnaire)))
    assert 0 <= sheet.so_far <= questionnaire.rules.maximum
    for indicator in sheet.indicators:
        assert indicator.earned is None or 0 <= indicator.earned <= indicator.possible
    for score in sheet.questions:
        assert score.earned is None or 0 <= score.earned <= score.possible


# O8 -----------------------------------------------------------------------------------------------------------------
def _two_stages(missing: MissingStage) -> RuleSet:
    stages = (
        Stage("saq", "Kuesioner", Setting(Fraction(70)), MissingStage.UNPUBLISHED),
        Stage("uji_publik", "Uji publik", Setting(Fraction(30)), missing),
    )
    return RuleSet("uji", 2030, 1, "t", "draft", HUNDRED, stages=stages)


@given(st.integers(1, 10000).map(lambda n: Fraction(n, 100)))
def test_a_missing_stage_is_neither_zero_nor_full(saq: Fraction) -> None:
    """O8: a number, 0 and "belum dinilai" are three values; only a stated policy turns absence into one."""
    zero = combine(_two_stages(MissingStage.UNPUBLISHED), "opd", {"saq": saq, "uji_publik": Fraction(0)})
    absent = combine(_two_stages(MissingStage.UNPUBLISHED), "opd", {"saq": saq})
    assert zero.exact == saq * 70 / 100
    assert (absent.exact, absent.qualification) == (None, None)
    assert absent.refused
    results = {
        policy: combine(_two_stages(policy), "opd", {"saq": saq}).exact
        for policy in (MissingStage.ZERO, MissingStage.CARRY, MissingStage.RENORMALISE, MissingStage.EXCLUDE)
    }
    assert results == {
        MissingStage.ZERO: saq * 70 / 100,
        MissingStage.CARRY: saq,
        MissingStage.RENORMALISE: saq,
        MissingStage.EXCLUDE: None,
    }


# O9 -----------------------------------------------------------------------------------------------------------------
@st.composite
def _rejectable(draw: st.DrawFn) -> tuple[Questionnaire, dict[str, Answer], list[str]]:
    questionnaire, answers = draw(filled(exact=True))
    accepted = {question.code: Verdict(Outcome.ACCEPTED) for question in questionnaire.questions}
    sheet = Scorer(questionnaire).score(answers, FactKind.VERIFIED, accepted)
    return questionnaire, answers, [score.code for score in sheet.questions if score.earned]


@given(st.data(), _rejectable())
def test_rejecting_an_item_that_earns_lowers_the_exact_total(
    data: st.DataObject, case: tuple[Questionnaire, dict[str, Answer], list[str]]
) -> None:
    """O9: a verdict reaches the score."""
    questionnaire, answers, earning = case
    assume(earning)
    code = data.draw(st.sampled_from(earning))
    accepted = {question.code: Verdict(Outcome.ACCEPTED) for question in questionnaire.questions}
    scorer = Scorer(questionnaire)
    before = scorer.score(answers, FactKind.VERIFIED, accepted)
    after = scorer.score(answers, FactKind.VERIFIED, accepted | {code: Verdict(Outcome.REJECTED)})
    assert after.exact < before.exact


@given(filled(exact=True))
def test_all_accepted_with_evidence_and_the_same_levels_means_self_equals_verified(
    case: tuple[Questionnaire, dict[str, Answer]],
) -> None:
    """Self and verified score are one function on different facts."""
    questionnaire, answers = case
    accepted = {code: Verdict(Outcome.ACCEPTED, answer.level) for code, answer in answers.items()}
    scorer = Scorer(questionnaire)
    assert scorer.score(answers).exact == scorer.score(answers, FactKind.VERIFIED, accepted).exact


# O10 ----------------------------------------------------------------------------------------------------------------
@given(filled())
def test_unreviewed_and_unanswered_are_states_and_are_counted(
    case: tuple[Questionnaire, dict[str, Answer]],
) -> None:
    """O10: what an unreviewed Ya earns is a key of the rule set; that it is unreviewed stays visible."""
    questionnaire, answers = case
    sheet = Scorer(questionnaire).score(answers, FactKind.VERIFIED)
    states = {score.code: score for score in sheet.questions}
    assert sheet.pending == sum(score.state is State.PENDING for score in sheet.questions)
    for question in questionnaire.questions:
        if question.kind is not Kind.YES_NO or states[question.code].state is State.HIDDEN:
            continue
        answer = answers[question.code]
        if answer.choice is None:
            assert states[question.code].state in (State.BLANK, State.PENDING)
        proven = answer.links or question.yes_without_evidence is Evidenceless.KEEP
        if answer.choice == "ya" and proven:
            assert states[question.code].state is State.PENDING


# O13 ----------------------------------------------------------------------------------------------------------------
@given(st.data(), filled())
def test_the_order_of_items_changes_nothing(data: st.DataObject, case: tuple[Questionnaire, dict[str, Answer]]) -> None:
    """O13: order-free, bit for bit."""
    questionnaire, answers = case
    shuffled = dataclasses.replace(
        questionnaire,
        questions=tuple(data.draw(st.permutations(questionnaire.questions))),
        indicators=tuple(data.draw(st.permutations(questionnaire.indicators))),
    )
    mixed = dict(data.draw(st.permutations(list(answers.items()))))
    first, second = Scorer(questionnaire).score(answers), Scorer(shuffled).score(mixed)
    assert (first.exact, first.published, first.pending) == (second.exact, second.published, second.pending)
    assert {s.code: s for s in first.questions} == {s.code: s for s in second.questions}


# O16 ----------------------------------------------------------------------------------------------------------------
scores = st.lists(
    st.one_of(st.none(), st.integers(8990, 9010).map(lambda n: Fraction(n, 100) + Fraction(n % 3, 1000))), max_size=12
)


@given(scores, st.sampled_from(Ties))
def test_equal_published_values_share_a_place(values: list[Fraction | None], ties: Ties) -> None:
    """O16: equal value on the number that the rule names = equal place; better value = better place."""
    rules = RuleSet("uji", 2030, 1, "t", "draft", HUNDRED, ranking=Ranking(ties=ties))
    places = rank(rules, values)
    printed = [None if value is None else Rounding().text(value) for value in values]
    for a, place_a in zip(printed, places, strict=True):
        for b, place_b in zip(printed, places, strict=True):
            if a is None or b is None:
                continue
            assert (place_a == place_b) == (a == b)
            assert (place_a < place_b) == (parse_exact(a) > parse_exact(b))
    given_places = sorted(place for place in places if place is not None)
    if ties is Ties.DENSE:
        assert sorted(set(given_places)) == list(range(1, len(set(given_places)) + 1))
    else:
        assert all(place == given_places.index(place) + 1 for place in given_places)


# O19 ----------------------------------------------------------------------------------------------------------------
@given(filled())
def test_what_is_printed_as_exact_reads_back_as_the_same_number(
    case: tuple[Questionnaire, dict[str, Answer]],
) -> None:
    """O19: weights and scores are exact from file to screen."""
    questionnaire, answers = case
    sheet: ScoreSheet = Scorer(questionnaire).score(answers)
    printed = sheet.as_json()
    if sheet.exact is None:
        assert printed["total"] is None
        assert printed["refused"]
    else:
        assert parse_exact(printed["total"]["exact"]) == sheet.exact
    for row, score in zip(printed["questions"], sheet.questions, strict=True):
        assert row["earned"] is None or parse_exact(row["earned"]) == score.earned


# Meta ---------------------------------------------------------------------------------------------------------------
PREMISES: dict[str, tuple[st.SearchStrategy, Callable[..., bool]]] = {
    "O1": (filled(), lambda case: bool(_hidden(case))),
    "O3": (_dropping(), lambda case: bool(_droppable(case))),
    "O4": (_improved(), lambda case: case is not None),
    "O5": (filled(), lambda case: _counts(*case)),
    "O9": (_rejectable(), lambda case: bool(case[2])),
    "O10": (filled(), lambda case: any(answer.choice in ("ya", None) for answer in case[1].values())),
    "O16": (scores, lambda values: len({v for v in values if v}) < len([v for v in values if v])),
}


@pytest.mark.parametrize("name", PREMISES)
def test_premises_are_met_often(name: str) -> None:
    """At least 30 % of the generated examples reach the premise of the property."""
    strategy, premise = PREMISES[name]
    met: list[bool] = []

    @settings(
        max_examples=200,
        database=None,
        derandomize=True,
        phases=[Phase.generate],
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(strategy)
    def sample(case: object) -> None:
        met.append(premise(case))

    sample()
    assert sum(met) / len(met) >= 0.3


def test_a_rounded_indicator_never_exceeds_its_weight() -> None:
    """O7 on paper: a weight of 50/3 rounded half up to 16.67 would exceed what the indicator can earn."""
    third = Fraction(50, 3)
    base = Question("Q", "Butir", "i0", Setting(Fraction(1)))
    rules = RuleSet("uji", 2030, 1, "t", "draft", HUNDRED, rounding={Step.INDICATOR: DeclaredRounding(Rounding(2))})
    parts = (Indicator("i0", "A", Setting(third)), Indicator("i1", "B", Setting(HUNDRED - third)))
    other = dataclasses.replace(base, code="R", indicator="i1")
    sheet = Scorer(Questionnaire(rules, "opd", "OPD", parts, (base, other))).score({"Q": Answer("ya", links=LINK)})
    assert sheet.exact == third
