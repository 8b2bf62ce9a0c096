"""Databases with many filled self-assessments, stored as the use cases store them but in bulk."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import insert

from questionnaires import Library
from questionnaires.answers import answer_json, read_answer
from scoring.rules import Question
from store import SqlStore
from store.schema import grants, resume_codes, revisions, scores, submissions
from workflow.chain import GENESIS, canonical, sealed
from workflow.codes import secret_hash
from workflow.instruments import Instrument, Instruments
from workflow.model import Head, Revision, Submission
from workflow.standing import read_standing

START = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
NOTE = "Ditayangkan di laman PPID, pembaruan terakhir bulan lalu; lihat juga pengumuman di papan informasi. "


def browser_of(number: int) -> str:
    """Return the cookie of the officer of a body."""
    return f"{number:043d}"


def code_of(number: int) -> str:
    """Return the resume code of a body, as its hash is kept."""
    return f"{number:026d}"


def fill(store: SqlStore, library: Library, rules: str, category: str, bodies: int, turns: int, first: int = 1) -> int:
    """Store `bodies` self-assessments, each question answered `turns` times, and return the number of revisions."""
    name, _, version = library.edition(rules).name.partition("@")
    instruments, count = Instruments(library), 0
    for number in range(first, first + bodies):
        own = Submission(f"badan{number:011d}", name, int(version), category, f"Badan Publik {number}", "WITA", START)
        rows = list(_rows(own, instruments.of(own), turns, number))
        with store.database.write() as connection:
            connection.execute(insert(submissions), _columns(submissions, own))
            held = {"browser_hash": secret_hash(browser_of(number)), "submission": own.id, "granted_at": START}
            connection.execute(insert(grants), held)
            code = {"code_hash": secret_hash(code_of(number)), "submission": own.id, "created_at": START}
            connection.execute(insert(resume_codes), code)
            connection.execute(insert(revisions), [row._asdict() for row in rows])
            head = Head(True, rows[-1].number, rows[-1].hash)
            standing = read_standing(store.unit(connection), instruments, own, head)
            connection.execute(insert(scores), standing.score_row(rows[-1].at)._asdict())
        count += len(rows)
    return count


def _columns(table: Any, row: Any) -> dict[str, Any]:
    return {name: getattr(row, name) for name in table.columns.keys()}  # noqa: SIM118


def _rows(own: Submission, instrument: Instrument, turns: int, body: int) -> Iterator[Revision]:
    number, previous, seen = 0, GENESIS, dict.fromkeys(instrument.questions, 0)
    for turn in range(turns):
        for place, question in enumerate(instrument.questions.values()):
            number += 1
            row = sealed(
                Revision(
                    submission=own.id,
                    number=number,
                    kind="self",
                    question=question.code,
                    value=_value(question, body + place + turn),
                    based_on=seen[question.code],
                    writer="w1",
                    seq=number,
                    previous_hash=previous,
                    at=START + timedelta(seconds=number, microseconds=body),
                    zone=own.zone,
                )
            )
            seen[question.code], previous = number, row.hash
            yield row


def _value(question: Question, seed: int) -> str:
    """Return an answer that fits the question: yes with level, link and sometimes a note, or no."""
    raw: dict[str, object] = {"choice": "tidak"}
    if question.kind == "yes_no" and seed % 4:
        raw = {"choice": "ya", "links": [f"https://ppid.contoh.go.id/informasi/{question.code}/{seed}"]}
        raw["note"] = NOTE * (seed % 3)
        if question.levels:
            raw["level"] = question.levels[seed % len(question.levels)].code
    elif question.kind == "number":
        raw = {"number": str(seed)}
    elif question.kind in ("option", "multiple"):
        code = question.options[seed % len(question.options)].code
        raw = {"choice": code if question.kind == "option" else [code]}
    answer, problems = read_answer(question, raw, question.code)
    assert list(problems) == []
    return canonical(answer_json(answer))
