"""Comparing many workbooks in a process of its own: nobody else on the server waits for it.

Reading 829 workbooks and writing their ranking takes ten seconds of computing, which in a thread of the server
everybody would feel. The process knows no screen and no database, ends by itself, and leaves no file behind, however it
ends. What is pickled goes from and to this process only.
"""

from __future__ import annotations

import os
import pickle
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import weakref
from collections.abc import Callable, Generator, Sequence
from pathlib import Path
from typing import BinaryIO, cast

from analytics.comparison import Comparison, Entry
from questionnaires import Problem
from scoring.rules import Questionnaire
from sheets.task import MOST, Progress, Task
from wording import text

_HOME = Path(__file__).parents[1]
_LOOK_EVERY = 0.2
_QUIET_START: int = getattr(subprocess, "CREATE_NO_WINDOW", 0) | getattr(subprocess, "BELOW_NORMAL_PRIORITY_CLASS", 0)


class StoppedError(RuntimeError):
    """The comparison came to no result; the message says what to do."""


class Places:
    """How many comparisons compute at once; the others wait until one has ended."""

    def __init__(self, count: int) -> None:
        self._count = count
        self._lock = threading.Lock()
        self._taken: list[subprocess.Popen[bytes]] = []

    def take(self, start: Callable[[], subprocess.Popen[bytes]]) -> subprocess.Popen[bytes] | None:
        """Start a process where there is a place for it."""
        with self._lock:
            self._taken = [process for process in self._taken if process.poll() is None]
            if len(self._taken) >= self._count:
                return None
            self._taken.append(start())
            return self._taken[-1]


PLACES = Places(max(1, (os.cpu_count() or 1) - 1))
"""One core stays with those who answer."""


class Run:
    """One comparison; it ends, and everything of it is gone, when it is let go of."""

    def __init__(
        self,
        questionnaire: Questionnaire,
        entries: Sequence[Entry],
        files: Sequence[tuple[str, bytes]],
        places: Places = PLACES,
        most: int = MOST,
        own: Sequence[Questionnaire] = (),
    ) -> None:
        """Prepare it; `progress` starts it.

        Args:
            questionnaire: what everybody is scored by.
            entries: bodies whose answers are known already.
            files: name and content of workbooks, or of packed files that hold some.
            places: where a process is started once there is room.
            most: more bodies than these are refused.
            own: the questionnaires of single bodies, by which theirs are scored.
        """
        self.comparison: Comparison | None = None
        self._places = places
        self._reading = threading.Lock()
        self._processes: list[subprocess.Popen[bytes]] = []
        scratch = tempfile.mkdtemp(prefix="monev-")
        self._desk = cast("BinaryIO", tempfile.TemporaryFile())  # noqa: SIM115 - open as long as the run
        self._tidy = weakref.finalize(self, _tidy, self._processes, self._desk, scratch)
        sizes = tuple((name, len(content)) for name, content in files)
        pickle.dump(Task(questionnaire, tuple(entries), sizes, scratch, most, tuple(own)), self._desk)
        for _, content in files:
            self._desk.write(content)
        self._desk.flush()
        self._desk.seek(0)

    def progress(self) -> Generator[Progress]:
        """Yield how far reading is, until `comparison` is there; left before that, the comparison is stopped.

        Raises:
            StoppedError: there are too many bodies, or the process ended before its time.
        """
        try:
            while (process := self._places.take(self._start)) is None:
                yield Progress(0, 0)
                time.sleep(_LOOK_EVERY)
            while self.comparison is None:
                message = _next(process)
                if isinstance(message, Progress):
                    yield message
                elif isinstance(message, Comparison):
                    self.comparison = message
                else:
                    raise StoppedError(str(message))
        finally:
            if self.comparison is None:
                self.stop()

    def workbook(self) -> bytes:
        """Return the ranking; written while the page is looked at, it is waited for where need be.

        Raises:
            StoppedError: the process ended before its time.
        """
        with self._reading:
            if any(process.wait() for process in self._processes) or not self._tidy.alive:
                raise StoppedError(text("bandingkan.terhenti"))
            self._desk.seek(0)
            return self._desk.read()

    def stop(self) -> None:
        """End the process and remove what it left."""
        self._tidy()

    def _start(self) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "sheets.worker"]
        process = subprocess.Popen(  # noqa: S603
            command, cwd=_HOME, stdin=self._desk, stdout=subprocess.PIPE, creationflags=_QUIET_START
        )
        self._processes.append(process)
        return process


def _next(process: subprocess.Popen[bytes]) -> Progress | Comparison | Problem:
    """Return the next message of the process.

    Raises:
        StoppedError: there is none.
    """
    try:
        return cast("Progress | Comparison | Problem", pickle.load(cast("BinaryIO", process.stdout)))  # noqa: S301
    except (EOFError, pickle.UnpicklingError, AttributeError, ImportError, ValueError) as error:
        raise StoppedError(text("bandingkan.terhenti")) from error


def _tidy(processes: Sequence[subprocess.Popen[bytes]], desk: BinaryIO, scratch: str) -> None:
    for process in processes:
        process.kill()
        process.wait()
        if process.stdout is not None:
            process.stdout.close()
    desk.close()
    shutil.rmtree(scratch, ignore_errors=True)
