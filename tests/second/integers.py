"""Exact numbers as integers over a denominator, and the sums and roundings that scoring needs."""

from __future__ import annotations

from decimal import Decimal
from math import gcd, lcm
from typing import NamedTuple


class Over(NamedTuple):
    """The number `top / bottom`, not necessarily reduced; `bottom` is positive."""

    top: int
    bottom: int = 1


NONE = Over(0)
HUNDRED = Over(100)


def read(raw: object) -> Over | None:
    """The number that a rule file or an answer writes; None for "nf" and for what is no number."""
    if isinstance(raw, bool) or raw is None or raw == "nf":
        return None
    if isinstance(raw, int):
        return Over(raw)
    if isinstance(raw, Decimal):
        return Over(*raw.as_integer_ratio())
    top, _, bottom = str(raw).partition("/")
    if bottom:
        return Over(int(top), int(bottom))
    return Over(*Decimal(top).as_integer_ratio())


def together(values: list[Over]) -> tuple[list[int], int]:
    """The numerators of the values over their least common denominator, and that denominator."""
    bottom = lcm(*(value.bottom for value in values))
    return [value.top * (bottom // value.bottom) for value in values], bottom


def total(values: list[Over]) -> Over:
    """The sum."""
    tops, bottom = together(values)
    return Over(sum(tops), bottom)


def part(whole: Over, of: Over, among: Over) -> Over:
    """What `of` gets of `whole` when `among` share it: whole x of / among."""
    return Over(whole.top * of.top * among.bottom, whole.bottom * of.bottom * among.top)


def times(one: Over, other: Over) -> Over:
    """The product."""
    return Over(one.top * other.top, one.bottom * other.bottom)


def least(one: Over, other: Over) -> Over:
    """The smaller of two."""
    return one if at_least(other, one) else other


def at_least(one: Over, other: Over) -> bool:
    """Whether `one` reaches `other`."""
    return one.top * other.bottom >= other.top * one.bottom


def same(one: Over, other: Over) -> bool:
    """Whether both are the same number."""
    return one.top * other.bottom == other.top * one.bottom


def text(value: Over | None) -> str | None:
    """The reduced fraction as outputs write it: "399/4", "98"; None stays None."""
    if value is None:
        return None
    common = gcd(value.top, value.bottom)
    top, bottom = value.top // common, value.bottom // common
    return str(top) if bottom == 1 else f"{top}/{bottom}"


def fits(value: Over, places: int) -> bool:
    """Whether the number can be written with so many places."""
    return value.top * 10**places % value.bottom == 0


def rounded(value: Over, places: int, mode: str) -> Over:
    """The number rounded to `places` by the mode `half_up`, `half_even` or `truncate`; never negative here."""
    whole, rest = divmod(value.top * 10**places, value.bottom)
    twice = 2 * rest
    up = (mode == "half_up" and twice >= value.bottom) or (
        mode == "half_even" and (twice > value.bottom or (twice == value.bottom and whole % 2 == 1))
    )
    return Over(whole + up, 10**places)


def digits(value: Over, places: int) -> str:
    """The number written with exactly so many places."""
    whole, rest = divmod(value.top * 10**places // value.bottom, 10**places)
    return f"{whole}.{rest:0{places}d}" if places else str(whole)
