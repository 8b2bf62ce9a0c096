"""What the command line is given: rules, scores, stages, answers. What is wrong with them is told, all at once."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any, NoReturn

from cli_output import quiet, say
from questionnaires import Library, Problem, RuleErrors, UnknownRules
from questionnaires.answers import read_answers
from questionnaires.values import parse_score
from scoring.facts import Answer
from scoring.rules import Questionnaire, RuleSet
from scoring.stages import faults

BAD_INPUT, REFUSED = 2, 3
_LONGEST = 1_000
"""Most digits of a whole number in JSON."""


@cache
def library() -> Library:
    """Return the rule sets of this installation."""
    try:
        return Library.installed()
    except RuleErrors as errors:
        refuse(errors.problems)


def given_rules(name: str) -> RuleSet:
    """Return the rule set of this name."""
    try:
        return library().rule_set(name)
    except UnknownRules as error:
        refuse([error.problem])
    except RuleErrors as errors:
        refuse(errors.problems)


def given_questionnaire(name: str, category: str, body: str = "") -> Questionnaire:
    """Return the questionnaire of one category, or of a body of it that has one of its own."""
    try:
        found = library().questionnaire(name, category, body)
    except UnknownRules as error:
        refuse([error.problem])
    except RuleErrors as errors:
        refuse(errors.problems)
    if body and not found.body:
        scope, _ = library().loaded(library().edition(name))
        own = [row.body for row in scope.rules.instruments if row.category == category]
        refuse([fault(f"--body {body}", "tanpa_kuesioner_sendiri", badan=", ".join(own) or "-")])
    return found


def demand_category(name: str, category: str) -> None:
    """A rule set with questionnaires knows its categories; one without accepts every category."""
    codes = [code for code, _ in library().categories(name)]
    if codes and category not in codes:
        remedy = say("tanpa_kuesioner_obat", kategori=", ".join(codes))
        refuse([Problem(f"--category {category}", say("tanpa_kuesioner"), remedy)])


def given_score(place: str, given: str) -> Fraction:
    """Return a score between 0 and 100."""
    value = _read_score(place, given)
    if isinstance(value, Problem):
        refuse([value])
    return value


def _read_score(place: str, given: str) -> Fraction | Problem:
    try:
        value = parse_score(given)
    except ValueError:
        return fault(place, "bukan_nilai", nilai=given)
    return value if 0 <= value <= 100 else fault(place, "luar_rentang", nilai=given)


def given_stages(rules: RuleSet, category: str, given: Sequence[str]) -> dict[str, Fraction]:
    """Return the values of stages and parts, none twice and each known to the rules."""
    values: dict[str, Fraction] = {}
    problems: list[Problem] = []
    for item in given:
        name, mark, written = item.partition("=")
        value = _read_score(f"--stage {name}", written)
        if not mark:
            problems.append(fault(f"--stage {item}", "tahap_tanpa_nilai", isi=item))
        elif name in values:
            problems.append(fault(f"--stage {name}", "tahap_ganda"))
        elif isinstance(value, Problem):
            problems.append(value)
        else:
            values[name] = value
    known = ", ".join(_stage_names(rules)) or "-"
    remedy = say("tahap_ditolak_obat", tahap=known)
    problems += [Problem(f"--stage {e.code}", e.message, remedy) for e in faults(rules, category, values)]
    if problems:
        refuse(problems)
    return values


def _stage_names(rules: RuleSet) -> list[str]:
    return [
        name for stage in rules.stages for name in (stage.code, *(f"{stage.code}.{part.code}" for part in stage.parts))
    ]


def given_answers(questionnaire: Questionnaire, path: Path) -> dict[str, Answer]:
    """Return the answers of a JSON file, a filled workbook, or an export of ODK with one submission."""
    try:
        data = path.read_bytes()
    except OSError:
        refuse([fault(str(path), "tak_ada_berkas")])
    as_workbook = data[:2] == b"PK" or path.suffix.lower().startswith((".xls", ".ods", ".csv"))
    raw = _from_workbook(questionnaire, path, data) if as_workbook else _from_json(path, data)
    facts, problems = read_answers(questionnaire, raw)
    if problems:
        refuse(problems)
    return facts


def _from_json(path: Path, data: bytes) -> Any:
    doubled: list[str] = []

    def unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) < len(pairs):
            seen: set[str] = set()
            doubled.extend(key for key, _ in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]
        return found

    try:
        raw = json.loads(data.decode("utf-8-sig"), object_pairs_hook=unique, parse_float=str, parse_int=_whole)
    except json.JSONDecodeError as error:
        refuse([fault(str(path), "bukan_json", baris=error.lineno, kolom=error.colno)])
    except UnicodeDecodeError:
        refuse([fault(str(path), "bukan_utf8")])
    except RecursionError:
        refuse([fault(str(path), "bukan_json", baris=1, kolom=1)])
    if doubled:
        refuse([fault(str(path), "kunci_ganda", kunci=key) for key in dict.fromkeys(doubled)])
    return raw


def _whole(digits: str) -> int | str:
    """Return a whole number; one that is far too long stays text and is refused where it stands."""
    return int(digits) if len(digits) <= _LONGEST else digits


def _from_workbook(questionnaire: Questionnaire, path: Path, data: bytes) -> Any:
    from sheets.odk.submissions import read_body

    reading = read_body(data, path.name, library(), questionnaire)
    if reading.problems:
        refuse(reading.problems)
    return reading.answers


def fault(place: str, key: str, **values: Any) -> Problem:
    """Return a fault of the command line with its remedy."""
    return Problem(place, say(key, **values), say(f"{key}_obat", **values))


def refuse(problems: Sequence[Problem]) -> NoReturn:
    """Print every problem on a line of its own, whatever a file name or a code holds, and stop."""
    for found in problems:
        print(quiet(str(found)).replace("\n", " "), file=sys.stderr)
    raise SystemExit(BAD_INPUT)
