"""Row by row: what became of the rules and of the questions of one category."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from questionnaires.meaning import relevant, worth
from questionnaires.scope import Scope
from questionnaires.tables import Row, rows, shown
from scoring.rules import Question, Questionnaire
from wording import text

WORDS = frozenset(
    {"label", "title", "ref", "grade", "url", "text", "reason", "printed", "color", "definition", "period", "file"}
)  # fmt: skip
"""Keys of a rule file that no number follows from."""

_ELSEWHERE = frozenset({"sources", "assumptions", "scales", "categories", "objection"})
"""Tables whose rows enter a number only through other rows, which are compared with what they put there."""


class Effect(StrEnum):
    """What a difference can change: a number; what people answer or decide; nothing."""

    SCORE = "score"
    JUDGEMENT = "judgement"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Line:
    """One difference, or one question that stayed.

    kind: questions are same, reworded, moved, reweighted, rescored, renamed, resourced, new or dropped; rows of other
    tables changed, new, dropped or reordered. table: `questions`, or a table of rules.toml. category: empty for the
    whole rule set. before, after: in words.
    """

    kind: str
    table: str
    category: str
    code: str
    before: str
    after: str
    effect: Effect


def compare_rules(old: Scope, new: Scope) -> Iterator[Line]:
    """Yield what differs between two `rules.toml`, table by table."""
    before, after = rows(old), rows(new)
    for table in sorted({*before, *after}):
        was, now = before.get(table, {}), after.get(table, {})
        for code in dict.fromkeys([*was, *now]):
            yield from _row(table, code, was.get(code), now.get(code))
        if [code for code in was if code in now] != [code for code in now if code in was]:
            effect = Effect.NONE if table in {*_ELSEWHERE, "indicators", "statuses"} else Effect.SCORE
            yield Line("reordered", table, "", "", ", ".join(was), ", ".join(now), effect)


def compare_indicators(old: Questionnaire, new: Questionnaire, category: str) -> Iterator[Line]:
    """Yield what differs between the indicators of one category."""
    was = {row.code: row for row in old.indicators}
    now = {row.code: row for row in new.indicators}
    for code in dict.fromkeys([*was, *now]):
        if code not in now:
            yield Line("dropped", "indicators", category, code, was[code].label, "", Effect.SCORE)
        elif code not in was:
            yield Line("new", "indicators", category, code, "", now[code].label, Effect.SCORE)
        elif was[code].weight.value != now[code].weight.value:
            before, after = (_weight(row[code].weight.value) for row in (was, now))
            yield Line("changed", "indicators", category, code, before, after, Effect.SCORE)


def renamed(old: Questionnaire, new: Questionnaire) -> dict[str, str]:
    """Return the questions of `new` that continue one of `old` under another code, with that one's code."""
    there = {question.code for question in old.questions}
    found: dict[str, str] = {}
    for question in new.questions:
        name, _, code = question.continues.partition(":")
        if name.partition("@")[0] == old.rules.id and code in there and code not in found.values():
            found[question.code] = code
    return {code: before for code, before in found.items() if code != before}


def compare_questions(
    old: Questionnaire, new: Questionnaire, category: str, names: Mapping[str, str]
) -> Iterator[Line]:
    """Yield what became of every question of one category; `names` are those of `renamed`."""
    was = {question.code: question for question in old.questions}
    needed = relevant(old) | {code for code in relevant(new)}
    continued = set(names.values())
    seen = set()
    for question in new.questions:
        code = names.get(question.code, question.code)
        before = was.get(code) if question.code in names or code not in continued else None
        if before is None:
            effect = Effect.SCORE if question.code in relevant(new) else Effect.NONE
            yield Line("new", "questions", category, question.code, "", question.text, effect)
            continue
        seen.add(code)
        counts = before.code in relevant(old) or question.code in relevant(new)
        yield from _question(before, question, category, names, counts and bool(needed))
    for code, question in was.items():
        if code not in seen:
            effect = Effect.SCORE if code in relevant(old) else Effect.NONE
            yield Line("dropped", "questions", category, code, question.text, "", effect)
