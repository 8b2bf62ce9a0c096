"""What a cell says for a key of each form, also of forms that no shipped table has yet."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from typing import Any, Literal

import pytest
from pydantic import Field

from questionnaires.schema import Arithmetic
from questionnaires.tables import Table
from questionnaires.values import Exact, Number
from questionnaires.writing.shape import shapes
from sheets.authoring.lay import cell_of
from sheets.authoring.values import Wrong, value_of


class _Every(Table):
    text: str
    number: Number
    open_number: Exact
    whole: int
    truth: bool
    mode: Literal["half_up", "truncate"]
    words: list[str]
    numbers: list[Number]
    anything: Any
    inline: dict[str, int]
    rows: list[list[int]]
    cleared: str | None = None
    emptied: list[str] | None = Field(default=None)


ARITHMETIC = {shape.key: shape for shape in shapes(Arithmetic)}


@pytest.mark.parametrize(
    ("key", "code", "said"),
    [
        ("claimed_yes", "top", "nilai penuh"),
        ("claimed_yes", "pending", "nilai ditunda"),
        ("unjudged_yes", "zero", "nilai nol"),
        ("unjudged_yes", "pending", "nilai ditunda"),
    ],
)
def test_a_fixed_value_beside_codes_of_levels_has_words_that_no_code_can_be(key: str, code: str, said: str) -> None:
    assert cell_of(ARITHMETIC[key], code) == said
    assert [value_of(ARITHMETIC[key], cell) for cell in (said, f" {said.title()} ", code)] == [code] * 3
    assert value_of(ARITHMETIC[key], said.replace(" ", "_")) == said.replace(" ", "_")  # a level of this name
    assert cell_of(ARITHMETIC[key], "cukup") == value_of(ARITHMETIC[key], "cukup") == "cukup"


SHAPES = {shape.key: shape for shape in shapes(_Every)}


@pytest.mark.parametrize(
    ("key", "cell", "value"),
    [
        ("text", "  dua\r\nbaris ", "dua\nbaris"),
        ("text", 12.0, "12"),
        ("text", 1.1, "1.1"),
        ("number", "1.234,5", "2469/2"),
        ("number", 0.1, "0.1"),
        ("open_number", "Tidak Dipublikasikan", "nf"),
        ("whole", 2.0, 2),
        ("truth", "SUDAH", True),
        ("truth", 0, False),
        ("mode", "setengah ke atas", "half_up"),
        ("mode", "Truncate", "truncate"),
        ("words", "a; b;\nc", ["a", "b", "c"]),
        ("words", "satu, dua kata; tiga", ["satu, dua kata", "tiga"]),
        ("numbers", "3; 24; 1/2", ["3", "24", "1/2"]),
        ("anything", "30", "30"),
        ("anything", "half_up", "half_up"),
        ("anything", "true", True),
        ("inline", "{ a = 1 }", {"a": 1}),
        ("rows", "[[1, 2], [3]]", [[1, 2], [3]]),
        ("cleared", "(kosong)", ""),
        ("emptied", "(KOSONG)", []),
        ("text", "(kosong)", "(kosong)"),
    ],
)
def test_a_cell_is_understood(key: str, cell: Any, value: Any) -> None:
    assert value_of(SHAPES[key], cell) == value


@pytest.mark.parametrize(
    ("key", "cell", "fault"),
    [
        ("text", True, "benar_salah"),
        ("text", dt.date(2026, 1, 2), "tanggal"),
        ("text", "x" * 10_001, "panjang"),
        ("number", "nf", "nf_ditolak"),
        ("number", "seratus", "angka_pasti"),
        ("open_number", "seratus", "angka"),
        ("number", "1.000", "rancu"),
        ("number", "1/0", "nol"),
        ("number", "40 %", "persen"),
        ("number", "9" * 41, "angka_pasti"),
        ("whole", "1,5", "bulat"),
        ("whole", "dua", "bulat"),
        ("truth", "mungkin", "ya_tidak"),
        ("mode", "ke samping", "pilihan"),
        ("mode", "setengah keatas", "pilihan_mirip"),
        ("numbers", "3; banyak", "angka_pasti"),
        ("anything", "1.000", "rancu"),
        ("inline", "{ a = ", "toml"),
        ("inline", "[" * 3_000, "toml"),
    ],
)
def test_a_cell_that_says_nothing_is_refused(key: str, cell: Any, fault: str) -> None:
    with pytest.raises(Wrong) as caught:
        value_of(SHAPES[key], cell)
    assert caught.value.key == fault


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("inline", {"a": 1}),
        ("rows", [[1, 2], [3]]),
        ("anything", True),
        ("cleared", ""),
        ("emptied", []),
        ("words", ["a", "b"]),
        ("truth", False),
    ],
)
def test_a_value_comes_back_from_its_cell(key: str, value: Any) -> None:
    assert value_of(SHAPES[key], cell_of(SHAPES[key], value)) == value


def test_a_fraction_that_no_cell_holds_stands_as_text() -> None:
    assert cell_of(SHAPES["number"], Fraction(1, 3)) == "1/3"
    assert cell_of(SHAPES["number"], Fraction(1, 4)) == 0.25
