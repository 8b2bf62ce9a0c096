"""The comparison at the end: what people gave and were told, against what the database has."""

from __future__ import annotations

from collections import Counter
from typing import Any

import wording
from questionnaires import Library
from questionnaires.answers import answer_json
from scoring.facts import BLANK
from scoring.numbers import exact_text
from store import SqlStore, open_store
from tests.faults.people import Log
from workflow import Monev
from workflow.chain import canonical, first_break
from workflow.codes import secret_hash
from workflow.model import Revision
from workflow.standing import KIND

NOTHING = answer_json(BLANK)
BUSY = wording.text("isian.basis_data_tidak_siap")


def audit(url: str, people: Log, statuses: set[int]) -> Counter[str]:
    """Return how much was compared; `statuses` are those that people may have been answered with.

    Raises:
        AssertionError: an acknowledged answer is missing, something is half stored, a chain is broken, or somebody was
            told what is not so.
    """
    store = open_store(url)
    counted: Counter[str] = Counter()
    try:
        assert people.lines("wrong") == []
        assert people.lines("unreadable") == []
        _demand_honest_replies(people, statuses, counted)
        with store.reading() as unit:
            chains = {submission: unit.revisions(submission) for submission in people.submissions}
        for submission, rows in chains.items():
            _demand_whole(store, people, submission, rows)
            counted["revisions"] += len(rows)
        for line in people.lines("told"):
            for sent, told in zip(line["sent"], line["told"], strict=True):
                _demand_kept(chains[line["submission"]], sent, told)
                counted[told["outcome"]] += 1
        _demand_last_word(people, chains)
        alone = {submission for submission, size in people.submissions.items() if size == 1}
        assert [line for line in people.lines("conflict") if line["submission"] in alone] == []  # nobody with himself
    finally:
        store.database.close()
    return counted


def _demand_honest_replies(people: Log, statuses: set[int], counted: Counter[str]) -> None:
    """Everybody was answered as a person can read, or not at all."""
    for line in people.lines("status"):
        assert line["status"] in statuses, line
        assert line.get("message") == (None if line["status"] == 200 else BUSY), line
        counted[f"replies {line['status']}"] += 1
    counted["lost"] = len(people.lines("lost"))
    counted["conflicts"] = len(people.lines("conflict"))


def _demand_whole(store: SqlStore, people: Log, submission: str, rows: list[Revision]) -> None:
    """The chain is whole, the score belongs to its last row, and whoever was let in is in."""
    assert first_break(rows) is None, submission
    assert rows, submission
    entered = [line for line in people.lines("entered") if line["submission"] == submission and line["status"] == 200]
    assert len(entered) == people.submissions[submission]
    monev = Monev(Library.installed(), store, lambda: rows[-1].at)
    for line in entered:
        with store.reading() as unit:
            [info] = unit.granted(secret_hash(line["cookie"]))
        opened = monev.open(line["cookie"], submission)
        score, total = info.score, opened.progress.total
        assert score is not None
        assert (score.kind, score.revision, score.facts_hash) == (KIND, rows[-1].number, rows[-1].hash)
        assert score.exact == (None if opened.sheet.exact is None else exact_text(opened.sheet.exact))
        assert (score.answered, score.without_evidence) == (total.answered, total.without_evidence)


def _demand_kept(rows: list[Revision], sent: dict[str, Any], told: dict[str, Any]) -> None:
    """What somebody was told stands in the database, under the number that was told."""
    assert told["code"] == sent["code"]
    assert told["outcome"] in ("stored", "same", "conflict"), told
    if told["revision"] == 0:
        assert (told["outcome"], told["answer"], sent["answer"]) == ("same", NOTHING, NOTHING)
        return
    assert told["revision"] <= len(rows), (sent, told)
    row = rows[told["revision"] - 1]
    assert (row.number, row.question) == (told["revision"], sent["code"])
    assert row.value == canonical(told["answer"]), (row, told)
    if told["outcome"] == "stored":
        assert (row.writer, row.seq) == (sent["writer"], sent["seq"])
        assert row.value == canonical(sent["answer"])


def _demand_last_word(people: Log, chains: dict[str, list[Revision]]) -> None:
    """Everybody's last answer to a question is the current one, or in its history where several people work on it.

    Nothing leaves no trace where nothing was: who gave it to an empty question was told so, whoever answered later.
    """
    finished = people.lines("finished")
    assert len(finished) == sum(people.submissions.values())
    last_told = {
        (line["person"], told["code"]): told["revision"] for line in people.lines("told") for told in line["told"]
    }
    for line in finished:
        rows = chains[line["submission"]]
        shared = people.submissions[line["submission"]] > 1
        for code, given in line["given"].items():
            values = [row.value for row in rows if row.question == code]
            wanted = canonical(given)
            untouched = given == NOTHING and last_told.get((line["finished"], code)) == 0
            kept = wanted in values if shared else values[-1:] == [wanted]
            assert kept or (untouched and (shared or not values)), (line["finished"], code, given)
