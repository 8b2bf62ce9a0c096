"""A process that starts applications quickly, and a PostgreSQL that writes to the disk before it says so."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.application import Application, Prefork
from tests.postgres import Cluster


@pytest.fixture(scope="session")
def prefork() -> Iterator[Prefork]:
    """The process of which applications are copies."""
    running = Prefork()
    yield running
    running.stop()


@pytest.fixture(scope="module")
def durable() -> Iterator[Cluster]:
    """A PostgreSQL server with the settings of a real one, which tests may kill."""
    running = Cluster(fsync="on", synchronous_commit="on")
    yield running
    running.stop()


@pytest.fixture
def on_file(tmp_path: Path, prefork: Prefork) -> Iterator[Application]:
    """An application on an SQLite file."""
    application = Application(tmp_path, f"sqlite:///{tmp_path / 'monev.sqlite3'}", prefork)
    yield application
    application.end()


@pytest.fixture
def on_server(tmp_path: Path, prefork: Prefork, durable: Cluster) -> Iterator[Application]:
    """An application on PostgreSQL."""
    application = Application(tmp_path, durable.database(), prefork)
    yield application
    application.end()
