"""The score of a questionnaire from answers, question by question."""

from __future__ import annotations

from dataclasses import dataclass, field

from . import integers
from .classes import of_both
from .files import Item, Paper
from .integers import HUNDRED, NONE, Over

ZERO = "zero"
PENDING = "pending"


@dataclass
class Claim:
    """What one answer is worth in the question's own unit; `points` None: pending or nothing to earn."""

    state: str
    counts: bool = True
    points: Over | None = None
    full: bool = False  # earns the whole weight, whatever that is
    share: Over | None = None  # earns this share of the weight
    used: set[str] = field(default_factory=set)


@dataclass
class Line:
    """A question on the sheet."""

    code: str
    state: str
    earned: Over | None = None
    possible: Over | None = None


@dataclass
class Subtotal:
    """An indicator on the sheet."""

    code: str
    earned: Over | None = None
    published: str | None = None
    possible: Over | None = None


@dataclass
class Sheet:
    """The whole score sheet."""

    questions: list[Line] = field(default_factory=list)
    indicators: list[Subtotal] = field(default_factory=list)
    exact: Over | None = None
    published: str | None = None
    provisional: str | None = None
    pending: int = 0
    refused: bool = False
    assumptions: set[str] = field(default_factory=set)


def score(paper: Paper, answers: dict, verified: bool = False, verdicts: dict | None = None) -> Sheet:
    """The sheet of answers in the JSON shape; `verified` reads them with the verdicts of an assessor."""
    sheet = Sheet()
    judged = _Judge(paper, answers, verified, verdicts or {})
    claims = {item.code: judged.claim(item) for item in paper.items}
    lines = {code: Line(code, claim.state) for code, claim in claims.items()}
    sheet.questions = list(lines.values())
    sheet.pending = sum(claim.state == PENDING for claim in claims.values())
    weights = _indicator_weights(paper, claims, sheet.assumptions)
    enters: list[Over | None] = []
    for raw in paper.indicators:
        counting = [item for item in paper.items if item.indicator == raw["code"] and claims[item.code].counts]
        subtotal = Subtotal(raw["code"])
        sheet.indicators.append(subtotal)
        if counting:
            enters.append(_fill_indicator(paper, subtotal, weights[raw["code"]], counting, claims, lines, sheet))
    _fill_total(paper, enters, sheet)
    return sheet


class _Judge:
    """Turns answers into claims."""

    def __init__(self, paper: Paper, answers: dict, verified: bool, verdicts: dict) -> None:
        self._arithmetic = paper.rules.arithmetic
        self._answers = answers
        self._verified = verified
        self._verdicts = verdicts if verified else {}
        self._items = {item.code: item for item in paper.items}

    def claim(self, item: Item) -> Claim:
        """What the answer to a question is worth."""
        if not self._shown(item):
            return Claim("hidden", counts=False)
        answer = self._answers.get(item.code) or {}
        blank = answer.get("choice") in (None, [], "") and answer.get("number") is None
        if item.raw.get("scored") is False:
            return Claim("blank" if blank else "answered", counts=False)
        if blank:
            return self._blank()
        verdict = self._verdicts.get(item.code)
        if verdict and verdict["outcome"] == "rejected":
            return Claim("rejected", points=NONE)
        choice = answer.get("choice")
        if choice == "tidak_berlaku":
            return self._not_applicable(item, answer)
        kind = item.raw.get("kind", "yes_no")
        if kind == "yes_no":
            return Claim("answered", points=NONE) if choice == "tidak" else self._yes(item, answer, verdict)
        if kind == "number":
            return self._count(item, answer)
        return self._options(item, [choice] if isinstance(choice, str) else list(choice))

    def _shown(self, item: Item) -> bool:
        rule = item.raw.get("shown_when")
        if not rule:
            return True
        parent = self._items[rule["question"]]
        if not self._shown(parent):
            return False
        choice = (self._answers.get(parent.code) or {}).get("choice")
        chosen = [choice] if isinstance(choice, str) else list(choice or [])
        return any(code in rule["choices"] for code in chosen)

    def _blank(self) -> Claim:
        if self._arithmetic.get("blank") == PENDING:
            return Claim(PENDING)
        return Claim("blank", points=NONE)

    def _proven(self, item: Item, answer: dict) -> bool:
        rule = item.raw.get("yes_without_evidence") or self._arithmetic.get("yes_without_evidence", ZERO)
        links = answer.get("links") or []
        return rule == "keep" or any(link.lower().startswith(("http://", "https://")) for link in links)

    def _not_applicable(self, item: Item, answer: dict) -> Claim:
        policy = item.raw["not_applicable"]
        if policy == "drop_weight":
            return Claim("not_applicable", counts=False)
        if policy == ZERO or not self._proven(item, answer):
            return Claim("not_applicable", points=NONE)
        return Claim("not_applicable", full=True)

    def _yes(self, item: Item, answer: dict, verdict: dict | None) -> Claim:
        if not self._proven(item, answer):
            return Claim("answered", points=NONE)
        if verdict:
            return self._level(item, verdict.get("level") or answer.get("level") or "top")
        if self._verified:
            return self._level(item, self._arithmetic.get("unjudged_yes", ZERO))
        return self._level(item, answer.get("level") or self._arithmetic.get("claimed_yes", "top"))

    @staticmethod
    def _level(item: Item, name: str) -> Claim:
        if name == ZERO:
            return Claim("answered", points=NONE)
        if name == PENDING:
            return Claim(PENDING)
        levels, used = item.levels()
        level = next((level for level in levels if level["code"] == name), None)
        if name == "top" or level is None:
            return Claim("answered", full=True)
        return _worth([level], used)

    @staticmethod
    def _options(item: Item, chosen: list[str]) -> Claim:
        levels, used = item.levels()
        taken = [level for level in levels if level["code"] in chosen]
        if item.raw.get("all_or_nothing"):
            if len(taken) == len(levels):
                return Claim("answered", full=True, used=used)
            return Claim("answered", points=NONE, used=used)
        return _worth(taken, used)

    @staticmethod
    def _count(item: Item, answer: dict) -> Claim:
        number = integers.read(answer.get("number"))
        steps = [step for step in item.raw.get("counts", []) if integers.at_least(number, integers.read(step["lower"]))]
        if steps:
            return Claim("answered", points=integers.read(steps[-1]["points"]))
        levels, used = item.levels()
        level = next((level for level in levels if level["code"] == answer.get("level")), None)
        return _worth([level], used) if level else Claim("answered", points=NONE)


def _worth(levels: list[dict], used: set[str]) -> Claim:
    absolute = [integers.read(level["points"]) for level in levels if "points" in level]
    shares = [integers.read(level["share"]) for level in levels if "share" in level]
    return Claim(
        "answered", points=integers.total(absolute), share=integers.total(shares) if shares else None, used=used
    )


def _indicator_weights(paper: Paper, claims: dict[str, Claim], used: set[str]) -> dict[str, Over | None]:
    """The weight of each indicator after those in which nothing counts have dropped."""
    alive = {item.indicator for item in paper.items if claims[item.code].counts}
    weights: dict[str, Over | None] = {}
    for raw in paper.indicators:
        if raw["code"] in alive:
            found = paper.rules.resolved(f"indicators.{raw['code']}.weight", raw["weight"])
            used |= found.used
            weights[raw["code"]] = found.number()
    if len(weights) == len(paper.indicators):
        return weights
    if None in weights.values():
        return dict.fromkeys(weights)
    among = integers.total(list(weights.values())) if weights else None
    return {code: integers.part(paper.rules.maximum, weight, among) for code, weight in weights.items()}


def _fill_indicator(
    paper: Paper,
    subtotal: Subtotal,
    whole: Over | None,
    counting: list[Item],
    claims: dict[str, Claim],
    lines: dict[str, Line],
    sheet: Sheet,
) -> Over | None:
    """Fills the lines of an indicator; returns what enters the total, or None where that is not known."""
    weights = [item.weight() for item in counting]
    if whole is None or any(weight.number() is None for weight in weights):
        return None
    among = integers.total([weight.number() for weight in weights])
    rounding = paper.rules.rounding("question")
    parts: list[Over | None] = []
    for item, weight in zip(counting, weights, strict=True):
        claim, line = claims[item.code], lines[item.code]
        sheet.assumptions |= weight.used | claim.used
        line.possible = integers.part(whole, weight.number(), among)
        points = _points(claim, weight.number())
        line.earned = None if points is None else integers.part(whole, points, among)
        parts.append(None if line.earned is None else rounding.onward(line.earned, sheet.assumptions))
    subtotal.possible = whole
    if None in parts:
        return None
    subtotal.earned = integers.total(parts)
    at_indicator = paper.rules.rounding("indicator")
    subtotal.published = at_indicator.text(subtotal.earned)
    at_indicator.published(subtotal.earned, sheet.assumptions)
    return at_indicator.onward(subtotal.earned, sheet.assumptions)


def _points(claim: Claim, weight: Over) -> Over | None:
    if claim.full:
        return weight
    if claim.share is not None:
        return integers.total([claim.points or NONE, integers.times(claim.share, weight)])
    return claim.points


def _fill_total(paper: Paper, enters: list[Over | None], sheet: Sheet) -> None:
    if not enters or None in enters:
        sheet.refused = True
        return
    rounding = paper.rules.rounding("stage")
    sheet.exact = integers.total(enters)
    printed = rounding.published(sheet.exact, sheet.assumptions)
    sheet.published = rounding.text(sheet.exact)
    to_hundred = paper.rules.maximum
    code, used = of_both(
        paper.rules, integers.part(HUNDRED, sheet.exact, to_hundred), integers.part(HUNDRED, printed, to_hundred)
    )
    sheet.provisional = code
    sheet.refused = code is None
    if code is not None:
        sheet.assumptions |= used
