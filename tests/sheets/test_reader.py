"""What the reader accepts, what it refuses, and what it says: sheet, row, column, value and remedy."""

from __future__ import annotations

import io
import resource
import time
from fractions import Fraction
from pathlib import Path

import pytest
from openpyxl.workbook import Workbook

from questionnaires.loader import Library
from scoring.facts import Answer
from sheets.container import Package, UnreadableError
from sheets.reader import WorkbookReader, read_workbook
from tests.sheets import examples
from tests.sheets.filling import LIBRARY, answering, edited, template
from tests.sheets.wrong import WRONG, Wrong, bomb, far_cell, lying_bomb, zipped


@pytest.mark.parametrize("wrong", WRONG, ids=lambda wrong: wrong.name)
def test_a_wrong_workbook_is_refused_with_place_and_remedy(wrong: Wrong) -> None:
    reading = read_workbook(wrong.make(), LIBRARY, examples.FULL, "isian.xlsx")
    assert reading.problems
    said = "\n".join(str(problem) for problem in reading.problems)
    assert [words for words in wrong.says if words not in said] == []
    assert all(problem.place and problem.message and problem.remedy for problem in reading.problems)


def test_a_fault_in_one_row_is_the_only_problem_and_the_others_are_still_read() -> None:
    reading = read_workbook(answering(E2="Ya", H2="https://a.go.id", E4="entah"), LIBRARY, examples.FULL)
    assert [problem.place for problem in reading.problems] == ["lembar Jawaban, baris 4, kolom Jawaban (sel E4)"]
    assert reading.facts == {"1.1": Answer("ya", links=("https://a.go.id",))}


def test_every_fault_of_a_row_is_named_at_once() -> None:
    reading = read_workbook(answering(E3="mungkin", F3="Z", G3=4, H3="x", M3="y" * 10_001), LIBRARY, examples.FULL)
    cells = [problem.place.rpartition("sel ")[2].rstrip(")") for problem in reading.problems]
    assert cells == ["E3", "F3", "G3", "M3", "H3"]


@pytest.mark.parametrize("words", ["Ya", "ya", "YA", "  Ya ", "ya.", "Iya", "y"])
def test_spelling_does_not_matter(words: str) -> None:
    assert read_workbook(answering(E2=words), LIBRARY, examples.FULL).facts == {"1.1": Answer("ya")}


@pytest.mark.parametrize("words", ["Tidak berlaku", "tidak_berlaku", "N/A", "TIDAK  BERLAKU"])
def test_not_applicable_has_many_spellings_and_one_meaning(words: str) -> None:
    assert read_workbook(answering(E4=words), LIBRARY, examples.FULL).facts == {"1.3": Answer("tidak_berlaku")}


@pytest.mark.parametrize("words", ["B", "b", " b. "])
def test_a_level_is_known_by_its_label_and_its_code(words: str) -> None:
    reading = read_workbook(answering(E3="Ya", F3=words), LIBRARY, examples.FULL)
    assert reading.facts == {"1.2": Answer("ya", level="b")}


@pytest.mark.parametrize("words", ["SOP layanan; SK PPID", "sk;sop", "SK PPID\nSOP layanan", "sop ; SK PPID;"])
def test_several_choices_are_taken_in_any_order_and_layout(words: str) -> None:
    assert read_workbook(answering(E6=words), LIBRARY, examples.FULL).facts == {"2.1": Answer(chosen=("sop", "sk"))}


@pytest.mark.parametrize(
    ("cell", "number"),
    [(25, "25"), (2.5, "5/2"), ("2,5", "5/2"), ("2.5", "5/2"), (" 30 ", "30"), (1.234, "617/500"), ("1.000,5", "2001/2"),
     (0.1 + 0.2, "3/10"), (0, "0"), ("1000", "1000")],
)  # fmt: skip
def test_numbers_are_exact_with_comma_or_point(cell: object, number: str) -> None:
    reading = read_workbook(answering(G8=cell), LIBRARY, examples.FULL)
    assert (reading.problems, reading.facts) == ((), {"2.3": Answer(number=Fraction(number))})


@pytest.mark.parametrize("links", ["https://a.go.id\nhttps://b.go.id", "https://a.go.id, https://b.go.id"])
def test_two_addresses_in_one_cell_are_two_links(links: str) -> None:
    reading = read_workbook(answering(H2=links), LIBRARY, examples.FULL)
    assert reading.facts["1.1"].links == ("https://a.go.id", "https://b.go.id")


def test_words_with_an_address_behind_them_are_that_link() -> None:
    def edit(book: Workbook) -> None:
        cell = book["Jawaban"]["H2"]
        cell.value = "Halaman PPID"
        cell.hyperlink = "https://ppid.contoh.go.id/profil"

    reading = read_workbook(edited(template(), edit), LIBRARY, examples.FULL)
    assert (reading.problems, reading.facts["1.1"].links) == ((), ("https://ppid.contoh.go.id/profil",))


def test_an_address_that_is_read_wins_over_the_one_behind_it() -> None:
    def edit(book: Workbook) -> None:
        cell = book["Jawaban"]["H2"]
        cell.hyperlink = "https://lama.go.id"
        cell.value = "https://baru.go.id"

    reading = read_workbook(edited(template(), edit), LIBRARY, examples.FULL)
    assert reading.facts["1.1"].links == ("https://baru.go.id",)


def test_dates_and_numbers_in_notes_stay_as_text() -> None:
    import datetime as dt

    reading = read_workbook(answering(M2=dt.date(2026, 11, 27), M3=2.5, M4=12, M5=True), LIBRARY, examples.FULL)
    assert [answer.note for answer in reading.facts.values()] == ["2026-11-27", "2,5", "12", "TRUE"]


def test_columns_may_move_and_have_other_known_names() -> None:
    def edit(book: Workbook) -> None:
        sheet = book["Jawaban"]
        sheet["E1"], sheet["H1"], sheet["M1"] = "JAWABAN ANDA", "Link bukti 1", "Keterangan"
        sheet["E2"], sheet["H2"], sheet["M2"] = "Ya", "https://a.go.id", "catatan"
        sheet.move_range(f"H1:M{sheet.max_row}", cols=3)
        sheet.insert_rows(1, 2)
        sheet["A1"] = "Isian dinas"

    reading = read_workbook(edited(template(), edit), LIBRARY, examples.FULL)
    assert (reading.problems, reading.facts) == (
        (), {"1.1": Answer("ya", links=("https://a.go.id",), note="catatan")}
    )  # fmt: skip


def test_rows_may_be_sorted_and_empty_rows_inserted() -> None:
    def edit(book: Workbook) -> None:
        sheet = book["Jawaban"]
        rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
        rows[0][4] = "Ya"
        sheet.delete_rows(2, len(rows))
        for at, row in enumerate(reversed(rows)):
            for column, value in enumerate(row, start=1):
                sheet.cell(4 + at, column).value = value

    assert read_workbook(edited(template(), edit), LIBRARY, examples.FULL).facts == {"1.1": Answer("ya")}


def test_a_sixth_link_has_its_own_column() -> None:
    data = answering(R1="Tautan 6", H2="https://a.go.id", R2="https://f.go.id")
    assert read_workbook(data, LIBRARY, examples.FULL).facts["1.1"].links == ("https://a.go.id", "https://f.go.id")


def test_a_column_of_ones_own_is_left_alone() -> None:
    reading = read_workbook(answering(R1="Penanggung jawab", R2="Bidang TIK"), LIBRARY, examples.FULL)
    assert (reading.problems, reading.facts) == ((), {})


def test_links_and_notes_without_an_answer_are_kept() -> None:
    reading = read_workbook(answering(H2="https://a.go.id", M2="nanti"), LIBRARY, examples.FULL)
    assert reading.facts == {"1.1": Answer(links=("https://a.go.id",), note="nanti")}


def test_cells_with_spaces_only_are_empty() -> None:
    reading = read_workbook(answering(E2="  ", F3=" ", G8=" ", H2="   "), LIBRARY, examples.FULL)
    assert (reading.problems, reading.facts) == ((), {})


def test_answers_come_in_the_shape_of_the_contract() -> None:
    reading = read_workbook(answering(E6="sk; sop", G8="2,5", M2="n"), LIBRARY, examples.FULL)
    assert reading.answers == {
        "1.1": {"choice": None, "level": None, "number": None, "links": [], "note": "n"},
        "2.1": {"choice": ["sop", "sk"], "level": None, "number": None, "links": [], "note": ""},
        "2.3": {"choice": None, "level": None, "number": "2.5", "links": [], "note": ""},
    }


def test_a_path_a_stream_and_bytes_are_read_alike(tmp_path: Path) -> None:
    data = answering(E2="Ya")
    path = tmp_path / "isian.xlsx"
    path.write_bytes(data)
    reader = WorkbookReader(LIBRARY, examples.FULL)
    assert reader.read(path).facts == reader.read(io.BytesIO(data)).facts == reader.read(data).facts != {}


def test_a_missing_file_is_a_problem_and_not_a_crash(tmp_path: Path) -> None:
    problem = read_workbook(tmp_path / "hilang.xlsx", LIBRARY).problems[0]
    assert problem.place == "hilang.xlsx"
    assert "tidak dapat dibuka" in problem.message


def test_without_an_expectation_the_stamp_decides() -> None:
    from tests.sheets.filling import blank

    library = Library()
    questionnaire = library.questionnaire("banjarnegara/2026", "opd")
    assert read_workbook(blank(questionnaire), library).questionnaire is questionnaire


def test_an_unknown_rule_set_is_a_problem() -> None:
    said = str(read_workbook(template(), LIBRARY).problems[0])
    assert "uji/2025" in said
    assert "Perbarui aplikasi" in said


@pytest.mark.parametrize("make", [bomb, lying_bomb, lambda: far_cell(1_048_576, 16_384)])
def test_what_would_fill_the_memory_is_refused_fast(make: object) -> None:
    data = make()
    before, start = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
    assert read_workbook(data, LIBRARY, examples.FULL).problems
    assert time.process_time() - start < 1
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 50_000


def test_the_same_name_twice_inside_a_file_is_refused() -> None:
    import warnings
    import zipfile

    target = io.BytesIO(template())
    with warnings.catch_warnings(), zipfile.ZipFile(target, "a") as archive:
        warnings.simplefilter("ignore")
        archive.writestr("XL/workbook.xml", b"<workbook/>")
    with pytest.raises(UnreadableError):
        Package(target.getvalue(), "dua.xlsx")


def test_an_archive_is_no_workbook_even_with_a_workbook_inside() -> None:
    assert "arsip" in str(read_workbook(zipped(isian_xlsx=template()), LIBRARY).problems[0])
