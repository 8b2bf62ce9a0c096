"""Whether years can be compared: limits known, assumed or unknown, and what changed."""

from fractions import Fraction

import pytest

from questionnaires import Library
from workflow.comparability import Known, Rulebook, Sameness

PUSAT, JATENG = Rulebook(Library(), "pusat"), Rulebook(Library(), "jateng")


def _lowers(year: int, book: Rulebook = PUSAT) -> list[Fraction | None]:
    return [limit.lower for limit in book.limits(year).limits]


def test_the_class_limits_of_the_nation_by_year() -> None:
    assert _lowers(2017) == [97, 80, 60, 40, 0]
    assert _lowers(2018) == [90, 80, 60, 40, 0]
    assert _lowers(2025) == [90, 80, 60, 40, 0]


@pytest.mark.parametrize(
    ("owner", "year", "known"),
    [
        ("pusat", 2021, Known.PUBLISHED),
        ("pusat", 2015, Known.NONE),
        ("pusat", 2010, Known.UNKNOWN),
        ("jateng", 2024, Known.ASSUMED),
        ("papua", 2021, Known.PUBLISHED),
        ("papua", 2020, Known.UNKNOWN),
    ],
)
def test_how_well_limits_are_known(owner: str, year: int, known: Known) -> None:
    assert Rulebook(Library(), owner).limits(year).known is known


def test_years_with_equal_limits_are_one_period() -> None:
    periods = PUSAT.periods(range(2015, 2024))
    assert [(one.first, one.last, one.known) for one in periods] == [
        (2015, 2015, Known.NONE),
        (2016, 2017, Known.PUBLISHED),
        (2018, 2023, Known.PUBLISHED),
    ]


def test_a_year_left_out_ends_a_period() -> None:
    assert [(one.first, one.last) for one in PUSAT.periods([2018, 2019, 2021])] == [(2018, 2019), (2021, 2021)]


def test_a_changed_limit_is_named_with_both_values() -> None:
    change = PUSAT.comparisons([2017, 2018])[0]
    assert change.limits is Sameness.CHANGED
    assert [(shift.label, shift.before, shift.after) for shift in change.shifts] == [("Informatif", 97, 90)]


def test_equal_limits_are_the_same_and_unknown_rules_stay_unknown() -> None:
    found = {(one.earlier, one.later): one.limits for one in PUSAT.comparisons([2012, 2015, 2016, 2017, 2019, 2021])}
    assert found == {
        (2012, 2015): Sameness.UNKNOWN,
        (2015, 2016): Sameness.UNKNOWN,
        (2016, 2017): Sameness.SAME,
        (2017, 2019): Sameness.CHANGED,
        (2019, 2021): Sameness.SAME,
    }


def test_assumed_limits_never_prove_that_years_are_alike() -> None:
    assert JATENG.comparisons([2023, 2024])[0].limits is Sameness.UNKNOWN


def test_the_family_of_indicators_changed_in_2022() -> None:
    assert PUSAT.comparisons([2021, 2022])[0].indicators is Sameness.CHANGED
    assert PUSAT.comparisons([2023, 2024])[0].indicators is not Sameness.CHANGED


def test_one_year_is_compared_with_nothing() -> None:
    assert PUSAT.comparisons([2021]) == []
