"""The lines of a sheet: each question's worth, looked up where the same answer was resolved before.

Points are kept as whole numbers over one common denominator of the questionnaire, so that the sum over an indicator is
integer arithmetic; a fraction is built only where a value is shown.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import NamedTuple

from scoring.facts import BLANK, Answer, FactKind, State, Verdict
from scoring.reasons import Reason
from scoring.resolve import ZERO, Resolved, resolve
from scoring.rules import Kind, Question, Questionnaire

_HIDDEN = Resolved(State.HIDDEN, ZERO, Reason.HIDDEN, claimed=ZERO, counts=False)


class Line(NamedTuple):
    """A question with what its answer is worth.

    units, weight: points and weight as whole numbers over `Lines.denominator`; None while they are open or unpublished.
    key: identifies question and answer where the worth may be reused, else None.
    counts: whether the weight stays in the indicator. assumptions: those behind weight and level.
    """

    question: Question
    worth: Resolved
    units: int | None
    weight: int | None
    key: tuple[object, ...] | None
    counts: bool
    assumptions: tuple[str, ...]


class Lines:
    """Resolves the answers of one questionnaire."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        self.rules = questionnaire.rules
        self.denominator = math.lcm(*(n.denominator for q in questionnaire.questions for n in _numbers(q)))
        self.weight_units = {
            q.code: None if q.weight.value is None else int(q.weight.value * self.denominator)
            for q in questionnaire.questions
        }
        self._conditions = {q.code: q.shown_when for q in questionnaire.questions if q.shown_when}
        self._depend: dict[str, list[str]] = {}
        for code, condition in self._conditions.items():
            self._depend.setdefault(condition.question, []).append(code)
        self._known: dict[tuple[object, ...], Line] = {}

    def line(self, question: Question, answers: Mapping[str, Answer], kind: FactKind, verdict: Verdict | None) -> Line:
        """Return the line of `question`.

        Raises:
            FactError: the answer does not fit the question.
        """
        if question.code in self._conditions and not self.shown(question.code, answers):
            return self._line(question, _HIDDEN, (question.code, None))
        answer = answers.get(question.code, BLANK)
        if question.kind is not Kind.YES_NO:
            return self._resolved(question, answer, verdict, kind, None)
        judged = None if verdict is None else (verdict.outcome, verdict.level)
        key = (question.code, answer.choice, answer.level, bool(answer.links), kind, judged)
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = self._resolved(question, answer, verdict, kind, key)
        return known

    def shown(self, code: str, answers: Mapping[str, Answer]) -> bool:
        """Tell whether the question is asked: its condition holds, and so does that of the question it depends on."""
        condition = self._conditions.get(code)
        if condition is None:
            return True
        if not self.shown(condition.question, answers):
            return False
        given = answers.get(condition.question, BLANK)
        return given.choice in condition.choices or any(option in condition.choices for option in given.chosen)

    def touched(self, changed: Iterable[str]) -> list[str]:
        """Return the changed codes and those whose being asked depends on them, directly or through others."""
        found = dict.fromkeys(changed)
        waiting = list(found)
        while waiting:
            for code in self._depend.get(waiting.pop(), ()):
                if code not in found:
                    found[code] = None
                    waiting.append(code)
        return list(found)

    def _resolved(
        self,
        question: Question,
        answer: Answer,
        verdict: Verdict | None,
        kind: FactKind,
        key: tuple[object, ...] | None,
    ) -> Line:
        return self._line(question, resolve(question, answer, verdict, kind, self.rules), key)

    def _line(self, question: Question, worth: Resolved, key: tuple[object, ...] | None) -> Line:
        units = None if worth.points is None else int(worth.points * self.denominator)
        assumptions = tuple(found for found in (question.weight.assumption, worth.assumption) if found)
        return Line(question, worth, units, self.weight_units[question.code], key, worth.counts, assumptions)


def _numbers(question: Question) -> list[Fraction]:
    numbers = [level.points for level in (*question.levels, *question.options)]
    numbers += [band.points for band in question.counts]
    if question.weight.value is not None:
        numbers.append(question.weight.value)
    return numbers
