"""Whatever happens in whatever order: nothing is lost, and what the page calls stored is stored.

Each run plays random inputs on one tab while requests are dropped, replies get lost, the server is busy and the page is
reloaded. After every step, each card that says "Tersimpan" is compared with the database; at the end, with an honest
line, the database has exactly what the person gave last. `MONEV_DEEP=1` plays three hundred runs.
"""

import os
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext

from tests.browser import looking
from tests.browser.drawn import Sheet
from tests.browser.officer import BLANK, eventually

RUNS = 300 if os.environ.get("MONEV_DEEP") else 6
STEPS = 14
CODES = ("R-1", "R-2", "R-6")
FAULTS: tuple[Any, ...] = (
    "drop",
    "lose the reply",
    (503, {"message": "sibuk"}),
    (502, {}),
    (429, {"message": "pelan"}),
)
_SCREEN = """() => [...roots.kartu.querySelectorAll('article.card')].map((card) => ({
  code: card.dataset.code,
  stored: /^Tersimpan /.test(card.querySelector('.state').textContent),
  choice: card.querySelector('.choice :checked')?.value ?? null,
  note: card.querySelector('textarea')?.value ?? '',
}))"""


@pytest.fixture(scope="module")
def context(chromium: Browser) -> Iterator[BrowserContext]:
    """One profile for all runs; each run has a self-assessment of its own."""
    found = looking.profile(chromium)
    yield found
    found.close()


class Person:
    """Gives answers at random and remembers the last ones."""

    def __init__(self, sheet: Sheet, dice: random.Random) -> None:
        self.sheet, self.dice = sheet, dice
        self.given: dict[str, dict[str, Any]] = {code: dict(BLANK) for code in CODES}

    def act(self) -> None:
        """Do one thing."""
        self.dice.choice((self.choose, self.choose, self.write, self.link, self.clear, self.reload, self.pause))()

    def choose(self) -> None:
        """Click Ya or Tidak."""
        code, label = self.dice.choice(CODES), self.dice.choice(("Ya", "Tidak"))
        self.sheet.card(code).locator(f"input[value={label.lower()}]").check()
        self.given[code]["choice"] = label.lower()

    def write(self) -> None:
        """Type a note."""
        code, note = self.dice.choice(CODES), f"catatan {self.dice.randrange(1000)}"
        card = self.sheet.card(code)
        if not card.locator("textarea").is_visible():
            card.locator(".note summary").click()
        card.locator("textarea").fill(note)
        self.given[code]["note"] = note

    def link(self) -> None:
        """Fill in the first link where there is a field for one."""
        code = self.dice.choice(CODES)
        field = self.sheet.card(code).locator("input[type=url]").first
        if field.is_visible():
            link = f"https://ppid.example.go.id/{self.dice.randrange(1000)}"
            field.fill(link)
            self.given[code]["links"] = [link]

    def clear(self) -> None:
        """Withdraw an answer."""
        code = self.dice.choice(CODES)
        button = self.sheet.card(code).get_by_label(f"Kosongkan jawaban {code}", exact=True)
        if button.is_visible():
            button.click()
            self.given[code] = dict(BLANK)

    def reload(self) -> None:
        """Load the page afresh."""
        self.sheet.open()

    def pause(self) -> None:
        """Look at the page for a moment."""
        self.sheet.page.wait_for_timeout(self.dice.choice((20, 200, 900)))


def demand_truth(sheet: Sheet) -> None:
    """What the page calls stored is what the database has."""
    for card in sheet.page.evaluate(_SCREEN):
        if card["stored"]:
            stored = sheet.stored(card["code"]) or BLANK
            assert (stored["choice"], stored["note"]) == (card["choice"], card["note"]), card


@pytest.mark.parametrize("seed", range(RUNS))
def test_random_faults_lose_nothing(context: BrowserContext, tmp_path: Path, seed: int) -> None:
    dice = random.Random(seed)
    sheet = Sheet(context, tmp_path)
    person = Person(sheet, dice)
    for _ in range(STEPS):
        sheet.line.next = [dice.choice(FAULTS)] * dice.choice((0, 0, 1, 2))
        person.act()
        demand_truth(sheet)
    sheet.line.next = []
    sheet.page.evaluate("() => window.dispatchEvent(new Event('online'))")
    for code, given in person.given.items():
        eventually(lambda code=code, given=given: (sheet.stored(code) or BLANK) == given, sheet.page)
    eventually(lambda: sheet.kept() == [], sheet.page)
    demand_truth(sheet)
    sheet.page.close()
