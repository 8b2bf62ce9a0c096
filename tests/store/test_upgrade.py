"""Migrations: run at every start, by however many processes, all or none."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect, text
from sqlalchemy.exc import DatabaseError

from store import Database, NewerDatabaseError, SqlStore, open_store
from store.schema import metadata
from store.upgrade import head, upgrade
from tests.officers import Officer, use_cases

ROOT = Path(__file__).parents[2]
FIRST_TABLES = {"submission", "access", "resume_code", "revision", "score"}


def test_a_migrated_database_is_the_one_that_the_schema_describes(store: SqlStore) -> None:
    """Docs and code are checked against each other: no table, column, index or constraint differs."""
    with store.database.read() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []
        assert set(inspect(connection).get_table_names()) >= FIRST_TABLES


def test_starting_again_changes_nothing_and_keeps_every_answer(database_url: str) -> None:
    first = open_store(database_url)
    officer = Officer(use_cases(first))
    officer.give("A1", {"choice": "tidak"})
    first.database.close()
    second = open_store(database_url)
    officer.monev = use_cases(second)
    assert officer.look().answers["A1"].answer.choice == "tidak"
    with second.database.read() as connection:
        assert connection.execute(text("SELECT version_num FROM alembic_version")).scalars().all() == [head()]
    second.database.close()


def test_processes_that_start_at_once_all_find_a_migrated_database(database_url: str) -> None:
    """Architecture 3.10: several application processes behind one proxy, started by one command."""
    program = f"from store import open_store; open_store({database_url!r}).database.close()"
    starting = [subprocess.Popen([sys.executable, "-c", program], cwd=ROOT, stderr=subprocess.PIPE) for _ in range(5)]
    failures = [process.communicate(timeout=120)[1].decode() for process in starting]
    assert [process.returncode for process in starting] == [0] * 5, failures
    store = open_store(database_url)
    assert Officer(use_cases(store)).look().number == 0
    store.database.close()


def test_a_database_of_a_newer_version_is_refused_and_left_alone(database_url: str) -> None:
    store = open_store(database_url)
    with store.database.write() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(NewerDatabaseError, match="versi Monev KIP yang lebih baru"):
        open_store(database_url)
    with store.database.read() as connection:
        assert connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one() == "9999"
    store.database.close()


def test_a_migration_that_fails_leaves_no_table_behind(database_url: str) -> None:
    database = Database(database_url)
    with database.write() as connection:
        connection.execute(text("CREATE TABLE score (in_the_way INTEGER)"))
    with pytest.raises(DatabaseError, match="already exists"):
        upgrade(database)
    with database.write() as connection:
        assert set(inspect(connection).get_table_names()) == {"score"}
        connection.execute(text("DROP TABLE score"))
    upgrade(database)
    with database.read() as connection:
        assert set(inspect(connection).get_table_names()) >= FIRST_TABLES
    database.close()
