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
from scoring.rules import Question, Questionnaire, Step
from scoring.scorer import Scorer
from scoring.sheet import QuestionScore, ScoreSheet

_ZERO, _ONE = Fraction(0), Fraction(1)


@dataclass(frozen=True, slots=True)
class Entry:
    """The answers of one body; `origin` is the file or self-assessment they come from."""

    body: str
    origin: str
    answers: Mapping[str, Answer]


@dataclass(frozen=True, slots=True)
class Unread:
    """A file that could not be used, with every reason."""

    origin: str
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One body with its sheet; `place` is None where its total is refused.

    answered, without_evidence: questions that were answered, and those that earn nothing only for want of evidence.
    """

    entry: Entry
    sheet: ScoreSheet
    place: int | None
    answered: int
    without_evidence: int


@dataclass(frozen=True, slots=True)
class Spread:
    """How one indicator is spread over the bodies, in points of the declared maximum.

    count: bodies whose score of this indicator is known; the other values are None where there is none.
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
    """How far the bodies differ in one question.

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


def compare(questionnaire: Questionnaire, entries: Iterable[Entry], unread: Sequence[Unread] = ()) -> Comparison:
    """Return the comparison of all bodies that could be read.

    Raises:
        FactError: an answer does not fit its question.
    """
    scorer = Scorer(questionnaire)
    scored = [(entry, scorer.score(entry.answers)) for entry in entries]
    totals = [sheet.exact for _, sheet in scored]
    places = rank(questionnaire.rules, totals, Step.STAGE)
    rows = [_row(entry, sheet, place) for (entry, sheet), place in zip(scored, places, strict=True)]
    rows.sort(key=lambda row: (row.place is None, row.place or 0, row.entry.body.casefold(), row.entry.origin))
    sheets = [sheet for _, sheet in scored]
    used = [name for sheet in sheets for name in sheet.assumptions]
    return Comparison(
        questionnaire=questionnaire,
        rows=tuple(rows),
        spreads=tuple(_spread(questionnaire, position, sheets) for position in range(len(questionnaire.indicators))),
        differences=_differences(questionnaire, sheets),
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


def _row(entry: Entry, sheet: ScoreSheet, place: int | None) -> Row:
    answered = sum(not answer.blank for answer in entry.answers.values())
    return Row(entry, sheet, place, answered, sum(score.reason == Reason.NO_EVIDENCE for score in sheet.questions))


def _spread(questionnaire: Questionnaire, position: int, sheets: Sequence[ScoreSheet]) -> Spread:
    indicator = questionnaire.indicators[position]
    earned = sorted(value for sheet in sheets if (value := sheet.indicators[position].earned) is not None)
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


def _differences(questionnaire: Questionnaire, sheets: Sequence[ScoreSheet]) -> tuple[Difference, ...]:
    found = []
    for position, question in enumerate(questionnaire.questions):
        difference = _difference(question, [sheet.questions[position] for sheet in sheets])
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
