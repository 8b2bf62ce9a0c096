"""Files that are small to send and large to read, each built byte by byte as no office program would."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Mapping
from functools import lru_cache

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_HEAD = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def packed(parts: Mapping[str, bytes], lies: Mapping[str, int] | None = None) -> bytes:
    """Return a packed file of these parts; `lies` are sizes that its directory states instead of the true ones."""
    lies = lies or {}
    target, directory = io.BytesIO(), io.BytesIO()
    for name, content in parts.items():
        body, checked = _deflated(content)
        called, size = name.encode(), lies.get(name, len(content))
        about = struct.pack("<5H3L2H", 20, 0, 8, 0, 33, checked, len(body), size, len(called), 0)
        listed = struct.pack(
            "<6H3L5H2L",
            20,
            20,
            0,
            8,
            0,
            33,
            checked,
            len(body),
            size,
            len(called),
            0,
            0,
            0,
            0,
            0,
            target.tell(),
        )
        directory.write(b"PK\1\2" + listed + called)
        target.write(b"PK\3\4" + about + called + body)
    start, rows = target.tell(), directory.getvalue()
    many = min(len(parts), 0xFFFF)
    target.write(rows + b"PK\5\6" + struct.pack("<4H2LH", 0, 0, many, many, len(rows), start, 0))
    return target.getvalue()


@lru_cache(maxsize=4)
def _deflated(content: bytes) -> tuple[bytes, int]:
    """Return the content packed, and its sum."""
    packer = zlib.compressobj(6, zlib.DEFLATED, -15)
    return packer.compress(content) + packer.flush(), zlib.crc32(content)


def book(sheets: Mapping[str, bytes], **changes: bytes) -> dict[str, bytes]:
    """Return the parts of a workbook with these sheets, by name; `styles`, `strings` and `workbook` replace parts."""
    names = list(sheets)
    listed = "".join(f'<sheet name="{name}" sheetId="{at}" r:id="rId{at}"/>' for at, name in enumerate(names, 1))
    related = "".join(
        f'<Relationship Id="rId{at}" Type="{_LINKS}/worksheet" Target="worksheets/sheet{at}.xml"/>'
        for at in range(1, len(names) + 1)
    )
    related += f'<Relationship Id="rIdS" Type="{_LINKS}/styles" Target="styles.xml"/>'
    related += f'<Relationship Id="rIdT" Type="{_LINKS}/sharedStrings" Target="sharedStrings.xml"/>'
    kinds = "".join(
        f'<Override PartName="/xl/worksheets/sheet{at}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>'
        for at in range(1, len(names) + 1)
    )
    kinds += '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
    kinds += '<Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>'
    kinds += '<Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/>'
    frame = f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>{kinds}</Types>'
    parts = {
        "[Content_Types].xml": _HEAD + frame.encode(),
        "_rels/.rels": _HEAD
        + f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" Type="{_LINKS}/officeDocument" Target="xl/workbook.xml"/></Relationships>'.encode(),
        "xl/workbook.xml": _HEAD
        + f'<workbook xmlns="{MAIN}" xmlns:r="{_LINKS}"><sheets>{listed}</sheets></workbook>'.encode(),
        "xl/_rels/workbook.xml.rels": _HEAD
        + f'<Relationships xmlns="{_PACKAGE}/relationships">{related}</Relationships>'.encode(),
        "xl/styles.xml": styles(b'<xf numFmtId="0"/>'),
        "xl/sharedStrings.xml": strings([]),
    }
    for at, name in enumerate(names, 1):
        parts[f"xl/worksheets/sheet{at}.xml"] = sheets[name]
    given = {"styles": "xl/styles.xml", "strings": "xl/sharedStrings.xml", "workbook": "xl/workbook.xml"}
    return parts | {given[key]: content for key, content in changes.items()}


def sheet(rows: bytes, after: bytes = b"", before: bytes = b"") -> bytes:
    """Return the XML of a sheet with these rows."""
    return (
        _HEAD
        + before
        + f'<worksheet xmlns="{MAIN}">'.encode()
        + b"<sheetData>"
        + rows
        + b"</sheetData>"
        + after
        + b"</worksheet>"
    )


def words(*lines: tuple[object, ...]) -> bytes:
    """Return rows of text and numbers."""
    return b"".join(_row(at, line) for at, line in enumerate(lines, 1))


def _row(at: int, line: tuple[object, ...]) -> bytes:
    return (
        f'<row r="{at}">'.encode()
        + b"".join(_cell(f"{column(place)}{at}", value) for place, value in enumerate(line, 1))
        + b"</row>"
    )


def _cell(address: str, value: object) -> bytes:
    if isinstance(value, int | float):
        return f'<c r="{address}"><v>{value}</v></c>'.encode()
    return f'<c r="{address}" t="inlineStr"><is><t>{value}</t></is></c>'.encode()


def column(number: int) -> str:
    """Return the letters of a column counted from 1."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def styles(formats: bytes, numbers: bytes = b"") -> bytes:
    """Return the part with the formats of cells."""
    return (
        _HEAD
        + f'<styleSheet xmlns="{MAIN}">'.encode()
        + numbers
        + b"<fonts><font/></fonts><fills><fill/></fills><borders><border/></borders><cellStyleXfs><xf/></cellStyleXfs><cellXfs>"
        + formats
        + b"</cellXfs></styleSheet>"
    )


def strings(lines: list[bytes]) -> bytes:
    """Return the part with the texts that cells share."""
    return (
        _HEAD
        + f'<sst xmlns="{MAIN}">'.encode()
        + b"".join(b"<si><t>" + line + b"</t></si>" for line in lines)
        + b"</sst>"
    )
