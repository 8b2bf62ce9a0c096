"""Progress is read from the sheet; counting on gives what counting anew gives."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from scoring.facts import Answer
from scoring.rules import Questionnaire
from tests.officers import CATEGORY, LIBRARY, LINK, RULES
from tests.scoring.generated import answers_to, filled
from workflow.instruments import Instrument
from workflow.model import Count
from workflow.progress import progress_after, progress_of

INSTRUMENT = Instrument(LIBRARY.questionnaire(RULES, CATEGORY))


def counted(answers: dict[str, Answer]) -> tuple[Count, dict[str, Count]]:
    progress = progress_of(INSTRUMENT.groups, INSTRUMENT.scorer.score(answers).questions)
    return progress.total, dict(progress.groups)


def test_an_empty_questionnaire_counts_the_questions_that_are_asked() -> None:
    """A2 is asked only after Ya to A1."""
    total, groups = counted({})
    assert total == Count(0, 6, 0)
    assert groups == {
        "umum/Profil": Count(0, 1, 0),
        "umum/Keuangan": Count(0, 1, 0),
        "layanan/Permohonan": Count(0, 2, 0),
        "layanan/Laporan": Count(0, 2, 0),
    }


def test_ya_without_a_link_is_answered_and_without_evidence() -> None:
    total, groups = counted({"A1": Answer("ya"), "A2": Answer("ya", links=(LINK,)), "A3": Answer("tidak")})
    assert total == Count(3, 7, 1)
    assert groups["umum/Profil"] == Count(2, 2, 1)


def test_links_and_a_note_alone_are_no_answer_and_not_applicable_is_one() -> None:
    total, _ = counted({"A3": Answer(links=(LINK,), note="nanti"), "B4": Answer("tidak_berlaku")})
    assert total == Count(1, 6, 0)


@given(filled(), st.data())
def test_counting_on_equals_counting_anew(case: tuple[Questionnaire, dict[str, Answer]], data: st.DataObject) -> None:
    questionnaire, answers = case
    instrument = Instrument(questionnaire)
    changed = data.draw(st.lists(st.sampled_from(questionnaire.questions), max_size=3, unique=True))
    later = answers | {question.code: data.draw(answers_to(question)) for question in changed}
    before, after = (instrument.scorer.tally(facts) for facts in (answers, later))
    old, new = before.sheet.questions, after.sheet.questions
    changes = instrument.scorer.changes(before, after)
    counted_on = progress_after(progress_of(instrument.groups, old), instrument.groups, old, new, changes)
    assert counted_on == progress_of(instrument.groups, new)
