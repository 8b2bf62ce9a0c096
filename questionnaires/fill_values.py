"""What an assumption may fill in: a number where a number stood open, a known method where a method did."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from questionnaires.contest_schema import ConditionRow
from questionnaires.editions import Edition
from questionnaires.problems import Problem
from questionnaires.reading import read_table
from questionnaires.schema import CategoryFile, RulesFile
from questionnaires.scope import Scope, fill_number
from questionnaires.values import UNPUBLISHED
from scoring.rules import Questionnaire

QUESTION_WEIGHT = re.compile(r"questions\.(?P<code>[^.].*)\.weight\Z")
_NUMBERS = re.compile(r"(?:.*\.(?:weight|lower|places|threshold|rank)|adjustments\.[^.]+\.value)\Z")
_METHODS: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = (
    (re.compile(r"rounding\.points\..*\.mode\Z"), ("half_up", "half_even", "truncate")),
    (re.compile(r"arithmetic\.class_on\Z|ranking\.number\Z|gates\.[^.]+\.value\Z"), ("published", "exact")),
    (re.compile(r"ranking\.ties\Z"), ("competition", "dense", "sequential")),
    (re.compile(r"stages\.[^.]+\.missing\Z"), ("zero", "carry", "renormalise", "exclude")),
    (re.compile(r"gates\.[^.]+\.ties\Z"), ("admit", "keys")),
    (re.compile(r"panels\..*\.aggregate\Z"), ("mean", "median", "trimmed_mean")),
)


def fill_fault(key: str, value: Any) -> tuple[str, str] | None:
    """Return what is wrong with the value an assumption gives to a key, and the remedy."""
    if _NUMBERS.match(key) and fill_number(value) is None:
        return f"nilai {value!r} untuk '{key}' bukan angka", "Isi dengan angka"
    for pattern, allowed in _METHODS:
        if pattern.match(key) and value not in allowed:
            return f"nilai {value!r} untuk '{key}' tidak dikenal", f"Pilih salah satu: {', '.join(allowed)}"
    return None


def idle_fills(edition: Edition, scope: Scope, asked: Iterable[Questionnaire]) -> Iterator[Problem]:
    """Yield the fills of the file that give no question its weight; `asked` are all questionnaires of the rule set.

    Files that no category names count as well, because other rule sets may be laid over them. What an overlay
    inherits from its core falls away where it fills nothing.
    """
    own = (scope.own or scope.rules).assumptions
    matched = [(table.id, fill.key, QUESTION_WEIGHT.match(fill.key)) for table in own for fill in table.fills]
    fills = [(assumption, key, found["code"]) for assumption, key, found in matched if found]
    questions = [question for questionnaire in asked for question in questionnaire.questions]
    if not fills or not questions:
        return
    filled = {(question.weight.assumption, question.code) for question in questions}
    lent = {code for path in scope.unnamed(edition.folder) for code in _open_questions(path)}
    filled |= {(assumption.id, code) for assumption in scope.rules.assumptions for code in lent}
    filled |= {(assumption, "*") for assumption, _ in filled}
    for assumption, key, code in fills:
        if (assumption, code) not in filled:
            yield Problem(
                f"{scope.name}/rules.toml, assumptions ({assumption}), fills",
                f"kunci '{key}' tidak mengisi bobot butir mana pun",
                'Sebut butir yang bobotnya "nf", atau hapus isian itu',
            )


def _open_questions(path: Path) -> Iterator[str]:
    """Yield the questions that a category file leaves without a weight; the library is not told that it was read."""
    table = read_table(path, path.name, CategoryFile, [])
    yield from (row.code for row in (table.questions if table else ()) if row.weight == UNPUBLISHED)


def contest_open_keys(rules: RulesFile) -> Iterator[str]:
    """Yield the keys of gates, panels and adjustments that hold "nf"."""
    for gate in rules.gates:
        if gate.value == UNPUBLISHED:
            yield f"gates.{gate.id}.value"
        for row in gate.any_of:
            yield from _open_in_condition(gate.id, row)
    for panel in rules.panels:
        if panel.aggregate == UNPUBLISHED:
            yield f"panels.{panel.stage}.aggregate"
    for adjustment in rules.adjustments:
        if adjustment.value == UNPUBLISHED:
            yield f"adjustments.{adjustment.id}.value"


def _open_in_condition(gate: str, row: ConditionRow) -> Iterator[str]:
    if row.value == UNPUBLISHED and row.kind in ("threshold", "rank"):
        yield f"gates.{gate}.{row.kind}"
    if row.kind == "rank" and row.ties == UNPUBLISHED:
        yield f"gates.{gate}.ties"
