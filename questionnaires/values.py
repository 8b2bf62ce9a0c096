"""Numbers as people and files write them."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, WithJsonSchema

from scoring.numbers import parse_exact

UNPUBLISHED: Literal["nf"] = "nf"

_DIGITS = 100
"""Most digits of a number in a rule file."""

_SEPARATED = re.compile(r"[+-]?\d+(?:[.,]\d+)*\Z")
_AMBIGUOUS = re.compile(r"[1-9]\d{0,2}[.,]\d{3}\Z")
_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:(?P<mark>[.,])\d{3})(?:(?P=mark)\d{3})+\Z")
_GROUPED = re.compile(r"(?P<whole>[1-9]\d{0,2}(?:(?P<mark>[.,])\d{3})+)(?!(?P=mark))[.,](?P<decimals>\d+)\Z")


class AmbiguousNumberError(ValueError):
    """The text can be read as two numbers, "1.000" as one or as a thousand."""


def parse_number(text: str) -> Fraction:
    """Return the number a person wrote, with decimal comma or point and thousands marks.

    Raises:
        AmbiguousNumberError: a single mark before exactly three digits.
        ValueError: no number.

    >>> parse_number("2,5") == parse_number("2.5") == Fraction(5, 2)
    True
    >>> parse_number("1.000,5")
    Fraction(2001, 2)
    """
    plain = text.strip().replace("\u00a0", "")
    if not plain.isascii() or not _SEPARATED.match(plain):
        raise ValueError("bukan angka")
    if _AMBIGUOUS.match(plain):
        raise AmbiguousNumberError(plain)
    if _THOUSANDS.match(plain):
        return Fraction(re.sub("[.,]", "", plain))
    grouped = _GROUPED.match(plain)
    if grouped:
        return Fraction(re.sub("[.,]", "", grouped["whole"]) + "." + grouped["decimals"])
    if len(re.findall("[.,]", plain)) > 1:
        raise ValueError("bukan angka")
    return Fraction(plain.replace(",", "."))


def parse_score(text: str) -> Fraction:
    """Return a score written with a decimal point or a decimal comma, "87.2" or "87,2"; marks never mean thousands.

    Raises:
        ValueError: anything else.
    """
    return parse_exact(text.replace(",", "."))


def _exact(value: Any) -> Fraction | Literal["nf"]:
    if value == UNPUBLISHED:
        return UNPUBLISHED
    if isinstance(value, bool):
        raise ValueError("harus angka")
    if (isinstance(value, int) and abs(value) < 10**_DIGITS) or (isinstance(value, Decimal) and _writable(value)):
        return Fraction(value)
    if isinstance(value, str) and len(value) <= _DIGITS:
        return parse_exact(value)
    raise ValueError("harus angka")


def _writable(value: Decimal) -> bool:
    """Tell whether a decimal is a number that somebody could write out; 1e999999999 would fill the memory."""
    exponent = value.as_tuple().exponent
    return isinstance(exponent, int) and abs(exponent) <= _DIGITS and len(value.as_tuple().digits) <= _DIGITS


def _number(value: Any) -> Fraction:
    exact = _exact(value)
    if isinstance(exact, str):
        raise ValueError('"nf" tidak dapat dipakai di sini')
    return exact


_NUMBER_SCHEMA: dict[str, Any] = {
    "anyOf": [{"type": "number"}, {"type": "string", "pattern": r"^-?\d+(\.\d+)?$|^-?\d+/\d+$"}]
}
_EXACT_SCHEMA: dict[str, Any] = {"anyOf": [*_NUMBER_SCHEMA["anyOf"], {"const": "nf"}]}

Exact = Annotated[Fraction | Literal["nf"], BeforeValidator(_exact), WithJsonSchema(_EXACT_SCHEMA)]
"""A number, or "nf" where it was not published."""

Number = Annotated[Fraction, BeforeValidator(_number), WithJsonSchema(_NUMBER_SCHEMA)]
"""A number that must be known."""
