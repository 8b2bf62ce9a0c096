"""Many bodies under one rule set: places, indicators, and where they differ."""

import streamlit as st

import wording
from ui.compare import intake, result
from workflow import Monev


def show(monev: Monev) -> None:
    """Draw the choice, or the comparison that was made."""
    st.title(wording.text("bandingkan.judul"), anchor=False)
    run = intake.shown()
    comparison = run.comparison if run else None
    if run is None or comparison is None:
        st.caption(wording.text("bandingkan.keterangan"))
        intake.choose(monev)
        return
    st.caption(intake.about(comparison))
    result.summary(comparison)
    if comparison.rows:
        result.downloads(comparison, run)
        result.ranking(comparison)
        st.header(wording.text("bandingkan.peta_judul"), anchor=False)
        result.heat(comparison)
        st.header(wording.text("bandingkan.sebaran_judul"), anchor=False)
        result.spread(comparison)
        st.header(wording.text("bandingkan.beda_judul"), anchor=False)
        result.differences(comparison)
    result.unread(comparison)
    result.basis(comparison)
    st.button(wording.text("bandingkan.lagi"), icon=":material/refresh:", on_click=intake.again)
