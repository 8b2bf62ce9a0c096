"""A group of bodies in numbers: a body without a score is counted as invited and never averaged as 0."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from scoring.numbers import total


class Cohort(NamedTuple):
    """How many were invited and assessed, the mean of those assessed, and their share in per cent.

    mean: None where nobody was assessed. participation: None where nobody was invited.
    """

    invited: int
    assessed: int
    mean: Fraction | None
    participation: Fraction | None


def cohort(scores: Sequence[Fraction | None]) -> Cohort:
    """Return the group that `scores` describes; None is a state without a score, such as `tidak_dinilai`.

    >>> cohort([Fraction(90), Fraction(70), None])
    Cohort(invited=3, assessed=2, mean=Fraction(80, 1), participation=Fraction(200, 3))
    >>> cohort([None]).mean is None
    True
    """
    known = [score for score in scores if score is not None]
    mean = total(known) / len(known) if known else None
    participation = Fraction(100 * len(known), len(scores)) if scores else None
    return Cohort(len(scores), len(known), mean, participation)
