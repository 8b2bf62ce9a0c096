"""SIGKILL of the server at random moments, on an SQLite file."""

from __future__ import annotations

from tests.faults import amounts, scenarios
from tests.faults.application import Application


def test_nothing_acknowledged_is_lost_when_the_server_is_killed(on_file: Application) -> None:
    counted = scenarios.kills(on_file, amounts.luck("killed, SQLite"), amounts.KILLS)
    print(counted)
    assert counted["stored"] > amounts.KILLS
    assert on_file.faults() == []
