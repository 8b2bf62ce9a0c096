"""The workbook of one body: its answers with links and notes, and a score that the workbook computes again.

Changing an answer in it changes the score by the same rules and to the same last digit as the kernel. Where formulas
could not do that (`sheets.exact`), it shows the values alone and says why. It is accepted where a filled template is.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import BinaryIO

from xlsxwriter.worksheet import Worksheet

from scoring.classes import rounding_at
from scoring.facts import Answer
from scoring.gains import Gain
from scoring.rules import Indicator, Questionnaire, Step
from scoring.sheet import IndicatorScore, ScoreSheet
from sheets.exact import Arithmetic, NoFormulasError
from sheets.form import Form, write_form
from sheets.layout import Stamp
from sheets.lists import Lists
from sheets.meanings import has_meanings, write_meanings
from sheets.paper import Paper, words
from sheets.places import Places
from sheets.reportpages import write_assumptions, write_gaps, write_rules
from sheets.scorepage import ScorePage, put, write_link_states
from sheets.scorevalues import shown
from sheets.sumspage import SumsPage, class_words, number_words, places_format
from sheets.template import write_stamp
from wording import moment, text

_FACTS_ROW = 2
_FIGURE_ROW = 8
_TABLE_ROW = 14


@dataclass(frozen=True, slots=True)
class Meta:
    """What a downloaded workbook says besides the score: whose it is, and when it was made."""

    body: str = ""
    at: dt.datetime | None = None
    zone: str = "WIB"


def write_workbook(
    questionnaire: Questionnaire,
    answers: Mapping[str, Answer],
    sheet: ScoreSheet,
    gains: Sequence[Gain],
    meta: Meta,
    target: str | BinaryIO,
) -> None:
    """Write the workbook of one body to `target`, a path or a binary stream."""
    paper = Paper.open(target)
    created = meta.at.replace(tzinfo=None) if meta.at else dt.datetime(questionnaire.rules.year, 1, 1)
    paper.book.set_properties({"title": questionnaire.rules.title, "subject": meta.body, "created": created})
    lists, form = Lists.of(questionnaire), Form.of(questionnaire, answers)
    places = Places.of(questionnaire)
    try:
        exact, reason = Arithmetic.of(questionnaire, answers, sheet), ""
    except NoFormulasError as error:
        exact, reason = None, str(error)
    _Summary(paper, questionnaire, sheet, places, meta, exact, reason).write()
    write_form(paper, lists, form, answers)
    ScorePage(paper, lists, form, places, answers, sheet, exact).write()
    if has_meanings(questionnaire):
        write_meanings(paper, questionnaire)
    write_gaps(paper, questionnaire, gains)
    if exact is not None:
        SumsPage(paper, places, sheet, exact).write()
    write_rules(paper, questionnaire)
    write_assumptions(paper, questionnaire.rules.assumptions, sheet.assumptions)
    if exact is not None:
        write_link_states(paper, form, answers)
    lists.write(paper)
    write_stamp(paper, Stamp.of(questionnaire, "unduhan"))
    paper.book.close()


@dataclass(slots=True)
class _Summary:
    """Writes the first sheet: body, total, class, indicators."""

    paper: Paper
    questionnaire: Questionnaire
    sheet: ScoreSheet
    places: Places
    meta: Meta
    exact: Arithmetic | None
    reason: str

    def write(self) -> None:
        page = self.paper.sheet(text("sheets.lembar.ringkasan"), [44.0, 16, 16, 40], landscape=False)
        page.set_row(0, 34)
        words(page, 0, 0, text("sheets.ringkasan.judul"), self.paper.style("title"))
        words(page, 1, 0, self.questionnaire.rules.title, self.paper.style("section"))
        for row, (key, value) in enumerate(self._facts(), start=_FACTS_ROW):
            words(page, row, 0, text(key), self.paper.style("label"))
            words(page, row, 1, value, self.paper.style("plain"))
        self._figures(page)
        self._indicators(page)
        page.fit_to_pages(1, 0)
        page.protect("", {"format_columns": True, "format_rows": True})
        page.activate()

    def _facts(self) -> list[tuple[str, str]]:
        made = moment(self.meta.at, self.meta.zone) if self.meta.at else ""
        return [
            ("sheets.petunjuk.badan", self.meta.body),
            ("sheets.ringkasan.kuesioner", self.questionnaire.label),
            ("sheets.ringkasan.aturan", Stamp.of(self.questionnaire).name),
            ("sheets.ringkasan.dibuat", made),
            ("sheets.ringkasan.jenis", text(f"sheets.ringkasan.kind.{self.sheet.kind}")),
        ]

    def _figures(self, page: Worksheet) -> None:
        style, places = self.paper.style, rounding_at(self.questionnaire.rules, Step.STAGE).rounding.places
        words(page, _FIGURE_ROW - 1, 0, text("sheets.ringkasan.nilai"), style("label"))
        page.set_row(_FIGURE_ROW, 34)
        figure = style("figure", num_format=places_format(places))
        value: float | str = "" if self.sheet.published is None else float(self.sheet.published)
        put(page, _FIGURE_ROW, 0, self._source("terbit"), figure, value)
        out_of = text("sheets.ringkasan.dari", maksimum=number_words(self.sheet.maximum))
        words(page, _FIGURE_ROW, 1, out_of, style("subtitle", valign="vcenter"))
        page.set_row(_FIGURE_ROW + 1, 24)
        kind = class_words(self.sheet) if self.sheet.published is not None else ""
        put(page, _FIGURE_ROW + 1, 0, self._source("kelas"), style("verdict"), kind)
        message = "" if self.sheet.published is not None else "; ".join(self.sheet.refused)
        put(page, _FIGURE_ROW + 2, 0, self._source("pesan"), style("small"), message)
        self._colour(page)
        notice = text("sheets.ringkasan.rumus") if self.exact else text("sheets.ringkasan.statis", sebab=self.reason)
        page.merge_range(_FIGURE_ROW + 3, 0, _FIGURE_ROW + 3, 3, "", style("small"))
        words(page, _FIGURE_ROW + 3, 0, notice, style("small"))
        page.set_row(_FIGURE_ROW + 3, 30)

    def _source(self, key: str) -> str | None:
        return self.places.cell(key) if self.exact is not None else None

    def _colour(self, page: Worksheet) -> None:
        """Tint the class cell as the class is tinted everywhere; its words say it as well."""
        for band in self.questionnaire.rules.bands:
            colours = self.paper.class_tint(band.code)
            if colours is not None:
                rule = {"type": "cell", "criteria": "==", "value": f'"{band.label}"', "format": colours}
                page.conditional_format(_FIGURE_ROW + 1, 0, _FIGURE_ROW + 1, 0, rule)

    def _indicators(self, page: Worksheet) -> None:
        for column, key in enumerate(("indikator", "nilai", "tinggi")):
            words(page, _TABLE_ROW - 1, column, text(f"sheets.ringkasan.kolom.{key}"), self.paper.style("header"))
        places = rounding_at(self.questionnaire.rules, Step.INDICATOR).rounding.places
        row = _TABLE_ROW
        for indicator, score in zip(self.questionnaire.indicators, self.sheet.indicators, strict=True):
            self._indicator(page, row, indicator, score, places)
            row += 1
        page.conditional_format(
            _TABLE_ROW, 1, row - 1, 1,
            {"type": "data_bar", "bar_color": "#9AA6FF", "min_type": "num", "min_value": 0, "max_type": "num",
             "max_value": max((float(score.possible or 0) for score in self.sheet.indicators), default=1)},
        )  # fmt: skip

    def _indicator(self, page: Worksheet, row: int, indicator: Indicator, score: IndicatorScore, places: int) -> None:
        words(page, row, 0, indicator.label, self.paper.style("cell"))
        style = self.paper.style("points", num_format=places_format(places))
        value: float | str = "" if score.published is None else float(score.published)
        earned = possible = None
        best = shown(score.possible)
        if self.exact is not None:
            share = next(share for share in self.exact.shares if share.indicator.code == indicator.code)
            best = share.counted * share.factor / self.exact.denominator
            earned = self.places.indicator(indicator.code, "L")
            possible = f"{self.places.indicator(indicator.code, 'J')}/{self.places.cell('penyebut')}"
        put(page, row, 1, earned, style, value)
        put(page, row, 2, possible, self.paper.style("points"), best)
