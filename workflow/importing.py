"""A workbook that was filled elsewhere: shown as differences first, stored only as the person chose."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping

from questionnaires.answers import answer_json
from scoring.facts import BLANK, Answer
from workflow.filling import Filling
from workflow.model import Change, Difference, Item, Opened, Saved


def differences(opened: Opened, answers: Mapping[str, Answer]) -> list[Difference]:
    """Return the questions on which the workbook says something else than what is stored, in their order."""
    found = []
    for question in opened.questionnaire.questions:
        if question.code not in answers:
            continue
        stored, incoming = opened.answers.get(question.code), answers[question.code]
        current = stored.answer if stored else BLANK
        if incoming != current:
            seen = stored.revision if stored else 0
            found.append(Difference(question.code, _change(current, incoming), current, incoming, seen))
    return found


def apply(
    filling: Filling,
    browser: str,
    submission: str,
    answers: Mapping[str, Answer],
    codes: Iterable[str],
    seen: Mapping[str, int],
) -> Saved:
    """Store the answers of the chosen codes; what changed since the preview comes back as a conflict."""
    writer = f"lembar-{secrets.token_hex(12)}"
    items = [
        Item(code, answer_json(answers[code]), seen.get(code, 0), writer, seq)
        for seq, code in enumerate(dict.fromkeys(codes), start=1)
    ]
    return filling.save(browser, submission, items, lambda saved: saved)


def _change(current: Answer, incoming: Answer) -> Change:
    if current == BLANK:
        return Change.NEW
    return Change.CLEARED if incoming == BLANK else Change.CHANGED
