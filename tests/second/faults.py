"""What a contest refuses to read, and entries spoiled on purpose."""

from __future__ import annotations

from copy import deepcopy
from random import Random

from . import bodies, integers
from .files import Rules
from .integers import HUNDRED, Over


def faulty(rules: Rules, entries: list[dict]) -> bool:
    """Whether any of the entries is bad input."""
    names = [entry["body"] for entry in entries]
    return len(names) > len(set(names)) or any(_faulty(rules, entry) for entry in entries)


def _faulty(rules: Rules, entry: dict) -> bool:
    values, marks = entry.get("values", {}), entry.get("marks", {})
    limits = _limits(rules, entry["category"])
    codes = {row["code"] for row in rules.table("facts")}
    statuses = {row["code"] for row in rules.table("statuses")}
    places = [*values, *marks]
    return (
        not set(places) <= set(limits)
        or len(places) > len(set(places))
        or any("." in place and place.partition(".")[0] in places for place in places)
        or any(not _within(raw, limits[place]) for place, raw in values.items())
        or any(_faulty_marks(rules, place, given, entry.get("territory")) for place, given in marks.items())
        or not set(entry.get("facts", {})) <= codes
        or (entry.get("status") is not None and entry["status"] not in statuses)
    )


def _limits(rules: Rules, category: str) -> dict[str, Over]:
    """The places of a category and the most that each can have."""
    found = {}
    for stage in bodies.stages_of(rules, category):
        weight = rules.resolved(f"stages.{stage['code']}.weight", stage["weight"]).number()
        found[stage["code"]] = weight if stage.get("given_as") == "points" else HUNDRED
        found |= {f"{stage['code']}.{part['code']}": HUNDRED for part in stage.get("parts", [])}
    return found


def _within(raw: object, most: Over) -> bool:
    value = integers.read(raw)
    return value.top >= 0 and integers.at_least(most, value)


def _faulty_marks(rules: Rules, place: str, given: list[dict], territory: str | None) -> bool:
    panel = next((panel for panel in rules.table("panels") if panel["stage"] == place), None)
    names = [mark["assessor"] for mark in given]
    local = panel is not None and panel.get("assessors") == "territory"
    return (
        panel is None
        or len(names) > len(set(names))
        or any(not _within(mark["value"], HUNDRED) for mark in given)
        or any(local and (mark["territory"] is None or mark["territory"] != territory) for mark in given)
    )


def spoil(rules: Rules, entries: list[dict], chance: Random) -> list[dict]:
    """The entries with one thing changed that may make them bad input, or may not."""
    found = deepcopy(entries)
    entry = chance.choice(found)
    places = sorted(_limits(rules, entry["category"])) or ["saq"]
    place = chance.choice([*places, "saq", "saq.tidak_ada"])
    mark = {"assessor": "Penilai 0", "territory": chance.choice([None, "barat", "timur"]), "value": "50"}
    kind = chance.randrange(8)
    if kind == 0:
        entry["values"][place] = chance.choice(["-1/100", "100", "10001/100", "0", "15", "50"])
    elif kind == 1:
        entry["marks"].setdefault(place, []).append(mark)
    elif kind == 2:
        entry["marks"][place] = [mark | {"value": chance.choice(["-1", "0", "100", "101"])}]
    elif kind == 3:
        entry["facts"][chance.choice(["hadir", "terlambat", "lain"])] = True
    elif kind == 4:
        entry["status"] = chance.choice(["tidak_dinilai", "entah"])
    elif kind == 5:
        entry["category"] = chance.choice(["kat_a", "kat_b", "lain", "opd"])
    elif kind == 6:
        entry["territory"] = chance.choice([None, "barat", "timur"])
    else:
        entry["body"] = chance.choice(found)["body"]
    return found
