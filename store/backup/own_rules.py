"""The installation's own rule sets: they decide totals and stand in a folder, so they belong into a backup too.

A restore only ever adds rule sets. One that is there already must be the same, because a rule set that was replaced
would change the totals of whoever uses it.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from questionnaires import Library
from questionnaires.editions import OWN_FOLDER, SHIPPED, editions_in, installed_roots
from questionnaires.problems import RuleErrors
from questionnaires.seals import FILE as SEALS
from store.backup.manifest import RULES, BackupRefused, Part, refuse
from store.backup.reading import Archive
from store.backup.writing import keep_names

_STAGE = ".pulih"
_FILE = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}\Z")
_PLACE = re.compile(r"[a-z][a-z0-9_]{0,63}/\d{4}(@\d{1,4})?/[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}\Z")


def own_files(own: Path | None) -> Iterator[tuple[str, bytes]]:
    """Yield name and contents of what makes the rule sets of this folder.

    Raises:
        BackupRefused: the folder is missing or holds what no installation could use.
    """
    if own is None:
        return
    _demand_usable(own)
    for edition in editions_in(own):
        for path in sorted(edition.folder.iterdir()):
            if path.is_file() and _FILE.match(path.name):
                yield path.relative_to(own).as_posix(), path.read_bytes()
    if (own / SEALS).is_file():
        yield SEALS, (own / SEALS).read_bytes()


class Stage:
    """Rule sets of a backup, ready to be put into the folder of the installation.

    added: names of the rule sets that were not there. seals_kept: whether the folder has other seals, which stay.
    """

    def __init__(self, archive: Archive, own: Path | None) -> None:
        if own is not None and own.is_dir():
            _demand_usable(own)
        self._own = own
        self._parts = {PurePosixPath(part.file.removeprefix(RULES)): part for part in archive.manifest.rules}
        self._archive = archive
        self._demand_names(own)
        missing = [folder for folder in archive.manifest.rule_sets() if not self._stands(folder)]
        self.added = tuple(missing)
        self.seals_kept = False
        self._new = [name for name in self._parts if str(name.parent) in missing]
        self._add_seals()

    def library(self) -> Library:
        """Return the rule sets as they will be: shipped, there already, and added."""
        roots = [SHIPPED, *([self._own] if self._own and self._own.is_dir() else [])]
        return Library(*roots, *([self._own / _STAGE] if self._own and self._new else []))

    @contextmanager
    def laid_out(self) -> Iterator[None]:
        """Have the files on the disk beside their place while the block runs."""
        if self._own is None or not self._new:
            yield
            return
        stage = self._own / _STAGE
        self._own.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(stage, ignore_errors=True)
        try:
            for name in self._new:
                path = stage / name
                path.parent.mkdir(parents=True, exist_ok=True)
                with path.open("wb") as file:
                    file.write(self._archive.data(self._parts[name]))
                    file.flush()
                    os.fsync(file.fileno())
            yield
        finally:
            shutil.rmtree(stage, ignore_errors=True)

    @contextmanager
    def published(self, certain: bool) -> Iterator[None]:
        """Put the files in their place.

        certain: whether a block that fails has surely stored nothing, so that they go out again. Otherwise they stay:
        a rule set that nobody uses does no harm, one that is missing does.
        """
        done: list[Path] = []
        try:
            for name in dict.fromkeys(name if name.name == str(name) else name.parent for name in self._new):
                if self._own is not None:
                    target = self._own / name
                    target.parent.mkdir(exist_ok=True)
                    os.rename(self._own / _STAGE / name, target)
                    done.append(target)
                    for folder in (target.parent, self._own):
                        keep_names(folder)
            yield
        except BaseException:
            for target in reversed(done) if certain else ():
                shutil.rmtree(target) if target.is_dir() else target.unlink()
            raise

    def _demand_names(self, own: Path | None) -> None:
        names = [str(name) for name in self._parts]
        if not all(name == SEALS or _PLACE.match(name) for name in names):
            refuse(str(self._archive.path), "rusak_susunan")
        if names and own is None:
            refuse(OWN_FOLDER, "tanpa_folder_aturan", aturan=", ".join(self._archive.manifest.rule_sets()))

    def _stands(self, folder: str) -> bool:
        """Tell whether this rule set is there already, the same; refuse another one in its place."""
        for root in (SHIPPED, self._own):
            if root is None or not (root / folder).exists():
                continue
            mine = [part for name, part in self._parts.items() if str(name.parent) == folder]
            other = [part.file for part in mine if not self._same(root, part)]
            if other:
                refuse(f"{root / folder}", "aturan_lain", aturan=folder)
            return True
        return False

    def _same(self, root: Path, part: Part) -> bool:
        path = root / part.file.removeprefix(RULES)
        return path.is_file() and path.read_bytes() == self._archive.data(part)

    def _add_seals(self) -> None:
        seals = self._parts.get(PurePosixPath(SEALS))
        if seals is None or self._own is None:
            return
        if not (self._own / SEALS).exists():
            self._new.append(PurePosixPath(SEALS))
        elif not self._same(self._own, seals):
            self.seals_kept = True


def _demand_usable(own: Path) -> None:
    try:
        installed_roots({OWN_FOLDER: str(own)})
    except RuleErrors as errors:
        raise BackupRefused(errors.problems) from errors
