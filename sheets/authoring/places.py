"""From what the rules say of a file to the cell of the workbook, in the words of its columns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from pydantic import BaseModel

from questionnaires.problems import Problem
from questionnaires.writing import Folder
from questionnaires.writing.shape import shapes
from sheets.authoring.areas import Spot
from sheets.authoring.collect import Path
from sheets.authoring.faults import nearest_spot
from sheets.authoring.plan import blocks
from sheets.authoring.titles import table_title, title, word

NAMES = ("code", "id", "at", "stage", "key", "codes", "body")
"""Keys that a row is known by."""

_KEY = re.compile(r"kunci '([A-Za-z_.]+)'\Z")
_TABLE = re.compile(r"([a-z_.]+)(?: ke-(\d+))?(?: \((.+)\))?\Z")
_QUOTED = re.compile(r"'([^']+)'")
_SPOKEN = re.compile(r"kunci '([a-z_]+)'|tabel ([a-z_]+)|\b([a-z]+(?:_[a-z]+)+|share|points)\b|\"nf\"")
_NAMED_DIFFERENTLY = {"indikator": "indicators"}


def located(found: Problem, folder: Folder, spots: Mapping[Path, Spot]) -> Problem:
    """Return a problem of a rule file with the place and the words of the workbook; others stay as they are."""
    start, _, rest = found.place.partition(", ")
    file = start.rsplit("/", 1)[-1]
    if file not in folder.files:
        return found
    path, left = _path(folder.files[file].table, rest, found.message)
    spot = nearest_spot((file, *path), spots)
    if spot is None or (not path and rest):
        return found
    words = _Words([step for step in path if isinstance(step, str)])
    place = spot.place() + "".join(f", {part}" for part in left)
    return Problem(place, words.spoken(found.message), words.spoken(found.remedy))


def _path(table: BaseModel, rest: str, message: str) -> tuple[Path, list[str]]:
    """Return the path that a place describes, and the parts of it that describe none."""
    path: list[str | int] = []
    left: list[str] = []
    here: object = table
    for part in rest.split(", ") if rest else ():
        key = _KEY.match(part)
        if key:
            path.append(key[1])
            continue
        match = _TABLE.match(part if " " not in part or "(" in part else part.replace(" ", " (", 1) + ")")
        steps = list(_steps(here, match[1], match[2], match[3], message)) if match else []
        if not steps:
            left.append(part)
        for step, inside in steps:
            path.append(step)
            here = inside
    return tuple(path), left


def _steps(
    here: object, name: str, number: str | None, code: str | None, message: str
) -> Iterator[tuple[str | int, object]]:
    """Yield the steps to a table, and to the row of it that is meant."""
    for key in _NAMED_DIFFERENTLY.get(name, name).split("."):
        known = shapes(type(here)) if isinstance(here, BaseModel) else ()
        shape = next((shape for shape in known if shape.key == key), None)
        if shape is None:
            return
        here = getattr(here, shape.name)
        yield key, here
    if isinstance(here, list):
        at = int(number) - 1 if number else _row(here, code) if code else _last_row(here, message)
        if at is not None and at < len(here):
            yield at, here[at]


def _row(rows: list[BaseModel], code: str) -> int | None:
    return next((at for at, row in enumerate(rows) if code in _names(row)), None)


def _last_row(rows: list[BaseModel], message: str) -> int | None:
    """Return the last row that the message names; of a code that stands twice the later one is meant."""
    quoted = _QUOTED.search(message)
    return next((at for at in reversed(range(len(rows))) if quoted and quoted[1] in _names(rows[at])), None)


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
        """Return a sentence in which columns and tables are called as the workbook calls them."""
        return _SPOKEN.sub(self._word, sentence)

    def _word(self, found: re.Match[str]) -> str:
        key, table, bare = found[1], found[2], found[3]
        if table:
            return f"tabel {table_title(table)}"
        if key:
            return f"kolom {self._title(key) or key}"
        if bare:
            return self._title(bare) or bare
        return word("umum", "nf")

    def _title(self, key: str) -> str:
        for table in self.tables:
            if key in _keys(table):
                return title(table, key)
        return ""


def _keys(table: str) -> set[str]:
    """Return the keys of a table or of a table inside one."""
    found: set[str] = set()
    for block in blocks():
        for column in block.columns:
            owner = column.rows or (column.path[0] if len(column.path) > 1 else block.name)
            if column.shape is not None and owner == table:
                found.add(column.shape.key)
    return found
