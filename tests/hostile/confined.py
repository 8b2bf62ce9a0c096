"""Work in a child process that may use so much memory and processor time and no more; and what it really used.

The parts are imported once, by the first process; each piece of work runs in a fork of it under limits of its own, so
that a limit measures the work and not the start.
"""

from __future__ import annotations

import os
import pickle
import resource
import struct
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

_ROOT = Path(__file__).parents[2]
_MEGABYTE = 1_000_000


class Used(NamedTuple):
    """What a piece of work returned, and what it cost beyond the process that it began in."""

    value: Any
    seconds: float
    megabytes: float


class Confined:
    """A process that runs functions of importable modules under limits."""

    def __init__(self, *modules: str) -> None:
        command = [sys.executable, "-m", "tests.hostile.confined", *modules]
        self._process = subprocess.Popen(command, cwd=_ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def run(self, work: Callable[..., Any], *given: Any, megabytes: int, seconds: int) -> Used:
        """Return what `work(*given)` returns and costs.

        Raises:
            AssertionError: it used more memory or processor time, or failed with anything.
        """
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        _write(self._process.stdin, (work, given, megabytes, seconds))
        done, found = _read(self._process.stdout)
        if not done:
            raise AssertionError(f"{work.__name__} with {megabytes} MB and {seconds} s: {found}")
        return Used(*found)

    def close(self) -> None:
        """End the process."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait()


def _write(stream: BinaryIO, content: object) -> None:
    packed = pickle.dumps(content)
    stream.write(struct.pack("<Q", len(packed)) + packed)
    stream.flush()


def _read(stream: BinaryIO) -> Any:
    (length,) = struct.unpack("<Q", stream.read(8))
    return pickle.loads(stream.read(length))


def _serve(stdin: BinaryIO, stdout: BinaryIO) -> None:
    while head := stdin.read(8):
        task = pickle.loads(stdin.read(struct.unpack("<Q", head)[0]))
        _write(stdout, _forked(*task))


def _forked(work: Callable[..., Any], given: tuple[Any, ...], megabytes: int, seconds: int) -> tuple[bool, Any]:
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        with os.fdopen(writing, "wb") as answer:
            pickle.dump(_limited(work, given, megabytes, seconds), answer)
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as answer:
        told = answer.read()
    _, status = os.waitpid(child, 0)
    return pickle.loads(told) if told else (False, f"ended with {os.waitstatus_to_exitcode(status)}")


def _limited(work: Callable[..., Any], given: tuple[Any, ...], megabytes: int, seconds: int) -> tuple[bool, Any]:
    before = _pages(0)
    ceiling = before + megabytes * _MEGABYTE
    resource.setrlimit(resource.RLIMIT_AS, (ceiling, ceiling))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds + 1, seconds + 2))
    resident, started = _pages(1), time.process_time()
    try:
        value = work(*given)
    except MemoryError:
        return False, "out of memory"
    except Exception as error:  # noqa: BLE001 - the parent says what came instead of a refusal
        return False, f"{type(error).__name__}: {error}"
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    return True, (value, time.process_time() - started, (peak - resident) / _MEGABYTE)


def _pages(at: int) -> int:
    """Return the size (0) or the resident part (1) of this process in bytes."""
    return int(Path("/proc/self/statm").read_text().split()[at]) * resource.getpagesize()


if __name__ == "__main__":
    for name in sys.argv[1:]:
        __import__(name)
    told = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    _serve(sys.stdin.buffer, told)
