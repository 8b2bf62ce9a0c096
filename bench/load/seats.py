"""Self-assessments to load the site with, filled halfway, and the comparison of what was said with what is stored."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime

from bench.load.officer import Acknowledged, Seat
from questionnaires import Library
from store import SqlStore
from workflow import Item, Monev
from workflow.chain import GENESIS, first_break, sealed
from workflow.codes import new_browser, new_submission_id, secret_hash
from workflow.model import Revision

_TOGETHER = 50
_BATCH = 100


def seats(store: SqlStore, rules: str, category: str, count: int) -> list[Seat]:
    """Return self-assessments that are half filled: one answered through the use cases, the others its copies."""
    monev = Monev(Library(), store, lambda: datetime.now(UTC))
    browser = new_browser()
    first = Seat(browser, monev.start(browser, rules, category, "Badan ukur 0", "WIB").submission_id)
    _fill(monev, first, rules, category)
    with store.reading() as unit:
        started = unit.submission(first.submission)
        rows = unit.revisions(first.submission)
        score = unit.granted(secret_hash(browser))[0].score
    found = [first]
    while len(found) < count:
        with store.writing() as unit:
            for number in range(len(found), min(len(found) + _TOGETHER, count)):
                seat = Seat(new_browser(), new_submission_id())
                copy = replace(started, id=seat.submission, body=f"Badan ukur {number}")
                unit.add_submission(copy)
                unit.grant(secret_hash(seat.browser), seat.submission, started.created_at)
                unit.append(copied := _copied(rows, seat.submission))
                if score:
                    unit.put_score(score._replace(submission=seat.submission, facts_hash=copied[-1].hash))
                found.append(seat)
    return found


def lost(store: SqlStore, said: Iterable[Acknowledged]) -> list[str]:
    """Return every answer that was called stored and is not, and every break of a chain or a score that lags behind."""
    by_submission: dict[str, list[Acknowledged]] = defaultdict(list)
    for one in said:
        by_submission[one.submission].append(one)
    faults = []
    for submission, answers in by_submission.items():
        with store.reading() as unit:
            rows = unit.revisions(submission)
        broken = first_break(rows)
        if broken is not None:
            faults.append(f"{submission}: chain broken at {broken}")
        by_number = {row.number: row for row in rows}
        faults += [f"not stored: {one}" for one in answers if not _holds(by_number.get(one.number), one)]
        sent = {(row.writer, row.seq) for row in rows}
        if len(sent) != len(rows):
            faults.append(f"{submission}: a message was stored twice")
    return faults


def _fill(monev: Monev, seat: Seat, rules: str, category: str) -> None:
    questions = [one for one in monev.questionnaire(rules, category).questions if one.kind == "yes_no"]
    half = questions[: len(questions) // 2]
    items = [
        Item(
            question.code,
            {
                "choice": "ya",
                "level": question.levels[0].code if question.levels else None,
                "links": [f"https://ppid.contoh.go.id/{question.code}"],
                "note": "Ditayangkan di laman PPID.",
            },
            0,
            "ukur-awal",
            number,
        )
        for number, question in enumerate(half, start=1)
    ]
    for start in range(0, len(items), _BATCH):
        monev.save_answers(seat.browser, seat.submission, items[start : start + _BATCH])


def _copied(rows: list[Revision], submission: str) -> list[Revision]:
    """Return the rows as those of another self-assessment, in a chain of its own."""
    found: list[Revision] = []
    for row in rows:
        before = found[-1].hash if found else GENESIS
        found.append(sealed(row._replace(submission=submission, previous_hash=before, hash="")))
    return found


def _holds(row: Revision | None, said: Acknowledged) -> bool:
    if row is None or (row.question, row.writer, row.seq) != (said.code, said.writer, said.seq):
        return False
    stored = json.loads(row.value)
    return all(stored.get(name) == value for name, value in said.answer.items() if value not in (None, [], ""))
