"""Published results as files: every row with its sources and certainty, and nothing in them that could run."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator

from xlsxwriter import Workbook

from wording import text
from workflow.published import Body, Result

COLUMNS = (
    "tahun", "cakupan", "badan_id", "badan", "nama_tercetak", "kategori", "nilai", "kelas", "peringkat",
    "nilai_saq", "nilai_presentasi", "dipakai", "alasan", "kepastian", "sumber", "sumber_lain", "catatan",
)  # fmt: skip
_WIDTHS = (8, 12, 30, 44, 44, 28, 10, 24, 10, 10, 16, 9, 40, 24, 60, 60, 60)
_RISKY = re.compile(r"^(?=[=+\-@\t\r\n])|(?<=;)(?=[=+\-@])|(?<=.[\t\r\n])(?=[=+\-@])", re.DOTALL)
"""Where a formula could begin: at the start, and behind what other settings of a spreadsheet take for a new cell."""
_MARK = "\ufeff"


def results_csv(rows: Iterable[tuple[Body, Result]]) -> bytes:
    """Return the rows as CSV in UTF-8; numbers with a point, as data are written."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(_headings())
    writer.writerows([harmless(value) for value in line] for line in _lines(rows))
    return (_MARK + out.getvalue()).encode()


def results_xlsx(rows: Iterable[tuple[Body, Result]]) -> bytes:
    """Return the rows as a workbook; scores stay the text that was published, so no digit is lost or invented."""
    out = io.BytesIO()
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(out, options) as book:
        sheet = book.add_worksheet(text("hasil.unduh.lembar"))
        heading = book.add_format({"bold": True, "bg_color": "#E7E9F7", "bottom": 1, "text_wrap": True})
        for column, width in enumerate(_WIDTHS):
            sheet.set_column(column, column, width)
        sheet.freeze_panes(1, 4)
        for column, name in enumerate(_headings()):
            sheet.write_string(0, column, name, heading)
        last = 0
        for last, line in enumerate(_lines(rows), start=1):
            for column, value in enumerate(line):
                if column in (0, 8) and value:
                    sheet.write_number(last, column, int(value))
                else:
                    sheet.write_string(last, column, value)
        sheet.autofilter(0, 0, max(last, 1), len(COLUMNS) - 1)
    return out.getvalue()


def harmless(value: str) -> str:
    """Return the text so that a spreadsheet program shows it instead of computing it.

    >>> harmless("=1+1"), harmless("96.41"), harmless("Dinas;=1+1")
    ("'=1+1", '96.41', "Dinas;'=1+1")
    """
    return _RISKY.sub("'", value)


def _headings() -> list[str]:
    return [text(f"hasil.unduh.kolom.{name}") for name in COLUMNS]


def _lines(rows: Iterable[tuple[Body, Result]]) -> Iterator[list[str]]:
    for body, row in rows:
        yield [
            str(row.year),
            row.scope,
            row.body_id,
            body.name,
            row.body,
            row.group,
            row.score or "",
            row.class_code or "",
            "" if row.place is None else str(row.place),
            row.saq_score or "",
            row.presentation_score or "",
            text("hasil.unduh.ya" if row.chosen else "hasil.unduh.tidak"),
            row.reason,
            text(f"hasil.kepastian.{row.certainty.replace(' ', '_')}"),
            row.sources[0],
            " ".join(row.sources[1:]),
            row.remark,
        ]
