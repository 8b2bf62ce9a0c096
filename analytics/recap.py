"""A contest as it is read: who went through which gate, places by group, how far assessors lie apart, what changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import NamedTuple

from scoring.changes import Difference, changes
from scoring.contest import Contest, Outcome, contest
from scoring.entries import Entry, Mark
from scoring.order import group_of
from scoring.provisions import Gate
from scoring.rules import RuleSet
from scoring.standing import GateOutcome, PanelScore, Passage


class Passing(NamedTuple):
    """One body at one gate."""

    outcome: Outcome
    found: GateOutcome


@dataclass(frozen=True, slots=True)
class Funnel:
    """One gate with every body for which it stands, in the order of the table."""

    gate: Gate
    bodies: tuple[Passing, ...]

    def of(self, passage: Passage) -> tuple[Passing, ...]:
        """Return the bodies for which the gate is passed, stopped, waiting or undecided."""
        return tuple(body for body in self.bodies if body.found.outcome is passage)


class Apart(NamedTuple):
    """The marks of one body in one stage or part, and how far they lie apart."""

    outcome: Outcome
    panel: PanelScore
    marks: tuple[Mark, ...]

    @property
    def spread(self) -> Fraction:
        """Return the difference between the highest and the lowest mark."""
        return self.panel.highest - self.panel.lowest


class Group(NamedTuple):
    """The bodies that places are given among, best first; those without a place stand last. `key` may be unknown."""

    key: str | None
    bodies: tuple[Outcome, ...]


@dataclass(frozen=True)
class Recap:
    """A contest and what it means; `earlier` is the contest before the objections, if there was one."""

    rules: RuleSet
    contest: Contest
    categories: Mapping[str, str]
    earlier: Contest | None = None

    @cached_property
    def funnels(self) -> tuple[Funnel, ...]:
        """Every gate in the order of the rules."""
        return tuple(Funnel(gate, tuple(self._at(gate))) for gate in self.rules.gates)

    def _at(self, gate: Gate) -> Iterator[Passing]:
        for outcome in self.contest.bodies:
            for found in outcome.combined.gates:
                if found.gate.id == gate.id:
                    yield Passing(outcome, found)

    @cached_property
    def panels(self) -> tuple[Apart, ...]:
        """Every body that assessors marked, the largest spread first."""
        found = [
            Apart(outcome, panel, tuple(outcome.entry.marks[panel.place]))
            for outcome in self.contest.bodies
            for panel in outcome.combined.panels
        ]
        return tuple(sorted(found, key=lambda one: (-one.spread, one.outcome.entry.body.casefold())))

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """The groups that places are given among, categories in the order of the rules."""
        found: dict[str | None, list[Outcome]] = {}
        for outcome in self.contest.bodies:
            found.setdefault(group_of(outcome.entry, self.rules.ranking.per), []).append(outcome)
        order = {code: at for at, code in enumerate(self.categories)}
        keys = sorted(found, key=lambda key: (key is None, order.get(key or "", len(order)), (key or "").casefold()))
        return tuple(Group(key, tuple(sorted(found[key], key=_from_the_best))) for key in keys)

    @cached_property
    def assumptions(self) -> tuple[str, ...]:
        """Every assumption that a result depends on, in the order in which it is met."""
        used = [name for outcome in self.contest.bodies for name in outcome.combined.assumptions]
        return tuple(dict.fromkeys(used))

    @cached_property
    def shared_refusals(self) -> tuple[str, ...]:
        """What was refused of every body that could be scored, such as a weight that was never published."""
        scored = [outcome.combined.refused for outcome in self.contest.bodies if outcome.entry.status is None]
        return tuple(reason for reason in (scored or [()])[0] if all(reason in refused for refused in scored))

    @cached_property
    def changes(self) -> tuple[Difference, ...]:
        """What the objections changed, body by body."""
        return () if self.earlier is None else tuple(changes(self.earlier, self.contest))

    def category(self, entry: Entry) -> str:
        """Return the name of a body's category."""
        return self.categories.get(entry.category, entry.category)


def recap(
    rules: RuleSet, entries: Sequence[Entry], categories: Mapping[str, str], earlier: Sequence[Entry] | None = None
) -> Recap:
    """Return the contest of these bodies, beside that of the entries before the objections.

    Raises:
        FactError: the rules do not know something of an entry.
    """
    before = None if earlier is None else contest(rules, earlier)
    return Recap(rules, contest(rules, entries), categories, before)


def _from_the_best(outcome: Outcome) -> tuple[bool, int, bool, Fraction, str]:
    """Order by place; bodies without one by what they have, those with a status last."""
    exact = outcome.combined.exact
    saq = next((score.exact for score in outcome.combined.stages), Fraction(-1))
    number = exact if exact is not None else saq
    status = outcome.entry.status is not None
    return outcome.place is None, outcome.place or 0, status, -number, outcome.entry.body.casefold()
