"""Every schema that was released, filled, comes to the newest one with every row, chain and score as it was."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text

from scoring.numbers import exact_text
from store import Database, SqlPublished, SqlStore, load_results, open_store
from store.schema import metadata
from store.upgrade import configuration, head
from tests.officers import HandClock, answer, use_cases
from tests.store.release import AT, BODY, BROWSERS, CODES, FOLDER, NOTE, SUBMISSIONS
from workflow import Item
from workflow.chain import first_break
from workflow.codes import new_browser
from workflow.filling import browser_hash

ROOT = Path(__file__).parents[2]
VERSIONS = sorted({path.name.split(".")[0] for path in FOLDER.glob("*.sql")})
STARTING = "import sys; from store import open_store; open_store(sys.argv[1]).database.close()"


@pytest.fixture(params=VERSIONS)
def version(request: pytest.FixtureRequest) -> str:
    """A schema that was released."""
    return str(request.param)


@pytest.fixture
def old_url(version: str, database_url: str) -> str:
    """The URL of a filled database of that version."""
    if database_url.startswith("sqlite"):
        script = (FOLDER / f"{version}.sqlite.sql").read_text(encoding="utf-8")
        with closing(sqlite3.connect(database_url.removeprefix("sqlite:///"))) as connection:
            connection.executescript(script)
    else:
        script = (FOLDER / f"{version}.postgresql.sql").read_text(encoding="utf-8")
        with psycopg.connect(database_url) as connection:
            connection.execute(script)  # type: ignore[call-overload]
    return database_url


@pytest.fixture
def before(old_url: str) -> dict[str, list[Any]]:
    """Every row of the old database."""
    return _rows(old_url, None)


@pytest.fixture
def upgraded(before: dict[str, list[Any]], old_url: str) -> Iterator[SqlStore]:
    """The same database, opened by this version."""
    store = open_store(old_url)
    yield store
    store.database.close()


def _rows(url: str, columns: dict[str, list[str]] | None) -> dict[str, list[Any]]:
    """Return the rows of all tables; of the columns that are named, or of all."""
    database = Database(url)
    with database.read() as connection:
        seen = inspect(connection)
        tables = columns or {name: [one["name"] for one in seen.get_columns(name)] for name in seen.get_table_names()}
        found: dict[str, list[Any]] = {}
        for table, names in tables.items():
            listed = ", ".join(f'"{name}"' for name in names)
            rows = connection.execute(text(f'SELECT {listed} FROM "{table}"')).all()
            found[table] = [tuple(names), *sorted(tuple(row) for row in rows)] if table != "alembic_version" else []
    database.close()
    return found


def test_every_migration_has_a_filled_database_on_both_engines() -> None:
    released = {script.revision for script in ScriptDirectory.from_config(configuration()).walk_revisions()}
    assert set(VERSIONS) == released
    for version in VERSIONS:
        assert {path.name.split(".")[1] for path in FOLDER.glob(f"{version}.*.sql")} == {"sqlite", "postgresql"}


def test_no_row_changes_on_the_way_to_the_newest_schema(
    before: dict[str, list[Any]], upgraded: SqlStore, old_url: str, version: str
) -> None:
    columns = {table: list(rows[0]) if rows else ["version_num"] for table, rows in before.items()}
    assert _rows(old_url, columns) == before
    assert (len(before["revision"]), len(before["score"]), len(before["access"])) == (1 + 7, 1 + 2, 1 + 3)
    with upgraded.database.read() as connection:
        assert compare_metadata(MigrationContext.configure(connection, opts={"compare_type": True}), metadata) == []
        assert connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one() == head()


def test_chains_and_scores_are_whole_and_go_on(upgraded: SqlStore) -> None:
    monev = use_cases(upgraded, HandClock(AT))
    with upgraded.reading() as unit:
        chains = {submission: unit.revisions(submission) for submission in SUBMISSIONS}
        infos = {info.submission.id: info for browser in BROWSERS for info in unit.granted(browser_hash(browser))}
    assert [len(rows) for rows in chains.values()] == [6, 1]
    assert [first_break(rows) for rows in chains.values()] == [None, None]
    assert json.loads(chains[SUBMISSIONS[0]][0].value)["note"] == NOTE
    for submission, code in zip(SUBMISSIONS, CODES, strict=True):
        newcomer = new_browser()
        assert monev.resume(newcomer, code, "192.0.2.9") == submission
        opened, score = monev.open(newcomer, submission), infos[submission].score
        assert score is not None
        assert opened.submission.body == BODY
        assert (score.exact, score.answered) == (exact_text(opened.sheet.exact), opened.progress.total.answered)
        last = chains[submission][-1].number
        told = monev.save_answers(newcomer, submission, [Item("B1", answer(note="baru"), 0, "baru", 1)]).items[0]
        assert (told.outcome, told.revision) == ("stored", last + 1)
        with upgraded.reading() as unit:
            assert first_break(unit.revisions(submission)) is None


def test_published_results_are_filled_again(upgraded: SqlStore) -> None:
    load_results(upgraded.database)
    assert len(SqlPublished(upgraded.database).results_in("nasional", 2021)) == 68


def test_two_processes_that_start_on_an_old_database_at_once_bring_it_up_once(
    before: dict[str, list[Any]], old_url: str
) -> None:
    command = [sys.executable, "-c", STARTING, old_url]
    starting = [subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE) for _ in range(2)]
    failures = [process.communicate(timeout=120)[1].decode() for process in starting]
    assert [process.returncode for process in starting] == [0, 0], failures
    columns = {table: list(rows[0]) if rows else ["version_num"] for table, rows in before.items()}
    assert _rows(old_url, columns) == before
