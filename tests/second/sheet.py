"""The score of a questionnaire from answers, question by question."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from . import integers
from .classes import qualify
from .files import Found, Item, Paper
from .integers import HUNDRED, NONE, Over

ZERO = "zero"
PENDING = "pending"


@dataclass
class Claim:
    """What one answer is worth in the question's own unit; `points` None: pending or nothing to earn."""

    state: str
    counts: bool = True
    points: Over | None = None  # None: open
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
    lines = {
        code: Line(code, claim.state) if claim.counts else Line(code, claim.state, NONE, NONE)
        for code, claim in claims.items()
    }
    sheet.questions = list(lines.values())
    sheet.pending = sum(claim.state == PENDING for claim in claims.values())
    weights = _indicator_weights(paper, claims, sheet.assumptions)
    enters: list[Over | None] = []
    for raw in paper.indicators:
        counting = [item for item in paper.items if item.indicator == raw["code"] and claims[item.code].counts]
        subtotal = Subtotal(raw["code"])
        sheet.indicators.append(subtotal)
        if not counting:
            subtotal.earned = subtotal.possible = NONE
            subtotal.published = paper.rules.rounding("indicator").text(NONE)
        else:
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
            return Claim(PENDING) if self._arithmetic.get("blank") == PENDING else Claim("blank", points=NONE)
        kind, choice = item.raw.get("kind", "yes_no"), answer.get("choice")
        if kind == "yes_no" and choice == "tidak":
            return Claim("answered", points=NONE)
        verdict = self._verdicts.get(item.code)
        if verdict and verdict["outcome"] == "rejected":
            return Claim("rejected", points=NONE)
        if kind == "yes_no" and choice == "tidak_berlaku":
            return self._not_applicable(item, answer)
        claim = self._claim(item, answer, verdict)
        if self._proven(item, answer) or (claim.state != PENDING and _worthless(claim)):
            return claim
        return Claim("answered", points=NONE)

    def _claim(self, item: Item, answer: dict, verdict: dict | None) -> Claim:
        kind, choice = item.raw.get("kind", "yes_no"), answer.get("choice")
        if kind == "yes_no":
            return self._yes(item, answer, verdict)
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

    def _proven(self, item: Item, answer: dict) -> bool:
        rule = item.raw.get("yes_without_evidence") or self._arithmetic.get("yes_without_evidence", ZERO)
        return rule == "keep" or _linked(answer)

    @staticmethod
    def _not_applicable(item: Item, answer: dict) -> Claim:
        policy = item.raw["not_applicable"]
        if policy == "drop_weight":
            return Claim("not_applicable", counts=False)
        if policy == ZERO or not _linked(answer):
            return Claim("not_applicable", points=NONE)
        return Claim("not_applicable", full=True)

    def _yes(self, item: Item, answer: dict, verdict: dict | None) -> Claim:
        levels, used = item.levels()
        if not self._verified:
            claimed = self._arithmetic.get("claimed_yes", "top")
            if answer.get("level") is None and claimed == PENDING and levels:
                return Claim(PENDING)
            return _level(levels, used, answer.get("level") or claimed) or Claim("answered", full=True)
        if verdict:
            named = verdict.get("level") or answer.get("level")
            return _level(levels, used, named) or Claim("answered", full=True)
        unjudged = self._arithmetic.get("unjudged_yes", ZERO)
        if unjudged == PENDING:
            return Claim(PENDING)
        claim = _level(levels, used, unjudged) or Claim("", points=NONE)
        return replace(claim, state=PENDING)

    @staticmethod
    def _options(item: Item, chosen: list[str]) -> Claim:
        levels, used = item.levels()
        taken = [level for level in levels if level["code"] in chosen]
        if item.raw.get("all_or_nothing"):
            complete = len(taken) == len(levels)
            return Claim("answered", points=None if complete else NONE, full=complete, used=used)
        return _worth(taken, used)

    @staticmethod
    def _count(item: Item, answer: dict) -> Claim:
        number = integers.read(answer.get("number"))
        steps = [step for step in item.raw.get("counts", []) if integers.at_least(number, integers.read(step["lower"]))]
        if steps:
            return Claim("answered", points=integers.read(steps[-1]["points"]))
        levels, used = item.levels()
        return _level(levels, used, answer.get("level")) or Claim("answered", points=NONE)


def _linked(answer: dict) -> bool:
    return any(link.lower().startswith(("http://", "https://")) for link in answer.get("links") or [])


def _worthless(claim: Claim) -> bool:
    """Whether a claim earns nothing even if its evidence came."""
    return not claim.full and (claim.share or NONE).top == 0 and (claim.points or NONE).top == 0


def _level(levels: list[dict], used: set[str], name: str | None) -> Claim | None:
    level = next((level for level in levels if level["code"] == name), None)
    return _worth([level], used) if level else None


def _worth(levels: list[dict], used: set[str]) -> Claim:
    absolute = [integers.read(level["points"]) for level in levels if "points" in level]
    shares = [integers.read(level["share"]) for level in levels if "share" in level]
    return Claim(
        "answered", points=integers.total(absolute), share=integers.total(shares) if shares else None, used=used
    )


def _indicator_weights(paper: Paper, claims: dict[str, Claim], used: set[str]) -> dict[str, Found]:
    """The weight of each indicator that counts, after those in which nothing counts have dropped."""
    alive = {item.indicator for item in paper.items if claims[item.code].counts}
    stated = {
        raw["code"]: paper.rules.resolved(f"indicators.{raw['code']}.weight", raw["weight"])
        for raw in paper.indicators
        if raw["code"] in alive
    }
    if not stated or len(stated) == len(paper.indicators):
        return stated
    weights = [found.number() for found in stated.values()]
    if None in weights:
        return dict.fromkeys(stated, Found(None))
    for found in stated.values():
        used |= found.used
    among = integers.total(weights)
    return {
        code: Found(integers.text(integers.part(paper.rules.maximum, weight, among)))
        for code, weight in zip(stated, weights, strict=True)
    }


def _fill_indicator(
    paper: Paper,
    subtotal: Subtotal,
    stated: Found,
    counting: list[Item],
    claims: dict[str, Claim],
    lines: dict[str, Line],
    sheet: Sheet,
) -> Over | None:
    """Fills the lines of an indicator; returns what enters the total, or None where that is not known."""
    weights = [item.weight() for item in counting]
    whole = stated.number()
    if whole is None:
        return None
    subtotal.possible = whole
    sheet.assumptions |= stated.used
    if any(weight.number() is None for weight in weights):
        return None
    among = integers.total([weight.number() for weight in weights])
    rounding = paper.rules.rounding("question")
    parts: list[Over | None] = []
    for item, weight in zip(counting, weights, strict=True):
        claim, line = claims[item.code], lines[item.code]
        sheet.assumptions |= weight.used | claim.used
        line.possible = integers.part(whole, weight.number(), among)
        points = _points(claim, weight.number())
        if points is not None:
            earned = rounding.onward(integers.part(whole, points, among), sheet.assumptions)
            line.earned = integers.least(earned, line.possible)
        parts.append(line.earned)
    if None in parts:
        return None
    subtotal.earned = integers.total(parts)
    at_indicator = paper.rules.rounding("indicator")
    subtotal.published = at_indicator.text(subtotal.earned)
    at_indicator.published(subtotal.earned, sheet.assumptions)
    return integers.least(at_indicator.onward(subtotal.earned, sheet.assumptions), whole)


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
    sheet.published = rounding.text(sheet.exact)
    rounding.published(sheet.exact, sheet.assumptions)
    named = qualify(paper.rules, integers.part(HUNDRED, sheet.exact, paper.rules.maximum), "stage")
    sheet.provisional = named.code
    sheet.refused = named.code is None
    if named.code is not None:
        sheet.assumptions |= named.assumptions
