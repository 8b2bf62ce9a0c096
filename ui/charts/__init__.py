"""Charts of published results: digits as published, gaps where nothing was published, never colour alone."""

from ui.charts.frame import Look, draw
from ui.charts.spread import spread, without_bar
from ui.charts.standing import standing
from ui.charts.trend import axis_floor, trend

__all__ = ["Look", "axis_floor", "draw", "spread", "standing", "trend", "without_bar"]
