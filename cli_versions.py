"""The commands on versions of rule sets: what differs between two, what an overlay changes, seals."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from cli_frame import Command, json_option
from cli_input import fault, library, refuse
from cli_output import print_json, say
from questionnaires import Library, RuleErrors, UnknownRules
from questionnaires.comparing import Effect, Line
from questionnaires.difference import CategoryDifference, Difference, difference, row_title
from questionnaires.editions import is_name
from questionnaires.whole import Whole, read_whole
from wording import text


@click.command("diff", cls=Command, help=say("aturan_beda"))
@click.argument("old", metavar="LAMA")
@click.argument("new", metavar="BARU")
@json_option
def rules_diff(old: str, new: str, as_json: bool) -> None:
    """Print what differs between two rule sets and whether a score can change."""
    found = difference(_given(old), _given(new))
    if as_json:
        print_json(found.as_json())
    else:
        _tell(found)


def _given(name: str) -> Whole:
    """Return the rule set of a name, or of the folder of that path."""
    try:
        if is_name(name) and not Path(name).is_dir():
            return read_whole(library(), name)
        around, editions = Library.around(Path(name))
        if len(editions) != 1:
            found = ", ".join(edition.name for edition in editions) or "-"
            refuse([fault(name, "bukan_satu_aturan", aturan=found)])
        return read_whole(around, editions[0].name)
    except UnknownRules as error:
        refuse([error.problem])
    except RuleErrors as errors:
        refuse(errors.problems)


def _tell(found: Difference) -> None:
    """Tell the difference: the answer first, then the rules, then category by category."""
    print(text("beda.kepala", lama=found.old, baru=found.new))
    print(found.statement)
    rules = [line for line in found.changed() if not line.category]
    if rules:
        print(text("beda.aturan"))
    for line in rules:
        _tell_line(line)
    for category in found.categories:
        print(_heading(category))
        print("  " + category.statement)
        for line in found.changed():
            if line.category and line.category == category.code:
                _tell_line(line)


def _heading(category: CategoryDifference) -> str:
    kinds: dict[str, Any] = category.counts or {}
    counts = ", ".join(
        text("beda.hitungan", jumlah=number, jenis=text(f"beda.jenis.{kind}")) for kind, number in kinds.items()
    )
    if not category.code:
        return text("beda.kategori_lain")
    return text("beda.kategori", kode=category.code, nama=category.label, hitungan=counts).rstrip(": ")


def _tell_line(line: Line) -> None:
    name, kind = row_title(line), text(f"beda.jenis.{line.kind}")
    key = "beda.baris_beda_nilai" if line.effect is Effect.SCORE else "beda.baris_beda"
    print(text(key, nama=name, jenis=kind))
    if line.before:
        print(text("beda.baris_sebelum", isi=line.before))
    if line.after:
        print(text("beda.baris_sesudah", isi=line.after))
