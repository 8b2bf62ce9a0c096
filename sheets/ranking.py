"""The workbook and the table of a comparison: ranking, spread, differences, every answer with its score, the unread.

Rows are streamed to the file, so that a thousand bodies need no more memory than one.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from types import MappingProxyType
from typing import BinaryIO

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from analytics.comparison import Comparison, Entry, Row
from scoring.facts import BLANK, State
from scoring.numbers import Mode, Rounding
from sheets.choices import levels_of
from sheets.form import answer_words
from sheets.layout import RANKING_STAMP, RESULTS_STAMP_SHEET, Stamp
from sheets.numbers import exact_number
from sheets.paper import CELL_LIMIT, Paper, words, write_number
from sheets.published import harmless
from sheets.reportpages import write_assumptions, write_rules
from sheets.template import write_stamp
from wording import text

ROWS_PER_SHEET = 1_000_000
"""Most rows of answers on one sheet; a spreadsheet holds little more."""

_SHOWN = Rounding(2, Mode.HALF_UP)
_FINE = Rounding(4, Mode.HALF_UP)
_HEAD = 3
_PLAIN: Mapping[int, Format] = MappingProxyType({})


Cell = str | int | float | Fraction | None


def write_ranking(comparison: Comparison, target: str | BinaryIO) -> None:
    """Write the workbook of the comparison to `target`, a path or a binary stream."""
    paper = Paper.open(target, streaming=True)
    questionnaire = comparison.questionnaire
    paper.book.set_properties({"title": questionnaire.rules.title})
    ranking_sheet(paper, comparison)
    _spreads(paper, comparison)
    _differences(paper, comparison)
    _answers(paper, comparison)
    _unread(paper, comparison)
    write_rules(paper, questionnaire)
    write_assumptions(paper, comparison.known, comparison.assumptions)
    write_stamp(paper, Stamp.of(questionnaire, made_for=RANKING_STAMP), RESULTS_STAMP_SHEET)
    paper.book.close()


def ranking_csv(comparison: Comparison) -> bytes:
    """Return the ranking as CSV in UTF-8 with decimal points.

    A text that a spreadsheet would run as a formula gets an apostrophe before it, as spreadsheets themselves use it.
    """
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\r\n")
    writer.writerow(_ranking_titles(comparison))
    for row in comparison.rows:
        writer.writerow([_plain(value) for value in _ranking_row(row, str)])
    return b"\xef\xbb\xbf" + target.getvalue().encode("utf-8", "replace")


def _plain(value: Cell) -> str:
    if value is None:
        return ""
    if isinstance(value, Fraction):
        return _SHOWN.text(value)
    return harmless(str(value))


def _titles(*keys: str) -> list[str]:
    return [text(f"bandingkan.kolom.{key}") for key in keys]


def _ranking_titles(comparison: Comparison) -> list[str]:
    labels = [indicator.label for indicator in comparison.questionnaire.indicators]
    return [
        *_titles("peringkat", "badan", "nilai", "kelas"),
        *labels,
        *_titles("terjawab", "tanpa_bukti", "keterangan", "asal", "persis"),
    ]


def _ranking_row(row: Row, number: Callable[[str], Cell]) -> list[Cell]:
    """Return the cells of one body; `number` makes a cell of a number as the score sheet printed it."""
    sheet, shared = row.sheet, row.indicators
    return [
        row.place,
        row.entry.body,
        None if sheet.published is None else number(sheet.published),
        sheet.provisional.label if sheet.provisional else None,
        *[None if score is None or score.published is None else number(score.published) for score in shared],
        row.answered,
        row.without_evidence,
        "; ".join(filter(None, (own_instrument(row.entry), *sheet.refused))) or None,
        row.entry.origin,
        None if sheet.exact is None else str(sheet.exact * 100 / sheet.maximum),
    ]


def own_instrument(entry: Entry) -> str:
    """Return that a body was scored by an instrument of its own and why, nothing where it was not."""
    own = entry.own
    return "" if own is None else text("bandingkan.instrumen_sendiri", badan=own.body, alasan=own.reason)


def ranking_sheet(paper: Paper, comparison: Comparison) -> None:
    """Write the ranking: a row for each body, from the best place on."""
    questionnaire = comparison.questionnaire
    count = len(questionnaire.indicators)
    widths = [10.0, 44, 10, 22, *[14.0] * count, 10, 10, 36, 36, 16]
    sheet = paper.sheet(text("bandingkan.lembar.peringkat"), widths)
    table = _head(
        paper, sheet, text("bandingkan.buku.judul", jumlah=len(comparison.rows)), _basis(comparison),
        _ranking_titles(comparison),
    )  # fmt: skip
    tints: dict[str | None, Mapping[int, Format]] = {
        band.code: {3: paper.class_style(band.code)} for band in questionnaire.rules.bands
    }
    for at, row in enumerate(comparison.rows, start=_HEAD + 1):
        kind = row.sheet.provisional.code if row.sheet.provisional else None
        table.row(at, _ranking_row(row, float), tints.get(kind, _PLAIN))
    sheet.freeze_panes(_HEAD + 1, 2)
    if comparison.rows:
        sheet.autofilter(_HEAD, 0, _HEAD + len(comparison.rows), len(widths) - 1)


def _spreads(paper: Paper, comparison: Comparison) -> None:
    widths = [40.0, 10, 12, 12, 14, 12, 14, 12, 12]
    sheet = paper.sheet(text("bandingkan.lembar.sebaran"), widths)
    titles = _titles(
        "indikator", "bobot", "banyak", "terendah", "kuartil_bawah", "median", "kuartil_atas", "tertinggi", "rerata"
    )
    maximum = _SHOWN.text(comparison.questionnaire.rules.maximum).removesuffix(".00")
    explained = text("bandingkan.buku.sebaran", maksimum=maximum)
    table = _head(paper, sheet, text("bandingkan.lembar.sebaran"), explained, titles)
    for at, spread in enumerate(comparison.spreads, start=_HEAD + 1):
        values: list[Cell] = [
            spread.label, spread.weight, spread.count, spread.least, spread.lower_quartile, spread.median,
            spread.upper_quartile, spread.most, spread.mean,
        ]  # fmt: skip
        table.row(at, values)


def _differences(paper: Paper, comparison: Comparison) -> None:
    widths = [13.0, 70, 10, 10, 10, 12, 12, 14, 12]
    sheet = paper.sheet(text("bandingkan.lembar.butir"), widths)
    titles = _titles(
        "kode", "pertanyaan", "penuh", "sebagian", "nol", "kosong", "tanpa_bukti", "rerata_persen", "ragam"
    )
    table = _head(paper, sheet, text("bandingkan.lembar.butir"), text("bandingkan.buku.butir"), titles)
    percent, fine = paper.style("points", num_format="0.00%"), paper.style("points", num_format="0.0000")
    for at, found in enumerate(comparison.differences, start=_HEAD + 1):
        values: list[Cell] = [
            found.question.code, found.question.text, found.full, found.partly, found.none, found.blank,
            found.without_evidence,
        ]  # fmt: skip
        table.row(at, values)
        sheet.write_number(at, 7, float(_FINE.apply(found.mean)), percent)
        sheet.write_number(at, 8, float(_FINE.apply(found.variance)), fine)
    sheet.freeze_panes(_HEAD + 1, 2)


def _answers(paper: Paper, comparison: Comparison) -> None:
    widths = [36.0, 13, 52, 16, 22, 9, 60, 40, 9, 9, 42]
    titles = _titles(
        "badan", "kode", "pertanyaan", "jawaban", "tingkat", "angka", "tautan", "catatan", "diraih", "tinggi", "alasan"
    )
    rows = _answer_rows(comparison)
    number = 1
    more: list[Cell] | None = next(rows, None)
    while more is not None or number == 1:
        key = "jawaban" if number == 1 else "jawaban_lanjut"
        name = text(f"bandingkan.lembar.{key}", nomor=number) if number > 1 else text(f"bandingkan.lembar.{key}")
        sheet = paper.sheet(name, widths)
        table = _head(paper, sheet, name, _basis(comparison), titles)
        at = _HEAD + 1
        while more is not None and at < ROWS_PER_SHEET:
            table.row(at, more)
            more = next(rows, None)
            at += 1
        sheet.freeze_panes(_HEAD + 1, 2)
        number += 1


def _answer_rows(comparison: Comparison) -> Iterator[list[Cell]]:
    common = comparison.questionnaire
    words_of: dict[str, dict[str, dict[str, str]]] = {}
    for row in comparison.rows:
        asked = row.entry.own or common
        if asked.body not in words_of:
            words_of[asked.body] = {
                question.code: {level.code: level.words for level in levels_of(question)}
                for question in asked.questions
            }
        levels = words_of[asked.body]
        for question, score in zip(asked.questions, row.sheet.questions, strict=True):
            if score.state is State.HIDDEN:
                continue
            answer = row.entry.answers.get(question.code, BLANK)
            first, *more = _link_cells(answer.links)
            yield [
                row.entry.body,
                question.code,
                question.text,
                answer_words(question, answer) or None,
                levels[question.code].get(answer.level or ""),
                _count(answer.number),
                first,
                answer.note or None,
                score.earned,
                score.possible,
                score.reason,
            ]
            for links in more:
                yield [row.entry.body, question.code, None, None, None, None, links, None, None, None, None]


def _count(number: Fraction | None) -> Cell:
    """Return a count as its cell holds it, as a fraction where no cell can hold it."""
    held = None if number is None else exact_number(number)
    return held if held is not None or number is None else str(number)


@lru_cache(maxsize=8192)
def _held(numerator: int, denominator: int) -> float:
    return float(_FINE.apply(Fraction(numerator, denominator)))


def _link_cells(links: Sequence[str]) -> list[str | None]:
    """Return the links as texts that fit into a cell each; at least one, which may be empty."""
    cells: list[str | None] = []
    held = ""
    for link in links:
        joined = f"{held}\n{link}" if held else link
        if len(joined) > CELL_LIMIT:
            cells.append(held)
            joined = link
        held = joined
    return [*cells, held or None]


def _unread(paper: Paper, comparison: Comparison) -> None:
    sheet = paper.sheet(text("bandingkan.lembar.tidak_terbaca"), [50.0, 100])
    key = "tidak_terbaca" if comparison.unread else "tidak_terbaca_kosong"
    table = _head(
        paper,
        sheet,
        text("bandingkan.lembar.tidak_terbaca"),
        text(f"bandingkan.buku.{key}"),
        _titles("berkas", "masalah"),
    )
    at = _HEAD + 1
    for unread in comparison.unread:
        for problem in unread.problems:
            table.row(at, [unread.origin, str(problem)])
            at += 1


def _basis(comparison: Comparison) -> str:
    questionnaire = comparison.questionnaire
    return text("bandingkan.buku.dasar", aturan=questionnaire.rules.title, kategori=questionnaire.label)


def _head(paper: Paper, sheet: Worksheet, title: str, explained: str, titles: Sequence[str]) -> _Table:
    """Write the titles of a table; return it, to be filled row by row."""
    words(sheet, 0, 0, title, paper.style("title"))
    words(sheet, 1, 0, explained, paper.style("plain"))
    for column, name in enumerate(titles):
        words(sheet, _HEAD, column, name, paper.style("header"))
    sheet.repeat_rows(_HEAD)
    sheet.fit_to_pages(1, 0)
    return _Table(sheet, paper.style("cell"), paper.style("points"), paper.style("whole"))


@dataclass(frozen=True, slots=True)
class _Table:
    """A table on a sheet with its cell styles at hand: a large one is written in one pass."""

    sheet: Worksheet
    cell: Format
    points: Format
    whole: Format

    def row(self, at: int, values: Iterable[Cell], styles: Mapping[int, Format] = _PLAIN) -> None:
        """Write one row: numbers as numbers, everything else as text that no program runs."""
        sheet, cell, points = self.sheet, self.cell, self.points
        for column, value in enumerate(values):
            if isinstance(value, float):
                write_number(sheet, at, column, value, points)
            elif value is None:
                sheet.write_blank(at, column, None, cell)
            elif isinstance(value, str):
                words(sheet, at, column, value, styles.get(column, cell))
            elif isinstance(value, int):
                write_number(sheet, at, column, value, self.whole)
            else:
                write_number(sheet, at, column, _held(value.numerator, value.denominator), points)
