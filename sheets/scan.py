"""Looking over the XML of a sheet before it is read: formulas, error values, and how far its cells reach.

The whole text is looked at as an array of bytes, because every file of a comparison passes here.
"""

from __future__ import annotations

import re

import numpy as np
from numpy.typing import NDArray

Bytes = NDArray[np.uint8]
Flags = NDArray[np.bool_]


def _flags(members: bytes) -> Flags:
    """Return for every byte whether it is one of `members`."""
    found = np.zeros(256, np.bool_)
    found[list(members)] = True
    return found


_PAD = b"\0" * 16
_BLANK = _flags(b" \t\r\n")
_BEFORE_NAME, _AFTER_NAME, _QUOTE = _flags(b"<:"), _flags(b" \t\r\n>/"), _flags(b"'\"")
_LETTER = _flags(b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
_DIGIT, _FIRST_LETTER = _flags(b"0123456789"), _flags(b"aA")
_FAR = re.compile(rb"""\br\s*=\s*["']([A-Za-z]{0,3})(\d+)["']""")


def suspicious(content: bytes) -> bool:
    """Tell whether a formula or an error value stands anywhere in a sheet.

    >>> suspicious(b'<c r="A1"><f>1+1</f></c>'), suspicious(b'<c r="A1" t="e"><v>#N/A</v></c>')
    (True, True)
    >>> suspicious(b'<c r="A1" t="s"><v>1</v></c><dataValidation><formula1>1</formula1></dataValidation>')
    False
    """
    data = np.frombuffer(content + _PAD, np.uint8)
    return _has_formula(data) or _has_error(data)


def reach(content: bytes) -> tuple[int, int]:
    """Return the last row and column that a cell of the sheet names; (1000, 52) stands for anything up to there.

    >>> reach(b'<row r="1"><c r="A1"/></row>'), reach(b'<c r="XFD1048576"/>'), reach(b"<c r = 'B9999'/>")
    ((1000, 52), (1048576, 16384), (9999, 2))
    """
    if not _may_be_far(np.frombuffer(content + _PAD, np.uint8)):
        return 1000, 52
    rows = columns = 1
    for letters, digits in _FAR.findall(content):
        rows, columns = max(rows, int(digits[:9])), max(columns, _column(letters))
    return rows, columns


def _has_formula(data: Bytes) -> bool:
    """Tell whether an element named `f` begins, with or without a prefix."""
    at = np.flatnonzero(data[1:-1] == ord("f")) + 1
    return bool((_BEFORE_NAME[data[at - 1]] & _AFTER_NAME[data[at + 1]]).any())


def _has_error(data: Bytes) -> bool:
    """Tell whether an attribute has the value `e`, as the type of an error cell."""
    at = np.flatnonzero(data[1:-1] == ord("e")) + 1
    return bool((_QUOTE[data[at - 1]] & _QUOTE[data[at + 1]]).any())


def _may_be_far(data: Bytes) -> bool:
    """Tell whether a position has four digits, or a column beyond AZ, or is written in an unusual way."""
    at = np.flatnonzero(data[2:-16] == ord("=")) + 2
    before = data[at - 1]
    if _BLANK[before].any():
        return True
    at = at[(before == ord("r")) & _BLANK[data[at - 2]]]
    if (data[at + 1] != ord('"')).any():
        return True
    first, second, third = (_LETTER[data[at + offset]] for offset in (2, 3, 4))
    if (second & (third | ~_FIRST_LETTER[data[at + 2]])).any():
        return True
    digits = at + 2 + first + second
    return bool((_DIGIT[data[digits]] & _DIGIT[data[digits + 3]]).any())


def _column(letters: bytes) -> int:
    value = 0
    for letter in letters.upper():
        value = value * 26 + letter - 64
    return value
