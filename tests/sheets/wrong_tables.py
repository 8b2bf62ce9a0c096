"""Tables of stage values that must not be ranked as they are, each with what has to be said about it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from openpyxl.workbook import Workbook

from sheets.container import FILE_LIMIT
from tests.sheets.contests import OPEN, POINTS, TERRITORIAL, TITLES, as_csv, blank, load, saved, table
from tests.sheets.wrong import with_part, zipped

BODY = ("Dinas A", "opd")


@dataclass(frozen=True)
class Wrong:
    """A wrong table: how it is made, words that its problems must contain, and under which rules it is read."""

    name: str
    make: Callable[[], bytes]
    says: tuple[str, ...]
    under: Mapping[str, object] = field(default_factory=dict)


def cell(name: str, value: object, *says: str, at: int = 2) -> Wrong:
    """Return a table with `value` in one cell of its only row."""
    row: list[object] = [*BODY, *[None] * 5]
    row[at] = value
    return Wrong(name, lambda: table(row), says)


def titled(name: str, *says: str, extra: object = None, value: object = 7, **changes: str | None) -> Wrong:
    """Return a table with other titles: those named A to G, or one more."""
    titles: list[object] = [changes.get("ABCDEFG"[at], title) for at, title in enumerate(TITLES)]
    row: list[object] = [*BODY, 80, 80, 80, 80, 80]
    if extra is not None:
        titles.append(extra)
        row.append(value)
    return Wrong(name, lambda: table(row, titles=titles), says)


def asked(name: str, titles: tuple[str, ...], row: tuple[object, ...], *says: str, **under: object) -> Wrong:
    """Return a table read under other rules."""
    return Wrong(name, lambda: table(row, titles=titles), says, under)


def changed(name: str, edit: Callable[[Workbook], object], *says: str) -> Wrong:
    """Return a table after `edit`."""

    def make() -> bytes:
        book = load(table([*BODY, 80]))
        edit(book)
        return saved(book)

    return Wrong(name, make, says)


def _cell_xml(xml: str) -> bytes:
    """Return a table whose cell C2 is this XML."""
    data = table([*BODY, 80])
    start = b'<c r="C2"'

    def change(sheet: bytes) -> bytes:
        at = sheet.index(start)
        return sheet[:at] + xml.encode() + sheet[sheet.index(b"</c>", at) + 4 :]

    return with_part(data, "xl/worksheets/sheet1.xml", change)


def _percent(book: Workbook) -> None:
    book.active["C2"].value = 0.875
    book.active["C2"].number_format = "0.0%"


def _two_sheets(book: Workbook) -> None:
    book.active.title = "Satu"
    book.copy_worksheet(book.active).title = "Dua"


def _far(book: Workbook) -> None:
    book.active.cell(1_048_576, 3).value = "x"


def _of_another_year() -> bytes:
    book = load(blank())
    book["_rekap"]["B2"] = "uji/2024"
    return saved(book)


WRONG = (
    Wrong("kosong", lambda: b"", ("0 bita",)),
    Wrong("bukan tabel", lambda: b"halo dunia", ("baris judul tidak ditemukan", "Unduh tabel kosong")),
    Wrong("teks dengan nol", lambda: b"badan;saq\nA\0;1", ("bukan XLSX dan bukan teks CSV",)),
    Wrong("PDF", lambda: b"%PDF-1.7", ("PDF",)),
    Wrong("xls lama", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), ("(.xls)",)),
    Wrong("ods", lambda: zipped(mimetype=b"application/vnd.oasis.opendocument.spreadsheet"), ("(.ods)",)),
    Wrong("makro", lambda: with_part(table(), "xl/vbaProject.bin", lambda _: b"x"), ("(.xlsm)",)),
    Wrong("terpotong", lambda: table([*BODY, 80])[:2000], ("rusak",)),
    Wrong("terlalu besar", lambda: b"badan;saq\n" + b"x" * FILE_LIMIT, ("10,0 MB",)),
    changed("sel di baris terjauh", _far, "1.048.576", "Hapus semua baris"),
    Wrong("terlalu banyak badan", lambda: b"badan;kategori;saq\n" + b"A;opd;1\n" * 20_001, ("lebih dari 20.000 badan",)),
    Wrong("kutip tak berpasangan", lambda: b'badan;kategori;saq\n"Dinas A;opd;80\n', ("tanda kutip",)),
    Wrong("CSV berkoma desimal", lambda: b"badan,kategori,saq\nDinas A,opd,87,5\n", ("lebih banyak sel", "titik koma")),
    Wrong("CSV sel salah", lambda: as_csv([*BODY, "x"]), ("tabel.xlsx, baris 2, kolom saq", "'x' bukan angka")),
    Wrong("aturan lain", _of_another_year, ("dibuat untuk uji/2024@1", "diminta uji/2025@1")),
    changed("dua lembar bertabel", _two_sheets, "Satu, Dua", "beri nama 'Nilai tahap'"),
    Wrong("tanpa baris", table, ("tidak ada badan publik",)),
    titled("tanpa kolom badan", "kolom Badan publik", A="Zzz"),
    titled("badan dua kolom", "'badan', 'nama'", B="nama"),
    titled("tahap dua kolom", "'saq', 'Kuesioner (SAQ)'", D="Kuesioner (SAQ)"),
    titled("penilai dua kolom", "'uji_publik: Ani', 'Uji publik: Ani'", G="Uji publik: Ani"),
    titled("tahap salah eja", "'visitsi verifikasi'", "Maksudnya 'visitasi verifikasi'?", D="visitsi verifikasi"),
    titled("penilai tahap salah eja", "'uji publk: Budi'", "'uji publik: Budi'", G="uji publk: Budi"),
    titled("penilai tanpa panel", "kolom penilai 'Cici' untuk saq", "uji_publik", extra="saq: Cici"),
    titled("angka di kolom asing", "'Wawancara' berisi angka", "Catatan", extra="Wawancara"),
    titled("angka sebagai teks di kolom asing", "'Bonus' berisi angka", extra="Bonus", value="7,5"),
    titled("isi tanpa judul", "baris 2, kolom H2", "'7' berada di kolom tanpa judul", extra="", value=7),
    asked("tanpa kolom tahap", ("badan", "kategori"), BODY, "tidak ada kolom nilai tahap"),
    asked("tanpa kolom kategori", ("badan", "saq"), ("A", 80), "tidak memuat kolom Kategori", "Kabupaten/kota"),
    cell("kategori kosong", None, "kategori kosong", "Organisasi perangkat daerah, Kabupaten/kota", at=1),
    cell("kategori asing", "Desa", "kategori 'Desa' tidak ada", at=1),
    cell("kategori salah eja", "Kabupten/kota", "Maksudnya Kabupaten/kota?", at=1),
    cell("nama kosong", "  ", "tanpa nama badan publik", at=0),
    cell("nama sangat panjang", "x" * 301, "lebih dari 300 huruf", at=0),
    cell("bukan angka", "delapan", "sel C2", "'delapan' bukan angka", "misalnya 87,5"),
    cell("garis sebagai kosong", "-", "'-' bukan angka", "Kosongkan sel", "0 berarti dinilai"),
    cell("kata sebagai kosong", "belum ada", "Kosongkan sel bila belum ada nilai"),
    cell("persen sebagai teks", "87,5 %", "ditulis sebagai persen", "tulis 87,5"),
    changed("persen sebagai format", _percent, "'87,5 %' ditulis sebagai persen", "tulis 87,5"),
    cell("tanggal", dt.datetime(2026, 9, 8), "berisi tanggal 2026-09-08", "ketik ulang"),
    cell("logika", True, "'TRUE' bukan angka"),
    cell("negatif", -0.5, "nilai -0,5 di luar 0 sampai 100"),
    cell("lebih dari seratus", "100,01", "nilai 100,01 di luar 0 sampai 100"),
    cell("ribuan", 1951, "nilai 1951 di luar 0 sampai 100"),
    cell("dua koma", "87,5,0", "'87,5,0' bukan angka"),
    cell("pangkat", "8e1", "'8e1' bukan angka"),
    cell("pecahan per nol", "1/0", "'1/0' bukan angka"),
    cell("nilai penilai di luar rentang", 101, "uji_publik: Ani (sel F2)", "di luar 0 sampai 100", at=5),
    Wrong("rumus tanpa hasil", lambda: table([*BODY, "=40+40"]), ("sel C2", "'=40+40' belum punya hasil", "simpan")),
    Wrong("galat", lambda: _cell_xml('<c r="C2" t="e"><f>1/0</f><v>#DIV/0!</v></c>'), ("galat #DIV/0!",)),
    asked("di luar poin", ("badan", "kategori", "visitasi"), ("A", "Desa", 16), "16 di luar 0 sampai 15", rules=POINTS, listed=()),
    asked("fakta bukan Ya", (*TITLES[:3], "pimpinan_hadir"), (*BODY, 80, "mungkin"), "'mungkin' bukan Ya atau Tidak"),
    asked("fakta angka", (*TITLES[:3], "pimpinan_hadir"), (*BODY, 80, 1), "'1' bukan Ya atau Tidak"),
    asked("status asing", (*TITLES[:3], "status"), (*BODY, 80, "gugur"), "status 'gugur'", "Tidak dinilai, Terlambat"),
    asked("bukan tanggal", (*TITLES[:3], "dikirim"), (*BODY, 80, "kemarin"), "'kemarin' bukan tanggal", "27/11/2026"),
    asked("tanggal mustahil", (*TITLES[:3], "dikirim"), (*BODY, 80, "31/02/2026"), "'31/02/2026' bukan tanggal"),
    asked("tanggal sebagai angka", (*TITLES[:3], "dikirim"), (*BODY, 80, 46353), "'46353' bukan tanggal"),
    asked("utuh dan komponen", (*TITLES[:5], "visitasi"), (*BODY, 80, 70, 70, 70), "utuh sekaligus nilai komponen"),
    asked("nilai dan penilai", (*TITLES[:3], "uji_publik", TITLES[5]), (*BODY, 80, 70, 70), "sekaligus nilai penilai"),
    asked(
        "penilai dua kali", (*TITLES[:3], "uji_publik: Ani (Aceh)", "uji_publik: Ani (Riau)"), (*BODY, 80, 70, 75),
        "penilai Ani memberi dua nilai",
    ),
    asked(
        "penilai wilayah lain", ("badan", "kategori", "wilayah", "uji_publik: Ani (Aceh)"), ("A", "Desa", "Riau", 70),
        "penilai Ani dari wilayah Aceh", "wilayah Riau", rules=TERRITORIAL, listed=(),
    ),
    asked(
        "penilai tanpa wilayah", ("badan", "kategori", "wilayah", "uji_publik: Ani"), ("A", "Desa", "Riau", 70),
        "dari wilayah -", "dalam kurung", rules=TERRITORIAL, listed=(),
    ),
    asked("kategori biasa salah eja", TITLES[:3], ("A", "Kementrian", 80), "Maksudnya kementerian?", rules=OPEN, listed=()),
    asked("kategori tunggal tak dikenal", ("badan", "saq"), ("A", 80), "'xyz' tidak ada dalam aturan", only="xyz"),
)  # fmt: skip
