"""What a rule set provides between bodies: gates, places, awards, objections and measures."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from scoring.settings import ClassOn, Setting
from scoring.stage_rules import MissingStage


class Group(StrEnum):
    """Among whom bodies are compared."""

    CATEGORY = "category"
    TERRITORY = "territory"
    ALL = "all"


class Condition(StrEnum):
    """The ways through a gate; the last two need no number."""

    THRESHOLD = "threshold"
    RANK = "rank"
    CLASS = "class"
    CATEGORY = "category"
    FACT = "fact"


class Border(StrEnum):
    """What becomes of equal numbers that straddle the last place a gate admits."""

    ADMIT = "admit"
    KEYS = "keys"


@dataclass(frozen=True, slots=True)
class GateCondition:
    """One way through a gate, with what it compares; `value` is a bound or a number of places."""

    kind: Condition
    value: Setting | None = None
    strict: bool = False
    per: Group = Group.CATEGORY
    ties: Border = Border.ADMIT
    ties_assumption: str | None = None
    class_code: str = ""
    categories: tuple[str, ...] = ()
    fact: str = ""


@dataclass(frozen=True, slots=True)
class Gate:
    """The stage `before` opens when any condition on the stages `on` holds.

    on: no stage where the number that is tested was not published.
    otherwise: what the stage is worth to a body that is stopped; None: what a missing stage is.
    """

    id: str
    label: str
    on: tuple[str, ...]
    before: str
    any_of: tuple[GateCondition, ...]
    number: ClassOn = ClassOn.PUBLISHED
    number_assumption: str | None = None
    otherwise: MissingStage | None = None
    categories: tuple[str, ...] = ()


class Ties(StrEnum):
    """How equal values share places: 1,2,2,4 or 1,2,2,3; keys are there to leave none equal: 1,2,3,4."""

    COMPETITION = "competition"
    DENSE = "dense"
    SEQUENTIAL = "sequential"


class KeyKind(StrEnum):
    """What decides between equal numbers."""

    STAGE = "stage"
    FACT = "fact"
    SUBMITTED = "submitted"


@dataclass(frozen=True, slots=True)
class RankingKey:
    """The higher stage value, ya before tidak, or the earlier sending."""

    kind: KeyKind
    of: str = ""


@dataclass(frozen=True, slots=True)
class Ranking:
    """Number, tie method, groups and keys that places follow; `assumption` where none was published."""

    number: ClassOn = ClassOn.PUBLISHED
    ties: Ties = Ties.COMPETITION
    assumption: str | None = None
    per: Group = Group.CATEGORY
    keys: tuple[RankingKey, ...] = ()


class AwardKind(StrEnum):
    CHAMPION = "champion"
    CLASS = "class"


FINAL = "final"
"""What an award is on where it is on no single stage."""


@dataclass(frozen=True, slots=True)
class Award:
    """A title besides the class: the best `places` of each group, or every body of a class."""

    id: str
    label: str
    kind: AwardKind
    on: str = FINAL
    per: Group = Group.CATEGORY
    places: int = 1
    class_code: str = ""
    categories: tuple[str, ...] = ()


class ObjectionMode(StrEnum):
    """What a body may do while its result can be objected to."""

    CLAIM = "claim"
    DATA = "data"
    EDIT = "edit"
    UNPUBLISHED = "nf"


@dataclass(frozen=True, slots=True)
class Objection:
    """The time in which a result can be objected to; `days` is None where it was not published."""

    on: str
    mode: ObjectionMode
    days: int | None


class MeasureKind(StrEnum):
    FREQUENCY = "frequency"
    COUNT = "count"
    RATE = "rate"
    RESPONSE = "response"


@dataclass(frozen=True, slots=True)
class Bracket:
    """A league of accounts: from `lower` followers up to the next one."""

    code: str
    label: str
    lower: Fraction


@dataclass(frozen=True, slots=True)
class Measure:
    """A count that is watched over a period; which fields are set follows from its kind."""

    code: str
    label: str
    kind: MeasureKind
    per: str = ""
    at_least: int = 0
    minimum_audience: Fraction | None = None
    brackets: tuple[Bracket, ...] = ()
    within: Fraction | None = None
    buckets: tuple[Fraction, ...] = ()
