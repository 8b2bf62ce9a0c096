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


def keys_of(rules: RuleSet, standing: Standing) -> Keys:
    """Return what decides between equal numbers, larger is better; None where it is not known.

    At a gate only the stages before it are known: no other has a score yet.
    """
    return tuple(_key(rules, standing, key) for key in rules.ranking.keys)


def _key(rules: RuleSet, standing: Standing, key: RankingKey) -> Fraction | None:
    entry = standing.entry
    if key.kind is KeyKind.FACT:
        return Fraction(entry.facts[key.of]) if key.of in entry.facts else None
    if key.kind is KeyKind.SUBMITTED:
        return None if entry.submitted is None else -Fraction((entry.submitted - _START) // timedelta(microseconds=1))
    score = standing.scores.get(key.of)
    return None if score is None else printed(rules, score.exact, Step.STAGE)


def standings(keys: Sequence[Keys]) -> list[tuple[int, int]]:
    """Return for each of some equal bodies how many the keys put before it, and how many they leave equal to it.

    A key counts among bodies that are still equal if it is known of all of them. Were it enough that two know it, three
    bodies could each come before another, and none would be the first.

    >>> standings([(None, Fraction(2)), (Fraction(9), Fraction(1)), (Fraction(8), Fraction(1))])
    [(0, 0), (1, 1), (1, 1)]
    """
    groups = [list(range(len(keys)))]
    for column in zip(*keys, strict=True):
        groups = [part for group in groups for part in _parted(group, [column[index] for index in group])]
    found: dict[int, tuple[int, int]] = {}
    before = 0
    for group in groups:
        for index in group:
            found[index] = (before, len(group) - 1)
        before += len(group)
    return [found[index] for index in range(len(keys))]


def _parted(group: list[int], values: list[Fraction | None]) -> list[list[int]]:
    """Return the group parted by its values, the highest first; whole where one of them is not known."""
    known = [value for value in values if value is not None]
    if len(known) < len(values):
        return [group]
    parts: dict[Fraction, list[int]] = defaultdict(list)
    for index, value in zip(group, known, strict=True):
        parts[value].append(index)
    return [parts[value] for value in sorted(parts, reverse=True)]


def places(rivals: Sequence[Rival], ties: Ties = Ties.COMPETITION) -> list[Place]:
    """Return the place of each: 1 + how many come before it; `dense` counts the different places before it.

    >>> [place.number for place in places([Rival(Fraction(n)) for n in (99, 98, 98, 90)])]
    [1, 2, 2, 4]
    """
    equals: dict[Fraction, list[int]] = defaultdict(list)
    for index, rival in enumerate(rivals):
        equals[rival.number].append(index)
    at: dict[int, Place] = {}
    better = 0
    for number in sorted(equals, reverse=True):
        ordered = standings([rivals[index].keys for index in equals[number]])
        for index, (before, equal) in zip(equals[number], ordered, strict=True):
            at[index] = Place(1 + better + before, equal > 0)
        better += len(equals[number])
    found = [at[index] for index in range(len(rivals))]
    if ties is not Ties.DENSE:
        return found
    dense = {number: place for place, number in enumerate(sorted({place.number for place in found}), start=1)}
    return [place._replace(number=dense[place.number]) for place in found]
