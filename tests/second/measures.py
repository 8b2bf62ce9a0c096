"""Counts that are watched over a period."""

from __future__ import annotations

from . import integers
from .integers import HUNDRED, Over


def frequency(raw: dict, periods: list[int]) -> Over | None:
    """Per cent of the periods with enough items."""
    if not periods:
        return None
    return integers.part(HUNDRED, Over(sum(items >= raw["at_least"] for items in periods)), Over(len(periods)))


def reach(raw: dict, items: int, interactions: int, followers: Over | None) -> Over | None:
    """The items of an account; as a rate its interactions per item and follower in per cent."""
    if raw["kind"] == "count":
        return Over(items)
    least = integers.read(raw.get("minimum_audience", 0))
    if items == 0 or followers is None or followers.top == 0 or not integers.at_least(followers, least):
        return None
    return integers.part(HUNDRED, Over(interactions), integers.times(Over(items), followers))


def bracket(raw: dict, followers: Over | None) -> str | None:
    """The bracket in which an account is compared: the last that begins at or below its followers."""
    if followers is None:
        return None
    rows = [row for row in raw.get("brackets", []) if integers.at_least(followers, integers.read(row["lower"]))]
    return rows[-1]["code"] if rows else None


def response(raw: dict, hours: list[Over | None]) -> dict[str, object]:
    """Per cent answered in time and at all, and how many up to each bound, later and never; `hours` None: never."""
    taken = [hour for hour in hours if hour is not None]
    bounds = [integers.read(bound) for bound in raw.get("buckets", [])]
    reached = [sum(integers.at_least(bound, hour) for hour in taken) for bound in bounds]
    within = integers.read(raw.get("within"))
    on_time = [hour for hour in taken if within is not None and integers.at_least(within, hour)]
    return {
        "on_time": _share(on_time, hours) if within is not None else None,
        "answered": _share(taken, hours),
        "buckets": [count - before for count, before in zip(reached, [0, *reached], strict=False)],
        "later": len(taken) - reached[-1] if reached else 0,
        "never": len(hours) - len(taken),
    }


def _share(some: list[Over], of: list[Over | None]) -> Over | None:
    return integers.part(HUNDRED, Over(len(some)), Over(len(of))) if of else None
