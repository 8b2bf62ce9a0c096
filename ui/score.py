"""What a score is made of, in words: total, gaps, indicators, questions, assumptions."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import cache

import streamlit as st

import wording
from scoring.classes import rounding_at
from scoring.facts import State
from scoring.gains import Gain, Gap, gains
from scoring.rules import Question, Step
from scoring.sheet import ScoreSheet
from ui import links
from ui.answers import answer_words
from ui.badges import badge
from ui.markdown import plain
from ui.score_drawing import Bar, Row, bars, decimal, meter, table
from workflow import Monev, Opened
from workflow.view import scores_view, total_view

_FIRST = 5
_GAPS = {
    Gap.EVIDENCE: (":yellow-badge[:material/link_off: {}]", "nilai.celah_bukti"),
    Gap.ANSWER: (":gray-badge[:material/radio_button_unchecked: {}]", "nilai.celah_isi"),
    Gap.FULFIL: (":gray-badge[:material/do_not_disturb_on: {}]", "nilai.celah_penuhi"),
    Gap.LEVEL: (":blue-badge[:material/stairs: {}]", "nilai.celah_tingkat"),
}
_SOURCES = {
    Gap.EVIDENCE: "nilai.tambah_bukti",
    Gap.ANSWER: "nilai.tambah_isi",
    Gap.FULFIL: "nilai.tambah_penuhi",
    Gap.LEVEL: "nilai.tambah_tingkat",
}


def draw_total(opened: Opened, proven: ScoreSheet) -> None:
    """Draw the total, its class, the meter and the way to the next class; or why there is no total."""
    sheet, rules = opened.sheet, opened.questionnaire.rules
    total = total_view(sheet, rules)
    if total["published"] is None:
        st.warning(wording.text("nilai.belum_dihitung", alasan="; ".join(sheet.refused)), icon=":material/info:")
        return
    st.metric(wording.text("nilai.total", maksimum=total["maximum"]), total["published"])
    marks = [badge(total["class"], total["label"])] if total["class"] else []
    if sheet.assumptions:
        marks.append(f":violet-badge[:material/rule: {wording.text('nilai.memakai_anggapan')}]")
    if marks:
        st.markdown(" ".join(marks))
    sentence = _sentence(opened, total, proven)
    drawing = meter(rules, _share(sheet), total["class"], sentence, _share(proven)) if sheet.exact is not None else ""
    if drawing:
        st.html(drawing)
    st.write(plain(sentence))
    if drawing and proven.exact != sheet.exact:
        st.caption(wording.text("nilai.garis"))
    for reason in sheet.refused:
        st.caption(plain(wording.text("nilai.tanpa_kelas", alasan=reason)))


def _share(sheet: ScoreSheet) -> Fraction:
    return (sheet.exact or Fraction(0)) * 100 / sheet.maximum


def _sentence(opened: Opened, total: dict[str, object], proven: ScoreSheet) -> str:
    """Say the score, the next class, and what the missing evidence would bring."""
    rules, sheet = opened.questionnaire.rules, opened.sheet
    nearer = total["next"]
    parts = []
    if total["label"]:
        parts.append(wording.text("nilai.kelas_sekarang", nilai=total["published"], kelas=total["label"]))
    if isinstance(nearer, dict):
        lower = next(band.lower.value for band in rules.bands if band.label == nearer["label"])
        bound = wording.number(decimal(lower or Fraction(0)))
        parts.append(wording.text("nilai.perlu", selisih=nearer["distance"], kelas=nearer["label"], batas=bound))
    if proven.published is not None and proven.exact != sheet.exact:
        parts.append(wording.text("nilai.bila_bukti_ada", nilai=wording.number(proven.published)))
    return " ".join(parts)


def draw_gaps(opened: Opened) -> None:
    """Draw what would still earn points, the five that matter most first."""
    found = gains(opened.sheet)
    st.header(wording.text("nilai.celah"), anchor=False)
    if not found:
        st.write(wording.text("nilai.tanpa_celah"))
        return
    texts = {question.code: question.text for question in opened.questionnaire.questions}
    rest = len(found) - _FIRST
    key = f"celah_{opened.submission.id}"
    with st.container(key="celah", gap="xsmall"):
        for gain in found if st.session_state.get(key) else found[:_FIRST]:
            _gap(opened, gain, texts[gain.code])
    if rest > 0:
        st.toggle(wording.text("nilai.celah_lain", n=rest), key=key)


def _gap(opened: Opened, gain: Gain, text: str) -> None:
    printing = rounding_at(opened.questionnaire.rules, Step.QUESTION).rounding
    look, name = _GAPS[gain.gap]
    words = wording.text(_SOURCES[gain.gap], nilai=wording.number(printing.text(gain.points)))
    question, state, points = st.columns([7, 2, 2], vertical_alignment="center", gap="small")
    with question:
        st.page_link(
            links.page("isi"),
            label=f"{plain(gain.code)} · {plain(text)}",
            query_params={"s": opened.submission.id, "q": gain.code},
        )
    state.markdown(look.format(wording.text(name)))
    points.markdown(plain(words))


def draw_indicators(opened: Opened) -> None:
    """Draw where the points come from."""
    st.header(wording.text("nilai.asal"), anchor=False)
    printing = rounding_at(opened.questionnaire.rules, Step.INDICATOR).rounding
    rows, unknown = [], []
    for line in opened.sheet.indicators:
        if line.possible is None or line.earned is None:
            unknown.append(line.label)
        else:
            points = [wording.number(printing.text(value)) for value in (line.earned, line.possible)]
            words = wording.text("nilai.dari", nilai=points[0], dari=points[1])
            rows.append(Bar(line.label, line.possible, line.earned, words))
    st.html(bars(rows))
    if unknown:
        st.caption(plain(wording.text("nilai.indikator_tanpa_bobot", daftar=", ".join(unknown))))


def draw_questions(opened: Opened) -> None:
    """Draw every question with its answer, points and reason."""
    title = wording.text("nilai.rincian", n=len(opened.sheet.questions))
    with st.expander(title):
        titles = [wording.text(f"nilai.kolom_{name}") for name in ("kode", "pertanyaan", "jawaban", "nilai", "alasan")]
        st.html(table(title, titles, _rows(opened)))


def _rows(opened: Opened) -> Iterator[Row]:
    lines = scores_view(opened)
    for indicator in opened.questionnaire.indicators:
        questions = [found for found in opened.questionnaire.questions if found.indicator == indicator.code]
        if not questions:
            continue
        yield Row(indicator.label, heading=True)
        for question in questions:
            line, stored = lines[question.code], opened.answers.get(question.code)
            yield Row(
                question.code,
                question.text,
                answer_words(question, stored.answer) if stored else "",
                _points(question, line),
                line["reason"],
            )


def _points(question: Question, line: dict[str, str | None]) -> str:
    if line["state"] == State.HIDDEN or not question.scored:
        return ""
    if line["possible"] is None:
        return wording.text("nilai.tanpa_bobot")
    return wording.text("nilai.dari", nilai=line["earned"] or wording.text("nilai.menunggu"), dari=line["possible"])


def draw_basis(monev: Monev, opened: Opened) -> None:
    """Draw what the score rests on: assumptions with their reasons, and what was never published."""
    sheet, rules = opened.sheet, opened.questionnaire.rules
    st.header(wording.text("nilai.dasar"), anchor=False)
    st.write(plain(wording.text("nilai.aturan", judul=rules.title, versi=rules.version)))
    for name in sheet.assumptions:
        assumption = rules.assumptions[name]
        st.markdown(wording.text("nilai.anggapan", teks=plain(assumption.text), alasan=plain(assumption.reason)))
    if not sheet.assumptions:
        st.write(wording.text("nilai.tanpa_anggapan"))
    count = unpublished(monev, f"{opened.submission.rules}@{opened.submission.version}")
    if count:
        st.caption(wording.text("nilai.tak_terbit", n=count))


@cache
def unpublished(monev: Monev, name: str) -> int:
    """Return how many values of a rule set were never published."""
    return next(int(row["unpublished"]) for row in monev.rule_sets() if f"{row['rules']}@{row['version']}" == name)
