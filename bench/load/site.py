"""The site: application processes on one database, with nginx in front of more than one, and what they use."""

from __future__ import annotations

import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterable
from pathlib import Path
from string import Template

ROOT = Path(__file__).parents[2]
_TEMPLATE = ROOT / "docs" / "nginx" / "monev.conf.template"
_PATIENCE_SECONDS = 60
_MAIN = """\
$user
daemon off;
pid $folder/nginx.pid;
error_log $folder/nginx.log warn;
worker_processes 1;
worker_rlimit_nofile 20000;
events { worker_connections 10000; }
http {
    access_log off;
    client_body_temp_path $folder/body;
    proxy_temp_path $folder/proxy;
    fastcgi_temp_path $folder/fastcgi;
    uwsgi_temp_path $folder/uwsgi;
    scgi_temp_path $folder/scgi;
    include $folder/monev.conf;
}
"""


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Application:
    """One application process, as `monev serve --port` starts it; the port stays the same over restarts."""

    def __init__(self, folder: Path, environment: dict[str, str]) -> None:
        self.port = free_port()
        self._log = folder / f"app-{self.port}.log"
        self._environment = {**os.environ, **environment}
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int:
        """The process, while it runs."""
        if self.process is None:
            raise RuntimeError("the application is not running")
        return self.process.pid

    def start(self) -> None:
        """Start the process and wait until it answers."""
        command = [sys.executable, "-m", "cli", "serve", "--port", str(self.port)]
        with self._log.open("ab") as log:
            self.process = subprocess.Popen(command, cwd=ROOT, env=self._environment, stdout=log, stderr=log)
        wait_for(lambda: _answers(self.port), f"the application did not start, see {self._log}", self.process)

    def stop(self) -> None:
        """End the process as an administrator does: it finishes what it has begun."""
        self._end(signal.SIGTERM)

    def kill(self) -> None:
        """End the process as a power cut does."""
        self._end(signal.SIGKILL)

    def said(self) -> str:
        """Return what the process has written."""
        return self._log.read_text(encoding="utf-8", errors="replace") if self._log.exists() else ""

    def _end(self, how: signal.Signals) -> None:
        if self.process is not None:
            self.process.send_signal(how)
            self.process.wait(_PATIENCE_SECONDS)
            self.process = None


class Nginx:
    """nginx with the configuration of docs/nginx in front of application processes."""

    def __init__(self, folder: Path, ports: Iterable[int]) -> None:
        self.port = free_port()
        servers = "\n    ".join(f"server 127.0.0.1:{port} max_fails=1 fail_timeout=2s;" for port in ports)
        values = {
            "MONEV_SERVERS": servers,
            "MONEV_LISTEN": f"127.0.0.1:{self.port} backlog=4096",
            "MONEV_SERVER_NAME": "_",
            "MONEV_TLS": "",
        }
        user = "user root;" if os.geteuid() == 0 else ""  # else its worker could not write into `folder`
        folder.mkdir(parents=True, exist_ok=True)
        configured = Template(_TEMPLATE.read_text(encoding="utf-8")).safe_substitute(values)
        (folder / "monev.conf").write_text(configured, encoding="utf-8")
        (folder / "nginx.conf").write_text(Template(_MAIN).substitute(folder=folder, user=user), encoding="utf-8")
        program = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
        if program is None:
            raise RuntimeError("nginx belum terpasang: jalankan `make system-packages`")
        self.process = subprocess.Popen([program, "-p", str(folder), "-c", str(folder / "nginx.conf")])
        wait_for(lambda: _listens(self.port), f"nginx did not start, see {folder}/nginx.log", self.process)

    def stop(self) -> None:
        """End nginx and its workers."""
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(_PATIENCE_SECONDS)


class Site:
    """Application processes on one database; several of them stand behind nginx."""

    def __init__(self, folder: Path, url: str, processes: int, **environment: str) -> None:
        shared = {
            "MONEV_DATABASE_URL": url,
            "MONEV_DATA_DIR": str(folder),
            "STREAMLIT_SERVER_COOKIE_SECRET": secrets.token_hex(32),
            **environment,
        }
        self.applications = [Application(folder, shared) for _ in range(processes)]
        self.nginx: Nginx | None = None
        self._folder = folder

    @property
    def port(self) -> int:
        """The port that a browser opens."""
        return self.nginx.port if self.nginx else self.applications[0].port

    def __enter__(self) -> Site:
        """Start everything."""
        try:
            for application in self.applications:
                application.start()
            if len(self.applications) > 1:
                self.nginx = Nginx(self._folder / "nginx", [one.port for one in self.applications])
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        """End everything."""
        if self.nginx:
            self.nginx.stop()
        for application in self.applications:
            application.stop()

    def cpu(self) -> dict[str, float]:
        """Return the seconds of CPU used so far, by kind of process."""
        used = {"aplikasi": sum(cpu_of(one.pid) for one in self.applications)}
        if self.nginx:
            used["nginx"] = sum(cpu_of(pid) for pid in family(self.nginx.process.pid))
        return used

    def memory(self) -> float:
        """Return the resident memory of all application processes in MB."""
        return sum(memory_of(one.pid) for one in self.applications)


def family(pid: int) -> list[int]:
    """Return a process and those that it has started."""
    found = [pid]
    for parent in found:
        for children in Path(f"/proc/{parent}/task").glob("*/children"):
            found += [int(child) for child in children.read_text().split()]
    return found


def cpu_of(pid: int) -> float:
    """Return the seconds of CPU that a process has used in all its threads, kernel time included."""
    try:
        return time.clock_gettime((~pid << 3) | 2)
    except OSError:
        return 0.0


def memory_of(pid: int) -> float:
    """Return the resident memory of a process in MB."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) / 1024


def wait_for(ready: Callable[[], bool], fault: str, process: subprocess.Popen[bytes]) -> None:
    """Return when it is ready.

    Raises:
        RuntimeError: the process ended, or it takes too long.
    """
    deadline = time.monotonic() + _PATIENCE_SECONDS
    while not ready():
        if process.poll() is not None or time.monotonic() > deadline:
            raise RuntimeError(fault)
        time.sleep(0.05)


def _answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/api/sehat", timeout=2) as reply:
            return bool(reply.status == 200)
    except OSError:
        return False


def _listens(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), 1).close()
    except OSError:
        return False
    return True
