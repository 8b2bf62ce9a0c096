"""The stages of a year, what is known of bodies besides numbers, and how marks and facts make a stage's value."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from scoring.settings import Setting


class MissingStage(StrEnum):
    """What happens when a stage has no value."""

    ZERO = "zero"
    CARRY = "carry"
    RENORMALISE = "renormalise"
    EXCLUDE = "exclude"
    UNPUBLISHED = "nf"


@dataclass(frozen=True, slots=True)
class Part:
    """A component of a stage, addressed as `visitasi.presentasi`."""

    code: str
    label: str
    weight: Setting


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage of the year with its share of the final score in per cent.

    in_points: values are given from 0 to the weight, not from 0 to 100.
    """

    code: str
    label: str
    weight: Setting
    missing: MissingStage = MissingStage.UNPUBLISHED
    missing_assumption: str | None = None
    carry_to: str = "saq"
    parts: tuple[Part, ...] = ()
    categories: tuple[str, ...] = ()
    in_points: bool = False


@dataclass(frozen=True, slots=True)
class KnownFact:
    """What may be known of a body besides numbers: ya or tidak."""

    code: str
    label: str


class Aggregate(StrEnum):
    """How the marks of several assessors become one."""

    MEAN = "mean"
    MEDIAN = "median"
    TRIMMED_MEAN = "trimmed_mean"


@dataclass(frozen=True, slots=True)
class Panel:
    """The assessors of a stage or part.

    minimum: with fewer marks there is no value. territorial: only assessors of the body's own territory.
    """

    place: str
    aggregate: Aggregate = Aggregate.MEAN
    assumption: str | None = None
    minimum: int | None = None
    territorial: bool = False


class Change(StrEnum):
    """What an adjustment does with its number."""

    MULTIPLY = "multiply"
    ADD = "add"


@dataclass(frozen=True, slots=True)
class Adjustment:
    """A bonus, a multiplier or a deduction on a stage or part, for a body whose fact `when` is ya."""

    id: str
    label: str
    place: str
    when: str
    change: Change
    value: Setting
    cap: Fraction = Fraction(100)
