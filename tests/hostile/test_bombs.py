"""Files that are small to send and large to read are refused fast, with little memory, and with what to do.

Every file is read in a process with a limit of memory and processor time; what it really used is checked as well.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from typing import NamedTuple

import pytest

from tests.hostile import doors
from tests.hostile.bombs import book, packed, sheet, strings, styles, words
from tests.hostile.confined import Confined

DEEP = bool(os.environ.get("MONEV_DEEP"))
MEGABYTES, SECONDS = 260, 8
"""What reading one file may take at most beyond the process that reads; the largest that is accepted takes as much."""

Door = Callable[[bytes], list[str]]
TITLES = ("Kode", "Jawaban", "Tautan 1", "Catatan", "Tingkat")
HEAD = words(TITLES)
STAMP = sheet(
    words(("skema", 1), ("aturan", doors.RULES), ("versi", 1), ("kategori", doors.CATEGORY), ("jenis", "templat"))
)
CODE = "KKP24-001"
ZEROS = bytes(9_999_999)


class Bomb(NamedTuple):
    """A file, the ways in that it is tried at, and words of the refusal."""

    file: Callable[[], bytes]
    doors: tuple[Door, ...]
    says: str


def at_answers(content: bytes, **parts: bytes) -> bytes:
    """Return a workbook of answers with this sheet."""
    return packed(book({"_monev": STAMP, "Jawaban": content}, **parts))


def at_table(content: bytes, **parts: bytes) -> bytes:
    """Return a table of stage values with this sheet."""
    return packed(book({"Nilai tahap": content}, **parts))


def at_rules(content: bytes, **parts: bytes) -> bytes:
    """Return a workbook of rules with this sheet."""
    return packed(book({"Aturan": content}, **parts))


def rows(cell: bytes, across: int, down: int) -> bytes:
    """Return so many rows of the same cell, without a place."""
    return (b"<row>" + cell * across + b"</row>") * down


def everywhere(name: str, content: bytes, says: str, **parts: bytes) -> dict[str, Bomb]:
    """Return the same sheet as a workbook of answers, of stage values and of rules."""
    ways: Mapping[str, tuple[Callable[..., bytes], Door]] = {
        "isian": (at_answers, doors.filled), "tabel": (at_table, doors.table), "aturan": (at_rules, doors.authored),
    }  # fmt: skip
    tried = ways if DEEP else dict([list(ways.items())[len(name) % 3]])  # every way is tried by some
    return {
        f"{name}, {way}": Bomb(lambda make=make: make(content, **parts), (door,), says)  # type: ignore[misc]
        for way, (make, door) in tried.items()
    }


SHARED = b'<c t="s"><v>0</v></c>'
ENTITIES = (
    b'<!DOCTYPE a [<!ENTITY b "xxxxxxxxxx">'
    + b"".join(b'<!ENTITY %s "%s">' % (bytes([99 + at]), (b"&%s;" % bytes([98 + at])) * 10) for at in range(9))
    + b"]>"
)
OUTSIDE = b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>'
FAR = sheet(b'<row r="900"><c r="AX900"><v>1</v></c></row>')

BOMBS: dict[str, Bomb] = {
    **everywhere("teks bersama sejuta huruf di 50.000 sel", sheet(HEAD + rows(SHARED, 50, 1000)), "setelah dibuka", strings=strings([b"x" * 1_000_000])),
    **everywhere("teks bersama dalam CDATA", sheet(HEAD + rows(SHARED, 50, 1000)), "setelah dibuka", strings=strings([b"<![CDATA[" + b"</si>" * 100_000 + b"]]>"])),
    **everywhere("satu sel dua puluh juta huruf", sheet(words(TITLES, (CODE, "y" * 20_000_000))), "paling panjang 32.767"),
    **everywhere("1.048.576 baris", sheet(HEAD + b'<row r="1048576"><c r="A1048576"><v>1</v></c></row>'), "1.048.576"),
    **everywhere("16.384 kolom", sheet(HEAD + b'<row r="900"><c r="XFD900"><v>1</v></c></row>'), "16.384"),
    **everywhere("kolom tanpa tempat", sheet(HEAD + rows(b"<c><v>1</v></c>", 40_000, 1) + b'<row r="900"><c><v>1</v></c></row>'), "jauh di luar tabel"),
    **everywhere("1.400.000 sel sebaris", sheet(HEAD + rows(b"<c><v>1</v></c>", 1_400_000, 1)), "1.400.00"),
    **everywhere("entitas beranak", sheet(HEAD + b"<row><c><v>&k;</v></c></row>", before=ENTITIES), "rusak"),
    **everywhere("entitas dari luar", sheet(HEAD + b"<row><c><v>&b;</v></c></row>", before=OUTSIDE), "rusak"),
    **everywhere("entitas dalam UTF-16", sheet(HEAD, before=ENTITIES).decode().replace("UTF-8", "UTF-16").encode("utf-16"), "rusak"),
    "entitas dalam teks bersama": Bomb(lambda: at_answers(sheet(HEAD), strings=ENTITIES + strings([b"&k;"])), (doors.filled,), "rusak"),
    "entitas di bagian yang bernama lain": Bomb(lambda: renamed(at_answers_parts(sheet(HEAD, before=ENTITIES))), (doors.filled,), "rusak"),
    "900.000 gaya sel": Bomb(lambda: at_answers(sheet(HEAD + b'<row r="2"><c r="A2"><f>1</f></c></row>'), styles=styles(b'<xf numFmtId="9"/>' * 900_000)), (doors.filled, doors.table), ""),
    "XML tiga juta tingkat": Bomb(lambda: at_rules(sheet(HEAD, after=b"<a>" * 3_000_000 + b"</a>" * 3_000_000)), (doors.authored,), "rusak"),
    "gabungan sel dalam komentar": Bomb(lambda: at_rules(sheet(HEAD, after=b"<!-- " + b"<mergeCell " * 1_000_000 + b"-->")), (doors.authored,), ""),
    "700.000 gabungan sel": Bomb(lambda: at_rules(sheet(HEAD, after=b'<mergeCell ref="A1:XFD1048576"/>' * 700_000)), (doors.authored,), "rusak"),
    "1.990 lembar": Bomb(lambda: packed(book({f"L{at}": FAR for at in range(1990)})), (doors.filled, doors.table, doors.authored), "1.990 lembar"),
    "90 lembar lebar": Bomb(lambda: packed(book({f"L{at}": sheet(b'<row r="9000"><c r="AX9000"><v>1</v></c></row>') for at in range(90)})), (doors.table,), "jauh di luar tabel"),
    "780.000 nama lembar": Bomb(lambda: at_answers(sheet(HEAD), workbook=b"<workbook><sheets>" + b'<sheet name="a" sheetId="1"/>' * 780_000 + b"</sheets></workbook>"), (doors.filled,), "rusak"),
    "tautan di balik kata, berulang": Bomb(lambda: at_answers(sheet(words(TITLES, *[(CODE, "Ya", "klik", "")] * 2000), after=b'<hyperlink ref="C9" r:id="r"/>' * 60_000).replace(b"<worksheet ", b'<worksheet xmlns:r="r" ')), (doors.filled,), "klik"),
    "setengah juta sel salah": Bomb(lambda: at_answers(sheet(HEAD + rows(b'<c t="inlineStr"><is><t>z</t></is></c>', 40, 2000))), (doors.filled,), "tanpa judul"),
    "40.000 rumus": Bomb(lambda: at_rules(sheet(words(("Hal", "Isi")) + rows(b"<c><f>1</f></c>", 2, 20_000))), (doors.authored,), ""),
    "100.000 bagian": Bomb(lambda: packed({str(at): b"" for at in range(100_000)}), (doors.filled, doors.table, doors.authored), "lebih dari 2.000 bagian"),
    "bagian kembar": Bomb(lambda: at_answers(sheet(HEAD)).replace(b"xl/styles.xml", b"xl/sHeets.xml").replace(b"_rels/.rels", b"xl/sheets.xm"[:11]), (doors.filled,), "rusak"),
    "CSV sepuluh juta baris kosong": Bomb(lambda: b"Badan publik;Kategori\n" + b"\n" * 9_900_000, (doors.table,), "lebih dari 500.000 sel"),
    "CSV sepuluh juta koma": Bomb(lambda: b"Badan publik,Kategori\n" + b"," * 9_900_000, (doors.table,), "lebih dari 500.000 sel"),
    "CSV satu kutip": Bomb(lambda: b'Badan publik;"' + b"x" * 9_000_000, (doors.table,), "kutip"),
    "ekspor 59 MB baris kosong": Bomb(lambda: b"monev_aturan,badan\n" + b"\n" * 59_000_000, (doors.phone,), "lebih dari 3.000.000 sel"),
    "ekspor 61 MB": Bomb(lambda: b"monev_aturan,badan\n" + b"x" * 61_000_000, (doors.phone,), "lebih dari 60 MB"),
    "ZIP 200.000 nama": Bomb(lambda: packed({f"{at}.xlsx": b"" for at in range(200_000)}), (doors.many,), "lebih dari 2.000 berkas"),
    "ZIP 99 x 10 MB": Bomb(lambda: packed({f"{at}.xlsx": ZEROS for at in range(99)}), (doors.many,), "bukan buku kerja"),
    "ZIP 101 x 10 MB": Bomb(lambda: packed({f"{at}.xlsx": ZEROS for at in range(101)}), (doors.many,), "1.000 MB"),
    "ZIP dengan ukuran bohong": Bomb(lambda: packed({"a.xlsx": bytes(40_000_000)}, lies={"a.xlsx": 100}), (doors.many,), "rusak"),
    "ZIP dalam ZIP": Bomb(lambda: packed({"dalam.zip": packed({"a.xlsx": bytes(9_000_000)})}), (doors.many,), "arsip"),
    "lembar dengan ukuran bohong": Bomb(lambda: lying("xl/worksheets/sheet2.xml"), (doors.filled,), "rusak"),
    "gaya dengan ukuran bohong": Bomb(lambda: lying("xl/styles.xml"), (doors.filled,), "rusak"),
}  # fmt: skip


def at_answers_parts(content: bytes) -> dict[str, bytes]:
    """Return the parts of a workbook of answers with this sheet."""
    return book({"_monev": STAMP, "Jawaban": content})


def renamed(parts: dict[str, bytes]) -> bytes:
    """Return the workbook with its sheet under a name that does not end in .xml."""
    parts["xl/worksheets/sheet2.bin"] = parts.pop("xl/worksheets/sheet2.xml")
    for name in ("xl/_rels/workbook.xml.rels", "[Content_Types].xml"):
        parts[name] = parts[name].replace(b"sheet2.xml", b"sheet2.bin")
    return packed(parts)


def lying(name: str) -> bytes:
    """Return a workbook one of whose parts unpacks to far more than the directory states."""
    parts = at_answers_parts(sheet(HEAD + b'<row r="2"><c r="A2"><f>1</f></c></row>'))
    parts[name] += b"<!--" + b"x" * 30_000_000 + b"-->"
    return packed(parts, lies={name: 1000})


@pytest.mark.parametrize(("name", "door"), [(name, door) for name, bomb in BOMBS.items() for door in bomb.doors], ids=lambda one: getattr(one, "__name__", one))  # fmt: skip
def test_a_bomb_is_refused_fast_with_little_memory(confined: Confined, name: str, door: Door) -> None:
    data = BOMBS[name].file()
    assert len(data) < 62_000_000
    found = confined.run(door, data, megabytes=MEGABYTES + 2 * len(data) // 1_000_000, seconds=SECONDS)
    assert found.value
    assert [line for line in found.value if BOMBS[name].says in line]
    assert found.seconds < SECONDS
    assert found.megabytes < MEGABYTES


def test_the_same_ways_take_files_that_are_none(confined: Confined) -> None:
    """The bombs above are refused for what they are, not for where they are built."""
    good = at_answers(sheet(words(TITLES, (CODE, "Tidak", "", "belum ada"))))
    missing = confined.run(doors.filled, good, megabytes=MEGABYTES, seconds=SECONDS).value
    assert [line for line in missing if "tidak ada barisnya" not in line] == []
    assert "jauh" not in str(
        confined.run(doors.table, at_table(sheet(HEAD)), megabytes=MEGABYTES, seconds=SECONDS).value
    )
    zipped = packed({"../../a.xlsx": good, "b/c.xlsx": good})
    assert len(confined.run(doors.many, zipped, megabytes=MEGABYTES, seconds=SECONDS).value) == 2


def test_limits_are_felt(confined: Confined) -> None:
    """Work that takes more than it may is noticed, or the tests above could not fail."""
    with pytest.raises(AssertionError, match="memory"):
        confined.run(bytearray, 400_000_000, megabytes=100, seconds=5)
    with pytest.raises(AssertionError, match="ended with -24"):
        confined.run(sum, range(10**10), megabytes=100, seconds=0)
    assert confined.run(len, b"abc", megabytes=100, seconds=5).value == 3
