"""What an objection changed: the same contest before and after."""

from __future__ import annotations

from .contest import Result

Changed = tuple[str, str, str, object, object]


def changes(before: list[Result], after: list[Result]) -> list[Changed]:
    """Body, what, gate, before and after, for every gate, class and place that is another one."""
    found: list[Changed] = []
    for old, new in zip(before, after, strict=True):
        name = old.body.name
        gates = {row.gate: row.outcome for row in old.body.rulings}, {row.gate: row.outcome for row in new.body.rulings}
        pairs: list[tuple[str, str, object, object]] = [
            ("gate", gate, gates[0].get(gate), gates[1].get(gate)) for gate in gates[0] | gates[1]
        ]
        pairs += [
            ("class", "", old.combined.code, new.combined.code),
            ("provisional_class", "", old.combined.provisional, new.combined.provisional),
            ("place", "", old.place, new.place),
        ]
        found += [(name, *row) for row in pairs if row[2] != row[3]]
    return found
