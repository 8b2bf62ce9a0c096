"""From the sections of the indicators to the finished sheet: total, class, refusals, assumptions used."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from scoring.classes import qualify, rounding_at
from scoring.facts import FactKind
from scoring.numbers import total
from scoring.resolve import ZERO
from scoring.rules import Questionnaire, RuleSet, Step
from scoring.sections import Section
from scoring.sheet import Qualification, QuestionScore, ScoreSheet

_BASIS = "nilai SAQ"


def assemble(
    questionnaire: Questionnaire, kind: FactKind, sections: Sequence[Section], questions: tuple[QuestionScore, ...]
) -> ScoreSheet:
    """Return the sheet; the total is refused while a weight is unpublished or an answer is open."""
    rules = questionnaire.rules
    refused = _refusals(sections)
    exact = None if refused else total([section.enters or ZERO for section in sections])
    so_far = exact
    if exact is None or Step.INDICATOR in rules.rounding:
        so_far = total([section.so_far for section in sections])
    used = [assumption for section in sections for assumption in section.used]
    published = None
    provisional = None
    if exact is not None:
        published, provisional = _printed(rules, exact, refused, used)
    return ScoreSheet(
        rules=rules.id,
        version=rules.version,
        category=questionnaire.category,
        kind=kind,
        questions=questions,
        indicators=tuple([section.score for section in sections]),
        exact=exact,
        so_far=so_far,
        published=published,
        maximum=rules.maximum,
        provisional=provisional,
        basis=_BASIS if provisional else None,
        pending=sum([section.sums.pending for section in sections]),
        refused=tuple(refused),
        assumptions=tuple(dict.fromkeys(used)),
    )


def _refusals(sections: Sequence[Section]) -> list[str]:
    refused = [section.refused for section in sections if section.refused]
    undecided = sum([section.sums.undecided for section in sections])
    if undecided and not refused:
        refused.append(f"{undecided} butir belum dinilai")
    if not any(line.counts for section in sections for line in section.part.lines):
        refused.append("tidak ada butir yang berlaku")
    return refused


def _printed(rules: RuleSet, exact: Fraction, refused: list[str], used: list[str]) -> tuple[str, Qualification | None]:
    """Return the printed total and the provisional class; what they depend on is added to the lists."""
    printing = rounding_at(rules, Step.STAGE)
    if printing.assumption and printing.rounding.changes(exact):
        used.append(printing.assumption)
    hundred = rules.maximum == 100
    qualification = qualify(rules, exact if hundred else exact * 100 / rules.maximum, Step.STAGE)
    published = qualification.published if hundred else printing.rounding.text(exact)
    refused.extend(qualification.refused)
    if qualification.code is None:
        return published, None
    used.extend(qualification.assumptions)
    return published, qualification
