"""Tables of the embedded and the distributed database: the same names and meaning on SQLite and PostgreSQL."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)
from sqlalchemy.types import TypeEngine

from workflow.chain import instant_text

_KIND_CHECK = "kind IN ('self', 'verified', 'objected', 'final')"
_INSTANT = DateTime(timezone=True).with_variant(String(27), "sqlite")


class Instant(TypeDecorator[datetime]):
    """An instant in UTC to the microsecond; SQLite, which has no such type, keeps it as sortable text.

    The text is the one that enters the hash of a revision, so both databases give back exactly what was put in.
    """

    impl = _INSTANT
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        """Return what the driver gets; an instant without a zone is a bug."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant without a zone cannot be stored")
        return instant_text(value) if dialect.name == "sqlite" else value

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """Return the instant in UTC, whatever zone the connection shows."""
        if value is None:
            return None
        read = datetime.fromisoformat(value) if dialect.name == "sqlite" else value
        return read.astimezone(UTC)

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Return the column type of this database."""
        return dialect.type_descriptor(String(27) if dialect.name == "sqlite" else DateTime(timezone=True))


metadata = MetaData()

submissions = Table(
    "submission",
    metadata,
    Column("id", String(26), primary_key=True),
    Column("rules", String(64), nullable=False),
    Column("version", Integer, nullable=False),
    Column("category", String(64), nullable=False),
    Column("cycle", String(64), nullable=False),  # "mandiri", or the code of a commission's cycle
    Column("body_id", String(64)),  # id of data/bodies.csv, where the body was recognised
    Column("body", String(300), nullable=False),
    Column("zone", String(4), nullable=False),
    Column("actor", String(64)),  # null: a self-assessment without an account
    Column("created_at", Instant, nullable=False),
    CheckConstraint("zone IN ('WIB', 'WITA', 'WIT')", name="submission_zone"),
)

grants = Table(
    "access",
    metadata,
    Column("browser_hash", String(64), primary_key=True),
    Column("submission", ForeignKey("submission.id"), primary_key=True),
    Column("granted_at", Instant, nullable=False),
)

resume_codes = Table(
    "resume_code",
    metadata,
    Column("code_hash", String(64), primary_key=True),
    Column("submission", ForeignKey("submission.id"), nullable=False),
    Column("created_at", Instant, nullable=False),
)

revisions = Table(
    "revision",
    metadata,
    Column("submission", ForeignKey("submission.id"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("kind", String(8), nullable=False),
    Column("actor", String(64)),
    Column("question", String(64), nullable=False),
    Column("value", Text, nullable=False),  # the whole answer (later: verdict) as canonical JSON
    Column("based_on", Integer, nullable=False),  # number of the revision that was seen, 0 for none
    Column("writer", String(64), nullable=False),
    Column("seq", BigInteger, nullable=False),
    Column("previous_hash", String(64), nullable=False),
    Column("hash", String(64), nullable=False),
    Column("at", Instant, nullable=False),
    Column("zone", String(4), nullable=False),
    CheckConstraint(_KIND_CHECK, name="revision_kind"),
    UniqueConstraint("submission", "kind", "question", "writer", "seq", name="revision_once"),
)

scores = Table(
    "score",
    metadata,
    Column("submission", ForeignKey("submission.id"), primary_key=True),
    Column("kind", String(8), primary_key=True),
    Column("revision", Integer, nullable=False),  # the revision up to which it was computed
    Column("facts_hash", String(64), nullable=False),  # hash of that revision
    Column("rules_hash", String(64), nullable=False),
    Column("exact", Text),  # null: refused
    Column("published", String(32)),
    Column("maximum", String(32), nullable=False),
    Column("provisional_class", String(64)),
    Column("answered", Integer, nullable=False),
    Column("questions", Integer, nullable=False),
    Column("without_evidence", Integer, nullable=False),
    Column("pending", Integer, nullable=False),
    Column("at", Instant, nullable=False),
    CheckConstraint(_KIND_CHECK, name="score_kind"),
)

Index("access_submission", grants.c.submission)
Index("resume_code_submission", resume_codes.c.submission)
