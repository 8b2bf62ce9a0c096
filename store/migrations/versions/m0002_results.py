"""Published results: scopes, bodies and their succession, rows, other printed values, counts, and what lists read."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "result_files",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("sha256", sa.String(64), nullable=False),
    )
    op.create_table(
        "result_scope",
        sa.Column("code", sa.String(64), primary_key=True),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("printed", sa.String(200), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("level", sa.String(32), nullable=False),
        sa.Column("rules", sa.String(64), nullable=False),
    )
    op.create_table(
        "result_body",
        sa.Column("id", sa.String(200), primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("short_name", sa.Text, nullable=False),
        sa.Column("category", sa.String(64), nullable=False),
        sa.Column("territory", sa.String(200), nullable=False),
        sa.Column("aliases", sa.Text, nullable=False),
        sa.Column("valid_from", sa.String(10), nullable=False),
        sa.Column("valid_to", sa.String(10), nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("matched", sa.Boolean, nullable=False),
    )
    op.create_table(
        "result_link",
        sa.Column("successor", sa.String(200), sa.ForeignKey("result_body.id"), primary_key=True),
        sa.Column("predecessor", sa.String(200), sa.ForeignKey("result_body.id"), primary_key=True),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
    )
    op.create_table(
        "result_row",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("year", sa.Integer, nullable=False),
        sa.Column("scope", sa.String(64), sa.ForeignKey("result_scope.code"), nullable=False),
        sa.Column("level", sa.String(32), nullable=False),
        sa.Column("body_id", sa.String(200), sa.ForeignKey("result_body.id"), nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("group", sa.String(200), nullable=False),
        sa.Column("category", sa.String(64), nullable=False),
        sa.Column("score", sa.String(32)),
        sa.Column("class_code", sa.String(64)),
        sa.Column("place", sa.Integer),
        sa.Column("saq_score", sa.String(32)),
        sa.Column("presentation_score", sa.String(32)),
        sa.Column("sources", sa.Text, nullable=False),
        sa.Column("certainty", sa.String(64), nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("remark", sa.Text, nullable=False),
        sa.Column("chosen", sa.Boolean, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("score_order", sa.BigInteger, nullable=False),
        sa.Column("class_order", sa.Integer, nullable=False),
        sa.Column("name_order", sa.Text, nullable=False),
    )
    op.create_table(
        "result_other",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("year", sa.Integer, nullable=False),
        sa.Column("scope", sa.String(64), nullable=False),
        sa.Column("body_id", sa.String(200), sa.ForeignKey("result_body.id"), nullable=False),
        sa.Column("field", sa.String(32), nullable=False),
        sa.Column("value", sa.Text, nullable=False),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
    )
    op.create_table(
        "result_count",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("year", sa.Integer, nullable=False),
        sa.Column("scope", sa.String(64), sa.ForeignKey("result_scope.code"), nullable=False),
        sa.Column("group", sa.String(200), nullable=False),
        sa.Column("measure", sa.String(64), nullable=False),
        sa.Column("count", sa.Integer),
        sa.Column("total", sa.Integer),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("remark", sa.Text, nullable=False),
        sa.Column("preferred", sa.Text, nullable=False),
    )
    op.create_table(
        "result_series",
        sa.Column("scope", sa.String(64), primary_key=True),
        sa.Column("group", sa.String(200), primary_key=True),
        sa.Column("body_id", sa.String(200), sa.ForeignKey("result_body.id"), primary_key=True),
        sa.Column("name_order", sa.Text, nullable=False),
        sa.Column("words", sa.Text, nullable=False),
    )
    op.create_table(
        "result_group_year",
        sa.Column("scope", sa.String(64), primary_key=True),
        sa.Column("group", sa.String(200), primary_key=True),
        sa.Column("year", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("results", sa.Integer, nullable=False),
    )
    op.create_index("result_row_body", "result_row", ["body_id"])
    op.create_index("result_row_standing", "result_row", ["scope", "group", "year"])
    op.create_index("result_series_name", "result_series", ["scope", "name_order"])
    op.create_index("result_count_scope", "result_count", ["scope"])
