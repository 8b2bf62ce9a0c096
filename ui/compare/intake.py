"""What is compared: a questionnaire, filled workbooks, and self-assessments that this browser may open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import cast

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

import ui
import wording
from analytics.comparison import Comparison, Entry
from scoring.rules import Questionnaire
from sheets.apart import Run, StoppedError
from ui import organisers, owned, uploads
from ui.markdown import plain
from workflow import Monev, SubmissionInfo

_SHOWN, _FILES = "bandingan", "bandingan_berkas"
MEGABYTES, _TOGETHER = 100, 200
"""Largest file and largest sum of files that are held in memory at once."""


def shown() -> Run | None:
    """Return the comparison that this tab made last."""
    return cast("Run | None", st.session_state.get(_SHOWN))


def again() -> None:
    """Let this tab choose anew; the files that were dropped in are let go."""
    st.session_state.pop(_SHOWN, None)
    _let_files_go()


def choose(monev: Monev) -> None:
    """Draw the choice, and compare when asked to."""
    with st.container(border=True, key="lembar_bandingkan"):
        questionnaire = _questionnaire(monev)
        if questionnaire is not None:
            _choose_bodies(monev, questionnaire)
        elif shown() is None:
            st.caption(wording.text("bandingkan.pilih_dulu"))
        run = shown()
        if run is not None:
            _follow(run)


def _choose_bodies(monev: Monev, questionnaire: Questionnaire) -> None:
    files = uploads.uploader(
        wording.text("bandingkan.berkas"),
        type=["xlsx", "csv", "zip"],
        accept_multiple_files=True,
        max_upload_size=MEGABYTES,
        help=wording.text("bandingkan.berkas_bantuan"),
        key=f"bandingkan_berkas_{st.session_state.get(_FILES, 0)}",
    )
    stored = _stored(monev, questionnaire)
    size = sum(file.size for file in files) / 1_000_000
    ready = bool(files or stored) and size <= _TOGETHER
    # Kept before anything is drawn: whatever the person touches next draws the page anew, and a click is told once.
    st.button(
        wording.text("bandingkan.tombol"),
        type="primary",
        disabled=not ready or shown() is not None,
        on_click=_begin,
        args=(monev, questionnaire, files, stored),
    )
    if size > _TOGETHER:
        st.warning(
            wording.text("bandingkan.terlalu_besar", ukuran=round(size), batas=_TOGETHER), icon=":material/info:"
        )
    elif not ready and shown() is None:
        st.caption(wording.text("bandingkan.belum_ada"))


def _questionnaire(monev: Monev) -> Questionnaire | None:
    rules = organisers.choose(
        organisers.offers(monev),
        wording.text("beranda.mulai.penyelenggara"),
        wording.text("beranda.mulai.penyelenggara_pilih"),
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


def _begin(monev: Monev, questionnaire: Questionnaire, files: Sequence[UploadedFile], stored: Sequence[str]) -> None:
    """Prepare the comparison of what was chosen when the button was pressed."""
    named = [(file.name, file.getvalue()) for file in files]
    rules = questionnaire.rules
    own = monev.library.own_questionnaires(f"{rules.id}@{rules.version}", questionnaire.category)
    entries = [_entry(monev, submission) for submission in stored]
    st.session_state[_SHOWN] = Run(questionnaire, entries, named, own=own)


def _follow(run: Run) -> None:
    """Show how far the comparison is until it is there; it goes on when the page is drawn anew meanwhile."""
    bar = st.progress(0.0, text=wording.text("bandingkan.menyiapkan"))
    with st.empty():
        st.button(wording.text("bandingkan.batal"), icon=":material/close:", on_click=_cancel)
        try:
            for done, total in run.progress():
                if total:
                    words = wording.text("bandingkan.membaca", n=wording.number(done), semua=wording.number(total))
                    bar.progress(done / total, text=words)
                else:
                    bar.progress(0.0, text=wording.text("bandingkan.menunggu"))
        except StoppedError as stopped:
            st.session_state.pop(_SHOWN, None)
            bar.empty()
            st.warning(plain(str(stopped)), icon=":material/error:")
            return
    _let_files_go()
    st.rerun()


def _cancel() -> None:
    """Give the comparison up; the files stay chosen."""
    st.session_state.pop(_SHOWN, None)


def _let_files_go() -> None:
    st.session_state[_FILES] = st.session_state.get(_FILES, 0) + 1


def _entry(monev: Monev, submission: str) -> Entry:
    opened = monev.open(ui.browser(), submission)
    answers = {code: stored.answer for code, stored in opened.answers.items()}
    own = opened.questionnaire if opened.questionnaire.body else None
    return Entry(opened.submission.body, wording.text("bandingkan.asal_tersimpan"), answers, own)


def about(comparison: Comparison) -> str:
    """Return what was compared, in one line."""
    questionnaire = comparison.questionnaire
    parts = (questionnaire.rules.title, questionnaire.label, wording.text("nilai.tahap"))
    return " · ".join(plain(part) for part in parts)
