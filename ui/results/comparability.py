"""Whether the years of a body can be compared: limits, indicators and stages of each two years, unknown as unknown."""

from collections.abc import Sequence

import streamlit as st

import wording
from ui.results.table import Cell, Column, Table, draw
from workflow.comparability import Comparison, Sameness, Shift
from workflow.results import Story


def compare(story: Story) -> None:
    """Draw what is known about the rules of every two years that follow each other."""
    st.header(wording.text("hasil.banding.judul"), anchor=False)
    if not story.comparisons:
        st.write(wording.text("hasil.banding.satu_tahun"))
        return
    st.markdown(_sentence(story.comparisons))
    columns = [
        Column(wording.text("hasil.banding.tahun")),
        Column(wording.text("hasil.banding.batas"), "long"),
        Column(wording.text("hasil.banding.indikator"), "long"),
        Column(wording.text("hasil.banding.tahap"), "long"),
    ]
    with st.expander(wording.text("hasil.tabel.tampilkan")):
        rows = [_row(one) for one in reversed(story.comparisons)]
        draw(Table(wording.text("hasil.banding.judul"), columns, rows), key="tabel_banding")


def _sentence(comparisons: Sequence[Comparison]) -> str:
    parts = []
    for state, key in (
        (Sameness.CHANGED, "hasil.banding.berubah"),
        (Sameness.SAME, "hasil.banding.sama"),
        (Sameness.UNKNOWN, "hasil.banding.tak_diketahui"),
    ):
        pairs = [f"{one.earlier}–{one.later}" for one in comparisons if one.limits is state]
        if pairs:
            parts.append(wording.text(key, tahun=_joined(pairs)))
    return " ".join(parts)


def _joined(pairs: Sequence[str]) -> str:
    """Join pairs of years that follow each other into one span."""
    spans: list[list[str]] = []
    for pair in pairs:
        first, last = pair.split("–")
        if spans and spans[-1][1] == first:
            spans[-1][1] = last
        else:
            spans.append([first, last])
    return ", ".join("–".join(span) for span in spans)


def _row(one: Comparison) -> list[Cell]:
    shifts = "; ".join(_shift(shift) for shift in one.shifts)
    limits = wording.text(f"hasil.banding.keadaan.{one.limits}")
    return [
        {"text": f"{one.earlier} → {one.later}"},
        {"text": f"{limits}: {shifts}" if shifts else limits},
        {"text": wording.text(f"hasil.banding.keadaan.{one.indicators}")},
        {"text": wording.text(f"hasil.banding.keadaan.{one.stages}")},
    ]


def _shift(shift: Shift) -> str:
    return wording.text(
        "hasil.banding.pergeseran",
        kelas=shift.label,
        sebelum=wording.number(f"{float(shift.before):g}"),
        sesudah=wording.number(f"{float(shift.after):g}"),
    )
