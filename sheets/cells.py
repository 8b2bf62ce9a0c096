"""What stands in a cell, as text and as numbers; formulas and error values are found, not read."""

from __future__ import annotations

import datetime as dt
import io
import math
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, cast

import python_calamine
from xlsxwriter.utility import xl_col_to_name

from questionnaires.answers import answer_json
from scoring.facts import Answer
from sheets import walk
from sheets.container import Package, UnreadableError
from sheets.layout import problem
from sheets.numbers import PRECISE_DIGITS
from wording import number as number_words
from wording import text

_PERCENT = re.compile(rb"%|numFmtId\s*=\s*[\"'](?:9|10)[\"']")
"""What the styles of a workbook hold where any cell may show a number as per cent."""

CELL_LENGTH = 32_767
"""Most letters in a cell, as in Excel."""

ENDLESS = "#NUM!"
"""What stands for a number that no number is, such as 1E+400."""

Value = str | float | int | bool | dt.date | dt.time | dt.datetime | dt.timedelta


@dataclass(frozen=True, slots=True)
class Grid:
    """The values of one sheet, counted from 0.

    faults: cells that hold a formula or an error value, with what they hold.
    """

    name: str
    rows: Sequence[Sequence[Value]]
    faults: Mapping[tuple[int, int], str] = field(default_factory=dict)

    def place(self, row: int, column: int, titles: Mapping[int, str]) -> str:
        """Return how people find a cell: sheet, row, title of the column and address."""
        title = titles.get(column, "")
        cell = f"{xl_col_to_name(column)}{row + 1}"
        return text("sheets.tempat.sel", lembar=self.name, baris=row + 1, kolom=title or cell, sel=cell)


class Book:
    """Some sheets of a checked package, read from a copy that holds nothing else."""

    def __init__(self, package: Package, sheets: Sequence[str]) -> None:
        """Check and open the sheets with these names.

        Raises:
            UnreadableError: one of them is damaged or reaches too far.
        """
        self.package = package
        self._suspicious = package.check_sheets(sheets)
        try:
            self._book = python_calamine.load_workbook(io.BytesIO(package.repacked(sheets)))
        except (python_calamine.CalamineError, OSError) as error:
            raise UnreadableError(problem(package.name, "rusak")) from error

    def grid(self, name: str) -> Grid:
        """Return the values of a sheet, with its formulas and errors located.

        Raises:
            UnreadableError: the sheet is damaged.
        """
        try:
            rows = self._book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        except (python_calamine.CalamineError, OSError) as error:
            raise UnreadableError(problem(self.package.name, "rusak")) from error
        endless = self._looked_through(name, rows)
        return Grid(name, rows, {**endless, **self._faults(name)} if self._suspicious[name] else endless)

    def _looked_through(self, name: str, rows: Sequence[list[Value]]) -> dict[tuple[int, int], str]:
        """Return the cells with a number beyond all numbers, which are emptied.

        Raises:
            UnreadableError: a cell holds more than any spreadsheet keeps in one.
        """
        endless = {}
        for number, row in enumerate(rows):
            if _short_texts(row):
                continue
            for column, value in enumerate(row):
                if isinstance(value, str):
                    if len(value) > CELL_LENGTH:
                        place = Grid(name, rows).place(number, column, {})
                        shown = {"panjang": number_words(len(value)), "batas": number_words(CELL_LENGTH)}
                        raise UnreadableError(problem(place, "sel_panjang", **shown))
                elif isinstance(value, float) and not math.isfinite(value):
                    row[column] = ""
                    endless[number, column] = ENDLESS
        return endless

    def _faults(self, name: str) -> dict[tuple[int, int], str]:
        """Return formulas and error values; calamine shows both as their last result or as nothing."""
        content = self.package.part(self.package.sheets[name])
        try:
            return {(cell.row, cell.column): held for cell in walk.cells(content) if (held := _held(cell)) is not None}
        except walk.DamagedError as error:
            raise UnreadableError(problem(self.package.name, "rusak")) from error


def _short_texts(row: Sequence[Value]) -> bool:
    """Tell whether a row is like nearly every one: texts, all of them together shorter than one may be."""
    try:
        return len("".join(cast("Sequence[str]", row))) <= CELL_LENGTH
    except TypeError:
        return False


def _held(cell: walk.Cell) -> str | None:
    """Return the formula or error value in a cell, None where it holds neither."""
    if cell.formula is not None:
        return f"={cell.formula}"
    return (cell.value or "#") if cell.kind == "e" else None


def percent_cells(package: Package, name: str) -> Collection[tuple[int, int]]:
    """Return the cells of a sheet that show their number as per cent, counted from 0.

    Raises:
        UnreadableError: the sheet is damaged.
    """
    formats = package.optional("xl/styles.xml")
    if not _PERCENT.search(formats):
        return frozenset()
    try:
        styles = walk.percent_styles(formats)
        content = package.part(package.sheets[name])
        return {(cell.row, cell.column) for cell in walk.cells(content) if cell.style in styles}
    except walk.DamagedError as error:
        raise UnreadableError(problem(package.name, "rusak")) from error


def as_text(value: Value) -> str:
    """Return what a reader of the sheet sees in a cell that should hold text.

    >>> as_text(2.5), as_text(12.0), as_text(dt.date(2026, 11, 27))
    ('2,5', '12', '2026-11-27')
    """
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return plain_number(value).replace(".", ",")
    if isinstance(value, dt.datetime):
        return value.isoformat(sep=" ", timespec="seconds")
    return value.isoformat() if isinstance(value, dt.date | dt.time) else str(value)


def plain_number(value: float) -> str:
    """Return a numeric cell as the digits that a spreadsheet keeps, with a decimal point.

    >>> plain_number(0.1 + 0.2), plain_number(1.234)
    ('0.3', '1.2340')
    """
    exact = Fraction(format(value, f".{PRECISE_DIGITS}g"))
    written: Any = answer_json(Answer(number=abs(exact)))["number"]
    return f"-{written}" if exact < 0 else str(written)
