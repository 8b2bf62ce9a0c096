"""A workbook goes out with the stored answers and comes back as differences that the person accepts."""

from io import BytesIO

import pytest
from openpyxl import load_workbook
from streamlit.testing.v1 import AppTest

import wording
from questionnaires import Library
from scoring.facts import Answer
from sheets.layout import answers_sheet
from sheets.reader import read_workbook
from tests.sheets.odk_phone import central, form_of, typed
from ui.workbook import written
from workflow import Monev

LINK = "https://ppid.example.go.id/profil"


@pytest.fixture
def submission(monev: Monev, browser: str) -> str:
    """A self-assessment with one answer."""
    found = monev.start(browser, "banjarnegara/2026", "opd", "=Dinas Uji", "WIB").submission_id
    monev.save_answer(browser, found, "BNA26-01", {"choice": "ya", "links": [LINK]}, 0, "uji", 1)
    return found


def _dialog() -> None:
    import streamlit as st

    import ui
    from ui import workbook

    workbook.tell_result()
    workbook.draw(ui.provided(), ui.provided().open(ui.browser(), st.query_params["s"]))


def dialog_with(submission: str, content: bytes, name: str = "jawaban.xlsx") -> AppTest:
    """Return what the dialog shows with this file uploaded."""
    page = AppTest.from_function(_dialog, default_timeout=30)
    page.query_params["s"] = submission
    page.run()
    page.file_uploader[0].upload(name, content).run()
    assert not page.exception
    return page


def press(page: AppTest, label: str) -> None:
    """Press the button with these words."""
    next(button for button in page.button if button.label == label).click().run()


def edited(content: bytes, cells: dict[str, str]) -> bytes:
    """Return the workbook with the words of column "Jawaban" of some questions changed."""
    book = load_workbook(BytesIO(content))
    sheet = book[answers_sheet()]
    rows = {str(cell.value): cell.row for cell in sheet["A"]}
    header = next(row for row in sheet.iter_rows() if "Jawaban" in [cell.value for cell in row])
    column = [cell.value for cell in header].index("Jawaban") + 1
    for code, words in cells.items():
        sheet.cell(rows[code], column).value = words
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def test_the_workbook_that_goes_out_holds_the_stored_answers(monev: Monev, browser: str, submission: str) -> None:
    content = written(monev.open(browser, submission))
    reading = read_workbook(content, Library())
    assert reading.problems == ()
    assert reading.answers == {"BNA26-01": {"choice": "ya", "level": None, "number": None, "links": [LINK], "note": ""}}
    assert reading.body == "=Dinas Uji"


def test_an_unchanged_workbook_changes_nothing(monev: Monev, browser: str, submission: str) -> None:
    page = dialog_with(submission, written(monev.open(browser, submission)))
    assert page.info[0].value == wording.text("lembar.sama")


def test_differences_are_shown_first_and_stored_as_chosen(monev: Monev, browser: str, submission: str) -> None:
    content = edited(written(monev.open(browser, submission)), {"BNA26-02": "Tidak", "BNA26-03": "Tidak"})
    page = dialog_with(submission, content)
    assert [box.label for box in page.checkbox] == [
        "BNA26\\-02\\: belum dijawab → Tidak",
        "BNA26\\-03\\: belum dijawab → Tidak",
    ]
    assert set(monev.open(browser, submission).answers) == {"BNA26-01"}
    page.checkbox[1].uncheck().run()
    press(page, wording.text("lembar.terapkan", n=1))
    answers = monev.open(browser, submission).answers
    assert {code: stored.answer.choice for code, stored in answers.items()} == {"BNA26-01": "ya", "BNA26-02": "tidak"}
    assert page.success[0].value == wording.text("lembar.diterapkan", n=1)


def test_what_a_phone_sent_is_shown_first_and_stored_as_chosen(monev: Monev, browser: str, submission: str) -> None:
    form = monev.questionnaire("banjarnegara/2026", "opd")
    sent = form_of(form).fill(typed(form, {"BNA26-01": Answer("ya", links=(LINK,)), "BNA26-02": Answer("tidak")}))
    page = dialog_with(submission, central(form_of(form), [sent]), "kiriman.csv")
    assert [box.label for box in page.checkbox] == ["BNA26\\-02\\: belum dijawab → Tidak"]
    press(page, wording.text("lembar.terapkan", n=1))
    assert monev.open(browser, submission).answers["BNA26-02"].answer.choice == "tidak"


def test_an_export_of_two_bodies_is_no_ones_answers(monev: Monev, browser: str, submission: str) -> None:
    form = monev.questionnaire("banjarnegara/2026", "opd")
    sent = form_of(form).fill(typed(form, {"BNA26-01": Answer("tidak")}))
    page = dialog_with(submission, central(form_of(form), [sent, sent]), "kiriman.csv")
    assert "belum dapat dipakai" in page.warning[0].value
    assert monev.open(browser, submission).answers["BNA26-01"].answer.choice == "ya"


def test_what_changed_since_the_look_is_not_overwritten(monev: Monev, browser: str, submission: str) -> None:
    content = edited(written(monev.open(browser, submission)), {"BNA26-02": "Tidak"})
    page = dialog_with(submission, content)
    preview = monev.preview_import(browser, submission, read_workbook(content, Library()).facts)
    monev.save_answer(browser, submission, "BNA26-02", {"choice": "ya"}, 0, "lain", 1)
    facts = read_workbook(content, Library()).facts
    saved = monev.apply_import(browser, submission, facts, ["BNA26-02"], {preview[0].code: preview[0].seen})
    assert saved.items[0].outcome == "conflict"
    assert monev.open(browser, submission).answers["BNA26-02"].answer.choice == "ya"
    assert page.checkbox[0].value


def test_a_workbook_that_cannot_be_read_says_what_to_do_and_changes_nothing(
    monev: Monev, browser: str, submission: str
) -> None:
    page = dialog_with(submission, b"bukan lembar kerja")
    assert "belum dapat dipakai" in page.warning[0].value
    assert set(monev.open(browser, submission).answers) == {"BNA26-01"}


def test_a_workbook_of_another_questionnaire_is_refused(monev: Monev, browser: str, submission: str) -> None:
    other = monev.start(browser, "kkp/2024", "upt", "Balai", "WIB").submission_id
    page = dialog_with(submission, written(monev.open(browser, other)))
    assert "belum dapat dipakai" in page.warning[0].value
