"""The class of a number on 0-100."""

from __future__ import annotations

from dataclasses import dataclass

from . import integers
from .files import Found, Rules
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
    code, because = of_both(rules, value, printed)
    return Class(rounding.text(value), code, frozenset(used | because))


def of_both(rules: Rules, exact: Over, printed: Over) -> tuple[str | None, set[str]]:
    """The class by the number that the rules name, and the assumptions used."""
    on = rules.resolved("arithmetic.class_on", rules.arithmetic.get("class_on"))
    by_exact, by_printed = _of(rules, exact), _of(rules, printed)
    code, used = by_exact if on.value == "exact" else by_printed
    if by_exact[0] != by_printed[0]:
        used = used | (on.used if on.value is not None else {FROM_PUBLISHED})
    return code, used


def _of(rules: Rules, value: Over) -> tuple[str | None, set[str]]:
    bands = rules.table("bands")
    bounds = [rules.resolved(f"bands.{band['code']}.lower", band.get("lower")) for band in bands]
    printed = next((band for band in bands if _is_printed(band, value)), None)
    if printed is not None:
        return printed["code"], set()
    code = _half_open(bands, bounds, value)
    if code is None:
        return None, set()
    used = {HALF_OPEN}
    for place, bound in enumerate(bounds):
        if bound.assumption and _half_open(bands, [*bounds[:place], Found(None), *bounds[place + 1 :]], value) != code:
            used |= bound.used
    return code, used


def _is_printed(band: dict, value: Over) -> bool:
    low, high = integers.read(band.get("printed_from")), integers.read(band.get("printed_to"))
    if low is None or high is None or not integers.at_least(value, low):
        return False
    return integers.at_least(high, value) and not (band.get("printed_to_open") and integers.same(high, value))


def _half_open(bands: list[dict], bounds: list[Found], value: Over) -> str | None:
    for band, found in zip(bands, bounds, strict=True):
        bound = found.number()
        if bound is None:
            # The bound is unknown, but it cannot lie above what is printed for the class.
            known = integers.read(band.get("printed_from"))
            return band["code"] if known is not None and integers.at_least(value, known) else None
        if integers.at_least(value, bound):
            return band["code"]
    return None
