"""Which exact numbers a cell can hold."""

from __future__ import annotations

from fractions import Fraction

PRECISE_DIGITS = 15
"""Significant digits that every spreadsheet keeps."""


def exact_number(value: Fraction) -> float | None:
    """Return `value` as a cell holds it, or None where a cell cannot hold it to the last digit.

    >>> exact_number(Fraction(5, 2)), exact_number(Fraction(1, 3))
    (2.5, None)
    """
    held = float(value)
    return held if Fraction(format(held, f".{PRECISE_DIGITS}g")) == value else None
