"""An officer who fills in a questionnaire in a real browser, and the database behind the page to compare with."""

import re
import time
from collections.abc import Callable
from typing import Any

from playwright.sync_api import BrowserContext, Locator, Page

from questionnaires.answers import answer_json
from tests.browser import looking
from tests.browser.seed import identify
from tests.browser.server import Server
from workflow import Monev

PATIENCE = looking.SETTLED_MS / 1000
STORED = re.compile(r"^Tersimpan \d\d\.\d\d\.\d\d WI[BT]A?$")
_COPIED = """async () => {
  const request = indexedDB.open('monev');
  await new Promise((done, failed) => { request.onsuccess = done; request.onerror = failed; });
  const base = request.result;
  try {
    const all = base.transaction('rak').objectStore('rak').getAll();
    await new Promise((done, failed) => { all.onsuccess = done; all.onerror = failed; });
    return all.result.filter((one) => typeof one === 'string').map((one) => JSON.parse(one).answer?.note ?? '');
  } finally {
    base.close();
  }
}"""
BLANK = {"choice": None, "level": None, "number": None, "links": [], "note": ""}


def eventually(holds: Callable[[], bool], page: Page | None = None, seconds: float = PATIENCE) -> None:
    """Wait until the condition holds; the page goes on living meanwhile."""
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline, "the condition did not come true in time"
        if page is None:
            time.sleep(0.02)
        else:
            page.wait_for_timeout(20)


class Office:
    """The data of a server, read by the same use cases; it works while the server is down."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.monev: Monev = server.monev

    def start(self, browser: str, rules: str = "kkp/2024", category: str = "upt") -> str:
        """Begin a self-assessment for this browser and return its id; the code stays in `self.code`."""
        started = self.monev.start(browser, rules, category, "Balai Uji", "WIB")
        self.code = started.resume_code
        return started.submission_id

    def answer(self, browser: str, submission: str, code: str) -> dict[str, Any]:
        """Return what is stored for a question."""
        stored = self.monev.open(browser, submission).answers.get(code)
        return answer_json(stored.answer) if stored else BLANK

    def history(self, browser: str, submission: str, code: str) -> list[dict[str, Any]]:
        """Return every answer that was ever stored for a question."""
        return [answer_json(stored.answer) for stored in self.monev.history(browser, submission, code)]


class Officer:
    """One browser profile working on one self-assessment."""

    def __init__(self, context: BrowserContext, office: Office, submission: str = "", **start: str) -> None:
        self.context, self.office = context, office
        self.browser = identify(context, office.server)
        self.page = looking.visit(context).page
        self.submission = submission or office.start(self.browser, **start)
        if submission:
            office.monev.resume(self.browser, office.code, "192.0.2.1")
        self.open()

    @property
    def url(self) -> str:
        """The address of the page that this officer fills in."""
        return f"{self.office.server.url}/isi?s={self.submission}"

    def open(self, page: Page | None = None) -> Page:
        """Open the questionnaire and wait for its cards."""
        self.page = page or self.page
        self.page.goto(self.url)
        self.cards().first.wait_for()
        return self.page

    def new_tab(self) -> Page:
        """Go on in a new tab; the old one stays as it is."""
        return self.open(self.context.new_page())

    def cards(self) -> Locator:
        """The cards on screen."""
        return self.page.locator("article.card")

    def card(self, code: str) -> Locator:
        """The card of a question."""
        return self.page.locator(f"article.card[data-code='{code}']")

    def choose(self, code: str, choice: str) -> None:
        """Click Ya or Tidak, as a person does."""
        self.card(code).locator(".choice").get_by_text(choice, exact=True).click()

    def note(self, code: str) -> Locator:
        """The field of the note, unfolded."""
        card = self.card(code)
        field = card.locator("textarea")
        if not field.is_visible():
            card.locator(".note summary").click()
        return field

    def link(self, code: str, at: int = 0) -> Locator:
        """The field of a link."""
        return self.card(code).locator("input[type=url]").nth(at)

    def shown(self, code: str) -> str:
        """The value of the radio that is chosen on screen, empty where none is."""
        chosen = self.card(code).locator(".choice input:checked")
        return str(chosen.first.input_value()) if chosen.count() else ""

    def state(self, code: str) -> str:
        """What the card says about saving."""
        return self.card(code).locator(".state").inner_text()

    def badge(self, code: str) -> str:
        """The badge of the card."""
        return self.card(code).locator(".badge").first.inner_text()

    def bar(self) -> str:
        """What the bar at the foot says about saving."""
        return self.page.locator(".bar .saved-text").inner_text()

    def says_stored(self, code: str) -> bool:
        """Tell whether the card calls its answer stored."""
        return bool(STORED.match(self.state(code)))

    def stored(self, code: str) -> dict[str, Any]:
        """What the database has."""
        return self.office.answer(self.browser, self.submission, code)

    def kept(self, code: str, **expected: object) -> None:
        """Wait until the page calls the answer stored, then compare screen and database."""
        eventually(lambda: self.says_stored(code), self.page)
        assert self.stored(code) == {**BLANK, **expected}

    def arrives(self, code: str, **expected: object) -> None:
        """Wait until the database has the answer; nobody needs to look at a page."""
        page = None if self.page.is_closed() else self.page
        eventually(lambda: self.stored(code) == {**BLANK, **expected}, page)

    def left_over(self) -> int:
        """How many answers this browser still keeps because the server did not confirm them."""
        script = "() => Object.keys(localStorage).filter((key) => key.startsWith('monev:jawaban')).length"
        return int(self.page.evaluate(script))

    def copied(self) -> list[str]:
        """The notes of the answers that this browser has on its disk because the server did not confirm them."""
        return list(self.page.evaluate(_COPIED))
