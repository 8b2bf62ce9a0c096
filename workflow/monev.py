"""The use cases, as pages, routes and commands call them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from scoring.facts import Answer
from scoring.rules import Questionnaire
from scoring.sheet import ScoreSheet
from workflow import importing
from workflow.access import Access
from workflow.filling import Filling
from workflow.instruments import Instruments
from workflow.model import Difference, Item, Opened, Saved, SaveOutcome, Started, StoredAnswer, SubmissionInfo
from workflow.permissions import Action
from workflow.ports import Clock, RuleLibrary, Store
from workflow.results import Results
from workflow.standing import stored_answer
from workflow.throttle import Throttle

T = TypeVar("T")

CAPACITY = 4096
"""Self-assessments that a process keeps at hand. Officers come round in turn, so one more than there is room for would
let every one of them be read anew; one of 157 items, half answered, takes about 80 kB."""


class Monev:
    """One object for everything a person can do; `browser` is always the value of the session cookie.

    Every method raises `workflow.errors.MonevError` where it refuses, with an Indonesian sentence.
    """

    def __init__(
        self,
        library: RuleLibrary,
        store: Store,
        clock: Clock,
        capacity: int = CAPACITY,
        throttle: Throttle | None = None,
        results: Results | None = None,
    ) -> None:
        self.library = library
        self._store = store
        self._results = results
        self._instruments = Instruments(library)
        self._filling = Filling(self._instruments, store, clock, capacity)
        self._access = Access(library, store, clock, throttle or Throttle())

    @property
    def results(self) -> Results:
        """Return the use cases of published results."""
        if self._results is None:
            raise RuntimeError("assembled without published results")
        return self._results

    def rule_sets(self) -> list[Any]:
        """Return what there is to choose from: owner and year, title, state, categories."""
        return list(self.library.listing())

    def questionnaire(self, rules: str, category: str) -> Questionnaire:
        """Return the questionnaire of a category, without any answer."""
        return self.library.questionnaire(rules, category)

    def start(
        self, browser: str, rules: str, category: str, body: str, zone: str, body_id: str | None = None
    ) -> Started:
        """Begin a self-assessment; show the resume code at once, it cannot be read again."""
        return self._access.start(browser, rules, category, body, zone, body_id)

    def resume(self, browser: str, code: str, address: str) -> str:
        """Return the id of the self-assessment that the code opens, now open to this browser too."""
        return self._access.resume(browser, code, address)

    def mine(self, browser: str) -> list[SubmissionInfo]:
        """Return the self-assessments of this browser, the newest first."""
        return self._access.mine(browser)

    def forget(self, browser: str, submission: str | None = None) -> int:
        """Close one self-assessment, or all, to this browser; the resume code opens them again."""
        return self._access.forget(browser, submission)

    def open(self, browser: str, submission: str) -> Opened:
        """Return a self-assessment with its answers, sheet and progress."""
        return self._filling.open(browser, submission)

    def if_proven(self, opened: Opened) -> ScoreSheet:
        """Return the sheet as it would be if every missing piece of evidence came."""
        return self._instruments.of(opened.submission).if_proven(opened.sheet, opened.answers)

    def save_answer(
        self, browser: str, submission: str, code: str, raw: Mapping[str, object], seen: int, writer: str, seq: int
    ) -> SaveOutcome:
        """Store one answer and return what became of it."""
        return self.save_answers(browser, submission, [Item(code, raw, seen, writer, seq)]).items[0]

    def save_answers(self, browser: str, submission: str, items: Iterable[Item]) -> Saved:
        """Store answers in one transaction and return what became of each, with the new score."""
        return self._filling.save(browser, submission, items, lambda saved: saved)

    def post_answers(self, browser: str, submission: str, items: Iterable[Item], show: Callable[[Saved], T]) -> T:
        """Store answers as `save_answers` does and return what `show` makes of the outcome."""
        return self._filling.save(browser, submission, items, show)

    def history(self, browser: str, submission: str, code: str) -> list[StoredAnswer]:
        """Return every answer that was ever stored for a question, the oldest first."""
        with self._store.reading() as unit:
            standing = self._filling.standing(unit, browser, submission, Action.READ)
            rows = unit.revisions(submission, code)
        return [stored_answer(standing.instrument, row) for row in rows]

    def preview_import(self, browser: str, submission: str, answers: Mapping[str, Answer]) -> list[Difference]:
        """Return how a filled workbook differs from what is stored; nothing is stored."""
        return importing.differences(self.open(browser, submission), answers)

    def apply_import(
        self,
        browser: str,
        submission: str,
        answers: Mapping[str, Answer],
        codes: Iterable[str],
        seen: Mapping[str, int],
    ) -> Saved:
        """Store the chosen answers of a workbook; `seen` is the revision that the preview showed, by code."""
        return importing.apply(self._filling, browser, submission, answers, codes, seen)

    def ready(self) -> None:
        """Return if the database answers.

        Raises:
            StoreUnavailableError: it does not.
        """
        with self._store.reading() as unit:
            unit.ping()
