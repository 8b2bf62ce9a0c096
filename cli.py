"""The command `monev`: the same use cases as the pages, for scripts and for people at a terminal.

Exit status 0 done; 2 bad input, every problem on standard error; 3 the value asked for is itself refused.
"""

from __future__ import annotations

import gettext
import logging
import os
import sys
from pathlib import Path

import click

from cli_backup import backup_command, restore_command
from cli_files import demand_other_name, write_file
from cli_frame import (
    Group,
    body_option,
    category_option,
    json_option,
    option,
    output_option,
    rules_option,
    strict_option,
)
from cli_input import (
    BAD_INPUT,
    REFUSED,
    demand_category,
    fault,
    given_answers,
    given_questionnaire,
    given_rules,
    given_score,
    given_stages,
    library,
    refuse,
)
from cli_output import print_json, quiet, say, show, tell_class, tell_combined, tell_result, tell_sheet
from cli_rank import rank_command, template_command
from cli_rules import rules as rules_group
from questionnaires import Problem
from questionnaires.editions import OWN_FOLDER, own_folder
from scoring.classes import qualify
from scoring.scorer import Scorer
from scoring.stages import combine

STOPPED = 130
# Large uploads go back to the system at once, and threads do not each keep memory of their own (glibc, mallopt(3)).
MEMORY = {"MALLOC_ARENA_MAX": "2", "MALLOC_MMAP_THRESHOLD_": "1048576", "MALLOC_TRIM_THRESHOLD_": "1048576"}
HERE = Path(__file__).parent


def main() -> None:
    """Run the command line; the library's own sentences come from `wording/locale`."""
    os.environ["LANGUAGE"] = "id"
    logging.getLogger("monev").addHandler(logging.NullHandler())  # a command says itself what a server would log
    gettext.bindtextdomain("messages", str(HERE / "wording" / "locale"))
    try:
        sys.exit(monev.main(prog_name="monev", standalone_mode=False))
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        sys.exit(BAD_INPUT)
    except click.Abort:
        sys.exit(STOPPED)
    except click.UsageError as error:
        command = error.ctx.command_path if error.ctx else "monev"
        message = error.format_message().rstrip(".")
        refuse([Problem(command, message[:1].lower() + message[1:], say("pemakaian_obat", perintah=command))])


@click.group(cls=Group, help=say("tentang"))
def monev() -> None:
    """Hold the commands together."""


for command in (rules_group, template_command, rank_command, backup_command, restore_command):
    monev.add_command(command)


@monev.command("qualify", help=say("kelas"))
@rules_option
@option("--score", required=True, metavar="NILAI", help=say("opsi_nilai"))
@json_option
@strict_option
def qualify_command(rules: str, score: str, as_json: bool, strict: bool) -> None:
    """Print the class of one score."""
    rule_set = given_rules(rules)
    value = given_score("--score", score)
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
@rules_option
@category_option
@option("--stage", required=True, multiple=True, metavar="TAHAP=NILAI", help=say("opsi_tahap"))
@option("--final", is_flag=True, help=say("opsi_akhir"))
@json_option
@strict_option
def combine_command(
    rules: str, category: str, stage: tuple[str, ...], final: bool, as_json: bool, strict: bool
) -> None:
    """Print stage totals and the final score."""
    rule_set = given_rules(rules)
    demand_category(rules, category)
    result = combine(rule_set, category, given_stages(rule_set, category, stage)).as_json()
    refused_by_assumption = strict and bool(result["assumptions"])
    if refused_by_assumption:
        result |= {"stages": {}, "final": None, "class": None, "provisional_class": None, "basis": None}
        result["refused"] = [*result["refused"], *result["assumptions"]]
    show(result, as_json, lambda: tell_combined(result, rule_set), rule_set)
    if refused_by_assumption or (final and result["final"] is None):
        raise SystemExit(REFUSED)


@monev.command("score", help=say("nilai"))
@rules_option
@category_option
@option("--answers", required=True, metavar="BERKAS", type=click.Path(path_type=Path), help=say("opsi_jawaban"))
@body_option
@json_option
@strict_option
def score_command(rules: str, category: str, answers: Path, body: str, as_json: bool, strict: bool) -> None:
    """Print the score sheet of one body."""
    questionnaire = given_questionnaire(rules, category, body)
    facts = given_answers(questionnaire, answers)
    sheet = Scorer(questionnaire).score(facts)
    result = sheet.as_json()
    if strict and result["assumptions"]:
        result |= {"total": None, "provisional_class": None, "basis": None}
        result["refused"] = [*result["refused"], *result["assumptions"]]
    show(result, as_json, lambda: tell_sheet(result, questionnaire), questionnaire.rules)
    if result["total"] is None:
        raise SystemExit(REFUSED)


@rules_group.command("xlsform", help=say("formulir"))
@rules_option
@category_option
@body_option
@output_option
def xlsform_command(rules: str, category: str, body: str, output: Path) -> None:
    """Write a questionnaire as a form for ODK Collect and KoboToolbox."""
    from sheets.odk.form import write_xlsform

    questionnaire = given_questionnaire(rules, category, body)
    write_file(output, lambda path: write_xlsform(questionnaire, path))


@monev.command("results", help=say("hasil"))
@option("--scope", required=True, metavar="CAKUPAN", help=say("opsi_lingkup"))
@option("--year", type=click.IntRange(2000, 2100), metavar="TAHUN", help=say("opsi_tahun"))
@json_option
def results_command(scope: str, year: int | None, as_json: bool) -> None:
    """Print every published result of a scope and year."""
    from store import NewerDatabaseError
    from wiring import assemble
    from workflow.errors import BadInputError, MonevError

    try:
        results = assemble().results
    except NewerDatabaseError:
        refuse([fault("MONEV_DATABASE_URL, MONEV_DATA_DIR", "basis_data_baru")])
    except (MonevError, ValueError, OSError):
        refuse([fault("MONEV_DATABASE_URL, MONEV_DATA_DIR", "basis_data")])
    try:
        rows = results.as_json(scope, year)
    except BadInputError as error:
        refuse([Problem(f"--scope {scope}", str(error).rstrip("."), say("hasil_obat"))])
    if as_json:
        return print_json(rows)
    for row in rows:
        tell_result(row)
    return None


@monev.command("compare", help=say("banding"))
@rules_option
@category_option
@output_option
@strict_option
@click.argument("files", nargs=-1, required=True, metavar="BERKAS...", type=click.Path(path_type=Path))
def compare_command(rules: str, category: str, output: Path, strict: bool, files: tuple[Path, ...]) -> None:
    """Score workbooks and exports of many bodies under one rule set and write the ranking."""
    from analytics.comparison import Entry, Unread, compare
    from sheets.many import read_many
    from sheets.ranking import write_ranking
    from sheets.reader import WorkbookReader

    questionnaire = given_questionnaire(rules, category)
    demand_other_name(output, files)
    unread: list[Unread] = []
    there: list[tuple[str, Path]] = []
    for path in files:
        if path.is_file() and os.access(path, os.R_OK):
            there.append((str(path), path))
        else:
            unread.append(Unread(str(path), (fault(str(path), "tak_ada_berkas"),)))
    reader = WorkbookReader(library(), questionnaire, library().own_questionnaires(rules, category))
    found = list(read_many(((name, path.read_bytes()) for name, path in there), reader))
    entries = [item for item in found if isinstance(item, Entry)]
    unread += [item for item in found if isinstance(item, Unread)]
    if not entries:
        refuse([problem for item in unread for problem in item.problems])
    comparison = compare(questionnaire, entries, unread)
    if strict and comparison.assumptions:
        for name in comparison.assumptions:
            print(quiet(say("baris_ditolak", alasan=name)), file=sys.stderr)
        raise SystemExit(REFUSED)
    told = say("terbaca", terbaca=len(entries), gagal=len(unread))
    write_file(output, lambda path: write_ranking(comparison, path), told)


@monev.command("serve", help=say("jalankan"))
@option("--port", type=click.IntRange(1, 65535), default=8501, metavar="PORT", help=say("opsi_port"))
def serve_command(port: int) -> None:
    """Start the app as a process of its own."""
    own = own_folder()
    if own is not None:  # a relative name means the folder of the person who asks, not that of the program
        os.environ[OWN_FOLDER] = str(own)
    for name, value in MEMORY.items():
        os.environ.setdefault(name, value)
    os.chdir(HERE)
    arguments = ["-m", "streamlit", "run", str(HERE / "app.py"), "--server.port", str(port)]
    os.execv(sys.executable, [sys.executable, *arguments])  # noqa: S606


if __name__ == "__main__":
    main()
