"""Connections: one URL, two databases, and the promise that a finished write is on the disk."""

from __future__ import annotations

import logging
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError, InterfaceError, InternalError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from store.writer import Writer
from workflow.errors import StoreUnavailableError

_LOG = logging.getLogger("monev.store")
BUSY_SECONDS = 10.0
_SWITCH_SECONDS = 60.0
_FAILURES = (OperationalError, InterfaceError, InternalError, PoolTimeoutError)
_READS_ONLY = "25006"
_ITS_OWN_FAULT = "XX"


class Database:
    """An engine with two doors: `read()` is a snapshot, `write()` commits or leaves nothing."""

    def __init__(self, url: str, busy_seconds: float = BUSY_SECONDS) -> None:
        """Open `url`; an SQLite file that others write is waited for, `busy_seconds` or as long as `?timeout=` says."""
        self.url = database_url(url)
        self.embedded = self.url.get_backend_name() == "sqlite"
        self.engine = _embedded(self.url, busy_seconds) if self.embedded else _distributed(self.url)
        driver = self._driver = self.engine.dialect.loaded_dbapi
        self._failures = (*_FAILURES, driver.OperationalError, driver.InterfaceError, driver.InternalError)
        self._moving: Engine = self.engine
        self._writer: Writer | None = None
        if self.embedded:
            patience = float(str(self.url.query.get("timeout", busy_seconds)))
            self._writer = Writer(self.url.database or "", self.engine.connect, self._failures, patience)
        else:
            self._moving = self.engine.execution_options(isolation_level="READ COMMITTED")

    @contextmanager
    def write(self, one_state: bool = False) -> Iterator[Connection]:
        """Give a writing transaction; on SQLite one of this process at a time, see `store/writer.py`.

        one_state: what is read in it is one state of the database, as SQLite has it anyway; PostgreSQL then refuses
        to write over what others stored meanwhile.

        Raises:
            StoreUnavailableError: the database does not answer, is locked or full; nothing was stored.
        """
        engine = self.engine if one_state else self._moving
        with self._reported(), self._writer.write() if self._writer else engine.begin() as connection:
            yield connection

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Give a transaction that sees one state of the database from its first statement on.

        Raises:
            StoreUnavailableError: the database does not answer.
        """
        with self._reported(), self.engine.begin() as connection:
            if self.embedded:
                _driver(connection).execute("BEGIN")
            yield connection

    def close(self) -> None:
        """Give back every connection."""
        if self._writer is not None:
            self._writer.close()
        self.engine.dispose()

    @contextmanager
    def _reported(self) -> Iterator[None]:
        """Turn a database that does not serve into the refusal that a person can read, and tell the log why."""
        try:
            yield
        except self._failures as error:
            origin = getattr(error, "orig", None) or error
            if self._is_fault(origin):
                raise
            _LOG.warning("basis data tidak siap: %s", " ".join(str(origin).split()))
            raise StoreUnavailableError from error

    def _is_fault(self, origin: BaseException) -> bool:
        """Tell whether the database complains about what we do: a fault of ours, which waiting does not cure.

        PostgreSQL calls "internal" what we do wrong inside a transaction, but also that it only reads, as after a
        failover, and that its disk fails.
        """
        if isinstance(origin, self._driver.InternalError):
            state = getattr(origin, "sqlstate", None) or ""
            return state != _READS_ONLY and not state.startswith(_ITS_OWN_FAULT)
        return getattr(origin, "sqlite_errorcode", None) == sqlite3.SQLITE_ERROR


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


def _embedded(url: URL, busy_seconds: float) -> Engine:
    Path(url.database or "").parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    waiting = {} if "timeout" in url.query else {"timeout": busy_seconds}
    engine = create_engine(url, connect_args=waiting, pool_size=8, max_overflow=32)
    event.listen(engine, "connect", _prepare)
    return engine


def _distributed(url: URL) -> Engine:
    settings = {"pool_size": 8, "max_overflow": 16, "pool_pre_ping": True, "pool_recycle": 1800}
    engine = create_engine(url, isolation_level="REPEATABLE READ", **settings)
    event.listen(engine, "connect", _flush)
    return engine


def _flush(connection: Any, _record: object) -> None:
    """Wait for the disk at every commit, also where the server is told not to; fsync is the server's own to set."""
    with connection.cursor() as cursor:
        if cursor.execute("SHOW synchronous_commit").fetchone()[0] == "off":
            cursor.execute("SET SESSION synchronous_commit = on")
    connection.commit()


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
