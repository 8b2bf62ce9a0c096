"""Counts over a period (requirements, M32 to M34): what is compared with what, at and around each bound."""

from __future__ import annotations

from fractions import Fraction

import pytest

from scoring.measures import Account, League, bracket_of, frequency, leagues, reach, response
from scoring.provisions import Bracket, Measure, MeasureKind

WEEKLY = Measure("berita", "Berita", MeasureKind.FREQUENCY, per="week", at_least=2)
COUNT = Measure("jumlah", "Jumlah", MeasureKind.COUNT)
RATE = Measure("laju", "Laju", MeasureKind.RATE, minimum_audience=Fraction(100))
SMALL, LARGE = Bracket("kecil", "Kecil", Fraction(100)), Bracket("besar", "Besar", Fraction(1000))
LEAGUES = Measure("laju", "Laju", MeasureKind.RATE, brackets=(SMALL, LARGE))
REPORTS = Measure("aduan", "Aduan", MeasureKind.RESPONSE, within=Fraction(24), buckets=(Fraction(12), Fraction(24)))


def test_a_period_counts_from_the_least_number_on() -> None:
    assert frequency(WEEKLY, [1, 2, 3, 0]) == 50
    assert frequency(WEEKLY, [2, 2, 1]) == Fraction(200, 3)
    assert frequency(WEEKLY, []) is None


def test_a_count_is_the_number_of_items_whoever_follows() -> None:
    assert reach(COUNT, Account(12)) == 12
    assert reach(COUNT, Account(0, 5, Fraction(7))) == 0


@pytest.mark.parametrize(
    ("account", "value"),
    [
        (Account(12, 600, Fraction(2000)), Fraction(5, 2)),
        (Account(4, 3, Fraction(100)), Fraction(3, 4)),
        (Account(4, 3, Fraction(99)), None),
        (Account(0, 3, Fraction(200)), None),
        (Account(4, 3, Fraction(0)), None),
        (Account(4, 3), None),
        (Account(4, 0, Fraction(200)), Fraction(0)),
        (Account(4, followers=Fraction(200)), Fraction(0)),
    ],
)
def test_a_rate_is_interactions_per_item_and_follower_from_the_least_audience_on(
    account: Account, value: Fraction | None
) -> None:
    """600 / (12 x 2.000) = 2,5 per cent; 3 / (4 x 100) = 0,75 per cent."""
    assert reach(RATE, account) == value


def test_without_a_least_audience_every_follower_counts() -> None:
    assert reach(Measure("laju", "Laju", MeasureKind.RATE), Account(1, 1, Fraction(1))) == 100


@pytest.mark.parametrize(
    ("followers", "bracket"),
    [(None, None), (99, None), (100, SMALL), (999, SMALL), (1000, LARGE), (10**6, LARGE)],
)
def test_an_account_belongs_to_the_last_bracket_that_its_followers_reach(
    followers: int | None, bracket: Bracket | None
) -> None:
    account = Account(1, 1, None if followers is None else Fraction(followers))
    assert bracket_of(LEAGUES, account) == bracket
    assert bracket_of(COUNT, account) is None


def test_accounts_meet_their_like_only_best_first_and_those_without_a_value_last() -> None:
    accounts = {
        "tanpa": Account(0, 0, Fraction(100)),
        "nol": Account(1, 0, Fraction(100)),
        "b": Account(1, 1, Fraction(200)),
        "a": Account(1, 4, Fraction(400)),
        "c": Account(1, 9, Fraction(300)),
        "besar": Account(1, 10, Fraction(1000)),
        "asing": Account(1, 5),
    }
    assert leagues(LEAGUES, accounts) == [
        League(
            SMALL,
            (("c", Fraction(3)), ("a", Fraction(1)), ("b", Fraction(1, 2)), ("nol", Fraction(0)), ("tanpa", None)),
        ),
        League(LARGE, (("besar", Fraction(1)),)),
        League(None, (("asing", None),)),
    ]
    assert leagues(COUNT, {"nol": Account(0), "x": Account(3), "y": Account(5)}) == [
        League(None, (("y", Fraction(5)), ("x", Fraction(3)), ("nol", Fraction(0))))
    ]


def test_reports_are_counted_up_to_each_bound_after_the_last_and_not_at_all() -> None:
    """12 and 24 hours still lie inside; of eight reports five came within 24 hours and six came at all."""
    hours = [Fraction(n) for n in (0, 12, 13, 24, 24, 25)]
    found = response(REPORTS, [*hours, None, None])
    assert found == (Fraction(125, 2), Fraction(75), (2, 3), 1, 2)


def test_without_a_promised_time_nothing_is_on_time_and_without_reports_there_is_no_share() -> None:
    open_ended = Measure("aduan", "Aduan", MeasureKind.RESPONSE)
    assert response(open_ended, [Fraction(5), None]) == (None, Fraction(50), (), 0, 1)
    assert response(REPORTS, []) == (None, None, (0, 0), 0, 0)
