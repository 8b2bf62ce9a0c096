"""The sheets of a table, whatever file it comes in: XLSX behind the guard of `sheets.container`, or CSV.

Here a formula is accepted for its last result, unlike in a questionnaire: evaluators keep means and sums in their
tables, and the result is on their screen. A formula without a result, as programs write it that compute nothing, is a
fault.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache, partial
from pathlib import Path

from sheets import walk
from sheets.cells import ENDLESS, Book, Grid, as_text, percent_cells
from sheets.choices import plain
from sheets.container import CELL_LIMIT, FILE_LIMIT, Package, UnreadableError
from sheets.contest.saying import problem
from sheets.layout import RESULTS_STAMP_SHEET, TABLE_STAMP, Stamp
from sheets.layout import problem as damaged
from sheets.reader import Source
from wording import number, text

TITLE_ROW = 2
"""Where the titles stand in the blank table, counted from 0."""

Cell = tuple[int, int]

_TEXT_MARKS = (b"\xff\xfe", b"\xfe\xff")
_NO_TEXT = (
    b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF", b"{\\rtf", b"\x89PNG", b"\xff\xd8\xff", b"Rar!", b"7z\xbc\xaf",
    b"\x1f\x8b", b"<",
)  # fmt: skip
_SEPARATORS = (";", ",", "\t")
_DECLARED = re.compile(r"sep=(.)\s*\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class CsvGrid(Grid):
    """A CSV file read with one separator."""

    separator: str = ";"

    def place(self, row: int, column: int, titles: Mapping[int, str]) -> str:
        """Return how people find a cell of a CSV file: row and title of the column."""
        title = titles.get(column) or str(column + 1)
        return text("rekap.tempat.sel", berkas=self.name, baris=row + 1, kolom=title)


@dataclass(frozen=True, slots=True)
class Opened:
    """A file with its sheets.

    stamp: which rules it was made for, None where it bears none. percents: returns the cells of a sheet that show
    their number as per cent.
    """

    name: str
    grids: tuple[Grid, ...]
    stamp: Stamp | None = None
    percents: Callable[[str], Collection[Cell]] = field(default=lambda _: frozenset())

    @property
    def as_csv(self) -> bool:
        """Tell whether the file is a CSV file, whose grids are the same rows parted in several ways."""
        return bool(self.grids) and isinstance(self.grids[0], CsvGrid)


def open_table(source: Source, name: str) -> Opened:
    """Return the sheets of the file at `source`.

    Raises:
        UnreadableError: it is neither a workbook nor a table of text, or it is too large or damaged.
    """
    data = _bytes(source, name)
    if not data or len(data) > FILE_LIMIT or data.lstrip().startswith(_NO_TEXT):
        return _workbook(Package(data, name))
    return Opened(name, tuple(_texts(data, name)))


def holds_values(data: bytes, name: str) -> bool:
    """Tell whether the file is a table of ours in which somebody entered something."""
    try:
        opened = open_table(data, name)
    except UnreadableError:
        return False
    if opened.stamp is None or opened.stamp.made_for != TABLE_STAMP:
        return False
    wanted = plain(text("rekap.lembar.tabel"))
    rows = [row for grid in opened.grids if plain(grid.name) == wanted for row in grid.rows[TITLE_ROW + 1 :]]
    return any(as_text(value).strip() for row in rows for value in row)


def _bytes(source: Source, name: str) -> bytes:
    """Return the file's bytes, at most one more than is accepted."""
    if isinstance(source, bytes):
        return source
    try:
        if isinstance(source, str | Path):
            with Path(source).open("rb") as stream:
                return stream.read(FILE_LIMIT + 1)
        return source.read(FILE_LIMIT + 1)
    except OSError as error:
        raise UnreadableError(problem(name, "tidak_terbuka", sebab=error.strerror or str(error))) from error


def _workbook(package: Package) -> Opened:
    names = [name for name in package.sheets if not name.startswith("_")]
    stamped = [RESULTS_STAMP_SHEET] if RESULTS_STAMP_SHEET in package.sheets else []
    book = Book(package, [*stamped, *names])
    stamp = _stamp(book) if stamped else None
    grids = tuple(_grid(book, name) for name in names)
    return Opened(package.name, grids, stamp, cache(partial(percent_cells, package)))


def _stamp(book: Book) -> Stamp | None:
    rows = book.grid(RESULTS_STAMP_SHEET).rows
    return Stamp.read((as_text(row[0]), as_text(row[1])) for row in rows if len(row) > 1)


def _grid(book: Book, name: str) -> Grid:
    """Return a sheet in which only errors and formulas without a result are faults."""
    grid = book.grid(name)
    if not grid.faults:
        return grid
    endless = {cell: held for cell, held in grid.faults.items() if held == ENDLESS}
    return replace(grid, faults={**endless, **dict(_faults(book.package, name))})


def _faults(package: Package, name: str) -> Iterator[tuple[Cell, str]]:
    try:
        for cell in walk.cells(package.part(package.sheets[name])):
            if cell.kind == "e":
                yield (cell.row, cell.column), cell.value or "#"
            elif cell.formula is not None and not cell.value and cell.kind != "str":
                yield (cell.row, cell.column), f"={cell.formula}"
    except walk.DamagedError as error:
        raise UnreadableError(damaged(package.name, "rusak")) from error


def _texts(data: bytes, name: str) -> Iterator[CsvGrid]:
    """Yield the rows of a CSV file parted by each mark that may part them.

    Raises:
        UnreadableError: no mark parts them, or they are too many.
    """
    lines = _decoded(data, name)
    declared = _DECLARED.match(lines.partition("\n")[0])
    wrong, parted = 0, False
    for separator in (declared[1],) if declared else _SEPARATORS:
        rows: list[list[str]] = []
        try:
            for row in csv.reader(io.StringIO(lines, newline=""), delimiter=separator, strict=True):
                rows.append(row)
                if len(rows) * max(1, len(row)) > CELL_LIMIT:
                    raise UnreadableError(problem(name, "panjang", batas=number(CELL_LIMIT)))
        except csv.Error:
            wrong = max(wrong, len(rows) + 1)
        else:
            parted = True
            yield CsvGrid(
                name, [[] if declared and not at else row for at, row in enumerate(rows)], separator=separator
            )
    if not parted:
        raise UnreadableError(problem(name, "kutip", baris=wrong))


def _decoded(data: bytes, name: str) -> str:
    codes = ("utf-16",) if data.startswith(_TEXT_MARKS) else ("utf-8-sig", "cp1252")
    for code in codes:
        try:
            found = data.decode(code)
        except UnicodeDecodeError:
            continue
        if "\0" not in found:
            return found
    raise UnreadableError(problem(name, "bukan_tabel"))
