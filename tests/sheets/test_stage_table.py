"""What a table of stage values may look like, what is refused, and what is said: sheet, row, column, value, remedy."""

from __future__ import annotations

import datetime as dt
import time
from dataclasses import replace
from fractions import Fraction

import pytest

from scoring.entries import Entry, Mark
from scoring.rules import Stage
from scoring.settings import Setting
from tests.sheets.contests import LISTED, OPEN, POINTS, TITLES, as_csv, blank, load, read, said, saved, table
from tests.sheets.wrong_tables import BODY, WRONG, Wrong

WIB, WITA = dt.timezone(dt.timedelta(hours=7)), dt.timezone(dt.timedelta(hours=8))
FULL = (*BODY, 87.5, 90, 80, 85, 78)
ENTRY = Entry(
    "Dinas A", "opd",
    values={"saq": Fraction(175, 2), "visitasi.verifikasi": Fraction(90), "visitasi.presentasi": Fraction(80)},
    marks={"uji_publik": (Mark(Fraction(85), "Ani"), Mark(Fraction(78), "Budi"))},
)  # fmt: skip


@pytest.mark.parametrize("wrong", WRONG, ids=lambda wrong: wrong.name)
def test_a_wrong_table_is_refused_with_place_and_remedy(wrong: Wrong) -> None:
    reading = read(wrong.make(), **wrong.under)
    assert reading.problems
    assert [words for words in wrong.says if words not in said(reading)] == []
    assert all(problem.place and problem.message and problem.remedy for problem in reading.problems)


def test_enough_ways_to_go_wrong_are_pinned() -> None:
    assert len(WRONG) >= 60


def test_a_table_in_order_is_read_whole() -> None:
    reading = read(table(FULL))
    assert (reading.problems, reading.entries) == ((), (ENTRY,))


@pytest.mark.parametrize(("separator", "code"), [(";", "utf-8"), (";", "utf-8-sig"), (";", "cp1252"), ("\t", "utf-16")])
def test_a_csv_file_says_the_same_as_a_workbook(separator: str, code: str) -> None:
    data = as_csv([*BODY, "87,5", "90", "80,0", "85", "78"], separator=separator, code=code)
    assert read(data).entries == (ENTRY,)


def test_a_csv_file_with_commas_has_decimal_points_or_quotes() -> None:
    assert read(as_csv([*BODY, "87.5", 90, 80, 85, 78], separator=",")).entries == (ENTRY,)
    assert read(as_csv([*BODY, "87,5", 90, 80, 85, 78], separator=",")).entries == (ENTRY,)


def test_a_csv_file_may_declare_its_separator() -> None:
    data = b"sep=|\r\n" + as_csv(FULL, separator="|")
    assert read(data).entries == (ENTRY,)


@pytest.mark.parametrize(
    "titles",
    [
        ("Badan Publik", "KATEGORI", "Kuesioner (SAQ)", "Visitasi: Verifikasi dokumen", "Visitasi - Presentasi", "Uji publik: Ani", "UJI PUBLIK : Budi"),
        ("nama", "kategori", "Nilai SAQ", "Verifikasi dokumen", "visitasi presentasi", "uji_publik:Ani", "Catatan"),
        ("Nama badan publik", "Kategori", "kuesioner (0-100)", "visitasi.verifikasi", "Visitasi presentasi", "uji publik: Ani", "uji publik: Budi (0-100)"),
    ],
)  # fmt: skip
def test_titles_are_known_by_code_and_label_in_any_spelling(titles: tuple[str, ...]) -> None:
    entry = read(table(FULL, titles=titles)).entries[0]
    assert entry.values == ENTRY.values
    assert entry.marks["uji_publik"][0] == Mark(Fraction(85), "Ani")


def test_columns_stand_in_any_order_with_rows_above_and_remarks_beside() -> None:
    book = load(table())
    page = book.active
    page.delete_rows(1, 5)
    page.append(["Rekap tahun ini"])
    page.append([])
    page.append(["No", "saq", "Catatan nilai", "Keterangan", "kategori", "badan", "alamat"])
    page.append([1, 80, 99, 5, "OPD", " Dinas  A ", "Jalan Merdeka"])
    reading = read(saved(book))
    assert reading.entries == (Entry("Dinas A", "opd", values={"saq": Fraction(80)}),)
    assert reading.notes == ("Kolom 'alamat' tidak dipakai.",)


def test_an_empty_cell_is_no_value_and_zero_is_one() -> None:
    first, second = read(table([*BODY, 0], ["Dinas B", "opd", None, 0, 0])).entries
    assert first.values == {"saq": 0}
    assert second.values == {"visitasi.verifikasi": 0, "visitasi.presentasi": 0}


def test_an_empty_row_is_passed_over() -> None:
    assert [entry.body for entry in read(table(FULL, [None] * 7, ["", " "], ["Dinas B", "opd", 1])).entries] == [
        "Dinas A",
        "Dinas B",
    ]


@pytest.mark.parametrize(
    ("given", "value"),
    [(87.5, "175/2"), ("87,5", "175/2"), ("87.5", "175/2"), (" 90 ", "90"), ("1951/20", "1951/20"), (0.1 + 0.2, "3/10"),
     (100, "100"), ("0", "0"), (0.875, "7/8"), ("87,50", "175/2")],
)  # fmt: skip
def test_numbers_are_exact(given: object, value: str) -> None:
    assert read(table([*BODY, given])).entries[0].values == {"saq": Fraction(value)}


def test_a_formula_counts_by_its_last_result() -> None:
    from tests.sheets.wrong_tables import _cell_xml

    reading = read(_cell_xml('<c r="C2"><f>40+47.5</f><v>87.5</v></c>'))
    assert reading.entries[0].values == {"saq": Fraction(175, 2)}
    empty = read(_cell_xml('<c r="C2" t="str"><f>IF(TRUE,"","x")</f><v></v></c>'))
    assert (empty.problems, empty.entries[0].values) == ((), {})


@pytest.mark.parametrize(
    ("given", "known"),
    [("Ya", True), ("ya", True), ("TIDAK", False), (True, True), (False, False), (None, None), ("y", True)],
)
def test_a_fact_is_ya_tidak_or_not_known(given: object, known: bool | None) -> None:
    entry = read(table([*BODY, 80, given], titles=(*TITLES[:3], "Pimpinan berbicara sendiri"))).entries[0]
    assert entry.facts == ({} if known is None else {"pimpinan_hadir": known})


@pytest.mark.parametrize(
    ("given", "moment"),
    [
        (dt.datetime(2026, 11, 27, 14, 3), dt.datetime(2026, 11, 27, 14, 3, tzinfo=WIB)),
        ("2026-11-27", dt.datetime(2026, 11, 27, tzinfo=WIB)),
        ("27/11/2026 14.03", dt.datetime(2026, 11, 27, 14, 3, tzinfo=WIB)),
        ("27 November 2026, 14.03.22 WITA", dt.datetime(2026, 11, 27, 14, 3, 22, tzinfo=WITA)),
        ("27-11-2026 pukul 9:05", dt.datetime(2026, 11, 27, 9, 5, tzinfo=WIB)),
    ],
)
def test_the_time_of_sending_is_read_in_many_forms(given: object, moment: dt.datetime) -> None:
    assert read(table([*BODY, 80, given], titles=(*TITLES[:3], "Dikirim"))).entries[0].submitted == moment


def test_a_status_is_known_by_code_and_label() -> None:
    rows = (["A", "opd", None, "Tidak Dinilai"], ["B", "opd", 80, "terlambat"], ["C", "opd", 80, None])
    reading = read(table(*rows, titles=(*TITLES[:3], "Status")))
    assert [entry.status for entry in reading.entries] == ["tidak_dinilai", "terlambat", None]


def test_points_are_taken_up_to_the_weight() -> None:
    reading = read(
        table(["Desa A", "Desa", 80, "12,5"], titles=("badan", "kategori", "SAQ", "Visitasi (0-15 poin)")),
        rules=POINTS,
        listed=(),
    )
    assert reading.entries[0].values == {"saq": Fraction(80), "visitasi": Fraction(25, 2)}


def test_every_category_is_accepted_where_there_is_no_questionnaire() -> None:
    rows = (
        ["A", "Kabupaten/Kota", 80],
        ["B", "kabkota", 70],
        ["C", "Perguruan Tinggi Swasta", 60],
        ["D", "perguruan tinggi swasta", 50],
    )
    reading = read(table(*rows, titles=TITLES[:3]), rules=OPEN, listed=())
    assert [entry.category for entry in reading.entries] == ["kabkota", "kabkota", *["perguruan_tinggi_swasta"] * 2]
    assert reading.categories == {"kabkota": "Kabupaten/Kota", "perguruan_tinggi_swasta": "Perguruan Tinggi Swasta"}


def test_one_category_for_all_rows_needs_no_column() -> None:
    assert read(table(["A", 80], titles=("badan", "saq")), listed=LISTED[:1]).entries[0].category == "opd"
    assert read(table(["A", 80], titles=("badan", "saq")), only="Kab/Kota").entries[0].category == "kabkota"


def test_territories_are_spelled_as_the_first_row_spells_them() -> None:
    rows = (["A", "opd", "Jawa Barat", 80], ["B", "opd", "JAWA BARAT", 80], ["C", "opd", None, 80])
    reading = read(table(*rows, titles=("badan", "kategori", "wilayah", "saq")))
    assert [entry.territory for entry in reading.entries] == ["Jawa Barat", "Jawa Barat", None]


def test_a_name_that_stands_twice_is_named_with_its_first_row() -> None:
    reading = read(table(FULL, ["dinas a", "opd", 5]))
    assert said(reading) == (
        "tabel.xlsx, lembar Nilai tahap, baris 3, kolom badan (sel A3): badan publik 'dinas a' sudah ada di baris 2. "
        "Gabungkan menjadi satu baris, atau bedakan namanya."
    )


def test_a_stage_of_another_category_takes_no_value() -> None:
    wawancara = Stage("wawancara", "Wawancara", Setting(None), categories=("kabkota",))
    rules = replace(OPEN, stages=(*OPEN.stages, wawancara))
    titles = ("badan", "kategori", "wawancara")
    wrong = read(table(["A", "opd", 80], titles=titles), rules=rules)
    assert "Wawancara tidak berlaku bagi kategori Organisasi perangkat daerah" in said(wrong)
    assert read(table(["A", "kabkota", 80], titles=titles), rules=rules).problems == ()


def test_every_fault_is_told_at_once() -> None:
    reading = read(table([*BODY, "x", 101, "-", True], ["", "desa", 5], ["Dinas B", "opd", 80]))
    cells = [problem.place.rpartition("sel ")[2].rstrip(")") for problem in reading.problems]
    assert cells == ["C2", "D2", "E2", "F2", "A3", "B3"]
    assert [entry.body for entry in reading.entries] == ["Dinas B"]


def test_the_blank_table_filled_in_comes_back_whole() -> None:
    book = load(blank())
    page = book["Nilai tahap"]
    titles = [cell.value for cell in page[3]]
    assert titles == [
        "Badan publik", "Kategori", "Status", "Dikirim", "Kuesioner (SAQ)", "Visitasi: Verifikasi dokumen",
        "Visitasi: Presentasi", "Uji publik: Penilai 1", "Uji publik: Penilai 2", "Uji publik: Penilai 3",
        "Pimpinan berbicara sendiri",
    ]  # fmt: skip
    page["H3"], page["I3"] = "Uji publik: Ani", "Uji publik: Budi"
    page.append(["Dinas A", "Organisasi perangkat daerah", None, None, 87.5, 90, 80, 85, 78, None, "Ya"])
    reading = read(saved(book))
    assert (reading.problems, reading.notes) == ((), ())
    assert reading.entries == (replace(ENTRY, facts={"pimpinan_hadir": True}),)


def test_the_blank_table_checks_what_is_typed() -> None:
    page = load(blank())["Nilai tahap"]
    checks = {str(check.sqref).split(":")[0]: check for check in page.data_validations.dataValidation}
    assert (checks["E4"].type, checks["E4"].formula1, checks["E4"].formula2) == ("decimal", "0", "100")
    assert checks["K4"].formula1 == '"Ya,Tidak"'
    assert checks["C4"].formula1 == '"Tidak dinilai,Terlambat"'
    assert checks["B4"].formula1 == "_pilihan!$A$1:$A$2"
    assert page["H3"].comment.text.startswith("Uji publik: ganti tulisan sesudah titik dua dengan nama penilai.")


def test_equal_rules_give_an_equal_blank_table() -> None:
    assert blank() == blank()


def test_the_blank_table_asks_only_for_what_the_rules_use() -> None:
    titles = [cell.value for cell in load(blank(POINTS, ()))["Nilai tahap"][3]]
    assert titles == ["Badan publik", "Kategori", "Status", "SAQ", "Visitasi (0-15 poin)"]


def test_five_thousand_bodies_are_read_within_seconds() -> None:
    rows = [[f"Badan {number}", "opd", number % 101, 80, 80, 85, 78] for number in range(5_000)]
    data = as_csv(*rows)
    before = time.process_time()
    assert len(read(data).entries) == 5_000
    assert time.process_time() - before < 4
