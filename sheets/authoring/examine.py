"""What an authored rule set means: checked like a shipped one, with every fault at its cell, and nothing kept."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

from questionnaires import Library, Problem, RuleErrors
from questionnaires.editions import Edition, editions_in
from questionnaires.reading import ABSENT
from questionnaires.schema import CategoryFile, RulesFile
from questionnaires.whole import Whole, read_whole
from questionnaires.writing import Folder
from questionnaires.writing.folder import RULES as RULES_FILE
from questionnaires.writing.shape import shapes
from sheets.authoring.areas import Spot, problem
from sheets.authoring.collect import Path as Steps
from sheets.authoring.draft import Draft
from sheets.authoring.faults import nearest_spot
from sheets.authoring.places import located
from sheets.authoring.plan import FILES, block_named

_FILE = re.compile(r"[a-z0-9][a-z0-9_-]*\.toml\Z")
_BASE = re.compile(r"[a-z][a-z0-9_]*/\d{4}(?:@\d+)?:[a-z0-9][a-z0-9_-]*\Z")


@dataclass(frozen=True, slots=True)
class Examined:
    """A rule set that was read from a workbook.

    problems: every fault; while there is one, `folder` and `whole` must not be used. notices: what deserves a look.
    """

    folder: Folder | None
    whole: Whole | None
    problems: tuple[Problem, ...]
    notices: tuple[Problem, ...]

    @property
    def rules(self) -> RulesFile:
        """Return the tables of `rules.toml`.

        Raises:
            ValueError: the workbook could not be read.
        """
        table = self.folder.files[RULES_FILE].table if self.folder else None
        if not isinstance(table, RulesFile):
            raise ValueError("nothing was read")
        return table

    @property
    def name(self) -> str:
        """Return `<owner>/<year>@<version>`."""
        return f"{self.rules.owner}/{self.rules.year}@{self.rules.version}"


def examine(draft: Draft, library: Library, beside: Path | None = None) -> Examined:
    """Return the rule set of a workbook with every fault of its meaning.

    Args:
        library: where what it is laid over is looked up.
        beside: a folder that holds the category files which the workbook leaves aside.
    """
    folder, rules = draft.folder, draft.rules
    if folder is None or rules is None:
        return Examined(None, None, draft.problems, draft.notices)
    outside = tuple(_outside(folder, rules, draft.spots))
    if outside:
        return Examined(folder, None, outside, draft.notices)
    with TemporaryDirectory() as root:
        place = Path(root) / rules.owner / folder_name(rules)
        place.mkdir(parents=True)
        _write(folder, place, _beside(rules, library, beside))
        there = {path.name for path in place.iterdir()}
        whole, found = _checked(Library(Path(root), *library.roots), next(editions_in(Path(root))))
    missing = list(_missing(rules, there, draft.spots))
    told = [located(one, folder, draft.spots) for one in found if one.message != ABSENT]
    problems = tuple(dict.fromkeys([*missing, *told]))
    return Examined(folder, None if problems else whole, problems, (*draft.notices, *_gaps(rules, draft.spots)))


def folder_name(rules: RulesFile) -> str:
    """Return how the folder of a version is called."""
    return f"{rules.year}@{rules.version}" if rules.version > 1 else str(rules.year)


def _write(folder: Folder, place: Path, beside: Path | None) -> None:
    """Write the files, and copies of those that the workbook leaves aside."""
    texts = folder.texts()
    for path in beside.glob("*.toml") if beside is not None else ():
        texts.setdefault(path.name, path.read_text(encoding="utf-8"))
    for name, text in texts.items():
        (place / name).write_text(text, encoding="utf-8", newline="\n")


def _beside(rules: RulesFile, library: Library, given: Path | None) -> Path | None:
    """Return the folder with the other files of this version: the one given, else the installed one."""
    if given is not None and given.is_dir():
        return given
    name = f"{rules.owner}/{rules.year}@{rules.version}"
    return next((edition.folder for edition in library.editions if edition.name == name), None)


def _checked(library: Library, edition: Edition) -> tuple[Whole | None, list[Problem]]:
    problems = library.check([edition])
    if problems:
        return None, problems
    try:
        return read_whole(library, edition.name), []
    except RuleErrors as errors:
        return None, errors.problems


def _outside(folder: Folder, rules: RulesFile, spots: Mapping[Steps, Spot]) -> Iterator[Problem]:
    """Yield names that would lead out of the folder of the rule set."""
    for path, name in _named_files(rules):
        if not _FILE.match(name) or name == RULES_FILE:
            yield problem(_at(spots, RULES_FILE, *path), "nama_berkas", isi=name)
    for name, document in folder.files.items():
        table = document.table
        if isinstance(table, CategoryFile) and table.base and not _BASE.match(table.base):
            yield problem(_at(spots, name, "base"), "bentuk", isi=table.base, contoh="bank/2025:opd")


def _missing(rules: RulesFile, there: set[str], spots: Mapping[Steps, Spot]) -> Iterator[Problem]:
    for path, name in _named_files(rules):
        if name not in there:
            table = block_named(FILES).title
            yield problem(_at(spots, RULES_FILE, *path), "berkas_hilang", berkas=name, tabel=table)


def _named_files(rules: RulesFile) -> Iterator[tuple[Steps, str]]:
    """Yield every category file that the rules name, with the path of its name."""
    for shape in shapes(RulesFile):
        rows = getattr(rules, shape.name)
        for number, row in enumerate(rows if isinstance(rows, list) else ()):
            name = getattr(row, "file", None)
            if isinstance(name, str):
                yield (shape.key, number, "file"), name


def _gaps(rules: RulesFile, spots: Mapping[Steps, Spot]) -> Iterator[Problem]:
    """Yield printed ranges of neighbouring classes that leave more than a rounding between them."""
    for number, (above, below) in enumerate(pairwise(rules.bands), start=1):
        start, end = above.printed_from, below.printed_to
        if start is not None and end is not None and start - end > 1:
            yield problem(_at(spots, RULES_FILE, "bands", number, "printed_to"), "celah", bawah=end, atas=start)


def _at(spots: Mapping[Steps, Spot], *path: str | int) -> Spot:
    return nearest_spot(path, spots) or Spot("", "")
