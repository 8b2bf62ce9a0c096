"""The class of a number on 0-100."""

from __future__ import annotations

from dataclasses import dataclass

from . import integers
from .files import Band, Rules
from .integers import Over

FROM_PUBLISHED = "kelas_dari_nilai_terbit"
HALF_OPEN = "batas_setengah_terbuka"


@dataclass(frozen=True)
class Class:
    """What a number is called: its printed form, the class or None, and the assumptions that decided."""

    published: str
    code: str | None
    assumptions: frozenset[str]


def qualify(rules: Rules, value: Over, at: str = "final") -> Class:
    """The class of a number on 0-100 that is published as the rules say for that step."""
    used: set[str] = set()
    rounding = rules.rounding(at)
    printed = rounding.published(value, used)
    code, because = _of_both(rules, value, printed)
    return Class(rounding.text(value), code, frozenset(used | because))


def _of_both(rules: Rules, exact: Over, printed: Over) -> tuple[str | None, set[str]]:
    """The class by the number that the rules name, and the assumptions used."""
    on = rules.resolved("arithmetic.class_on", rules.arithmetic.get("class_on"))
    by_printed = _of(rules, printed)
    by_exact = by_printed if integers.same(exact, printed) else _of(rules, exact)
    code, used = by_exact if on.value == "exact" else by_printed
    if by_exact[0] != by_printed[0]:
        used = used | (on.used if on.value is not None else {FROM_PUBLISHED})
    return code, used


def _of(rules: Rules, value: Over) -> tuple[str | None, set[str]]:
    bands = rules.scale_of_classes
    printed = next((band for band in bands if band.prints(value)), None)
    if printed is not None:
        return printed.code, set()
    found = _half_open(bands, [band.bound for band in bands], value)
    if found is None:
        return None, set()
    used = {
        assumption
        for assumption in {band.lower.assumption for band in bands if band.lower.assumption}
        if _half_open(bands, _without(assumption, bands), value) is not found
    }
    return found.code, used if found.lower.assumption in used else used | {HALF_OPEN}


def _without(assumption: str, bands: list[Band]) -> list[Over | None]:
    """The bounds without an assumption: a class then begins where its printed range does, if one is printed."""
    return [band.printed_from if band.lower.assumption == assumption else band.bound for band in bands]


def _half_open(bands: list[Band], bounds: list[Over | None], value: Over) -> Band | None:
    starts = [bound or band.printed_from for band, bound in zip(bands, bounds, strict=True)]
    for place, band in enumerate(bands):
        if starts[place] is not None and integers.at_least(value, starts[place]):
            return band
        # A class whose bound is unknown is out of reach only where a worse one is known to reach above the value.
        above = [start for start in starts[place + 1 :] if start is not None and not integers.at_least(value, start)]
        if bounds[place] is None and not above:
            return None
    return None
