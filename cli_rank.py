"""The commands `monev template` and `monev rank`: from a blank table of stage values to ranked results."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cli_files import demand_other_name, write_file
from cli_frame import Command, body_option, json_option, option, output_option, rules_option, strict_option
from cli_input import REFUSED, fault, given_questionnaire, given_rules, library, refuse
from cli_output import echo, print_json, quiet, say
from scoring.rules import RuleSet
from scoring.standing import Passage
from wording import number

if TYPE_CHECKING:
    from analytics.recap import Recap
    from questionnaires.scheme import Section
    from sheets.contest.reading import TableReading

_path = click.Path(path_type=Path)
_some_category = option("--category", metavar="KATEGORI", default="", help=say("opsi_kategori_tabel"))
_saq = option("--saq", multiple=True, metavar="PERINGKAT.xlsx", type=_path, help=say("opsi_saq"))


@click.command("template", cls=Command, help=say("templat"))
@rules_option
@_some_category
@option("--stages", is_flag=True, help=say("opsi_tahap_kosong"))
@_saq
@body_option
@output_option
def template_command(rules: str, category: str, stages: bool, saq: tuple[Path, ...], body: str, output: Path) -> None:
    """Write the empty workbook of a questionnaire, or the empty table of stage values of many bodies."""
    if saq and not stages:
        raise click.UsageError(say("saq_tanpa_tahap"))
    if stages:
        return _blank_table(rules, category, saq, output)
    if not category:
        raise click.UsageError(say("kategori_perlu"))
    from sheets.template import write_template

    questionnaire = given_questionnaire(rules, category, body)
    return write_file(output, lambda path: write_template(questionnaire, path))


def _blank_table(rules: str, category: str, saq: Sequence[Path], output: Path) -> None:
    from questionnaires.scheme import way
    from sheets.contest.blank import write_blank
    from sheets.contest.categories import Categories
    from sheets.contest.gathering import bodies_of

    rule_set = _with_stages(rules)
    demand_other_name(output, saq)
    listed = library().categories(rules)
    bodies, problems = bodies_of(_named(saq), rule_set)
    categories = Categories.of(rule_set, listed, category)
    if category and not categories.fallback:
        problems.append(fault(f"--category {category}", "kategori_tabel", kategori=categories.listed()))
    if problems:
        refuse(problems)
    told = way(library(), rules)
    write_file(output, lambda path: write_blank(rule_set, categories, told, path, bodies))


@click.command("rank", cls=Command, help=say("rekap"))
@rules_option
@_some_category
@click.argument("table", metavar="TABEL", type=_path)
@_saq
@option("--earlier", multiple=True, metavar="TABEL", type=_path, help=say("opsi_sebelum"))
@option("-o", "--output", metavar="BERKAS.xlsx|.csv", type=_path, help=say("opsi_keluaran_rekap"))
@option("--final", is_flag=True, help=say("opsi_akhir_rekap"))
@json_option
@strict_option
def rank_command(
    rules: str, category: str, table: Path, saq: tuple[Path, ...], earlier: tuple[Path, ...], output: Path | None,
    final: bool, as_json: bool, strict: bool,
) -> None:  # fmt: skip
    """Print and write what becomes of all bodies of a table: gates, final scores, classes, places, awards."""
    from analytics.recap import recap
    from questionnaires.scheme import way

    rule_set = _with_stages(rules)
    if output is not None:
        demand_other_name(output, [table, *saq, *earlier])
    after = _given(rule_set, rules, category, [table, *saq])
    before = _given(rule_set, rules, category, earlier) if earlier else None
    found = recap(rule_set, after.entries, after.categories, None if before is None else before.entries)
    if strict and found.assumptions:
        for name in found.assumptions:
            print(quiet(say("baris_ditolak", alasan=name)), file=sys.stderr)
        raise SystemExit(REFUSED)
    if output is not None:
        _write(found, way(library(), rules), output, after.notes)
    if as_json:
        print_json(_as_json(found))
    else:
        _tell(found, after.notes)
    if output is not None and not as_json:
        echo("ditulis", berkas=output)
    if final and any(one.entry.status is None and one.combined.exact is None for one in found.contest.bodies):
        raise SystemExit(REFUSED)


def _with_stages(name: str) -> RuleSet:
    """Return the rule set of this name; without stages there is nothing to rank."""
    found = given_rules(name)
    if not found.stages:
        refuse([fault(f"--rules {name}", "tahap_tak_terbit")])
    return found


def _given(rules: RuleSet, name: str, category: str, files: Sequence[Path]) -> TableReading:
    from sheets.contest.gathering import gather

    found = gather(_named(files), rules, library().categories(name), category)
    if found.problems:
        refuse(found.problems)
    return found


def _named(files: Sequence[Path]) -> list[Any]:
    """Return the files with their names; one that cannot be read ends the command."""
    from sheets.contest.gathering import Named

    missing = [path for path in files if not (path.is_file() and os.access(path, os.R_OK))]
    if missing:
        refuse([fault(str(path), "tak_ada_berkas") for path in missing])
    return [Named(str(path), path) for path in files]


def _as_json(found: Recap) -> Mapping[str, Any]:
    """Return the contest, with what the objections changed where there was an earlier table."""
    told = found.contest.as_json()
    if found.earlier is not None:
        told["changes"] = [change.as_json() for change in found.changes]
    return told


def _tell(found: Recap, notes: Sequence[str]) -> None:
    from sheets.contest.pages import change_subject, change_words
    from sheets.contest.remarks import award_labels, class_words, gate_label, remarks

    for funnel in found.funnels:
        counts = {passage.value: len(funnel.of(passage)) for passage in Passage}
        echo("baris_gerbang", gerbang=gate_label(funnel.gate), **counts)
    for group in found.groups:
        for outcome in group.bodies:
            qualification = outcome.combined.qualification
            shown = number(qualification.published) if qualification else "-"
            more = "; ".join([*award_labels(found, outcome), *remarks(outcome)])
            echo(
                "baris_peringkat", peringkat=outcome.place or "-", badan=outcome.entry.body, nilai=shown,
                kategori=found.category(outcome.entry), kelas=class_words(found, outcome) or "-",
                lain=f" ({more})" if more else "",
            )  # fmt: skip
    for change in found.changes:
        before, after = (change_words(found, change, side) for side in (True, False))
        echo("baris_ubah", badan=change.body, hal=change_subject(found, change), sebelum=before, sesudah=after)
    for note in notes:
        print(quiet(note))
    for name in found.assumptions:
        known = found.rules.assumptions.get(name)
        echo("baris_anggapan", id=name, teks=known.text if known else "")


def _write(found: Recap, told: Sequence[Section], output: Path, notes: Sequence[str]) -> None:
    from sheets.contest.listing import recap_csv
    from sheets.contest.report import write_recap

    def written(path: str) -> None:
        if output.suffix.lower() == ".csv":
            Path(path).write_bytes(recap_csv(found))
        else:
            write_recap(found, told, path, notes)

    write_file(output, written, silent=True)
