"""Random answers, verdicts and stage values that the rules allow."""

from __future__ import annotations

from random import Random

from . import integers
from .files import Item, Paper, Rules
from .integers import HUNDRED, Over

LINKS = ["https://ppid.contoh.go.id/dokumen"]


def answers(paper: Paper, chance: Random) -> dict[str, dict]:
    """An answer to most questions in the JSON shape that files use; the rest stay blank."""
    eager = chance.random()
    found = {}
    for item in paper.items:
        if chance.random() < 0.15:
            continue
        answer = _answer(item, chance, eager)
        if chance.random() < 0.4 + 0.6 * eager:
            answer["links"] = LINKS
        found[item.code] = answer
    return found


def _answer(item: Item, chance: Random, eager: float) -> dict:
    kind = item.raw.get("kind", "yes_no")
    codes = [level["code"] for level in item.levels()[0]]
    if "not_applicable" in item.raw and chance.random() < 0.4:
        return {"choice": "tidak_berlaku"}
    if kind == "option":
        return {"choice": chance.choice(codes)}
    if kind == "multiple":
        chosen = [code for code in codes if chance.random() < 0.2 + 0.8 * eager]
        return {"choice": chosen or None}
    if kind == "number":
        number = chance.choice(["0", "1", "4", "5", "7.5", "10", "12", "19", "20", "21", "26", "100"])
        return {"number": number, "level": chance.choice([None, *codes])}
    if chance.random() > 0.5 + 0.5 * eager:
        return {"choice": "tidak"}
    return {"choice": "ya", "level": chance.choice([None, *codes])}


def verdicts(paper: Paper, chance: Random) -> dict[str, dict]:
    """A verdict on most questions."""
    found = {}
    for item in paper.items:
        outcome = chance.choice([None, "accepted", "accepted", "accepted", "rejected"])
        if outcome is None:
            continue
        levels = [level["code"] for level in item.levels()[0]] if item.raw.get("kind", "yes_no") == "yes_no" else []
        level = chance.choice([None, *levels]) if outcome == "accepted" else None
        found[item.code] = {"outcome": outcome, "level": level}
    return found


def score_text(rules: Rules, chance: Random) -> str:
    """A value from 0 to 100: whole, a fraction, or just beside a class bound."""
    bounds = [band.bound for band in rules.scale_of_classes if band.bound]
    kind = chance.randrange(6)
    if kind == 0:
        return str(chance.randint(0, 100))
    if kind == 1 or not bounds:
        return f"{chance.randint(0, 9999)}/{chance.choice([100, 101, 300, 700])}"
    size = chance.choice([7, 7, 150])
    near = integers.total([chance.choice(bounds), Over(chance.randint(-size, size), 1000)])
    return str(integers.text(near)) if 0 <= near.top <= 100 * near.bottom else "100"


def stage_values(rules: Rules, category: str, chance: Random) -> dict[str, str]:
    """Values of some stages of the category, whole or by their parts."""
    found = {}
    for stage in rules.table("stages"):
        if stage.get("categories") and category not in stage["categories"]:
            continue
        way = chance.random()
        if stage.get("parts") and way < 0.6:
            for part in stage["parts"]:
                if chance.random() < 0.9:
                    found[f"{stage['code']}.{part['code']}"] = score_text(rules, chance)
        elif way < 0.8:
            found[stage["code"]] = _stage_text(rules, stage, chance)
    return found


def _stage_text(rules: Rules, stage: dict, chance: Random) -> str:
    """A value of a whole stage: 0-100, or where it is given in points up to its weight."""
    text = score_text(rules, chance)
    if stage.get("given_as") != "points":
        return text
    weight = rules.resolved(f"stages.{stage['code']}.weight", stage["weight"]).number()
    return str(integers.text(integers.part(weight, integers.read(text), HUNDRED)))
