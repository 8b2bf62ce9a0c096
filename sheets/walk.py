"""Walking through the XML of a workbook: every element once, in order, and nothing of it kept but what is asked for.

A tree of the same XML can take fifty times its size; here a few kilobytes are held at a time. What nests deeper than
any workbook, or names a place that no sheet has, is damage.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple
from xml.parsers import expat

_STEP = 65_536
_DEEPEST = 64
_LONGEST = 32_767
"""What a cell holds at most, in letters."""
_PLACE = re.compile(r"([A-Za-z]{1,3})([0-9]{1,7})\Z")

Attributes = dict[str, str]


class DamagedError(ValueError):
    """The XML is not well-formed, or is not what a workbook holds."""


class Cell(NamedTuple):
    """One cell as it stands: row and column counted from 0, its kind (`s`, `e`, `n`), style, formula and value.

    formula: what stands behind the equals sign, None where the cell holds none.
    """

    row: int
    column: int
    kind: str
    style: int
    formula: str | None
    value: str


def elements(content: bytes, tag: str, most: int) -> list[Attributes]:
    """Return the attributes of every element with this local name.

    Raises:
        DamagedError: there are more than `most`, or it is no XML.

    >>> elements(b'<a><x:b c="1"/><b c="2"/></a>', "b", 9)
    [{'c': '1'}, {'c': '2'}]
    """
    found: list[Attributes] = []

    def begin(name: str, attributes: Attributes) -> None:
        if name.rpartition(":")[2] == tag:
            found.append(attributes)
            if len(found) > most:
                raise DamagedError(tag)

    for _ in _steps(content, begin):
        pass
    return found


def cells(content: bytes) -> Iterator[Cell]:
    """Yield every cell of a sheet, placed as its reader places it: where no place is written, behind the one before.

    Raises:
        DamagedError: it is no XML, or a place is none.
    """
    walk = _Sheet()
    for _ in _steps(content, walk.begin, walk.end, walk.letters):
        yield from walk.found
        walk.found.clear()


def lengths(content: bytes) -> list[int]:
    """Return how long each of the texts is that the cells of a workbook share, in bytes.

    Raises:
        DamagedError: it is no XML.

    >>> lengths(b"<sst><si><t>ya</t></si><si><r><t>ti</t></r><r><t>dak</t></r></si></sst>")
    [2, 5]
    """
    found: list[int] = []

    def begin(name: str, _: Attributes) -> None:
        if name.rpartition(":")[2] == "si":
            found.append(0)

    def letters(text: str) -> None:
        if found:
            found[-1] += len(text.encode())

    for _ in _steps(content, begin, letters=letters):
        pass
    return found


def percent_styles(content: bytes) -> frozenset[int]:
    """Return the styles of cells that show a number as per cent.

    Raises:
        DamagedError: it is no XML.
    """
    codes, path = {"9": "0%", "10": "0.00%"}, [""]
    styles: list[bool] = []

    def begin(name: str, attributes: Attributes) -> None:
        local = name.rpartition(":")[2]
        if local == "numFmt" and path[-1] == "numFmts":
            codes[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif local == "xf" and path[-1] == "cellXfs":
            styles.append("%" in codes.get(attributes.get("numFmtId", ""), ""))
        path.append(local)

    def end(_: str) -> None:
        path.pop()

    for _ in _steps(content, begin, end):
        pass
    return frozenset(at for at, percent in enumerate(styles) if percent)


class _Sheet:
    """Gathers the cells of a sheet as they end."""

    def __init__(self) -> None:
        self.found: list[Cell] = []
        self._row, self._column = -1, -1
        self._at, self._kind, self._style = (0, 0), "n", 0
        self._inside, self._formula, self._value = "", "", ""
        self._has_formula, self._open = False, False
        self._shared: dict[str, str] = {}
        self._sharing = ""

    def begin(self, name: str, attributes: Attributes) -> None:
        local = name.rpartition(":")[2]
        if local == "row":
            self._row = _whole(attributes["r"]) - 1 if "r" in attributes else self._row + 1
            self._column = -1
        elif local == "c":
            self._at = _placed(attributes["r"]) if "r" in attributes else (max(self._row, 0), self._column + 1)
            self._column = self._at[1]
            self._kind, self._style = attributes.get("t", "n"), _whole(attributes.get("s", "0"))
            self._formula, self._value, self._sharing = "", "", ""
            self._has_formula, self._open = False, True
        elif self._open and local in ("f", "v"):
            self._inside = local
            if local == "f":
                self._has_formula, self._sharing = True, attributes.get("si", "")

    def letters(self, text: str) -> None:
        if self._inside == "f" and len(self._formula) < _LONGEST:
            self._formula += text
        elif self._inside == "v" and len(self._value) < _LONGEST:
            self._value += text

    def end(self, name: str) -> None:
        local = name.rpartition(":")[2]
        if local == self._inside:
            self._inside = ""
        elif local == "c" and self._open:
            self._open = False
            formula = (self._formula or self._shared.get(self._sharing, "")) if self._has_formula else None
            if self._sharing and self._formula:
                self._shared[self._sharing] = self._formula
            self.found.append(Cell(*self._at, self._kind, self._style, formula, self._value))


def _steps(
    content: bytes,
    begin: Callable[[str, Attributes], None],
    end: Callable[[str], None] = lambda _: None,
    letters: Callable[[str], None] | None = None,
) -> Iterator[None]:
    """Go through the XML; pause after every piece, so that the caller can take what was found."""
    depth = 0

    def enter(name: str, attributes: Attributes) -> None:
        nonlocal depth
        depth += 1
        if depth > _DEEPEST:
            raise DamagedError("depth")
        begin(name, attributes)

    def leave(name: str) -> None:
        nonlocal depth
        depth -= 1
        end(name)

    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = enter, leave
    if letters is not None:
        parser.CharacterDataHandler = letters
    try:
        for start in range(0, len(content), _STEP):
            parser.Parse(content[start : start + _STEP], False)
            yield
        parser.Parse(b"", True)
    except (expat.ExpatError, ValueError) as error:
        raise DamagedError(str(error)) from error
    yield


def _placed(written: str) -> tuple[int, int]:
    match = _PLACE.match(written)
    if match is None or match[2].strip("0") == "":
        raise DamagedError(written)
    column = 0
    for letter in match[1].upper():
        column = column * 26 + ord(letter) - 64
    return int(match[2]) - 1, column - 1


def _whole(written: str) -> int:
    if not (written.isascii() and written.isdigit() and len(written) <= 9):
        raise DamagedError(written)
    return int(written)
