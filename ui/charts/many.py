"""Many bodies side by side: how much of each indicator each body earned, and how wide each indicator spreads."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import plotly.graph_objects as go

import wording
from analytics.comparison import Row, Spread
from scoring.numbers import Rounding
from ui.charts.frame import Look, empty, shortened

_PERCENT = Rounding(0)


def share_words(share: Fraction | None) -> str:
    """Return a share as people write it, "63 %"; a dash where it is not known."""
    if share is None:
        return "–"
    return wording.text("bandingkan.persen", nilai=wording.number(_PERCENT.text(share * 100)))


def shares(row: Row) -> list[Fraction | None]:
    """Return how much of each indicator a body earned, from 0 to 1; None where it is not known or weighs nothing."""
    return [
        None if score is None or score.earned is None or not score.possible else score.earned / score.possible
        for score in row.indicators
    ]


def heat(rows: Sequence[Row], labels: Sequence[str], look: Look) -> go.Figure:
    """Return a cell per body and indicator: darker is more, and the number stands in it."""
    figure = empty(look, height=72 + 30 * len(rows))
    table = [shares(row) for row in rows]
    names = [_name(row.entry.body, look) for row in rows]
    values = [[None if share is None else float(share * 100) for share in line] for line in table]
    own = look.palette.own
    figure.add_heatmap(
        x=list(range(len(labels))),
        y=list(range(len(rows))),
        z=values,
        zmin=0,
        zmax=100,
        colorscale=[[0, look.palette.page], [1, own.solid]],
        showscale=False,
        xgap=2,
        ygap=2,
        hoverinfo="skip",
    )
    # All at once: figure.add_annotation checks every earlier one again, two seconds for thirty bodies.
    figure.update_layout(
        annotations=[
            _number(look, column, at, share) for at, line in enumerate(table) for column, share in enumerate(line)
        ]
    )
    figure.update_xaxes(
        side="top",
        tickvals=list(range(len(labels))),
        ticktext=[axis_label(label, look) for label in labels],
        tickangle=0,
    )
    figure.update_yaxes(autorange="reversed", tickvals=list(range(len(rows))), ticktext=names)
    return figure


def _number(look: Look, column: int, row: int, share: Fraction | None) -> dict[str, object]:
    """Return the number in a cell, in a colour that is read on its shade."""
    dark = share is not None and share > Fraction(11, 20)
    words = share_words(share)
    return {
        "x": column,
        "y": row,
        "text": words.removesuffix(" %") if look.phone else words,
        "showarrow": False,
        "font": {"size": look.small, "color": look.palette.own.on_solid if dark else look.palette.text},
    }


def spreads(found: Sequence[Spread], look: Look) -> go.Figure:
    """Return a row per indicator: a line from the least to the most, thick in its middle half, a dot at the median."""
    known = [spread for spread in found if spread.count and spread.weight]
    figure = empty(look, height=48 + 46 * len(known))
    own = look.palette.own
    for at, spread in enumerate(known):
        least, low, median, high, most = (_percent(spread, value) for value in _five(spread))
        figure.add_scatter(
            x=[least, most], y=[at, at], mode="lines", line={"width": 2, "color": own.solid}, hoverinfo="skip"
        )
        figure.add_scatter(
            x=[low, high], y=[at, at], mode="lines", line={"width": 10, "color": own.solid}, hoverinfo="skip"
        )
        figure.add_scatter(
            x=[median],
            y=[at],
            mode="markers+text",
            text=[share_words(_share(spread, spread.median))],
            textposition="top center",
            textfont={"size": look.small, "color": look.palette.text},
            marker={"size": 13, "color": look.palette.page, "line": {"width": 3, "color": own.solid}},
            hoverinfo="skip",
            cliponaxis=False,
        )
    figure.update_xaxes(
        range=[-2, 102], showgrid=True, tickvals=[0, 25, 50, 75, 100], ticktext=["0 %", "25 %", "50 %", "75 %", "100 %"]
    )
    labels = [_name(spread.label, look) for spread in known]
    figure.update_yaxes(range=[len(known) - 0.4, -0.8], tickvals=list(range(len(known))), ticktext=labels)
    return figure


def _five(spread: Spread) -> tuple[Fraction | None, ...]:
    return spread.least, spread.lower_quartile, spread.median, spread.upper_quartile, spread.most


def _share(spread: Spread, value: Fraction | None) -> Fraction | None:
    return None if value is None or not spread.weight else value / spread.weight


def _percent(spread: Spread, value: Fraction | None) -> float:
    return float((_share(spread, value) or Fraction(0)) * 100)


def _name(words: str, look: Look) -> str:
    return shortened(words, 16 if look.phone else 34)


def axis_label(label: str, look: Look) -> str:
    """Return the label in lines of one word each; on a phone only the letters it begins with."""
    if look.phone:
        return "".join(word[0].upper() for word in label.split() if word[0].isalpha())[:3]
    return "<br>".join(label.split())
