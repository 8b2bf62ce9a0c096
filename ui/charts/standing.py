"""Where in the category: one dot per body with a score, best first."""

from collections.abc import Sequence

import plotly.graph_objects as go

import wording
from ui.charts.frame import TOP, Look, empty, plain_bound, ranges, shortened
from ui.palette import LETTERS
from workflow.comparability import Period
from workflow.published import Body, Result


def standing(rows: Sequence[tuple[Body, Result]], period: Period, own: Sequence[str], look: Look) -> go.Figure:
    """Return one dot per body with a score, best first, over the class limits as dotted lines."""
    scored = [(body, result) for body, result in rows if result.score is not None]
    figure = empty(look, height=64 + 27 * len(scored))
    scores = [float(result.score or 0) for _, result in scored]
    floor = _dots_floor(min(scores), period)
    for code, low, _ in ranges(period):
        if low > floor:
            _limit_line(figure, code, low, look)
    mine = [body.id in own for body, _ in scored]
    figure.add_scatter(
        x=scores,
        y=list(range(len(scored))),
        mode="markers",
        marker={
            "opacity": 1,
            "size": [12 if own_row else 9 for own_row in mine],
            "color": [_dot(result, own_row, look)[0] for (_, result), own_row in zip(scored, mine, strict=True)],
            "line": {
                "width": 2,
                "color": [_dot(result, own_row, look)[1] for (_, result), own_row in zip(scored, mine, strict=True)],
            },
        },
        hoverinfo="skip",
        cliponaxis=False,
    )
    figure.update_yaxes(
        autorange=False,
        range=[len(scored) - 0.5, -0.5],
        tickvals=list(range(len(scored))),
        showgrid=True,
        griddash="dot",
        ticktext=[
            _row_label(body, result, own_row, look) for (body, result), own_row in zip(scored, mine, strict=True)
        ],
    )
    figure.update_xaxes(
        range=[floor, 101], showgrid=True, gridcolor=look.palette.grid, dtick=5 if TOP - floor < 45 else 20, tick0=0
    )
    figure.update_layout(margin={"t": 26})
    return figure


def _dots_floor(lowest: float, period: Period) -> int:
    """Return where the axis begins: low enough to show the bound of the lowest score's class."""
    below = [low for _, low, _ in ranges(period) if low <= lowest]
    start = min(lowest - 2, below[0] - 4) if below else lowest - 5
    return max(0, int(start) // 5 * 5)


def _dot(result: Result, own: bool, look: Look) -> tuple[str, str]:
    """Return fill and edge: own data violet, hollow where the source is ambiguous."""
    solid = look.palette.own.solid if own else look.palette.shade(result.class_code).solid
    return (look.palette.page if result.ambiguous else solid), solid


def _row_label(body: Body, result: Result, own: bool, look: Look) -> str:
    name = shortened(body.label, 18 if look.phone else 34)
    letter = LETTERS.get(result.class_code or "", "")
    words = f"{name}  {letter} {wording.number(result.score or '')}"
    return f"<b>{words}</b>" if own else words


def _limit_line(figure: go.Figure, code: str, low: float, look: Look) -> None:
    shade = look.palette.shade(code)
    figure.add_vline(x=low, line={"dash": "dot", "width": 1.5, "color": shade.solid}, layer="below")
    words = wording.text("hasil.grafik.pita_pendek", kelas=LETTERS.get(code, ""), mulai=plain_bound(low))
    figure.add_annotation(
        x=low, y=1, yref="paper", yanchor="bottom", text=words, showarrow=False, font={"size": 12, "color": shade.ink}
    )
