"""Officers in threads and processes at once: every acknowledged answer is there, numbers have no gap."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from store import SqlStore, open_store
from store.submissions import SqlUnit
from tests.officers import LIBRARY, NO, YES, Officer, answer, use_cases
from tests.postgres import Cluster
from workflow import Outcome, SaveOutcome
from workflow.chain import first_break
from workflow.model import Head

ROOT = Path(__file__).parents[2]
CODES = [question.code for question in LIBRARY.questionnaire("isian/2024", "opd").questions if question.code != "B3"]
AT_ONCE = ("w1", "w4", "w6")

PROCESS = """
import sys
from store import open_store
from tests.officers import Officer, answer, use_cases
url, submission, code, writer = sys.argv[1:]
officer = Officer(use_cases(open_store(url)), submission, code, writer)
for number in range(15):
    seen = max([kept.revision for kept in officer.look().answers.values()], default=0)
    officer.give("A1", answer(note=f"{writer} {number}"), seen)
"""


def fill(officer: Officer) -> list[SaveOutcome]:
    """Give every question an answer of one's own, six times: one after the other, or all of a turn at once."""
    outcomes: list[SaveOutcome] = []
    for turn in range(6):
        items = [officer.item(code, answer(note=f"{officer.writer} {turn}")) for code in CODES]
        parts = [items] if officer.writer in AT_ONCE else [[item] for item in items]
        for part in parts:
            outcomes += officer.monev.save_answers(officer.browser, officer.submission, part).items
    return outcomes


def test_eight_threads_on_one_questionnaire_lose_nothing(store: SqlStore) -> None:
    first = Officer(use_cases(store), writer="w0")
    officers = [first, *(first.colleague(f"w{number}") for number in range(1, 8))]
    with ThreadPoolExecutor(8) as pool:
        outcomes = [outcome for told in pool.map(fill, officers) for outcome in told]
    stored = [outcome for outcome in outcomes if outcome.outcome is Outcome.STORED]
    with store.reading() as unit:
        rows = unit.revisions(first.submission)
    assert {outcome.outcome for outcome in outcomes} <= {Outcome.STORED, Outcome.CONFLICT}
    assert sorted(outcome.revision for outcome in stored) == [row.number for row in rows]
    assert {(row.number, row.question) for row in rows} == {(outcome.revision, outcome.code) for outcome in stored}
    assert first_break(rows) is None


class Interrupted(SqlStore):
    """Lets something happen once, right after a save has looked where the submission stands."""

    def __init__(self, url: str, happen: Callable[[], object]) -> None:
        super().__init__(open_store(url).database)
        self._happen = [happen]

    @contextmanager
    def storing(self) -> Iterator[SqlUnit]:
        with super().storing() as unit:
            looked = unit.head

            def look(submission: str, browser: str) -> Head | None:
                found = looked(submission, browser)
                while self._happen:
                    self._happen.pop()()
                return found

            unit.head = look  # type: ignore[method-assign]
            yield unit


def test_a_message_that_arrives_twice_at_once_is_answered_with_what_was_stored(cluster: Cluster) -> None:
    """A page that is left sends beside the request that is on its way; the later of both must not hear "no answer"."""
    url = cluster.database()
    store = open_store(url)
    officer = Officer(use_cases(store))
    message, newer = officer.item("A1", YES), officer.item("A2", NO)
    officer.send(newer)
    interrupted = Interrupted(url, lambda: officer.send(message))
    slow = use_cases(interrupted)
    assert slow.open(officer.browser, officer.submission).number == 1
    told = slow.save_answers(officer.browser, officer.submission, [message]).items[0]
    assert (told.outcome, told.revision, told.answer.choice) == (Outcome.SAME, 2, "ya")
    assert officer.look().number == 2
    for opened in (store, interrupted):
        opened.database.close()


def test_processes_on_one_questionnaire_keep_one_chain(migrated_url: str) -> None:
    """Architecture 3.10: several application processes on one database."""
    store = open_store(migrated_url)
    officer = Officer(use_cases(store))
    command = [sys.executable, "-c", PROCESS, migrated_url, officer.submission, officer.code]
    running = [subprocess.Popen([*command, f"p{number}"], cwd=ROOT, stderr=subprocess.PIPE) for number in range(3)]
    failures = [process.communicate(timeout=120)[1].decode() for process in running]
    assert [process.returncode for process in running] == [0, 0, 0], failures
    with store.reading() as unit:
        rows = unit.revisions(officer.submission)
    assert len({row.writer for row in rows}) == 3
    assert [row.number for row in rows] == list(range(1, len(rows) + 1))
    assert first_break(rows) is None
    assert officer.look().answers["A1"].revision == rows[-1].number
    store.database.close()
