"""From checked tables to the kernel's rule set and questionnaire."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from questionnaires.contest_building import (
    build_adjustment,
    build_award,
    build_gate,
    build_measure,
    build_objection,
    build_panel,
    build_ranking,
    build_stage,
)
from questionnaires.schema import (
    Arithmetic,
    AssumptionTable,
    BandTable,
    CategoryFile,
    EvidenceTable,
    IndicatorTable,
    QuestionTable,
    RoundingPoint,
    ScaleTable,
)
from questionnaires.scope import Scope, kernel_assumption
from questionnaires.values import UNPUBLISHED
from scoring.numbers import Mode, Rounding
from scoring.rules import (
    Band,
    Blank,
    ClassOn,
    CountBand,
    DeclaredRounding,
    Evidence,
    Evidenceless,
    Indicator,
    Kind,
    Legal,
    Level,
    NotApplicable,
    Question,
    RuleSet,
    Setting,
    ShownWhen,
    Source,
    Status,
    Step,
)
from scoring.stage_rules import KnownFact

ROUNDING, CLASS_ON, HALF_OPEN = "pembulatan_baku", "kelas_dari_nilai_terbit", "batas_setengah_terbuka"


@dataclass(frozen=True)
class Placed:
    """A question with the indicator it stands in here and the rules its names are looked up in."""

    table: QuestionTable
    indicator: str
    scopes: tuple[Scope, ...]


def build_rules(scope: Scope, shared: Sequence[AssumptionTable]) -> RuleSet:
    """Return the rule set; what it leaves open is filled by the shared assumptions."""
    rules = scope.rules
    arithmetic = rules.arithmetic or Arithmetic(ref=[], grade="nf")
    class_on, class_on_assumption = _class_on(scope, arithmetic)
    rounding = {Step(point.at): _rounding(scope, point) for point in rules.rounding.points}
    assumptions = {table.id: kernel_assumption(table) for table in (*shared, *rules.assumptions)}
    return RuleSet(
        owner=rules.owner,
        year=rules.year,
        version=rules.version,
        title=rules.title,
        state=rules.state,
        maximum=rules.maximum,
        blank=Blank(arithmetic.blank),
        claimed_yes=arithmetic.claimed_yes,
        unjudged_yes=arithmetic.unjudged_yes,
        class_on=class_on,
        class_on_assumption=class_on_assumption,
        default_rounding=DeclaredRounding(Rounding(), ROUNDING),
        rounding=rounding,
        bands=tuple(_band(scope, band) for band in rules.bands),
        half_open_assumption=HALF_OPEN,
        statuses=tuple(Status(status.code, status.label) for status in rules.statuses),
        stages=tuple(build_stage(scope, stage) for stage in rules.stages),
        facts=tuple(KnownFact(fact.code, fact.label) for fact in rules.facts),
        gates=tuple(build_gate(scope, gate) for gate in rules.gates),
        panels=tuple(build_panel(scope, panel) for panel in rules.panels),
        adjustments=tuple(build_adjustment(scope, adjustment) for adjustment in rules.adjustments),
        ranking=build_ranking(scope),
        awards=tuple(build_award(award) for award in rules.awards),
        objection=build_objection(rules.objection),
        measures=tuple(build_measure(measure) for measure in rules.measures),
        indicators=build_indicators(scope, rules.indicators),
        assumptions=assumptions,
        sources={source.id: Source(source.id, source.title, source.url) for source in rules.sources},
    )


def build_indicators(scope: Scope, tables: Sequence[IndicatorTable]) -> tuple[Indicator, ...]:
    """Return the indicators with their weights."""
    return tuple(
        Indicator(
            table.code,
            table.label,
            scope.setting(
                table.weight,
                f"bobot indikator {table.label}",
                f"indicators.{table.code}.weight",
                ref=table.ref,
                grade=table.grade,
            ),
        )
        for table in tables
    )


def build_question(placed: Placed, arithmetic: Arithmetic) -> Question:
    """Return the question with its scale and the rules it inherits."""
    table = placed.table
    weight = _weight(placed)
    kind = Kind(table.kind)
    levels = _levels(placed, weight.value)
    chosen = kind in (Kind.OPTION, Kind.MULTIPLE)
    return Question(
        code=table.code,
        text=table.text,
        indicator=placed.indicator,
        weight=weight,
        group=table.group,
        kind=kind,
        scored=table.scored,
        levels=() if chosen else levels,
        options=levels if chosen else (),
        counts=tuple(CountBand(row.lower, row.points) for row in table.counts),
        all_or_nothing=table.all_or_nothing,
        yes_without_evidence=Evidenceless(table.yes_without_evidence or arithmetic.yes_without_evidence),
        not_applicable=NotApplicable(table.not_applicable or "refuse"),
        shown_when=ShownWhen(table.shown_when.question, tuple(table.shown_when.choices)) if table.shown_when else None,
        help=table.help,
        remedy=table.remedy,
        evidence=_evidence(table.evidence),
        legal=tuple(Legal(row.text, row.checked) for row in table.legal),
        continues=table.continues,
        ref=tuple(table.ref),
        grade=table.grade,
    )


def _evidence(table: EvidenceTable) -> Evidence:
    return Evidence(
        tuple(table.kinds), table.text, table.count, table.max_mb, table.sample, table.period or "", table.own_site
    )


def left_out(file: CategoryFile) -> Mapping[str, str]:
    """Return the items a category leaves out of its base, each with the reason."""
    return {code: entry.reason for entry in file.leave_out for code in entry.codes}


def _levels(placed: Placed, weight: Fraction | None) -> tuple[Level, ...]:
    found = _scale(placed)
    if found is None:
        return ()
    scope, scale = found
    filled = scope.filled(f"scales.{scale.code}")
    unit = weight if weight is not None else Fraction(1)
    return tuple(
        Level(
            row.code,
            row.label,
            row.points if row.points is not None else (row.share or Fraction(0)) * unit,
            row.definition,
            filled[0] if filled else None,
        )
        for row in scale.levels
    )


def _weight(placed: Placed) -> Setting:
    """Return the question's weight, filled by the first of its rules that has an assumption for it."""
    table = placed.table
    keys = (f"questions.{table.code}.weight", "questions.*.weight")
    scope = next((scope for scope in placed.scopes if scope.filled(*keys)), placed.scopes[-1])
    return scope.setting(table.weight, f"bobot butir {table.code}", *keys, ref=table.ref, grade=table.grade)


def _scale(placed: Placed) -> tuple[Scope, ScaleTable] | None:
    """Return scope and scale of the question's `scale`, from its own rules first; None where it has none."""
    for scope in placed.scopes:
        scale = scope.scale(placed.table.scale)
        if scale is not None:
            return scope, scale
    return None


def _class_on(scope: Scope, arithmetic: Arithmetic) -> tuple[ClassOn, str | None]:
    if arithmetic.class_on != UNPUBLISHED:
        return ClassOn(arithmetic.class_on), None
    filled = scope.filled("arithmetic.class_on")
    return (ClassOn(filled[1]), filled[0]) if filled else (ClassOn.PUBLISHED, CLASS_ON)


def _rounding(scope: Scope, point: RoundingPoint) -> DeclaredRounding:
    places, mode, assumption = point.places, point.mode, None
    if places == UNPUBLISHED:
        assumption, places = scope.filled(f"rounding.points.{point.at}.places") or (ROUNDING, 2)
    if mode == UNPUBLISHED:
        assumption, mode = scope.filled(f"rounding.points.{point.at}.mode") or (ROUNDING, "half_up")
    return DeclaredRounding(Rounding(int(places), Mode(mode)), assumption)


def _band(scope: Scope, table: BandTable) -> Band:
    lower = scope.setting(
        table.lower, f"batas bawah {table.label}", f"bands.{table.code}.lower", ref=table.ref, grade=table.grade
    )
    return Band(
        table.code, table.label, lower, table.printed, table.printed_from, table.printed_to, table.printed_to_open
    )
