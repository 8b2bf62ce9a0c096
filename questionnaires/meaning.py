"""What of a rule set enters a number: the kernel's own data without the words.

Two questionnaires of equal meaning score, classify and rank every body alike, because the kernel is a pure function of
exactly these data. Only fields that are named here as words are left away; a field that is new to the kernel counts
until it is named.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from fractions import Fraction
from typing import Any

from scoring.rules import Level, Question, Questionnaire, RuleSet

ACROSS = ("all", "territory")
"""Groups that join bodies of several categories."""

WORDS = {"label", "title", "text", "ref", "grade", "definition", "printed"}
"""Fields that are words wherever they stand, and so is every `...assumption`, which only says where a value is from."""

ASIDE: Mapping[str, frozenset[str]] = {
    "Question": frozenset({"group", "help", "remedy", "evidence", "legal", "continues"}),
    "RuleSet": frozenset({"owner", "year", "version", "state", "indicators", "assumptions", "sources", "objection"}),
}
_ROUTED = ("stages", "gates")
_KNOWN = ("statuses", "facts")
"""Tables of which a row is known or not, wherever it stands."""


def meaning(rules: RuleSet, questionnaire: Questionnaire | None, category: str, names: Mapping[str, str]) -> Any:
    """Return what decides the numbers of a body of `category`.

    Args:
        questionnaire: None where the rule set has none for the category.
        names: the code under which a renamed question is known in the other rule set.
    """
    whole = dict(_fields(rules))
    for name in _ROUTED:
        own = (row for row in getattr(rules, name) if not row.categories or category in row.categories)
        whole[name] = tuple(tuple(item for item in _fields(row) if item[0] != "categories") for row in own)
    whole |= {name: tuple(sorted(whole[name])) for name in _KNOWN}
    if questionnaire is None:
        return tuple(whole.items())
    indicators = tuple(sorted((row.code, row.weight.value) for row in questionnaire.indicators))
    needed = relevant(questionnaire)
    questions = sorted(_question(q, names) for q in questionnaire.questions if q.code in needed)
    return (*whole.items(), indicators, tuple(questions))


def relevant(questionnaire: Questionnaire) -> frozenset[str]:
    """Return the questions that earn points or decide whether another one is asked."""
    conditions = {q.code: q.shown_when.question for q in questionnaire.questions if q.shown_when}
    found = {q.code for q in questionnaire.questions if q.scored}
    waiting = list(found)
    while waiting:
        above = conditions.get(waiting.pop())
        if above is not None and above not in found:
            found.add(above)
            waiting.append(above)
    return frozenset(found)


def joins_categories(rules: RuleSet) -> bool:
    """Tell whether a gate or a place compares bodies of several categories."""
    across = [("per", group) for group in ACROSS]
    return any(part in across for part in _parts(plain(rules)))


def worth(question: Question, names: Mapping[str, str] | None = None) -> dict[str, Any]:
    """Return what decides the question's points, code, indicator and weight aside; its levels as shares of the weight.

    Where the weight is not published, the points stand as they are.
    """
    found = dict(_fields(question))
    for key in ("code", "indicator", "weight"):
        del found[key]
    unit = question.weight.value
    for key in ("levels", "options"):
        found[key] = tuple(sorted((level.code, _share(level, unit)) for level in getattr(question, key)))
    if question.shown_when:
        parent = question.shown_when.question
        found["shown_when"] = ((names or {}).get(parent, parent), tuple(sorted(question.shown_when.choices)))
    return found


def points(question: Question) -> str:
    """Return the points of its levels and options, for comparing."""
    return repr(sorted((level.code, level.points) for level in (*question.levels, *question.options)))


def plain(value: Any) -> Any:
    """Return a value of the kernel as tuples of names and plain values, without the words."""
    if is_dataclass(value):
        return tuple(_fields(value))
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Mapping):
        return tuple(sorted((str(plain(key)), plain(item)) for key, item in value.items()))
    if isinstance(value, list | tuple):
        return tuple(plain(item) for item in value)
    return value


def _question(question: Question, names: Mapping[str, str]) -> Any:
    code = names.get(question.code, question.code)
    weight = question.weight.value
    return (code, question.indicator, repr(weight), repr(sorted(worth(question, names).items())), points(question))


def _share(level: Level, unit: Fraction | None) -> Fraction:
    return level.points / unit if unit else level.points


def _fields(value: Any) -> Iterator[tuple[str, Any]]:
    aside = WORDS | ASIDE.get(type(value).__name__, frozenset())
    for field in fields(value):
        if field.name not in aside and not field.name.endswith("assumption"):
            yield field.name, plain(getattr(value, field.name))


def _parts(value: Any) -> Iterator[Any]:
    """Yield a plain value and all that is inside it."""
    yield value
    if isinstance(value, tuple):
        for item in value:
            yield from _parts(item)
