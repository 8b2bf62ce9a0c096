"""Every code has a name of its own that a form and an export can carry, and gives itself back."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets.odk.names import Part, field_name, read_name

CODES = st.builds(str.__add__, st.sampled_from("AZaz09"), st.text("AZaz019.-_", max_size=12))
CROWDED = st.text("a1hdu-._", max_size=9).map("A".__add__)
PARTS = st.sampled_from(Part)


@given(PARTS, st.one_of(CODES, CROWDED))
def test_a_name_gives_its_code_back(part: Part, code: str) -> None:
    name = field_name(part, code)
    assert re.fullmatch(r"[A-Za-z][A-Za-z0-9_]*", name)
    assert read_name(name) == (part, code)


@given(PARTS, PARTS, st.one_of(CODES, CROWDED), st.one_of(CODES, CROWDED))
def test_no_two_codes_share_a_name(one: Part, other: Part, first: str, second: str) -> None:
    assert (field_name(one, first) == field_name(other, second)) == ((one, first) == (other, second))


@given(st.text("A1hdu_", max_size=12).map("jawab_A".__add__))
def test_a_name_that_is_understood_is_written_in_one_way_only(name: str) -> None:
    found = read_name(name)
    assert found is None or field_name(*found) == name


@pytest.mark.parametrize("name", ["badan", "monev_aturan", "wilayah", "jawab_", "jawab__x", "lain_KKP24_001", ""])
def test_other_names_stand_for_no_question(name: str) -> None:
    assert read_name(name) is None
