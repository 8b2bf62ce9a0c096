"""The class table as steps: from which number on a final score has which class, as the kernel qualifies it."""

from __future__ import annotations

import math
from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from scoring.classes import qualify, rounding_at
from scoring.entries import HUNDRED
from scoring.rules import ClassOn, RuleSet, Step


class ClassStep(NamedTuple):
    """From `start` on, or above it, a score has this class; an empty label is a class that is refused."""

    start: Fraction
    above: bool
    label: str


def class_steps(rules: RuleSet) -> tuple[ClassStep, ...]:
    """Return the steps from the lowest to the highest.

    The kernel is asked at every number where a class can begin or end, so printed ranges, unpublished bounds and
    assumptions are all in the answer. Where the class follows from the printed number, only printed numbers occur.
    """
    found: list[ClassStep] = []
    for start, above, sample in _samples(rules):
        label = qualify(rules, sample, Step.FINAL).label or ""
        if not found or found[-1].label != label:
            found.append(ClassStep(start, above, label))
    return tuple(found)


def class_at(steps: tuple[ClassStep, ...], value: Fraction) -> str:
    """Return the class of a number by the steps.

    >>> steps = (ClassStep(Fraction(0), False, "Rendah"), ClassStep(Fraction(60), False, "Tinggi"))
    >>> class_at(steps, Fraction("59.99")), class_at(steps, Fraction(60))
    ('Rendah', 'Tinggi')
    """
    return next(
        step.label for step in reversed(steps) if value > step.start or (value == step.start and not step.above)
    )


def _samples(rules: RuleSet) -> Iterator[tuple[Fraction, bool, Fraction]]:
    """Yield where a class can begin, from 0 up, each with a number that lies there."""
    bounds = {Fraction(0), HUNDRED}
    for band in rules.bands:
        bounds |= {bound for bound in (band.lower.value, band.printed_from, band.printed_to) if bound is not None}
    inside = sorted(bound for bound in bounds if 0 <= bound <= HUNDRED)
    if rules.class_on is ClassOn.PUBLISHED:
        scale = 10 ** rounding_at(rules, Step.FINAL).rounding.places
        units = {start for bound in inside for start in (math.ceil(bound * scale), math.floor(bound * scale) + 1)}
        yield from ((at, False, at) for unit in sorted(units) if (at := Fraction(unit, scale)) <= HUNDRED)
        return
    for bound, following in zip(inside, [*inside[1:], HUNDRED], strict=True):
        yield bound, False, bound
        yield bound, True, (bound + following) / 2
