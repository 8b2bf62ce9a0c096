"""Numbers as people and files write them, where the marks in them could mean two things."""

from __future__ import annotations

from fractions import Fraction

import pytest

from questionnaires.values import parse_number, parse_score

NUMBERS = [
    ("1\u00a0000", 1000),
    ("\u00a012,5\u00a0", Fraction(25, 2)),
    ("1.000.000,25", Fraction(4000001, 4)),
    ("1,000,000.25", Fraction(4000001, 4)),
    ("12.345,125", Fraction(98761, 8)),
]


@pytest.mark.parametrize(("text", "value"), NUMBERS)
def test_blanks_that_keep_a_number_together_and_marks_of_thousands_mean_nothing(text: str, value: Fraction) -> None:
    assert parse_number(text) == value


@pytest.mark.parametrize("text", ["1.234,5", "1,234.5", "1,2,3", "1.2.3", "1,", "", "1/2,5"])
def test_a_score_has_one_mark_at_most(text: str) -> None:
    with pytest.raises(ValueError, match="not a plain number"):
        parse_score(text)
