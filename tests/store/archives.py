"""Backups taken, put back and forged for the tests."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

from questionnaires import Library
from store import Database, SqlStore
from store.backup import Restored, Taken, back_up, opened, restore
from store.backup.manifest import MANIFEST
from store.backup.shapes import portions, shapes_at
from store.backup.writing import MARK
from store.upgrade import head
from tests.officers import LIBRARY, MORNING
from workflow.chain import GENESIS, canonical, chained_hash

Edit = Callable[[dict[str, bytes], dict[str, Any]], None]
OWN = LIBRARY.roots[0]
"""The rule sets of the tests, as the own ones of an installation."""


def take(
    store: SqlStore | Database, target: Path, own: Path | None = None, library: Library = LIBRARY, replace: bool = False
) -> Taken:
    """Take a backup."""
    database = store.database if isinstance(store, SqlStore) else store
    return back_up(database, target, own, library, MORNING, replace)


def put_back(source: Path, url: str, own: Path | None = OWN, replace: bool = False) -> Restored:
    """Restore a backup into the database of this URL."""
    database = Database(url)
    try:
        with opened(source) as archive:
            return restore(archive, database, own, MORNING, replace)
    finally:
        database.close()


def held(url: str) -> dict[str, list[list[object]]]:
    """Return every row that a backup keeps."""
    database = Database(url)
    with database.read() as connection:
        found = {
            shape.name: [row for portion in portions(connection, shape) for row in portion]
            for shape in shapes_at(head() or "")
        }
    database.close()
    return found


def contents(path: Path) -> dict[str, bytes]:
    """Return every file inside a backup."""
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def manifest_of(path: Path) -> dict[str, Any]:
    """Return what a backup says about itself."""
    found: dict[str, Any] = json.loads(contents(path)[MANIFEST])
    return found


def forge(
    source: Path,
    target: Path,
    edit: Edit,
    honest: bool = True,
    compression: int = zipfile.ZIP_DEFLATED,
    said: Mapping[str, int] | None = None,
) -> Path:
    """Write a backup that somebody changed and then gave right checksums again.

    edit: changes the files and the manifest. honest: whether sizes, row counts and checksums of the manifest follow.
    said: sizes that the directory of the ZIP names instead of the true ones.
    """
    files = contents(source)
    manifest = json.loads(files[MANIFEST])
    edit(files, manifest)
    for part in [*manifest["tables"], *manifest["rules"]] if honest else []:
        data = files.get(part["file"], b"")
        part |= {"bytes": len(data), "sha256": sha256(data).hexdigest()}
        if "rows" in part:
            part["rows"] = data.count(b"\n")
    if files.get(MANIFEST) == contents(source)[MANIFEST]:
        files[MANIFEST] = json.dumps(manifest).encode()
    with zipfile.ZipFile(target, "w", compression) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
        for name, size in (said or {}).items():
            archive.getinfo(name).file_size = size
        archive.comment = MARK + b"0" * 64
    mark(target)
    return target


def mark(path: Path) -> None:
    """Give a file that ends like a backup the right checksum."""
    data = path.read_bytes()
    start = len(data) - len(MARK) - 64
    path.write_bytes(data[:start] + MARK + sha256(data[:start]).hexdigest().encode())


def rows(files: dict[str, bytes], table: str) -> list[list[Any]]:
    """Return the rows of a table."""
    return [json.loads(line) for line in files[f"tables/{table}.jsonl"].splitlines()]


def set_rows(files: dict[str, bytes], table: str, changed: list[list[Any]]) -> None:
    """Put other rows into a table."""
    files[f"tables/{table}.jsonl"] = "".join(f"{canonical(row)}\n" for row in changed).encode()


def rechain(manifest: dict[str, Any], changed: list[list[Any]]) -> None:
    """Give changed revisions hashes that follow from each other, as a careful forger would."""
    columns = next(part["columns"] for part in manifest["tables"] if part["name"] == "revision")
    before = ("", GENESIS)
    for row in changed:
        named = dict(zip(columns, row, strict=True))
        named["previous_hash"] = before[1] if before[0] == named["submission"] else GENESIS
        named["hash"] = chained_hash(named)
        before = (named["submission"], named["hash"])
        row[:] = [named[name] for name in columns]
