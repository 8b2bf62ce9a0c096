"""One indicator of a sheet: its lines, its sum, and what it brings to the total."""

from __future__ import annotations

from fractions import Fraction
from itertools import chain
from typing import NamedTuple

from scoring.classes import rounding_at
from scoring.facts import State
from scoring.lines import Line, Lines
from scoring.resolve import ZERO
from scoring.rules import Indicator, Questionnaire, Step
from scoring.sheet import IndicatorScore, QuestionScore


class Part(NamedTuple):
    """An indicator with its lines; `share` is its weight after wholly inapplicable indicators dropped."""

    indicator: Indicator
    lines: tuple[Line, ...]
    share: Fraction | None


class Section(NamedTuple):
    """What an indicator brings to the sheet.

    enters: its score after its own rounding, None while something is open or unpublished. so_far: what is decided.
    refused: why there is no score. undecided, pending: lines without points, and lines that wait for somebody.
    used: assumptions that weights, levels and its own printing brought in.
    """

    part: Part
    questions: tuple[QuestionScore, ...]
    score: IndicatorScore
    enters: Fraction | None
    so_far: Fraction
    refused: str
    undecided: int
    pending: int
    used: tuple[str, ...]


class Sections:
    """Makes the sections of one questionnaire."""

    def __init__(self, questionnaire: Questionnaire, lines: Lines) -> None:
        self._rules = questionnaire.rules
        self._lines = lines
        self._scores: dict[tuple[object, ...], QuestionScore] = {}
        self._usual = {
            indicator.code: (
                indicator.weight.value,
                sum(
                    lines.weight_units[question.code] or 0
                    for question in questionnaire.questions
                    if question.scored and question.indicator == indicator.code
                ),
            )
            for indicator in questionnaire.indicators
        }
        self._rounding = {step: rounding_at(questionnaire.rules, step) for step in Step}

    def section(self, part: Part) -> Section:
        """Return the section of an indicator."""
        counted = [line for line in part.lines if line.counts]
        divisor = self._divisor(part, counted)
        usual = self._usual[part.indicator.code] == (part.share, divisor)
        questions = tuple([self._question(line, part.share, divisor, usual) for line in part.lines])
        decided = [line.units for line in counted if line.units is not None]
        so_far = portion(part.share, sum(decided), divisor) if divisor else ZERO
        if Step.QUESTION in self._rules.rounding and divisor:
            total = sum((score.earned or ZERO for score in questions), ZERO)
            so_far = min(total, part.share or ZERO)
        refused = "" if not counted or divisor else self._unpublished(part)
        exact = so_far if len(decided) == len(counted) and not refused else None
        return Section(
            part=part,
            questions=questions,
            score=self._score(part, exact),
            enters=self._enters(part, exact),
            so_far=so_far,
            refused=refused,
            undecided=len(counted) - len(decided),
            pending=sum([line.worth.state is State.PENDING for line in part.lines]),
            used=self._used(part, counted, divisor, exact),
        )

    def _divisor(self, part: Part, counted: list[Line]) -> int:
        """Return the sum of the weights that count, 0 while one of them was not published."""
        known = [line.weight for line in counted if line.weight is not None]
        return sum(known) if part.share is not None and len(known) == len(counted) else 0

    def _score(self, part: Part, exact: Fraction | None) -> IndicatorScore:
        indicator, printing = part.indicator, self._rounding[Step.INDICATOR].rounding
        published = None if exact is None else printing.text(exact)
        return IndicatorScore(indicator.code, indicator.label, indicator.weight.value, exact, part.share, published)

    def _enters(self, part: Part, exact: Fraction | None) -> Fraction | None:
        if exact is None or Step.INDICATOR not in self._rules.rounding:
            return exact
        return min(self._rounding[Step.INDICATOR].rounding.apply(exact), part.share or ZERO)

    def _used(self, part: Part, counted: list[Line], divisor: int, exact: Fraction | None) -> tuple[str, ...]:
        weight = part.indicator.weight
        used = dict.fromkeys([weight.assumption] if weight.assumption and part.share else [])
        if not divisor:
            return tuple(used)
        used |= dict.fromkeys(chain.from_iterable([line.assumptions for line in counted]))
        printing, at_question = self._rounding[Step.INDICATOR], self._rules.rounding.get(Step.QUESTION)
        if printing.assumption and exact is not None and printing.rounding.changes(exact):
            used[printing.assumption] = None
        if at_question and at_question.assumption:
            exacts = [portion(part.share, line.units, divisor) for line in counted if line.units is not None]
            if any(at_question.rounding.changes(value) for value in exacts):
                used[at_question.assumption] = None
        return tuple(used)

    def _unpublished(self, part: Part) -> str:
        name = self._rules.id
        if part.indicator.weight.value is None:
            return f"bobot indikator {part.indicator.label} {name} tidak dipublikasikan"
        if part.share is None:
            return f"bagian indikator {part.indicator.label} {name} menunggu bobot indikator lain"
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
        possible = portion(share, self._lines.weight_units[code] or 0, divisor)
        earned = None if line.units is None else self._earned(share, line.units, divisor, possible)
        claimed = None
        if worth.claimed is not None:
            claimed = self._earned(share, int(worth.claimed * self._lines.denominator), divisor, possible)
        return QuestionScore(code, state, earned, possible, reason, level, claimed)

    def _earned(self, share: Fraction | None, units: int, divisor: int, possible: Fraction) -> Fraction:
        exact = portion(share, units, divisor)
        if Step.QUESTION not in self._rules.rounding:
            return exact
        return min(self._rounding[Step.QUESTION].rounding.apply(exact), possible)


def portion(share: Fraction | None, units: int, divisor: int) -> Fraction:
    """Return the points of an indicator that `units` out of `divisor` earn."""
    if share is None:
        return ZERO
    return Fraction(share.numerator * units, share.denominator * divisor)


def redistribute(parts: list[Part], maximum: Fraction) -> list[Part]:
    """Give the weight of indicators in which nothing counts to the others, in proportion.

    Where one of the others has no published weight, nobody's share of the maximum is known.
    """
    live = [any(line.counts for line in part.lines) for part in parts]
    if all(live):
        return parts
    shares = [part.share for part, alive in zip(parts, live, strict=True) if alive]
    known = [share for share in shares if share is not None]
    factor = maximum / sum(known) if known and len(known) == len(shares) else None
    return [part._replace(share=_share(part, alive, factor)) for part, alive in zip(parts, live, strict=True)]


def _share(part: Part, alive: bool, factor: Fraction | None) -> Fraction | None:
    if not alive:
        return ZERO
    return None if part.share is None or factor is None else part.share * factor
