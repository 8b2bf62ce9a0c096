"""From one answer to the points of one question, in the question's own unit."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from scoring.facts import Answer, Choice, FactKind, Outcome, State, Verdict
from scoring.numbers import total
from scoring.reasons import Reason
from scoring.rules import Blank, Evidenceless, Kind, Level, NotApplicable, Question, RuleSet

ZERO = Fraction(0)


class FactError(ValueError):
    """A fact that the rules do not know: a foreign level, an option or `tidak_berlaku` where it is not allowed."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(f"{code}: {message}")
        self.code = code
        self.message = message


class Resolved(NamedTuple):
    """What one answer is worth.

    points: in the question's unit; None while the rules leave it open.
    claimed: what it would be worth if only the missing evidence came; equals `points` elsewhere.
    counts: whether the question's weight stays in its indicator.
    assumption: id of the assumption behind the level used.
    """

    state: State
    points: Fraction | None
    reason: str
    level: str | None = None
    claimed: Fraction | None = None
    counts: bool = True
    assumption: str | None = None


def resolve(question: Question, answer: Answer, verdict: Verdict | None, kind: FactKind, rules: RuleSet) -> Resolved:
    """Return what `answer` earns under the rules of its question.

    Raises:
        FactError: the answer does not fit the question.
    """
    if not question.scored:
        state = State.BLANK if answer.blank else State.ANSWERED
        return Resolved(state, ZERO, Reason.DATA, counts=False, claimed=ZERO)
    if answer.blank:
        return _blank(rules)
    if answer.choice == Choice.NOT_APPLICABLE and question.kind is not Kind.OPTION:
        return _not_applicable(question, answer, verdict, kind)
    if question.kind is Kind.YES_NO and answer.choice == Choice.NO:
        if answer.level is not None:
            raise FactError(question.code, "tingkat tidak dapat menyertai jawaban Tidak")
        return Resolved(State.ANSWERED, ZERO, Reason.NO, claimed=ZERO)
    claim = _claim(question, answer, verdict, kind, rules)
    rejected = kind is not FactKind.SELF and verdict is not None and verdict.outcome is Outcome.REJECTED
    if rejected:
        return Resolved(State.REJECTED, ZERO, Reason.REJECTED, claimed=ZERO)
    unproven = question.yes_without_evidence is Evidenceless.ZERO and not answer.links
    if unproven and (claim.points != 0 or claim.state is State.PENDING):
        return claim._replace(state=State.ANSWERED, points=ZERO, reason=Reason.NO_EVIDENCE, assumption=None)
    return claim


def _blank(rules: RuleSet) -> Resolved:
    if rules.blank is Blank.PENDING:
        return Resolved(State.PENDING, None, Reason.BLANK)
    return Resolved(State.BLANK, ZERO, Reason.BLANK, claimed=ZERO)


def _not_applicable(question: Question, answer: Answer, verdict: Verdict | None, kind: FactKind) -> Resolved:
    policy = question.not_applicable
    if policy is NotApplicable.REFUSE:
        raise FactError(question.code, "tidak_berlaku tidak tersedia untuk butir ini")
    if kind is not FactKind.SELF and verdict is not None and verdict.outcome is Outcome.REJECTED:
        return Resolved(State.REJECTED, ZERO, Reason.REJECTED, claimed=ZERO)
    if policy is NotApplicable.DROP_WEIGHT:
        return Resolved(State.NOT_APPLICABLE, ZERO, Reason.DROPPED, claimed=ZERO, counts=False)
    if policy is NotApplicable.ZERO:
        return Resolved(State.NOT_APPLICABLE, ZERO, Reason.NOT_APPLICABLE_ZERO, claimed=ZERO)
    full = question.weight.value
    if not answer.links:
        return Resolved(State.NOT_APPLICABLE, ZERO, Reason.NO_EVIDENCE, claimed=full)
    return Resolved(State.NOT_APPLICABLE, full, Reason.FULL, claimed=full)


def _claim(question: Question, answer: Answer, verdict: Verdict | None, kind: FactKind, rules: RuleSet) -> Resolved:
    """Return what the answer is worth if its evidence holds."""
    if question.kind is Kind.OPTION:
        option = _find(question, question.options, answer.choice or "", "pilihan")
        return _worth(option, Reason.OPTION)
    if question.kind is Kind.MULTIPLE:
        return _multiple(question, answer)
    if question.kind is Kind.NUMBER:
        return _count(question, answer)
    if answer.choice != Choice.YES:
        raise FactError(question.code, f"jawaban {answer.choice!r} tidak dikenal")
    level = None if answer.level is None else _find(question, question.levels, answer.level, "tingkat")
    if kind is FactKind.SELF:
        return _self_claim(question, answer, level, rules)
    return _judged(question, answer, verdict, rules)


def _self_claim(question: Question, answer: Answer, claimed: Level | None, rules: RuleSet) -> Resolved:
    if claimed is not None:
        return _worth(claimed, Reason.LEVEL)
    if question.levels and rules.claimed_yes == "pending":
        return Resolved(State.PENDING, None, Reason.UNCLAIMED)
    level = _own_level(question, rules.claimed_yes)
    if level is not None:
        return _worth(level, Reason.DEFAULT_LEVEL)
    return _full(question, Reason.YES if answer.links else Reason.YES_UNPROVEN)


def _judged(question: Question, answer: Answer, verdict: Verdict | None, rules: RuleSet) -> Resolved:
    if verdict is None:
        if rules.unjudged_yes == "pending":
            return Resolved(State.PENDING, None, Reason.UNJUDGED)
        level = _own_level(question, rules.unjudged_yes)
        if level is None:
            return Resolved(State.PENDING, ZERO, Reason.UNJUDGED_ZERO, claimed=ZERO)
        return _worth(level, Reason.UNJUDGED_LEVEL)._replace(state=State.PENDING)
    code = verdict.level or answer.level
    if code is None:
        return _full(question, Reason.ACCEPTED)
    return _worth(_find(question, question.levels, code, "tingkat"), Reason.ACCEPTED_LEVEL)


def _multiple(question: Question, answer: Answer) -> Resolved:
    chosen = [_find(question, question.options, code, "pilihan") for code in answer.chosen]
    if len({option.code for option in chosen}) != len(chosen):
        raise FactError(question.code, "satu pilihan disebut dua kali")
    complete = len(chosen) == len(question.options)
    weight = question.weight.value
    points = total([option.points for option in chosen])
    if question.all_or_nothing:
        points = (weight if weight is not None else points) if complete else ZERO
    elif weight is not None:
        points = min(points, weight)
    incomplete = Reason.INCOMPLETE if question.all_or_nothing else Reason.PARTLY
    reason = Reason.COMPLETE if complete else incomplete
    detail = f"{len(chosen)} dari {len(question.options)}"
    proposed = question.options[0].assumption
    return Resolved(State.ANSWERED, points, reason.with_detail(detail), None, points, assumption=proposed)


def _count(question: Question, answer: Answer) -> Resolved:
    if answer.number is None:
        raise FactError(question.code, "butir ini dijawab dengan angka")
    reached = [band for band in question.counts if band.lower <= answer.number]
    if not reached and answer.level is not None:
        return _worth(_find(question, question.levels, answer.level, "tingkat"), Reason.LEVEL)
    points = reached[-1].points if reached else ZERO
    return Resolved(State.ANSWERED, points, Reason.COUNT.with_detail(str(answer.number)), None, points)


def _find(question: Question, scale: tuple[Level, ...], code: str, noun: str) -> Level:
    for level in scale:
        if level.code == code:
            return level
    raise FactError(question.code, f"{noun} {code!r} bukan bagian butir ini")


def _own_level(question: Question, code: str) -> Level | None:
    return next((level for level in question.levels if level.code == code), None)


def _worth(level: Level, reason: Reason) -> Resolved:
    return Resolved(
        State.ANSWERED,
        level.points,
        reason.with_detail(level.label),
        level.code,
        level.points,
        assumption=level.assumption,
    )


def _full(question: Question, reason: Reason) -> Resolved:
    return Resolved(State.ANSWERED, question.weight.value, reason, None, question.weight.value)
