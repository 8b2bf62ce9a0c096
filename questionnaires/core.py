"""Which items of an overlay are its core's, and so comparable nationally."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from questionnaires.meaning import worth
from scoring.rules import Question

STATES = ("same", "weighted", "changed", "left_out", "added")


@dataclass(frozen=True, slots=True)
class CoreItem:
    """One item beside the core's.

    state: `same` question, rule, weight and indicator; `weighted`: the answer is comparable, weight or indicator is the
    overlay's; `changed`: the rule is another one; `left_out` by the overlay, for `reason`; `added` by it.
    """

    code: str
    state: str
    reason: str = ""

    @property
    def comparable(self) -> bool:
        """Tell whether the answers mean and earn the same share everywhere."""
        return self.state in ("same", "weighted")


def core_items(own: Sequence[Question], core: Sequence[Question], left_out: Mapping[str, str]) -> Iterator[CoreItem]:
    """Yield every item of an overlay and of its core, the overlay's first."""
    theirs = {question.code: question for question in core}
    for question in own:
        base = theirs.get(question.code)
        yield CoreItem(question.code, "added" if base is None else _state(question, base))
    here = {question.code for question in own}
    for code in theirs:
        if code not in here:
            yield CoreItem(code, "left_out", left_out.get(code, ""))


def _state(question: Question, base: Question) -> str:
    if question.text != base.text or worth(question) != worth(base):
        return "changed"
    alike = question.weight.value == base.weight.value and question.indicator == base.indicator
    return "same" if alike else "weighted"
