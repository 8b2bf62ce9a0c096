"""A questionnaire that a person has been working on: answers of every kind, stored through the use cases."""

from collections.abc import Mapping

from playwright.sync_api import BrowserContext

import wiring
from scoring.questions import Kind, NotApplicable, Question
from tests.browser.server import Server
from workflow import Monev
from workflow.codes import new_browser

LINK = "https://ppid.contoh.go.id/informasi/{code}"
BODY = "PPID Balai Besar Riset Perikanan Budidaya Laut"


def use_cases(server: Server) -> Monev:
    """The use cases on the database of a running server, from beside it."""
    return wiring.assemble(wiring.Settings(server.data, f"sqlite:///{server.data / 'monev.sqlite3'}"))


def identify(context: BrowserContext, server: Server) -> str:
    """Give a profile its cookie before its first visit, so that something can be stored for it."""
    cookie = new_browser()
    context.add_cookies([{"name": "monev_sesi", "value": cookie, "url": server.url, "httpOnly": True}])
    return cookie


def fill(
    monev: Monev, cookie: str, rules: str = "kkp/2024", category: str = "upt", body: str = BODY, share: float = 0.7
) -> str:
    """Answer the first `share` of a new questionnaire and return its id."""
    started = monev.start(cookie, rules, category, body, "WIB")
    questions = monev.questionnaire(rules, category).questions
    for place, question in enumerate(questions[: int(len(questions) * share)]):
        raw = answer(question, place)
        monev.save_answer(cookie, started.submission_id, question.code, raw, 0, "contoh", place + 1)
    return started.submission_id


def answer(question: Question, place: int) -> Mapping[str, object]:
    """An answer that fits the question; every seventh is Tidak, every fifth Ya has no evidence yet."""
    links = [] if place % 5 == 4 else [LINK.format(code=question.code.lower())]
    found: dict[str, object] = {"choice": None, "level": None, "number": None, "links": links, "note": ""}
    if question.kind is Kind.NUMBER:
        return {**found, "number": str(3 + place % 9)}
    if question.kind is Kind.OPTION:
        return {**found, "choice": question.options[place % len(question.options)].code}
    if question.kind is Kind.MULTIPLE:
        return {**found, "choice": [option.code for option in question.options[: 1 + place % len(question.options)]]}
    if place % 7 == 6:
        applicable = question.not_applicable is NotApplicable.REFUSE or place % 2
        return {**found, "choice": "tidak" if applicable else "tidak_berlaku"}
    level = question.levels[min(place % 3, len(question.levels) - 1)].code if question.levels else None
    note = "Diperbarui tiap triwulan oleh bagian umum." if place % 6 == 0 else ""
    return {**found, "choice": "ya", "level": level, "note": note}
