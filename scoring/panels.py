"""Many marks, one value: how a panel of assessors is brought together, with how far it lies apart."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from scoring.entries import Mark
from scoring.numbers import total
from scoring.stage_rules import Aggregate, Panel
from scoring.standing import PanelScore

_LEAST_TO_TRIM = 3


def least_marks(panel: Panel) -> int:
    """Return with how many marks there is a value."""
    trimmed = _LEAST_TO_TRIM if panel.aggregate is Aggregate.TRIMMED_MEAN else 1
    return max(panel.minimum or 1, trimmed)


def assess(panel: Panel, marks: Sequence[Mark]) -> PanelScore:
    """Return what the marks make; the value is None where there are too few.

    >>> marks = [Mark(Fraction(given), name) for given, name in ((85, "A"), (78, "B"), (91, "C"))]
    >>> assess(Panel("uji_publik"), marks).value
    Fraction(254, 3)
    >>> assess(Panel("uji_publik", Aggregate.TRIMMED_MEAN), marks).value
    Fraction(85, 1)
    """
    values = sorted(mark.value for mark in marks)
    value = _value(panel.aggregate, values) if len(values) >= least_marks(panel) else None
    return PanelScore(panel.place, len(values), value, values[0], values[-1])


def _value(aggregate: Aggregate, values: Sequence[Fraction]) -> Fraction:
    if aggregate is Aggregate.MEDIAN:
        middle = len(values) // 2
        return values[middle] if len(values) % 2 else (values[middle - 1] + values[middle]) / 2
    kept = values[1:-1] if aggregate is Aggregate.TRIMMED_MEAN else values
    return total(kept) / len(kept)
