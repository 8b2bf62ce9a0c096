"""What tests of hostile use share: a process with limits, and the running application."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.browser.server import Server
from tests.hostile.confined import Confined


@pytest.fixture(scope="session")
def confined() -> Iterator[Confined]:
    """A process that runs work under limits of memory and processor time."""
    running = Confined("tests.hostile.doors", "tests.hostile.test_rule_files")
    yield running
    running.close()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The application as a process of its own."""
    running = Server(tmp_path_factory.mktemp("bermusuhan")).start()
    yield running
    running.stop()
