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
    provisional: str | None = None
    excluded: bool = False
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
        if "saq" in result.stages and not result.excluded:
            _fill_provisional(rules, integers.read(result.stages["saq"]["exact"]), result)
        return result
    named = qualify(rules, final)
    result.final = {"exact": integers.text(final), "published": named.published}
    result.code = named.code
    result.refused = result.refused or named.code is None
    result.assumptions |= named.assumptions
    return result


def _fill_provisional(rules: Rules, saq: Over, result: Combined) -> None:
    named = qualify(rules, saq, "stage")
    result.provisional = named.code
    if named.code is not None:
        result.assumptions |= named.assumptions


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
    """The final score; None where a share, a missing stage or a part of a stage leaves it open."""
    used: set[str] = set()
    shares: dict[str, Over] = {}
    absent = [stage for stage in stages if stage["code"] not in values]
    policies = {
        stage["code"]: rules.resolved(f"stages.{stage['code']}.missing", stage.get("missing")) for stage in absent
    }
    result.excluded = any(policy.value == "exclude" for policy in policies.values())
    weights = [rules.resolved(f"stages.{stage['code']}.weight", stage["weight"]) for stage in stages]
    if not stages or result.excluded or result.refused or any(weight.number() is None for weight in weights):
        return None
    if not integers.same(integers.total([weight.number() for weight in weights]), HUNDRED):
        return None
    if any(policy.value in (None, "nf") for policy in policies.values()):
        return None
    for stage, weight in zip(stages, weights, strict=True):
        shares[stage["code"]] = weight.number()
        used |= weight.used
    counted = dict(values)
    for stage in absent:
        code, policy = stage["code"], policies[stage["code"]]
        used |= policy.used
        target = stage.get("carry_to", "saq")
        if policy.value == "carry" and target not in values:
            return None
        counted[code] = values[target] if policy.value == "carry" else NONE
        if policy.value == "renormalise":
            shares.pop(code)
    whole = integers.total(list(shares.values())) if shares else NONE
    if whole.top == 0:
        return None
    result.assumptions |= used
    products = [integers.times(share, counted[code]) for code, share in shares.items()]
    return integers.part(integers.total(products), Over(1), whole)
