"""What is taken or refused for a stage, and what marks, parts, bonuses and gaps make of it; worked out on paper."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from scoring.contest import Entry, Mark, contest
from scoring.entries import contest_faults, entry_faults
from scoring.facts import Answer
from scoring.numbers import Rounding
from scoring.panels import assess, least_marks
from scoring.rules import (
    DeclaredRounding,
    Indicator,
    Kind,
    Level,
    MissingStage,
    Questionnaire,
    Setting,
    Stage,
    Step,
)
from scoring.scorer import Scorer
from scoring.stage_rules import Adjustment, Aggregate, Change, KnownFact, Panel, Part
from scoring.stages import combine, faults
from tests.scoring.worked import CONTEST, LINKS, MARKS, PARTED, PARTS, RULES, YES


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        (Entry("A", "opd", values={"saq": Fraction(-1)}), "saq: nilai tahap harus 0 sampai 100"),
        (Entry("A", "opd", values={"saq": Fraction("100.01")}), "saq: nilai tahap harus 0 sampai 100"),
        (Entry("A", "opd", values={"lain": Fraction(1)}), "lain: bukan tahap uji/2030 untuk kategori ini"),
        (Entry("A", "opd", values={"visitasi": Fraction(1), "visitasi.a": Fraction(1)}), "visitasi.a: tahap ini sudah diberi nilai utuh"),
        (Entry("A", "opd", marks={"saq": [Mark(Fraction(1), "Ani")]}), "saq: tanpa panel penilai, hanya satu nilai yang diterima"),
        (Entry("A", "opd", values={"visitasi": Fraction(1)}, marks=MARKS), "visitasi: diberi nilai dan nilai penilai sekaligus"),
        (Entry("A", "opd", marks={"visitasi": [Mark(Fraction(101), "Ani")]}), "visitasi: nilai penilai harus 0 sampai 100"),
        (Entry("A", "opd", marks={"visitasi": [Mark(Fraction(-1), "Ani")]}), "visitasi: nilai penilai harus 0 sampai 100"),
        (Entry("A", "opd", marks={"visitasi": [Mark(Fraction(1), "Ani"), Mark(Fraction(2), "Ani")]}), "visitasi: penilai Ani memberi dua nilai"),
        (Entry("A", "opd", facts={"asing": True}), "asing: bukan fakta uji/2030"),
        (Entry("A", "opd", status="libur"), "libur: bukan status uji/2030"),
    ],
)  # fmt: skip
def test_what_the_rules_do_not_know_of_a_body_is_refused_by_its_name(entry: Entry, message: str) -> None:
    assert [str(fault) for fault in entry_faults(PARTED, entry)] == [message]
    assert [str(fault) for fault in contest_faults(PARTED, [entry])] == [f"A, {message}"]


def test_what_the_rules_know_is_taken() -> None:
    entry = Entry(
        "A", "opd", "barat", None, {"saq": Fraction(0), "visitasi.a": Fraction(100)}, {"visitasi": []}, {"hadir": True}
    )
    assert entry_faults(PARTED, entry) == []
    assert entry_faults(PARTED, Entry("A", "opd", status="tidak_dinilai")) == []
    assert (
        entry_faults(
            PARTED, Entry("A", "opd", marks={"visitasi": [Mark(Fraction(0), "Ani"), Mark(Fraction(100), "B")]})
        )
        == []
    )
    assert [str(fault) for fault in faults(PARTED, "opd", {"saq": Fraction(101)})] == [
        "saq: nilai tahap harus 0 sampai 100"
    ]


def test_every_body_that_is_named_twice_is_told_once() -> None:
    found = contest_faults(CONTEST, [Entry(name, "opd") for name in ("A", "B", "A", "B", "A", "C")])
    assert [str(fault) for fault in found] == [f"{name}: badan publik ini disebut dua kali" for name in ("A", "B")]


def test_a_stage_is_known_to_the_categories_that_hold_it_alone() -> None:
    rules = replace(CONTEST, stages=(CONTEST.stages[0], replace(CONTEST.stages[1], categories=("desa",))))
    assert faults(rules, "desa", {"visitasi": Fraction(1)}) == []
    found = faults(rules, "opd", {"visitasi": Fraction(1)})
    assert [str(fault) for fault in found] == ["visitasi: bukan tahap uji/2030 untuk kategori ini"]


def test_points_of_a_stage_run_up_to_its_weight_and_count_in_proportion() -> None:
    stages = (CONTEST.stages[0], replace(CONTEST.stages[1], in_points=True))
    rules = replace(CONTEST, stages=stages, gates=(), panels=())
    assert combine(rules, "opd", {"saq": Fraction(70), "visitasi": Fraction(30)}).exact == 42 + 30
    too_many = faults(rules, "opd", {"visitasi": Fraction(41)})
    assert [str(fault) for fault in too_many] == ["visitasi: nilai tahap harus 0 sampai 40"]
    assert faults(rules, "opd", {"visitasi": Fraction(40)}) == []


@pytest.mark.parametrize(("own", "accepted"), [("barat", True), ("timur", False), (None, False)])
def test_only_assessors_of_the_own_territory_count_where_the_panel_says_so(own: str | None, accepted: bool) -> None:
    rules = replace(CONTEST, panels=(replace(CONTEST.panels[0], territorial=True),))
    entry = Entry("A", "opd", "barat", marks={"visitasi": [Mark(Fraction(80), "Ani", own)]})
    message = "visitasi: penilai Ani bukan dari wilayah badan publik ini"
    assert [str(fault) for fault in entry_faults(rules, entry)] == ([] if accepted else [message])


def test_parts_make_a_stage_and_a_missing_one_leaves_it_open() -> None:
    """0,75 x 80 + 0,25 x 60 = 75."""
    whole = combine(PARTED, "opd", {"saq": Fraction(70), "visitasi.a": Fraction(80), "visitasi.b": Fraction(60)})
    assert (whole.stages[1].exact, whole.exact, whole.assumptions) == (75, 42 + 30, ("tiga perempat",))
    part = combine(PARTED, "opd", {"saq": Fraction(70), "visitasi.a": Fraction(80)})
    assert (part.exact, part.refused) == (None, ("nilai komponen visitasi.b belum ada",))
    unknown = replace(
        PARTED, stages=(PARTED.stages[0], replace(PARTED.stages[1], parts=(PARTS[0], Part("b", "B", Setting(None)))))
    )
    found = combine(unknown, "opd", {"saq": Fraction(70), "visitasi.a": Fraction(80), "visitasi.b": Fraction(60)})
    assert (found.exact, found.refused, found.assumptions) == (
        None,
        ("bobot komponen visitasi.b uji/2030 tidak dipublikasikan",),
        (),
    )


def test_a_part_that_weighs_nothing_adds_nothing() -> None:
    """(100 x 80 + 0 x 60) / 100 = 80."""
    parts = (Part("a", "A", Setting(Fraction(100))), Part("b", "B", Setting(Fraction(0))))
    rules = replace(PARTED, stages=(PARTED.stages[0], replace(PARTED.stages[1], parts=parts)))
    found = combine(rules, "opd", {"visitasi.a": Fraction(80), "visitasi.b": Fraction(60)})
    assert found.stages[0].exact == 80


def test_a_part_with_too_few_marks_is_refused_for_that_alone() -> None:
    """Whether its bonus applies is not known either, but there is nothing that it could change."""
    bonus = Adjustment("bonus", "Bonus", "visitasi.a", "hadir", Change.ADD, Setting(Fraction(5)))
    rules = replace(PARTED, panels=(Panel("visitasi.a", minimum=2),), adjustments=(bonus,))
    values = {"saq": Fraction(70), "visitasi.b": Fraction(60)}
    entry = Entry("A", "opd", values=values, marks={"visitasi.a": [Mark(Fraction(80), "Ani")]})
    found = contest(rules, [entry]).bodies[0].combined
    assert found.refused == ("penilai visitasi.a baru 1, paling sedikit 2",)


def test_what_marks_parts_and_a_bonus_of_one_stage_rest_on_is_named_in_turn() -> None:
    """(80 + 91) / 2 = 85,5; 0,75 x 85,5 + 0,25 x 60 = 79,125, and 5 more."""
    bonus = Adjustment("bonus", "Bonus", "visitasi", "hadir", Change.ADD, Setting(Fraction(5), "hadiah"))
    rules = replace(PARTED, panels=(Panel("visitasi.a", assumption="rerata"),), adjustments=(bonus,))
    entry = Entry(
        "A",
        "opd",
        values={"saq": Fraction(70), "visitasi.b": Fraction(60)},
        marks={"visitasi.a": MARKS["visitasi"]},
        facts={"hadir": True},
    )
    found = contest(rules, [entry]).bodies[0].combined
    assert found.stages[1].exact == Fraction("84.125")
    assert found.assumptions == ("rerata", "tiga perempat", "hadiah")
    published = replace(rules, adjustments=(replace(bonus, value=Setting(Fraction(5))),))
    assert contest(published, [entry]).bodies[0].combined.assumptions == ("rerata", "tiga perempat")


@pytest.mark.parametrize(
    ("aggregate", "marks", "value", "least"),
    [
        (Aggregate.MEAN, (85, 78, 92), 85, 1),
        (Aggregate.MEDIAN, (85, 78, 91), 85, 1),
        (Aggregate.MEDIAN, (85, 78, 91, 80), Fraction(165, 2), 1),
        (Aggregate.TRIMMED_MEAN, (85, 78, 91, 80), Fraction(165, 2), 3),
        (Aggregate.TRIMMED_MEAN, (85, 78), None, 3),
        (Aggregate.MEDIAN, (85,), 85, 1),
    ],
)
def test_marks_become_one_value(
    aggregate: Aggregate, marks: tuple[int, ...], value: Fraction | None, least: int
) -> None:
    panel = Panel("visitasi", aggregate)
    found = assess(panel, [Mark(Fraction(mark), str(n)) for n, mark in enumerate(marks)])
    assert found == ("visitasi", len(marks), value, min(marks), max(marks))
    assert least_marks(panel) == least
    assert least_marks(replace(panel, minimum=4)) == 4
    assert least_marks(replace(panel, minimum=2)) == max(2, least)


def test_with_too_few_marks_a_stage_stays_open_and_equal_marks_assume_nothing() -> None:
    rules = replace(CONTEST, panels=(replace(CONTEST.panels[0], minimum=2),), gates=())
    one = Entry("A", "opd", values={"saq": Fraction(70)}, marks={"visitasi": [Mark(Fraction(80), "Ani")]})
    found = contest(rules, [one]).bodies[0].combined
    assert found.refused == ("penilai visitasi baru 1, paling sedikit 2",)
    assert found.panels == (("visitasi", 1, None, 80, 80),)
    equal = replace(one, marks={"visitasi": [Mark(Fraction(80), "Ani"), Mark(Fraction(80), "Budi")]})
    assert contest(rules, [equal]).bodies[0].combined.assumptions == ()


@pytest.mark.parametrize(
    ("change", "by", "fact", "value", "refused"),
    [
        (Change.ADD, 10, True, 90, ()),
        (Change.ADD, 30, True, 95, ()),
        (Change.ADD, -90, True, 0, ()),
        (Change.MULTIPLY, 2, True, 95, ()),
        (Change.MULTIPLY, Fraction(1, 2), True, 40, ()),
        (Change.ADD, 10, False, 80, ()),
        (Change.ADD, 10, None, None, ("Pimpinan hadir belum diketahui (Bonus)",)),
        (Change.ADD, None, True, None, ("bonus uji/2030 tidak dipublikasikan",)),
        (Change.ADD, None, False, 80, ()),
    ],
)
def test_a_bonus_changes_a_stage_between_zero_and_its_cap(
    change: Change, by: Fraction | int | None, fact: bool | None, value: int | None, refused: tuple[str, ...]
) -> None:
    setting = Setting(None if by is None else Fraction(by), "anggapan", "bonus")
    bonus = Adjustment("bonus", "Bonus", "visitasi", "hadir", change, setting, Fraction(95))
    other = replace(bonus, id="lain", place="saq", value=Setting(Fraction(5)))
    rules = replace(CONTEST, adjustments=(bonus, other), gates=(), panels=())
    facts = {} if fact is None else {"hadir": fact}
    entry = Entry("A", "opd", values={"visitasi": Fraction(80)}, facts=facts)
    found = contest(rules, [entry]).bodies[0].combined
    assert [score.exact for score in found.stages] == ([] if value is None else [value])
    assert found.refused[: len(refused)] == refused
    assert ("anggapan" in found.assumptions) is bool(fact and by is not None)


def test_a_bonus_that_does_not_apply_leaves_the_next_one_of_its_stage_in_force() -> None:
    """80 + 5: the leader was absent, many guests came."""
    absent, many = (
        Adjustment(fact, fact, "visitasi", fact, Change.ADD, Setting(Fraction(points)))
        for fact, points in (("hadir", 10), ("ramai", 5))
    )
    elsewhere = replace(absent, id="lain", place="saq")
    facts = (*CONTEST.facts, KnownFact("ramai", "Ramai"))
    entry = Entry("A", "opd", values={"visitasi": Fraction(80)}, facts={"hadir": False, "ramai": True})
    for adjustments in ((absent, many), (elsewhere, many)):
        rules = replace(CONTEST, facts=facts, adjustments=adjustments, gates=(), panels=())
        assert contest(rules, [entry]).bodies[0].combined.stages[0].exact == 85


def test_a_bonus_for_a_fact_without_a_label_is_named_by_its_code() -> None:
    bonus = Adjustment("bonus", "Bonus", "saq", "asing", Change.ADD, Setting(Fraction(1)))
    rules = replace(CONTEST, adjustments=(bonus,), gates=(), panels=())
    assert combine(rules, "opd", {"saq": Fraction(80)}).refused[0] == "asing belum diketahui (Bonus)"


@pytest.mark.parametrize(
    ("missing", "exact", "refused"),
    [
        (MissingStage.ZERO, 42, ()),
        (MissingStage.CARRY, 70, ()),
        (MissingStage.RENORMALISE, 70, ()),
        (MissingStage.EXCLUDE, None, ("tidak dinilai: tahap Visitasi tidak diikuti",)),
        (MissingStage.UNPUBLISHED, None, ("nilai tahap Visitasi belum ada, aturan tahap kosong uji/2030 tidak dipublikasikan",)),
    ],
)  # fmt: skip
def test_a_stage_without_a_value_is_worth_what_the_rules_say(
    missing: MissingStage, exact: int | None, refused: tuple[str, ...]
) -> None:
    stage = replace(CONTEST.stages[1], missing=missing, missing_assumption="kosong")
    rules = replace(CONTEST, stages=(CONTEST.stages[0], stage), gates=())
    found = combine(rules, "opd", {"saq": Fraction(70)})
    assert (found.exact, found.refused) == (exact, refused)
    assert found.assumptions == (("kosong",) if exact is not None else ())
    assert found.excluded == ("visitasi" if missing is MissingStage.EXCLUDE else None)
    assert (found.basis, found.provisional is not None) == (
        ("nilai SAQ", True) if missing is MissingStage.UNPUBLISHED else (None, False)
    )


@pytest.mark.parametrize(
    ("otherwise", "exact", "refused"),
    [
        (MissingStage.CARRY, 50, ()),
        (MissingStage.EXCLUDE, None, ("tidak dinilai: tahap Visitasi tertutup oleh gerbang Gerbang",)),
        (MissingStage.UNPUBLISHED, None, ("nilai tahap Visitasi tertutup, aturan tahap kosong uji/2030 tidak dipublikasikan",)),
        (None, 30, ()),
    ],
)  # fmt: skip
def test_a_gate_may_say_itself_what_a_closed_stage_is_worth(
    otherwise: MissingStage | None, exact: int | None, refused: tuple[str, ...]
) -> None:
    """50 stops at 60; the stage's own policy is zero and rests on an assumption, that of the gate does not."""
    stages = (CONTEST.stages[0], replace(CONTEST.stages[1], missing_assumption="kosong"))
    rules = replace(CONTEST, stages=stages, gates=(replace(CONTEST.gates[0], otherwise=otherwise),))
    found = combine(rules, "opd", {"saq": Fraction(50)})
    assert (found.exact, found.refused) == (exact, refused)
    assert found.assumptions == (("kosong",) if otherwise is None else ())


def test_what_follows_another_stage_waits_for_it_and_weights_that_are_unknown_refuse() -> None:
    carrying = replace(CONTEST.stages[1], missing=MissingStage.CARRY)
    rules = replace(CONTEST, stages=(replace(CONTEST.stages[0], missing=MissingStage.ZERO), carrying), gates=())
    assert combine(rules, "opd", {}).refused == ("nilai tahap Visitasi mengikuti saq, yang belum ada",)
    unknown = replace(rules, stages=(replace(CONTEST.stages[0], weight=Setting(None)), carrying))
    assert combine(unknown, "opd", {"saq": Fraction(1)}).refused == (
        "bobot tahap Kuesioner uji/2030 tidak dipublikasikan",
    )
    assert combine(replace(rules, stages=()), "opd", {}).refused == ("tahap penilaian uji/2030 tidak dipublikasikan",)
    uneven = replace(rules, stages=(CONTEST.stages[0], replace(carrying, weight=Setting(Fraction(41)))))
    assert combine(uneven, "opd", {"saq": Fraction(1)}).refused == (
        "bobot tahap uji/2030 untuk kategori ini berjumlah 101",
    )


def test_stages_are_rounded_before_they_are_weighed_where_the_rules_say_so() -> None:
    """0,6 x 70,1 + 0,4 x 80 = 74,06 where 70,05 is printed 70,1; without that it is 74,03."""
    rounding = {Step.STAGE: DeclaredRounding(Rounding(1), "satu angka")}
    values = {"saq": Fraction("70.05"), "visitasi": Fraction(80)}
    rules = replace(CONTEST, gates=(), panels=())
    rounded = combine(replace(rules, rounding=rounding), "opd", values)
    assert (rounded.exact, rounded.stages[0].published, rounded.assumptions) == (
        Fraction("74.06"),
        "70.1",
        ("satu angka",),
    )
    assert combine(rules, "opd", values).exact == Fraction("74.03")


def test_a_combination_is_printed_with_stages_final_and_notes_where_a_gate_closed() -> None:
    stopped = combine(CONTEST, "opd", {"saq": Fraction(50), "visitasi": Fraction(90)})
    assert stopped.as_json() == {
        "rules": "uji/2030", "version": 7, "category": "opd",
        "stages": {"saq": {"exact": "50", "published": "50.00"}},
        "final": {"exact": "30", "published": "30.00"},
        "class": "bawah", "provisional_class": None, "basis": None, "refused": [], "assumptions": [],
        "notes": ["nilai tahap Visitasi tidak dihitung: tertutup oleh gerbang Gerbang"],
    }  # fmt: skip
    assert "notes" not in combine(CONTEST, "opd", {"saq": Fraction(70), "visitasi": Fraction(90)}).as_json()
    assert "notes" not in combine(CONTEST, "opd", {"visitasi": Fraction(90)}).as_json()
    assert "notes" not in combine(CONTEST, "opd", {"saq": Fraction(50)}).as_json()


def test_a_question_of_several_choices_is_none_of_the_remembered_lines() -> None:
    """Two bodies in a row with different choices get their own points."""
    options = tuple(Level(code, code.upper(), Fraction(points)) for code, points in (("x", 1), ("y", 3)))
    question = replace(YES, kind=Kind.MULTIPLE, weight=Setting(Fraction(4)), options=options)
    scorer = Scorer(
        Questionnaire(RULES, "opd", "OPD", (Indicator("satu", "Satu", Setting(Fraction(100))),), (question,))
    )
    totals = [scorer.score({"Q1": Answer(chosen=chosen, links=LINKS)}).exact for chosen in (("x",), ("y",), ("x", "y"))]
    assert totals == [25, 75, 100]


def test_a_stage_that_drops_gives_its_share_to_those_that_follow_as_well() -> None:
    """The first of three is missing: (30 x 80 + 50 x 64) / 80 = 70."""
    stages = tuple(
        Stage(code, code, Setting(Fraction(weight)), MissingStage.RENORMALISE)
        for code, weight in (("website", 20), ("saq", 30), ("visitasi", 50))
    )
    rules = replace(RULES, stages=stages)
    assert combine(rules, "opd", {"saq": Fraction(80), "visitasi": Fraction(64)}).exact == 70


def test_the_final_class_follows_the_final_as_printed_and_the_provisional_one_the_stage_as_printed() -> None:
    """79,6 is 80 in whole numbers."""
    whole, exact = DeclaredRounding(Rounding(0)), DeclaredRounding(Rounding(2))
    one = replace(CONTEST, stages=(replace(CONTEST.stages[0], weight=Setting(Fraction(100))),), gates=(), panels=())
    two = replace(
        CONTEST, stages=(CONTEST.stages[0], replace(CONTEST.stages[1], missing=MissingStage.UNPUBLISHED)), gates=()
    )
    values = {"saq": Fraction("79.6")}
    for stage, final, classes in ((exact, whole, ("atas", "tengah")), (whole, exact, ("atas", "atas"))):
        rounding = {Step.STAGE: stage, Step.FINAL: final}
        qualification = combine(replace(one, rounding=rounding), "opd", values).qualification
        provisional = combine(replace(two, rounding=rounding), "opd", values).provisional
        assert (qualification.code, provisional.code) == classes
