"""The difference between two rule sets: what became of every question and every rule, and whether a number can change.

"No score can change" is said of a category only where the kernel is given the same data for it by both, words aside
(`questionnaires.meaning`). The lines say in words what differs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, fields, replace
from functools import cache
from typing import Any

from questionnaires.comparing import (
    Effect,
    Line,
    compare_indicators,
    compare_questions,
    compare_rules,
    new_words,
    renamed,
)
from questionnaires.meaning import joins_categories, meaning
from questionnaires.paths import Rows, rows, shown
from questionnaires.whole import Whole
from scoring.rules import RuleSet
from wording import templates, text

_NAMED = 6
"""Codes that a reason names before it only counts."""

_TABLES = {"rules", "arithmetic", "rounding.points"} | {field.name for field in fields(RuleSet)}
"""Tables of which the kernel is given everything that counts."""


@dataclass(frozen=True, slots=True)
class CategoryDifference:
    """What differs for the bodies of one category; `code` is empty for categories that no file names.

    state: `compared`, `new` or `dropped`. statement: whether a number can change, in words. reasons: why it can.
    counts: how many questions are same, reworded and so on; a question that was moved and reworded counts in both.
    """

    code: str
    label: str
    state: str
    can_change: bool
    statement: str
    reasons: tuple[str, ...]
    counts: dict[str, int]


@dataclass(frozen=True, slots=True)
class Difference:
    """The difference from `old` to `new`, both `<owner>/<year>@<version>`."""

    old: str
    new: str
    can_change: bool
    statement: str
    reasons: tuple[str, ...]
    categories: tuple[CategoryDifference, ...]
    lines: tuple[Line, ...]

    def changed(self) -> tuple[Line, ...]:
        """Return the lines without the questions that stayed as they were."""
        return tuple(line for line in self.lines if line.kind != "same")

    def as_json(self) -> dict[str, Any]:
        """Return it as `monev rules diff --json` prints it."""
        return asdict(self)


def difference(old: Whole, new: Whole) -> Difference:
    """Return what differs between two rule sets and whether any score, class or place can change."""
    tables = (rows(old.scope), rows(new.scope))
    common = list(compare_rules(*tables))
    parts = [
        _category(old, new, code, [line for line in common if _applies(line, code, old, new, tables)])
        for code in _categories(old, new)
    ]
    if any(part.can_change for part, _, _ in parts) and (joins_categories(old.rules) or joins_categories(new.rules)):
        parts = [(_joined(part), lines, differs) for part, lines, differs in parts]
    in_force = {id(line) for _, _, used in parts for line in used}
    lines = [line if id(line) in in_force else _quiet(line) for line in common]
    lines += [line for _, own, _ in parts for line in own]
    categories = tuple(part for part, _, _ in parts)
    can_change = any(part.can_change for part in categories)
    reasons = tuple(dict.fromkeys(reason for part in categories for reason in part.reasons))
    statement = _statement(can_change, reasons, lines)
    return Difference(old.name, new.name, can_change, statement, reasons, categories, tuple(lines))


def _categories(old: Whole, new: Whole) -> list[str]:
    found = dict.fromkeys([*old.questionnaires, *new.questionnaires])
    for rules in (old.rules, new.rules):
        found |= dict.fromkeys(code for stage in rules.stages for code in stage.categories)
        found |= dict.fromkeys(code for gate in rules.gates for code in gate.categories)
    return list(found) if old.questionnaires and new.questionnaires else [*found, ""]


def _category(
    old: Whole, new: Whole, code: str, common: Sequence[Line]
) -> tuple[CategoryDifference, list[Line], Sequence[Line]]:
    """Return what differs for one category, its own lines, and those of the rules that count for it."""
    was, now = old.questionnaires.get(code), new.questionnaires.get(code)
    label = next((found.label for found in (now, was) if found), code)
    if now is None and was is not None and new.questionnaires:
        reason = text("beda.kategori_hapus", kategori=label)
        return CategoryDifference(code, label, "dropped", True, _can((reason,)), (reason,), {}), [], common
    if was is None and now is not None and old.questionnaires:
        return CategoryDifference(code, label, "new", False, text("beda.kategori_baru"), (), {}), [], ()
    own: list[Line] = []
    names: dict[str, str] = {}
    if was is not None and now is not None:
        names = renamed(was, now)
        indicators = () if _common(old, code) and _common(new, code) else compare_indicators(was, now, code)
        own = [*indicators, *compare_questions(was, now, code, names)]
    else:
        was = now = None
    category = category_of(code)
    differs = meaning(old.rules, was, category, {}) != meaning(new.rules, now, category, names)
    if not differs:
        common = [line for line in common if _quiet(line) is line]
    reasons = tuple(_reasons([*common, *own])) or ((text("beda.alasan_lain"),) if differs else ())
    counts = Counter(line.kind for line in own if line.table == "questions")
    statement = _statement(bool(reasons), reasons, [*common, *own])
    return CategoryDifference(code, label, "compared", bool(reasons), statement, reasons, dict(counts)), own, common


def category_of(code: str) -> str:
    """Return the category of a questionnaire's key: that of the body where it is an instrument of its own."""
    return code.partition(" (")[0]


def _common(side: Whole, code: str) -> bool:
    """Tell whether the category has the indicators of the rule set, not a list of its own."""
    return code in side.questionnaires and side.questionnaires[code].indicators == side.rules.indicators


def _applies(line: Line, code: str, old: Whole, new: Whole, tables: Sequence[Rows]) -> bool:
    """Tell whether the row of a line counts for a category: by its route, or as its indicator."""
    if line.table == "indicators":
        return _common(old, code) and _common(new, code)
    if line.table not in ("stages", "gates", "instruments") or not line.code:
        return True
    found = [side[line.table].get(line.code) for side in tables]
    routes = [row["categories"].stated if "categories" in row else [row["category"].stated] for row in found if row]
    return any(not route or category_of(code) in route for route in routes)


def _quiet(line: Line) -> Line:
    """Return the line as one that changes no number, where the kernel is given everything that its table says."""
    known = line.table in _TABLES and line.effect is Effect.SCORE
    return replace(line, effect=Effect.NONE) if known else line


def _joined(part: CategoryDifference) -> CategoryDifference:
    """Return the category where places are given across categories and another one can change."""
    if part.can_change:
        return part
    reasons = (text("beda.alasan_lintas"),)
    return replace(part, can_change=True, statement=_can(reasons), reasons=reasons)


def _reasons(lines: Iterable[Line]) -> Iterator[str]:
    """Yield why a number can change: every rule by itself, questions by what happened to them."""
    questions: dict[str, list[Line]] = {}
    for line in lines:
        if line.effect is not Effect.SCORE:
            continue
        if line.table == "questions":
            questions.setdefault(line.kind, []).append(line)
        else:
            yield _rule(line)
    for kind, found in questions.items():
        yield text(f"beda.alasan_butir.{kind}", jumlah=len(found), butir=_codes(found))


def _rule(line: Line) -> str:
    """Return one rule that differs, in words; the key that both sides begin with is named once."""
    return text(f"beda.alasan_aturan.{line.kind}", nama=row_title(line), sebelum=line.before, sesudah=new_words(line))


def row_title(line: Line) -> str:
    """Return what the row of a line is called, `kelas informatif`."""
    table = _tables().get(line.table.replace(".", "_"), line.table)
    code = shown(line.code) if line.table == "rounding.points" and line.code else line.code
    return text("beda.baris", tabel=table, kode=code).strip()


@cache
def _tables() -> dict[str, str]:
    return templates("beda.tabel")


def _codes(lines: Sequence[Line]) -> str:
    codes = [line.code for line in lines]
    named = ", ".join(codes[:_NAMED])
    return text("beda.butir_lain", butir=named, sisa=len(codes) - _NAMED) if len(codes) > _NAMED else named


def _statement(can_change: bool, reasons: Sequence[str], lines: Iterable[Line]) -> str:
    if can_change:
        return _can(reasons)
    differing = [line for line in lines if line.kind != "same"]
    if not differing:
        return text("beda.sama")
    judged = {line.code for line in differing if line.effect is Effect.JUDGEMENT and line.table == "questions"}
    told = text("beda.hanya_teks_dinilai", jumlah=len(judged)) if judged else text("beda.hanya_teks")
    heard = any(line.table == "objection" for line in differing)
    return f"{told} {text('beda.sanggah')}" if heard else told


def _can(reasons: Sequence[str]) -> str:
    return text("beda.dapat", alasan="; ".join(reasons))
