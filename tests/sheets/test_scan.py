"""The look over a sheet sees what a slow and simple search sees, wherever it stands in the text."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets.scan import look_over

PIECES = st.sampled_from(
    [b'<c r="A1" s="3"><v>1</v></c>', b'<row r="7" spans="1:9">', b"<f>A1</f>", b"<x:f >", b'<c r="B2" t="e">', b"<formula1>",
     b"<c t='e' r='C3'/>", b'<c r="AZ999"/>', b'<c r="BA1"/>', b'<c r="A1000"/>', b'<c r = "A5"/>', b"t=5 x = y", b"ref=\"A1:Z9999\"",
     b'<is><t>r="A12345" bukan sel</t></is>', b"   ", b"=", b'"', b"f", b"<f", b't="']
)  # fmt: skip
PLACE = re.compile(rb"""\sr\s*=\s*["']([A-Za-z]{0,3})(\d+)["']""")


def slow(content: bytes) -> tuple[bool, int, int]:
    """Return whether a formula or error stands in the text, and the last row and column that a tag names."""
    found = re.search(rb"[<:]f[ \t\r\n>/]", content) or re.search(rb"""\st\s*=\s*["']e["']""", content)
    tags = b"\n".join(re.findall(rb"<(?:c|row)\s[^<>]*", content))
    places = [(int(digits), number_of(letters)) for letters, digits in PLACE.findall(tags)]
    return found is not None, max((r for r, _ in places), default=1), max((c for _, c in places), default=1)


def number_of(letters: bytes) -> int:
    value = 0
    for letter in letters.upper():
        value = value * 26 + letter - 64
    return value


@given(st.lists(PIECES, max_size=30), st.integers(0, 40))
def test_nothing_is_overlooked_at_the_edge_of_a_piece(pieces: list[bytes], shift: int) -> None:
    content = b" " * (59_990 + shift) + b"".join(pieces)
    found, rows, columns = slow(content)
    seen = look_over(content)
    assert seen.suspicious or not found
    assert (seen.rows, seen.columns) >= (rows, columns)
    assert seen.columns >= columns


@pytest.mark.parametrize("length", [0, 1, 17, 59_999, 60_000, 60_001, 60_018, 120_018, 120_019])
def test_a_harmless_sheet_of_any_length_is_harmless(length: int) -> None:
    cell = b'<c r="A1" s="3" t="s"><v>12</v></c>'
    content = (b"<sheetData>" + cell * (length // len(cell) + 1))[:length]
    assert look_over(content)[:2] in ((False, 1000), (True, 1))


@pytest.mark.parametrize("at", range(59_970, 60_030))
def test_a_formula_is_seen_wherever_it_begins(at: int) -> None:
    assert look_over(b"x" * at + b"<f>1</f>" + b"x" * 40_000).suspicious


@pytest.mark.parametrize("at", range(59_970, 60_030))
def test_a_far_cell_is_seen_wherever_it_begins(at: int) -> None:
    assert look_over(b"x" * at + b'<c r="XFD1048576"/>' + b"x" * 40_000)[1:3] == (1_048_576, 16_384)


def test_words_that_look_like_a_place_are_no_place() -> None:
    assert look_over(b'<c r="A1" t="inlineStr"><is><t>lihat r="XFD1048576" ya</t></is></c>')[1:3] == (1, 1)
