"""How the bodies of a scope are spread over the classes, year by year; from counts alone, never from single rows."""

from collections.abc import Sequence

import streamlit as st

import wording
from ui import charts, palette
from ui.charts import Look
from ui.results import filters
from ui.results.table import Cell, Column, Table, chip, class_label, draw, source_cell
from workflow.choosing import Cell as Counted
from workflow.choosing import Spread
from workflow.published import CLASSES
from workflow.results import Results

_YEARS_PHONE = 8


def show(results: Results) -> None:
    """Draw the choice of scope and category, the chart and the table."""
    where, what = st.columns(2, gap="small")
    with where:
        scope = filters.scope(results)
    groups = results.spread_groups(scope.code)
    if not groups:
        st.info(wording.text("hasil.sebaran.kosong", cakupan=scope.name), icon=":material/info:")
        return
    with what:
        group = filters.spread_group(groups)
    rows = results.spreads(scope.code, group)
    st.header(wording.text("hasil.sebaran.judul", cakupan=scope.name, kategori=filters.group_name(group)), anchor=False)
    st.markdown(sentence(rows))
    chart(rows, key="bagan_sebaran")
    table(rows, key="tabel_sebaran")


def sentence(rows: Sequence[Spread]) -> str:
    """Return the share of Informatif in the first and the last year that have one."""
    shares = [row for row in rows if row.total and not row.fault and "informatif" in row.cells]
    if not shares:
        return wording.text("hasil.sebaran.tanpa_bagian")
    now = _share(shares[-1])
    if len(shares) == 1:
        return wording.text("hasil.sebaran.satu", tahun=now["tahun"], n=now["n"], semua=now["semua"])
    return wording.text("hasil.sebaran.perubahan", **{**{f"{k}_awal": v for k, v in _share(shares[0]).items()}, **now})


def _share(row: Spread) -> dict[str, str]:
    count, total = row.cells["informatif"].value or 0, row.total or 1
    return {"tahun": str(row.year), "n": wording.number(count), "semua": wording.number(total)}


def chart(rows: Sequence[Spread], *, key: str) -> None:
    """Draw the bars and say what hatching means where there is some."""
    phone = palette.on_phone()
    shown = [row for row in rows if row.fault != "tanpa_kelas"]
    shown = shown[-_YEARS_PHONE:] if phone else shown
    if not shown:
        st.caption(wording.text("hasil.sebaran.tanpa_kelas_semua"))
        return
    if all(row.fault for row in shown):
        for row in shown:
            st.markdown(wording.text("hasil.sebaran.tanpa_batang", tahun=row.year, isi=charts.without_bar(row)))
        return
    charts.draw(charts.spread(shown, Look(palette.current(), phone)), key=key, alt=_alt(shown))
    st.caption(" ".join(_remarks(shown, phone)))


def _remarks(rows: Sequence[Spread], phone: bool) -> list[str]:
    remarks = [wording.text("hasil.sebaran.huruf")]
    if phone:
        remarks.append(wording.text("hasil.sebaran.kanan"))
    if any(row.rest for row in rows if not row.fault):
        remarks.append(wording.text("hasil.sebaran.arsir"))
    if any("not_registered" in row.cells for row in rows):
        remarks.append(wording.text("hasil.sebaran.tidak_terdaftar"))
    return remarks


def _alt(rows: Sequence[Spread]) -> str:
    return wording.text("hasil.sebaran.alt", isi="; ".join(_in_words(row) for row in rows))


def _in_words(row: Spread) -> str:
    counts = ", ".join(f"{measure_name(code)} {count}" for code, count in row.parts)
    return f"{row.year}: {counts}"


def measure_name(code: str) -> str:
    """Return the name of a class or a state."""
    return class_label(code) if code in CLASSES else wording.text(f"hasil.keadaan.{code}")


def table(rows: Sequence[Spread], *, key: str) -> None:
    """Draw every count with its sources; where sources disagree, the other values and the reason of the choice."""
    columns = [
        Column(wording.text("hasil.tabel.tahun")),
        Column(wording.text("hasil.tabel.golongan")),
        Column(wording.text("hasil.tabel.jumlah"), "number"),
        Column(wording.text("hasil.tabel.dari"), "number"),
        Column(wording.text("hasil.tabel.keterangan"), "long"),
        Column(wording.text("hasil.tabel.sumber"), "source"),
    ]
    lines = [line for row in reversed(rows) for line in _lines(row)]
    with st.expander(wording.text("hasil.tabel.tampilkan")):
        draw(Table(wording.text("hasil.sebaran.judul_tabel"), columns, lines), key=key)


def _lines(row: Spread) -> list[list[Cell]]:
    lines = [_line(row, cell) for cell in _ordered(row)]
    return [*lines, _rest(row)] if row.rest and not row.fault else lines


def _rest(row: Spread) -> list[Cell]:
    """Return the bodies whose class no source prints; a remainder, not a class."""
    remark = ""
    if row.rest_class:
        remark = wording.text("hasil.sebaran.pengurangan", kelas=class_label(row.rest_class))
    return [
        {"text": str(row.year)},
        {"text": wording.text("hasil.sebaran.sisa")},
        {"text": wording.number(row.rest)},
        {"text": wording.number(row.total or 0)},
        {"text": remark},
        {},
    ]


def _ordered(row: Spread) -> list[Counted]:
    order = {code: at for at, code in enumerate(CLASSES)}
    return sorted(row.cells.values(), key=lambda cell: (order.get(cell.measure, len(order)), cell.measure))


def _line(row: Spread, cell: Counted) -> list[Cell]:
    known = cell.measure in CLASSES
    name = {"text": measure_name(cell.measure)}
    return [
        {"text": str(row.year)},
        {"chip": chip(cell.measure), **name} if known else name,
        {"text": wording.number(cell.value) if cell.value is not None else wording.text("hasil.tabel.tanpa_hitungan")},
        {"text": wording.number(cell.total) if cell.total is not None and cell.total != cell.value else ""},
        {"text": " ".join(_explained(cell))},
        source_cell([count.source for count in cell.rows]),
    ]


def _explained(cell: Counted) -> list[str]:
    parts = []
    if cell.disputed:
        differing = [one for one in cell.rows if one.count != cell.value or one.total not in (None, cell.total)]
        others = sorted({_printed(one.count, one.total) for one in differing})
        if others:
            parts.append(wording.text("hasil.sebaran.berbeda", lain=", ".join(others)))
        parts.append(cell.reason)
    parts.extend(dict.fromkeys(_sentence(one.remark) for one in cell.rows if one.remark))
    return parts


def _sentence(remark: str) -> str:
    return remark[0].upper() + remark[1:] + ("" if remark.endswith(".") else ".")


def _printed(count: int | None, total: int | None) -> str:
    if count is None:
        return wording.text("hasil.tabel.tanpa_hitungan")
    if total is None or total == count:
        return wording.number(count)
    return wording.text("hasil.sebaran.dari", n=wording.number(count), semua=wording.number(total))
