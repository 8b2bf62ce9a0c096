"""The rule sets of this installation: all of them, and one as a commissioner reads it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any
from urllib.parse import urlencode

import streamlit as st

import wording
from questionnaires import RuleErrors, UnknownRules
from questionnaires.schema import RulesFile
from sheets.authoring.lay import unpublished
from sheets.authoring.titles import word
from ui.markdown import plain
from ui.results.table import Column, Table, draw, source_cell
from ui.rules import sentences
from ui.rules.files import installed_downloads, library
from workflow import Monev

NAME = "aturan"
_PAGE, _UNPUBLISHED = 25, 60


def show(monev: Monev) -> None:
    """Draw the rule set that was asked for, or the list."""
    name = st.query_params.get(NAME, "")
    if not name:
        _listing(monev)
        return
    st.button(wording.text("aturan.daftar.kembali"), icon=":material/arrow_back:", on_click=_close)
    try:
        _one(monev, name)
    except (UnknownRules, RuleErrors):
        st.warning(wording.text("aturan.tidak_ada", nama=plain(name)), icon=":material/info:")


@cache
def _rows(monev: Monev) -> list[Mapping[str, Any]]:
    """Return every rule set, the newest year first; the rules do not change while the application runs."""
    return sorted(monev.rule_sets(), key=lambda row: (-int(row["rules"].split("/")[1]), row["rules"], row["version"]))


def _listing(monev: Monev) -> None:
    asked = st.text_input(
        wording.text("aturan.daftar.cari"),
        placeholder=wording.text("aturan.daftar.contoh"),
        max_chars=60,
        type="search",
        live="300ms",
        key="aturan_cari",
    )
    words = asked.casefold().split()
    found = [row for row in _rows(monev) if all(word in _searched(row) for word in words)]
    with st.container(key="kabar_aturan"):
        if not found:
            st.write(wording.text("aturan.daftar.kosong"))
            return
        st.caption(wording.text("aturan.daftar.jumlah", n=len(found)))
    pages = -(-len(found) // _PAGE)
    place = st.container()
    page = int(st.pagination(pages, key=f"aturan_halaman_{len(found)}")) if pages > 1 else 1
    keys = ("aturan", "keadaan", "kuesioner", "kosong_angka", "anggapan")
    columns = [
        Column(wording.text(f"aturan.daftar.{key}"), kind="named" if key == "aturan" else "number" if at > 1 else "")
        for at, key in enumerate(keys)
    ]
    rows = [_row(row) for row in found[(page - 1) * _PAGE : page * _PAGE]]
    with place:
        draw(Table(wording.text("aturan.judul"), columns, rows), key=f"tabel_aturan_{page}", on_open=_open)


def _searched(row: Mapping[str, Any]) -> str:
    return f"{row['rules'].replace('/', ' ')} {row['rules']} {row['title']}".casefold()


def _row(row: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    name = f"{row['rules']}@{row['version']}"
    return [
        {"text": name, "small": row["title"], "open": name, "link": f"?{urlencode({NAME: name})}"},
        {"text": word("state", row["state"])},
        {"text": str(len(row["categories"]))},
        {"text": str(row["unpublished"])},
        {"text": str(row["assumptions"])},
    ]


def _open(name: Any) -> None:
    st.query_params[NAME] = str(name)


def _close() -> None:
    st.query_params.pop(NAME, None)


def _one(monev: Monev, name: str) -> None:
    edition = library(monev).edition(name)
    scope, _ = library(monev).loaded(edition)
    rules = scope.rules
    st.header(plain(rules.title), anchor=False)
    st.caption(wording.text("aturan.isi.tentang", aturan=plain(edition.name), keadaan=word("state", rules.state)))
    about = [("masa", rules.period), ("alasan", rules.reason), ("dasar", rules.base)]
    for key, said in about:
        if said:
            st.write(wording.text(f"aturan.isi.{key}", **{key: plain(said.rstrip("."))}))
    installed_downloads(monev, edition.name)
    sentences.show(library(monev), edition.name)
    row = next(row for row in _rows(monev) if f"{row['rules']}@{row['version']}" == edition.name)
    categories(row["categories"], dict(monev.library.categories(edition.name)))
    _unpublished(monev, edition.name, rules)
    assumptions(rules)
    _sources(rules)


def categories(rows: Sequence[Mapping[str, Any]], labels: Mapping[str, str]) -> None:
    """Draw the questionnaires of a rule set with their sizes."""
    st.subheader(wording.text("aturan.isi.kategori"), anchor=False)
    if not rows:
        st.write(wording.text("aturan.isi.tanpa_kategori"))
        return
    columns = [
        Column(wording.text("aturan.isi.kolom_kategori"), kind="named"),
        Column(wording.text("aturan.isi.kolom_butir"), kind="number"),
        Column(wording.text("aturan.isi.kolom_penuh"), kind="number"),
    ]
    cells = [
        [
            {"text": labels.get(row["code"], row["code"]), "small": row["code"]},
            {"text": str(row["questions"])},
            {"text": wording.number(row["maximum"])},
        ]
        for row in rows
    ]
    draw(Table(wording.text("aturan.isi.kategori"), columns, cells), key="tabel_kategori")


def _unpublished(monev: Monev, name: str, rules: RulesFile) -> None:
    st.subheader(wording.text("aturan.isi.belum"), anchor=False)
    found = list(unpublished(rules))
    if not found:
        st.write(wording.text("aturan.isi.belum_kosong"))
    else:
        st.write(wording.text("aturan.isi.belum_jumlah", n=len(found)))
    sentences.one(library(monev), name, "belum")
    if found:
        with st.expander(wording.text("aturan.isi.belum_satu")):
            _one_by_one(found)


def _one_by_one(found: Sequence[tuple[str, str, str]]) -> None:
    columns = [Column(wording.text(f"aturan.isi.belum_{key}")) for key in ("tabel", "baris", "kolom")]
    rows = [[{"text": part or "–"} for part in parts] for parts in found[:_UNPUBLISHED]]
    draw(Table(wording.text("aturan.isi.belum"), columns, rows), key="tabel_belum")
    if len(found) > _UNPUBLISHED:
        st.caption(wording.text("aturan.isi.belum_lain", n=len(found) - _UNPUBLISHED))


def assumptions(rules: RulesFile) -> None:
    """List what a rule set assumes, with the reasons."""
    st.subheader(wording.text("aturan.isi.anggapan"), anchor=False)
    if not rules.assumptions:
        st.write(wording.text("aturan.isi.tanpa_anggapan"))
    st.markdown("\n".join(f"- {plain(one.text)} {plain(one.reason)}" for one in rules.assumptions))


def _sources(rules: RulesFile) -> None:
    if not rules.sources:
        return
    st.subheader(wording.text("aturan.isi.sumber"), anchor=False)
    columns = [Column(wording.text(f"aturan.isi.sumber_{key}")) for key in ("judul", "kode", "alamat")]
    rows = [[{"text": one.title}, {"text": one.id}, source_cell([one.url] if one.url else [])] for one in rules.sources]
    draw(Table(wording.text("aturan.isi.sumber"), columns, rows), key="tabel_sumber")
