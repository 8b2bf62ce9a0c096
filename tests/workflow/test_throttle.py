"""The limit on wrong codes per address."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from tests.officers import MORNING
from workflow.errors import TooManyAttemptsError
from workflow.throttle import Throttle

WINDOW = timedelta(minutes=10)


def passes(take: Callable[[], None]) -> bool:
    try:
        take()
    except TooManyAttemptsError:
        return False
    return True


def test_an_attempt_counts_until_the_window_has_passed_to_the_second() -> None:
    throttle = Throttle(1, WINDOW)
    throttle.take("10.0.0.1", MORNING)
    last = MORNING + WINDOW - timedelta(seconds=1)
    assert not passes(lambda: throttle.take("10.0.0.1", last))
    assert passes(lambda: throttle.take("10.0.0.1", MORNING + WINDOW))


def test_a_clock_that_is_set_back_keeps_an_attempt_counted_for_no_longer_than_the_window() -> None:
    throttle = Throttle(1, WINDOW)
    throttle.take("10.0.0.1", MORNING)
    earlier = MORNING - timedelta(days=365)
    with pytest.raises(TooManyAttemptsError) as told:
        throttle.take("10.0.0.1", earlier)
    assert told.value.wait == WINDOW.total_seconds()
    assert passes(lambda: throttle.take("10.0.0.1", earlier + WINDOW))


def test_an_attempt_that_was_right_is_given_back() -> None:
    throttle = Throttle(1, WINDOW)
    for _ in range(3):
        throttle.take("10.0.0.1", MORNING)
        throttle.give_back("10.0.0.1")
    throttle.give_back("10.0.0.1")
    throttle.give_back("10.0.0.2")
    throttle.take("10.0.0.1", MORNING)
    assert not passes(lambda: throttle.take("10.0.0.1", MORNING))


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("10.0.0.1", "10.0.0.2", False),
        ("::ffff:10.0.0.1", "::ffff:10.0.0.2", False),
        ("::ffff:10.0.0.1", "10.0.0.1", True),
        ("", "", True),
    ],
)
def test_addresses_of_one_household_count_together(first: str, second: str, same: bool) -> None:
    """One IPv6 customer holds a /64 of addresses."""
    throttle = Throttle(1, WINDOW)
    throttle.take(first, MORNING)
    assert passes(lambda: throttle.take(second, MORNING)) != same


def test_many_addresses_do_not_fill_the_memory() -> None:
    throttle = Throttle(1, WINDOW, addresses=100)
    for number in range(1000):
        throttle.take(f"10.0.{number // 250}.{number % 250}", MORNING)
    assert len(throttle._seen) == 100
