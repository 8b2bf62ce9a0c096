"""A PostgreSQL server of the tests' own: a private cluster on a socket, gone when the tests end."""

from __future__ import annotations

import os
import pwd
import shutil
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


class Cluster:
    """Starts on creation; every database that it makes is empty."""

    def __init__(self) -> None:
        self._programs = _programs()
        self._folder = Path(tempfile.mkdtemp(prefix="monev-pg-", dir="/tmp"))
        self._owner = _OWNER if os.geteuid() == 0 else None
        if self._owner:
            person = pwd.getpwnam(self._owner)
            os.chown(self._folder, person.pw_uid, person.pw_gid)
        self._numbers = count(1)
        self._initialise()
        command = [str(self._programs / "postgres"), "-D", str(self._folder / "data"), "-k", str(self._folder)]
        settings = {"listen_addresses": "", "fsync": "off", "max_connections": "60"}
        for name, value in settings.items():
            command += ["-c", f"{name}={value}"]
        with (self._folder / "log").open("wb") as log:
            self._server = subprocess.Popen(command, user=self._owner, stdout=log, stderr=log, cwd=self._folder)
        self._wait()

    def database(self) -> str:
        """Return the URL of a new, empty database."""
        name = f"uji{next(self._numbers)}"
        with self._connect() as connection:
            connection.execute(f"CREATE DATABASE {name}")
        return f"postgresql://monev@/{name}?host={self._folder}"

    def stop(self) -> None:
        """End the server and remove its files."""
        self._server.send_signal(signal.SIGQUIT)
        self._server.wait(_PATIENCE_SECONDS)
        shutil.rmtree(self._folder)

    def _initialise(self) -> None:
        command = [str(self._programs / "initdb"), "-D", str(self._folder / "data")]
        options = ["-A", "trust", "-U", "monev", "-E", "UTF8", "--no-sync"]
        done = subprocess.run(
            [*command, *options], user=self._owner, cwd=self._folder, capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise RuntimeError(done.stderr)

    def _connect(self) -> psycopg.Connection[tuple[object, ...]]:
        return psycopg.connect(f"host={self._folder} user=monev dbname=postgres", autocommit=True)

    def _wait(self) -> None:
        deadline = time.monotonic() + _PATIENCE_SECONDS
        while True:
            try:
                self._connect().close()
                return
            except psycopg.OperationalError:
                if time.monotonic() > deadline or self._server.poll() is not None:
                    raise
                time.sleep(0.05)


def _programs() -> Path:
    """Return the folder of the newest installed server; without one the tests fail, they are not left out."""
    found = sorted(Path(_PLACES).glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if not found:
        pytest.fail("PostgreSQL belum terpasang: jalankan `make system-packages`", pytrace=False)
    return found[-1].parent
