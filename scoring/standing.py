"""Where one body stands while its stages are gone through: values, gates, what was refused, assumed and noted."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from scoring.entries import Entry
from scoring.provisions import Gate
from scoring.stage_rules import Stage


@dataclass(frozen=True, slots=True)
class StageScore:
    """A stage's total on 0-100 before its own rounding, as printed, and as it enters the final score."""

    code: str
    exact: Fraction
    published: str
    enters: Fraction


class PanelScore(NamedTuple):
    """The marks of one stage or part: how many, what they make, and how far they lie apart."""

    place: str
    marks: int
    value: Fraction | None
    lowest: Fraction
    highest: Fraction


class Passage(StrEnum):
    """What a gate is for one body."""

    PASSED = "passed"
    UNDECIDED = "undecided"
    WAITING = "waiting"
    STOPPED = "stopped"


class GateOutcome(NamedTuple):
    """One gate for one body: by which condition it is open, the number that was tested, and why."""

    gate: Gate
    outcome: Passage
    by: str | None
    number: Fraction | None
    reason: str

    @property
    def closed(self) -> bool:
        """Tell whether the gate stops the body."""
        return self.outcome is Passage.STOPPED


@dataclass(slots=True)
class Standing:
    """One body on its way through the stages; `closing` holds the first gate that stops it, per stage."""

    entry: Entry
    stages: tuple[Stage, ...]
    scores: dict[str, StageScore] = field(default_factory=dict)
    panels: list[PanelScore] = field(default_factory=list)
    gates: list[GateOutcome] = field(default_factory=list)
    closing: dict[str, Gate] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)
    used: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def stage(self, code: str) -> Stage | None:
        """Return the stage of this code, if the body's category has it."""
        return next((stage for stage in self.stages if stage.code == code), None)
