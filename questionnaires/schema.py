"""The two kinds of rule files, as `docs/rules-format.md` describes them."""

from __future__ import annotations

from fractions import Fraction
from typing import Annotated, Any, Literal

from pydantic import Field

from questionnaires.contest_schema import (
    AdjustmentTable,
    AwardTable,
    FactTable,
    GateTable,
    InstrumentTable,
    MeasureTable,
    ObjectionTable,
    PanelTable,
    Positive,
    RankingTable,
    StageTable,
)
from questionnaires.tables import Code, Grade, Nf, Refs, Sourced, Table
from questionnaires.values import Exact, Number


class SourceTable(Table):
    id: str
    title: str
    url: str = ""


class Fill(Table):
    key: str
    value: Any = None


class AssumptionTable(Table):
    id: Code
    text: Annotated[str, Field(min_length=10)]
    reason: Annotated[str, Field(min_length=10)]
    fills: list[Fill] = []


class Arithmetic(Sourced):
    blank: Literal["zero", "pending"] = "zero"
    claimed_yes: str = "top"
    unjudged_yes: str = "zero"
    yes_without_evidence: Literal["zero", "keep"] = "zero"
    question_weights: Literal["points", "relative"] = "points"
    class_on: Literal["published", "exact", "nf"] = "nf"


class RoundingPoint(Sourced):
    at: Literal["question", "indicator", "stage", "final"]
    places: Annotated[int, Field(ge=0, le=6)] | Nf
    mode: Literal["half_up", "half_even", "truncate", "nf"]


class Rounding(Table):
    points: list[RoundingPoint] = []


class CategoryRow(Table):
    code: Code
    label: str
    file: str


class IndicatorTable(Sourced):
    code: Code
    label: str
    weight: Exact


class LevelRow(Table):
    code: Code
    label: str
    share: Number | None = None
    points: Number | None = None
    definition: str = ""


class ScaleTable(Sourced):
    code: Code
    label: str = ""
    levels: Annotated[list[LevelRow], Field(min_length=1)]


class BandTable(Sourced):
    code: Code
    label: str
    lower: Exact
    printed: str = ""
    printed_from: Number | None = None
    printed_to: Number | None = None
    printed_to_open: bool = False
    color: str = ""


class StatusTable(Sourced):
    code: Code
    label: str


class LeaveOutRows(Table):
    """Rows of the core that do not hold in an overlay; without `codes` every row of the table."""

    table: Code
    codes: list[str] = []
    reason: Annotated[str, Field(min_length=10)]


class RulesFile(Table):
    """`rules.toml`: one owner, year and version, alone or laid over another rule set."""

    owner: Code
    year: Annotated[int, Field(ge=2010, le=2100)]
    version: Annotated[int, Field(ge=0)]
    state: Literal["draft", "published", "sealed"]
    title: str
    reason: str = ""
    base: str = ""
    base_seen: Annotated[int, Field(ge=0)] | None = None
    maximum: Number = Fraction(100)
    period: str = ""
    leave_out: list[LeaveOutRows] = []
    sources: list[SourceTable] = []
    assumptions: list[AssumptionTable] = []
    arithmetic: Arithmetic | None = None
    rounding: Rounding = Rounding()
    categories: list[CategoryRow] = []
    indicators: list[IndicatorTable] = []
    scales: list[ScaleTable] = []
    bands: list[BandTable] = []
    statuses: list[StatusTable] = []
    stages: list[StageTable] = []
    facts: list[FactTable] = []
    gates: list[GateTable] = []
    panels: list[PanelTable] = []
    adjustments: list[AdjustmentTable] = []
    ranking: RankingTable | None = None
    awards: list[AwardTable] = []
    objection: ObjectionTable | None = None
    instruments: list[InstrumentTable] = []
    measures: list[MeasureTable] = []


class EvidenceTable(Table):
    kinds: Annotated[list[Literal["tautan", "pdf", "gambar", "video", "surat_pernyataan"]], Field(min_length=1)]
    text: str
    count: Positive = 1
    max_mb: Number | None = None
    sample: Positive | None = None
    period: Literal["tahun_lalu", "tahun_ini", "keduanya"] | None = None
    own_site: bool = False


class LegalRow(Table):
    text: str
    checked: bool


class CountRow(Table):
    lower: Number
    points: Number


class ShownWhenTable(Table):
    question: str
    choices: Annotated[list[str], Field(min_length=1)]


class QuestionTable(Sourced):
    code: Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$")]
    indicator: Code
    group: str
    text: Annotated[str, Field(min_length=5)]
    kind: Literal["yes_no", "option", "multiple", "number"] = "yes_no"
    weight: Exact
    scale: str = ""
    counts: list[CountRow] = []
    all_or_nothing: bool = False
    yes_without_evidence: Literal["zero", "keep"] | None = None
    not_applicable: Literal["drop_weight", "full", "zero"] | None = None
    scored: bool = True
    help: Annotated[str, Field(min_length=10)]
    remedy: Annotated[str, Field(min_length=10)]
    evidence: EvidenceTable
    legal: list[LegalRow] = []
    continues: str = ""
    shown_when: ShownWhenTable | None = None


class LeaveOut(Table):
    codes: Annotated[list[str], Field(min_length=1)]
    reason: Annotated[str, Field(min_length=10)]


class Move(Table):
    codes: Annotated[list[str], Field(min_length=1)]
    indicator: Code
    reason: Annotated[str, Field(min_length=10)]


class Change(Table):
    """Keys of inherited questions that an overlay writes anew; the others stay as inherited."""

    codes: Annotated[list[str], Field(min_length=1)]
    reason: Annotated[str, Field(min_length=10)]
    weight: Exact | None = None
    scale: str | None = None
    counts: list[CountRow] | None = None
    all_or_nothing: bool | None = None
    scored: bool | None = None
    yes_without_evidence: Literal["zero", "keep"] | None = None
    not_applicable: Literal["drop_weight", "full", "zero"] | None = None
    group: str | None = None
    help: Annotated[str, Field(min_length=10)] | None = None
    remedy: Annotated[str, Field(min_length=10)] | None = None
    evidence: EvidenceTable | None = None
    legal: list[LegalRow] | None = None
    shown_when: ShownWhenTable | None = None
    ref: Refs | None = None
    grade: Grade | None = None


class CategoryFile(Table):
    """The questionnaire of one category, alone or laid over another one."""

    category: Code
    label: str
    base: str = ""
    indicators: list[IndicatorTable] = []
    leave_out: list[LeaveOut] = []
    move: list[Move] = []
    change: list[Change] = []
    questions: list[QuestionTable] = []


class SharedFile(Table):
    """`assumptions.toml`: the assumptions that serve every rule set that is silent."""

    assumptions: list[AssumptionTable]
