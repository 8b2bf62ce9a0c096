"""What do I do now: go on with a questionnaire, start one, or look up results."""

import streamlit as st

import ui
import wording
from scoring.facts import State
from scoring.numbers import exact_text
from ui import links, owned, starting
from ui.badges import badge
from ui.markdown import plain
from workflow import Monev
from workflow.model import Opened


def show(monev: Monev) -> None:
    """Draw the page."""
    st.title(wording.text("beranda.judul"), anchor=False)
    mine = owned.mine(monev)
    if mine:
        _continue_card(monev.open(ui.browser(), mine[0].submission.id))
    else:
        st.write(wording.text("beranda.kosong"))
    start, results = st.columns(2, gap="medium")
    with start:
        starting.card(monev, foremost=not mine)
    with results:
        _results_card()
    if mine[1:]:
        owned.choose(monev, mine[1:], "isi")


def _continue_card(opened: Opened) -> None:
    questionnaire, total = opened.questionnaire, opened.progress.total
    with st.container(border=True, key="lembar_lanjut"):
        st.header(wording.text("beranda.lanjutkan", badan=plain(opened.submission.body)), anchor=False)
        st.caption(wording.text("beranda.keterangan", aturan=questionnaire.rules.title, kategori=questionnaire.label))
        key = "beranda.progres_tanpa_bukti" if total.without_evidence else "beranda.progres"
        text = wording.text(key, terjawab=total.answered, butir=total.questions, tanpa_bukti=total.without_evidence)
        st.progress(total.answered / max(total.questions, 1), text=text)
        if opened.answers:
            st.markdown(_standing(opened))
        with st.container(horizontal=True, vertical_alignment="center"):
            if st.button(_next_step(opened), type="primary"):
                links.go("isi", s=opened.submission.id)
            if opened.answers and st.button(wording.text("beranda.lihat_nilai"), type="tertiary"):
                links.go("nilai", s=opened.submission.id)


def _standing(opened: Opened) -> str:
    """The score so far with its class, and when the last answer was stored."""
    sheet, parts = opened.sheet, []
    if sheet.published is not None:
        maximum = wording.number(exact_text(sheet.maximum))
        score = wording.text("beranda.nilai_sementara", nilai=wording.number(sheet.published), maksimum=maximum)
        found = sheet.provisional
        parts.append(f"{score} {badge(found.code, found.label)}" if found and found.code and found.label else score)
    last = max(opened.answers.values(), key=lambda answer: answer.at)
    parts.append(wording.text("beranda.tersimpan", saat=wording.moment(last.at, last.zone)))
    return " · ".join(parts)


def _next_step(opened: Opened) -> str:
    """The label of the filled button: the question that waits next."""
    waiting = [line.code for line in opened.sheet.questions if line.state in (State.BLANK, State.PENDING)]
    if not waiting:
        return wording.text("beranda.periksa_jawaban")
    return wording.text("beranda.lanjut_dari" if opened.answers else "beranda.mulai_dari", butir=waiting[0])


def _results_card() -> None:
    with st.container(border=True, height="stretch", key="lembar_hasil"):
        st.header(wording.text("beranda.hasil.judul"), anchor=False)
        st.write(wording.text("beranda.hasil.penjelasan"))
        with st.form("cari_hasil", border=False):
            sought = st.text_input(
                wording.text("beranda.hasil.kotak"), placeholder=wording.text("beranda.hasil.contoh")
            )
            if st.form_submit_button(wording.text("beranda.hasil.tombol")):
                links.go("hasil", **({"q": sought} if sought else {}))
