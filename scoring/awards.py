"""Titles on the same data besides the class: the best of each group, and every body of a class."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from scoring.classes import qualify, rounding_at
from scoring.conditions import reaches
from scoring.order import Place, Rival, group_of, keys_of, places, printed
from scoring.provisions import FINAL, Award, AwardKind, Group, Ties
from scoring.rules import RuleSet, Step
from scoring.standing import Standing


class Placed(NamedTuple):
    """A body in its group with the assumptions its place depends on."""

    standing: Standing
    place: Place
    assumptions: tuple[str, ...]


def placed(
    rules: RuleSet, per: Group, step: Step, ties: Ties, numbers: Sequence[tuple[Standing, Fraction]]
) -> list[Placed]:
    """Return the places of bodies within their groups; a body whose group is not known has none."""
    groups: dict[str, list[tuple[Standing, Fraction]]] = defaultdict(list)
    for standing, exact in numbers:
        group = group_of(standing.entry, per)
        if group is not None:
            groups[group].append((standing, exact))
    found = []
    for members in groups.values():
        rivals = [Rival(printed(rules, exact, step), keys_of(rules, standing)) for standing, exact in members]
        equal = _equal(rules, step, [exact for _, exact in members])
        for (standing, _), place, tied in zip(members, places(rivals, ties), equal, strict=True):
            assumed = (rules.ranking.assumption,) if tied and rules.ranking.assumption else ()
            found.append(Placed(standing, place, assumed))
    return found


def winners(rules: RuleSet, award: Award, numbers: Sequence[tuple[Standing, Fraction]]) -> list[Standing]:
    """Return the bodies that have the award; what it depends on is added to what was assumed of them.

    Args:
        numbers: what the award is on, of every body that has it.
    """
    step = Step.FINAL if award.on == FINAL else Step.STAGE
    open_to = [item for item in numbers if not award.categories or item[0].entry.category in award.categories]
    if award.kind is AwardKind.CLASS:
        return [standing for standing, exact in open_to if _in_class(rules, award, standing, exact, step)]
    best = []
    for standing, place, assumptions in placed(rules, award.per, step, Ties.COMPETITION, open_to):
        standing.used.extend(assumptions)
        best += [standing] if place.number <= award.places else []
    return best


def _in_class(rules: RuleSet, award: Award, standing: Standing, exact: Fraction, step: Step) -> bool:
    found = qualify(rules, exact, step)
    if found.code is None:
        return False
    standing.used.extend(found.assumptions)
    return reaches(rules.bands, found.code, award.class_code)


def _equal(rules: RuleSet, step: Step, values: Sequence[Fraction]) -> list[bool]:
    """Tell of each value whether another one is printed alike."""
    rounding = rounding_at(rules, step).rounding
    alike = Counter(rounding.apply(value) for value in values)
    return [alike[rounding.apply(value)] > 1 for value in values]
