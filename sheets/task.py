"""What is handed to the process that compares, and what comes back from it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import NamedTuple

from analytics.comparison import Comparison, Entry
from scoring.rules import Questionnaire

MOST = 5_000
"""Most bodies in one comparison; each needs 30 kB and more of memory until the ranking is written."""


@dataclass(frozen=True, slots=True)
class Task:
    """One comparison.

    entries: bodies whose answers are known already. files: name and size of each file whose content follows.
    scratch: a folder for what the spreadsheet writer puts aside; the process removes it when it ends.
    most: more bodies than these are refused. own: the questionnaires of single bodies that are taken beside it.
    """

    questionnaire: Questionnaire
    entries: tuple[Entry, ...]
    files: tuple[tuple[str, int], ...]
    scratch: str
    most: int = MOST
    own: tuple[Questionnaire, ...] = ()


class Progress(NamedTuple):
    """How many of the workbooks were read; `total` is 0 while other comparisons are waited for."""

    done: int
    total: int


def outline(comparison: Comparison) -> Comparison:
    """Return the comparison without answers and single scores: what a page draws, a hundredth of the whole."""
    rows = tuple(
        replace(row, entry=replace(row.entry, answers={}), sheet=replace(row.sheet, questions=()))
        for row in comparison.rows
    )
    return replace(comparison, rows=rows)
