"""A rule file as a whole: its tables and comments, read from TOML and written in the one canonical form."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import Any

from pydantic import BaseModel

from questionnaires.writing.comments import HEAD, Anchor, comments_of
from questionnaires.writing.shape import Form, Shape, shapes, split
from questionnaires.writing.text import comment, pair
from scoring.numbers import parse_exact


@dataclass(frozen=True, slots=True)
class Document:
    """One rule file: its checked tables, and its comments by the heading that they stand above."""

    table: BaseModel
    comments: Mapping[Anchor, str] = field(default_factory=dict)

    def text(self) -> str:
        """Return the file in its canonical form."""
        return "\n".join(_blocks(self.table, dict(self.comments)))


def canonical(text: str, model: type[BaseModel]) -> str:
    """Return a file of this kind in its canonical form; what it says stays the same.

    Raises:
        tomllib.TOMLDecodeError: it is no TOML. pydantic.ValidationError: it does not follow the format.
    """
    return Document(
        model.model_validate(tomllib.loads(text, parse_float=Decimal)), comments_of(text, headings(model))
    ).text()


@cache
def headings(model: type[BaseModel]) -> tuple[str, ...]:
    """Return the headings of a file of this kind, in order."""
    return tuple(
        name
        for shape in shapes(model)
        for name in ([shape.key] if shape.form is Form.ROWS else _record_headings(shape))
    )


def present(table: BaseModel) -> Iterator[tuple[Shape, Any]]:
    """Yield the keys that a table states, with their values as read; empty ones only where they must be or say so."""
    for shape in shapes(type(table)):
        value = getattr(table, shape.name)
        if shape.name not in table.model_fields_set or value is None:
            continue
        if shape.required or shape.clearable or value not in ("", []):
            yield shape, value


def stated(table: BaseModel) -> Iterator[tuple[Shape, Any]]:
    """Yield the keys that a table states, with their values as they are written."""
    for shape, value in present(table):
        yield shape, plain(shape, value)


def plain(shape: Shape, value: Any) -> Any:
    """Return a value as the writer takes it: exact numbers, texts, lists and mappings."""
    if isinstance(value, BaseModel):
        return {inner.key: item for inner, item in stated(value)}
    if shape.form is Form.ROWS:
        return [{inner.key: item for inner, item in stated(row)} for row in value]
    if shape.lone and len(value) == 1:
        return value[0]
    return plain_number(value) if shape.form is Form.ANY else value


def plain_number(value: Any) -> Any:
    """Return a text that is a number as that number."""
    if isinstance(value, str):
        try:
            return parse_exact(value)
        except ValueError:
            return value
    return value if isinstance(value, bool | list | dict) else Fraction(value) if _counts(value) else str(value)


def _counts(value: Any) -> bool:
    return isinstance(value, int | Decimal | Fraction)


def _record_headings(shape: Shape) -> list[str]:
    if shape.model is None:
        return []
    values, records, rows = split(shape.model)
    return [shape.key] if values or records else [f"{shape.key}.{row.key}" for row in rows]


def _blocks(table: BaseModel, comments: dict[Anchor, str]) -> Iterator[str]:
    """Yield the parts of a file: what stands above the tables, then table by table."""
    entries = list(stated(table))
    head = [pair(shape.key, value) for shape, value in entries if shape.form not in (Form.RECORD, Form.ROWS)]
    said = comments.get(HEAD)
    if said is not None:
        head[:0] = [comment(said), ""]
    if head:
        yield "\n".join(head) + "\n"
    for shape, value in entries:
        if shape.form is Form.ROWS:
            yield from _rows(shape.key, value, comments)
        elif shape.form is Form.RECORD:
            yield from _record(shape, value, comments)


def _record(shape: Shape, value: dict[str, Any], comments: dict[Anchor, str]) -> Iterator[str]:
    if _record_headings(shape) == [shape.key]:
        yield _table(f"[{shape.key}]", value, comments.get((shape.key, 0)))
        return
    for key, rows in value.items():
        yield from _rows(f"{shape.key}.{key}", rows, comments)


def _rows(heading: str, rows: list[dict[str, Any]], comments: dict[Anchor, str]) -> Iterator[str]:
    for number, row in enumerate(rows):
        yield _table(f"[[{heading}]]", row, comments.get((heading, number)))


def _table(heading: str, row: dict[str, Any], said: str | None) -> str:
    lines = [comment(said)] if said is not None else []
    return "\n".join([*lines, heading, *(pair(key, value) for key, value in row.items())]) + "\n"
