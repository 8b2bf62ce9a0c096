"""Rescoring after one answer gives what scoring everything gives, to the last field."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from scoring.facts import Answer, FactKind
from scoring.rules import Questionnaire
from scoring.scorer import Scorer
from tests.scoring.generated import answers_to, filled, verdicts


@given(filled(), st.data())
def test_going_on_from_a_tally_equals_counting_everything_again(
    case: tuple[Questionnaire, dict[str, Answer]], data: st.DataObject
) -> None:
    """O5, O13: there is one formula; the way in which a sheet was reached leaves no trace in it."""
    questionnaire, answers = case
    scorer = Scorer(questionnaire)
    kind = data.draw(st.sampled_from(FactKind))
    judged = data.draw(verdicts(questionnaire))
    tally = scorer.tally(answers, kind, judged)
    for _ in range(3):
        changed = data.draw(st.lists(st.sampled_from(questionnaire.questions), max_size=3, unique=True))
        answers = answers | {question.code: data.draw(answers_to(question)) for question in changed}
        before, tally = tally, scorer.again(tally, answers, [question.code for question in changed], judged)
        assert Scorer(questionnaire).tally(answers, kind, judged) == tally
        pairs = enumerate(zip(before.sheet.questions, tally.sheet.questions, strict=True))
        assert scorer.changes(before, tally) == [place for place, (old, new) in pairs if old != new]


@given(filled())
def test_indicators_that_no_answer_touched_are_kept_as_they_were(
    case: tuple[Questionnaire, dict[str, Answer]],
) -> None:
    """Architecture, section 6: rescoring costs what the answer touches, not what the questionnaire holds."""
    questionnaire, answers = case
    scorer = Scorer(questionnaire)
    before = scorer.tally(answers)
    after = scorer.again(before, answers, [])
    assert all(old is new for old, new in zip(before.sections, after.sections, strict=True))
