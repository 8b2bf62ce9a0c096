"""What kind of value each key of a table holds, read from the format itself.

The writer and the spreadsheet know no key by name: what the format gains, they write and read from its first day.
"""

from __future__ import annotations

import inspect
import types
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from functools import cache
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from questionnaires.tables import OrUnpublished
from questionnaires.values import UNPUBLISHED


class Form(Enum):
    """How a value is written: in one cell, in cells of its own, or in rows of its own."""

    TEXT, NUMBER, WHOLE, TRUTH, CHOICE, WORDS, NUMBERS, ANY, RECORD, ROWS, INLINE = range(11)


@dataclass(frozen=True, slots=True)
class Shape:
    """One key of a table.

    key, name: as files write it, and as the table's attribute is called.
    model: the table inside, for a record and for rows. choices: the only values of a choice, or of each word.
    unpublished: whether "nf" may stand here. lone: a list of one is written without brackets. clearable: an empty
    value says something else than none.
    """

    key: str
    name: str
    form: Form
    required: bool
    model: type[BaseModel] | None
    choices: tuple[str, ...]
    unpublished: bool
    lone: bool
    clearable: bool


@cache
def shapes(model: type[BaseModel]) -> tuple[Shape, ...]:
    """Return the keys of a table in the order in which they are written: its own first, `ref` and `grade` last."""
    fields = model.model_fields
    own = [name for kind in model.__mro__ for name in inspect.get_annotations(kind) if name in fields]
    return tuple(_shape(name, fields[name]) for name in dict.fromkeys(own))


def split(model: type[BaseModel]) -> tuple[tuple[Shape, ...], tuple[Shape, ...], tuple[Shape, ...]]:
    """Return the keys that hold values, those that hold a table, and those that hold rows."""
    found = shapes(model)
    return (
        tuple(shape for shape in found if shape.form not in (Form.RECORD, Form.ROWS)),
        tuple(shape for shape in found if shape.form is Form.RECORD),
        tuple(shape for shape in found if shape.form is Form.ROWS),
    )


def _shape(name: str, field: FieldInfo) -> Shape:
    leaves = list(_leaves(field.annotation))
    literals = tuple(leaf for leaf in leaves if isinstance(leaf, str))
    listed = next((leaf for leaf in leaves if get_origin(leaf) is list), None)
    form, model, choices = _listed(listed) if listed is not None else _single(leaves, literals)
    return Shape(
        key=field.alias or name,
        name=name,
        form=form,
        required=field.is_required(),
        model=model,
        choices=choices,
        unpublished=UNPUBLISHED in literals or any(isinstance(item, OrUnpublished) for item in field.metadata),
        lone=form is Form.WORDS and _takes_one(field),
        clearable=field.default is None,
    )


def _single(leaves: list[Any], literals: tuple[str, ...]) -> tuple[Form, type[BaseModel] | None, tuple[str, ...]]:
    kinds = [leaf for leaf in leaves if isinstance(leaf, type)]
    table = next((kind for kind in kinds if issubclass(kind, BaseModel)), None)
    if table is not None:
        return Form.RECORD, table, ()
    if Any in leaves:
        return Form.ANY, None, ()
    for kind, form in ((Fraction, Form.NUMBER), (bool, Form.TRUTH), (int, Form.WHOLE), (str, Form.TEXT)):
        if kind in kinds:
            return form, None, ()
    return (Form.CHOICE, None, literals) if literals and not kinds else (Form.INLINE, None, ())


def _listed(annotation: Any) -> tuple[Form, type[BaseModel] | None, tuple[str, ...]]:
    leaves = [leaf for argument in get_args(annotation) for leaf in _leaves(argument)]
    literals = tuple(leaf for leaf in leaves if isinstance(leaf, str))
    form, model, choices = _single(leaves, literals)
    if form is Form.RECORD:
        return Form.ROWS, model, ()
    if form in (Form.TEXT, Form.CHOICE):
        return Form.WORDS, None, choices
    return (Form.NUMBERS if form in (Form.NUMBER, Form.WHOLE) else Form.INLINE), None, ()


def _leaves(annotation: Any) -> Iterator[Any]:
    """Yield what a value may be: types, lists, and the words of a Literal."""
    origin = get_origin(annotation)
    if origin is Annotated:
        yield from _leaves(get_args(annotation)[0])
    elif origin in (Union, types.UnionType):
        for argument in get_args(annotation):
            yield from _leaves(argument)
    elif origin is Literal:
        yield from (argument for argument in get_args(annotation) if isinstance(argument, str))
    elif annotation is not type(None):
        yield annotation


def _takes_one(field: FieldInfo) -> bool:
    """Tell whether a bare text is accepted for a list of one."""
    return any(callable(getattr(item, "func", None)) and item.func("x") == ["x"] for item in field.metadata)
