"""The sheets beside the places: gates, assessors and their marks, changes after objections, rules, notes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from analytics.recap import Apart, Recap
from questionnaires.scheme import Section
from scoring.changes import Changed, Difference
from scoring.standing import Passage
from sheets.contest.remarks import gate_label, remarks
from sheets.contest.saying import sentence
from sheets.contest.titles import stage_label
from sheets.numbers import exact_number
from sheets.paper import Paper, row_height, words
from wording import text

Cell = str | int | Fraction | None

_HEAD = 3
_LISTED = 5_000
_HEADER_REACH = 0.8
"""How much of a line of a column a title fills; it is bold and breaks between words."""
_PASSAGES = (Passage.PASSED, Passage.STOPPED, Passage.WAITING, Passage.UNDECIDED)


def write_pages(paper: Paper, recap: Recap, told: Sequence[Section], notes: Sequence[str]) -> None:
    """Write every sheet but the places and the sums."""
    if recap.rules.gates:
        _funnels(paper, recap)
        _gates(paper, recap)
    if recap.panels:
        _panels(paper, recap)
        _marks(paper, recap)
    if recap.earlier is not None:
        _changes(paper, recap)
    _rules(paper, recap, told)
    _notes(paper, recap, notes)


def head(
    paper: Paper, sheet: Worksheet, title: str, explained: str, titles: Sequence[str], widths: Sequence[float]
) -> None:
    """Write the titles of a table in columns of these widths."""
    sheet.set_row(0, 32)
    sheet.set_row(_HEAD, row_height((name, width * _HEADER_REACH) for name, width in zip(titles, widths, strict=True)))
    words(sheet, 0, 0, title, paper.style("title"))
    words(sheet, 1, 0, explained, paper.style("plain"))
    for column, name in enumerate(titles):
        words(sheet, _HEAD, column, name, paper.style("header"))
    sheet.repeat_rows(_HEAD)
    sheet.fit_to_pages(1, 0)


def _titles(*keys: str) -> list[str]:
    return [text(f"rekap.kolom.{key}") for key in keys]


def _table(
    paper: Paper, name: str, explained: str, columns: Sequence[tuple[str, float]], rows: Iterable[Sequence[Cell]]
) -> None:
    """Write a sheet of one table: numbers as numbers, everything else as text that no program runs."""
    widths = [width for _, width in columns]
    sheet = paper.sheet(name, widths)
    head(paper, sheet, name, explained, _titles(*(key for key, _ in columns)), widths)
    at = _HEAD
    for at, row in enumerate(rows, start=_HEAD + 1):
        for column, value in enumerate(row):
            _cell(paper, sheet, at, column, value)
        sheet.set_row(at, row_height((str(value or ""), width) for value, width in zip(row, widths, strict=True)))
    sheet.freeze_panes(_HEAD + 1, 1)
    sheet.autofilter(_HEAD, 0, max(at, _HEAD + 1), len(columns) - 1)


def _cell(paper: Paper, sheet: Worksheet, at: int, column: int, value: Cell) -> None:
    style: Format = paper.style("cell")
    if value is None:
        sheet.write_blank(at, column, None, style)
    elif isinstance(value, str):
        words(sheet, at, column, value, style)
    elif isinstance(value, int):
        sheet.write_number(at, column, value, paper.style("whole"))
    elif exact_number(value) is None:
        formula = f"={value.numerator}/{value.denominator}"
        sheet.write_formula(at, column, formula, paper.style("points"), float(value))
    else:
        sheet.write_number(at, column, float(value), paper.style("points"))


def _funnels(paper: Paper, recap: Recap) -> None:
    columns = [
        ("gerbang", 30.0),
        ("ke_tahap", 24.0),
        ("diundang", 12.0),
        *((passage.value, 14.0) for passage in _PASSAGES),
    ]
    rows: list[list[Cell]] = [
        [
            gate_label(funnel.gate),
            stage_label(recap.rules, funnel.gate.before),
            len(funnel.bodies),
            *(len(funnel.of(passage)) for passage in _PASSAGES),
        ]
        for funnel in recap.funnels
    ]
    _table(paper, text("rekap.lembar.gerbang"), text("rekap.buku.gerbang"), columns, rows)


def _gates(paper: Paper, recap: Recap) -> None:
    columns = [
        ("gerbang", 30.0), ("badan", 44.0), ("kategori", 30.0), ("ke_tahap", 24.0), ("angka", 12.0), ("hasil", 18.0),
        ("sebab", 70.0),
    ]  # fmt: skip
    rows: list[list[Cell]] = [
        [
            gate_label(funnel.gate),
            body.outcome.entry.body,
            recap.category(body.outcome.entry),
            stage_label(recap.rules, funnel.gate.before),
            body.found.number,
            text(f"rekap.kolom.{body.found.outcome}"),
            body.found.reason,
        ]
        for funnel in recap.funnels
        for body in funnel.bodies
    ]
    _table(paper, text("rekap.lembar.gerbang_badan"), text("rekap.buku.gerbang_badan"), columns, rows)


def _panels(paper: Paper, recap: Recap) -> None:
    columns = [
        ("badan", 44.0), ("kategori", 30.0), ("tahap", 30.0), ("penilai", 10.0), ("terendah", 12.0),
        ("tertinggi", 12.0), ("selisih", 12.0), ("nilai", 12.0),
    ]  # fmt: skip
    rows = [
        [*_whose(recap, one), one.panel.marks, one.panel.lowest, one.panel.highest, one.spread, one.panel.value]
        for one in recap.panels
    ]
    _table(paper, text("rekap.lembar.penilai"), text("rekap.buku.penilai"), columns, rows)


def _marks(paper: Paper, recap: Recap) -> None:
    columns = [
        ("badan", 44.0), ("kategori", 30.0), ("tahap", 30.0), ("nama_penilai", 34.0), ("wilayah", 22.0),
        ("nilai", 12.0),
    ]  # fmt: skip
    rows = [
        [*_whose(recap, one), mark.assessor, mark.territory, mark.value] for one in recap.panels for mark in one.marks
    ]
    _table(paper, text("rekap.lembar.nilai_penilai"), text("rekap.buku.nilai_penilai"), columns, rows)


def _whose(recap: Recap, one: Apart) -> list[Cell]:
    return [one.outcome.entry.body, recap.category(one.outcome.entry), stage_label(recap.rules, one.panel.place)]


def _changes(paper: Paper, recap: Recap) -> None:
    columns = [("badan", 44.0), ("hal", 34.0), ("sebelum", 30.0), ("sesudah", 30.0)]
    rows = [
        [change.body, change_subject(recap, change), *(change_words(recap, change, side) for side in (True, False))]
        for change in recap.changes
    ]
    key = "perubahan" if rows else "tanpa_perubahan"
    _table(paper, text("rekap.lembar.perubahan"), text(f"rekap.buku.{key}"), columns, rows)


def change_subject(recap: Recap, change: Difference) -> str:
    """Return what is another one after the objections."""
    if change.what is Changed.GATE:
        label = next((gate_label(gate) for gate in recap.rules.gates if gate.id == change.code), change.code)
        return text("rekap.ubah.gate", gerbang=label)
    return text(f"rekap.ubah.{change.what}")


def change_words(recap: Recap, change: Difference, before: bool) -> str:
    """Return what stood there before the objections, or after them."""
    value = change.before if before else change.after
    if value is None:
        return text("rekap.ubah.tidak_ada")
    if change.what is Changed.GATE:
        return text(f"rekap.kolom.{value}")
    if change.what is Changed.PLACE:
        return str(value)
    return next((band.label for band in recap.rules.bands if band.code == value), str(value))


def _rules(paper: Paper, recap: Recap, told: Sequence[Section]) -> None:
    columns = [("hal", 26.0), ("aturan", 100.0), ("sumber", 30.0), ("derajat", 10.0), ("keterangan", 70.0)]
    sentences: list[list[Cell]] = [
        [section.title, sentence(line), ", ".join(line.refs), line.grade, ""]
        for section in told
        for line in section.lines
    ]
    named = {ref for section in told for line in section.lines for ref in line.refs}
    sources: list[list[Cell]] = [
        [text("rekap.kolom.sumber"), f"{source.title} {source.url}".strip(), source.id, "", ""]
        for source in recap.rules.sources.values()
        if source.id in named
    ]
    key = "asumsi" if recap.assumptions else "tanpa_asumsi"
    explained = f"{recap.rules.title} · {text(f'rekap.buku.{key}')}"
    _table(paper, text("rekap.lembar.aturan"), explained, columns, [*sentences, *_assumed(recap), *sources])


def _assumed(recap: Recap) -> Iterator[list[Cell]]:
    """Yield the assumptions that a result depends on, with the bodies concerned."""
    bodies = recap.contest.bodies
    for name in recap.assumptions:
        hit = [one.entry.body for one in bodies if name in one.combined.assumptions]
        found = recap.rules.assumptions.get(name)
        whose = text("rekap.buku.semua_badan") if len(hit) == len(bodies) else "; ".join(hit)
        reason = text("rekap.buku.alasan", alasan=found.reason if found else "", badan=whose[:_LISTED])
        yield [text("rekap.kolom.anggapan"), found.text if found else name, name, "", reason]


def _notes(paper: Paper, recap: Recap, notes: Sequence[str]) -> None:
    columns = [("badan", 44.0), ("kategori", 30.0), ("keterangan", 110.0)]
    rows: list[list[Cell]] = [["", "", note] for note in notes]
    for outcome in recap.contest.bodies:
        rows += [[outcome.entry.body, recap.category(outcome.entry), remark] for remark in remarks(outcome)]
    _table(paper, text("rekap.lembar.catatan"), text("rekap.buku.catatan"), columns, rows)
