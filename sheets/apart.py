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
import weakref
from collections.abc import Callable, Iterator, Sequence
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
        self._places = places
        self._inbox = _Inbox()
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

    @property
    def comparison(self) -> Comparison | None:
        """What came out, once it is there."""
        return self._inbox.comparison

    def progress(self) -> Iterator[Progress]:
        """Yield how far reading is, until `comparison` is there.

        It may be left at any step and asked again: the comparison goes on meanwhile. A page must be able to do so,
        because whatever a person touches draws it anew.

        Raises:
            StoppedError: there are too many bodies, or the process ended before its time.
        """
        while not self._processes and self._places.take(self._start) is None:
            yield Progress(0, 0)
            self._inbox.wait(0, _LOOK_EVERY)
        heard = 0
        while self.comparison is None:
            heard = self._inbox.wait(heard)
            if self._inbox.refusal is not None:
                self.stop()
                raise StoppedError(self._inbox.refusal)
            yield self._inbox.progress

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
        # It must not hold the run, whose end is the end of the process and with it of this thread.
        threading.Thread(target=self._inbox.listen, args=(process,), daemon=True).start()
        return process


class _Inbox:
    """What the process has told so far; it is listened to all the time, so that it never waits for a page."""

    def __init__(self) -> None:
        self.progress = Progress(0, 0)
        self.comparison: Comparison | None = None
        self.refusal: str | None = None
        self._news = threading.Condition()
        self._count = 0

    def listen(self, process: subprocess.Popen[bytes]) -> None:
        """Take in messages until the last one, which is the comparison or why there is none; see the process out."""
        while self.comparison is None and self.refusal is None:
            message = _next(cast("BinaryIO", process.stdout))
            with self._news:
                if isinstance(message, Progress):
                    self.progress = message
                elif isinstance(message, Comparison):
                    self.comparison = message
                else:
                    self.refusal = str(message)
                self._count += 1
                self._news.notify_all()
        process.wait()

    def wait(self, heard: int, seconds: float | None = None) -> int:
        """Wait for more messages than were heard, or for so long; return how many there were by now."""
        with self._news:
            self._news.wait_for(lambda: self._count > heard, seconds)
            return self._count


def _next(source: BinaryIO) -> Progress | Comparison | Problem | str:
    """Return the next message of the process, or that it ended before its time."""
    try:
        return cast("Progress | Comparison | Problem", pickle.load(source))  # noqa: S301
    except (EOFError, pickle.UnpicklingError, AttributeError, ImportError, ValueError):
        return text("bandingkan.terhenti")


def _tidy(processes: Sequence[subprocess.Popen[bytes]], desk: BinaryIO, scratch: str) -> None:
    for process in processes:
        process.kill()
        process.wait()
        if process.stdout is not None:
            process.stdout.close()
    desk.close()
    shutil.rmtree(scratch, ignore_errors=True)
