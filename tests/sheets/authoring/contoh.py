"""A small rule set that uses every table, laid out as sheets, and the ways in which people spoil a sheet."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from typing import Any

from questionnaires import Library
from questionnaires.schema import CategoryFile, RulesFile
from questionnaires.writing import Document, Folder, headings
from questionnaires.writing.comments import comments_of
from sheets.authoring.areas import Page
from sheets.authoring.draft import read_pages
from sheets.authoring.examine import Examined, examine
from sheets.authoring.lay import Line, lay_out
from sheets.authoring.plan import Block, block_named
from sheets.authoring.titles import sheet_title
from sheets.cells import Grid

RULES = """
# Aturan uji untuk lembar kerja.

owner = "uji"
year = 2030
version = 1
state = "draft"
title = "Aturan uji 2030"
maximum = 100
period = "layanan 2029"

[[sources]]
id = "pedoman"
title = "Pedoman uji 2030"
url = "https://contoh.go.id/pedoman"

[[sources]]
id = "berita"
title = "Berita uji"

[[assumptions]]
id = "bagi_rata"
text = "Bobot tahap visitasi dianggap 30."
reason = "Pedoman tidak menyebut bobotnya."
fills = [
  { key = "stages.visitasi.weight", value = 30 },
  { key = "stages.visitasi.missing", value = "zero" },
]

[arithmetic]
blank = "zero"
claimed_yes = "top"
unjudged_yes = "zero"
yes_without_evidence = "zero"
question_weights = "points"
class_on = "published"
ref = ["pedoman", "berita"]
grade = "B"

[[rounding.points]]
at = "final"
places = 2
mode = "half_up"
ref = "pedoman"
grade = "B"

[[categories]]
code = "opd"
label = "Perangkat daerah"
file = "opd.toml"

[[categories]]
code = "desa"
label = "Desa"
file = "desa.toml"

# Bobot dari pedoman.
[[indicators]]
code = "jenis"
label = "Jenis informasi"
weight = 60
ref = "pedoman"
grade = "A"

[[indicators]]
code = "sarana"
label = "Sarana"
weight = 40
ref = "pedoman"
grade = "A"

[[scales]]
code = "tiga"
label = "Tiga tingkat"
levels = [
  { code = "lengkap", label = "Lengkap", share = 1, definition = "Semua ada" },
  { code = "sebagian", label = "Sebagian", share = 0.5 },
  { code = "tidak_ada", label = "Tidak ada", share = 0 },
]
ref = "pedoman"
grade = "B"

[[scales]]
code = "dokumen"
levels = [
  { code = "dip", label = "Daftar informasi publik", points = 10 },
  { code = "sop", label = "SOP layanan", points = 5 },
]
ref = "pedoman"
grade = "B"

[[bands]]
code = "informatif"
label = "Informatif"
lower = 85
printed = "85-100"
printed_from = 85
printed_to = 100
ref = "pedoman"
grade = "A"

[[bands]]
code = "cukup_informatif"
label = "Cukup Informatif"
lower = 60
printed = "60-84,9"
printed_from = 60
printed_to = 84.9
ref = "pedoman"
grade = "A"

[[bands]]
code = "tidak_informatif"
label = "Tidak Informatif"
lower = 0
printed = "<60"
printed_from = 0
printed_to = 60
printed_to_open = true
ref = "pedoman"
grade = "A"

[[statuses]]
code = "tidak_dinilai"
label = "Tidak dinilai"
ref = "berita"
grade = "B"

[[stages]]
code = "saq"
label = "Kuesioner"
weight = 50
missing = "zero"
ref = "pedoman"
grade = "B"

[[stages]]
code = "visitasi"
label = "Visitasi"
weight = "nf"
missing = "nf"
parts = [
  { code = "dokumen", label = "Dokumen", weight = 75 },
  { code = "presentasi", label = "Presentasi", weight = 25 },
]
ref = "pedoman"
grade = "nf"

[[stages]]
code = "uji_publik"
label = "Uji publik"
weight = 20
missing = "exclude"
ref = "pedoman"
grade = "B"

[[facts]]
code = "inovasi"
label = "Memiliki inovasi"
ref = "pedoman"
grade = "B"

[[gates]]
id = "lolos_saq"
on = "saq"
before = "visitasi"
value = "published"
any_of = [
  { kind = "threshold", value = 55 },
  { kind = "rank", value = 10, per = "category", ties = "admit" },
  { kind = "class", class = "cukup_informatif" },
]
ref = "pedoman"
grade = "A"

[[gates]]
id = "lolos_visitasi"
on = ["saq", "visitasi"]
before = "uji_publik"
value = "exact"
any_of = [{ kind = "fact", fact = "inovasi" }]
otherwise = "zero"
ref = "pedoman"
grade = "A"

[[panels]]
stage = "uji_publik"
aggregate = "mean"
minimum = 3
ref = "pedoman"
grade = "B"

[[adjustments]]
id = "tambahan_inovasi"
label = "Tambahan inovasi"
stage = "visitasi"
when = "inovasi"
kind = "add"
value = 2.5
cap = 100
ref = "pedoman"
grade = "B"

[ranking]
number = "published"
ties = "competition"
keys = [{ by = "stage", of = "saq" }, { by = "submitted" }]
ref = "pedoman"
grade = "B"

[[awards]]
id = "juara"
label = "Juara umum"
kind = "champion"
places = 3
ref = "berita"
grade = "B"

[objection]
on = "saq"
mode = "data"
days = 3
ref = "pedoman"
grade = "A"

[[measures]]
code = "berita_mingguan"
label = "Berita tiap minggu"
kind = "frequency"
per = "week"
at_least = 2
ref = "pedoman"
grade = "B"
"""

OPD = """
# Butir uji.

category = "opd"
label = "Perangkat daerah"

[[questions]]
code = "UJI-1"
indicator = "jenis"
group = "Berkala"
text = "Apakah profil tayang di situs?"
weight = 30
scale = "tiga"
help = "Terpenuhi bila profil dapat dibuka."
remedy = "Tayangkan profil di situs resmi."
evidence = { kinds = ["tautan", "pdf"], text = "Tautan halaman profil", count = 1 }
legal = [
  { text = "UU 14/2008 Ps 9", checked = true },
  { text = "Perki 1/2021 Ps 14", checked = false },
]
ref = "pedoman"
grade = "B"

[[questions]]
code = "UJI-2"
indicator = "jenis"
group = "Setiap saat"
text = "Dokumen apa saja yang tersedia?"
kind = "multiple"
weight = 15
scale = "dokumen"
help = "Terpenuhi bila dokumen tersedia."
remedy = "Susun dokumen yang belum ada."
evidence = { kinds = ["tautan"], text = "Tautan dokumen" }
ref = "pedoman"
grade = "B"

[[questions]]
code = "UJI-3"
indicator = "jenis"
group = "Setiap saat"
text = "Berapa pengumuman setahun?"
kind = "number"
weight = 15
counts = [
  { lower = 10, points = 5 },
  { lower = 20, points = 15 },
]
help = "Terpenuhi bila ada pengumuman."
remedy = "Umumkan secara berkala."
evidence = { kinds = ["tautan"], text = "Tautan pengumuman" }
ref = "pedoman"
grade = "B"

# Butir sarana berdiri sendiri.
[[questions]]
code = "UJI-4"
indicator = "sarana"
group = "Meja layanan"
text = "Apakah ada meja layanan?"
weight = 40
not_applicable = "full"
help = "Terpenuhi bila ada meja layanan."
remedy = "Siapkan meja layanan."
evidence = { kinds = ["gambar"], text = "Foto meja layanan" }
shown_when = { question = "UJI-1", choices = ["ya"] }
ref = ["pedoman", "berita"]
grade = "B"
"""

DESA = """
category = "desa"
label = "Desa"
base = "uji/2030:opd"

[[indicators]]
code = "layanan"
label = "Layanan"
weight = 100
ref = "pedoman"
grade = "B"

[[leave_out]]
codes = ["UJI-1", "UJI-2", "UJI-4"]
reason = "Tidak berlaku bagi desa."

[[move]]
codes = ["UJI-3"]
indicator = "layanan"
reason = "Desa dinilai pada satu indikator."

[[questions]]
code = "DESA-1"
indicator = "layanan"
group = "Papan"
text = "Apakah APBDes dipasang di papan?"
weight = 85
help = "Terpenuhi bila papan terbaca."
remedy = "Pasang papan APBDes."
evidence = { kinds = ["gambar"], text = "Foto papan" }
ref = "pedoman"
grade = "B"
"""

NOTES = "# Catatan uji\n\n- Ditulis untuk pengujian.\n"


def _document(text: str, model: type[RulesFile | CategoryFile]) -> Document:
    raw = tomllib.loads(text, parse_float=Decimal)
    return Document(model.model_validate(raw), comments_of(text, headings(model)))


@cache
def good() -> Folder:
    """The rule set without a fault."""
    files = {"rules.toml": RULES, "opd.toml": OPD, "desa.toml": DESA}
    made = {name: _document(text, RulesFile if name == "rules.toml" else CategoryFile) for name, text in files.items()}
    return Folder(made, NOTES)


@cache
def _laid() -> dict[str, list[Line]]:
    return lay_out(good())


@cache
def library() -> Library:
    """The shipped rule sets."""
    return Library()


@dataclass
class Workbook:
    """The sheets of the good rule set, to be spoiled cell by cell; rows of a table are counted from 1."""

    rows: dict[str, list[list[Any]]] = field(default_factory=dict)
    merged: dict[str, list[str]] = field(default_factory=dict)
    faults: dict[str, dict[tuple[int, int], str]] = field(default_factory=dict)

    @classmethod
    def of(cls, folder: Folder) -> Workbook:
        """Return the sheets of a rule set."""
        laid = _laid() if folder is good() else lay_out(folder)
        return cls({name: [list(line.cells) for line in lines] for name, lines in laid.items()})

    def pages(self) -> dict[str, Page]:
        """Return the sheets as they are read; shorter rows are filled up, as a spreadsheet does."""
        found = {}
        for name, rows in self.rows.items():
            width = max((len(row) for row in rows), default=0)
            full = [[*row, *[""] * (width - len(row))] for row in rows]
            grid = Grid(sheet_title(name), full, self.faults.get(name, {}))
            found[name] = Page(grid, self.merged.get(name, []))
        return found

    def examined(self) -> Examined:
        """Return what the sheets say."""
        return examine(read_pages(self.pages()), library())

    def lines(self) -> list[str]:
        """Return every problem, and every notice behind it, as people read them."""
        found = self.examined()
        return [*map(str, found.problems), *(f"Perhatian: {notice}" for notice in found.notices)]

    def change(self, op: str, **how: Any) -> None:
        """Spoil the sheets once."""
        _OPS[op](self, **how)

    def header(self, table: str) -> tuple[list[list[Any]], int]:
        """Return the rows of the table's sheet and the number of its row of titles."""
        block = block_named(table)
        rows = self.rows[block.sheet]
        start = next(at for at, row in enumerate(rows) if row and row[0] == block.title)
        return rows, start + (2 if block.about else 1)

    def cell(self, table: str, row: int, key: str) -> tuple[list[list[Any]], int, int]:
        """Return the rows of a sheet, and row and column of a cell."""
        rows, header = self.header(table)
        block = block_named(table)
        if block.upright:
            at = next(at for at, column in enumerate(block.columns) if _key(column) == key)
            return rows, header + 1 + at, 1
        return rows, header + row, _column(block, key)


def _key(column: Any) -> str:
    return ".".join([*([column.rows] if column.rows else []), *column.path])


def _column(block: Block, key: str) -> int:
    return next(at for at, column in enumerate(block.columns) if _key(column) == key)


def _set(book: Workbook, table: str, key: str, value: Any, row: int = 1) -> None:
    rows, at, column = book.cell(table, row, key)
    rows[at][column] = value


def _formula(book: Workbook, table: str, key: str, value: str, row: int = 1) -> None:
    rows, at, column = book.cell(table, row, key)
    rows[at][column] = ""
    book.faults.setdefault(block_named(table).sheet, {})[at, column] = value


def _title(book: Workbook, table: str, key: str, value: Any) -> None:
    rows, header = book.header(table)
    at = _column(block_named(table), key)
    rows[header][at] = value


def _label(book: Workbook, table: str, key: str, value: Any) -> None:
    rows, at, _ = book.cell(table, 1, key)
    rows[at][0] = value


def _drop(book: Workbook, table: str, key: str) -> None:
    rows, header = book.header(table)
    at = _column(block_named(table), key)
    last = next((row for row in range(header, len(rows)) if not rows[row]), len(rows))
    for row in rows[header:last]:
        del row[at]


def _add(book: Workbook, table: str, title: Any, value: Any, row: int = 1) -> None:
    rows, header = book.header(table)
    width = max(len(line) for line in rows)
    for line in rows:
        line.extend([""] * (width - len(line)))
    rows[header].append(title)
    rows[header + row].append(value)


def _remove(book: Workbook, table: str, row: int = 1) -> None:
    rows, header = book.header(table)
    del rows[header + row]


def _copy(book: Workbook, table: str, row: int = 1) -> None:
    rows, header = book.header(table)
    rows.insert(header + row + 1, list(rows[header + row]))


def _swap(book: Workbook, table: str, row: int, other: int) -> None:
    rows, header = book.header(table)
    rows[header + row], rows[header + other] = rows[header + other], rows[header + row]


def _insert(book: Workbook, table: str, row: int, **values: Any) -> None:
    rows, header = book.header(table)
    block = block_named(table)
    line: list[Any] = [""] * len(block.columns)
    for key, value in values["cells"].items():
        line[_column(block, key)] = value
    rows.insert(header + row, line)


def _merge(book: Workbook, table: str, value: str) -> None:
    book.merged.setdefault(block_named(table).sheet, []).append(value)


def _table(book: Workbook, table: str, value: Any) -> None:
    rows, header = book.header(table)
    rows[header - (2 if block_named(table).about else 1)][0] = value


def _lose(book: Workbook, table: str) -> None:
    rows, header = book.header(table)
    start = header - (2 if block_named(table).about else 1)
    last = next((row for row in range(header, len(rows)) if not rows[row]), len(rows))
    del rows[start:last]


def _again(book: Workbook, table: str) -> None:
    rows, header = book.header(table)
    start = header - (2 if block_named(table).about else 1)
    last = next((row for row in range(header, len(rows)) if not rows[row]), len(rows))
    rows.extend([[], *[list(row) for row in rows[start:last]]])


def _without(book: Workbook, sheet: str) -> None:
    del book.rows[sheet]


def _stray(book: Workbook, sheet: str, row: int, value: Any) -> None:
    book.rows[sheet].insert(row, [value])


_OPS: dict[str, Callable[..., None]] = {
    "set": _set, "formula": _formula, "title": _title, "label": _label, "drop": _drop, "add": _add,
    "remove": _remove, "copy": _copy, "swap": _swap, "insert": _insert, "merge": _merge, "table": _table,
    "lose": _lose, "again": _again, "without": _without, "stray": _stray,
}  # fmt: skip
