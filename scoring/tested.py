"""The numbers that a gate tests, of every body for which it stands, and how the bodies lie around one number."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from enum import Enum
from fractions import Fraction
from typing import NamedTuple

from scoring.classes import rounding_at
from scoring.numbers import read_text
from scoring.order import group_of, keys_of, standings
from scoring.provisions import Gate, Group
from scoring.reasons import GateReason
from scoring.rules import ClassOn, RuleSet, Step
from scoring.standing import Standing


class Finding(Enum):
    """What one condition is for one body."""

    HOLDS = "holds"
    OPEN = "open"
    WAITS = "waits"
    FAILS = "fails"


class Tested(NamedTuple):
    """The number of one body at a gate, as people read it, or why there is none.

    behind: assumptions without which there were none. rounding: the assumption behind its printed form.
    """

    number: Fraction | None
    text: str
    instead: Finding | None = None
    behind: tuple[str, ...] = ()
    rounding: str | None = None


class Field:
    """All bodies for which a gate stands, with the number it tests, printed or exact."""

    def __init__(self, rules: RuleSet, gate: Gate, number: ClassOn, bodies: Sequence[Standing]) -> None:
        self.rules = rules
        self.gate = gate
        self.tested = {standing.entry.body: _tested(rules, gate, number, standing) for standing in bodies}
        self._bodies = bodies
        self._groups: dict[Group, dict[str, dict[Fraction, list[Standing]]]] = {}
        self._better: dict[Group, dict[str, dict[Fraction, int]]] = {}
        self._among: dict[str, tuple[int, int]] = {}

    def around(self, standing: Standing, per: Group) -> tuple[int, list[Standing]]:
        """Return how many of the body's group have a better number, and all that have the same, itself among them."""
        if per not in self._groups:
            self._compare(per)
        group, number = group_of(standing.entry, per), self.tested[standing.entry.body].number
        if group is None or number is None:
            return 0, []
        return self._better[per][group][number], self._groups[per][group][number]

    def among_equals(self, standing: Standing, per: Group) -> tuple[int, int]:
        """Return how many of the equal ones the keys put before the body, and how many they leave equal to it."""
        if standing.entry.body not in self._among:
            equals = self.around(standing, per)[1]
            ordered = standings([keys_of(self.rules, other, self.gate.before) for other in equals])
            self._among |= {other.entry.body: found for other, found in zip(equals, ordered, strict=True)}
        return self._among[standing.entry.body]

    def _compare(self, per: Group) -> None:
        groups: dict[str, dict[Fraction, list[Standing]]] = defaultdict(lambda: defaultdict(list))
        for standing in self._bodies:
            group, number = group_of(standing.entry, per), self.tested[standing.entry.body].number
            if group is not None and number is not None:
                groups[group][number].append(standing)
        self._groups[per], self._better[per] = groups, defaultdict(dict)
        for group, equals in groups.items():
            better = 0
            for number in sorted(equals, reverse=True):
                self._better[per][group][number] = better
                better += len(equals[number])


def _tested(rules: RuleSet, gate: Gate, number: ClassOn, standing: Standing) -> Tested:
    if not gate.on:
        return Tested(None, GateReason.NO_NUMBER, Finding.OPEN)
    stages = [stage for code in gate.on if (stage := standing.stage(code)) is not None]
    for stage in stages:
        if stage.code in standing.closing:
            return Tested(None, GateReason.CLOSED.of(label=stage.label), Finding.FAILS)
    weights = [stage.weight.value for stage in stages]
    behind: tuple[str, ...] = ()
    if len(gate.on) > 1:
        unknown = next((stage for stage in stages if stage.weight.value is None), None)
        if unknown is not None or not sum(weight for weight in weights if weight is not None):
            label = (unknown or stages[0]).label
            return Tested(None, GateReason.NO_WEIGHT.of(label=label), Finding.OPEN)
        behind = tuple(dict.fromkeys(stage.weight.assumption for stage in stages if stage.weight.assumption))
    for stage in stages:
        if stage.code not in standing.scores:
            return Tested(None, GateReason.WAITING.of(label=stage.label), Finding.WAITS, behind)
    if len(gate.on) == 1:
        return _as(rules, number, standing.scores[gate.on[0]].exact, Step.STAGE)
    total = sum((standing.scores[stage.code].enters * (stage.weight.value or 0) for stage in stages), Fraction(0))
    mean = total / sum((weight for weight in weights if weight is not None), Fraction(0))
    printing = rounding_at(rules, Step.FINAL)
    rounded = number is ClassOn.PUBLISHED and printing.rounding.changes(mean)
    return _as(rules, number, mean, Step.FINAL)._replace(
        behind=behind, rounding=printing.assumption if rounded else None
    )


def _as(rules: RuleSet, number: ClassOn, exact: Fraction, step: Step) -> Tested:
    if number is ClassOn.EXACT:
        return Tested(exact, read_text(exact))
    rounding = rounding_at(rules, step).rounding
    return Tested(rounding.apply(exact), rounding.text(exact).replace(".", ","))
