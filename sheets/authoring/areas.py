"""Finding tables on a sheet: by the titles above them and of their columns, wherever they were moved to."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from xlsxwriter.utility import xl_col_to_name

from questionnaires.problems import Problem
from sheets.authoring.plan import COMMENT, FILE, Block, Column, blocks, blocks_on
from sheets.authoring.titles import aliases, bare, sheet_title
from sheets.authoring.values import filled, shown
from sheets.cells import Grid, Value, as_text
from sheets.choices import nearest
from wording import text

_RANGE = re.compile(r"([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})\Z")


@dataclass(frozen=True, slots=True)
class Page:
    """One sheet as it was read.

    merged: the ranges of cells that were joined, `A1:B2`. percents: returns the cells that show a share as per cent.
    """

    grid: Grid
    merged: Sequence[str] = ()
    percents: Callable[[], Collection[tuple[int, int]]] = frozenset


@dataclass(frozen=True, slots=True)
class Spot:
    """Where something stands: a cell, a row where `column` is None, a table where `row` is None as well."""

    sheet: str
    table: str
    row: int | None = None
    column: int | None = None
    title: str = ""

    def place(self) -> str:
        """Return it as people find it."""
        if self.row is None:
            return text("rancangan.tempat.tabel", lembar=self.sheet, tabel=self.table)
        if self.column is None:
            return text("rancangan.tempat.baris", lembar=self.sheet, tabel=self.table, baris=self.row + 1)
        cell = f"{xl_col_to_name(self.column)}{self.row + 1}"
        return text("rancangan.tempat.sel", lembar=self.sheet, baris=self.row + 1, kolom=self.title or cell, sel=cell)


@dataclass(slots=True)
class Area:
    """A table on a sheet: the rows between its title and the next one, and which column holds what.

    unknown: titles that no key is called like. told: columns whose title is a fault, and keys whose column is missing.
    """

    block: Block
    page: Page
    rows: range
    header: int | None = None
    columns: dict[int, Column] = field(default_factory=dict)
    unknown: dict[int, str] = field(default_factory=dict)
    told: set[int] = field(default_factory=set)
    absent: list[Column] = field(default_factory=list)

    def spot(self, row: int | None = None, column: int | None = None) -> Spot:
        """Return a place in this table."""
        found = self.columns.get(column) if column is not None else None
        title = found.title if found else ""
        return Spot(self.page.grid.name, self.block.title, row, column, title)

    def cells(self, row: int) -> Sequence[Value]:
        """Return the cells of a row."""
        return self.page.grid.rows[row]


def problem(place: str | Spot, key: str, **values: object) -> Problem:
    """Return a fault of an authored workbook: what is wrong, and what to do."""
    spot = place.place() if isinstance(place, Spot) else place
    told = {name: str(value) for name, value in values.items()}
    return Problem(spot, text(f"rancangan.masalah.{key}.pesan", **told), text(f"rancangan.masalah.{key}.saran", **told))


def find_areas(sheet: str, page: Page, problems: list[Problem]) -> Iterator[Area]:
    """Yield the tables of a sheet; what stands outside of them is a problem."""
    starts = [(row, block) for row, cells in enumerate(page.grid.rows) if (block := _titled(cells)) is not None]
    first = starts[0][0] if starts else len(page.grid.rows)
    own = blocks_on(sheet)
    if own and _several(page, range(first)):
        starts.insert(0, (-1, own[0]))
    else:
        for row in range(first):
            for column, cell in enumerate(page.grid.rows[row]):
                if filled(cell):
                    spot = Spot(page.grid.name, sheet_title(sheet), row, column)
                    problems.append(problem(spot, "luar_tabel", isi=shown(cell)))
    ends = [*(row for row, _ in starts[1:]), len(page.grid.rows)]
    for (row, block), end in zip(starts, ends, strict=False):
        area = Area(block, page, range(row + 1, end))
        _find_columns(area, problems)
        yield area


def merged_in(area: Area) -> Iterator[tuple[int, int, str]]:
    """Yield row and column of every joined range in the table's columns."""
    for joined in area.page.merged:
        match = _RANGE.match(joined)
        if match:
            row, column = int(match[2]) - 1, _index(match[1])
            last = _index(match[3])
            if row in area.rows and any(column <= at <= last for at in area.columns):
                yield row, column, joined


def _several(page: Page, rows: range) -> bool:
    return any(sum(filled(cell) for cell in page.grid.rows[row]) > 1 for row in rows)


def _titled(cells: Sequence[Value]) -> Block | None:
    """Return the block whose title stands alone in a row."""
    told = [cell for cell in cells if filled(cell)]
    return _titles().get(bare(told[0])) if len(told) == 1 and isinstance(told[0], str) else None


@cache
def _titles() -> Mapping[str, Block]:
    found = {bare(block.name): block for block in blocks()}
    return {**found, **{bare(block.title): block for block in blocks()}}


def _find_columns(area: Area, problems: list[Problem]) -> None:
    """Find the row of titles and what each column holds."""
    counts = {row: sum(filled(cell) for cell in area.cells(row)) for row in area.rows}
    rows = [row for row, count in counts.items() if count > 1]  # a line alone explains the table
    if not rows:
        if sum(count > 0 for count in counts.values()) > 1:
            problems.append(_untitled(area, area.rows.start))
        area.rows = range(0)
        return
    if area.block.upright:
        _upright_columns(area, rows[0])
        return
    area.header, area.rows = rows[0], range(rows[0] + 1, area.rows.stop)
    known = _known(area.block)
    for at, cell in enumerate(area.cells(rows[0])):
        if filled(cell):
            column = known.get(bare(as_text(cell)))
            if column is None:
                area.unknown[at] = shown(cell)
            elif column in area.columns.values():
                area.told.add(at)
                problems.append(problem(_at(area, rows[0], at, column), "judul_ganda", judul=column.title))
            else:
                area.columns[at] = column
    if not area.columns:
        problems.append(_untitled(area, rows[0]))
        area.rows = range(0)
        return
    problems += _needed(area, rows[0])


def _untitled(area: Area, row: int) -> Problem:
    return problem(area.spot(row), "tanpa_judul", contoh=", ".join(column.title for column in area.block.columns[:3]))


def _needed(area: Area, header: int) -> Iterator[Problem]:
    """Yield titles that were probably meant for another column, and columns that must be there and are not."""
    there = set(area.columns.values())
    absent = {bare(column.title): column for column in area.block.columns if column not in there}
    for at, words in list(area.unknown.items()):
        meant = nearest(bare(words), list(absent))
        if meant is not None:
            del area.unknown[at]
            area.told.add(at)
            area.absent.append(absent.pop(meant))
            yield problem(_at(area, header, at, None), "judul_mirip", isi=words, maksud=area.absent[-1].title)
    for column in absent.values():
        if column.shape is not None and column.shape.required and not column.rows and len(column.path) == 1:
            area.absent.append(column)
            yield problem(area.spot(header), "kolom_hilang", judul=column.title)


def _upright_columns(area: Area, first: int) -> None:
    """Take the two columns of an upright table: its keys and what they say."""
    key, says = (bare(text(f"rancangan.isian.{name}")) for name in ("hal", "isi"))
    words = [bare(as_text(cell)) if filled(cell) else "" for cell in area.cells(first)]
    if key in words and says in words:
        area.header, area.rows = first, range(first + 1, area.rows.stop)
        at = (words.index(key), words.index(says))
    else:
        at = (next(column for column, word in enumerate(words) if word),) * 2
        at = (at[0], at[0] + 1)
    area.columns = {at[0]: Column(("hal",), text("rancangan.isian.hal")),
                    at[1]: Column(("isi",), text("rancangan.isian.isi"))}  # fmt: skip


def key_named(block: Block, words: str) -> Column | None:
    """Return the key of an upright table that a title names."""
    return _known(block).get(bare(words))


@cache
def _known(block: Block) -> Mapping[str, Column]:
    """Return the columns of a block by every title that is accepted; a clear title wins over an alias."""
    found: dict[str, Column] = {}
    for spell in (_title, _path, _key, _aliases):
        taken: dict[str, list[Column]] = {}
        for column in block.columns:
            for words in spell(column, block.name):
                taken.setdefault(bare(words), []).append(column)
        found.update({words: own[0] for words, own in taken.items() if words and len(own) == 1 and words not in found})
    return found


def _title(column: Column, _: str) -> list[str]:
    return [column.title]


def _path(column: Column, _: str) -> list[str]:
    return [".".join([*([column.rows] if column.rows else []), *column.path])]


def _key(column: Column, _: str) -> list[str]:
    return [column.path[-1]]


def _aliases(column: Column, block: str) -> list[str]:
    table = column.rows or (column.path[0] if len(column.path) > 1 else block)
    return aliases(table, {COMMENT: "komentar", FILE: "berkas"}.get(column.path[-1], column.path[-1]))


def _at(area: Area, row: int, column: int, found: Column | None) -> Spot:
    return Spot(area.page.grid.name, area.block.title, row, column, found.title if found else "")


def _index(letters: str) -> int:
    value = 0
    for letter in letters:
        value = value * 26 + ord(letter) - 64
    return value - 1
