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
from questionnaires import Library
from questionnaires.problems import Problem
from questionnaires.scheme import Line, Section, way
from scoring.rules import RuleSet
from sheets.contest.blank import write_blank
from sheets.contest.categories import Categories
from sheets.contest.gathering import Named, gather
from sheets.contest.reading import TableReading
from ui import organisers, uploads
from ui.markdown import plain
from ui.rules.sentences import sentence
from workflow import Monev

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_SHOWN, _TURN = "rekap", "rekap_berkas"
_MEGABYTES, _PROBLEMS = 10, 30


class Chosen(NamedTuple):
    """A rule set, the categories with a questionnaire, and what leads to places in sentences."""

    rules: RuleSet
    listed: Sequence[tuple[str, str]]
    told: tuple[Section, ...]


class Ranked(NamedTuple):
    """The results that this tab made, the rules in sentences, and what of its tables was not used."""

    recap: Recap
    told: tuple[Section, ...]
    notes: tuple[str, ...]
    names: tuple[str, ...]

    def sentences(self, code: str) -> tuple[Line, ...]:
        """Return the sentences of one section."""
        return next((section.lines for section in self.told if section.code == code), ())


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
    if not rules.stages:
        st.info(wording.text("rekap.halaman.tanpa_tahap", aturan=plain(rules.title)), icon=":material/info:")
        return
    chosen = Chosen(rules, monev.library.categories(name), way(cast("Library", monev.library), name))
    _sentences(chosen.told)
    st.download_button(
        wording.text("rekap.halaman.unduh_kosong"),
        partial(blank, chosen),
        file_name=f"nilai-tahap-{rules.owner}-{rules.year}.xlsx",
        mime=XLSX,
        icon=":material/download:",
        on_click="ignore",
    )
    _tables(chosen)


def _rules(monev: Monev) -> str | None:
    return organisers.choose(
        organisers.offers(monev, without_questionnaire=True),
        wording.text("rekap.halaman.aturan"),
        wording.text("rekap.halaman.aturan_pilih"),
        key="rekap_aturan",
        persist_state="page",
    )


def _sentences(told: Sequence[Section]) -> None:
    """Say what leads to places: stages, gates, assessors, classes, each with its source and grade."""
    st.header(wording.text("rekap.halaman.aturan_judul"), anchor=False)
    lines = []
    for section in told:
        lines.append(f"- **{plain(section.title)}**")
        lines += [f"    - {sentence(line)}" for line in section.lines]
    st.markdown("\n".join(lines))


def blank(chosen: Chosen) -> bytes:
    """Return the blank table of the rules."""
    target = BytesIO()
    write_blank(chosen.rules, Categories.of(chosen.rules, chosen.listed), chosen.told, target)
    return target.getvalue()


def _tables(chosen: Chosen) -> None:
    """Draw the places for the filled table and the one before the objections, and rank when asked to."""
    with st.container(border=True, key="lembar_rekap"):
        files, earlier = (_dropped(key) for key in ("tabel", "sebelum"))
        if st.button(wording.text("rekap.halaman.tombol"), type="primary", disabled=not files):
            _rank(chosen, files, earlier)
        st.caption(wording.text("rekap.halaman.tidak_disimpan" if files else "rekap.halaman.belum_ada"))


def _dropped(key: str) -> list[UploadedFile]:
    files: list[UploadedFile] = uploads.uploader(
        wording.text(f"rekap.halaman.{key}"),
        type=["xlsx", "csv"],
        accept_multiple_files=True,
        max_upload_size=_MEGABYTES,
        help=wording.text(f"rekap.halaman.{key}_bantuan"),
        key=f"rekap_{key}_{st.session_state.get(_TURN, 0)}",
    )
    return files


def _rank(chosen: Chosen, files: Sequence[UploadedFile], earlier: Sequence[UploadedFile]) -> None:
    after = _read(chosen, files)
    before = _read(chosen, earlier) if earlier else None
    problems = [*after.problems, *(before.problems if before else ())]
    if problems:
        _refuse(problems)
        return
    found = recap(chosen.rules, after.entries, after.categories, before.entries if before else None)
    names = tuple(file.name for file in (*files, *earlier))
    st.session_state[_SHOWN] = Ranked(found, chosen.told, after.notes, names)
    st.session_state[_TURN] = st.session_state.get(_TURN, 0) + 1
    st.rerun()


def _read(chosen: Chosen, files: Sequence[UploadedFile]) -> TableReading:
    return gather([Named(file.name, file.getvalue()) for file in files], chosen.rules, chosen.listed)


def _refuse(problems: Sequence[Problem]) -> None:
    st.warning(wording.text("rekap.halaman.tidak_dapat_dipakai", n=len(problems)), icon=":material/error:")
    st.markdown("\n".join(f"- {plain(str(found))}" for found in problems[:_PROBLEMS]))
    if len(problems) > _PROBLEMS:
        st.caption(wording.text("rekap.halaman.masalah_lain", n=len(problems) - _PROBLEMS))
