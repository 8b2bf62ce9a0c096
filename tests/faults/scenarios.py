"""What is done to an application while people fill in questionnaires; the same on both databases."""

from __future__ import annotations

import os
import signal
import socket
import sqlite3
import struct
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from itertools import pairwise
from pathlib import Path
from random import Random

import psycopg

from store import open_store
from tests.faults.application import Application, until
from tests.faults.audit import audit
from tests.faults.disks import SmallDisk
from tests.faults.people import People
from tests.postgres import Cluster

SERVED = {200}
REFUSED_TOO = {200, 503}
CLOCK = "jam"
_LINES = 1 << 14
"""Bytes of the log that one refusal may fill."""


@contextmanager
def working(application: Application, luck: Random, **options: float) -> Iterator[People]:
    """Start the application and let people work on it; in the end nobody is left."""
    people = People(application, luck.randrange(2**31), **options)
    try:
        application.start()
        until(lambda: people.stored > 0, "the first answer being stored")
        yield people
        people.rest()
    finally:
        people.stop()


def some_answers(people: People, luck: Random, most: int = 10) -> None:
    """Wait for a random number of further answers, and then for a moment that falls anywhere within the next one."""
    enough = people.stored + luck.randrange(1, most)
    until(lambda: people.stored >= enough, "further answers being stored")
    time.sleep(luck.random() / 50)


def one_refusal(people: People) -> None:
    """Wait until somebody is told that the database does not serve."""
    before = people.refused
    until(lambda: people.refused > before, "an answer being refused")


def kills(application: Application, luck: Random, amount: int) -> Counter[str]:
    """Kill the application at random moments, one in eight times while it starts, and compare."""
    with working(application, luck) as people:
        for _ in range(amount):
            if luck.random() < 1 / 8:
                time.sleep(luck.random() / 2)
            else:
                some_answers(people, luck)
            application.end()
            application.start()
    return audit(application.url, people, SERVED)


def cuts(application: Application, cluster: Cluster, luck: Random, amount: int) -> Counter[str]:
    """Cut the connections to PostgreSQL in every way that an administrator or a fault knows, and compare."""
    name = application.url.partition("@/")[2].partition("?")[0]
    ways = [_terminate] * 10 + [_kill_one, _kill_all, _lock_out, _make_read_only]
    with working(application, luck) as people:
        for _ in range(amount):
            some_answers(people, luck)
            luck.choice(ways)(cluster, name, luck)
    return audit(application.url, people, REFUSED_TOO)


def _terminate(cluster: Cluster, name: str, luck: Random) -> None:
    _say(cluster, f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'")


def _kill_one(cluster: Cluster, name: str, luck: Random) -> None:
    """The server then ends all its processes and recovers."""
    asked = f"SELECT pid FROM pg_stat_activity WHERE datname = '{name}' AND backend_type = 'client backend'"
    processes = [int(str(row[0])) for row in _say(cluster, asked)]
    if processes:
        os.kill(luck.choice(processes), signal.SIGKILL)


def _kill_all(cluster: Cluster, name: str, luck: Random) -> None:
    cluster.kill()
    time.sleep(luck.random() / 5)
    cluster.start()


def _lock_out(cluster: Cluster, name: str, luck: Random) -> None:
    _say(cluster, f"ALTER DATABASE {name} ALLOW_CONNECTIONS false")
    _terminate(cluster, name, luck)
    time.sleep(luck.random() / 5)
    _say(cluster, f"ALTER DATABASE {name} ALLOW_CONNECTIONS true")


def _make_read_only(cluster: Cluster, name: str, luck: Random) -> None:
    """As after a failover to a server that only reads."""
    _say(cluster, f"ALTER DATABASE {name} SET default_transaction_read_only = on")
    _terminate(cluster, name, luck)
    time.sleep(luck.random() / 5)
    _say(cluster, f"ALTER DATABASE {name} RESET default_transaction_read_only")
    _terminate(cluster, name, luck)


def _say(cluster: Cluster, statement: str) -> list[tuple[object, ...]]:
    """Return what the server answers, as soon as it has recovered from what was done before."""
    answered: list[list[tuple[object, ...]]] = []

    def heard() -> bool:
        with suppress(psycopg.OperationalError), cluster.connect() as connection:
            found = connection.execute(statement)
            answered.append(found.fetchall() if found.description else [])
        return bool(answered)

    until(heard, f"PostgreSQL doing {statement!r}")
    return answered[0]


def locks(application: Application, luck: Random, amount: int) -> Counter[str]:
    """Hold the file of SQLite, longer and shorter than the application waits, or let nothing be written to it."""
    holder = sqlite3.connect(application.file, isolation_level=None, timeout=60)
    with working(application, luck) as people:
        for _ in range(amount):
            some_answers(people, luck)
            if luck.random() < 1 / 4:
                _write_nothing(application, people, luck)
                continue
            holder.execute("BEGIN IMMEDIATE")
            time.sleep(luck.random() / 3)
            holder.execute("ROLLBACK")
    holder.close()
    return audit(application.url, people, REFUSED_TOO)


def _write_nothing(application: Application, people: People, luck: Random) -> None:
    """The log of the application stays writable; a line that it could not write would show as a fault there."""
    room = application.log.stat().st_size + _LINES
    with SmallDisk.limit([application.pid], room + luck.randrange(1 << 16)):
        one_refusal(people)


def stalls(application: Application, luck: Random, amount: int) -> Counter[str]:
    """Send halves of requests, drop connections before the reply, send slowly, hold connections open; and compare."""
    with ExitStack() as held, working(application, luck, left=amount, share=0.15) as people:
        for _ in range(amount):
            line = held.enter_context(socket.create_connection(("127.0.0.1", application.port)))
            line.sendall(
                b"POST /api/answers HTTP/1.1\r\nHost: monev\r\nContent-Length: 500\r\n\r\n{"[: luck.randrange(1, 70)]
            )
        until(lambda: len(people.lines("broken")) >= amount, "every fault of the line")
        some_answers(people, luck)
    return audit(application.url, people, SERVED)


def full_disks(
    application: Application, disk: SmallDisk, luck: Random, amount: int, cluster: Cluster | None = None
) -> Counter[str]:
    """Fill the disk of the database until somebody is refused, make room again, and compare."""
    with working(application, luck) as people:
        for _ in range(amount):
            some_answers(people, luck)
            if cluster is None:
                _shorten(application.file)
            with disk.full(luck.randrange(1 << 14)):
                one_refusal(people)
            if cluster is not None and not cluster.running:
                cluster.start()
    return audit(application.url, people, REFUSED_TOO)


def _shorten(file: Path) -> None:
    """Give the space of SQLite's log back to the disk, else hundreds of answers go where older ones were."""
    with closing(sqlite3.connect(file, timeout=60)) as beside:
        beside.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def jumps(application: Application, luck: Random, amount: int) -> Counter[str]:
    """Set the clock back and forth, by less than a second and by years, also between two starts, and compare."""
    place = application.folder / CLOCK
    set_clock(place, 0)
    with working(application, luck) as people:
        for _ in range(amount):
            some_answers(people, luck, most=10)
            set_clock(place, luck.choice((-1, 1)) * luck.choice((0.4, 1, 60, 3600, 86400, 3e7, 9e8)) * luck.random())
            if luck.random() < 1 / 5:
                application.end()
                application.start()
    counted = audit(application.url, people, SERVED)
    store = open_store(application.url)
    with store.reading() as unit:
        for submission in people.submissions:
            counted["backwards"] += sum(later.at < row.at for row, later in pairwise(unit.revisions(submission)))
    store.database.close()
    return counted


def set_clock(place: Path, seconds: float) -> None:
    """Put the clock of an application that was started with `tests.faults.clocked` so many seconds beside the real one."""
    with place.open("r+b" if place.exists() else "wb") as file:
        file.write(struct.pack("d", seconds))
