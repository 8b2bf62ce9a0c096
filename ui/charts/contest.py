"""A contest in charts: how many go through each gate, and how far the assessors of one body lie apart."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from textwrap import wrap
from typing import Any

import plotly.graph_objects as go

import wording
from analytics.recap import Apart, Funnel
from scoring.numbers import Rounding
from scoring.standing import Passage
from ui.charts.frame import Look, empty, shortened

PASSAGES = (Passage.PASSED, Passage.STOPPED, Passage.WAITING, Passage.UNDECIDED)

_NAMED, _NAMED_PHONE = 22, 40
_COUNTED = 5


def funnel(funnels: Sequence[Funnel], names: Sequence[str], look: Look) -> go.Figure:
    """Return a bar for each gate, the whole of the bodies for which it stands: passed, stopped, waiting, undecided."""
    figure = empty(look, height=70 + 56 * len(funnels))
    most = max((len(one.bodies) for one in funnels), default=1)
    for passage in PASSAGES:
        counts = [len(one.of(passage)) for one in funnels]
        if any(counts):
            _bars(figure, counts, passage, most, look)
    labels = [_in_lines(name, look) for name in names]
    figure.update_layout(barmode="stack", bargap=0.3)
    figure.update_xaxes(range=[0, most], showgrid=True, tickformat="d", nticks=6)
    figure.update_yaxes(range=[len(funnels) - 0.5, -0.5], tickvals=list(range(len(funnels))), ticktext=labels)
    return figure


def _bars(figure: go.Figure, counts: Sequence[int], passage: Passage, most: int, look: Look) -> None:
    own, none = look.palette.own, look.palette.none
    solid = passage is Passage.PASSED
    shade = own if solid or passage is Passage.WAITING else none
    figure.add_bar(
        orientation="h",
        y=list(range(len(counts))),
        x=list(counts),
        marker={
            "color": shade.solid if solid else shade.tint,
            "line": {"color": look.palette.page, "width": 1},
            "pattern": {} if solid else _pattern(passage, shade.solid),
        },
        text=[_words(passage, count, 100 * count / most, look) for count in counts],
        textposition="inside",
        insidetextanchor="middle",
        textangle=0,
        constraintext="none",
        textfont={"size": look.small, "color": shade.on_solid if solid else shade.ink},
        hoverinfo="skip",
    )


def _pattern(passage: Passage, colour: str) -> dict[str, Any]:
    shape = {Passage.STOPPED: "/", Passage.WAITING: ".", Passage.UNDECIDED: "x"}[passage]
    return {"shape": shape, "size": 8, "solidity": 0.14, "fgcolor": colour, "fillmode": "overlay"}


def _words(passage: Passage, count: int, share: float, look: Look) -> str:
    if share >= (_NAMED_PHONE if look.phone else _NAMED):
        return f"{wording.text(f'rekap.kolom.{passage}')} {wording.number(count)}"
    return wording.number(count) if share >= _COUNTED else ""


def apart(panels: Sequence[Apart], look: Look) -> go.Figure:
    """Return a row for each body: a line from the lowest to the highest mark, dots on it, a diamond for the value."""
    figure = empty(look, height=64 + 40 * len(panels))
    own = look.palette.own
    for at, one in enumerate(panels):
        marks = sorted(float(mark.value) for mark in one.marks)
        figure.add_scatter(
            x=[marks[0], marks[-1]], y=[at, at], mode="lines", line={"width": 2, "color": own.solid}, hoverinfo="skip"
        )
        figure.add_scatter(
            x=marks, y=[at] * len(marks), mode="markers", hoverinfo="skip", cliponaxis=False,
            marker={"size": 9, "color": look.palette.page, "line": {"width": 2, "color": own.solid}},
        )  # fmt: skip
        if one.panel.value is not None:
            figure.add_scatter(
                x=[float(one.panel.value)], y=[at], mode="markers", hoverinfo="skip", cliponaxis=False,
                marker={"size": 12, "symbol": "diamond", "color": own.solid},
            )  # fmt: skip
    lowest = min((float(one.panel.lowest) for one in panels), default=0.0)
    figure.update_xaxes(range=[floor_of(lowest) - 1, 102], showgrid=True, nticks=6)
    figure.update_yaxes(
        range=[len(panels) - 0.5, -0.5],
        tickvals=list(range(len(panels))),
        ticktext=[_label(one, look) for one in panels],
    )
    return figure


def floor_of(lowest: float) -> int:
    """Return where the axis begins: the ten below the lowest mark."""
    return int(lowest) // 10 * 10


def _label(one: Apart, look: Look) -> str:
    return f"{_name(one.outcome.entry.body, look)}  {spread_words(one.spread)}"


def spread_words(spread: Fraction) -> str:
    """Return a difference of marks as people write it."""
    return wording.number(Rounding().text(spread))


def _in_lines(words: str, look: Look) -> str:
    """Return the name of a gate in up to three short lines, so that a phone shows all of it."""
    return "<br>".join(wrap(words, _limit(look), max_lines=3, placeholder=" …"))


def _limit(look: Look) -> int:
    return 14 if look.phone else 34


def _name(words: str, look: Look) -> str:
    return shortened(words, _limit(look))
