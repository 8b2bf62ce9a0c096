"""The sheet of answers: the same for a blank questionnaire and for the workbook of one body."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from questionnaires.evidence import evidence_text
from scoring.facts import BLANK, Answer
from scoring.rules import Evidenceless, Kind, NotApplicable, Question, Questionnaire
from sheets.checks import attach_checks
from sheets.choices import SEPARATOR, answers_of, levels_of, shown
from sheets.layout import LINKS, Column, answers_sheet, title
from sheets.lists import Lists
from sheets.numbers import exact_number
from sheets.paper import WARNING_TINT, Paper, row_height, words
from wording import text

_WIDTHS = {
    Column.CODE: 13, Column.INDICATOR: 17, Column.GROUP: 20, Column.TEXT: 50, Column.ANSWER: 15, Column.LEVEL: 20,
    Column.NUMBER: 9, Column.LINK: 24, Column.NOTE: 36, Column.HELP: 76, Column.EVIDENCE: 40, Column.LEGAL: 40,
    Column.SCALE: 60,
}  # fmt: skip
_FIRST_ROW = 1
_PRINT_SCALE = 70
_SMALL_REACH = 1.25


@dataclass(frozen=True, slots=True)
class Form:
    """Where each question and column stands on the sheet of answers (counted from 0)."""

    questionnaire: Questionnaire
    rows: Mapping[str, int]
    columns: Mapping[Column, int]
    links: int

    @classmethod
    def of(cls, questionnaire: Questionnaire, answers: Mapping[str, Answer]) -> Form:
        """Return the places for `questionnaire`, with a column for every link of `answers`, at least five."""
        links = max([LINKS, *(len(answer.links) for answer in answers.values())])
        columns: dict[Column, int] = {}
        for column in Column:
            columns[column] = len(columns) + (links - 1 if Column.LINK in columns else 0)
        rows = {question.code: row for row, question in enumerate(questionnaire.questions, start=_FIRST_ROW)}
        return cls(questionnaire, rows, columns, links)

    @property
    def last_row(self) -> int:
        """Return the last row that holds a question."""
        return _FIRST_ROW + len(self.rows) - 1

    def cell(self, code: str, column: Column) -> str:
        """Return the absolute address of a question's cell, with its sheet."""
        return f"{answers_sheet()}!${xl_col_to_name(self.columns[column])}${self.rows[code] + 1}"

    def link_cell(self, code: str, number: int) -> str:
        """Return the address of one link of a question, counted from 0, with its sheet."""
        name = xl_col_to_name(self.columns[Column.LINK] + number)
        return f"{answers_sheet()}!${name}${self.rows[code] + 1}"

    def span(self, column: Column, offset: int = 0) -> str:
        """Return the range of a column over all questions, with its sheet; `offset` picks a later link."""
        name = xl_col_to_name(self.columns[column] + offset)
        return f"{answers_sheet()}!${name}${_FIRST_ROW + 1}:${name}${self.last_row + 1}"


def write_form(paper: Paper, lists: Lists, form: Form, answers: Mapping[str, Answer]) -> None:
    """Write the sheet of answers."""
    sheet = paper.sheet(answers_sheet(), _widths(form))
    _header(paper, sheet, form)
    indicators = {indicator.code: indicator.label for indicator in form.questionnaire.indicators}
    for question in form.questionnaire.questions:
        _context(paper, sheet, form, question, indicators.get(question.indicator, question.indicator))
        _answer(paper, sheet, form, question, answers.get(question.code, BLANK))
    attach_checks(sheet, lists, form)
    _highlight(paper, sheet, form)
    _arrange(sheet, form)


def _widths(form: Form) -> list[float]:
    return [float(_WIDTHS[column]) for column in Column for _ in range(form.links if column is Column.LINK else 1)]


def _header(paper: Paper, sheet: Worksheet, form: Form) -> None:
    style = paper.style("header")
    sheet.set_row(0, 32)
    for column, at in form.columns.items():
        if column is not Column.LINK:
            words(sheet, 0, at, title(column), style)
    for number in range(1, form.links + 1):
        words(sheet, 0, form.columns[Column.LINK] + number - 1, title(Column.LINK, number), style)


def _context(paper: Paper, sheet: Worksheet, form: Form, question: Question, indicator: str) -> None:
    row = form.rows[question.code]
    legal = [
        law.text if law.checked else text("sheets.isian.hukum_belum_dicek", dasar=law.text) for law in question.legal
    ]
    cells = {
        Column.CODE: (question.code, "code"),
        Column.INDICATOR: (indicator, "fixed"),
        Column.GROUP: (question.group, "fixed"),
        Column.TEXT: (question.text, "question"),
        Column.HELP: (question.help, "help"),
        Column.EVIDENCE: (evidence_text(question.evidence), "help"),
        Column.LEGAL: ("\n".join(legal), "help"),
        Column.SCALE: (_scale(question), "help"),
    }
    for column, (value, style) in cells.items():
        words(sheet, row, form.columns[column], value, paper.style(style))
    sheet.set_row(row, row_height((value, _reach(column, style)) for column, (value, style) in cells.items()))


def _reach(column: Column, style: str) -> float:
    """Return how many characters fit into a line of the column."""
    return _WIDTHS[column] * (_SMALL_REACH if style == "help" else 1)


def _scale(question: Question) -> str:
    """Return the names of the choices of a question; what they mean stands on a sheet of its own."""
    return " · ".join(choice.words for choice in (*shown(question.options), *shown(question.levels)))


def _answer(paper: Paper, sheet: Worksheet, form: Form, question: Question, answer: Answer) -> None:
    row, columns = form.rows[question.code], form.columns
    inputs, closed = paper.style("input"), paper.style("closed")
    words(sheet, row, columns[Column.ANSWER], answer_words(question, answer), inputs if _chosen(question) else closed)
    levels = {choice.code: choice.words for choice in levels_of(question)}
    words(sheet, row, columns[Column.LEVEL], levels.get(answer.level or "", ""), inputs if levels else closed)
    _number(paper, sheet, row, columns[Column.NUMBER], question, answer)
    for at in range(form.links):
        words(sheet, row, columns[Column.LINK] + at, "".join(answer.links[at : at + 1]), inputs)
    words(sheet, row, columns[Column.NOTE], answer.note, inputs)


def _chosen(question: Question) -> bool:
    return question.kind is not Kind.NUMBER or question.not_applicable is not NotApplicable.REFUSE


def answer_words(question: Question, answer: Answer) -> str:
    """Return the answer as its cell shows it, empty where there is none."""
    named = {choice.code: choice.words for choice in answers_of(question)}
    if answer.chosen:
        return f"{SEPARATOR} ".join(named[code] for code in answer.chosen)
    return named[answer.choice] if answer.choice else ""


def _number(paper: Paper, sheet: Worksheet, row: int, column: int, question: Question, answer: Answer) -> None:
    if question.kind is not Kind.NUMBER:
        sheet.write_blank(row, column, None, paper.style("closed"))
        return
    style = paper.style("input_number")
    held = None if answer.number is None else exact_number(answer.number)
    if held is not None:
        sheet.write_number(row, column, held, style)
    else:
        words(sheet, row, column, "" if answer.number is None else str(answer.number), style)


def _highlight(paper: Paper, sheet: Worksheet, form: Form) -> None:
    """Tint the first link of an answer that earns nothing until it has one."""
    style = paper.book.add_format({"bg_color": WARNING_TINT})
    first = form.columns[Column.LINK]
    answer, start = xl_col_to_name(form.columns[Column.ANSWER]), xl_col_to_name(first)
    end = xl_col_to_name(first + form.links - 1)
    for question in form.questionnaire.questions:
        claims = claiming_words(question)
        if claims:
            row = form.rows[question.code]
            line = row + 1
            given = ",".join(f'LOWER(TRIM(${answer}{line}))="{claim}"' for claim in claims)
            criteria = f"=AND(OR({given}),COUNTA(${start}{line}:${end}{line})=0)"
            sheet.conditional_format(row, first, row, first, {"type": "formula", "criteria": criteria, "format": style})


def claiming_words(question: Question) -> list[str]:
    """Return the answers, in lower case, that earn nothing while the question has no link."""
    if question.kind is not Kind.YES_NO or not question.scored:
        return []
    claims = [text("sheets.isian.ya")] if question.yes_without_evidence is Evidenceless.ZERO else []
    if question.not_applicable is NotApplicable.FULL:
        claims.append(text("sheets.isian.tidak_berlaku"))
    return [claim.lower() for claim in claims]


def _arrange(sheet: Worksheet, form: Form) -> None:
    """Freeze, filter, protect and prepare for printing: answers on the first page across, links on the second.

    A column that no question uses is hidden.
    """
    questions = form.questionnaire.questions
    used = {
        Column.LEVEL: any(question.levels for question in questions),
        Column.NUMBER: any(question.kind is Kind.NUMBER for question in questions),
        Column.SCALE: any(question.levels or question.options for question in questions),
    }
    for column, needed in used.items():
        if not needed:
            sheet.set_column(form.columns[column], form.columns[column], None, None, {"hidden": True})
    last = form.columns[Column.SCALE]
    sheet.freeze_panes(_FIRST_ROW, form.columns[Column.ANSWER])
    sheet.autofilter(0, 0, form.last_row, last)
    sheet.ignore_errors({"number_stored_as_text": f"A1:{xl_col_to_name(last)}{form.last_row + 1}"})
    sheet.protect("", {"format_columns": True, "format_rows": True, "autofilter": True})
    sheet.set_print_scale(_PRINT_SCALE)
    sheet.repeat_rows(0)
    sheet.repeat_columns(0)
    sheet.set_v_pagebreaks([form.columns[Column.LINK]])
    sheet.print_area(0, 0, form.last_row, form.columns[Column.NOTE])
    rules = form.questionnaire.rules
    sheet.set_header(f"&L&8{_escaped(rules.title)}&R&8{_escaped(form.questionnaire.label)}")
    sheet.set_footer(f"&L&8{text('sheets.cetak.lembar')}&R&8{text('sheets.cetak.halaman')}")


def _escaped(words_in_header: str) -> str:
    return words_in_header.replace("&", "&&")[:100]
