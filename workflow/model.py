"""What the use cases take and give: plain frozen data, no SQL, no JSON.

What every answer makes anew is a named tuple, which is built several times faster than a frozen dataclass.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from scoring.facts import BLANK, Answer
from scoring.rules import Questionnaire
from scoring.sheet import QuestionScore, ScoreSheet

SELF_CYCLE = "mandiri"
"""The cycle of a self-assessment that belongs to no commission's round."""


@dataclass(frozen=True, slots=True)
class Submission:
    """One questionnaire of one body: what never changes after it was started."""

    id: str
    rules: str
    version: int
    category: str
    body: str
    zone: str
    created_at: datetime
    cycle: str = SELF_CYCLE
    body_id: str | None = None
    actor: str | None = None


class Revision(NamedTuple):
    """One stored answer: appended once, never changed.

    number: counts the revisions of the submission, from 1. based_on: the revision that the writer saw, 0 for none.
    writer, seq: the browser journal and its own counter, which make a resend recognisable.
    """

    submission: str
    number: int
    kind: str
    question: str
    value: str
    based_on: int
    writer: str
    seq: int
    previous_hash: str
    at: datetime
    zone: str
    actor: str | None = None
    hash: str = ""


class StoredAnswer(NamedTuple):
    """The current answer of a question and the revision that brought it.

    text: the canonical JSON that was stored; equal answers have equal texts.
    """

    answer: Answer
    revision: int
    at: datetime
    zone: str
    writer: str
    seq: int
    text: str
    based_on: int = 0
    actor: str | None = None


class Head(NamedTuple):
    """Where a submission stands: whether this browser may use it, and its last revision."""

    granted: bool
    number: int
    hash: str


class ScoreRow(NamedTuple):
    """The one row of a submission that lists and rankings read."""

    submission: str
    kind: str
    revision: int
    facts_hash: str
    rules_hash: str
    exact: str | None
    published: str | None
    maximum: str
    provisional_class: str | None
    answered: int
    questions: int
    without_evidence: int
    pending: int
    at: datetime


@dataclass(frozen=True, slots=True)
class SubmissionInfo:
    """A self-assessment in a list: what it is and how far it came; `score` is None before the first answer."""

    submission: Submission
    score: ScoreRow | None


class Count(NamedTuple):
    """Progress of a group of questions, or of all; hidden questions are not counted."""

    answered: int = 0
    questions: int = 0
    without_evidence: int = 0


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a questionnaire is filled; `groups` by `group_key`, in the order of the questionnaire."""

    total: Count
    groups: Mapping[str, Count]


class Opened(NamedTuple):
    """A self-assessment as it stands: everything a page draws.

    number: the last revision. answers: stored answers by question code; a code that is missing was never answered.
    """

    submission: Submission
    questionnaire: Questionnaire
    number: int
    answers: Mapping[str, StoredAnswer]
    sheet: ScoreSheet
    progress: Progress


@dataclass(frozen=True, slots=True)
class Started:
    """A new self-assessment; the resume code is shown once and kept only as a hash."""

    submission_id: str
    resume_code: str


class Item(NamedTuple):
    """An answer on its way in.

    raw: the answer as JSON (contract, section 3).
    seen: number of the revision that the writer saw, 0 for none.
    """

    code: str
    raw: Mapping[str, object]
    seen: int
    writer: str
    seq: int


class Outcome(StrEnum):
    """What became of an item."""

    STORED = "stored"
    SAME = "same"
    CONFLICT = "conflict"
    REFUSED = "refused"


class SaveOutcome(NamedTuple):
    """What became of one item, with the answer that is current now.

    revision: 0, and at None, while the question was never answered. message: why it was refused, else empty.
    """

    code: str
    outcome: Outcome
    revision: int = 0
    at: datetime | None = None
    answer: Answer = BLANK
    message: str = ""


class Saved(NamedTuple):
    """The outcome of every item, and the self-assessment afterwards.

    changed: the lines of the sheet that the caller should draw again, the posted ones first.
    """

    items: tuple[SaveOutcome, ...]
    changed: tuple[QuestionScore, ...]
    opened: Opened


class Change(StrEnum):
    """How an answer that arrives in a workbook differs from the stored one."""

    NEW = "new"
    CHANGED = "changed"
    CLEARED = "cleared"


@dataclass(frozen=True, slots=True)
class Difference:
    """One question on which a filled workbook and the stored answers differ; nothing is stored yet."""

    code: str
    change: Change
    current: Answer
    incoming: Answer
    seen: int
