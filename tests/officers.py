"""What the tests of storage, use cases and routes share: a clock that is set by hand, and officers who fill in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from questionnaires import Library
from store import SqlStore
from workflow import Item, Monev, Opened, SaveOutcome
from workflow.codes import new_browser

RULES = "isian/2024"
CATEGORY = "opd"
LIBRARY = Library(Path(__file__).parent / "rules")
LINK = "https://ppid.contoh.go.id/profil"
MORNING = datetime(2026, 11, 26, 7, 3, 22, tzinfo=UTC)


class HandClock:
    """A clock that stands still until it is moved."""

    def __init__(self, now: datetime = MORNING) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def move(self, **by: float) -> None:
        self.now += timedelta(**by)


def answer(**given: Any) -> dict[str, Any]:
    """Return an answer as the page sends it."""
    return {"choice": None, "level": None, "number": None, "links": [], "note": "", **given}


YES = answer(choice="ya", links=[LINK])
NO = answer(choice="tidak")


def use_cases(store: SqlStore, clock: HandClock | None = None, **settings: Any) -> Monev:
    """Return the use cases on the rule sets of the tests."""
    return Monev(LIBRARY, store, clock or HandClock(), **settings)


class Officer:
    """One browser with its own journal: it knows what it saw and counts what it sends."""

    def __init__(self, monev: Monev, submission: str = "", code: str = "", writer: str = "w1") -> None:
        self.monev = monev
        self.browser = new_browser()
        self.writer = writer
        self.seq = 0
        self.code = code
        self.submission = submission
        if submission:
            monev.resume(self.browser, code, "10.0.0.1")
        else:
            self.submission, self.code = self._begin()

    def colleague(self, writer: str = "w2") -> Officer:
        """Return another browser that opened the same self-assessment with the resume code."""
        return Officer(self.monev, self.submission, self.code, writer)

    def item(self, code: str, raw: Mapping[str, object], seen: int = 0) -> Item:
        """Return the next message of this journal."""
        self.seq += 1
        return Item(code, raw, seen, self.writer, self.seq)

    def give(self, code: str, raw: Mapping[str, object], seen: int = 0) -> SaveOutcome:
        """Send one answer and return what became of it."""
        return self.send(self.item(code, raw, seen))

    def send(self, item: Item) -> SaveOutcome:
        """Send a message, perhaps again."""
        return self.monev.save_answers(self.browser, self.submission, [item]).items[0]

    def look(self) -> Opened:
        """Return the self-assessment as a page draws it."""
        return self.monev.open(self.browser, self.submission)

    def _begin(self) -> tuple[str, str]:
        started = self.monev.start(self.browser, RULES, CATEGORY, "Dinas Contoh", "WIB")
        return started.submission_id, started.resume_code
