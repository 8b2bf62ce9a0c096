"""Gates at their corners: what is not published, not known, not there yet, or closed before."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import product

import pytest

from questionnaires import Library
from scoring.contest import Entry, Outcome, contest
from scoring.entries import stages_of
from scoring.provisions import Condition, Gate, GateCondition, Group
from scoring.rules import Band, MissingStage, RuleSet, Setting, Stage
from scoring.stage_rules import KnownFact
from scoring.stages import combine

SIXTY = GateCondition(Condition.THRESHOLD, Setting(Fraction(60)))
OPEN = GateCondition(Condition.THRESHOLD, Setting(None))
THREE = GateCondition(Condition.RANK, Setting(Fraction(3)), per=Group.TERRITORY)
VILLAGES = GateCondition(Condition.CATEGORY, categories=("desa",))
PRESENT = GateCondition(Condition.FACT, fact="hadir")
GOOD = GateCondition(Condition.CLASS, class_code="atas")
SHIPPED = Library()


def rules(
    *gates: Gate, weights: tuple[int | None, ...] = (20, 50, 30), policy: MissingStage = MissingStage.ZERO
) -> RuleSet:
    codes = ("website", "saq", "visitasi")
    stages = tuple(
        Stage(code, code, Setting(None if weight is None else Fraction(weight)), policy)
        for code, weight in zip(codes, weights, strict=True)
    )
    bands = (Band("atas", "Atas", Setting(Fraction(80))), Band("tengah", "Tengah", Setting(Fraction(40))))
    facts = (KnownFact("hadir", "Hadir"),)
    return RuleSet("uji", 2030, 1, "Uji", "draft", Fraction(100), bands=bands, stages=stages, facts=facts, gates=gates)


def before_visit(*any_of: GateCondition, on: tuple[str, ...] = ("saq",)) -> Gate:
    return Gate("gerbang", "Gerbang", on, "visitasi", any_of)


def of(rule_set: RuleSet, category: str = "opd", facts: dict[str, bool] | None = None, **values: int) -> Outcome:
    entry = Entry("A", category, values={code: Fraction(value) for code, value in values.items()}, facts=facts or {})
    return contest(rule_set, [entry]).bodies[0]


def outcome(*any_of: GateCondition, **values: int) -> str:
    return of(rules(before_visit(*any_of)), **values).combined.gates[0].outcome


def test_a_bound_that_was_not_published_leaves_a_body_undecided_with_or_without_a_number() -> None:
    assert outcome(OPEN, saq=90) == "undecided"
    assert outcome(OPEN) == "undecided"
    assert outcome(SIXTY) == "waiting"
    assert outcome(SIXTY, saq=60) == "passed"


@pytest.mark.parametrize("condition", [SIXTY, OPEN, THREE, GOOD])
def test_without_a_number_that_was_named_a_condition_on_it_is_undecided_with_or_without_values(
    condition: GateCondition,
) -> None:
    gate = rules(before_visit(condition, on=()))
    found = [of(gate, **values).combined.gates[0] for values in ({}, {"saq": 0}, {"website": 100, "saq": 100})]
    assert [(one.outcome, one.by, one.number) for one in found] == [("undecided", None, None)] * 3
    assert outcome(SIXTY, saq=0) == "stopped"


def test_a_gate_on_a_number_that_was_not_named_says_so() -> None:
    gate = of(rules(before_visit(SIXTY, on=())), saq=90).combined.gates[0]
    assert gate.reason == "nilai yang dibandingkan tidak dipublikasikan"


def test_categories_and_facts_decide_also_where_the_number_was_not_named() -> None:
    gate = rules(before_visit(SIXTY, VILLAGES, PRESENT, on=()))
    assert of(gate, "desa").combined.gates[0].by == "category"
    assert of(gate, facts={"hadir": True}).combined.gates[0].by == "fact"
    assert of(gate, facts={"hadir": False}).combined.gates[0].outcome == "undecided"
    only_fact = rules(before_visit(PRESENT, on=()))
    assert of(only_fact, facts={"hadir": False}).combined.gates[0].outcome == "stopped"


def test_behind_a_number_that_was_not_named_a_given_visit_counts_and_without_one_its_own_policy_holds() -> None:
    gate = rules(before_visit(THREE, on=()))
    visited = of(gate, website=100, saq=90, visitasi=80).combined
    assert (visited.exact, visited.assumptions) == (20 + 45 + 24, ())
    assert visited.notes == (
        "nilai tahap visitasi dihitung: gerbang Gerbang belum diputuskan, tetapi nilai itu sudah ada",
    )
    assert of(gate, website=100, saq=90).combined.exact == 20 + 45
    excluded = rules(before_visit(THREE, on=()), policy=MissingStage.EXCLUDE)
    assert of(excluded, website=100, saq=90).combined.exact is None


def test_another_condition_that_holds_makes_up_for_one_that_cannot_be_told() -> None:
    gate = rules(before_visit(OPEN, VILLAGES))
    assert of(gate, "desa").combined.gates[0].by == "category"
    assert of(gate, "opd", saq=90).combined.gates[0].outcome == "undecided"


def test_a_class_that_is_refused_leaves_a_body_undecided() -> None:
    assert outcome(GOOD, saq=39) == "undecided"
    assert outcome(GOOD, saq=40) == "stopped"
    assert outcome(GOOD, saq=80) == "passed"


def test_without_a_territory_a_rank_in_it_is_undecided() -> None:
    assert outcome(THREE, saq=90) == "undecided"
    entry = Entry("A", "opd", "barat", values={"saq": Fraction(90)})
    assert contest(rules(before_visit(THREE)), [entry]).bodies[0].combined.gates[0].outcome == "passed"


def test_a_condition_that_needs_no_number_does_not_wait_for_one() -> None:
    gate = rules(before_visit(PRESENT))
    assert of(gate, facts={"hadir": False}).combined.gates[0].outcome == "stopped"
    assert of(gate).combined.gates[0].outcome == "undecided"
    assert of(gate, facts={"hadir": True}).combined.gates[0].outcome == "passed"


@pytest.mark.parametrize(
    ("weights", "expected"), [((20, 50, 30), "passed"), ((None, 50, 30), "undecided"), ((0, 0, 100), "undecided")]
)
def test_several_stages_are_tested_together_only_by_weights_that_are_known(
    weights: tuple[int | None, ...], expected: str
) -> None:
    """(20 x 30 + 50 x 72) / 70 = 60."""
    found = of(rules(before_visit(SIXTY, on=("website", "saq")), weights=weights), website=30, saq=72)
    assert found.combined.gates[0].outcome == expected


def test_a_stage_that_weighs_nothing_moves_no_number_that_several_are_tested_by() -> None:
    """(0 x 100 + 50 x 60) / 50 = 60."""
    found = of(rules(before_visit(SIXTY, on=("website", "saq")), weights=(0, 50, 50)), website=100, saq=60)
    assert found.combined.gates[0].number == 60


def test_one_missing_stage_of_several_keeps_a_body_waiting() -> None:
    gate = rules(before_visit(SIXTY, on=("website", "saq")))
    assert of(gate, saq=100).combined.gates[0].outcome == "waiting"
    assert of(gate, saq=100, website=0).combined.gates[0].outcome == "passed"


def test_a_stage_that_is_closed_stops_what_follows_unless_the_category_is_let_through() -> None:
    first = Gate("satu", "Satu", ("website",), "saq", (SIXTY,))
    stopped = of(rules(first, before_visit(OPEN)), website=59, saq=100, visitasi=100).combined
    assert [found.outcome for found in stopped.gates] == ["stopped", "stopped"]
    assert [score.code for score in stopped.stages] == ["website"]
    assert stopped.exact == Fraction(59) * 20 / 100
    assert len(stopped.notes) == 2
    village = of(rules(first, before_visit(OPEN, VILLAGES)), "desa", website=59, visitasi=100).combined
    assert [found.outcome for found in village.gates] == ["stopped", "passed"]
    assert village.exact == (Fraction(59) * 20 + 100 * 30) / 100


@pytest.mark.parametrize(
    ("first", "second", "final"),
    [
        (MissingStage.ZERO, MissingStage.EXCLUDE, Fraction(25)),
        (MissingStage.EXCLUDE, MissingStage.ZERO, None),
        (MissingStage.CARRY, MissingStage.ZERO, Fraction(40)),
        (MissingStage.RENORMALISE, MissingStage.ZERO, Fraction(250, 7)),
        (None, MissingStage.EXCLUDE, Fraction(25)),
    ],
)
def test_of_several_gates_that_stop_a_body_the_first_says_how_the_stage_counts(
    first: MissingStage | None, second: MissingStage, final: Fraction | None
) -> None:
    """SAQ 50 at weight 50, website 0 at 20; the visit, weight 30, is closed."""
    gates = [replace(before_visit(SIXTY), id=name, otherwise=how) for name, how in (("satu", first), ("dua", second))]
    assert of(rules(*gates), saq=50, website=0, visitasi=100).combined.exact == final


def test_what_stands_behind_an_open_question_counts_where_it_took_place() -> None:
    found = of(rules(before_visit(OPEN)), website=100, saq=90, visitasi=80).combined
    assert found.exact == 20 + 45 + 24
    assert found.notes == (
        "nilai tahap visitasi dihitung: gerbang Gerbang belum diputuskan, tetapi nilai itu sudah ada",
    )
    assert of(rules(before_visit(SIXTY)), website=100, saq=90, visitasi=80).combined.notes == ()


@pytest.mark.parametrize("name", [e.name for e in SHIPPED.editions if SHIPPED.rule_set(e.name).gates])
def test_a_gate_that_does_not_stop_a_body_changes_nothing_of_its_result(name: str) -> None:
    """Only what a gate itself rests on may be listed besides."""
    held = SHIPPED.rule_set(name)
    category = next((code for gate in held.gates for code in gate.categories), "opd")
    stages = stages_of(held, category)
    for share in product((None, Fraction(0), Fraction(649, 1000), Fraction(1)), repeat=min(3, len(stages))):
        values = {
            stage.code: part * (stage.weight.value if stage.in_points else 100)
            for stage, part in zip(stages, share, strict=False)
            if part is not None
        }
        found, without = combine(held, category, values), combine(replace(held, gates=()), category, values)
        if not any(gate.closed for gate in found.gates):
            bare = without.as_json()
            assert {key: value for key, value in found.as_json().items() if key != "assumptions"} == {
                key: value for key, value in bare.items() if key != "assumptions"
            }
            assert set(bare["assumptions"]) <= set(found.assumptions)
