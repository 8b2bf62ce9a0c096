"""Rule sets as files to take along: a workbook to write in, and the rule files in one archive."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import cast

import streamlit as st

import wording
from questionnaires import Library
from questionnaires.writing import Folder, read_folder
from sheets.authoring.workbook import blank, write_authoring
from workflow import Monev
from workflow.bodies import slug

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)


def library(monev: Monev) -> Library:
    """Return the rule sets of this installation with their files."""
    return cast("Library", monev.library)


def workbook(folder: Folder) -> bytes:
    """Return the rule set as a workbook."""
    target = BytesIO()
    write_authoring(folder, target)
    return target.getvalue()


def archive(folder: Folder, name: str) -> bytes:
    """Return the rule files in their folder; equal files give equal bytes."""
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        for file, text in folder.texts().items():
            packed.writestr(zipfile.ZipInfo(f"{name}/{file}", _FIRST_DAY), text.encode("utf-8"))
    return target.getvalue()


def installed_downloads(monev: Monev, name: str) -> None:
    """Draw the buttons of an installed rule set; each file is made when its button is pressed."""
    edition = library(monev).edition(name)
    called = slug(edition.name)
    with st.container(horizontal=True, gap="small"):
        st.download_button(
            wording.text("aturan.isi.unduh_lembar"),
            lambda: workbook(read_folder(edition.folder)),
            file_name=f"aturan-{called}.xlsx",
            mime=XLSX,
            icon=":material/download:",
            on_click="ignore",
            key="aturan_unduh_lembar",
        )
        st.download_button(
            wording.text("aturan.isi.unduh_berkas"),
            lambda: archive(read_folder(edition.folder), edition.short),
            file_name=f"aturan-{called}.zip",
            mime="application/zip",
            icon=":material/folder_zip:",
            on_click="ignore",
            key="aturan_unduh_berkas",
        )


def template() -> None:
    """Draw the button of the blank workbook."""
    st.download_button(
        wording.text("aturan.tulis.templat"),
        lambda: workbook(blank()),
        file_name="templat-aturan.xlsx",
        mime=XLSX,
        icon=":material/download:",
        on_click="ignore",
        key="aturan_templat",
    )
