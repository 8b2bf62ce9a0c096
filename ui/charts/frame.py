"""What every chart shares: how it is drawn here and now, its frame, and the class limits of a period."""

from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go
import streamlit as st

import wording
from ui.palette import Palette
from workflow.comparability import Period

TOP = 103.0
"""Where the upright axis of scores ends: room for the digits above 100."""

_FONT = '"Plus Jakarta Sans", system-ui, sans-serif'
_CONFIG = {"displayModeBar": False, "responsive": True}


@dataclass(frozen=True, slots=True)
class Look:
    """How a chart is drawn here and now."""

    palette: Palette
    phone: bool

    @property
    def small(self) -> int:
        """Return the size of published digits."""
        return 11 if self.phone else 13


def draw(figure: go.Figure, *, key: str, alt: str) -> None:
    """Put the chart on the page, with its values in words."""
    st.plotly_chart(figure, theme=None, key=key, alt=alt, config=_CONFIG)


def empty(look: Look, height: int) -> go.Figure:
    """Return a chart without data: no legend, no zooming, decimal comma, gray ticks."""
    figure = go.Figure()
    axis: dict[str, Any] = {
        "fixedrange": True,
        "automargin": True,
        "showgrid": False,
        "zeroline": False,
        "gridcolor": look.palette.grid,
        "tickfont": {"size": 12, "color": look.palette.soft},
        "ticks": "",
    }
    figure.update_layout(
        height=height,
        font={"family": _FONT, "size": 13, "color": look.palette.text},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        showlegend=False,
        dragmode=False,
        separators=",.",
        margin={"l": 8, "r": 8, "t": 8, "b": 8},
        xaxis=axis,
        yaxis=axis,
        uniformtext={"mode": None},
    )
    return figure


def ranges(period: Period) -> list[tuple[str, float, float]]:
    """Return code, lower and upper bound of every class whose bounds are known."""
    found: list[tuple[str, float, float]] = []
    top = 100.0
    for limit in period.limits:
        if limit.lower is None:
            break
        found.append((limit.code, float(limit.lower), TOP if top == 100.0 and not found else top))
        top = float(limit.lower)
    return found


def plain_bound(bound: float) -> str:
    """Return a class limit as people write it."""
    return wording.number(f"{bound:g}")


def shortened(words: str, limit: int) -> str:
    """Return the words in at most `limit` characters; an ellipsis tells that there are more."""
    return words if len(words) <= limit else words[: limit - 1].rstrip() + "…"
