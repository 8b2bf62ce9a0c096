"""Exact numbers in and printed numbers out; every row of these tables is worked out on paper."""

from __future__ import annotations

from fractions import Fraction

import pytest

from scoring.cohort import cohort
from scoring.numbers import Mode, Rounding, exact_text, parse_exact, read_text, total


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("97.55", Fraction(1951, 20)),
        ("97", Fraction(97)),
        (" 97 ", Fraction(97)),
        ("-0.5", Fraction(-1, 2)),
        ("1951/20", Fraction(1951, 20)),
        ("-7/3", Fraction(-7, 3)),
        ("1/03", Fraction(1, 3)),
    ],
)
def test_a_plain_number_or_a_ratio_is_read(text: str, value: Fraction) -> None:
    assert parse_exact(text) == value


@pytest.mark.parametrize("text", ["", "97,55", "1e2", ".5", "5.", "1/0", "1/00", "1/2/3", "97 5", "+1", "٩٧", "nan", "1_0", "1.5/2"])  # fmt: skip
def test_everything_else_is_refused_by_its_name(text: str) -> None:
    with pytest.raises(ValueError, match="not a plain number") as refused:
        parse_exact(text)
    assert repr(text) in str(refused.value)


@pytest.mark.parametrize(
    ("value", "up", "even", "cut"),
    [
        ("97.624", "97.62", "97.62", "97.62"),
        ("97.625", "97.63", "97.62", "97.62"),
        ("97.635", "97.64", "97.64", "97.63"),
        ("97.6251", "97.63", "97.63", "97.62"),
        ("0.055", "0.06", "0.06", "0.05"),
        ("0.045", "0.05", "0.04", "0.04"),
        ("-97.625", "-97.63", "-97.62", "-97.62"),
        ("-97.629", "-97.63", "-97.63", "-97.62"),
        ("0.004", "0.00", "0.00", "0.00"),
        ("0.005", "0.01", "0.00", "0.00"),
        ("100", "100.00", "100.00", "100.00"),
    ],
)
def test_halves_go_where_the_mode_sends_them_by_size_and_not_by_sign(value: str, up: str, even: str, cut: str) -> None:
    exact = Fraction(value)
    for mode, text in ((Mode.HALF_UP, up), (Mode.HALF_EVEN, even), (Mode.TRUNCATE, cut)):
        rounding = Rounding(2, mode)
        assert rounding.text(exact) == text
        assert rounding.apply(exact) == Fraction(text)


@pytest.mark.parametrize(
    ("places", "value", "text"), [(0, "87.5", "88"), (1, "87.25", "87.3"), (3, "0.0125", "0.013"), (4, "2/3", "0.6667")]
)
def test_exactly_as_many_places_are_printed_as_are_declared(places: int, value: str, text: str) -> None:
    assert Rounding(places).text(Fraction(value)) == text


def test_two_places_and_half_up_are_what_is_printed_where_nothing_was_declared() -> None:
    assert (Rounding().text(Fraction("0.125")), Rounding(1).text(Fraction("0.25"))) == ("0.13", "0.3")


@pytest.mark.parametrize(("value", "changed"), [("97.62", False), ("97.6", False), ("97.621", True), ("1/3", True)])
def test_printing_changes_what_has_more_places_than_are_printed(value: str, changed: bool) -> None:
    assert Rounding(2).changes(Fraction(value)) is changed


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("65", "65"),
        ("87.5", "87,5"),
        ("0.0625", "0,0625"),
        ("1/5", "0,2"),
        ("1/20", "0,05"),
        ("1/3", "1/3"),
        ("1/6", "1/6"),
        ("-1/4", "-0,25"),
        ("1/25", "0,04"),
    ],
)
def test_people_read_a_number_with_a_comma_where_it_ends_and_as_a_fraction_where_not(value: str, text: str) -> None:
    assert read_text(Fraction(value)) == text


def test_programs_read_it_reduced() -> None:
    assert [exact_text(Fraction(n, d)) for n, d in ((390, 4), (4, 2), (-1, 3))] == ["195/2", "2", "-1/3"]


def test_a_sum_over_one_denominator_is_the_sum() -> None:
    assert total([Fraction(1, 2), Fraction(-1, 3), Fraction(7, 12), Fraction(2)]) == Fraction(11, 4)
    assert total([]) == 0


def test_a_group_is_counted_whole_and_averaged_over_those_with_a_score() -> None:
    some = cohort([Fraction(90), None, Fraction(71), Fraction(0)])
    assert some == (4, 3, Fraction(161, 3), Fraction(75))
    assert cohort([None, None]) == (2, 0, None, 0)
    assert cohort([]) == (0, 0, None, None)
