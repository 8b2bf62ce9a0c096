"""SIGKILL of the server at random moments, on PostgreSQL."""

from __future__ import annotations

from tests.faults import amounts, scenarios
from tests.faults.application import Application


def test_nothing_acknowledged_is_lost_when_the_server_is_killed(on_server: Application) -> None:
    counted = scenarios.kills(on_server, amounts.luck("killed, PostgreSQL"), amounts.KILLS)
    print(counted)
    assert counted["stored"] > amounts.KILLS
    assert on_server.faults() == []
