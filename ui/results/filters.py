"""What the visitor asks for, kept in the address so that it can be shared."""

from collections.abc import Sequence
from urllib.parse import urlencode

import streamlit as st

import wording
from workflow.published import EVERY_CATEGORY, NATIONAL, Scope, Search
from workflow.results import Results

BODY = "badan"
_IN = "@"
SCOPE, GROUP, YEAR, TEXT, VIEW, PAGE = "cakupan", "kategori", "tahun", "q", "lihat", "hal"
COUNTED = "golongan"

LIST, CATEGORY, SPREAD = "daftar", "kategori", "sebaran"
VIEWS = (LIST, CATEGORY, SPREAD)


def first_page() -> None:
    """Go back to the first page, because the list changed."""
    if PAGE in st.session_state:
        st.session_state[PAGE] = 1


def view() -> str:
    """Draw the choice of the view and return it."""
    chosen = st.segmented_control(
        wording.text("hasil.saring.lihat"),
        VIEWS,
        default=LIST,
        required=True,
        format_func=lambda name: wording.text(f"hasil.lihat.{name}"),
        key=VIEW,
        bind="query-params",
        label_visibility="collapsed",
        on_change=first_page,
    )
    return str(chosen) if chosen in VIEWS else LIST  # an address may say anything


def text() -> str:
    """Draw the search box and return what is looked for."""
    return st.text_input(
        wording.text("hasil.saring.cari"),
        placeholder=wording.text("hasil.saring.contoh"),
        key=TEXT,
        type="search",
        live="300ms",
        max_chars=100,
        bind="query-params",
        on_change=first_page,
    ).strip()


def scope(results: Results) -> Scope:
    """Draw the choice of the scope and return it; the nation first."""
    known = {one.code: one for one in results.scopes()}
    chosen = st.selectbox(
        wording.text("hasil.saring.cakupan"),
        list(known),
        index=list(known).index(NATIONAL),
        format_func=lambda code: known[code].name,
        key=SCOPE,
        bind="query-params",
        on_change=first_page,
    )
    return known[chosen]


def group(choices: Sequence[str], *, every: bool = True) -> str:
    """Draw the choice of the category and return it, empty for all."""
    options = [EVERY_CATEGORY, *choices] if every else list(choices)
    if st.session_state.get(GROUP) not in (None, *options):
        del st.session_state[GROUP]
    chosen = st.selectbox(
        wording.text("hasil.saring.kategori"),
        options,
        format_func=group_name,
        key=GROUP,
        bind="query-params",
        on_change=first_page,
    )
    return "" if chosen in (None, EVERY_CATEGORY) else str(chosen)


def spread_group(choices: Sequence[str]) -> str:
    """Draw the choice of the counted category and return it, all bodies together first."""
    if st.session_state.get(COUNTED) not in (None, *choices):
        del st.session_state[COUNTED]
    return str(
        st.selectbox(
            wording.text("hasil.saring.kategori"), choices, format_func=group_name, key=COUNTED, bind="query-params"
        )
    )


def year(choices: Sequence[int]) -> int:
    """Draw the choice of the year and return it, the newest first."""
    if st.session_state.get(YEAR) not in (None, *choices):
        del st.session_state[YEAR]
    return int(
        st.selectbox(wording.text("hasil.saring.tahun"), choices, key=YEAR, bind="query-params", on_change=first_page)
    )


def group_name(name: str) -> str:
    """Return the name of a category as people read it."""
    return wording.text("hasil.saring.semua_kategori") if name == EVERY_CATEGORY else name


def opened() -> tuple[str, str]:
    """Return the body of the address and the scope in which it is shown; empty where none is named."""
    body_id, _, scope = st.query_params.get(BODY, "").partition(_IN)
    return body_id, scope


def open_body(body_id: str, scope: str = "") -> None:
    """Show one body in one scope; one value in the address is one step for the browser's way back."""
    st.query_params[BODY] = _body(body_id, scope)


def close_body() -> None:
    """Go back to the list."""
    if BODY in st.query_params:
        del st.query_params[BODY]


def body_address(body_id: str, scope: str) -> str:
    """Return the address of a body, for copying and for new tabs."""
    return "?" + urlencode({BODY: _body(body_id, scope)})


def _body(body_id: str, scope: str) -> str:
    return body_id if scope in ("", NATIONAL) else f"{body_id}{_IN}{scope}"


def as_search(words: str, scope: Scope, group: str) -> Search:
    """Return what the list is asked for."""
    return Search(words, scope.code, group)
