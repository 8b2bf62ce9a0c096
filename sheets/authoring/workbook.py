"""The authored workbook on paper: tables with their explanations, lists to choose from, and a guide."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any, BinaryIO

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from questionnaires.problems import Problem, RuleErrors
from questionnaires.schema import RulesFile
from questionnaires.values import UNPUBLISHED
from questionnaires.writing import Document, Folder
from questionnaires.writing.folder import RULES as RULES_FILE
from questionnaires.writing.shape import Form
from sheets.authoring.lay import Kind, Line, lay_out
from sheets.authoring.plan import (
    COMMENT,
    FILE,
    GUIDE,
    INDICATORS,
    NOTES,
    QUESTIONS,
    SCALES,
    SHEETS,
    Block,
    Column,
    block_named,
    blocks_on,
)
from sheets.authoring.titles import help_text, sheet_title, word
from sheets.cells import Value
from sheets.paper import CELL_LIMIT, PRIMARY, Paper, row_height, words, write_number
from wording import number, text

_NARROW, _WIDE, _TEXT = 11.0, 30.0, 46.0
_REACH = 1_000
"""Rows below a heading that a list of codes reaches over."""
_LIST_LIMIT = 250
_FIRST_YEAR = 2000
_FROZEN = (INDICATORS, QUESTIONS, SCALES)
_CODES = {"indicator": "indicators", "scale": "scales"}
_STEPS = ("mulai", "sumber", "angka", "daftar", "baris", "sambungan", "dasar", "rumus", "periksa")
_LOOKS = {Kind.TITLE: "section", Kind.ABOUT: "small", Kind.HEADER: "header", Kind.PROSE: "wrapped"}


def write_authoring(folder: Folder, target: str | BinaryIO) -> None:
    """Write the rule set to `target`, a path or a binary stream; equal rules give equal bytes.

    Raises:
        RuleErrors: a text is longer than a cell can hold.
    """
    rules = folder.files[RULES_FILE].table
    if not isinstance(rules, RulesFile):
        raise TypeError("the first file of a folder is rules.toml")
    laid = lay_out(folder)
    if overlong := list(_overlong(laid)):
        raise RuleErrors(overlong)
    paper = Paper.open(target, in_memory=True)
    paper.book.set_properties({"title": rules.title, "created": dt.datetime(rules.year, 1, 1)})
    _guide(paper, rules)
    for name in SHEETS:
        _sheet(paper, name, laid[name], laid)
    _notes(paper, laid[NOTES])
    paper.book.close()


def blank() -> Folder:
    """Return a rule set in which nothing is said yet, as a template."""
    empty = {"owner": "", "year": _FIRST_YEAR, "title": "", "version": 1, "state": "draft"}
    rules = RulesFile.model_construct(_fields_set={"version", "state"}, **empty)
    return Folder({RULES_FILE: Document(rules)})


def _overlong(laid: Mapping[str, Sequence[Line]]) -> Iterator[Problem]:
    """Yield the texts that do not fit into a cell."""
    for name, lines in laid.items():
        for at, line in enumerate(lines, start=1):
            for cell in line.cells:
                if len(str(cell)) > CELL_LIMIT:
                    place = text("perintah.baris_berkas" if name == NOTES else "perintah.baris_lembar",
                                 lembar=sheet_title(name), baris=at)  # fmt: skip
                    told = text("perintah.sel_panjang", huruf=number(len(str(cell))))
                    yield Problem(place, told, text("perintah.sel_panjang_obat", batas=number(CELL_LIMIT)))


def _sheet(paper: Paper, name: str, lines: Sequence[Line], laid: Mapping[str, Sequence[Line]]) -> None:
    widths = _widths(lines)
    sheet = paper.sheet(sheet_title(name), widths)
    for row, line in enumerate(lines):
        _line(paper, sheet, row, line, widths)
    for block in blocks_on(name):
        _choices(sheet, block, lines, laid)
    header = next((row for row, line in enumerate(lines) if line.kind is Kind.HEADER), 0)
    if name in _FROZEN:
        sheet.freeze_panes(header + 1, 3 if name == QUESTIONS else 2)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer(f"&L&8{text('sheets.cetak.lembar')}&R&8{text('sheets.cetak.halaman')}")


def _line(paper: Paper, sheet: Worksheet, row: int, line: Line, widths: Sequence[float]) -> None:
    if line.kind in (Kind.TITLE, Kind.HEADER):
        sheet.set_row(row, 26 if line.kind is Kind.TITLE else 32)
    if line.kind in (Kind.ROW, Kind.PAIR):
        cells = line.cells if line.kind is Kind.ROW else [*line.cells, _explained(line)]
        sheet.set_row(row, row_height((str(cell), width) for cell, width in zip(cells, widths, strict=False)))
    for at, cell in enumerate(line.cells):
        column = _column(line, at)
        _cell(paper, sheet, row, at, cell, _look(line, column, at))
        if line.kind is Kind.HEADER and column is not None:
            _note(sheet, row, at, line.block, column)
    if line.kind is Kind.PAIR:
        words(sheet, row, 2, _explained(line), paper.style("help"))


def _column(line: Line, at: int) -> Column | None:
    if line.block is None or line.block.upright or line.kind not in (Kind.HEADER, Kind.ROW, Kind.SPARE):
        return line.column if at else None
    return line.block.columns[at]


def _look(line: Line, column: Column | None, at: int) -> str:
    if line.kind in _LOOKS:
        return _LOOKS[line.kind]
    if line.kind is Kind.PAIR and not at:
        return "fixed"
    if column is None or column.special == COMMENT:
        return "help"
    return "input_number" if column.shape is not None and column.shape.form in (Form.NUMBER, Form.WHOLE) else "input"


def _cell(paper: Paper, sheet: Worksheet, row: int, at: int, cell: Value, look: str) -> None:
    style = paper.style(look, valign="top") if look == "input_number" else paper.style(look)
    if look == "small":
        style = paper.style(look, text_wrap=False)
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        write_number(sheet, row, at, cell, style)
    else:
        words(sheet, row, at, str(cell), style)


def _explained(line: Line) -> str:
    if line.block is None or line.column is None:
        return ""
    return help_text(line.block.name, _key(line.column))


def _key(column: Column) -> str:
    return {COMMENT: "komentar", FILE: "berkas"}.get(column.path[-1], column.path[-1])


def _table(block: Block, column: Column) -> str:
    return column.rows or (column.path[0] if len(column.path) > 1 else block.name)


def _note(sheet: Worksheet, row: int, at: int, block: Block | None, column: Column) -> None:
    said = help_text(_table(block, column), _key(column)) if block else ""
    if said:
        lines = 1 + len(said) // 30
        sheet.write_comment(row, at, said, {"x_scale": 1.8, "y_scale": 0.3 + 0.25 * lines, "author": ""})


def _widths(lines: Sequence[Line]) -> list[float]:
    """Return how wide each column must be: texts get a fixed width and wrap."""
    widths: dict[int, float] = {}
    for line in lines:
        if line.kind in (Kind.HEADER, Kind.ROW, Kind.PAIR):
            for at, cell in enumerate(line.cells):
                length = len(str(cell))
                needed = max(length + 2.0, _NARROW) if length <= _WIDE else _TEXT
                widths[at] = max(widths.get(at, _NARROW), min(needed, 18.0) if line.kind is Kind.HEADER else needed)
        if line.kind is Kind.PAIR:
            widths[2] = _TEXT
    return [widths[at] for at in sorted(widths)]


def _choices(sheet: Worksheet, block: Block, lines: Sequence[Line], laid: Mapping[str, Sequence[Line]]) -> None:
    """Offer the fixed words of a column, and the codes that another table defines, as lists."""
    rows = [
        row for row, line in enumerate(lines) if line.block is block and line.kind in (Kind.ROW, Kind.SPARE, Kind.PAIR)
    ]
    if not rows:
        return
    for at, column in enumerate(block.columns):
        source = _source(column, laid)
        if source is not None:
            first, last, place = (rows[at], rows[at], 1) if block.upright else (rows[0], rows[-1], at)
            sheet.data_validation(first, place, last, place, {
                "validate": "list", "source": source, "error_type": "warning",
                "error_title": text("rancangan.periksa.judul"), "error_message": text("rancangan.periksa.pesan"),
            })  # fmt: skip


def _source(column: Column, laid: Mapping[str, Sequence[Line]]) -> Any:
    shape = column.shape
    if shape is None:
        return None
    if shape.key in _CODES and not column.rows:
        return _code_range(_CODES[shape.key], laid)
    codes = [word(shape.key, code) for code in shape.choices] if shape.form is Form.CHOICE else []
    if shape.form is Form.TRUTH:
        codes = [text("rancangan.isian.ya"), text("rancangan.isian.tidak")]
    return codes if codes and len(",".join(codes)) <= _LIST_LIMIT else None


def _code_range(name: str, laid: Mapping[str, Sequence[Line]]) -> str:
    """Return the range in which a table's codes stand."""
    block = block_named(name)
    at = next(at for at, column in enumerate(block.columns) if column.path == ("code",))
    lines = laid[block.sheet]
    first = next(row for row, line in enumerate(lines) if line.block is block and line.kind is Kind.HEADER) + 2
    letter = xl_col_to_name(at)
    return f"='{sheet_title(block.sheet)}'!${letter}${first}:${letter}${first + _REACH}"


def _notes(paper: Paper, lines: Sequence[Line]) -> None:
    sheet = paper.sheet(sheet_title(NOTES), [120], landscape=False)
    for row, line in enumerate(lines):
        words(sheet, row, 0, str(line.cells[0]), paper.style("wrapped"))
        sheet.set_row(row, row_height([(str(line.cells[0]), 120)]))
    sheet.fit_to_pages(1, 0)


def _guide(paper: Paper, rules: RulesFile) -> None:
    """Write how the workbook is filled in, and what every table and column means."""
    sheet = paper.sheet(sheet_title(GUIDE), [4, 34, 88], landscape=False)
    sheet.set_row(0, 34)
    words(sheet, 0, 1, text("rancangan.petunjuk.judul"), paper.style("title"))
    if rules.title:
        name = f"{rules.owner}/{rules.year}"
        about = text("rancangan.petunjuk.tentang", judul=rules.title, aturan=name, versi=rules.version)
        words(sheet, 1, 1, about, paper.style("plain"))
    words(sheet, 3, 1, text("rancangan.petunjuk.cara"), paper.style("section"))
    row = 4
    for at, key in enumerate(_STEPS, start=1):
        step = text(f"rancangan.petunjuk.langkah.{key}")
        words(sheet, row, 0, str(at), paper.style("label", font_color=PRIMARY, align="right"))
        sheet.merge_range(row, 1, row, 2, step, paper.style("wrapped"))
        sheet.set_row(row, row_height([(step, 118)]))
        row += 1
    words(sheet, row + 1, 1, text("rancangan.petunjuk.arti"), paper.style("section"))
    row += 2
    for (sheet_name, block), said in groupby(_meanings(), key=lambda item: item[:2]):
        words(sheet, row, 1, f"{sheet_title(sheet_name)}: {block.title}", paper.style("label"))
        words(sheet, row, 2, block.about, paper.style("wrapped"))
        sheet.set_row(row, row_height([(block.about, 88)]) + 6)
        row += 1
        for _, _, title, meaning in said:
            words(sheet, row, 1, title, paper.style("fixed"))
            words(sheet, row, 2, meaning, paper.style("cell"))
            sheet.set_row(row, row_height([(meaning, 88), (title, 34)]))
            row += 1
    sheet.fit_to_pages(1, 0)
    sheet.activate()


def _meanings() -> Iterator[tuple[str, Block, str, str]]:
    for name in SHEETS:
        for block in blocks_on(name):
            for column in block.columns:
                said = help_text(_table(block, column), _key(column))
                offered = column.shape.choices if column.shape is not None else ()
                listed = ", ".join(word(_key(column), code) for code in offered if code != UNPUBLISHED)
                yield name, block, column.title, f"{said} ({listed})" if listed and len(offered) > 1 else said
