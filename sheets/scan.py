"""Looking over the XML of a sheet before it is read: formulas, error values, and how far its cells reach.

The whole text is looked at as an array of bytes, because every file of a comparison passes here.
"""

from __future__ import annotations

import re
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Bytes = NDArray[np.uint8]
Flags = NDArray[np.bool_]


def _flags(members: bytes) -> Flags:
    """Return for every byte whether it is one of `members`."""
    found = np.zeros(256, np.bool_)
    found[list(members)] = True
    return found


PAD = b"\0" * 16
"""What ends a text so that looking a few bytes ahead stays inside it; between sheets that are looked at in one, too."""
_STEP, _BESIDE = 120_000, 2
_NEAR = (1000, 52)
_LAST_BLANK = ord(" ")
_AFTER_NAME, _QUOTE = _flags(b" \t\r\n>/"), _flags(b"'\"")
_LETTER = _flags(b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
_DIGIT, _FIRST_LETTER = _flags(b"0123456789"), _flags(b"aA")
_SPACED = re.compile(rb"""\s[rt]\s+=\s*["']""")
_TAG = re.compile(rb"<(?:\w+:)?(?:c|row)\s[^<]*")
_FAR = re.compile(rb"""\sr\s*=\s*["']([A-Za-z]{0,3})(\d+)["']""")


class Look(NamedTuple):
    """What was seen in the XML of a sheet.

    suspicious: a formula or an error value may stand somewhere. rows, columns: the last ones that a cell names; 1000
    and 52 stand for anything up to there. cells: how many there are at most. implied: the place of a row or cell may
    not be written, so that it stands behind the one before.
    """

    suspicious: bool
    rows: int
    columns: int
    cells: int
    implied: bool

    @property
    def plain(self) -> bool:
        """Tell whether nothing stands out."""
        return not (self.suspicious or self.implied) and (self.rows, self.columns) == _NEAR


def look_over(content: bytes) -> Look:
    """Return what stands out in a sheet.

    >>> look_over(b'<row r="1"><c r="A1" t="s"><v>1</v></c></row><x><formula1>1</formula1></x>')
    Look(suspicious=False, rows=1000, columns=52, cells=1, implied=False)
    >>> look_over(b'<c r="A1"><f>1+1</f></c>').suspicious, look_over(b'<c r="A1" t="e"><v>#N/A</v></c>').suspicious
    (True, True)
    >>> look_over(b'<c r="XFD1048576"/>')[1:3], look_over(b"<c r = 'B9999'/>")[1:3]
    ((1048576, 16384), (9999, 2))
    >>> look_over(b'<row r="1"><c/></row>').implied, look_over(b'<row spans="1:9" r="1">').implied
    (True, True)
    """
    data = np.frombuffer(content if content.endswith(PAD) else content + PAD, np.uint8)
    pieces = [_piece(data[start : start + _STEP + _BESIDE]) for start in range(0, len(content), _STEP)]
    named = [piece.named + at * _STEP for at, piece in enumerate(pieces)]
    typed = np.concatenate(named) if named else np.zeros(0, np.intp)
    quoted = _QUOTE[data[typed + 1]]
    spaced = any(piece.spaced for piece in pieces) and _SPACED.search(content) is not None
    unusual = spaced or not quoted.all()
    error = quoted & (data[typed + 2] == ord("e")) & _QUOTE[data[typed + 3]]
    suspicious = unusual or bool(error.any()) or any(piece.formula for piece in pieces)
    opened = [piece.opened + at * _STEP for at, piece in enumerate(pieces)]
    cells, implied = _placed(data, np.concatenate(opened) if opened else np.zeros(0, np.intp))
    if not unusual and not _may_be_far(data, typed[data[typed - 1] == ord("r")]):
        return Look(suspicious, *_NEAR, cells, implied)
    rows = columns = 1
    for tag in _TAG.findall(content):
        for letters, digits in _FAR.findall(tag):
            rows, columns = max(rows, int(digits[:9])), max(columns, _column(letters))
    return Look(suspicious, rows, columns, cells, implied)


class _Piece(NamedTuple):
    """What was seen in a piece of a sheet.

    named: where the equals sign stands after an attribute that is a type or a place. spaced: an equals sign stands
    after a blank. formula: an element named `f` begins, with or without a prefix. opened: where the mark stands after
    which a name begins that is `c`, or that may be `row`.
    """

    named: NDArray[np.intp]
    spaced: bool
    formula: bool
    opened: NDArray[np.intp]


def _piece(data: Bytes) -> _Piece:
    """Look over a piece; pieces overlap, and are small so that what is computed stays at hand."""
    first, second, third = data[:-2], data[1:-1], data[2:]
    equals = third == ord("=")
    named = equals & ((second == ord("r")) | (second == ord("t"))) & (first <= _LAST_BLANK)
    names = np.flatnonzero((first == ord("<")) | (first == ord(":")))
    initial, behind = second[names], third[names]
    closed = _AFTER_NAME[behind]
    row = (initial == ord("r")) & (behind == ord("o"))
    return _Piece(
        np.flatnonzero(named) + 2,
        bool((equals & (second <= _LAST_BLANK)).any()),
        bool((closed & (initial == ord("f"))).any()),
        names[row | (closed & (initial == ord("c")))],
    )


def _placed(data: Bytes, at: NDArray[np.intp]) -> tuple[int, bool]:
    """Return how many cells begin at these marks, and whether one of them or of the rows may not say its place."""
    cell = data[at + 1] == ord("c")
    row = ~cell & (data[at + 3] == ord("w")) & _AFTER_NAME[data[at + 4]]
    behind = (at + np.where(cell, 2, 4))[cell | row]
    written = (data[behind] == ord(" ")) & (data[behind + 1] == ord("r")) & (data[behind + 2] == ord("="))
    return int(cell.sum()), not bool(written.all())


def _may_be_far(data: Bytes, at: NDArray[np.intp]) -> bool:
    """Tell whether a position has four digits or a column beyond AZ; `at` are the equals signs of all positions."""
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
