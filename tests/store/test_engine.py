"""Connections: which URL leads where, and what a finished or failed write leaves."""

from __future__ import annotations

import os
import sqlite3
import threading
from contextlib import suppress
from pathlib import Path

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import DatabaseError, InternalError

from store import Database, SqlStore, open_store
from store.engine import database_url as parsed
from tests.faults.disks import SmallDisk
from tests.postgres import Cluster
from workflow.errors import StoreUnavailableError


@pytest.mark.parametrize(
    ("given", "driver"),
    [
        ("sqlite:////srv/monev/monev.sqlite3", "sqlite"),
        ("postgresql://monev@/monev", "postgresql+psycopg"),
        ("postgres://monev@db/monev", "postgresql+psycopg"),
        ("postgresql+psycopg2://monev@db/monev", "postgresql+psycopg"),
    ],
)
def test_a_url_names_the_driver_that_is_installed(given: str, driver: str) -> None:
    assert parsed(given).drivername == driver


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ("sqlite://", "sebutkan berkas"),
        ("sqlite:///:memory:", "sebutkan berkas"),
        ("mysql://monev@db/monev", "mysql tidak didukung"),
        ("bukan alamat", "bukan alamat basis data"),
    ],
)
def test_a_url_that_cannot_keep_answers_is_refused_with_what_to_write(given: str, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        parsed(given)


def test_an_answer_is_on_the_disk_when_the_write_returns(tmp_path: Path) -> None:
    """Architecture 3.7: WAL with synchronous FULL, foreign keys on. A writer waits for others in its own way."""
    database = Database(f"sqlite:///{tmp_path / 'a' / 'b' / 'monev.sqlite3'}")
    for opening, waits in ((database.read, 10_000), (database.write, 0)):
        with opening() as connection:
            pragmas = {
                name: connection.execute(text(f"PRAGMA {name}")).scalar_one()
                for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
            }
        assert pragmas == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": waits}
    database.close()


def test_the_address_of_a_file_may_say_how_long_it_is_waited_for(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'monev.sqlite3'}?timeout=0.25")
    with database.read() as connection:
        assert connection.execute(text("PRAGMA busy_timeout")).scalar_one() == 250
    database.close()


def test_postgresql_waits_for_the_disk_also_where_it_is_told_not_to(cluster: Cluster) -> None:
    url = cluster.database()
    told = Database(f"{url}&options=-c%20synchronous_commit%3Doff")
    for opening in (told.read, told.write, lambda: told.write(one_state=True)):
        with opening() as connection:
            assert connection.execute(text("SHOW synchronous_commit")).scalar_one() == "on"
    told.close()
    further = Database(f"{url}&options=-c%20synchronous_commit%3Dremote_apply")
    with further.write() as connection:
        assert connection.execute(text("SHOW synchronous_commit")).scalar_one() == "remote_apply"
    further.close()


def test_only_the_owner_may_enter_the_folder_of_a_new_database(tmp_path: Path) -> None:
    open_store(f"sqlite:///{tmp_path / 'runtime' / 'monev.sqlite3'}").database.close()
    assert (tmp_path / "runtime").stat().st_mode & 0o777 == 0o700


def test_a_write_that_fails_leaves_nothing_and_one_that_ends_stays(store: SqlStore) -> None:
    database = store.database
    with database.write() as connection:
        connection.execute(text("CREATE TABLE uji (n INTEGER)"))
        connection.execute(text("INSERT INTO uji VALUES (1)"))
    with pytest.raises(DatabaseError, match="nothing"), database.write() as connection:
        _add_and_fail(connection)
    with database.read() as connection:
        assert connection.execute(text("SELECT n FROM uji")).scalars().all() == [1]


def _add_and_fail(connection: Connection) -> None:
    connection.execute(text("INSERT INTO uji VALUES (2)"))
    connection.execute(text("SELECT * FROM nothing"))


def test_a_reader_sees_one_state_from_its_first_look_on(store: SqlStore) -> None:
    database = store.database
    with database.write() as connection:
        connection.execute(text("CREATE TABLE uji (n INTEGER)"))
    with database.read() as reader:
        before = reader.execute(text("SELECT count(*) FROM uji")).scalar_one()
        with database.write() as connection:
            connection.execute(text("INSERT INTO uji VALUES (1)"))
        assert (before, reader.execute(text("SELECT count(*) FROM uji")).scalar_one()) == (0, 0)
    with database.read() as reader:
        assert reader.execute(text("SELECT count(*) FROM uji")).scalar_one() == 1


def test_one_thread_of_a_process_writes_a_file_at_a_time(tmp_path: Path) -> None:
    """Two stores on one file share the lock: SQLite's own waiting would let somebody wait for seconds."""
    url = f"sqlite:///{tmp_path / 'monev.sqlite3'}"
    stores = [open_store(url), open_store(url)]
    with stores[0].database.write() as connection:
        connection.execute(text("CREATE TABLE uji (n INTEGER)"))
    inside, most, guard = 0, 0, threading.Lock()

    def add(number: int) -> None:
        nonlocal inside, most
        with stores[number % 2].database.write() as connection:
            with guard:
                inside += 1
                most = max(most, inside)
            connection.execute(text("INSERT INTO uji VALUES (1)"))
            with guard:
                inside -= 1

    threads = [threading.Thread(target=add, args=(number,)) for number in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with stores[0].database.read() as connection:
        assert (most, connection.execute(text("SELECT count(*) FROM uji")).scalar_one()) == (1, 12)


def test_a_file_that_another_program_holds_too_long_is_reported_as_not_available(tmp_path: Path) -> None:
    path = tmp_path / "monev.sqlite3"
    open_store(f"sqlite:///{path}").database.close()
    database = Database(f"sqlite:///{path}", busy_seconds=0.05)
    holder = sqlite3.connect(path, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreUnavailableError, match="belum dapat disimpan"), database.write():
        pass
    holder.execute("COMMIT")
    holder.close()
    with database.write() as connection:
        connection.execute(text("CREATE TABLE uji (n INTEGER)"))
    database.close()


def _fill_the_disk(connection: Connection) -> None:
    connection.execute(text("INSERT INTO uji VALUES ('kecil')"))
    pages = connection.execute(text("PRAGMA page_count")).scalar_one()
    connection.execute(text(f"PRAGMA max_page_count = {pages}"))
    connection.execute(text("INSERT INTO uji VALUES (:big)"), {"big": "x" * 100_000})


def test_a_full_disk_is_reported_as_not_available_and_stores_nothing(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path / 'monev.sqlite3'}")
    with store.database.write() as connection:
        connection.execute(text("CREATE TABLE uji (n TEXT)"))
    with pytest.raises(StoreUnavailableError), store.database.write() as connection:
        _fill_the_disk(connection)
    with store.database.read() as connection:
        assert connection.execute(text("SELECT count(*) FROM uji")).scalar_one() == 0


def test_a_file_that_could_not_be_written_is_written_again_once_it_can(tmp_path: Path) -> None:
    """A commit that failed leaves nothing in the connection that every later write would stumble over."""
    store = open_store(f"sqlite:///{tmp_path / 'monev.sqlite3'}")
    database = store.database
    with database.write() as connection:
        connection.execute(text("CREATE TABLE uji (n INTEGER)"))
    with SmallDisk.limit([os.getpid()], 0), pytest.raises(StoreUnavailableError), database.write() as connection:
        connection.execute(text("INSERT INTO uji VALUES (1)"))
    with database.write() as connection:
        connection.execute(text("INSERT INTO uji VALUES (2)"))
    with database.read() as connection:
        assert connection.execute(text("SELECT n FROM uji")).scalars().all() == [2]
    database.close()


def test_a_server_that_only_reads_is_reported_as_not_available_and_a_fault_of_ours_is_not(cluster: Cluster) -> None:
    """As after a failover to a server that only reads; a statement after a failed one is a fault in the program."""
    url = cluster.database()
    open_store(url).database.close()
    reader = Database(f"{url}&options=-c%20default_transaction_read_only%3Don")
    with pytest.raises(StoreUnavailableError), reader.write() as connection:
        connection.execute(text("CREATE TABLE uji (n INTEGER)"))
    with pytest.raises(InternalError, match="aborted"), reader.write() as connection:
        _stumble(connection)
    reader.close()


def _stumble(connection: Connection) -> None:
    with suppress(DatabaseError):
        connection.execute(text("SELECT * FROM nothing"))
    connection.execute(text("SELECT 1"))


def test_a_database_server_that_is_not_there_is_reported_as_not_available(tmp_path: Path) -> None:
    with pytest.raises(StoreUnavailableError):
        open_store(f"postgresql://monev@/monev?host={tmp_path}")
