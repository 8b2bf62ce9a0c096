"""From the stages of one body to its final score: shares, stages without a value, refusals, class."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from scoring.classes import qualify
from scoring.entries import HUNDRED
from scoring.numbers import exact_text, total
from scoring.rules import RuleSet, Step
from scoring.sheet import Qualification
from scoring.stage_rules import MissingStage, Stage
from scoring.standing import Standing

SAQ = "saq"


class Settled(NamedTuple):
    """A final score with its class, or a provisional class; `excluded` says by which stage or status there is none."""

    exact: Fraction | None
    excluded: str | None
    qualification: Qualification | None = None
    provisional: Qualification | None = None


def final_score(rules: RuleSet, standing: Standing) -> tuple[Fraction | None, str | None]:
    """Return the final score, or None and the stage whose absence excludes the body from a score.

    Why there is none is added to what is refused, and what the score depends on to what was assumed.
    """
    stages, scores, refused = standing.stages, standing.scores, standing.refused
    if not stages:
        refused.append(f"tahap penilaian {rules.id} tidak dipublikasikan")
        return None, None
    for stage in stages:
        if stage.weight.value is None:
            refused.append(f"bobot tahap {stage.label} {rules.id} tidak dipublikasikan")
        elif stage.code not in scores:
            refused.extend(_gap(rules, standing, stage))
    known = [stage.weight.value for stage in stages if stage.weight.value is not None]
    if len(known) == len(stages) and sum(known) != HUNDRED:
        refused.append(f"bobot tahap {rules.id} untuk kategori ini berjumlah {exact_text(total(known))}")
    for stage in stages:
        if stage.code not in scores and _policy(standing, stage)[0] is MissingStage.EXCLUDE:
            closing = standing.closing.get(stage.code)
            why = f"tertutup oleh gerbang {closing.label}" if closing else "tidak diikuti"
            refused.append(f"tidak dinilai: tahap {stage.label} {why}")
            return None, stage.code
    return (None if refused else _weighted(standing)), None


def settle(rules: RuleSet, standing: Standing) -> Settled:
    """Return the final score with its class, or without one the provisional class of the questionnaire's value."""
    status = next((status for status in rules.statuses if status.code == standing.entry.status), None)
    if status is not None:
        standing.refused.append(f"tanpa nilai: status {status.label}")
        return Settled(None, status.code)
    exact, excluded = final_score(rules, standing)
    if exact is not None:
        qualification = qualify(rules, exact)
        standing.refused.extend(qualification.refused)
        standing.used.extend(qualification.assumptions)
        return Settled(exact, None, qualification)
    if SAQ not in standing.scores or excluded is not None:
        return Settled(None, excluded)
    provisional = qualify(rules, standing.scores[SAQ].exact, Step.STAGE)
    if provisional.code is None:
        return Settled(None, None)
    standing.used.extend(provisional.assumptions)
    return Settled(None, None, provisional=provisional)


def _policy(standing: Standing, stage: Stage) -> tuple[MissingStage, str | None]:
    """Return what a stage without a value is worth, and the assumption behind that."""
    closing = standing.closing.get(stage.code)
    if closing is not None and closing.otherwise is not None:
        return closing.otherwise, None
    return stage.missing, stage.missing_assumption


def _gap(rules: RuleSet, standing: Standing, stage: Stage) -> list[str]:
    policy, closed = _policy(standing, stage)[0], stage.code in standing.closing
    if policy is MissingStage.UNPUBLISHED:
        why = "tertutup" if closed else "belum ada"
        return [f"nilai tahap {stage.label} {why}, aturan tahap kosong {rules.id} tidak dipublikasikan"]
    if policy is MissingStage.CARRY and stage.carry_to not in standing.scores:
        return [f"nilai tahap {stage.label} mengikuti {stage.carry_to}, yang belum ada"]
    return []


def _weighted(standing: Standing) -> Fraction | None:
    points = shares = Fraction(0)
    scores = standing.scores
    assumed = [stage.weight.assumption for stage in standing.stages]
    for stage in standing.stages:
        policy = None
        if stage.code not in scores:
            policy, assumption = _policy(standing, stage)
            assumed.append(assumption)
            if policy is MissingStage.RENORMALISE:
                continue
        weight = stage.weight.value or Fraction(0)
        shares += weight
        if policy is None:
            points += weight * scores[stage.code].enters
        elif policy is MissingStage.CARRY:
            points += weight * scores[stage.carry_to].enters
    if not shares:
        standing.refused.append("belum ada nilai tahap yang berbobot")
        return None
    standing.used += [assumption for assumption in assumed if assumption]
    return points / shares
