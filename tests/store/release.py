"""Keeps what a released schema looks like when it is filled: `python -m tests.store.release` before a migration is added.

It writes the database of this version, on both engines, as SQL into `released/`; `test_released.py` brings every one of
them to the newest schema and compares. Files of versions that were released are never written again.
"""

from __future__ import annotations

import os
import sqlite3
import subprocess
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import inspect, text

import workflow.access
from questionnaires import Library
from store import SqlStore, open_store
from store.upgrade import head
from tests.postgres import Cluster, programs
from workflow import Item, Monev
from workflow.chain import sealed
from workflow.model import Revision

FOLDER = Path(__file__).parent / "released"
BROWSERS = ("a" * 43, "b" * 43)
CODES = ("0000-0000-0000-0000-0000-0000-01", "ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZ")
SUBMISSIONS = ("rilis00000000001", "rilis00000000002")
BODY = "Dinas “Contoh” 🏛 é' -- \\ ;"
NOTE = "=1+1\t\u202egnarab\U0001f642 \\u0000 ' -- ; é é\nbaris kedua"
AT = datetime(2026, 11, 26, 7, 3, 22, 123456, tzinfo=UTC)
_KEPT = {
    "result_row": "year = 2014 AND scope = 'nasional'",
    "result_count": "number < 20",
    "result_other": "number < 5",
    "result_group_year": "scope = 'nasional'",
    "result_series": "scope = 'nasional' AND name_order < 'kementerian i'",
    "result_link": "successor < 'kementerian-i'",
}


def fill(store: SqlStore) -> None:
    """Write rows of every kind through the use cases of this version."""
    names, codes = iter(SUBMISSIONS), iter(CODES)
    workflow.access.new_submission_id = lambda: next(names)
    workflow.access.new_resume_code = lambda: next(codes)
    now = AT

    def clock() -> datetime:
        nonlocal now
        now += timedelta(seconds=1, microseconds=1)
        return now

    monev = Monev(Library(Path(os.environ.get("MONEV_TEST_RULES", Path(__file__).parents[1] / "rules"))), store, clock)
    for browser, zone in zip(BROWSERS, ("WIB", "WIT"), strict=True):
        monev.start(browser, "isian/2024", "opd", BODY, zone, "dinas-contoh")
    monev.resume(BROWSERS[1], CODES[0], "192.0.2.1")
    seq = 0

    def give(browser: str, submission: str, code: str, seen: int, **given: Any) -> None:
        nonlocal seq
        seq += 1
        answer = {"choice": None, "level": None, "number": None, "links": [], "note": "", **given}
        monev.save_answers(browser, submission, [Item(code, answer, seen, f"w{browser[0]}", seq)])

    link = "https://ppid.contoh.go.id/profil"
    give(BROWSERS[0], SUBMISSIONS[0], "A1", 0, choice="ya", links=[link], note=NOTE)
    give(BROWSERS[0], SUBMISSIONS[0], "A2", 0, choice="tidak")
    give(BROWSERS[1], SUBMISSIONS[0], "A1", 1, choice="tidak")
    give(BROWSERS[1], SUBMISSIONS[0], "A3", 0, choice="ya")
    give(BROWSERS[1], SUBMISSIONS[0], "A2", 2)
    _judge(store, clock())
    give(BROWSERS[1], SUBMISSIONS[1], "A1", 0, choice="ya", note=NOTE)


def _judge(store: SqlStore, at: datetime) -> None:
    """Add a verdict, which no use case of the first versions writes, but whose kind their schema knows."""
    with store.writing() as unit:
        last = unit.revisions(SUBMISSIONS[0])[-1]
        value = '{"choice":"ya"}'
        row = Revision(
            submission=last.submission, number=last.number + 1, kind="verified", question="A1", value=value,
            based_on=last.number, writer="meja", seq=2**53, previous_hash=last.hash, at=at, zone="WIB", actor="ratna",
        )  # fmt: skip
        unit.append([sealed(row)])


def publish(store: SqlStore) -> None:
    """Load the published results where this version has tables for them, and keep a few of every kind."""
    with store.database.read() as connection:
        tables = set(inspect(connection).get_table_names())
    if "result_row" not in tables:
        return
    from store import load_results

    load_results(store.database)
    with store.database.write() as connection:
        for table, kept in _KEPT.items():
            connection.execute(text(f"DELETE FROM {table} WHERE NOT ({kept})"))
        connection.execute(text(f"UPDATE result_files SET sha256 = '{'f' * 64}'"))  # an earlier edition of the tables
        used = " UNION ".join(
            f"SELECT body_id FROM {table}" for table in ("result_row", "result_other", "result_series")
        )
        linked = "SELECT successor FROM result_link UNION SELECT predecessor FROM result_link"
        connection.execute(text(f"DELETE FROM result_body WHERE id NOT IN ({used} UNION {linked})"))


def write(version: str) -> None:
    """Write both files of this version."""
    with TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'monev.sqlite3'}"
        _filled(url)
        with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as connection:
            lines = "\n".join(connection.iterdump())
        (FOLDER / f"{version}.sqlite.sql").write_text(lines + "\n", encoding="utf-8")
    cluster = Cluster()
    try:
        url = cluster.database()
        _filled(url)
        name = url.partition("@/")[2].partition("?")[0]
        dump = [str(programs() / "pg_dump"), "-h", str(cluster.folder), "-U", "monev", "--inserts", "--no-owner", name]
        done = subprocess.run(dump, capture_output=True, text=True, check=True)
    finally:
        cluster.stop()
    # Commands of psql are none of the server's; versions of the tools are nobody's business.
    kept = [line for line in done.stdout.splitlines() if line and not line.startswith(("\\", "--"))]
    (FOLDER / f"{version}.postgresql.sql").write_text("\n".join(kept) + "\n", encoding="utf-8")


def _filled(url: str) -> None:
    store = open_store(url)
    fill(store)
    publish(store)
    store.database.close()


if __name__ == "__main__":
    write(str(head()))
