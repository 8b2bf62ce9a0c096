"""Which table stands on which sheet, with which columns: taken from the format, so that what it gains has its place.

A sheet holds blocks, one below the other: the title of the table, the titles of its columns, its rows. A table that
exists once stands upright, one key in a row. Rows inside a row (levels of a scale, legal bases of a question) stand in
columns of their own, further ones in the lines below.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from pydantic import BaseModel

from questionnaires.schema import CategoryFile, RulesFile
from questionnaires.writing.shape import Form, Shape, shapes, split
from sheets.authoring.titles import table_help, table_title, title

GUIDE, RULES, INDICATORS, QUESTIONS, SCALES, CLASSES, STAGES, BASE, NOTES = (
    "petunjuk", "aturan", "indikator", "pertanyaan", "pilihan", "kelas", "tahap", "dasar", "catatan",
)  # fmt: skip
SHEETS = (RULES, INDICATORS, QUESTIONS, SCALES, CLASSES, STAGES, BASE)
"""The sheets that hold tables, in order."""

_SHEET_OF = {
    "sources": RULES, "assumptions": RULES, "arithmetic": RULES, "rounding": RULES, "categories": RULES,
    "indicators": INDICATORS, "scales": SCALES, "bands": CLASSES, "statuses": CLASSES, "leave_out": BASE, "move": BASE,
    "change": BASE,
}  # fmt: skip
COMMENT, FILE = "#", "@"
"""Columns that are no keys: what the author remarks, and the category file that a row belongs to."""

FILES = "files"
"""Name of the block with one row per category file."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a block.

    path: the key, below the tables inside the row that it stands in. rows: the key of the rows inside, if it is of one.
    clears: it is of rows inside, and the word for nothing says that there are none on purpose.
    """

    path: tuple[str, ...]
    title: str
    shape: Shape | None = None
    rows: str = ""
    clears: bool = False

    @property
    def special(self) -> str:
        """Return `COMMENT` or `FILE`, nothing for a key."""
        return self.path[0] if self.shape is None else ""


@dataclass(frozen=True, slots=True)
class Block:
    """One table of a rule set on its sheet.

    path: the table in its file; nothing for the keys above all tables. upright: one key in a row.
    by_file: every row names its category file.
    """

    name: str
    sheet: str
    path: tuple[str, ...]
    columns: tuple[Column, ...]
    upright: bool = False
    by_file: bool = False

    @property
    def title(self) -> str:
        """Return the title above the block."""
        return table_title(self.name)

    @property
    def about(self) -> str:
        """Return what the table is for, in one line below its title."""
        return table_help(self.name)

    @property
    def heading(self) -> str:
        """Return the heading that its comments stand at in the file."""
        return ".".join(self.path)


@cache
def blocks() -> tuple[Block, ...]:
    """Return every block, sheet by sheet in the order in which they are written."""
    found = [*_rules_blocks(), *_category_blocks()]
    return tuple(block for sheet in SHEETS for block in found if block.sheet == sheet)


@cache
def blocks_on(sheet: str) -> tuple[Block, ...]:
    """Return the blocks of one sheet."""
    return tuple(block for block in blocks() if block.sheet == sheet)


def block_named(name: str) -> Block:
    """Return the block of this name."""
    return next(block for block in blocks() if block.name == name)


def _rules_blocks() -> Iterator[Block]:
    yield _upright("rules", (), split(RulesFile)[0])
    for shape in shapes(RulesFile):
        if shape.form is Form.RECORD:
            yield from _record_blocks(shape)
        elif shape.form is Form.ROWS:
            shared = shape.key in _category_keys()
            yield _listed(shape.key, (shape.key,), _model(shape), sheet=_sheet((shape.key,)), by_file=shared)
        if shape.key == "categories":
            columns = _columns(CategoryFile, FILES, top=True)
            yield Block(FILES, RULES, (), (_special(FILES, FILE), *columns, _special(FILES, COMMENT)))


def _record_blocks(record: Shape) -> Iterator[Block]:
    values, _, rows = split(_model(record))
    if values:
        yield _upright(record.key, (record.key,), values)
    for row in rows:
        path = (record.key, row.key)
        yield _listed(".".join(path), path, _model(row), sheet=_sheet(path), remark=not values)


def _category_blocks() -> Iterator[Block]:
    known = {shape.key for shape in split(RulesFile)[2]}
    for row in split(CategoryFile)[2]:
        if row.key not in known:
            sheet = QUESTIONS if row.key == "questions" else BASE
            yield _listed(row.key, (row.key,), _model(row), sheet=sheet, by_file=True)


def _category_keys() -> set[str]:
    return {shape.key for shape in split(CategoryFile)[2]}


def _upright(name: str, path: tuple[str, ...], values: tuple[Shape, ...]) -> Block:
    columns = [Column((shape.key,), title(name, shape.key), shape) for shape in values]
    return Block(name, _sheet(path), path, (*columns, _special(name, COMMENT)), upright=True)


def _listed(
    name: str,
    path: tuple[str, ...],
    model: type[BaseModel],
    *,
    sheet: str,
    by_file: bool = False,
    remark: bool = True,
) -> Block:
    columns = [*([_special(name, FILE)] if by_file else []), *_columns(model, name)]
    elsewhere = _category_model(path[-1]) if by_file else None
    if elsewhere is not None:
        columns = [_shared(column, {shape.key for shape in shapes(elsewhere)}) for column in columns]
    columns += [_special(name, COMMENT)] if remark else []
    return Block(name, sheet, path, tuple(columns), by_file=by_file)


def _category_model(key: str) -> type[BaseModel] | None:
    return next((shape.model for shape in split(CategoryFile)[2] if shape.key == key), None)


def _shared(column: Column, known: set[str]) -> Column:
    """Return a column of a table that categories have too; what only the rules need is not demanded of them."""
    if column.shape is None or column.path[0] in known or column.rows:
        return column
    return replace(column, shape=replace(column.shape, required=False))


def _sheet(path: tuple[str, ...]) -> str:
    return _SHEET_OF.get(path[0], STAGES) if path else RULES


def _columns(model: type[BaseModel], name: str, *, top: bool = False) -> Iterator[Column]:
    """Yield the columns of a row: its keys, those of tables inside it, and those of the rows inside it.

    Args:
        top: the rows inside are blocks of their own.
    """
    for shape in shapes(model):
        if shape.form is Form.RECORD:
            yield from _inside(_model(shape), (shape.key,), shape.key)
        elif shape.form is not Form.ROWS:
            yield Column((shape.key,), title(name, shape.key), shape)
        elif not top:
            for column in _inside(_model(shape), (), shape.key):
                yield Column(column.path, column.title, column.shape, shape.key, shape.clearable)


def _inside(model: type[BaseModel], path: tuple[str, ...], name: str) -> Iterator[Column]:
    for shape in shapes(model):
        if shape.form is Form.RECORD:
            yield from _inside(_model(shape), (*path, shape.key), shape.key)
        else:
            yield Column((*path, shape.key), title(name, shape.key, within=True), shape)


def _special(name: str, kind: str) -> Column:
    return Column((kind,), title(name, {COMMENT: "komentar", FILE: "berkas"}[kind]))


def _model(shape: Shape) -> type[BaseModel]:
    if shape.model is None:
        raise ValueError(f"{shape.key} holds no table")
    return shape.model
