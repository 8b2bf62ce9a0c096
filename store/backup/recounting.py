"""Every stored total computed again from the stored answers, as the pages would do it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, select

from questionnaires import Library, RuleErrors, UnknownRules
from questionnaires.problems import Problem
from store.backup.manifest import BackupRefused, problem
from store.schema import revisions, scores
from store.submissions import SqlUnit
from workflow.instruments import Instruments
from workflow.model import Head, ScoreRow, Submission
from workflow.standing import KIND, read_standing

_COMPARED = tuple(name for name in ScoreRow._fields if name not in ("rules_hash", "at"))


@dataclass(frozen=True, slots=True)
class Other:
    """A self-assessment whose total is not the stored one any more, because its rules or the kernel changed since.

    before, now: published totals, "" where there is none; now is None where an answer does not fit the rules.
    """

    submission: str
    body: str
    rules: str
    before: str
    now: str | None


class Recount:
    """Counts again what was restored; `same_kernel` tells whether the backup was made with today's kernel."""

    def __init__(self, connection: Connection, unit: SqlUnit, library: Library, same_kernel: bool) -> None:
        self._connection = connection
        self._unit = unit
        self._instruments = Instruments(library)
        self._same_kernel = same_kernel
        self.same = 0
        self.others: list[Other] = []

    def run(self, place: str, now: datetime) -> None:
        """Go through every self-assessment.

        Raises:
            BackupRefused: rules are missing, or a total differs although rules and kernel are the same.
        """
        problems: dict[str, Problem] = {}
        for submission, head, stored in self._stored():
            name = f"{submission.rules}@{submission.version}"
            try:
                rules_hash = self._instruments.of(submission).rules_hash
            except UnknownRules as error:
                problems[name] = problem(place, "tanpa_aturan", aturan=name, sebab=error.problem.message)
                continue
            except RuleErrors as errors:
                problems.update({str(one): one for one in errors.problems})
                continue
            counted = self._count(submission, head, now)
            if _alike(counted, stored):
                self.same += 1
            elif self._same_kernel and stored is not None and stored.rules_hash == rules_hash:
                problems[submission.id] = problem(place, "nilai_lain", badan=submission.body, kode=submission.id)
            else:
                self.others.append(_other(submission, name, stored, counted))
        if problems:
            raise BackupRefused(problems.values())

    def _count(self, submission: Submission, head: Head, now: datetime) -> ScoreRow | None:
        try:
            return read_standing(self._unit, self._instruments, submission, head).score_row(now)
        except (ValueError, KeyError):  # an answer to a question that the rules do not ask, or not in this way
            return None

    def _stored(self) -> Iterator[tuple[Submission, Head, ScoreRow | None]]:
        """Yield every self-assessment that has an answer."""
        last = select(revisions.c.submission, func.max(revisions.c.number).label("number"))
        newest = last.group_by(revisions.c.submission).subquery()
        rows: Sequence[tuple[str, int, str]] = [
            (row[0], row[1], row[2])
            for row in self._connection.execute(
                select(revisions.c.submission, revisions.c.number, revisions.c.hash)
                .join(newest, (newest.c.submission == revisions.c.submission) & (newest.c.number == revisions.c.number))
                .order_by(revisions.c.submission)
            )
        ]
        for submission_id, number, last_hash in rows:
            yield self._unit.submission(submission_id), Head(True, number, last_hash), self._score(submission_id)

    def _score(self, submission_id: str) -> ScoreRow | None:
        columns = [scores.c[name] for name in ScoreRow._fields]
        mine = (scores.c.submission == submission_id) & (scores.c.kind == KIND)
        row = self._connection.execute(select(*columns).where(mine)).first()
        return None if row is None else ScoreRow(*row)


def _alike(counted: ScoreRow | None, stored: ScoreRow | None) -> bool:
    if counted is None or stored is None:
        return False
    return all(getattr(counted, name) == getattr(stored, name) for name in _COMPARED)


def _other(submission: Submission, rules: str, stored: ScoreRow | None, counted: ScoreRow | None) -> Other:
    before = (stored.published if stored else None) or ""
    now = None if counted is None else counted.published or ""
    return Other(submission.id, submission.body, rules, before, now)
