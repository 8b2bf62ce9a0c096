"""Trying a questionnaire that is being written: answered like by a body, scored at once, stored nowhere."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import streamlit as st

import wording
from questionnaires.answers import read_answer
from questionnaires.problems import Problem
from scoring.facts import Answer, Choice
from scoring.numbers import Rounding
from scoring.rules import Kind, NotApplicable, Question, Questionnaire
from scoring.scorer import Scorer
from scoring.sheet import QuestionScore, ScoreSheet
from sheets.authoring.examine import Examined
from ui.markdown import plain

_HELD = "aturan_penilai"


def show(found: Examined) -> None:
    """Draw the choice of the category and its questionnaire."""
    st.header(wording.text("aturan.coba.judul"), anchor=False)
    forms = found.whole.questionnaires if found.whole else {}
    if not forms:
        st.write(wording.text("aturan.coba.tanpa"))
        return
    st.write(wording.text("aturan.coba.keterangan"))
    category = st.selectbox(
        wording.text("aturan.coba.kategori"),
        list(forms),
        format_func=lambda code: forms[code].label,
        key=f"aturan_coba_{found.name}",
    )
    _try(found.name, forms[category])


@st.fragment
def _try(name: str, form: Questionnaire) -> None:
    """Draw one group of questions with what the answers earn; only this part runs again when one is given."""
    groups = _groups(form)
    if not groups:
        st.write(wording.text("aturan.coba.kosong"))
        return
    start = f"coba_{name}_{form.category}"
    total = st.container(key="kabar_coba")
    chosen = st.selectbox(
        wording.text("aturan.coba.bagian"),
        list(groups),
        format_func=lambda key: wording.text("aturan.coba.kelompok", indikator=key[0], kelompok=key[1]),
        key=f"{start}_bagian",
    )
    earned = {}
    for question in groups[chosen]:
        with st.container(border=True):
            _ask(start, question)
            earned[question.code] = st.empty()
    answers, problems = _given(start, form)
    sheet = _scorer(form).score(answers)
    lines = {line.code: line for line in sheet.questions}
    for code, slot in earned.items():
        slot.caption("  \n".join(_told(lines[code], problems.get(code, []))))
    with total:
        _total(form, sheet)


def _groups(form: Questionnaire) -> dict[tuple[str, str], list[Question]]:
    """Return the questions by indicator and group, in the order of the form."""
    found: dict[tuple[str, str], list[Question]] = {}
    for indicator in form.indicators:
        for question in form.questions:
            if question.indicator == indicator.code:
                found.setdefault((indicator.label, question.group), []).append(question)
    return found


def _scorer(form: Questionnaire) -> Scorer:
    held = st.session_state.get(_HELD)
    if held is None or held[0] is not form:
        held = st.session_state[_HELD] = (form, Scorer(form))
    scorer: Scorer = held[1]
    return scorer


def _ask(start: str, question: Question) -> None:
    """Draw the question and what answers it."""
    st.markdown(f"**{plain(question.code)}** {plain(question.text)}")
    st.caption(
        wording.text(
            "aturan.coba.bantuan", bantuan=plain(question.help), bukti=plain(question.evidence.text.rstrip("."))
        )
    )
    key = f"{start}_{question.code}"
    if question.kind is Kind.NUMBER:
        st.text_input(
            wording.text("aturan.coba.jumlah", kode=question.code), max_chars=30, key=f"{key}_n", persist_state="page"
        )
    else:
        _choices(key, question)
    claimed = question.kind is not Kind.YES_NO or st.session_state.get(f"{key}_j") == Choice.YES.value
    if question.levels and claimed:
        _levels(key, question)
    st.text_input(
        wording.text("aturan.coba.tautan", kode=question.code),
        type="url",
        placeholder=wording.text("aturan.coba.tautan_contoh"),
        key=f"{key}_t",
        persist_state="page",
    )


def _choices(key: str, question: Question) -> None:
    label = wording.text("aturan.coba.jawaban", kode=question.code)
    if question.kind is Kind.YES_NO:
        choices = [Choice.YES, Choice.NO]
        if question.not_applicable is not NotApplicable.REFUSE:
            choices.append(Choice.NOT_APPLICABLE)
        st.segmented_control(
            label,
            [choice.value for choice in choices],
            format_func=lambda code: wording.text(f"aturan.coba.{code}"),
            key=f"{key}_j",
            persist_state="page",
        )
        return
    labels = {option.code: option.label for option in question.options}
    if question.kind is Kind.MULTIPLE:
        st.multiselect(
            label,
            list(labels),
            format_func=labels.__getitem__,
            placeholder=wording.text("aturan.coba.pilihan_pilih"),
            key=f"{key}_j",
            persist_state="page",
        )
    else:
        st.selectbox(
            label,
            list(labels),
            index=None,
            format_func=labels.__getitem__,
            placeholder=wording.text("aturan.coba.pilihan_pilih"),
            key=f"{key}_j",
            persist_state="page",
        )


def _levels(key: str, question: Question) -> None:
    labels = {level.code: level.label for level in question.levels}
    st.selectbox(
        wording.text("aturan.coba.tingkat", kode=question.code),
        list(labels),
        index=None,
        format_func=labels.__getitem__,
        placeholder=wording.text("aturan.coba.tingkat_pilih"),
        key=f"{key}_l",
        persist_state="page",
    )


def _given(start: str, form: Questionnaire) -> tuple[dict[str, Answer], dict[str, list[Problem]]]:
    """Return the answers of the whole form, and what is wrong with the others."""
    answers: dict[str, Answer] = {}
    problems: dict[str, list[Problem]] = {}
    for question in form.questions:
        answer, found = read_answer(question, _raw(f"{start}_{question.code}"), question.code)
        if found:
            problems[question.code] = found
        else:
            answers[question.code] = answer
    return answers, problems


def _raw(key: str) -> Mapping[str, Any]:
    held = {name: st.session_state.get(f"{key}_{name}") for name in "jlnt"}
    link = str(held["t"] or "").strip()
    level = held["l"] if held["j"] not in (Choice.NO.value, Choice.NOT_APPLICABLE.value, None) else None
    return {"choice": held["j"] or None, "level": level, "number": held["n"] or None, "links": [link] if link else []}


def _told(line: QuestionScore, problems: list[Problem]) -> list[str]:
    """Return what is said below a question: what is wrong with the answer, or what it earns and why."""
    if problems:
        return [plain(f"{one.message[:1].upper()}{one.message[1:]}. {one.remedy}.") for one in problems]
    if line.earned is None or line.possible is None:
        return [plain(line.reason)]
    values = {"perolehan": _points(line.earned), "bobot": _points(line.possible)}
    if line.reason:
        return [plain(wording.text("aturan.coba.perolehan_alasan", **values, alasan=line.reason))]
    return [plain(wording.text("aturan.coba.perolehan", **values))]


def _points(value: Fraction) -> str:
    return wording.number(Rounding(2).text(value))


def _total(form: Questionnaire, sheet: ScoreSheet) -> None:
    """Draw the total with its class, or why there is none."""
    if sheet.published is None:
        st.info(
            wording.text("aturan.coba.ditolak", alasan=plain("; ".join(sheet.refused) or "-")), icon=":material/info:"
        )
        return
    full = wording.number(_plain_number(sheet.maximum))
    said = wording.text("aturan.coba.nilai_dari", nilai=wording.number(sheet.published), penuh=full)
    st.metric(wording.text("aturan.coba.nilai"), said)
    if sheet.provisional is not None and sheet.provisional.label:
        st.write(wording.text("aturan.coba.kelas", kelas=plain(sheet.provisional.label)))
    used = [form.rules.assumptions[name] for name in sheet.assumptions if name in form.rules.assumptions]
    if used:
        st.caption(wording.text("aturan.coba.anggapan", n=len(used)))


def _plain_number(value: Fraction) -> str:
    return str(value) if value.denominator == 1 else Rounding(2).text(value)
