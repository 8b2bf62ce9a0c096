"""The blank questionnaire: filled in with another program and read back, it gives the same answers."""

from __future__ import annotations

import io
from fractions import Fraction

import openpyxl
import pytest

from questionnaires.loader import Library
from scoring.facts import Answer
from sheets.layout import CHOICES_SHEET, STAMP_SHEET
from sheets.reader import read_workbook
from sheets.template import write_template
from tests.sheets import examples
from tests.sheets.filling import LIBRARY, fill, template

HEADER = [
    "Kode", "Indikator", "Kelompok", "Pertanyaan", "Jawaban", "Tingkat", "Angka", "Tautan 1", "Tautan 2", "Tautan 3",
    "Tautan 4", "Tautan 5", "Catatan", "Terpenuhi bila", "Bukti yang diminta", "Dasar hukum", "Pilihan dan tingkat",
]  # fmt: skip


def test_the_workbook_has_the_sheets_that_people_and_the_reader_need() -> None:
    book = openpyxl.load_workbook(io.BytesIO(template()))
    assert book.sheetnames == ["Petunjuk", "Jawaban", "Arti tingkat", "Kemajuan", CHOICES_SHEET, STAMP_SHEET]
    assert [book[name].sheet_state for name in (CHOICES_SHEET, STAMP_SHEET)] == ["hidden", "hidden"]


def test_the_columns_stand_in_the_agreed_order_under_frozen_titles() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(template()))["Jawaban"]
    assert [cell.value for cell in sheet[1]] == HEADER
    assert sheet.freeze_panes == "E2"
    assert sheet.print_title_rows == "$1:$1"


def test_every_question_has_its_row_in_the_order_of_the_questionnaire() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(template()))["Jawaban"]
    assert [row[0].value for row in sheet.iter_rows(min_row=2)] == [q.code for q in examples.FULL.questions]


def test_the_stamp_names_rules_version_category_and_schema() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(template()))[STAMP_SHEET]
    stamp = {row[0].value: row[1].value for row in sheet.iter_rows()}
    assert stamp == {
        "skema": "1", "aturan": "uji/2025", "versi": "1", "kategori": "opd", "jenis": "templat"
    }  # fmt: skip


def test_only_input_cells_can_be_changed_and_no_password_stands_in_the_way() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(template()))["Jawaban"]
    assert sheet.protection.sheet
    assert not sheet.protection.password
    open_cells = {cell.coordinate for row in sheet.iter_rows() for cell in row if not cell.protection.locked}
    assert {"E2", "H2", "L2", "M2"} <= open_cells
    assert not open_cells & {"A2", "B2", "C2", "D2", "F2", "G2", "N2", "A1"}


def test_a_level_cell_is_open_only_where_the_question_has_levels() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(template()))["Jawaban"]
    assert not sheet["F3"].protection.locked
    assert sheet["F2"].protection.locked


def test_the_drop_down_offers_the_questions_own_answers() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(template()))["Jawaban"]
    offered = {
        cell: check.formula1
        for check in sheet.data_validations.dataValidation
        for cell in str(check.sqref).split()
        if check.type == "list"
    }
    assert offered["E2"] == '"Ya,Tidak"'
    assert offered["E4"] == '"Ya,Tidak,Tidak berlaku"'
    assert offered["F3"].startswith(f"{CHOICES_SHEET}!$B$")


def test_a_filled_template_is_read_back_as_the_same_answers() -> None:
    answers = {
        "1.1": Answer("ya", links=("https://a.go.id/x", "http://b.go.id/y?z=1&q=2"), note="catatan\nbaris dua"),
        "1.2": Answer("ya", level="b", links=("https://a.go.id",)),
        "1.3": Answer("tidak_berlaku", links=("https://a.go.id/surat",)),
        "1.4": Answer("sebagian", links=("https://a.go.id",)),
        "2.1": Answer(chosen=("sop", "dip")),
        "2.3": Answer(number=Fraction(53, 2)),
        "3.0": Answer("tidak"),
        "3.1": Answer(note="=SUM(A1) bukan rumus"),
    }
    reading = read_workbook(fill(template(), examples.FULL, answers, body="Dinas Kesehatan"), LIBRARY, examples.FULL)
    assert reading.problems == ()
    assert reading.facts == answers
    assert reading.body == "Dinas Kesehatan"


def test_an_empty_template_is_an_empty_questionnaire_and_not_an_error() -> None:
    reading = read_workbook(template(), LIBRARY, examples.FULL)
    assert (reading.problems, reading.facts, reading.body) == ((), {}, "")


def test_equal_rules_give_equal_bytes() -> None:
    assert template() == template()


@pytest.mark.parametrize(
    "row", [(name["rules"], c["code"]) for name in Library().listing() for c in name["categories"]]
)
def test_every_shipped_questionnaire_has_a_template_that_is_read_back(row: tuple[str, str]) -> None:
    library = Library()
    questionnaire = library.questionnaire(*row)
    target = io.BytesIO()
    write_template(questionnaire, target)
    reading = read_workbook(target.getvalue(), library)
    assert (reading.problems, reading.facts) == ((), {})
    assert reading.questionnaire is questionnaire
