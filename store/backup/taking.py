"""Taking a backup: one state of the database, whoever writes meanwhile, and the rule sets that belong to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

from sqlalchemy import Connection, select, text

from questionnaires import Library, UnknownRules
from store.backup.faults import place_of, reported, written
from store.backup.manifest import FORMAT, Manifest, TablePart, refuse
from store.backup.own_rules import own_files
from store.backup.reading import opened
from store.backup.shapes import Shape, portions, shapes_at
from store.backup.totals import Tally, kernel_hash
from store.backup.writing import Draft, demand_free, new_file
from store.engine import Database
from store.schema import submissions
from store.upgrade import current, is_known

PRODUCT = "monev-kip"


@dataclass(frozen=True, slots=True)
class Taken:
    """A backup that was written, read again and found right.

    unknown: rule sets that self-assessments name and this installation does not have.
    """

    manifest: Manifest
    sha256: str
    size: int
    unknown: tuple[str, ...]


def back_up(
    database: Database, target: Path, own: Path | None, library: Library, now: datetime, replace: bool
) -> Taken:
    """Write everything that could not be had again into one file.

    Args:
        own: folder of the installation's own rule sets.
        replace: whether an older backup of this name gives way once the new one is whole.

    Raises:
        BackupRefused: nothing was written; the problems say why.
    """
    place = new_file(target, lambda: demand_free(target, replace))
    with written(target), reported(database), place as (file, unfinished), Draft(file, now) as draft:
        rules = tuple(draft.rule_file(name, data) for name, data in own_files(own))
        with database.read() as connection:
            migration = _migration(connection, database)
            tables, tally = _tables(connection, draft, shapes_at(migration))
            unknown = _unknown(connection, library)
        manifest = Manifest(
            format=FORMAT,
            product=version(PRODUCT),
            migration=migration,
            made_at=now,
            engine=database.url.get_backend_name(),
            kernel=kernel_hash(),
            tables=tables,
            rules=rules,
            totals=tally.totals(),
        )
        draft.finish(manifest)
        return _checked(unfinished, manifest, unknown)


def _migration(connection: Connection, database: Database) -> str:
    """Return the newest migration of the database, which an older version may have written: it is left as it is."""
    if not database.embedded:
        connection.execute(text("SET TRANSACTION READ ONLY"))
    found = current(connection)
    if found is None:
        refuse(place_of(database), "tanpa_isi")
    if not is_known(found):
        refuse(place_of(database), "basis_lebih_baru")
    return found


def _tables(connection: Connection, draft: Draft, shapes: Sequence[Shape]) -> tuple[tuple[TablePart, ...], Tally]:
    tally, parts = Tally(), list[TablePart]()
    for shape in shapes:
        with draft.table(shape, parts.append) as put:
            for portion in portions(connection, shape):
                tally.see(shape, portion)
                put(portion)
    return tuple(parts), tally


def _unknown(connection: Connection, library: Library) -> tuple[str, ...]:
    used = connection.execute(select(submissions.c.rules, submissions.c.version).distinct())
    names = sorted(f"{rules}@{number}" for rules, number in used)
    return tuple(name for name in names if not _is_installed(library, name))


def _is_installed(library: Library, name: str) -> bool:
    try:
        library.edition(name)
    except UnknownRules:
        return False
    return True


def _checked(draft: Path, manifest: Manifest, unknown: tuple[str, ...]) -> Taken:
    """Read what reached the disk once more."""
    with opened(draft) as archive:
        archive.check_sums(archive.manifest.parts())
        if archive.manifest != manifest:
            refuse(str(draft), "rusak")
        return Taken(manifest, archive.sha256(), archive.size(), unknown)
