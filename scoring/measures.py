"""Counts that are watched over a period: how regular, how many, how far they reach, how fast an answer comes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from scoring.provisions import Bracket, Measure, MeasureKind

HUNDRED = Fraction(100)


class Account(NamedTuple):
    """What one account did in the period; followers are None where nobody counted them."""

    items: int
    interactions: int = 0
    followers: Fraction | None = None


class Response(NamedTuple):
    """How fast reports were answered, in per cent of all of them; on_time is None where no time is promised.

    buckets: how many were answered up to each bound, above the one before. later, never: after the last, not at all.
    """

    on_time: Fraction | None
    answered: Fraction | None
    buckets: tuple[int, ...]
    later: int
    never: int


class League(NamedTuple):
    """The accounts of one bracket with their values, best first; those without a value come last."""

    bracket: Bracket | None
    accounts: tuple[tuple[str, Fraction | None], ...]


def frequency(measure: Measure, counts: Sequence[int]) -> Fraction | None:
    """Return in how many per cent of the periods there were enough items.

    >>> weekly = Measure("berita", "Berita", MeasureKind.FREQUENCY, per="week", at_least=2)
    >>> frequency(weekly, [3, 1, 0, 4])
    Fraction(50, 1)
    """
    if not counts:
        return None
    return HUNDRED * sum(count >= measure.at_least for count in counts) / len(counts)


def reach(measure: Measure, account: Account) -> Fraction | None:
    """Return the items of an account, or for a rate the interactions per item and follower in per cent.

    >>> reach(Measure("laju", "Laju", MeasureKind.RATE), Account(12, 600, Fraction(2000)))
    Fraction(5, 2)
    """
    if measure.kind is MeasureKind.COUNT:
        return Fraction(account.items)
    followers, least = account.followers, measure.minimum_audience
    if not account.items or not followers or (least is not None and followers < least):
        return None
    return HUNDRED * account.interactions / (account.items * followers)


def leagues(measure: Measure, accounts: Mapping[str, Account]) -> list[League]:
    """Return the accounts compared with their like only, smallest bracket first; None is the league of all others.

    An account belongs to the last bracket whose lower bound its followers reach.
    """
    found: dict[Bracket | None, list[tuple[str, Fraction | None]]] = defaultdict(list)
    for name, account in accounts.items():
        found[bracket_of(measure, account)].append((name, reach(measure, account)))
    return [
        League(bracket, tuple(sorted(found[bracket], key=_best_first)))
        for bracket in (*measure.brackets, None)
        if bracket in found
    ]


def bracket_of(measure: Measure, account: Account) -> Bracket | None:
    """Return the bracket of an account; None without followers, below the first bracket, or without brackets."""
    if account.followers is None:
        return None
    return next((bracket for bracket in reversed(measure.brackets) if account.followers >= bracket.lower), None)


def response(measure: Measure, hours: Sequence[Fraction | None]) -> Response:
    """Return how fast reports were answered; None is a report that was not answered.

    >>> within_a_day = Measure("aduan", "Aduan", MeasureKind.RESPONSE, within=Fraction(24))
    >>> found = response(within_a_day, [Fraction(24)] * 150 + [Fraction(30)] * 30 + [None] * 20)
    >>> found.on_time, found.answered
    (Fraction(75, 1), Fraction(90, 1))
    """
    waits = [wait for wait in hours if wait is not None]
    within, bounds = measure.within, measure.buckets
    below = [sum(wait <= bound for wait in waits) for bound in bounds]
    return Response(
        on_time=None if within is None else _share(sum(wait <= within for wait in waits), len(hours)),
        answered=_share(len(waits), len(hours)),
        buckets=tuple(count - (below[place - 1] if place else 0) for place, count in enumerate(below)),
        later=len(waits) - below[-1] if below else 0,
        never=len(hours) - len(waits),
    )


def _share(part: int, whole: int) -> Fraction | None:
    return HUNDRED * part / whole if whole else None


def _best_first(account: tuple[str, Fraction | None]) -> tuple[bool, Fraction]:
    value = account[1]
    return value is None, -(value or Fraction(0))
