"""The score as HTML: meter, bars and table. Every text is escaped here, so a page may pass on what it was given."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from html import escape
from itertools import pairwise
from typing import NamedTuple

import wording
from scoring.rules import Band, RuleSet

_LETTERS = {
    "sangat_informatif": "S",
    "informatif": "I",
    "menuju_informatif": "M",
    "cukup_informatif": "C",
    "kurang_informatif": "K",
    "tidak_informatif": "T",
}


class Bar(NamedTuple):
    """One indicator: its weight and what it earned, as numbers for the lengths and as words."""

    label: str
    possible: Fraction
    earned: Fraction
    words: str


class Row(NamedTuple):
    """One line of the table; `heading` rows carry only `code` as their text."""

    code: str
    question: str = ""
    answer: str = ""
    points: str = ""
    reason: str = ""
    heading: bool = False


def meter(rules: RuleSet, value: Fraction, code: str | None, label: str, proven: Fraction | None = None) -> str:
    """Return the scale of classes with a mark at `value` (0 to 100), the class `code` filled, a dashed one at `proven`.

    The class is the one that the sheet names: 89,998 is printed as 90,00 and may be one class better than it lies.
    Empty where a bound of the scale was never published.
    """
    bands = [band for band in reversed(rules.bands) if band.lower.value is not None]
    if not bands or len(bands) != len(rules.bands):
        return ""
    bounds = [band.lower.value or Fraction(0) for band in bands] + [Fraction(100)]
    if bounds[0] > 0:
        bands, bounds = [None, *bands], [Fraction(0), *bounds]  # type: ignore[list-item]
    segments = "".join(
        _segment(band, low, high, band is not None and band.code == code)
        for band, (low, high) in zip(bands, pairwise(bounds), strict=True)
    )
    marks = f'<span class="mv-tanda" style="inset-inline-start:{_percent(value)}"></span>'
    if proven is not None and proven > value:
        marks += f'<span class="mv-janji" style="inset-inline-start:{_percent(proven)}"></span>'
    return f'<div class="mv-meter" role="img" aria-label="{escape(label)}">{marks}<div>{segments}</div></div>'


def _segment(band: Band | None, low: Fraction, high: Fraction, current: bool) -> str:
    code = band.code if band else ""
    letter = _LETTERS.get(code, "")
    here = " mv-kini" if current else ""
    bound = wording.number(decimal(low))
    return (
        f'<span class="mv-kelas mv-{escape(code) or "tanpa"}{here}" style="flex-grow:{float(high - low):.4f}">'
        f"<b>{escape(letter)}</b><i>{bound}</i></span>"
    )


def bars(rows: Sequence[Bar]) -> str:
    """Return one bar for each indicator: length is weight, the filled part is earned."""
    longest = max((row.possible for row in rows), default=Fraction(0)) or Fraction(1)
    return '<ul class="mv-batang">' + "".join(_bar(row, longest) for row in rows) + "</ul>"


def _bar(row: Bar, longest: Fraction) -> str:
    filled = row.earned / row.possible * 100 if row.possible else Fraction(0)
    return (
        f'<li><span class="mv-nama">{escape(row.label)}</span><span class="mv-angka">{escape(row.words)}</span>'
        f'<span class="mv-jalur" style="inline-size:{_percent(row.possible / longest * 100)}">'
        f'<span style="inline-size:{_percent(filled)}"></span></span></li>'
    )


def table(caption: str, titles: Sequence[str], rows: Iterable[Row]) -> str:
    """Return the table of questions under five titles; on a phone every line becomes a small block."""
    columns = "".join(f'<th scope="col">{escape(title)}</th>' for title in titles)
    lines = "".join(_line(row, titles) for row in rows)
    head = f"<caption>{escape(caption)}</caption><thead><tr>{columns}</tr></thead>"
    return f'<table class="mv-tabel">{head}<tbody>{lines}</tbody></table>'


def _line(row: Row, titles: Sequence[str]) -> str:
    if row.heading:
        return f'<tr class="mv-judul"><th scope="rowgroup" colspan="5">{escape(row.code)}</th></tr>'
    cells = (row.question, row.answer, row.points, row.reason)
    named = zip(titles[1:], cells, strict=True)
    rest = "".join(f'<td data-judul="{escape(title)}">{escape(cell)}</td>' for title, cell in named)
    return f'<tr><th scope="row">{escape(row.code)}</th>{rest}</tr>'


def _percent(value: Fraction) -> str:
    return f"{float(min(max(value, Fraction(0)), Fraction(100))):.4f}%"


def decimal(value: Fraction) -> str:
    """Return a bound of a class with as many places as it needs, "80" or "87.5"."""
    return str(value) if value.denominator == 1 else f"{float(value):g}"
