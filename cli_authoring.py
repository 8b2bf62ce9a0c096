"""The commands `monev rules export` and `monev rules import`: a rule set as a workbook, and back."""

from __future__ import annotations

import sys
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli_frame import Command, option, output_option, rules_option
from cli_input import fault, library, refuse
from cli_output import echo, say
from questionnaires import Library, Problem, RuleErrors, UnknownRules
from questionnaires.editions import own_folder
from questionnaires.orphans import orphans

if TYPE_CHECKING:
    from questionnaires.writing import Folder


@click.command("export", cls=Command, help=say("aturan_ekspor"))
@rules_option
@option("--category", metavar="KATEGORI", help=say("opsi_kategori_ekspor"))
@output_option
def rules_export(rules: str, category: str | None, output: Path) -> None:
    """Write a rule set as an annotated workbook."""
    from sheets.authoring.workbook import write_authoring

    folder = _folder(rules, category)
    if output.exists() and not _expendable(output):
        refuse([fault(str(output), "menimpa_aturan")])
    target = BytesIO()
    try:
        write_authoring(folder, target)
        output.write_bytes(target.getvalue())
    except RuleErrors as errors:
        refuse(errors.problems)
    except OSError:
        refuse([fault(str(output), "tidak_menulis")])
    echo("ditulis", berkas=output)


@click.command("import", cls=Command, help=say("aturan_impor"))
@click.argument("file", metavar="BERKAS.xlsx", type=click.Path(path_type=Path))
@option("-o", "--output", metavar="FOLDER", type=click.Path(path_type=Path), help=say("opsi_folder_impor"))
def rules_import(file: Path, output: Path | None) -> None:
    """Write the rule files of an authored workbook, or print every problem in it."""
    from sheets.authoring.examine import examine
    from sheets.authoring.placing import folder_of, place
    from sheets.authoring.reader import read_authoring

    if not file.is_file():
        refuse([fault(str(file), "tak_ada_berkas")])
    root = output or own_folder() or Path.cwd()
    draft = read_authoring(file)
    rules = draft.rules
    examined = examine(draft, library(), folder_of(rules, root) if rules else None)
    for notice in examined.notices:
        print(say("perhatian", isi=notice), file=sys.stderr)
    if examined.problems:
        refuse(examined.problems)
    try:
        written = place(examined, root, library())
    except RuleErrors as errors:
        refuse(errors.problems)
    except OSError:
        refuse([fault(str(root), "tidak_menulis")])
    for path in written:
        echo("ditulis", berkas=path)
    folder = folder_of(examined.rules, root)
    if not written:
        echo("tidak_berubah", folder=folder)
    for left in _left(folder):
        print(say("perhatian", isi=left), file=sys.stderr)


def _left(folder: Path) -> list[Problem]:
    """Return the category files in the folder of an imported rule set that it does not name any more."""
    around, editions = Library.around(folder)
    return orphans(around, editions)


def _folder(rules: str, category: str | None) -> Folder:
    """Return the files of a rule set; with a category, `rules.toml` and the file of that one."""
    from questionnaires.writing import read_folder

    try:
        edition = library().edition(rules)
        scope, _ = library().loaded(edition)
    except UnknownRules as error:
        refuse([error.problem])
    except RuleErrors as errors:
        refuse(errors.problems)
    files = {row.code: row.file for row in scope.rules.categories}
    if category is None:
        return read_folder(edition.folder)
    if category not in files:
        known = ", ".join(files) or "-"
        refuse([fault(f"--category {category}", "tanpa_kategori", aturan=edition.name, kategori=known)])
    if scope.core and not (edition.folder / files[category]).exists():
        refuse([fault(f"--category {category}", "kategori_warisan", dasar=scope.core, berkas=files[category])])
    return read_folder(edition.folder, [files[category]])


def _expendable(path: Path) -> bool:
    """Tell whether a file is an exported workbook in which nobody has written anything."""
    from questionnaires.writing import read_folder
    from sheets.authoring.reader import read_authoring

    draft = read_authoring(path) if path.is_file() else None
    rules = draft.rules if draft else None
    if draft is None or draft.folder is None or rules is None:
        return False
    name = f"{rules.owner}/{rules.year}@{rules.version}"
    own = next((edition for edition in library().editions if edition.name == name), None)
    texts = read_folder(own.folder).texts() if own else {}
    return all(texts.get(file) == text for file, text in draft.folder.texts().items())
