"""A full disk refuses answers, says so, keeps what it said, and serves again."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.faults import amounts, scenarios
from tests.faults.application import Application, Prefork
from tests.faults.disks import SmallDisk
from tests.postgres import Cluster

_SMALL_SERVER = {"fsync": "on", "min_wal_size": "32MB", "max_wal_size": "48MB", "shared_buffers": "16MB"}


@pytest.fixture
def place() -> Iterator[Path]:
    """A folder with a name that is short enough for a socket."""
    with tempfile.TemporaryDirectory(prefix="monev-penuh-") as folder:
        Path(folder).chmod(0o755)  # the database server is another user
        yield Path(folder)


def test_nothing_acknowledged_is_lost_when_the_disk_of_sqlite_is_full(
    place: Path, tmp_path: Path, prefork: Prefork
) -> None:
    with closing(SmallDisk(place / "d", 24, lambda: [application.pid])) as disk:
        application = Application(tmp_path, f"sqlite:///{disk.folder / 'monev.sqlite3'}", prefork)
        try:
            counted = scenarios.full_disks(application, disk, amounts.luck("full, SQLite"), amounts.FULL_DISKS)
        finally:
            application.end()
    print(counted, f"mounted: {disk.mounted}")
    assert counted["replies 503"] >= amounts.FULL_DISKS
    assert application.faults() == []


def test_nothing_acknowledged_is_lost_when_the_disk_of_postgresql_is_full(
    place: Path, tmp_path: Path, prefork: Prefork
) -> None:
    luck = amounts.luck("full, PostgreSQL")
    with closing(SmallDisk(place / "d", 160, lambda: [cluster.pid, *cluster.processes()])) as disk:
        cluster = Cluster(disk.folder, **_SMALL_SERVER)
        application = Application(tmp_path, cluster.database(), prefork)
        try:
            counted = scenarios.full_disks(application, disk, luck, amounts.FULL_DISKS, cluster)
        finally:
            application.end()
            cluster.stop()
    print(counted, f"mounted: {disk.mounted}")
    assert counted["replies 503"] >= amounts.FULL_DISKS
    assert application.faults() == []
