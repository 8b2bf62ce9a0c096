"""Corners of the rules in which a number, a class or a list of assumptions is easily wrong; each worked out on paper."""

import dataclasses
from fractions import Fraction

import pytest

from scoring.classes import qualify
from scoring.facts import Answer, FactKind, State
from scoring.numbers import Mode, Rounding, parse_exact
from scoring.rules import (
    Band,
    ClassOn,
    DeclaredRounding,
    Indicator,
    Kind,
    Level,
    MissingStage,
    NotApplicable,
    Part,
    Question,
    Questionnaire,
    RuleSet,
    Setting,
    Stage,
    Step,
)
from scoring.scorer import Scorer
from scoring.stages import combine
from tests.test_golden import SMALL

LINK = ("https://ppid.contoh.go.id/dokumen",)
HUNDRED = Setting(Fraction(100))
RULES = RuleSet("uji", 2030, 1, "Aturan uji", "draft", Fraction(100))
YES = Question("Q1", "Butir", "i1", Setting(Fraction(1)))
PROPOSED = tuple(
    Level(code, code.upper(), Fraction(points), "", "usulan") for code, points in (("a", "1"), ("b", "1/2"))
)


def paper(*questions: Question, rules: RuleSet = RULES, indicators: tuple[Indicator, ...] = ()) -> Questionnaire:
    parts = indicators or (Indicator("i1", "Satu", HUNDRED),)
    return Questionnaire(rules, "opd", "OPD", parts, questions)


# Claims -------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("unjudged", ["zero", "b", "pending"])
def test_a_yes_without_evidence_waits_for_nobody_whatever_an_unjudged_yes_earns(unjudged: str) -> None:
    rules = dataclasses.replace(RULES, unjudged_yes=unjudged)
    question = dataclasses.replace(YES, levels=PROPOSED)
    unproven = Scorer(paper(question, rules=rules)).score({"Q1": Answer("ya")}, FactKind.VERIFIED)
    assert (unproven.questions[0].state, unproven.questions[0].earned, unproven.pending) == (State.ANSWERED, 0, 0)
    proven = Scorer(paper(question, rules=rules)).score({"Q1": Answer("ya", links=LINK)}, FactKind.VERIFIED)
    assert (proven.questions[0].state, proven.pending) == (State.PENDING, 1)


def test_a_proposed_scale_is_used_only_where_its_level_earns() -> None:
    scorer = Scorer(paper(dataclasses.replace(YES, levels=PROPOSED)))
    assert scorer.score({"Q1": Answer("ya", level="b", links=LINK)}).assumptions == ("usulan",)
    assert scorer.score({"Q1": Answer("ya", level="b")}).assumptions == ()
    assert scorer.score({"Q1": Answer("ya", links=LINK)}).assumptions == ()


@pytest.mark.parametrize("all_or_nothing", [True, False])
def test_choices_from_a_proposed_scale_name_it(all_or_nothing: bool) -> None:
    question = dataclasses.replace(
        YES,
        kind=Kind.MULTIPLE,
        options=tuple(dataclasses.replace(option, points=Fraction(1, 2)) for option in PROPOSED),
        all_or_nothing=all_or_nothing,
    )
    sheet = Scorer(paper(question)).score({"Q1": Answer(chosen=("a", "b"), links=LINK)})
    assert (sheet.exact, sheet.assumptions) == (100, ("usulan",))
    assert Scorer(paper(question)).score({}).assumptions == ()


# Indicators ---------------------------------------------------------------------------------------------------------
def _two(first: Setting, second: Setting) -> tuple[Indicator, ...]:
    return Indicator("i1", "Satu", first), Indicator("i2", "Dua", second)


def test_an_indicator_that_drops_needs_no_weight() -> None:
    """Nothing of the second counts, so the first has the whole maximum, whatever the second weighs."""
    droppable = dataclasses.replace(YES, code="Q2", indicator="i2", not_applicable=NotApplicable.DROP_WEIGHT)
    parts = _two(Setting(Fraction(60)), Setting(None))
    scorer = Scorer(paper(YES, droppable, indicators=parts))
    assert scorer.score({"Q1": Answer("ya", links=LINK), "Q2": Answer("tidak_berlaku")}).exact == 100
    assert scorer.score({"Q1": Answer("ya", links=LINK)}).exact is None


def test_a_share_of_the_maximum_is_open_while_another_weight_is() -> None:
    droppable = dataclasses.replace(YES, code="Q2", indicator="i2", not_applicable=NotApplicable.DROP_WEIGHT)
    third = dataclasses.replace(YES, code="Q3", indicator="i3")
    parts = (*_two(Setting(Fraction(30)), Setting(Fraction(30))), Indicator("i3", "Tiga", Setting(None)))
    scorer = Scorer(paper(YES, droppable, third, indicators=parts))
    sheet = scorer.score({"Q1": Answer("ya", links=LINK), "Q2": Answer("tidak_berlaku")})
    assert [score.possible for score in sheet.questions] == [None, 0, None]
    assert len(sheet.refused) == 2


def test_numbers_that_are_shown_name_their_assumptions_even_if_the_total_is_refused() -> None:
    other = dataclasses.replace(YES, code="Q2", indicator="i2")
    parts = _two(Setting(Fraction(60), "bobot"), Setting(None))
    sheet = Scorer(paper(YES, other, indicators=parts)).score({"Q1": Answer("ya", links=LINK)})
    assert (sheet.exact, sheet.indicators[0].earned, sheet.assumptions) == (None, 60, ("bobot",))


def test_a_known_indicator_with_unknown_questions_says_what_it_could_earn_and_on_what() -> None:
    question = dataclasses.replace(YES, weight=Setting(None))
    sheet = Scorer(paper(question, indicators=(Indicator("i1", "Satu", Setting(Fraction(100), "bobot")),))).score({})
    assert (sheet.indicators[0].possible, sheet.indicators[0].earned, sheet.assumptions) == (100, None, ("bobot",))


def test_where_nothing_counts_nothing_can_be_earned() -> None:
    question = dataclasses.replace(YES, not_applicable=NotApplicable.DROP_WEIGHT)
    sheet = Scorer(paper(question)).score({"Q1": Answer("tidak_berlaku")})
    assert (sheet.exact, sheet.indicators[0].possible, sheet.questions[0].possible) == (None, 0, 0)


def test_an_assumed_rounding_of_questions_is_named_where_it_changes_one() -> None:
    rules = dataclasses.replace(RULES, rounding={Step.QUESTION: DeclaredRounding(Rounding(1, Mode.TRUNCATE), "potong")})
    question = dataclasses.replace(YES, levels=PROPOSED[:1], weight=Setting(Fraction(1)))
    others = [dataclasses.replace(question, code=f"Q{n}") for n in (2, 3)]
    sheet = Scorer(paper(question, *others, rules=rules)).score({"Q1": Answer("ya", links=LINK)})
    assert (sheet.exact, sheet.assumptions) == (parse_exact("33.3"), ("potong",))
    sheet = Scorer(paper(question, others[0], rules=rules)).score({"Q1": Answer("ya", links=LINK)})
    assert (sheet.exact, sheet.assumptions) == (50, ())


# Classes ------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("value", "code", "assumptions"),
    [
        ("69.95", "cukup_informatif", ("batas_setengah_terbuka",)),
        ("65", "cukup_informatif", ()),
        ("64.99", None, ()),
        ("54.95", None, ()),
        ("54.9", "kurang_informatif", ()),
        ("29.95", "tidak_informatif", ("batas_setengah_terbuka",)),
    ],
)
def test_an_unpublished_bound_refuses_only_what_depends_on_it(
    value: str, code: str | None, assumptions: tuple[str, ...]
) -> None:
    """Cukup is printed 65-69,9 and its bound is unknown: 69,95 lies above 65, 29,95 below 30, 54,95 may be either."""
    found = qualify(SMALL.rule_set("tanpa_batas_cukup/2020"), parse_exact(value))
    assert (found.code, found.assumptions, bool(found.refused)) == (code, assumptions, code is None)


def test_a_filled_bound_is_named_by_the_class_below_it_too() -> None:
    """85 is not the best class only because that one is assumed to begin at 90."""
    bands = (
        Band("baik", "Baik", Setting(Fraction(90), "batas")),
        Band("cukup", "Cukup", Setting(Fraction(80))),
        Band("kurang", "Kurang", Setting(Fraction(0)), "0-79", Fraction(0), Fraction(79)),
    )
    rules = dataclasses.replace(RULES, bands=bands, half_open_assumption="baca")
    assert qualify(rules, Fraction(85)).assumptions == ("batas", "baca")
    assert qualify(rules, Fraction(95)).assumptions == ("batas",)
    assert qualify(rules, Fraction(79)).assumptions == ()
    assert qualify(rules, parse_exact("79.5")).assumptions == ("baca",)


def test_a_refused_class_names_an_assumption_once() -> None:
    """0,5 is printed 1 under the assumed rounding, so the class that is assumed to follow the exact number is lost."""
    rules = dataclasses.replace(
        RULES,
        class_on=ClassOn.EXACT,
        class_on_assumption="anggapan",
        rounding={Step.FINAL: DeclaredRounding(Rounding(0), "anggapan")},
        bands=(Band("atas", "Atas", Setting(Fraction(1))),),
    )
    found = qualify(rules, Fraction(1, 2))
    assert (found.published, found.code, found.assumptions) == ("1", None, ("anggapan",))


# Stages -------------------------------------------------------------------------------------------------------------
def _stages(missing: MissingStage) -> RuleSet:
    parts = (Part("verifikasi", "Verifikasi", Setting(Fraction(75))), Part("presentasi", "P", Setting(Fraction(25))))
    saq = Stage("saq", "Kuesioner", Setting(Fraction(60)))
    return dataclasses.replace(
        RULES, stages=(saq, Stage("visitasi", "Visitasi", Setting(Fraction(40)), missing, parts=parts))
    )


@pytest.mark.parametrize("missing", [MissingStage.ZERO, MissingStage.CARRY, MissingStage.RENORMALISE])
def test_a_stage_with_one_of_its_parts_is_not_a_missing_stage(missing: MissingStage) -> None:
    rules = _stages(missing)
    partly = combine(rules, "opd", {"saq": Fraction(80), "visitasi.verifikasi": Fraction(100)})
    assert (partly.exact, partly.refused) == (None, ("nilai komponen visitasi.presentasi belum ada",))
    assert combine(rules, "opd", {"saq": Fraction(80)}).exact is not None


def test_the_provisional_class_of_stages_follows_the_same_number_as_that_of_a_questionnaire() -> None:
    """89,996 is printed 90,00; where the class follows the exact number it stays below 90."""
    rules = dataclasses.replace(
        _stages(MissingStage.UNPUBLISHED),
        class_on=ClassOn.EXACT,
        rounding={Step.STAGE: DeclaredRounding(Rounding(2))},
        bands=(Band("atas", "Atas", Setting(Fraction(90))), Band("bawah", "Bawah", Setting(Fraction(0)))),
    )
    found = combine(rules, "opd", {"saq": parse_exact("89.996")})
    assert (found.stages[0].published, found.provisional.code) == ("90.00", "bawah")


def test_without_any_stage_value_nothing_is_assumed() -> None:
    saq = Stage("saq", "Kuesioner", Setting(Fraction(100), "bobot"), MissingStage.RENORMALISE)
    rules = dataclasses.replace(RULES, stages=(saq,))
    nothing = combine(rules, "opd", {})
    assert (nothing.exact, nothing.refused, nothing.assumptions) == (None, ("belum ada nilai tahap yang berbobot",), ())
    assert combine(rules, "opd", {"saq": Fraction(80)}).assumptions == ("bobot",)


def test_a_category_whose_stages_do_not_add_up_has_no_final_score() -> None:
    """Only villages have the second stage; what the first alone means for others was never said."""
    saq = Stage("saq", "Kuesioner", Setting(Fraction(60)))
    rules = dataclasses.replace(
        RULES, stages=(saq, Stage("visitasi", "Visitasi", Setting(Fraction(40)), categories=("desa",)))
    )
    other = combine(rules, "opd", {"saq": Fraction(80)})
    assert (other.exact, other.refused) == (None, ("bobot tahap uji/2030 untuk kategori ini berjumlah 60",))
    assert combine(rules, "desa", {"saq": Fraction(80), "visitasi": Fraction(90)}).exact == 84
