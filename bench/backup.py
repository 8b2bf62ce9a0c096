"""Backing up and restoring 829 bodies with every revision, against bare SELECTs of the same rows to CSV.

    python -m bench.backup [--bodies 829] [--turns 3] [--engine sqlite]

Each body answered the 151 questions of pusat/2025 `turns` times. The floor streams the same tables through the driver
into CSV files. The commands are `monev backup` and `monev restore` as an operator runs them, start of the interpreter,
checks and recount of every total included. Processor time, so that other programs on the machine do not count, and the
largest memory of the process. Targets: backup at most 8 times the floor, restore at most 20 times, and neither takes
more than 64 MB beyond what a tenth of the bodies takes.
"""

from __future__ import annotations

import argparse
import csv
import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import psycopg

from questionnaires import Library
from store import open_store
from store.backup.shapes import shapes_at
from store.upgrade import head
from tests.postgres import Cluster
from tests.store.many import fill

RULES, CATEGORY = "pusat/2025", "kementerian"
BACKUP_TARGET, RESTORE_TARGET = 8.0, 20.0
MEMORY_TARGET = 64
FEWER = 10
_URL = "MONEV_DATABASE_URL"
_MONEV = Path(sys.executable).with_name("monev")


@dataclass(frozen=True)
class Cost:
    """What a process took: processor seconds, seconds on the clock, and its largest memory in MB."""

    cpu: float
    wall: float
    memory: float


@dataclass(frozen=True)
class Figures:
    """One engine and number of bodies; floor in processor seconds, size of the backup in MB."""

    revisions: int
    floor: float
    backup: Cost
    restore: Cost
    size: float


def bare(url: str, folder: Path) -> float:
    """Write every table as CSV, streamed, and return the processor seconds."""
    shapes, started = shapes_at(head() or ""), time.process_time()
    for shape in shapes:
        with (folder / f"{shape.name}.csv").open("w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows(_rows(url, f"SELECT {', '.join(shape.columns)} FROM {shape.name}"))
    return time.process_time() - started


def _rows(url: str, statement: str) -> Iterator[tuple[object, ...]]:
    if url.startswith("sqlite"):
        with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as connection:
            yield from connection.execute(statement)
        return
    with psycopg.connect(url) as straight, straight.cursor("dasar") as cursor:
        cursor.itersize = 1000
        yield from cursor.execute(statement)


def cost(command: list[str], url: str) -> Cost:
    """Run a command that must succeed."""
    started = time.monotonic()
    process = subprocess.Popen(command, env={**os.environ, _URL: url}, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    if status:
        raise RuntimeError(f"{' '.join(command)}: {status}")
    return Cost(used.ru_utime + used.ru_stime, time.monotonic() - started, used.ru_maxrss / 1024)


def measure(place: Callable[[], str], folder: Path, bodies: int, turns: int) -> Figures:
    """Return what floor, backup and restore cost for so many bodies."""
    source, target, file = place(), place(), folder / f"{bodies}.zip"
    store = open_store(source)
    revisions = fill(store, Library(), RULES, CATEGORY, bodies, turns)
    store.database.close()
    return Figures(
        revisions,
        min(bare(source, folder) for _ in range(3)),
        cost([str(_MONEV), "backup", str(file), "--replace"], source),
        cost([str(_MONEV), "restore", str(file)], target),
        file.stat().st_size / 1e6,
    )


def told(engine: str, bodies: int, few: Figures, many: Figures, say: Callable[[str], None]) -> bool:
    """Print the figures of one engine and return whether they reach the targets."""
    say(f"{engine}: {bodies} bodies, {many.revisions} revisions, backup of {many.size:.1f} MB")
    say(f"floor: SELECT to CSV  {many.floor:6.1f} s CPU")
    reached = True
    for label, figure, less, target in (
        ("monev backup", many.backup, few.backup, BACKUP_TARGET),
        ("monev restore", many.restore, few.restore, RESTORE_TARGET),
    ):
        ratio, more = figure.cpu / many.floor, figure.memory - less.memory
        say(
            f"{label:21} {figure.cpu:6.1f} s CPU, {figure.wall:.1f} s, ratio {ratio:.1f} (target {target:.0f}), "
            f"{figure.memory:.0f} MB, {more:+.0f} MB (target {MEMORY_TARGET}) over a {FEWER}th of the bodies"
        )
        reached = reached and ratio <= target and more <= MEMORY_TARGET
    return reached


def main(arguments: list[str] | None = None, say: Callable[[str], None] = print) -> int:
    """Measure both engines; return 1 when a target is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bodies", type=int, default=829)
    parser.add_argument("--turns", type=int, default=3)
    parser.add_argument("--engine", choices=("sqlite", "postgresql"), help="default: one after the other")
    chosen = parser.parse_args(arguments)
    reached = True
    for engine in [chosen.engine] if chosen.engine else ["sqlite", "postgresql"]:
        with tempfile.TemporaryDirectory() as name, _places(engine, Path(name)) as place:
            few, many = (
                measure(place, Path(name), bodies, chosen.turns)
                for bodies in (max(1, chosen.bodies // FEWER), chosen.bodies)
            )
            reached = told(engine, chosen.bodies, few, many, say) and reached
    return int(not reached)


@contextmanager
def _places(engine: str, folder: Path) -> Iterator[Callable[[], str]]:
    """Give what makes the URLs of empty databases, durable ones as an installation has them."""
    if engine == "sqlite":
        numbers = count()
        yield lambda: f"sqlite:///{folder / str(next(numbers)) / 'monev.sqlite3'}"
        return
    cluster = Cluster(fsync="on")
    try:
        yield cluster.database
    finally:
        cluster.stop()


if __name__ == "__main__":
    sys.exit(main())
