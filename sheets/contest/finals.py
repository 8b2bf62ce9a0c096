"""A final score in whole numbers, so that formulas recompute it to the last digit.

A row has formulas only where they give what the kernel gave. Elsewhere, and where a number would be too large for a
spreadsheet, the values stand alone.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from scoring.classes import rounding_at
from scoring.contest import Outcome
from scoring.entries import stages_of
from scoring.numbers import Rounding
from scoring.rules import ClassOn, RuleSet, Step
from scoring.stage_rules import MissingStage, Stage
from sheets.contest.steps import ClassStep, class_at, class_steps
from sheets.exact import LIMIT
from sheets.formulas import printed, quoted

_REFUSING = (MissingStage.UNPUBLISHED, MissingStage.EXCLUDE)


@dataclass(frozen=True, slots=True)
class StageCells:
    """Where one stage of one body stands: its value, and its numerator and weight on the sheet of sums."""

    value: str
    numerator: str
    weight: str


@dataclass(frozen=True, slots=True)
class FinalRow:
    """What the formulas of one body compute with.

    stages: those of its category. units: their weights as whole numbers. denominator: the common one of all values,
    and at least that of printed numbers. policies: what each stage is worth without a value.
    """

    stages: tuple[Stage, ...]
    units: Mapping[str, int]
    values: Mapping[str, Fraction]
    policies: Mapping[str, MissingStage]
    denominator: int

    def numerator(self, stage: Stage) -> int:
        """Return a stage's numerator, that of the stage it carries where it has no value."""
        if stage.code in self.values:
            return int(self.values[stage.code] * self.denominator)
        if self.policies[stage.code] is MissingStage.CARRY:
            return int(self.values.get(stage.carry_to, Fraction(0)) * self.denominator)
        return 0

    def weight(self, stage: Stage) -> int:
        """Return the weight with which a stage counts."""
        gone = stage.code not in self.values and self.policies[stage.code] is MissingStage.RENORMALISE
        return 0 if gone else self.units[stage.code]

    @property
    def over(self) -> int:
        """Return the numerator of the final score."""
        return sum(self.numerator(stage) * self.weight(stage) for stage in self.stages)

    @property
    def under(self) -> int:
        """Return the denominator of the final score."""
        return self.denominator * sum(self.weight(stage) for stage in self.stages)

    def complete(self) -> bool:
        """Tell whether every stage has a value or a policy that gives one."""
        return self.under > 0 and not any(
            stage.code not in self.values
            and (
                self.policies[stage.code] in _REFUSING
                or (self.policies[stage.code] is MissingStage.CARRY and stage.carry_to not in self.values)
            )
            for stage in self.stages
        )

    def numerator_formula(self, stage: Stage, cells: Mapping[str, StageCells], denominator: str) -> str:
        """Return the numerator of a stage as a formula on its value."""
        own = cells[stage.code].value
        instead = "0"
        if self.policies[stage.code] is MissingStage.CARRY and stage.carry_to in cells:
            instead = cells[stage.carry_to].numerator
        return f'IF({own}="",{instead},ROUND({own}*{denominator},0))'

    def weight_formula(self, stage: Stage, cells: Mapping[str, StageCells], unit: str) -> str:
        """Return the weight with which a stage counts as a formula on its value."""
        if self.policies[stage.code] is MissingStage.RENORMALISE:
            return f'IF({cells[stage.code].value}="",0,{unit})'
        return unit

    def ready_formula(self, cells: Mapping[str, StageCells], under: str) -> str:
        """Return whether there is a final score."""
        needed = [f"{under}>0"]
        for stage in self.stages:
            policy = self.policies[stage.code]
            if policy in _REFUSING or (policy is MissingStage.CARRY and stage.carry_to not in cells):
                needed.append(f'{cells[stage.code].value}<>""')
            elif policy is MissingStage.CARRY:
                needed.append(f'OR({cells[stage.code].value}<>"",{cells[stage.carry_to].value}<>"")')
        return f"AND({','.join(needed)})"


class Finals:
    """Makes the rows of one rule set."""

    def __init__(self, rules: RuleSet) -> None:
        self.rules = rules
        self.rounding: Rounding = rounding_at(rules, Step.FINAL).rounding
        self.steps: tuple[ClassStep, ...] = class_steps(rules)
        weights = [stage.weight.value for stage in rules.stages if stage.weight.value is not None]
        self.unit = math.lcm(*(weight.denominator for weight in weights), 1)
        places = max(rounding_at(rules, step).rounding.places for step in (Step.STAGE, Step.FINAL))
        self._least = 10**places

    def row(self, outcome: Outcome) -> FinalRow | None:
        """Return what the formulas of a body compute with, None where they could not give what the kernel gave."""
        combined, stages = outcome.combined, stages_of(self.rules, outcome.entry.category)
        if outcome.entry.status is not None or not stages or any(stage.weight.value is None for stage in stages):
            return None
        values = {score.code: score.enters for score in combined.stages}
        denominator = math.lcm(self._least, *(value.denominator for value in values.values()))
        row = FinalRow(
            stages,
            {stage.code: int((stage.weight.value or 0) * self.unit) for stage in stages},
            values,
            {stage.code: self._policy(outcome, stage) for stage in stages},
            denominator,
        )
        final = Fraction(row.over, row.under) if row.complete() else None
        if final != combined.exact or not self._fits(row) or self.label(final) != _label(outcome):
            return None
        return row

    def label(self, final: Fraction | None) -> str:
        """Return the class of a final score by the steps, empty where there is none."""
        if final is None or not self.rules.bands:
            return ""
        published = self.rules.class_on is ClassOn.PUBLISHED
        return class_at(self.steps, self.rounding.apply(final) if published else final)

    def units_formula(self, over: str, under: str) -> str:
        """Return the printed score in units of its last place."""
        return printed(over, under, self.rounding)

    def class_formula(self, over: str, under: str, units: str) -> str:
        """Return the class of a score as a formula."""
        formula = quoted("")
        for step in self.steps:
            start, comparison = step.start, ">" if step.above else ">="
            if self.rules.class_on is ClassOn.PUBLISHED:
                reached = f"{units}{comparison}{int(start * 10**self.rounding.places)}"
            else:
                reached = f"{over}*{start.denominator}{comparison}{under}*{start.numerator}"
            formula = f"IF({reached},{quoted(step.label)},{formula})"
        return formula

    def _policy(self, outcome: Outcome, stage: Stage) -> MissingStage:
        """Return what a stage without a value is worth to a body: as its closing gate says, else as the stage says."""
        closing = next(
            (found.gate for found in outcome.combined.gates if found.closed and found.gate.before == stage.code), None
        )
        return closing.otherwise if closing is not None and closing.otherwise is not None else stage.missing

    def _fits(self, row: FinalRow) -> bool:
        starts: Sequence[Fraction] = [step.start for step in self.steps] if self.rules.class_on is ClassOn.EXACT else []
        stretch = max([2 * int(10**self.rounding.places) + 1, *(max(s.numerator, s.denominator) for s in starts)])
        return max(row.over, row.under) * stretch <= LIMIT and len(self.steps) <= 40


def _label(outcome: Outcome) -> str:
    qualification = outcome.combined.qualification
    return (qualification.label or "") if qualification else ""
