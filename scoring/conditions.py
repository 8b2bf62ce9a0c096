"""The conditions of a gate, one at a time: does it hold for a body, on what grounds, and what that rests on."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from scoring.classes import qualify
from scoring.numbers import read_text
from scoring.order import group_of
from scoring.provisions import Border, Condition, GateCondition, Group
from scoring.reasons import GateReason
from scoring.rules import Band, RuleSet, Step
from scoring.settings import Setting
from scoring.standing import Standing
from scoring.tested import Field, Finding, Tested

_AMONG = {Group.CATEGORY: "dalam kategorinya", Group.TERRITORY: "di wilayahnya", Group.ALL: "dari semua badan publik"}


class Ground(NamedTuple):
    """What a condition is for one body, why, and the assumptions without which it were undecided."""

    finding: Finding
    reason: str
    behind: tuple[str, ...] = ()


def ground(field: Field, condition: GateCondition, standing: Standing) -> Ground:
    """Return what the condition is for this body."""
    if condition.kind is Condition.CATEGORY:
        if standing.entry.category in condition.categories:
            return Ground(Finding.HOLDS, GateReason.CATEGORY)
        return Ground(Finding.FAILS, GateReason.OTHER_CATEGORY)
    if condition.kind is Condition.FACT:
        return _fact(field.rules, condition, standing)
    tested = field.tested[standing.entry.body]
    if condition.kind is Condition.CLASS:
        return _without_number(tested) or _class(field.rules, condition, tested, tested.number or Fraction(0))
    bound, number = condition.value or Setting(None), tested.number or Fraction(0)
    if condition.kind is Condition.THRESHOLD:
        return _without_number(tested, bound) or _threshold(condition, tested, bound, number)
    if bound.value is not None and group_of(standing.entry, condition.per) is None:
        bound, unknown = Setting(None), GateReason.NO_TERRITORY
    else:
        unknown = GateReason.NO_PLACES
    return _without_number(tested, bound, unknown) or _rank(field, condition, standing, bound)


def _without_number(
    tested: Tested, bound: Setting | None = None, unknown: GateReason = GateReason.NO_BOUND
) -> Ground | None:
    """Return what the condition is where the number or its bound is not there; None where both are."""
    if tested.instead is Finding.FAILS:
        return Ground(Finding.FAILS, tested.text)
    if bound is not None and bound.value is None:
        return Ground(Finding.OPEN, unknown)
    if tested.instead is None:
        return None
    return Ground(tested.instead, tested.text, _behind(bound, tested))


def _behind(bound: Setting | None, tested: Tested) -> tuple[str, ...]:
    return (*([bound.assumption] if bound and bound.assumption else []), *tested.behind)


def _fact(rules: RuleSet, condition: GateCondition, standing: Standing) -> Ground:
    label = next((fact.label for fact in rules.facts if fact.code == condition.fact), condition.fact)
    known = standing.entry.facts.get(condition.fact)
    if known is None:
        return Ground(Finding.OPEN, GateReason.UNKNOWN_FACT.of(label=label))
    if known:
        return Ground(Finding.HOLDS, GateReason.FACT.of(label=label))
    return Ground(Finding.FAILS, GateReason.NO_FACT.of(label=label))


def _threshold(condition: GateCondition, tested: Tested, bound: Setting, number: Fraction) -> Ground:
    least = bound.value or Fraction(0)
    holds = number > least if condition.strict else number >= least
    under, met = (GateReason.NOT_ABOVE, GateReason.ABOVE) if condition.strict else (GateReason.UNDER, GateReason.MET)
    reason = (met if holds else under).of(number=tested.text, bound=read_text(least))
    return Ground(Finding.HOLDS if holds else Finding.FAILS, reason, _behind(bound, tested))


def _rank(field: Field, condition: GateCondition, standing: Standing, bound: Setting) -> Ground:
    places, behind = bound.value or Fraction(0), _behind(bound, field.tested[standing.entry.body])
    better, equals = field.around(standing, condition.per)
    finding = _fits(better, len(equals), places)
    if finding is Finding.OPEN:
        behind += (condition.ties_assumption,) if condition.ties_assumption else ()
        finding = Finding.HOLDS if condition.ties is Border.ADMIT else _by_keys(field, standing, condition, places)
    reasons = {Finding.HOLDS: GateReason.AMONG, Finding.FAILS: GateReason.NOT_AMONG}
    reason = reasons.get(finding, GateReason.TIE).of(places=places, group=_AMONG[condition.per])
    return Ground(finding, reason, behind)


def _by_keys(field: Field, standing: Standing, condition: GateCondition, places: Fraction) -> Finding:
    """Return who of equal ones fits into what is left, as the keys of the ranking order them."""
    better, _ = field.around(standing, condition.per)
    before, equal = field.among_equals(standing, condition.per)
    return _fits(better + before, 1 + equal, places)


def _fits(better: int, equal: int, places: Fraction) -> Finding:
    if better + equal <= places:
        return Finding.HOLDS
    return Finding.FAILS if better >= places else Finding.OPEN


def _class(rules: RuleSet, condition: GateCondition, tested: Tested, number: Fraction) -> Ground:
    found = qualify(rules, number, Step.STAGE)
    if found.code is None:
        return Ground(Finding.OPEN, found.refused[0])
    behind = (*found.assumptions, *tested.behind)
    if reaches(rules.bands, found.code, condition.class_code):
        return Ground(Finding.HOLDS, GateReason.CLASS.of(label=found.label), behind)
    bound = next(band.label for band in rules.bands if band.code == condition.class_code)
    return Ground(Finding.FAILS, GateReason.WORSE_CLASS.of(label=found.label, bound=bound), behind)


def reaches(bands: tuple[Band, ...], code: str, least: str) -> bool:
    """Tell whether a class is `least` or a better one; bands stand best first."""
    codes = [band.code for band in bands]
    return codes.index(code) <= codes.index(least)
