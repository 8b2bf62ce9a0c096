"""What an authored rule set means: checked like a shipped one, with every fault at its cell, and nothing kept."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

from questionnaires import Library, Problem, RuleErrors
from questionnaires.editions import Edition
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
from sheets.authoring.places import Locator
from sheets.authoring.plan import FILES, block_named

_FILE = re.compile(r"[a-z0-9][a-z0-9_-]*\.toml\Z")
_BASE = re.compile(r"[a-z][a-z0-9_]*/\d{4}(?:@\d+)?:[a-z0-9][a-z0-9_-]*\Z")


_FOLLOWS = re.compile(r"dasar '|tidak ada di dasar|jumlah bobot butir|tidak berisi butir|ditulis \d+ kali")
"""What is said of a questionnaire whose base could not be taken."""


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
        edition = Edition(rules.owner, rules.year, rules.version, place)
        whole, found = _checked(library.joined_by(edition), edition)
    told = list(_missing(rules, there, draft.spots))
    bases = dict(_bases(folder, found, draft.spots))
    locator = Locator(folder, draft.spots)
    told += [*bases.values(), *(locator.located(one) for one in found if _counts(one, set(bases)))]
    problems = tuple(dict.fromkeys(told))
    return Examined(folder, None if problems else whole, problems, (*draft.notices, *_gaps(rules, draft.spots)))


def folder_name(rules: RulesFile) -> str:
    """Return how the folder of a version is called."""
    return f"{rules.year}@{rules.version}" if rules.version > 1 else str(rules.year)


def _write(folder: Folder, place: Path, beside: Iterable[Path]) -> None:
    """Write the files, and copies of those that the workbook leaves aside."""
    texts = folder.texts()
    for path in (path for other in beside for path in sorted(other.glob("*.toml"))):
        texts.setdefault(path.name, path.read_text(encoding="utf-8"))
    for name, text in texts.items():
        (place / name).write_text(text, encoding="utf-8", newline="\n")


def _beside(rules: RulesFile, library: Library, given: Path | None) -> list[Path]:
    """Return the folders with the other files of this version: the one given, then the installed one."""
    name = f"{rules.owner}/{rules.year}@{rules.version}"
    installed = [edition.folder for edition in library.editions if edition.name == name]
    return [*([given] if given is not None and given.is_dir() else []), *installed]


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
    for path, name in _named_files(rules) if not rules.base else ():  # an overlay finds the others in its core
        if name not in there:
            table = block_named(FILES).title
            yield problem(_at(spots, RULES_FILE, *path), "berkas_hilang", berkas=name, tabel=table)


def _bases(folder: Folder, found: list[Problem], spots: Mapping[Steps, Spot]) -> Iterator[tuple[str, Problem]]:
    """Yield the files whose base could not be taken, with what is wrong; faults that follow from it are left out."""
    absent = [one.place for one in found if one.message == ABSENT]
    for name, document in folder.files.items():
        table = document.table
        if not isinstance(table, CategoryFile) or not table.base:
            continue
        rules, _, item = table.base.partition(":")
        owner = rules.partition("@")[0]
        spot = _at(spots, name, "base")
        stated = next((one for one in found if one.place.endswith(f"/{name}, kunci 'base'")), None)
        if stated is not None:
            yield name, Problem(spot.place(), stated.message, stated.remedy)
        elif any(place.startswith(owner) and place.endswith(f"/{item}.toml") for place in absent):
            yield name, problem(spot, "dasar_hilang", isi=table.base)


def _counts(found: Problem, without_base: set[str]) -> bool:
    """Tell whether a problem stands for itself: not told already, and not the consequence of a missing base."""
    file = found.place.partition(", ")[0].rsplit("/", 1)[-1]
    return found.message != ABSENT and not (file in without_base and _FOLLOWS.search(found.message))


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
