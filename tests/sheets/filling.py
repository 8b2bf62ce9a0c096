"""Filling workbooks in as a respondent would, with another program than the one that wrote them."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from functools import cache

import openpyxl
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from questionnaires.loader import Library
from scoring.facts import Answer
from scoring.rules import Questionnaire
from sheets.template import write_template
from tests.sheets import examples

LIBRARY = Library()
YES_NO = {"ya": "Ya", "tidak": "Tidak", "tidak_berlaku": "Tidak berlaku"}


@cache
def template() -> bytes:
    """Return the blank workbook of the full example."""
    return blank(examples.FULL)


def blank(questionnaire: Questionnaire) -> bytes:
    """Return the blank workbook of `questionnaire`."""
    target = io.BytesIO()
    write_template(questionnaire, target)
    return target.getvalue()


def fill(data: bytes, questionnaire: Questionnaire, answers: Mapping[str, Answer], body: str = "") -> bytes:
    """Return the workbook with these answers typed in, in the words of its lists."""

    def edit(book: Workbook) -> None:
        book["Petunjuk"]["C5"] = body or None
        sheet = book["Jawaban"]
        rows = {sheet.cell(row, 1).value: row for row in range(2, sheet.max_row + 1)}
        for question in questionnaire.questions:
            answer = answers.get(question.code)
            if answer is not None:
                labels = {option.code: option.label for option in (*question.options, *question.levels)}
                _type(sheet, rows[question.code], answer, labels)

    return edited(data, edit)


def edited(data: bytes, edit: Callable[[Workbook], None]) -> bytes:
    """Return the workbook after `edit`."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    edit(book)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def answering(**cells: object) -> bytes:
    """Return the blank workbook with these cells of the sheet of answers set: `answering(E2="Ya")`."""

    def edit(book: Workbook) -> None:
        for address, value in cells.items():
            book["Jawaban"][address] = value

    return edited(template(), edit)


def _type(sheet: Worksheet, row: int, answer: Answer, labels: Mapping[str, str]) -> None:
    words = "; ".join(labels[code] for code in answer.chosen)
    if answer.choice is not None:
        words = YES_NO.get(answer.choice) or labels[answer.choice]
    sheet.cell(row, 5).value = words or None
    sheet.cell(row, 6).value = labels[answer.level] if answer.level else None
    sheet.cell(row, 7).value = None if answer.number is None else float(answer.number)
    for at, link in enumerate(answer.links):
        sheet.cell(row, 8 + at).value = link
    note = sheet.cell(row, 13)
    note.value = answer.note or None
    if answer.note.startswith("="):
        note.data_type = "s"
