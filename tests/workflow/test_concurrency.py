"""Officers in threads and processes at once: every acknowledged answer is there, numbers have no gap."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from store import SqlStore, open_store
from tests.officers import LIBRARY, Officer, answer, use_cases
from workflow import Outcome, SaveOutcome
from workflow.chain import first_break

ROOT = Path(__file__).parents[2]
CODES = [question.code for question in LIBRARY.questionnaire("isian/2024", "opd").questions if question.code != "B3"]

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
    """Give every question an answer of one's own, six times."""
    return [officer.give(code, answer(note=f"{officer.writer} {turn}")) for turn in range(6) for code in CODES]


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


def test_processes_on_one_questionnaire_keep_one_chain(database_url: str) -> None:
    """Architecture 3.10: several application processes on one database."""
    store = open_store(database_url)
    officer = Officer(use_cases(store))
    command = [sys.executable, "-c", PROCESS, database_url, officer.submission, officer.code]
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
