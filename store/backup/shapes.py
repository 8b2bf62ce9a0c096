"""What a database of a certain schema holds that no file of the product could bring back: its tables and rows.

Both databases come from the same migrations, so tables and columns are read off a scratch database in memory. Values
are texts, whole numbers or nothing; an instant is the text that enters the hash of a revision.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from types import NoneType
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    Integer,
    MetaData,
    String,
    Table,
    column,
    create_engine,
    select,
    table,
)

from store.result_tables import ALL as PUBLISHED
from store.upgrade import begun, migrate
from workflow.chain import instant_text

AT_ONCE = 1000
"""Rows that are in memory at the same time."""

_LEFT_OUT = {"alembic_version", *(derived.name for derived in PUBLISHED)}


@dataclass(frozen=True, slots=True)
class Shape:
    """One table: its columns with the type of their values, which of them may be empty, and its primary key."""

    name: str
    columns: tuple[str, ...]
    types: tuple[type, ...]
    empty: tuple[bool, ...]
    key: tuple[str, ...]
    _fitting: set[tuple[type, ...]] = field(default_factory=set, compare=False, repr=False)

    def fits(self, row: object) -> bool:
        """Tell whether a row could stand in the table."""
        if not isinstance(row, list):
            return False
        found = tuple(map(type, row))
        if found in self._fitting:
            return True
        each = zip(found, self.types, self.empty, strict=True)
        fits = len(row) == len(self.columns) and all(
            kind is wanted or (kind is NoneType and empty) for kind, wanted, empty in each
        )
        if fits:
            self._fitting.add(found)
        return fits


@cache
def shapes_at(revision: str) -> tuple[Shape, ...]:
    """Return the tables that belong into a backup of this schema, parents before children."""
    engine = create_engine("sqlite://")
    with engine.connect() as connection, begun(connection):
        migrate(connection, revision)
        found = MetaData()
        found.reflect(connection)
    engine.dispose()
    return tuple(_shape(kept) for kept in found.sorted_tables if kept.name not in _LEFT_OUT)


def _shape(kept: Table) -> Shape:
    return Shape(
        name=kept.name,
        columns=tuple(kept.columns.keys()),
        types=tuple(_type(kept.name, one) for one in kept.columns),
        empty=tuple(bool(one.nullable) for one in kept.columns),
        key=tuple(one.name for one in kept.primary_key),
    )


def _type(name: str, one: Column[Any]) -> type:
    if isinstance(one.type, String):
        return str
    if isinstance(one.type, Integer):
        return int
    raise TypeError(f"{name}.{one.name}: {one.type!r} has no place in a backup yet")


def portions(connection: Connection, shape: Shape) -> Iterator[list[list[Any]]]:
    """Yield the rows of a table by its key, the same on both databases, at most `AT_ONCE` at a time."""
    distributed = connection.dialect.name == "postgresql"
    kinds = dict(zip(shape.columns, shape.types, strict=True))
    key: list[Any] = [
        column(name).collate("C") if distributed and kinds[name] is str else column(name) for name in shape.key
    ]
    wanted: Any = select(*map(column, shape.columns)).select_from(table(shape.name)).order_by(*key)
    rows = connection.execute(wanted, execution_options={"stream_results": True, "yield_per": AT_ONCE})
    for portion in rows.partitions(AT_ONCE):
        yield [list(row) for row in portion] if not distributed else [_as_text(row) for row in portion]


def _as_text(row: Sequence[Any]) -> list[Any]:
    return [instant_text(value) if type(value) is datetime else value for value in row]
