"""What is drawn of the results: gates, places by group, who was stopped, assessors, changes, downloads."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from io import BytesIO

import streamlit as st

import wording
from analytics.recap import Apart, Group, Recap
from scoring.contest import Outcome
from scoring.numbers import Rounding
from scoring.standing import Passage
from sheets.contest.listing import recap_csv
from sheets.contest.pages import change_subject, change_words
from sheets.contest.remarks import award_labels, class_words, gate_label, remarks
from sheets.contest.report import write_recap
from sheets.contest.titles import result_title, stage_label
from ui import charts, palette
from ui.charts import Look, contest
from ui.contest.intake import XLSX, Ranked
from ui.markdown import plain
from ui.results.table import Cell, Column, Table, chip, draw
from ui.rules.sentences import sentence
from workflow.bodies import slug

PAGE = 50
_APART, _APART_PHONE = 15, 8
_STOPPED = 200
_STAGES = 5


def about(ranked: Ranked) -> str:
    """Return under which rules the results were made, and from which files."""
    parts = [ranked.recap.rules.title, wording.text("rekap.halaman.dari", berkas=", ".join(ranked.names))]
    return " · ".join(plain(part) for part in parts)


def summary(recap: Recap) -> None:
    """Say how many bodies there are, and how many have a final score, a state, or neither."""
    bodies = recap.contest.bodies
    final = sum(one.combined.exact is not None for one in bodies)
    states = sum(one.entry.status is not None for one in bodies)
    words = wording.text("rekap.halaman.ringkasan", n=wording.number(len(bodies)), final=wording.number(final))
    if states:
        words += " " + wording.text("rekap.halaman.ringkasan_status", n=wording.number(states))
    rest = len(bodies) - final - states
    if rest:
        words += " " + wording.text("rekap.halaman.ringkasan_belum", n=wording.number(rest))
    st.markdown(words)
    if recap.shared_refusals:
        reasons = "; ".join(plain(reason) for reason in recap.shared_refusals)
        st.info(wording.text("rekap.halaman.ditolak_semua", sebab=reasons), icon=":material/info:")


def downloads(ranked: Ranked) -> None:
    """Draw the two buttons; each file is made when its button is pressed."""
    name = f"rekap-{slug(ranked.recap.rules.id)}"
    made = {"xlsx": (XLSX, partial(_workbook, ranked)), "csv": ("text/csv", partial(recap_csv, ranked.recap))}
    with st.container(horizontal=True, gap="small"):
        for kind, (mime, make) in made.items():
            st.download_button(
                wording.text(f"rekap.halaman.unduh_{kind}"),
                make,
                file_name=f"{name}.{kind}",
                mime=mime,
                icon=":material/download:",
                on_click="ignore",
                key=f"rekap_{kind}",
            )


def _workbook(ranked: Ranked) -> bytes:
    target = BytesIO()
    write_recap(ranked.recap, ranked.told, target, ranked.notes)
    return target.getvalue()


def gates(ranked: Ranked) -> None:
    """Draw the funnel with its table, below the sentences of the gates."""
    recap = ranked.recap
    if not recap.funnels:
        return
    st.header(wording.text("rekap.halaman.gerbang_judul"), anchor=False)
    for line in ranked.sentences("gerbang"):
        st.markdown(f"- {sentence(line)}")
    names = [gate_label(funnel.gate) for funnel in recap.funnels]
    figure = contest.funnel(recap.funnels, names, Look(palette.current(), palette.on_phone()))
    charts.draw(figure, key="bagan_gerbang", alt=_funnel_alt(recap))
    seen = [passage for passage in contest.PASSAGES if any(funnel.of(passage) for funnel in recap.funnels)]
    marks = [wording.text(f"rekap.halaman.tanda.{passage}") for passage in seen]
    st.caption(" ".join([wording.text("rekap.halaman.gerbang_cara"), *marks]))
    with st.expander(wording.text("rekap.halaman.sebagai_tabel")):
        keys = ("gerbang", "diundang", *(passage.value for passage in contest.PASSAGES))
        rows: list[list[Cell]] = [
            [
                {"text": gate_label(funnel.gate)},
                {"text": wording.number(len(funnel.bodies))},
                *({"text": wording.number(len(funnel.of(passage)))} for passage in contest.PASSAGES),
            ]
            for funnel in recap.funnels
        ]
        draw(Table(wording.text("rekap.halaman.gerbang_judul"), _columns(*keys), rows), key="tabel_gerbang")


def held(recap: Recap) -> None:
    """List the bodies that did not go on, each with its gate and the reason."""
    found = [one for funnel in recap.funnels for one in funnel.bodies if one.found.outcome is not Passage.PASSED]
    if not found:
        return
    st.header(wording.text("rekap.halaman.terhenti_judul"), anchor=False)
    rows: list[list[Cell]] = [
        [
            {"text": one.outcome.entry.body, "small": recap.category(one.outcome.entry)},
            {"text": gate_label(one.found.gate)},
            {"text": wording.text(f"rekap.kolom.{one.found.outcome}")},
            {"text": one.found.reason},
        ]
        for one in found[:_STOPPED]
    ]
    columns = _columns("badan", "gerbang", "hasil", "sebab")
    draw(Table(wording.text("rekap.halaman.terhenti_judul"), columns, rows), key="tabel_terhenti")
    if len(found) > _STOPPED:
        st.caption(wording.text("rekap.halaman.lain", n=wording.number(len(found) - _STOPPED)))


def places(recap: Recap) -> None:
    """Draw a table for each group, fifty bodies at a time."""
    for number, group in enumerate(recap.groups):
        name = recap.categories.get(group.key or "", group.key or "")
        key = "rekap.halaman.peringkat_kelompok" if name else "rekap.halaman.peringkat_judul"
        st.header(wording.text(key, kelompok=plain(name)), anchor=False)
        _group(recap, group, number, wording.text(key, kelompok=name))


def _group(recap: Recap, group: Group, number: int, title: str) -> None:
    phone = palette.on_phone()
    columns = [
        Column(wording.text("rekap.kolom.badan"), kind="named"),
        Column(wording.text("rekap.kolom.peringkat"), kind="number"),
        *_stage_columns(recap),
        Column(wording.text("rekap.kolom.nilai_akhir"), kind="number"),
        Column(wording.text("rekap.kolom.kelas")),
        Column(wording.text("rekap.kolom.keterangan"), kind="long"),
    ]
    pages = -(-len(group.bodies) // PAGE)
    place = st.container()
    page = int(st.pagination(pages, key=f"rekap_halaman_{number}")) if pages > 1 else 1
    rows = [_cells(recap, outcome, phone) for outcome in group.bodies[(page - 1) * PAGE : page * PAGE]]
    with place:
        lettered = [chip(band.code, band.label) for band in recap.rules.bands if band.code in palette.LETTERS]
        legend = [] if number else lettered
        draw(Table(title, columns, rows, key=legend), key=f"tabel_rekap_{number}_{page}")


def _cells(recap: Recap, outcome: Outcome, phone: bool) -> list[Cell]:
    combined = outcome.combined
    published = {score.code: score.published for score in combined.stages}
    final = combined.qualification.published if combined.qualification else None
    code = combined.qualification.code if combined.qualification else None
    words = class_words(recap, outcome)
    told = [remark for remark in remarks(outcome) if remark not in recap.shared_refusals]
    return [
        {"text": outcome.entry.body, "small": "; ".join(award_labels(recap, outcome))},
        {"text": "–" if outcome.place is None else str(outcome.place)},
        *_stage_cells(recap, published),
        {"text": _digits(final)},
        {"chip": chip(code), "text": words} if code in palette.LETTERS else {"text": words or "–"},
        {"text": "; ".join(told) or ("" if phone else "–")},
    ]


def _stage_columns(recap: Recap) -> list[Column]:
    """Return a column for each stage; where they are too many for a screen, one for all."""
    if len(recap.rules.stages) > _STAGES:
        return [Column(wording.text("rekap.kolom.nilai_tahap"), kind="long")]
    return [Column(result_title(stage), kind="number") for stage in recap.rules.stages]


def _stage_cells(recap: Recap, published: Mapping[str, str]) -> list[Cell]:
    shown = {result_title(stage): _digits(published.get(stage.code)) for stage in recap.rules.stages}
    if len(shown) > _STAGES:
        return [{"text": " · ".join(f"{label} {digits}" for label, digits in shown.items())}]
    return [{"text": digits} for digits in shown.values()]


def _digits(published: str | None) -> str:
    return "–" if published is None else wording.number(published)


def assessors(recap: Recap) -> None:
    """Draw how far the marks of each body lie apart, the largest spread first."""
    if not recap.panels:
        return
    phone = palette.on_phone()
    rows = recap.panels[: _APART_PHONE if phone else _APART]
    st.header(wording.text("rekap.halaman.penilai_judul"), anchor=False)
    figure = contest.apart(rows, Look(palette.current(), phone))
    charts.draw(figure, key="bagan_penilai", alt="; ".join(_apart_alt(one) for one in rows))
    start = contest.floor_of(min(float(one.panel.lowest) for one in rows))
    st.caption(wording.text("rekap.halaman.penilai_cara", mulai=start))
    if len(rows) < len(recap.panels):
        st.caption(wording.text("rekap.halaman.terpotong", n=len(rows), semua=wording.number(len(recap.panels))))
    with st.expander(wording.text("rekap.halaman.sebagai_tabel")):
        columns = _columns("badan", "tahap", "penilai", "terendah", "tertinggi", "selisih", "nilai")
        lines = [_apart(recap, one) for one in recap.panels[:_STOPPED]]
        draw(Table(wording.text("rekap.halaman.penilai_judul"), columns, lines), key="tabel_penilai")


def _apart(recap: Recap, one: Apart) -> list[Cell]:
    panel = one.panel
    numbers = (panel.lowest, panel.highest, one.spread, panel.value)
    return [
        {"text": one.outcome.entry.body},
        {"text": stage_label(recap.rules, panel.place)},
        {"text": "; ".join(f"{mark.assessor} {_printed(mark.value)}" for mark in one.marks)},
        *({"text": "–" if value is None else _printed(value)} for value in numbers),
    ]


def _printed(value: object) -> str:
    return wording.number(Rounding().text(value))  # type: ignore[arg-type]


def changed(recap: Recap) -> None:
    """List what the objections changed."""
    if recap.earlier is None:
        return
    st.header(wording.text("rekap.halaman.ubah_judul"), anchor=False)
    if not recap.changes:
        st.write(wording.text("rekap.buku.tanpa_perubahan"))
        return
    rows: list[list[Cell]] = [
        [
            {"text": change.body},
            {"text": change_subject(recap, change)},
            *({"text": change_words(recap, change, side)} for side in (True, False)),
        ]
        for change in recap.changes
    ]
    columns = _columns("badan", "hal", "sebelum", "sesudah")
    draw(Table(wording.text("rekap.halaman.ubah_judul"), columns, rows), key="tabel_ubah")


def basis(ranked: Ranked) -> None:
    """List the assumptions that the results rest on, and what of the tables was not used."""
    known = ranked.recap.rules.assumptions
    used = [known[name] for name in ranked.recap.assumptions if name in known]
    if used:
        st.header(wording.text("bandingkan.anggapan_judul"), anchor=False)
        st.markdown("\n".join(f"- {plain(found.text)} {plain(found.reason)}" for found in used))
    for note in ranked.notes:
        st.caption(plain(note))


def _columns(*keys: str) -> list[Column]:
    numbers = {"diundang", "terendah", "tertinggi", "selisih", "nilai", *(one.value for one in contest.PASSAGES)}
    return [
        Column(
            wording.text(f"rekap.kolom.{key}"), kind="number" if key in numbers else "named" if key == "badan" else ""
        )
        for key in keys
    ]


def _funnel_alt(recap: Recap) -> str:
    parts = []
    for funnel in recap.funnels:
        counts = ", ".join(
            f"{wording.text(f'rekap.kolom.{passage}')} {len(funnel.of(passage))}" for passage in contest.PASSAGES
        )
        parts.append(f"{gate_label(funnel.gate)}: {counts}")
    return "; ".join(parts)


def _apart_alt(one: Apart) -> str:
    return wording.text(
        "rekap.halaman.penilai_alt", badan=one.outcome.entry.body, terendah=_printed(one.panel.lowest),
        tertinggi=_printed(one.panel.highest), selisih=_printed(one.spread),
    )  # fmt: skip
