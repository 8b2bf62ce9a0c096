"""The nearest thing to a cut connection that SQLite knows: another program holds the file, or it cannot be written."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults import amounts, scenarios
from tests.faults.application import Application, Prefork


@pytest.fixture
def impatient(tmp_path: Path, prefork: Prefork) -> Iterator[Application]:
    """An application that waits a sixth of a second for the file instead of ten seconds."""
    application = Application(tmp_path, f"sqlite:///{tmp_path / 'monev.sqlite3'}?timeout=0.16", prefork)
    yield application
    application.end()


def test_nothing_acknowledged_is_lost_when_the_file_is_held_or_cannot_be_written(impatient: Application) -> None:
    counted = scenarios.locks(impatient, amounts.luck("held, SQLite"), amounts.CUTS)
    print(counted)
    assert counted["stored"] > amounts.CUTS
    assert counted["replies 503"] > 0
    assert impatient.faults() == []
