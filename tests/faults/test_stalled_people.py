"""Half requests, slow ones, connections that end before the reply or never."""

from __future__ import annotations

import pytest

from tests.faults import amounts, scenarios
from tests.faults.application import Application


@pytest.mark.parametrize("name", ["on_file", "on_server"])
def test_nothing_acknowledged_is_lost_when_connections_stall_or_drop(name: str, request: pytest.FixtureRequest) -> None:
    application: Application = request.getfixturevalue(name)
    counted = scenarios.stalls(application, amounts.luck(f"stalled, {name}"), amounts.STALLS)
    print(counted)
    assert counted["stored"] > amounts.STALLS // 2
    assert application.faults() == []
