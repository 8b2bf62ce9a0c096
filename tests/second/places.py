"""Places in a ranking, with the keys that decide between equal numbers."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Protocol, TypeVar

from . import integers
from .files import Rules
from .integers import Over

BASE_RANKING = "peringkat_baku"


class Ranked(Protocol):
    """What keys look at."""

    category: str
    territory: str | None
    facts: dict[str, bool | None]
    sent: int | None

    def counted(self, stage: str) -> Over | None:
        """The value of a stage that counts."""

    def before(self, stage: str) -> set[str]:
        """The stages that stand before another one."""


One = TypeVar("One")
Kept = TypeVar("Kept", bound=Ranked)


def rank(rules: Rules, values: list[Over], at: str = "stage") -> list[int]:
    """The place of each value, best first, without keys: by its published or exact number, 1,2,2,4 or 1,2,2,3."""
    tops, _ = integers.together([compared(rules, value, at) for value in values])
    better = sorted(set(tops) if method(rules) == "dense" else tops, reverse=True)
    return [better.index(top) + 1 for top in tops]


def method(rules: Rules) -> object:
    """How equal numbers share places."""
    return rules.resolved("ranking.ties", rules.raw.get("ranking", {}).get("ties")).value


def compared(rules: Rules, value: Over, at: str) -> Over:
    """The number that is compared."""
    number = rules.resolved("ranking.number", rules.raw.get("ranking", {}).get("number")).value
    return value if number == "exact" else rules.rounding(at).published(value, set())


def rests_on(rules: Rules) -> set[str]:
    """The assumptions behind the number and the method."""
    ranking = rules.raw.get("ranking", {})
    found = [rules.resolved(f"ranking.{key}", ranking.get(key)) for key in ("number", "ties")]
    base = {BASE_RANKING} if any(one.value is None for one in found) else set()
    return base.union(*(one.used for one in found))


def tiers(rules: Rules, equal: list[Kept], before: str | None = None) -> list[list[Kept]]:
    """Bodies with equal numbers in the order of the keys, in tiers of those that stay equal.

    A key that is not known of one of those that are still equal is passed over; at a gate only what stands `before` its
    stage is known.
    """
    found = [equal]
    for key in rules.raw.get("ranking", {}).get("keys", []):
        found = [tier for still in found for tier in _split(still, [_key(rules, key, one, before) for one in still])]
    return found


def _split(still: list[Kept], values: list[Over | None]) -> list[list[Kept]]:
    if None in values:
        return [still]
    tops, _ = integers.together(values)
    return [
        [one for one, mine in zip(still, tops, strict=True) if mine == top] for top in sorted(set(tops), reverse=True)
    ]


def _key(rules: Rules, key: dict, of: Ranked, before: str | None) -> Over | None:
    """What the key knows of a body, higher is better."""
    if key["by"] == "stage":
        value = of.counted(key["of"])
        if value is None or (before is not None and key["of"] not in of.before(before)):
            return None
        return compared(rules, value, "stage")
    if key["by"] == "fact":
        known = of.facts.get(key["of"])
        return None if known is None else Over(int(known))
    return None if of.sent is None else Over(-of.sent)


def competition(rules: Rules, group: list[tuple[Kept, Over]]) -> list[int]:
    """The places of a group as 1,2,2,4."""
    if not group:
        return []
    tops, _ = integers.together([number for _, number in group])
    place, found = 1, {}
    for top in sorted(set(tops), reverse=True):
        for tier in tiers(rules, [one for (one, _), mine in zip(group, tops, strict=True) if mine == top]):
            found |= {id(one): place for one in tier}
            place += len(tier)
    return [found[id(one)] for one, _ in group]


def placed(rules: Rules, group: list[tuple[Kept, Over]]) -> list[int]:
    """The places of a group as the rules say."""
    found = competition(rules, group)
    if method(rules) != "dense":
        return found
    levels = sorted(set(found))
    return [levels.index(place) + 1 for place in found]


def group_of(body: Ranked, per: str) -> str | None:
    """The group of a body; None where its territory is asked for and not known."""
    return {"category": body.category, "territory": body.territory, "all": "all"}[per]


def grouped(rows: list[One], body: Callable[[One], Kept], per: str) -> list[list[One]]:
    """The rows in the groups among whom places are given; who has no territory stands in no group of territories."""
    found: dict[Hashable, list[One]] = {}
    for row in rows:
        group = group_of(body(row), per)
        if group is not None:
            found.setdefault(group, []).append(row)
    return list(found.values())


def shared(rules: Rules, values: list[Over], at: str) -> list[set[str]]:
    """For each number of a group what its place rests on: the ranking's assumptions where another one prints alike."""
    texts = [rules.rounding(at).text(value) for value in values]
    return [rests_on(rules) if texts.count(text) > 1 else set() for text in texts]
