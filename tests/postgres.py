"""A PostgreSQL server of the tests' own: a private cluster on a socket, gone when the tests end."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from itertools import count
from pathlib import Path

import psycopg
import pytest

_PLACES = "/usr/lib/postgresql"
_OWNER = "postgres"


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
        self._run("initdb", "-D", str(self._folder / "data"), "-A", "trust", "-U", "monev", "-E", "UTF8", "--no-sync")
        options = f"-k {self._folder} -c listen_addresses='' -c fsync=off -c max_connections=60"
        log = str(self._folder / "log")
        self._run("pg_ctl", "-D", str(self._folder / "data"), "-l", log, "-o", options, "-w", "start")

    def database(self) -> str:
        """Return the URL of a new, empty database."""
        name = f"uji{next(self._numbers)}"
        with psycopg.connect(f"host={self._folder} user=monev dbname=postgres", autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}")
        return f"postgresql://monev@/{name}?host={self._folder}"

    def stop(self) -> None:
        """End the server and remove its files."""
        self._run("pg_ctl", "-D", str(self._folder / "data"), "-m", "immediate", "-w", "stop")
        shutil.rmtree(self._folder)

    def _run(self, program: str, *arguments: str) -> None:
        done = subprocess.run(
            [str(self._programs / program), *arguments],
            user=self._owner,
            cwd=self._folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            timeout=120,
            check=False,
        )
        if done.returncode:
            raise RuntimeError(f"{program}: {done.stderr}")


def _programs() -> Path:
    """Return the folder of the newest installed server; without one the tests fail, they are not left out."""
    found = sorted(Path(_PLACES).glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if not found:
        pytest.fail("PostgreSQL belum terpasang: jalankan `make system-packages`", pytrace=False)
    return found[-1].parent
