"""Which rule sets there are: the shipped ones, and those of a folder that an installation keeps for itself."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from questionnaires.problems import Problem, RuleErrors

SHIPPED = Path(__file__).parent
"""Folder of the rule sets that are part of the product."""

OWN_FOLDER = "MONEV_RULES"
"""Setting that names the folder of the installation's own rule sets."""

_FOLDER = re.compile(r"(\d{4})(?:@(\d+))?\Z")
_NAME = re.compile(r"[a-z][a-z0-9_]*/\d{4}(?:@\d+)?\Z")
_FILE = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]*\.toml\Z")
_OWNER = re.compile(r"[a-z][a-z0-9_]*\Z")
_STATED_OWNER = re.compile(r"^owner\s*=\s*[\"']([a-z][a-z0-9_]*)[\"']\s*(?:#.*)?$", re.MULTILINE)
_STATED_YEAR = re.compile(r"^year\s*=\s*(\d{4})\s*(?:#.*)?$", re.MULTILINE)
_VERSION = re.compile(r"^version\s*=\s*(\d+)\s*(?:#.*)?$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Edition:
    """One version of a rule set and the folder it stands in."""

    owner: str
    year: int
    version: int
    folder: Path

    @property
    def name(self) -> str:
        """Return `<owner>/<year>@<version>`."""
        return f"{self.owner}/{self.year}@{self.version}"

    @property
    def short(self) -> str:
        """Return owner and folder as messages name them, `kaltim/2025@2`."""
        return f"{self.folder.parent.name}/{self.folder.name}"


def is_name(text: str) -> bool:
    """Tell whether a text has the form of a rule set's name, `kaltim/2025` or `kaltim/2025@1`."""
    return _NAME.match(text) is not None


def is_file_name(text: str) -> bool:
    """Tell whether a text names a category file of the same folder.

    >>> [is_file_name(name) for name in ("opd.toml", "../opd.toml", "/opd.toml", "opd", "rules.toml")]
    [True, False, False, False, False]
    """
    return _FILE.match(text) is not None and text != "rules.toml"


def editions_in(folder: Path, levels: int = 2) -> Iterator[Edition]:
    """Yield every version of every rule set so many levels below a folder: 2 of a library, 1 of an owner, 0 itself."""
    for rules in sorted(folder.glob("*/" * levels + "rules.toml")):
        match = _FOLDER.match(rules.parent.name)
        if match:
            version = int(match[2]) if match[2] else _first_version(rules)
            yield Edition(rules.parent.parent.name, int(match[1]), version, rules.parent)


def editions_of(roots: Iterable[Path]) -> tuple[Edition, ...]:
    """Return the rule sets of several folders by owner, year and version; of equal ones that of the first folder."""
    found: dict[str, Edition] = {}
    for root in roots:
        own = list(editions_in(root))
        found.update({edition.name: edition for edition in reversed(own) if edition.name not in found})
    return tuple(sorted(found.values(), key=lambda edition: (edition.owner, edition.year, edition.version)))


def edition_alone(folder: Path) -> Edition | None:
    """Return the rule set of a folder with any name, known by what its file says; None where it says too little."""
    try:
        text = _read(folder / "rules.toml")
    except OSError:
        return None
    owner, year, version = (pattern.search(text) for pattern in (_STATED_OWNER, _STATED_YEAR, _VERSION))
    return Edition(owner[1], int(year[1]), int(version[1]), folder) if owner and year and version else None


def own_folder(environment: Mapping[str, str] | None = None) -> Path | None:
    """Return the folder of this installation's own rule sets, None where the setting is empty."""
    named = (os.environ if environment is None else environment).get(OWN_FOLDER, "").strip()
    return Path(named).absolute() if named else None


def installed_roots(environment: Mapping[str, str] | None = None) -> tuple[Path, ...]:
    """Return the folders that this installation reads rule sets from.

    Raises:
        RuleErrors: the folder of its own is missing, or holds what would be overlooked or stand for a shipped one.
    """
    own = own_folder(environment)
    if own is None or own.resolve() == SHIPPED.resolve():
        return (SHIPPED,)
    problems = list(_faults(own)) if own.is_dir() else [_missing(own)]
    if problems:
        raise RuleErrors(problems)
    return (SHIPPED, own)


def _faults(own: Path) -> Iterator[Problem]:
    shipped = {edition.name for edition in editions_in(SHIPPED)}
    seen: dict[str, Path] = {}
    for edition in editions_in(own):
        place = f"{OWN_FOLDER}, {edition.short}"
        if edition.name in shipped:
            yield Problem(
                place,
                f"{edition.name} sudah ada di antara aturan bawaan dan tidak boleh digantikan diam-diam",
                "Beri nomor versi berikutnya beserta alasannya, atau pemilik lain",
            )
        elif edition.name in seen:
            yield Problem(place, f"{edition.name} juga ada di folder {seen[edition.name].name}", "Hapus salah satunya")
        seen.setdefault(edition.name, edition.folder)
    for rules in sorted(own.glob("*/*/rules.toml")):
        if not (_FOLDER.match(rules.parent.name) and _OWNER.match(rules.parent.parent.name)):
            yield Problem(
                f"{OWN_FOLDER}, {rules.parent.parent.name}/{rules.parent.name}",
                "nama folder bukan <pemilik>/<tahun> atau <pemilik>/<tahun>@<versi>",
                "Ganti nama foldernya; pemilik memakai huruf kecil, angka, dan garis bawah",
            )


def _missing(own: Path) -> Problem:
    return Problem(f"{OWN_FOLDER}, {own}", "folder tidak ada", "Buat folder itu atau perbaiki setelannya")


def _first_version(rules: Path) -> int:
    found = _VERSION.search(_read(rules))
    return int(found[1]) if found else 1


def _read(rules: Path) -> str:
    """Return a file as far as it is text, with ends of lines of any kind; what is no text is told with its tables."""
    return rules.read_bytes().decode(errors="replace").replace("\r", "\n")
