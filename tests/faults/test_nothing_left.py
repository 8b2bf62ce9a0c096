"""Tests that are killed leave no server, no application and no file system behind."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.faults.application import ROOT, until
from tests.postgres import Cluster

KILLED = """
import sys, tempfile
from pathlib import Path
from tests.faults.application import Application, Prefork
from tests.faults.disks import SmallDisk
from tests.postgres import Cluster
cluster, prefork = Cluster(), Prefork()
application = Application(Path(sys.argv[1]), cluster.database(), prefork)
application.start()
disk = SmallDisk(Path(sys.argv[1]) / "d", 1, list)
print(cluster.pid, cluster.folder, application.pid, flush=True)
sys.stdin.read()
"""


def test_a_server_of_a_run_that_was_killed_ends_and_takes_its_files_along(tmp_path: Path) -> None:
    command = [sys.executable, "-c", KILLED, str(tmp_path)]
    running = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert running.stdout is not None
    server, folder, application = running.stdout.readline().split()
    processes = [Path("/proc") / number for number in (server, application)]
    assert all(process.exists() for process in [*processes, Path(folder)])
    running.kill()
    running.communicate()
    until(lambda: not any(path.exists() for path in [*processes, Path(folder)]), "everything ending")
    until(lambda: str(tmp_path) not in Path("/proc/mounts").read_text(), "the file system going")


def test_the_server_of_the_tests_runs_as_an_unprivileged_user(cluster: Cluster) -> None:
    status = Path(f"/proc/{cluster.pid}/status").read_text()
    assert next(line for line in status.splitlines() if line.startswith("Uid:")).split()[1] != "0"
