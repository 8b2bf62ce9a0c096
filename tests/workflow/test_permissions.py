"""N2, T13: the permission table cell by cell, and every use case behind it."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product

import pytest

from store import SqlStore
from tests.officers import NO, HandClock, Officer, use_cases
from workflow import Monev, Submission
from workflow.codes import new_browser, secret_hash
from workflow.errors import ForbiddenError, NoBrowserError, UnknownSubmissionError
from workflow.permissions import Action, Phase, Role, Thing, demand, may

TABLE = """
visitor  self_assessment   filling  start resume
holder   self_assessment   filling  start resume read edit forget
visitor  cycle_submission  filling
holder   cycle_submission  filling
"""
ALLOWED = {
    (role, action, thing, phase)
    for role, thing, phase, *actions in (line.split() for line in TABLE.split("\n") if line)
    for action in actions
}
CELLS = list(product(Role, Action, Thing, Phase))

UseCase = Callable[[Monev, str, str], object]
USE_CASES: dict[str, UseCase] = {
    "open": lambda monev, browser, submission: monev.open(browser, submission),
    "save_answer": lambda monev, browser, submission: monev.save_answer(browser, submission, "A1", NO, 0, "w9", 1),
    "save_answers": lambda monev, browser, submission: monev.save_answers(browser, submission, []),
    "history": lambda monev, browser, submission: monev.history(browser, submission, "A1"),
    "preview_import": lambda monev, browser, submission: monev.preview_import(browser, submission, {}),
    "apply_import": lambda monev, browser, submission: monev.apply_import(browser, submission, {}, [], {}),
}


def test_the_table_names_every_combination_of_role_and_object_once() -> None:
    named = [tuple(line.split()[:3]) for line in TABLE.split("\n") if line]
    assert sorted(named) == sorted(product(Role, Thing, Phase))


@pytest.mark.parametrize("cell", CELLS, ids=" ".join)
def test_a_cell_allows_what_the_table_says_and_nothing_else(cell: tuple[Role, Action, Thing, Phase]) -> None:
    assert may(*cell) == (cell in ALLOWED)


@pytest.mark.parametrize("cell", [cell for cell in CELLS if cell not in ALLOWED], ids=" ".join)
def test_a_forbidden_cell_is_refused_in_words(cell: tuple[Role, Action, Thing, Phase]) -> None:
    with pytest.raises(ForbiddenError, match="kode lanjut"):
        demand(*cell)


@pytest.mark.parametrize("cell", [cell for cell in CELLS if cell in ALLOWED], ids=" ".join)
def test_an_allowed_cell_passes(cell: tuple[Role, Action, Thing, Phase]) -> None:
    demand(*cell)


@pytest.mark.parametrize("name", USE_CASES)
def test_a_browser_without_a_grant_reaches_nothing(store: SqlStore, name: str) -> None:
    officer = Officer(use_cases(store))
    with pytest.raises(ForbiddenError):
        USE_CASES[name](officer.monev, new_browser(), officer.submission)
    USE_CASES[name](officer.monev, officer.browser, officer.submission)


@pytest.mark.parametrize("name", USE_CASES)
def test_a_grant_that_was_given_back_reaches_nothing(store: SqlStore, name: str) -> None:
    officer = Officer(use_cases(store))
    officer.look()
    assert officer.monev.forget(officer.browser, officer.submission) == 1
    with pytest.raises(ForbiddenError):
        USE_CASES[name](officer.monev, officer.browser, officer.submission)


@pytest.mark.parametrize("name", USE_CASES)
def test_a_submission_of_a_commissions_cycle_is_closed_even_to_a_holder(
    store: SqlStore, clock: HandClock, name: str
) -> None:
    """Until roles of a commission exist, nobody may do anything there."""
    monev, browser = use_cases(store), new_browser()
    row = Submission("siklus1", "isian/2024", 1, "opd", "Dinas Contoh", "WIB", clock(), cycle="isian/2024")
    with store.writing() as unit:
        unit.add_submission(row)
        unit.grant(secret_hash(browser), "siklus1", clock())
    with pytest.raises(ForbiddenError):
        USE_CASES[name](monev, browser, "siklus1")


@pytest.mark.parametrize("name", USE_CASES)
def test_a_name_that_no_submission_has_is_said_to_be_unknown(store: SqlStore, name: str) -> None:
    with pytest.raises(UnknownSubmissionError, match="tidak ditemukan"):
        USE_CASES[name](use_cases(store), new_browser(), "tidakada")


@pytest.mark.parametrize("browser", ["", "pendek", "x" * 44, "ä" * 43, "x" * 42 + "\n"])
def test_whoever_keeps_no_cookie_is_told_so_by_every_use_case(store: SqlStore, browser: str) -> None:
    officer = Officer(use_cases(store))
    others: dict[str, UseCase] = {
        "start": lambda monev, who, _: monev.start(who, "isian/2024", "opd", "Dinas", "WIB"),
        "resume": lambda monev, who, _: monev.resume(who, officer.code, "10.0.0.2"),
        "mine": lambda monev, who, _: monev.mine(who),
        "forget": lambda monev, who, _: monev.forget(who),
    }
    for use_case in (USE_CASES | others).values():
        with pytest.raises(NoBrowserError, match="kuki"):
            use_case(officer.monev, browser, officer.submission)
