"""All bodies of one rule set: marks, gates, final scores, places and awards."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from . import bodies, integers, places, stages
from .bodies import Body
from .classes import qualify
from .files import Rules
from .gates import Gate
from .integers import Over


@dataclass
class Result:
    """What the contest says of one body."""

    body: Body
    combined: stages.Combined
    place: int | None = None
    awards: list[str] = field(default_factory=list)

    @property
    def assumptions(self) -> set[str]:
        """Every assumption that decided something of this body."""
        return self.combined.assumptions | self.body.used

    def as_json(self) -> dict[str, object]:
        """What can be compared: everything but free text."""
        found, text = self.combined, integers.text
        return {
            "body": self.body.name,
            "category": self.body.category,
            "territory": self.body.territory,
            "status": self.body.status,
            "gates": [(row.gate, row.outcome, row.by, row.number) for row in self.body.rulings],
            "panels": {
                place: (panel.marks, text(panel.value), text(panel.lowest), text(panel.highest), text(panel.spread))
                for place, panel in self.body.panels.items()
            },
            "stages": found.stages,
            "final": found.final,
            "class": found.code,
            "provisional_class": found.provisional,
            "basis": "nilai SAQ" if found.provisional else None,
            "place": self.place,
            "awards": sorted(self.awards),
            "refused": found.refused or self.body.status is not None,
            "assumptions": sorted(self.assumptions),
        }


def contest(rules: Rules, entries: list[dict]) -> list[Result]:
    """The results of the entries, in their order."""
    results = [Result(bodies.read(rules, entry), stages.Combined()) for entry in entries]
    scored = [result for result in results if result.body.status is None]
    _rule(rules, [result.body for result in scored])
    for result in results:
        if result.body.status is None:
            result.combined = stages.combine(rules, result.body)
        else:
            result.body.panels = {}
    _place(rules, scored)
    for award in rules.table("awards"):
        entered = _entered(award, scored)
        won = _classed(rules, award, entered) if award["kind"] == "class" else _best(rules, award, entered)
        for result in won:
            result.awards.append(award["id"])
    return results


def combine(rules: Rules, category: str, given: dict[str, str]) -> Result:
    """One body alone, of whom nothing but values is known, without places and awards."""
    body = bodies.read(rules, {"category": category, "values": given})
    _rule(rules, [body])
    return Result(body, stages.combine(rules, body))


def _rule(rules: Rules, scored: list[Body]) -> None:
    """The gates, in the order of the stages that they open; of several that stop a body the first one says how."""
    for code in bodies.order(rules):
        for raw in rules.table("gates"):
            if raw["before"] != code:
                continue
            for body, ruling in Gate(rules, raw, scored).rule():
                body.rulings.append(ruling)
                if ruling.outcome == "stopped":
                    body.stopped.setdefault(code, raw.get("otherwise", "missing"))
        for body in scored:
            body.close(code)


def _place(rules: Rules, scored: list[Result]) -> None:
    final = [result for result in scored if result.combined.exact is not None]
    for group in _groups(rules.raw.get("ranking", {}).get("per", "category"), final):
        entered = [(result, result.combined.exact) for result in group]
        for result, place in zip(group, _places(rules, entered, "final", places.placed), strict=True):
            result.place = place


def _groups(per: str, results: list[Result]) -> list[list[Result]]:
    return places.grouped(results, lambda result: result.body, per)


def _places(rules: Rules, group: list[tuple[Result, Over]], at: str, method: Callable[..., list[int]]) -> list[int]:
    """The places of a group by their numbers; the results note what equal numbers rest on."""
    for (result, _), used in zip(group, places.shared(rules, [value for _, value in group], at), strict=True):
        result.body.used |= used
    return method(rules, [(result.body, places.compared(rules, value, at)) for result, value in group])


def _entered(award: dict, scored: list[Result]) -> list[tuple[Result, Over]]:
    """The results that an award looks at, with their numbers."""
    on = award.get("on", "final")
    found = [
        (result, result.combined.exact if on == "final" else result.body.counted(on))
        for result in scored
        if not award.get("categories") or result.body.category in award["categories"]
    ]
    return [(result, value) for result, value in found if value is not None]


def _classed(rules: Rules, award: dict, entered: list[tuple[Result, Over]]) -> list[Result]:
    order = [band.code for band in rules.scale_of_classes]
    won = []
    for result, value in entered:
        named = qualify(rules, value, _at(award))
        if named.code is None:
            continue
        result.body.used |= named.assumptions
        if order.index(named.code) <= order.index(award["class"]):
            won.append(result)
    return won


def _best(rules: Rules, award: dict, entered: list[tuple[Result, Over]]) -> list[Result]:
    values = {id(result): value for result, value in entered}
    won = []
    for group in _groups(award.get("per", "category"), [result for result, _ in entered]):
        rows = [(result, values[id(result)]) for result in group]
        found = _places(rules, rows, _at(award), places.competition)
        won += [result for result, place in zip(group, found, strict=True) if place <= award.get("places", 1)]
    return won


def _at(award: dict) -> str:
    return "final" if award.get("on", "final") == "final" else "stage"
