"""An export of ODK Central or KoboToolbox as a table: CSV with commas or semicolons, or a workbook."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from xlsxwriter.utility import xl_col_to_name

from questionnaires.problems import Problem
from sheets.cells import Book, Grid, Value, as_text
from sheets.container import Package, UnreadableError
from sheets.layout import STAMP_SHEET
from sheets.odk.fields import STAMP_PREFIX
from wording import number as number_words
from wording import text

CSV_LIMIT = 60_000_000
"""Largest CSV file in bytes."""
CSV_CELLS = 3_000_000
"""Most cells of a CSV file, those that are empty included."""
SUBMISSIONS_LIMIT = 5_000
"""Most submissions of one file."""

_SEPARATORS = ",;\t"
_PACKED = b"PK"
_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Table:
    """Headings and rows, counted from 0 without the row of the headings.

    faults: cells that hold a formula or an error value, with what they hold.
    """

    name: str
    headings: Sequence[str]
    rows: Sequence[Sequence[Value]]
    faults: Mapping[tuple[int, int], str] = field(default_factory=dict)

    def place(self, row: int, column: int | None = None) -> str:
        """Return how people find a row, or a cell of it, with the headings as row 1."""
        if column is None:
            return text("odk.tempat.baris", berkas=self.name, baris=row + 2)
        cell = f"{xl_col_to_name(column)}{row + 2}"
        return text("odk.tempat.sel", berkas=self.name, baris=row + 2, kolom=shown(self.headings[column]), sel=cell)


def fault(place: str, key: str, **values: object) -> Problem:
    """Return the problem `key` of an export: its sentence and its remedy."""
    given = {name: str(value) for name, value in values.items()}
    return Problem(place, text(f"odk.masalah.{key}.pesan", **given), text(f"odk.masalah.{key}.saran", **given))


def shown(heading: str) -> str:
    """Return a heading as messages name it: without the groups before it, and not too long."""
    short = last_name(heading) if " " not in heading else heading
    return short if len(short) <= _SHOWN else f"{short[:_SHOWN]}..."


def last_name(heading: str) -> str:
    """Return the name behind the groups, which Central parts by dashes and KoboToolbox by slashes.

    >>> last_name("indikator_a/kelompok_1/jawab_X"), last_name("indikator_a-jawab_X"), last_name("badan")
    ('jawab_X', 'jawab_X', 'badan')
    """
    names = names_in(heading)
    return names[-1] if names else heading


def names_in(heading: str) -> list[str]:
    """Return the names of a heading, those of its groups first."""
    parted = "".join(letter if letter == "_" or (letter.isascii() and letter.isalnum()) else " " for letter in heading)
    return parted.split()


def is_export(data: bytes, name: str) -> bool:
    """Tell whether a file is an export rather than one of our workbooks or anything else."""
    if not data.startswith(_PACKED):
        return PurePosixPath(name).suffix.lower() == ".csv"
    try:
        package = Package(data, name)
        return STAMP_SHEET not in package.sheets and _answers(package) is not None
    except UnreadableError:
        return False


def read_table(data: bytes, name: str) -> Table:
    """Return the table of an export.

    Raises:
        UnreadableError: it cannot be read, or is none of our forms.
    """
    if data.startswith(_PACKED):
        return _workbook(Package(data, name))
    return _csv(data, name)


def _workbook(package: Package) -> Table:
    grid = _answers(package)
    if grid is None:
        raise UnreadableError(fault(package.name, "tanpa_cap"))
    faults = {(row - 1, column): held for (row, column), held in grid.faults.items()}
    return Table(package.name, [as_text(cell).strip() for cell in grid.rows[0]], grid.rows[1:], faults)


def _answers(package: Package) -> Grid | None:
    """Return the sheet whose first row names our stamp, wherever it stands among others."""
    book = Book(package, list(package.sheets))
    for sheet in package.sheets:
        grid = book.grid(sheet)
        if grid.rows and _stamped([as_text(cell) for cell in grid.rows[0]]):
            return grid
    return None


def _csv(data: bytes, name: str) -> Table:
    if len(data) > CSV_LIMIT:
        raise UnreadableError(fault(name, "besar", batas=CSV_LIMIT // 1_000_000))
    try:
        for separator in _SEPARATORS:
            table = _parted(data, name, separator)
            if table is not None:
                return _checked(table)
    except UnicodeDecodeError as error:
        raise UnreadableError(fault(name, "utf8")) from error
    raise UnreadableError(fault(name, "tanpa_cap"))


def _parted(data: bytes, name: str, separator: str) -> Table | None:
    """Return the table that a separator makes, None where its first row is not that of a form of ours.

    Raises:
        UnreadableError: its quotes do not match, or there is too much in it.
    """
    lines = io.TextIOWrapper(io.BytesIO(data), "utf-8-sig", newline="")
    reader = csv.reader(lines, delimiter=separator, strict=True)
    headings: list[str] = []
    rows: list[list[str]] = []
    try:
        headings = next(reader, [])
        if not _stamped(headings):
            return None
        filled = 0
        for row in reader:
            rows.append(row)
            filled += len(row) + 1
            if filled > CSV_CELLS:
                raise UnreadableError(fault(name, "banyak_sel", batas=number_words(CSV_CELLS)))
    except csv.Error as error:
        if not headings:
            return None
        raise UnreadableError(fault(name, "csv", baris=len(rows) + 1)) from error
    return Table(name, [heading.strip() for heading in headings], rows)


def _checked(table: Table) -> Table:
    """Return a table whose rows all have the width of the headings; blank lines are no rows."""
    for number, row in enumerate(table.rows):
        if row and len(row) != len(table.headings):
            values = {"isi": len(row), "judul": len(table.headings)}
            raise UnreadableError(fault(table.place(number), "lebar", **values))
    return table


def _stamped(headings: Sequence[str]) -> bool:
    return any(last_name(heading) == f"{STAMP_PREFIX}aturan" for heading in headings)
