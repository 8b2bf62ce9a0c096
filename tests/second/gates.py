"""Who goes on to a stage."""

from __future__ import annotations

from dataclasses import replace

from . import integers, places
from .bodies import Body, Ruling
from .classes import qualify
from .files import Found, Rules
from .integers import Over

PRINTED_IS_TESTED = "gerbang_dari_nilai_terbit"
TIED_GO_ON = "seri_di_batas_ikut"
HOLDS, FAILS, UNDECIDED, WAITING = "holds", "fails", "undecided", "waiting"
CLOSED, OPEN_WEIGHT, NO_NUMBER, UNNAMED = "closed", "open weight", "no number", "unnamed"
"""Why a body has no number."""


class Gate:
    """One gate of the rules over the bodies for which it stands."""

    def __init__(self, rules: Rules, raw: dict, bodies: list[Body]) -> None:
        """Keeps the bodies and works out their numbers, printed and exact."""
        self._rules = rules
        self.raw = raw
        self._any_of = raw["any_of"]
        self._on = [] if raw["on"] == "nf" else [raw["on"]] if isinstance(raw["on"], str) else list(raw["on"])
        self._bodies = [body for body in bodies if self._stands_for(body)]
        self._exact = [self._number(body) for body in self._bodies]
        at = rules.rounding("stage" if len(self._on) == 1 else "final")
        self._printed = [at.published(one, set()) if isinstance(one, Over) else one for one in self._exact]
        self._rounding = at
        self._settings = self._resolve()

    def _stands_for(self, body: Body) -> bool:
        its = {stage["code"] for stage in body.stages}
        categories = self.raw.get("categories")
        return (not categories or body.category in categories) and self.raw["before"] in its

    def _resolve(self) -> dict[str, Found]:
        """What an assumption may fill; a gate that says nothing of the number or of ties takes the shared ones."""
        name = self.raw["id"]
        conditions = {condition["kind"]: condition for condition in self.raw["any_of"]}
        found = {"value": self._rules.resolved(f"gates.{name}.value", self.raw.get("value"))}
        if found["value"].value is None:
            found["value"] = Found("published", PRINTED_IS_TESTED)
        if "threshold" in conditions:
            raw = conditions["threshold"].get("value")
            found["threshold"] = self._rules.resolved(f"gates.{name}.threshold", raw)
        if "rank" in conditions:
            found["rank"] = self._rules.resolved(f"gates.{name}.rank", conditions["rank"].get("value"))
            found["ties"] = self._rules.resolved(f"gates.{name}.ties", conditions["rank"].get("ties"))
            if found["ties"].value is None:
                found["ties"] = Found("admit", TIED_GO_ON)
        return found

    def _number(self, body: Body) -> Over | str:
        """The exact number that is tested, or why there is none."""
        if not self._on:
            return UNNAMED
        if any(code in body.closed for code in self._on):
            return CLOSED
        if len(self._on) == 1:
            return body.exact.get(self._on[0], NO_NUMBER)
        weights = [weight.number() for weight in self._weights(body)]
        if None in weights or integers.total(weights).top == 0:
            return OPEN_WEIGHT
        if any(code not in body.exact for code in self._on):
            return NO_NUMBER
        rounding = self._rules.rounding("stage")
        values = [rounding.onward(body.exact[code], set()) for code in self._on]
        products = [integers.times(weight, value) for weight, value in zip(weights, values, strict=True)]
        return integers.part(integers.total(products), Over(1), integers.total(weights))

    def _weights(self, body: Body) -> list[Found]:
        """The weights of the stages tested, where there are several."""
        rows = {stage["code"]: stage for stage in body.stages} if len(self._on) > 1 else {}
        return [
            self._rules.resolved(f"stages.{code}.weight", rows[code]["weight"]) for code in self._on if code in rows
        ]

    def rule(self) -> list[tuple[Body, Ruling]]:
        """What the gate says of each body for which it stands; the bodies note the assumptions that decided."""
        found = []
        for place, body in enumerate(self._bodies):
            answers = self._answers(place, self._settings)
            outcome = _outcome([answer for answer, _ in answers])
            by = next((raw["kind"] for raw, one in zip(self._any_of, answers, strict=True) if one[0] == HOLDS), None)
            found.append((body, Ruling(self.raw["id"], outcome, by, self._shown(place, body))))
            self._note(place, body, answers, outcome)
        return found

    def _shown(self, place: int, body: Body) -> str | None:
        """The number tested; that of a list of stages rests on the rounding that prints it."""
        exact, printed = self._exact[place], self._printed[place]
        if not isinstance(exact, Over) or not isinstance(printed, Over):
            return None
        if self._settings["value"].value == "exact":
            return integers.text(exact)
        self._rounding.published(exact, body.used)
        return integers.text(printed)

    def _note(self, place: int, body: Body, answers: list[tuple[str, set[str]]], outcome: str) -> None:
        """The assumptions without which the outcome would be another one."""
        value = self._settings["value"]
        other = replace(value, value="published" if value.value == "exact" else "exact")
        by_other = self._answers(place, self._settings | {"value": other})
        if _outcome([answer for answer, _ in by_other]) != outcome:
            body.used |= value.used
        for assumption in set().union(*(rests_on for _, rests_on in answers)):
            without = [UNDECIDED if assumption in rests_on else answer for answer, rests_on in answers]
            if _outcome(without) != outcome:
                body.used.add(assumption)

    def _answers(self, place: int, settings: dict[str, Found]) -> list[tuple[str, set[str]]]:
        """What each condition says of the body at the place, and the assumptions it rests on."""
        return [self._condition(raw, place, settings) for raw in self._any_of]

    def _condition(self, raw: dict, place: int, settings: dict[str, Found]) -> tuple[str, set[str]]:
        body, kind = self._bodies[place], raw["kind"]
        if kind == "category":
            return (HOLDS if body.category in raw["categories"] else FAILS), set()
        if kind == "fact":
            return {True: HOLDS, False: FAILS}.get(body.facts.get(raw["fact"]), UNDECIDED), set()
        numbers = self._exact if settings["value"].value == "exact" else self._printed
        number = numbers[place]
        if number == CLOSED:
            return FAILS, set()
        bound = settings.get(kind, Found("a class"))
        if number in (OPEN_WEIGHT, UNNAMED) or bound.value is None:
            return UNDECIDED, set()
        used = bound.used.union(*(weight.used for weight in self._weights(body)))
        if kind == "rank" and places.group_of(body, raw.get("per", "category")) is None:
            return UNDECIDED, used
        if number == NO_NUMBER:
            return WAITING, used
        if kind == "threshold":
            return self._threshold(raw, number, bound.number()), used
        if kind == "rank":
            answer = self._rank(raw, place, numbers, settings["rank"].number(), settings["ties"].value)
            untied = self._rank(raw, place, numbers, settings["rank"].number(), None)
            return answer, used | (settings["ties"].used if untied == UNDECIDED else set())
        answer, depends = self._class(raw, number)
        return answer, used | depends

    @staticmethod
    def _threshold(raw: dict, number: Over, least: Over) -> str:
        above = integers.at_least(number, least) and not (raw.get("strict") and integers.same(number, least))
        return HOLDS if above else FAILS

    def _class(self, raw: dict, number: Over) -> tuple[str, set[str]]:
        named = qualify(self._rules, number, "stage")
        if named.code is None:
            return UNDECIDED, set()
        order = [band.code for band in self._rules.scale_of_classes]
        better = order.index(named.code) <= order.index(raw["class"])
        return (HOLDS if better else FAILS), set(named.assumptions)

    def _rank(self, raw: dict, place: int, numbers: list[Over | str], many: Over, ties: object) -> str:
        per = raw.get("per", "category")
        body = self._bodies[place]
        mine = numbers[place]
        group = [
            (other, number)
            for other, number in zip(self._bodies, numbers, strict=True)
            if isinstance(number, Over) and places.group_of(other, per) == places.group_of(body, per)
        ]
        better = sum(not integers.at_least(mine, number) for _, number in group)
        equal = [other for other, number in group if integers.same(number, mine)]
        if ties == "keys":
            ahead = 0
            for tier in places.tiers(self._rules, equal, self.raw["before"]):
                if any(other is body for other in tier):
                    return _fits(better + ahead, len(tier), many)
                ahead += len(tier)
        fits = _fits(better, len(equal), many)
        return HOLDS if fits == UNDECIDED and ties == "admit" else fits


def _fits(better: int, equal: int, many: Over) -> str:
    """Whether the equal ones behind so many better ones are among the first so many."""
    if integers.at_least(many, Over(better + equal)):
        return HOLDS
    return FAILS if integers.at_least(Over(better), many) else UNDECIDED


def _outcome(answers: list[str]) -> str:
    if HOLDS in answers:
        return "passed"
    if UNDECIDED in answers:
        return UNDECIDED
    return WAITING if WAITING in answers else "stopped"
