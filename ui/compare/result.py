"""What is drawn of a comparison: ranking, heat map, spread, differences, what could not be read, downloads."""

from __future__ import annotations

from functools import partial

import streamlit as st

import wording
from analytics.comparison import Comparison, Difference, Row
from scoring.numbers import Rounding
from scoring.sheet import ScoreSheet
from sheets.apart import Run
from sheets.ranking import own_instrument, ranking_csv
from ui import charts, palette
from ui.charts import Look, many
from ui.markdown import plain
from ui.results.table import Cell, Column, Table, chip, draw
from workflow.bodies import slug

PAGE = 50
_HEAT, _HEAT_PHONE = 30, 15
_DIFFERENCES = 10
_UNREAD = 30
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def summary(comparison: Comparison) -> None:
    """Say how many were scored, and what the middle is; name what rests on assumptions."""
    group = comparison.cohort
    words = wording.text("bandingkan.ringkasan", n=wording.number(group.invited))
    if group.mean is not None:
        words += " " + wording.text("bandingkan.rerata", nilai=wording.number(Rounding().text(group.mean)))
    if comparison.unread:
        words += " " + wording.text("bandingkan.tidak_terbaca", n=wording.number(len(comparison.unread)))
    st.markdown(words)


def ranking(comparison: Comparison) -> None:
    """Draw the table, fifty bodies at a time."""
    rules, indicators = comparison.questionnaire.rules, comparison.questionnaire.indicators
    phone = palette.on_phone()
    columns = [
        Column(wording.text("bandingkan.kolom.badan"), kind="named"),
        Column(wording.text("bandingkan.kolom.peringkat"), kind="number"),
        Column(wording.text("bandingkan.kolom.nilai"), kind="number"),
        *(Column(indicator.label, kind="number") for indicator in ([] if phone else indicators)),
        Column(wording.text("bandingkan.kolom.terjawab"), kind="number"),
        Column(wording.text("bandingkan.kolom.tanpa_bukti"), kind="number"),
    ]
    pages = -(-len(comparison.rows) // PAGE)
    place = st.container()
    page = int(st.pagination(pages, key="bandingkan_halaman")) if pages > 1 else 1
    rows = comparison.rows[(page - 1) * PAGE : page * PAGE]
    caption = wording.text("bandingkan.tabel", aturan=rules.title)
    with place:
        table = Table(
            caption,
            columns,
            [_cells(row, phone) for row in rows],
            key=[chip(band.code, band.label) for band in rules.bands],
        )
        draw(table, key=f"tabel_bandingkan_{page}")


def heat(comparison: Comparison) -> None:
    """Draw how much of each indicator each of the best bodies earned."""
    phone = palette.on_phone()
    rows = comparison.rows[: _HEAT_PHONE if phone else _HEAT]
    labels = [indicator.label for indicator in comparison.questionnaire.indicators]
    figure = many.heat(rows, labels, Look(palette.current(), phone))
    charts.draw(figure, key="peta_bandingkan", alt=_heat_alt(rows, labels))
    if phone:
        initials = (f"{many.axis_label(label, Look(palette.current(), True))} {label}" for label in labels)
        st.caption(" · ".join(initials))
    if len(rows) < len(comparison.rows):
        st.caption(wording.text("bandingkan.peta_terpotong", n=len(rows), semua=len(comparison.rows)))
    with st.expander(wording.text("bandingkan.sebagai_tabel")):
        columns = [
            Column(wording.text("bandingkan.kolom.badan"), kind="named"),
            *(Column(label, kind="number") for label in labels),
        ]
        lines: list[list[Cell]] = [
            [{"text": row.entry.body}, *({"text": many.share_words(share)} for share in many.shares(row))]
            for row in rows
        ]
        draw(Table(wording.text("bandingkan.peta_judul"), columns, lines), key="tabel_peta")


def spread(comparison: Comparison) -> None:
    """Draw the spread of each indicator with its table."""
    figure = many.spreads(comparison.spreads, Look(palette.current(), palette.on_phone()))
    charts.draw(figure, key="sebaran_bandingkan", alt=_spread_alt(comparison))
    st.caption(wording.text("bandingkan.sebaran_cara"))
    with st.expander(wording.text("bandingkan.sebagai_tabel")):
        keys = ("indikator", "bobot", "terendah", "kuartil_bawah", "median", "kuartil_atas", "tertinggi", "rerata")
        columns = [
            Column(wording.text(f"bandingkan.kolom.{key}"), kind="" if key == "indikator" else "number") for key in keys
        ]
        rows = []
        for found in comparison.spreads:
            values = (
                found.weight, found.least, found.lower_quartile, found.median, found.upper_quartile, found.most,
                found.mean,
            )  # fmt: skip
            words = ["–" if value is None else wording.number(Rounding().text(value)) for value in values]
            rows.append([{"text": found.label}, *({"text": word} for word in words)])
        draw(Table(wording.text("bandingkan.sebaran_judul"), columns, rows), key="tabel_sebaran")


def differences(comparison: Comparison) -> None:
    """Draw the questions in which the bodies differ most."""
    found = [difference for difference in comparison.differences if difference.variance][:_DIFFERENCES]
    if not found:
        st.write(wording.text("bandingkan.tanpa_beda"))
        return
    keys = ("pertanyaan", "penuh", "sebagian", "nol", "tanpa_bukti")
    columns = [
        Column(wording.text(f"bandingkan.kolom.{key}"), kind="" if key == "pertanyaan" else "number") for key in keys
    ]
    draw(Table(wording.text("bandingkan.beda_judul"), columns, [_difference(row) for row in found]), key="tabel_beda")
    rest = len(comparison.differences) - len(found)
    if rest:
        st.caption(wording.text("bandingkan.beda_lain", n=rest))


def unread(comparison: Comparison) -> None:
    """List what could not be read, with reason and remedy."""
    if not comparison.unread:
        return
    st.header(wording.text("bandingkan.tidak_terbaca_judul"), anchor=False)
    problems = [problem for item in comparison.unread for problem in item.problems]
    st.markdown("\n".join(f"- {plain(str(problem))}" for problem in problems[:_UNREAD]))
    if len(problems) > _UNREAD:
        st.caption(wording.text("bandingkan.masalah_lain", n=len(problems) - _UNREAD))


def basis(comparison: Comparison) -> None:
    """List the assumptions that the places and classes rest on."""
    known = comparison.known
    used = [known[name] for name in comparison.assumptions if name in known]
    if used:
        st.header(wording.text("bandingkan.anggapan_judul"), anchor=False)
        st.markdown("\n".join(f"- {plain(found.text)} {plain(found.reason)}" for found in used))


def downloads(comparison: Comparison, run: Run) -> None:
    """Draw the two buttons; the workbook is being written meanwhile, the table is made when its button is pressed."""
    questionnaire = comparison.questionnaire
    name = f"peringkat-{slug(questionnaire.rules.id)}-{questionnaire.category}"
    kinds = (("xlsx", _XLSX, run.workbook), ("csv", "text/csv", partial(ranking_csv, comparison)))
    with st.container(horizontal=True, gap="small"):
        for kind, mime, made in kinds:
            st.download_button(
                wording.text(f"bandingkan.unduh_{kind}"),
                made,
                file_name=f"{name}.{kind}",
                mime=mime,
                icon=":material/download:",
                on_click="ignore",
                key=f"bandingkan_{kind}",
            )


def _cells(row: Row, phone: bool) -> list[Cell]:
    """Return the cells of one body; on a phone the indicators are left to the heat map."""
    sheet = row.sheet
    total = wording.number(sheet.published) if sheet.published is not None else "–"
    code = sheet.provisional.code if sheet.provisional else None
    score: Cell = {"chip": chip(code, total), "hidden": _spoken(sheet, total)} if code else {"text": total}
    earned = [] if phone else [score.published if score else None for score in row.indicators]
    return [
        {"text": row.entry.body, "small": own_instrument(row.entry)},
        {"text": "–" if row.place is None else str(row.place)},
        score,
        *({"text": "–" if value is None else wording.number(value)} for value in earned),
        {"text": str(row.answered)},
        {"text": str(row.without_evidence)},
    ]


def _spoken(sheet: ScoreSheet, total: str) -> str:
    """Return score and class as a screen reader says them, in place of the chip."""
    label = (sheet.provisional and sheet.provisional.label) or ""
    return ", ".join(part for part in (label, wording.text("hasil.kata.nilai", nilai=total)) if part)


def _difference(found: Difference) -> list[Cell]:
    words = f"{found.question.code} · {found.question.text}"
    return [
        {"text": words},
        *({"text": str(n)} for n in (found.full, found.partly, found.none, found.without_evidence)),
    ]


def _heat_alt(rows: tuple[Row, ...], labels: list[str]) -> str:
    parts = []
    for row in rows:
        values = ", ".join(
            f"{label} {many.share_words(share)}" for label, share in zip(labels, many.shares(row), strict=True)
        )
        parts.append(f"{row.entry.body}: {values}")
    return "; ".join(parts)


def _spread_alt(comparison: Comparison) -> str:
    parts = []
    for found in comparison.spreads:
        if found.median is not None and found.weight:
            parts.append(f"{found.label}: median {many.share_words(found.median / found.weight)}")
    return "; ".join(parts)
