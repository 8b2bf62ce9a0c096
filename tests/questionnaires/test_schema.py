"""What the tables of a rule file are worth where a key is left out, and how short their texts may be (docs/rules-format.md)."""

from __future__ import annotations

from fractions import Fraction
from typing import Annotated, Any

import pytest
from pydantic import TypeAdapter, ValidationError

from questionnaires import schema
from questionnaires.tables import Table

NOTHING = dict.fromkeys(
    ["weight", "scale", "counts", "all_or_nothing", "scored", "yes_without_evidence", "not_applicable", "group", "help",
     "remedy", "evidence", "legal", "shown_when", "ref", "grade"]
)  # fmt: skip
LISTS = [
    "leave_out",
    "sources",
    "assumptions",
    "categories",
    "indicators",
    "scales",
    "bands",
    "statuses",
    "stages",
    "facts",
    "gates",
    "panels",
    "adjustments",
    "awards",
    "instruments",
    "measures",
]

DEFAULTS: list[tuple[type[Table], dict[str, Any]]] = [
    (schema.SourceTable, {"url": ""}),
    (schema.Fill, {"value": None}),
    (schema.AssumptionTable, {"fills": []}),
    (schema.Arithmetic, {
        "blank": "zero", "claimed_yes": "top", "unjudged_yes": "zero", "yes_without_evidence": "zero",
        "question_weights": "points", "class_on": "nf",
    }),
    (schema.Rounding, {"points": []}),
    (schema.LevelRow, {"share": None, "points": None, "definition": ""}),
    (schema.ScaleTable, {"label": ""}),
    (schema.BandTable, {
        "printed": "", "printed_from": None, "printed_to": None, "printed_to_open": False, "color": "",
    }),
    (schema.LeaveOutRows, {"codes": []}),
    (schema.RulesFile, {
        "reason": "", "base": "", "base_seen": None, "maximum": Fraction(100), "period": "", "arithmetic": None,
        "rounding": schema.Rounding(), "ranking": None, "objection": None, **{name: [] for name in LISTS},
    }),
    (schema.EvidenceTable, {"count": 1, "max_mb": None, "sample": None, "period": None, "own_site": False}),
    (schema.QuestionTable, {
        "kind": "yes_no", "scale": "", "counts": [], "all_or_nothing": False, "yes_without_evidence": None,
        "not_applicable": None, "scored": True, "legal": [], "continues": "", "shown_when": None,
    }),
    (schema.Change, NOTHING),
    (schema.CategoryFile, {"base": "", "indicators": [], "leave_out": [], "move": [], "change": [], "questions": []}),
]  # fmt: skip


@pytest.mark.parametrize(("table", "defaults"), DEFAULTS, ids=lambda value: getattr(value, "__name__", ""))
def test_a_key_that_is_left_out_is_worth_what_the_format_says(table: type[Table], defaults: dict[str, Any]) -> None:
    fields = table.model_fields
    found = {name: field.default for name, field in fields.items() if not field.is_required()}
    assert found == defaults
    assert [type(value) for value in found.values()] == [type(defaults[name]) for name in found]


def adapter_of(table: type[Table], name: str) -> TypeAdapter[Any]:
    """The key alone, without the others of its table."""
    field = table.model_fields[name]
    return TypeAdapter(Annotated[field.annotation, name, *field.metadata])


SHORTEST = [
    (schema.AssumptionTable, "text", 10),
    (schema.AssumptionTable, "reason", 10),
    (schema.LeaveOutRows, "reason", 10),
    (schema.QuestionTable, "text", 5),
    (schema.QuestionTable, "help", 10),
    (schema.QuestionTable, "remedy", 10),
    (schema.LeaveOut, "reason", 10),
    (schema.Move, "reason", 10),
    (schema.Change, "reason", 10),
    (schema.Change, "help", 10),
    (schema.Change, "remedy", 10),
]


@pytest.mark.parametrize(("table", "name", "letters"), SHORTEST, ids=str)
def test_a_text_has_at_least_as_many_letters_as_say_something(table: type[Table], name: str, letters: int) -> None:
    adapter = adapter_of(table, name)
    assert adapter.validate_python("x" * letters) == "x" * letters
    with pytest.raises(ValidationError):
        adapter.validate_python("x" * (letters - 1))


@pytest.mark.parametrize(
    ("table", "name"),
    [
        (schema.ScaleTable, "levels"), (schema.EvidenceTable, "kinds"), (schema.ShownWhenTable, "choices"),
        (schema.LeaveOut, "codes"), (schema.Move, "codes"), (schema.Change, "codes"),
    ],
)  # fmt: skip
def test_a_list_that_must_name_something_has_at_least_one(table: type[Table], name: str) -> None:
    row = {"code": "a", "label": "A"} if name == "levels" else "tautan"
    adapter = adapter_of(table, name)
    assert len(adapter.validate_python([row])) == 1
    with pytest.raises(ValidationError):
        adapter.validate_python([])


@pytest.mark.parametrize(
    ("table", "name", "least", "most"),
    [(schema.RulesFile, "year", 2010, 2100), (schema.RulesFile, "version", 0, None), (schema.RulesFile, "base_seen", 0, None), (schema.RoundingPoint, "places", 0, 6)],
)  # fmt: skip
def test_years_versions_and_places_lie_within_their_bounds(
    table: type[Table], name: str, least: int, most: int | None
) -> None:
    adapter = adapter_of(table, name)
    for value in (least, least if most is None else most):
        assert adapter.validate_python(value) == value
    for value in (least - 1, *(() if most is None else (most + 1,))):
        with pytest.raises(ValidationError):
            adapter.validate_python(value)
