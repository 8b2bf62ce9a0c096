"""From answers to a score sheet: exact, order-free, with a reason on every line.

A `Scorer` is compiled once per questionnaire and then only looks answers up: a body's questionnaire is rescored with
every answer that is stored, so this is the innermost loop of the product.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from scoring.assembly import Part, Sum, assemble
from scoring.classes import rounding_at
from scoring.facts import Answer, FactKind, Verdict
from scoring.lines import Line, Lines
from scoring.resolve import ZERO
from scoring.rules import Questionnaire, Step
from scoring.sheet import IndicatorScore, QuestionScore, ScoreSheet


class Scorer:
    """Scores any number of bodies under one questionnaire; safe to share between threads."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        self.questionnaire = questionnaire
        self.lines = Lines(questionnaire)
        self._by_indicator = [
            (indicator, [q for q in questionnaire.questions if q.indicator == indicator.code])
            for indicator in questionnaire.indicators
        ]
        self._scores: dict[tuple[object, ...], QuestionScore] = {}
        self._usual = {
            indicator.code: (
                indicator.weight.value,
                sum(self.lines.weight_units[q.code] or 0 for q in questions if q.scored),
            )
            for indicator, questions in self._by_indicator
        }
        self._rounding = {step: rounding_at(questionnaire.rules, step) for step in Step}

    def score(
        self,
        answers: Mapping[str, Answer],
        kind: FactKind = FactKind.SELF,
        verdicts: Mapping[str, Verdict] | None = None,
    ) -> ScoreSheet:
        """Return the sheet for these answers; a code that is missing is a blank answer.

        Raises:
            FactError: an answer does not fit its question.
        """
        judged = verdicts or {}
        parts = _redistribute(
            [
                Part(
                    indicator,
                    [self.lines.line(q, answers, kind, judged.get(q.code)) for q in questions],
                    indicator.weight.value,
                )
                for indicator, questions in self._by_indicator
            ]
        )
        scores: dict[str, QuestionScore] = {}
        sums = [self._indicator(part, scores) for part in parts]
        return assemble(self.questionnaire, kind, parts, sums, scores)

    def visible(self, answers: Mapping[str, Answer]) -> frozenset[str]:
        """Return the codes of the questions that are asked, given these answers."""
        return frozenset(q.code for q in self.questionnaire.questions if self.lines.shown(q.code, answers))

    def _indicator(self, part: Part, scores: dict[str, QuestionScore]) -> Sum:
        """Return the indicator's sum and put the scores of its questions into `scores`."""
        counted = part.counted
        weights = [self.lines.weight_units[line.question.code] for line in counted]
        known = [weight for weight in weights if weight is not None]
        divisor = sum(known) if len(known) == len(weights) and part.share is not None else 0
        usual = self._usual[part.indicator.code] == (part.share, divisor)
        for line in part.lines:
            scores[line.question.code] = self._question(line, part.share, divisor, usual)
        earned = [line.units for line in counted]
        decided = [units for units in earned if units is not None]
        so_far = _portion(part.share, sum(decided), divisor) if divisor else ZERO
        if Step.QUESTION in self.questionnaire.rules.rounding and divisor:
            total = sum((scores[line.question.code].earned or ZERO for line in part.lines), ZERO)
            so_far = min(total, part.share or ZERO)
        unpublished = "" if not weights or divisor else self._unpublished(part)
        complete = len(decided) == len(earned) and not unpublished
        return self._sum(part, so_far, complete, unpublished)

    def _sum(self, part: Part, so_far: Fraction, complete: bool, unpublished: str) -> Sum:
        indicator, printing = part.indicator, self._rounding[Step.INDICATOR].rounding
        exact = so_far if complete else None
        published = None if exact is None else printing.text(exact)
        enters = exact
        if exact is not None and Step.INDICATOR in self.questionnaire.rules.rounding:
            enters = min(printing.apply(exact), part.share or ZERO)
        score = IndicatorScore(indicator.code, indicator.label, indicator.weight.value, exact, part.share, published)
        return Sum(score, enters, so_far, unpublished)

    def _unpublished(self, part: Part) -> str:
        name = self.questionnaire.rules.id
        if part.share is None:
            return f"bobot indikator {part.indicator.label} {name} tidak dipublikasikan"
        return f"bobot butir indikator {part.indicator.label} {name} tidak dipublikasikan"

    def _question(self, line: Line, share: Fraction | None, divisor: int, usual: bool) -> QuestionScore:
        """Return the line's score, remembered where the whole indicator counts with its stated weight."""
        if line.key is None or not usual:
            return self._fresh(line, share, divisor)
        found = self._scores.get(line.key)
        if found is None:
            found = self._scores[line.key] = self._fresh(line, share, divisor)
        return found

    def _fresh(self, line: Line, share: Fraction | None, divisor: int) -> QuestionScore:
        question, worth = line.question, line.worth
        code, state, reason, level = question.code, worth.state, str(worth.reason), worth.level
        if not worth.counts:
            return QuestionScore(code, state, ZERO, ZERO, reason, level, ZERO)
        if not divisor:
            return QuestionScore(code, state, None, None, reason, level, None)
        possible = _portion(share, self.lines.weight_units[code] or 0, divisor)
        earned = None if line.units is None else self._earned(share, line.units, divisor, possible)
        claimed = None
        if worth.claimed is not None:
            claimed = self._earned(share, int(worth.claimed * self.lines.denominator), divisor, possible)
        return QuestionScore(code, state, earned, possible, reason, level, claimed)

    def _earned(self, share: Fraction | None, units: int, divisor: int, possible: Fraction) -> Fraction:
        exact = _portion(share, units, divisor)
        if Step.QUESTION not in self.questionnaire.rules.rounding:
            return exact
        return min(self._rounding[Step.QUESTION].rounding.apply(exact), possible)


def _portion(share: Fraction | None, units: int, divisor: int) -> Fraction:
    if share is None:
        return ZERO
    return Fraction(share.numerator * units, share.denominator * divisor)


def _redistribute(parts: list[Part]) -> list[Part]:
    """Give the weight of indicators in which nothing counts to the others, in proportion."""
    live = [any(line.worth.counts for line in part.lines) for part in parts]
    if all(live) or any(part.share is None for part in parts):
        return parts
    whole = sum((part.share or ZERO for part in parts), ZERO)
    remaining = sum((part.share or ZERO for part, alive in zip(parts, live, strict=True) if alive), ZERO)
    if not remaining:
        return parts
    return [
        part._replace(share=(part.share or ZERO) * whole / remaining if alive else ZERO)
        for part, alive in zip(parts, live, strict=True)
    ]
