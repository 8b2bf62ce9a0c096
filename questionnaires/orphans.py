"""Category files that nobody names: what is left over when a category goes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from questionnaires.editions import Edition
from questionnaires.loader import Library
from questionnaires.problems import Problem
from wording import text

_BASE = re.compile(r"^base\s*=\s*[\"'](?P<base>[^\"']+)[\"']", re.MULTILINE)


def orphans(library: Library, editions: Iterable[Edition]) -> list[Problem]:
    """Return the files of these rule sets that no category, no instrument and no `base` names."""
    read = set(library.files_read())  # a base that was followed is in use, without a look at who names it
    unnamed = [(edition, path) for edition in editions for path in library.scope(edition).unnamed(edition.folder)]
    unnamed = [(edition, path) for edition, path in unnamed if path not in read]
    if not unnamed:
        return []
    bases = set(_bases(library))
    return [
        Problem(f"{edition.short}/{path.name}", text("perintah.berkas_yatim"), text("perintah.berkas_yatim_obat"))
        for edition, path in unnamed
        if bases.isdisjoint(f"{name}:{path.stem}" for name in (edition.name, f"{edition.owner}/{edition.year}"))
    ]


def _bases(library: Library) -> Iterator[str]:
    """Yield what the category files of the library are laid over, `bank/2025:nasional`."""
    for edition in library.editions:
        for path in edition.folder.glob("*.toml"):
            yield from _BASE.findall(path.read_text(encoding="utf-8", errors="replace"))
