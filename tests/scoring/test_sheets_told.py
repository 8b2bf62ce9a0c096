"""Sheets as they are printed, whole, and the classes of numbers; each worked out on paper."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from scoring.classes import distance_to_next, qualify
from scoring.facts import Answer, FactKind, Verdict
from scoring.facts import Outcome as Found
from scoring.numbers import Mode, Rounding
from scoring.rules import (
    Band,
    ClassOn,
    DeclaredRounding,
    Indicator,
    NotApplicable,
    Questionnaire,
    Setting,
    Step,
)
from scoring.scorer import Scorer
from tests.scoring.worked import BANDS, LINKS, RULES, YES


def test_a_sheet_is_printed_with_every_line_and_why() -> None:
    """60 x 2/3 = 40 from the first indicator and 40 x 1/2 = 20 from the second: 60, which begins Tengah."""
    questions = (
        replace(YES, weight=Setting(Fraction(2))),
        replace(YES, code="Q2"),
        replace(YES, code="Q3", indicator="dua"),
        replace(YES, code="Q4", indicator="dua"),
    )
    indicators = (
        Indicator("satu", "Satu", Setting(Fraction(60), "bobot")),
        Indicator("dua", "Dua", Setting(Fraction(40))),
    )
    sheet = Scorer(Questionnaire(RULES, "opd", "OPD", indicators, questions)).score(
        {"Q1": Answer("ya", links=LINKS), "Q2": Answer("tidak"), "Q3": Answer("ya", links=LINKS), "Q4": Answer("ya")}
    )
    assert sheet.as_json() == {
        "rules": "uji/2030",
        "version": 7,
        "category": "opd",
        "stage": "saq",
        "total": {"exact": "60", "published": "60.00", "maximum": "100"},
        "class": None,
        "provisional_class": "tengah",
        "basis": "nilai SAQ",
        "indicators": [
            {"code": "satu", "label": "Satu", "weight": "60", "earned": "40", "possible": "60", "published": "40.00"},
            {"code": "dua", "label": "Dua", "weight": "40", "earned": "20", "possible": "40", "published": "20.00"},
        ],
        "questions": [
            {"code": "Q1", "state": "answered", "earned": "40", "possible": "40", "reason": "dijawab Ya dengan bukti"},
            {"code": "Q2", "state": "answered", "earned": "0", "possible": "20", "reason": "dijawab Tidak"},
            {"code": "Q3", "state": "answered", "earned": "20", "possible": "20", "reason": "dijawab Ya dengan bukti"},
            {"code": "Q4", "state": "answered", "earned": "0", "possible": "20", "reason": "bukti belum ada"},
        ],
        "pending": 0,
        "refused": [],
        "assumptions": ["bobot"],
    }
    assert (sheet.kind, sheet.so_far, sheet.maximum) == (FactKind.SELF, 60, 100)
    assert (sheet.provisional.label, sheet.provisional.published) == ("Tengah", "60.00")


def test_a_sheet_that_waits_has_no_total_but_says_what_is_decided() -> None:
    questions = (YES, replace(YES, code="Q2"), replace(YES, code="Q3"))
    rules = replace(RULES, unjudged_yes="pending")
    paper = Questionnaire(rules, "opd", "OPD", (Indicator("satu", "Satu", Setting(Fraction(90))),), questions)
    answers = {code: Answer("ya", links=LINKS) for code in ("Q1", "Q2", "Q3")}
    sheet = Scorer(paper).score(answers, FactKind.VERIFIED, {"Q1": Verdict(Found.ACCEPTED)})
    told = sheet.as_json()
    assert {name: told[name] for name in ("total", "provisional_class", "basis", "pending", "refused")} == {
        "total": None, "provisional_class": None, "basis": None, "pending": 2, "refused": ["2 butir belum dinilai"],
    }  # fmt: skip
    assert (sheet.kind, sheet.so_far, sheet.exact, sheet.published) == (FactKind.VERIFIED, 30, None, None)
    assert told["indicators"] == [
        {"code": "satu", "label": "Satu", "weight": "90", "earned": None, "possible": "90", "published": None}
    ]
    assert [line["earned"] for line in told["questions"]] == ["30", None, None]


def test_a_maximum_of_a_thousand_is_printed_as_it_is_and_classed_on_a_hundred() -> None:
    """640 of 1.000 is 64 of 100."""
    rules = replace(RULES, maximum=Fraction(1000))
    parts = (Indicator("satu", "Satu", Setting(Fraction(640))), Indicator("dua", "Dua", Setting(Fraction(360))))
    paper = Questionnaire(rules, "opd", "OPD", parts, (YES, replace(YES, code="Q2", indicator="dua")))
    sheet = Scorer(paper).score({"Q1": Answer("ya", links=LINKS)})
    assert sheet.as_json()["total"] == {"exact": "640", "published": "640.00", "maximum": "1000"}
    assert (sheet.provisional.code, sheet.provisional.published) == ("tengah", "64.00")


def test_without_a_class_table_the_total_stands_and_the_class_is_refused() -> None:
    paper = Questionnaire(
        replace(RULES, bands=()), "opd", "OPD", (Indicator("satu", "Satu", Setting(Fraction(100))),), (YES,)
    )
    told = Scorer(paper).score({"Q1": Answer("ya", links=LINKS)}).as_json()
    assert (told["total"]["exact"], told["provisional_class"], told["basis"]) == ("100", None, None)
    assert told["refused"] == ["skala kelas uji/2030 tidak dipublikasikan"]


@pytest.mark.parametrize(
    ("weights", "refused"),
    [
        ((None, 1), "bobot indikator Satu uji/2030 tidak dipublikasikan"),
        ((100, None), "bobot butir indikator Satu uji/2030 tidak dipublikasikan"),
    ],
)
def test_a_weight_that_was_not_published_refuses_the_total_by_its_name(
    weights: tuple[int | None, int | None], refused: str
) -> None:
    indicator, question = (Setting(None if weight is None else Fraction(weight)) for weight in weights)
    paper = Questionnaire(
        RULES, "opd", "OPD", (Indicator("satu", "Satu", indicator),), (replace(YES, weight=question),)
    )
    assert Scorer(paper).score({"Q1": Answer("ya", links=LINKS)}).refused == (refused,)


def test_a_share_that_waits_for_another_weight_and_a_sheet_of_nothing_say_so() -> None:
    droppable = replace(YES, code="Q2", indicator="dua", not_applicable=NotApplicable.DROP_WEIGHT)
    third = replace(YES, code="Q3", indicator="tiga")
    parts = tuple(
        Indicator(code, label, Setting(value))
        for code, label, value in (
            ("satu", "Satu", Fraction(30)), ("dua", "Dua", Fraction(30)), ("tiga", "Tiga", None),
        )
    )  # fmt: skip
    sheet = Scorer(Questionnaire(RULES, "opd", "OPD", parts, (YES, droppable, third))).score(
        {"Q2": Answer("tidak_berlaku")}
    )
    assert sheet.refused == (
        "bagian indikator Satu uji/2030 menunggu bobot indikator lain",
        "bobot indikator Tiga uji/2030 tidak dipublikasikan",
    )
    alone = Questionnaire(RULES, "opd", "OPD", parts[1:2], (droppable,))
    assert Scorer(alone).score({"Q2": Answer("tidak_berlaku")}).refused == ("tidak ada butir yang berlaku",)


def test_indicators_are_rounded_before_they_are_added_and_never_above_their_share() -> None:
    """Two thirds of 10 is 6,67 as printed; 99,99 rounded to a whole number stays at its share."""
    rules = replace(RULES, rounding={Step.INDICATOR: DeclaredRounding(Rounding(2), "dua angka")})
    questions = (YES, replace(YES, code="Q2"), replace(YES, code="Q3"))
    paper = Questionnaire(rules, "opd", "OPD", (Indicator("satu", "Satu", Setting(Fraction(10))),), questions)
    answers = {"Q1": Answer("ya", links=LINKS), "Q2": Answer("ya", links=LINKS)}
    sheet = Scorer(paper).score(answers)
    assert (sheet.exact, sheet.so_far, sheet.indicators[0].earned) == (
        Fraction("6.67"),
        Fraction(20, 3),
        Fraction(20, 3),
    )
    assert (sheet.indicators[0].published, sheet.assumptions) == ("6.67", ("dua angka",))
    whole = replace(rules, rounding={Step.INDICATOR: DeclaredRounding(Rounding(0))})
    parts = (Indicator("satu", "Satu", Setting(Fraction("99.7"))),)
    full = Scorer(Questionnaire(whole, "opd", "OPD", parts, questions)).score(
        {**answers, "Q3": Answer("ya", links=LINKS)}
    )
    assert (full.exact, full.indicators[0].published) == (Fraction("99.7"), "100")


def test_questions_are_rounded_before_they_are_added_and_never_above_what_they_could_earn() -> None:
    """They could earn 16 2/3, 33 1/3 and 50; as whole numbers 17, 33 and 50, of which the first stays at what it could."""
    rounding = DeclaredRounding(Rounding(0, Mode.HALF_UP))
    rules = replace(RULES, rounding={Step.QUESTION: rounding})
    questions = tuple(replace(YES, code=f"Q{n}", weight=Setting(Fraction(n))) for n in (1, 2, 3))
    paper = Questionnaire(rules, "opd", "OPD", (Indicator("satu", "Satu", Setting(Fraction(100))),), questions)
    sheet = Scorer(paper).score({f"Q{n}": Answer("ya", links=LINKS) for n in (1, 2, 3)})
    assert [score.earned for score in sheet.questions] == [Fraction(50, 3), 33, 50]
    assert sheet.exact == Fraction(299, 3)


@pytest.mark.parametrize(
    ("value", "code", "distance"),
    [(0, "tengah", 60), (59, "tengah", 1), (60, "atas", 20), (79, "atas", 1), (80, None, None), (100, None, None)],
)
def test_the_next_class_is_the_nearest_bound_above(value: int, code: str | None, distance: int | None) -> None:
    found = distance_to_next(RULES, Fraction(value))
    assert (found is None) if code is None else (found[0].code, found[1]) == (code, distance)


def test_a_class_whose_bound_is_not_known_is_no_next_one() -> None:
    bands = (BANDS[0], replace(BANDS[1], lower=Setting(None)), replace(BANDS[2], lower=Setting(Fraction(10))))
    found = distance_to_next(replace(RULES, bands=bands), Fraction(20))
    assert (found[0].code, found[1]) == ("atas", 60)
    assert distance_to_next(replace(RULES, bands=bands), Fraction(5))[0].code == "bawah"


def test_a_class_is_told_with_its_number_as_printed() -> None:
    found = qualify(RULES, Fraction("79.996"))
    assert (found.published, found.code, found.label, found.refused, found.assumptions) == (
        "80.00", "atas", "Atas", (), (),
    )  # fmt: skip
    exact = qualify(replace(RULES, class_on=ClassOn.EXACT, class_on_assumption="eksak"), Fraction("79.996"))
    assert (exact.published, exact.code, exact.assumptions) == ("80.00", "tengah", ("eksak",))
    printed = qualify(replace(RULES, class_on_assumption="cetak"), Fraction("79.996"))
    assert (printed.code, printed.assumptions) == ("atas", ("cetak",))
    assert qualify(replace(RULES, class_on_assumption="cetak"), Fraction("79.5")).assumptions == ()
    assert qualify(replace(RULES, class_on_assumption="cetak"), Fraction("79.991")).assumptions == ()


def test_a_refused_class_still_prints_the_number() -> None:
    rounding = {Step.FINAL: DeclaredRounding(Rounding(1), "satu angka")}
    found = qualify(replace(RULES, bands=(), rounding=rounding), Fraction("79.96"))
    assert (found.published, found.code, found.label, found.refused, found.assumptions) == (
        "80.0", None, None, ("skala kelas uji/2030 tidak dipublikasikan",), ("satu angka",),
    )  # fmt: skip
    unknown = (replace(BANDS[0], lower=Setting(None)), BANDS[1])
    assert qualify(replace(RULES, bands=unknown), Fraction(90)).refused == (
        "batas bawah Atas uji/2030 tidak dipublikasikan",
    )
    assert qualify(replace(RULES, bands=BANDS[:2]), Fraction(59)).refused == (
        "kelas di bawah Tengah uji/2030 tidak dipublikasikan",
    )


@pytest.mark.parametrize(("value", "code"), [("59.9", "b"), ("60", "b"), ("80", "b"), ("80.005", "a"), ("59.89", "c")])
def test_a_printed_range_ends_where_it_says(value: str, code: str) -> None:
    """B is printed 59,9-80 with both ends; the class above begins behind it, although its bound is 80."""
    bands = (
        Band("a", "A", Setting(Fraction(80))),
        Band("b", "B", Setting(Fraction(60)), "59,9-80", Fraction("59.9"), Fraction(80)),
        Band("c", "C", Setting(Fraction(0))),
    )
    assert qualify(replace(RULES, bands=bands, class_on=ClassOn.EXACT), Fraction(value)).code == code


@pytest.mark.parametrize(("open_end", "value", "inside"), [(True, "80", False), (False, "80", True), (True, "79.99", True), (True, "60", True), (True, "59.99", False)])  # fmt: skip
def test_an_open_end_does_not_belong_to_the_range(open_end: bool, value: str, inside: bool) -> None:
    band = Band("b", "B", Setting(Fraction(60)), "60-80", Fraction(60), Fraction(80), open_end)
    assert band.prints(Fraction(value)) is inside
    assert not replace(band, printed_from=None).prints(Fraction(value))
    assert not replace(band, printed_to=None).prints(Fraction(value))


def test_a_total_is_printed_and_classed_as_a_stage_and_names_what_was_assumed_of_that() -> None:
    """Of three equal questions two earn 66,66...: 66,7 with one place; 79,6 is printed 80 in whole numbers."""
    rounding = {Step.STAGE: DeclaredRounding(Rounding(1), "satu angka"), Step.FINAL: DeclaredRounding(Rounding(0))}
    questions = tuple(replace(YES, code=f"Q{n}") for n in (1, 2, 3))
    parts = (Indicator("satu", "Satu", Setting(Fraction(100))),)
    scorer = Scorer(Questionnaire(replace(RULES, rounding=rounding), "opd", "OPD", parts, questions))
    sheet = scorer.score({f"Q{n}": Answer("ya", links=LINKS) for n in (1, 2)})
    assert (sheet.published, sheet.provisional.published, sheet.assumptions) == ("66.7", "66.7", ("satu angka",))
    assert scorer.score({f"Q{n}": Answer("ya", links=LINKS) for n in (1, 2, 3)}).assumptions == ()
    classed = replace(RULES, rounding={Step.STAGE: DeclaredRounding(Rounding(0))})
    weights = (Indicator("satu", "Satu", Setting(Fraction("79.6"))), Indicator("dua", "Dua", Setting(Fraction("20.4"))))
    both = (YES, replace(YES, code="Q2", indicator="dua"))
    sheet = Scorer(Questionnaire(classed, "opd", "OPD", weights, both)).score({"Q1": Answer("ya", links=LINKS)})
    assert (sheet.published, sheet.provisional.code, sheet.exact) == ("80", "atas", Fraction("79.6"))


def test_a_maximum_near_a_hundred_is_not_a_hundred() -> None:
    """80 of 101 is 79,2 of 100."""
    rules = replace(RULES, maximum=Fraction(101), rounding={Step.STAGE: DeclaredRounding(Rounding(1))})
    weights = (Indicator("satu", "Satu", Setting(Fraction(80))), Indicator("dua", "Dua", Setting(Fraction(21))))
    both = (YES, replace(YES, code="Q2", indicator="dua"))
    sheet = Scorer(Questionnaire(rules, "opd", "OPD", weights, both)).score({"Q1": Answer("ya", links=LINKS)})
    assert (sheet.published, sheet.provisional.published, sheet.provisional.code) == ("80.0", "79.2", "tengah")


def test_a_class_without_a_bound_is_open_down_to_where_the_one_below_begins() -> None:
    bands = (BANDS[0], replace(BANDS[1], lower=Setting(None)), replace(BANDS[2], lower=Setting(Fraction(20))))
    rules = replace(RULES, bands=bands)
    assert qualify(rules, Fraction(20)).refused == ("batas bawah Tengah uji/2030 tidak dipublikasikan",)
    assert qualify(rules, Fraction("19.99")).refused == ("kelas di bawah Bawah uji/2030 tidak dipublikasikan",)
    assert qualify(rules, Fraction(80)).code == "atas"


def test_a_sheet_without_a_total_has_no_class_at_all() -> None:
    paper = Questionnaire(RULES, "opd", "OPD", (Indicator("satu", "Satu", Setting(None)),), (YES,))
    sheet = Scorer(paper).score({})
    assert (sheet.exact, sheet.published, sheet.provisional, sheet.basis) == (None, None, None, None)
