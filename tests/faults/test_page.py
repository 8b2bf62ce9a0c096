"""The same through the page: what it calls stored is stored, whatever breaks, and what it does not, it keeps.

"Tersimpan" on a card is the acknowledgement here. While something is broken, every card that says so is compared with
the database; afterwards everything that was given arrives.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from random import Random
from typing import Any

from playwright.sync_api import Browser

from questionnaires.answers import answer_json
from tests.browser import looking
from tests.browser.officer import BLANK, Office, Officer, eventually
from tests.faults import amounts
from tests.faults.application import Application
from tests.faults.disks import SmallDisk
from tests.postgres import Cluster
from workflow import Monev
from workflow.errors import StoreUnavailableError

RULES, CATEGORY = "kkp/2024", "upt"
CODES = [f"KKP24-{number:03}" for number in range(1, 8)]
_CARDS = """cards => cards.map((card) => ({
  code: card.dataset.code,
  stored: /^Tersimpan /.test(card.querySelector('.state').textContent),
  choice: card.querySelector('.choice :checked')?.value ?? null,
}))"""


@dataclass
class Beside:
    """What an `Office` needs to know of a server."""

    url: str
    monev: Monev


class Person:
    """Clicks on cards, and remembers the last choice on each."""

    def __init__(self, officer: Officer, luck: Random) -> None:
        self.officer, self.luck = officer, luck
        self.given: dict[str, str] = {}

    def choose(self) -> None:
        """Click what is not chosen yet on some card."""
        code = self.luck.choice(CODES)
        self.given[code] = "tidak" if self.given.get(code) == "ya" else "ya"
        self.officer.choose(code, self.given[code].capitalize())

    def called_stored(self) -> dict[str, str | None]:
        """What the cards on screen call stored."""
        cards: list[dict[str, Any]] = self.officer.cards().evaluate_all(_CARDS)
        return {card["code"]: card["choice"] for card in cards if card["stored"]}

    def demand_truth(self, monev: Monev) -> int:
        """Compare what the page calls stored with the database; return how much that was."""
        said = self.called_stored()
        try:
            opened = monev.open(self.officer.browser, self.officer.submission)
        except StoreUnavailableError:
            return 0
        for code, choice in said.items():
            assert answer_json(opened.answers[code].answer) == {**BLANK, "choice": choice}, (code, choice)
        return len(said)

    def hurry(self) -> None:
        """Let the page try again now, as when the browser hears that it is online."""
        self.officer.page.evaluate("() => window.dispatchEvent(new Event('online'))")

    def everything_arrives(self) -> None:
        """Wait until every card that was answered says so, and the browser keeps nothing more."""

        def done() -> bool:
            self.hurry()
            return self.officer.left_over() == 0 and self.given.items() <= self.called_stored().items()

        eventually(done, self.officer.page)


@contextmanager
def killed(application: Application) -> Iterator[None]:
    """The server is gone."""
    application.end()
    yield
    application.start()


@contextmanager
def unwritable(application: Application) -> Iterator[None]:
    """The file takes nothing more, as on a full disk."""
    with SmallDisk.limit([application.pid], 0):
        yield


@contextmanager
def held(application: Application) -> Iterator[None]:
    """Another program holds the file."""
    with closing(sqlite3.connect(application.file, isolation_level=None, timeout=60)) as holder:
        holder.execute("BEGIN IMMEDIATE")
        yield
        holder.execute("ROLLBACK")


def database_gone(cluster: Cluster) -> Callable[[Application], Any]:
    """The database server is gone."""

    @contextmanager
    def gone(_application: Application) -> Iterator[None]:
        cluster.kill()
        yield
        cluster.start()

    return gone


def play(application: Application, browser: Browser, luck: Random, faults: list[Callable[[Application], Any]]) -> None:
    """Break something again and again while somebody answers."""
    application.start()
    monev = application.assemble()
    eventually(lambda: application.serves)
    context = looking.profile(browser)
    officer = Officer(context, Office(Beside(application.origin, monev)), rules=RULES, category=CATEGORY)  # type: ignore[arg-type]
    person, compared = Person(officer, luck), 0
    for turn in range(amounts.ON_PAGE):
        for _ in range(luck.randrange(1, 4)):
            person.choose()
        officer.page.wait_for_timeout(luck.random() * 150)
        with faults[turn % len(faults)](application):
            person.choose()
            eventually(lambda: "belum tersimpan" in officer.bar(), officer.page)
            assert officer.left_over() > 0
            compared += person.demand_truth(monev)
        person.everything_arrives()
        compared += person.demand_truth(monev)
    assert compared > amounts.ON_PAGE
    context.close()


def test_what_the_page_calls_stored_is_stored_on_sqlite(on_file: Application, chromium: Browser) -> None:
    play(on_file, chromium, amounts.luck("page, SQLite"), [killed, unwritable, held])


def test_what_the_page_calls_stored_is_stored_on_postgresql(
    on_server: Application, durable: Cluster, chromium: Browser
) -> None:
    play(on_server, chromium, amounts.luck("page, PostgreSQL"), [database_gone(durable), killed])
