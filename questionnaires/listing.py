"""Rule sets in rows: what there is, how much of it was never published, what is assumed instead."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from questionnaires.schema import RulesFile
from scoring.rules import Question, Questionnaire, RuleSet


@dataclass(frozen=True, slots=True)
class Tally:
    """A rule set (`category` empty) or one of its questionnaires in numbers.

    total: points of all indicators, None where one was not published and nothing fills it. unpublished: values that
    were not published, of the rules or of the questions; assumptions: how many stand in their place.
    """

    rules: str
    category: str
    questions: int | None
    total: Fraction | None
    unpublished: int
    assumptions: int


def listed(tables: RulesFile, rules: RuleSet, questionnaires: Mapping[str, Questionnaire]) -> dict[str, Any]:
    """Return one rule set as `monev rules list --json` prints it."""
    return {
        "rules": rules.id,
        "version": rules.version,
        "title": rules.title,
        "state": rules.state,
        "categories": [
            {"code": code, "questions": len(found.questions), "maximum": str(rules.maximum)}
            for code, found in questionnaires.items()
        ],
        "unpublished": count_unpublished(tables.model_dump()),
        "assumptions": len(tables.assumptions),
    }


def tallies(tables: RulesFile, rules: RuleSet, questionnaires: Iterable[Questionnaire]) -> Iterator[Tally]:
    """Yield a rule set in numbers, then each of its questionnaires."""
    name = f"{rules.id}@{rules.version}"
    yield Tally(name, "", None, None, count_unpublished(tables.model_dump()), len(tables.assumptions))
    for found in questionnaires:
        weights = [indicator.weight.value for indicator in found.indicators]
        known = [weight for weight in weights if weight is not None]
        total = sum(known, Fraction(0)) if len(known) == len(weights) else None
        code = f"{found.category} ({found.body})" if found.body else found.category
        yield Tally(name, code, len(found.questions), total, *_assumed(found.questions))


def _assumed(questions: Iterable[Question]) -> tuple[int, int]:
    """Return how many weights and scales of the questions were not published, and how many assumptions fill them."""
    count, assumptions = 0, set()
    for question in questions:
        filled = {level.assumption for level in (*question.levels, *question.options)} | {question.weight.assumption}
        assumptions |= filled - {None}
        count += question.weight.value is None or question.weight.assumption is not None
    return count, len(assumptions)


def count_unpublished(tables: Any) -> int:
    """Return how many values of a rule set were not published, grades aside."""
    if isinstance(tables, dict):
        return sum(count_unpublished(value) for key, value in tables.items() if key != "grade")
    if isinstance(tables, list):
        return sum(count_unpublished(value) for value in tables)
    return int(isinstance(tables, str) and tables == "nf")
