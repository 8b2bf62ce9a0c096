"""Gates between stages: which body goes on, by which condition, and what that depends on."""

from __future__ import annotations

from collections.abc import Sequence

from scoring.conditions import Ground, ground
from scoring.provisions import Condition, Gate
from scoring.rules import ClassOn, RuleSet
from scoring.standing import GateOutcome, Passage, Standing
from scoring.tested import Field, Finding

_OTHER = {ClassOn.PUBLISHED: ClassOn.EXACT, ClassOn.EXACT: ClassOn.PUBLISHED}
_PASSAGES = {Finding.OPEN: Passage.UNDECIDED, Finding.WAITS: Passage.WAITING, Finding.FAILS: Passage.STOPPED}


def stands(gate: Gate, standing: Standing) -> bool:
    """Tell whether the gate concerns this body."""
    concerned = not gate.categories or standing.entry.category in gate.categories
    return concerned and standing.stage(gate.before) is not None


def decide(rules: RuleSet, gate: Gate, standings: Sequence[Standing]) -> None:
    """Add to every body for which the gate stands what it is for it, and what that depends on."""
    field = Field(rules, gate, gate.number, standings)
    number = _OTHER[gate.number]
    others = [(gate.number_assumption, Field(rules, gate, number, standings))] if gate.number_assumption else []
    for standing in standings:
        grounds = _grounds(field, standing)
        passage, by = _passage(gate, grounds)
        tested = field.tested[standing.entry.body]
        outcome = GateOutcome(gate, passage, by, tested.number, _reason(passage, by, gate, grounds))
        standing.gates.append(outcome)
        if passage is Passage.STOPPED:
            standing.closing.setdefault(gate.before, gate)
        standing.used += [tested.rounding] if tested.rounding else []
        for name in dict.fromkeys(name for found in grounds for name in found.behind):
            if _passage(gate, [_without(name, found) for found in grounds])[0] is not passage:
                standing.used.append(name)
        for name, other in others:
            if _passage(gate, _grounds(other, standing))[0] is not passage:
                standing.used.append(name)


def _grounds(field: Field, standing: Standing) -> list[Ground]:
    return [ground(field, condition, standing) for condition in field.gate.any_of]


def _passage(gate: Gate, grounds: Sequence[Ground]) -> tuple[Passage, Condition | None]:
    """Return what the gate is, and the first condition that holds."""
    for condition, found in zip(gate.any_of, grounds, strict=True):
        if found.finding is Finding.HOLDS:
            return Passage.PASSED, condition.kind
    findings = {found.finding for found in grounds}
    return next(passage for finding, passage in _PASSAGES.items() if finding in findings), None


def _without(name: str, found: Ground) -> Ground:
    return found._replace(finding=Finding.OPEN) if name in found.behind else found


def _reason(passage: Passage, by: Condition | None, gate: Gate, grounds: Sequence[Ground]) -> str:
    """Return why: the condition that holds, else every condition that leaves the gate as it is.

    Being of no exempt category is told only where nothing else is there to tell.
    """
    told = {condition.kind: found for condition, found in zip(gate.any_of, grounds, strict=True)}
    if by is not None:
        return told[by].reason
    left = {kind: found.reason for kind, found in told.items() if _PASSAGES.get(found.finding) is passage}
    return "; ".join(dict.fromkeys(left[kind] for kind in left if kind is not Condition.CATEGORY or len(left) == 1))
