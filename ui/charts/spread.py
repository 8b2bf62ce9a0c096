"""How classes are spread: one bar per year, each the whole of the bodies assessed."""

from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go

import wording
from ui.charts.frame import Look, empty
from ui.palette import LETTERS, Shade
from workflow.choosing import LOWEST_TWO, NOT_REGISTERED, Spread
from workflow.published import CLASSES

_NAMED_SHARE, _LETTER_SHARE = 9, 4
_NAMED_SHARE_PHONE, _LETTER_SHARE_PHONE = 18, 6
_HATCHED = (LOWEST_TWO, NOT_REGISTERED)


def spread(spreads: Sequence[Spread], look: Look) -> go.Figure:
    """Return one bar per year, each the whole of the bodies assessed."""
    drawn = [row for row in spreads if not row.fault]
    figure = empty(look, height=70 + 46 * len(spreads))
    labels = [str(row.year) for row in spreads]
    used = {code for row in drawn for code, _ in row.parts}
    for code in (one for one in (*CLASSES, *_HATCHED) if one in used):
        _share_bars(figure, [(row, dict(row.parts).get(code, 0)) for row in drawn], code, look)
    if any(row.rest for row in drawn):
        _share_bars(figure, [(row, row.rest) for row in drawn], "rest", look)
    for at, row in enumerate(reversed(spreads)):
        _beside(figure, row, at, look)
    figure.update_layout(barmode="stack", bargap=0.28, margin={"r": 44 if look.phone else 96, "t": 4})
    figure.update_xaxes(
        range=[0, 100], tickvals=[0, 25, 50, 75, 100], ticktext=["0", "25 %", "50 %", "75 %", "100 %"], showgrid=True
    )
    figure.update_yaxes(
        type="category", categoryorder="array", categoryarray=labels[::-1], range=[-0.5, len(labels) - 0.5]
    )
    return figure


def _share_bars(figure: go.Figure, counts: Sequence[tuple[Spread, int]], code: str, look: Look) -> None:
    shade = look.palette.shade("kurang_informatif" if code == LOWEST_TWO else code)
    hatched = code == "rest" or code in _HATCHED
    shares = [100 * count / (row.total or 1) for row, count in counts]
    figure.add_bar(
        orientation="h",
        y=[str(row.year) for row, _ in counts],
        x=shares,
        marker={
            "color": shade.tint if hatched else shade.solid,
            "line": {"color": look.palette.page, "width": 1},
            "pattern": _hatching(shade) if hatched else {},
        },
        text=[_share_text(code, count, share, look) for (_, count), share in zip(counts, shares, strict=True)],
        textposition="inside",
        insidetextanchor="middle",
        textangle=0,
        constraintext="none",
        textfont={"size": look.small, "color": shade.ink if hatched else shade.on_solid},
        hoverinfo="skip",
    )


def _hatching(shade: Shade) -> dict[str, Any]:
    return {"shape": "/", "size": 8, "solidity": 0.14, "fgcolor": shade.solid, "fillmode": "overlay"}


def _share_text(code: str, count: int, share: float, look: Look) -> str:
    letter = {LOWEST_TWO: "K+T", NOT_REGISTERED: "–", "rest": ""}.get(code, LETTERS.get(code, ""))
    named, lettered = (_NAMED_SHARE_PHONE, _LETTER_SHARE_PHONE) if look.phone else (_NAMED_SHARE, _LETTER_SHARE)
    if share >= named:
        return f"{letter} {wording.number(count)}".strip()
    return letter if share >= lettered else ""


def _beside(figure: go.Figure, row: Spread, at: int, look: Look) -> None:
    """Say beside the bar how many bodies it stands for, or why there is none."""
    if row.fault:
        words, x, anchor = without_bar(row), 0, "left"
    else:
        key = "hasil.grafik.badan_pendek" if look.phone else "hasil.grafik.badan"
        words, x, anchor = wording.text(key, n=wording.number(row.total or 0)), 100, "left"
    figure.add_annotation(
        x=x, y=at, xanchor=anchor, xshift=6, text=words, showarrow=False,
        font={"size": 12, "color": look.palette.soft},
    )  # fmt: skip


def without_bar(row: Spread) -> str:
    """Return the counts that were printed, and why they make no bar."""
    counts = ", ".join(f"{LETTERS.get(code, '–')} {wording.number(count)}" for code, count in row.parts)
    reason = wording.text(f"hasil.sebaran.{row.fault}")
    return f"{counts} · {reason}" if counts else reason
