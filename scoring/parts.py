"""An indicator with its lines, and how weight moves when indicators drop."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from scoring.lines import Line
from scoring.resolve import ZERO
from scoring.rules import Indicator


class Part(NamedTuple):
    """An indicator with its lines; `share` is its weight after wholly inapplicable indicators dropped."""

    indicator: Indicator
    lines: tuple[Line, ...]
    share: Fraction | None


def portion(share: Fraction | None, units: int, divisor: int) -> Fraction:
    """Return the points of an indicator that `units` out of `divisor` earn."""
    if share is None:
        return ZERO
    return Fraction(share.numerator * units, share.denominator * divisor)


def redistribute(parts: list[Part], maximum: Fraction) -> list[Part]:
    """Give the weight of indicators in which nothing counts to the others, in proportion.

    Where one of the others has no published weight, nobody's share of the maximum is known.
    """
    live = [_counts(part.lines) for part in parts]
    if all(live):
        return parts
    shares = [part.share for part, alive in zip(parts, live, strict=True) if alive]
    known = [share for share in shares if share is not None]
    factor = maximum / sum(known) if known and len(known) == len(shares) else None
    return [part._replace(share=_share(part, alive, factor)) for part, alive in zip(parts, live, strict=True)]


def _counts(lines: tuple[Line, ...]) -> bool:
    for line in lines:  # noqa: SIM110 - a generator costs as much as most of the answers that it is asked for
        if line.counts:
            return True
    return False


def _share(part: Part, alive: bool, factor: Fraction | None) -> Fraction | None:
    if not alive:
        return ZERO
    return None if part.share is None or factor is None else part.share * factor
