"""A table and the rankings that stand beside it, brought together: one list of bodies, or every fault."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from questionnaires.problems import Problem
from scoring.entries import Entry, contest_faults
from scoring.rules import RuleSet
from sheets.container import UnreadableError
from sheets.contest.categories import Categories
from sheets.contest.grids import Opened, open_table
from sheets.contest.reading import TableReading, read_opened
from sheets.contest.saq import SAQ, SaqRow, is_ranking, rows_of, with_saq
from sheets.contest.saying import problem
from sheets.reader import Source
from wording import text


class Named(NamedTuple):
    """A file with the name by which messages call it."""

    name: str
    source: Source


def gather(files: Sequence[Named], rules: RuleSet, listed: Sequence[tuple[str, str]], only: str = "") -> TableReading:
    """Return the bodies of one table and of any number of SAQ rankings; rankings alone are a table of their own.

    Args:
        files: at most one table, and rankings that `monev compare` wrote, in any order.
        listed: code and label of the categories with a questionnaire.
        only: the category of every row that names none.
    """
    categories = Categories.of(rules, listed, only)
    opened, problems = _opened(files)
    if only and not categories.fallback:
        problems.append(problem(only, "kategori", isi=only, ada=categories.listed()))
    tables = [file for file in opened if not is_ranking(file)]
    if len(tables) > 1:
        names = ", ".join(file.name for file in tables)
        problems.append(problem(tables[1].name, "beberapa_tabel", berkas=names))
    found = (
        read_opened(tables[0], rules, categories) if len(tables) == 1 else TableReading(categories=categories.labels)
    )
    rows, wrong = _rankings([file for file in opened if is_ranking(file)], rules)
    problems += [*found.problems, *wrong]
    if problems:
        return replace(found, problems=tuple(problems))
    entries, problems = with_saq(found.entries or _entries(rows), rows)
    problems += [problem(fault.code, "ditolak", sebab=fault.message) for fault in contest_faults(rules, entries)]
    refused = [text("rekap.catatan.saq_ditolak", badan=row.body) for row in rows if row.value is None]
    return replace(found, entries=entries, notes=(*found.notes, *refused), problems=tuple(problems))


def bodies_of(files: Sequence[Named], rules: RuleSet) -> tuple[list[SaqRow], list[Problem]]:
    """Return the bodies of rankings that `monev compare` wrote, and what is wrong with them."""
    opened, problems = _opened(files)
    problems += [problem(file.name, "bukan_peringkat") for file in opened if not is_ranking(file)]
    rows, wrong = _rankings([file for file in opened if is_ranking(file)], rules)
    _, twice = with_saq(_entries(rows), rows)
    return rows, [*problems, *wrong, *twice]


def _opened(files: Sequence[Named]) -> tuple[list[Opened], list[Problem]]:
    """Return the files that open, and why the others do not."""
    opened: list[Opened] = []
    problems: list[Problem] = []
    for file in files:
        try:
            opened.append(open_table(file.source, file.name))
        except UnreadableError as error:
            problems.append(error.problem)
    return opened, problems


def _rankings(opened: Sequence[Opened], rules: RuleSet) -> tuple[list[SaqRow], list[Problem]]:
    rows: list[SaqRow] = []
    problems: list[Problem] = []
    for file in opened:
        some, wrong = rows_of(file, rules)
        rows += some
        problems += wrong
    return rows, problems


def _entries(rows: Sequence[SaqRow]) -> tuple[Entry, ...]:
    """Return a body for each row of the rankings; a name that stands twice is left to `with_saq`."""
    known = {row.body: row for row in reversed(rows)}
    values = {name: {} if row.value is None else {SAQ: row.value} for name, row in known.items()}
    return tuple(Entry(row.body, row.category, values=values[name]) for name, row in reversed(known.items()))
