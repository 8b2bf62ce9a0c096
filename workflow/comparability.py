"""Whether results of different years can be compared: the rules of each year side by side, unknown said as unknown."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise

from questionnaires import UnknownRules
from scoring.classes import qualify
from scoring.numbers import parse_exact
from scoring.rules import RuleSet, Setting
from workflow.ports import RuleLibrary
from workflow.published import Result


class Known(StrEnum):
    """What is known about the class limits of a year."""

    PUBLISHED = "published"
    ASSUMED = "assumed"
    PARTLY = "partly"
    NONE = "none"
    UNKNOWN = "unknown"


class Sameness(StrEnum):
    """How two years compare."""

    SAME = "same"
    CHANGED = "changed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Limit:
    """A class and where it begins; `lower` is None where that was not published."""

    code: str
    label: str
    lower: Fraction | None


@dataclass(frozen=True, slots=True)
class YearRules:
    """The class limits of one year, best class first. rules: the rule set, empty where there is none."""

    year: int
    rules: str
    known: Known
    limits: tuple[Limit, ...] = ()


@dataclass(frozen=True, slots=True)
class Period:
    """Years in a row with the same class limits."""

    first: int
    last: int
    known: Known
    limits: tuple[Limit, ...]


@dataclass(frozen=True, slots=True)
class Shift:
    """A class whose lower limit moved."""

    label: str
    before: Fraction
    after: Fraction


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two years with results that follow each other."""

    earlier: int
    later: int
    limits: Sameness
    indicators: Sameness
    stages: Sameness
    shifts: tuple[Shift, ...] = ()


class Rulebook:
    """The rule sets of one owner, year by year."""

    def __init__(self, library: RuleLibrary, owner: str) -> None:
        self._library = library
        self._owner = owner

    def rules(self, year: int) -> RuleSet | None:
        """Return the newest rule set of the year, None where there is none."""
        try:
            return self._library.rule_set(f"{self._owner}/{year}")
        except UnknownRules:
            return None

    def limits(self, year: int) -> YearRules:
        """Return the class limits of the year and how well they are known."""
        rules = self.rules(year)
        if rules is None:
            return YearRules(year, "", Known.UNKNOWN)
        if not rules.bands:
            return YearRules(year, rules.id, Known.NONE)
        limits = tuple(Limit(band.code, band.label, band.lower.value) for band in rules.bands)
        return YearRules(year, rules.id, _known(band.lower for band in rules.bands), limits)

    def periods(self, years: Iterable[int]) -> list[Period]:
        """Return the years joined where limits, and how well they are known, stay the same."""
        periods: list[Period] = []
        for year in years:
            rules = self.limits(year)
            last = periods[-1] if periods else None
            if last and (last.known, last.limits) == (rules.known, rules.limits) and last.last == year - 1:
                periods[-1] = Period(last.first, year, last.known, last.limits)
            else:
                periods.append(Period(year, year, rules.known, rules.limits))
        return periods

    def comparisons(self, years: Iterable[int]) -> list[Comparison]:
        """Return one comparison for every two years that follow each other."""
        return [self._compare(earlier, later) for earlier, later in pairwise(sorted(set(years)))]

    def contradicted(self, result: Result) -> str:
        """Return the label that the limits of the year give to a printed score, where it is not the printed class.

        Only published limits can contradict; the printed class stays what it is.
        """
        if result.score is None or result.class_code is None:
            return ""
        rules = self.rules(result.year)
        if rules is None or self.limits(result.year).known is not Known.PUBLISHED:
            return ""
        found = qualify(rules, parse_exact(result.score))
        return found.label or "" if found.code not in (None, result.class_code) else ""

    def _compare(self, earlier: int, later: int) -> Comparison:
        before, after = self.limits(earlier), self.limits(later)
        both_known = before.known is after.known is Known.PUBLISHED
        limits = Sameness.UNKNOWN
        if both_known:
            limits = Sameness.SAME if before.limits == after.limits else Sameness.CHANGED
        first, second = self.rules(earlier), self.rules(later)
        return Comparison(
            earlier,
            later,
            limits,
            _same(_indicators(first), _indicators(second)),
            _same(_stages(first), _stages(second)),
            _shifts(before, after) if limits is Sameness.CHANGED else (),
        )


def _known(lowers: Iterable[Setting]) -> Known:
    bounds = list(lowers)
    if any(bound.value is None for bound in bounds):
        return Known.PARTLY
    return Known.ASSUMED if any(bound.assumption for bound in bounds) else Known.PUBLISHED


def _shifts(before: YearRules, after: YearRules) -> tuple[Shift, ...]:
    old = {limit.code: limit.lower for limit in before.limits}
    return tuple(
        Shift(limit.label, earlier, limit.lower)
        for limit in after.limits
        if limit.lower is not None and (earlier := old.get(limit.code)) is not None and earlier != limit.lower
    )


_Parts = tuple[tuple[str, Fraction | None], ...]


def _indicators(rules: RuleSet | None) -> _Parts:
    return () if rules is None else tuple((part.code, _published(part.weight)) for part in rules.indicators)


def _stages(rules: RuleSet | None) -> _Parts:
    return () if rules is None else tuple((part.code, _published(part.weight)) for part in rules.stages)


def _published(weight: Setting) -> Fraction | None:
    return None if weight.assumption else weight.value


def _same(before: _Parts, after: _Parts) -> Sameness:
    """Compare names, then weights.

    A list that only lacks parts of the other may be incomplete in its source: that stays unknown unless its weights
    are all published.
    """
    if not before or not after:
        return Sameness.UNKNOWN
    first, second = dict(before), dict(after)
    complete = all(weight is not None for weight in (*first.values(), *second.values()))
    if first.keys() != second.keys():
        contained = first.keys() < second.keys() or second.keys() < first.keys()
        return Sameness.UNKNOWN if contained and not complete else Sameness.CHANGED
    moved = any(
        (weight := first[code]) is not None and (other := second[code]) is not None and weight != other
        for code in first
    )
    if moved:
        return Sameness.CHANGED
    return Sameness.SAME if complete else Sameness.UNKNOWN
