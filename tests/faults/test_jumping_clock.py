"""A clock that jumps moves no answer: numbers, not times, say what came after what."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults import amounts, scenarios
from tests.faults.application import Application, Prefork
from tests.postgres import Cluster


@pytest.fixture
def application(
    request: pytest.FixtureRequest, tmp_path: Path, prefork: Prefork, durable: Cluster
) -> Iterator[Application]:
    """The routes with a clock of their own, on either database."""
    url = durable.database() if request.param == "PostgreSQL" else f"sqlite:///{tmp_path / 'monev.sqlite3'}"
    started = Application(tmp_path, url, prefork, "tests.faults.clocked")
    yield started
    started.end()


@pytest.mark.parametrize("application", ["SQLite", "PostgreSQL"], indirect=True)
def test_nothing_acknowledged_is_lost_when_the_clock_jumps(application: Application) -> None:
    counted = scenarios.jumps(application, amounts.luck("clock"), amounts.JUMPS)
    print(counted)
    assert counted["backwards"] > 0
    assert application.faults() == []
