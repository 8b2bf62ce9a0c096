"""What page and route show: published digits, words and distances, from one place (O5, O18)."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from scoring.rules import ClassOn, RuleSet
from scoring.scorer import Scorer
from store import SqlStore
from tests.officers import CATEGORY, LIBRARY, LINK, NO, RULES, YES, Officer, answer, use_cases
from workflow.view import progress_view, saved_view, scores_view, total_view

QUESTIONNAIRE = LIBRARY.questionnaire(RULES, CATEGORY)
SHEET = Scorer(QUESTIONNAIRE).score({})


@pytest.fixture
def officer(file_store: SqlStore) -> Officer:
    return Officer(use_cases(file_store))


def test_the_reply_to_an_answer_has_the_shape_that_the_page_reads(officer: Officer) -> None:
    """A1 is one of the four units of 60 points once A2 is asked: 15; A3 could earn 30."""
    saved = officer.monev.save_answers(officer.browser, officer.submission, [officer.item("A1", YES)])
    assert saved_view(saved) == {
        "items": [
            {
                "code": "A1",
                "outcome": "stored",
                "revision": 1,
                "at": "2026-11-26T07:03:22Z",
                "at_text": "14.03.22 WIB",
                "answer": {"choice": "ya", "level": None, "number": None, "links": [LINK], "note": ""},
                "message": "",
            }
        ],
        "scores": {
            "A1": _line("15,00", "15,00", "answered", "dijawab Ya dengan bukti"),
            "A2": _line("0,00", "15,00", "blank", "belum dijawab"),
            "A3": _line("0,00", "30,00", "blank", "belum dijawab"),
        },
        "total": {
            "published": "15,00",
            "maximum": "100",
            "label": "Tidak Informatif",
            "class": "tidak_informatif",
            "refused": [],
            "next": {"label": "Kurang Informatif", "distance": "25,00"},
        },
        "progress": {
            "answered": 1,
            "questions": 7,
            "without_evidence": 0,
            "groups": {
                "umum/Profil": (1, 2, 0),
                "umum/Keuangan": (0, 1, 0),
                "layanan/Permohonan": (0, 2, 0),
                "layanan/Laporan": (0, 2, 0),
            },
        },
    }


def test_a_question_that_is_not_asked_is_said_to_be_invisible(officer: Officer) -> None:
    officer.give("A1", YES)
    saved = officer.monev.save_answers(officer.browser, officer.submission, [officer.item("A1", NO, seen=1)])
    assert saved_view(saved)["scores"]["A2"] == {
        "earned": "0,00",
        "possible": "0,00",
        "state": "hidden",
        "reason": "tidak ditanyakan",
        "visible": False,
    }


def test_a_first_picture_and_the_replies_after_it_show_the_same(officer: Officer) -> None:
    """O5: the page draws from the same functions as the route."""
    items = [officer.item("A1", YES), officer.item("A3", answer(choice="ya", level="b", links=[LINK]))]
    reply = saved_view(officer.monev.save_answers(officer.browser, officer.submission, items))
    opened = officer.look()
    assert {code: scores_view(opened)[code] for code in reply["scores"]} == reply["scores"]
    assert scores_view(opened, ["A3"]) == {"A3": reply["scores"]["A3"]}
    assert total_view(opened.sheet, opened.questionnaire.rules) == reply["total"]
    assert progress_view(opened.progress) == reply["progress"]


def test_a_message_that_was_refused_shows_no_time_where_nothing_was_stored(officer: Officer) -> None:
    saved = officer.monev.save_answers(officer.browser, officer.submission, [officer.item("A1", answer(choice="x"))])
    [item] = saved_view(saved)["items"]
    assert (item["outcome"], item["revision"], item["at"], item["at_text"]) == ("refused", 0, None, None)
    assert item["message"].endswith("Pilih salah satu: ya, tidak.")


@pytest.mark.parametrize(
    ("exact", "label", "distance"),
    [
        ("0", "Kurang Informatif", "40,00"),
        ("39.999", "Cukup Informatif", "20,00"),
        ("21.279", "Kurang Informatif", "18,72"),
        ("59.99", "Cukup Informatif", "0,01"),
        ("60", "Menuju Informatif", "20,00"),
        ("89.994", "Informatif", "0,01"),
    ],
)
def test_the_distance_to_the_next_class_counts_from_the_number_that_decides(
    exact: str, label: str, distance: str
) -> None:
    """The class follows from the published number: 39.999 is printed 40.00 and has the class already."""
    view = total_view(replace(SHEET, exact=Fraction(exact)), QUESTIONNAIRE.rules)
    assert view["next"] == {"label": label, "distance": distance}


def test_the_distance_is_rounded_up_so_that_it_suffices() -> None:
    rules = replace(QUESTIONNAIRE.rules, class_on=ClassOn.EXACT)
    view = total_view(replace(SHEET, exact=Fraction(119, 2) + Fraction(1, 3)), rules)
    assert view["next"] == {"label": "Cukup Informatif", "distance": "0,17"}


def test_the_distance_is_in_points_of_the_questionnaire() -> None:
    """Of 1000 points, 350 are 35 on the scale of the classes; 50 more points reach 40."""
    rules = replace(QUESTIONNAIRE.rules, maximum=Fraction(1000))
    view = total_view(replace(SHEET, exact=Fraction(350), maximum=Fraction(1000)), rules)
    assert (view["maximum"], view["next"]) == ("1.000", {"label": "Kurang Informatif", "distance": "50,00"})


@pytest.mark.parametrize(
    ("rules", "exact"),
    [
        (QUESTIONNAIRE.rules, Fraction(90)),
        (QUESTIONNAIRE.rules, None),
        (replace(QUESTIONNAIRE.rules, bands=()), Fraction(50)),
    ],
    ids=["best class", "no total", "no scale"],
)
def test_there_is_no_next_class_at_the_top_without_total_or_scale(rules: RuleSet, exact: Fraction | None) -> None:
    assert total_view(replace(SHEET, exact=exact), rules)["next"] is None


def test_a_refused_total_is_empty_and_says_why() -> None:
    view = total_view(
        replace(SHEET, exact=None, published=None, provisional=None, refused=("7 butir",)), QUESTIONNAIRE.rules
    )
    assert (view["published"], view["label"], view["class"], view["refused"]) == (None, None, None, ["7 butir"])


def test_points_that_were_never_published_are_empty(officer: Officer) -> None:
    opened = officer.look()
    line = opened.sheet.questions[0]._replace(earned=None, possible=None)
    unknown = opened._replace(sheet=replace(opened.sheet, questions=(line,)))
    assert scores_view(unknown)["A1"]["earned"] is None


def _line(earned: str, possible: str, state: str, reason: str) -> dict[str, object]:
    return {"earned": earned, "possible": possible, "state": state, "reason": reason, "visible": True}
