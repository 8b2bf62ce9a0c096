"""The real application as a process of its own, on a free port of this machine, with data of its own."""

import os
import signal
import socket
import subprocess
import sys
import time
from functools import cached_property
from pathlib import Path

import httpx

import wiring
from workflow import Monev

ROOT = Path(__file__).parents[2]
_PATIENCE_SECONDS = 60


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Server:
    """Starts, stops and kills the application; port and data stay the same over all starts."""

    def __init__(self, data: Path, **environment: str) -> None:
        """Choose the port; nothing is started yet."""
        self.data, self.port = data, free_port()
        self.log = data / "server.log"
        self._environment = environment
        self._process: subprocess.Popen[bytes] | None = None

    @cached_property
    def monev(self) -> Monev:
        """The use cases on the data of this server, from beside it; they work while it is down."""
        return wiring.assemble(wiring.Settings(self.data, f"sqlite:///{self.data / 'monev.sqlite3'}"))

    @property
    def running(self) -> bool:
        """Tell whether the process was started and not ended."""
        return self._process is not None

    @property
    def url(self) -> str:
        """The origin that a browser opens."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def pid(self) -> int:
        """The process, while it runs."""
        assert self._process is not None, "the application is not running"
        return self._process.pid

    def children(self) -> list[int]:
        """The processes that the application has started and that still run."""
        lists = Path(f"/proc/{self.pid}/task").glob("*/children")
        return [int(child) for children in lists for child in children.read_text().split()]

    def start(self) -> "Server":
        """Start the process and wait until it answers."""
        environment = {**os.environ, "MONEV_DATA_DIR": str(self.data), **self._environment}
        command = [sys.executable, "-m", "streamlit", "run", str(ROOT / "app.py"), "--server.port", str(self.port)]
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)
        self._wait()
        return self

    def stop(self) -> None:
        """End the process as an administrator would."""
        self._end(signal.SIGTERM)

    def kill(self) -> None:
        """End the process as a power cut would."""
        self._end(signal.SIGKILL)

    def restart(self) -> None:
        """Kill the process and start it again."""
        self.kill()
        self.start()

    def _end(self, how: signal.Signals) -> None:
        if self._process is not None:
            self._process.send_signal(how)
            self._process.wait(timeout=_PATIENCE_SECONDS)
            self._process = None

    def _wait(self) -> None:
        deadline = time.monotonic() + _PATIENCE_SECONDS
        while not self._answers():
            ended = self._process is None or self._process.poll() is not None
            if ended or time.monotonic() > deadline:
                raise AssertionError(f"the application did not start:\n{self.log.read_text()[-4000:]}")
            time.sleep(0.05)

    def _answers(self) -> bool:
        try:
            return httpx.get(f"{self.url}/_stcore/health", timeout=2).status_code == httpx.codes.OK
        except httpx.HTTPError:
            return False
