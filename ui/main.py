"""The script behind every page: logo, navigation, and the page that was asked for."""

from pathlib import Path

import streamlit as st

import wording
from ui import links, questionnaire, uploads
from ui.turns import turn

_STATIC = Path(__file__).parent / "static"


def main() -> None:
    """Draw the frame and the page of this address."""
    current = st.navigation([links.page(name) for name in links.NAMES], position="top")
    title = wording.text("rangka.judul_halaman", halaman=current.title)
    st.set_page_config(page_title=title, page_icon=str(_STATIC / "icon.svg"), layout="wide")
    theme = "dark" if st.context.theme.type == "dark" else "light"
    st.logo(_STATIC / f"logo-{theme}.svg", size="large")
    uploads.begin()
    try:
        with turn(current.url_path):
            current.run()
        uploads.let_go()
    finally:
        # Also beside a page that failed, the browser goes on sending what is not stored yet.
        questionnaire.program()


main()
