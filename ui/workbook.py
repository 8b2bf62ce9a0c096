"""The workbook of a self-assessment: taken home, and read back after a look at what would change."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from typing import cast

import streamlit as st

import ui
import wording
from questionnaires import Library, Problem
from scoring.facts import Answer
from scoring.gains import gains
from scoring.rules import Questionnaire
from sheets.odk.form import write_xlsform
from sheets.odk.submissions import read_body
from sheets.reader import Reading
from sheets.report import Meta, write_workbook
from ui import uploads
from ui.answers import answer_summary
from ui.markdown import plain
from workflow import Change, Difference, Monev, Opened, Outcome, Saved
from workflow.bodies import slug
from workflow.errors import MonevError

_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_MEGABYTES = 10
_PROBLEMS_SHOWN = 30
_LIST_HEIGHT, _LIST_ROWS = 360, 8
_RESULT = "lembar_diterapkan"


def download(opened: Opened, *, key: str) -> None:
    """Draw the button; the workbook is written when it is pressed."""
    started = opened.submission
    st.download_button(
        wording.text("lembar.unduh"),
        lambda: written(opened),
        file_name=f"{slug(started.rules)}-{started.category}-{slug(started.body)[:60]}.xlsx",
        mime=_TYPE,
        icon=":material/download:",
        on_click="ignore",
        key=key,
    )


def written(opened: Opened) -> bytes:
    """Return the workbook with the stored answers and the score."""
    target = BytesIO()
    answers = {code: stored.answer for code, stored in opened.answers.items()}
    last = max((stored.at for stored in opened.answers.values()), default=None)
    meta = Meta(opened.submission.body, last, opened.submission.zone)
    write_workbook(opened.questionnaire, answers, opened.sheet, gains(opened.sheet), meta, target)
    return target.getvalue()


def _form(opened: Opened) -> None:
    """Draw the button for the form of ODK Collect and KoboToolbox."""
    started = opened.submission
    st.download_button(
        wording.text("lembar.formulir"),
        lambda: _xlsform(opened.questionnaire),
        file_name=f"{slug(started.rules)}-{started.category}-xlsform.xlsx",
        mime=_TYPE,
        icon=":material/phone_android:",
        on_click="ignore",
        key="lembar_formulir",
    )


def _xlsform(questionnaire: Questionnaire) -> bytes:
    target = BytesIO()
    write_xlsform(questionnaire, target)
    return target.getvalue()


def exchange(monev: Monev, opened: Opened) -> None:
    """Open the dialog for filling in elsewhere."""

    @st.dialog(wording.text("lembar.judul"), width="large")
    def dialog() -> None:
        draw(monev, opened)

    dialog()


def draw(monev: Monev, opened: Opened) -> None:
    """Draw what the dialog holds: the workbook to take home, and the place to bring it back to."""
    st.write(wording.text("lembar.penjelasan"))
    download(opened, key="lembar_unduh")
    st.write(wording.text("lembar.ponsel"))
    _form(opened)
    file = uploads.uploader(
        wording.text("lembar.unggah"), type=["xlsx", "csv"], max_upload_size=_MEGABYTES, key="lembar_unggah"
    )
    if file is not None:
        library = cast("Library", monev.library)
        _read(monev, opened, read_body(file.getvalue(), file.name, library, opened.questionnaire))


def tell_result() -> None:
    """Say once what became of a workbook that was just applied."""
    result = st.session_state.pop(_RESULT, "")
    if result:
        st.success(result, icon=":material/check_circle:")


def _read(monev: Monev, opened: Opened, reading: Reading) -> None:
    if reading.problems:
        _list(reading.problems)
        return
    changes = monev.preview_import(ui.browser(), opened.submission.id, reading.facts)
    if not changes:
        st.info(wording.text("lembar.sama"), icon=":material/info:")
        return
    chosen = _choose(opened, changes)
    label = wording.text("lembar.terapkan", n=len(chosen))
    if st.button(label, type="primary", disabled=not chosen, width="stretch"):
        _apply(monev, opened, reading.facts, {change.code: change.seen for change in changes if change.code in chosen})
    if not chosen:
        st.caption(wording.text("lembar.pilih_dulu"))


def _list(problems: tuple[Problem, ...]) -> None:
    st.warning(wording.text("lembar.tidak_dapat_dipakai", n=len(problems)), icon=":material/error:")
    lines = [f"- {plain(str(found))}" for found in problems[:_PROBLEMS_SHOWN]]
    st.markdown("\n".join(lines))
    if len(problems) > _PROBLEMS_SHOWN:
        st.caption(wording.text("lembar.masalah_lain", n=len(problems) - _PROBLEMS_SHOWN))


def _choose(opened: Opened, changes: list[Difference]) -> set[str]:
    """Draw every difference with a box to tick; what would withdraw an answer is not ticked beforehand."""
    questions = {question.code: question for question in opened.questionnaire.questions}
    st.write(wording.text("lembar.perubahan", n=len(changes)))
    chosen = set()
    with st.container(height=_LIST_HEIGHT if len(changes) > _LIST_ROWS else "content"):
        for change in changes:
            question = questions[change.code]
            before, after = (answer_summary(question, answer) for answer in (change.current, change.incoming))
            words = wording.text("lembar.dari_ke", butir=change.code, dari=before, ke=after)
            if st.checkbox(plain(words), value=change.change is not Change.CLEARED, key=f"lembar_{change.code}"):
                chosen.add(change.code)
    return chosen


def _apply(monev: Monev, opened: Opened, facts: Mapping[str, Answer], seen: dict[str, int]) -> None:
    try:
        saved = monev.apply_import(ui.browser(), opened.submission.id, facts, seen, seen)
    except MonevError as refusal:
        st.warning(str(refusal), icon=":material/info:")
        return
    st.session_state[_RESULT] = _result(saved)
    st.rerun()


def _result(saved: Saved) -> str:
    stored = sum(item.outcome in (Outcome.STORED, Outcome.SAME) for item in saved.items)
    others = [item.code for item in saved.items if item.outcome not in (Outcome.STORED, Outcome.SAME)]
    if not others:
        return wording.text("lembar.diterapkan", n=stored)
    return wording.text("lembar.sebagian", n=stored, daftar=", ".join(others))
