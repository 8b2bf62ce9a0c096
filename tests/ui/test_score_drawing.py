"""Meter, bars and table are HTML in which every text is text."""

from fractions import Fraction

from questionnaires import Library
from scoring.classes import qualify
from ui.score_drawing import Bar, Row, bars, meter, table

MARKUP = "<script>\"&'"
SAFE = "&lt;script&gt;&quot;&amp;&#x27;"


def test_the_meter_shows_every_class_as_wide_as_its_range() -> None:
    drawn = meter(Library().rule_set("papua/2021"), Fraction("87.2"), "informatif", "Nilai 87,20")
    assert drawn.count("mv-kelas ") == len(Library().rule_set("papua/2021").bands)
    assert 'role="img" aria-label="Nilai 87,20"' in drawn
    assert drawn.count("mv-kini") == 1
    assert "inset-inline-start:87.2000%" in drawn


def test_the_meter_marks_what_missing_evidence_would_bring() -> None:
    rules = Library().rule_set("banjarnegara/2026")
    assert "mv-janji" in meter(rules, Fraction(10), None, "", Fraction(70))
    assert "mv-janji" not in meter(rules, Fraction(10), None, "", Fraction(10))


def test_full_marks_stand_in_the_best_class() -> None:
    drawn = meter(Library().rule_set("banjarnegara/2026"), Fraction(100), "sangat_informatif", "")
    assert drawn.index("mv-kini") > drawn.index("mv-cukup_informatif")


def test_the_class_of_the_sheet_is_filled_even_where_its_number_was_rounded_up() -> None:
    """89.998 is printed as 90.00, and the class follows the printed number; no class, nothing filled."""
    rules = Library().rule_set("pusat/2025")
    assert 'mv-informatif mv-kini"' in meter(rules, Fraction("89.998"), qualify(rules, Fraction("89.998")).code, "")
    assert "mv-kini" not in meter(rules, Fraction("89.998"), None, "")


def test_there_is_no_meter_without_a_scale_or_with_an_unknown_bound() -> None:
    assert meter(Library().rule_set("kkp/2024"), Fraction(50), None, "") == ""


def test_texts_are_escaped_everywhere() -> None:
    drawn = bars([Bar(MARKUP, Fraction(10), Fraction(4), MARKUP)]) + table(
        MARKUP, (MARKUP,) * 5, [Row(MARKUP, heading=True), Row(MARKUP, MARKUP, MARKUP, MARKUP, MARKUP)]
    )
    drawn += meter(Library().rule_set("banjarnegara/2026"), Fraction(10), None, MARKUP)
    assert "<script>" not in drawn
    assert drawn.count(SAFE) == 19


def test_bars_are_as_long_as_their_weight_and_filled_as_far_as_earned() -> None:
    drawn = bars([Bar("a", Fraction(40), Fraction(10), "x"), Bar("b", Fraction(10), Fraction(10), "y")])
    assert "inline-size:100.0000%" in drawn
    assert "inline-size:25.0000%" in drawn
