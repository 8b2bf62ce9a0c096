"""What every table of a rule file is made of: codes, references, sources, and the refusal of unknown keys."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema

Grade = Literal["A", "B", "C", "D", "nf"]
Code = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
Place = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)?$")]
"""A stage, or a part of it, `visitasi.presentasi`."""

Nf = Literal["nf"]


def _listed(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


_LISTED: dict[str, Any] = {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}
Refs = Annotated[list[str], BeforeValidator(_listed), WithJsonSchema(_LISTED)]

_CODES: dict[str, Any] = {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}, "minItems": 1}]}
Codes = Annotated[list[Code], BeforeValidator(_listed), Field(min_length=1), WithJsonSchema(_CODES)]
"""One code or a list of them."""


class OrUnpublished:
    """Marks a list that is "nf", alone, where it was not published."""


_CODES_OR_NF: dict[str, Any] = {
    **_CODES, "description": 'One code or a list of them, or "nf": it was not published which one.',
}  # fmt: skip
CodesOrNf = Annotated[
    list[Code], BeforeValidator(_listed), Field(min_length=1), OrUnpublished(), WithJsonSchema(_CODES_OR_NF)
]
"""One code or a list of them; "nf" where it was not published."""


class Table(BaseModel):
    """A table of a rule file: an unknown key is an error."""

    model_config = ConfigDict(extra="forbid", arbitrary_types_allowed=True)


class Sourced(Table):
    """A table that carries a number or a method: where from, and how sure."""

    ref: Refs
    grade: Grade
