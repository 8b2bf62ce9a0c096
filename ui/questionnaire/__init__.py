"""The questionnaire on the screen: one program in the browser, and what it draws.

`program()` is mounted on every page, so that answers left over from an earlier visit are sent from wherever the person
comes back. Its script travels once for each connection, because Streamlit sends an unchanged message only by its hash;
the mounts that draw carry nothing but their data.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

import wording
from ui.questionnaire.data import cards_data, standing_data
from ui.questionnaire.groups import Page, Section
from workflow.model import Opened

_HERE = Path(__file__).parent
_CARDS, _RAIL = "kartu", "rel"
_MODULES = ("dom", "cellar", "shelf", "journal", "answers", "help", "fields", "links", "card", "views", "program")
_IMPORT = re.compile(r'^import [^;]*? from "\./[a-z]+\.js";\n', re.MULTILINE)


@cache
def script() -> str:
    """Return the modules as one: Streamlit loads a component's script from a single address."""
    texts = [(_HERE / f"{name}.js").read_text(encoding="utf-8") for name in _MODULES]
    return "\n".join(_IMPORT.sub("", text) for text in texts)


@cache
def style() -> str:
    """Return the style sheet that every view adopts."""
    return "".join((_HERE / f"{name}.css").read_text(encoding="utf-8") for name in ("fields", "style", "frame"))


_program = st.components.v2.component("monev_program", js=script())
_view = st.components.v2.component("monev_kuesioner", js=(_HERE / "view.js").read_text(encoding="utf-8"))


def program() -> None:
    """Start the program in the browser, which at once sends what an earlier visit could not."""
    base = str(st.get_option("server.baseUrlPath")).strip("/")
    endpoint = f"/{base}/api/answers" if base else "/api/answers"
    data = {"endpoint": endpoint, "style": style(), "texts": wording.templates("kuesioner")}
    _program(key="program", data=data)


def cards(opened: Opened, page: Page, focus: str, ask: Callable[[str], None]) -> None:
    """Draw the cards of one page, opened at the question `focus`.

    `ask` is called with the code of a question of another page that the person wants to see.
    """

    def asked() -> None:
        code = st.session_state[_CARDS].get("question")
        if any(question.code == code for question in opened.questionnaire.questions):
            ask(code)

    _view(key=_CARDS, data=cards_data(opened, page, focus), on_question_change=asked)


def bar(shown: Opened | None = None) -> None:
    """Draw the line that says what is stored and what the score is; at the foot of the page.

    A page without cards names what it has `shown`: it runs again when an answer that was still on its way is stored.
    """
    data: dict[str, Any] = {"view": "bar"}
    if shown:
        data |= standing_data(shown)
    _view(key="bilah", data=data, on_stored_change=lambda: None)


def rail(submission: str, sections: tuple[Section, ...], current: str, turn_to: Callable[[str], None]) -> None:
    """Draw the sections with how far each is; `turn_to` is called with the code of the one that is chosen."""
    rows = [
        {"code": section.code, "label": section.label, "groups": [group.key for group in section.groups]}
        for section in sections
    ]
    data = {"view": "rail", "submission": submission, "sections": rows, "current": current}

    def chosen() -> None:
        code = st.session_state[_RAIL].get("section")
        if any(section.code == code for section in sections):
            turn_to(code)

    _view(key=_RAIL, data=data, on_section_change=chosen)


def forget(submissions: list[str] | None) -> None:
    """Let the browser forget what it keeps of these self-assessments, or of all."""
    _view(key="lupa", data={"view": "forget", "submissions": submissions})
