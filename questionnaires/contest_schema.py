"""The tables of `rules.toml` that decide between bodies, from stages and gates to places, awards and measures."""

from __future__ import annotations

from fractions import Fraction
from typing import Annotated, Literal

from pydantic import Field

from questionnaires.tables import Code, CodesOrNf, Nf, Place, Sourced, Table
from questionnaires.values import UNPUBLISHED, Exact, Number

Group = Literal["category", "territory", "all"]
Positive = Annotated[int, Field(ge=1)]


class PartRow(Table):
    code: Code
    label: str
    weight: Exact


class StageTable(Sourced):
    code: Code
    label: str
    weight: Exact
    given_as: Literal["percent", "points"] = "percent"
    missing: Literal["zero", "carry", "renormalise", "exclude", "nf"] = "nf"
    carry_to: Code = "saq"
    categories: list[Code] = []
    parts: list[PartRow] = []


class FactTable(Sourced):
    code: Code
    label: str


class ConditionRow(Table):
    kind: Literal["threshold", "rank", "class", "category", "fact"]
    value: Exact | None = None
    strict: bool = False
    per: Group = "category"
    ties: Literal["admit", "keys", "nf"] = "nf"
    class_: Annotated[str, Field(alias="class")] = ""
    categories: list[Code] = []
    fact: str = ""


class GateTable(Sourced):
    id: Code
    label: str = ""
    on: CodesOrNf
    before: Code
    value: Literal["published", "exact", "nf"] = "nf"
    any_of: Annotated[list[ConditionRow], Field(min_length=1)]
    otherwise: Literal["missing", "zero", "carry", "renormalise", "exclude"] = "missing"
    categories: list[Code] = []

    @property
    def tested(self) -> list[str]:
        """Return the stages whose number is tested; none where the number was not published."""
        return [] if self.on == [UNPUBLISHED] else self.on


class PanelTable(Sourced):
    stage: Place
    aggregate: Literal["mean", "median", "trimmed_mean", "nf"] = "nf"
    minimum: Positive | None = None
    assessors: Literal["any", "territory"] = "any"


class AdjustmentTable(Sourced):
    id: Code
    label: str
    stage: Place
    when: Code
    kind: Literal["multiply", "add"]
    value: Exact
    cap: Number = Fraction(100)


class KeyRow(Table):
    by: Literal["stage", "fact", "submitted"]
    of: str = ""


class RankingTable(Sourced):
    number: Literal["published", "exact", "nf"] = "nf"
    ties: Literal["competition", "dense", "sequential", "nf"] = "nf"
    per: Group = "category"
    keys: list[KeyRow] = []


class AwardTable(Sourced):
    id: Code
    label: str
    kind: Literal["champion", "class"]
    on: Code = "final"
    per: Group = "category"
    places: Positive = 1
    class_: Annotated[str, Field(alias="class")] = ""
    categories: list[Code] = []


class ObjectionTable(Sourced):
    on: Code
    mode: Literal["claim", "data", "edit", "nf"]
    days: Positive | Nf


class InstrumentTable(Sourced):
    body: Annotated[str, Field(min_length=1)]
    category: Code
    file: str
    reason: Annotated[str, Field(min_length=10)]


class BracketRow(Table):
    code: Code
    label: str
    lower: Number


class MeasureTable(Sourced):
    code: Code
    label: str
    kind: Literal["frequency", "count", "rate", "response"]
    per: Literal["day", "week", "month"] | None = None
    at_least: Positive | None = None
    minimum_audience: Number | None = None
    brackets: list[BracketRow] = []
    within: Number | None = None
    buckets: list[Number] = []
