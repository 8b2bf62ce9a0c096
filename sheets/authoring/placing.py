"""Where the files of an authored rule set are put; what was published is never overwritten."""

from __future__ import annotations

import os
from pathlib import Path
from tempfile import NamedTemporaryFile

from questionnaires import Library, Problem, RuleErrors
from questionnaires.editions import SHIPPED, editions_in, own_folder
from questionnaires.reading import read_table
from questionnaires.schema import RulesFile
from questionnaires.writing.folder import NOTES as NOTES_FILE
from questionnaires.writing.folder import RULES as RULES_FILE
from sheets.authoring.areas import problem
from sheets.authoring.examine import Examined, folder_name
from sheets.authoring.titles import word

_DRAFT = "draft"


def folder_of(rules: RulesFile, root: Path) -> Path:
    """Return the folder of this version below `root`: the one that holds it, else a new one."""
    own = [edition for edition in editions_in(root) if (edition.owner, edition.year) == (rules.owner, rules.year)]
    there = next((edition.folder for edition in own if edition.version == rules.version), None)
    if there is not None:
        return there
    plain = root / rules.owner / folder_name(rules)
    return root / rules.owner / f"{rules.year}@{rules.version}" if plain.exists() else plain


def place(examined: Examined, root: Path, library: Library) -> list[Path]:
    """Write the files below `root` and return those that changed; files that were missing may join a published version.

    A published overlay lacks none: a file that joined it would take the place of a questionnaire of its core.

    Raises:
        RuleErrors: a published version stands there, or a shipped one would be replaced.
    """
    rules = examined.rules
    folder = folder_of(rules, root)
    texts = examined.folder.texts() if examined.folder else {}
    changed = [name for name, text in texts.items() if not _same(folder / name, text)]
    there = (folder / RULES_FILE).exists()
    joined = there and bool(rules.base) and any(name != NOTES_FILE for name in changed)
    if joined or any((folder / name).exists() for name in changed) or _shadows(rules, root):
        _refuse(rules, folder, root, library)
    folder.mkdir(parents=True, exist_ok=True)
    for name in changed:
        _write(folder / name, texts[name])
    return [folder / name for name in changed]


def _shadows(rules: RulesFile, root: Path) -> bool:
    """Tell whether these files would stand for a shipped version in the installation's own folder."""
    own = own_folder()
    if own is None or own.resolve() != root.resolve():
        return False
    return f"{rules.owner}/{rules.year}@{rules.version}" in {found.name for found in editions_in(SHIPPED)}


def _refuse(rules: RulesFile, folder: Path, root: Path, library: Library) -> None:
    name = f"{rules.owner}/{rules.year}@{rules.version}"
    versions = [
        edition.version
        for edition in (*library.editions, *editions_in(root))
        if (edition.owner, edition.year) == (rules.owner, rules.year)
    ]
    following = max(versions, default=0) + 1
    if _shadows(rules, root):
        raise RuleErrors([problem(name, "bawaan", aturan=name, versi=following)])
    found: list[Problem] = []
    there = read_table(folder / RULES_FILE, f"{folder.name}/{RULES_FILE}", RulesFile, found)
    state = there.state if there is not None else "published"
    if state != _DRAFT:
        told = {"aturan": name, "keadaan": word("state", state), "folder": folder, "versi": following}
        raise RuleErrors([problem(name, "sudah_terbit", **told)])


def _same(path: Path, text: str) -> bool:
    return path.is_file() and path.read_bytes() == text.encode("utf-8")


def _write(path: Path, text: str) -> None:
    """Put a whole file in its place, so that nobody ever reads half of one."""
    with NamedTemporaryFile("w", dir=path.parent, encoding="utf-8", newline="\n", delete=False) as stream:
        stream.write(text)
    Path(stream.name).chmod(0o644)
    os.replace(stream.name, path)
