"""Formulas are written as XlsxWriter writes them, whatever was written before them."""

import io
import zipfile

import pytest
import xlsxwriter

from sheets.paper import Paper

FORMULAS = [
    "=SUM(A1:A3)+IF(B1>2,1,0)",
    "=XLOOKUP(A1,B:B,C:C)",
    "=SUM(XLOOKUP(A1,B:B,C:C),IF(A1=1,2,3))",
    "=SORT(A1:A3)",
    "{=SUM(A1:A3*B1:B3)}",
    "SUM(A1:A2)",
    "=1+2",
    '=IF(A1="ya","XLOOKUP(",TEXT(B1,"0"))',
    "={1,2}",
]


def cells(book: xlsxwriter.Workbook, target: io.BytesIO, formulas: list[str]) -> str:
    """Return the sheet with these formulas."""
    sheet = book.add_worksheet("Lembar")
    for row, formula in enumerate(formulas):
        sheet.write_formula(row, 0, formula)
    book.close()
    return zipfile.ZipFile(target).read("xl/worksheets/sheet1.xml").decode()


@pytest.mark.parametrize("formulas", [FORMULAS, FORMULAS[::-1], FORMULAS * 2], ids=["in turn", "backwards", "twice"])
def test_a_formula_is_written_as_the_library_writes_it(formulas: list[str]) -> None:
    ours, theirs = io.BytesIO(), io.BytesIO()
    assert cells(Paper.open(ours).book, ours, formulas) == cells(xlsxwriter.Workbook(theirs), theirs, formulas)
    assert "_xlfn.XLOOKUP(" in zipfile.ZipFile(ours).read("xl/worksheets/sheet1.xml").decode()
