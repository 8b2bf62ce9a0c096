"""Two officers on one question: what is stored, what is the same, and what a person must decide.

Pure: the whole decision on one answer from what is stored and what arrives.
"""

from __future__ import annotations

from collections.abc import Callable

from workflow.model import Outcome, Revision, StoredAnswer


def decide(
    current: StoredAnswer | None,
    incoming: StoredAnswer,
    last_seq: int | None,
    sent: Callable[[], Revision | None],
) -> Outcome:
    """Return STORED, SAME or CONFLICT.

    incoming: the answer as it would be stored; `based_on` is the revision that its writer saw.
    last_seq: the writer's highest sequence number on this question. sent: finds what this very message stored before.

    Equal answers are the same whoever gave them. A message that was stored before is the same, whatever came after.
    A message that its own writer has overtaken is the same. Otherwise an answer is stored only over nothing, over the
    revision that its writer saw, or over a revision of the same writer, who knows what it wrote.
    """
    if current is not None and current.text == incoming.text:
        return Outcome.SAME
    saw_current = current is None or current.revision == incoming.based_on
    own = current is not None and current.writer == incoming.writer
    if last_seq is not None and incoming.seq <= last_seq:
        before = sent()
        if before is not None:
            return Outcome.SAME if before.value == incoming.text else Outcome.CONFLICT
        if own and not saw_current:
            return Outcome.SAME
        return Outcome.STORED if saw_current else Outcome.CONFLICT
    return Outcome.STORED if saw_current or own else Outcome.CONFLICT
