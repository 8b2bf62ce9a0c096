"""From the sums of the indicators to the finished sheet: total, class, refusals, assumptions used."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import NamedTuple

from scoring.classes import qualify, rounding_at
from scoring.facts import FactKind, State
from scoring.lines import Line
from scoring.resolve import ZERO
from scoring.rules import Indicator, Questionnaire, RuleSet, Step
from scoring.sheet import IndicatorScore, Qualification, QuestionScore, ScoreSheet

_BASIS = "nilai SAQ"


class Part(NamedTuple):
    """An indicator with its lines; `share` is its weight after wholly inapplicable indicators dropped."""

    indicator: Indicator
    lines: list[Line]
    share: Fraction | None

    @property
    def counted(self) -> list[Line]:
        """Return the lines whose weight stays in the indicator."""
        return [line for line in self.lines if line.worth.counts]


class Sum(NamedTuple):
    """An indicator's score before and after its own rounding; None while something is open or unpublished."""

    score: IndicatorScore
    enters: Fraction | None
    so_far: Fraction
    refused: str


def assemble(
    questionnaire: Questionnaire,
    kind: FactKind,
    parts: list[Part],
    sums: list[Sum],
    scores: Mapping[str, QuestionScore],
) -> ScoreSheet:
    """Return the sheet; the total is refused while a weight is unpublished or an answer is open."""
    rules = questionnaire.rules
    lines = [line for part in parts for line in part.lines]
    refused = _refusals(lines, sums)
    exact = None if refused else sum((entry.enters or ZERO for entry in sums), ZERO)
    used: list[str] = []
    published = None
    provisional = None
    if exact is not None:
        used += _used(rules, parts, sums)
        published, provisional = _printed(rules, exact, refused, used)
    return ScoreSheet(
        rules=rules.id,
        version=rules.version,
        category=questionnaire.category,
        kind=kind,
        questions=tuple(scores[question.code] for question in questionnaire.questions),
        indicators=tuple(entry.score for entry in sums),
        exact=exact,
        so_far=sum((entry.so_far for entry in sums), ZERO),
        published=published,
        maximum=rules.maximum,
        provisional=provisional,
        basis=_BASIS if provisional else None,
        pending=sum(line.worth.state is State.PENDING for line in lines),
        refused=tuple(refused),
        assumptions=tuple(dict.fromkeys(used)),
    )


def _refusals(lines: list[Line], sums: list[Sum]) -> list[str]:
    refused = [entry.refused for entry in sums if entry.refused]
    still_open = sum(line.worth.points is None and line.worth.counts for line in lines)
    if still_open and not refused:
        refused.append(f"{still_open} butir belum dinilai")
    if not any(line.worth.counts for line in lines):
        refused.append("tidak ada butir yang berlaku")
    return refused


def _printed(rules: RuleSet, exact: Fraction, refused: list[str], used: list[str]) -> tuple[str, Qualification | None]:
    """Return the printed total and the provisional class; what they depend on is added to the lists."""
    printing = rounding_at(rules, Step.STAGE)
    if printing.assumption and printing.rounding.changes(exact):
        used.append(printing.assumption)
    qualification = qualify(rules, exact * 100 / rules.maximum, Step.STAGE)
    refused.extend(qualification.refused)
    if qualification.code is None:
        return printing.rounding.text(exact), None
    used.extend(qualification.assumptions)
    return printing.rounding.text(exact), qualification


def _used(rules: RuleSet, parts: list[Part], sums: list[Sum]) -> Iterator[str]:
    """Yield the assumptions that weights, levels and the printing of indicators brought in."""
    printing = rounding_at(rules, Step.INDICATOR)
    for part, entry in zip(parts, sums, strict=True):
        counted = part.counted
        if counted and part.indicator.weight.assumption:
            yield part.indicator.weight.assumption
        for line in counted:
            if line.question.weight.assumption:
                yield line.question.weight.assumption
            if line.worth.assumption:
                yield line.worth.assumption
        if printing.assumption and entry.score.earned is not None and printing.rounding.changes(entry.score.earned):
            yield printing.assumption
