"""Counts that are watched over a period."""

from __future__ import annotations

from . import integers
from .integers import HUNDRED, Over


def frequency(raw: dict, periods: list[int]) -> Over | None:
    """Per cent of the periods with enough items."""
    if not periods:
        return None
    return integers.part(HUNDRED, Over(sum(items >= raw["at_least"] for items in periods)), Over(len(periods)))


def rate(raw: dict, interactions: int, items: int, followers: int) -> Over | None:
    """Interactions per item and follower in per cent; none for an audience that is too small."""
    least = integers.read(raw.get("minimum_audience", 0))
    if items == 0 or followers == 0 or not integers.at_least(Over(followers), least):
        return None
    return Over(100 * interactions, items * followers)


def league(raw: dict, followers: int) -> str | None:
    """The bracket in which an account is compared."""
    reached = [
        row["code"]
        for row in raw.get("brackets", [])
        if integers.at_least(Over(followers), integers.read(row["lower"]))
    ]
    return reached[-1] if reached else None


def response(raw: dict, hours: list[str | None]) -> dict[str, object] | None:
    """Per cent answered in time and at all, and how many up to each bound, later and never; `hours` None: never."""
    if not hours:
        return None
    taken = [integers.read(hour) for hour in hours if hour is not None]
    reports = Over(len(hours))
    within = integers.read(raw["within"])
    found: dict[str, object] = {
        "on_time": integers.part(HUNDRED, Over(sum(integers.at_least(within, hour) for hour in taken)), reports),
        "answered": integers.part(HUNDRED, Over(len(taken)), reports),
    }
    if raw.get("buckets"):
        bounds = [integers.read(bound) for bound in raw["buckets"]]
        reached = [sum(integers.at_least(bound, hour) for hour in taken) for bound in bounds]
        each = [count - before for count, before in zip(reached, [0, *reached], strict=False)]
        found["buckets"] = [*each, len(taken) - reached[-1], len(hours) - len(taken)]
    return found
