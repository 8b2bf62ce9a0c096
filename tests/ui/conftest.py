"""The use cases that the pages show, on an empty database, and the browser that they talk to."""

from collections.abc import Iterator

import pytest

import ui
from questionnaires import Library
from store import SqlStore
from tests.officers import HandClock
from workflow import Monev
from workflow.codes import new_browser


@pytest.fixture(scope="session")
def library() -> Library:
    """The shipped rule sets, read once: no test changes them."""
    return Library()


@pytest.fixture
def monev(library: Library, file_store: SqlStore, clock: HandClock) -> Monev:
    """The use cases on an empty database, at 14.03.22 WIB on 26 November 2026."""
    return Monev(library, file_store, clock)


@pytest.fixture
def browser(monev: Monev) -> Iterator[str]:
    """A browser with a cookie, which the pages talk to."""
    cookie = new_browser()
    ui.provide(lambda: monev, browser=lambda: cookie)
    yield cookie
    ui.provide(lambda: monev)
