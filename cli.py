"""The command `monev`: the same use cases as the pages, for scripts and for people at a terminal.

Exit status 0 done; 2 bad input, every problem on standard error; 3 the value asked for is itself refused.
"""

from __future__ import annotations

import gettext
import json
import os
import sys
from collections.abc import Callable, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any, NoReturn, TypeVar

import click

from cli_output import echo, print_json, say, show, tell_class, tell_combined, tell_result, tell_sheet
from questionnaires import Library, Problem, RuleErrors, UnknownRules
from questionnaires.answers import read_answers
from questionnaires.values import parse_score
from scoring.classes import qualify
from scoring.facts import Answer
from scoring.resolve import FactError
from scoring.rules import Questionnaire, RuleSet
from scoring.scorer import Scorer
from scoring.stages import combine

F = TypeVar("F", bound=Callable[..., Any])

BAD_INPUT, REFUSED = 2, 3
HERE = Path(__file__).parent


def _option(*names: str, **rest: Any) -> Callable[[F], F]:
    return click.option(*names, show_default=False, **rest)


_rules = _option("--rules", required=True, metavar="ATURAN", help=say("opsi_aturan"))
_category = _option("--category", required=True, metavar="KATEGORI", help=say("opsi_kategori"))
_json = _option("--json", "as_json", is_flag=True, help=say("opsi_json"))
_strict = _option("--strict", is_flag=True, help=say("opsi_ketat"))
_output = _option(
    "-o", "--output", required=True, metavar="BERKAS.xlsx", type=click.Path(path_type=Path), help=say("opsi_keluaran")
)


def main() -> None:
    """Run the command line; the library's own sentences come from `wording/locale`."""
    os.environ["LANGUAGE"] = "id"
    gettext.bindtextdomain("messages", str(HERE / "wording" / "locale"))
    monev()


@click.group(help=say("tentang"))
def monev() -> None:
    """Hold the commands together."""


@monev.group(help=say("aturan"))
def rules() -> None:
    """Hold the commands on rule sets together."""


@rules.command("list", help=say("aturan_daftar"))
@_json
def rules_list(as_json: bool) -> None:
    """Print every rule set."""
    rows = _library().listing()
    if as_json:
        return print_json(rows)
    for row in rows:
        echo("baris_aturan", aturan=row["rules"], versi=row["version"], judul=row["title"], keadaan=row["state"])
        for category in row["categories"]:
            echo("baris_kategori", kode=category["code"], butir=category["questions"], maksimum=category["maximum"])
        echo("baris_kosong", kosong=row["unpublished"], anggapan=row["assumptions"])
    return None


@rules.command("check", help=say("aturan_periksa"))
@click.argument("path", required=False, metavar="[FOLDER]", type=click.Path(path_type=Path))
def rules_check(path: Path | None) -> None:
    """Check rule sets whole and print every problem."""
    library = Library(path) if path else Library()
    if not library.editions:
        _fail([_problem(str(path or "questionnaires"), "tak_ada_aturan")])
    problems = library.check()
    if problems:
        _fail(problems)
    echo("semua_baik", jumlah=len(library.editions))


@monev.command("qualify", help=say("kelas"))
@_rules
@_option("--score", required=True, metavar="NILAI", help=say("opsi_nilai"))
@_json
@_strict
def qualify_command(rules: str, score: str, as_json: bool, strict: bool) -> None:
    """Print the class of one score."""
    rule_set = _rule_set(rules)
    value = _score("--score", score)
    found = qualify(rule_set, value)
    result = {
        "rules": rule_set.id,
        "version": rule_set.version,
        "score": score.strip(),
        "published": found.published,
        "class": found.code,
        "label": found.label,
        "refused": list(found.refused),
        "assumptions": list(found.assumptions),
    }
    if strict and result["assumptions"]:
        result |= {"class": None, "label": None, "refused": [*found.refused, *found.assumptions]}
    show(result, as_json, lambda: tell_class(result), rule_set)
    if result["class"] is None:
        raise SystemExit(REFUSED)


@monev.command("combine", help=say("gabung"))
@_rules
@_category
@_option("--stage", required=True, multiple=True, metavar="TAHAP=NILAI", help=say("opsi_tahap"))
@_option("--final", is_flag=True, help=say("opsi_akhir"))
@_json
@_strict
def combine_command(
    rules: str, category: str, stage: tuple[str, ...], final: bool, as_json: bool, strict: bool
) -> None:
    """Print stage totals and the final score."""
    rule_set = _rule_set(rules)
    _check_category(rules, category)
    values = _stages(stage)
    try:
        combined = combine(rule_set, category, values)
    except FactError as error:
        known = ", ".join(_stage_names(rule_set)) or "-"
        _fail([Problem(f"--stage {error.code}", str(error).partition(": ")[2], say("tahap_ditolak_obat", tahap=known))])
    result = combined.as_json()
    refused_by_assumption = strict and bool(result["assumptions"])
    if refused_by_assumption:
        result |= {"stages": {}, "final": None, "class": None, "provisional_class": None, "basis": None}
        result["refused"] = [*result["refused"], *result["assumptions"]]
    show(result, as_json, lambda: tell_combined(result, rule_set), rule_set)
    if refused_by_assumption or (final and result["final"] is None):
        raise SystemExit(REFUSED)


@monev.command("score", help=say("nilai"))
@_rules
@_category
@_option("--answers", required=True, metavar="BERKAS", type=click.Path(path_type=Path), help=say("opsi_jawaban"))
@_json
@_strict
def score_command(rules: str, category: str, answers: Path, as_json: bool, strict: bool) -> None:
    """Print the score sheet of one body."""
    questionnaire = _questionnaire(rules, category)
    facts = _read_answers(questionnaire, answers)
    sheet = Scorer(questionnaire).score(facts)
    result = sheet.as_json()
    if strict and result["assumptions"]:
        result |= {"total": None, "provisional_class": None, "basis": None}
        result["refused"] = [*result["refused"], *result["assumptions"]]
    show(result, as_json, lambda: tell_sheet(result, questionnaire), questionnaire.rules)
    if result["total"] is None:
        raise SystemExit(REFUSED)


@monev.command("template", help=say("templat"))
@_rules
@_category
@_output
def template_command(rules: str, category: str, output: Path) -> None:
    """Write the empty workbook of a questionnaire."""
    from sheets.template import write_template

    questionnaire = _questionnaire(rules, category)
    try:
        write_template(questionnaire, str(output))
    except OSError:
        _fail([_problem(str(output), "tidak_menulis")])
    echo("ditulis", berkas=output)


@monev.command("results", help=say("hasil"))
@_option("--scope", required=True, metavar="CAKUPAN", help=say("opsi_lingkup"))
@_option("--year", type=click.IntRange(2000, 2100), metavar="TAHUN", help=say("opsi_tahun"))
@_json
def results_command(scope: str, year: int | None, as_json: bool) -> None:
    """Print every published result of a scope and year."""
    from wiring import assemble
    from workflow.errors import MonevError

    try:
        rows = assemble().results.as_json(scope, year)
    except MonevError as error:
        _fail([Problem(f"--scope {scope}", str(error).rstrip("."), say("hasil_obat"))])
    if as_json:
        return print_json(rows)
    for row in rows:
        tell_result(row)
    return None


@monev.command("compare", help=say("banding"))
@_rules
@_category
@_output
@_strict
@click.argument("files", nargs=-1, required=True, metavar="BERKAS...", type=click.Path(path_type=Path))
def compare_command(rules: str, category: str, output: Path, strict: bool, files: tuple[Path, ...]) -> None:
    """Score many workbooks under one rule set and write the ranking."""
    from analytics.comparison import Entry, Unread, compare
    from sheets.many import read_many
    from sheets.ranking import write_ranking
    from sheets.reader import WorkbookReader

    questionnaire = _questionnaire(rules, category)
    lost = [Unread(str(path), (_problem(str(path), "tak_ada_berkas"),)) for path in files if not path.is_file()]
    there = ((str(path), path.read_bytes()) for path in files if path.is_file())
    found = list(read_many(there, WorkbookReader(_library(), questionnaire)))
    entries = [item for item in found if isinstance(item, Entry)]
    unread = [*lost, *(item for item in found if isinstance(item, Unread))]
    if not entries:
        _fail([problem for item in unread for problem in item.problems])
    comparison = compare(questionnaire, entries, unread)
    if strict and comparison.assumptions:
        for name in comparison.assumptions:
            print(say("baris_ditolak", alasan=name), file=sys.stderr)
        raise SystemExit(REFUSED)
    try:
        write_ranking(comparison, str(output))
    except OSError:
        _fail([_problem(str(output), "tidak_menulis")])
    echo("terbaca", terbaca=len(entries), gagal=len(unread))
    echo("ditulis", berkas=output)


@monev.command("serve", help=say("jalankan"))
@_option("--port", type=click.IntRange(1, 65535), default=8501, metavar="PORT", help=say("opsi_port"))
def serve_command(port: int) -> None:
    """Start the app as a process of its own."""
    os.chdir(HERE)
    arguments = ["-m", "streamlit", "run", str(HERE / "app.py"), "--server.port", str(port)]
    os.execv(sys.executable, [sys.executable, *arguments])  # noqa: S606


def _library() -> Library:
    return Library()


def _rule_set(name: str) -> RuleSet:
    try:
        return _library().rule_set(name)
    except UnknownRules as error:
        _fail([error.problem])
    except RuleErrors as errors:
        _fail(errors.problems)


def _questionnaire(name: str, category: str) -> Questionnaire:
    try:
        return _library().questionnaire(name, category)
    except UnknownRules as error:
        _fail([error.problem])
    except RuleErrors as errors:
        _fail(errors.problems)


def _check_category(name: str, category: str) -> None:
    """A rule set with questionnaires knows its categories; one without accepts every category."""
    codes = [code for code, _ in _library().categories(name)]
    if codes and category not in codes:
        remedy = say("tanpa_kuesioner_obat", kategori=", ".join(codes))
        _fail([Problem(f"--category {category}", say("tanpa_kuesioner"), remedy)])


def _score(place: str, given: str) -> Fraction:
    try:
        value = parse_score(given)
    except ValueError:
        _fail([_problem(place, "bukan_nilai", nilai=given)])
    if not 0 <= value <= 100:
        _fail([_problem(place, "luar_rentang", nilai=given)])
    return value


def _stages(given: Sequence[str]) -> dict[str, Fraction]:
    values: dict[str, Fraction] = {}
    for item in given:
        name, mark, value = item.partition("=")
        if not mark:
            _fail([_problem(f"--stage {item}", "tahap_tanpa_nilai", isi=item)])
        if name in values:
            _fail([_problem(f"--stage {name}", "tahap_ganda")])
        values[name] = _score(f"--stage {name}", value)
    return values


def _stage_names(rules: RuleSet) -> list[str]:
    return [
        name for stage in rules.stages for name in (stage.code, *(f"{stage.code}.{part.code}" for part in stage.parts))
    ]


def _read_answers(questionnaire: Questionnaire, path: Path) -> dict[str, Answer]:
    try:
        data = path.read_bytes()
    except OSError:
        _fail([_problem(str(path), "tak_ada_berkas")])
    as_workbook = data[:2] == b"PK" or path.suffix.lower().startswith((".xls", ".ods"))
    raw = _from_workbook(questionnaire, path, data) if as_workbook else _from_json(path, data)
    facts, problems = read_answers(questionnaire, raw)
    if problems:
        _fail(problems)
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
        raw = json.loads(data.decode("utf-8-sig"), object_pairs_hook=unique, parse_float=str)
    except json.JSONDecodeError as error:
        _fail([_problem(str(path), "bukan_json", baris=error.lineno, kolom=error.colno)])
    except (UnicodeDecodeError, RecursionError):
        _fail([_problem(str(path), "bukan_json", baris=1, kolom=1)])
    if doubled:
        _fail([_problem(str(path), "kunci_ganda", kode=code) for code in doubled])
    return raw


def _from_workbook(questionnaire: Questionnaire, path: Path, data: bytes) -> Any:
    from sheets.reader import read_workbook

    reading = read_workbook(data, _library(), questionnaire, path.name)
    if reading.problems:
        _fail(reading.problems)
    return reading.answers


def _problem(place: str, key: str, **values: Any) -> Problem:
    return Problem(place, say(key, **values), say(f"{key}_obat", **values))


def _fail(problems: Sequence[Problem]) -> NoReturn:
    for problem in problems:
        print(problem, file=sys.stderr)
    raise SystemExit(BAD_INPUT)


if __name__ == "__main__":
    main()
