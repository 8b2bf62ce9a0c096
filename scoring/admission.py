"""All bodies on their way through the stages: each stage's gates first, then its values."""

from __future__ import annotations

from collections.abc import Sequence
from graphlib import TopologicalSorter

from scoring.entries import Entry, stages_of
from scoring.gates import decide, stands
from scoring.reasons import Note
from scoring.rules import RuleSet
from scoring.stage_rules import Stage
from scoring.stage_values import stage_score
from scoring.standing import Passage, Standing


def admit(rules: RuleSet, entries: Sequence[Entry]) -> list[Standing]:
    """Return where every body stands after all gates and stages; a body with a status stands nowhere."""
    standings = [Standing(entry, stages_of(rules, entry.category)) for entry in entries]
    scored = [standing for standing in standings if standing.entry.status is None]
    for code in stage_order(rules):
        for gate in rules.gates:
            if gate.before == code:
                decide(rules, gate, [standing for standing in scored if stands(gate, standing)])
        for standing in scored:
            stage = standing.stage(code)
            if stage is not None:
                _enter(rules, stage, standing)
    return standings


def stage_order(rules: RuleSet) -> tuple[str, ...]:
    """Return the codes of all stages in the one order that the stages of every category follow.

    Raises:
        graphlib.CycleError: two stages stand in opposite orders in two categories.
    """
    order: TopologicalSorter[str] = TopologicalSorter()
    for category in sorted({"", *(code for stage in rules.stages for code in stage.categories)}):
        codes = [stage.code for stage in stages_of(rules, category)]
        for place, code in enumerate(codes):
            order.add(code, *codes[:place])
    return tuple(order.static_order())


def _enter(rules: RuleSet, stage: Stage, standing: Standing) -> None:
    closing = standing.closing.get(stage.code)
    if closing is not None:
        if any(standing.entry.given(place) for place in (stage.code, *(f"{stage.code}.{p.code}" for p in stage.parts))):
            standing.notes.append(Note.NOT_COUNTED.of(stage=stage.label, gate=closing.label))
        return
    score = stage_score(rules, stage, standing)
    if score is None:
        return
    standing.scores[stage.code] = score
    for found in standing.gates:
        if found.gate.before == stage.code and found.outcome in (Passage.UNDECIDED, Passage.WAITING):
            standing.notes.append(Note.LET_THROUGH.of(stage=stage.label, gate=found.gate.label))
