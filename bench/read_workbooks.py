"""Reading 500 filled questionnaires, against the chosen reader reading the same cells bare.

    .venv/bin/python -m bench.read_workbooks [jumlah]

Floor: python-calamine opens every file and returns the rows of the three sheets that are read. Target: at most 2 times.
"""

from __future__ import annotations

import io
import statistics
import sys
import time
from collections.abc import Callable

import python_calamine

from questionnaires.loader import Library
from sheets.reader import WorkbookReader
from tests.sheets.bodies import random_body
from tests.sheets.filling import blank, fill

ROUNDS = 5
TARGET = 2.0
SHEETS = ("_monev", "Petunjuk", "Jawaban")
DISTINCT = 20


def main() -> int:
    """Print floor, figure and ratio; return 1 above the target."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 500
    library = Library()
    questionnaire = library.questionnaire("kkp/2024", "upt")
    empty = blank(questionnaire)
    made = [
        fill(empty, questionnaire, random_body(questionnaire, seed), body=f"UPT {seed}") for seed in range(DISTINCT)
    ]
    reader = WorkbookReader(library, questionnaire)
    assert all(not reader.read(data).problems for data in made)
    turns = _in_turns(ROUNDS * count // DISTINCT, lambda: _bare(made), lambda: _read(reader, made))
    floor, figure = (statistics.median(column) * count / DISTINCT for column in zip(*turns, strict=True))
    low, ratio, high = statistics.quantiles([ours / bare for bare, ours in turns], n=4)
    print(f"{count} buku kerja x {len(questionnaire.questions)} butir")
    print(f"calamine saja : {floor:6.2f} s  ({floor / count * 1000:.2f} ms per berkas)")
    print(f"pembaca kita  : {figure:6.2f} s  ({figure / count * 1000:.2f} ms per berkas)")
    print(f"nisbah        : {ratio:6.2f}   (sasaran paling banyak {TARGET})")
    print(f"separuh dari {len(turns)} giliran di antara {low:.2f} dan {high:.2f}")
    return int(ratio > TARGET)


def _bare(files: list[bytes]) -> int:
    cells = 0
    for data in files:
        book = python_calamine.load_workbook(io.BytesIO(data))
        for name in SHEETS:
            cells += sum(len(row) for row in book.get_sheet_by_name(name).to_python(skip_empty_area=False))
    return cells


def _read(reader: WorkbookReader, files: list[bytes]) -> int:
    return sum(len(reader.read(data).facts) for data in files)


def _in_turns(rounds: int, *works: Callable[[], object]) -> list[list[float]]:
    """Return the CPU time of each in every round; rounds are short, so that a busy machine slows all alike."""
    taken: list[list[float]] = []
    for _ in range(rounds):
        taken.append([])
        for work in works:
            start = time.process_time()
            work()
            taken[-1].append(time.process_time() - start)
    return taken


if __name__ == "__main__":
    raise SystemExit(main())
