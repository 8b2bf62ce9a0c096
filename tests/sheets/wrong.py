"""Workbooks that must not be read as they are, each with what has to be said about it."""

from __future__ import annotations

import datetime as dt
import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass, replace

import openpyxl
import xlsxwriter
from openpyxl.workbook import Workbook

from sheets.container import FILE_LIMIT
from tests.sheets import examples
from tests.sheets.filling import answering, blank, edited, template


@dataclass(frozen=True)
class Wrong:
    """A wrong workbook: how it is made, and words that its problem must contain."""

    name: str
    make: Callable[[], bytes]
    says: tuple[str, ...]


def cell(name: str, *says: str, **cells: object) -> Wrong:
    """Return a workbook whose cells hold `cells`."""
    return Wrong(name, lambda: answering(**cells), says)


def titled(name: str, *says: str, **titles: str | None) -> Wrong:
    """Return a workbook whose titles were changed."""

    def edit(book: Workbook) -> None:
        for address, value in titles.items():
            book["Jawaban"][address] = value

    return Wrong(name, lambda: edited(template(), edit), says)


def changed(name: str, edit: Callable[[Workbook], object], *says: str) -> Wrong:
    """Return a workbook after `edit`."""

    def apply(book: Workbook) -> None:
        edit(book)

    return Wrong(name, lambda: edited(template(), apply), says)


def part(name: str, path: str, change: Callable[[bytes], bytes], *says: str) -> Wrong:
    """Return a workbook one of whose parts was changed."""
    return Wrong(name, lambda: with_part(template(), path, change), says)


def with_part(data: bytes, path: str, change: Callable[[bytes], bytes]) -> bytes:
    """Return the workbook with the part at `path` changed, added where there is none."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        names = old.namelist()
        for entry in names:
            content = old.read(entry)
            new.writestr(entry, change(content) if entry == path else content)
        if path not in names:
            new.writestr(path, change(b""))
    return target.getvalue()


def bomb() -> bytes:
    """Return a workbook of some kilobytes that unpacks to a hundred megabytes."""
    return with_part(template(), "xl/media/besar.bin", lambda _: bytes(100_000_000))


def lying_bomb() -> bytes:
    """Return one whose directory states a small size for a part that unpacks to a hundred megabytes."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = packer.compress(bytes(100_000_000)) + packer.flush()
    data = bytearray(with_part(template(), "xl/sharedStrings.xml", lambda _: b"x" * 1000))
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.namelist():
            if entry != "xl/sharedStrings.xml":
                new.writestr(entry, old.read(entry))
        at = target.tell()
        name = b"xl/sharedStrings.xml"
        target.write(struct.pack("<4s5H3L2H", b"PK\3\4", 20, 0, 8, 0, 33, 0, len(packed), 1000, len(name), 0) + name)
        target.write(packed)
        listed = zipfile.ZipInfo("xl/sharedStrings.xml")
        listed.header_offset, listed.compress_size, listed.file_size = at, len(packed), 1000
        listed.compress_type, listed.CRC = zipfile.ZIP_DEFLATED, 0
        new.filelist.append(listed)
        new.NameToInfo[listed.filename] = listed
        new.start_dir = target.tell()
    return target.getvalue()


def far_cell(row: int, column: int) -> bytes:
    """Return the template with one stray cell far away."""
    return edited(template(), lambda book: book["Jawaban"].cell(row, column).__setattr__("value", "x"))


def formula(address: str, written: str) -> bytes:
    """Return the template with a formula in an answer cell, without a cached value."""
    return answering(**{address: written})


def cached_formula() -> bytes:
    """Return a workbook whose formula has a cached value that looks like an answer."""
    return with_part(
        answering(E2="Tidak"),
        "xl/worksheets/sheet2.xml",
        lambda xml: _first_answer(xml, b'<c r="E2" t="str"><f>IF(TRUE,"Ya","Tidak")</f><v>Ya</v></c>'),
    )


def error_value() -> bytes:
    """Return a workbook with an error value in an answer cell."""
    return with_part(
        answering(E2="Tidak"),
        "xl/worksheets/sheet2.xml",
        lambda xml: _first_answer(xml, b'<c r="E2" t="e"><v>#N/A</v></c>'),
    )


def _first_answer(xml: bytes, cell_xml: bytes) -> bytes:
    start = xml.index(b'<c r="E2"')
    return xml[:start] + cell_xml + xml[xml.index(b"</c>", start) + 4 :]


def other_workbook() -> bytes:
    """Return a workbook that has nothing to do with us."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target)
    book.add_worksheet("Data").write_string(0, 0, "apa saja")
    book.close()
    return target.getvalue()


def of_another_year() -> bytes:
    return blank(replace(examples.FULL, rules=replace(examples.RULES, year=2024)))


def of_another_version() -> bytes:
    return blank(replace(examples.FULL, rules=replace(examples.RULES, version=2)))


def of_another_category() -> bytes:
    return blank(replace(examples.FULL, category="desa"))


def _drop_row(book: Workbook) -> None:
    book["Jawaban"].delete_rows(3)


def _double_row(book: Workbook) -> None:
    book["Jawaban"]["A3"] = "1.1"


def _date(book: Workbook) -> None:
    book["Jawaban"]["G8"] = dt.datetime(2026, 11, 27)


def _drop_sheet(name: str) -> Callable[[Workbook], None]:
    return lambda book: book.remove(book[name])


def _body_formula(book: Workbook) -> None:
    book["Petunjuk"]["C5"] = "=A1"


def zipped(**files: bytes) -> bytes:
    """Return a ZIP with these files; underscores in the names stand for points."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, data in files.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), data)
    return target.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

WRONG = (
    Wrong("kosong", lambda: b"", ("kosong", "Simpan ulang")),
    Wrong("bukan apa-apa", lambda: b"halo dunia", ("bukan buku kerja Excel", ".xlsx")),
    Wrong("PDF", lambda: b"%PDF-1.7 ...", ("PDF", ".xlsx")),
    Wrong("gambar", lambda: b"\x89PNG\r\n", ("gambar",)),
    Wrong("halaman web bernama xls", lambda: b"<html><table><tr><td>1</td></tr></table>", ("halaman web",)),
    Wrong("RTF", lambda: b"{\\rtf1}", ("dokumen lain",)),
    Wrong("RAR", lambda: b"Rar!\x1a\x07", ("arsip", "Bandingkan")),
    Wrong("ZIP biasa", lambda: zipped(isi_txt=b"x"), ("arsip", "Bandingkan")),
    Wrong("Word", lambda: zipped(word__document_xml=b"x"), ("dokumen lain",)),
    Wrong("xls lama", lambda: OLE + bytes(600), ("(.xls)", "Simpan Sebagai")),
    Wrong("kata sandi", lambda: OLE + "EncryptedPackage".encode("utf-16-le"), ("kata sandi", "hapus")),
    Wrong("xlsb", lambda: zipped(xl__workbook_bin=b"x"), ("(.xlsb)",)),
    Wrong("ods", lambda: zipped(mimetype=b"application/vnd.oasis.opendocument.spreadsheet"), ("(.ods)",)),
    part("makro", "xl/vbaProject.bin", lambda _: b"x", "(.xlsm)", "tanpa makro"),
    part("makro menurut isi", "[Content_Types].xml", lambda xml: xml + b"<!-- macroEnabled -->", "(.xlsm)"),
    Wrong("terlalu besar", lambda: b"PK\x03\x04" + bytes(FILE_LIMIT), ("10,0 MB", "tautan")),
    Wrong("terpotong", lambda: template()[:5000], ("rusak",)),
    Wrong("bom ZIP", bomb, ("setelah dibuka",)),
    Wrong("bom ZIP yang berbohong", lying_bomb, ("rusak",)),
    part("XML rusak", "xl/worksheets/sheet2.xml", lambda xml: xml[:2000], "rusak"),
    part("workbook.xml rusak", "xl/workbook.xml", lambda xml: xml[:100], "rusak"),
    part("entitas XML", "xl/workbook.xml", lambda xml: xml.replace(b"<workbook", b"<!DOCTYPE a><workbook", 1), "rusak"),
    Wrong("sel di baris terjauh", lambda: far_cell(1_048_576, 3), ("1.048.576", "Hapus semua baris")),
    Wrong("sel di kolom terjauh", lambda: far_cell(500, 16_384), ("16.384", "kolom di kanannya")),
    Wrong("buku kerja lain", other_workbook, ("cap aturan", "Unduh templat")),
    changed("cap dihapus", _drop_sheet("_monev"), "cap aturan"),
    Wrong("tahun lain", of_another_year, ("uji/2024", "uji/2025")),
    Wrong("versi lain", of_another_version, ("versi 2", "versi 1")),
    Wrong("kategori lain", of_another_category, ("kategori desa", "kategori opd")),
    changed("skema baru", lambda book: book["_monev"].__setitem__("B1", "9"), "'9'", "Unduh templat baru"),
    changed("lembar hilang", _drop_sheet("Jawaban"), "tidak ada lembar bernama Jawaban", "Petunjuk"),
    titled("baris judul hilang", "baris judul tidak ditemukan", A1=None, E1=None),
    titled("kolom ganda", "lebih dari satu kolom Jawaban", F1="Jawaban"),
    titled("kolom tautan hilang", "kolom Tautan 1 tidak ada", H1="a", I1="b", J1="c", K1="d", L1="e"),
    titled("kolom tingkat hilang", "kolom Tingkat tidak ada", F1="Zzz"),
    titled("kolom salah eja", "'Catatn'", "Maksudnya catatan?", M1="Catatn"),
    titled("kolom angka hilang", "kolom Angka tidak ada", G1="Zzz"),
    cell("isi di kolom tanpa judul", "R2", "kolom tanpa judul", "'lihat'", R2="lihat"),
    changed("baris dihapus", _drop_row, "1 butir tidak ada barisnya: 1.2", "Kembalikan barisnya"),
    changed("kode ganda", _double_row, "baris 3", "sudah ada di baris 2"),
    cell("kode tak dikenal", "baris 2", "'9.9'", A2="9.9"),
    cell("isian tanpa kode", "baris 20", "tanpa kode", E20="Ya"),
    cell("jawaban tak dikenal", "baris 2", "kolom Jawaban (sel E2)", "'barangkali'", "Ya, Tidak", E2="barangkali"),
    cell("jawaban salah ketik", "'tidka'", "Maksudnya Tidak?", E2="tidka"),
    cell("jawaban angka", "sel E2", "'1'", E2=1),
    cell("jawaban logika", "sel E2", "'TRUE'", E2=True),
    cell("tidak berlaku yang tak diizinkan", "tidak tersedia untuk butir ini", E2="Tidak berlaku"),
    cell("pilihan tak dikenal", "sel E5", "'Semua saja'", "Maksudnya Semua kanal?", E5="Semua saja"),
    cell("satu dari beberapa tak dikenal", "sel E6", "'SOPP'", "titik koma", E6="SK PPID; SOPP"),
    cell("jumlah di kolom jawaban", "sel E8", "kolom Angka", E8="25"),
    cell("tingkat tak dikenal", "sel F3", "'Z'", "A, B, C, D", E3="Ya", F3="Z"),
    cell("tingkat tanpa Ya", "sel F3", "tanpa jawaban Ya", E3="Tidak", F3="B"),
    cell("tingkat tanpa jawaban", "sel F3", "tanpa jawaban Ya", F3="B"),
    cell("tingkat pada butir tak bertingkat", "sel F2", "tidak bertingkat", E2="Ya", F2="A"),
    cell("angka pada butir Ya/Tidak", "sel G2", "tidak menanyakan jumlah", G2=5),
    cell("bukan angka", "sel G8", "'dua puluh'", "27 atau 2,5", G8="dua puluh"),
    cell("angka rancu", "sel G8", "ribuan atau pecahan", "Tulis 1000", "1,0000", G8="1.000"),
    cell("angka rancu dengan koma", "ribuan atau pecahan", G8="2,500"),
    cell("angka negatif", "sel G8", "kurang dari nol", G8=-3),
    cell("angka negatif sebagai teks", "kurang dari nol", G8="-3"),
    changed("angka menjadi tanggal", _date, "sel G8", "2026-11-27", "Umum"),
    cell("angka logika", "sel G8", "'TRUE'", G8=True),
    cell("persen sebagai teks", "sel G8", "'50%'", G8="50%"),
    cell("tautan tanpa awalan", "sel H2", "Tulis https://ppid.contoh.go.id", H2="ppid.contoh.go.id"),
    cell("tautan berupa kata", "kolom Tautan 1 (sel H2)", "'sudah ada'", "kolom Catatan", H2="sudah ada"),
    cell("tautan lama FTP", "'ftp://a.go.id'", H2="ftp://a.go.id"),
    cell("tautan skrip", "bukan tautan", H2="javascript:alert(1)"),
    cell("tautan angka", "sel I2", "'12'", I2=12),
    cell("tautan di tengah kata", "'PPID https://a.go.id'", H2="PPID https://a.go.id"),
    cell("catatan terlalu panjang", "sel M2", "10.001", "10.000", M2="x" * 10_001),
    Wrong("rumus tanpa nilai", lambda: formula("E2", '=IF(A1="x","Ya","Tidak")'), ("sel E2", "rumus", "Tempel Khusus")),
    Wrong("rumus di tautan", lambda: formula("H2", '=HYPERLINK("https://a.go.id")'), ("sel H2", "rumus")),
    Wrong("rumus di catatan", lambda: formula("M2", "=1+1"), ("sel M2", "'=1+1'")),
    Wrong("rumus dengan nilai", cached_formula, ("sel E2", "rumus", "tempel sebagai nilai")),
    Wrong("nilai galat", error_value, ("sel E2", "galat #N/A")),
    changed("rumus di nama badan", _body_formula, "lembar Petunjuk", "Nama badan publik", "rumus"),
)


def load(data: bytes) -> Workbook:
    """Return the workbook as openpyxl sees it."""
    return openpyxl.load_workbook(io.BytesIO(data))
