"""What the score would be if every missing piece of evidence came: a question, never a stored fact."""

from datetime import UTC, datetime
from fractions import Fraction
from pathlib import Path

import pytest

from questionnaires import Library
from store import open_store
from workflow import Monev
from workflow.codes import new_browser

NOW = datetime(2026, 11, 26, 7, 3, 22, tzinfo=UTC)
LINK = "https://ppid.example.go.id"


@pytest.fixture
def monev(tmp_path: Path) -> Monev:
    """The use cases on an empty database."""
    return Monev(Library(), open_store(f"sqlite:///{tmp_path / 'monev.sqlite3'}"), lambda: NOW)


def test_only_answers_that_lack_nothing_but_evidence_are_counted(monev: Monev) -> None:
    """Banjarnegara 2026: BNA26-01 and 02 weigh 3 points each, 03 weighs 2."""
    browser = new_browser()
    submission = monev.start(browser, "banjarnegara/2026", "opd", "Dinas", "WIB").submission_id
    answers = {
        "BNA26-01": {"choice": "ya", "links": [LINK]},
        "BNA26-02": {"choice": "ya"},
        "BNA26-03": {"choice": "tidak"},
    }
    for seq, (code, answer) in enumerate(answers.items(), start=1):
        monev.save_answer(browser, submission, code, answer, 0, "uji", seq)
    opened = monev.open(browser, submission)
    assert opened.sheet.exact == Fraction(3)
    assert monev.if_proven(opened).exact == Fraction(6)
    assert monev.open(browser, submission).answers["BNA26-02"].answer.links == ()
