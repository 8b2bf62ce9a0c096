"""A PostgreSQL server of the tests' own: a private cluster on a socket, gone when the tests end, however they end."""

from __future__ import annotations

import os
import pwd
import signal
import subprocess
import tempfile
import time
from itertools import count
from pathlib import Path

import psycopg
import pytest

_PLACES = "/usr/lib/postgresql"
_OWNER = "postgres"
_PATIENCE_SECONDS = 60
_REMOVAL_SECONDS = 300
"""How long the files may take: hundreds of databases on a disk that others keep busy."""
_GUARD = """
read -r told  # a line, or the end of whoever held the pipe
server=$(head -n 1 "$1/data/postmaster.pid" 2>/dev/null)
ours() { [ -n "$server" ] && grep -qs "$1/data" "/proc/$server/cmdline"; }  # a number is soon somebody else's
ours "$1" && kill -QUIT "$server"
while ours "$1"; do sleep 0.1; done
rm -rf "$1"
"""


class Cluster:
    """Starts on creation; every database that it makes is empty.

    A guard waits at a pipe: when `stop` writes to it, or when it closes because the process of the tests was killed, it
    ends the server and removes its files.
    """

    def __init__(self, place: Path = Path("/tmp"), **settings: str) -> None:
        self._programs = programs()
        self.folder = Path(tempfile.mkdtemp(prefix="monev-pg-", dir=place))
        self._owner = _OWNER if os.geteuid() == 0 else None
        if self._owner:
            person = pwd.getpwnam(self._owner)
            os.chown(self.folder, person.pw_uid, person.pw_gid)
        self._guard = subprocess.Popen(
            ["/bin/sh", "-c", _GUARD, "sh", str(self.folder)], stdin=subprocess.PIPE, start_new_session=True
        )
        self._numbers = count(1)
        self._settings = {"listen_addresses": "", "fsync": "off", "max_connections": "60", **settings}
        self._initialise()
        self.start()

    @property
    def pid(self) -> int:
        """The process of the server."""
        return self._server.pid

    @property
    def running(self) -> bool:
        """Tell whether the server has not ended."""
        return self._server.poll() is None

    @property
    def answers(self) -> bool:
        """Tell whether the server lets somebody in."""
        try:
            self.connect().close()
        except psycopg.OperationalError:
            return False
        return True

    def database(self, template: str = "template1") -> str:
        """Return the URL of a new database, empty or a copy of another one of this server."""
        name = f"uji{next(self._numbers)}"
        with self.connect() as connection:
            connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
        return self.url(name)

    def url(self, name: str) -> str:
        """Return the URL of a database of this server."""
        return f"postgresql://monev@/{name}?host={self.folder}"

    def start(self) -> None:
        """Start the server, after a kill too, and wait until it answers."""
        command = [str(self._programs / "postgres"), "-D", str(self.folder / "data"), "-k", str(self.folder)]
        for name, value in self._settings.items():
            command += ["-c", f"{name}={value}"]
        with (self.folder / "log").open("ab") as log:
            self._server = subprocess.Popen(command, user=self._owner, stdout=log, stderr=log, cwd=self.folder)
        self._wait()

    def kill(self) -> None:
        """End the server and all its processes at once, as a power cut would."""
        os.kill(self.pid, signal.SIGSTOP)  # it starts no new ones meanwhile
        for process in [*self.processes(), self.pid]:
            os.kill(process, signal.SIGKILL)
        self._server.wait(_PATIENCE_SECONDS)

    def processes(self) -> list[int]:
        """The processes that the server has started and that still run."""
        lists = Path(f"/proc/{self.pid}/task").glob("*/children")
        return [int(child) for children in lists for child in children.read_text().split()]

    def stop(self) -> None:
        """End the server and remove its files."""
        if self.running:
            self._server.send_signal(signal.SIGQUIT)
            self._server.wait(_PATIENCE_SECONDS)
        self._guard.communicate(b"\n", timeout=_REMOVAL_SECONDS)

    def connect(self, name: str = "postgres") -> psycopg.Connection[tuple[object, ...]]:
        """Return a connection to a database of this server."""
        return psycopg.connect(f"host={self.folder} user=monev dbname={name}", autocommit=True)

    def _initialise(self) -> None:
        command = [str(self._programs / "initdb"), "-D", str(self.folder / "data")]
        options = ["-A", "trust", "-U", "monev", "-E", "UTF8", "--no-sync"]
        done = subprocess.run(
            [*command, *options], user=self._owner, cwd=self.folder, capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise RuntimeError(done.stderr)

    def _wait(self) -> None:
        deadline = time.monotonic() + _PATIENCE_SECONDS
        while not self.answers:
            if time.monotonic() > deadline or not self.running:
                raise RuntimeError((self.folder / "log").read_text()[-2000:])
            time.sleep(0.02)


def programs() -> Path:
    """Return the folder of the newest installed server; without one the tests fail, they are not left out."""
    found = sorted(Path(_PLACES).glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if not found:
        pytest.fail("PostgreSQL belum terpasang: jalankan `make system-packages`", pytrace=False)
    return found[-1].parent
