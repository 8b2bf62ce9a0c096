"""The law as data: rule sets and questionnaires by owner, year and version."""

from questionnaires.editions import SHIPPED
from questionnaires.loader import Library
from questionnaires.problems import Problem, RuleErrors, UnknownRules

__all__ = ["SHIPPED", "Library", "Problem", "RuleErrors", "UnknownRules"]
