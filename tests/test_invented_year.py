"""A year that nobody programmed: from a spreadsheet of rules to ranked results, with numbers worked out on paper.

The rules of `danau/2031` are typed into empty sheets: a new owner, new categories, a new frame, three stages, two gates.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.test_cli_authoring import monev

LINK = "https://ppid.danau.example.go.id/bukti"

Rows = Sequence[Sequence[object]]

ABOUT = {
    "Identitas aturan": (
        ("Hal", "Isi"),
        [("Pemilik", "danau"), ("Tahun", 2031), ("Versi", 1), ("Keadaan", "diterbitkan"), ("Judul", "Dewan Danau, monev 2031"),
         ("Nilai penuh", 100)],
    ),
    "Berkas kuesioner": (
        ("Kuesioner", "Kategori", "Nama kategori"),
        [("pulau", "pulau", "Pemerintah pulau"), ("koperasi", "koperasi", "Koperasi")],
    ),
    "Cara menghitung": (
        ("Hal", "Isi"),
        [("Jawaban kosong", "nol"), ("Ya tanpa bukti", "nol"), ("Kelas dari nilai", "terbit"), ("Sumber", "perdes"),
         ("Derajat", "A")],
    ),
    "Pembulatan": (
        ("Titik pembulatan", "Angka di belakang koma", "Cara", "Sumber", "Derajat"),
        [("nilai akhir", 2, "setengah ke atas", "perdes", "A")],
    ),
    "Daftar sumber": (("Kode sumber", "Judul sumber"), [("perdes", "Peraturan Dewan Danau 3/2031")]),
    "Kategori badan publik": (
        ("Kode kategori", "Nama kategori", "Nama berkas"),
        [("pulau", "Pemerintah pulau", "pulau.toml"), ("koperasi", "Koperasi", "koperasi.toml")],
    ),
}  # fmt: skip
FRAME = {
    "Indikator dan bobotnya": (
        ("Kode indikator", "Nama indikator", "Bobot", "Sumber", "Derajat"),
        [("keterbukaan", "Keterbukaan", 50, "perdes", "A"), ("layanan", "Layanan", 30, "perdes", "A"),
         ("inovasi", "Inovasi", 20, "perdes", "A")],
    ),
}  # fmt: skip
ITEMS = (
    ("pulau", "P-1", "keterbukaan", 30), ("pulau", "P-2", "keterbukaan", 20), ("pulau", "P-3", "layanan", 30),
    ("pulau", "P-4", "inovasi", 20), ("koperasi", "K-1", "keterbukaan", 50), ("koperasi", "K-2", "layanan", 30),
    ("koperasi", "K-3", "inovasi", 20),
)  # fmt: skip
QUESTIONS = {
    "Daftar pertanyaan": (
        ("Kuesioner", "Kode butir", "Indikator", "Kelompok", "Pertanyaan", "Bobot", "Terpenuhi bila", "Yang perlu dilakukan",
         "Jenis bukti", "Bukti yang diminta", "Sumber", "Derajat"),
        [(form, code, indicator, "Berkala", f"Apakah {code} tayang?", weight, "Terpenuhi bila tayang.", "Tayangkan.", "tautan",
          "Tautan halaman", "perdes", "A") for form, code, indicator, weight in ITEMS],
    ),
}  # fmt: skip
CLASSES = {
    "Kelas nilai": (
        ("Kode kelas", "Kelas", "Batas bawah", "Rentang tercetak", "Sumber", "Derajat"),
        [("cemerlang", "Cemerlang", 85, "85-100", "perdes", "A"), ("cukup", "Cukup", 60, "60-84", "perdes", "A"),
         ("kurang", "Kurang", 0, "0-59", "perdes", "A")],
    ),
}  # fmt: skip
STAGES = {
    "Peringkat": (
        ("Hal", "Isi"),
        [("Nilai yang diperingkatkan", "terbit"), ("Tempat nilai sama", "1, 2, 2, 4"), ("Peringkat per", "kategori"),
         ("Sumber", "perdes"), ("Derajat", "A")],
    ),
    "Tahap penilaian": (
        ("Kode tahap", "Tahap", "Bobot", "Bila tahap kosong", "Kode komponen", "Komponen", "Bobot komponen", "Sumber", "Derajat"),
        [("saq", "Kuesioner", 50, "tidak diterbitkan", None, None, None, "perdes", "A"),
         ("visitasi", "Kunjungan", 20, "nol", "dokumen", "Dokumen", 60, "perdes", "A"),
         (None, None, None, None, "wawancara", "Wawancara", 40, None, None),
         ("uji_publik", "Sidang terbuka", 30, "nol", None, None, None, "perdes", "A")],
    ),
    "Ambang antartahap": (
        ("Kode ambang", "Ambang", "Tahap yang diuji", "Tahap yang dibuka", "Nilai yang diuji", "Jenis syarat", "Angka syarat",
         "Peringkat per", "Nilai sama di batas", "Bila tidak lolos", "Sumber", "Derajat"),
        [("ambang", "Ambang kuesioner", "saq", "visitasi", "terbit", "ambang angka", 55, None, None, None, "perdes", "A"),
         ("dua_besar", "Dua besar", "saq; visitasi", "uji_publik", "tepat", "peringkat", 2, "kategori", "semua lolos",
          "bobot dibagi ulang", "perdes", "A")],
    ),
    "Panel penilai": (
        ("Tahap", "Cara menggabung", "Penilai paling sedikit", "Sumber", "Derajat"), [("uji_publik", "rerata", 2, "perdes", "A")],
    ),
    "Penghargaan": (
        ("Kode penghargaan", "Penghargaan", "Jenis", "Menurut nilai", "Per", "Banyak juara", "Kelas", "Sumber", "Derajat"),
        [("mutiara", "Mutiara Danau", "juara", "final", "kategori", 1, None, "perdes", "A"),
         ("layak", "Layak dicontoh", "kelas", "final", None, None, "cukup", "perdes", "A")],
    ),
}  # fmt: skip
SHEETS = {"Aturan": ABOUT, "Indikator": FRAME, "Pertanyaan": QUESTIONS, "Kelas": CLASSES, "Tahap": STAGES}

FILLED = {
    "pulau": {
        "Pulau Satu": ("P-1", "P-2", "P-3", "P-4"),  # 100
        "Pulau Dua": ("P-1", "P-3"),  # 60
        "Pulau Tiga": ("P-1", "P-4"),  # 50, under 55
        "Pulau Empat": ("P-1", "P-2", "P-3"),  # 80
    },
    "koperasi": {
        "Koperasi Maju": ("K-1", "K-2"),  # 80
        "Koperasi Lama": ("K-1",),  # 50, under 55
    },
}
TITLES = ("Kunjungan: Dokumen", "Kunjungan: Wawancara", "Sidang terbuka: Penilai 1", "Sidang terbuka: Penilai 2",
          "Sidang terbuka: Penilai 3")  # fmt: skip
GIVEN = {
    "Pulau Satu": (90, 80, 85, 78, 91),  # 0.6 x 90 + 0.4 x 80 = 86; marks 254/3
    "Pulau Dua": (70, 75, None, None, None),  # 72
    "Pulau Empat": (60, 85, 90, 70, None),  # 70; 80
    "Koperasi Maju": (88, 92, 95, 84, None),  # 89.6; 89.5
}
EXPECTED = {
    # 50, 20, 30 per cent: 50 + 17.2 + 25.4
    "Pulau Satu": (1, "92.60", "463/5", "cemerlang"),
    "Pulau Empat": (2, "78.00", "78", "cukup"),
    # third of its category, the last stage is shared out: (50 x 60 + 20 x 72) / 70
    "Pulau Dua": (3, "63.43", "444/7", "cukup"),
    # stopped at 55: no visit, no hearing: 50 x 50 / 70
    "Pulau Tiga": (4, "35.71", "250/7", "kurang"),
    "Koperasi Maju": (1, "84.77", "8477/100", "cukup"),
    "Koperasi Lama": (2, "35.71", "250/7", "kurang"),
}


def _typed(path: Path) -> None:
    """Type the rules into a workbook of empty sheets, table below table."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, tables in SHEETS.items():
        sheet = book.create_sheet(name)
        for title, (titles, rows) in tables.items():
            for row in ([title], titles, *rows, []):
                sheet.append(list(row))
    book.save(path)


def _fill(path: Path, body: str, codes: Sequence[str]) -> None:
    """Answer Ya with a link in a blank questionnaire."""
    book = openpyxl.load_workbook(path)
    book["Petunjuk"]["C5"] = body
    sheet = book["Jawaban"]
    titles = {cell.value: cell.column for cell in sheet[1]}
    for row in range(2, sheet.max_row + 1):
        if sheet.cell(row, 1).value in codes:
            sheet.cell(row, titles["Jawaban"]).value = "Ya"
            sheet.cell(row, titles["Tautan 1"]).value = LINK
    book.save(path.with_name(f"{body}.xlsx"))


def _enter(path: Path, given: Mapping[str, Sequence[object]], target: str) -> None:
    """Type stage values and marks beside the names that stand in the table already."""
    book = openpyxl.load_workbook(path)
    sheet = book["Nilai tahap"]
    titles = {cell.value: cell.column for cell in sheet[3]}
    names = {sheet.cell(row, 1).value: row for row in range(4, sheet.max_row + 1)}
    for body, values in given.items():
        for title, value in zip(TITLES, values, strict=True):
            sheet.cell(names[body], titles[title]).value = value
    book.save(path.with_name(target))


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Go the whole way once; return a function that runs further commands there."""
    at = tmp_path_factory.mktemp("danau")
    own = at / "aturan"
    own.mkdir()

    def run(*arguments: str, status: int = 0, remark: str = "") -> str:
        result = monev(*arguments, at=at, own=own)
        assert (result.returncode, result.stderr) == (status, remark), result.stderr
        return result.stdout

    _typed(at / "danau.xlsx")
    run("rules", "import", "danau.xlsx")
    rankings = []
    for category, bodies in FILLED.items():
        named = ("--rules", "danau/2031", "--category", category)
        (at / category).mkdir()
        run("template", *named, "-o", f"{category}/kosong.xlsx")
        for body, codes in bodies.items():
            _fill(at / category / "kosong.xlsx", body, codes)
        filled = [f"{category}/{body}.xlsx" for body in bodies]
        run("compare", *named, *filled, "-o", f"peringkat-{category}.xlsx")
        rankings += ["--saq", f"peringkat-{category}.xlsx"]
    run("template", "--rules", "danau/2031", "--stages", *rankings, "-o", "tabel.xlsx")
    _enter(at / "tabel.xlsx", GIVEN, "terisi.xlsx")
    _enter(at / "tabel.xlsx", {**GIVEN, "Pulau Empat": (0, 0, None, None, None)}, "sebelum.xlsx")
    run.at = at  # type: ignore[attr-defined]
    return run


def _ranked(run: Any, *arguments: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(run("rank", "--rules", "danau/2031", "terisi.xlsx", *arguments, "--json"))
    return found


def test_the_rules_are_checked_and_say_what_they_hold(year: Any) -> None:
    remark = (
        "Perhatian: Sudah terbit tanpa segel: danau/2031@1. "
        "Segel dengan monev rules seal supaya perubahan berikutnya ketahuan.\n"
    )
    told = year("rules", "check", "aturan", remark=remark)
    assert "Tidak ada masalah pada 1 aturan." in told.splitlines()
    listed = json.loads(year("rules", "list", "--json"))
    (row,) = [row for row in listed if row["rules"] == "danau/2031"]
    assert [(one["code"], one["questions"], one["maximum"]) for one in row["categories"]] == [
        ("pulau", 4, "100"),
        ("koperasi", 3, "100"),
    ]


def test_places_scores_and_classes_are_those_worked_out_on_paper(year: Any) -> None:
    found = _ranked(year)
    shown = {
        row["body"]: (row["place"], row["final"]["published"], row["final"]["exact"], row["class"])
        for row in found["bodies"]
    }
    assert shown == EXPECTED
    assert found["awards"] == {
        "mutiara": ["Pulau Satu", "Koperasi Maju"],
        "layak": ["Pulau Satu", "Pulau Empat", "Pulau Dua", "Koperasi Maju"],
    }


def test_both_gates_did_what_they_say(year: Any) -> None:
    """Kuesioner and Kunjungan, 50 to 20: 96, 5400/70 = 77.14, 4440/70 = 63.43."""
    outcomes = {row["body"]: [gate["outcome"] for gate in row["gates"]] for row in _ranked(year)["bodies"]}
    assert outcomes == {
        "Pulau Satu": ["passed", "passed"],
        "Pulau Empat": ["passed", "passed"],
        "Pulau Dua": ["passed", "stopped"],
        "Pulau Tiga": ["stopped", "stopped"],
        "Koperasi Maju": ["passed", "passed"],
        "Koperasi Lama": ["stopped", "stopped"],
    }
    (second,) = [row for row in _ranked(year)["bodies"] if row["body"] == "Pulau Empat"]
    assert [gate["number"] for gate in second["gates"]] == ["80", "540/7"]


def test_an_objection_moves_a_body_through_the_gate(year: Any) -> None:
    """Before it Pulau Empat had no points for the visit: 4000/70 = 57.14, behind Pulau Dua."""
    found = _ranked(year, "--earlier", "sebelum.xlsx")
    gates = {row["body"]: (row["before"], row["after"]) for row in found["changes"] if row["what"] == "gate"}
    assert gates == {"Pulau Empat": ("stopped", "passed"), "Pulau Dua": ("passed", "stopped")}


def test_the_workbook_and_the_sentences_carry_the_words_of_the_new_rules(year: Any) -> None:
    told = year("rank", "--rules", "danau/2031", "terisi.xlsx", "-o", "rekap.xlsx")
    assert "Pemerintah pulau · 1 · Pulau Satu · 92,60 · Cemerlang (Mutiara Danau; Layak dicontoh)" in told.splitlines()
    book = openpyxl.load_workbook(year.at / "rekap.xlsx", data_only=True)
    rows = [[cell.value for cell in row] for row in book["Peringkat"].iter_rows(min_row=5)]
    assert {row[1]: (row[0], f"{row[7]:.2f}", row[8].lower()) for row in rows} == {
        body: (place, published, code) for body, (place, published, _, code) in EXPECTED.items()
    }
    funnel = [[cell.value for cell in row][:5] for row in book["Gerbang"].iter_rows(min_row=5)]
    assert funnel == [["Ambang kuesioner", "Kunjungan", 6, 4, 2], ["Dua besar", "Sidang terbuka", 6, 3, 3]]
    sentences = [row[1].value for row in book["Aturan dan asumsi"].iter_rows(min_row=5)]
    assert any(sentence.startswith("Kunjungan terbuka bagi") and "55" in sentence for sentence in sentences)


def test_nothing_in_the_code_knows_this_year() -> None:
    root = Path(__file__).parents[1]
    rooms = ("scoring", "questionnaires", "sheets", "analytics", "workflow", "ui", "web", "store")
    sources = [path for room in rooms for path in (root / room).rglob("*.py")] + list(root.glob("*.py"))
    assert [str(path) for path in sources if "danau" in path.read_text(encoding="utf-8").casefold()] == []
