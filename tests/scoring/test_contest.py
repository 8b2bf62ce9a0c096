"""What holds of every contest, whatever the rules: properties that no single example shows."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from scoring.changes import changes
from scoring.contest import Contest, Entry, Mark, contest
from scoring.panels import assess
from scoring.provisions import Condition, Gate, GateCondition
from scoring.resolve import FactError
from scoring.rules import MissingStage, RuleSet, Setting
from scoring.stage_rules import Aggregate, Panel
from scoring.stage_values import adjusted
from scoring.stages import combine
from scoring.standing import Passage
from tests.scoring.contests import NUMBERS, bodies, fields, numbers, rule_sets

OUTCOMES = [Passage.STOPPED, Passage.WAITING, Passage.UNDECIDED, Passage.PASSED]
"""From worst to best; before there is a number, and while one of them is open, a body is neither out nor in."""

bounded = settings(max_examples=50, deadline=None)


def told(found: Contest) -> dict[str, dict[str, Any]]:
    """Return what is said of each body, in an order that does not follow the input."""
    rows = found.as_json()["bodies"]
    return {row["body"]: row | {"assumptions": sorted(row["assumptions"])} for row in rows}


@bounded
@given(st.data(), rule_sets(), fields())
def test_the_order_of_the_entries_decides_nothing(data: st.DataObject, rules: RuleSet, entries: list[Entry]) -> None:
    shuffled = data.draw(st.permutations(entries))
    assert told(contest(rules, entries)) == told(contest(rules, shuffled))


@bounded
@given(rule_sets(), fields(), bodies("Badan lain"))
def test_a_body_with_a_status_changes_nothing_for_the_others(
    rules: RuleSet, entries: list[Entry], other: Entry
) -> None:
    before = told(contest(rules, entries))
    after = told(contest(rules, [*entries, replace(other, status="tidak_dinilai")]))
    lone = after.pop("Badan lain")
    assert after == before
    assert (lone["gates"], lone["stages"], lone["panels"], lone["final"], lone["place"], lone["awards"]) == (
        [], {}, {}, None, None, [],
    )  # fmt: skip
    assert lone["refused"] == ["tanpa nilai: status Tidak dinilai"]


@bounded
@given(rule_sets(), fields(), bodies("Badan lain"))
def test_a_body_that_a_bound_keeps_out_changes_nobodys_place(
    rules: RuleSet, entries: list[Entry], other: Entry
) -> None:
    """A gate that asks for a value, and leaves whoever it stops without a final score."""
    bound = GateCondition(Condition.THRESHOLD, Setting(Fraction(65)))
    gate = Gate("ambang", "Ambang", ("saq",), "visitasi", (bound,), otherwise=MissingStage.EXCLUDE)
    rules = replace(rules, gates=(gate,), awards=rules.awards[:1])
    stopped = replace(other, status=None, values={**other.values, "saq": Fraction(64)})
    before, after = contest(rules, entries), contest(rules, [*entries, stopped])
    assert after.of("Badan lain").combined.exact is None
    assert told(before) == {body: row for body, row in told(after).items() if body != "Badan lain"}


@bounded
@given(rule_sets(), fields(), st.sampled_from(NUMBERS), st.sampled_from([0, 0, 1]))
def test_a_higher_value_never_lowers_the_own_outcome_at_a_gate(
    rules: RuleSet, entries: list[Entry], value: Fraction, first: int
) -> None:
    """Only the value that the gate tests is raised, and the stages before it stay open to the body."""
    gate = rules.gates[first]
    rules = replace(rules, gates=(gate,))
    body = entries[0]
    assume(body.status is None)
    assume(all(value >= body.values.get(code, Fraction(0)) for code in gate.on))
    low = {code: body.values.get(code, Fraction(0)) for code in gate.on}
    outcomes = []
    for values in (low, dict.fromkeys(gate.on, value)):
        raised = replace(body, values={**body.values, **values})
        found = contest(rules, [raised, *entries[1:]]).of(body.body)
        outcomes.append(OUTCOMES.index(found.combined.gates[0].outcome))
    assert outcomes[0] <= outcomes[1]


@bounded
@given(rule_sets(), bodies("Badan"))
def test_one_body_alone_is_a_contest_of_one(rules: RuleSet, body: Entry) -> None:
    """What combining gives is what a contest gives, but for places and awards and what they rest on."""
    alone = replace(body, status=None, marks={}, facts={}, submitted=None, territory=None)
    row = contest(rules, [alone]).as_json()["bodies"][0]
    combined = combine(rules, alone.category, alone.values).as_json()
    same = ("stages", "final", "class", "provisional_class", "basis", "refused")
    assert {key: combined[key] for key in same} == {key: row[key] for key in same}
    assert set(combined["assumptions"]) <= set(row["assumptions"])


@bounded
@given(st.lists(numbers, min_size=3, max_size=7), st.integers(0, 6), numbers, st.sampled_from(Aggregate))
def test_a_higher_mark_never_lowers_what_the_panel_makes(
    values: list[Fraction], place: int, mark: Fraction, aggregate: Aggregate
) -> None:
    place %= len(values)
    assume(mark >= values[place])
    panel = Panel("uji_publik", aggregate)
    raised = [*values[:place], mark, *values[place + 1 :]]
    low, high = (assess(panel, [Mark(value, str(n)) for n, value in enumerate(given)]) for given in (values, raised))
    assert low.value <= high.value
    assert min(values) <= low.value <= max(values)


@bounded
@given(rule_sets(), numbers)
def test_an_adjusted_value_stays_between_zero_and_its_cap(rules: RuleSet, value: Fraction) -> None:
    adjustment = replace(rules.adjustments[0], cap=Fraction(90))
    for by in (Fraction(-200), Fraction(0), Fraction(1, 2), Fraction(3)):
        assert 0 <= adjusted(adjustment, by, value) <= 90


@bounded
@given(rule_sets(), fields())
def test_places_start_at_one_and_leave_no_gap_that_a_shared_place_does_not_explain(
    rules: RuleSet, entries: list[Entry]
) -> None:
    found = contest(rules, entries)
    groups: dict[Any, list[int]] = {}
    for outcome in found.bodies:
        if outcome.place is not None:
            group = {"category": outcome.entry.category, "territory": outcome.entry.territory, "all": ""}
            groups.setdefault(group[rules.ranking.per], []).append(outcome.place)
    for places in groups.values():
        ordered = sorted(places)
        if rules.ranking.ties == "dense":
            assert sorted(set(ordered)) == list(range(1, len(set(ordered)) + 1))
        else:
            assert all(place == 1 + sum(other < place for other in ordered) for place in ordered)


@bounded
@given(rule_sets(), fields())
def test_nothing_changes_where_nothing_was_objected_to(rules: RuleSet, entries: list[Entry]) -> None:
    assert changes(contest(rules, entries), contest(rules, entries)) == []


@bounded
@given(rule_sets(), fields())
def test_whoever_leaves_is_told_as_a_change_of_all_it_had(rules: RuleSet, entries: list[Entry]) -> None:
    full, without = contest(rules, entries), contest(rules, entries[1:])
    told_of = [change for change in changes(full, without) if change.body == entries[0].body]
    assert all(change.after is None and change.before is not None for change in told_of)
    assert len([change for change in told_of if change.what == "gate"]) == len(full.bodies[0].combined.gates)


def test_a_body_that_is_named_twice_or_carries_what_the_rules_do_not_know_is_refused() -> None:
    rules = RuleSet("uji", 2030, 1, "Uji", "draft", Fraction(100))
    cases = [
        ([Entry("A", "opd"), Entry("A", "desa")], "A: badan publik ini disebut dua kali"),
        ([Entry("A", "opd", facts={"hadir": True})], "A, hadir: bukan fakta uji/2030"),
        ([Entry("A", "opd", status="libur")], "A, libur: bukan status uji/2030"),
        ([Entry("A", "opd", values={"saq": Fraction(1)})], "A, saq: bukan tahap uji/2030 untuk kategori ini"),
    ]
    for entries, message in cases:
        with pytest.raises(FactError, match=message):
            contest(rules, entries)
    assert [outcome.entry.body for outcome in contest(rules, [Entry("A", "opd"), Entry("B", "opd")]).bodies] == [
        "A",
        "B",
    ]
