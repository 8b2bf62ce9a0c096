"""From stage results to the final score of one body: a contest of one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from scoring.admission import admit
from scoring.entries import Entry, entry_faults
from scoring.final import Settled, settle
from scoring.numbers import exact_text
from scoring.resolve import FactError
from scoring.rules import RuleSet
from scoring.sheet import Qualification
from scoring.standing import GateOutcome, PanelScore, StageScore, Standing

__all__ = ["Combined", "StageScore", "combine", "combined", "faults"]


@dataclass(frozen=True, slots=True)
class Combined:
    """Stage totals and, where every share is known and every stage has a value or a policy, the final score.

    gates, panels: in the order of the stages. notes: what happened that the numbers alone do not show.
    """

    rules: str
    version: int
    category: str
    stages: tuple[StageScore, ...]
    exact: Fraction | None
    qualification: Qualification | None
    provisional: Qualification | None
    basis: str | None
    excluded: str | None
    refused: tuple[str, ...]
    assumptions: tuple[str, ...]
    gates: tuple[GateOutcome, ...]
    panels: tuple[PanelScore, ...]
    notes: tuple[str, ...]

    def results_json(self) -> dict[str, Any]:
        """Return stages, final score and classes as JSON."""
        final = None
        if self.exact is not None and self.qualification is not None:
            final = {"exact": exact_text(self.exact), "published": self.qualification.published}
        return {
            "stages": {s.code: {"exact": exact_text(s.exact), "published": s.published} for s in self.stages},
            "final": final,
            "class": self.qualification.code if self.qualification else None,
            "provisional_class": self.provisional.code if self.provisional else None,
            "basis": self.basis,
        }

    def as_json(self) -> dict[str, Any]:
        """Return what `monev combine --json` prints (contract, section 3), with the notes where a gate closed."""
        told = {"notes": list(self.notes)} if any(found.closed for found in self.gates) and self.notes else {}
        return {
            "rules": self.rules,
            "version": self.version,
            "category": self.category,
            **self.results_json(),
            "refused": list(self.refused),
            "assumptions": list(self.assumptions),
            **told,
        }


def combine(rules: RuleSet, category: str, values: Mapping[str, Fraction]) -> Combined:
    """Return the stage totals and the final score of one body.

    Args:
        values: 0-100 per stage (`saq`) or per part (`visitasi.presentasi`), or points where the stage is given in
            points; 0 is a score, absence is not.

    Raises:
        FactError: a stage or part that the rules do not know for this category, a value out of range, or a stage
            given both as a whole and in parts.
    """
    entry = Entry("", category, values=values)
    for fault in entry_faults(rules, entry):
        raise fault
    (standing,) = admit(rules, [entry])
    return combined(rules, standing, settle(rules, standing))


def combined(rules: RuleSet, standing: Standing, settled: Settled) -> Combined:
    """Return what one body has after all stages and gates, with all that was refused, assumed and noted so far."""
    return Combined(
        rules=rules.id,
        version=rules.version,
        category=standing.entry.category,
        stages=tuple(standing.scores.values()),
        exact=settled.exact,
        qualification=settled.qualification,
        provisional=settled.provisional,
        basis="nilai SAQ" if settled.provisional else None,
        excluded=settled.excluded,
        refused=tuple(standing.refused),
        assumptions=tuple(dict.fromkeys(standing.used)),
        gates=tuple(standing.gates),
        panels=tuple(standing.panels),
        notes=tuple(standing.notes),
    )


def faults(rules: RuleSet, category: str, values: Mapping[str, Fraction]) -> list[FactError]:
    """Return everything for which `combine` would refuse these values."""
    return entry_faults(rules, Entry("", category, values=values))
