"""The real application as a process that is killed and started again, on either database."""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import httpx
from sqlalchemy import make_url

import wiring
from tests.browser.server import free_port
from tests.faults import amounts
from workflow import Monev

ROOT = Path(__file__).parents[2]
PATIENCE = 180.0


class Prefork:
    """A process with everything imported, of which every start is a copy."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.prefork"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def start(self, **asked: object) -> int:
        """Start a process and return its number."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        print(json.dumps(asked), file=self._process.stdin, flush=True)
        return int(self._process.stdout.readline())

    def stop(self) -> None:
        """End, together with every process that was started here."""
        self._process.communicate(timeout=PATIENCE)


class Application:
    """Port and data stay the same over all starts."""

    def __init__(self, folder: Path, url: str, prefork: Prefork, module: str = "") -> None:
        self.folder, self.url, self.port = folder, url, free_port()
        self.log = folder / "server.log"
        self.starts = 0
        self._prefork = prefork
        self._module = module
        self._handle = -1
        self.pid = 0

    @property
    def file(self) -> Path:
        """The file of an SQLite database."""
        return Path(make_url(self.url).database or "")

    @property
    def origin(self) -> str:
        """The address that a browser opens."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def running(self) -> bool:
        """Tell whether the process was started and has not ended."""
        return self._handle >= 0 and not select.select([self._handle], [], [], 0)[0]

    @property
    def serves(self) -> bool:
        """Tell whether the application answers."""
        try:
            return httpx.get(f"{self.origin}/api/sehat", timeout=5).status_code == httpx.codes.OK
        except httpx.HTTPError:
            return False

    def assemble(self) -> Monev:
        """Return the use cases on the data of this application, from beside it."""
        return wiring.assemble(wiring.Settings(self.folder, self.url))

    def start(self) -> None:
        """Start the process; it answers a little later."""
        environment = {"MONEV_DATA_DIR": str(self.folder), "MONEV_DATABASE_URL": self.url}
        how = "module" if self._module else "command" if self.starts % amounts.COMMANDS == 0 else "copy"
        asked = {"how": how, "module": self._module, "environment": environment, "log": str(self.log)}
        self.pid = self._prefork.start(port=self.port, **asked)
        self._handle = os.pidfd_open(self.pid)
        self.starts += 1

    def end(self, how: signal.Signals = signal.SIGKILL) -> None:
        """End the process, as a power cut would unless told otherwise, and wait until it is gone."""
        if self._handle < 0:
            return
        if self.running:
            signal.pidfd_send_signal(self._handle, how)
        select.select([self._handle], [], [], PATIENCE)
        os.close(self._handle)
        self._handle = -1

    def faults(self) -> list[str]:
        """Errors that nobody turned into an answer: they show as tracebacks in the log."""
        lines = self.log.read_text(encoding="utf-8", errors="replace").splitlines() if self.log.exists() else []
        found = []
        for place, line in enumerate(lines):
            if line.startswith(("Traceback", "ERROR")):
                found.append("\n".join(lines[place : place + 60]))
        return found


def until(holds: Callable[[], bool], what: str, patience: float = PATIENCE) -> None:
    """Wait until the condition holds.

    Raises:
        AssertionError: it did not come true in time.
    """
    deadline = time.monotonic() + patience
    while not holds():
        assert time.monotonic() < deadline, f"{what} did not happen in {patience:.0f} s"
        time.sleep(0.002)
