"""Recalculation by LibreOffice: every cached value is spoilt first, so that what comes out was computed there."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from collections.abc import Mapping
from pathlib import Path

import python_calamine
from openpyxl.utils import get_column_letter

_ALWAYS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse">
<value>0</value></prop></item>
</oor:items>
"""
_CACHED = re.compile(r"(<c [^>]*?)( t=\"str\")?>(<f>.*?</f>)<v>.*?</v>", re.DOTALL)
CANARY = 777.0
_AT_ONCE = 40

Cells = dict[tuple[str, str], object]
"""Values by sheet and address; empty cells are absent."""


def spoilt(data: bytes) -> bytes:
    """Return the workbook with a wrong cached value behind every formula."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            content = old.read(entry)
            if entry.filename.startswith("xl/worksheets/sheet"):
                content = _CACHED.sub(rf"\1>\3<v>{CANARY:g}</v>", content.decode()).encode()
            new.writestr(entry, content)
    return target.getvalue()


def saved(files: Mapping[str, bytes], folder: Path) -> dict[str, bytes]:
    """Return every workbook as LibreOffice computes and saves it, by name."""
    profile, source, result = folder / "profile", folder / "in", folder / "out"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_ALWAYS, encoding="utf-8")
    source.mkdir()
    for number, data in enumerate(files.values()):
        (source / f"{number}.xlsx").write_bytes(spoilt(data))
    paths = [str(source / f"{number}.xlsx") for number in range(len(files))]
    for start in range(0, len(paths), _AT_ONCE):
        some = paths[start : start + _AT_ONCE]
        subprocess.run(
            [_program(), f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to", "xlsx", "--outdir",
             str(result), *some],
            check=True, capture_output=True, timeout=60 + 10 * len(some),
        )  # fmt: skip
    return {name: (result / f"{number}.xlsx").read_bytes() for number, name in enumerate(files)}


def _program() -> str:
    return shutil.which("soffice") or "/usr/lib/libreoffice/program/soffice"


def read(data: bytes) -> Cells:
    """Return the last computed value of every cell."""
    book = python_calamine.load_workbook(io.BytesIO(data))
    return {
        (sheet, f"{get_column_letter(column)}{row}"): value
        for sheet in book.sheet_names
        for row, cells in enumerate(book.get_sheet_by_name(sheet).to_python(skip_empty_area=False), start=1)
        for column, value in enumerate(cells, start=1)
        if value != ""
    }
