"""Recalculation by LibreOffice: every cached value is spoilt first, so that what comes out was computed there."""

from __future__ import annotations

import io
import re
import subprocess
import zipfile
from collections.abc import Mapping
from pathlib import Path

import openpyxl
from openpyxl.workbook import Workbook

_ALWAYS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse">
<value>0</value></prop></item>
</oor:items>
"""
_CACHED = re.compile(r"(<c [^>]*?)( t=\"str\")?>(<f>.*?</f>)<v>.*?</v>", re.DOTALL)
CANARY = "777"


def spoilt(data: bytes) -> bytes:
    """Return the workbook with a wrong cached value behind every formula."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            content = old.read(entry)
            if entry.filename.startswith("xl/worksheets/sheet"):
                content = _CACHED.sub(rf"\1>\3<v>{CANARY}</v>", content.decode()).encode()
            new.writestr(entry, content)
    return target.getvalue()


def recalculated(files: Mapping[str, bytes], folder: Path) -> dict[str, Workbook]:
    """Return every workbook as LibreOffice computes it, by name."""
    profile, source, result = folder / "profile", folder / "in", folder / "out"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_ALWAYS, encoding="utf-8")
    source.mkdir()
    for name, data in files.items():
        (source / f"{name}.xlsx").write_bytes(spoilt(data))
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to", "xlsx", "--outdir",
         str(result), *(str(source / f"{name}.xlsx") for name in files)],
        check=True, capture_output=True, timeout=60 + 10 * len(files),
    )  # fmt: skip
    return {name: openpyxl.load_workbook(result / f"{name}.xlsx", data_only=True) for name in files}
