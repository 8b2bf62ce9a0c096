"""`GET /api/sehat` for the service that watches over the application."""

from __future__ import annotations

import httpx
from sqlalchemy import text

from store import SqlStore, open_store
from tests.officers import use_cases
from tests.postgres import Cluster
from tests.web.loopback import serving


def test_a_healthy_application_says_so_and_nothing_else(store: SqlStore) -> None:
    with serving(use_cases(store)) as origin:
        reply = httpx.get(f"{origin}/api/sehat")
    assert (reply.status_code, reply.json(), reply.headers["cache-control"]) == (200, {"status": "ok"}, "no-store")
    assert "set-cookie" not in reply.headers


def test_a_database_that_went_away_makes_it_ill_and_its_return_well_again(cluster: Cluster) -> None:
    """PostgreSQL cuts every connection and lets nobody in; then it lets everybody in again."""
    url = cluster.database()
    name = url.partition("@/")[2].partition("?")[0]
    admin = open_store(cluster.database())
    engine = admin.database.engine.execution_options(isolation_level="AUTOCOMMIT")
    with serving(use_cases(open_store(url))) as origin, engine.connect() as connection:
        assert httpx.get(f"{origin}/api/sehat").status_code == 200
        connection.execute(text(f"ALTER DATABASE {name} ALLOW_CONNECTIONS false"))
        connection.execute(text(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'"))
        ill = httpx.get(f"{origin}/api/sehat", timeout=30)
        connection.execute(text(f"ALTER DATABASE {name} ALLOW_CONNECTIONS true"))
        well = httpx.get(f"{origin}/api/sehat", timeout=30)
    assert (ill.status_code, ill.json()["status"], well.status_code) == (503, "unavailable", 200)
    admin.database.close()
