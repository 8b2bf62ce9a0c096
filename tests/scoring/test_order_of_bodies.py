"""Who comes before whom: keys between equal numbers, groups, places, and the order of stages."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from graphlib import CycleError
from itertools import pairwise

import pytest

from scoring.admission import admit, stage_order
from scoring.contest import Entry, contest
from scoring.numbers import Mode, Rounding
from scoring.order import Place, Rival, group_of, keys_of, places, printed, standings
from scoring.provisions import Border, Condition, Gate, GateCondition, Group, KeyKind, Ranking, RankingKey, Ties
from scoring.ranking import rank, ranking_assumptions
from scoring.rules import ClassOn, DeclaredRounding, RuleSet, Setting, Stage, Step

SAQ, VISIT = Stage("saq", "Kuesioner", Setting(Fraction(60))), Stage("visitasi", "Visitasi", Setting(Fraction(40)))
RULES = RuleSet("uji", 2030, 1, "Uji", "draft", Fraction(100), stages=(SAQ, VISIT))
KEYS = (RankingKey(KeyKind.STAGE, "visitasi"), RankingKey(KeyKind.FACT, "hadir"), RankingKey(KeyKind.SUBMITTED))
NUMBERS = [Fraction(value) for value in ("98.004", "99", "98", "90", "98.006")]


@pytest.mark.parametrize(
    ("number", "ties", "expected"),
    [
        (ClassOn.PUBLISHED, Ties.COMPETITION, [3, 1, 3, 5, 2]),
        (ClassOn.PUBLISHED, Ties.DENSE, [3, 1, 3, 4, 2]),
        (ClassOn.EXACT, Ties.COMPETITION, [3, 1, 4, 5, 2]),
    ],
)
def test_the_number_that_is_printed_or_the_exact_one_makes_the_place(
    number: ClassOn, ties: Ties, expected: list[int]
) -> None:
    """98,004 is printed 98,00 and 98,006 is printed 98,01."""
    rules = replace(RULES, ranking=Ranking(number, ties))
    assert rank(rules, NUMBERS) == expected
    assert rank(rules, [None, *NUMBERS, None]) == [None, *expected, None]
    assert rank(rules, []) == []


def test_an_assumed_ranking_is_named_only_where_two_share_a_printed_number() -> None:
    rules = replace(RULES, ranking=Ranking(assumption="peringkat"))
    assert ranking_assumptions(rules, NUMBERS) == ("peringkat",)
    assert ranking_assumptions(rules, [*NUMBERS[1:], None, None]) == ()
    assert ranking_assumptions(RULES, NUMBERS) == ()


def test_places_of_stages_and_finals_follow_their_own_rounding() -> None:
    """97,6 and 97,4 are both 97 where finals are cut to whole numbers, and different where stages keep one place."""
    rounding = {
        Step.FINAL: DeclaredRounding(Rounding(0, Mode.TRUNCATE)),
        Step.STAGE: DeclaredRounding(Rounding(1)),
    }
    rules = replace(RULES, rounding=rounding, ranking=Ranking(assumption="peringkat"))
    values = [Fraction("97.4"), Fraction("97.6")]
    assert (rank(rules, values, Step.FINAL), rank(rules, values, Step.STAGE), rank(rules, values)) == (
        [1, 1],
        [2, 1],
        [2, 1],
    )
    assert ranking_assumptions(rules, values, Step.FINAL) == ("peringkat",)
    assert ranking_assumptions(rules, values, Step.STAGE) == ranking_assumptions(rules, values) == ()
    assert (printed(rules, values[1], Step.FINAL), printed(rules, values[1], Step.STAGE)) == (97, Fraction("97.6"))
    exact = replace(rules, ranking=Ranking(ClassOn.EXACT))
    assert printed(exact, values[1], Step.FINAL) == Fraction("97.6")


def test_a_body_is_compared_in_its_category_its_territory_or_with_all() -> None:
    entry = Entry("A", "opd", "barat")
    assert [group_of(entry, per) for per in (Group.CATEGORY, Group.TERRITORY, Group.ALL)] == ["opd", "barat", ""]
    assert group_of(Entry("A", "opd"), Group.TERRITORY) is None


def test_keys_are_the_printed_stage_the_fact_and_the_earlier_sending() -> None:
    """A quarter of a second after 1970 is a key of minus 250.000 microseconds: earlier is larger."""
    rules = replace(RULES, ranking=Ranking(keys=KEYS), rounding={Step.STAGE: DeclaredRounding(Rounding(1))})
    sent = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=250)
    full = Entry(
        "A", "opd", values={"saq": Fraction(5), "visitasi": Fraction("80.26")}, facts={"hadir": True}, submitted=sent
    )
    bare = Entry("B", "opd")
    first, second = admit(rules, [full, bare])
    assert keys_of(rules, first) == (Fraction("80.3"), 1, -250_000)
    assert keys_of(rules, second) == (None, None, None)
    absent = admit(rules, [replace(full, facts={"hadir": False})])[0]
    assert keys_of(rules, absent)[1] == 0


def test_at_a_gate_only_stages_before_the_one_that_it_opens_are_keys() -> None:
    """Two with 80 for one place: what they have in the visit parts them only where that was held before."""
    best = GateCondition(Condition.RANK, Setting(Fraction(1)), ties=Border.KEYS)
    gate = Gate("satu", "Satu terbaik", ("saq",), "uji_publik", (best,))
    rules = replace(RULES, gates=(gate,), ranking=Ranking(keys=(RankingKey(KeyKind.STAGE, "visitasi"),)))
    entries = [
        Entry(name, "opd", values={"saq": Fraction(80), "visitasi": Fraction(visit), "uji_publik": Fraction(70)})
        for name, visit in (("A", 60), ("B", 90))
    ]
    public = Stage("uji_publik", "Uji publik", Setting(Fraction(0)))
    for stages, expected in (
        ((SAQ, VISIT, public), ["stopped", "passed"]),
        ((SAQ, public, VISIT), ["undecided", "undecided"]),
    ):
        found = contest(replace(rules, stages=stages), entries).bodies
        assert [one.combined.gates[0].outcome for one in found] == expected


def test_a_key_counts_only_where_all_who_are_still_equal_have_it() -> None:
    two, one, none = (Fraction(2),), (Fraction(1),), (None,)
    assert standings([one, two, one]) == [(1, 1), (0, 0), (1, 1)]
    assert standings([one, none, two]) == [(0, 2)] * 3
    assert standings([(None, Fraction(1)), (Fraction(5), Fraction(3)), (None, Fraction(2))]) == [(2, 0), (0, 0), (1, 0)]
    assert standings([(Fraction(1), Fraction(3)), (Fraction(2), Fraction(1)), (Fraction(2), Fraction(2))]) == [
        (2, 0),
        (1, 0),
        (0, 0),
    ]
    assert standings([]) == []


def test_equal_numbers_are_placed_by_their_keys_and_marked_where_none_decides() -> None:
    rivals = [
        Rival(Fraction(90), (Fraction(1),)),
        Rival(Fraction(95), (Fraction(0),)),
        Rival(Fraction(90), (Fraction(3),)),
        Rival(Fraction(90), (Fraction(1),)),
        Rival(Fraction(80)),
    ]
    expected = [Place(3, True), Place(1, False), Place(2, False), Place(3, True), Place(5, False)]
    assert places(rivals) == places(rivals, Ties.SEQUENTIAL) == expected
    assert [place.number for place in places(rivals, Ties.DENSE)] == [3, 1, 2, 3, 4]
    assert places([]) == []


def test_a_shared_place_is_noted_and_a_place_that_a_key_decides_is_not() -> None:
    rules = replace(RULES, stages=(replace(SAQ, weight=Setting(Fraction(100))),), ranking=Ranking(keys=KEYS[2:]))
    entries = [Entry(body, "opd", values={"saq": Fraction(80)}) for body in ("A", "B")]
    shared = contest(rules, entries)
    assert [outcome.place for outcome in shared.bodies] == [1, 1]
    note = "peringkat 1 dibagi: nilai sama dan tidak ada kunci yang memutuskan"
    assert [outcome.combined.notes for outcome in shared.bodies] == [(note,), (note,)]
    start = datetime(2026, 9, 1, tzinfo=UTC)
    sent = [replace(entry, submitted=start + timedelta(hours=n)) for n, entry in enumerate(entries)]
    decided = contest(rules, sent)
    assert [(outcome.place, outcome.combined.notes) for outcome in decided.bodies] == [(1, ()), (2, ())]


def test_stages_are_gone_through_in_the_one_order_of_all_categories() -> None:
    """OPD goes website, saq; villages saq, visit; so the visit comes last for everybody."""
    weight = Setting(Fraction(50))
    stages = (
        Stage("website", "Situs", weight, categories=("opd",)),
        Stage("saq", "Kuesioner", weight),
        Stage("visitasi", "Visitasi", weight, categories=("desa",)),
        Stage("uji", "Uji publik", weight, categories=("desa",)),
    )
    assert stage_order(replace(RULES, stages=stages)) == ("website", "saq", "visitasi", "uji")
    assert stage_order(RULES) == ("saq", "visitasi")
    assert stage_order(replace(RULES, stages=())) == ()


def test_stages_in_opposite_orders_have_none() -> None:
    weight = Setting(Fraction(50))
    twice = (
        Stage("saq", "Kuesioner", weight, categories=("opd",)),
        Stage("visitasi", "Visitasi", weight),
        Stage("saq", "Kuesioner", weight, categories=("desa",)),
    )
    with pytest.raises(CycleError):
        stage_order(replace(RULES, stages=twice))
    assert stage_order(replace(RULES, stages=twice[:2])) == ("saq", "visitasi")


def test_a_microsecond_earlier_is_earlier_also_in_three_hundred_years() -> None:
    rules = replace(RULES, ranking=Ranking(keys=KEYS[2:]))
    late = datetime(2400, 1, 1, tzinfo=UTC)
    entries = [Entry(str(n), "opd", submitted=late + timedelta(microseconds=n)) for n in range(4)]
    found = [keys_of(rules, standing)[0] for standing in admit(rules, entries)]
    assert [before - after for before, after in pairwise(found)] == [1, 1, 1]
