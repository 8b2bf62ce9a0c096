"""The comparison itself: it sees what is lost, and takes nothing for lost that was never to be kept."""

from __future__ import annotations

from typing import Any

import pytest

from questionnaires import Library
from questionnaires.answers import answer_json
from store import SqlStore
from tests.faults.audit import NOTHING, audit
from tests.faults.people import CATEGORY, RULES, Log
from tests.officers import HandClock, answer
from workflow import Item, Monev
from workflow.codes import new_browser

CODE, OTHER = "NAS-125", "NAS-088"
YES, NO = answer(choice="ya"), answer(choice="tidak")


class Desk:
    """Two people at one self-assessment, and the log that they would leave."""

    def __init__(self, store: SqlStore) -> None:
        self.url = store.database.url.render_as_string(hide_password=False)
        self.monev = Monev(Library.installed(), store, HandClock())
        self.browsers = {name: new_browser() for name in ("o1", "o2")}
        begun = self.monev.start(self.browsers["o1"], RULES, CATEGORY, "Dinas Contoh", "WIB")
        self.submission = begun.submission_id
        self.monev.resume(self.browsers["o2"], begun.resume_code, "10.0.0.1")
        self.people = Log({self.submission: 2})
        self.given: dict[str, dict[str, Any]] = {name: {} for name in self.browsers}
        self.seq = 0
        for name, browser in self.browsers.items():
            self._say(entered=name, status=200, cookie=browser)
        self.give("o1", OTHER, YES)

    def give(self, name: str, code: str, given: dict[str, Any], seen: int = 0) -> None:
        """Send an answer and note what was told."""
        self.seq += 1
        sent = {"code": code, "answer": given, "seen": seen, "writer": name, "seq": self.seq}
        item = Item(code, given, seen, name, self.seq)
        [told] = self.monev.save_answers(self.browsers[name], self.submission, [item]).items
        outcome = {"code": code, "outcome": told.outcome, "revision": told.revision, "answer": answer_json(told.answer)}
        self._say(person=name, sent=[sent], told=[outcome])
        self.given[name][code] = given

    def audit(self) -> None:
        """Let everybody finish, and compare."""
        for name, given in self.given.items():
            self._say(finished=name, given=given)
        audit(self.url, self.people, {200})

    def _say(self, **line: Any) -> None:
        self.people.log.append({**line, "submission": self.submission})


@pytest.fixture
def desk(file_store: SqlStore) -> Desk:
    """Two people at one self-assessment on a real file; one has answered a question."""
    return Desk(file_store)


# (who gives what, and the number that he has seen)
KEPT: dict[str, list[tuple[str, dict[str, Any], int]]] = {
    "what both gave is in the history": [("o1", YES, 0), ("o2", NO, 2)],
    "nothing given to an empty question leaves no trace": [("o1", NOTHING, 0), ("o2", YES, 0)],
    "nothing given last to an answered question is there": [("o1", NOTHING, 0), ("o2", YES, 0), ("o1", NOTHING, 2)],
}


@pytest.mark.parametrize("given", KEPT.values(), ids=KEPT)
def test_what_was_kept_is_not_called_lost(desk: Desk, given: list[tuple[str, dict[str, Any], int]]) -> None:
    for name, raw, seen in given:
        desk.give(name, CODE, raw, seen)
    desk.audit()


def test_nothing_that_was_told_to_be_a_conflict_is_no_last_word(desk: Desk) -> None:
    desk.give("o2", CODE, YES)
    desk.give("o1", CODE, NOTHING)
    with pytest.raises(AssertionError, match="'o1', 'NAS-125'"):
        desk.audit()


def test_an_answer_that_was_only_given_is_missed(desk: Desk) -> None:
    desk.given["o2"][CODE] = YES
    with pytest.raises(AssertionError, match="'o2', 'NAS-125'"):
        desk.audit()


def test_nothing_that_nobody_was_told_about_is_missed(desk: Desk) -> None:
    desk.given["o2"][CODE] = NOTHING
    with pytest.raises(AssertionError, match="'o2', 'NAS-125'"):
        desk.audit()


@pytest.mark.parametrize("what", [{"revision": 3}, {"revision": 1}, {"answer": NO}])
def test_a_promise_that_the_database_does_not_keep_is_seen(desk: Desk, what: dict[str, Any]) -> None:
    desk.give("o1", CODE, YES)
    desk.people.log[-1]["told"][0].update(what)
    with pytest.raises(AssertionError):
        desk.audit()


def test_a_broken_chain_is_seen(desk: Desk, file_store: SqlStore) -> None:
    desk.give("o1", CODE, YES)
    with file_store.database.write() as connection:
        connection.exec_driver_sql("DROP TRIGGER revision_no_update")
        connection.exec_driver_sql("UPDATE revision SET value = replace(value, 'ya', 'tidak') WHERE number = 1")
    with pytest.raises(AssertionError, match=desk.submission):
        desk.audit()
