"""Places: equal numbers share a place, in the way the rule set says."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from scoring.classes import rounding_at
from scoring.rules import ClassOn, RuleSet, Step, Ties


def rank(rules: RuleSet, values: Sequence[Fraction | None], step: Step = Step.STAGE) -> list[int | None]:
    """Return the place of each value, best is 1; None has no place.

    The number compared is the printed or the exact one, as the rule set says; ties are counted 1,2,2,4 (competition)
    or 1,2,2,3 (dense).
    """
    printing = rounding_at(rules, step).rounding
    on_published = rules.ranking.number is ClassOn.PUBLISHED
    numbers = [value if value is None or not on_published else printing.apply(value) for value in values]
    ordered = sorted((number for number in numbers if number is not None), reverse=True)
    places: dict[Fraction, int] = {}
    for position, number in enumerate(ordered, start=1):
        if number not in places:
            places[number] = len(places) + 1 if rules.ranking.ties is Ties.DENSE else position
    return [None if number is None else places[number] for number in numbers]


def ranking_assumptions(rules: RuleSet, values: Sequence[Fraction | None], step: Step = Step.STAGE) -> tuple[str, ...]:
    """Return the assumptions that the places of `values` depend on.

    Which number and which tie method were assumed matters only where two bodies share a printed number.
    """
    if rules.ranking.assumption is None:
        return ()
    printing = rounding_at(rules, step).rounding
    printed = [printing.apply(value) for value in values if value is not None]
    return (rules.ranking.assumption,) if len(set(printed)) < len(printed) else ()
