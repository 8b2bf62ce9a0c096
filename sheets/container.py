"""The file around a workbook: its kind, whether it is whole, and how large it really is, before anything reads it.

A few kilobytes can unpack to gigabytes, one stray cell in the last row makes a reader allocate the whole sheet, and
one long text that many cells share is copied for each of them. So every part is unpacked up to the size that the
directory states and no further, and what a reader will need is reckoned before it reads.
"""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from questionnaires.problems import Problem
from sheets.archives import DIRECTORY_DAMAGE, CrowdedError, directory, stored
from sheets.layout import problem
from sheets.scan import PAD, Look, look_over
from sheets.walk import Attributes, DamagedError, cells, elements, lengths
from wording import number

FILE_LIMIT = 10_000_000
"""Largest workbook in bytes."""
PART_LIMIT = 24_000_000
"""Largest part of a workbook once unpacked, in bytes."""
TOTAL_LIMIT = 60_000_000
"""Largest workbook once unpacked, in bytes."""
ENTRY_LIMIT = 2_000
"""Most files inside a workbook."""
CELL_LIMIT = 500_000
"""Largest area (rows x columns) of a sheet that is read, of all large sheets of a workbook together, and most cells."""
TEXT_LIMIT = 100_000_000
"""Longest text of all cells of a workbook together, in bytes."""
SHEET_LIMIT = 100
"""Most sheets of a workbook."""
LINK_LIMIT = 65_530
"""Most addresses behind the cells of a sheet, as in Excel."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
_LOCAL_HEADER = 30
_ENCRYPTED_NAME = "EncryptedPackage".encode("utf-16-le")
_OTHER_KINDS = (
    (b"%PDF", "pdf"), (b"\x89PNG", "gambar"), (b"\xff\xd8\xff", "gambar"), (b"{\\rtf", "dokumen"), (b"Rar!", "arsip"),
    (b"7z\xbc\xaf", "arsip"), (b"\x1f\x8b", "arsip"),
)  # fmt: skip
_STRINGS = "xl/sharedStrings.xml"
_FRAME = (
    "[Content_Types].xml", "_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml",
    _STRINGS,
)  # fmt: skip
_AT_ONCE = 1_000_000
"""The longest sheets together, in bytes, that are looked at in one; so few hold no more cells than `CELL_LIMIT`."""
_SMALL = 52_000
"""An area that is not counted: as much as a reader takes for the smallest sheet."""
_TAGS_OF_A_TEXT = 3
"""A cell that shares a text begins, holds a value and ends it: so many marks at least."""
_PROLOG = 4_096
_ROOT = re.compile(rb"<[A-Za-z_]")


class UnreadableError(Exception):
    """The file cannot be read as one of our workbooks; `problem` says why and what to do."""

    def __init__(self, found: Problem) -> None:
        super().__init__(str(found))
        self.problem = found


class Package:
    """The parts of one workbook file."""

    def __init__(self, data: bytes, name: str) -> None:
        """Check the outside of the file.

        Raises:
            UnreadableError: it is no workbook, damaged, too large, or holds macros.
        """
        self.data, self.name = data, name
        self._unpacked: dict[str, bytes] = {}
        self._links: dict[str, dict[str, str]] = {}
        self._area, self._text = 0, 0
        self._entries = self._open()
        self.sheets = self._sheets()

    def repacked(self, sheets: Iterable[str]) -> bytes:
        """Return a workbook of these sheets alone, not compressed: nothing in it that was not checked here.

        Raises:
            UnreadableError: a part of it is damaged.
        """
        paths = dict.fromkeys((*_FRAME, *(self.sheets[name] for name in sheets)))
        known = [path for path in paths if path.lower() in self._entries]
        return stored((path, self.part(path), self._entries[path.lower()].CRC) for path in known)

    def check_sheets(self, names: Sequence[str]) -> dict[str, bool]:
        """Look over sheets before they are read; return of each whether formulas or error values stand in it.

        Raises:
            UnreadableError: one is damaged, its cells reach too far, or there is too much in them.
        """
        contents = [self.part(self.sheets[name]) for name in names]
        if sum(map(len, contents)) <= _AT_ONCE and self._plain(PAD.join([*contents, b""])):
            return dict.fromkeys(names, False)
        return {name: self._check_sheet(name) for name in names}

    def _plain(self, contents: bytes) -> bool:
        """Tell whether nothing stands out in sheets, as in nearly every file: one look then spares a look at each."""
        seen = look_over(contents)
        return seen.plain and seen.cells * _longest(self.optional(_STRINGS)) <= TEXT_LIMIT - self._text

    def _check_sheet(self, name: str) -> bool:
        content = self.part(self.sheets[name])
        seen = look_over(content)
        if seen.cells > CELL_LIMIT:
            shown = {"jumlah": number(seen.cells), "batas": number(CELL_LIMIT)}
            raise UnreadableError(problem(f"{self.name}, {name}", "banyak_sel", **shown))
        if seen.implied:
            seen = self._walked(content, seen)
        area = seen.rows * seen.columns
        self._area += area if area > _SMALL else 0
        if self._area > CELL_LIMIT:
            shown = {"baris": number(seen.rows), "kolom": number(seen.columns)}
            raise UnreadableError(problem(f"{self.name}, {name}", "jauh", **shown))
        self._check_text(content, seen.cells)
        return seen.suspicious

    def _walked(self, content: bytes, seen: Look) -> Look:
        """Return how far the cells of a sheet reach that do not all say their place."""
        rows = columns = 1
        try:
            for cell in cells(content):
                rows, columns = max(rows, cell.row + 1), max(columns, cell.column + 1)
        except DamagedError as error:
            raise self._refusal("rusak") from error
        return seen._replace(rows=rows, columns=columns)

    def _check_text(self, content: bytes, count: int) -> None:
        """Refuse a sheet whose cells share so much text that the copies would fill the memory."""
        shared = self.optional(_STRINGS)
        room, longest = TEXT_LIMIT - self._text, _longest(shared)
        # The marks are only counted where the cells alone would be too many.
        if count * longest > room and content.count(b"<") // _TAGS_OF_A_TEXT * longest > room:
            try:
                sizes = lengths(shared)
                used = (int(cell.value) for cell in cells(content) if cell.kind == "s" and cell.value.isdecimal())
                self._text += sum(sizes[at] for at in used if at < len(sizes))
            except DamagedError as error:
                raise self._refusal("rusak") from error
        if self._text > TEXT_LIMIT:
            raise self._refusal("membengkak", besar=_megabytes(self._text), batas=_megabytes(TEXT_LIMIT))

    def part(self, path: str) -> bytes:
        """Return one file inside, XML, unpacked and checked against the size and sum that the directory states.

        Raises:
            UnreadableError: they differ, or it is missing.
        """
        known = self._unpacked.get(path)
        if known is None:
            known = self._unpacked[path] = self._checked(path)
        return known

    def _checked(self, path: str) -> bytes:
        entry = self._entries.get(path.lower())
        if entry is None:
            raise self._refusal("rusak")
        start = entry.header_offset + _LOCAL_HEADER
        lengths = self.data[start - 4 : start]
        if len(lengths) < 4:
            raise self._refusal("rusak")
        start += sum(struct.unpack("<HH", lengths))
        packed = self.data[start : start + entry.compress_size]
        content = self._unpack(entry, packed)
        if len(content) != entry.file_size or zlib.crc32(content) != entry.CRC:
            raise self._refusal("rusak")
        prolog = content[:_PROLOG]
        if b"<!DOCTYPE" in prolog or not _ROOT.search(prolog):
            raise self._refusal("rusak")
        return content

    def optional(self, path: str) -> bytes:
        """Return one file inside, or nothing where there is none."""
        return self.part(path) if path.lower() in self._entries else b""

    def _unpack(self, entry: zipfile.ZipInfo, packed: bytes) -> bytes:
        if entry.compress_type == zipfile.ZIP_STORED:
            return packed
        if entry.compress_type != zipfile.ZIP_DEFLATED:
            raise self._refusal("rusak")
        unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            content = unpacker.decompress(packed, entry.file_size + 1)
        except zlib.error as error:
            raise self._refusal("rusak") from error
        return content if unpacker.eof else b""

    def _open(self) -> dict[str, zipfile.ZipInfo]:
        self._check_kind()
        try:
            with directory(self.data, ENTRY_LIMIT) as archive:
                listed = archive.infolist()
        except CrowdedError as error:
            raise self._refusal("banyak_bagian", batas=number(ENTRY_LIMIT)) from error
        except DIRECTORY_DAMAGE as error:
            raise self._refusal("rusak") from error
        entries = {entry.filename.lower(): entry for entry in listed}
        if len(entries) != len(listed) or any(entry.flag_bits & 1 for entry in listed):
            raise self._refusal("rusak")
        unpacked = sum(entry.file_size for entry in listed)
        largest = max((entry.file_size for entry in listed), default=0)
        if unpacked > TOTAL_LIMIT or largest > PART_LIMIT:
            raise self._refusal("membengkak", besar=_megabytes(unpacked), batas=_megabytes(TOTAL_LIMIT))
        self._check_contents(entries)
        return entries

    def _check_kind(self) -> None:
        if not self.data:
            raise self._refusal("kosong")
        if len(self.data) > FILE_LIMIT:
            raise self._refusal("besar", besar=_megabytes(len(self.data)), batas=_megabytes(FILE_LIMIT))
        if self.data.startswith(_OLE):
            raise self._refusal("sandi" if _ENCRYPTED_NAME in self.data else "xls")
        if self.data.startswith(_ZIP):
            return
        kind = next((kind for mark, kind in _OTHER_KINDS if self.data.startswith(mark)), "")
        start = self.data[:2000].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
        if not kind and start.startswith((b"<!doctype", b"<html", b"<table", b"<?xml")):
            kind = "html"
        raise self._refusal(f"bukan.{kind}" if kind else "bukan.lain")

    def _check_contents(self, entries: Mapping[str, zipfile.ZipInfo]) -> None:
        if "xl/workbook.bin" in entries:
            raise self._refusal("xlsb")
        if "xl/vbaproject.bin" in entries:
            raise self._refusal("makro")
        if "xl/workbook.xml" not in entries:
            if "mimetype" in entries or "content.xml" in entries:
                raise self._refusal("ods")
            other = any(name.startswith(("word/", "ppt/")) for name in entries)
            raise self._refusal("bukan.dokumen" if other else "bukan.arsip")

    def _sheets(self) -> dict[str, str]:
        """Return the path of every worksheet by its name."""
        if b"macroEnabled" in self.optional("[Content_Types].xml"):
            raise self._refusal("makro")
        targets = self._targets("xl/_rels/workbook.xml.rels", "xl")
        found = {}
        listed = self._elements("xl/workbook.xml", "sheet", ENTRY_LIMIT)
        if len(listed) > SHEET_LIMIT:
            raise self._refusal("banyak_lembar", jumlah=number(len(listed)), batas=number(SHEET_LIMIT))
        for element in listed:
            relation = next((value for key, value in element.items() if key.endswith(":id")), "")
            path = targets.get(relation, "")
            if path.lower() in self._entries and element.get("name"):
                found[element["name"]] = path
        return found

    def links(self, path: str) -> dict[str, str]:
        """Return the addresses that stand behind cells of the sheet at `path`, by cell.

        Raises:
            UnreadableError: it is damaged, or there are too many.
        """
        if path not in self._links:
            self._links[path] = self._addresses(path)
        return self._links[path]

    def _addresses(self, path: str) -> dict[str, str]:
        folder, _, file = path.rpartition("/")
        targets = self._targets(f"{folder}/_rels/{file}.rels", "")
        found = {}
        for element in self._elements(path, "hyperlink", LINK_LIMIT):
            relation = next((value for key, value in element.items() if key.endswith(":id")), "")
            if relation in targets and "ref" in element:
                found[element["ref"].replace("$", "")] = targets[relation]
        return found

    def _targets(self, path: str, folder: str) -> dict[str, str]:
        found = {}
        if path.lower() in self._entries:
            for element in self._elements(path, "Relationship", LINK_LIMIT + ENTRY_LIMIT):
                target = element.get("Target", "")
                outside = element.get("TargetMode") == "External" or not folder
                found[element.get("Id", "")] = target if outside else _absolute(folder, target)
        return found

    def _elements(self, path: str, tag: str, most: int) -> list[Attributes]:
        """Return the attributes of every element with this local name."""
        try:
            return elements(self.part(path), tag, most)
        except DamagedError as error:
            raise self._refusal("rusak") from error

    def _refusal(self, key: str, **values: object) -> UnreadableError:
        return UnreadableError(problem(self.name, key, **values))


def _longest(shared: bytes) -> int:
    """Return a length that none of the shared texts exceeds, in bytes."""
    if b"<![CDATA[" in shared:  # the mark of an end may stand in a text
        return len(shared)
    ends = [match.end() for match in re.finditer(rb"</si>", shared)]
    return max((end - start for start, end in pairwise([0, *ends, len(shared)])), default=0)


def _absolute(folder: str, target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else f"{folder}/{target}"


def _megabytes(size: int) -> str:
    return number(f"{size / 1_000_000:.1f}")
