"""Fill in: start or take up a questionnaire, and answer it group by group."""

import streamlit as st

import wording
from ui import filling, owned, starting
from workflow import Monev


def show(monev: Monev) -> None:
    """Draw the page."""
    opened = owned.requested(monev)
    if opened:
        filling.draw(monev, opened)
        return
    st.title(wording.text("isi.judul"), anchor=False)
    filling.tell_forgotten()
    mine = owned.mine(monev)
    if mine:
        owned.choose(monev, mine, "isi")
    starting.card(monev, foremost=not mine)
