"""What the use cases need from outside; `store` is one implementation, a test may be another."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Protocol

from scoring.rules import Questionnaire, RuleSet
from workflow.model import Head, Revision, ScoreRow, Submission, SubmissionInfo

Clock = Callable[[], datetime]
"""Gives the instant, in UTC."""


class Reading(Protocol):
    """One transaction that sees one state."""

    def ping(self) -> None:
        """Return if the database answers."""

    def head(self, submission_id: str, browser_hash: str) -> Head | None:
        """Return where the submission stands for this browser, None where it does not exist."""

    def submission(self, submission_id: str) -> Submission:
        """Return the submission, which exists."""

    def current(self, submission_id: str, kind: str) -> list[Revision]:
        """Return the newest revision of every question that has one."""

    def last_seqs(self, submission_id: str, kind: str) -> dict[str, int]:
        """Return the highest sequence number of each writer."""

    def last_seq(self, submission_id: str, kind: str, question: str, writer: str) -> int | None:
        """Return the highest sequence number of a writer on one question."""

    def sent(self, submission_id: str, kind: str, question: str, writer: str, seq: int) -> Revision | None:
        """Return the revision that this very message of this writer made."""

    def revisions(self, submission_id: str, question: str | None = None) -> list[Revision]:
        """Return all revisions, oldest first."""

    def granted(self, browser_hash: str) -> list[SubmissionInfo]:
        """Return what this browser may use, the newest first."""

    def code_owner(self, code_hash: str) -> str | None:
        """Return the submission that a resume code opens."""


class Writing(Reading, Protocol):
    """One transaction that is stored as a whole or not at all."""

    def add_submission(self, submission: Submission) -> None:
        """Store a new submission."""

    def add_code(self, code_hash: str, submission_id: str, at: datetime) -> None:
        """Store the hash of a resume code."""

    def grant(self, browser_hash: str, submission_id: str, at: datetime) -> None:
        """Let this browser use the submission; granting again changes nothing."""

    def revoke(self, browser_hash: str, submission_id: str | None) -> int:
        """Take the grant, or all grants, from this browser and return how many there were."""

    def append(self, revisions: Sequence[Revision]) -> None:
        """Store new revisions.

        Raises:
            OvertakenError: somebody else stored a revision of one of these numbers meanwhile.
        """

    def append_scored(self, revisions: Sequence[Revision], row: ScoreRow) -> None:
        """Store new revisions and the score that follows from them; raises as `append`."""

    def put_score(self, row: ScoreRow) -> None:
        """Store the score of a submission in the place of the one before."""


class Store(Protocol):
    """Opens transactions.

    All raise `StoreUnavailableError` when the database does not serve.
    """

    def reading(self) -> AbstractContextManager[Reading]:
        """Open a transaction that sees one state."""

    def writing(self) -> AbstractContextManager[Writing]:
        """Open a transaction that writes."""

    def storing(self) -> AbstractContextManager[Writing]:
        """Open a transaction that writes what follows from what it reads, which is one state.

        Raises:
            OvertakenError: somebody else stored something after that state.
        """


class RuleLibrary(Protocol):
    """The rule sets; `questionnaires.Library` is the one that ships."""

    def rule_set(self, name: str) -> RuleSet:
        """Return `kkp/2024` (newest version) or `kaltim/2025@1`."""

    def questionnaire(self, name: str, category: str, body: str | None = None) -> Questionnaire:
        """Return the questionnaire of a category, or of a body of it that has one of its own."""

    def own_questionnaires(self, name: str, category: str) -> tuple[Questionnaire, ...]:
        """Return the questionnaires that single bodies of a category have as their own."""

    def categories(self, name: str) -> tuple[tuple[str, str], ...]:
        """Return code and label of the categories with a questionnaire."""

    def listing(self) -> Iterable[object]:
        """Return what there is."""
