"""The frame around the cards: where the person is, how far it is, and the way to the next group."""

from __future__ import annotations

import streamlit as st

import ui
import wording
from ui import links, owned, questionnaire, workbook
from ui.markdown import plain
from ui.questionnaire.groups import Group, Page, Section, find_group, group_of, sections_of
from workflow import Monev, Opened

_TOLD = "kuesioner_dilupakan"
_READABLE = 836


def draw(monev: Monev, opened: Opened) -> None:
    """Draw the filling view of one self-assessment."""
    sections = sections_of(opened.questionnaire)
    group = _current(opened, sections)
    section = next(section for section in sections if group in section.groups)
    page = next(page for page in section.pages if group in page.groups)
    with st.sidebar:
        _sidebar(monev, opened, sections, section)
    with st.container(width=_READABLE):
        st.title(wording.text("isi.judul"), anchor=False)
        st.caption(_about(opened))
        workbook.tell_result()
        _choose_group(opened, section, group)
        questionnaire.cards(opened, page, _focus(page, group), _turn_to_question)
        _steps(opened, sections, page)
    with st.bottom:
        questionnaire.bar()


def tell_forgotten() -> None:
    """Let the browser forget what it kept of self-assessments that were just closed here."""
    closed = st.session_state.pop(_TOLD, None)
    if closed:
        questionnaire.forget(closed)


def _about(opened: Opened) -> str:
    rules = opened.questionnaire.rules
    parts = (opened.submission.body, rules.title, opened.questionnaire.label)
    return " · ".join(plain(part) for part in parts)


def _current(opened: Opened, sections: tuple[Section, ...]) -> Group:
    """Return the group that the address names, that holds its question, or the first with something left to answer."""
    asked = group_of(sections, st.query_params.get("q", ""))
    named = asked or find_group(sections, st.query_params.get("g", ""))
    groups = [group for section in sections for group in section.groups]
    counts = opened.progress.groups
    waiting = (group for group in groups if counts[group.key].answered < counts[group.key].questions)
    found = named or next(waiting, groups[0])
    st.query_params["g"] = found.slug
    return found


def _focus(page: Page, group: Group) -> str:
    """Return the question at which the page opens, empty for its top."""
    asked = st.query_params.get("q", "")
    if any(question.code == asked for question in group.questions):
        return asked
    return "" if group is page.groups[0] else group.questions[0].code


def _turn_to(slug: str) -> None:
    st.query_params.pop("q", None)
    st.query_params["g"] = slug


def _turn_to_question(code: str) -> None:
    st.query_params["q"] = code


def _sidebar(monev: Monev, opened: Opened, sections: tuple[Section, ...], current: Section) -> None:
    first = {section.code: section.groups[0].slug for section in sections}
    questionnaire.rail(opened.submission.id, sections, current.code, lambda code: _turn_to(first[code]))
    if st.button(wording.text("isi.lihat_nilai"), type="tertiary", icon=":material/analytics:", key="rel_nilai"):
        links.go("nilai", s=opened.submission.id)
    if st.button(wording.text("isi.lembar_kerja"), type="tertiary", icon=":material/table:"):
        workbook.exchange(monev, opened)
    if st.button(wording.text("isi.kuesioner_lain"), type="tertiary", icon=":material/list:"):
        owned.leave()
    if st.button(wording.text("isi.tutup"), type="tertiary", icon=":material/logout:"):
        _close(monev, opened)


def _choose_group(opened: Opened, section: Section, group: Group) -> None:
    labels = {found.slug: found.label for found in section.groups}
    key = f"kelompok_{opened.submission.id}_{section.code}"
    st.session_state[key] = group.slug
    st.selectbox(
        wording.text("isi.kelompok"),
        list(labels),
        format_func=labels.__getitem__,
        key=key,
        on_change=lambda: _turn_to(st.session_state[key]),
    )


def _steps(opened: Opened, sections: tuple[Section, ...], page: Page) -> None:
    pages = [found for section in sections for found in section.pages]
    at = pages.index(page)
    before, after = pages[at - 1 : at], pages[at + 1 : at + 2]
    with st.container(horizontal=True, horizontal_alignment="distribute" if before else "right"):
        for found in before:
            label = wording.text("isi.sebelumnya")
            st.button(label, icon=":material/arrow_back:", on_click=_turn_to, args=(found.groups[0].slug,))
        for found in after:
            label = wording.text("isi.berikutnya")
            st.button(label, type="primary", on_click=_turn_to, args=(found.groups[0].slug,))
        if not after and st.button(wording.text("isi.lihat_nilai"), type="primary"):
            links.go("nilai", s=opened.submission.id)


def _close(monev: Monev, opened: Opened) -> None:
    """Ask before this browser loses the self-assessment: without the resume code nobody opens it again."""

    @st.dialog(wording.text("isi.tutup_judul"))
    def dialog() -> None:
        st.write(wording.text("isi.tutup_penjelasan"))
        if st.button(wording.text("isi.tutup_tombol"), type="primary", width="stretch"):
            monev.forget(ui.browser(), opened.submission.id)
            st.session_state[_TOLD] = [opened.submission.id]
            owned.leave()

    dialog()
