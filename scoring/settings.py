"""Numbers of a rule set that may be unpublished, and where they come from."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from scoring.numbers import Rounding


@dataclass(frozen=True, slots=True)
class Setting:
    """A number of the rule set.

    value: None where it was not published and no assumption fills it.
    assumption: id of the assumption that fills it, None where it was published.
    label: Indonesian name used in refusals, "bobot tahap SAQ".
    ref, grade: source ids and confidence (A, B, C, D or nf).
    """

    value: Fraction | None
    assumption: str | None = None
    label: str = ""
    ref: tuple[str, ...] = ()
    grade: str = "nf"


@dataclass(frozen=True, slots=True)
class Assumption:
    """A named choice where the rule was not published: what is assumed, and why."""

    id: str
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Source:
    """Where a number or a text comes from."""

    id: str
    title: str
    url: str = ""


class Step(StrEnum):
    """Points of the computation at which a rule set may declare rounding."""

    QUESTION = "question"
    INDICATOR = "indicator"
    STAGE = "stage"
    FINAL = "final"


@dataclass(frozen=True, slots=True)
class DeclaredRounding:
    """Rounding at one step. `assumption` is the id when mode or places were assumed."""

    rounding: Rounding
    assumption: str | None = None


class ClassOn(StrEnum):
    """Which number the class follows from."""

    PUBLISHED = "published"
    EXACT = "exact"
