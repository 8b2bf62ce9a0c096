"""Brings rule files into their canonical form; what they say stays the same, comments included.

python -m scripts.canonical [FOLDER or FILE ...]      all shipped files where none is named
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from questionnaires import SHIPPED
from questionnaires.schema import CategoryFile, RulesFile, SharedFile
from questionnaires.seals import FILE as SEALS
from questionnaires.tables import Table
from questionnaires.writing import canonical


def model_of(path: Path) -> type[Table]:
    """Return what kind of rule file this is, by its name."""
    named: dict[str, type[Table]] = {"rules.toml": RulesFile, "assumptions.toml": SharedFile}
    return named.get(path.name, CategoryFile)


def rule_files(place: Path) -> Iterator[Path]:
    """Yield the rule files below a folder, or the one file."""
    found = sorted(place.rglob("*.toml")) if place.is_dir() else [place]
    yield from (path for path in found if path.name != SEALS)


def main() -> None:
    """Rewrite every file that is not canonical yet, and name it."""
    for place in [Path(name) for name in sys.argv[1:]] or [SHIPPED]:
        for path in rule_files(place):
            before = path.read_text(encoding="utf-8")
            after = canonical(before, model_of(path))
            if after != before:
                path.write_text(after, encoding="utf-8")
                print(path)


if __name__ == "__main__":
    main()
