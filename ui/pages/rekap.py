"""From stage values of many bodies to ranked results: gates, places, classes, assessors, what objections changed."""

import streamlit as st

import wording
from ui.contest import intake, result
from workflow import Monev


def show(monev: Monev) -> None:
    """Draw the choice, or the results that were made."""
    st.title(wording.text("rekap.halaman.judul"), anchor=False)
    ranked = intake.shown()
    if ranked is None:
        st.caption(wording.text("rekap.halaman.keterangan"))
        intake.choose(monev)
        return
    st.caption(result.about(ranked))
    result.summary(ranked.recap)
    result.downloads(ranked)
    result.gates(ranked)
    result.places(ranked.recap)
    result.held(ranked.recap)
    result.assessors(ranked.recap)
    result.changed(ranked.recap)
    result.basis(ranked)
    st.button(wording.text("rekap.halaman.lagi"), icon=":material/refresh:", on_click=intake.again)
