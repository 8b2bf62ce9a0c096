"""The cards without Streamlit: the shipped script in a bare page, the use cases behind it, and a line that obeys."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Page, Route

import wording
from questionnaires import Library
from questionnaires.answers import answer_json
from store import open_store
from tests.browser.officer import eventually
from ui import questionnaire
from ui.questionnaire.data import cards_data
from ui.questionnaire.groups import sections_of
from web.answers import read_items
from workflow import Monev
from workflow.codes import new_browser
from workflow.view import saved_view

RULES = Path(__file__).parent / "rules"
ORIGIN = "http://kartu.example"
_PAGE = "<!doctype html><html lang='id'><meta charset='utf-8'><title>Kartu</title><body></body></html>"
_MOUNT = """async ([script, program, views]) => {
  const load = (text) => import(URL.createObjectURL(new Blob([text], { type: 'text/javascript' })));
  globalThis.modules = await load(script);
  const begun = new Promise((done) => window.addEventListener('monevKuesioner', done, { once: true }));
  globalThis.modules.default({ data: program });
  await begun;
  globalThis.roots = {};
  for (const [name, data] of Object.entries(views)) {
    const host = document.body.appendChild(document.createElement('div'));
    host.id = name;
    globalThis.roots[name] = host.attachShadow({ mode: 'open' });
    await globalThis.monevKuesioner.draw({ data, parentElement: globalThis.roots[name], setTriggerValue() {} });
  }
}"""
_REDRAW = """([name, data]) => globalThis.monevKuesioner.draw(
  { data, parentElement: globalThis.roots[name], setTriggerValue() {} })"""

STORAGE = """(memory, full = () => false) => new Proxy({
  getItem: (key) => memory[key] ?? null,
  setItem: (key, value) => { if (full(key)) throw new DOMException('penuh'); memory[key] = String(value); },
  removeItem: (key) => { delete memory[key]; },
}, {
  ownKeys: () => Reflect.ownKeys(memory),
  getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true }),
})"""
"""Local storage in a plain object, which refuses the keys that are `full`."""


class Line:
    """What happens to a request: a list of answers to give before the real one, "drop" or a status."""

    def __init__(self) -> None:
        self.next: list[str | tuple[int, dict[str, Any]]] = []
        self.sent: list[dict[str, Any]] = []


class Sheet:
    """One browser tab with the cards of one group; `line` decides what the network does."""

    def __init__(self, context: BrowserContext, data: Path, rules: str = "semua_ragam/2026", block: str = "") -> None:
        self.monev = Monev(Library(RULES), open_store(f"sqlite:///{data / 'kartu.sqlite3'}"), lambda: datetime.now(UTC))
        self.browser = new_browser()
        self.submission = self.monev.start(self.browser, rules, "opd", "Balai Uji", "WIT").submission_id
        self.line = Line()
        self.page: Page = context.new_page()
        self.page.route(f"{ORIGIN}/**", self._serve)
        if block:
            self.page.add_init_script(block)
        self.open()

    def data(self) -> dict[str, Any]:
        """The data as the page would send it now."""
        opened = self.monev.open(self.browser, self.submission)
        return cards_data(opened, sections_of(opened.questionnaire)[0].pages[0])

    def open(self) -> None:
        """Load the page afresh."""
        self.page.goto(ORIGIN)
        program = {
            "endpoint": f"{ORIGIN}/api/answers",
            "style": questionnaire.style(),
            "texts": wording.templates("kuesioner"),
        }
        self.page.evaluate(_MOUNT, [questionnaire.script(), program, {"kartu": self.data(), "bilah": {"view": "bar"}}])

    def redraw(self, data: Mapping[str, Any]) -> None:
        """Hand newer data to the cards, as a rerun does."""
        self.page.evaluate(_REDRAW, ["kartu", dict(data)])

    def card(self, code: str) -> Any:
        """The card of a question."""
        return self.page.locator(f"article.card[data-code='{code}']")

    def pick(self, code: str, label: str) -> None:
        """Click a choice, an option or a level."""
        self.card(code).get_by_text(label, exact=True).first.click()

    def says(self, code: str, part: str, words: str) -> None:
        """Wait until a part of the card reads so."""
        eventually(lambda: words in self.card(code).locator(part).first.inner_text(), self.page)

    def stored(self, code: str) -> dict[str, Any] | None:
        """What the database has for a question."""
        found = self.monev.open(self.browser, self.submission).answers.get(code)
        return answer_json(found.answer) if found else None

    def arrives(self, code: str, **expected: object) -> None:
        """Wait until this part of the answer is stored and the card says so."""
        eventually(lambda: expected.items() <= (self.stored(code) or {}).items(), self.page)
        self.says(code, ".state", "Tersimpan")

    def save_elsewhere(self, code: str, **answer: object) -> None:
        """Store an answer as another device would."""
        current = self.monev.open(self.browser, self.submission).answers.get(code)
        seen = current.revision if current else 0
        self.monev.save_answer(self.browser, self.submission, code, answer, seen, "lain", seen + 1)

    def bar(self) -> str:
        """What the bar says about saving."""
        return str(self.page.locator(".bar .saved-text").inner_text())

    def kept(self) -> list[dict[str, Any]]:
        """What the browser keeps."""
        script = "() => Object.entries(localStorage).filter(([key]) => key.startsWith('monev:')).map(([, v]) => v)"
        return [json.loads(value) for value in self.page.evaluate(script)]

    def _serve(self, route: Route) -> None:
        if not route.request.url.endswith("/api/answers"):
            route.fulfill(body=_PAGE, content_type="text/html")
            return
        content = json.loads(route.request.post_data or "{}")
        self.line.sent.append(content)
        turn: str | tuple[int, dict[str, Any]] = self.line.next.pop(0) if self.line.next else "serve"
        if turn == "drop":
            route.abort()
        elif turn == "lose the reply":
            self.deliver(content)
            route.abort()
        elif isinstance(turn, tuple):
            route.fulfill(status=turn[0], json=turn[1])
        else:
            route.fulfill(json=self.deliver(content))

    def deliver(self, content: dict[str, Any]) -> dict[str, Any]:
        """Let a request arrive, and return the reply."""
        submission, items = read_items(content)
        return saved_view(self.monev.save_answers(self.browser, submission, items))
