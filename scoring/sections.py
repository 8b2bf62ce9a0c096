"""One indicator of a sheet: its lines, its sum, and what it brings to the total."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from itertools import chain
from typing import NamedTuple

from scoring.classes import rounding_at
from scoring.facts import State
from scoring.lines import Line, Lines
from scoring.parts import Part, portion
from scoring.resolve import ZERO
from scoring.rules import Questionnaire, Step
from scoring.sheet import IndicatorScore, QuestionScore


class Sums(NamedTuple):
    """What the lines of an indicator add up to.

    divisor: sum of the weights that count, 0 while one was not published. units: points decided so far.
    undecided, pending: lines without points, and lines that wait for somebody. rests_on: assumptions behind them.
    """

    divisor: int
    units: int
    undecided: int
    pending: int
    rests_on: tuple[str, ...]


class Section(NamedTuple):
    """What an indicator brings to the sheet.

    enters: its score after its own rounding, None while something is open or unpublished. so_far: what is decided.
    refused: why there is no score. used: assumptions that weights, levels and printing brought in.
    """

    part: Part
    questions: tuple[QuestionScore, ...]
    sums: Sums
    score: IndicatorScore
    enters: Fraction | None
    so_far: Fraction
    refused: str
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
        pending = sum([line.worth.state is State.PENDING for line in part.lines])
        rests_on = self._rests_on(part, counted, divisor)
        sums = Sums(divisor, sum(decided), len(counted) - len(decided), pending, rests_on)
        return self._closed(part, questions, sums, "" if not counted or divisor else self._unpublished(part))

    def again(self, before: Section, part: Part, changed: Iterable[int]) -> Section:
        """Return the section after the lines at `changed` changed; only they are looked at where the sums can go on."""
        pairs = [(place, before.part.lines[place], part.lines[place]) for place in changed]
        alike = all(old.counts == new.counts for _, old, new in pairs)
        if not alike or not before.sums.divisor or before.part.share != part.share:
            return self.section(part)
        divisor, units, undecided, pending, rests_on = before.sums
        if any(old.assumptions != new.assumptions for _, old, new in pairs):
            rests_on = self._rests_on(part, [line for line in part.lines if line.counts], divisor)
        usual = self._usual[part.indicator.code] == (part.share, divisor)
        questions = list(before.questions)
        for place, old, new in pairs:
            questions[place] = self._question(new, part.share, divisor, usual)
            units += (new.units or 0) - (old.units or 0)
            undecided += (new.units is None) - (old.units is None)
            pending += (new.worth.state is State.PENDING) - (old.worth.state is State.PENDING)
        return self._closed(part, tuple(questions), Sums(divisor, units, undecided, pending, rests_on), "")

    def _closed(self, part: Part, questions: tuple[QuestionScore, ...], sums: Sums, refused: str) -> Section:
        so_far = portion(part.share, sums.units, sums.divisor) if sums.divisor else ZERO
        if Step.QUESTION in self._rules.rounding and sums.divisor:
            total = sum((score.earned or ZERO for score in questions), ZERO)
            so_far = min(total, part.share or ZERO)
        exact = None if sums.undecided or refused else so_far
        return Section(
            part=part,
            questions=questions,
            sums=sums,
            score=self._score(part, exact),
            enters=self._enters(part, exact),
            so_far=so_far,
            refused=refused,
            used=self._used(part, sums, exact),
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

    def _rests_on(self, part: Part, counted: list[Line], divisor: int) -> tuple[str, ...]:
        weight = part.indicator.weight
        found = dict.fromkeys([weight.assumption] if weight.assumption and part.share else [])
        if divisor:
            found |= dict.fromkeys(chain.from_iterable([line.assumptions for line in counted]))
        return tuple(found)

    def _used(self, part: Part, sums: Sums, exact: Fraction | None) -> tuple[str, ...]:
        """Return what the lines rest on and the printing of indicator and questions, where it changes a digit."""
        printing, at_question = self._rounding[Step.INDICATOR], self._rules.rounding.get(Step.QUESTION)
        used = sums.rests_on
        if sums.divisor and printing.assumption and exact is not None and printing.rounding.changes(exact):
            used += (printing.assumption,)
        if sums.divisor and at_question and at_question.assumption:
            units = [line.units for line in part.lines if line.counts and line.units is not None]
            exacts = [portion(part.share, points, sums.divisor) for points in units]
            if any(at_question.rounding.changes(value) for value in exacts):
                used += (at_question.assumption,)
        return tuple(dict.fromkeys(used))

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
