"""The numbers that a gate tests, of every body for which it stands, and how the bodies lie around one number."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from enum import StrEnum, auto
from fractions import Fraction
from typing import NamedTuple

from scoring.classes import rounding_at
from scoring.numbers import read_text, total
from scoring.order import group_of, keys_of, standings
from scoring.provisions import Gate, Group
from scoring.reasons import GateReason
from scoring.rules import ClassOn, RuleSet, Step
from scoring.standing import Standing


class Finding(StrEnum):
    """What one condition is for one body."""

    HOLDS = auto()
    OPEN = auto()
    WAITS = auto()
    FAILS = auto()


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
        self._around: dict[Group, dict[str, tuple[int, list[Standing]]]] = {}
        self._among: dict[str, tuple[int, int]] = {}

    def around(self, standing: Standing, per: Group) -> tuple[int, list[Standing]]:
        """Return how many of the body's group have a better number, and all that have the same, itself among them.

        Who has no number or no group is not asked about.
        """
        if per not in self._around:
            self._around[per] = dict(self._compared(per))
        return self._around[per][standing.entry.body]

    def among_equals(self, standing: Standing, per: Group) -> tuple[int, int]:
        """Return how many of the equal ones the keys put before the body, and how many they leave equal to it."""
        if standing.entry.body not in self._among:
            equals = self.around(standing, per)[1]
            ordered = standings([keys_of(self.rules, other) for other in equals])
            self._among |= {other.entry.body: found for other, found in zip(equals, ordered, strict=True)}
        return self._among[standing.entry.body]

    def _compared(self, per: Group) -> Iterator[tuple[str, tuple[int, list[Standing]]]]:
        groups: dict[str, dict[Fraction, list[Standing]]] = defaultdict(lambda: defaultdict(list))
        for standing in self._bodies:
            group, number = group_of(standing.entry, per), self.tested[standing.entry.body].number
            if group is not None and number is not None:
                groups[group][number].append(standing)
        for numbers in groups.values():
            better = 0
            for number in sorted(numbers, reverse=True):
                equals = numbers[number]
                yield from ((standing.entry.body, (better, equals)) for standing in equals)
                better += len(equals)


def _tested(rules: RuleSet, gate: Gate, number: ClassOn, standing: Standing) -> Tested:
    if not gate.on:
        return Tested(None, GateReason.NO_NUMBER, Finding.OPEN)
    stages = [stage for code in gate.on if (stage := standing.stage(code)) is not None]
    for stage in stages:
        if stage.code in standing.closing:
            return Tested(None, GateReason.CLOSED.of(label=stage.label), Finding.FAILS)
    weighed = [(stage.code, stage.weight.value) for stage in stages if stage.weight.value is not None]
    weight = total([value for _, value in weighed])
    behind: tuple[str, ...] = ()
    if len(gate.on) > 1:
        unknown = next((stage for stage in stages if stage.weight.value is None), None)
        if unknown is not None or not weight:
            label = (unknown or stages[0]).label
            return Tested(None, GateReason.NO_WEIGHT.of(label=label), Finding.OPEN)
        behind = tuple(dict.fromkeys(stage.weight.assumption for stage in stages if stage.weight.assumption))
    for stage in stages:
        if stage.code not in standing.scores:
            return Tested(None, GateReason.WAITING.of(label=stage.label), Finding.WAITS, behind)
    if len(gate.on) == 1:
        return _as(rules, number, standing.scores[gate.on[0]].exact, Step.STAGE)
    mean = total([standing.scores[code].enters * value for code, value in weighed]) / weight
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
