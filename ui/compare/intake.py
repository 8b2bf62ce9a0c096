"""What is compared: a questionnaire, filled workbooks, and self-assessments that this browser may open."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, cast

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

import ui
import wording
from analytics.comparison import Comparison, Entry, Unread, compare
from questionnaires import Library
from scoring.rules import Questionnaire
from sheets.many import count_workbooks, read_many
from sheets.reader import WorkbookReader
from ui import owned
from ui.markdown import plain
from ui.starting import offer, offers
from workflow import Monev, SubmissionInfo

_SHOWN, _FILES = "bandingan", "bandingan_berkas"
_MEGABYTES, _TOGETHER = 100, 200
"""Largest file and largest sum of files that are held in memory at once."""


def shown() -> Comparison | None:
    """Return the comparison that this tab made last."""
    return cast("Comparison | None", st.session_state.get(_SHOWN))


def again() -> None:
    """Let this tab choose anew; the files that were dropped in are let go."""
    st.session_state.pop(_SHOWN, None)
    st.session_state[_FILES] = st.session_state.get(_FILES, 0) + 1


def choose(monev: Monev) -> None:
    """Draw the choice, and compare when asked to."""
    with st.container(border=True, key="lembar_bandingkan"):
        questionnaire = _questionnaire(monev)
        if questionnaire is None:
            st.caption(wording.text("bandingkan.pilih_dulu"))
            return
        files = st.file_uploader(
            wording.text("bandingkan.berkas"),
            type=["xlsx", "csv", "zip"],
            accept_multiple_files=True,
            max_upload_size=_MEGABYTES,
            help=wording.text("bandingkan.berkas_bantuan"),
            key=f"bandingkan_berkas_{st.session_state.get(_FILES, 0)}",
        )
        stored = _stored(monev, questionnaire)
        size = sum(file.size for file in files) / 1_000_000
        ready = bool(files or stored) and size <= _TOGETHER
        if st.button(wording.text("bandingkan.tombol"), type="primary", disabled=not ready):
            st.session_state[_SHOWN] = _compare(monev, questionnaire, files, stored)
            st.session_state[_FILES] = st.session_state.get(_FILES, 0) + 1
            st.rerun()
        if size > _TOGETHER:
            st.warning(
                wording.text("bandingkan.terlalu_besar", ukuran=round(size), batas=_TOGETHER), icon=":material/info:"
            )
        elif not ready:
            st.caption(wording.text("bandingkan.belum_ada"))


def _questionnaire(monev: Monev) -> Questionnaire | None:
    found = offers(monev)
    rules = st.selectbox(
        wording.text("beranda.mulai.penyelenggara"),
        list(found),
        index=None,
        format_func=lambda name: offer(found, name),
        placeholder=wording.text("beranda.mulai.penyelenggara_pilih"),
        key="bandingkan_aturan",
        persist_state="page",
    )
    if rules is None:
        return None
    labels = dict(monev.library.categories(rules))
    category = st.selectbox(
        wording.text("beranda.mulai.kategori"),
        list(labels),
        format_func=labels.__getitem__,
        key=f"bandingkan_kategori_{rules}",
        persist_state="page",
    )
    return monev.questionnaire(rules, category)


def _stored(monev: Monev, questionnaire: Questionnaire) -> list[str]:
    """Let the person pick self-assessments of this questionnaire that this browser may open."""
    rules = questionnaire.rules
    own = {
        info.submission.id: info
        for info in owned.mine(monev)
        if (info.submission.rules, info.submission.version, info.submission.category)
        == (rules.id, rules.version, questionnaire.category)
    }
    if not own:
        return []
    return st.multiselect(
        wording.text("bandingkan.tersimpan"),
        list(own),
        format_func=lambda name: _name(own, name),
        placeholder=wording.text("bandingkan.tersimpan_pilih"),
        key=f"bandingkan_tersimpan_{rules.id}_{rules.version}_{questionnaire.category}",
    )


def _name(own: Mapping[str, SubmissionInfo], name: str) -> str:
    started = own[name].submission
    return wording.text(
        "bandingkan.tersimpan_nama", badan=started.body, tanggal=wording.date(started.created_at, started.zone)
    )


def _compare(
    monev: Monev, questionnaire: Questionnaire, files: Sequence[UploadedFile], stored: Sequence[str]
) -> Comparison:
    """Read and score with the progress shown."""
    named = [(file.name, file.getvalue()) for file in files]
    total = count_workbooks(named) + len(stored)
    bar = st.progress(0.0, text=wording.text("bandingkan.membaca", n=0, semua=total))
    entries: list[Entry] = []
    unread: list[Unread] = []
    for number, item in enumerate(_items(monev, questionnaire, named, stored), start=1):
        (entries if isinstance(item, Entry) else unread).append(cast("Any", item))
        if number % 10 == 0 or number == total:
            share = min(number / max(total, 1), 1.0)
            bar.progress(share, text=wording.text("bandingkan.membaca", n=number, semua=max(number, total)))
    return compare(questionnaire, entries, unread)


def _items(
    monev: Monev, questionnaire: Questionnaire, files: Sequence[tuple[str, bytes]], stored: Sequence[str]
) -> Iterator[Entry | Unread]:
    for submission in stored:
        opened = monev.open(ui.browser(), submission)
        answers = {code: answer.answer for code, answer in opened.answers.items()}
        yield Entry(opened.submission.body, wording.text("bandingkan.asal_tersimpan"), answers)
    library = cast("Library", monev.library)
    yield from read_many(files, WorkbookReader(library, questionnaire))


def about(comparison: Comparison) -> str:
    """Return what was compared, in one line."""
    questionnaire = comparison.questionnaire
    parts = (questionnaire.rules.title, questionnaire.label, wording.text("nilai.tahap"))
    return " · ".join(plain(part) for part in parts)
