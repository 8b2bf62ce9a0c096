"""The whole numbers behind the formulas of a workbook.

A spreadsheet computes in binary fractions, so a total that lies exactly between two printed ones can fall to the wrong
side. Every score here is a whole number over one common denominator, sums are then exact, and a printed number follows
by whole division. Programs show and compare 15 digits, and some let whole division follow that, so no number may
exceed ten million millions; where one would, there are no formulas and the workbook says why.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from scoring.classes import rounding_at
from scoring.facts import Answer, FactKind
from scoring.lines import Line, Lines
from scoring.numbers import Rounding
from scoring.rules import ClassOn, Indicator, NotApplicable, Question, Questionnaire, Step
from scoring.sheet import ScoreSheet
from sheets.numbers import exact_number
from wording import text

LIMIT = 10**13


class NoFormulasError(Exception):
    """Why the workbook of this body shows its score without formulas; the message is for people."""


@dataclass(frozen=True, slots=True)
class Share:
    """One indicator in whole numbers.

    weight: over `Arithmetic.unit`. counted: units of the questions that count. numerator, denominator: what one unit
    earns, in points of the maximum over `Arithmetic.unit`, reduced. factor: the same over the common denominator.
    """

    indicator: Indicator
    questions: tuple[Question, ...]
    weight: int
    counted: int
    numerator: int
    denominator: int
    factor: int

    @property
    def live(self) -> int:
        """Return 1 where anything counts in the indicator, else 0."""
        return int(self.counted > 0)


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """Everything that the formulas compute with.

    denominator: the common one of all scores. unit: that of the weights. whole, remaining: sum of all weights, and of
    those in which something counts. droppable: whether a whole indicator can drop. highest: largest denominator that
    still computes exactly.
    """

    questionnaire: Questionnaire
    lines: Mapping[str, Line]
    weights: Mapping[str, int]
    shares: tuple[Share, ...]
    unit: int
    whole: int
    remaining: int
    common: int
    denominator: int
    droppable: bool
    highest: int

    @classmethod
    def of(cls, questionnaire: Questionnaire, answers: Mapping[str, Answer], sheet: ScoreSheet) -> Arithmetic:
        """Return the numbers for these answers.

        Raises:
            NoFormulasError: the score cannot be computed by formulas, or not exactly.
        """
        _refuse_unknown(questionnaire, answers, sheet)
        lines = Lines(questionnaire)
        found = {q.code: lines.line(q, answers, FactKind.SELF, None) for q in questionnaire.questions}
        weights = {code: units or 0 for code, units in lines.weight_units.items()}
        unit = math.lcm(*(_weight(indicator).denominator for indicator in questionnaire.indicators), 1)
        grouped = {
            indicator.code: tuple(q for q in questionnaire.questions if q.indicator == indicator.code)
            for indicator in questionnaire.indicators
        }
        counted = {
            code: sum(weights[q.code] for q in questions if found[q.code].worth.counts)
            for code, questions in grouped.items()
        }
        whole = sum(int(_weight(indicator) * unit) for indicator in questionnaire.indicators)
        remaining = sum(int(_weight(i) * unit) for i in questionnaire.indicators if counted[i.code])
        droppable = not all(_always_counts(questions) for questions in grouped.values())
        scale = Fraction(whole, remaining) if droppable and remaining else Fraction(1)
        per_unit = {
            i.code: _weight(i) * unit * scale / counted[i.code] if counted[i.code] else Fraction(0)
            for i in questionnaire.indicators
        }
        common = math.lcm(*(value.denominator for value in per_unit.values()), 1)
        denominator = math.lcm(unit * common, *(10**r.places for r in _declared(questionnaire)))
        highest = _highest(questionnaire)
        if denominator > highest:
            raise NoFormulasError(text("sheets.tanpa_rumus.besar"))
        shares = tuple(
            Share(
                indicator, grouped[indicator.code], int(_weight(indicator) * unit), counted[indicator.code],
                per_unit[indicator.code].numerator, per_unit[indicator.code].denominator,
                int(per_unit[indicator.code] * denominator / unit),
            )
            for indicator in questionnaire.indicators
        )  # fmt: skip
        return cls(
            questionnaire, found, weights, shares, unit, whole, remaining, common, denominator, droppable, highest
        )

    def printing(self, step: Step) -> Rounding:
        """Return how a number is printed at `step`."""
        return rounding_at(self.questionnaire.rules, step).rounding

    def rounds(self, step: Step) -> bool:
        """Tell whether the rounded value enters the next step."""
        return step in self.questionnaire.rules.rounding

    def over_common(self, value: Fraction | None) -> int:
        """Return a score as a whole number over the common denominator; nothing is 0."""
        return int((value or 0) * self.denominator)


def _refuse_unknown(questionnaire: Questionnaire, answers: Mapping[str, Answer], sheet: ScoreSheet) -> None:
    """Refuse what the formulas do not carry.

    Raises:
        NoFormulasError: verdicts, unpublished weights, or a number that no cell can hold.
    """
    if sheet.kind is not FactKind.SELF:
        raise NoFormulasError(text("sheets.tanpa_rumus.putusan"))
    scored = [question for question in questionnaire.questions if question.scored]
    if any(indicator.weight.value is None for indicator in questionnaire.indicators):
        raise NoFormulasError(text("sheets.tanpa_rumus.bobot"))
    if any(question.weight.value is None for question in scored):
        raise NoFormulasError(text("sheets.tanpa_rumus.bobot"))
    numbers = [band.lower for question in scored for band in question.counts]
    numbers += [answer.number for answer in answers.values() if answer.number is not None]
    if any(exact_number(number) is None for number in numbers):
        raise NoFormulasError(text("sheets.tanpa_rumus.angka"))


def _weight(indicator: Indicator) -> Fraction:
    return indicator.weight.value or Fraction(0)


def _always_counts(questions: tuple[Question, ...]) -> bool:
    """Tell whether one of these questions counts whatever is answered."""
    return any(
        q.scored and q.shown_when is None and q.not_applicable is not NotApplicable.DROP_WEIGHT for q in questions
    )


def _declared(questionnaire: Questionnaire) -> list[Rounding]:
    """Return the roundings whose result enters a sum."""
    rounding = questionnaire.rules.rounding
    return [rounding[step].rounding for step in (Step.QUESTION, Step.INDICATOR) if step in rounding]


def _highest(questionnaire: Questionnaire) -> int:
    """Return the largest common denominator for which every formula stays below the limit."""
    rules = questionnaire.rules
    places = max(rounding_at(rules, step).rounding.places for step in (Step.QUESTION, Step.INDICATOR, Step.STAGE))
    to_hundred = Fraction(100) / rules.maximum
    stretch = max(to_hundred.numerator, to_hundred.denominator)
    factors = [stretch * math.ceil(rules.maximum), stretch * (2 * int(10**places) + 1)]
    if rules.class_on is ClassOn.EXACT:
        for bound in class_bounds(questionnaire):
            left, right = comparison(bound, rules.maximum)
            factors += [left * math.ceil(rules.maximum), right]
    return LIMIT // max(factors)


def class_bounds(questionnaire: Questionnaire) -> list[Fraction]:
    """Return every bound that a class is decided by."""
    bands = questionnaire.rules.bands
    found = [bound for band in bands for bound in (band.lower.value, band.printed_from, band.printed_to)]
    return [bound for bound in found if bound is not None]


def comparison(bound: Fraction, maximum: Fraction) -> tuple[int, int]:
    """Return x and y so that a total N/D of `maximum` reaches `bound` of 100 exactly when N * x >= D * y.

    >>> comparison(Fraction(179, 2), Fraction(100))
    (2, 179)
    """
    ratio = bound * maximum / 100
    return ratio.denominator, ratio.numerator
