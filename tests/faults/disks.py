"""A disk that is full and has room again."""

from __future__ import annotations

import resource
import subprocess
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
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
        with ExitStack() as limited:
            for process in processes:
                soft, hard = resource.prlimit(process, resource.RLIMIT_FSIZE)
                resource.prlimit(process, resource.RLIMIT_FSIZE, (room, hard))
                limited.callback(_lift, process, (soft, hard))
            yield


def _lift(process: int, limits: tuple[int, int]) -> None:
    with suppress(ProcessLookupError):
        resource.prlimit(process, resource.RLIMIT_FSIZE, limits)
