"""From what was given for a stage or a part to its value: marks of several assessors, then adjustments."""

from __future__ import annotations

from dataclasses import dataclass, field

from . import integers
from .files import Found, Rules
from .integers import HUNDRED, NONE, Over

MEAN_OF_MARKS = "rerata_penilai"


@dataclass(frozen=True)
class Panel:
    """The marks of one place: how many, what they give together, and how far they lie apart."""

    marks: int
    value: Over | None
    lowest: Over
    highest: Over
    rests_on: frozenset[str]

    @property
    def spread(self) -> Over:
        """How far the highest mark lies above the lowest."""
        return integers.total([self.highest, Over(-self.lowest.top, self.lowest.bottom)])


@dataclass
class Given:
    """A value and what it rests on; `value` None: something unknown leaves it open."""

    value: Over | None
    used: set[str] = field(default_factory=set)


def given(rules: Rules, stages: list[dict], entry: dict) -> tuple[dict[str, Given], dict[str, Panel]]:
    """What was given for stages and parts, parts already adjusted, and the panels; `stages` are the body's own."""
    found: dict[str, Given] = {}
    panels: dict[str, Panel] = {}
    for place, raw in entry.get("values", {}).items():
        stage = next((stage for stage in stages if stage["code"] == place), {})
        found[place] = _percent(rules, stage, integers.read(raw))
    for place, marks in entry.get("marks", {}).items():
        raw = next(panel for panel in rules.table("panels") if panel["stage"] == place)
        panel = aggregate(rules, raw, [integers.read(mark["value"]) for mark in marks])
        if panel is None:
            continue
        panels[place] = panel
        found[place] = Given(panel.value, set(panel.rests_on))
    for place, one in found.items():
        if "." in place:
            adjust(rules, place, entry.get("facts", {}), one)
    return found, panels


def aggregate(rules: Rules, raw: dict, marks: list[Over]) -> Panel | None:
    """The marks of one place together; None without any."""
    if not marks:
        return None
    how = rules.resolved(f"panels.{raw['stage']}.aggregate", raw.get("aggregate"))
    if how.value is None:
        how = Found("mean", MEAN_OF_MARKS)
    tops, bottom = integers.together(marks)
    tops.sort()
    value = None if len(marks) < raw.get("minimum", 1) else _together(str(how.value), tops, bottom)
    equal = tops[0] == tops[-1]
    rests_on = frozenset() if equal or value is None else frozenset(how.used)
    return Panel(len(marks), value, Over(tops[0], bottom), Over(tops[-1], bottom), rests_on)


def _together(how: str, tops: list[int], bottom: int) -> Over | None:
    count = len(tops)
    if how == "median":
        return Over(tops[(count - 1) // 2] + tops[count // 2], 2 * bottom)
    if how == "trimmed_mean":
        return Over(sum(tops[1:-1]), bottom * (count - 2)) if count > 2 else None
    return Over(sum(tops), bottom * count)


def _percent(rules: Rules, stage: dict, value: Over) -> Given:
    """The value on 0-100; where a stage is given in points its weight is the most that there is."""
    if stage.get("given_as", "percent") != "points":
        return Given(value)
    weight = rules.resolved(f"stages.{stage['code']}.weight", stage["weight"])
    return Given(integers.part(HUNDRED, value, weight.number()), set(weight.used))


def adjust(rules: Rules, place: str, facts: dict, one: Given) -> None:
    """Bonus, multiplier and deduction of the place, in the order of the file."""
    for raw in rules.table("adjustments"):
        known = facts.get(raw["when"])
        if raw["stage"] != place or known is False or one.value is None:
            continue
        by = rules.resolved(f"adjustments.{raw['id']}.value", raw.get("value"))
        number = by.number()
        if known is None or number is None:
            one.value = None
            return
        one.used |= by.used
        multiplied = raw["kind"] == "multiply"
        value = integers.times(one.value, number) if multiplied else integers.total([one.value, number])
        one.value = integers.least(value, integers.read(raw.get("cap", 100))) if value.top > 0 else NONE
