"""A contest as it is read: who went through which gate, groups from the best place, assessors, changes."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from analytics.recap import Recap, recap
from scoring.entries import Entry, Mark
from scoring.provisions import Group, Ranking
from scoring.resolve import FactError
from scoring.standing import Passage
from tests.sheets.contests import LISTED, YEAR

NAMES = dict(LISTED)


def entry(body: str, saq: object = None, *marks: int, category: str = "opd", status: str | None = None) -> Entry:
    values = {} if saq is None else {"saq": Fraction(str(saq))}
    given = tuple(Mark(Fraction(mark), name) for mark, name in zip(marks, "ABCDE", strict=False))
    facts = {"pimpinan_hadir": False}
    return Entry(
        body, category, status=status, values=values, marks={"uji_publik": given} if marks else {}, facts=facts
    )


FIELD = (
    entry("Dinas A", 90, 70, 90),
    entry("Dinas B", "64.99"),
    entry("Dinas C", 80, 60, 64),
    entry("Dinas D", 70, 50, 50),
    entry("Kota A", category="kabkota"),
    entry("Kota B", status="tidak_dinilai", category="kabkota"),
)


def made(*entries: Entry, earlier: tuple[Entry, ...] | None = None) -> Recap:
    return recap(YEAR, entries or FIELD, NAMES, earlier)


def test_a_funnel_counts_every_body_for_which_the_gate_stands() -> None:
    """Ambang SAQ: 65, or any value for kabkota; a body that is not assessed stands at no gate."""
    first, second = made().funnels
    names = {passage: [one.outcome.entry.body for one in first.of(passage)] for passage in Passage}
    assert names[Passage.PASSED] == ["Dinas A", "Dinas C", "Dinas D", "Kota A"]
    assert names[Passage.STOPPED] == ["Dinas B"]
    assert [one.outcome.entry.body for one in second.of(Passage.WAITING)] == ["Kota A"]
    assert len(second.bodies) == 5


def test_groups_go_from_the_best_place_to_those_without_one() -> None:
    """0.6 x 90 + 0.25 x 80 = 74; 0.6 x 80 + 0.25 x 62 = 63.5; 0.6 x 70 + 0.25 x 50 = 54.5; 0.6 x 64.99 = 38.994."""
    groups = made().groups
    assert [group.key for group in groups] == ["opd", "kabkota"]
    assert [(one.place, one.entry.body, one.combined.exact) for one in groups[0].bodies] == [
        (1, "Dinas A", 74),
        (2, "Dinas C", Fraction("63.5")),
        (3, "Dinas D", Fraction("54.5")),
        (4, "Dinas B", Fraction("38.994")),
    ]
    assert [one.entry.body for one in groups[1].bodies] == ["Kota A", "Kota B"]


def test_one_group_where_places_are_given_among_all() -> None:
    rules = replace(YEAR, ranking=Ranking(per=Group.ALL))
    (group,) = recap(rules, FIELD, NAMES).groups
    assert [one.place for one in group.bodies] == [1, 2, 3, 4, None, None]


def test_assessors_that_lie_furthest_apart_come_first() -> None:
    found = made().panels
    assert [(one.outcome.entry.body, one.spread, len(one.marks)) for one in found] == [
        ("Dinas A", 20, 2),
        ("Dinas C", 4, 2),
        ("Dinas D", 0, 2),
    ]


def test_changes_are_those_between_both_tables() -> None:
    after = (FIELD[0], entry("Dinas B", 68), *FIELD[2:])
    found = made(*after, earlier=FIELD)
    assert [(one.body, one.code, one.before, one.after) for one in found.changes] == [
        ("Dinas B", "lolos_saq", "stopped", "passed"),
        ("Dinas B", "", "tidak_informatif", "kurang_informatif"),
    ]
    assert made().changes == ()


def test_what_the_rules_do_not_know_is_refused() -> None:
    with pytest.raises(FactError):
        made(Entry("Dinas A", "opd", values={"wawancara": Fraction(80)}))
