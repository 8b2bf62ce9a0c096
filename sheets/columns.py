"""Finding the columns of a sheet of answers by their titles, wherever they were moved to."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from questionnaires.problems import Problem
from scoring.rules import Kind, Questionnaire
from sheets.cells import Grid, as_text
from sheets.choices import nearest, plain
from sheets.layout import ALIASES, Column, problem, title
from wording import text

_HEADER_ROWS = 20
_NUMBERED = re.compile(r"(.+?) ?(\d+)")
_INPUTS = (Column.ANSWER, Column.LEVEL, Column.NUMBER, Column.LINK, Column.NOTE)


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the title row and each column stand, counted from 0.

    at: every column but the links; a column that the questionnaire does not need may be absent.
    untitled: columns beside them without a title, in which nothing may stand.
    """

    header: int
    at: Mapping[Column, int]
    links: Sequence[int]
    untitled: Sequence[int]
    titles: Mapping[int, str]


def find_columns(grid: Grid, questionnaire: Questionnaire) -> tuple[Columns | None, list[Problem]]:
    """Return the columns of a sheet, or the problems that keep it from being read."""
    for number, row in enumerate(grid.rows[:_HEADER_ROWS]):
        titles = {column: as_text(value) for column, value in enumerate(row) if value != ""}
        known = {column: found for column, words in titles.items() if (found := _column(words)) is not None}
        if Column.CODE in known.values() and Column.ANSWER in known.values():
            return _check(grid, questionnaire, number, titles, known)
    place = text("sheets.tempat.lembar", lembar=grid.name)
    return None, [problem(place, "tanpa_judul", kode=title(Column.CODE), jawaban=title(Column.ANSWER))]


def _check(
    grid: Grid, questionnaire: Questionnaire, header: int, titles: dict[int, str], known: dict[int, Column]
) -> tuple[Columns | None, list[Problem]]:
    place = text("sheets.tempat.baris", lembar=grid.name, baris=header + 1)
    problems = [
        problem(place, "judul_ganda", judul=title(column))
        for column in dict.fromkeys(known.values())
        if column is not Column.LINK and list(known.values()).count(column) > 1
    ]
    problems += [
        problem(place, "judul_hilang", judul=title(column, int(column is Column.LINK)))
        for column in _needed(questionnaire)
        if column not in known.values()
    ]
    for at, words in titles.items():
        close = None if at in known else nearest(_bare(words), [_bare(title(column)) for column in _INPUTS])
        if close is not None:
            problems.append(problem(place, "judul_mirip", judul=words, maksud=close))
    if problems:
        return None, problems
    width = max((len(row) for row in grid.rows), default=0)
    return (
        Columns(
            header,
            {column: at for at, column in known.items() if column is not Column.LINK},
            [at for at, column in known.items() if column is Column.LINK],
            [at for at in range(width) if at not in titles],
            titles,
        ),
        [],
    )


def _needed(questionnaire: Questionnaire) -> list[Column]:
    needed = [Column.LINK, Column.NOTE]
    if any(question.levels for question in questionnaire.questions):
        needed.append(Column.LEVEL)
    if any(question.kind is Kind.NUMBER for question in questionnaire.questions):
        needed.append(Column.NUMBER)
    return needed


@lru_cache(maxsize=1024)
def _column(words: str) -> Column | None:
    known = _titles()
    named = plain(words)
    if named in known:
        return known[named]
    numbered = _NUMBERED.fullmatch(named)
    found = known.get(numbered[1]) if numbered else None
    return found if found is Column.LINK else None


@cache
def _titles() -> Mapping[str, Column]:
    return {**ALIASES, **{plain(title(column)): column for column in Column}}


def _bare(words: str) -> str:
    return plain(words).rstrip("0123456789 ")
