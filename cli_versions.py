"""The commands on versions of rule sets: what differs between two, what an overlay changes, seals."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from cli_frame import Command, json_option, option
from cli_input import fault, library, refuse
from cli_output import print_json, say
from questionnaires import Library, RuleErrors, UnknownRules
from questionnaires.comparing import Effect, Line
from questionnaires.conflicts import Upgrade, upgrade
from questionnaires.core import STATES, CoreItem
from questionnaires.difference import CategoryDifference, Difference, difference, row_title
from questionnaires.editions import is_name
from questionnaires.sealing import seal
from questionnaires.seals import FILE
from questionnaires.whole import Whole, read_whole
from wording import text

SHORTEST_REASON = 10
"""Letters that the reason of a renewed seal has at least, as every reason of a rule file."""


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


@click.command("overlay", cls=Command, help=say("aturan_lapisan"))
@click.argument("name", metavar="ATURAN")
@option("--base", metavar="DASAR", help=say("opsi_dasar"))
@json_option
def rules_overlay(name: str, base: str | None, as_json: bool) -> None:
    """Print how each item stands to the core, and what a new version of the core would mean."""
    try:
        edition = library().edition(name)
        scope, _ = library().loaded(edition)
        cores = {row.code: library().core(edition.name, row.code) for row in scope.rules.categories}
        moved = upgrade(library(), edition, base) if base else None
    except UnknownRules as error:
        refuse([error.problem])
    except RuleErrors as errors:
        refuse(errors.problems)
    if not scope.core and not any(core for core, _ in cores.values()):
        refuse([fault(name, "bukan_lapisan")])
    if as_json:
        return print_json(
            {
                "rules": edition.name,
                "base": scope.core or None,
                "categories": [
                    {"code": code, "base": core, "items": [asdict(item) for item in items]}
                    for code, (core, items) in cores.items()
                ],
                "upgrade": asdict(moved) if moved else None,
            }
        )
    _tell_overlay(edition.name, scope.core, cores)
    newest = library().edition(scope.core.partition("@")[0]).name if scope.core else ""
    if moved:
        _tell_upgrade(moved)
    elif newest != scope.core:
        print(text("beda.lapisan.lebih_baru", dasar=newest, aturan=edition.name))
    return None


@click.command("seal", cls=Command, help=say("aturan_segel"))
@click.argument("path", required=False, metavar="[FOLDER]", type=click.Path(path_type=Path))
@option("--rules", "names", multiple=True, metavar="ATURAN", help=say("opsi_aturan"))
@option("--reason", default="", metavar="ALASAN", help=say("opsi_alasan"))
def rules_seal(path: Path | None, names: tuple[str, ...], reason: str) -> None:
    """Seal published rule sets; renew broken seals where a reason is given."""
    reason = " ".join(reason.split())
    if reason and len(reason) < SHORTEST_REASON:
        refuse([fault("--reason", "alasan_pendek")])
    try:
        shelf, editions = Library.around(path) if path else (library(), library().editions)
        chosen = [shelf.edition(name) for name in names] or list(editions)
        problems = shelf.check(chosen)
        done, faults = (None, problems) if problems else seal(shelf, chosen, bool(names), reason)
    except UnknownRules as error:
        refuse([error.problem])
    except RuleErrors as errors:
        refuse(errors.problems)
    except OSError:
        refuse([fault(FILE, "tidak_menulis")])
    if not chosen:
        refuse([fault(str(path), "tak_ada_aturan")])
    if done is None:
        refuse(faults)
    for name in done.new:
        print(text("segel.disegel", aturan=name))
    for name, parts in done.renewed.items():
        print(text("segel.diperbarui", aturan=name, bagian=", ".join(parts), alasan=reason))
    for name in done.released:
        print(text("segel.dilepas", aturan=name, alasan=reason))
    files = ", ".join(str(file / FILE) for file in done.files)
    kept, new, renewed = len(done.kept), len(done.new), len(done.renewed)
    print(text("segel.ringkas", tetap=kept, baru=new, perbarui=renewed, berkas=files))


def _tell_overlay(name: str, core: str, cores: Mapping[str, tuple[str, tuple[CoreItem, ...]]]) -> None:
    print(text("beda.lapisan.kepala", aturan=name, dasar=core) if core else name)
    for code, (base, items) in cores.items():
        comparable = sum(item.comparable for item in items)
        print(text("beda.lapisan.kategori", kode=code, dasar=base or "-", sebanding=comparable))
        for state in STATES:
            codes = [item.code for item in items if item.state == state]
            if codes and state != "same":
                told = text(f"beda.lapisan.{state}", jumlah=len(codes))
                print(text("beda.lapisan.baris", keadaan=told, butir=", ".join(codes)))
            elif codes:
                print("  " + text("beda.lapisan.same", jumlah=len(codes)))


def _tell_upgrade(moved: Upgrade) -> None:
    print(text("beda.kepala", lama=moved.seen, baru=moved.target))
    for conflict in moved.conflicts:
        print(text("beda.lapisan.bentrok", masalah=conflict))
    for arrival in moved.arrivals:
        print(text("beda.lapisan.datang", nama=arrival))
    if not moved.conflicts:
        print(text("beda.lapisan.tanpa_bentrok"))


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
