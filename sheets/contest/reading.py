"""From a filled table to what is known of each body: lenient in spelling, strict in meaning, all faults at once.

An empty cell is no value; 0 is one. A cell that cannot be read is a problem with its place, never a missing value.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from questionnaires.problems import Problem
from scoring.entries import HUNDRED, Entry, Mark
from scoring.rules import RuleSet
from sheets.cells import Value, as_text
from sheets.choices import plain
from sheets.contest import values
from sheets.contest.categories import Categories
from sheets.contest.grids import Opened
from sheets.contest.headings import Columns, find_columns
from sheets.contest.saying import inside, problem
from sheets.contest.titles import Field, Kind, Titles, stage_label
from sheets.contest.values import CellError
from sheets.layout import RESULTS_STAMP
from wording import number as number_words
from wording import text

BODY_LIMIT = 20_000
"""Most bodies of one table."""


@dataclass(frozen=True, slots=True)
class TableReading:
    """What a table says, or why it cannot be used.

    entries: the bodies in the order of the rows. categories: the label of each category as people read it.
    notes: what was left unused. problems: every fault; while there is one, nothing may be ranked.
    """

    entries: tuple[Entry, ...] = ()
    categories: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


def read_opened(opened: Opened, rules: RuleSet, categories: Categories) -> TableReading:
    """Return what an opened table says."""
    wrong = _other_rules(opened, rules)
    if wrong is not None:
        return TableReading(problems=(wrong,))
    columns, problems = find_columns(opened, Titles(rules))
    if columns is None:
        return TableReading(problems=tuple(replace(one, place=inside(opened.name, one.place)) for one in problems))
    rows = _Rows(opened, columns, rules, categories)
    rows.read()
    notes = tuple(text("rekap.catatan.kolom", judul=words) for words in columns.unused)
    told = tuple(replace(found, place=inside(opened.name, found.place)) for found in rows.problems)
    return TableReading(tuple(rows.entries), categories.labels, notes, told)


def _other_rules(opened: Opened, rules: RuleSet) -> Problem | None:
    stamp = opened.stamp
    if stamp is not None and stamp.made_for == RESULTS_STAMP:
        return problem(opened.name, "hasil")
    if stamp is None or (stamp.rules, stamp.version) == (rules.id, rules.version):
        return None
    asked = f"{rules.id}@{rules.version}"
    return problem(opened.name, "aturan_lain", punya=f"{stamp.rules}@{stamp.version}", diminta=asked)


@dataclass(slots=True)
class _Rows:
    """Reads the rows below the titles."""

    opened: Opened
    columns: Columns
    rules: RuleSet
    categories: Categories
    entries: list[Entry] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    _seen: dict[str, int] = field(default_factory=dict)
    _territories: dict[str, str] = field(default_factory=dict)

    def territory(self, written: str) -> str | None:
        """Return a territory as it was spelled first, None where none is written."""
        return self._territories.setdefault(plain(written), written) if written else None

    def read(self) -> None:
        """Read every row into `entries`, and what is wrong into `problems`."""
        rows = self.columns.grid.rows
        if sum(any(value != "" for value in row) for row in rows) > BODY_LIMIT:
            self.problems.append(problem(self.columns.grid.name, "banyak_badan", batas=number_words(BODY_LIMIT)))
            return
        for number, cells in enumerate(rows):
            if number > self.columns.header:
                self._row(number, cells)
        if not self.entries and not self.problems:
            self.problems.append(problem(self.columns.grid.name, "tanpa_badan"))

    def _row(self, number: int, cells: Sequence[Value]) -> None:
        faulty = self._faulty(number)
        for column in self.columns.untitled:
            if column < len(cells) and as_text(cells[column]).strip():
                self.report(number, column, self._beyond(), isi=as_text(cells[column])[: values.SHOWN])
        filled = any(as_text(cells[column]).strip() for column in self.columns.fields if column < len(cells))
        if not filled and not faulty:
            return
        row = _Row(self, number, cells, faulty)
        body = row.body()
        first = self._seen.setdefault(plain(body), number) if body else number
        if first != number:
            row.report(row.column(Kind.BODY), "badan_ganda", isi=body[: values.SHOWN], baris=first + 1)
        entry = row.entry(body)
        if not row.wrong:
            self.entries.append(entry)

    def _beyond(self) -> str:
        return "lebih_banyak_sel" if self.opened.as_csv else "tanpa_judul_kolom"

    def _faulty(self, number: int) -> set[int]:
        """Report errors and formulas without a result in the columns that are read; return the columns."""
        found = {column for column in self.columns.fields if (number, column) in self.columns.grid.faults}
        for column in sorted(found):
            held = self.columns.grid.faults[number, column]
            self.report(number, column, "galat" if held.startswith("#") else "rumus_kosong", isi=held[: values.SHOWN])
        return found

    def report(self, number: int, column: int, key: str, **shown: object) -> None:
        """Report a fault of one cell."""
        place = self.columns.grid.place(number, column, self.columns.titles)
        self.problems.append(problem(place, key, **shown))


@dataclass(slots=True)
class _Row:
    """One row; `wrong` tells whether one of its cells was reported."""

    rows: _Rows
    number: int
    cells: Sequence[Value]
    faulty: set[int]
    wrong: bool = False

    def column(self, kind: Kind) -> int:
        """Return the column of a kind that stands once; the first one where there is none."""
        return self.rows.columns.at(kind) or 0

    def report(self, column: int, key: str, **shown: object) -> None:
        """Report a fault of one cell."""
        self.wrong = True
        self.rows.report(self.number, column, key, **shown)

    def value(self, column: int) -> Value:
        """Return what stands in a cell, nothing where it is missing or was reported."""
        return "" if column in self.faulty or column >= len(self.cells) else self.cells[column]

    def words(self, kind: Kind) -> str:
        """Return the words of a column that stands once, empty where there is none."""
        column = self.rows.columns.at(kind)
        if column is None:
            return ""
        try:
            return values.name(self.value(column))
        except CellError as error:
            self.report(column, error.key, **error.values)
            return ""

    def body(self) -> str:
        """Return the name of the body, empty where there is none."""
        column = self.column(Kind.BODY)
        found = self.words(Kind.BODY)
        if not found and not self.wrong and column not in self.faulty:
            self.report(column, "tanpa_nama")
        return found

    def entry(self, body: str) -> Entry:
        """Return what the row says of a body."""
        self.wrong = self.wrong or bool(self.faulty)
        category, territory = self._category(), self.rows.territory(self.words(Kind.TERRITORY))
        scores, marks = self._scores(category), self._marks(category, territory)
        self._check_twice(scores, marks)
        return Entry(
            body=body,
            category=category,
            territory=territory,
            status=self._status(),
            values=scores,
            marks=marks,
            facts=self._facts(),
            submitted=self._submitted(),
        )

    def _category(self) -> str:
        column, written = self.rows.columns.at(Kind.CATEGORY), self.words(Kind.CATEGORY)
        categories = self.rows.categories
        found = categories.find(written)
        if found is not None:
            return found
        if column not in self.faulty:
            at = self.column(Kind.BODY) if column is None else column
            meant = categories.meant(written)
            if column is None:
                self.report(at, "tanpa_kategori", ada=categories.listed())
            elif not written:
                self.report(at, "kategori_kosong", ada=categories.listed())
            elif meant:
                self.report(at, "kategori_mirip", isi=written[: values.SHOWN], maksud=meant)
            else:
                self.report(at, "kategori", isi=written[: values.SHOWN], ada=categories.listed())
        return ""

    def _status(self) -> str | None:
        written = self.words(Kind.STATUS)
        if not written:
            return None
        known = {
            plain(words): status.code for status in self.rows.rules.statuses for words in (status.code, status.label)
        }
        code = known.get(plain(written))
        if code is None:
            listed = ", ".join(status.label for status in self.rows.rules.statuses) or "-"
            self.report(self.column(Kind.STATUS), "status", isi=written[: values.SHOWN], ada=listed)
        return code

    def _submitted(self) -> dt.datetime | None:
        column = self.rows.columns.at(Kind.SUBMITTED)
        if column is None:
            return None
        try:
            return values.moment(self.value(column))
        except CellError as error:
            self.report(column, error.key, **error.values)
            return None

    def _facts(self) -> dict[str, bool]:
        found = {}
        for column, one in self._of(Kind.FACT):
            try:
                answer = values.yes_or_no(self.value(column))
            except CellError as error:
                self.report(column, error.key, **error.values)
            else:
                if answer is not None:
                    found[one.place] = answer
        return found

    def _scores(self, category: str) -> dict[str, Fraction]:
        found = {}
        for column, one in self._of(Kind.VALUE):
            value = self._score(column, one, category)
            if value is not None:
                found[one.place] = value
        return found

    def _marks(self, category: str, territory: str | None) -> dict[str, tuple[Mark, ...]]:
        found: dict[str, tuple[Mark, ...]] = {}
        for column, one in self._of(Kind.MARK):
            value = self._score(column, one, category)
            if value is None:
                continue
            mark = Mark(value, one.assessor, self.rows.territory(one.territory))
            others = found.get(one.place, ())
            if any(other.assessor == mark.assessor for other in others):
                self.report(column, "penilai_ganda", penilai=one.assessor)
            if self._foreign(mark, one.place, territory):
                self.report(
                    column, "wilayah_lain", penilai=one.assessor, punya=mark.territory or "-", badan=territory or "-"
                )
            found[one.place] = (*others, mark)
        return found

    def _foreign(self, mark: Mark, place: str, territory: str | None) -> bool:
        """Tell whether an assessor of another territory, or of none, marked a body under a territorial panel."""
        panel = next(panel for panel in self.rows.rules.panels if panel.place == place)
        return panel.territorial and (mark.territory is None or mark.territory != territory)

    def _score(self, column: int, one: Field, category: str) -> Fraction | None:
        stage = next(stage for stage in self.rows.rules.stages if stage.code == one.place.partition(".")[0])
        highest = HUNDRED
        if one.kind is Kind.VALUE and stage.in_points and stage.weight.value is not None:
            highest = stage.weight.value
        grid = self.rows.columns.grid
        try:
            found = values.score(
                self.value(column), highest, lambda: (self.number, column) in self.rows.opened.percents(grid.name)
            )
        except CellError as error:
            self.report(column, error.key, **error.values)
            return None
        if found is not None and category and stage.categories and category not in stage.categories:
            self.report(column, "tahap_kategori", tahap=stage.label, kategori=self.rows.categories.labels[category])
        return found

    def _check_twice(self, scores: Mapping[str, Fraction], marks: Mapping[str, object]) -> None:
        """Report a stage given whole and in parts, and a place with a value and marks."""
        for place in (*scores, *marks):
            whole = place.partition(".")[0]
            if place != whole and (whole in scores or whole in marks):
                self._twice(place, "utuh_dan_komponen", tahap=stage_label(self.rows.rules, whole))
        for place in scores.keys() & marks.keys():
            self._twice(place, "nilai_dan_penilai", tahap=stage_label(self.rows.rules, place))

    def _twice(self, place: str, key: str, **shown: object) -> None:
        column = next(column for column, one in self.rows.columns.fields.items() if one.place == place)
        self.report(column, key, **shown)

    def _of(self, kind: Kind) -> Iterable[tuple[int, Field]]:
        return [(column, one) for column, one in self.rows.columns.fields.items() if one.kind is kind]
