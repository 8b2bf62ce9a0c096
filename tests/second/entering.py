"""Random entries of a contest that the rules allow, with numbers at bounds, at gates and equal to one another."""

from __future__ import annotations

from random import Random

from . import bodies, integers
from .files import Rules
from .integers import HUNDRED, Over

STEPS = [
    Over(0),
    Over(0),
    Over(0),
    Over(1, 1000),
    Over(-1, 1000),
    Over(1, 200),
    Over(-1, 200),
    Over(1, 3),
    Over(-1, 100),
]


def entries(rules: Rules, categories: list[str], chance: Random) -> list[dict]:
    """Some bodies of some categories."""
    among = chance.sample(categories, min(len(categories), chance.choice([1, 1, 2, 3])))
    pool = _pool(rules, chance)
    draw = _Drawing(rules, chance, pool, chance.choice([0.0, 0.0, 0.1, 0.4]))
    return [draw.entry(f"Badan {serial}", chance.choice(among)) for serial in range(chance.choice([1, 2, 3, 4, 6, 8]))]


def _pool(rules: Rules, chance: Random) -> list[Over]:
    """Few values, so that bodies tie: beside thresholds and class bounds, and some anywhere."""
    edges = [band.bound for band in rules.scale_of_classes if band.bound is not None]
    for gate in rules.table("gates"):
        for condition in gate["any_of"]:
            if condition["kind"] == "threshold":
                threshold = rules.resolved(f"gates.{gate['id']}.threshold", condition.get("value")).number()
                edges += [threshold, threshold] if threshold is not None else []
    edges = edges or [Over(60)]
    near = [integers.total([chance.choice(edges), chance.choice(STEPS)]) for _ in range(chance.choice([1, 2, 2, 3]))]
    far = [Over(chance.randint(0, 10000), chance.choice([100, 101, 300])) for _ in range(chance.randint(1, 2))]
    return [value for value in [*near, *far] if 0 <= value.top <= 100 * value.bottom] or [Over(50)]


class _Drawing:
    """The entries of one contest."""

    def __init__(self, rules: Rules, chance: Random, pool: list[Over], gaps: float) -> None:
        self._rules, self._chance, self._pool, self._gaps = rules, chance, pool, gaps
        self._panels = {panel["stage"]: panel for panel in rules.table("panels")}

    def entry(self, name: str, category: str) -> dict:
        """One body."""
        chance = self._chance
        territory = chance.choice(["barat", "barat", "timur", None])
        statuses = [row["code"] for row in self._rules.table("statuses")]
        found: dict = {
            "body": name,
            "category": category,
            "territory": territory,
            "status": chance.choice(statuses) if statuses and chance.random() < 0.1 else None,
            "values": {},
            "marks": {},
            "facts": {
                fact["code"]: chance.random() < 0.5
                for fact in self._rules.table("facts")
                if chance.random() > 0.1 + self._gaps / 2
            },
            "sent": chance.choice([None, 1, 2, 3, 3]),
        }
        for stage in bodies.stages_of(self._rules, category):
            self._fill(stage, territory, found)
        return found

    def _fill(self, stage: dict, territory: str | None, found: dict) -> None:
        code = stage["code"]
        if self._chance.random() < self._gaps:
            return
        if stage.get("parts") and self._chance.random() < 0.7:
            for part in stage["parts"]:
                if self._chance.random() > self._gaps / 2:
                    self._place(f"{code}.{part['code']}", territory, found)
        elif stage.get("given_as") == "points":
            whole = self._rules.resolved(f"stages.{code}.weight", stage["weight"]).number()
            self._place(code, territory, found, whole)
        else:
            self._place(code, territory, found)

    def _place(self, place: str, territory: str | None, found: dict, whole: Over = HUNDRED) -> None:
        chance = self._chance
        panel = self._panels.get(place)
        local = panel is not None and panel.get("assessors") == "territory"
        if panel is None or chance.random() < 0.2 or (local and territory is None):
            value = integers.part(whole, chance.choice(self._pool), HUNDRED)
            found["values"][place] = integers.text(value)
            return
        same = chance.random() < 0.2
        first = chance.choice(self._pool)
        found["marks"][place] = [
            {
                "assessor": f"Penilai {serial}",
                "territory": territory if local else chance.choice([None, "barat"]),
                "value": integers.text(first if same else chance.choice(self._pool)),
            }
            for serial in range(chance.choice([1, 2, 3, 3, 4, 5]))
        ]
