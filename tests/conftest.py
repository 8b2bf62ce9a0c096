"""Databases for the tests of storage, use cases and routes, and a browser: real files, a real PostgreSQL, Chromium."""

from __future__ import annotations

import shutil
from collections.abc import Generator, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Error, Playwright, sync_playwright

from store import SqlStore, open_store
from tests.browser import looking
from tests.officers import HandClock
from tests.postgres import Cluster

_READ_MS, _READ_LETTERS = 2_000, 1_500


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Let a browser test that fails say where every open page stood and what it showed."""
    report = yield
    browser: Browser | None = getattr(item, "funcargs", {}).get("chromium")
    if browser is not None and call.when == "call" and report.failed:
        for page in [page for context in browser.contexts for page in context.pages]:
            with suppress(Error):
                shown = page.locator("body").inner_text(timeout=_READ_MS)[:_READ_LETTERS]
                report.sections.append((f"page {page.url}", shown))
    return report


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """One PostgreSQL server for the run."""
    running = Cluster()
    yield running
    running.stop()


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """The driver of the browser; one for the run, because a process can have no second one."""
    with sync_playwright() as driver:
        yield driver


@pytest.fixture(scope="session")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    """One browser for all tests; every test has profiles of its own in it."""
    browser = looking.launch(playwright)
    yield browser
    browser.close()


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of an empty database, of each kind in turn."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'monev.sqlite3'}"
    cluster: Cluster = request.getfixturevalue("cluster")
    return cluster.database()


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite file that was migrated once; tests work on copies."""
    path = tmp_path_factory.mktemp("cetakan") / "monev.sqlite3"
    open_store(f"sqlite:///{path}").database.close()
    return path


@pytest.fixture(scope="session")
def template(cluster: Cluster) -> str:
    """The name of a PostgreSQL database that was migrated once; tests work on copies."""
    url = cluster.database()
    open_store(url).database.close()
    return url.partition("@/")[2].partition("?")[0]


@pytest.fixture(params=["sqlite", "postgresql"])
def migrated_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of a migrated database, of each kind in turn."""
    if request.param == "sqlite":
        path = shutil.copy(request.getfixturevalue("migrated"), tmp_path / "monev.sqlite3")
        return f"sqlite:///{path}"
    cluster: Cluster = request.getfixturevalue("cluster")
    return cluster.database(request.getfixturevalue("template"))


@pytest.fixture
def store(migrated_url: str) -> Iterator[SqlStore]:
    """A migrated database, of each kind in turn."""
    opened = open_store(migrated_url)
    yield opened
    opened.database.close()


@pytest.fixture
def file_store(migrated: Path, tmp_path: Path) -> Iterator[SqlStore]:
    """A migrated SQLite file."""
    opened = open_store(f"sqlite:///{shutil.copy(migrated, tmp_path / 'monev.sqlite3')}")
    yield opened
    opened.database.close()


@pytest.fixture
def clock() -> HandClock:
    """A clock that stands at 14.03.22 WIB on 26 November 2026."""
    return HandClock()
