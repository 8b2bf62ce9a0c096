"""My score: where it comes from, and what raises it."""

from pathlib import Path

import streamlit as st

import wording
from ui import owned, questionnaire, score, workbook
from ui.markdown import plain
from workflow import Monev

_STYLE = Path(__file__).parents[1] / "static" / "nilai.css"


def show(monev: Monev) -> None:
    """Draw the page."""
    st.title(wording.text("nilai.judul"), anchor=False)
    opened = owned.requested(monev)
    if opened is None:
        _choose(monev)
        return
    st.html(_STYLE)
    parts = (opened.submission.body, opened.questionnaire.rules.title, opened.questionnaire.label)
    st.caption(" · ".join(plain(part) for part in (*parts, wording.text("nilai.tahap"))))
    score.draw_total(opened, monev.if_proven(opened))
    score.draw_gaps(opened)
    score.draw_indicators(opened)
    score.draw_questions(opened)
    workbook.download(opened, key="nilai_unduh")
    score.draw_basis(monev, opened)
    with st.bottom:
        questionnaire.bar(opened)


def _choose(monev: Monev) -> None:
    mine = owned.mine(monev)
    if mine:
        owned.choose(monev, mine, "nilai")
    else:
        st.write(wording.text("nilai.kosong"))
