"""Forked processes: a few at once, each with its limits, each answering with one value."""

from __future__ import annotations

import gc
import os
import resource
import signal
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkProcess
from pathlib import Path
from typing import Any, TypeVar

CONTEXT = get_context("fork")
MEMORY = 6 * 2**30
WALL = 900.0
"""Seconds after which a child that waits for something, and so uses no processor, is ended."""

Job = TypeVar("Job")


@dataclass(frozen=True)
class Told:
    """What a child told before it ended; nothing where it was killed or fell over."""

    job: Any
    answer: Any
    signal: int | None


@dataclass
class _Running:
    job: Any
    process: ForkProcess
    receiver: Connection
    since: float = field(default_factory=time.monotonic)


def limit_processor(seconds: float) -> None:
    """End this process when it has used so much more processor time; the limit before is replaced."""
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_PROF, seconds)


def each(jobs: Iterable[Job], work: Callable[[Job], Any], at_once: int) -> Iterator[Told]:
    """Do the work for every job in a process of its own and yield what each told, as they end."""
    running: list[_Running] = []
    gc.collect()
    gc.freeze()  # else every child would look through, and copy, all that was loaded before it began
    for job in jobs:
        while len(running) >= at_once:
            yield from _ended(running)
        running.append(_start(job, work))
    while running:
        yield from _ended(running)


def _start(job: Any, work: Callable[[Any], Any]) -> _Running:
    receiver, sender = CONTEXT.Pipe(duplex=False)
    process = CONTEXT.Process(target=_work, args=(job, work, sender))
    process.start()
    sender.close()
    return _Running(job, process, receiver)


def _work(job: Any, work: Callable[[Any], Any], sender: Connection) -> None:
    quiet = os.open(os.devnull, os.O_WRONLY)
    os.dup2(quiet, 1)
    os.dup2(quiet, 2)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    with tempfile.TemporaryDirectory() as own:
        os.environ["PYTEST_DEBUG_TEMPROOT"] = own
        sender.send(work(job))


def _ended(running: list[_Running]) -> Iterator[Told]:
    ready = wait([held.process.sentinel for held in running] + [held.receiver for held in running], timeout=5)
    for held in list(running):
        late = time.monotonic() - held.since > WALL
        if not (held.process.sentinel in ready or held.receiver in ready or late):
            continue
        yield _told(held, late)
        running.remove(held)


def _told(held: _Running, late: bool) -> Told:
    answer = None
    if late:
        held.process.kill()
    elif held.receiver.poll():
        try:
            answer = held.receiver.recv()
        except EOFError:
            answer = None
    held.process.join()
    held.receiver.close()
    code = held.process.exitcode or 0
    return Told(held.job, answer, -code if code < 0 else None)


def temporary(root: Path) -> None:
    """Let temporary files of this process and its children go below `root`."""
    root.mkdir(parents=True, exist_ok=True)
    tempfile.tempdir = str(root)
