"""A rule set laid out as rows of cells, sheet by sheet; the workbook gives them their looks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from typing import Any

from pydantic import BaseModel

from questionnaires.values import UNPUBLISHED
from questionnaires.writing import HEAD, Document, Folder, plain, present
from questionnaires.writing.folder import RULES as RULES_FILE
from questionnaires.writing.shape import Form, Shape, shapes
from questionnaires.writing.text import decimal_places, inline
from sheets.authoring.plan import COMMENT, FILE, FILES, NOTES, SHEETS, Block, Column, blocks_on
from sheets.authoring.titles import free_words, table_title, title, word
from sheets.cells import Value
from sheets.numbers import exact_number
from wording import text

SEPARATOR = "; "
SUFFIX = ".toml"
_GRADE = "grade"
SPARE = 5
"""Empty rows below a table, for what the author adds."""


class Kind(Enum):
    """What a row of the sheet is."""

    TITLE = "title"
    ABOUT = "about"
    HEADER = "header"
    ROW = "row"
    PAIR = "pair"
    SPARE = "spare"
    BLANK = "blank"
    PROSE = "prose"


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a sheet. column: the key of an upright row."""

    kind: Kind
    cells: Sequence[Value]
    block: Block | None = None
    column: Column | None = None


def lay_out(folder: Folder) -> dict[str, list[Line]]:
    """Return the rows of every sheet."""
    sheets = {sheet: [line for block in blocks_on(sheet) for line in _block(block, folder)] for sheet in SHEETS}
    sheets[NOTES] = [Line(Kind.PROSE, (line,)) for line in (folder.notes or "").split("\n")] if folder.notes else []
    return sheets


def _block(block: Block, folder: Folder) -> Iterator[Line]:
    yield Line(Kind.TITLE, (block.title,), block)
    if block.about:
        yield Line(Kind.ABOUT, (block.about,), block)
    if block.upright:
        yield Line(Kind.HEADER, tuple(text(f"rancangan.isian.{key}") for key in ("hal", "isi", "keterangan")), block)
        values = _upright(block, folder.files[RULES_FILE])
        for column in block.columns:
            yield Line(Kind.PAIR, (column.title, values.get(column.path, "")), block, column)
    else:
        yield Line(Kind.HEADER, tuple(column.title for column in block.columns), block)
        for row in _rows(block, folder):
            yield Line(Kind.ROW, row, block)
        for _ in range(SPARE):
            yield Line(Kind.SPARE, ("",) * len(block.columns), block)
    yield Line(Kind.BLANK, ())


def _upright(block: Block, document: Document) -> dict[tuple[str, ...], Value]:
    tables: dict[str, Any] = {shape.key: value for shape, value in present(document.table)}
    found = tables.get(block.path[0]) if block.path else document.table
    values = _values(found) if isinstance(found, BaseModel) else {}
    said = document.comments.get((block.heading, 0) if block.path else HEAD)
    return values if said is None else {**values, (COMMENT,): said}


def _rows(block: Block, folder: Folder) -> Iterator[Sequence[Value]]:
    for name, document in folder.files.items():
        stem = "" if name == RULES_FILE else name.removesuffix(SUFFIX)
        if block.name == FILES:
            if stem:
                said = document.comments.get(HEAD)
                yield from _lines(block, document.table, stem, said)
        elif block.by_file or not stem:
            for number, row in enumerate(_listed(document.table, block.path)):
                yield from _lines(block, row, stem, document.comments.get((block.heading, number)))


def _listed(table: BaseModel, path: Sequence[str]) -> Iterable[BaseModel]:
    here: Any = table
    for key in path:
        known = {shape.key: value for shape, value in present(here)} if isinstance(here, BaseModel) else {}
        here = known.get(key, ())
    return here if isinstance(here, list) else ()


def _lines(block: Block, row: BaseModel, stem: str, said: str | None) -> Iterator[Sequence[Value]]:
    """Yield the line of a row, and a further line for each further row inside it."""
    values = _values(row)
    values |= {(FILE,): stem, (COMMENT,): said or ""}
    inside = {
        shape.key: [_values(item, inside=True) for item in value] or [_nothing(block, shape.key)]
        for shape, value in present(row)
        if shape.form is Form.ROWS and block.name != FILES
    }
    for number in range(max([1, *(len(rows) for rows in inside.values())])):
        yield tuple(_cell(column, values, inside, number) for column in block.columns)


def _nothing(block: Block, rows: str) -> dict[tuple[str, ...], Value]:
    """Return the line that says: there are no such rows, on purpose."""
    first = next(column for column in block.columns if column.rows == rows)
    return {first.path: text("rancangan.isian.kosong")}


def _cell(
    column: Column, values: Mapping[tuple[str, ...], Value], inside: Mapping[str, list[Any]], number: int
) -> Value:
    if not column.rows:
        return values.get(column.path, "") if number == 0 else ""
    rows = inside.get(column.rows, [])
    return rows[number].get(column.path, "") if number < len(rows) else ""


def _values(table: BaseModel, *, inside: bool = False) -> dict[tuple[str, ...], Value]:
    """Return the cells of a table by key, those of tables inside it included.

    Args:
        inside: the table is a row inside a row, whose own rows have no lines left and stand in one cell.
    """
    found: dict[tuple[str, ...], Value] = {}
    for shape, value in present(table):
        if shape.form is Form.RECORD:
            inner = _values(value, inside=True)
            found |= {(shape.key, *path): cell for path, cell in inner.items()}
        elif shape.form is not Form.ROWS or inside:
            found[shape.key,] = cell_of(shape, plain(shape, value))
    return found


def cell_of(shape: Shape, value: Any) -> Value:
    """Return a value as its cell shows it: numbers as numbers where a cell holds them exactly, else as text."""
    if shape.clearable and value in ("", []):
        return text("rancangan.isian.kosong")
    if shape.form in (Form.INLINE, Form.ROWS):
        return inline(value)
    if isinstance(value, bool) and shape.form is Form.TRUTH:
        return text("rancangan.isian.ya") if value else text("rancangan.isian.tidak")
    if isinstance(value, list):
        return SEPARATOR.join(str(_single(shape, item)) for item in value)
    return _single(shape, value)


def _single(shape: Shape, value: Any) -> Value:
    if isinstance(value, bool):
        return inline(value)
    if isinstance(value, Fraction | int):
        return _number(Fraction(value), listed=shape.form is Form.NUMBERS)
    if shape.choices or (shape.unpublished and value == UNPUBLISHED):
        return word(shape.key, str(value))
    return free_words(shape.key).get(str(value), str(value)) if shape.form is Form.TEXT else str(value)


def _number(value: Fraction, *, listed: bool) -> Value:
    held = exact_number(value)
    if held is None or listed:
        return str(value) if decimal_places(value) != 0 else str(value.numerator)
    return int(held) if held.is_integer() else held


def unpublished(rules: BaseModel, name: str = "", row: str = "") -> Iterator[tuple[str, str, str]]:
    """Yield every value that was not published: the title of its table, the name of the row, the title of the column.

    Args:
        name: the table that is looked through, nothing for the whole file. row: the name of its row.
    """
    for shape in shapes(type(rules)):
        value = getattr(rules, shape.name)
        if shape.unpublished and shape.key != _GRADE and value in (UNPUBLISHED, [UNPUBLISHED]):
            yield table_title(name or "rules"), row, title(name or "rules", shape.key)
        elif isinstance(value, BaseModel):
            yield from unpublished(value, f"{name}.{shape.key}" if name else shape.key, row)
        elif isinstance(value, list):
            inner = f"{name}.{shape.key}" if name == "rounding" else name if row else shape.key
            for item in value:
                if isinstance(item, BaseModel):
                    yield from unpublished(item, inner, " · ".join(part for part in (row, _called(item)) if part))


def _called(row: BaseModel) -> str:
    """Return what a row is known by: the first text in it."""
    first = (getattr(row, shape.name) for shape in shapes(type(row)))
    return next((str(value) for value in first if isinstance(value, str) and value), "")
