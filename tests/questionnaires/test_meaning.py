"""What of a rule set enters a number: questions that earn or decide, groups that join categories, and the core's items."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from questionnaires.core import CoreItem, core_items
from questionnaires.meaning import joins_categories, meaning, plain, points, relevant, worth
from scoring.rules import (
    Assumption,
    Evidence,
    Indicator,
    Kind,
    Legal,
    Level,
    Question,
    Questionnaire,
    RuleSet,
    Setting,
    ShownWhen,
)
from tests.questionnaires.test_what_the_kernel_is_given import RULE_SET, SILENT, STATED, library

ONE = Setting(Fraction(2))
BARE = RuleSet("uji", 2030, 1, "Aturan", "draft", Fraction(100))
LEVELS = (Level("a", "A", Fraction(2)), Level("b", "B", Fraction(1)))


def asked(code: str, after: str = "", **further: Any) -> Question:
    condition = ShownWhen(after, ("tidak", "ya")) if after else None
    return replace(Question(code, "Apakah ada?", "i", ONE, shown_when=condition), **further)


def form(*questions: Question) -> Questionnaire:
    return Questionnaire(BARE, "opd", "OPD", (Indicator("i", "I", ONE), Indicator("h", "H", ONE)), questions)


def test_a_question_counts_where_it_earns_or_decides_whether_one_that_earns_is_asked() -> None:
    """D is asked after C, C after B: B and C decide; A decides over nothing, E only over itself without points."""
    silent = {code: asked(code, scored=False) for code in "ABE"}
    chain = (*silent.values(), asked("C", "B", scored=False), asked("D", "C"), asked("F", "E", scored=False))
    assert relevant(form(*chain)) == {"B", "C", "D"}
    assert relevant(form(asked("A", "B"), asked("B", "A"))) == {"A", "B"}
    assert relevant(form(asked("A", scored=False))) == frozenset()


def told(questionnaire: Questionnaire, names: dict[str, str] | None = None) -> Any:
    return meaning(BARE, questionnaire, "opd", names or {})


# (what is different about a question, whether a number can follow from it)
DIFFERENT: list[tuple[dict[str, Any], bool]] = [
    ({"code": "Z"}, True),
    ({"indicator": "h"}, True),
    ({"weight": Setting(Fraction(3))}, True),
    ({"weight": Setting(None)}, True),
    ({"weight": Setting(Fraction(2), "anggapan", "bobot", ("s",), "A")}, False),
    ({"kind": Kind.NUMBER}, True),
    ({"levels": LEVELS}, True),
    ({"options": LEVELS}, True),
    ({"all_or_nothing": True}, True),
    ({"shown_when": ShownWhen("P", ("ya",))}, True),
    ({"text": "Adakah?"}, False),
    ({"evidence": Evidence(("pdf",), "Tautan", 2), "legal": (Legal("UU 14/2008", True),)}, False),
    ({"group": "Lain", "help": "Lain", "remedy": "Lain", "continues": "x", "ref": ("s",), "grade": "C"}, False),
]


@pytest.mark.parametrize(("keys", "counts"), DIFFERENT, ids=str)
def test_a_number_follows_from_what_the_kernel_reads_of_a_question_and_from_no_word(
    keys: dict[str, Any], counts: bool
) -> None:
    other = replace(asked("A"), **keys)
    assert (told(form(asked("A"))) != told(form(other))) is counts


def test_questions_indicators_and_choices_mean_the_same_in_any_order() -> None:
    one, two = asked("A", levels=LEVELS, shown_when=ShownWhen("B", ("ya", "tidak"))), asked("B")
    turned = replace(one, levels=LEVELS[::-1], shown_when=ShownWhen("B", ("tidak", "ya")))
    first = form(one, two)
    assert told(first) == told(replace(form(two, turned), indicators=first.indicators[::-1]))


def test_a_question_under_another_code_means_what_it_meant() -> None:
    before = form(asked("A"), asked("B", "A"))
    after = form(asked("X"), asked("B", "X"))
    assert told(before) == told(after, {"X": "A"})
    assert told(before) != told(after)


def test_levels_are_worth_a_share_of_the_weight_where_it_is_known_and_not_nothing() -> None:
    def shares(weight: int | None) -> Any:
        return worth(asked("A", levels=LEVELS, weight=Setting(None if weight is None else Fraction(weight))))["levels"]

    assert shares(2) == (("a", 1), ("b", Fraction(1, 2)))
    assert shares(4) == (("a", Fraction(1, 2)), ("b", Fraction(1, 4)))
    assert shares(None) == shares(0) == (("a", 2), ("b", 1))
    assert points(asked("A", levels=LEVELS)) == points(asked("A", options=LEVELS[::-1]))
    assert points(asked("A", levels=LEVELS)) != points(asked("A", levels=LEVELS[:1]))


@pytest.mark.parametrize("category", ["opd", "desa"])
def test_a_route_means_something_for_its_own_categories_alone(category: str) -> None:
    """The last stage is the village's, the one before it and the gate are the offices'."""
    office = replace(
        RULE_SET, stages=(*RULE_SET.stages[:2], replace(RULE_SET.stages[2], in_points=False), RULE_SET.stages[3])
    )
    gateless = replace(RULE_SET, gates=())
    for other in (office, gateless):
        same = meaning(RULE_SET, None, category, {}) == meaning(other, None, category, {})
        assert same is (category == "desa")
    everyone = replace(RULE_SET, gates=(replace(RULE_SET.gates[0], categories=()),))
    assert meaning(everyone, None, "opd", {}) == meaning(RULE_SET, None, "opd", {})
    assert meaning(everyone, None, "desa", {}) != meaning(RULE_SET, None, "desa", {})


JOINED = [
    ("", False),
    ('[ranking]\nper = "all"\nref = []\ngrade = "nf"\n', True),
    ('[ranking]\nper = "territory"\nref = []\ngrade = "nf"\n', True),
    ('[ranking]\nper = "category"\nref = []\ngrade = "nf"\n', False),
]


@pytest.mark.parametrize(("ranking", "joined"), JOINED)
def test_places_across_categories_join_them(tmp_path: Path, ranking: str, joined: bool) -> None:
    assert joins_categories(library(tmp_path, SILENT + ranking).rule_set("uji/2030")) is joined


@pytest.mark.parametrize(
    ("changes", "joined"),
    [
        ([], False),
        ([('kind = "champion"', 'kind = "champion"\nper = "territory"')], True),
        ([('value = 7, per = "category"', 'value = 7, per = "all"')], True),
    ],
)
def test_a_gate_or_an_award_across_categories_joins_them(
    tmp_path: Path, changes: list[tuple[str, str]], joined: bool
) -> None:
    rules = STATED.replace('per = "all"\n', 'per = "category"\n').replace('per = "territory"\n', "")
    rules = rules.replace('value = 7, per = "territory"', 'value = 7, per = "category"')
    for old, new in changes:
        assert old in rules
        rules = rules.replace(old, new, 1)
    without = rules.replace(
        '[[categories]]\ncode = "opd"\nlabel = "Organisasi perangkat daerah"\nfile = "opd.toml"\n', ""
    )
    assert joins_categories(library(tmp_path, without).rule_set("uji/2030")) is joined


def test_a_value_of_the_kernel_is_told_plainly_without_its_words() -> None:
    level = Level("a", "A", Fraction(1, 3), "arti", "anggapan")
    assert plain(level) == (("code", "a"), ("points", Fraction(1, 3)))
    assert plain({Kind.OPTION: [level], "a": (Kind.NUMBER, None)}) == (
        ("a", ("number", None)),
        ("option", (plain(level),)),
    )


ITEMS = [
    ({}, "same"),
    ({"text": "Adakah?"}, "changed"),
    ({"levels": LEVELS}, "changed"),
    ({"kind": Kind.NUMBER}, "changed"),
    ({"weight": Setting(Fraction(3))}, "weighted"),
    ({"weight": Setting(None)}, "weighted"),
    ({"indicator": "h"}, "weighted"),
    ({"weight": Setting(Fraction(2), "anggapan")}, "same"),
    ({"help": "Lain.", "group": "Lain"}, "same"),
]


@pytest.mark.parametrize(("keys", "state"), ITEMS, ids=str)
def test_an_item_beside_the_core_s(keys: dict[str, Any], state: str) -> None:
    item = CoreItem("A", state)
    assert list(core_items([replace(asked("A"), **keys)], [asked("A")], {})) == [item]
    assert item.comparable is (state in {"same", "weighted"})


def test_items_that_are_the_overlay_s_alone_or_left_out_stand_after_one_another() -> None:
    own, core = [asked("B"), asked("A"), asked("N")], [asked("A"), asked("L"), asked("B"), asked("M")]
    found = list(core_items(own, core, {"L": "Tidak berlaku."}))
    assert found == [
        CoreItem("B", "same"), CoreItem("A", "same"), CoreItem("N", "added"), CoreItem("L", "left_out", "Tidak berlaku."),
        CoreItem("M", "left_out", ""),
    ]  # fmt: skip
    assert [item.comparable for item in found] == [True, True, False, False, False]


def test_who_gives_the_rules_and_when_enters_no_number() -> None:
    """Nor does what was assumed, or how a class is printed; indicators count as a questionnaire has them."""
    other = RuleSet(
        "lain", 2031, 2, "Aturan lain", "sealed", Fraction(100), objection=RULE_SET.objection, sources=RULE_SET.sources,
        indicators=RULE_SET.indicators,
        assumptions={"a": Assumption("a", "Anggapan.", "Tidak diterbitkan.")},
    )  # fmt: skip
    bands = tuple(replace(band, printed="lain") for band in RULE_SET.bands)
    assert meaning(RULE_SET, None, "opd", {}) == meaning(replace(RULE_SET, bands=bands), None, "opd", {})
    assert meaning(BARE, None, "opd", {}) == meaning(other, None, "opd", {})
    assert meaning(BARE, None, "opd", {}) != meaning(replace(BARE, maximum=Fraction(200)), None, "opd", {})
