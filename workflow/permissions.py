"""Who may do what: one table, asked by every use case.

A cell that is not in the table is forbidden. Hiding a button is convenience; this is the lock.
"""

from __future__ import annotations

from enum import StrEnum

from workflow.errors import ForbiddenError


class Role(StrEnum):
    """What a visitor is to the object: any browser, or one that holds its grant."""

    VISITOR = "visitor"
    HOLDER = "holder"


class Action(StrEnum):
    START = "start"
    RESUME = "resume"
    READ = "read"
    EDIT = "edit"
    FORGET = "forget"


class Thing(StrEnum):
    """The object: a self-assessment of its own, or a submission in a commission's cycle."""

    SELF_ASSESSMENT = "self_assessment"
    CYCLE_SUBMISSION = "cycle_submission"


class Phase(StrEnum):
    """Where the object stands in its year."""

    FILLING = "filling"


Cell = tuple[Role, Action, Thing, Phase]

_SELF = Thing.SELF_ASSESSMENT
_FILLING = Phase.FILLING

ALLOWED: frozenset[Cell] = frozenset(
    {
        (Role.VISITOR, Action.START, _SELF, _FILLING),
        (Role.VISITOR, Action.RESUME, _SELF, _FILLING),
        (Role.HOLDER, Action.START, _SELF, _FILLING),
        (Role.HOLDER, Action.RESUME, _SELF, _FILLING),
        (Role.HOLDER, Action.READ, _SELF, _FILLING),
        (Role.HOLDER, Action.EDIT, _SELF, _FILLING),
        (Role.HOLDER, Action.FORGET, _SELF, _FILLING),
    }
)


def may(role: Role, action: Action, thing: Thing, phase: Phase) -> bool:
    """Tell whether the table allows it."""
    return (role, action, thing, phase) in ALLOWED


def demand(role: Role, action: Action, thing: Thing, phase: Phase = Phase.FILLING) -> None:
    """Return if the table allows it.

    Raises:
        ForbiddenError: it does not.
    """
    if not may(role, action, thing, phase):
        raise ForbiddenError
