"""The final score from stage values that the gates left."""

from __future__ import annotations

from dataclasses import dataclass, field

from . import integers
from .bodies import Body
from .classes import qualify
from .files import Found, Rules
from .integers import HUNDRED, NONE, Over


@dataclass
class Combined:
    """The stages that have a value, the final score and its class, or that one of them is refused."""

    stages: dict[str, dict[str, str]] = field(default_factory=dict)
    exact: Over | None = None
    final: dict[str, str] | None = None
    code: str | None = None
    provisional: str | None = None
    refused: bool = False
    assumptions: set[str] = field(default_factory=set)


def combine(rules: Rules, body: Body) -> Combined:
    """Stage totals, final score and class of a body whose gates have been looked at."""
    result = Combined()
    rounding = rules.rounding("stage")
    onward: dict[str, Over] = {}
    for stage in body.stages:
        exact = body.counted(stage["code"])
        if stage["code"] not in body.closed:
            result.assumptions |= body.used_by_stage.get(stage["code"], set())
        if exact is None:
            continue
        onward[stage["code"]] = rounding.onward(exact, result.assumptions)
        rounding.published(exact, result.assumptions)
        result.stages[stage["code"]] = {"exact": integers.text(exact), "published": rounding.text(exact)}
    policies = {stage["code"]: _policy(rules, stage, body) for stage in body.stages if stage["code"] not in onward}
    excluded = any(policy.value == "exclude" for policy in policies.values())
    final = None if excluded or body.open - set(body.closed) else _final(rules, body, onward, policies, result)
    if final is None:
        result.refused = True
        if "saq" in result.stages and not excluded:
            _fill_provisional(rules, body.exact["saq"], result)
        return result
    named = qualify(rules, final)
    result.exact = final
    result.final = {"exact": integers.text(final), "published": named.published}
    result.code = named.code
    result.refused = named.code is None
    result.assumptions |= named.assumptions
    return result


def _fill_provisional(rules: Rules, saq: Over, result: Combined) -> None:
    named = qualify(rules, saq, "stage")
    result.provisional = named.code
    if named.code is not None:
        result.assumptions |= named.assumptions


def _policy(rules: Rules, stage: dict, body: Body) -> Found:
    """How the stage counts without a value: as the gate that closed it says, else as the stage itself says."""
    code = stage["code"]
    stated = body.closed.get(code, "missing")
    return rules.resolved(f"stages.{code}.missing", stage.get("missing")) if stated == "missing" else Found(stated)


def _final(
    rules: Rules, body: Body, values: dict[str, Over], policies: dict[str, Found], result: Combined
) -> Over | None:
    """The final score; None where a share or a missing stage leaves it open."""
    weights = {
        stage["code"]: rules.resolved(f"stages.{stage['code']}.weight", stage["weight"]) for stage in body.stages
    }
    shares = {code: weight.number() for code, weight in weights.items()}
    if not shares or None in shares.values() or not integers.same(integers.total(list(shares.values())), HUNDRED):
        return None
    if any(policy.value in (None, "nf") for policy in policies.values()):
        return None
    targets = {stage["code"]: stage.get("carry_to", "saq") for stage in body.stages}
    counted = dict(values)
    for code, policy in policies.items():
        if policy.value == "carry" and targets[code] not in values:
            return None
        counted[code] = values[targets[code]] if policy.value == "carry" else NONE
        if policy.value == "renormalise":
            shares.pop(code)
    whole = integers.total(list(shares.values())) if shares else NONE
    if whole.top == 0:
        return None
    result.assumptions |= set().union(*(found.used for found in [*weights.values(), *policies.values()]))
    products = [integers.times(share, counted[code]) for code, share in shares.items()]
    return integers.part(integers.total(products), Over(1), whole)
