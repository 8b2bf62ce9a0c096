"""Which class a number has: printed ranges first, half-open bounds between them."""

from __future__ import annotations

from fractions import Fraction

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
    band, refused, assumption = _find(rules, chosen)
    if rules.class_on_assumption and chosen != other and _find(rules, other)[0] is not band:
        used.append(rules.class_on_assumption)
    if band is None:
        return Qualification(published, None, None, (refused,), tuple(used))
    if assumption:
        used.append(assumption)
    return Qualification(published, band.code, band.label, (), tuple(dict.fromkeys(used)))


def distance_to_next(rules: RuleSet, value: Fraction) -> tuple[Band, Fraction] | None:
    """Return the next better class with a known bound above `value` and how far it is; None at the top."""
    better = [band for band in rules.bands if band.lower.value is not None and band.lower.value > value]
    if not better:
        return None
    nearest = min(better, key=lambda band: band.lower.value or Fraction(0))
    return nearest, (nearest.lower.value or Fraction(0)) - value


def _find(rules: RuleSet, value: Fraction) -> tuple[Band | None, str, str | None]:
    """Return the class, or the reason of the refusal, and the assumption behind the class."""
    for band in rules.bands:
        if band.prints(value):
            return band, "", None
    for band in rules.bands:
        if band.lower.value is None:
            return None, f"batas bawah {band.label} {rules.id} tidak dipublikasikan", None
        if value >= band.lower.value:
            return band, "", _reading(band, value) or rules.half_open_assumption
    lowest = rules.bands[-1].label
    return None, f"kelas di bawah {lowest} {rules.id} tidak dipublikasikan", None


def _reading(band: Band, value: Fraction) -> str | None:
    """Return the assumption that fills the bound, unless the printed range already starts below `value`."""
    above_print = band.printed_from is not None and value >= band.printed_from
    return None if above_print else band.lower.assumption
