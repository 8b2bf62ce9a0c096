"""Which self-assessment a page works on, and the list of those that this browser may open."""

from __future__ import annotations

import streamlit as st

import ui
import wording
from ui import links
from ui.markdown import plain
from workflow import Monev, Opened, SubmissionInfo
from workflow.errors import MonevError

_LAST = "kuesioner_terakhir"


def requested(monev: Monev) -> Opened | None:
    """Return the self-assessment that the address names, else the one this tab showed last.

    The id in an address is a code to look up: the use case decides whether this browser may see it.
    """
    if "pilih" in st.query_params:
        return None
    named = st.query_params.get("s", "")
    submission = named or st.session_state.get(_LAST, "")
    if not submission:
        return None
    try:
        opened = monev.open(ui.browser(), submission)
    except MonevError as refusal:
        st.session_state.pop(_LAST, None)
        if named:
            st.warning(str(refusal), icon=":material/info:")
        return None
    st.session_state[_LAST] = st.query_params["s"] = submission
    return opened


def leave() -> None:
    """Let this tab start at the list again."""
    st.session_state.pop(_LAST, None)
    links.go("isi", pilih="1")


def mine(monev: Monev) -> list[SubmissionInfo]:
    """Return the self-assessments of this browser; without cookies the person is told why there are none."""
    try:
        return monev.mine(ui.browser())
    except MonevError as refusal:
        st.warning(str(refusal), icon=":material/cookie:")
        return []


def choose(monev: Monev, infos: list[SubmissionInfo], page: str) -> None:
    """Draw the list; each leads to `page`."""
    st.header(wording.text("isi.di_perangkat_ini"), anchor=False)
    for info in infos:
        _row(monev, info, page)


def _row(monev: Monev, info: SubmissionInfo, page: str) -> None:
    submission, score = info.submission, info.score
    rules = monev.library.rule_set(f"{submission.rules}@{submission.version}")
    label = dict(monev.library.categories(f"{submission.rules}@{submission.version}"))[submission.category]
    with st.container(border=True):
        st.markdown(f"**{plain(submission.body)}**  \n{plain(rules.title)} · {plain(label)}")
        if score:
            key = "isi.kemajuan_tanpa_bukti" if score.without_evidence else "isi.kemajuan"
            words = wording.text(
                key, terjawab=score.answered, butir=score.questions, tanpa_bukti=score.without_evidence
            )
            st.progress(score.answered / max(score.questions, 1), text=words)
        name = wording.text("isi.lanjutkan" if page == "isi" else "isi.lihat_nilai")
        if st.button(name, key=f"{page}_{submission.id}"):
            links.go(page, s=submission.id)
