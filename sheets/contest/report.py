"""The workbook of `monev rank`: places with formulas for the final score, gates, assessors, changes, rules, notes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import BinaryIO

from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from analytics.recap import Recap
from questionnaires.scheme import Section
from scoring.classes import rounding_at
from scoring.contest import Outcome
from scoring.numbers import Mode, Rounding
from scoring.rules import Step
from scoring.stage_rules import Stage
from scoring.standing import StageScore
from sheets.contest.finals import FinalRow, Finals, StageCells
from sheets.contest.pages import head, write_pages
from sheets.contest.remarks import award_labels, class_words, remarks
from sheets.contest.titles import result_title
from sheets.formulas import quoted
from sheets.layout import RESULTS_STAMP, RESULTS_STAMP_SHEET, Stamp
from sheets.numbers import exact_number
from sheets.paper import Paper, row_height, words
from sheets.scorepage import put
from sheets.template import write_stamp
from wording import text

FIRST = 4
"""First row of the places and of the sums, counted from 0."""

_STATIC = 4
_SUMS = 2


def write_recap(recap: Recap, told: Sequence[Section], target: str | BinaryIO, notes: Sequence[str] = ()) -> None:
    """Write the workbook to `target`, a path or a binary stream.

    Args:
        told: the rules in sentences. notes: what of the table was not used.
    """
    paper = Paper.open(target)
    paper.book.set_properties({"title": recap.rules.title})
    page = _Places(paper, recap, Finals(recap.rules))
    page.write()
    write_pages(paper, recap, told, notes)
    page.write_sums()
    write_stamp(paper, Stamp(recap.rules.id, recap.rules.version, "-", made_for=RESULTS_STAMP), RESULTS_STAMP_SHEET)
    paper.book.close()


@dataclass(slots=True)
class _Places:
    """The first sheet, and the sheet of sums behind its final scores: both have one row for each body."""

    paper: Paper
    recap: Recap
    finals: Finals
    outcomes: list[Outcome] = field(init=False)
    rows: list[FinalRow | None] = field(init=False)

    def __post_init__(self) -> None:
        """Put every body in order, group by group, best first."""
        self.outcomes = [outcome for group in self.recap.groups for outcome in group.bodies]
        self.rows = [self.finals.row(outcome) for outcome in self.outcomes]

    def write(self) -> None:
        """Write the places."""
        rules, stages = self.recap.rules, self.recap.rules.stages
        titles = [
            *(text(f"rekap.kolom.{key}") for key in ("peringkat", "badan", "kategori", "wilayah")),
            *(result_title(stage) for stage in stages),
            *(text(f"rekap.kolom.{key}") for key in ("nilai_akhir", "kelas", "penghargaan", "keterangan")),
        ]
        widths = [10.0, 44, 30, 18, *[13.0] * len(stages), 12, 24, 30, 70]
        sheet = self.paper.sheet(text("rekap.lembar.peringkat"), widths)
        title = text("rekap.buku.judul", jumlah=len(self.recap.contest.bodies))
        head(self.paper, sheet, title, text("rekap.buku.dasar", aturan=rules.title), titles, widths)
        for at, outcome in enumerate(self.outcomes, start=FIRST):
            self._row(sheet, at, outcome)
        last = FIRST + max(len(self.outcomes), 1) - 1
        self._tint(sheet, last)
        if not any(outcome.entry.territory for outcome in self.outcomes):
            sheet.set_column(3, 3, None, None, {"hidden": True})
        sheet.freeze_panes(FIRST, 2)
        sheet.autofilter(FIRST - 1, 0, last, len(titles) - 1)

    def _row(self, sheet: Worksheet, at: int, outcome: Outcome) -> None:
        entry, combined = outcome.entry, outcome.combined
        cell, points = self.paper.style("cell"), self.paper.style("points")
        if outcome.place is None:
            sheet.write_blank(at, 0, None, cell)
        else:
            sheet.write_number(at, 0, outcome.place, self.paper.style("whole"))
        for column, value in enumerate((entry.body, self.recap.category(entry), entry.territory or ""), start=1):
            words(sheet, at, column, value, cell)
        scores = {score.code: score for score in combined.stages}
        for column, stage in enumerate(self.recap.rules.stages, start=_STATIC):
            self._stage(sheet, at, column, scores.get(stage.code))
        row, final = self.rows[at - FIRST], self._final_column
        published = float(combined.qualification.published) if combined.qualification else ""
        place, shown = self.finals.rounding.places, self._sums(at, self._units_column)
        formula = f'IF({shown}="","",{shown}/{10**place})'
        style = self.paper.style("sum", num_format=_decimals(place)) if row else points
        put(sheet, at, final, formula if row else None, style, published)
        named = class_words(self.recap, outcome)
        by_formula = row is not None and (combined.qualification is not None or named == "")
        put(sheet, at, final + 1, self._class(at) if by_formula else None, self.paper.style("cell", bold=True), named)
        awards, told = "; ".join(award_labels(self.recap, outcome)), "; ".join(remarks(outcome))
        words(sheet, at, final + 2, awards, cell)
        words(sheet, at, final + 3, told, cell)
        sheet.set_row(at, row_height([(entry.body, 42), (named, 20), (awards, 28), (told, 68)]))

    def _stage(self, sheet: Worksheet, at: int, column: int, score: StageScore | None) -> None:
        """Write a stage's value as it enters, shown with the digits that are printed."""
        if score is None:
            sheet.write_blank(at, column, None, self.paper.style("cell"))
            return
        places = rounding_at(self.recap.rules, Step.STAGE).rounding.places
        alike = Rounding(places, Mode.HALF_UP).text(score.enters) == score.published
        style = self.paper.style("points", num_format=_decimals(places) if alike else _decimals(places) + "####")
        if exact_number(score.enters) is None:
            numerator, denominator = score.enters.numerator, score.enters.denominator
            sheet.write_formula(at, column, f"={numerator}/{denominator}", style, float(score.enters))
        else:
            sheet.write_number(at, column, float(score.enters), style)

    def _tint(self, sheet: Worksheet, last: int) -> None:
        """Colour the class cells by their words, so that a class that changes takes its colour along."""
        column = self._final_column + 1
        for band in self.recap.rules.bands:
            tint = self.paper.class_tint(band.code)
            if tint is not None:
                first = xl_rowcol_to_cell(FIRST, column, col_abs=True)
                words_in_cell, with_more = quoted(band.label), quoted(f"{band.label} (")
                criteria = f"=OR({first}={words_in_cell},LEFT({first},{len(band.label) + 2})={with_more})"
                sheet.conditional_format(
                    FIRST, column, last, column, {"type": "formula", "criteria": criteria, "format": tint}
                )

    @property
    def _final_column(self) -> int:
        return _STATIC + len(self.recap.rules.stages)

    @property
    def _units_column(self) -> int:
        return _SUMS + 2 * len(self.recap.rules.stages) + 2

    def _sums(self, at: int, column: int) -> str:
        return f"'{text('rekap.lembar.hitungan')}'!${xl_col_to_name(column)}{at + 1}"

    def _class(self, at: int) -> str:
        over, under, units = (self._sums(at, self._units_column - back) for back in (2, 1, 0))
        return f'IF({units}="","",{self.finals.class_formula(over, under, units)})'

    def write_sums(self) -> None:
        """Write the sheet of sums: numerators, weights, and the final score in units of its last printed place."""
        stages = self.recap.rules.stages
        titles = [text("rekap.kolom.badan"), text("rekap.hitungan.penyebut")]
        for stage in stages:
            titles += [text(f"rekap.hitungan.{key}", tahap=stage.label) for key in ("pembilang", "bobot")]
        titles += [text(f"rekap.hitungan.{key}") for key in ("jumlah", "penyebut_jumlah", "terbit")]
        widths = [44.0, *[15.0] * (len(titles) - 1)]
        sheet = self.paper.sheet(text("rekap.lembar.hitungan"), widths)
        head(self.paper, sheet, text("rekap.lembar.hitungan"), text("rekap.hitungan.cara"), titles, widths)
        for at, (outcome, row) in enumerate(zip(self.outcomes, self.rows, strict=True), start=FIRST):
            words(sheet, at, 0, outcome.entry.body, self.paper.style("cell"))
            if row is None:
                words(sheet, at, 1, text("rekap.hitungan.tanpa_rumus"), self.paper.style("small"))
            else:
                self._sum_row(sheet, at, row)
        sheet.freeze_panes(FIRST, 1)
        sheet.protect("", {"format_columns": True, "format_rows": True})

    def _sum_row(self, sheet: Worksheet, at: int, row: FinalRow) -> None:
        step = self.paper.style("step")
        cells = {stage.code: self._cells(at, stage) for stage in row.stages}
        denominator = f"$B{at + 1}"
        sheet.write_number(at, 1, row.denominator, step)
        for stage in row.stages:
            column = _SUMS + 2 * self.recap.rules.stages.index(stage)
            put(sheet, at, column, row.numerator_formula(stage, cells, denominator), step, row.numerator(stage))
            unit = str(row.units[stage.code])
            weight = row.weight_formula(stage, cells, unit)
            put(sheet, at, column + 1, None if weight == unit else weight, step, row.weight(stage))
        products = "+".join(f"{one.numerator}*{one.weight}" for one in cells.values())
        weights = "+".join(one.weight for one in cells.values())
        over, under = (f"${xl_col_to_name(self._units_column - back)}{at + 1}" for back in (2, 1))
        put(sheet, at, self._units_column - 2, products, self.paper.style("sum_whole"), row.over)
        put(sheet, at, self._units_column - 1, f"{denominator}*({weights})", self.paper.style("sum_whole"), row.under)
        units = self.finals.units_formula(over, under)
        final = Fraction(row.over, row.under) if row.complete() else None
        value = "" if final is None else int(self.finals.rounding.apply(final) * 10**self.finals.rounding.places)
        formula = f'IF({row.ready_formula(cells, under)},{units},"")'
        put(sheet, at, self._units_column, formula, self.paper.style("sum_whole"), value)

    def _cells(self, at: int, stage: Stage) -> StageCells:
        index = self.recap.rules.stages.index(stage)
        value = f"'{text('rekap.lembar.peringkat')}'!${xl_col_to_name(_STATIC + index)}{at + 1}"
        numerator, weight = (f"${xl_col_to_name(_SUMS + 2 * index + more)}{at + 1}" for more in (0, 1))
        return StageCells(value, numerator, weight)


def _decimals(places: int) -> str:
    return "0." + "0" * places if places else "0"
