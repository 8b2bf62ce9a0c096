"""The file around an authored workbook: wrong kinds, bombs, other people's workbooks, what a spreadsheet program leaves behind."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter

from questionnaires import Library
from sheets.authoring.collect import MOST_ROWS
from sheets.authoring.examine import examine
from sheets.authoring.reader import read_authoring
from sheets.authoring.workbook import write_authoring
from sheets.template import write_template
from tests.sheets.authoring.contoh import good


@cache
def workbook() -> bytes:
    """The good rule set as a file."""
    target = io.BytesIO()
    write_authoring(good(), target)
    return target.getvalue()


def edited(change: Callable[[Any], None]) -> bytes:
    """The good workbook after somebody worked on it in a spreadsheet program."""
    book = openpyxl.load_workbook(io.BytesIO(workbook()))
    change(book)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def lines(data: bytes) -> list[str]:
    """What is told of a file."""
    found = examine(read_authoring(data, "aturan.xlsx"), Library())
    return [str(problem) for problem in (*found.problems, *found.notices)]


def cell(book: Any, sheet: str, title: str, row: int = 4) -> Any:
    """The cell below a title of the third row."""
    column = next(cell.column for cell in book[sheet][3] if cell.value == title)
    return book[sheet].cell(row, column)


def _zip(**files: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return target.getvalue()


def _plain(**sheets: list[list[Any]]) -> bytes:
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target)
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    book.close()
    return target.getvalue()


def _template() -> bytes:
    target = io.BytesIO()
    write_template(Library().questionnaire("latihan/2025", "opd"), target)
    return target.getvalue()


def _far() -> bytes:
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target)
    book.add_worksheet("Aturan").write(1_000_000, 16_000, "jauh")
    book.close()
    return target.getvalue()


FILES: dict[str, tuple[Callable[[], bytes], str]] = {
    "kosong": (lambda: b"", "berkas kosong, 0 bita"),
    "teks": (lambda: b"owner = 'uji'", "berkas ini bukan buku kerja Excel"),
    "pdf": (lambda: b"%PDF-1.7", "berkas ini PDF, bukan buku kerja"),
    "gambar": (lambda: b"\x89PNG\r\n", "berkas ini gambar, bukan buku kerja"),
    "halaman web": (lambda: b"<html><table>", "berkas ini halaman web yang diberi nama buku kerja"),
    "terpotong": (lambda: workbook()[:2000], "berkas rusak atau tidak lengkap, tidak dapat dibuka"),
    "arsip": (lambda: _zip(catatan=b"x"), "berkas ini arsip, bukan buku kerja"),
    "terlalu besar": (lambda: b"PK\x03\x04" + b"\0" * 10_000_000, "berkas 10,0 MB, paling besar 10,0 MB"),
    "bom": (lambda: _zip(xl__workbook_xml=b"0" * 70_000_000), "isi berkas menjadi 70,0 MB setelah dibuka, paling besar 60,0 MB"),
    "sel terjauh": (_far, "ada isi jauh di luar tabel, sampai baris 1.000.001 atau kolom 16.001"),
    "jawaban badan publik": (_template, "buku kerja ini berisi jawaban badan publik, bukan aturan"),
    "tanpa lembar aturan": (lambda: _plain(Lembar1=[["a"]]), "buku kerja ini tidak memuat lembar Aturan"),
    "lembar ganda": (lambda: _plain(Aturan=[["a"]], ATURAN_=[["b"]]), "ada dua lembar bernama ATURAN_"),
}  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_is_no_authored_workbook_is_refused(name: str) -> None:
    make, message = FILES[name]
    (line,) = lines(make())
    assert message in line
    assert line.startswith("aturan.xlsx")


def test_the_good_file_is_accepted() -> None:
    assert lines(workbook()) == []


def test_a_file_that_a_spreadsheet_program_saved_is_accepted() -> None:
    assert lines(edited(str)) == []


def _without_categories(book: Any) -> None:
    sheet = book["Aturan"]
    for row in reversed(range(1, sheet.max_row + 1)):
        if sheet.cell(row, 1).value in ("opd", "desa"):
            sheet.delete_rows(row)


def _percent(book: Any) -> None:
    """What a spreadsheet program makes of `60%`: a share that it shows as per cent."""
    weight = cell(book, "Indikator", "Bobot")
    weight.value, weight.number_format = 0.6, "0%"


EDITS: dict[str, tuple[Callable[[Any], None], list[str]]] = {
    "rumus": (
        lambda book: setattr(cell(book, "Pertanyaan", "Bobot"), "value", "=15*2"),
        ["lembar Pertanyaan, baris 4, kolom Bobot (sel G4): sel berisi rumus =15*2. Salin selnya, lalu Tempel Khusus > Nilai."],
    ),
    "galat": (
        lambda book: setattr(cell(book, "Indikator", "Bobot"), "value", "#DIV/0!"),
        ["lembar Indikator, baris 4, kolom Bobot (sel D4): sel berisi galat #DIV/0!. Perbaiki atau kosongkan selnya."],
    ),
    "tanggal": (
        lambda book: setattr(cell(book, "Pertanyaan", "Kode butir"), "value", dt.datetime(2026, 1, 2)),
        ["lembar Pertanyaan, baris 4, kolom Kode butir (sel B4): sel berisi tanggal 2026-01-02. Ubah format sel menjadi Teks, lalu tulis ulang isinya."],
    ),
    "benar": (
        lambda book: setattr(cell(book, "Pertanyaan", "Pertanyaan"), "value", True),
        ["lembar Pertanyaan, baris 4, kolom Pertanyaan (sel E4): sel berisi TRUE, bukan teks atau angka. Tulis isinya sebagai teks."],
    ),
    "persen sebagai format": (
        _percent,
        ["lembar Indikator, baris 4, kolom Bobot (sel D4): '60 %' memakai tanda persen. Tulis angkanya saja, misalnya 40."],
    ),
    "rumus dalam catatan": (
        lambda book: setattr(book["Catatan"]["A1"], "value", "=1+1"),
        ["lembar Catatan, baris 1, kolom A1 (sel A1): sel berisi rumus =1+1. Salin selnya, lalu Tempel Khusus > Nilai."],
    ),
    "catatan di kolom lain": (
        lambda book: setattr(book["Catatan"]["C2"], "value", "Pilihan saya"),
        ["lembar Catatan, baris 2, kolom C2 (sel C2): 'Pilihan saya' berada di luar kolom A, sedangkan catatan ditulis satu baris per sel di kolom A. Pindahkan ke kolom A atau kosongkan selnya."],
    ),
    "gabungan": (
        lambda book: book["Indikator"].merge_cells("C4:C5"),
        ["lembar Indikator, baris 4, kolom Nama indikator (sel C4): sel digabung (C4:C5). Pisahkan selnya (Batal Gabungkan Sel), lalu isi setiap baris.",
         "lembar Indikator, baris 5, kolom Nama indikator (sel C5): Nama indikator belum diisi. Isi kolom itu."],
    ),
    "lembar tambahan": (
        lambda book: book.create_sheet("Coretan"),
        ["aturan.xlsx: lembar Coretan tidak dikenal, isinya tidak dibaca. Hapus lembar itu, atau beri nama salah satu: Aturan, Indikator, Pertanyaan, Pilihan, Kelas, Tahap, Dasar."],
    ),
    "bobot 99": (
        lambda book: setattr(cell(book, "Indikator", "Bobot"), "value", 59),
        ["lembar Indikator, tabel Indikator dan bobotnya: jumlah bobot 99, seharusnya 100. Perbaiki bobot atau kolom Nilai penuh.",
         "lembar Indikator, baris 4, kolom Bobot (sel D4), kuesioner opd: jumlah bobot butir 60, seharusnya 59. Perbaiki bobot butir, atau tulis Bobot butir: perbandingan bila butir berbagi bobot indikator menurut perbandingan."],
    ),
    "tanpa kategori dan kuesioner": (
        _without_categories,
        ["lembar Pertanyaan, baris 4, kolom Kuesioner (sel A4): kuesioner 'opd' tidak ada di tabel Berkas kuesioner. Tambahkan ke tabel Berkas kuesioner, atau pilih: -."],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", EDITS)
def test_what_an_author_did_wrong_in_the_file_is_told(name: str) -> None:
    change, told = EDITS[name]
    found = lines(edited(change))
    assert [line for line in found if line in told] == told


def test_a_number_typed_in_another_way_is_the_same_number() -> None:
    def change(book: Any) -> None:
        cell(book, "Indikator", "Bobot").value = "60,0"
        cell(book, "Pilihan", "Bagian bobot", 5).value = "1/2"

    found = read_authoring(edited(change))
    assert found.folder is not None
    assert found.folder.texts() == good().texts()


def test_questions_without_any_questionnaire_are_told_where_they_stand() -> None:
    def change(book: Any) -> None:
        _without_categories(book)
        for row in range(4, 12):
            cell(book, "Pertanyaan", "Kuesioner", row).value = None

    assert (
        "lembar Pertanyaan, tabel Daftar pertanyaan, baris 4: belum ada kuesioner untuk baris ini. "
        "Isi tabel Berkas kuesioner dan kategorinya." in lines(edited(change))
    )


def test_a_table_has_at_most_so_many_rows() -> None:
    rows = [["Daftar sumber"], ["Kode sumber", "Judul sumber"]] + [[f"s{n}", "Sumber"] for n in range(MOST_ROWS + 1)]
    told = lines(_plain(Aturan=rows))
    assert (
        "lembar Aturan, tabel Daftar sumber: tabel ini memuat lebih dari 2000 baris. "
        "Bagi menjadi beberapa buku kerja, satu kategori masing-masing." in told
    )


def test_a_workbook_written_by_hand_is_enough() -> None:
    """Titles and rows alone, without our styles, sheets or explanations."""
    data = _plain(
        Aturan=[
            ["Identitas aturan"], ["Pemilik", "desaku"], ["Tahun", 2031], ["Versi", 1], ["Keadaan", "rancangan"],
            ["Judul", "Monev desa"], [], ["Daftar sumber"], ["Kode sumber", "Judul sumber"], ["perbup", "Perbup 1/2031"],
            [], ["Kategori badan publik"], ["Kode", "Nama", "Nama berkas"], ["desa", "Desa", "desa.toml"],
        ],
        Indikator=[["Kode", "Nama", "Bobot", "Sumber", "Derajat"], ["papan", "Papan", 100, "perbup", "B"]],
        Pertanyaan=[
            ["Kode", "Indikator", "Kelompok", "Pertanyaan", "Bobot", "Terpenuhi bila", "Saran", "Jenis bukti",
             "Data dukung", "Sumber", "Derajat"],
            ["D-1", "papan", "Papan", "Apakah ada papan?", "100", "Terpenuhi bila ada papan.", "Pasang papan desa.",
             "gambar", "Foto papan", "perbup", "B"],
        ],
    )  # fmt: skip
    found = examine(read_authoring(data), Library())
    assert [str(problem) for problem in (*found.problems, *found.notices)] == []
    assert found.name == "desaku/2031@1"
    assert found.whole is not None
    (question,) = found.whole.questionnaires["desa"].questions
    assert (question.code, question.weight.value) == ("D-1", 100)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    (problem,) = read_authoring(tmp_path / "tidak-ada.xlsx").problems
    assert problem.message.startswith("berkas tidak dapat dibuka")


def test_a_crowded_sheet_is_read_in_time_and_told_in_few_lines() -> None:
    """A hundred thousand cells beside the table: one line for each column."""
    rows = [["Daftar sumber"], ["Kode sumber", "Judul sumber"]]
    rows += [["", "", *["x"] * 40] for _ in range(3_000)]
    told = lines(_plain(Aturan=rows))
    assert len([line for line in told if "di kolom tanpa judul" in line]) == 40
