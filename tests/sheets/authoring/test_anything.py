"""Whatever people do to a sheet: it is read without a crash, and what is accepted comes back as it was understood."""

from __future__ import annotations

import datetime as dt
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sheets.authoring.draft import read_pages
from tests.sheets.authoring.contoh import Workbook, good

CELLS = st.sampled_from([
    "", " ", "ya", "nf", "(kosong)", "0", "-1", "1.000", "1/0", "9" * 50, "1e5", "Tahap penilaian", "Kode", "opd",
    "uji/2030:opd", "bank/2025:opd", "{}", "[", "[1", "a;b;;", "\n\n", "=1+1", "#REF!", True, False, 0, 1, -3, 1.5, 1e300, 1e15,
    dt.date(2026, 1, 1), dt.datetime(2026, 1, 1, 1, 1), dt.time(1, 1), dt.timedelta(hours=3), "UJI-1", "jenis", "saq",
    "visitasi.dokumen", "tiga", "pedoman", "\u200b", "\u202e", "../x", "\x00\x1f", "threshold", "rank", "class",
    "questions.*.weight", "scales.tiga", "x" * 20_000,
]) | st.text(max_size=20)  # fmt: skip


@st.composite
def spoilt(draw: st.DrawFn) -> Workbook:
    """The good workbook with some cells, rows, formulas and joined cells changed at random."""
    book = Workbook.of(good())
    for _ in range(draw(st.integers(1, 12))):
        name = draw(st.sampled_from(sorted(book.rows)))
        rows = book.rows[name]
        kind = draw(st.integers(0, 9))
        at = draw(st.integers(0, max(len(rows) - 1, 0)))
        if kind == 0 and rows:
            del rows[at]
        elif kind == 1 and rows:
            rows.insert(at, list(rows[draw(st.integers(0, len(rows) - 1))]))
        elif kind == 2:
            book.faults.setdefault(name, {})[at, draw(st.integers(0, 20))] = draw(st.sampled_from(["=A1", "#N/A", ""]))
        elif kind == 3:
            book.merged.setdefault(name, []).append(draw(st.sampled_from(["A1:B2", "C4:C9", "A1:XFD1048576"])))
        elif rows and rows[at]:
            rows[at][draw(st.integers(0, len(rows[at]) - 1))] = draw(CELLS)
    return book


@given(spoilt())
@settings(suppress_health_check=[HealthCheck.too_slow])
def test_any_sheet_is_read_without_a_crash(book: Workbook) -> None:
    found = book.examined()
    for problem in (*found.problems, *found.notices):
        told: Any = (problem.place, problem.message, problem.remedy)
        assert all(part.strip() for part in told)


@given(spoilt())
@settings(suppress_health_check=[HealthCheck.too_slow])
def test_what_is_accepted_comes_back_as_it_was_understood(book: Workbook) -> None:
    draft = read_pages(book.pages())
    if draft.folder is not None:
        again = read_pages(Workbook.of(draft.folder).pages())
        assert again.problems == ()
        assert again.folder is not None
        assert again.folder.texts() == draft.folder.texts()
