"""The file of a backup on its way in: nothing in it is believed before its checksum, and memory stays bounded.

A file of somebody else may be a bomb. So the directory of the ZIP, a line and a whole file each have a limit, the
files must be those that the manifest names, and rows are read as a stream in which each must fit its table and follow
the one before it by key.
"""

from __future__ import annotations

import json
import os
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import IO, Any

from pydantic import ValidationError
from pydantic_core import from_json

from store.backup.faults import written
from store.backup.manifest import FORMAT, MANIFEST, README, TABLES, Manifest, Part, TablePart, refuse
from store.backup.shapes import AT_ONCE, Shape, shapes_at
from store.backup.writing import MARK, MARK_LENGTH, digest_of
from store.upgrade import is_known

_HEAD = b"PK\x03\x04"
_LONGEST_READ = 8 << 20
_LONGEST_LINE = 4 << 20
_LONGEST_FILE = 8 << 20
_CHUNK = 1 << 20
_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    RuntimeError,
    ValueError,
    LookupError,
    OverflowError,
    OSError,
)


class _Bounded:
    """A file from which nobody reads more at once than a backup needs: the directory of a ZIP bomb stays outside."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self.seek, self.tell, self.seekable = file.seek, file.tell, file.seekable

    def read(self, size: int = -1) -> bytes:
        data = self._file.read(size if 0 <= size <= _LONGEST_READ else _LONGEST_READ + 1)
        if len(data) > _LONGEST_READ:
            raise zipfile.BadZipFile("too much at once")
        return data


class Archive:
    """An open backup whose checksum was found right."""

    def __init__(self, path: Path, file: IO[bytes]) -> None:
        self.path = path
        self._file = file
        _demand_whole(path, file)
        try:
            self._zip = zipfile.ZipFile(_Bounded(file))
        except _DAMAGE:
            refuse(str(path), "rusak_susunan")
        self._members = self._named()
        self.manifest = self._read_manifest()
        self._demand_files()

    def sha256(self) -> str:
        """Return the checksum of the file, as `sha256sum` prints it."""
        return digest_of(self._file, self.size())

    def size(self) -> int:
        """Return the length of the file."""
        return os.fstat(self._file.fileno()).st_size

    def shapes(self) -> dict[str, Shape]:
        """Return the tables of this backup as its schema has them."""
        return {shape.name: shape for shape in shapes_at(self.manifest.migration)}

    def portions(self, part: TablePart) -> Iterator[list[list[Any]]]:
        """Yield the rows of a table, at most `AT_ONCE` at a time; the last portion comes when all of it was right."""
        rows, portion, before = 0, [], None
        shape = self.shapes()[part.name]
        key = [shape.columns.index(name) for name in shape.key]
        for line in self._lines(part):
            rows += 1
            row = self._row(line, shape, part, rows)
            this = [row[place] for place in key]
            if before is not None and this <= before:
                refuse(self._place(part, rows), "urutan_baris")
            before = this
            portion.append(row)
            if len(portion) > AT_ONCE:
                yield portion[:AT_ONCE]
                del portion[:AT_ONCE]
        if rows != part.rows:
            refuse(self._place(part), "jumlah_baris", disebut=part.rows, ada=rows)
        yield portion

    def data(self, part: Part) -> bytes:
        """Return the contents of a small file."""
        return b"".join(self._chunks(part))

    def check(self) -> None:
        """Read everything once.

        Raises:
            BackupRefused: something in it is not what the manifest says or does not fit its table.
        """
        for table in self.manifest.tables:
            for _ in self.portions(table):
                pass
        self.check_sums(self.manifest.rules)

    def check_sums(self, parts: Iterable[Part]) -> None:
        """Read files once and compare their checksums; raises as `check`."""
        for part in parts:
            for _ in self._chunks(part):
                pass

    def _row(self, line: bytes, shape: Shape, part: TablePart, number: int) -> list[Any]:
        try:
            row = from_json(line)
        except ValueError:
            row = None
        if not shape.fits(row):
            refuse(self._place(part, number), "baris_salah", tabel=shape.name)
        found: list[Any] = row
        return found

    def _lines(self, part: Part) -> Iterator[bytes]:
        rest = b""
        for chunk in self._chunks(part):
            *lines, rest = (rest + chunk).split(b"\n")
            yield from lines
            if len(rest) > _LONGEST_LINE:
                refuse(self._place(part), "baris_panjang")
        if rest:
            refuse(self._place(part), "rusak_bagian")

    def _chunks(self, part: Part) -> Iterator[bytes]:
        digest, size = sha256(), 0
        try:
            with self._zip.open(self._members[part.file]) as member:
                while data := member.read(_CHUNK):
                    digest.update(data)
                    size += len(data)
                    yield data
        except _DAMAGE:
            refuse(self._place(part), "rusak_bagian")
        if (digest.hexdigest(), size) != (part.sha256, part.bytes):
            refuse(self._place(part), "rusak_bagian")

    def _named(self) -> Mapping[str, zipfile.ZipInfo]:
        members = self._zip.infolist()
        named = {info.filename: info for info in members}
        usable = all(
            info.compress_type == zipfile.ZIP_DEFLATED and not info.flag_bits & 1 and info.filename for info in members
        )
        if len(named) != len(members) or not usable or MANIFEST not in named or README not in named:
            refuse(str(self.path), "rusak_susunan")
        return named

    def _read_manifest(self) -> Manifest:
        info = self._members[MANIFEST]
        place = f"{self.path}, {MANIFEST}"
        if info.file_size > _LONGEST_FILE:
            refuse(place, "rusak_bagian")
        try:
            data = self._zip.read(info)
            raw = json.loads(data)
            if isinstance(raw, dict):
                self._demand_known(raw)
            return Manifest.model_validate_json(data)
        except (*_DAMAGE, ValidationError):
            refuse(place, "rusak_bagian")

    def _demand_known(self, raw: Mapping[str, object]) -> None:
        """Refuse what a newer version wrote before anything of it is taken for damage."""
        form, schema, product = raw.get("format"), raw.get("migration"), raw.get("product")
        newer = isinstance(form, int) and form > FORMAT
        if newer or (isinstance(schema, str) and not is_known(schema)):
            refuse(str(self.path), "versi_baru", versi=str(product)[:40], skema=str(schema)[:40])

    def _demand_files(self) -> None:
        """Refuse files that the manifest does not name, of another size, and tables of another schema."""
        manifest, parts = self.manifest, self.manifest.parts()
        named = [part.file for part in parts]
        shapes = self.shapes()
        tables = {part.name: (part.file, part.columns) for part in manifest.tables}
        wanted = {name: (f"{TABLES}{name}.jsonl", shape.columns) for name, shape in shapes.items()}
        sizes = all(part.file in self._members and self._members[part.file].file_size == part.bytes for part in parts)
        complete = sorted([*named, MANIFEST, README]) == sorted(self._members)
        small = all(part.bytes <= _LONGEST_FILE for part in manifest.rules)
        if not (sizes and complete and small and tables == wanted and len(tables) == len(manifest.tables)):
            refuse(f"{self.path}, {MANIFEST}", "rusak_susunan")

    def _place(self, part: Part, line: int = 0) -> str:
        return f"{self.path}, {part.file}" + (f" baris {line}" if line else "")


@contextmanager
def opened(path: Path) -> Iterator[Archive]:
    """Open a backup.

    Raises:
        BackupRefused: the file cannot be read, is none, was cut off or changed, or comes from a newer version.
    """
    try:
        file = path.open("rb") if path.is_file() else None
    except OSError:
        file = None
    if file is None:
        refuse(str(path), "tak_terbaca")
    with file:
        with written(path):
            archive = Archive(path, file)
        yield archive


def _demand_whole(path: Path, file: IO[bytes]) -> None:
    size = os.fstat(file.fileno()).st_size
    start = file.read(len(_HEAD) + 26 + len(README))
    if not start.startswith(_HEAD) or not start.endswith(README.encode()):
        refuse(str(path), "bukan_cadangan")
    file.seek(max(0, size - MARK_LENGTH))
    mark = file.read()
    if not mark.startswith(MARK):
        refuse(str(path), "terpotong")
    if mark[len(MARK) :].decode("ascii", "replace") != digest_of(file, size - MARK_LENGTH):
        refuse(str(path), "rusak")
