"""Which class a number has: printed ranges first, half-open bounds between them."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from operator import itemgetter

from scoring.rules import Band, ClassOn, DeclaredRounding, RuleSet, Step
from scoring.sheet import Qualification


def rounding_at(rules: RuleSet, step: Step) -> DeclaredRounding:
    """Return how a number is printed at `step`: as declared, else as the rule set's default."""
    return rules.rounding.get(step, rules.default_rounding)


def qualify(rules: RuleSet, value: Fraction, step: Step = Step.FINAL) -> Qualification:
    """Return the class of `value`, a number on the scale of the class table (0 to 100).

    The class follows from the printed or the exact number, as the rule set says; an assumption is listed only where
    the printed number or the class depends on it.
    """
    printing = rounding_at(rules, step)
    published = printing.rounding.text(value)
    used: list[str] = []
    if printing.assumption and printing.rounding.changes(value):
        used.append(printing.assumption)
    if not rules.bands:
        return Qualification(published, None, None, (f"skala kelas {rules.id} tidak dipublikasikan",), tuple(used))
    rounded = printing.rounding.apply(value)
    chosen, other = (rounded, value) if rules.class_on is ClassOn.PUBLISHED else (value, rounded)
    band, refused, behind = _find(rules, chosen)
    if rules.class_on_assumption and chosen != other and _find(rules, other)[0] is not band:
        used.append(rules.class_on_assumption)
    if band is None:
        return Qualification(published, None, None, (refused,), tuple(dict.fromkeys(used)))
    used.extend(behind)
    return Qualification(published, band.code, band.label, (), tuple(dict.fromkeys(used)))


def distance_to_next(rules: RuleSet, value: Fraction) -> tuple[Band, Fraction] | None:
    """Return the next better class with a known bound above `value` and how far it is; None at the top."""
    known = [(band, band.lower.value) for band in rules.bands if band.lower.value is not None]
    above = min([found for found in known if found[1] > value], key=itemgetter(1), default=None)
    return None if above is None else (above[0], above[1] - value)


def _find(rules: RuleSet, value: Fraction) -> tuple[Band | None, str, tuple[str, ...]]:
    """Return the class, or the reason of the refusal, and the assumptions behind the class."""
    for printed in rules.bands:
        if printed.prints(value):
            return printed, "", ()
    band, refused = _half_open(rules, [band.lower.value for band in rules.bands], value)
    if band is None:
        return None, refused, ()
    filled = dict.fromkeys(other.lower.assumption for other in rules.bands if other.lower.assumption)
    used = [name for name in filled if _half_open(rules, _without(rules.bands, name), value)[0] is not band]
    if band.lower.assumption not in used and rules.half_open_assumption:
        used.append(rules.half_open_assumption)
    return band, "", tuple(used)


def _without(bands: Sequence[Band], assumption: str) -> list[Fraction | None]:
    """Return the bounds without an assumption: a class then begins at its printed start, if one is printed."""
    return [band.printed_from if band.lower.assumption == assumption else band.lower.value for band in bands]


def _half_open(rules: RuleSet, bounds: Sequence[Fraction | None], value: Fraction) -> tuple[Band | None, str]:
    """Return the first class that is known to begin at or below `value`, or why it cannot be told.

    A bound that was not published leaves the class open, unless a worse class is known to reach above `value`.
    """
    starts = [band.printed_from if bound is None else bound for band, bound in zip(rules.bands, bounds, strict=True)]
    for place, (band, start) in enumerate(zip(rules.bands, starts, strict=True)):
        if start is not None and value >= start:
            return band, ""
        if bounds[place] is None and not any(worse is not None and worse > value for worse in starts[place + 1 :]):
            return None, f"batas bawah {band.label} {rules.id} tidak dipublikasikan"
    return None, f"kelas di bawah {rules.bands[-1].label} {rules.id} tidak dipublikasikan"
