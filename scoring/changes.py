"""What an objection changed: two contests of the same bodies, before and after."""

from __future__ import annotations

from enum import StrEnum
from typing import Any, NamedTuple

from scoring.contest import Contest, Outcome


class Changed(StrEnum):
    """What differs: a gate, the class, the provisional class, or the place."""

    GATE = "gate"
    CLASS = "class"
    PROVISIONAL_CLASS = "provisional_class"
    PLACE = "place"


class Difference(NamedTuple):
    """One thing of one body that is another one after; `code` names the gate."""

    body: str
    what: Changed
    code: str
    before: str | int | None
    after: str | int | None

    def as_json(self) -> dict[str, Any]:
        """Return the change as JSON."""
        return {
            "body": self.body, "what": self.what.value, "code": self.code, "before": self.before, "after": self.after,
        }  # fmt: skip


def changes(before: Contest, after: Contest) -> list[Difference]:
    """Return every gate, class and place that is another one after, body by body.

    A body that one of the contests does not know had, or has, none of them.
    """
    old_ones, new_ones = ({outcome.entry.body: outcome for outcome in found.bodies} for found in (before, after))
    found = []
    for name in dict.fromkeys([*old_ones, *new_ones]):
        first, second = _facts(old_ones.get(name)), _facts(new_ones.get(name))
        for what, code in dict.fromkeys([*first, *second]):
            old, new = first.get((what, code)), second.get((what, code))
            if old != new:
                found.append(Difference(name, what, code, old, new))
    return found


def _facts(outcome: Outcome | None) -> dict[tuple[Changed, str], str | int | None]:
    if outcome is None:
        return {}
    combined = outcome.combined
    gates: dict[tuple[Changed, str], str | int | None] = {
        (Changed.GATE, found.gate.id): found.outcome.value for found in combined.gates
    }
    return gates | {
        (Changed.CLASS, ""): combined.qualification.code if combined.qualification else None,
        (Changed.PROVISIONAL_CLASS, ""): combined.provisional.code if combined.provisional else None,
        (Changed.PLACE, ""): outcome.place,
    }
