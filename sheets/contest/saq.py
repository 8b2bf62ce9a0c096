"""The ranking that `monev compare` wrote, as the source of the stage `saq`: no number is copied by hand.

The printed number is what people read and check, the exact one beside it is what goes on; both must agree, so a number
that somebody changed in the ranking is noticed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from questionnaires.problems import Problem
from scoring.classes import rounding_at
from scoring.entries import Entry
from scoring.numbers import parse_exact
from scoring.rules import RuleSet, Step
from sheets.cells import Grid, Value, as_text, plain_number
from sheets.choices import plain
from sheets.contest.grids import Opened
from sheets.contest.saying import inside, problem
from sheets.layout import RANKING_STAMP
from wording import text

SAQ = "saq"

_HEADER_ROWS = 10


@dataclass(frozen=True, slots=True)
class SaqRow:
    """One body of a ranking; `value` is its total on 0-100, None where it was refused. `place` is where it stands."""

    body: str
    category: str
    value: Fraction | None
    place: str


def is_ranking(opened: Opened) -> bool:
    """Tell whether the file is a ranking that `monev compare` wrote."""
    return opened.stamp is not None and opened.stamp.made_for == RANKING_STAMP


def rows_of(opened: Opened, rules: RuleSet) -> tuple[list[SaqRow], list[Problem]]:
    """Return the bodies of an opened ranking with their totals, and what is wrong with it."""
    stamp = opened.stamp
    if stamp is None or (stamp.rules, stamp.version) != (rules.id, rules.version):
        owned = f"{stamp.rules}@{stamp.version}" if stamp else "-"
        return [], [problem(opened.name, "aturan_lain", punya=owned, diminta=f"{rules.id}@{rules.version}")]
    if SAQ not in {stage.code for stage in rules.stages}:
        return [], [problem(opened.name, "tanpa_saq", aturan=rules.id)]
    for grid in opened.grids:
        for number, row in enumerate(grid.rows[:_HEADER_ROWS]):
            titles = {plain(as_text(value)): column for column, value in enumerate(row)}
            wanted = [titles.get(plain(text(f"bandingkan.kolom.{key}"))) for key in ("badan", "nilai", "persis")]
            if None not in wanted:
                body, printed, exact = (int(column or 0) for column in wanted)
                return _Ranking(opened, grid, number, (body, printed, exact), rules).read()
    return [], [problem(opened.name, "peringkat_tanpa_kolom", kolom=text("bandingkan.kolom.persis"))]


@dataclass(frozen=True, slots=True)
class _Ranking:
    opened: Opened
    grid: Grid
    header: int
    columns: tuple[int, int, int]
    rules: RuleSet

    def read(self) -> tuple[list[SaqRow], list[Problem]]:
        rows: list[SaqRow] = []
        problems: list[Problem] = []
        for number, cells in enumerate(self.grid.rows):
            if number <= self.header or not any(as_text(cells[column]).strip() for column in self.columns):
                continue
            found = self._row(number, cells)
            if isinstance(found, SaqRow):
                rows.append(found)
            else:
                problems.append(found)
        return rows, problems

    def _row(self, number: int, cells: Sequence[Value]) -> SaqRow | Problem:
        body, printed, written = (cells[column] for column in self.columns)
        titles = {column: as_text(self.grid.rows[self.header][column]) for column in self.columns}
        place = inside(self.opened.name, self.grid.place(number, self.columns[1], titles))
        name = " ".join(as_text(body).split())
        category = self.opened.stamp.category if self.opened.stamp else ""
        if not name:
            return problem(place, "tanpa_nama")
        if printed == "" and written == "":
            return SaqRow(name, category, None, place)
        try:
            exact = parse_exact(as_text(written))
            shown = parse_exact(plain_number(printed)) if isinstance(printed, int | float) else None
        except ValueError:
            return problem(place, "peringkat_diubah", isi=as_text(printed), persis=as_text(written) or "-")
        rounding = rounding_at(self.rules, Step.STAGE).rounding
        if shown is None or rounding.apply(exact * self.rules.maximum / 100) != shown or not 0 <= exact <= 100:
            return problem(place, "peringkat_diubah", isi=as_text(printed), persis=as_text(written))
        return SaqRow(name, category, exact, place)


def with_saq(entries: Sequence[Entry], rows: Sequence[SaqRow]) -> tuple[tuple[Entry, ...], list[Problem]]:
    """Return the entries with the totals of the rankings as their `saq`, and where the two sides do not fit."""
    known = {plain(entry.body): entry for entry in entries}
    given: dict[str, SaqRow] = {}
    problems = []
    for row in rows:
        entry, earlier = known.get(plain(row.body)), given.setdefault(plain(row.body), row)
        if earlier is not row:
            problems.append(problem(row.place, "saq_ganda", isi=row.body, tempat=earlier.place))
        elif entry is None:
            problems.append(problem(row.place, "saq_tanpa_baris", isi=row.body))
        elif entry.category != row.category:
            problems.append(problem(row.place, "saq_kategori", isi=row.body, punya=row.category, tabel=entry.category))
        elif (SAQ in entry.values and entry.values[SAQ] != row.value) or SAQ in entry.marks:
            problems.append(problem(row.place, "saq_berbeda", isi=row.body))
    filled = []
    for entry in entries:
        found = given.get(plain(entry.body))
        value = None if found is None else found.value
        filled.append(entry if value is None else replace(entry, values={**entry.values, SAQ: value}))
    return tuple(filled), problems
