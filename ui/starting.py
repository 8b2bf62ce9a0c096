"""The card that begins a self-assessment, and the code that opens it again."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

import streamlit as st

import ui
import wording
from ui import links, organisers
from workflow import Monev
from workflow.errors import MonevError
from workflow.model import Started


def card(monev: Monev, *, foremost: bool) -> None:
    """Draw the card; its button is the filled one where nothing else waits for the person."""
    with st.container(border=True, height="stretch", key="lembar_mulai"):
        st.header(wording.text("beranda.mulai.judul"), anchor=False)
        found = organisers.offers(monev)
        rules = organisers.choose(
            found,
            wording.text("beranda.mulai.penyelenggara"),
            wording.text("beranda.mulai.penyelenggara_pilih"),
            key="mulai_aturan",
        )
        category = _category(monev, found, rules) if rules else None
        body = st.text_input(
            wording.text("beranda.mulai.badan"),
            placeholder=wording.text("beranda.mulai.badan_contoh"),
            max_chars=300,
            key="mulai_badan",
        )
        zone = st.segmented_control(
            wording.text("beranda.mulai.zona"), list(wording.ZONES), default="WIB", required=True, key="mulai_zona"
        )
        if st.button(wording.text("beranda.mulai.tombol"), type="primary" if foremost else "secondary"):
            if rules and category:
                _start(monev, rules, category, body, zone)
            else:
                _refuse(wording.text("beranda.mulai.penyelenggara_kosong"))
        st.markdown(wording.text("beranda.mulai.punya_kode"))


def _category(monev: Monev, found: Mapping[str, Mapping[str, Any]], rules: str) -> str:
    """Let the person choose among the categories that this organiser has a questionnaire for."""
    labels = dict(monev.library.categories(rules))
    sizes = {row["code"]: row["questions"] for row in found[rules]["categories"]}
    chosen: str = st.selectbox(
        wording.text("beranda.mulai.kategori"),
        list(sizes),
        format_func=lambda code: wording.text("beranda.mulai.kategori_butir", kategori=labels[code], butir=sizes[code]),
        key=f"mulai_kategori_{rules}",
    )
    return chosen


def _refuse(message: str) -> None:
    st.warning(message, icon=":material/info:")


def _start(monev: Monev, rules: str, category: str, body: str, zone: str) -> None:
    try:
        started = monev.start(ui.browser(), rules, category, body, zone)
    except MonevError as refusal:
        _refuse(str(refusal))
        return
    _show_code(started)


def _show_code(started: Started) -> None:
    """Show the code in a dialog that only its own button closes: it cannot be read again."""

    @st.dialog(wording.text("beranda.kode.judul"), dismissible=False)
    def dialog() -> None:
        st.write(wording.text("beranda.kode.penjelasan"))
        st.caption(wording.text("beranda.kode.kode"))
        st.code(started.resume_code, language=None, wrap_lines=True)
        st.caption(wording.text("beranda.kode.tautan"))
        st.code(resume_link(started.resume_code), language=None, wrap_lines=True)
        st.write(wording.text("beranda.kode.rahasia"))
        if st.button(wording.text("beranda.kode.tombol"), type="primary", width="stretch"):
            links.go("isi", s=started.submission_id)

    dialog()


def resume_link(code: str) -> str:
    """The address that continues at once; the code stands behind # and so never reaches a server's log."""
    here = urlsplit(st.context.url or "")
    return f"{here.scheme}://{here.netloc}/lanjut#{code}"
