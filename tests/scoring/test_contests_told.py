"""Contests as they are printed, whole, what changed in them, and who has which title; each worked out on paper."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from scoring.awards import placed
from scoring.changes import changes
from scoring.contest import Entry, contest
from scoring.numbers import Rounding
from scoring.provisions import Award, AwardKind, Group, Ranking, Ties
from scoring.rules import (
    DeclaredRounding,
    MissingStage,
    Setting,
    Step,
)
from tests.scoring.worked import CONTEST, MARKS


def test_a_contest_is_printed_with_everything_of_every_body() -> None:
    """A: 0,6 x 70 + 0,4 x 85,5 = 76,2; B is stopped with 50 and keeps 0,6 x 50 = 30; C has no score at all."""
    entries = [
        Entry("A", "opd", "barat", values={"saq": Fraction(70)}, marks=MARKS),
        Entry("B", "opd", values={"saq": Fraction(50)}, marks=MARKS),
        Entry("C", "desa", status="tidak_dinilai"),
    ]
    found = contest(CONTEST, entries)
    assert found.as_json() == {
        "rules": "uji/2030",
        "version": 7,
        "bodies": [
            {
                "body": "A", "category": "opd", "territory": "barat", "status": None,
                "gates": [{"id": "g", "outcome": "passed", "by": "threshold", "number": "70", "reason": "nilai 70,00 mencapai ambang 60"}],
                "panels": {"visitasi": {"marks": 2, "value": "171/2", "lowest": "80", "highest": "91", "spread": "11"}},
                "stages": {"saq": {"exact": "70", "published": "70.00"}, "visitasi": {"exact": "171/2", "published": "85.50"}},
                "final": {"exact": "381/5", "published": "76.20"},
                "class": "tengah", "provisional_class": None, "basis": None,
                "place": 1, "awards": ["juara", "tamu", "predikat"], "notes": [], "refused": [], "assumptions": ["rerata"],
            },
            {
                "body": "B", "category": "opd", "territory": None, "status": None,
                "gates": [{"id": "g", "outcome": "stopped", "by": None, "number": "50", "reason": "nilai 50,00 belum mencapai ambang 60"}],
                "panels": {},
                "stages": {"saq": {"exact": "50", "published": "50.00"}},
                "final": {"exact": "30", "published": "30.00"},
                "class": "bawah", "provisional_class": None, "basis": None,
                "place": 2, "awards": [],
                "notes": ["nilai tahap Visitasi tidak dihitung: tertutup oleh gerbang Gerbang"], "refused": [], "assumptions": [],
            },
            {
                "body": "C", "category": "desa", "territory": None, "status": "tidak_dinilai",
                "gates": [], "panels": {}, "stages": {}, "final": None,
                "class": None, "provisional_class": None, "basis": None,
                "place": None, "awards": [], "notes": [], "refused": ["tanpa nilai: status Tidak dinilai"], "assumptions": [],
            },
        ],
        "awards": {"juara": ["A"], "tamu": ["A"], "predikat": ["A"], "desa": []},
    }  # fmt: skip
    assert found.of("C").combined.excluded == "tidak_dinilai"
    assert (found.of("A").place, found.of("D")) == (1, None)


def test_what_an_objection_changed_is_told_thing_by_thing() -> None:
    """B rises from 50 to 95: through the gate, to 0,6 x 95 + 0,4 x 85,5 = 91,2, before A."""
    first = Entry("A", "opd", values={"saq": Fraction(70)}, marks=MARKS)
    second = Entry("B", "opd", values={"saq": Fraction(50)}, marks=MARKS)
    before = contest(CONTEST, [first, second])
    after = contest(CONTEST, [first, replace(second, values={"saq": Fraction(95)})])
    assert [change.as_json() for change in changes(before, after)] == [
        {"body": "A", "what": "place", "code": "", "before": 1, "after": 2},
        {"body": "B", "what": "gate", "code": "g", "before": "stopped", "after": "passed"},
        {"body": "B", "what": "class", "code": "", "before": "bawah", "after": "atas"},
        {"body": "B", "what": "place", "code": "", "before": 2, "after": 1},
    ]
    provisional = replace(
        CONTEST, stages=(CONTEST.stages[0], replace(CONTEST.stages[1], missing=MissingStage.UNPUBLISHED)), gates=()
    )
    old, new = (contest(provisional, [Entry("A", "opd", values={"saq": Fraction(value)})]) for value in (50, 90))
    assert [(change.what, change.code, change.before, change.after) for change in changes(old, new)] == [
        ("provisional_class", "", "bawah", "atas")
    ]


def test_a_body_that_comes_new_or_leaves_is_told_with_what_it_has() -> None:
    entry = Entry("A", "opd", values={"saq": Fraction(70)}, marks=MARKS)
    found = changes(contest(CONTEST, []), contest(CONTEST, [entry]))
    assert [(change.what, change.code, change.before, change.after) for change in found] == [
        ("gate", "g", None, "passed"), ("class", "", None, "tengah"), ("place", "", None, 1),
    ]  # fmt: skip


def test_titles_of_stages_and_finals_follow_the_rounding_of_each() -> None:
    """79,96 is printed 80 where stages are whole numbers, which is Atas; as a final with two places it is Tengah."""
    rounding = {Step.STAGE: DeclaredRounding(Rounding(0)), Step.FINAL: DeclaredRounding(Rounding(2))}
    stages = (replace(CONTEST.stages[0], weight=Setting(Fraction(100))),)
    awards = (
        Award("tahap", "Tahap", AwardKind.CLASS, on="saq", class_code="atas"),
        Award("akhir", "Akhir", AwardKind.CLASS, class_code="atas"),
        Award("terbaik_tahap", "Terbaik", AwardKind.CHAMPION, on="saq"),
        Award("terbaik_akhir", "Terbaik", AwardKind.CHAMPION),
    )
    rules = replace(CONTEST, stages=stages, gates=(), panels=(), rounding=rounding, awards=awards)
    entries = [Entry(name, "opd", values={"saq": Fraction(value)}) for name, value in (("A", "79.96"), ("B", "79.6"))]
    assert contest(rules, entries).awards == {
        "tahap": ("A", "B"), "akhir": ("A", "B"), "terbaik_tahap": ("A", "B"), "terbaik_akhir": ("A", "B"),
    }  # fmt: skip
    exact = replace(
        rules, rounding={Step.STAGE: DeclaredRounding(Rounding(2)), Step.FINAL: DeclaredRounding(Rounding(0))}
    )
    assert contest(exact, entries).awards == {
        "tahap": (), "akhir": ("A", "B"), "terbaik_tahap": ("A",), "terbaik_akhir": ("A", "B"),
    }  # fmt: skip


def test_of_a_title_for_two_places_those_who_share_the_second_all_have_it() -> None:
    award = Award("dua", "Dua terbaik", AwardKind.CHAMPION, places=2)
    stages = (replace(CONTEST.stages[0], weight=Setting(Fraction(100))),)
    ranking = Ranking(ties=Ties.DENSE, assumption="seri")
    rules = replace(CONTEST, stages=stages, gates=(), panels=(), awards=(award,), ranking=ranking)
    rows = (("A", 90), ("B", 80), ("C", 80), ("D", 70))
    found = contest(rules, [Entry(name, "opd", values={"saq": Fraction(value)}) for name, value in rows])
    assert found.awards == {"dua": ("A", "B", "C")}
    assert [one.combined.assumptions for one in found.bodies] == [(), ("seri",), ("seri",), ()]
    three = [Entry(name, "opd", values={"saq": Fraction(value)}) for name, value in (("A", 90), ("B", 90), ("C", 80))]
    assert contest(rules, three).awards == {"dua": ("A", "B")}


def test_places_within_groups_keep_the_order_in_which_bodies_were_given() -> None:
    entries = [
        Entry(name, "opd", where) for name, where in (("A", "barat"), ("B", "timur"), ("C", "barat"), ("D", None))
    ]
    found = contest(replace(CONTEST, gates=()), entries)
    assert [outcome.entry.body for outcome in found.bodies] == ["A", "B", "C", "D"]
    assert placed(CONTEST, Group.CATEGORY, Step.FINAL, Ties.COMPETITION, []) == []


def test_places_and_what_they_rest_on_follow_the_final_score_as_it_is_printed() -> None:
    """79,96 and 79,964 are both 80 in whole numbers and differ in the third place."""
    stages = (replace(CONTEST.stages[0], weight=Setting(Fraction(100))),)
    rules = replace(CONTEST, stages=stages, gates=(), panels=(), awards=(), ranking=Ranking(assumption="peringkat"))
    entries = [Entry(name, "opd", values={"saq": Fraction(value)}) for name, value in (("A", "79.96"), ("B", "79.964"))]
    for places, expected in ((0, [(1, ("peringkat",)), (1, ("peringkat",))]), (3, [(2, ()), (1, ())])):
        printed = replace(rules, rounding={Step.FINAL: DeclaredRounding(Rounding(places))})
        found = contest(printed, entries).bodies
        assert [(outcome.place, outcome.combined.assumptions) for outcome in found] == expected


def test_a_gate_without_a_number_is_printed_without_one() -> None:
    (body,) = contest(CONTEST, [Entry("A", "opd")]).as_json()["bodies"]
    assert body["gates"] == [
        {"id": "g", "outcome": "waiting", "by": None, "number": None, "reason": "nilai tahap Kuesioner belum ada"}
    ]
    assert body["refused"] == ["nilai tahap Kuesioner belum ada, aturan tahap kosong uji/2030 tidak dipublikasikan"]
