"""From checked tables to what a rule set provides between bodies: stages, gates, panels, places, awards, measures."""

from __future__ import annotations

from questionnaires.contest_schema import (
    AdjustmentTable,
    AwardTable,
    ConditionRow,
    GateTable,
    MeasureTable,
    ObjectionTable,
    PanelTable,
    StageTable,
)
from questionnaires.scope import Scope
from questionnaires.values import UNPUBLISHED
from scoring.provisions import (
    Award,
    AwardKind,
    Border,
    Bracket,
    Condition,
    Gate,
    GateCondition,
    Group,
    KeyKind,
    Measure,
    MeasureKind,
    Objection,
    ObjectionMode,
    Ranking,
    RankingKey,
    Ties,
)
from scoring.settings import ClassOn
from scoring.stage_rules import Adjustment, Aggregate, Change, MissingStage, Panel, Part, Stage

RANKING, GATE_NUMBER, BORDER, AGGREGATE = (
    "peringkat_baku", "gerbang_dari_nilai_terbit", "seri_di_batas_ikut", "rerata_penilai",
)  # fmt: skip


def build_stage(scope: Scope, table: StageTable) -> Stage:
    """Return the stage with its weight, its parts and what it is worth without a value."""
    missing, assumption = table.missing, None
    if missing == UNPUBLISHED:
        filled = scope.filled(f"stages.{table.code}.missing")
        assumption, missing = filled or (None, missing)
    parts = tuple(
        Part(
            row.code,
            row.label,
            scope.setting(
                row.weight, f"bobot {table.code}.{row.code}", f"stages.{table.code}.parts.{row.code}.weight",
                ref=table.ref, grade=table.grade,
            ),
        )
        for row in table.parts
    )  # fmt: skip
    weight = scope.setting(
        table.weight, f"bobot tahap {table.label}", f"stages.{table.code}.weight", ref=table.ref, grade=table.grade
    )
    return Stage(
        table.code, table.label, weight, MissingStage(missing), assumption, table.carry_to, parts,
        tuple(table.categories), table.given_as == "points",
    )  # fmt: skip


def build_gate(scope: Scope, table: GateTable) -> Gate:
    """Return the gate with its conditions in the order of the file."""
    assumption, number = _or_filled(scope, table.value, f"gates.{table.id}.value", GATE_NUMBER, "published")
    return Gate(
        id=table.id,
        label=table.label or table.id,
        on=tuple(table.tested),
        before=table.before,
        any_of=tuple(_condition(scope, table, row) for row in table.any_of),
        number=ClassOn(number),
        number_assumption=assumption,
        otherwise=None if table.otherwise == "missing" else MissingStage(table.otherwise),
        categories=tuple(table.categories),
    )


def _condition(scope: Scope, table: GateTable, row: ConditionRow) -> GateCondition:
    value, ties, assumption = None, "admit", None
    if row.value is not None:
        key, name = ("rank", "jumlah yang lolos") if row.kind == "rank" else ("threshold", "ambang")
        label = f"{name} gerbang {table.label or table.id}"
        value = scope.setting(row.value, label, f"gates.{table.id}.{key}", ref=table.ref, grade=table.grade)
    if row.kind == "rank":
        assumption, ties = _or_filled(scope, row.ties, f"gates.{table.id}.ties", BORDER, "admit")
    return GateCondition(
        kind=Condition(row.kind),
        value=value,
        strict=row.strict,
        per=Group(row.per),
        ties=Border(ties),
        ties_assumption=assumption,
        class_code=row.class_,
        categories=tuple(row.categories),
        fact=row.fact,
    )


def build_panel(scope: Scope, table: PanelTable) -> Panel:
    """Return the panel of a stage or part."""
    key = f"panels.{table.stage}.aggregate"
    assumption, aggregate = _or_filled(scope, table.aggregate, key, AGGREGATE, "mean")
    return Panel(table.stage, Aggregate(aggregate), assumption, table.minimum, table.assessors == "territory")


def build_adjustment(scope: Scope, table: AdjustmentTable) -> Adjustment:
    """Return the bonus, multiplier or deduction."""
    label, key = f"besar {table.label}", f"adjustments.{table.id}.value"
    value = scope.setting(table.value, label, key, ref=table.ref, grade=table.grade)
    return Adjustment(table.id, table.label, table.stage, table.when, Change(table.kind), value, table.cap)


def build_ranking(scope: Scope) -> Ranking:
    """Return how places are given; number and ties that are not published rest on one assumption."""
    table = scope.rules.ranking
    stated = (table.number, table.ties) if table else (UNPUBLISHED, UNPUBLISHED)
    by_number, number = _or_filled(scope, stated[0], "ranking.number", RANKING, "published")
    by_ties, ties = _or_filled(scope, stated[1], "ranking.ties", RANKING, "competition")
    return Ranking(
        number=ClassOn(number),
        ties=Ties(ties),
        assumption=by_ties or by_number,
        per=Group(table.per) if table else Group.CATEGORY,
        keys=tuple(RankingKey(KeyKind(row.by), row.of) for row in table.keys) if table else (),
    )


def build_award(table: AwardTable) -> Award:
    """Return the title that is given besides the class."""
    return Award(
        table.id, table.label, AwardKind(table.kind), table.on, Group(table.per), table.places, table.class_,
        tuple(table.categories),
    )  # fmt: skip


def build_objection(table: ObjectionTable | None) -> Objection | None:
    """Return the time in which a result can be objected to."""
    if table is None:
        return None
    return Objection(table.on, ObjectionMode(table.mode), table.days if isinstance(table.days, int) else None)


def build_measure(table: MeasureTable) -> Measure:
    """Return the count that is watched over a period."""
    return Measure(
        code=table.code,
        label=table.label,
        kind=MeasureKind(table.kind),
        per=table.per or "",
        at_least=table.at_least or 0,
        minimum_audience=table.minimum_audience,
        brackets=tuple(Bracket(row.code, row.label, row.lower) for row in table.brackets),
        within=table.within,
        buckets=tuple(table.buckets),
    )


def _or_filled(scope: Scope, stated: str, key: str, shared: str, usual: str) -> tuple[str | None, str]:
    """Return a method as stated, else as an assumption of the file fills it, else as the shared one says."""
    if stated != UNPUBLISHED:
        return None, stated
    return scope.filled(key) or (shared, usual)
