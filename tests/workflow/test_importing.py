"""A filled workbook arrives: shown as differences, stored as chosen (D11)."""

from __future__ import annotations

from fractions import Fraction

import pytest

from scoring.facts import BLANK, Answer
from store import SqlStore
from tests.officers import LINK, NO, YES, Officer, answer, use_cases
from workflow import Change, Difference, Outcome

FROM_SHEET = {
    "A1": Answer("ya", links=(LINK,)),
    "A2": Answer("tidak"),
    "A3": BLANK,
    "B3": Answer(number=Fraction(12), links=(LINK,)),
}


@pytest.fixture
def officer(store: SqlStore) -> Officer:
    officer = Officer(use_cases(store))
    officer.give("A2", answer(choice="ya", note="lama"))
    officer.give("A3", NO)
    officer.give("A1", YES)
    return officer


def test_a_preview_lists_what_differs_in_the_order_of_the_questions_and_stores_nothing(officer: Officer) -> None:
    found = officer.monev.preview_import(officer.browser, officer.submission, FROM_SHEET)
    assert found == [
        Difference("A2", Change.CHANGED, Answer("ya", note="lama"), Answer("tidak"), 1),
        Difference("A3", Change.CLEARED, Answer("tidak"), BLANK, 2),
        Difference("B3", Change.NEW, BLANK, FROM_SHEET["B3"], 0),
    ]
    assert officer.look().number == 3


def test_only_the_chosen_differences_are_stored(officer: Officer) -> None:
    saved = officer.monev.apply_import(
        officer.browser, officer.submission, FROM_SHEET, ["A2", "B3", "B3"], {"A2": 1, "A3": 2}
    )
    assert [(item.code, item.outcome) for item in saved.items] == [("A2", Outcome.STORED), ("B3", Outcome.STORED)]
    answers = {code: kept.answer for code, kept in officer.look().answers.items()}
    assert answers == FROM_SHEET | {"A3": Answer("tidak")}


def test_what_changed_since_the_preview_comes_back_as_a_conflict(officer: Officer) -> None:
    preview = officer.monev.preview_import(officer.browser, officer.submission, FROM_SHEET)
    officer.give("A2", answer(choice="ya", note="baru"), seen=1)
    seen = {difference.code: difference.seen for difference in preview}
    saved = officer.monev.apply_import(officer.browser, officer.submission, FROM_SHEET, seen, seen)
    assert {item.code: item.outcome for item in saved.items} == {
        "A2": Outcome.CONFLICT,
        "A3": Outcome.STORED,
        "B3": Outcome.STORED,
    }
    assert officer.look().answers["A2"].answer.note == "baru"


def test_importing_the_same_workbook_again_finds_nothing_to_do(officer: Officer) -> None:
    preview = officer.monev.preview_import(officer.browser, officer.submission, FROM_SHEET)
    seen = {difference.code: difference.seen for difference in preview}
    officer.monev.apply_import(officer.browser, officer.submission, FROM_SHEET, seen, seen)
    assert officer.monev.preview_import(officer.browser, officer.submission, FROM_SHEET) == []
    again = officer.monev.apply_import(officer.browser, officer.submission, FROM_SHEET, seen, seen)
    assert {item.outcome for item in again.items} == {Outcome.SAME}


def test_a_workbook_answer_that_the_page_would_refuse_is_refused_too(officer: Officer) -> None:
    bad = {"A1": Answer("ya", links=("javascript:alert(1)",)), "B1": Answer("daring", links=(LINK,))}
    saved = officer.monev.apply_import(officer.browser, officer.submission, bad, ["A1", "B1"], {"A1": 3})
    assert [item.outcome for item in saved.items] == [Outcome.REFUSED, Outcome.STORED]
