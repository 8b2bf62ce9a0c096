"""Names of the form's fields: a question's code and the part of its answer, so that the name alone says both.

A code may hold dots, dashes and underscores and begin with a digit; a name in XML, in the form's expressions and in the
headings of an export is safest with letters, digits and underscores alone. So a dash becomes one underscore and a dot
two; an underscore, and whichever of the three stands before another of them, is written out behind three.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import NamedTuple

_WRITTEN_OUT = {"-": "___h", ".": "___d", "_": "___u"}
_SHORT = {"-": "_", ".": "__"}
_MARK = re.compile(r"[-._](?=([-._])?)")
_ESCAPE = re.compile(r"___([hdu])|__|_")
_LETTER = {"h": "-", "d": ".", "u": "_"}
_NAME = re.compile(r"([a-z]+)_([A-Za-z0-9][A-Za-z0-9_]*)")


class Part(StrEnum):
    """What a field of a question holds; the value is the first part of its name."""

    QUESTION = "butir"
    ANSWER = "jawab"
    UNUSED = "berlaku"
    NUMBER = "angka"
    LEVEL = "tingkat"
    LINKS = "bukti"
    NOTE = "catatan"


class Named(NamedTuple):
    """What a name stands for."""

    part: Part
    code: str


def field_name(part: Part, code: str) -> str:
    """Return the name of one part of the answer to the question `code`.

    >>> field_name(Part.ANSWER, "KKP24-001"), field_name(Part.LINKS, "3.1.2")
    ('jawab_KKP24_001', 'bukti_3__1__2')
    """
    return f"{part}_{_MARK.sub(_written, code)}"


def read_name(name: str) -> Named | None:
    """Return what a name stands for, None where `field_name` never writes it.

    >>> read_name("jawab_KKP24_001")
    Named(part=<Part.ANSWER: 'jawab'>, code='KKP24-001')
    >>> read_name("badan"), read_name("jawab_a_____b")
    (None, None)
    """
    found = _NAME.fullmatch(name)
    if found is None or found[1] not in set(Part):
        return None
    part, code = Part(found[1]), _ESCAPE.sub(_meant, found[2])
    return Named(part, code) if field_name(part, code) == name else None


def _written(mark: re.Match[str]) -> str:
    crowded = mark[1] is not None or mark[0] not in _SHORT
    return _WRITTEN_OUT[mark[0]] if crowded else _SHORT[mark[0]]


def _meant(written: re.Match[str]) -> str:
    return _LETTER[written[1]] if written[1] else {"_": "-", "__": "."}[written[0]]
