"""A ranking of 10,000 bodies in 40 columns, styled, against XlsxWriter writing the same cells bare.

    .venv/bin/python -m bench.ranking_workbook [badan]

Both stream to a file in memory. Target: at most 1.5 times.
"""

from __future__ import annotations

import io
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

import python_calamine
import xlsxwriter

from analytics.comparison import Comparison, Entry, compare
from scoring.facts import Answer
from scoring.rules import Indicator, Questionnaire
from sheets.paper import Paper
from sheets.ranking import ranking_sheet
from tests.sheets import examples

ROUNDS = 5
TARGET = 1.5
COLUMNS = 40
FIXED_COLUMNS = 8
DISTINCT = 50


def main() -> int:
    """Print floor, figure and ratio; return 1 above the target."""
    bodies = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    comparison = _comparison(bodies)
    cells = _cells(comparison)
    floor, figure = _fastest(lambda: _bare(cells), lambda: _styled(comparison))
    ratio = figure / floor
    print(f"{len(comparison.rows)} badan x {len(cells[-1])} kolom")
    print(f"XlsxWriter saja : {floor:6.2f} s")
    print(f"peringkat kita  : {figure:6.2f} s")
    print(f"nisbah          : {ratio:6.2f}   (sasaran paling banyak {TARGET})")
    return int(ratio > TARGET)


def _comparison(bodies: int) -> Comparison:
    """Return a ranking of so many bodies; a few score sheets are shared, names are all different."""
    questionnaire = _questionnaire()
    entries = [Entry(f"Badan publik {at}", f"{at}.xlsx", _answers(questionnaire, at)) for at in range(DISTINCT)]
    small = compare(questionnaire, entries)
    rows = tuple(
        replace(
            row,
            entry=Entry(f"Dinas Kabupaten Contoh Nomor {at}", f"isian/{at}.xlsx", row.entry.answers),
            place=at + 1,
        )
        for at in range(bodies)
        for row in [small.rows[at % DISTINCT]]
    )
    return replace(small, rows=rows)


def _questionnaire() -> Questionnaire:
    indicators = tuple(
        Indicator(f"i{at}", f"Indikator {at}", examples.setting(Fraction(100, COLUMNS - FIXED_COLUMNS)))
        for at in range(COLUMNS - FIXED_COLUMNS)
    )
    questions = tuple(
        examples.question(f"{indicator.code}.{at}", indicator.code) for indicator in indicators for at in range(4)
    )
    rules = replace(examples.RULES, indicators=indicators)
    return replace(examples.FULL, rules=rules, indicators=indicators, questions=questions)


def _answers(questionnaire: Questionnaire, at: int) -> dict[str, Answer]:
    links = ("https://contoh.go.id/ppid",)
    return {
        question.code: Answer("ya", links=links)
        for number, question in enumerate(questionnaire.questions)
        if (number * 7 + at) % 10 < 8
    }


def _cells(comparison: Comparison) -> list[list[object]]:
    """Return what stands on our sheet, as another program reads it."""
    target = io.BytesIO()
    paper = Paper.open(target, streaming=True)
    ranking_sheet(paper, comparison)
    paper.book.close()
    book = python_calamine.load_workbook(io.BytesIO(target.getvalue()))
    return book.get_sheet_by_index(0).to_python(skip_empty_area=False)


def _bare(cells: list[list[object]]) -> None:
    book = xlsxwriter.Workbook(io.BytesIO(), {"constant_memory": True})
    sheet = book.add_worksheet()
    for at, row in enumerate(cells):
        for column, value in enumerate(row):
            if isinstance(value, float):
                sheet.write_number(at, column, value)
            elif value != "":
                sheet.write_string(at, column, str(value))
    book.close()


def _styled(comparison: Comparison) -> None:
    paper = Paper.open(io.BytesIO(), streaming=True)
    ranking_sheet(paper, comparison)
    paper.book.close()


def _fastest(*works: Callable[[], object]) -> list[float]:
    """Return the best CPU time of each; they take turns, so that a busy machine slows all alike."""
    best = [float("inf")] * len(works)
    for _ in range(ROUNDS):
        for at, work in enumerate(works):
            start = time.process_time()
            work()
            best[at] = min(best[at], time.process_time() - start)
    return best


if __name__ == "__main__":
    raise SystemExit(main())
