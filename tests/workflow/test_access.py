"""How a browser comes to a self-assessment: start, resume code, list, forget."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import inspect, text

from questionnaires import UnknownRules
from store import SqlStore, open_store
from tests.officers import CATEGORY, NO, RULES, HandClock, Officer, use_cases
from workflow import Submission
from workflow.codes import new_browser
from workflow.errors import BadInputError, ForbiddenError, StoreUnavailableError, TooManyAttemptsError, UnknownCodeError
from workflow.throttle import Throttle


def test_a_start_keeps_rule_set_version_body_category_and_zone(store: SqlStore, clock: HandClock) -> None:
    """Contract, section 4."""
    monev, browser = use_cases(store, clock), new_browser()
    started = monev.start(browser, RULES, CATEGORY, "  Dinas\n Contoh\x00 “Raya”  ", "WITA", body_id="bdn-7")
    [info] = monev.mine(browser)
    assert info.score is None
    assert info.submission == Submission(
        started.submission_id, RULES, 1, CATEGORY, "Dinas Contoh “Raya”", "WITA", clock.now, "mandiri", "bdn-7", None
    )


def test_a_resume_code_opens_the_same_answers_on_another_device(store: SqlStore) -> None:
    officer = Officer(use_cases(store))
    officer.give("A1", NO)
    assert officer.colleague().look() == officer.look()


@pytest.mark.parametrize(
    "typed",
    [
        lambda code: code,
        lambda code: code.lower(),
        lambda code: code.replace("-", ""),
        lambda code: code.replace("-", " "),
        lambda code: f"\t{code}\r\n",
        lambda code: code.replace("0", "O").replace("1", "l"),
    ],
)
def test_a_code_is_read_however_it_was_typed(store: SqlStore, typed: object) -> None:
    officer = Officer(use_cases(store))
    assert callable(typed)
    assert officer.monev.resume(new_browser(), typed(officer.code), "10.0.0.9") == officer.submission


@pytest.mark.parametrize("code", ["", "0000-0000", "A" * 26, "'; DROP TABLE access; --", "\u0660" * 26, "\ud800"])
def test_a_code_that_nobody_was_given_opens_nothing(store: SqlStore, code: str) -> None:
    officer = Officer(use_cases(store))
    stranger = new_browser()
    with pytest.raises(UnknownCodeError, match="tidak dikenal"):
        officer.monev.resume(stranger, code, "10.0.0.9")
    assert officer.monev.mine(stranger) == []


def test_codes_and_cookies_are_stored_as_hashes_only(store: SqlStore) -> None:
    officer = Officer(use_cases(store))
    with store.database.read() as connection:
        tables = inspect(connection).get_table_names()
        rows = [str(row) for table in tables for row in connection.execute(text(f"SELECT * FROM {table}"))]
    secrets = (officer.code, officer.code.replace("-", ""), officer.browser)
    assert [row for row in rows for secret in secrets if secret.casefold() in row.casefold()] == []


def test_a_code_has_128_random_bits_and_no_look_alikes(store: SqlStore) -> None:
    monev = use_cases(store)
    codes = {monev.start(new_browser(), RULES, CATEGORY, "Dinas", "WIB").resume_code for _ in range(20)}
    assert len(codes) == 20
    assert all(re.fullmatch(r"([0-9A-HJKMNP-TV-Z]{4}-){6}[0-9A-HJKMNP-TV-Z]{2}", code) for code in codes)


def test_wrong_codes_from_one_address_are_stopped_for_a_while(store: SqlStore, clock: HandClock) -> None:
    monev = use_cases(store, clock, throttle=Throttle(3, timedelta(minutes=10)))
    officer = Officer(monev)
    for _ in range(3):
        with pytest.raises(UnknownCodeError):
            monev.resume(new_browser(), "salah", "10.0.0.9")
        clock.move(minutes=1)
    with pytest.raises(TooManyAttemptsError, match="dalam 7 menit") as refusal:
        monev.resume(new_browser(), officer.code, "10.0.0.9")
    assert refusal.value.wait == 7 * 60
    assert monev.resume(new_browser(), officer.code, "10.0.0.10") == officer.submission
    clock.move(minutes=7)
    assert monev.resume(new_browser(), officer.code, "10.0.0.9") == officer.submission


def test_right_codes_never_use_up_the_attempts_of_an_office(store: SqlStore, clock: HandClock) -> None:
    """Thirty officers of one office share one address."""
    monev = use_cases(store, clock, throttle=Throttle(3, timedelta(minutes=10)))
    officer = Officer(monev)
    assert [monev.resume(new_browser(), officer.code, "10.0.0.9") for _ in range(30)] == [officer.submission] * 30


def test_a_browser_lists_its_own_self_assessments_only(store: SqlStore, clock: HandClock) -> None:
    monev = use_cases(store, clock)
    first = Officer(monev)
    clock.move(hours=1)
    second = Officer(monev)
    clock.move(hours=1)
    monev.resume(first.browser, second.code, "10.0.0.1")
    assert [info.submission.id for info in monev.mine(first.browser)] == [second.submission, first.submission]
    assert [info.submission.id for info in monev.mine(second.browser)] == [second.submission]
    assert monev.mine(new_browser()) == []


def test_forgetting_closes_the_browser_and_keeps_the_answers(store: SqlStore) -> None:
    """A shared computer: the next person sees nothing, the code still opens everything."""
    officer = Officer(use_cases(store))
    officer.give("A1", NO)
    colleague = officer.colleague()
    assert officer.monev.forget(officer.browser) == 1
    assert officer.monev.forget(officer.browser) == 0
    with pytest.raises(ForbiddenError):
        officer.look()
    assert colleague.look().number == 1
    officer.monev.resume(officer.browser, officer.code, "10.0.0.1")
    assert officer.look().number == 1


@pytest.mark.parametrize(
    ("body", "zone", "words"),
    [
        ("", "WIB", "belum diisi"),
        (" \n\x00\u202e ", "WIB", "belum diisi"),
        ("x" * 301, "WIB", "300"),
        ("Dinas", "", "zona|Zona"),
        ("Dinas", "UTC", "WIB, WITA, atau WIT"),
    ],
)
def test_a_start_that_cannot_be_stored_says_what_to_write(store: SqlStore, body: str, zone: str, words: str) -> None:
    monev, browser = use_cases(store), new_browser()
    with pytest.raises(BadInputError, match=words):
        monev.start(browser, RULES, CATEGORY, body, zone)
    assert monev.mine(browser) == []
    assert monev.start(browser, RULES, CATEGORY, "x" * 300, "WIT").submission_id


def test_a_start_under_rules_that_do_not_exist_stores_nothing(store: SqlStore) -> None:
    monev, browser = use_cases(store), new_browser()
    for rules, category in (("tidak/2024", CATEGORY), (RULES, "desa")):
        with pytest.raises(UnknownRules):
            monev.start(browser, rules, category, "Dinas", "WIB")
    assert monev.mine(browser) == []


def test_a_database_that_does_not_serve_uses_up_no_attempts(tmp_path: Path, clock: HandClock) -> None:
    path = tmp_path / "monev.sqlite3"
    monev = use_cases(open_store(f"sqlite:///{path}?timeout=0.01"), clock, throttle=Throttle(1, timedelta(minutes=10)))
    officer = Officer(monev)
    with closing(sqlite3.connect(path, isolation_level=None)) as holder:
        holder.execute("BEGIN IMMEDIATE")
        for _ in range(3):
            with pytest.raises(StoreUnavailableError):
                monev.resume(new_browser(), officer.code, "10.0.0.1")
        holder.execute("ROLLBACK")
    assert monev.resume(new_browser(), officer.code, "10.0.0.1") == officer.submission
