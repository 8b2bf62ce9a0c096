"""What a rule set that is being written changes against an installed one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

import streamlit as st

import wording
from questionnaires import RuleErrors, UnknownRules
from questionnaires.comparing import Effect, Line
from questionnaires.difference import CategoryDifference, Difference, difference, row_title
from questionnaires.whole import read_whole
from sheets.authoring.examine import Examined
from ui.markdown import plain
from ui.results.table import Column, Table, draw
from ui.rules.files import library
from workflow import Monev

_LINES = 150
_HELD = "aturan_beda"


def show(monev: Monev, found: Examined) -> None:
    """Draw the choice of the other rule set, and what differs."""
    st.header(wording.text("aturan.beda.judul"), anchor=False)
    names = [edition.name for edition in reversed(library(monev).editions)]
    before = predecessor(names, found)
    chosen = st.selectbox(
        wording.text("aturan.beda.pilih"),
        names,
        index=names.index(before) if before else None,
        placeholder=wording.text("aturan.beda.pilih_contoh"),
        key=f"aturan_banding_{found.name}",
    )
    if chosen is not None:
        told = _difference(monev, found, chosen)
        if told is not None:
            _draw(told)


def predecessor(names: Sequence[str], found: Examined) -> str:
    """Return the newest installed version of the same owner before this one, nothing where there is none."""
    own = [name for name in names if name.startswith(f"{found.rules.owner}/") and name != found.name]
    earlier = [name for name in own if _age(name) < _age(found.name)]
    return max(earlier, key=_age, default="")


def _age(name: str) -> tuple[int, int]:
    year, _, version = name.rpartition("/")[2].partition("@")
    return int(year), int(version)


def _difference(monev: Monev, found: Examined, name: str) -> Difference | None:
    """Return the difference, computed once for each upload and choice; None where the other one cannot be read."""
    if found.whole is None:
        return None
    held = st.session_state.get(_HELD)
    if held is None or held[0] is not found.whole or held[1] != name:
        try:
            told = difference(read_whole(library(monev), name), found.whole)
        except (RuleErrors, UnknownRules) as error:
            st.warning(wording.text("aturan.beda.gagal", masalah=plain(str(error))), icon=":material/info:")
            return None
        held = st.session_state[_HELD] = (found.whole, name, told)
    return cast("Difference", held[2])


def _draw(told: Difference) -> None:
    if told.can_change:
        st.info(plain(told.statement), icon=":material/change_circle:")
    else:
        st.success(plain(told.statement), icon=":material/check_circle:")
    changed = told.changed()
    rules = [line for line in changed if not line.category]
    if rules:
        with st.expander(wording.text("aturan.beda.aturan")):
            _lines(rules, "rules")
    for category in told.categories:
        with st.expander(_heading(category)):
            st.write(plain(category.statement))
            _lines([line for line in changed if line.category and line.category == category.code], category.code)


def _heading(category: CategoryDifference) -> str:
    counts = ", ".join(
        wording.text("beda.hitungan", jumlah=number, jenis=wording.text(f"beda.jenis.{kind}"))
        for kind, number in category.counts.items()
    )
    name = category.label or wording.text("beda.kategori_lain")
    return plain(wording.text("aturan.beda.kategori", nama=name, hitungan=counts).rstrip(": "))


def _lines(lines: Sequence[Line], name: str) -> None:
    if not lines:
        st.write(wording.text("aturan.beda.tanpa"))
        return
    columns = [Column(wording.text(f"aturan.beda.{key}")) for key in ("nama", "jenis", "sebelum", "sesudah")]
    rows = [
        [{"text": row_title(line)}, {"text": _kind(line)}, {"text": line.before or "–"}, {"text": line.after or "–"}]
        for line in lines[:_LINES]
    ]
    draw(Table(wording.text("aturan.beda.judul"), columns, rows), key=f"tabel_beda_{name}")
    if len(lines) > _LINES:
        st.caption(wording.text("aturan.beda.lain", n=len(lines) - _LINES))


def _kind(line: Line) -> str:
    kind = wording.text(f"beda.jenis.{line.kind}")
    return wording.text("aturan.beda.dapat", jenis=kind) if line.effect is Effect.SCORE else kind
