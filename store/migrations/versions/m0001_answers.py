"""Self-assessments, their revisions, scores, grants and resume codes.

Written out instead of taken from `store.schema`, which moves on: this file must make the same tables for ever.
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_KINDS = "kind IN ('self', 'verified', 'objected', 'final')"


def upgrade() -> None:
    instant = sa.DateTime(timezone=True).with_variant(sa.String(27), "sqlite")
    op.create_table(
        "submission",
        sa.Column("id", sa.String(26), primary_key=True),
        sa.Column("rules", sa.String(64), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("category", sa.String(64), nullable=False),
        sa.Column("cycle", sa.String(64), nullable=False),
        sa.Column("body_id", sa.String(64)),
        sa.Column("body", sa.String(300), nullable=False),
        sa.Column("zone", sa.String(4), nullable=False),
        sa.Column("actor", sa.String(64)),
        sa.Column("created_at", instant, nullable=False),
        sa.CheckConstraint("zone IN ('WIB', 'WITA', 'WIT')", name="submission_zone"),
    )
    op.create_table(
        "access",
        sa.Column("browser_hash", sa.String(64), primary_key=True),
        sa.Column("submission", sa.String(26), sa.ForeignKey("submission.id"), primary_key=True),
        sa.Column("granted_at", instant, nullable=False),
    )
    op.create_table(
        "resume_code",
        sa.Column("code_hash", sa.String(64), primary_key=True),
        sa.Column("submission", sa.String(26), sa.ForeignKey("submission.id"), nullable=False),
        sa.Column("created_at", instant, nullable=False),
    )
    op.create_table(
        "revision",
        sa.Column("submission", sa.String(26), sa.ForeignKey("submission.id"), primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("kind", sa.String(8), nullable=False),
        sa.Column("actor", sa.String(64)),
        sa.Column("question", sa.String(64), nullable=False),
        sa.Column("value", sa.Text, nullable=False),
        sa.Column("based_on", sa.Integer, nullable=False),
        sa.Column("writer", sa.String(64), nullable=False),
        sa.Column("seq", sa.BigInteger, nullable=False),
        sa.Column("previous_hash", sa.String(64), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.Column("at", instant, nullable=False),
        sa.Column("zone", sa.String(4), nullable=False),
        sa.CheckConstraint(_KINDS, name="revision_kind"),
        sa.UniqueConstraint("submission", "kind", "question", "writer", "seq", name="revision_once"),
    )
    op.create_table(
        "score",
        sa.Column("submission", sa.String(26), sa.ForeignKey("submission.id"), primary_key=True),
        sa.Column("kind", sa.String(8), primary_key=True),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("facts_hash", sa.String(64), nullable=False),
        sa.Column("rules_hash", sa.String(64), nullable=False),
        sa.Column("exact", sa.Text),
        sa.Column("published", sa.String(32)),
        sa.Column("maximum", sa.String(32), nullable=False),
        sa.Column("provisional_class", sa.String(64)),
        sa.Column("answered", sa.Integer, nullable=False),
        sa.Column("questions", sa.Integer, nullable=False),
        sa.Column("without_evidence", sa.Integer, nullable=False),
        sa.Column("pending", sa.Integer, nullable=False),
        sa.Column("at", instant, nullable=False),
        sa.CheckConstraint(_KINDS, name="score_kind"),
    )
    op.create_index("access_submission", "access", ["submission"])
    op.create_index("resume_code_submission", "resume_code", ["submission"])
    _append_only()


def _append_only() -> None:
    """Let the database itself refuse to change or delete a revision."""
    if op.get_bind().dialect.name == "sqlite":
        for action in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER revision_no_{action.lower()} BEFORE {action} ON revision "
                "BEGIN SELECT RAISE(ABORT, 'revision is append-only'); END"
            )
        return
    op.execute(
        "CREATE FUNCTION revision_append_only() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'revision is append-only'; END $$"
    )
    op.execute(
        "CREATE TRIGGER revision_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON revision "
        "FOR EACH STATEMENT EXECUTE FUNCTION revision_append_only()"
    )
