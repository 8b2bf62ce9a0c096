"""The value of one stage of one body: from a value, from marks or from parts, adjusted, printed."""

from __future__ import annotations

from fractions import Fraction

from scoring.classes import rounding_at
from scoring.entries import HUNDRED
from scoring.numbers import total
from scoring.panels import assess, least_marks
from scoring.rules import RuleSet, Step
from scoring.stage_rules import Adjustment, Change, Stage
from scoring.standing import StageScore, Standing


def stage_score(rules: RuleSet, stage: Stage, standing: Standing) -> StageScore | None:
    """Return the stage's score, or None; what makes a given value unusable is added to what is refused."""
    if standing.entry.given(stage.code):
        value = _given(rules, stage, stage.code, standing)
    else:
        value = _of_parts(rules, stage, standing)
    if value is not None:
        value = _adjusted(rules, stage.code, value, standing)
    return None if value is None else _printed(rules, stage, value, standing)


def _given(rules: RuleSet, stage: Stage, place: str, standing: Standing) -> Fraction | None:
    entry = standing.entry
    if place in entry.values:
        value = entry.values[place]
        return value * HUNDRED / stage.weight.value if stage.in_points and stage.weight.value else value
    panel = next(panel for panel in rules.panels if panel.place == place)
    score = assess(panel, entry.marks[place])
    standing.panels.append(score)
    if score.value is None:
        standing.refused.append(f"penilai {place} baru {score.marks}, paling sedikit {least_marks(panel)}")
    elif panel.assumption and score.lowest != score.highest:
        standing.used.append(panel.assumption)
    return score.value


def _of_parts(rules: RuleSet, stage: Stage, standing: Standing) -> Fraction | None:
    places = {part.code: f"{stage.code}.{part.code}" for part in stage.parts}
    given = [part for part in stage.parts if standing.entry.given(places[part.code])]
    if not given:
        return None
    refusals = len(standing.refused)
    values: dict[str, Fraction] = {}
    for part in given:
        value = _given(rules, stage, places[part.code], standing)
        if value is not None:
            value = _adjusted(rules, places[part.code], value, standing)
        if value is not None:
            values[part.code] = value
    standing.refused += [f"nilai komponen {places[p.code]} belum ada" for p in stage.parts if p not in given]
    unknown = [part for part in stage.parts if part.weight.value is None]
    standing.refused += [f"bobot komponen {places[part.code]} {rules.id} tidak dipublikasikan" for part in unknown]
    if len(standing.refused) > refusals:
        return None
    standing.used += [part.weight.assumption for part in stage.parts if part.weight.assumption]
    return total([values[part.code] * (part.weight.value or 0) for part in stage.parts]) / HUNDRED


def _adjusted(rules: RuleSet, place: str, value: Fraction, standing: Standing) -> Fraction | None:
    """Return the value after every adjustment of its place; None while one of them cannot be told."""
    for adjustment in rules.adjustments:
        if adjustment.place != place:
            continue
        applies = standing.entry.facts.get(adjustment.when)
        if applies is None:
            standing.refused.append(f"{_fact_label(rules, adjustment.when)} belum diketahui ({adjustment.label})")
            return None
        if not applies:
            continue
        if adjustment.value.value is None:
            standing.refused.append(f"{adjustment.value.label} {rules.id} tidak dipublikasikan")
            return None
        standing.used += [adjustment.value.assumption] if adjustment.value.assumption else []
        value = adjusted(adjustment, adjustment.value.value, value)
    return value


def adjusted(adjustment: Adjustment, by: Fraction, value: Fraction) -> Fraction:
    """Return the value after one adjustment: never below 0, at most its cap."""
    changed = value * by if adjustment.change is Change.MULTIPLY else value + by
    return min(max(changed, Fraction(0)), adjustment.cap)


def _fact_label(rules: RuleSet, code: str) -> str:
    return next((fact.label for fact in rules.facts if fact.code == code), code)


def _printed(rules: RuleSet, stage: Stage, exact: Fraction, standing: Standing) -> StageScore:
    printing = rounding_at(rules, Step.STAGE)
    if printing.assumption and printing.rounding.changes(exact):
        standing.used.append(printing.assumption)
    enters = printing.rounding.apply(exact) if Step.STAGE in rules.rounding else exact
    return StageScore(stage.code, exact, printing.rounding.text(exact), enters)
