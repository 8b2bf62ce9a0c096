"""How one process writes a file: one transaction at a time, and whoever waits meanwhile goes along in the next one.

A commit waits for the disk, two to ten milliseconds on an ordinary server, and SQLite lets nobody else write meanwhile.
So writes that arrive together share one transaction and one wait: each works in a savepoint of its own, and nobody is
told that something is stored before the commit that holds it has returned. Who comes alone is committed at once.

Several processes take turns: who waits for another one's transaction holds a file beside the database locked until it
has begun its own, so that the other one, which would always be there first, stands behind it. Without that the answers
of one of two processes waited for minutes as soon as the other one never paused.
"""

from __future__ import annotations

import os
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from workflow.errors import StoreUnavailableError

_fcntl: Any = import_module("fcntl") if find_spec("fcntl") else None  # Windows serves one desk with one process

TOGETHER = 16
QUEUE = "-antrean"
"""What the name of the locked file has behind that of the database."""
_LOOK_AGAIN_SECONDS = 0.05
_AGAIN_SECONDS = 0.001
_turns: dict[str, Turn] = {}
_turns_guard = threading.Lock()


class Turn:
    """Whose turn it is to write a file in this process; `left_open` is the writer whose transaction others may join."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.left_open: Writer | None = None


class Queue:
    """Where the processes that want to write a file stand; the first one of them holds it while it waits."""

    def __init__(self, path: str) -> None:
        """Stand in the queue of the database at `path`; the file for it is made when it is first needed."""
        self._database = path
        self._handle = -1

    @contextmanager
    def first(self, deadline: float) -> Iterator[None]:
        """Be the first one in the queue.

        Raises:
            sqlite3.OperationalError: it took until `deadline`, or the folder of the database cannot be written.
        """
        if _fcntl is None:
            yield
            return
        try:
            if self._handle < 0:
                self._handle = self._opened()
            while not self._taken():
                if time.monotonic() > deadline:
                    raise sqlite3.OperationalError("database is locked: queue")
                time.sleep(_AGAIN_SECONDS)
        except OSError as error:
            raise sqlite3.OperationalError(f"queue of the database: {error}") from error
        try:
            yield
        finally:
            _fcntl.flock(self._handle, _fcntl.LOCK_UN)

    def close(self) -> None:
        """Leave the queue for good."""
        if self._handle >= 0:
            os.close(self._handle)
            self._handle = -1

    def _opened(self) -> int:
        """Open the file; whoever makes it lets those have it who have the database, also where root came first.

        A file that is already there is opened as it is, and never through a link: root must not be led to another one.
        """
        path, safely = self._database + QUEUE, os.O_RDWR | os.O_CLOEXEC | os.O_NOFOLLOW
        try:
            handle = os.open(path, safely | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            return os.open(path, safely)
        like = os.stat(self._database)
        with suppress(OSError):  # a file system without owners
            os.fchmod(handle, like.st_mode & 0o666)
            if os.geteuid() == 0:
                os.fchown(handle, like.st_uid, like.st_gid)
        return handle

    def _taken(self) -> bool:
        try:
            _fcntl.flock(self._handle, _fcntl.LOCK_EX | _fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


class _Shared:
    """One transaction and those who wait for its commit."""

    def __init__(self) -> None:
        self.size = 0
        self.done: threading.Event | None = None
        self.error: BaseException | None = None


class Writer:
    """The connection that a process writes a file with; it stays open, so a write fetches nothing first."""

    def __init__(
        self, path: str, connect: Callable[[], Connection], failures: tuple[type[Exception], ...], busy_seconds: float
    ) -> None:
        """Write `path` through one connection of `connect`, which is dropped after one of `failures`."""
        place = str(Path(path).resolve())
        with _turns_guard:
            self._turn = _turns.setdefault(place, Turn())
        self._queue = Queue(place)
        self._connect = connect
        self._failures = failures
        self._busy_seconds = busy_seconds
        self._connection: Connection | None = None
        self._shared: _Shared | None = None
        self._waiting = 0
        self._counting = threading.Lock()

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """Give a transaction that is committed when this ends, or rolled back when it fails.

        Raises:
            StoreUnavailableError: the commit that this write shared with others failed.
        """
        with self._counting:
            self._waiting += 1
        with self._turn.lock:
            with self._counting:
                self._waiting -= 1
            self._end_others()
            shared = self._shared or self._begin()
            shared.size += 1
            with self._part(shared) as connection:
                yield connection
            self._close_or_leave(shared)
        if shared.done is not None:
            self._wait(shared, shared.done)

    def close(self) -> None:
        """Commit what is left open and give the connection back."""
        with self._turn.lock:
            if self._shared is not None:
                self._commit(self._shared)
            if self._connection is not None:
                self._connection.close()
                self._connection = None
            self._queue.close()

    @contextmanager
    def _part(self, shared: _Shared) -> Iterator[Connection]:
        """Give the share of one write: what fails there is undone, the shares before it stay."""
        connection = self._open()
        driver = _driver(connection)
        joined = shared.size > 1
        try:
            if joined:
                driver.execute("SAVEPOINT share")
            yield connection
            if joined:
                driver.execute("RELEASE share")
        except self._failures as error:
            self._give_up(shared, error)
            raise
        except BaseException as error:
            if joined and driver.in_transaction:
                driver.execute("ROLLBACK TO share")
                driver.execute("RELEASE share")
                self._close_or_leave(shared)
            else:
                self._undo(shared, error)
            raise

    def _open(self) -> Connection:
        if self._connection is None:
            self._connection = self._connect()
            _driver(self._connection).execute("PRAGMA busy_timeout = 0")  # `_begin` waits in its own way
        return self._connection

    def _begin(self) -> _Shared:
        """Begin a transaction, as soon as no other process writes the file and none waits longer for it."""
        driver = _driver(self._open())
        deadline = time.monotonic() + self._busy_seconds
        with self._queue.first(deadline):
            self._begin_first(driver, deadline)
        self._shared = _Shared()
        return self._shared

    def _begin_first(self, driver: Any, deadline: float) -> None:
        while True:
            try:
                driver.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError as error:
                # SQLite itself would wait longer and longer between its looks, and never come in between busy others.
                if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                    raise
                time.sleep(_AGAIN_SECONDS)
            else:
                return

    def _close_or_leave(self, shared: _Shared) -> None:
        """Commit, unless somebody waits who can go along."""
        if self._waiting and shared.size < TOGETHER:
            shared.done = shared.done or threading.Event()
            self._turn.left_open = self
        else:
            self._commit(shared)

    def _commit(self, shared: _Shared) -> None:
        connection = self._open()
        try:
            if connection.in_transaction():
                connection.commit()
            _driver(connection).commit()
        except BaseException as error:
            self._give_up(shared, error)
            raise
        self._ended(shared)

    def _undo(self, shared: _Shared, error: BaseException) -> None:
        """Roll the whole transaction back; whoever shared it learns why."""
        connection = self._open()
        connection.rollback()
        _driver(connection).rollback()
        self._ended(shared, error)

    def _give_up(self, shared: _Shared, error: BaseException) -> None:
        """Drop the connection: what a failed statement or commit leaves in it is not worth knowing."""
        connection, self._connection = self._open(), None
        connection.invalidate()
        connection.close()
        self._ended(shared, error)

    def _ended(self, shared: _Shared, error: BaseException | None = None) -> None:
        self._shared = None
        if self._turn.left_open is self:
            self._turn.left_open = None
        shared.error = error
        if shared.done is not None:
            shared.done.set()

    def _end_others(self) -> None:
        """Commit what another connection of this process to the same file has left open."""
        other = self._turn.left_open
        if other is not None and other is not self and other._shared is not None:
            try:
                other._commit(other._shared)
            except other._failures:
                return  # those who share it are told

    def _wait(self, shared: _Shared, done: threading.Event) -> None:
        """Return when the commit has returned; should the one who was to do it be gone, do it."""
        while not done.wait(_LOOK_AGAIN_SECONDS):
            with self._turn.lock:
                if self._shared is shared:
                    self._commit(shared)
        if shared.error is not None:
            raise StoreUnavailableError from shared.error


def _driver(connection: Connection) -> Any:
    return connection.connection.driver_connection
