"""Writes that arrive together share one commit: nobody is told early, and what fails takes nothing else along."""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing, contextmanager
from itertools import groupby
from pathlib import Path

import pytest
from sqlalchemy import text

from store import Database
from store.writer import QUEUE, TOGETHER
from workflow.errors import StoreUnavailableError

ROOT = Path(__file__).parents[2]
PATIENCE = 20.0


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """A file with one table of numbers that must be small."""
    opened = Database(f"sqlite:///{tmp_path / 'monev.sqlite3'}")
    with opened.write() as connection:
        connection.execute(text("CREATE TABLE t (n INTEGER PRIMARY KEY CHECK (n < 1000000))"))
    yield opened
    opened.close()


def numbers(database: Database) -> list[int]:
    """Return what is committed."""
    with database.read() as connection:
        return list(connection.execute(text("SELECT n FROM t ORDER BY n")).scalars())


def until(ready: Callable[[], bool]) -> None:
    """Return when it is ready."""
    deadline = time.monotonic() + PATIENCE
    while not ready():
        assert time.monotonic() < deadline
        time.sleep(0.002)


class Person:
    """Writes a number in a thread, and stops inside the transaction until told to go on."""

    statement = "INSERT INTO t VALUES (:n)"

    def __init__(self, database: Database, number: int, fails: Exception | None = None) -> None:
        self._database, self._number, self._fails = database, number, fails
        self.inside, self.go_on = threading.Event(), threading.Event()
        self._outcome: Future[None] = Future()

    def start(self) -> None:
        """Begin to write."""
        pool = ThreadPoolExecutor(1)
        self._outcome = pool.submit(self._write)
        pool.shutdown(wait=False)

    @property
    def told(self) -> bool:
        """Tell whether the write has returned."""
        return self._outcome.done()

    @property
    def ended(self) -> object:
        """How the write ended."""
        return self._outcome.exception(PATIENCE) or "stored"

    def _write(self) -> None:
        with self._database.write() as connection:
            connection.execute(text(self.statement), {"n": self._number})
            self.inside.set()
            self.go_on.wait(PATIENCE)
            if self._fails:
                raise self._fails


class Orphan(Person):
    """Writes what only the commit refuses."""

    statement = "INSERT INTO child VALUES (:n)"


@contextmanager
def joined(database: Database, *people: Person) -> Iterator[None]:
    """Let the first begin and the others wait for it; then let the first end, so that all share one transaction."""
    first, *others = people
    first.start()
    assert first.inside.wait(PATIENCE)
    for number, one in enumerate(others, start=1):
        one.start()
        until(lambda number=number: waiting(database) == number)  # type: ignore[misc]
    first.go_on.set()
    until(lambda: any(one.inside.is_set() for one in others))
    yield
    for one in people:
        one.go_on.set()
    assert all(one.ended for one in people)


def waiting(database: Database) -> int:
    """Return how many wait for their turn."""
    writer = database._writer
    assert writer is not None
    return writer._waiting


def test_who_shares_a_transaction_is_told_after_its_commit_only(database: Database) -> None:
    first, second = Person(database, 1), Person(database, 2)
    with joined(database, first, second):
        assert (numbers(database), first.told) == ([], False)
    assert (numbers(database), first.ended, second.ended) == ([1, 2], "stored", "stored")


def test_who_writes_alone_is_told_at_once(database: Database) -> None:
    alone = Person(database, 1)
    alone.go_on.set()
    alone.start()
    assert (alone.ended, numbers(database)) == ("stored", [1])


def test_a_share_that_fails_leaves_the_shares_before_and_after_it(database: Database) -> None:
    refused = ValueError("ditolak")
    people = [Person(database, 1), Person(database, 2, refused), Person(database, 3)]
    with joined(database, *people):
        assert numbers(database) == []
    assert numbers(database) == [1, 3]
    assert [one.ended for one in people] == ["stored", refused, "stored"]


def test_a_first_share_that_fails_takes_nobody_along(database: Database) -> None:
    refused = ValueError("ditolak")
    people = [Person(database, 1, refused), Person(database, 2)]
    with joined(database, *people):
        pass
    assert numbers(database) == [2]
    assert [one.ended for one in people] == [refused, "stored"]


def test_a_commit_that_fails_is_told_to_everybody_who_shared_it(database: Database) -> None:
    with database.write() as connection:
        connection.execute(text("CREATE TABLE child (n INTEGER REFERENCES t (n) DEFERRABLE INITIALLY DEFERRED)"))
    first, second = Person(database, 1), Orphan(database, 2)
    with joined(database, first, second):
        pass
    assert numbers(database) == []
    assert isinstance(first.ended, StoreUnavailableError)
    assert "FOREIGN KEY" in str(second.ended)
    third = Person(database, 3)
    third.go_on.set()
    third.start()
    assert (third.ended, numbers(database)) == ("stored", [3])


def test_many_at_once_are_all_stored_in_fewer_commits(database: Database) -> None:
    commits: list[str] = []
    with database.write() as connection:
        driver = connection.connection.driver_connection
        assert driver is not None
        driver.set_trace_callback(lambda statement: commits.append(statement) if statement == "COMMIT" else None)
    people = [Person(database, number) for number in range(4 * TOGETHER)]
    for one in people:
        one.go_on.set()
    with database.write():
        for number, one in enumerate(people, start=1):
            one.start()
            until(lambda number=number: waiting(database) == number)  # type: ignore[misc]
        commits.clear()
    assert {one.ended for one in people} == {"stored"}
    assert numbers(database) == list(range(4 * TOGETHER))
    assert 4 <= len(commits) <= 6


def test_two_connections_of_one_process_to_one_file_do_not_wait_for_each_other(database: Database) -> None:
    beside = Database(str(database.url), busy_seconds=PATIENCE)
    people = [Person(one, number) for number, one in enumerate([database, beside] * 40)]
    for one in people:
        one.go_on.set()
        one.start()
    began = time.monotonic()
    assert {one.ended for one in people} == {"stored"}
    beside.close()
    assert len(numbers(database)) == len(people)
    assert time.monotonic() - began < PATIENCE / 2


def test_two_processes_write_one_file_and_neither_is_left_waiting(database: Database) -> None:
    script = (
        "import sys, time; from sqlalchemy import text; from store import Database\n"
        "database, start = Database(sys.argv[1], busy_seconds=5), int(sys.argv[2])\n"
        "for number in range(start, start + 100):\n"
        "    with database.write() as connection: connection.execute(text('INSERT INTO t VALUES (:n)'), {'n': number})\n"
    )
    url = database.url.render_as_string()
    running = [
        subprocess.Popen([sys.executable, "-c", script, url, str(start)], cwd=ROOT, stderr=subprocess.PIPE, text=True)
        for start in (1000, 2000)
    ]
    said = [one.communicate(timeout=60)[1] for one in running]
    assert said == ["", ""]
    assert len(numbers(database)) == 200


_PROCESS = """
import sys, time
from pathlib import Path
from sqlalchemy import text
from store import Database
own, folder = int(sys.argv[1]), Path(sys.argv[2])
database = Database(f"sqlite:///{folder / 'monev.sqlite3'}")
(folder / f"siap-{own}").touch()
while not (folder / "mulai").exists():
    time.sleep(0.001)
for number in range(400):
    with database.write() as connection:
        connection.execute(text("INSERT INTO turns (process) VALUES (:own)"), {"own": own})
database.close()
"""


def test_two_processes_that_never_pause_take_turns(database: Database, tmp_path: Path) -> None:
    """Nobody is starved: while both write, neither stands behind a long row of writes of the other one."""
    with database.write() as connection:
        connection.execute(text("CREATE TABLE turns (number INTEGER PRIMARY KEY AUTOINCREMENT, process INTEGER)"))
    command = [sys.executable, "-c", _PROCESS]
    processes = [subprocess.Popen([*command, str(own), str(tmp_path)], cwd=ROOT) for own in range(2)]
    until(lambda: all((tmp_path / f"siap-{own}").exists() for own in range(2)))
    (tmp_path / "mulai").touch()
    assert [process.wait(PATIENCE * 3) for process in processes] == [0, 0]
    with database.read() as connection:
        turns = list(connection.execute(text("SELECT process FROM turns ORDER BY number")).scalars())
    assert len(turns) == 800
    starts = max(turns.index(0), turns.index(1))
    ends = min(len(turns) - turns[::-1].index(own) for own in range(2))
    both = turns[starts:ends]
    assert len(both) > 400
    assert max(len(list(row)) for _, row in groupby(both)) < 60


def test_a_process_behind_an_endless_queue_is_told(database: Database, tmp_path: Path) -> None:
    with closing(Database(f"sqlite:///{tmp_path / 'monev.sqlite3'}", busy_seconds=0.05)) as other:
        with other.write() as connection:
            connection.execute(text("INSERT INTO t VALUES (1)"))
        with (tmp_path / f"monev.sqlite3{QUEUE}").open("rb") as held:
            fcntl.flock(held, fcntl.LOCK_EX)
            with pytest.raises(StoreUnavailableError), other.write():
                raise AssertionError("nobody may write")
        with other.write() as connection:
            connection.execute(text("INSERT INTO t VALUES (2)"))
    assert numbers(database) == [1, 2]


def test_whoever_may_write_the_database_may_stand_in_its_queue(tmp_path: Path) -> None:
    """An administrator who writes first, as a restore does, leaves no file that shuts the application out."""
    path = tmp_path / "monev.sqlite3"
    with closing(Database(f"sqlite:///{path}")) as first, first.read() as connection:
        connection.execute(text("SELECT 1"))
    path.chmod(0o660)
    if os.geteuid() == 0:
        os.chown(path, 65_534, 65_534)
    with closing(Database(f"sqlite:///{path}")) as administrator, administrator.write() as connection:
        connection.execute(text("CREATE TABLE t (n INTEGER)"))
    queue, wanted = (tmp_path / f"monev.sqlite3{QUEUE}").stat(), path.stat()
    assert (queue.st_mode & 0o777, queue.st_uid, queue.st_gid) == (0o660, wanted.st_uid, wanted.st_gid)


def test_a_link_in_the_place_of_the_queue_leads_nowhere(tmp_path: Path) -> None:
    """Whoever owns the folder must not lead an administrator to a file of somebody else."""
    path, foreign = tmp_path / "monev.sqlite3", tmp_path / "milik-orang-lain"
    foreign.write_text("rahasia")
    foreign.chmod(0o600)
    with closing(Database(f"sqlite:///{path}")) as first, first.read() as connection:
        connection.execute(text("SELECT 1"))
    path.chmod(0o666)
    queue = tmp_path / f"monev.sqlite3{QUEUE}"
    queue.symlink_to(foreign)
    with closing(Database(f"sqlite:///{path}")) as administrator:
        with pytest.raises(StoreUnavailableError), administrator.write():
            raise AssertionError("nobody may write")
        assert foreign.stat().st_mode & 0o777 == 0o600
        queue.unlink()
        with administrator.write() as connection:
            connection.execute(text("CREATE TABLE t (n INTEGER)"))
