"""The workbook of one body: nothing of its answers is lost, it is accepted again, and it says when it has no formulas."""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import replace
from fractions import Fraction

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from scoring.facts import Answer, FactKind
from scoring.gains import gains
from scoring.numbers import Mode
from scoring.rules import Assumption, Setting, Step
from scoring.scorer import Scorer
from sheets.exact import Arithmetic, NoFormulasError
from sheets.layout import STAMP_SHEET
from sheets.reader import read_workbook
from sheets.report import Meta, write_workbook
from tests.sheets import examples
from tests.sheets.bodies import random_body
from tests.sheets.filling import LIBRARY

AT = dt.datetime(2026, 11, 26, 7, 3, 22, tzinfo=dt.UTC)
ANSWERS = {
    "1.1": Answer("ya", links=tuple(f"https://a.go.id/{n}" for n in range(8)), note='=HYPERLINK("http://x","klik")'),
    "1.2": Answer("ya", level="a"),
    "1.3": Answer("tidak_berlaku", links=("https://a.go.id/surat",), note="surat kepala dinas"),
    "2.3": Answer(number=Fraction(53, 2), note="@SUM(1)"),
    "3.0": Answer("tidak", note="data"),
}


def written(questionnaire=examples.FULL, answers=ANSWERS, kind=FactKind.SELF) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(bytes_of(questionnaire, answers, kind)))


def bytes_of(questionnaire=examples.FULL, answers=ANSWERS, kind=FactKind.SELF) -> bytes:
    sheet = Scorer(questionnaire).score(answers, kind)
    target = io.BytesIO()
    write_workbook(questionnaire, answers, sheet, gains(sheet), Meta("Dinas Uji", AT, "WITA"), target)
    return target.getvalue()


def words_of(book: Workbook, sheet: str) -> list[object]:
    return [cell.value for row in book[sheet].iter_rows() for cell in row if cell.value not in (None, "")]


def formulas_of(book: Workbook, sheet: str) -> list[str]:
    return [str(cell.value) for row in book[sheet].iter_rows() for cell in row if cell.data_type == "f"]


def test_the_sheets_tell_the_whole_story() -> None:
    assert written().sheetnames == [
        "Ringkasan", "Jawaban", "Nilai", "Arti tingkat", "Belum diraih", "Hitungan", "Aturan dan sumber", "Anggapan",
        "_tautan", "_pilihan", STAMP_SHEET,
    ]  # fmt: skip


def test_it_is_accepted_where_a_filled_template_is() -> None:
    reading = read_workbook(bytes_of(), LIBRARY, examples.FULL)
    assert (reading.problems, reading.facts, reading.body) == ((), ANSWERS, "Dinas Uji")
    assert reading.stamp is not None
    assert reading.stamp.made_for == "unduhan"


def test_every_link_has_a_column_even_beyond_five() -> None:
    header = [cell.value for cell in written()["Jawaban"][1]]
    assert [title for title in header if title and title.startswith("Tautan")] == [f"Tautan {n}" for n in range(1, 9)]


def test_what_a_person_wrote_is_text_and_never_a_formula_or_an_address() -> None:
    sheet = written()["Jawaban"]
    notes = {sheet.cell(row, 1).value: sheet.cell(row, 16) for row in range(2, 2 + len(examples.QUESTIONS))}
    assert notes["1.1"].value == '=HYPERLINK("http://x","klik")'
    assert {cell.data_type for cell in notes.values() if cell.value} == {"s"}
    assert formulas_of(written(), "Jawaban") == []
    assert all(cell.hyperlink is None for row in sheet.iter_rows() for cell in row)


def test_body_rules_and_time_in_its_zone_stand_on_the_first_page() -> None:
    words = words_of(written(), "Ringkasan")
    assert "Dinas Uji" in words
    assert "aturan uji/2025 versi 1, kategori opd" in words
    assert "26 November 2026, 15.03.22 WITA" in words


def test_the_gaps_are_the_kernels_in_their_order() -> None:
    found = gains(Scorer(examples.FULL).score(ANSWERS))
    sheet = written()["Belum diraih"]
    assert [sheet.cell(row, 1).value for row in range(5, 5 + len(found))] == [gain.code for gain in found]
    assert [sheet.cell(5, column).value for column in (1, 3, 5)] == ["1.2", "tambahkan bukti", "Tayangkan di situs."]


def test_a_score_without_gaps_says_so() -> None:
    assert "Tidak ada lagi yang dapat diraih" in str(words_of(written(answers=_perfect()), "Belum diraih"))


def test_every_source_that_a_number_names_is_listed() -> None:
    assert "https://contoh.go.id/pedoman" in words_of(written(), "Aturan dan sumber")


def test_an_assumption_that_was_used_stands_with_its_reason() -> None:
    weight = Setting(Fraction(1), assumption="bobot_sama")
    questions = tuple(replace(question, weight=weight) for question in examples.QUESTIONS)
    assumed = replace(examples.FULL, questions=questions)
    assert "Bobot butir sama." in words_of(written(assumed), "Anggapan")
    assert "bobot_sama" not in words_of(written(), "Anggapan")
    assert isinstance(examples.RULES.assumptions["bobot_sama"], Assumption)


@pytest.mark.parametrize(
    ("questionnaire", "answers", "reason"),
    [
        (replace(examples.FULL, indicators=tuple(replace(i, weight=Setting(None)) for i in examples.INDICATORS)), ANSWERS,
         "bobot yang tidak dipublikasikan"),
        (examples.FULL, {"2.3": Answer(number=Fraction(1, 3))}, "tidak dapat disimpan persis"),
        (examples.huge(), {}, "terlalu besar"),
    ],
    ids=["bobot nf", "angka tanpa akhir", "penyebut besar"],
)  # fmt: skip
def test_where_formulas_would_not_be_exact_there_are_none_and_the_workbook_says_why(
    questionnaire, answers, reason: str
) -> None:
    book = written(questionnaire, answers)
    assert reason in str(words_of(book, "Ringkasan"))
    assert "Hitungan" not in book.sheetnames
    assert formulas_of(book, "Nilai") == formulas_of(book, "Ringkasan") == []


def test_values_without_formulas_are_the_kernels() -> None:
    answers = random_body(examples.huge(), 2)
    sheet = Scorer(examples.huge()).score(answers)
    book = written(examples.huge(), answers)
    assert format(book["Ringkasan"]["A9"].value, ".2f") == sheet.published
    shown = {row[0]: row[2] for row in book["Nilai"].iter_rows(min_row=5, values_only=True)}
    reasons = {score.code: str(score.reason).replace("39/2", "19,5") for score in sheet.questions}
    assert {code: shown[code] for code in reasons} == reasons


def test_a_score_after_verification_has_no_formulas() -> None:
    book = written(kind=FactKind.VERIFIED)
    assert "putusan verifikator" in str(words_of(book, "Ringkasan"))
    assert formulas_of(book, "Nilai") == []


def test_numbers_that_fit_exactly_have_formulas() -> None:
    assert len(formulas_of(written(), "Nilai")) > len(examples.QUESTIONS) * 9


@pytest.mark.parametrize("name", [("pusat/2025", "pemprov"), ("kaltim/2025@1", "opd"), ("kemenhub/2024", "upt")])
def test_no_formula_is_longer_than_a_spreadsheet_allows(name: tuple[str, str]) -> None:
    questionnaire = LIBRARY.questionnaire(*name)
    book = written(questionnaire, random_body(questionnaire, 1))
    assert max(len(formula) for sheet in book.sheetnames for formula in formulas_of(book, sheet)) <= 8192


@pytest.mark.parametrize("step", list(Step))
def test_no_rounding_makes_a_formula_too_long(step: Step) -> None:
    book = written(examples.rounded(step, Mode.HALF_EVEN, 3), {})
    assert max(len(formula) for sheet in book.sheetnames for formula in formulas_of(book, sheet)) <= 8192


def test_the_limit_is_where_whole_division_stops_being_exact() -> None:
    with pytest.raises(NoFormulasError):
        Arithmetic.of(examples.huge(), {}, Scorer(examples.huge()).score({}))
    exact = Arithmetic.of(examples.FULL, ANSWERS, Scorer(examples.FULL).score(ANSWERS))
    assert exact.denominator * 201 <= 10**13


def _perfect() -> dict[str, Answer]:
    links = ("https://a.go.id",)
    best = {q.code: Answer("ya", links=links) for q in examples.QUESTIONS}
    best["1.2"] = Answer("ya", level="a", links=links)
    best["1.4"] = Answer("semua", links=links)
    best["2.1"] = best["2.2"] = Answer(chosen=("sop", "sk", "dip"), links=links)
    best["2.3"] = best["2.4"] = Answer(number=Fraction(30), links=links)
    best["3.6"] = Answer("ya", level="penuh", links=links)
    return best
