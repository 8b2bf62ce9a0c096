"""Connections to PostgreSQL are cut, the database server is killed, locked or only reads."""

from __future__ import annotations

from tests.faults import amounts, scenarios
from tests.faults.application import Application
from tests.postgres import Cluster


def test_nothing_acknowledged_is_lost_when_connections_to_the_database_are_cut(
    on_server: Application, durable: Cluster
) -> None:
    counted = scenarios.cuts(on_server, durable, amounts.luck("cut, PostgreSQL"), amounts.CUTS)
    print(counted)
    assert counted["stored"] > amounts.CUTS
    assert on_server.faults() == []
