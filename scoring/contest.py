"""All bodies of one rule set together: gates, final scores, places and awards."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from scoring.admission import admit
from scoring.awards import placed, winners
from scoring.entries import Entry, Mark, contest_faults
from scoring.final import Settled, settle
from scoring.numbers import exact_text
from scoring.order import group_of
from scoring.provisions import FINAL
from scoring.reasons import Note
from scoring.rules import RuleSet, Step
from scoring.stages import Combined, combined
from scoring.standing import GateOutcome, PanelScore, Standing

__all__ = ["Contest", "Entry", "Mark", "Outcome", "contest"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a contest says of one body; `place` is None without a final score or a group."""

    entry: Entry
    combined: Combined
    place: int | None
    awards: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """Return everything of this body as JSON."""
        return {
            "body": self.entry.body,
            "category": self.entry.category,
            "territory": self.entry.territory,
            "status": self.entry.status,
            "gates": [_gate_json(found) for found in self.combined.gates],
            "panels": {panel.place: _panel_json(panel) for panel in self.combined.panels},
            **self.combined.results_json(),
            "place": self.place,
            "awards": list(self.awards),
            "notes": list(self.combined.notes),
            "refused": list(self.combined.refused),
            "assumptions": list(self.combined.assumptions),
        }


@dataclass(frozen=True, slots=True)
class Contest:
    """The outcomes of all bodies, in the order in which they were given, and who has which award."""

    rules: str
    version: int
    bodies: tuple[Outcome, ...]
    awards: Mapping[str, tuple[str, ...]]

    def of(self, body: str) -> Outcome | None:
        """Return the outcome of one body; None where it did not take part."""
        return next((outcome for outcome in self.bodies if outcome.entry.body == body), None)

    def as_json(self) -> dict[str, Any]:
        """Return the whole contest as JSON."""
        return {
            "rules": self.rules,
            "version": self.version,
            "bodies": [outcome.as_json() for outcome in self.bodies],
            "awards": {award: list(bodies) for award, bodies in self.awards.items()},
        }


def contest(rules: RuleSet, entries: Sequence[Entry]) -> Contest:
    """Return what becomes of all bodies together.

    Raises:
        FactError: the first of `contest_faults`.
    """
    for fault in contest_faults(rules, entries):
        raise fault
    standings = admit(rules, entries)
    settled = [settle(rules, standing) for standing in standings]
    placed_at = _places(rules, standings, settled)
    won = {
        award.id: {standing.entry.body for standing in winners(rules, award, _numbers(award.on, standings, settled))}
        for award in rules.awards
    }
    bodies = tuple(
        Outcome(
            entry=standing.entry,
            combined=combined(rules, standing, found),
            place=placed_at.get(standing.entry.body),
            awards=tuple(award for award, names in won.items() if standing.entry.body in names),
        )
        for standing, found in zip(standings, settled, strict=True)
    )
    awards = {award: tuple(entry.body for entry in entries if entry.body in names) for award, names in won.items()}
    return Contest(rules.id, rules.version, bodies, awards)


def _numbers(on: str, standings: Sequence[Standing], settled: Sequence[Settled]) -> list[tuple[Standing, Fraction]]:
    """Return the final score, or the value of a stage, of every body that has it."""
    if on != FINAL:
        return [(standing, standing.scores[on].exact) for standing in standings if on in standing.scores]
    pairs = zip(standings, settled, strict=True)
    return [(standing, found.exact) for standing, found in pairs if found.exact is not None]


def _places(rules: RuleSet, standings: Sequence[Standing], settled: Sequence[Settled]) -> dict[str, int]:
    """Return the place of every body that has one; what it depends on and where it is shared is noted."""
    ranking, finals = rules.ranking, _numbers(FINAL, standings, settled)
    found = {}
    for standing, place, assumptions in placed(rules, ranking.per, Step.FINAL, ranking.ties, finals):
        found[standing.entry.body] = place.number
        standing.used.extend(assumptions)
        if place.shared:
            standing.notes.append(Note.SHARED.of(place=place.number))
    for standing, _ in finals:
        if group_of(standing.entry, ranking.per) is None:
            standing.notes.append(Note.NO_GROUP)
    return found


def _gate_json(found: GateOutcome) -> dict[str, Any]:
    return {
        "id": found.gate.id,
        "outcome": found.outcome.value,
        "by": found.by,
        "number": _text(found.number),
        "reason": found.reason,
    }


def _panel_json(panel: PanelScore) -> dict[str, Any]:
    return {
        "marks": panel.marks,
        "value": _text(panel.value),
        "lowest": _text(panel.lowest),
        "highest": _text(panel.highest),
        "spread": _text(panel.highest - panel.lowest),
    }


def _text(value: Fraction | None) -> str | None:
    return None if value is None else exact_text(value)
