"""Values as TOML, in one style: exact numbers, long texts wrapped, lists that stay readable."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from typing import Any

WIDTH = 120
"""Longest line of what is wrapped."""

_ESCAPES = {'"': '\\"', "\\": "\\\\", "\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r"}
_SPECIAL = re.compile(r'["\\\x00-\x1f\x7f]')
_BARE = re.compile(r"[A-Za-z0-9_-]+\Z")
_INDENT = "  "


def number(value: int | Fraction | Decimal) -> str:
    """Return an exact number: whole, decimal, or a reduced fraction in quotes where no decimal is exact.

    >>> number(Fraction(1, 2)), number(Fraction(80)), number(Fraction(1, 3)), number(Decimal("0.50"))
    ('0.5', '80', '"1/3"', '0.5')
    """
    exact = Fraction(value)
    if exact.denominator == 1:
        return str(exact.numerator)
    places = decimal_places(exact)
    if places is None:
        return f'"{exact}"'
    digits = str(abs(exact.numerator) * 10**places // exact.denominator).rjust(places + 1, "0")
    return f"{'-' if exact < 0 else ''}{digits[:-places]}.{digits[-places:]}"


def decimal_places(exact: Fraction) -> int | None:
    """Return how many places the decimal of a fraction has, None where it never ends."""
    rest, twos, fives = exact.denominator, 0, 0
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    return max(twos, fives) if rest == 1 else None


def quoted(text: str) -> str:
    """Return a text on one line, in quotes.

    >>> print(quoted('Situs "resmi"'))
    "Situs \\"resmi\\""
    """
    return f'"{_SPECIAL.sub(_escape, text)}"'


def key(name: str) -> str:
    """Return a key, in quotes where it needs them."""
    return name if _BARE.match(name) else quoted(name)


def inline(value: Any) -> str:
    """Return a value on one line."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | Fraction | Decimal):
        return number(value)
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key(name)} = {inline(item)}" for name, item in value.items()) + " }"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(inline(item) for item in value) + "]"
    return quoted(str(value))


def pair(name: str, value: Any) -> str:
    """Return `name = value`; long texts and lists, and rows of tables, take several lines."""
    whole = f"{key(name)} = {inline(value)}"
    if isinstance(value, list) and value and all(isinstance(item, dict) for item in value):
        return whole if len(value) == 1 and len(whole) <= WIDTH else _several(name, (inline(item) for item in value))
    if len(whole) <= WIDTH:
        return whole
    if isinstance(value, list):
        return _several(name, _filled(value) if _wraps(value) else (inline(item) for item in value))
    return _wrapped(name, value) if isinstance(value, str) and _foldable(value) else whole


def comment(text: str) -> str:
    """Return the lines of a comment.

    >>> comment("satu") == "# satu"
    True
    """
    return "\n".join(f"# {line}".rstrip() for line in text.split("\n"))


def _several(name: str, lines: Iterable[str]) -> str:
    body = "".join(f"{_INDENT}{line.removesuffix(',')},\n" for line in lines)
    return f"{key(name)} = [\n{body}]"


def _filled(value: list[Any]) -> list[str]:
    """Return the codes of a list, as many on a line as fit."""
    return _fitted(inline(value)[1:-1], WIDTH - len(_INDENT))


def _fitted(text: str, width: int) -> list[str]:
    """Return a text in lines, broken at blanks alone."""
    return textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False)


def _wraps(value: list[Any]) -> bool:
    """Tell whether the items are codes, that can be wrapped between any two."""
    return all(isinstance(item, str) and " " not in item for item in value)


def _foldable(text: str) -> bool:
    """Tell whether the text can be wrapped, and holds no signs that a wrapped one could not carry."""
    return " " in text and text == text.strip() and "  " not in text and not re.search(r"[\x00-\x1f\x7f]", text)


def _wrapped(name: str, text: str) -> str:
    body = text.replace("\\", "\\\\").replace('"""', '\\"\\"\\"')
    body = body[:-1] + '\\"' if body.endswith('"') else body
    lines = _fitted(body, WIDTH - len(_INDENT) - 2)
    joined = " \\\n".join(f"{_INDENT}{line}" for line in lines)
    return f'{key(name)} = """\\\n{joined}"""'


def _escape(found: re.Match[str]) -> str:
    sign = found[0]
    return _ESCAPES.get(sign) or f"\\u{ord(sign):04X}"
