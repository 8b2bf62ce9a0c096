"""One category in one year: every announced body, best score first."""

from collections.abc import Mapping

import streamlit as st

import wording
from ui import charts, palette
from ui.charts import Look
from ui.results import filters
from ui.results.table import Cell, Column, Table, chip, class_label, draw, source_cell
from workflow.published import Body, Result
from workflow.results import PAGE, Results, Standing

_DOTS, _DOTS_PHONE = 20, 12


def show(results: Results) -> None:
    """Draw the choice of category and year, the chart and the table."""
    where, what, when = st.columns([1, 2, 1], gap="small")
    with where:
        scope = filters.scope(results)
    groups = results.groups(scope.code)
    if not groups:
        st.info(wording.text("hasil.kosong.cakupan", cakupan=scope.name), icon=":material/info:")
        return
    with what:
        group = filters.group(groups, every=False)
    with when:
        year = filters.year(results.years(scope.code, group))
    first = results.standing(scope.code, group, year)
    if not first.published:
        st.info(wording.text("hasil.kosong.tahun", tahun=year), icon=":material/info:")
        return
    st.header(wording.text("hasil.kategori.judul", kategori=group, tahun=year), anchor=False)
    st.markdown(announced(first))
    chart(first, key="titik_kategori")
    place = st.container()
    pages = -(-first.published // PAGE)
    page = int(st.pagination(pages, key=filters.PAGE, bind="query-params")) if pages > 1 else 1
    with place:
        table(first if page == 1 else results.standing(scope.code, group, year, page=page), key="tabel_kategori")


def announced(standing: Standing) -> str:
    """Return how many of how many bodies were announced."""
    if standing.assessed is None:
        return wording.text("hasil.kategori.diumumkan_tanpa_jumlah", n=wording.number(standing.published))
    if standing.published == standing.assessed:
        return wording.text("hasil.kategori.diumumkan_semua", n=wording.number(standing.published))
    return wording.text(
        "hasil.kategori.diumumkan", n=wording.number(standing.published), semua=wording.number(standing.assessed)
    )


def chart(standing: Standing, *, key: str) -> None:
    """Draw the bodies with a score as dots, at most as many as the eye can hold; say what is left out."""
    phone = palette.on_phone()
    limit = _DOTS_PHONE if phone else _DOTS
    scored = [row for row in standing.rows if row[1].score is not None]
    shown = _around(scored, standing.own, limit)
    if not shown:
        st.caption(wording.text("hasil.kategori.tanpa_nilai"))
        return
    figure = charts.standing(shown, standing.period, standing.own, Look(palette.current(), phone))
    charts.draw(figure, key=key, alt=_alt(shown))
    if len(shown) < len(standing.rows) or standing.published > len(standing.rows):
        st.caption(wording.text("hasil.kategori.terpotong", n=len(shown)))


def _around(scored: list[tuple[Body, Result]], own: tuple[str, ...], limit: int) -> list[tuple[Body, Result]]:
    """Return the best rows, or those around the own body."""
    at = next((index for index, (body, _) in enumerate(scored) if body.id in own), 0)
    start = max(0, min(at - limit // 2, len(scored) - limit)) if at >= limit else 0
    return scored[start : start + limit]


def _alt(rows: list[tuple[Body, Result]]) -> str:
    values = "; ".join(
        wording.text("hasil.kategori.alt_baris", badan=body.label, nilai=wording.number(result.score or ""))
        for body, result in rows
    )
    return wording.text("hasil.kategori.alt", isi=values)


def table(standing: Standing, *, key: str) -> None:
    """Draw every announced body of the page with place, class, score, certainty and source."""
    columns = [
        Column(wording.text("hasil.tabel.badan"), "name"),
        Column(wording.text("hasil.tabel.kelas")),
        Column(wording.text("hasil.tabel.nilai"), "number"),
        Column(wording.text("hasil.tabel.peringkat"), "number"),
        Column(wording.text("hasil.tabel.kepastian"), "long"),
        Column(wording.text("hasil.tabel.sumber"), "source"),
    ]
    rows = [_row(body, result, standing) for body, result in standing.rows]
    caption = wording.text("hasil.kategori.judul", kategori=standing.group, tahun=standing.year)
    draw(Table(caption, columns, rows), key=key, on_open=_open)


def _row(body: Body, result: Result, standing: Standing) -> list[Cell]:
    scope = standing.scope.code
    name = {
        "text": body.name,
        "link": filters.body_address(body.id, scope),
        "open": {"badan": body.id, "cakupan": scope},
    }
    return [
        name,
        class_cell(result),
        {"text": wording.number(result.score) if result.score is not None else ""},
        {"text": str(result.place) if result.place is not None else ""},
        {"text": certainty(result)},
        source_cell(result.sources),
    ]


def class_cell(result: Result) -> Cell:
    """Return the class as chip and name."""
    if result.class_code is None:
        return {}
    return {"chip": chip(result.class_code, doubtful=result.ambiguous), "text": class_label(result.class_code)}


def certainty(result: Result) -> str:
    """Return how well the row is attested, in words."""
    return wording.text(f"hasil.kepastian.{result.certainty.replace(' ', '_')}")


def _open(value: Mapping[str, str]) -> None:
    filters.open_body(value["badan"], value["cakupan"])
