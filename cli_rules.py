"""The commands below `monev rules`: rule sets listed, checked, compared, written and read as spreadsheets."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import click

from cli_authoring import rules_export, rules_import
from cli_frame import Group, json_option
from cli_input import fault, library, refuse
from cli_output import echo, print_json, say, tell_tallies
from cli_versions import rules_diff, rules_overlay, rules_seal
from questionnaires import Library, RuleErrors
from questionnaires.orphans import orphans
from questionnaires.reading import read_bare
from questionnaires.sealing import seal_problems, unsealed
from wording import number, text


@click.group(cls=Group, help=say("aturan"))
def rules() -> None:
    """Hold the commands on rule sets together."""


rules.add_command(rules_diff)
rules.add_command(rules_overlay)
rules.add_command(rules_seal)
rules.add_command(rules_export)
rules.add_command(rules_import)


@rules.command("list", help=say("aturan_daftar"))
@json_option
def rules_list(as_json: bool) -> None:
    """Print every rule set."""
    rows = library().listing()
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
    try:
        checked, editions = Library.around(path) if path else (library(), library().editions)
    except RuleErrors as errors:
        refuse(errors.problems)
    if not editions:
        refuse([fault(str(path), "tak_ada_aturan")])
    started = time.process_time()
    problems = checked.check(editions) or [*orphans(checked, editions), *seal_problems(checked, editions)]
    took = time.process_time() - started
    if problems:
        refuse(problems)
    tell_tallies(list(checked.tallies(editions)))
    floor = read_bare(checked.files_read())
    echo("semua_baik", jumlah=len(editions))
    if open_names := unsealed(checked, editions):
        told = text("perintah.tanpa_segel", aturan=", ".join(open_names))
        print(say("perhatian", isi=told), file=sys.stderr)
    echo("lama_periksa", lama=_seconds(took), dasar=_seconds(floor), kali=number(f"{took / max(floor, 1e-9):.1f}"))


def _seconds(value: float) -> str:
    return number(f"{value:.2f}")
