"""From the rows of a sheet to answers. A row in order is read once; one that is not is explained cell by cell."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

from questionnaires.answers import LINK_LIMIT, LINKS_LIMIT, NOTE_LIMIT, read_answer
from questionnaires.problems import Problem
from scoring.facts import BLANK, Answer
from scoring.rules import Kind
from sheets.cells import Grid, Value, as_text, plain_number
from sheets.columns import Columns
from sheets.faults import explain
from sheets.layout import Column, problem
from sheets.vocabulary import Row, Vocabularies, Vocabulary, choice_of, code_of, word_of
from wording import text

_MOST_PROBLEMS = 5_000
"""Problems after which a sheet is read no further."""
_NAMED_CODES = 10
_SHOWN = 80
_TEXTS = frozenset({str})
USUAL_LINK = re.compile(r"https?://[a-z0-9-]+(?:\.[a-z0-9-]+)+(?::\d{1,4})?(?:[/?#][!-~]*)?", re.IGNORECASE | re.ASCII)


@dataclass(slots=True)
class Rows:
    """Reads the rows of one sheet.

    behind: returns the addresses behind the cells of the sheet; asked only when a link cell holds none itself.
    """

    grid: Grid
    columns: Columns
    known: Vocabularies
    behind: Callable[[], Mapping[str, str]]
    facts: dict[str, Answer] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    _seen: dict[str, int] = field(default_factory=dict)

    def read(self) -> None:
        """Read every row below the titles into `facts`, and what is wrong into `problems`."""
        first = self.columns.header + 1
        for number, cells in enumerate(self._in_order(first), start=first):
            if cells is not None:
                self._row(number, cells)
            if len(self.problems) > _MOST_PROBLEMS:
                return
        missing = [code for code in self.known.by_code if code not in self._seen]
        if missing:
            place = text("sheets.tempat.lembar", lembar=self.grid.name)
            listed = ", ".join(missing[:_NAMED_CODES]) + (", ..." if len(missing) > _NAMED_CODES else "")
            self.problems.append(problem(place, "baris_hilang", jumlah=len(missing), kode=listed))

    def _in_order(self, first: int) -> Iterator[Sequence[Value] | None]:
        """Read every row that is in order, and yield those that must be looked at closely; None for the others.

        A row is in order when its answer and level were judged before, nothing stands in the column of counts, and its
        links are plain addresses: exactly what `read_answer` accepts.
        """
        at = self.columns.at
        code_at, answer_at, note_at = at[Column.CODE], at[Column.ANSWER], at[Column.NOTE]
        level_at, count_at = at.get(Column.LEVEL, -1), at.get(Column.NUMBER, -1)
        links_at, by_code, seen = self.columns.links, self.known.by_code, self._seen
        unusual = bool(self.grid.faults or self.columns.untitled)
        for number, cells in enumerate(self.grid.rows[first:], start=first):
            code = cells[code_at]
            found = by_code.get(code) if isinstance(code, str) and not unusual else None
            note = cells[note_at]
            if (
                found is None
                or found.question.kind is Kind.NUMBER
                or code in seen
                or not isinstance(note, str)
                or len(note) > NOTE_LIMIT
                or (count_at >= 0 and cells[count_at] != "")
            ):
                yield cells
                continue
            base = found.judge(cells[answer_at], cells[level_at] if level_at >= 0 else "")
            links = [link for column in links_at if (link := cells[column]) != ""]
            if base is None or (links and not _plain(links)):
                yield cells
                continue
            seen[found.question.code] = number
            if links or note or base is not BLANK:
                given = tuple(dict.fromkeys(cast("list[str]", links)))
                self.facts[found.question.code] = Answer(base.choice, base.chosen, base.level, None, given, note)
            yield None

    def _row(self, number: int, cells: Sequence[Value]) -> None:
        row = self._entered(number, cells)
        faulty = self._faulty(number) if self.grid.faults else []
        for column in self.columns.untitled:
            if column < len(cells) and cells[column] != "":
                self._report(number, column, "tanpa_judul_kolom", isi=as_text(cells[column])[:_SHOWN])
        code_column = self.columns.at[Column.CODE]
        code = code_of(cells[code_column])
        if not code:
            if faulty or not row.empty:
                self._report(number, code_column, "tanpa_kode")
            return
        found = self.known.find(code)
        if found is None:
            self._report(number, code_column, "kode", kode=code)
            return
        first = self._seen.setdefault(found.question.code, number)
        if first != number:
            self._report(number, code_column, "kode_ganda", kode=code, baris=first + 1)
        elif faulty or not row.empty:
            self._enter(found, row, faulty)

    def _entered(self, number: int, cells: Sequence[Value]) -> Row:
        at = self.columns.at
        return Row(
            number,
            _filled(cells[at[Column.ANSWER]]),
            _filled(cells[at[Column.LEVEL]]) if Column.LEVEL in at else "",
            _filled(cells[at[Column.NUMBER]]) if Column.NUMBER in at else "",
            [(column, cells[column]) for column in self.columns.links if _filled(cells[column]) != ""],
            cells[at[Column.NOTE]],
        )

    def _faulty(self, number: int) -> list[int]:
        """Return the columns of this row in which a formula or an error stands where a person writes."""
        at = self.columns.at
        inputs = [at[column] for column in (Column.ANSWER, Column.LEVEL, Column.NUMBER, Column.NOTE) if column in at]
        return [column for column in (*inputs, *self.columns.links) if (number, column) in self.grid.faults]

    def _enter(self, found: Vocabulary, row: Row, faulty: list[int]) -> None:
        raw, clear = _raw(found, row)
        answer, problems = read_answer(found.question, raw, found.question.code)
        if faulty or problems or not clear:
            explained, links = explain(self.grid, self.columns, found, row, faulty, self.behind)
            raw["links"] = links
            answer, problems = read_answer(found.question, raw, found.question.code)
            if explained or problems or not clear:
                place = text("sheets.tempat.baris", lembar=self.grid.name, baris=row.number + 1)
                self.problems += explained or [Problem(place, left.message, left.remedy) for left in problems]
                return
        if answer != BLANK:
            self.facts[found.question.code] = answer

    def _report(self, number: int, column: int, key: str, **values: object) -> None:
        self.problems.append(problem(self.grid.place(number, column, self.columns.titles), key, **values))


def _plain(links: list[Value]) -> bool:
    """Tell whether all of these are addresses of the usual kind; any other one is left to `valid_link`."""
    if len(links) > LINKS_LIMIT or not _TEXTS.issuperset(map(type, links)):
        return False
    texts = cast("list[str]", links)
    return max(map(len, texts)) <= LINK_LIMIT and all(map(USUAL_LINK.fullmatch, texts))


def _filled(value: Value) -> Value:
    """Return the value of a cell, nothing for one that holds spaces only."""
    return "" if isinstance(value, str) and value.isspace() else value


def _raw(found: Vocabulary, row: Row) -> tuple[dict[str, Any], bool]:
    """Return the answer as JSON would hold it, and whether every word in it was understood."""
    choice, level = choice_of(found, row.answer), word_of(found.levels, row.level)
    clear = (choice is not None or row.answer == "") and (level is not None or row.level == "")
    number = row.count
    if isinstance(number, int | float) and not isinstance(number, bool):
        number = plain_number(number)
    raw: dict[str, Any] = {
        "choice": choice,
        "level": level,
        "number": number,
        "links": [link for _, link in row.links],
        "note": row.note if isinstance(row.note, str) else as_text(row.note),
    }
    return raw, clear
