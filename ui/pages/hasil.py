"""Published results over the years, for everybody, without signing in."""

import streamlit as st

import wording
from ui.results import category, filters, listing, spread, story
from workflow import Monev

_VIEWS = {filters.LIST: listing.show, filters.CATEGORY: category.show, filters.SPREAD: spread.show}


def show(monev: Monev) -> None:
    """Draw one body, or the view that was asked for."""
    body, scope = filters.opened()
    if body:
        story.show(monev.results, body, scope)
        return
    st.title(wording.text("hasil.judul"), anchor=False)
    st.caption(wording.text("hasil.keterangan"))
    _VIEWS[filters.view()](monev.results)
