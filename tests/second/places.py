"""Places in a ranking."""

from __future__ import annotations

from . import integers
from .files import Rules
from .integers import Over


def rank(rules: Rules, values: list[Over], at: str = "stage") -> list[int]:
    """The place of each value, best first: by its published or exact number, 1,2,2,4 or 1,2,2,3."""
    ranking = rules.raw.get("ranking", {})
    number = rules.resolved("ranking.number", ranking.get("number")).value
    ties = rules.resolved("ranking.ties", ranking.get("ties")).value
    rounding = rules.rounding(at)
    if number != "exact":
        values = [integers.rounded(value, rounding.places, rounding.mode) for value in values]
    tops, _ = integers.together(values)
    better = sorted(tops, reverse=True)
    if ties == "dense":
        better = sorted(set(tops), reverse=True)
    return [better.index(top) + 1 for top in tops]
