"""The sheet with a line for every question: why it earned what it earned, as formulas over the sheet of answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from scoring.facts import BLANK, Answer
from scoring.rules import Question, Step
from scoring.sheet import ScoreSheet
from sheets.exact import Arithmetic
from sheets.form import Form
from sheets.formulas import Cells, QuestionFormulas, link_host, link_state, printed
from sheets.layout import Column
from sheets.lists import Lists
from sheets.paper import Paper, row_height, words
from sheets.places import FIRST_LINE, LINKS_SHEET, Places, score_sheet
from sheets.scorevalues import line_values, link_states, sum_values
from wording import text

_TITLES = (
    "kode", "pertanyaan", "alasan", "nilai", "tinggi", "bukti", "keadaan", "pilihan", "diraih", "dihitung",
    "pembilang", "menunggu",
)  # fmt: skip
_WIDTHS = [13.0, 52, 42, 10, 10, 9, 9, 9, 9, 9, 14, 9]
_STEPS = (5, 11)
_LINE_STYLES = ("cell", "points", "points", *["step"] * 7)


def put(sheet: Worksheet, row: int, column: int, formula: str | None, style: Format, value: float | str) -> None:
    """Write a formula with its present value, or the value alone where there is no formula."""
    if formula is not None:
        sheet.write_formula(row, column, f"={formula}", style, value)
    elif isinstance(value, str):
        words(sheet, row, column, value, style)
    else:
        sheet.write_number(row, column, value, style)


def write_link_states(paper: Paper, form: Form, answers: Mapping[str, Answer]) -> None:
    """Write the hidden sheet that judges every link: whether it is an address, and its host."""
    sheet = paper.book.add_worksheet(LINKS_SHEET)
    for code, row in form.rows.items():
        for at, (state, host) in enumerate(link_states(answers, code, form.links)):
            cell, host_cell = form.link_cell(code, at), f"${xl_col_to_name(form.links + at)}${row + 1}"
            sheet.write_formula(row, at, "=" + link_state(cell, host_cell), None, state)
            sheet.write_formula(row, form.links + at, "=" + link_host(cell), None, host)
    sheet.hide()


@dataclass(slots=True)
class ScorePage:
    """Writes the sheet with a line for each question.

    exact: the whole numbers behind the formulas; None where the workbook shows values only.
    """

    paper: Paper
    lists: Lists
    form: Form
    places: Places
    answers: Mapping[str, Answer]
    sheet: ScoreSheet
    exact: Arithmetic | None

    def write(self) -> None:
        """Write the sheet."""
        page = self.paper.sheet(score_sheet(), _WIDTHS)
        self._head(page)
        cells = self._cells() if self.exact else {}
        scores = {score.code: score for score in self.sheet.questions}
        for question in self.form.questionnaire.questions:
            row, answer = self.places.lines[question.code], self.answers.get(question.code, BLANK)
            words(page, row, 0, question.code, self.paper.style("code"))
            words(page, row, 1, question.text, self.paper.style("cell"))
            values = line_values(question, scores[question.code], answer, self.exact)
            page.set_row(row, row_height([(question.text, 50), (values.reason, 40)]))
            self._fill(page, row, 2, values, self._formulas(question, cells), _LINE_STYLES)
        self._sums(page)
        self._finish(page)

    def _fill(
        self,
        page: Worksheet,
        row: int,
        first: int,
        values: Sequence[float | str],
        formulas: Sequence[str] | None,
        styles: Sequence[str],
    ) -> None:
        for at, (value, style) in enumerate(zip(values, styles, strict=True)):
            put(page, row, first + at, formulas[at] if formulas else None, self.paper.style(style), value)

    def _head(self, page: Worksheet) -> None:
        page.set_row(0, 32)
        words(page, 0, 0, text("sheets.nilai.judul"), self.paper.style("title"))
        explained = text("sheets.nilai.cara") if self.exact else text("sheets.nilai.tanpa")
        words(page, 1, 0, explained, self.paper.style("plain"))
        page.set_row(FIRST_LINE - 1, 32)
        for column, key in enumerate(_TITLES):
            words(page, FIRST_LINE - 1, column, text(f"sheets.nilai.kolom.{key}"), self.paper.style("header"))
        for indicator in self.form.questionnaire.indicators:
            if indicator.code in self.places.heads:
                words(page, self.places.heads[indicator.code], 0, indicator.label, self.paper.style("section"))

    def _finish(self, page: Worksheet) -> None:
        if self.exact is None:
            page.set_column(*_STEPS, None, None, {"hidden": True})
        page.freeze_panes(FIRST_LINE, 1)
        page.repeat_rows(FIRST_LINE - 1)
        page.fit_to_pages(1, 0)
        page.protect("", {"format_columns": True, "format_rows": True})

    def _cells(self) -> dict[str, Cells]:
        return {question.code: self._cell(question) for question in self.form.questionnaire.questions}

    def _cell(self, question: Question) -> Cells:
        code, row = question.code, self.places.lines[question.code] + 1
        at, last = self.form.rows[code] + 1, xl_col_to_name(self.form.links - 1)
        return Cells(
            question,
            answer=self.form.cell(code, Column.ANSWER),
            level=self.form.cell(code, Column.LEVEL),
            number=self.form.cell(code, Column.NUMBER),
            links=f"{LINKS_SHEET}!$A${at}:${last}${at}",
            case=f"{score_sheet()}!$G${row}",
            index=f"{score_sheet()}!$H${row}",
            proof=f"{score_sheet()}!$F${row}",
            levels=self.lists.block(question.levels) if question.levels else None,
            options=self.lists.block(question.options) if question.options else None,
            weight=self.exact.weights[code] if self.exact else 0,
        )

    def _formulas(self, question: Question, cells: Mapping[str, Cells]) -> list[str] | None:
        """Return the formulas of a line in the order of `LineValues`."""
        if self.exact is None:
            return None
        at = self.places.lines[question.code] + 1
        built = QuestionFormulas(cells[question.code], self.form.questionnaire.rules, cells)
        factor, common = self.places.factor(question.indicator), self.places.cell("penyebut")
        return [
            built.reason(),
            f'IF($L{at}=1,"",$K{at}/{common})',
            f"$J{at}*{factor}/{common}",
            f"COUNTIF({cells[question.code].links},1)",
            built.case(),
            built.index(),
            built.units(),
            built.counted(),
            self._numerator(f"$I{at}*{factor}", f"$J{at}*{factor}", common),
            built.pending(),
        ]

    def _numerator(self, earned: str, possible: str, common: str) -> str:
        """Return what the question earns over the common denominator, rounded where the rules round questions."""
        if self.exact is None or not self.exact.rounds(Step.QUESTION):
            return earned
        rounding = self.exact.printing(Step.QUESTION)
        return f"MIN(({printed(f'({earned})', common, rounding)})*({common}/{10**rounding.places}),{possible})"

    def _sums(self, page: Worksheet) -> None:
        shares = {share.indicator.code: share for share in self.exact.shares} if self.exact else {}
        for score in self.sheet.indicators:
            if score.code not in self.places.sums:
                continue
            row = self.places.sums[score.code]
            for column in range(len(_TITLES)):
                page.write_blank(row, column, None, self.paper.style("sum_text"))
            label = text("sheets.nilai.jumlah", indikator=score.label)
            words(page, row, 1, label, self.paper.style("sum_text"))
            values = sum_values(score, shares.get(score.code), self.sheet, self.exact)
            formulas = self._sum_formulas(score.code, row)
            self._fill(page, row, 3, values[:2], formulas[:2] if formulas else None, ("sum", "sum"))
            self._fill(page, row, 9, values[2:], formulas[2:] if formulas else None, ("sum_whole",) * 3)

    def _sum_formulas(self, indicator: str, row: int) -> list[str] | None:
        if self.exact is None:
            return None
        factor, common, at = self.places.factor(indicator), self.places.cell("penyebut"), row + 1
        first, last = self.places.heads[indicator] + 2, row
        return [
            f'IF($L{at}>0,"",{self.places.indicator(indicator, "I")}/{common})',
            f"$J{at}*{factor}/{common}",
            *(f"SUM(${column}${first}:${column}${last})" for column in "JKL"),
        ]
