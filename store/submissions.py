"""The store that the use cases write to, on SQLite and PostgreSQL alike."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, Executable, Row, and_, bindparam, delete, func, insert, select
from sqlalchemy.dialects import postgresql, sqlite

from store.engine import Database
from store.prepared import Prepared, execute
from store.schema import grants, resume_codes, revisions, scores, submissions
from workflow.chain import GENESIS
from workflow.errors import OvertakenError
from workflow.model import Head, Revision, ScoreRow, Submission, SubmissionInfo

_SUBMISSION_FIELDS = (
    "id", "rules", "version", "category", "body", "zone", "created_at", "cycle", "body_id", "actor",
)  # fmt: skip
_SCORE_FIELDS = ScoreRow._fields

_last = revisions.alias("last")
_HEAD = (
    select(grants.c.browser_hash, _last.c.number, _last.c.hash)
    .select_from(
        submissions.outerjoin(
            grants, and_(grants.c.submission == submissions.c.id, grants.c.browser_hash == bindparam("browser"))
        ).outerjoin(
            _last,
            and_(
                _last.c.submission == submissions.c.id,
                _last.c.number
                == select(func.max(revisions.c.number))
                .where(revisions.c.submission == submissions.c.id)
                .correlate(submissions)
                .scalar_subquery(),
            ),
        )
    )
    .where(submissions.c.id == bindparam("submission"))
)


class _Asking(NamedTuple):
    submission: str
    browser: str


class _Statements(NamedTuple):
    """The statements of every answer, and those that the two databases spell differently.

    both: a revision and its score in one statement, which saves a way to the database server; SQLite needs none. It
    locks the score first and runs before further revisions, so that two saves of one submission wait in one order.
    taken: the driver's error when a number is taken already. crossed: its errors when two saves wait for each other, or
    somebody stored after this one had begun to read.
    """

    head: Prepared
    append: Prepared
    put_score: Prepared
    both: str | None
    taken: type[Exception]
    crossed: tuple[type[Exception], ...]
    grant: Executable


class SqlStore:
    """Opens the transactions of the use cases on a database that was migrated."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self._statements = _statements(database)

    @contextmanager
    def reading(self) -> Iterator[SqlUnit]:
        """Open a transaction that sees one state."""
        with self.database.read() as connection:
            yield self.unit(connection)

    @contextmanager
    def writing(self) -> Iterator[SqlUnit]:
        """Open a transaction that is stored as a whole or not at all."""
        with self.database.write() as connection:
            yield self.unit(connection)

    def unit(self, connection: Connection) -> SqlUnit:
        """Return what works inside a transaction that somebody else opened."""
        return SqlUnit(connection, self._statements)

    @contextmanager
    def storing(self) -> Iterator[SqlUnit]:
        """Open a transaction that sees one state and is stored as a whole or not at all."""
        with self.database.write(one_state=True) as connection:
            yield self.unit(connection)


class SqlUnit:
    """One transaction."""

    def __init__(self, connection: Connection, statements: _Statements) -> None:
        self._connection = connection
        self._statements = statements

    def ping(self) -> None:
        """Return if the database answers and was migrated."""
        self._connection.execute(select(submissions.c.id).limit(1)).first()

    def head(self, submission_id: str, browser_hash: str) -> Head | None:
        """Return where the submission stands for this browser."""
        row = self._statements.head.run(self._connection, _Asking(submission_id, browser_hash)).fetchone()
        if row is None:
            return None
        return Head(row[0] is not None, row[1] or 0, row[2] or GENESIS)

    def submission(self, submission_id: str) -> Submission:
        """Return the submission."""
        columns = [submissions.c[name] for name in _SUBMISSION_FIELDS]
        row = self._connection.execute(select(*columns).where(submissions.c.id == submission_id)).one()
        return Submission(*row)

    def current(self, submission_id: str, kind: str) -> list[Revision]:
        """Return the newest revision of every question that has one."""
        mine = and_(revisions.c.submission == submission_id, revisions.c.kind == kind)
        newest = select(func.max(revisions.c.number)).where(mine).group_by(revisions.c.question)
        where = and_(revisions.c.submission == submission_id, revisions.c.number.in_(newest))
        return self._revisions(where)

    def last_seqs(self, submission_id: str, kind: str) -> dict[str, int]:
        """Return the highest sequence number of each writer."""
        rows = self._connection.execute(
            select(revisions.c.writer, func.max(revisions.c.seq))
            .where(revisions.c.submission == submission_id, revisions.c.kind == kind)
            .group_by(revisions.c.writer)
        )
        return {row.writer: row[1] for row in rows}

    def last_seq(self, submission_id: str, kind: str, question: str, writer: str) -> int | None:
        """Return the highest sequence number of a writer on one question."""
        highest = select(func.max(revisions.c.seq)).where(
            revisions.c.submission == submission_id,
            revisions.c.kind == kind,
            revisions.c.question == question,
            revisions.c.writer == writer,
        )
        found: int | None = self._connection.execute(highest).scalar_one()
        return found

    def sent(self, submission_id: str, kind: str, question: str, writer: str, seq: int) -> Revision | None:
        """Return the revision that this very message made."""
        where = and_(
            revisions.c.submission == submission_id,
            revisions.c.kind == kind,
            revisions.c.question == question,
            revisions.c.writer == writer,
            revisions.c.seq == seq,
        )
        return next(iter(self._revisions(where)), None)

    def revisions(self, submission_id: str, question: str | None = None) -> list[Revision]:
        """Return all revisions, oldest first."""
        where = revisions.c.submission == submission_id
        return self._revisions(where if question is None else and_(where, revisions.c.question == question))

    def granted(self, browser_hash: str) -> list[SubmissionInfo]:
        """Return what this browser may use, the newest first."""
        columns = [submissions.c[name] for name in _SUBMISSION_FIELDS] + [scores.c[name] for name in _SCORE_FIELDS]
        rows = self._connection.execute(
            select(*columns)
            .select_from(
                grants.join(submissions).outerjoin(
                    scores, and_(scores.c.submission == submissions.c.id, scores.c.kind == "self")
                )
            )
            .where(grants.c.browser_hash == browser_hash)
            .order_by(submissions.c.created_at.desc(), submissions.c.id)
        )
        return [_info(row) for row in rows]

    def code_owner(self, code_hash: str) -> str | None:
        """Return the submission that a resume code opens."""
        found = select(resume_codes.c.submission).where(resume_codes.c.code_hash == code_hash)
        return self._connection.execute(found).scalar_one_or_none()

    def add_submission(self, started: Submission) -> None:
        """Store a new submission."""
        row = {name: getattr(started, name) for name in _SUBMISSION_FIELDS}
        self._connection.execute(insert(submissions), row)

    def add_code(self, code_hash: str, submission_id: str, at: datetime) -> None:
        """Store the hash of a resume code."""
        row = {"code_hash": code_hash, "submission": submission_id, "created_at": at}
        self._connection.execute(insert(resume_codes), row)

    def grant(self, browser_hash: str, submission_id: str, at: datetime) -> None:
        """Let this browser use the submission."""
        row = {"browser_hash": browser_hash, "submission": submission_id, "granted_at": at}
        self._connection.execute(self._statements.grant, row)

    def revoke(self, browser_hash: str, submission_id: str | None) -> int:
        """Take the grant, or all grants, from this browser."""
        taking = delete(grants).where(grants.c.browser_hash == browser_hash)
        if submission_id is not None:
            taking = taking.where(grants.c.submission == submission_id)
        return self._connection.execute(taking).rowcount

    def append(self, rows: Sequence[Revision]) -> None:
        """Store new revisions."""
        with self._overtaken():
            for row in rows:
                self._statements.append.run(self._connection, row)

    def append_scored(self, rows: Sequence[Revision], row: ScoreRow) -> None:
        """Store new revisions and the score that follows from them."""
        statements = self._statements
        if statements.both is None:
            self.append(rows)
            self.put_score(row)
            return
        with self._overtaken():
            parameters = statements.append.bound(rows[0]) | statements.put_score.bound(row)
            execute(self._connection, statements.both, parameters)
        self.append(rows[1:])

    def put_score(self, row: ScoreRow) -> None:
        """Store the score of a submission in the place of the one before."""
        self._statements.put_score.run(self._connection, row)

    @contextmanager
    def _overtaken(self) -> Iterator[None]:
        """Tell a number that somebody else took meanwhile from every other fault."""
        try:
            yield
        except self._statements.crossed as error:
            raise OvertakenError from error
        except self._statements.taken as error:
            if getattr(getattr(error, "diag", None), "constraint_name", None) == "revision_pkey":
                raise OvertakenError from error
            raise

    def _revisions(self, where: Any) -> list[Revision]:
        columns = [revisions.c[name] for name in Revision._fields]
        rows = self._connection.execute(select(*columns).where(where).order_by(revisions.c.number))
        return [Revision(*row) for row in rows]


def _info(row: Row[Any]) -> SubmissionInfo:
    split = len(_SUBMISSION_FIELDS)
    scored = ScoreRow(*row[split:]) if row[split] is not None else None
    return SubmissionInfo(Submission(*row[:split]), scored)


def _statements(database: Database) -> _Statements:
    dialect = database.engine.dialect
    insert_or: Any = sqlite.insert if database.embedded else postgresql.insert
    adding = insert_or(scores)
    newer = {name: adding.excluded[name] for name in _SCORE_FIELDS if name not in ("submission", "kind")}
    append = Prepared(insert(revisions), dialect)
    put_score = Prepared(adding.on_conflict_do_update(index_elements=["submission", "kind"], set_=newer), dialect)
    return _Statements(
        head=Prepared(_HEAD, dialect),
        append=append,
        put_score=put_score,
        both=None if database.embedded else f"WITH appended AS ({append.text}) {put_score.text}",
        taken=dialect.loaded_dbapi.IntegrityError,
        crossed=() if database.embedded else _crossed(dialect.loaded_dbapi),
        grant=insert_or(grants).on_conflict_do_nothing(),
    )


def _crossed(driver: Any) -> tuple[type[Exception], ...]:
    return driver.errors.DeadlockDetected, driver.errors.SerializationFailure
