"""From the rows of a table to the tables of a rule file, with the place of every value."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from questionnaires.problems import Problem
from questionnaires.writing.shape import Form
from sheets.authoring.areas import Area, Spot, key_named, merged_in, problem
from sheets.authoring.plan import COMMENT, FILE, Column
from sheets.authoring.values import Wrong, cleared, filled, listed, shown, value_of
from sheets.cells import Value, as_text

Path = tuple[str | int, ...]

MOST_ROWS = 2_000
"""Most rows of one table; the largest questionnaire seen has 324 items."""

MOST_PROBLEMS = 5_000
"""Problems after which a table is read no further."""


@dataclass(slots=True)
class Item:
    """One row of a table with the rows inside it.

    spots: where each value stands, by its path; `()` is the row. told: paths whose fault was already named.
    """

    raw: dict[str, Any] = field(default_factory=dict)
    spots: dict[Path, Spot] = field(default_factory=dict)
    told: set[Path] = field(default_factory=set)
    file: str = ""
    comment: str = ""

    def put(self, path: tuple[str, ...], inside: str, value: Any) -> None:
        """Set the value of a key, in the last of the rows inside where it belongs to one."""
        here = self.raw[inside][-1] if inside else self.raw
        for key in path[:-1]:
            here = here.setdefault(key, {})
        here[path[-1]] = value

    def path(self, column: Column) -> Path:
        """Return where the value of a column stands in the item."""
        return (column.rows, len(self.raw[column.rows]) - 1, *column.path) if column.rows else column.path


def collect(area: Area, problems: list[Problem]) -> list[Item]:
    """Return the items of a table; what cannot be read is a problem and left out."""
    joined = islice(merged_in(area), MOST_PROBLEMS)
    problems += [problem(area.spot(row, at), "gabung", rentang=cells) for row, at, cells in joined]
    if area.block.upright:
        return _upright(area, problems)
    items: list[Item] = []
    for row in area.rows:
        cells = _cells(area, row, problems)
        if cells:
            _row(area, row, cells, items, problems)
        if len(items) > MOST_ROWS:
            problems.append(problem(area.spot(), "terlalu_banyak", batas=MOST_ROWS))
            return items[:MOST_ROWS]
        if len(problems) > MOST_PROBLEMS:
            break
    return items


def unread(area: Area) -> Iterator[Problem]:
    """Yield the columns that no key is called like and that something stands in."""
    for at, words in area.unknown.items():
        if any(at < len(area.cells(row)) and filled(area.cells(row)[at]) for row in area.rows):
            spot = Spot(area.page.grid.name, area.block.title, area.header, at, words)
            yield problem(spot, "kolom_lain", isi=words)


def _cells(area: Area, row: int, problems: list[Problem]) -> dict[int, Value]:
    """Return the filled cells of a row in the columns of its table; a formula stays as its text."""
    found: dict[int, Value] = {}
    titled = {*area.columns, *area.unknown, *area.told}
    for at, cell in enumerate(area.cells(row)):
        fault = area.page.grid.faults.get((row, at))
        if at in area.columns and (fault is not None or filled(cell)):
            found[at] = cell if fault is None else fault
        elif at not in titled and filled(cell):
            area.told.add(at)
            problems.append(problem(area.spot(row, at), "tanpa_judul_kolom", isi=shown(cell)))
    for at in area.columns:
        if at not in found and (row, at) in area.page.grid.faults:
            found[at] = area.page.grid.faults[row, at]
    return found


def _row(area: Area, row: int, cells: Mapping[int, Value], items: list[Item], problems: list[Problem]) -> None:
    columns = {at: area.columns[at] for at in cells}
    if _continues(columns, cells, items):
        item = items[-1]
    elif all(column.rows or column.special for column in columns.values()):
        first = next(column for column in area.block.columns if not column.special)
        problems.append(problem(area.spot(row), "lanjutan", judul=first.title))
        return
    else:
        item = Item(spots={(): area.spot(row)}, told={column.path for column in area.absent if not column.rows})
        items.append(item)
        _mark(area, row, item, inside="")
    for at, column in list(columns.items()):
        if column.clears and cleared(cells[at]) and column.rows not in item.raw:
            item.raw[column.rows] = []
            del columns[at]
    for inside in dict.fromkeys(column.rows for column in columns.values() if column.rows):
        item.raw.setdefault(inside, []).append({})
        item.spots[inside, len(item.raw[inside]) - 1] = area.spot(row)
        _mark(area, row, item, inside)
    for at, column in columns.items():
        _enter(area, row, at, column, cells[at], item, problems)


def _mark(area: Area, row: int, item: Item, inside: str) -> None:
    """Note where every key of the row would stand, filled or not."""
    for at, column in area.columns.items():
        if column.rows == inside and not column.special:
            item.spots[item.path(column)] = area.spot(row, at)


def _continues(columns: Mapping[int, Column], cells: Mapping[int, Value], items: list[Item]) -> bool:
    """Tell whether a row only goes on with rows inside the item before; the item may be named again."""
    if not items or not any(column.rows for column in columns.values()):
        return False
    before = items[-1]
    for at, column in columns.items():
        if column.rows or column.special == COMMENT:
            continue
        if column.special == FILE:
            if as_text(cells[at]).strip() != before.file:
                return False
            continue
        try:
            value = value_of(column.shape, cells[at]) if column.shape else None
        except Wrong:
            return False
        if len(column.path) > 1 or before.raw.get(column.path[0]) != value:
            return False
    return True


def _enter(area: Area, row: int, at: int, column: Column, cell: Value, item: Item, problems: list[Problem]) -> None:
    spot = area.spot(row, at)
    fault = area.page.grid.faults.get((row, at))
    if fault is not None:
        problems.append(problem(spot, "galat" if fault.startswith("#") else "rumus", isi=shown(fault)))
        item.told.add(item.path(column))
        return
    if column.special == FILE:
        item.file = as_text(cell).strip()
        item.spots[(FILE,)] = spot
    elif column.special == COMMENT:
        said = _remark(as_text(cell))
        item.comment = f"{item.comment}\n{said}" if item.comment else said
    elif column.shape is not None:
        try:
            if isinstance(cell, int | float) and (row, at) in area.page.percents():
                raise Wrong("persen", isi=f"{as_text(cell * 100)} %")
            value = value_of(column.shape, cell)
        except Wrong as wrong:
            problems.append(problem(spot, wrong.key, **wrong.values))
            item.told.add(item.path(column))
        else:
            item.put(column.path, column.rows, value)


def _remark(words: str) -> str:
    """Return a comment as a file can hold it: lines without signs that cannot be printed."""
    lines = words.replace("\r\n", "\n").split("\n")
    return "\n".join("".join(sign if sign.isprintable() else " " for sign in line).strip() for line in lines).strip(
        "\n"
    )


def _upright(area: Area, problems: list[Problem]) -> list[Item]:
    """Return the one item of an upright table, none where nothing is filled in."""
    if not area.columns:
        return []
    key_at, value_at = sorted(area.columns)[:2] if area.header is None else list(area.columns)[:2]
    item = Item(spots={(): Spot(area.page.grid.name, area.block.title)})
    seen: set[Column] = set()
    for row in area.rows:
        line = area.cells(row)
        words = as_text(line[key_at]).strip() if key_at < len(line) else ""
        cell: Value = line[value_at] if value_at < len(line) else ""
        fault = area.page.grid.faults.get((row, value_at))
        if not words and not filled(cell):
            continue
        column = key_named(area.block, words)
        told = filled(cell) or fault is not None
        if column is None:
            if told or words:
                offered = listed([column.title for column in area.block.columns])
                problems.append(problem(area.spot(row, key_at), "hal_lain", isi=shown(words or cell), pilihan=offered))
        elif column in seen:
            problems.append(problem(area.spot(row, key_at), "hal_ganda", judul=column.title))
        else:
            seen.add(column)
            area.columns[value_at] = column  # the place of a value names its key
            item.spots[column.path] = area.spot(row, value_at)
            if told:
                _enter(area, row, value_at, column, cell, item, problems)
    return [item] if item.raw or item.comment or item.told else []


def tidy(item: Item, columns: tuple[Column, ...]) -> None:
    """Write the empty list of sources that a table needs where the author named none."""
    for column in columns:
        shape = column.shape
        if (
            shape is not None
            and shape.form is Form.WORDS
            and shape.lone
            and shape.required
            and not column.rows
            and len(column.path) == 1
            and column.path not in item.told
        ):
            item.raw.setdefault(shape.key, [])
