"""Exact numbers in, printed numbers out: the only place where a score is rounded."""

from __future__ import annotations

import math
import re
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction


class Mode(StrEnum):
    """How a value between two printable ones is printed."""

    HALF_UP = "half_up"
    HALF_EVEN = "half_even"
    TRUNCATE = "truncate"


_PLAIN = re.compile(r"-?\d+(\.\d+)?\Z")
_RATIO = re.compile(r"-?\d+/0*[1-9]\d*\Z")


def parse_exact(text: str) -> Fraction:
    """Return the number that `text` writes as "97.55", "97" or "1951/20".

    Raises:
        ValueError: anything else, a decimal comma or an exponent included.

    >>> parse_exact("1951/20") == parse_exact("97.55")
    True
    """
    stripped = text.strip()
    if not stripped.isascii() or not (_PLAIN.match(stripped) or _RATIO.match(stripped)):
        raise ValueError(f"not a plain number: {text!r}")
    return Fraction(stripped)


def exact_text(value: Fraction) -> str:
    """Return the reduced fraction as "n/d", or "n" for a whole number.

    >>> exact_text(Fraction(390, 4)), exact_text(Fraction(4, 2))
    ('195/2', '2')
    """
    return str(value)


@dataclass(frozen=True, slots=True)
class Rounding:
    """A printing rule of a rule set: places after the point and the mode."""

    places: int = 2
    mode: Mode = Mode.HALF_UP

    def apply(self, value: Fraction) -> Fraction:
        """Return `value` as printed; for negative values the modes act on the magnitude.

        >>> Rounding(2, Mode.HALF_UP).apply(Fraction("97.625"))
        Fraction(9763, 100)
        >>> Rounding(2, Mode.TRUNCATE).apply(Fraction("97.625"))
        Fraction(4881, 50)
        """
        return Fraction(self._units(value), 10**self.places)

    def changes(self, value: Fraction) -> bool:
        """Tell whether `value` has more places than are printed."""
        return bool(value.numerator * 10**self.places % value.denominator)

    def text(self, value: Fraction) -> str:
        """Return `value` as printed, with exactly `places` digits after the point.

        >>> Rounding(2).text(Fraction(436, 5))
        '87.20'
        """
        units = self._units(value)
        whole, rest = divmod(abs(units), 10**self.places)
        return f"{'-' if units < 0 else ''}{whole}" + (f".{rest:0{self.places}}" if self.places else "")

    def _units(self, value: Fraction) -> int:
        """Return `value` as printed, counted in units of the last printed place."""
        scale: int = 10**self.places
        denominator = value.denominator
        units, rest = divmod(abs(value.numerator) * scale, denominator)
        if self.mode is Mode.HALF_UP:
            units += 2 * rest >= denominator
        elif self.mode is Mode.HALF_EVEN:
            units += 2 * rest > denominator or (2 * rest == denominator and units % 2 == 1)
        return units if value.numerator >= 0 else -units


def total(values: Collection[Fraction]) -> Fraction:
    """Return the sum, over one common denominator: adding one by one reduces a fraction at each step.

    >>> total([Fraction(1, 2), Fraction(1, 3), Fraction(1, 6)])
    Fraction(1, 1)
    """
    denominator = math.lcm(*[value.denominator for value in values])
    return Fraction(sum([value.numerator * (denominator // value.denominator) for value in values]), denominator)


def read_text(value: Fraction) -> str:
    """Return the exact number as people read it: with a decimal comma where it ends, else as a fraction.

    >>> read_text(Fraction(175, 2)), read_text(Fraction(65)), read_text(Fraction(1, 3))
    ('87,5', '65', '1/3')
    """
    rest, places = value.denominator, 0
    while rest > 1 and (rest % 2 == 0 or rest % 5 == 0):
        places += 1
        rest = (value * 10**places).denominator
    return exact_text(value) if rest > 1 else Rounding(places).text(value).replace(".", ",")
