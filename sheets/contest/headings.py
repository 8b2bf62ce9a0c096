"""The title row of a table, and which field each of its columns holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from questionnaires.problems import Problem
from sheets.cells import Grid, as_text
from sheets.choices import plain
from sheets.contest.grids import CsvGrid, Opened
from sheets.contest.saying import problem
from sheets.contest.titles import Field, Kind, Titles
from wording import text

_HEADER_ROWS = 20
_ENTERED = (Kind.VALUE, Kind.MARK, Kind.FACT)
_OWN = ("no", "nomor", "no urut", "nomor urut")
_REMARKS = ("catatan", "keterangan")
_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the title row stands and what its columns hold, counted from 0.

    titles: every title. untitled: columns without one, in which nothing may stand. unused: titles not ours.
    """

    grid: Grid
    header: int
    fields: Mapping[int, Field]
    titles: Mapping[int, str]
    untitled: Sequence[int]
    unused: tuple[str, ...] = ()

    def at(self, kind: Kind) -> int | None:
        """Return the column of a kind that stands once, None where there is none."""
        return next((column for column, field in self.fields.items() if field.kind is kind), None)


def find_columns(opened: Opened, titles: Titles) -> tuple[Columns | None, list[Problem]]:
    """Return the columns of the one sheet with a title row, or the problems that keep the table from being read."""
    wanted = plain(text("rekap.lembar.tabel"))
    found = [row for grid in opened.grids if (row := _header(grid, titles)) is not None]
    own = [row for row in found if plain(row.grid.name) == wanted]
    best = own or found
    if opened.as_csv:
        best = sorted(best, key=lambda row: -len(row.fields))[:1]
    if not best:
        return None, [problem(opened.name, "tanpa_judul", judul=text("rekap.kolom.badan"))]
    if len(best) > 1:
        listed = ", ".join(row.grid.name for row in best)
        return None, [problem(opened.name, "beberapa_lembar", lembar=listed, nama=text("rekap.lembar.tabel"))]
    problems = list(_faults(best[0], titles))
    return (None, problems) if problems else (best[0], [])


def _header(grid: Grid, titles: Titles) -> Columns | None:
    """Return the columns by the row with most titles of ours, among them that of the body."""
    rows = [_columns(grid, number, row, titles) for number, row in enumerate(grid.rows[:_HEADER_ROWS])]
    with_body = [row for row in rows if row.at(Kind.BODY) is not None]
    return max(with_body, key=lambda row: len(row.fields), default=None)


def _columns(grid: Grid, number: int, row: Sequence[object], titles: Titles) -> Columns:
    named = {column: words for column, value in enumerate(row) if (words := _words(value))}
    fields = {column: field for column, words in named.items() if (field := titles.find(words)) is not None}
    width = max((len(other) for other in grid.rows), default=0)
    unused = tuple(words for column, words in named.items() if column not in fields and not _for_people(words))
    return Columns(grid, number, fields, named, [at for at in range(width) if at not in named], unused)


def _words(value: object) -> str:
    return " ".join(as_text(value).split()) if isinstance(value, str | int | float) else ""


def _faults(columns: Columns, titles: Titles) -> Iterator[Problem]:
    grid = columns.grid
    key = "rekap.tempat.judul_csv" if isinstance(grid, CsvGrid) else "rekap.tempat.judul"
    place = text(key, lembar=grid.name, baris=columns.header + 1)
    fields = list(columns.fields.values())
    for field in dict.fromkeys(fields):
        same = [columns.titles[column] for column, other in columns.fields.items() if other == field]
        if len(same) > 1:
            yield problem(place, "judul_ganda", judul=", ".join(f"'{words}'" for words in same))
    for column, words in columns.titles.items():
        if column not in columns.fields:
            yield from _unknown(columns, column, words, place, titles)
    if not any(field.kind in _ENTERED for field in fields):
        yield problem(place, "tanpa_tahap")
    for field in fields:
        if field.kind is Kind.MARK and field.place not in titles.panels:
            listed = ", ".join(sorted(titles.panels)) or "-"
            yield problem(place, "tanpa_panel", penilai=field.assessor, tahap=field.place, ada=listed)


def _unknown(columns: Columns, column: int, words: str, place: str, titles: Titles) -> Iterator[Problem]:
    """Name a title that is not ours where its column could mean something: a slip, two meanings, or numbers below."""
    if _for_people(words):
        return
    if titles.unclear(words):
        yield problem(place, "judul_rancu", judul=words)
    elif (meant := titles.meant(words)) is not None:
        yield problem(place, "judul_mirip", judul=words[:_SHOWN], maksud=meant)
    elif any(_number(row[column]) for row in columns.grid.rows[columns.header + 1 :] if column < len(row)):
        yield problem(place, "judul_asing", judul=words[:_SHOWN])


def _for_people(words: str) -> bool:
    """Tell whether a column is there for those who keep the table: running numbers and remarks."""
    return plain(words) in _OWN or plain(words).startswith(_REMARKS)


def _number(value: object) -> bool:
    if isinstance(value, str):
        return bool(value.strip()) and value.strip().replace(",", "", 1).replace(".", "", 1).isdecimal()
    return isinstance(value, int | float) and not isinstance(value, bool)
