"""What a contest knows of one body and finds out about it."""

from __future__ import annotations

from dataclasses import dataclass, field

from . import integers, marks
from .files import Rules
from .integers import Over


@dataclass(frozen=True)
class Ruling:
    """What one gate says about one body."""

    gate: str
    outcome: str
    by: str | None = None
    number: str | None = None


@dataclass
class Body:
    """One body: what was given, its stage values, and what the gates left of them."""

    name: str
    category: str
    territory: str | None
    status: str | None
    facts: dict[str, bool | None]
    sent: int | None
    stages: list[dict] = field(default_factory=list)
    exact: dict[str, Over] = field(default_factory=dict)
    panels: dict[str, marks.Panel] = field(default_factory=dict)
    open: set[str] = field(default_factory=set)
    used_by_stage: dict[str, set[str]] = field(default_factory=dict)
    stopped: dict[str, str] = field(default_factory=dict)  # by the gates before a stage, and how it then counts
    closed: dict[str, str] = field(default_factory=dict)
    rulings: list[Ruling] = field(default_factory=list)
    used: set[str] = field(default_factory=set)

    def counted(self, stage: str) -> Over | None:
        """The exact value of a stage that counts."""
        return None if stage in self.closed else self.exact.get(stage)

    def close(self, stage: str) -> None:
        """Close a stage, once all its gates have spoken, if one of them stopped the body."""
        if stage in self.stopped:
            self.closed[stage] = self.stopped[stage]
            self.panels = {place: panel for place, panel in self.panels.items() if place.partition(".")[0] != stage}

    def before(self, stage: str) -> set[str]:
        """The stages that stand before another one in the body's category."""
        codes = [one["code"] for one in self.stages]
        return set(codes[: codes.index(stage)])


def stages_of(rules: Rules, category: str) -> list[dict]:
    """The stages of a category, as they stand in the file."""
    return [stage for stage in rules.table("stages") if not stage.get("categories") or category in stage["categories"]]


def order(rules: Rules) -> list[str]:
    """The codes of all stages in the one order that every category follows."""
    rows = rules.table("stages")
    categories = {category for row in rows for category in row.get("categories", [])} | {""}
    lines = [[stage["code"] for stage in stages_of(rules, category)] for category in sorted(categories)]
    found: list[str] = []
    while any(lines):
        waiting = {code for line in lines for code in line[1:]}
        found.append(next(line[0] for line in lines if line and line[0] not in waiting))
        lines = [[code for code in line if code != found[-1]] for line in lines]
    return found


def read(rules: Rules, entry: dict) -> Body:
    """The body of an entry, with the values of its stages before any gate."""
    body = Body(
        entry.get("body", ""),
        entry["category"],
        entry.get("territory"),
        entry.get("status"),
        entry.get("facts", {}),
        entry.get("sent"),
        stages_of(rules, entry["category"]),
    )
    given, body.panels = marks.given(rules, body.stages, entry)
    for stage in body.stages:
        own = given.get(stage["code"]) or _by_parts(rules, stage, given)
        if own is None:
            continue
        marks.adjust(rules, stage["code"], body.facts, own)
        body.used_by_stage[stage["code"]] = own.used
        if own.value is None:
            body.open.add(stage["code"])
        else:
            body.exact[stage["code"]] = own.value
    return body


def _by_parts(rules: Rules, stage: dict, given: dict[str, marks.Given]) -> marks.Given | None:
    """The value of a stage by the weights of its parts; None without any, open where one of them is not known."""
    code = stage["code"]
    parts = [(part, given.get(f"{code}.{part['code']}")) for part in stage.get("parts", [])]
    known = [one for _, one in parts if one is not None]
    if not known:
        return None
    weights = [rules.resolved(f"stages.{code}.parts.{part['code']}.weight", part["weight"]) for part, _ in parts]
    numbers = [weight.number() for weight in weights]
    used: set[str] = set().union(*(one.used for one in known))
    if len(known) < len(parts) or None in numbers or any(one.value is None for one in known):
        return marks.Given(None, used)
    products = [integers.times(weight, one.value) for weight, one in zip(numbers, known, strict=True)]
    value = integers.part(integers.total(products), Over(1), integers.total(numbers))
    return marks.Given(value, used.union(*(weight.used for weight in weights)))
