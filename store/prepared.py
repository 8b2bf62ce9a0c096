"""Statements on the way of one answer, compiled once and given to the driver as they are.

An answer takes three statements. Through the usual execution each costs about ten times what the driver needs (29 us
against 3 us for the first of them), and the cost of an answer is a promise (`bench/answer_route.py`). The text still
comes from SQLAlchemy, so both databases get their own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from operator import attrgetter
from typing import Any

from sqlalchemy import Connection, Dialect
from sqlalchemy.sql import ClauseElement
from sqlalchemy.sql.compiler import SQLCompiler

from store.schema import Instant
from workflow.chain import instant_text


class Prepared:
    """A statement for one database; its parameters are the attributes of a row."""

    def __init__(self, statement: ClauseElement, dialect: Dialect) -> None:
        compiled = statement.compile(dialect=dialect)
        if not isinstance(compiled, SQLCompiler):
            raise TypeError(f"{statement!r} does not run with parameters")
        self.text = str(compiled)
        self._named = None if compiled.positiontup else list(compiled.binds)
        names = self._named or compiled.positiontup or []
        get = attrgetter(*names)
        self._values: Callable[[Any], Iterable[Any]] = get if len(names) > 1 else lambda row: (get(row),)
        self._as_text = [
            place
            for place, name in enumerate(names)
            if dialect.name == "sqlite" and isinstance(compiled.binds[name].type, Instant)
        ]

    def bound(self, row: object) -> Any:
        """Return the parameters that the attributes of `row` give, by place or by name as the driver wants them."""
        values = list(self._values(row))
        for place in self._as_text:
            values[place] = instant_text(values[place])
        return dict(zip(self._named, values, strict=True)) if self._named else values

    def run(self, connection: Connection, row: object) -> Any:
        """Return the driver's cursor after the statement ran with the attributes of `row`."""
        return execute(connection, self.text, self.bound(row))


def execute(connection: Connection, statement: str, parameters: Any) -> Any:
    """Return the driver's cursor after the statement ran."""
    driver: Any = connection.connection.driver_connection
    return driver.execute(statement, parameters)
