"""The list: bodies with their results of eight years side by side."""

from collections.abc import Mapping
from functools import partial

import streamlit as st

import wording
from ui.results import downloads, filters
from ui.results.table import Cell, Column, Table, class_key, draw, year_cell
from workflow.published import Scope, Search
from workflow.results import Found, Line, Listing, Results


def show(results: Results) -> None:
    """Draw filters, list, pages and downloads."""
    asked = _asked(results)
    found = results.find(asked)
    names = {scope.code: scope for scope in results.scopes()}
    if not found.total:
        _nothing(asked)
        return
    with st.container(key="kabar_hasil"):
        st.markdown(_summary(found, names))
    place = st.container()
    page = _page(found)
    with place:
        _draw(results.browse(found.search, page), names)
    downloads.buttons(partial(results.export, found.search), f"hasil-monev-{found.search.scope or 'semua'}")


def _asked(results: Results) -> Search:
    search, where, what = st.columns([2, 1, 1], gap="small")
    with search:
        words = filters.text()
    with where:
        scope = filters.scope(results)
    with what:
        group = filters.group(results.groups(scope.code))
    return filters.as_search(words, scope, group)


def _page(found: Found) -> int:
    if found.pages == 1:
        return 1
    return int(st.pagination(found.pages, key=filters.PAGE, bind="query-params"))


def _summary(found: Found, names: Mapping[str, Scope]) -> str:
    count = wording.number(found.total)
    if found.elsewhere:
        return wording.text("hasil.daftar.di_luar", n=count)
    scope = names[found.search.scope].name
    category = found.search.group or wording.text("hasil.daftar.semua_kategori")
    return wording.text("hasil.daftar.jumlah", n=count, cakupan=scope, kategori=category)


def _nothing(asked: Search) -> None:
    key = "hasil.kosong.nama" if asked.text else "hasil.kosong.saringan"
    st.info(wording.text(key), icon=":material/search_off:")


def _draw(listing: Listing, names: Mapping[str, Scope]) -> None:
    columns = [Column(wording.text("hasil.tabel.badan"), "name")]
    columns += [Column(str(year), "year", f"'{year % 100:02d}") for year in listing.years]
    several = len({line.series.scope for line in listing.lines}) > 1
    rows = [_row(line, listing, names, several) for line in listing.lines]
    table = Table(wording.text("hasil.daftar.judul_tabel"), columns, rows, "grid", class_key())
    draw(table, key="daftar_badan", on_open=_open)


def _row(line: Line, listing: Listing, names: Mapping[str, Scope], several: bool) -> list[Cell]:
    body, scope = line.series.body, line.series.scope
    newest = line.results[max(line.results)].group if line.results else wording.text("hasil.kosong.badan")
    where = [names[scope].name] if several and scope in names else []
    if line.results and max(line.results) < listing.years[0]:
        where.append(wording.text("hasil.daftar.lebih_lama", tahun=max(line.results)))
    name = {
        "text": body.name,
        "small": " · ".join([newest, *where]),
        "link": filters.body_address(body.id, scope),
        "open": {"badan": body.id, "cakupan": scope},
    }
    return [name, *(year_cell(line.results.get(year)) for year in listing.years)]


def _open(value: Mapping[str, str]) -> None:
    filters.open_body(value["badan"], value["cakupan"])
