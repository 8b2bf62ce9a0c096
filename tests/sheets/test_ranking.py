"""The workbook and table of a comparison: printed digits, no formulas from answers, and the unread with their reasons."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from analytics.comparison import Comparison, Entry, Unread, compare
from questionnaires.problems import Problem
from scoring.facts import Answer
from sheets.many import read_many
from sheets.ranking import ranking_csv, write_ranking
from sheets.reader import WorkbookReader
from tests.sheets import examples
from tests.sheets.bodies import random_body
from tests.sheets.filling import LIBRARY, fill, template
from tests.sheets.wrong import zipped

LINKS = ("https://a.go.id/1", "https://a.go.id/2")
LOW = {"1.1": Answer("ya", links=LINKS, note="=cmd|'/c calc'!A1")}
HIGH = {**LOW, "1.2": Answer("ya", level="a", links=LINKS), "3.1": Answer("ya")}


def comparison(*bodies: tuple[str, dict[str, Answer]], unread: tuple[Unread, ...] = ()) -> Comparison:
    entries = [Entry(name, f"{name}.xlsx", answers) for name, answers in bodies]
    return compare(examples.FULL, entries, unread)


def written(found: Comparison) -> Workbook:
    target = io.BytesIO()
    write_ranking(found, target)
    return openpyxl.load_workbook(io.BytesIO(target.getvalue()))


def rows_of(book: Workbook, sheet: str) -> list[list[object]]:
    return [list(row) for row in book[sheet].iter_rows(min_row=5, values_only=True)]


def table_of(found: Comparison) -> list[list[str]]:
    return list(csv.reader(io.StringIO(ranking_csv(found).decode("utf-8-sig"))))


def test_the_ranking_shows_places_printed_totals_and_classes() -> None:
    found = comparison(("Dinas A", LOW), ("Dinas B", HIGH), ("Dinas C", LOW))
    rows = rows_of(written(found), "Peringkat")
    assert [row[:2] for row in rows] == [[1, "Dinas B"], [2, "Dinas A"], [2, "Dinas C"]]
    assert [format(row[2], ".2f") for row in rows] == [row.sheet.published for row in found.rows]
    assert [row[3] for row in rows] == [row.sheet.provisional.label for row in found.rows]


def test_every_answer_stands_with_its_links_note_points_and_reason() -> None:
    rows = rows_of(written(comparison(("Dinas A", LOW))), "Jawaban dan nilai")
    first = rows[0]
    assert first[:2] == ["Dinas A", "1.1"]
    assert first[3] == "Ya"
    assert first[6] == "\n".join(LINKS)
    assert first[7] == "=cmd|'/c calc'!A1"
    assert first[10] == "dijawab Ya dengan bukti"
    assert {row[1] for row in rows} == {q.code for q in examples.QUESTIONS if q.shown_when is None}


def test_nothing_that_a_person_wrote_becomes_a_formula() -> None:
    book = written(comparison(("=1+1", HIGH), ("@SUM(A1)", LOW)))
    assert [
        cell.coordinate for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"
    ] == []
    assert [row[1] for row in table_of(comparison(("=1+1", HIGH), ("@SUM(A1)", LOW)))[1:]] == ["'=1+1", "'@SUM(A1)"]
    inside = table_of(comparison(("Dinas;=1+1", HIGH), (";=1", LOW), ("a\n-1", LOW)))
    assert {row[1] for row in inside[1:]} == {"Dinas;'=1+1", ";'=1", "a\n'-1"}


def test_the_table_keeps_the_printed_digits() -> None:
    found = comparison(("Dinas A", HIGH))
    header, row = table_of(found)
    sheet = found.rows[0].sheet
    assert row[header.index("Nilai SAQ")] == sheet.published
    assert row[4:7] == [score.published for score in sheet.indicators]


def test_the_unread_are_listed_with_their_reasons() -> None:
    problem = Problem("dinas.xlsx", "berkas rusak", "Minta salinannya lagi")
    book = written(comparison(("Dinas A", LOW), unread=(Unread("dinas.xlsx", (problem,)),)))
    assert rows_of(book, "Tidak terbaca") == [["dinas.xlsx", "dinas.xlsx: berkas rusak. Minta salinannya lagi."]]
    assert written(comparison(("Dinas A", LOW)))["Tidak terbaca"]["A2"].value == "Semua berkas terbaca."


def test_a_body_without_a_total_stands_last_and_says_why() -> None:
    found = compare(examples.PENDING, [Entry("Dinas A", "a.xlsx", LOW)])
    row = rows_of(written(found), "Peringkat")[0]
    assert row[0] is None
    assert "belum dinilai" in str(row)


def test_the_question_on_which_bodies_differ_most_comes_first() -> None:
    found = comparison(("Dinas A", LOW), ("Dinas B", HIGH))
    assert rows_of(written(found), "Butir paling berbeda")[0][0] == found.differences[0].question.code
    assert found.differences[0].variance > found.differences[-1].variance


def test_assumptions_and_rules_stand_behind_the_ranking() -> None:
    ranking = replace(examples.RULES.ranking, assumption="bobot_sama")
    questionnaire = replace(examples.FULL, rules=replace(examples.RULES, ranking=ranking))
    found = compare(questionnaire, [Entry("A", "a", LOW), Entry("B", "b", LOW)])
    book = written(found)
    assert found.assumptions == ("bobot_sama",)
    assert rows_of(book, "Anggapan")[0][0] == "bobot_sama"
    assert "Aturan dan sumber" in book.sheetnames


@pytest.mark.parametrize("count", [1, 40])
def test_filled_workbooks_in_a_zip_become_a_ranking(count: int) -> None:
    files = {
        f"kab__dinas{seed}_xlsx": fill(template(), examples.FULL, random_body(examples.FULL, seed), f"Dinas {seed}")
        for seed in range(count)
    }
    read = list(read_many([("semua.zip", zipped(**files))], WorkbookReader(LIBRARY, examples.FULL)))
    found = compare(examples.FULL, [entry for entry in read if isinstance(entry, Entry)])
    assert len(rows_of(written(found), "Peringkat")) == len(found.rows) == count
