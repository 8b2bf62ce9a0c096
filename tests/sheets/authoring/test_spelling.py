"""People spell titles, words and numbers in many ways; what they mean stays the same."""

from __future__ import annotations

from typing import Any

import pytest

from tests.sheets.authoring.contoh import Workbook, good

SAME: list[tuple[str, list[dict[str, Any]]]] = [
    ("judul kolom huruf besar", [{"op": "title", "table": "indicators", "key": "weight", "value": "BOBOT"}]),
    ("judul kolom berspasi", [{"op": "title", "table": "indicators", "key": "weight", "value": "  Bobot  "}]),
    ("judul kolom beraksen", [{"op": "title", "table": "indicators", "key": "code", "value": "Kodé  indikatór"}]),
    ("judul kolom bertanda", [{"op": "title", "table": "indicators", "key": "weight", "value": "Bobot:"}]),
    ("judul kolom lain", [{"op": "title", "table": "indicators", "key": "weight", "value": "Bobot (%)"}]),
    ("judul kolom berupa kunci", [{"op": "title", "table": "indicators", "key": "weight", "value": "weight"}]),
    ("judul kolom berupa jalur", [{"op": "title", "table": "scales", "key": "levels.code", "value": "levels.code"}]),
    ("data dukung", [{"op": "title", "table": "questions", "key": "evidence.text", "value": "Data dukung"}]),
    ("angka dengan koma", [{"op": "set", "table": "scales", "key": "levels.share", "row": 2, "value": "0,5"}]),
    ("angka dengan titik", [{"op": "set", "table": "scales", "key": "levels.share", "row": 2, "value": " 0.50 "}]),
    ("pecahan", [{"op": "set", "table": "scales", "key": "levels.share", "row": 2, "value": "1/2"}]),
    ("pecahan belum sederhana", [{"op": "set", "table": "scales", "key": "levels.share", "row": 2, "value": "2 / 4"}]),
    ("angka sebagai teks", [{"op": "set", "table": "indicators", "key": "weight", "value": "60"}]),
    ("angka dengan nol di belakang", [{"op": "set", "table": "indicators", "key": "weight", "value": "60,00"}]),
    ("angka sebagai pecahan", [{"op": "set", "table": "indicators", "key": "weight", "value": 60.0}]),
    ("tahun sebagai teks", [{"op": "set", "table": "rules", "key": "year", "value": "2030"}]),
    ("tahun sebagai angka", [{"op": "set", "table": "rules", "key": "year", "value": 2030.0}]),
    ("ya huruf kecil", [{"op": "set", "table": "questions", "key": "legal.checked", "value": "ya"}]),
    ("ya huruf besar", [{"op": "set", "table": "questions", "key": "legal.checked", "value": "YA"}]),
    ("ya sebagai TRUE", [{"op": "set", "table": "questions", "key": "legal.checked", "value": True}]),
    ("ya sebagai angka", [{"op": "set", "table": "questions", "key": "legal.checked", "value": 1}]),
    ("ya dengan titik", [{"op": "set", "table": "questions", "key": "legal.checked", "value": "Ya."}]),
    ("tidak disingkat", [{"op": "set", "table": "questions", "key": "legal.checked", "row": 2, "value": "tdk"}]),
    ("jenis jawaban huruf besar", [{"op": "set", "table": "questions", "key": "kind", "row": 4, "value": "JUMLAH"}]),
    ("jenis jawaban berupa kode", [{"op": "set", "table": "questions", "key": "kind", "row": 4, "value": "number"}]),
    ("jenis jawaban lain", [{"op": "set", "table": "questions", "key": "kind", "row": 3, "value": "pilihan ganda"}]),
    ("keadaan lain", [{"op": "set", "table": "rules", "key": "state", "value": "Draf"}]),
    ("tidak dipublikasikan", [{"op": "set", "table": "stages", "key": "weight", "row": 2, "value": "tidak dipublikasikan"}]),
    ("nf", [{"op": "set", "table": "stages", "key": "weight", "row": 2, "value": "NF"}]),
    ("daftar dengan koma", [{"op": "set", "table": "questions", "key": "evidence.kinds", "value": "tautan, PDF"}]),
    ("daftar dengan baris", [{"op": "set", "table": "questions", "key": "evidence.kinds", "value": "tautan\npdf"}]),
    ("daftar dengan titik koma di ujung", [{"op": "set", "table": "questions", "key": "ref", "value": "pedoman;"}]),
    ("teks berspasi di tepi", [{"op": "set", "table": "questions", "key": "group", "value": "  Berkala\r\n"}]),
    ("nama kuesioner berakhiran", [{"op": "set", "table": "questions", "key": "@", "value": "opd.toml"}]),
    ("nama kuesioner huruf besar", [{"op": "set", "table": "questions", "key": "@", "value": "OPD"}]),
    ("kode skala diulang", [{"op": "set", "table": "scales", "key": "code", "row": 2, "value": "tiga"}]),
    ("kuesioner diulang pada baris sambungan", [
        {"op": "set", "table": "questions", "key": "@", "row": 2, "value": "opd"},
        {"op": "set", "table": "questions", "key": "code", "row": 2, "value": "UJI-1"},
    ]),
    ("baris kosong di tengah", [{"op": "insert", "table": "questions", "row": 3, "cells": {}}]),
    ("baris berisi spasi", [{"op": "insert", "table": "indicators", "row": 2, "cells": {"code": "  "}}]),
    ("kolom tak perlu dihapus", [{"op": "drop", "table": "indicators", "key": "#"}, {"op": "set", "table": "rules", "key": "#", "value": "Aturan uji untuk lembar kerja."}]),
    ("kolom tambahan tanpa isi", [{"op": "add", "table": "indicators", "title": "Nomor", "value": ""}]),
    ("judul tabel huruf besar", [{"op": "table", "table": "facts", "value": "FAKTA TENTANG BADAN PUBLIK"}]),
    ("judul tabel berupa kunci", [{"op": "table", "table": "facts", "value": "facts"}]),
    ("judul tabel pertama lain", [{"op": "table", "table": "rules", "value": "Tentang aturan ini"}]),
    ("hal berupa kunci", [{"op": "label", "table": "rules", "key": "period", "value": "period"}]),
    ("hal dengan nama lain", [{"op": "label", "table": "rules", "key": "owner", "value": "KOMISI"}]),
]  # fmt: skip


@pytest.mark.parametrize("changes", [changes for _, changes in SAME], ids=[name for name, _ in SAME])
def test_another_spelling_says_the_same(changes: list[dict[str, Any]]) -> None:
    book = Workbook.of(good())
    for change in changes:
        book.change(**change)
    found = book.examined()
    assert [str(problem) for problem in (*found.problems, *found.notices)] == []
    assert found.folder is not None
    texts = found.folder.texts()
    if changes[0]["op"] == "drop":
        assert "# Bobot dari pedoman." not in texts["rules.toml"]
        texts["rules.toml"] = texts["rules.toml"].replace("[[indicators]]", "# Bobot dari pedoman.\n[[indicators]]", 1)
    assert texts == good().texts()


def test_columns_may_stand_in_any_order() -> None:
    book = Workbook.of(good())
    rows, header = book.header("questions")
    for row in rows[header:]:
        row.reverse()
    found = book.examined()
    assert found.problems == ()
    assert found.folder is not None
    assert found.folder.texts() == good().texts()


def test_a_table_may_stand_on_another_sheet() -> None:
    book = Workbook.of(good())
    book.rows["aturan"] += [[], *book.rows["kelas"]]
    book.rows["kelas"] = []
    found = book.examined()
    assert found.problems == ()
    assert found.folder is not None
    assert found.folder.texts() == good().texts()


def test_a_category_needs_no_row_of_its_own_where_the_questions_name_it() -> None:
    """A list of categories is enough: the file of each takes its name from there."""
    book = Workbook.of(good())
    book.change("remove", table="files", row=1)
    found = book.examined()
    assert found.problems == ()
    assert found.folder is not None
    assert found.folder.texts()["opd.toml"].startswith('category = "opd"\nlabel = "Perangkat daerah"\n')


@pytest.mark.parametrize("told", ["tidak diterbitkan", "NF", "n/f", "Tidak dipublikasikan"])
def test_a_gate_says_in_words_that_the_number_it_tests_was_not_published(told: str) -> None:
    book = Workbook.of(good())
    book.change(op="set", table="gates", key="on", value=told)
    found = book.examined()
    assert [str(problem) for problem in (*found.problems, *found.notices)] == []
    assert found.folder is not None
    assert found.folder.texts()["rules.toml"] == good().texts()["rules.toml"].replace('on = "saq"', 'on = "nf"', 1)
    shown = Workbook.of(found.folder).examined().folder
    assert shown is not None
    assert shown.texts() == found.folder.texts()
