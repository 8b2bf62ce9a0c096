"""A disk that is full and has room again."""

from __future__ import annotations

import os
import resource
import subprocess
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_BLOCK = 1 << 16
_GUARD = 'cat >/dev/null; umount --lazy "$1"'


class SmallDisk:
    """A small file system of its own where one may be mounted, as in a container that may; elsewhere the same folder.

    `full` leaves no room on it. Without a mount it limits how long a file may be that the writing processes write.
    A guard takes the file system away when `close` is called or the process of the tests is gone.
    """

    def __init__(self, folder: Path, megabytes: int, writers: Callable[[], Iterable[int]]) -> None:
        folder.mkdir(exist_ok=True)
        self.folder = folder
        self._writers = writers
        options = f"size={megabytes}m,mode=0777"
        mounting = ["mount", "-t", "tmpfs", "-o", options, "monev", str(folder)]
        self.mounted = subprocess.run(mounting, capture_output=True, check=False).returncode == 0
        guarding = ["/bin/sh", "-c", _GUARD if self.mounted else "cat >/dev/null", "sh", str(folder)]
        self._guard = subprocess.Popen(guarding, stdin=subprocess.PIPE, start_new_session=True)

    def close(self) -> None:
        """Take the file system away."""
        self._guard.communicate()

    @contextmanager
    def full(self, room: int) -> Iterator[None]:
        """Leave so many bytes."""
        if not self.mounted:
            with self.limit(self._writers(), room):
                yield
            return
        ballast = self.folder / "penuh"
        try:
            with ballast.open("wb", buffering=0) as file, suppress(OSError):
                while True:
                    file.write(bytes(_BLOCK))
            with ballast.open("r+b") as file:
                file.truncate(max(0, ballast.stat().st_size - room))
            yield
        finally:
            ballast.unlink()

    @staticmethod
    @contextmanager
    def limit(processes: Iterable[int], room: int) -> Iterator[None]:
        """Let these processes write nothing behind so many bytes of any file."""
        limited = list(processes)
        try:
            for process in limited:
                _set(process, room)
            yield
        finally:
            for process in limited:
                _set(process, None)


def _set(process: int, size: int | None) -> None:
    """Set the limit, or lift it; even root may not do that in a container to another user's process, but that user may."""
    with suppress(ProcessLookupError, FileNotFoundError):
        owner = Path(f"/proc/{process}").stat().st_uid
        if owner == os.geteuid():
            hard = resource.prlimit(process, resource.RLIMIT_FSIZE)[1]
            resource.prlimit(process, resource.RLIMIT_FSIZE, (hard if size is None else size, hard))
        else:
            asked = ["prlimit", f"--pid={process}", f"--fsize={'unlimited' if size is None else size}:"]
            subprocess.run(asked, user=owner, cwd="/", capture_output=True, check=False)
