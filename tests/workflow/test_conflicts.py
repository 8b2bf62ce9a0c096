"""The decision on one answer, case by case (plan of the two officers, architecture 3.6)."""

from __future__ import annotations

import pytest

from scoring.facts import Answer
from tests.officers import MORNING
from workflow.conflicts import decide
from workflow.model import Outcome, Revision, StoredAnswer


def kept(text: str, revision: int = 5, writer: str = "ratna", seq: int = 12, seen: int = 0) -> StoredAnswer:
    return StoredAnswer(Answer(), revision, MORNING, "WIB", writer, seq, text, seen)


def sent(text: str) -> Revision:
    return Revision("s", 3, "self", "A1", text, 0, "ratna", 12, "0" * 64, MORNING, "WIB")


CURRENT = kept("tidak")
NOTHING = None

CASES = [
    # what is stored, what arrives, the writer's last number, what this very message stored before, outcome
    ("the first answer is stored", None, kept("ya"), None, NOTHING, Outcome.STORED),
    ("the first answer is stored whatever was seen", None, kept("ya", seen=9), None, NOTHING, Outcome.STORED),
    ("an equal answer is the same", CURRENT, kept("tidak", seen=0, writer="dimas"), None, NOTHING, Outcome.SAME),
    ("over what was seen", CURRENT, kept("ya", seen=5, writer="dimas", seq=1), None, NOTHING, Outcome.STORED),
    ("over what was not seen", CURRENT, kept("ya", seen=4, writer="dimas", seq=1), None, NOTHING, Outcome.CONFLICT),
    ("over what cannot be", CURRENT, kept("ya", seen=6, writer="dimas", seq=1), None, NOTHING, Outcome.CONFLICT),
    ("over one's own unseen answer", CURRENT, kept("ya", seen=4, seq=13), 12, NOTHING, Outcome.STORED),
    ("overtaken by oneself", CURRENT, kept("ya", seen=4, seq=11), 12, NOTHING, Outcome.SAME),
    ("counted anew, current seen", CURRENT, kept("ya", seen=5, seq=1), 12, NOTHING, Outcome.STORED),
    ("sent again after others", kept("x", writer="dimas"), kept("ya", seen=2), 12, sent("ya"), Outcome.SAME),
    ("number used twice", CURRENT, kept("ya", seen=5), 12, sent("tidak"), Outcome.CONFLICT),
    ("late, others came", kept("x", writer="dimas"), kept("ya", seen=2, seq=9), 12, NOTHING, Outcome.CONFLICT),
]


@pytest.mark.parametrize(
    ("why", "current", "incoming", "last_seq", "before", "outcome"), CASES, ids=[case[0] for case in CASES]
)
def test_an_answer_meets_what_is_stored(
    why: str,
    current: StoredAnswer | None,
    incoming: StoredAnswer,
    last_seq: int | None,
    before: Revision | None,
    outcome: Outcome,
) -> None:
    assert decide(current, incoming, last_seq, lambda: before) is outcome, why
