"""Answers on their way in: permission, reading, conflict, revision, score, all in one transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from datetime import datetime
from sys import intern
from typing import TypeVar

import wording
from questionnaires.answers import answer_json, read_answer
from questionnaires.problems import Problem
from scoring.facts import BLANK, Answer
from scoring.sheet import QuestionScore
from workflow.chain import canonical, sealed
from workflow.codes import is_browser, secret_hash
from workflow.conflicts import decide
from workflow.errors import NoBrowserError, OvertakenError, StoreUnavailableError, UnknownSubmissionError
from workflow.instruments import Instruments
from workflow.model import SELF_CYCLE, Item, Opened, Outcome, Revision, Saved, SaveOutcome, StoredAnswer, Submission
from workflow.permissions import Action, Role, Thing, demand
from workflow.ports import Clock, Reading, Store, Writing
from workflow.standing import KIND, Memory, Standing, read_standing

T = TypeVar("T")

_TRIES = 100  # every try that is overtaken means that somebody else's answer was stored
_BLANK_TEXT = canonical(answer_json(BLANK))


class Filling:
    """Opening a self-assessment and storing its answers."""

    def __init__(self, instruments: Instruments, store: Store, clock: Clock, capacity: int) -> None:
        self._instruments = instruments
        self._store = store
        self._clock = clock
        self._memory = Memory(capacity)

    def open(self, browser: str, submission: str) -> Opened:
        """Return the self-assessment as it stands."""
        with self._store.reading() as unit:
            standing = self.standing(unit, browser, submission, Action.READ)
        self._memory.keep(standing)
        return standing.opened()

    def save(self, browser: str, submission: str, items: Iterable[Item], show: Callable[[Saved], T]) -> T:
        """Store what can be stored, in one transaction, and return what `show` makes of it.

        `show` works before the commit, on what was just computed, at a third of its cost after the disk was waited for;
        what it made leaves this method only when the commit has returned.
        """
        arrived = list(items)
        for _ in range(_TRIES):
            with suppress(OvertakenError):
                return self._save(browser, submission, arrived, show)
        raise StoreUnavailableError

    def _save(self, browser: str, submission: str, items: Iterable[Item], show: Callable[[Saved], T]) -> T:
        with self._store.storing() as unit:
            before = self.standing(unit, browser, submission, Action.EDIT)
            batch = _Batch(unit, before, self._clock())
            for item in items:
                batch.take(item)
            after, changed = batch.close()
            shown = show(Saved(tuple(batch.outcomes), changed, after.opened()))
        self._memory.keep(after)
        return shown

    def standing(self, unit: Reading, browser: str, submission: str, action: Action) -> Standing:
        """Return where the submission stands, if this browser may do `action` with it."""
        head = unit.head(submission, browser_hash(browser))
        if head is None:
            raise UnknownSubmissionError
        kept = self._memory.find(submission, head)
        started = kept.submission if kept else unit.submission(submission)
        demand(Role.HOLDER if head.granted else Role.VISITOR, action, thing_of(started))
        return kept or read_standing(unit, self._instruments, started, head)


class _Batch:
    """The items of one transaction: each is decided against what the ones before it left."""

    def __init__(self, unit: Writing, before: Standing, at: datetime) -> None:
        self._unit = unit
        self._before = before
        self._at = at
        self._rows: list[Revision] = []
        self._accepted: dict[str, StoredAnswer] = {}
        self._seqs: dict[str, int] = {}
        self._posted: dict[int, None] = {}
        self.outcomes: list[SaveOutcome] = []

    def take(self, item: Item) -> None:
        """Decide on one item and note its outcome."""
        code = item.code
        question = self._before.instrument.questions.get(code)
        if question is None:
            self._note(code, Outcome.REFUSED, wording.text("isian.butir_tidak_dikenal", butir=code))
            return
        self._posted[self._before.instrument.places[code]] = None
        answer, problems = read_answer(question, item.raw, code)
        if problems:
            self._note(code, Outcome.REFUSED, _sentence(problems))
            return
        incoming = self._incoming(item, answer)
        outcome = self._decide(item, incoming)
        if outcome is Outcome.STORED:
            self._append(code, incoming)
        self._note(code, outcome)

    def close(self) -> tuple[Standing, tuple[QuestionScore, ...]]:
        """Write the revisions and the new score; return the standing and the lines to draw again."""
        after, places = self._before, self._posted
        if self._rows:
            after, changed = self._before.after(self._rows[-1], self._accepted, self._seqs)
            self._unit.append_scored(self._rows, after.score_row(self._at))
            places = places | dict.fromkeys(changed)
        return after, tuple([after.sheet.questions[place] for place in places])

    def _incoming(self, item: Item, answer: Answer) -> StoredAnswer:
        number = self._before.number + len(self._rows) + 1
        return StoredAnswer(
            answer=answer,
            revision=number,
            at=self._at,
            zone=self._before.submission.zone,
            writer=intern(item.writer),
            seq=item.seq,
            text=canonical(answer_json(answer)),
            based_on=item.seen,
        )

    def _decide(self, item: Item, incoming: StoredAnswer) -> Outcome:
        current = self._current(item.code)
        if current is None and incoming.text == _BLANK_TEXT:
            return Outcome.SAME
        known = self._last_seq(item.writer)
        overtaken = known is not None and item.seq <= known
        last_seq = self._last_seq_of_question(item) if overtaken else None
        return decide(current, incoming, last_seq, lambda: self._sent(item))

    def _last_seq(self, writer: str) -> int | None:
        return self._seqs.get(writer, self._before.last_seqs.get(writer))

    def _last_seq_of_question(self, item: Item) -> int | None:
        mine = [row.seq for row in self._rows if (row.question, row.writer) == (item.code, item.writer)]
        stored = self._unit.last_seq(self._before.submission.id, KIND, item.code, item.writer)
        return max([*mine, *([] if stored is None else [stored])], default=None)

    def _sent(self, item: Item) -> Revision | None:
        for row in self._rows:
            if (row.question, row.writer, row.seq) == (item.code, item.writer, item.seq):
                return row
        return self._unit.sent(self._before.submission.id, KIND, item.code, item.writer, item.seq)

    def _append(self, code: str, incoming: StoredAnswer) -> None:
        previous = self._rows[-1].hash if self._rows else self._before.hash
        row = Revision(
            submission=self._before.submission.id,
            number=incoming.revision,
            kind=KIND,
            question=code,
            value=incoming.text,
            based_on=incoming.based_on,
            writer=incoming.writer,
            seq=incoming.seq,
            previous_hash=previous,
            at=incoming.at,
            zone=incoming.zone,
        )
        self._rows.append(sealed(row))
        self._accepted[code] = incoming
        self._seqs[incoming.writer] = max(self._last_seq(incoming.writer) or 0, incoming.seq)

    def _current(self, code: str) -> StoredAnswer | None:
        return self._accepted.get(code) or self._before.stored.get(code)

    def _note(self, code: str, outcome: Outcome, message: str = "") -> None:
        current = self._current(code)
        if current is None:
            self.outcomes.append(SaveOutcome(code, outcome, message=message))
        else:
            self.outcomes.append(SaveOutcome(code, outcome, current.revision, current.at, current.answer, message))


def _sentence(problems: Sequence[Problem]) -> str:
    return " ".join(f"{problem.message}. {problem.remedy}." for problem in problems)


def browser_hash(browser: str) -> str:
    """Return the hash under which a browser is known.

    Raises:
        NoBrowserError: the text is not a browser identity.
    """
    if not is_browser(browser):
        raise NoBrowserError
    return secret_hash(browser)


def thing_of(submission: Submission) -> Thing:
    """Return what kind of object the permission table sees."""
    return Thing.SELF_ASSESSMENT if submission.cycle == SELF_CYCLE else Thing.CYCLE_SUBMISSION
