"""Many bodies under one questionnaire: scored alike, placed by rule, and where they differ."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from questionnaires.problems import Problem
from scoring.cohort import Cohort, cohort
from scoring.facts import Answer, State
from scoring.ranking import rank, ranking_assumptions
from scoring.reasons import Reason
from scoring.rules import Assumption, Question, Questionnaire, Step
from scoring.scorer import Scorer
from scoring.sheet import IndicatorScore, QuestionScore, ScoreSheet

_ZERO, _ONE = Fraction(0), Fraction(1)


@dataclass(frozen=True, slots=True)
class Entry:
    """The answers of one body; `origin` is the file or self-assessment they come from.

    own: the questionnaire that it answers instead of the one of its category, None where it has none of its own.
    """

    body: str
    origin: str
    answers: Mapping[str, Answer]
    own: Questionnaire | None = None


@dataclass(frozen=True, slots=True)
class Unread:
    """A file that could not be used, with every reason."""

    origin: str
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One body with its sheet; `place` is None where its total is refused.

    indicators: its scores of the indicators that are compared, in their order; None where its own instrument lacks one
        or weighs it differently.
    answered, without_evidence: questions that were answered, and those that earn nothing only for want of evidence.
    """

    entry: Entry
    sheet: ScoreSheet
    indicators: tuple[IndicatorScore | None, ...]
    place: int | None
    answered: int
    without_evidence: int


@dataclass(frozen=True, slots=True)
class Spread:
    """How one indicator is spread over the bodies, in points of the declared maximum.

    count: bodies that have this indicator and a known score of it; the other values are None where there is none.
    """

    code: str
    label: str
    weight: Fraction | None
    count: int
    least: Fraction | None
    lower_quartile: Fraction | None
    median: Fraction | None
    upper_quartile: Fraction | None
    most: Fraction | None
    mean: Fraction | None


class Difference(NamedTuple):
    """How far the bodies that are asked one question differ in it.

    full, partly, none: bodies that earned all, some or nothing of what they could; blank ones are among `none` too.
    variance: of the share earned, from 0 (all alike) to 1/4 (half earned all, half nothing).
    """

    question: Question
    full: int
    partly: int
    none: int
    blank: int
    without_evidence: int
    mean: Fraction
    variance: Fraction


@dataclass(frozen=True, slots=True)
class Comparison:
    """The whole: rows from the best place on, spread per indicator, questions from the largest difference on."""

    questionnaire: Questionnaire
    rows: tuple[Row, ...]
    spreads: tuple[Spread, ...]
    differences: tuple[Difference, ...]
    unread: tuple[Unread, ...]
    cohort: Cohort
    assumptions: tuple[str, ...]

    @property
    def known(self) -> Mapping[str, Assumption]:
        """Return what `assumptions` may name, of every questionnaire that was scored."""
        found = dict(self.questionnaire.rules.assumptions)
        for row in self.rows:
            if row.entry.own is not None:
                found = {**row.entry.own.rules.assumptions, **found}
        return found


def compare(questionnaire: Questionnaire, entries: Iterable[Entry], unread: Sequence[Unread] = ()) -> Comparison:
    """Return the comparison of all bodies that could be read.

    A body with an instrument of its own is scored by it: the weights of every instrument reach the maximum of the rule
    set, so totals stand side by side. Indicators and questions are compared among the bodies that have them.

    Raises:
        FactError: an answer does not fit its question.
    """
    scorers = {"": Scorer(questionnaire)}
    scored = [(entry, _scorer(scorers, entry).score(entry.answers)) for entry in entries]
    totals = [sheet.exact for _, sheet in scored]
    places = rank(questionnaire.rules, totals, Step.STAGE)
    rows = [_row(questionnaire, *pair, place) for pair, place in zip(scored, places, strict=True)]
    rows.sort(key=lambda row: (row.place is None, row.place or 0, row.entry.body.casefold(), row.entry.origin))
    sheets = [sheet for _, sheet in scored]
    used = [name for sheet in sheets for name in sheet.assumptions]
    return Comparison(
        questionnaire=questionnaire,
        rows=tuple(rows),
        spreads=tuple(_spread(questionnaire, position, rows) for position in range(len(questionnaire.indicators))),
        differences=_differences(questionnaire, scored),
        unread=tuple(unread),
        cohort=cohort(totals),
        assumptions=tuple(dict.fromkeys([*used, *ranking_assumptions(questionnaire.rules, totals, Step.STAGE)])),
    )


def quantile(ordered: Sequence[Fraction], share: Fraction) -> Fraction:
    """Return the value at `share` (0 to 1) of ascending values, between two neighbours in proportion.

    >>> quantile([Fraction(1), Fraction(2), Fraction(4)], Fraction(1, 4))
    Fraction(3, 2)
    """
    at = share * (len(ordered) - 1)
    below = at.numerator // at.denominator
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (at - below)


def _scorer(scorers: dict[str, Scorer], entry: Entry) -> Scorer:
    """Return what scores a body; a questionnaire is compiled once, the one of the category stands under no body."""
    if entry.own is None:
        return scorers[""]
    if entry.own.body not in scorers:
        scorers[entry.own.body] = Scorer(entry.own)
    return scorers[entry.own.body]


def _row(questionnaire: Questionnaire, entry: Entry, sheet: ScoreSheet, place: int | None) -> Row:
    answered = sum(not answer.blank for answer in entry.answers.values())
    bare = sum(score.reason == Reason.NO_EVIDENCE for score in sheet.questions)
    return Row(entry, sheet, _indicators(questionnaire, entry, sheet), place, answered, bare)


def _indicators(questionnaire: Questionnaire, entry: Entry, sheet: ScoreSheet) -> tuple[IndicatorScore | None, ...]:
    if entry.own is None:
        return sheet.indicators
    own = {score.code: score for score in sheet.indicators}
    found = [(part.weight.value, own.get(part.code)) for part in questionnaire.indicators]
    return tuple(score if score and score.weight == weight else None for weight, score in found)


def _spread(questionnaire: Questionnaire, position: int, rows: Sequence[Row]) -> Spread:
    indicator = questionnaire.indicators[position]
    scores = [score for row in rows if (score := row.indicators[position]) is not None]
    earned = sorted(score.earned for score in scores if score.earned is not None)
    if not earned:
        return Spread(indicator.code, indicator.label, indicator.weight.value, 0, None, None, None, None, None, None)
    return Spread(
        code=indicator.code,
        label=indicator.label,
        weight=indicator.weight.value,
        count=len(earned),
        least=earned[0],
        lower_quartile=quantile(earned, Fraction(1, 4)),
        median=quantile(earned, Fraction(1, 2)),
        upper_quartile=quantile(earned, Fraction(3, 4)),
        most=earned[-1],
        mean=sum(earned, _ZERO) / len(earned),
    )


def _differences(questionnaire: Questionnaire, scored: Sequence[tuple[Entry, ScoreSheet]]) -> tuple[Difference, ...]:
    sheets = [sheet for entry, sheet in scored if entry.own is None]
    others = [{score.code: score for score in sheet.questions} for entry, sheet in scored if entry.own is not None]
    found = []
    for position, question in enumerate(questionnaire.questions):
        shared = [own[question.code] for own in others if question.code in own]
        difference = _difference(question, [*(sheet.questions[position] for sheet in sheets), *shared])
        if difference is not None:
            found.append(difference)
    return tuple(sorted(found, key=lambda difference: (-difference.variance, difference.question.code)))


def _difference(question: Question, scores: Sequence[QuestionScore]) -> Difference | None:
    """Return how the bodies differ, None where no body can earn anything."""
    counted = [score for score in scores if score.possible and score.earned is not None]
    if not counted:
        return None
    # Bodies earn few different shares of a question: each is worked out once.
    pairs = Counter((score.earned or _ZERO, score.possible or _ONE) for score in counted)
    shares = [(earned / possible, count) for (earned, possible), count in pairs.items()]
    mean = sum((share * count for share, count in shares), _ZERO) / len(counted)
    return Difference(
        question=question,
        full=sum(count for share, count in shares if share == 1),
        partly=sum(count for share, count in shares if 0 < share < 1),
        none=sum(count for share, count in shares if share == 0),
        blank=sum(score.state is State.BLANK for score in counted),
        without_evidence=sum(bool(score.claimed) and not score.earned for score in counted),
        mean=mean,
        variance=sum(((share - mean) ** 2 * count for share, count in shares), _ZERO) / len(counted),
    )
