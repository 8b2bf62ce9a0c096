"""A server and a browser for every test here; both are real."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser import looking
from tests.browser.drawn import Sheet
from tests.browser.looking import Visit
from tests.browser.officer import Office
from tests.browser.server import Server


@pytest.fixture(scope="session")
def shared_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The application for tests that leave it as it was for the others."""
    server = Server(tmp_path_factory.mktemp("bersama")).start()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def mortal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Another server, which tests may kill."""
    server = Server(tmp_path_factory.mktemp("fana"))
    yield server
    server.stop()


@pytest.fixture
def server(mortal: Server) -> Server:
    """The application, running again whatever the test before did to it; for a test that kills it."""
    return mortal if mortal.running else mortal.start()


@pytest.fixture
def person(chromium: Browser) -> Iterator[Callable[..., Visit]]:
    """Makes new visitors: `person()`, `person(size=PHONE, theme="dark")`."""
    contexts = []

    def new(size: tuple[int, int] = looking.DESKTOP, theme: str = "light") -> Visit:
        contexts.append(looking.profile(chromium, size, theme))
        return looking.visit(contexts[-1])

    yield new
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def known(chromium: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """Profiles that were here before, one for each size and theme: what they loaded is at hand."""
    contexts: dict[tuple[tuple[int, int], str], BrowserContext] = {}

    def find(size: tuple[int, int] = looking.DESKTOP, theme: str = "light") -> BrowserContext:
        if (size, theme) not in contexts:
            contexts[size, theme] = looking.profile(chromium, size, theme)
        return contexts[size, theme]

    yield find
    for context in contexts.values():
        context.close()


@pytest.fixture
def onlooker(known: Callable[..., BrowserContext]) -> Iterator[Callable[..., Visit]]:
    """Makes new tabs of visitors who were here before, for tests that look and start nothing."""
    tabs: list[Visit] = []

    def new(size: tuple[int, int] = looking.DESKTOP, theme: str = "light") -> Visit:
        tabs.append(looking.visit(known(size, theme)))
        return tabs[-1]

    yield new
    for tab in tabs:
        tab.page.close()


@pytest.fixture(scope="module")
def modules(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """A page in which the modules of the questionnaire are loaded."""
    context = looking.profile(chromium)
    yield Sheet(context, tmp_path_factory.mktemp("naskah")).page
    context.close()


@pytest.fixture
def office(shared_server: Server) -> Office:
    """The data of the server that stays up."""
    return Office(shared_server)


@pytest.fixture
def people(chromium: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """Makes browser profiles: `people()`, `people(size=PHONE, theme="dark")`."""
    contexts: list[BrowserContext] = []

    def new(size: tuple[int, int] = looking.DESKTOP, theme: str = "light") -> BrowserContext:
        contexts.append(looking.profile(chromium, size, theme))
        return contexts[-1]

    yield new
    for context in contexts:
        context.close()
