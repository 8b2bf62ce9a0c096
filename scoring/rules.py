"""The rule set of one commission and year, as the kernel needs it: plain frozen data.

Weights, bounds and shares are `Setting`s because much of the rule book was never published: a
setting may be empty, or be filled by a named assumption, and every result says which it used.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from scoring.numbers import Rounding
from scoring.provisions import Award, Gate, Measure, Objection, Ranking, Ties
from scoring.questions import (
    CountBand,
    Evidence,
    Evidenceless,
    Indicator,
    Kind,
    Legal,
    Level,
    NotApplicable,
    Question,
    ShownWhen,
)
from scoring.settings import Assumption, ClassOn, DeclaredRounding, Setting, Source, Step
from scoring.stage_rules import Adjustment, KnownFact, MissingStage, Panel, Part, Stage

__all__ = [
    "Assumption",
    "Band",
    "Blank",
    "ClassOn",
    "CountBand",
    "DeclaredRounding",
    "Evidence",
    "Evidenceless",
    "Indicator",
    "Kind",
    "Legal",
    "Level",
    "MissingStage",
    "NotApplicable",
    "Part",
    "Question",
    "Questionnaire",
    "Ranking",
    "RuleSet",
    "Setting",
    "ShownWhen",
    "Source",
    "Stage",
    "Status",
    "Step",
    "Ties",
]


@dataclass(frozen=True, slots=True)
class Band:
    """One class: half-open from `lower` up to the next class, and the range as printed."""

    code: str
    label: str
    lower: Setting
    printed: str = ""
    printed_from: Fraction | None = None
    printed_to: Fraction | None = None
    printed_to_open: bool = False

    def prints(self, value: Fraction) -> bool:
        """Tell whether `value` lies inside the range as printed."""
        if self.printed_from is None or self.printed_to is None or value < self.printed_from:
            return False
        return value < self.printed_to or (value == self.printed_to and not self.printed_to_open)


@dataclass(frozen=True, slots=True)
class Status:
    """A state without a score, such as `tidak_dinilai`."""

    code: str
    label: str


class Blank(StrEnum):
    ZERO = "zero"
    PENDING = "pending"


@dataclass(frozen=True, slots=True)
class RuleSet:
    """Everything that decides a number for one owner, year and version."""

    owner: str
    year: int
    version: int
    title: str
    state: str
    maximum: Fraction
    blank: Blank = Blank.ZERO
    claimed_yes: str = "top"
    unjudged_yes: str = "zero"
    class_on: ClassOn = ClassOn.PUBLISHED
    class_on_assumption: str | None = None
    default_rounding: DeclaredRounding = field(default_factory=lambda: DeclaredRounding(Rounding()))
    rounding: Mapping[Step, DeclaredRounding] = field(default_factory=dict)
    bands: tuple[Band, ...] = ()
    half_open_assumption: str | None = None
    statuses: tuple[Status, ...] = ()
    stages: tuple[Stage, ...] = ()
    facts: tuple[KnownFact, ...] = ()
    gates: tuple[Gate, ...] = ()
    panels: tuple[Panel, ...] = ()
    adjustments: tuple[Adjustment, ...] = ()
    ranking: Ranking = field(default_factory=Ranking)
    awards: tuple[Award, ...] = ()
    objection: Objection | None = None
    measures: tuple[Measure, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    assumptions: Mapping[str, Assumption] = field(default_factory=dict)
    sources: Mapping[str, Source] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """Return `<owner>/<year>`, the name of the rule set without its version."""
        return f"{self.owner}/{self.year}"


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """A rule set with the questions of one category, or of the one body that has an instrument of its own.

    reason: why the body has it, as the rules say.
    """

    rules: RuleSet
    category: str
    label: str
    indicators: tuple[Indicator, ...]
    questions: tuple[Question, ...]
    left_out: Mapping[str, str] = field(default_factory=dict)
    body: str = ""
    reason: str = ""
