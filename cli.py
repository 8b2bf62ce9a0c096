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

from questionnaires import Library, Problem, RuleErrors, UnknownRules
from questionnaires.answers import read_answers
from questionnaires.values import parse_score
from scoring.classes import qualify
from scoring.facts import Answer
from scoring.resolve import FactError
from scoring.rules import Questionnaire, RuleSet
from scoring.scorer import Scorer
from scoring.stages import combine
from wording import number, text

F = TypeVar("F", bound=Callable[..., Any])

BAD_INPUT, REFUSED = 2, 3
HERE = Path(__file__).parent


def _say(key: str, **values: Any) -> str:
    return text(f"perintah.{key}", **values)


def _option(*names: str, **rest: Any) -> Callable[[F], F]:
    return click.option(*names, show_default=False, **rest)


_rules = _option("--rules", required=True, metavar="ATURAN", help=_say("opsi_aturan"))
_category = _option("--category", required=True, metavar="KATEGORI", help=_say("opsi_kategori"))
_json = _option("--json", "as_json", is_flag=True, help=_say("opsi_json"))
_strict = _option("--strict", is_flag=True, help=_say("opsi_ketat"))
_output = _option(
    "-o", "--output", required=True, metavar="BERKAS.xlsx", type=click.Path(path_type=Path), help=_say("opsi_keluaran")
)


def main() -> None:
    """Run the command line; the library's own sentences come from `wording/locale`."""
    os.environ["LANGUAGE"] = "id"
    gettext.bindtextdomain("messages", str(HERE / "wording" / "locale"))
    monev()


@click.group(help=_say("tentang"))
def monev() -> None:
    """Hold the commands together."""


@monev.group(help=_say("aturan"))
def rules() -> None:
    """Hold the commands on rule sets together."""


@rules.command("list", help=_say("aturan_daftar"))
@_json
def rules_list(as_json: bool) -> None:
    """Print every rule set."""
    rows = _library().listing()
    if as_json:
        return _print_json(rows)
    for row in rows:
        _echo("baris_aturan", aturan=row["rules"], versi=row["version"], judul=row["title"], keadaan=row["state"])
        for category in row["categories"]:
            _echo("baris_kategori", kode=category["code"], butir=category["questions"], maksimum=category["maximum"])
        _echo("baris_kosong", kosong=row["unpublished"], anggapan=row["assumptions"])
    return None


@rules.command("check", help=_say("aturan_periksa"))
@click.argument("path", required=False, metavar="[FOLDER]", type=click.Path(path_type=Path))
def rules_check(path: Path | None) -> None:
    """Check rule sets whole and print every problem."""
    library = Library(path) if path else Library()
    if not library.editions:
        _fail([_problem(str(path or "questionnaires"), "tak_ada_aturan")])
    problems = library.check()
    if problems:
        _fail(problems)
    _echo("semua_baik", jumlah=len(library.editions))


@monev.command("qualify", help=_say("kelas"))
@_rules
@_option("--score", required=True, metavar="NILAI", help=_say("opsi_nilai"))
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
    _show(result, as_json, lambda: _tell_class(result), rule_set)
    if result["class"] is None:
        raise SystemExit(REFUSED)


@monev.command("combine", help=_say("gabung"))
@_rules
@_category
@_option("--stage", required=True, multiple=True, metavar="TAHAP=NILAI", help=_say("opsi_tahap"))
@_option("--final", is_flag=True, help=_say("opsi_akhir"))
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
        _fail(
            [Problem(f"--stage {error.code}", str(error).partition(": ")[2], _say("tahap_ditolak_obat", tahap=known))]
        )
    result = combined.as_json()
    refused_by_assumption = strict and bool(result["assumptions"])
    if refused_by_assumption:
        result |= {"stages": {}, "final": None, "class": None, "provisional_class": None, "basis": None}
        result["refused"] = [*result["refused"], *result["assumptions"]]
    _show(result, as_json, lambda: _tell_combined(result, rule_set), rule_set)
    if refused_by_assumption or (final and result["final"] is None):
        raise SystemExit(REFUSED)


@monev.command("score", help=_say("nilai"))
@_rules
@_category
@_option("--answers", required=True, metavar="BERKAS", type=click.Path(path_type=Path), help=_say("opsi_jawaban"))
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
    _show(result, as_json, lambda: _tell_sheet(result, questionnaire), questionnaire.rules)
    if result["total"] is None:
        raise SystemExit(REFUSED)


@monev.command("template", help=_say("templat"))
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
    _echo("ditulis", berkas=output)


@monev.command("results", help=_say("hasil"))
@_option("--scope", required=True, metavar="CAKUPAN", help=_say("opsi_lingkup"))
@_option("--year", type=click.IntRange(2000, 2100), metavar="TAHUN", help=_say("opsi_tahun"))
@_json
def results_command(scope: str, year: int | None, as_json: bool) -> None:
    """Print every published result of a scope and year."""
    from wiring import assemble
    from workflow.errors import MonevError

    try:
        rows = assemble().results.as_json(scope, year)
    except MonevError as error:
        _fail([Problem(f"--scope {scope}", str(error).rstrip("."), _say("hasil_obat"))])
    if as_json:
        return _print_json(rows)
    for row in rows:
        _tell_result(row)
    return None


@monev.command("serve", help=_say("jalankan"))
@_option("--port", type=click.IntRange(1, 65535), default=8501, metavar="PORT", help=_say("opsi_port"))
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
        remedy = _say("tanpa_kuesioner_obat", kategori=", ".join(codes))
        _fail([Problem(f"--category {category}", _say("tanpa_kuesioner"), remedy)])


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


def _tell_class(result: dict[str, Any]) -> None:
    _echo("baris_kelas", nilai=number(result["published"]), kelas=result["label"] or _say("kelas_ditolak"))


def _tell_combined(result: dict[str, Any], rules: RuleSet) -> None:
    labels = {band.code: band.label for band in rules.bands}
    for code, stage in result["stages"].items():
        _echo("baris_tahap", tahap=code, nilai=number(stage["published"]))
    if result["final"]:
        kelas = labels.get(result["class"], _say("kelas_ditolak"))
        _echo("baris_akhir", nilai=number(result["final"]["published"]), kelas=kelas)


def _tell_sheet(result: dict[str, Any], questionnaire: Questionnaire) -> None:
    labels = {band.code: band.label for band in questionnaire.rules.bands}
    for question in result["questions"]:
        _echo(
            "baris_butir",
            kode=question["code"],
            perolehan=question["earned"],
            bobot=question["possible"],
            alasan=question["reason"],
        )
    for indicator in result["indicators"]:
        published = "-" if indicator["published"] is None else number(indicator["published"])
        _echo("baris_indikator", nama=indicator["label"], nilai=published, bobot=indicator["possible"])
    if result["total"]:
        total = result["total"]
        _echo("baris_total", nilai=number(total["published"]), maksimum=total["maximum"])
    if result["provisional_class"]:
        _echo("baris_sementara", kelas=labels[result["provisional_class"]])


def _tell_result(row: dict[str, Any]) -> None:
    _echo(
        "baris_hasil",
        tahun=row["year"],
        badan=row["body"],
        kelas=text(f"hasil.kelas.{row['class']}") if row["class"] else "-",
        nilai=number(row["score"]) if row["score"] else "-",
        peringkat=row["place"] or "-",
        sumber=row["source"],
    )


def _show(result: dict[str, Any], as_json: bool, tell: Any, rules: RuleSet) -> None:
    if as_json:
        return _print_json(result)
    tell()
    for reason in result["refused"]:
        _echo("baris_ditolak", alasan=reason)
    for name in result["assumptions"]:
        known = rules.assumptions.get(name)
        _echo("baris_anggapan", id=name, teks=known.text if known else "")
    return None


def _print_json(value: Any) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=2))


def _echo(key: str, **values: Any) -> None:
    print(_say(key, **values))


def _problem(place: str, key: str, **values: Any) -> Problem:
    return Problem(place, _say(key, **values), _say(f"{key}_obat", **values))


def _fail(problems: list[Problem]) -> NoReturn:
    for problem in problems:
        print(problem, file=sys.stderr)
    raise SystemExit(BAD_INPUT)


if __name__ == "__main__":
    main()
