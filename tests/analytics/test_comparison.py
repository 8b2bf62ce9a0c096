"""Bodies side by side: places, spread and differences, with numbers worked out on paper."""

from __future__ import annotations

from fractions import Fraction

from analytics.comparison import Entry, Unread, compare, quantile
from questionnaires.problems import Problem
from scoring.facts import Answer
from scoring.rules import Indicator, Question, Questionnaire, Ranking, RuleSet, Setting

LINK = ("https://ppid.contoh.go.id/a",)
YES, NO, BARE = Answer("ya", links=LINK), Answer("tidak"), Answer("ya")


def questionnaire(**changes: object) -> Questionnaire:
    parts = (Indicator("a", "A", Setting(Fraction(60))), Indicator("b", "B", Setting(Fraction(40))))
    questions = tuple(
        Question(code, f"Butir {code}", code[0], Setting(Fraction(1))) for code in ("a1", "a2", "a3", "b1")
    )
    rules = RuleSet("uji", 2030, 1, "Uji", "draft", Fraction(100), indicators=parts, **changes)  # type: ignore[arg-type]
    return Questionnaire(rules, "opd", "OPD", parts, questions)


def entry(body: str, *answers: Answer) -> Entry:
    return Entry(body, f"{body}.xlsx", dict(zip(("a1", "a2", "a3", "b1"), answers, strict=True)))


DINAS_A = entry("Dinas A", YES, YES, NO, YES)  # 40 + 40 = 80
DINAS_B = entry("Dinas B", YES, NO, NO, YES)  # 20 + 40 = 60
DINAS_C = entry("Dinas C", NO, YES, NO, YES)  # 20 + 40 = 60
DINAS_D = entry("Dinas D", BARE, NO, NO, Answer())  # 0


def test_equal_totals_share_a_place_and_the_next_is_skipped() -> None:
    """Places 1, 2, 2, 4 on the printed total."""
    found = compare(questionnaire(), [DINAS_D, DINAS_C, DINAS_A, DINAS_B])
    assert [(row.entry.body, row.sheet.published, row.place) for row in found.rows] == [
        ("Dinas A", "80.00", 1), ("Dinas B", "60.00", 2), ("Dinas C", "60.00", 2), ("Dinas D", "0.00", 4),
    ]  # fmt: skip


def test_the_order_of_the_files_changes_nothing() -> None:
    """O13."""
    one, other = (
        compare(questionnaire(), bodies) for bodies in ([DINAS_A, DINAS_B, DINAS_C], [DINAS_C, DINAS_A, DINAS_B])
    )
    assert one == other


def test_the_tie_rule_is_listed_only_when_somebody_shares_a_place() -> None:
    rules = {"ranking": Ranking(assumption="peringkat_baku")}
    assert compare(questionnaire(**rules), [DINAS_A, DINAS_B]).assumptions == ()
    assert compare(questionnaire(**rules), [DINAS_A, DINAS_B, DINAS_C]).assumptions == ("peringkat_baku",)


def test_the_spread_of_an_indicator_is_exact() -> None:
    """Indicator A: 40, 20, 20, 0. Quartiles between neighbours in proportion: 15, 20, 25; mean 20."""
    spread = compare(questionnaire(), [DINAS_A, DINAS_B, DINAS_C, DINAS_D]).spreads[0]
    assert (spread.count, spread.least, spread.most, spread.mean) == (4, 0, 40, 20)
    assert (spread.lower_quartile, spread.median, spread.upper_quartile) == (15, 20, 25)


def test_questions_are_ordered_by_how_far_bodies_differ() -> None:
    """a1 and a2: two of four have it, variance 1/4; b1: three of four, 3/16; a3: nobody, 0."""
    found = compare(questionnaire(), [DINAS_A, DINAS_B, DINAS_C, DINAS_D]).differences
    assert [(d.question.code, d.variance) for d in found] == [
        ("a1", Fraction(1, 4)), ("a2", Fraction(1, 4)), ("b1", Fraction(3, 16)), ("a3", Fraction(0)),
    ]  # fmt: skip
    first, last = found[0], found[2]
    assert (first.full, first.partly, first.none, first.without_evidence) == (2, 0, 2, 1)
    assert (last.full, last.none, last.blank) == (3, 1, 1)


def test_what_could_not_be_read_is_kept_and_nobody_is_averaged_as_zero() -> None:
    lost = Unread("rusak.xlsx", (Problem("rusak.xlsx", "berkas rusak", "Kirim ulang"),))
    found = compare(questionnaire(), [DINAS_A, DINAS_B], [lost])
    assert found.unread == (lost,)
    assert (found.cohort.assessed, found.cohort.mean) == (2, 70)


def test_nobody_at_all_is_an_empty_comparison() -> None:
    found = compare(questionnaire(), [])
    assert (found.rows, found.differences, found.spreads[0].median, found.cohort.mean) == ((), (), None, None)


def test_a_quantile_of_one_value_is_that_value() -> None:
    assert quantile([Fraction(7)], Fraction(1, 4)) == 7
