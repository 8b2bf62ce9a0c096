"""The blank table of `monev template --stages`: what a rule set asks of each body, with notes and checks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, BinaryIO

from xlsxwriter.worksheet import Worksheet

from questionnaires.scheme import Section
from questionnaires.scheme.text import figure
from scoring.entries import HUNDRED
from scoring.provisions import Group, KeyKind
from scoring.rules import RuleSet
from sheets.contest.categories import Categories
from sheets.contest.grids import TITLE_ROW
from sheets.contest.saq import SAQ, SaqRow
from sheets.contest.saying import sentence
from sheets.contest.titles import SEPARATOR, Kind, places_of, stage_label
from sheets.layout import CHOICES_SHEET, RESULTS_STAMP_SHEET, TABLE_STAMP, Stamp
from sheets.numbers import exact_number
from sheets.paper import PRIMARY, Paper, row_height, words
from sheets.template import write_stamp
from wording import text

_ROWS = 1_000
_ASSESSORS = 3
_STEPS = ("baris", "kosong", "status", "penilai", "fakta", "rumus", "sanggah", "kirim")


@dataclass(frozen=True, slots=True)
class _Column:
    title: str
    kind: Kind
    width: float
    note: str
    place: str = ""
    check: Mapping[str, Any] = field(default_factory=dict)


def write_blank(
    rules: RuleSet,
    categories: Categories,
    told: Sequence[Section],
    target: str | BinaryIO,
    bodies: Sequence[SaqRow] = (),
) -> None:
    """Write the table to `target`, a path or a binary stream.

    Args:
        told: the rules in sentences. bodies: what stands in the table already, with its SAQ.
    """
    paper = Paper.open(target)
    paper.book.set_properties({"title": rules.title, "created": dt.datetime(rules.year, 1, 1)})
    _instructions(paper, rules, told)
    _table(paper, rules, categories, bodies)
    choices = paper.book.add_worksheet(CHOICES_SHEET)
    for row, label in enumerate(_labels(categories)):
        words(choices, row, 0, label, paper.style("plain"))
    choices.hide()
    write_stamp(paper, Stamp(rules.id, rules.version, "-", made_for=TABLE_STAMP), RESULTS_STAMP_SHEET)
    paper.book.close()


def _instructions(paper: Paper, rules: RuleSet, told: Sequence[Section]) -> None:
    sheet = paper.sheet(text("rekap.lembar.petunjuk"), [3, 22, 88], landscape=False)
    sheet.set_row(0, 34)
    words(sheet, 0, 1, text("rekap.petunjuk.judul"), paper.style("title"))
    words(sheet, 1, 1, rules.title, paper.style("section"))
    row = 3
    words(sheet, row, 1, text("rekap.petunjuk.cara"), paper.style("section"))
    for at, key in enumerate(_steps(rules), start=1):
        row += 1
        step = text(f"rekap.petunjuk.langkah.{key}")
        words(sheet, row, 0, str(at), paper.style("label", font_color=PRIMARY, align="right"))
        sheet.merge_range(row, 1, row, 2, step, paper.style("wrapped"))
        sheet.set_row(row, row_height([(step, 100)]))
    row += 2
    words(sheet, row, 1, text("rekap.petunjuk.aturan"), paper.style("section"))
    for section in told:
        for at, line in enumerate(section.lines):
            row += 1
            words(sheet, row, 1, "" if at else section.title, paper.style("label"))
            words(sheet, row, 2, sentence(line), paper.style("wrapped"))
            sheet.set_row(row, row_height([(line.text, 84), ("" if at else section.title, 20)]))
    sheet.fit_to_pages(1, 0)
    sheet.protect("", {"format_columns": True, "format_rows": True})


def _steps(rules: RuleSet) -> list[str]:
    """Return the instructions that these rules need, and no others."""
    needed = {
        "status": bool(rules.statuses),
        "penilai": bool(rules.panels),
        "fakta": bool(rules.facts),
        "sanggah": rules.objection is not None,
    }
    return [key for key in _STEPS if needed.get(key, True)]


def _table(paper: Paper, rules: RuleSet, categories: Categories, bodies: Sequence[SaqRow]) -> None:
    columns = list(_columns(rules, categories))
    sheet = paper.sheet(text("rekap.lembar.tabel"), [column.width for column in columns])
    words(sheet, 0, 0, text("rekap.petunjuk.judul"), paper.style("title"))
    sheet.set_row(0, 32)
    words(sheet, 1, 0, rules.title, paper.style("plain"))
    for at, column in enumerate(columns):
        words(sheet, TITLE_ROW, at, column.title, paper.style("header"))
        sheet.write_comment(TITLE_ROW, at, column.note, {"x_scale": 2, "y_scale": 1.2, "author": ""})
        style = paper.style("field") if column.kind not in (Kind.VALUE, Kind.MARK) else paper.style("input_number")
        sheet.set_column(at, at, column.width, style)
        if column.check:
            sheet.data_validation(TITLE_ROW + 1, at, TITLE_ROW + _ROWS, at, dict(column.check))
    for row, body in enumerate(bodies, start=TITLE_ROW + 1):
        _body(paper, sheet, row, columns, body, categories)
    sheet.freeze_panes(TITLE_ROW + 1, 1)
    sheet.autofilter(TITLE_ROW, 0, TITLE_ROW + max(len(bodies), 1), len(columns) - 1)
    sheet.repeat_rows(TITLE_ROW)
    sheet.fit_to_pages(1, 0)
    sheet.activate()


def _body(
    paper: Paper, sheet: Worksheet, row: int, columns: Sequence[_Column], body: SaqRow, categories: Categories
) -> None:
    for at, column in enumerate(columns):
        if column.kind is Kind.BODY:
            words(sheet, row, at, body.body, paper.style("input"))
        elif column.kind is Kind.CATEGORY:
            words(sheet, row, at, categories.labels.get(body.category, body.category), paper.style("input"))
        elif column.place == SAQ and column.kind is Kind.VALUE and body.value is not None:
            _number(paper, sheet, row, at, body.value)


def _number(paper: Paper, sheet: Worksheet, row: int, at: int, value: Fraction) -> None:
    """Write a number as a number, as an exact fraction in words where no cell holds it."""
    held = exact_number(value)
    if held is None:
        words(sheet, row, at, str(value), paper.style("input", align="right"))
    else:
        sheet.write_number(row, at, held, paper.style("input_number"))


def _columns(rules: RuleSet, categories: Categories) -> Iterator[_Column]:
    """Yield the columns that these rules ask for."""
    yield _Column(text("rekap.kolom.badan"), Kind.BODY, 44, text("rekap.isian.badan"))
    if not categories.fallback:
        yield _about(
            Kind.CATEGORY, 26, _list(f"={CHOICES_SHEET}!$A$1:$A${len(_labels(categories))}", categories.closed)
        )
    if _by_territory(rules):
        yield _about(Kind.TERRITORY, 22)
    if rules.statuses:
        yield _about(Kind.STATUS, 18, _list([status.label for status in rules.statuses], True))
    if any(key.kind is KeyKind.SUBMITTED for key in rules.ranking.keys):
        yield _about(Kind.SUBMITTED, 20)
    panels = {panel.place: panel for panel in rules.panels}
    for place in places_of(rules.stages):
        if place in panels:
            yield from _assessors(rules, place, max(panels[place].minimum or 0, _ASSESSORS))
        else:
            yield _value(rules, place)
    for fact in rules.facts:
        answers = [text("sheets.isian.ya"), text("sheets.isian.tidak")]
        yield _Column(fact.label, Kind.FACT, 18, text("rekap.isian.fakta"), fact.code, _list(answers, True))


def _about(kind: Kind, width: float, check: Mapping[str, Any] | None = None) -> _Column:
    return _Column(text(f"rekap.kolom.{kind}"), kind, width, text(f"rekap.isian.{kind}"), check=check or {})


def _value(rules: RuleSet, place: str) -> _Column:
    stage = next(stage for stage in rules.stages if stage.code == place.partition(".")[0])
    highest = stage.weight.value if stage.in_points and stage.weight.value is not None else HUNDRED
    key = "rekap.isian.poin" if stage.in_points else "rekap.isian.tahap"
    label = stage_label(rules, place)
    title = text("rekap.isian.judul_rentang", tahap=label, batas=figure(highest)) if stage.in_points else label
    return _Column(title, Kind.VALUE, 15, text(key, tahap=label, batas=figure(highest)), place, _between(highest))


def _assessors(rules: RuleSet, place: str, many: int) -> Iterator[_Column]:
    panel = next(panel for panel in rules.panels if panel.place == place)
    label = stage_label(rules, place)
    note = text("rekap.isian.penilai_wilayah" if panel.territorial else "rekap.isian.penilai", tahap=label)
    for number in range(1, many + 1):
        title = f"{label}{SEPARATOR} {text('rekap.isian.nama_penilai', nomor=number)}"
        yield _Column(title, Kind.MARK, 15, note, place, _between(HUNDRED))


def _between(highest: Fraction) -> Mapping[str, Any]:
    return {
        "validate": "decimal",
        "criteria": "between",
        "minimum": 0,
        "maximum": int(highest) if highest.denominator == 1 else float(highest),
        "error_title": text("rekap.isian.salah"),
        "error_message": text("rekap.isian.antara", batas=figure(highest)),
    }


def _list(source: str | list[str], strict: bool) -> Mapping[str, Any]:
    return {
        "validate": "list",
        "source": source,
        "error_type": "stop" if strict else "information",
        "error_title": text("rekap.isian.salah"),
        "error_message": text("rekap.isian.dari_daftar" if strict else "rekap.isian.di_luar_daftar"),
    }


def _labels(categories: Categories) -> list[str]:
    return list(categories.labels.values()) if categories.closed else categories.usual()


def _by_territory(rules: RuleSet) -> bool:
    """Tell whether anything is decided among the bodies of a territory."""
    groups = [condition.per for gate in rules.gates for condition in gate.any_of]
    groups += [rules.ranking.per, *(award.per for award in rules.awards)]
    return Group.TERRITORY in groups or any(panel.territorial for panel in rules.panels)
