"""The training set and the instruments of unknown owners: the numbers their notes print, and what they refuse."""

from fractions import Fraction

import pytest

from questionnaires import Library
from scoring.contest import Entry, Mark, contest
from scoring.facts import Answer
from scoring.scorer import Scorer
from scoring.stages import combine

LIBRARY = Library()
LINK = ("https://ppid.contoh.go.id/bukti",)
YES = Answer(choice="ya", links=LINK)
WORKED = {
    "NAS-004": Answer(choice="ya", level="lengkap_mutakhir", links=LINK),
    "NAS-011": Answer(choice="ya", level="sebagian", links=LINK),
    "NAS-013": Answer(choice="ya", level="lengkap_mutakhir", links=LINK),
    "OPD-02": Answer(choice="ya", level="lengkap_belum_mutakhir", links=LINK),
    "NAS-088": YES,
    "NAS-104": YES,
    "NAS-119": Answer(choice="tidak"),
    "NAS-125": Answer(choice="ya"),
    "NAS-131": YES,
    "NAS-137": Answer(choice="ya", level="lengkap_mutakhir", links=LINK),
    "NAS-143": Answer(choice="ya", level="sangat_terbatas", links=LINK),
}
PRINTED = {
    "NAS-004": "10", "NAS-011": "5", "NAS-013": "10", "OPD-02": "15/2", "NAS-088": "10", "NAS-099": "0",
    "NAS-104": "10", "NAS-119": "0", "NAS-125": "0", "NAS-131": "10", "NAS-137": "5", "NAS-143": "5/4",
}  # fmt: skip


def test_the_course_example_scores_as_its_notes_work_it_out() -> None:
    sheet = Scorer(LIBRARY.questionnaire("latihan/2025", "opd")).score(WORKED)
    assert {question.code: str(question.earned) for question in sheet.questions} == PRINTED
    assert sheet.published == "68.75"
    assert sheet.provisional is not None
    assert sheet.provisional.code == "cukup_informatif"


def test_one_link_more_brings_the_ten_points_that_the_notes_promise() -> None:
    scorer = Scorer(LIBRARY.questionnaire("latihan/2025", "opd"))
    assert scorer.score(WORKED | {"NAS-125": YES}).published == "78.75"


def test_everything_that_a_training_result_rests_on_is_named_as_an_assumption() -> None:
    sheet = Scorer(LIBRARY.questionnaire("latihan/2025", "opd")).score(WORKED)
    assert sheet.assumptions == (
        "bobot_indikator_latihan", "bobot_butir_latihan", "tingkat_usulan", "skala_latihan",
    )  # fmt: skip
    rules = LIBRARY.rule_set("latihan/2025")
    assert {indicator.weight.assumption for indicator in rules.indicators} == {"bobot_indikator_latihan"}
    assert {stage.weight.assumption for stage in rules.stages} == {"bobot_tahap_latihan"}
    assert {band.lower.assumption for band in rules.bands} == {"skala_latihan"}


def test_the_final_score_of_the_course_is_seventy_to_thirty_and_a_skipped_examination_counts_zero() -> None:
    rules, saq = LIBRARY.rule_set("latihan/2025"), Fraction(275, 4)
    both = combine(rules, "opd", {"saq": saq, "uji_publik": Fraction(90)})
    assert both.as_json()["final"] == {"exact": "601/8", "published": "75.13"}
    skipped = combine(rules, "opd", {"saq": saq})
    assert skipped.as_json()["final"] == {"exact": "385/8", "published": "48.13"}
    assert "tanpa_uji_publik_latihan" in skipped.as_json()["assumptions"]
    assert combine(rules, "opd", {"uji_publik": Fraction(90)}).as_json()["final"] is None


def test_the_course_opens_its_second_stage_at_sixty_five_by_a_named_assumption() -> None:
    rules = LIBRARY.rule_set("latihan/2025")
    gate = rules.gates[0]
    assert (gate.on, gate.before) == (("saq",), "uji_publik")
    (condition,) = gate.any_of
    assert condition.value is not None
    assert (condition.kind, condition.value.value, condition.strict) == ("threshold", Fraction(65), False)
    assert condition.value.assumption == gate.number_assumption == "ambang_latihan"
    stopped, passed = combine(rules, "opd", {"saq": Fraction("64.99")}), combine(rules, "opd", {"saq": Fraction(65)})
    assert [found.outcome for found in (*stopped.gates, *passed.gates)] == ["stopped", "passed"]


def test_jurors_of_the_course_make_a_mean_and_the_best_body_wins() -> None:
    rules = LIBRARY.rule_set("latihan/2025")
    marks = {"uji_publik": [Mark(Fraction(value), f"Juri {value}") for value in (85, 78, 91)]}
    bodies = [
        Entry("Dinas", "opd", values={"saq": Fraction(275, 4)}, marks=marks),
        Entry("Badan", "opd", values={"saq": Fraction(64)}, marks=marks),
    ]
    held = contest(rules, bodies)
    assert held.awards == {"juara": ("Dinas",)}
    dinas, badan = held.bodies
    assert dinas.combined.as_json()["final"] == {"exact": "2941/40", "published": "73.53"}
    assert badan.combined.as_json()["final"]["published"] == "44.80"
    assert "rerata_juri_latihan" in dinas.combined.assumptions


def test_one_body_of_the_course_is_asked_less_and_its_desk_carries_the_whole_weight() -> None:
    own = LIBRARY.questionnaire("latihan/2025", "opd", "Kantor Contoh")
    answers = {code: answer for code, answer in WORKED.items() if code != "NAS-131"}
    assert "NAS-131" not in [question.code for question in own.questions]
    assert Scorer(own).score(answers).published == "58.75"
    assert Scorer(own).score(answers | {"NAS-125": YES}).published == "78.75"
    other = LIBRARY.questionnaire("latihan/2025", "opd", "Dinas Contoh")
    assert "NAS-131" in [question.code for question in other.questions]


@pytest.mark.parametrize("rules", ["contoh/2022", "contoh/2025"])
def test_an_instrument_of_an_unknown_owner_stays_a_draft_without_a_class(rules: str) -> None:
    assert LIBRARY.rule_set(rules).state == "draft"
    assert not LIBRARY.rule_set(rules).bands


def test_the_visible_part_of_the_thousand_points_is_scored_and_the_total_refused() -> None:
    """First variable 12 items for 200; three items of 20; seven of 60 under a heading whose weight was not legible."""
    scorer = Scorer(LIBRARY.questionnaire("contoh/2022", "opd"))
    ticks = {"KAB22-21": 4, "KAB22-22": 5}
    answers = {
        question.code: Answer(chosen=tuple(option.code for option in question.options), links=LINK)
        if question.code in ticks
        else YES
        for question in scorer.questionnaire.questions
    }
    sheet = scorer.score(answers)
    assert len(scorer.questionnaire.questions) == 22
    assert sheet.maximum == 1000
    assert {indicator.code: indicator.published for indicator in sheet.indicators} == {
        "eksistensi_kelembagaan": "200.00",
        "standar_peraturan": "20.00",
        "standar_meja": "20.00",
        "standar_publikasi": "20.00",
        "informasi_berkala": None,
    }
    assert sheet.exact is None
    assert sheet.refused == ("bobot indikator Informasi berkala contoh/2022 tidak dipublikasikan",)
    visible = [question.weight.value for question in scorer.questionnaire.questions]
    assert sum(weight for weight in visible if weight is not None) == 320
    assert {q.code: len(q.options) for q in scorer.questionnaire.questions if q.options} == ticks


@pytest.mark.parametrize(("place", "expected"), [(0, "100.00"), (-1, "1.00")])
def test_the_access_test_runs_from_one_to_a_hundred_as_printed(place: int, expected: str) -> None:
    scorer = Scorer(LIBRARY.questionnaire("contoh/2025", "semua"))
    answers = {q.code: Answer(choice=q.options[place].code) for q in scorer.questionnaire.questions}
    assert [q.code for q in scorer.questionnaire.questions] == [f"UJI25-{n}" for n in range(1, 8)]
    assert scorer.score(answers).published == expected


def test_every_choice_of_the_access_test_is_worth_its_printed_points() -> None:
    questions = LIBRARY.questionnaire("contoh/2025", "semua").questions
    assert [[int(option.points) for option in question.options] for question in questions] == [
        [15, 10, 7, 5, 0],
        [15, 10, 5, 1],
        [7, 5, 3, 2, 1, 0],
        [20, 10, 0],
        [30, 30, 30, 15, 15, 10, 0, 0, 0, 0],
        [7, 0],
        [6, 3, 0],
    ]
