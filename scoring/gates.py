"""Gates between stages and panels of assessors, as a rule set states them."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from scoring.settings import ClassOn


@dataclass(frozen=True, slots=True)
class GateCondition:
    """One way through a gate: kind `threshold`, `rank`, `class` or `category`, with what it compares."""

    kind: str
    value: Fraction | None = None
    strict: bool = False
    per: str = "category"
    class_code: str = ""
    categories: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Gate:
    """A gate between stages: the stage `before` opens when any condition on stage `on` holds."""

    id: str
    on: tuple[str, ...]
    before: str
    number: ClassOn
    any_of: tuple[GateCondition, ...]
    categories: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Panel:
    """Assessors of a stage and how their marks become one; `aggregate` is "nf" where it was not published."""

    stage: str
    aggregate: str
