"""How our workbooks look: the colours of the design, named cell styles, and text that can never become a formula."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from inspect import unwrap
from typing import Any, BinaryIO

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

INK = "#161922"
SOFT = "#565A63"
PRIMARY = "#34409B"
PRIMARY_TINT = "#E7E9F7"
PAGE = "#FAFAF8"
PANEL = "#F2F2EE"
LINE = "#D5D2C8"
WARNING_TINT = "#FBF0D3"
WARNING_INK = "#6B4A00"

CLASS_COLOURS: dict[str, tuple[str, str]] = {
    "informatif": ("#DCEEEC", "#0D4F52"),
    "menuju_informatif": ("#DFF0FA", "#075684"),
    "cukup_informatif": ("#FBF0D3", "#6B4A00"),
    "kurang_informatif": ("#F9E8E0", "#8A3517"),
    "tidak_informatif": ("#F5E6E5", "#6E1F22"),
}
"""Tint and ink of each class; a class of a rule set's own stays uncoloured."""

_OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
CELL_LIMIT = 32_767
"""Most characters that a cell holds."""
_LINE_HEIGHT = 15.0
_TALLEST = 405.0

write_string: Callable[..., int] = unwrap(Worksheet.write_string)
"""Writes a text by row and column; the wrapper around it only reads addresses such as A1."""
write_number: Callable[..., int] = unwrap(Worksheet.write_number)
"""Writes a number by row and column."""

_BASE = {"font_name": "Calibri", "font_size": 11, "font_color": INK, "valign": "top"}
_GRID = {"border": 1, "border_color": LINE}
_STYLES: dict[str, dict[str, Any]] = {
    "plain": {},
    "wrapped": {"text_wrap": True},
    "title": {"font_size": 18, "bold": True, "font_color": PRIMARY, "valign": "vcenter"},
    "subtitle": {"font_size": 12, "font_color": SOFT, "text_wrap": True},
    "section": {"font_size": 13, "bold": True, "font_color": PRIMARY},
    "small": {"font_size": 10, "font_color": SOFT, "text_wrap": True},
    "label": {"bold": True, "text_wrap": True},
    "header": {
        "bold": True,
        "font_color": "#FFFFFF",
        "bg_color": PRIMARY,
        "text_wrap": True,
        "valign": "vcenter",
        **_GRID,
    },
    "cell": {"text_wrap": True, **_GRID},
    "fixed": {"text_wrap": True, "bg_color": PANEL, **_GRID},
    "code": {"bold": True, "bg_color": PANEL, "num_format": "@", **_GRID},
    "question": {"text_wrap": True, "bg_color": PAGE, **_GRID},
    "help": {"text_wrap": True, "font_size": 9, "font_color": SOFT, "bg_color": PAGE, **_GRID},
    "input": {"text_wrap": True, "locked": False, "num_format": "@", **_GRID},
    "input_number": {"locked": False, "align": "right", **_GRID},
    "closed": {"bg_color": "#EEEDEA", "pattern": 1, **_GRID},
    "field": {"locked": False, "num_format": "@", "bg_color": "#FFFFFF", "border": 1, "border_color": PRIMARY},
    "points": {"num_format": "0.00##", "align": "right", **_GRID},
    "whole": {"num_format": "0", "align": "right", **_GRID},
    "step": {"num_format": "0", "align": "right", "font_color": SOFT, "font_size": 10, **_GRID},
    "sum": {"num_format": "0.00##", "align": "right", "bold": True, "bg_color": PRIMARY_TINT, **_GRID},
    "sum_whole": {"num_format": "0", "align": "right", "bold": True, "bg_color": PRIMARY_TINT, **_GRID},
    "sum_text": {"bold": True, "text_wrap": True, "bg_color": PRIMARY_TINT, **_GRID},
    "figure": {"font_size": 22, "bold": True, "font_color": PRIMARY, "align": "left", "valign": "vcenter"},
    "verdict": {"font_size": 14, "bold": True, "valign": "vcenter", "text_wrap": True},
    "notice": {"text_wrap": True, "bg_color": WARNING_TINT, "font_color": WARNING_INK, **_GRID},
}


_FUNCTION = re.compile(r"[A-Z][A-Z0-9.]*(?=\()")
_unchanged: set[str] = set()
"""Functions that XlsxWriter writes as they are; the names of newer ones get a prefix."""


class _Sheet(Worksheet):  # type: ignore[misc]
    """A worksheet that asks once for each function whether it is a newer one, not thirty times in each formula."""

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:
        names = set(_FUNCTION.findall(formula))
        simple = formula.startswith("=") and not formula.endswith("}")
        if simple and names <= _unchanged:
            return formula[1:]
        found: str = super()._prepare_formula(formula, expand_future_functions)
        if simple and found == formula[1:]:
            _unchanged.update(names)
        return found


class _Book(xlsxwriter.Workbook):  # type: ignore[misc]
    """A workbook of such sheets."""

    worksheet_class = _Sheet


@dataclass(slots=True)
class Paper:
    """A workbook being written with our styles."""

    book: xlsxwriter.Workbook
    _formats: dict[tuple[str, tuple[tuple[str, Any], ...]], Format] = field(default_factory=dict)

    @classmethod
    def open(cls, target: str | BinaryIO, *, streaming: bool = False, in_memory: bool = False) -> Paper:
        """Return an empty workbook that is written to `target` when its book is closed.

        Args:
            streaming: rows are put aside as they come. in_memory: nothing is put aside in files.
        """
        return cls(_Book(target, {**_OPTIONS, "constant_memory": streaming, "in_memory": in_memory}))

    def style(self, name: str, **changes: Any) -> Format:
        """Return the cell style `name`, each variant made once."""
        key = (name, tuple(sorted(changes.items())))
        if key not in self._formats:
            self._formats[key] = self.book.add_format({**_BASE, **_STYLES[name], **changes})
        return self._formats[key]

    def class_style(self, code: str | None) -> Format:
        """Return the table cell of a class in its own tint; the words in it say the class as well."""
        tint, ink = CLASS_COLOURS.get(code or "", ("", ""))
        return self.style("cell", bg_color=tint, font_color=ink, bold=True) if tint else self.style("cell")

    def class_tint(self, code: str) -> Format | None:
        """Return the tint and ink of a class for a conditional format, None where it has no colour of ours."""
        tint, ink = CLASS_COLOURS.get(code, ("", ""))
        return self.book.add_format({"bg_color": tint, "font_color": ink}) if tint else None

    def sheet(self, name: str, widths: list[float], *, landscape: bool = True) -> Worksheet:
        """Return a new sheet with these column widths, ready to be printed on A4."""
        sheet = self.book.add_worksheet(name)
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width, self.style("plain"))
        sheet.hide_gridlines(2)
        sheet.set_paper(9)
        sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
        if landscape:
            sheet.set_landscape()
        return sheet


def words(sheet: Worksheet, row: int, column: int, value: str, style: Format) -> None:
    """Write `value` as text, whatever it looks like.

    Raises:
        ValueError: it is longer than a cell can hold.
    """
    if len(value) > CELL_LIMIT:
        raise ValueError(f"{len(value)} characters do not fit into a cell")
    if value:
        write_string(sheet, row, column, printable(value), style)
    else:
        sheet.write_blank(row, column, None, style)


def row_height(cells: Iterable[tuple[str, float]]) -> float:
    """Return the height that shows each wrapped text in a column of its width.

    Excel fits rows to their text when it opens a file, other programs do not.

    >>> row_height([("Ya", 10), ("dua baris teks", 10)])
    33.0
    """
    lines = [sum(1 + int(len(line) / width) for line in value.splitlines() or [""]) for value, width in cells]
    return min(_LINE_HEIGHT * max(lines, default=1) + 3, _TALLEST)


def printable(value: str) -> str:
    """Return `value` without lone surrogates, which no file can hold."""
    return value.encode("utf-8", "replace").decode("utf-8") if not value.isascii() else value
