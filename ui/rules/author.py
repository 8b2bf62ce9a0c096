"""A rule set that is being written: its workbook is checked, summed up, compared and tried, and nothing is kept."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

import wording
from questionnaires import Problem
from questionnaires.listing import count_unpublished
from sheets.authoring.examine import Examined, examine
from sheets.authoring.reader import read_authoring
from ui import uploads
from ui.markdown import plain
from ui.results.table import Column, Table, draw
from ui.rules import against, browse, trying
from ui.rules.files import archive, library, template
from workflow import Monev
from workflow.bodies import slug

_MEGABYTES, _SHOWN = 10, 200
_HELD = "aturan_unggahan"


def show(monev: Monev) -> None:
    """Draw the template, the upload, and what the workbook says."""
    st.header(wording.text("aturan.tulis.mulai"), anchor=False)
    st.write(wording.text("aturan.tulis.mulai_keterangan"))
    template()
    st.header(wording.text("aturan.tulis.unggah"), anchor=False)
    st.write(wording.text("aturan.tulis.unggah_keterangan"))
    file = uploads.uploader(
        wording.text("aturan.tulis.unggah_label"), type=["xlsx"], max_upload_size=_MEGABYTES, key="aturan_berkas"
    )
    if file is None:
        st.session_state.pop(_HELD, None)
        return
    found = _examined(monev, file)
    if found.problems:
        st.error(wording.text("aturan.tulis.salah", n=len(found.problems)), icon=":material/error:")
        _problems(found.problems, "aturan.tulis.unggah", "tabel_masalah")
    _notices(found)
    if not found.problems and found.whole is not None:
        _usable(monev, found)


def _examined(monev: Monev, file: UploadedFile) -> Examined:
    """Return what the workbook says, read once for each upload."""
    held = st.session_state.get(_HELD)
    if held is None or held[0] != file.file_id:
        found = examine(read_authoring(file.getvalue(), file.name), library(monev))
        held = st.session_state[_HELD] = (file.file_id, found)
    return cast("Examined", held[1])


def _problems(problems: Sequence[Problem], caption: str, key: str) -> None:
    columns = [Column(wording.text(f"aturan.tulis.{name}")) for name in ("tempat", "masalah", "perbaikan")]
    rows: list[list[dict[str, Any]]] = [
        [{"text": one.place}, {"text": one.message}, {"text": one.remedy}] for one in problems[:_SHOWN]
    ]
    draw(Table(wording.text(caption), columns, rows), key=key)
    if len(problems) > _SHOWN:
        st.caption(wording.text("aturan.tulis.salah_lain", n=len(problems) - _SHOWN))


def _notices(found: Examined) -> None:
    if found.notices:
        st.subheader(wording.text("aturan.tulis.perhatian"), anchor=False)
        _problems(found.notices, "aturan.tulis.perhatian", "tabel_perhatian")


def _usable(monev: Monev, found: Examined) -> None:
    """Draw what can be done with a workbook without faults."""
    st.success(wording.text("aturan.tulis.baik", nama=plain(found.name)), icon=":material/check_circle:")
    _summary(found)
    against.show(monev, found)
    trying.show(found)


def _summary(found: Examined) -> None:
    rules, whole, folder = found.rules, found.whole, found.folder
    if whole is None or folder is None:
        return
    forms = whole.questionnaires
    st.header(plain(rules.title), anchor=False)
    st.write(
        wording.text(
            "aturan.tulis.ringkas",
            kategori=len(forms),
            butir=sum(len(form.questions) for form in forms.values()),
            kosong=count_unpublished(rules.model_dump()),
            anggapan=len(rules.assumptions),
        )
    )
    st.download_button(
        wording.text("aturan.tulis.memuat"),
        lambda: archive(folder, f"{rules.owner}/{whole.scope.name.rpartition('/')[2]}"),
        file_name=f"aturan-{slug(found.name)}.zip",
        mime="application/zip",
        icon=":material/folder_zip:",
        on_click="ignore",
        key="aturan_unduh_unggahan",
    )
    st.caption(wording.text("aturan.tulis.pasang"))
    rows = [
        {"code": code, "questions": len(form.questions), "maximum": str(whole.rules.maximum)}
        for code, form in forms.items()
    ]
    browse.categories(rows, {code: form.label for code, form in forms.items()})
    browse.assumptions(rules)
