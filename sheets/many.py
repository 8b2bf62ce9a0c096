"""The answers of many bodies in workbooks or exports of ODK, loose or packed: one damaged file stops nothing."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from analytics.comparison import Entry, Unread
from questionnaires.problems import Problem
from scoring.rules import Questionnaire
from sheets.archives import DIRECTORY_DAMAGE, CrowdedError, directory
from sheets.choices import plain
from sheets.container import FILE_LIMIT
from sheets.odk.submissions import Submission, SubmissionReader, body_of
from sheets.odk.table import is_export
from sheets.reader import Reading, WorkbookReader
from wording import number, one_line, text

PACKED_LIMIT = 2_000
"""Most files inside one packed file."""

UNPACKED_LIMIT = 1_000_000_000
"""Largest sum of the unpacked workbooks of one packed file, in bytes."""

_ZIP = b"PK"
_WORKBOOK_PART = "[Content_Types].xml"
_ENCRYPTED = 0x1
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""What packing programs use; the rarer methods can ask for gigabytes before the first byte comes out."""


def read_many(files: Iterable[tuple[str, bytes]], reader: WorkbookReader) -> Iterator[Entry | Unread]:
    """Yield each body's answers, or why they could not be read; in the order given.

    Args:
        files: name and content of loose workbooks and exports, and of packed files (.zip) that hold some. A workbook is
            one body, an export as many as it has rows.
    """
    rows = _Exports(reader.expected, reader.own)
    for name, data in files:
        for origin, file in _unpacked(name, data):
            if isinstance(file, Unread):
                yield file
            else:
                yield from _entries(origin, file, reader, rows)


def count_workbooks(files: Iterable[tuple[str, bytes]]) -> int:
    """Return how many workbooks there are to read, those that cannot be read included."""
    total = 0
    for _, data in files:
        archive = _listed(data)
        total += 1 if archive is None else sum(_wanted(member) for member in archive.infolist())
    return total


@dataclass(slots=True)
class _Exports:
    """Reads exports of the questionnaire that is expected, or of a body's own; each is prepared at its first export."""

    expected: Questionnaire | None
    own: Sequence[Questionnaire]
    _readers: dict[str, SubmissionReader] = field(default_factory=dict)

    def read(self, data: bytes, origin: str) -> list[Submission]:
        """Return the submissions of an export, none where the file is something else."""
        if self.expected is None or not is_export(data, origin):
            return []
        body = plain(body_of(data, origin)) if self.own else ""
        asked = next((one for one in self.own if plain(one.body) == body), self.expected)
        if asked.body not in self._readers:
            self._readers[asked.body] = SubmissionReader(asked)
        return self._readers[asked.body].read(data, origin)


def _entries(origin: str, data: bytes, reader: WorkbookReader, rows: _Exports) -> Iterator[Entry | Unread]:
    reading = reader.read(data, origin)
    submissions = rows.read(data, origin) if reading.stamp is None else []
    for one in submissions or [Submission(origin, reading)]:
        yield _entry(one.origin, one.reading)


def _entry(origin: str, reading: Reading) -> Entry | Unread:
    if reading.problems:
        return Unread(origin, reading.problems)
    found = reading.questionnaire
    own = found if found is not None and found.body else None
    called = reading.body or (own.body if own else PurePosixPath(origin).stem)
    return Entry(called, origin, reading.facts, own)


def _unpacked(name: str, data: bytes) -> Iterator[tuple[str, bytes | Unread]]:
    try:
        archive = _archive(data)
    except CrowdedError:
        yield name, _unread(name, "zip_terlalu_banyak", batas=number(PACKED_LIMIT))
        return
    if archive is None:
        yield name, data
        return
    members = [member for member in archive.infolist() if _wanted(member)]
    if not members:
        yield name, _unread(name, "zip_kosong")
    elif len(members) > PACKED_LIMIT:
        yield name, _unread(name, "zip_banyak", jumlah=number(len(members)), batas=number(PACKED_LIMIT))
    elif sum(member.file_size for member in members) > UNPACKED_LIMIT:
        yield name, _unread(name, "zip_besar", batas=number(UNPACKED_LIMIT // 1_000_000))
    else:
        for member in members:
            yield _member(archive, name, member)


def _member(archive: zipfile.ZipFile, name: str, member: zipfile.ZipInfo) -> tuple[str, bytes | Unread]:
    """Return one packed workbook; its size is bounded while it is unpacked, whatever the directory says."""
    origin = f"{name}/{one_line(member.filename)}"
    if member.flag_bits & _ENCRYPTED:
        return origin, _unread(origin, "zip_sandi")
    if member.compress_type not in _METHODS:
        return origin, _unread(origin, "zip_rusak")
    try:
        with archive.open(member) as stream:
            return origin, stream.read(FILE_LIMIT + 1)
    except DIRECTORY_DAMAGE:
        return origin, _unread(origin, "zip_rusak")


def _listed(data: bytes) -> zipfile.ZipFile | None:
    """Return the packed file whose files are read one by one, None where `data` counts as one file."""
    try:
        return _archive(data)
    except CrowdedError:
        return None


def _archive(data: bytes) -> zipfile.ZipFile | None:
    """Return the packed file, or None where `data` is something else; a workbook is a packed file too.

    Raises:
        CrowdedError: it lists far more files than are read.
    """
    if not data.startswith(_ZIP):
        return None
    try:
        archive = directory(data, 3 * PACKED_LIMIT)  # folders and traces of file managers stand beside the files
    except DIRECTORY_DAMAGE:
        return None
    return None if _WORKBOOK_PART in archive.namelist() else archive


def _wanted(member: zipfile.ZipInfo) -> bool:
    """Tell whether a member is a file that somebody put there: no folder, no trace of a file manager or of Excel."""
    path = PurePosixPath(member.filename)
    hidden = any(part.startswith((".", "~$", "__MACOSX")) for part in path.parts if part != "..")
    folder = member.filename.endswith("/")
    return not folder and not hidden and path.name.lower() not in ("", "thumbs.db", "desktop.ini")


def _unread(origin: str, key: str, **values: object) -> Unread:
    message = text(f"bandingkan.masalah.{key}.pesan", **{name: str(value) for name, value in values.items()})
    return Unread(origin, (Problem(origin, message, text(f"bandingkan.masalah.{key}.saran")),))
