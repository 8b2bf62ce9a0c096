"""How far a questionnaire is filled, read from the lines of the sheet, so that page and score never disagree."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from scoring.facts import State
from scoring.reasons import Reason
from scoring.sheet import QuestionScore
from workflow.model import Count, Progress

_NOTHING = Count()


def count_of(line: QuestionScore) -> Count:
    """Return what one line adds: a hidden question is not asked, so it counts nowhere."""
    if line.state is State.HIDDEN:
        return _NOTHING
    answered = line.state is not State.BLANK and line.reason != Reason.BLANK
    return Count(int(answered), 1, int(line.reason == Reason.NO_EVIDENCE))


def progress_of(groups: Sequence[str], lines: Sequence[QuestionScore]) -> Progress:
    """Return the progress of a whole sheet; `groups` names the group of each line."""
    counts: dict[str, Count] = dict.fromkeys(groups, _NOTHING)
    for group, line in zip(groups, lines, strict=True):
        counts[group] = _plus(counts[group], count_of(line), _NOTHING)
    return Progress(_sum(counts.values()), counts)


def progress_after(
    before: Progress,
    groups: Sequence[str],
    old: Sequence[QuestionScore],
    new: Sequence[QuestionScore],
    at: Sequence[int],
) -> Progress:
    """Return the progress after the lines `at` changed; the same as counting everything again."""
    counts = dict(before.groups)
    total = before.total
    for index in at:
        less, more = count_of(old[index]), count_of(new[index])
        if less != more:
            counts[groups[index]] = _plus(counts[groups[index]], more, less)
            total = _plus(total, more, less)
    return Progress(total, counts)


def _sum(counts: Iterable[Count]) -> Count:
    total = _NOTHING
    for count in counts:
        total = _plus(total, count, _NOTHING)
    return total


def _plus(count: Count, more: Count, less: Count) -> Count:
    return Count(
        count.answered + more.answered - less.answered,
        count.questions + more.questions - less.questions,
        count.without_evidence + more.without_evidence - less.without_evidence,
    )
