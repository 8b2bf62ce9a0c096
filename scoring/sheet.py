"""The score sheet: one object that page, workbook, command and JSON all print."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any, NamedTuple

from scoring.facts import FactKind, State
from scoring.numbers import exact_text


@dataclass(frozen=True, slots=True)
class Qualification:
    """A class, or the reason why there is none.

    published: the score as printed. code, label: None where the class is refused.
    """

    published: str
    code: str | None
    label: str | None
    refused: tuple[str, ...]
    assumptions: tuple[str, ...]


class QuestionScore(NamedTuple):
    """One line of the sheet.

    earned, possible: in points of the declared maximum, exact; None where a weight was never published or the rules
        leave the answer open. claimed: what would be earned if only the missing evidence came.
    """

    code: str
    state: State
    earned: Fraction | None
    possible: Fraction | None
    reason: str
    level: str | None = None
    claimed: Fraction | None = None


@dataclass(frozen=True, slots=True)
class IndicatorScore:
    """One indicator: its weight as stated, what it earned before its own rounding, and what it could earn."""

    code: str
    label: str
    weight: Fraction | None
    earned: Fraction | None
    possible: Fraction | None
    published: str | None


@dataclass(frozen=True, slots=True)
class ScoreSheet:
    """The derivation of one questionnaire's score.

    exact: total before its own rounding, from 0 to `maximum`; None where it is refused.
    so_far: the exact sum of what is already decided; equals `exact` unless answers are pending.
    provisional, basis: the class that the total alone would give, and on what. A questionnaire is never final.
    pending: questions that wait for an answer or a verdict. refused: why a number or a class is missing.
    assumptions: ids of the assumptions that this very result depends on.
    """

    rules: str
    version: int
    category: str
    kind: FactKind
    questions: tuple[QuestionScore, ...]
    indicators: tuple[IndicatorScore, ...]
    exact: Fraction | None
    so_far: Fraction | None
    published: str | None
    maximum: Fraction
    provisional: Qualification | None
    basis: str | None
    pending: int
    refused: tuple[str, ...]
    assumptions: tuple[str, ...]
    stage: str = "saq"

    def as_json(self) -> dict[str, Any]:
        """Return the sheet as `monev score --json` prints it (contract, section 3)."""
        total = None
        if self.exact is not None:
            total = {"exact": exact_text(self.exact), "published": self.published, "maximum": exact_text(self.maximum)}
        return {
            "rules": self.rules,
            "version": self.version,
            "category": self.category,
            "stage": self.stage,
            "total": total,
            "class": None,
            "provisional_class": self.provisional.code if self.provisional else None,
            "basis": self.basis,
            "indicators": [_indicator_json(indicator) for indicator in self.indicators],
            "questions": [_question_json(question) for question in self.questions],
            "pending": self.pending,
            "refused": list(self.refused),
            "assumptions": list(self.assumptions),
        }


def _indicator_json(score: IndicatorScore) -> dict[str, Any]:
    return {
        "code": score.code,
        "label": score.label,
        "weight": _text(score.weight),
        "earned": _text(score.earned),
        "possible": _text(score.possible),
        "published": score.published,
    }


def _question_json(score: QuestionScore) -> dict[str, Any]:
    return {
        "code": score.code,
        "state": score.state.value,
        "earned": _text(score.earned),
        "possible": _text(score.possible),
        "reason": str(score.reason),
    }


def _text(value: Fraction | None) -> str | None:
    return None if value is None else exact_text(value)
