"""What is ranked: a rule set, said in sentences, its blank table, and the tables that were filled in."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from io import BytesIO
from typing import NamedTuple, cast

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

import wording
from analytics.recap import Recap, recap
from questionnaires.problems import Problem
from scoring.rules import RuleSet
from sheets.contest.blank import write_blank
from sheets.contest.categories import Categories
from sheets.contest.gathering import Named, gather
from sheets.contest.reading import TableReading
from sheets.contest.sentences import sentences
from ui import organisers
from ui.markdown import plain
from workflow import Monev

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_SHOWN, _TURN = "rekap", "rekap_berkas"
_MEGABYTES, _PROBLEMS = 10, 30


class Ranked(NamedTuple):
    """The results that this tab made, and what of its tables was not used."""

    recap: Recap
    notes: tuple[str, ...]
    names: tuple[str, ...]


def shown() -> Ranked | None:
    """Return the results that this tab made last."""
    return cast("Ranked | None", st.session_state.get(_SHOWN))


def again() -> None:
    """Let this tab choose anew; the files that were dropped in are let go."""
    st.session_state.pop(_SHOWN, None)
    st.session_state[_TURN] = st.session_state.get(_TURN, 0) + 1


def choose(monev: Monev) -> None:
    """Draw the choice, and rank when asked to."""
    name = _rules(monev)
    if name is None:
        st.caption(wording.text("rekap.halaman.pilih_dulu"))
        return
    rules = monev.library.rule_set(name)
    listed = monev.library.categories(name)
    if not rules.stages:
        st.info(wording.text("rekap.halaman.tanpa_tahap", aturan=plain(rules.title)), icon=":material/info:")
        return
    _sentences(rules, Categories.of(rules, listed))
    st.download_button(
        wording.text("rekap.halaman.unduh_kosong"),
        partial(_blank, rules, listed),
        file_name=f"nilai-tahap-{rules.owner}-{rules.year}.xlsx",
        mime=XLSX,
        icon=":material/download:",
        on_click="ignore",
    )
    _tables(rules, listed)


def _rules(monev: Monev) -> str | None:
    return organisers.choose(
        organisers.offers(monev, without_questionnaire=True),
        wording.text("rekap.halaman.aturan"),
        wording.text("rekap.halaman.aturan_pilih"),
        key="rekap_aturan",
        persist_state="page",
    )


def _sentences(rules: RuleSet, categories: Categories) -> None:
    """Say what decides between the bodies, one sentence for each stage, gate and class table."""
    st.header(wording.text("rekap.halaman.aturan_judul"), anchor=False)
    lines = [f"- **{plain(subject)}** · {plain(words)}" for subject, words in sentences(rules, categories.labels)]
    st.markdown("\n".join(lines))


def _blank(rules: RuleSet, listed: Sequence[tuple[str, str]]) -> bytes:
    target = BytesIO()
    write_blank(rules, Categories.of(rules, listed), target)
    return target.getvalue()


def _tables(rules: RuleSet, listed: Sequence[tuple[str, str]]) -> None:
    """Draw the places for the filled table and the one before the objections, and rank when asked to."""
    turn = st.session_state.get(_TURN, 0)
    with st.container(border=True, key="lembar_rekap"):
        files = st.file_uploader(
            wording.text("rekap.halaman.tabel"),
            type=["xlsx", "csv"],
            accept_multiple_files=True,
            max_upload_size=_MEGABYTES,
            help=wording.text("rekap.halaman.tabel_bantuan"),
            key=f"rekap_tabel_{turn}",
        )
        earlier = st.file_uploader(
            wording.text("rekap.halaman.sebelum"),
            type=["xlsx", "csv"],
            accept_multiple_files=True,
            max_upload_size=_MEGABYTES,
            help=wording.text("rekap.halaman.sebelum_bantuan"),
            key=f"rekap_sebelum_{turn}",
        )
        if st.button(wording.text("rekap.halaman.tombol"), type="primary", disabled=not files):
            _rank(rules, listed, files, earlier)
        st.caption(wording.text("rekap.halaman.tidak_disimpan" if files else "rekap.halaman.belum_ada"))


def _rank(
    rules: RuleSet,
    listed: Sequence[tuple[str, str]],
    files: Sequence[UploadedFile],
    earlier: Sequence[UploadedFile],
) -> None:
    after = _read(rules, listed, files)
    before = _read(rules, listed, earlier) if earlier else None
    problems = [*after.problems, *(before.problems if before else ())]
    if problems:
        _refuse(problems)
        return
    found = recap(rules, after.entries, after.categories, before.entries if before else None)
    st.session_state[_SHOWN] = Ranked(found, after.notes, tuple(file.name for file in (*files, *earlier)))
    st.session_state[_TURN] = st.session_state.get(_TURN, 0) + 1
    st.rerun()


def _read(rules: RuleSet, listed: Sequence[tuple[str, str]], files: Sequence[UploadedFile]) -> TableReading:
    return gather([Named(file.name, file.getvalue()) for file in files], rules, listed)


def _refuse(problems: Sequence[Problem]) -> None:
    st.warning(wording.text("rekap.halaman.tidak_dapat_dipakai", n=len(problems)), icon=":material/error:")
    st.markdown("\n".join(f"- {plain(str(found))}" for found in problems[:_PROBLEMS]))
    if len(problems) > _PROBLEMS:
        st.caption(wording.text("rekap.halaman.masalah_lain", n=len(problems) - _PROBLEMS))
