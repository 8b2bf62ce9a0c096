"""The law as data: rule sets and questionnaires by owner, year and version."""

from questionnaires.loader import SHIPPED, Library
from questionnaires.problems import Problem, RuleErrors, UnknownRules

__all__ = ["SHIPPED", "Library", "Problem", "RuleErrors", "UnknownRules"]
