"""The blank questionnaire of `monev template`: instructions, answers, progress, and the stamp of its rules."""

from __future__ import annotations

import datetime as dt
from typing import BinaryIO

from xlsxwriter.worksheet import Worksheet

from scoring.rules import Kind, NotApplicable, Questionnaire
from sheets.form import Form, write_form
from sheets.layout import STAMP_SHEET, Column, Stamp
from sheets.lists import Lists
from sheets.meanings import has_meanings, write_meanings
from sheets.paper import PRIMARY, Paper, row_height, words
from wording import text

_BODY_ROW = 4


def write_template(questionnaire: Questionnaire, target: str | BinaryIO) -> None:
    """Write the blank questionnaire to `target`, a path or a binary stream; equal rules give equal bytes."""
    paper = Paper.open(target)
    rules = questionnaire.rules
    paper.book.set_properties(
        {"title": rules.title, "subject": questionnaire.label, "created": dt.datetime(rules.year, 1, 1)}
    )
    lists, form = Lists.of(questionnaire), Form.of(questionnaire, {})
    _instructions(paper, questionnaire)
    write_form(paper, lists, form, {})
    if has_meanings(questionnaire):
        write_meanings(paper, questionnaire)
    _progress(paper, form)
    lists.write(paper)
    write_stamp(paper, Stamp.of(questionnaire))
    paper.book.close()


def write_stamp(paper: Paper, stamp: Stamp, name: str = STAMP_SHEET) -> None:
    """Write the hidden sheet `name` that says which rules the workbook belongs to."""
    sheet = paper.book.add_worksheet(name)
    for row, (key, value) in enumerate(stamp.rows()):
        words(sheet, row, 0, key, paper.style("plain"))
        words(sheet, row, 1, value, paper.style("plain"))
    sheet.hide()


def _instructions(paper: Paper, questionnaire: Questionnaire) -> None:
    rules = questionnaire.rules
    sheet = paper.sheet(text("sheets.lembar.petunjuk"), [3, 30, 70], landscape=False)
    sheet.set_row(0, 34)
    words(sheet, 0, 1, text("sheets.petunjuk.judul"), paper.style("title"))
    words(sheet, 1, 1, rules.title, paper.style("section"))
    words(sheet, 2, 1, f"{questionnaire.label} · {Stamp.of(questionnaire).name}", paper.style("plain"))
    for row, key in enumerate(("badan", "pengisi"), start=_BODY_ROW):
        sheet.set_row(row, 22)
        words(sheet, row, 1, text(f"sheets.petunjuk.{key}"), paper.style("label", valign="vcenter"))
        words(sheet, row, 2, "", paper.style("field", valign="vcenter"))
    row = _BODY_ROW + 3
    words(sheet, row, 1, text("sheets.petunjuk.cara"), paper.style("section"))
    for number, step in enumerate(_steps(questionnaire), start=1):
        row += 1
        words(sheet, row, 0, f"{number}", paper.style("label", font_color=PRIMARY, align="right"))
        sheet.merge_range(row, 1, row, 2, step, paper.style("wrapped"))
        sheet.set_row(row, row_height([(step, 92)]))
    _legend(paper, sheet, row + 2)
    sheet.protect("", {"format_columns": True, "format_rows": True})
    sheet.fit_to_pages(1, 0)
    sheet.activate()


def _steps(questionnaire: Questionnaire) -> list[str]:
    """Return the instructions that this questionnaire needs, and no others."""
    kinds = {question.kind for question in questionnaire.questions}
    steps = [text("sheets.petunjuk.langkah.badan"), text("sheets.petunjuk.langkah.jawaban")]
    if any(question.not_applicable is not NotApplicable.REFUSE for question in questionnaire.questions):
        steps.append(text("sheets.petunjuk.langkah.tidak_berlaku"))
    if any(question.levels for question in questionnaire.questions):
        steps.append(text("sheets.petunjuk.langkah.tingkat"))
    if Kind.MULTIPLE in kinds:
        steps.append(text("sheets.petunjuk.langkah.beberapa"))
    if Kind.NUMBER in kinds:
        steps.append(text("sheets.petunjuk.langkah.angka"))
    tail = ("tautan", "catatan", "kosong", "tempel", "kirim")
    return steps + [text(f"sheets.petunjuk.langkah.{key}") for key in tail]


def _legend(paper: Paper, sheet: Worksheet, row: int) -> None:
    words(sheet, row, 1, text("sheets.petunjuk.warna.judul"), paper.style("section"))
    for at, (key, style) in enumerate(
        (("isian", "input"), ("kurang", "notice"), ("tertutup", "closed")), start=row + 1
    ):
        words(sheet, at, 1, text(f"sheets.petunjuk.warna.{key}.contoh"), paper.style(style, locked=True))
        words(sheet, at, 2, text(f"sheets.petunjuk.warna.{key}.arti"), paper.style("wrapped"))


def _progress(paper: Paper, form: Form) -> None:
    """Write how much is answered and how many answers still lack a link, counted by the workbook itself."""
    sheet = paper.sheet(text("sheets.lembar.kemajuan"), [44, 14, 14, 14, 18], landscape=False)
    words(sheet, 0, 0, text("sheets.kemajuan.judul"), paper.style("title"))
    sheet.set_row(0, 34)
    for column, key in enumerate(("bagian", "pertanyaan", "terjawab", "bagian_terjawab", "tanpa_tautan")):
        words(sheet, 2, column, text(f"sheets.kemajuan.{key}"), paper.style("header"))
    asked = {question.indicator for question in form.questionnaire.questions}
    indicators = [indicator for indicator in form.questionnaire.indicators if indicator.code in asked]
    first = 3
    for row, indicator in enumerate(indicators, start=first):
        total = sum(question.indicator == indicator.code for question in form.questionnaire.questions)
        words(sheet, row, 0, indicator.label, paper.style("cell"))
        sheet.write_number(row, 1, total, paper.style("whole"))
        _counts(paper, sheet, form, row)
    last = first + len(indicators) - 1
    words(sheet, last + 1, 0, text("sheets.kemajuan.seluruhnya"), paper.style("sum_text"))
    for column, letter in ((1, "B"), (2, "C"), (4, "E")):
        value = len(form.rows) if column == 1 else 0
        formula = f"=SUM({letter}{first + 1}:{letter}{last + 1})"
        sheet.write_formula(last + 1, column, formula, paper.style("sum_whole"), value)
    sheet.write_formula(last + 1, 3, f"=C{last + 2}/B{last + 2}", paper.style("sum", num_format="0 %"), 0)
    sheet.conditional_format(
        first, 3, last + 1, 3,
        {"type": "data_bar", "bar_color": "#9AA6FF", "min_type": "num", "min_value": 0,
         "max_type": "num", "max_value": 1},
    )  # fmt: skip
    sheet.protect("", {"format_columns": True, "format_rows": True})
    sheet.fit_to_pages(1, 0)


def _counts(paper: Paper, sheet: Worksheet, form: Form, row: int) -> None:
    here = f"({form.span(Column.INDICATOR)}=$A{row + 1})"
    answers, numbers = form.span(Column.ANSWER), form.span(Column.NUMBER)
    links = "+".join(f"(LEN(TRIM({form.span(Column.LINK, offset)}))>0)" for offset in range(form.links))
    answered = f"=SUMPRODUCT({here}*((LEN(TRIM({answers}))>0)+(LEN(TRIM({numbers}))>0)>0))"
    unproven = f'=SUMPRODUCT({here}*(LOWER(TRIM({answers}))="{text("sheets.isian.ya").lower()}")*(({links})=0))'
    sheet.write_formula(row, 2, answered, paper.style("whole"), 0)
    sheet.write_formula(row, 3, f"=C{row + 1}/B{row + 1}", paper.style("whole", num_format="0 %"), 0)
    sheet.write_formula(row, 4, unproven, paper.style("whole"), 0)
