"""Row by row: what became of the rules and of the questions of one category."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import cache
from typing import Any

from questionnaires.meaning import plain, relevant, worth
from questionnaires.paths import NAMES, Row, Rows, Value, shown
from questionnaires.values import UNPUBLISHED
from scoring.rules import Question, Questionnaire
from wording import templates

WORDS = frozenset({"label", "title", "ref", "grade", "reason", "printed", "color", "period", "question_weights"})
"""Keys that no number follows from, in tables from which numbers follow."""

_ELSEWHERE = frozenset({"sources", "assumptions", "scales", "categories", "objection"})
"""Tables whose rows enter a number only through other rows, which are compared with what they put there, or never."""


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
    whole rule set. before, after: in words. key: what both begin with, where one key differs.
    """

    kind: str
    table: str
    category: str
    code: str
    before: str
    after: str
    effect: Effect
    key: str = ""


def new_words(line: Line) -> str:
    """Return what stands after the change, without the key where it is the only one."""
    return line.after.removeprefix(f"{line.key} ")


def compare_rules(before: Rows, after: Rows) -> Iterator[Line]:
    """Yield what differs between two `rules.toml`, table by table."""
    for table in dict.fromkeys([*before, *after]):
        was, now = before.get(table, {}), after.get(table, {})
        for code in dict.fromkeys([*was, *now]):
            yield from _row(table, code, was.get(code), now.get(code))
        if [code for code in was if code in now] != [code for code in now if code in was]:
            effect = _effect(table not in {*_ELSEWHERE, "indicators", "statuses", "facts"})
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
    needed, continued = (relevant(old), relevant(new)), set(names.values())
    labels = tuple({row.code: row.label for row in side.indicators} for side in (old, new))
    seen = set()
    for question in new.questions:
        code = question.code
        before = was.get(names.get(code, code)) if code in names or code not in continued else None
        if before is None:
            yield Line("new", "questions", category, code, "", question.text, _effect(code in needed[1]))
            continue
        seen.add(before.code)
        counts = before.code in needed[0] or code in needed[1]
        found = list(_changes(before, question, names, labels)) or [("same", "", "", Effect.NONE, "")]
        for kind, old_words, words, effect, key in found:
            quiet = Effect.NONE if effect is Effect.SCORE and not counts else effect
            yield Line(kind, "questions", category, code, old_words, words, quiet, key)
    for code, question in was.items():
        if code not in seen:
            yield Line("dropped", "questions", category, code, question.text, "", _effect(code in needed[0]))


def _changes(
    old: Question, new: Question, names: Mapping[str, str], labels: Sequence[Mapping[str, str]]
) -> Iterator[tuple[str, str, str, Effect, str]]:
    if old.code != new.code:
        yield "renamed", old.code, new.code, Effect.NONE, ""
    if old.indicator != new.indicator:
        before, after = (label.get(q.indicator, q.indicator) for label, q in zip(labels, (old, new), strict=True))
        yield "moved", before, after, Effect.SCORE, ""
    if old.weight.value != new.weight.value:
        yield "reweighted", _weight(old.weight.value), _weight(new.weight.value), Effect.SCORE, ""
    was, now = worth(old), worth(new, names)
    changed = [key for key in dict.fromkeys([*was, *now]) if was.get(key) != now.get(key)]
    if changed:
        yield "rescored", _listed(changed, was), _listed(changed, now), Effect.SCORE, _only(changed)
    was, now = _words(old), _words(new)
    changed = [key for key in was if was[key] != now[key]]
    if changed:
        judged = {"text", "help", "evidence", "definition"}.intersection(changed)  # what people answer and judge by
        effect = Effect.JUDGEMENT if judged else Effect.NONE
        yield "reworded", _listed(changed, was), _listed(changed, now), effect, _only(changed)
    if (old.ref, old.grade, old.weight.assumption) != (new.ref, new.grade, new.weight.assumption):
        yield "resourced", _source(old), _source(new), Effect.NONE, ""


def _words(question: Question) -> dict[str, Any]:
    """Return what of a question is words, by key."""
    scale = (*question.levels, *question.options)
    evidence = dict(plain(question.evidence))
    return {
        "text": question.text,
        "help": question.help,
        "evidence": "; ".join(shown(value) for value in evidence.values()) + "; " + question.evidence.text,
        "definition": "; ".join(f"{level.label}: {level.definition}" for level in scale),
        "remedy": question.remedy,
        "group": question.group,
        "legal": "; ".join(row.text for row in question.legal),
    }


def _source(question: Question) -> str:
    return "; ".join(shown(part) for part in (question.ref, question.grade, question.weight.assumption) if part)


def _row(table: str, code: str, was: Row | None, now: Row | None) -> Iterator[Line]:
    counts = table not in _ELSEWHERE
    if now is None or was is None:
        row = now or was or {}
        keys = [key for key in row if key not in ("code", "id") and str(row[key]) != "-"]
        content = _listed(keys, row, table)
        kind, before, after = ("new", "", content) if was is None else ("dropped", content, "")
        yield Line(kind, table, "", code, before, after, _effect(counts, table))
        return
    changed = [key for key in dict.fromkeys([*was, *now]) if _text(was, key) != _text(now, key)]
    numbers = [key for key in changed if counts and _is_number(key) and _counts(was, key) != _counts(now, key)]
    for keys in (numbers, [key for key in changed if key not in numbers]):
        if keys:
            before, after = _listed(keys, was, table), _listed(keys, now, table)
            yield Line("changed", table, "", code, before, after, _effect(keys is numbers, table), _only(keys, table))


def _is_number(key: str) -> bool:
    return key.rpartition(".")[2] not in WORDS


def _text(row: Row, key: str) -> str:
    return str(row[key]) if key in row else shown(None)


def _counts(row: Row, key: str) -> Any:
    return row[key].counts if key in row else None


def _listed(keys: Iterable[str], values: Mapping[str, Any], table: str = "") -> str:
    paths = list(keys)
    if len(paths) == 1:
        return f"{_key(paths[0], table)} {_told_value(values.get(paths[0]))}"
    return "; ".join(_told(path, _told_value(values.get(path)), table) for path in paths)


def _told(path: str, value: str, table: str) -> str:
    """Return key and value; where a row inside the row is known by this value, its name says it: `jenis peringkat`."""
    key = _key(path, table)
    known = path.rpartition(".")[2] in NAMES and key.endswith(f" {value}")
    return key if known else f"{key} {value}"


def _only(keys: Sequence[str], table: str = "") -> str:
    """Return what the key is called where there is one only."""
    return _key(keys[0], table) if len(keys) == 1 else ""


def _key(path: str, table: str) -> str:
    """Return what a key is called, of a row inside the row with its name: `bobot verifikasi`."""
    *above, key = path.split(".")
    name = _keys().get(f"{table}_{key}") or _keys().get(key, key)
    row = shown(above[-1]) if above else ""
    return f"{name} {row}" if row not in ("", name) else name


@cache
def _keys() -> dict[str, str]:
    return templates("beda.kunci")


def _told_value(value: Any) -> str:
    if isinstance(value, tuple):
        return (
            ", ".join(" ".join(shown(part) for part in row) if isinstance(row, tuple) else shown(row) for row in value)
            or "-"
        )
    return str(value) if isinstance(value, Value) else shown(value)


def _weight(value: Fraction | None) -> str:
    return shown(UNPUBLISHED if value is None else value)


def _effect(counts: bool, table: str = "") -> Effect:
    if table == "objection":
        return Effect.JUDGEMENT
    return Effect.SCORE if counts else Effect.NONE
