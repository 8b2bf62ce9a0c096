"""A rule set read whole: its tables, what the kernel makes of them, and every questionnaire."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from questionnaires.loader import Library
from questionnaires.problems import Problem, RuleErrors
from questionnaires.scope import Scope
from scoring.rules import Questionnaire, RuleSet


@dataclass(frozen=True)
class Whole:
    """One version of a rule set.

    questionnaires: by category; of a body with an instrument of its own by category and body, `desa (Desa Contoh)`.
    """

    name: str
    scope: Scope
    rules: RuleSet
    questionnaires: Mapping[str, Questionnaire]


def read_whole(library: Library, name: str) -> Whole:
    """Return the rule set of this name with all its questionnaires.

    Raises:
        UnknownRules: there is none. RuleErrors: it has faults; all of them, of every questionnaire.
    """
    edition = library.edition(name)
    scope, rules = library.loaded(edition)
    found: dict[str, Questionnaire] = {}
    problems: list[Problem] = []
    for row, body in scope.asked():
        try:
            code = f"{row.code} ({body})" if body else row.code
            found[code] = library.questionnaire(edition.name, row.code, body)
        except RuleErrors as errors:
            problems += errors.problems
    if problems:
        raise RuleErrors(problems)
    return Whole(edition.name, scope, rules, found)
