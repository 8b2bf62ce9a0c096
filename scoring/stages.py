"""From stage results to the final score: shares, missing stages, refusals."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from scoring.classes import qualify, rounding_at
from scoring.numbers import exact_text
from scoring.resolve import FactError
from scoring.rules import MissingStage, RuleSet, Stage, Step
from scoring.sheet import Qualification

_HUNDRED = Fraction(100)
_SAQ = "saq"


@dataclass(frozen=True, slots=True)
class StageScore:
    """A stage's total on 0-100 before its own rounding, as printed, and as it enters the final score."""

    code: str
    exact: Fraction
    published: str
    enters: Fraction


@dataclass(frozen=True, slots=True)
class Combined:
    """Stage totals and, where every share is known and every stage has a value or a policy, the final score."""

    rules: str
    version: int
    category: str
    stages: tuple[StageScore, ...]
    exact: Fraction | None
    qualification: Qualification | None
    provisional: Qualification | None
    basis: str | None
    excluded: str | None
    refused: tuple[str, ...]
    assumptions: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """Return what `monev combine --json` prints (contract, section 3)."""
        final = None
        if self.exact is not None and self.qualification is not None:
            final = {"exact": exact_text(self.exact), "published": self.qualification.published}
        return {
            "rules": self.rules,
            "version": self.version,
            "category": self.category,
            "stages": {s.code: {"exact": exact_text(s.exact), "published": s.published} for s in self.stages},
            "final": final,
            "class": self.qualification.code if self.qualification else None,
            "provisional_class": self.provisional.code if self.provisional else None,
            "basis": self.basis,
            "refused": list(self.refused),
            "assumptions": list(self.assumptions),
        }


def combine(rules: RuleSet, category: str, values: Mapping[str, Fraction]) -> Combined:
    """Return the stage totals and the final score of one body.

    Args:
        values: 0-100 per stage (`saq`) or per part (`visitasi.presentasi`); 0 is a score, absence is not.

    Raises:
        FactError: a stage or part that the rules do not know for this category, a value outside 0-100, or a stage
            given both as a whole and in parts.
    """
    stages = _stages_of(rules, category)
    for fault in faults(rules, category, values):
        raise fault
    used: list[str] = []
    refused: list[str] = []
    scores = {}
    for stage in stages:
        score = _stage(rules, stage, values, refused, used)
        if score is not None:
            scores[stage.code] = score
    final, excluded = _final(rules, stages, scores, refused, used)
    qualification = qualify(rules, final, Step.FINAL) if final is not None else None
    provisional = None
    if qualification is not None:
        refused.extend(qualification.refused)
        used.extend(qualification.assumptions)
    elif _SAQ in scores and excluded is None:
        provisional = qualify(rules, scores[_SAQ].exact, Step.STAGE)
        provisional = provisional if provisional.code else None
        used.extend(provisional.assumptions if provisional else ())
    return Combined(
        rules=rules.id,
        version=rules.version,
        category=category,
        stages=tuple(scores.values()),
        exact=final,
        qualification=qualification,
        provisional=provisional,
        basis="nilai SAQ" if provisional else None,
        excluded=excluded,
        refused=tuple(refused),
        assumptions=tuple(dict.fromkeys(used)),
    )


def faults(rules: RuleSet, category: str, values: Mapping[str, Fraction]) -> list[FactError]:
    """Return everything for which `combine` would refuse these values."""
    stages = _stages_of(rules, category)
    known = {stage.code for stage in stages}
    parts = {f"{stage.code}.{part.code}" for stage in stages for part in stage.parts}
    wrong = {
        f"bukan tahap {rules.id} untuk kategori ini": values.keys() - known - parts,
        "nilai tahap harus 0 sampai 100": {name for name, value in values.items() if not 0 <= value <= _HUNDRED},
        "tahap ini sudah diberi nilai utuh": {name for name in parts & values.keys() if name.split(".")[0] in values},
    }
    return [FactError(name, message) for name in values for message, names in wrong.items() if name in names]


def _stages_of(rules: RuleSet, category: str) -> list[Stage]:
    return [stage for stage in rules.stages if not stage.categories or category in stage.categories]


def _stage(
    rules: RuleSet, stage: Stage, values: Mapping[str, Fraction], refused: list[str], used: list[str]
) -> StageScore | None:
    if stage.code in values:
        return _printed(rules, stage, values[stage.code], used)
    given = {part.code: values[name] for part in stage.parts if (name := f"{stage.code}.{part.code}") in values}
    if not given:
        return None
    absent = [part for part in stage.parts if part.code not in given]
    unknown = [part for part in stage.parts if part.weight.value is None]
    refused += [f"nilai komponen {stage.code}.{part.code} belum ada" for part in absent]
    refused += [f"bobot komponen {stage.code}.{part.code} {rules.id} tidak dipublikasikan" for part in unknown]
    if absent or unknown:
        return None
    used += [part.weight.assumption for part in stage.parts if part.weight.assumption]
    total = sum((given[p.code] * (p.weight.value or 0) for p in stage.parts), Fraction(0)) / _HUNDRED
    return _printed(rules, stage, total, used)


def _printed(rules: RuleSet, stage: Stage, exact: Fraction, used: list[str]) -> StageScore:
    printing = rounding_at(rules, Step.STAGE)
    if printing.assumption and printing.rounding.changes(exact):
        used.append(printing.assumption)
    enters = printing.rounding.apply(exact) if Step.STAGE in rules.rounding else exact
    return StageScore(stage.code, exact, printing.rounding.text(exact), enters)


def _final(
    rules: RuleSet, stages: list[Stage], scores: Mapping[str, StageScore], refused: list[str], used: list[str]
) -> tuple[Fraction | None, str | None]:
    """Return the final score, or None and the stage whose absence excludes the body from a score."""
    if not stages:
        refused.append(f"tahap penilaian {rules.id} tidak dipublikasikan")
        return None, None
    for stage in stages:
        if stage.weight.value is None:
            refused.append(f"bobot tahap {stage.label} {rules.id} tidak dipublikasikan")
        elif stage.code not in scores and stage.missing is MissingStage.UNPUBLISHED:
            refused.append(f"nilai tahap {stage.label} belum ada, aturan tahap kosong {rules.id} tidak dipublikasikan")
        elif stage.code not in scores and stage.missing is MissingStage.CARRY and stage.carry_to not in scores:
            refused.append(f"nilai tahap {stage.label} mengikuti {stage.carry_to}, yang belum ada")
    known = [stage.weight.value for stage in stages if stage.weight.value is not None]
    if len(known) == len(stages) and sum(known) != _HUNDRED:
        refused.append(f"bobot tahap {rules.id} untuk kategori ini berjumlah {exact_text(sum(known, Fraction(0)))}")
    gone = [stage for stage in stages if stage.code not in scores]
    excluding = next((stage for stage in gone if stage.missing is MissingStage.EXCLUDE), None)
    if excluding is not None:
        refused.append(f"tidak dinilai: tahap {excluding.label} tidak diikuti")
        return None, excluding.code
    if refused:
        return None, None
    return _weighted(stages, scores, refused, used), None


def _weighted(
    stages: list[Stage], scores: Mapping[str, StageScore], refused: list[str], used: list[str]
) -> Fraction | None:
    total = shares = Fraction(0)
    assumed = [stage.weight.assumption for stage in stages]
    assumed += [stage.missing_assumption for stage in stages if stage.code not in scores]
    for stage in stages:
        if stage.code not in scores and stage.missing is MissingStage.RENORMALISE:
            continue
        weight = stage.weight.value or Fraction(0)
        shares += weight
        if stage.code in scores:
            total += weight * scores[stage.code].enters
        elif stage.missing is MissingStage.CARRY:
            total += weight * scores[stage.carry_to].enters
    if not shares:
        refused.append("belum ada nilai tahap yang berbobot")
        return None
    used += [assumption for assumption in assumed if assumption]
    return total / shares
