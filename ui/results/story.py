"""One body over the years: what changed, against which class limits, where in its category, and from which sources."""

from collections.abc import Sequence
from functools import partial

import streamlit as st

import wording
from ui import charts, palette
from ui.charts import Look
from ui.markdown import plain
from ui.results import category, downloads, filters, spread
from ui.results.comparability import compare
from ui.results.table import Cell, Column, Table, class_label, draw, in_words, source_cell
from workflow.comparability import Known, Period, Sameness
from workflow.published import EVERY_CATEGORY, Body, Result, Succession
from workflow.results import Point, Relative, Results, Story

_YEARS_PHONE = 8


def show(results: Results, body_id: str, scope: str) -> None:
    """Draw the body, or say that there is none of this name."""
    st.button(
        wording.text("hasil.badan.kembali"), icon=":material/arrow_back:", type="tertiary", on_click=filters.close_body
    )
    story = results.story(body_id, scope)
    if story is None:
        st.info(wording.text("hasil.kosong.nama"), icon=":material/search_off:")
        return
    st.title(plain(story.body.name), anchor=False)
    st.caption(_caption(story))
    if len(story.scopes) > 1:
        _scopes(story)
    if not story.points:
        st.write(wording.text("hasil.kosong.badan_panjang"))
    else:
        _years(story)
        _around(results, story)
        compare(story)
    _relatives(story)
    if story.points:
        ids = {body.id for body in story.names}
        downloads.buttons(partial(_own_rows, story, ids), f"hasil-monev-{story.body.id}")


def _own_rows(story: Story, ids: set[str]) -> list[tuple[Body, Result]]:
    names = {body.id: body for body in story.names}
    return [(names[row.body_id], row) for point in story.points for row in point.rows if row.body_id in ids]


def _caption(story: Story) -> str:
    parts = [story.points[-1].result.group if story.points else "", story.scope.name]
    if story.points:
        years = story.points[0].result.year, story.points[-1].result.year
        span = str(years[0]) if years[0] == years[1] else f"{years[0]}–{years[1]}"
        parts.append(wording.text("hasil.badan.jumlah", n=len(story.points), tahun=span))
    return " · ".join(part for part in parts if part)


def _scopes(story: Story) -> None:
    names = {scope.code: scope.name for scope in story.scopes}
    key = f"cakupan_badan_{story.body.id}"

    def turn() -> None:
        filters.open_body(story.body.id, st.session_state[key])

    st.segmented_control(
        wording.text("hasil.badan.dinilai_dalam"),
        list(names),
        default=story.scope.code,
        required=True,
        format_func=names.__getitem__,
        key=key,
        on_change=turn,
    )


def _years(story: Story) -> None:
    phone = palette.on_phone()
    years = story.years[-_YEARS_PHONE:] if phone else story.years
    points = [point for point in story.points if point.result.year >= years[0]]
    st.markdown(sentence(story))
    figure = charts.trend(points, _cut(story, years), years, Look(palette.current(), phone))
    charts.draw(figure, key="tren", alt=_alt(points))
    st.caption(" ".join(_remarks(story, points, years)))
    for line in _footnotes(points):
        st.caption(line)
    _table(story)


def _cut(story: Story, years: Sequence[int]) -> list[Period]:
    """Return the periods that reach into the years shown."""
    return [period for period in story.periods if period.last >= years[0]]


def sentence(story: Story) -> str:
    """Return what changed between the first and the last published class."""
    classed = [point.result for point in story.points if point.result.class_code]
    if not classed:
        return wording.text("hasil.badan.tanpa_kelas")
    first, last = classed[0], classed[-1]
    score = _with_score(last)
    if first.year == last.year:
        text = wording.text("hasil.badan.satu", kelas=class_label(last.class_code), tahun=last.year, nilai=score)
    elif first.class_code == last.class_code:
        text = wording.text(
            "hasil.badan.tetap", kelas=class_label(last.class_code), awal=first.year, akhir=last.year, nilai=score
        )
    else:
        text = wording.text(
            "hasil.badan.berubah",
            kelas_awal=class_label(first.class_code),
            kelas=class_label(last.class_code),
            awal=first.year,
            akhir=last.year,
            nilai=score,
        )
    changed = [one.later for one in story.comparisons if one.limits is Sameness.CHANGED and one.earlier >= first.year]
    if changed:
        text += " " + wording.text("hasil.badan.batas_berubah", tahun=", ".join(map(str, changed)))
    return text


def _with_score(result: Result) -> str:
    if result.score is None:
        return ""
    return wording.text("hasil.badan.dengan_nilai", nilai=wording.number(result.score))


def _alt(points: Sequence[Point]) -> str:
    values = "; ".join(f"{point.result.year}: {in_words(point.result) or '–'}" for point in points)
    return wording.text("hasil.badan.alt", isi=values)


def _remarks(story: Story, points: Sequence[Point], years: Sequence[int]) -> list[str]:
    """Return how to read the chart: cut axis, dashed boxes, hollow dots, assumed or unknown limits."""
    remarks = [wording.text("hasil.badan.terakhir", n=len(years))] if years[0] > story.years[0] else []
    floor = charts.axis_floor(points, story.periods)
    if floor:
        remarks.append(wording.text("hasil.badan.sumbu", mulai=floor))
    if any(point.result.score is None and point.result.class_code for point in points):
        remarks.append(wording.text("hasil.badan.kotak"))
    if any(point.result.ambiguous for point in points):
        remarks.append(wording.text("hasil.badan.berongga"))
    if len(points) < len(years) and sum(point.result.score is not None for point in points) > 1:
        remarks.append(wording.text("hasil.badan.celah"))
    for known, key in (
        (Known.ASSUMED, "anggapan"),
        (Known.UNKNOWN, "tak_dikenal"),
        (Known.NONE, "tanpa_skala"),
        (Known.PARTLY, "sebagian"),
    ):
        spans = [period for period in _cut(story, years) if period.known is known]
        if spans:
            when = ", ".join(_span(max(period.first, years[0]), period.last) for period in spans)
            remarks.append(wording.text(f"hasil.badan.batas.{key}", tahun=when))
    return remarks


def _span(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}–{last}"


def _footnotes(points: Sequence[Point]) -> list[str]:
    """Return one line for each year whose value is disputed or contradicts the limits of its year."""
    lines = []
    for point in points:
        year = point.result.year
        for other in point.others:
            field = wording.text(f"hasil.bidang.{other.field}")
            value = wording.number(other.value) if other.field != "class" else other.value
            lines.append(wording.text("hasil.badan.lain", tahun=year, bidang=field, nilai=value, alasan=other.reason))
        if point.contradicted:
            lines.append(
                wording.text(
                    "hasil.badan.tak_cocok",
                    tahun=year,
                    nilai=wording.number(point.result.score or ""),
                    kelas=point.contradicted,
                    terbit=class_label(point.result.class_code),
                )
            )
    return lines


def _table(story: Story) -> None:
    columns = [
        Column(wording.text("hasil.tabel.tahun")),
        Column(wording.text("hasil.tabel.kelas")),
        Column(wording.text("hasil.tabel.nilai"), "number"),
        Column(wording.text("hasil.tabel.peringkat"), "number"),
        Column(wording.text("hasil.tabel.kepastian"), "long"),
        Column(wording.text("hasil.tabel.sumber"), "source"),
        Column(wording.text("hasil.tabel.catatan"), "long"),
    ]
    rows = [_row(row, point, story) for point in reversed(story.points) for row in point.rows]
    with st.expander(wording.text("hasil.tabel.tampilkan_sumber"), expanded=True):
        caption = wording.text("hasil.badan.judul_tabel", badan=story.body.name)
        draw(Table(caption, columns, rows), key="tabel_badan")


def _row(row: Result, point: Point, story: Story) -> list[Cell]:
    return [
        {"text": str(row.year), "small": "" if row.chosen else wording.text("hasil.tabel.tidak_dipakai")},
        category.class_cell(row),
        {"text": wording.number(row.score) if row.score is not None else ""},
        {"text": str(row.place) if row.place is not None else ""},
        {"text": category.certainty(row)},
        source_cell(row.sources),
        {"text": " ".join(_noted(row, point, story))},
    ]


def _noted(row: Result, point: Point, story: Story) -> list[str]:
    notes = []
    if row.body_id != story.body.id:
        name = next(body.name for body in story.names if body.id == row.body_id)
        notes.append(wording.text("hasil.badan.bernama", nama=name))
    if row.saq_score is not None:
        notes.append(wording.text("hasil.badan.nilai_saq", nilai=wording.number(row.saq_score)))
    if row.remark:
        notes.append(row.remark[0].upper() + row.remark[1:] + ".")
    if row.chosen and len(point.rows) > 1:
        notes.append(row.reason)
    return notes


def _around(results: Results, story: Story) -> None:
    """Draw the place in the category beside the spread of the category."""
    newest = next((point.result for point in reversed(story.points) if not point.result.empty), None)
    if newest is None:
        return
    left, right = st.columns(2, gap="large")
    with left:
        years = [point.result.year for point in reversed(story.points) if not point.result.empty]
        st.header(wording.text("hasil.badan.tempat"), anchor=False)
        year = int(st.selectbox(wording.text("hasil.saring.tahun"), years, key="tahun_tempat"))
        result = next(point.result for point in story.points if point.result.year == year)
        standing = results.standing(story.scope.code, result.group, year, own=tuple(body.id for body in story.names))
        st.markdown(_place(result) + category.announced(standing))
        category.chart(standing, key="titik_badan")
    with right:
        _spread(results, story, newest.group)


def _place(result: Result) -> str:
    if result.place is None:
        return ""
    return wording.text("hasil.badan.peringkat_di", n=result.place, kategori=result.group, tahun=result.year) + " "


def _spread(results: Results, story: Story, group: str) -> None:
    counted = results.spread_groups(story.scope.code)
    shown = group if group in counted else EVERY_CATEGORY
    if shown not in counted:
        st.header(wording.text("hasil.badan.sebaran"), anchor=False)
        st.write(wording.text("hasil.sebaran.kosong", cakupan=story.scope.name))
        return
    st.header(wording.text("hasil.badan.sebaran_kategori", kategori=filters.group_name(shown)), anchor=False)
    rows = results.spreads(story.scope.code, shown)
    st.markdown(spread.sentence(rows))
    spread.chart(rows, key="sebaran_badan")


def _relatives(story: Story) -> None:
    names = [body for body in story.names if body.id != story.body.id]
    if not (names or story.before or story.after or story.body.note):
        return
    st.header(wording.text("hasil.badan.silsilah"), anchor=False)
    for body in names:
        st.markdown(_renamed(story, body))
    for relative in (*story.before, *story.after):
        _relative(relative, earlier=relative in story.before)
    if story.body.note:
        st.caption(plain(story.body.note))


def _renamed(story: Story, body: Body) -> str:
    earlier = story.names.index(body) < story.names.index(story.body)
    key = "hasil.badan.nama_lama" if earlier else "hasil.badan.nama_baru"
    when = body.valid_to[:4] if earlier else body.valid_from[:4]
    return wording.text(key, nama=plain(body.name), tahun=when or "?")


def _relative(relative: Relative, *, earlier: bool) -> None:
    kind = Succession(relative.link.kind)
    side = "dari" if earlier else "menjadi"
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(wording.text(f"hasil.badan.{kind}_{side}", nama=plain(relative.body.name)), width="content")
        st.button(
            wording.text("hasil.badan.buka"),
            key=f"buka_{relative.body.id}",
            type="tertiary",
            on_click=filters.open_body,
            args=(relative.body.id,),
        )
