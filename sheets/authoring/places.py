"""From what the rules say of a file to the cell of the workbook, in the words of its columns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from pydantic import BaseModel

from questionnaires.problems import Problem
from questionnaires.schema import CategoryFile
from questionnaires.writing import Folder
from questionnaires.writing.folder import RULES as RULES_FILE
from questionnaires.writing.shape import shapes
from questionnaires.writing.text import decimal_places, number
from sheets.authoring.areas import Spot
from sheets.authoring.collect import Path
from sheets.authoring.faults import nearest_spot
from sheets.authoring.lay import SUFFIX
from sheets.authoring.plan import blocks
from sheets.authoring.titles import table_title, title, word
from wording import text

NAMES = ("code", "id", "at", "stage", "key", "codes", "body")
"""Keys that a row is known by."""

_KEY = re.compile(r"kunci '([A-Za-z_.]+)'\Z")
_TABLE = re.compile(r"([a-z_.]+)(?: ke-(\d+))?(?: \((.+)\))?\Z")
_INDICATOR = re.compile(r"indikator (\S+)\Z")
_QUOTED = re.compile(r"'([^']+)'")
_SPOKEN = re.compile(
    r"kunci '(?P<key>[a-z_]+)'|tabel (?P<table>[a-z_]+)|arithmetic\.(?P<set>[a-z_]+) = '(?P<to>[a-z_]+)'"
    r"|(?<!/)\b(?P<fraction>-?\d+/\d+)\b(?!/)|\b(?P<bare>[a-z]+(?:_[a-z]+)+|share|points)\b|(?P<nf>\"nf\")"
)


@dataclass(frozen=True, slots=True)
class Locator:
    """Finds what is said of the files of a rule set in its workbook."""

    folder: Folder
    spots: Mapping[Path, Spot]

    def located(self, found: Problem) -> Problem:
        """Return a problem with the place and the words of the workbook; one of another file stays as it is."""
        start, _, rest = found.place.partition(", ")
        file = start.rsplit("/", 1)[-1]
        if file not in self.folder.files:
            return found
        path = self._elsewhere(file, rest) or (file, *self._path(file, rest, found.message))
        spot = nearest_spot(path, self.spots)
        if spot is None:
            return found
        place = spot.place()
        if path[0] != file:
            place = text("rancangan.tempat.kuesioner", tempat=place, kuesioner=file.removesuffix(SUFFIX))
        words = _Words([step for step in path[1:] if isinstance(step, str)])
        return Problem(place, words.spoken(found.message), words.spoken(found.remedy))

    def _path(self, file: str, rest: str, message: str) -> Path:
        """Return the path that a place describes, down to the key whose value the message quotes."""
        path: list[str | int] = []
        here: object = self.folder.files[file].table
        for part in rest.split(", ") if rest else ():
            key = _KEY.match(part)
            if key:
                return (*path, *key[1].split("."))
            match = _TABLE.match(part)
            for step, inside in _steps(here, match[1], match[2], match[3]) if match else ():
                path.append(step)
                here = inside
        quoted = _QUOTED.search(message)
        return (*path, *_quoted(here, quoted[1])) if quoted else tuple(path)

    def _elsewhere(self, file: str, rest: str) -> Path | None:
        """Return the path of what a category takes from another file: the rules' indicators, items of its base."""
        indicator = _INDICATOR.match(rest)
        if indicator:
            for name in (file, RULES_FILE):
                found = _row_of(self.folder.files[name].table, "indicators", indicator[1])
                if found is not None:
                    return (name, "indicators", found, "weight")
            return None
        match = _TABLE.match(rest.split(", ", maxsplit=1)[0])
        table = self.folder.files[file].table
        if match is None or match[1] != "questions" or not match[3] or not isinstance(table, CategoryFile):
            return None
        code, key = match[3], _KEY.search(rest)
        if not table.base or _row_of(table, "questions", code) is not None:
            return None
        moved = next((at for at, entry in enumerate(table.move) if code in entry.codes), None)
        if moved is not None and key is not None and key[1] == "indicator":
            return (file, "move", moved, "indicator")
        for name, document in self.folder.files.items():
            found = _row_of(document.table, "questions", code)
            if found is not None:
                return (name, "questions", found, *((key[1],) if key else ()))
        return (file, "base")


def _row_of(table: BaseModel, key: str, code: str) -> int | None:
    rows = getattr(table, key, None)
    return next((at for at, row in enumerate(rows) if code in _names(row)), None) if isinstance(rows, list) else None


def _steps(here: object, name: str, counted: str | None, code: str | None) -> Iterator[tuple[str | int, object]]:
    """Yield the steps to a table, and to the row of it that is named."""
    for key in name.split("."):
        known = shapes(type(here)) if isinstance(here, BaseModel) else ()
        shape = next((shape for shape in known if shape.key == key), None)
        if shape is None:
            return
        here = getattr(here, shape.name)
        yield key, here
    if isinstance(here, list):
        at = int(counted) - 1 if counted else next((at for at, row in enumerate(here) if code in _names(row)), None)
        if at is not None and at < len(here):
            yield at, here[at]


def _quoted(here: object, words: str) -> Path:
    """Return the steps to the value that a message quotes; of two equal ones the later is meant."""
    if isinstance(here, list):
        for at in reversed(range(len(here))):
            found = _quoted(here[at], words)
            if found:
                return (at, *found)
    if isinstance(here, BaseModel):
        for shape in shapes(type(here)):
            value = getattr(here, shape.name)
            if value == words or (isinstance(value, list) and words in value):
                return (shape.key,)
    return ()


def _names(row: BaseModel) -> list[str]:
    found: list[str] = []
    for name in NAMES:
        value = getattr(row, name, None)
        found += [value] if isinstance(value, str) else value if isinstance(value, list) else []
    return found


class _Words:
    """The keys of rule files in the words of the workbook's columns."""

    def __init__(self, tables: list[str]) -> None:
        self.tables = [*reversed(tables), "rules", "arithmetic"]

    def spoken(self, sentence: str) -> str:
        """Return a sentence in which columns, tables and numbers are written as in the workbook."""
        said = sentence.replace("Hapus kunci itu", "Kosongkan sel itu")
        return _SPOKEN.sub(self._word, said)

    def _word(self, found: re.Match[str]) -> str:
        if found["table"]:
            return f"tabel {table_title(found['table'])}"
        if found["key"]:
            return f"kolom {self._title(found['key']) or found['key']}"
        if found["set"]:
            return f"{title('arithmetic', found['set'])}: {word(found['set'], found['to'])}"
        if found["fraction"]:
            denominator = int(found["fraction"].partition("/")[2])
            exact = Fraction(found["fraction"]) if denominator else None
            if exact is None or decimal_places(exact) is None:
                return found[0]
            return number(exact).replace(".", ",")
        if found["bare"]:
            return self._title(found["bare"]) or found["bare"]
        return word("umum", "nf")

    def _title(self, key: str) -> str:
        return next((title(table, key) for table in self.tables if key in _keys(table)), "")


def _keys(table: str) -> set[str]:
    """Return the keys of a table or of a table inside one."""
    found: set[str] = set()
    for block in blocks():
        for column in block.columns:
            owner = column.rows or (column.path[0] if len(column.path) > 1 else block.name)
            if column.shape is not None and owner == table:
                found.add(column.shape.key)
    return found
