"""Tables of published results. They hold nothing of their own: every start can fill them again from `data/`."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Index, Integer, String, Table, Text

from store.schema import metadata

result_files = Table(
    "result_files",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),  # one row
    Column("sha256", String(64), nullable=False),  # of all files together, and of the shape of these tables
)

result_scope = Table(
    "result_scope",
    metadata,
    Column("code", String(64), primary_key=True),
    Column("position", Integer, nullable=False),
    Column("printed", String(200), nullable=False),
    Column("name", String(200), nullable=False),
    Column("level", String(32), nullable=False),
    Column("rules", String(64), nullable=False),
)

result_body = Table(
    "result_body",
    metadata,
    Column("id", String(200), primary_key=True),
    Column("name", Text, nullable=False),
    Column("short_name", Text, nullable=False),
    Column("category", String(64), nullable=False),
    Column("territory", String(200), nullable=False),
    Column("aliases", Text, nullable=False),  # separated by |
    Column("valid_from", String(10), nullable=False),
    Column("valid_to", String(10), nullable=False),
    Column("note", Text, nullable=False),
    Column("matched", Boolean, nullable=False),
)

result_link = Table(
    "result_link",
    metadata,
    Column("successor", ForeignKey("result_body.id"), primary_key=True),
    Column("predecessor", ForeignKey("result_body.id"), primary_key=True),
    Column("position", Integer, nullable=False),
    Column("kind", String(16), nullable=False),
)

result_row = Table(
    "result_row",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("year", Integer, nullable=False),
    Column("scope", ForeignKey("result_scope.code"), nullable=False),
    Column("level", String(32), nullable=False),
    Column("body_id", ForeignKey("result_body.id"), nullable=False),
    Column("body", Text, nullable=False),
    Column("group", String(200), nullable=False),
    Column("category", String(64), nullable=False),
    Column("score", String(32)),
    Column("class_code", String(64)),
    Column("place", Integer),
    Column("saq_score", String(32)),
    Column("presentation_score", String(32)),
    Column("sources", Text, nullable=False),  # separated by line ends
    Column("certainty", String(64), nullable=False),
    Column("note", Text, nullable=False),
    Column("remark", Text, nullable=False),
    Column("chosen", Boolean, nullable=False),
    Column("reason", Text, nullable=False),
    Column("score_order", BigInteger, nullable=False),  # millionths; -1 without a score
    Column("class_order", Integer, nullable=False),
    Column("name_order", Text, nullable=False),
)

result_other = Table(
    "result_other",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("year", Integer, nullable=False),
    Column("scope", String(64), nullable=False),
    Column("body_id", ForeignKey("result_body.id"), nullable=False),
    Column("field", String(32), nullable=False),
    Column("value", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("reason", Text, nullable=False),
)

result_count = Table(
    "result_count",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("year", Integer, nullable=False),
    Column("scope", ForeignKey("result_scope.code"), nullable=False),
    Column("group", String(200), nullable=False),
    Column("measure", String(64), nullable=False),
    Column("count", Integer),
    Column("total", Integer),
    Column("source", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("remark", Text, nullable=False),
    Column("preferred", Text, nullable=False),
)

# What lists read: one row per body, scope and printed category; scope and category empty for a body without results.
result_series = Table(
    "result_series",
    metadata,
    Column("scope", String(64), primary_key=True),
    Column("group", String(200), primary_key=True),
    Column("body_id", ForeignKey("result_body.id"), primary_key=True),
    Column("name_order", Text, nullable=False),
    Column("words", Text, nullable=False),  # every name, folded
)

result_group_year = Table(
    "result_group_year",
    metadata,
    Column("scope", String(64), primary_key=True),
    Column("group", String(200), primary_key=True),
    Column("year", Integer, primary_key=True, autoincrement=False),
    Column("results", Integer, nullable=False),
)

Index("result_row_body", result_row.c.body_id)
Index("result_row_standing", result_row.c.scope, result_row.c.group, result_row.c.year)
Index("result_series_name", result_series.c.scope, result_series.c.name_order)
Index("result_count_scope", result_count.c.scope)

ALL = (
    result_files,
    result_scope,
    result_body,
    result_link,
    result_row,
    result_other,
    result_count,
    result_series,
    result_group_year,
)
"""Every table, parents first."""
