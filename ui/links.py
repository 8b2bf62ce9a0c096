"""The pages by name: in which order the navigation shows them, and how one page leads to another."""

from collections.abc import Callable
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, NoReturn

import streamlit as st

import ui
import wording

if TYPE_CHECKING:
    from workflow import Monev

HOME = "beranda"
NAMES = (HOME, "isi", "nilai", "bandingkan", "rekap", "hasil", "aturan")


def page(name: str) -> st.Page:
    """The page of this name, for the navigation or for a link to it."""
    show: Callable[[Monev], None] = import_module(f"ui.pages.{name}").show
    return st.Page(
        partial(_draw, show),
        title=wording.text(f"halaman.{name}"),
        url_path=name,
        default=name == HOME,
    )


def load() -> None:
    """Load what the pages are made of, which otherwise the first visitor waits for."""
    for name in NAMES:
        import_module(f"ui.pages.{name}")


def go(name: str, **query: str) -> NoReturn:
    """Leave for another page, with these values in its address."""
    st.switch_page(page(name), query_params=query)


def _draw(show: Callable[["Monev"], None]) -> None:
    show(ui.provided())
