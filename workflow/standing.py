"""A submission as it stands, kept in memory between two answers and thrown away when the database moved on.

The memory is a copy, never the truth: every transaction compares number and hash of the last revision with what the
database says, and reads everything again when another process wrote in between.
"""

from __future__ import annotations

import json
import threading
from collections import OrderedDict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from sys import intern

from questionnaires.answers import read_answer
from scoring.facts import Answer, FactKind
from scoring.numbers import exact_text
from scoring.scorer import Tally
from scoring.sheet import ScoreSheet
from workflow.instruments import Instrument, Instruments
from workflow.layered import Layered
from workflow.model import Head, Opened, Progress, Revision, ScoreRow, StoredAnswer, Submission
from workflow.ports import Reading
from workflow.progress import progress_after, progress_of

KIND = FactKind.SELF.value


@dataclass(frozen=True, slots=True)
class Standing:
    """Everything one more answer needs: never changed, only replaced.

    last_seqs: the highest sequence number of each writer.
    """

    submission: Submission
    instrument: Instrument
    number: int
    hash: str
    stored: Layered[StoredAnswer]
    last_seqs: Mapping[str, int]
    tally: Tally
    progress: Progress

    @property
    def sheet(self) -> ScoreSheet:
        """Return the score sheet."""
        return self.tally.sheet

    def fits(self, head: Head) -> bool:
        """Tell whether the database still stands where this copy was made."""
        return self.number == head.number and self.hash == head.hash

    def opened(self) -> Opened:
        """Return what a page draws."""
        return Opened(
            self.submission, self.instrument.questionnaire, self.number, self.stored, self.sheet, self.progress
        )

    def score_row(self, at: datetime) -> ScoreRow:
        """Return the row that lists read."""
        sheet, total = self.sheet, self.progress.total
        return ScoreRow(
            submission=self.submission.id,
            kind=KIND,
            revision=self.number,
            facts_hash=self.hash,
            rules_hash=self.instrument.rules_hash,
            exact=None if sheet.exact is None else exact_text(sheet.exact),
            published=sheet.published,
            maximum=exact_text(sheet.maximum),
            provisional_class=sheet.provisional.code if sheet.provisional else None,
            answered=total.answered,
            questions=total.questions,
            without_evidence=total.without_evidence,
            pending=sheet.pending,
            at=at,
        )

    def after(
        self, last: Revision, accepted: Mapping[str, StoredAnswer], seqs: Mapping[str, int]
    ) -> tuple[Standing, list[int]]:
        """Return the standing after `accepted` was appended up to `last`, and the lines of the sheet that changed."""
        stored = self.stored.plus(accepted)
        scorer = self.instrument.scorer
        tally = scorer.again(self.tally, _Facts(stored), accepted)
        changed = scorer.changes(self.tally, tally)
        old, new = self.tally.sheet.questions, tally.sheet.questions
        progress = progress_after(self.progress, self.instrument.groups, old, new, changed)
        last_seqs = {**self.last_seqs, **seqs}
        return Standing(
            self.submission, self.instrument, last.number, last.hash, stored, last_seqs, tally, progress
        ), changed


class _Facts(Mapping[str, Answer]):
    """The answers as the kernel reads them."""

    def __init__(self, stored: Mapping[str, StoredAnswer]) -> None:
        self._stored = stored

    def __getitem__(self, code: str) -> Answer:
        return self._stored[code].answer

    def __iter__(self) -> Iterator[str]:
        return iter(self._stored)

    def __len__(self) -> int:
        return len(self._stored)


def read_standing(unit: Reading, instruments: Instruments, submission: Submission, head: Head) -> Standing:
    """Return the standing as the database has it."""
    instrument = instruments.of(submission)
    stored = Layered({row.question: stored_answer(instrument, row) for row in unit.current(submission.id, KIND)})
    tally = instrument.scorer.tally(_Facts(stored))
    return Standing(
        submission=submission,
        instrument=instrument,
        number=head.number,
        hash=head.hash,
        stored=stored,
        last_seqs=unit.last_seqs(submission.id, KIND),
        tally=tally,
        progress=progress_of(instrument.groups, tally.sheet.questions),
    )


def stored_answer(instrument: Instrument, row: Revision) -> StoredAnswer:
    """Return what a revision says.

    Raises:
        ValueError: the stored answer does not fit its question, so rules or rows were tampered with.
    """
    answer, problems = read_answer(instrument.questions[row.question], json.loads(row.value), row.question)
    if problems:
        raise ValueError(f"{row.submission} revisi {row.number}: {problems[0]}")
    zone, writer = intern(row.zone), intern(row.writer)  # a hundred answers share them, the rows do not
    return StoredAnswer(answer, row.number, row.at, zone, writer, row.seq, row.value, row.based_on, row.actor)


class Memory:
    """The standings used last, at most `capacity` of them."""

    def __init__(self, capacity: int) -> None:
        self._capacity = capacity
        self._kept: OrderedDict[str, Standing] = OrderedDict()
        self._lock = threading.Lock()

    def find(self, submission: str, head: Head) -> Standing | None:
        """Return the standing if it is still the one that the database has."""
        with self._lock:
            kept = self._kept.get(submission)
            if kept is None or not kept.fits(head):
                return None
            self._kept.move_to_end(submission)
            return kept

    def keep(self, standing: Standing) -> None:
        """Remember a standing that is committed."""
        with self._lock:
            self._kept[standing.submission.id] = standing
            self._kept.move_to_end(standing.submission.id)
            while len(self._kept) > self._capacity:
                self._kept.popitem(last=False)
