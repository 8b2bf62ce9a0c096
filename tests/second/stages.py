"""Stage values and the final score."""

from __future__ import annotations

from dataclasses import dataclass, field

from . import integers
from .classes import qualify
from .files import Rules
from .integers import HUNDRED, NONE, Over


@dataclass
class Combined:
    """The stages that have a value, the final score and its class, or that one of them is refused."""

    stages: dict[str, dict[str, str]] = field(default_factory=dict)
    final: dict[str, str] | None = None
    code: str | None = None
    refused: bool = False
    assumptions: set[str] = field(default_factory=set)


def combine(rules: Rules, category: str, given: dict[str, Over]) -> Combined:
    """Stage totals, final score and class from values of stages (`saq`) and of their parts (`visitasi.verifikasi`)."""
    result = Combined()
    stages = [
        stage for stage in rules.table("stages") if not stage.get("categories") or category in stage["categories"]
    ]
    rounding = rules.rounding("stage")
    onward: dict[str, Over] = {}
    for stage in stages:
        exact = _stage_value(rules, stage, given, result)
        if exact is None:
            continue
        printed = rounding.published(exact, result.assumptions)
        onward[stage["code"]] = printed if rounding.declared else exact
        result.stages[stage["code"]] = {"exact": integers.text(exact), "published": rounding.text(exact)}
    final = _final(rules, stages, onward, result)
    if final is None:
        result.refused = True
        return result
    named = qualify(rules, final)
    result.final = {"exact": integers.text(final), "published": named.published}
    result.code = named.code
    result.refused = result.refused or named.code is None
    result.assumptions |= named.assumptions
    return result


def _stage_value(rules: Rules, stage: dict, given: dict[str, Over], result: Combined) -> Over | None:
    code = stage["code"]
    if code in given:
        return given[code]
    parts = [(part, given.get(f"{code}.{part['code']}")) for part in stage.get("parts", [])]
    if not any(value is not None for _, value in parts):
        return None
    weights = [rules.resolved(f"stages.{code}.parts.{part['code']}.weight", part["weight"]) for part, _ in parts]
    if any(value is None for _, value in parts) or any(weight.number() is None for weight in weights):
        result.refused = True
        return None
    for weight in weights:
        result.assumptions |= weight.used
    numbers = [weight.number() for weight in weights]
    products = [integers.times(weight, value) for weight, (_, value) in zip(numbers, parts, strict=True)]
    return integers.part(integers.total(products), Over(1), integers.total(numbers))


def _final(rules: Rules, stages: list[dict], values: dict[str, Over], result: Combined) -> Over | None:
    used: set[str] = set()
    shares: dict[str, Over] = {}
    for stage in stages:
        found = rules.resolved(f"stages.{stage['code']}.weight", stage["weight"])
        if found.number() is None:
            return None
        used |= found.used
        shares[stage["code"]] = found.number()
    counted = dict(values)
    carried: list[tuple[str, Over]] = []
    scaled = False
    for stage in stages:
        code = stage["code"]
        if code in values:
            continue
        missing = rules.resolved(f"stages.{code}.missing", stage.get("missing"))
        used |= missing.used
        if missing.value == "zero":
            counted[code] = NONE
        elif missing.value == "carry":
            carried.append((stage.get("carry_to", "saq"), shares.pop(code)))
        elif missing.value == "renormalise":
            shares.pop(code)
            scaled = True
        else:
            return None
    for target, share in carried:
        if target not in values:
            return None
        shares[target] = integers.total([shares[target], share])
    whole = integers.total(list(shares.values())) if scaled else HUNDRED
    if not shares or whole.top == 0:
        return None
    result.assumptions |= used
    products = [integers.times(share, counted[code]) for code, share in shares.items()]
    return integers.part(integers.total(products), Over(1), whole)
