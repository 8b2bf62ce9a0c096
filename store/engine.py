"""Connections: one URL, two databases, and the promise that a finished write is on the disk."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from workflow.errors import StoreUnavailableError

BUSY_SECONDS = 10.0
_SWITCH_SECONDS = 60.0
_FAILURES = (OperationalError, InterfaceError, PoolTimeoutError)
_writers: dict[str, threading.Lock] = {}
_writers_guard = threading.Lock()


class Database:
    """An engine with two doors: `read()` is a snapshot, `write()` commits or leaves nothing."""

    def __init__(self, url: str, busy_seconds: float = BUSY_SECONDS) -> None:
        """Open `url`; a SQLite file that another process is writing is waited for, at most `busy_seconds`."""
        self.url = database_url(url)
        self.embedded = self.url.get_backend_name() == "sqlite"
        self.engine = _embedded(self.url, busy_seconds) if self.embedded else _distributed(self.url)
        self._writer = _writer_lock(self.url) if self.embedded else threading.Lock()
        self._held: Connection | None = None
        driver = self.engine.dialect.loaded_dbapi
        self._failures = (*_FAILURES, driver.OperationalError, driver.InterfaceError)
        self._reading: Engine = self.engine
        if not self.embedded:
            self._reading = self.engine.execution_options(isolation_level="REPEATABLE READ")

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """Give the one writing transaction of this process (SQLite) or a transaction (PostgreSQL).

        Raises:
            StoreUnavailableError: the database does not answer, is locked or full; nothing was stored.
        """
        with self._reported(), self._one_writer() if self.embedded else self.engine.begin() as connection:
            yield connection

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Give a transaction that sees one state of the database from its first statement on.

        Raises:
            StoreUnavailableError: the database does not answer.
        """
        with self._reported(), self._reading.begin() as connection:
            if self.embedded:
                _driver(connection).execute("BEGIN")
            yield connection

    def close(self) -> None:
        """Give back every connection."""
        with self._writer:
            if self._held is not None:
                self._held.close()
                self._held = None
        self.engine.dispose()

    @contextmanager
    def _one_writer(self) -> Iterator[Connection]:
        """Give the connection that this process writes a file with; it stays open, so a write fetches nothing first."""
        with self._writer:
            connection = self._held = self._held or self.engine.connect()
            driver = _driver(connection)
            driver.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                if connection.in_transaction():
                    connection.commit()
                driver.commit()
            except BaseException:
                if connection.in_transaction():
                    connection.rollback()
                driver.rollback()
                raise

    @contextmanager
    def _reported(self) -> Iterator[None]:
        """Turn a database that does not serve into the refusal that a person can read."""
        try:
            yield
        except self._failures as error:
            if _is_fault(error):
                raise
            raise StoreUnavailableError from error


def database_url(text: str) -> URL:
    """Return the URL with the driver that is installed: psycopg for PostgreSQL, sqlite3 for a file.

    Raises:
        ValueError: another database, or SQLite without a file.
    """
    try:
        url = make_url(text)
    except ArgumentError as error:
        raise ValueError(f"MONEV_DATABASE_URL: {text!r} bukan alamat basis data") from error
    backend = url.get_backend_name()
    if backend in ("postgresql", "postgres"):
        return url.set(drivername="postgresql+psycopg")
    if backend != "sqlite":
        raise ValueError(f"MONEV_DATABASE_URL: {backend} tidak didukung; pakai sqlite:///berkas atau postgresql://...")
    if not url.database or url.database == ":memory:":
        raise ValueError("MONEV_DATABASE_URL: sebutkan berkas, misalnya sqlite:////var/lib/monev/monev.sqlite3")
    return url.set(drivername="sqlite")


def _driver(connection: Connection) -> Any:
    return connection.connection.driver_connection


def _is_fault(error: Exception) -> bool:
    """Tell whether SQLite complains about the statement: a fault of ours, which waiting does not cure."""
    code = getattr(getattr(error, "orig", error), "sqlite_errorcode", None)
    return code == sqlite3.SQLITE_ERROR


def _writer_lock(url: URL) -> threading.Lock:
    """Return the one lock of this process for this file: SQLite's own waiting is unfair and slow under load."""
    place = str(Path(url.database or "").resolve())
    with _writers_guard:
        return _writers.setdefault(place, threading.Lock())


def _embedded(url: URL, busy_seconds: float) -> Engine:
    Path(url.database or "").parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    engine = create_engine(url, connect_args={"timeout": busy_seconds}, pool_size=8, max_overflow=32)
    event.listen(engine, "connect", _prepare)
    return engine


def _distributed(url: URL) -> Engine:
    return create_engine(url, pool_size=8, max_overflow=16, pool_pre_ping=True, pool_recycle=1800)


def _prepare(connection: sqlite3.Connection, _record: object) -> None:
    """Set what holds per connection; `isolation_level = None` leaves BEGIN to us."""
    connection.isolation_level = None
    _write_ahead(connection)
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Switch the file to WAL once; SQLite does not wait by itself when several processes switch at the same time."""
    deadline = time.monotonic() + _SWITCH_SECONDS
    while True:
        try:
            if connection.execute("PRAGMA journal_mode = WAL").fetchone()[0] == "wal":
                return
        except sqlite3.OperationalError as error:
            if "locked" not in str(error):
                raise
        if time.monotonic() > deadline:
            raise sqlite3.OperationalError("database is locked: journal_mode")
        time.sleep(0.02)
