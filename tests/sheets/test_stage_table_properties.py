"""Any table: it is read whole, or refused with a place; what is read is what stands in it; nothing is lost unseen."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scoring.contest import contest
from scoring.entries import Entry, Mark
from tests.sheets.contests import LISTED, TERRITORIAL, YEAR, as_csv, read, table
from tests.sheets.wrong import with_part

QUIET = settings(
    max_examples=settings.default.max_examples // 3,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
"""Each example writes and reads a file."""
TITLES = (
    "badan", "kategori", "wilayah", "status", "dikirim", "saq", "visitasi", "visitasi.verifikasi", "visitasi.presentasi",
    "uji_publik: Ani", "uji_publik: Budi", "uji_publik", "pimpinan_hadir", "catatan",
)  # fmt: skip
WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff"), max_size=12)
CELLS = st.one_of(
    st.none(), WORDS, st.integers(-5, 105), st.floats(-1, 101, allow_nan=False), st.booleans(),
    st.datetimes(dt.datetime(2020, 1, 1), dt.datetime(2030, 1, 1)),
    st.sampled_from(["Ya", "tidak", "-", "87,5", "1951/20", "50%", "opd", "Kab/Kota", "Tidak dinilai", "=1+1", "27/11/2026"]),
)  # fmt: skip
ROWS = st.lists(st.lists(CELLS, min_size=len(TITLES), max_size=len(TITLES)), min_size=1, max_size=4)


@given(ROWS)
@QUIET
def test_whatever_stands_in_the_cells_a_table_is_read_or_refused(rows: list[list[object]]) -> None:
    reading = read(table(*rows, titles=TITLES))
    assert all(problem.place and problem.message and problem.remedy for problem in reading.problems)
    if not reading.problems:
        assert len(contest(YEAR, reading.entries).bodies) == len(reading.entries)


@given(st.lists(st.lists(WORDS, max_size=6), max_size=6), st.sampled_from([";", ",", "\t"]))
@QUIET
def test_any_csv_file_is_read_or_refused(rows: list[list[str]], separator: str) -> None:
    data = as_csv(*rows, titles=("badan", "kategori", "saq"), separator=separator)
    reading = read(data)
    assert reading.problems or reading.entries


@given(st.binary(max_size=400))
@QUIET
def test_any_bytes_are_refused(data: bytes) -> None:
    assert read(data).problems


@given(st.binary(min_size=1, max_size=40), st.integers(0, 3_000))
@QUIET
def test_damage_to_a_sheet_never_ends_in_anything_but_a_problem(noise: bytes, at: int) -> None:
    data = table(["Dinas A", "opd", 80, 90, 80, 85, 78])
    read(with_part(data, "xl/worksheets/sheet1.xml", lambda xml: xml[: at % len(xml)] + noise + xml[at % len(xml) :]))


SCORES = st.one_of(
    st.decimals(0, 100, places=2).map(Fraction),
    st.integers(0, 100).map(Fraction),
    st.fractions(0, 100, max_denominator=97),
)
NAMES = st.lists(
    st.text(st.characters(categories=("L", "N")), min_size=1, max_size=10), min_size=1, max_size=5,
    unique_by=lambda words: words.casefold(),
)  # fmt: skip


@st.composite
def entries(draw: st.DrawFn) -> list[Entry]:
    """Return bodies that a table can hold."""
    found = []
    for number, name in enumerate(draw(NAMES)):
        values = draw(
            st.fixed_dictionaries(
                {}, optional=dict.fromkeys(("saq", "visitasi.verifikasi", "visitasi.presentasi"), SCORES)
            )
        )
        marks = draw(st.lists(SCORES, max_size=2))
        given_marks = {"uji_publik": tuple(Mark(mark, who) for mark, who in zip(marks, ("Ani", "Budi"), strict=False))}
        facts = draw(st.fixed_dictionaries({}, optional={"pimpinan_hadir": st.booleans()}))
        category = draw(st.sampled_from([code for code, _ in LISTED]))
        status = draw(st.sampled_from([None, None, "tidak_dinilai"]))
        found.append(
            Entry(f"{name} {number}", category, None, status, values, given_marks if marks else {}, facts)
        )  # the number keeps names apart that only differ in how they are written
    return found


def _cell(value: Fraction | None) -> object:
    """Return a number as a person types it: with a comma, or as a fraction where it has no end."""
    if value is None:
        return None
    decimal = value * 10_000
    return f"{float(value)}".replace(".", ",") if decimal.denominator == 1 else str(value)


@given(entries())
@QUIET
def test_what_is_typed_into_a_table_comes_back(bodies: list[Entry]) -> None:
    rows = []
    for one in bodies:
        marks = {mark.assessor: mark.value for mark in one.marks.get("uji_publik", ())}
        said = {True: "Ya", False: "Tidak", None: None}[one.facts.get("pimpinan_hadir")]
        places = [one.values.get(place) for place in ("saq", "visitasi.verifikasi", "visitasi.presentasi")]
        rows.append(
            [one.body, one.category, None, one.status, None, _cell(places[0]), None, *map(_cell, places[1:]),
             _cell(marks.get("Ani")), _cell(marks.get("Budi")), None, said, "apa saja"]
        )  # fmt: skip
    for reading in (read(table(*rows, titles=TITLES)), read(as_csv(*rows, titles=TITLES))):
        assert (reading.problems, list(reading.entries)) == ((), bodies)


@given(
    st.lists(st.sampled_from(["Aceh", "aceh", "Riau", ""]), min_size=2, max_size=2),
    st.sampled_from(["", "(Aceh)", "(Riau)"]),
)
@QUIET
def test_a_territorial_panel_is_judged_like_the_kernel_judges_it(territories: list[str], own: str) -> None:
    """What the reader accepts the kernel accepts; what it refuses had a foreign mark."""
    titles = ("badan", "kategori", "wilayah", f"uji_publik: Ani {own}")
    rows = [[f"Desa {at}", "Desa", territory, 80] for at, territory in enumerate(territories)]
    reading = read(table(*rows, titles=titles), rules=TERRITORIAL, listed=())
    fits = [bool(own) and territory.casefold() == own.strip("()").casefold() for territory in territories]
    assert [entry.body for entry in reading.entries] == ([f"Desa {at}" for at, fit in enumerate(fits) if fit])
    assert bool(reading.problems) == (not all(fits))
