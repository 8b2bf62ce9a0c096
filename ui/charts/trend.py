"""How one body changed: its scores over the class limits of each period of rules."""

from collections.abc import Sequence
from itertools import pairwise

import plotly.graph_objects as go

import wording
from ui.charts.frame import TOP, Look, empty, plain_bound, ranges
from ui.palette import LETTERS
from workflow.comparability import Known, Period
from workflow.published import Result
from workflow.results import Point


def trend(points: Sequence[Point], periods: Sequence[Period], years: Sequence[int], look: Look) -> go.Figure:
    """Return the scores of one body over the class limits of each period."""
    floor = axis_floor(points, periods)
    figure = empty(look, height=320 if look.phone else 380)
    _bands(figure, periods, floor, look)
    _changes(figure, periods, look)
    _class_boxes(figure, points, periods, floor, look)
    _line(figure, points, years, _changed(periods), look)
    _doubts(figure, points, look)
    by_year = {point.result.year: point.result for point in points}
    figure.update_xaxes(
        range=[years[0] - 0.5, years[-1] + 0.5],
        tickvals=list(years),
        ticktext=[_foot(year, by_year.get(year), look) for year in years],
    )
    figure.update_yaxes(range=[floor, TOP], tickvals=list(range(floor, 101, 10)), showgrid=True)
    figure.update_layout(margin={"r": 44 if look.phone else 178, "t": 28})
    return figure


def axis_floor(points: Sequence[Point], periods: Sequence[Period]) -> int:
    """Return where the upright axis begins: a multiple of ten under everything that is drawn, at most 70."""
    lowest = 80.0
    for point in points:
        result = point.result
        values = [result.score, *(other.value for other in point.others if other.field == "score")]
        lowest = min([lowest, *(float(value) for value in values if value is not None)])
        if result.score is None and (band := _band(result, periods)):
            lowest = min(lowest, band[1] - 10)
    return max(0, int(lowest - 2) // 10 * 10)


def _bands(figure: go.Figure, periods: Sequence[Period], floor: int, look: Look) -> None:
    for period in periods:
        left, right = period.first - 0.5, period.last + 0.5
        for code, low, high in ranges(period):
            if high <= floor:
                continue
            shade = look.palette.shade(code)
            bottom, top = max(low, floor), min(high, TOP)
            faint = 1.0 if period.known is Known.PUBLISHED else 0.45
            figure.add_shape(
                type="rect", x0=left, x1=right, y0=bottom, y1=top,
                line_width=0, fillcolor=shade.tint, opacity=faint, layer="below",
            )  # fmt: skip
            if period is periods[-1]:
                _name_band(figure, code, low, (bottom + top) / 2, look)
            elif low >= floor:
                _bound_inside(figure, code, low, left, look)


def _name_band(figure: go.Figure, code: str, low: float, middle: float, look: Look) -> None:
    bound = plain_bound(low)
    name = LETTERS.get(code, "") if look.phone else wording.text(f"hasil.kelas.{code}")
    key = "hasil.grafik.pita_pendek" if look.phone else "hasil.grafik.pita"
    words = wording.text(key, kelas=name, mulai=bound) if low else name
    figure.add_annotation(
        x=1, xref="paper", xanchor="left", xshift=8, y=middle, text=words, showarrow=False,
        font={"size": 11 if look.phone else 12, "color": look.palette.shade(code).ink},
    )  # fmt: skip


def _bound_inside(figure: go.Figure, code: str, low: float, left: float, look: Look) -> None:
    """Say where a class of an earlier period began."""
    words = wording.text("hasil.grafik.pita_pendek", kelas=LETTERS.get(code, ""), mulai=plain_bound(low))
    figure.add_annotation(
        x=left, y=low, xanchor="left", yanchor="bottom", xshift=2, text=words, showarrow=False,
        font={"size": 11, "color": look.palette.shade(code).ink},
    )  # fmt: skip


def _changes(figure: go.Figure, periods: Sequence[Period], look: Look) -> None:
    """Mark where the class limits changed."""
    for year in _changed(periods):
        edge = year - 0.5
        figure.add_vline(x=edge, line={"dash": "dot", "width": 2, "color": look.palette.soft}, layer="above")
        figure.add_annotation(
            x=edge, y=1, yref="paper", yanchor="bottom", text=wording.text("hasil.grafik.batas_berubah"),
            showarrow=False, font={"size": 12, "color": look.palette.soft},
        )  # fmt: skip


def _changed(periods: Sequence[Period]) -> list[int]:
    """Return the years in which other class limits began; only where both sides are known."""
    return [
        after.first
        for before, after in pairwise(periods)
        if before.limits and after.limits and before.limits != after.limits
    ]


def _class_boxes(figure: go.Figure, points: Sequence[Point], periods: Sequence[Period], floor: int, look: Look) -> None:
    """Draw a class without a score as a dashed box in its band."""
    for point in points:
        result = point.result
        band = _band(result, periods)
        if result.score is not None or band is None:
            continue
        shade = look.palette.shade(result.class_code)
        bottom, top = max(band[0], floor) + 0.8, min(band[1], 100) - 0.8
        figure.add_shape(
            type="rect", x0=result.year - 0.34, x1=result.year + 0.34, y0=bottom, y1=top,
            line={"color": shade.solid, "width": 1.5, "dash": "dash"}, layer="above",
        )  # fmt: skip
        figure.add_annotation(
            x=result.year, y=(bottom + top) / 2, text=f"<b>{LETTERS.get(result.class_code or '', '')}</b>",
            showarrow=False, font={"size": 13, "color": shade.ink},
        )  # fmt: skip


def _line(figure: go.Figure, points: Sequence[Point], years: Sequence[int], changed: Sequence[int], look: Look) -> None:
    """Draw the scores; a year without one is a gap, a change of the class limits ends the line, a doubt is hollow."""
    scored = {point.result.year: point.result for point in points if point.result.score is not None}
    places = sorted([*years, *(year - 0.5 for year in changed)])
    found = [scored.get(int(place)) if place in years else None for place in places]
    values = [float(result.score or 0) if result else None for result in found]
    own = look.palette.own.solid
    figure.add_scatter(
        x=places,
        y=values,
        mode="lines+markers+text",
        connectgaps=False,
        line={"color": own, "width": 2.5},
        marker={
            "size": 9,
            "color": [look.palette.page if result and result.ambiguous else own for result in found],
            "line": {"color": own, "width": 2},
        },
        text=[wording.number(result.score or "") if result else "" for result in found],
        textposition=[_label_side(at, values) for at in range(len(values))],
        textfont={"size": look.small, "color": look.palette.text},
        cliponaxis=False,
        hoverinfo="skip",
    )


def _label_side(at: int, values: Sequence[float | None]) -> str:
    """Return where a score is written: under a dot whose line goes up from it, else above."""
    near = [value for value in (*values[max(0, at - 1) : at], *values[at + 1 : at + 2]) if value is not None]
    here = values[at]
    return "bottom center" if here is not None and near and sum(near) / len(near) > here else "top center"


def _doubts(figure: go.Figure, points: Sequence[Point], look: Look) -> None:
    """Draw other printed scores as small hollow marks beside the one that was chosen."""
    others = [
        (point.result.year + 0.18, float(other.value))
        for point in points
        for other in point.others
        if other.field == "score" and point.result.score is not None
    ]
    if others:
        figure.add_scatter(
            x=[x for x, _ in others],
            y=[y for _, y in others],
            mode="markers",
            marker={
                "size": 7,
                "symbol": "diamond",
                "color": look.palette.page,
                "line": {"color": look.palette.own.solid, "width": 1.5},
            },
            hoverinfo="skip",
        )


def _foot(year: int, result: Result | None, look: Look) -> str:
    """Return what stands under a year: the place, a class that no band can hold, or that nothing is there."""
    label = f"'{year % 100:02d}" if look.phone else str(year)
    if result is None:
        note = wording.text("hasil.grafik.kosong_pendek" if look.phone else "hasil.grafik.kosong")
    elif result.place is not None:
        note = wording.text("hasil.grafik.peringkat_pendek" if look.phone else "hasil.grafik.peringkat", n=result.place)
    else:
        note = ""
    return f"{label}<br><span style='font-size:11px'>{note or ' '}</span>"


def _band(result: Result, periods: Sequence[Period]) -> tuple[float, float] | None:
    for period in periods:
        if period.first <= result.year <= period.last:
            return next(((low, high) for code, low, high in ranges(period) if code == result.class_code), None)
    return None
