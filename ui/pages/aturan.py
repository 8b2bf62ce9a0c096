"""Rule sets: those of this installation, and one that is being written in a spreadsheet."""

import streamlit as st

import wording
from ui.rules import author, browse
from workflow import Monev

_VIEWS = {"daftar": browse.show, "tulis": author.show}


def show(monev: Monev) -> None:
    """Draw the view that was asked for."""
    st.title(wording.text("aturan.judul"), anchor=False)
    st.caption(wording.text("aturan.keterangan"))
    view = st.segmented_control(
        wording.text("aturan.tampilan"),
        list(_VIEWS),
        default="daftar",
        required=True,
        format_func=lambda name: wording.text(f"aturan.lihat.{name}"),
        key="lihat",
        bind="query-params",
        label_visibility="collapsed",
    )
    _VIEWS.get(str(view), browse.show)(monev)  # an address may say anything
