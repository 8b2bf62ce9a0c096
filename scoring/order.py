"""Who comes before whom: by number, and between equal numbers by the keys of the rule set."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from typing import NamedTuple

from scoring.classes import rounding_at
from scoring.entries import Entry
from scoring.provisions import Group, KeyKind, RankingKey, Ties
from scoring.rules import ClassOn, RuleSet, Step
from scoring.standing import Standing

Keys = tuple[Fraction | None, ...]
_START = datetime(1970, 1, 1, tzinfo=UTC)


class Rival(NamedTuple):
    """What one body is compared by."""

    number: Fraction
    keys: Keys = ()


class Place(NamedTuple):
    """A place; `shared` where an equal number is left that no key decides."""

    number: int
    shared: bool


def group_of(entry: Entry, per: Group) -> str | None:
    """Return the group the body is compared in; None where its territory is not known."""
    if per is Group.CATEGORY:
        return entry.category
    return entry.territory if per is Group.TERRITORY else ""


def printed(rules: RuleSet, value: Fraction, step: Step) -> Fraction:
    """Return the number that places compare: as printed at `step`, or exact."""
    return rounding_at(rules, step).rounding.apply(value) if rules.ranking.number is ClassOn.PUBLISHED else value


def keys_of(rules: RuleSet, standing: Standing, before: str | None = None) -> Keys:
    """Return what decides between equal numbers, larger is better; None where it is not known.

    Args:
        before: the stage that a gate opens; a later stage is not known there.
    """
    return tuple(_key(rules, standing, key, before) for key in rules.ranking.keys)


def _key(rules: RuleSet, standing: Standing, key: RankingKey, before: str | None) -> Fraction | None:
    entry = standing.entry
    if key.kind is KeyKind.FACT:
        return Fraction(entry.facts[key.of]) if key.of in entry.facts else None
    if key.kind is KeyKind.SUBMITTED:
        return None if entry.submitted is None else -Fraction((entry.submitted - _START) // timedelta(microseconds=1))
    if before is not None and not standing.holds_before(key.of, before):
        return None
    score = standing.scores.get(key.of)
    return None if score is None else printed(rules, score.exact, Step.STAGE)


def ahead(first: Keys, second: Keys) -> int:
    """Return 1 where the keys put `first` before `second`, -1 where after, 0 where they decide nothing.

    >>> ahead((None, Fraction(2)), (Fraction(9), Fraction(1)))
    1
    """
    for one, other in zip(first, second, strict=True):
        if one is not None and other is not None and one != other:
            return 1 if one > other else -1
    return 0


def places(rivals: Sequence[Rival], ties: Ties = Ties.COMPETITION) -> list[Place]:
    """Return the place of each: 1 + how many come before it; `dense` counts the different places before it.

    >>> [place.number for place in places([Rival(Fraction(n)) for n in (99, 98, 98, 90)])]
    [1, 2, 2, 4]
    """
    equals: dict[Fraction, list[int]] = defaultdict(list)
    for index, rival in enumerate(rivals):
        equals[rival.number].append(index)
    found = [Place(1, False)] * len(rivals)
    better = 0
    for number in sorted(equals, reverse=True):
        for index in equals[number]:
            order = [ahead(rivals[other].keys, rivals[index].keys) for other in equals[number] if other != index]
            found[index] = Place(1 + better + order.count(1), 0 in order)
        better += len(equals[number])
    if ties is not Ties.DENSE:
        return found
    dense = {number: place for place, number in enumerate(sorted({place.number for place in found}), start=1)}
    return [place._replace(number=dense[place.number]) for place in found]
