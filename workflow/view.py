"""What page and route both show of a self-assessment: the same digits and words, made in one place.

The shapes are those of the reply of `POST /api/answers`; a page draws its first picture from the same functions.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from functools import lru_cache
from typing import Any

import wording
from questionnaires.answers import answer_json
from scoring.classes import distance_to_next, rounding_at
from scoring.facts import State
from scoring.numbers import Rounding, exact_text
from scoring.rules import ClassOn, RuleSet, Step
from scoring.sheet import QuestionScore, ScoreSheet
from workflow.model import Opened, Progress, Saved, SaveOutcome


def saved_view(saved: Saved) -> dict[str, Any]:
    """Return the whole reply to answers that were posted."""
    opened = saved.opened
    return {
        "items": [outcome_view(item, opened.submission.zone) for item in saved.items],
        "scores": _lines(saved.changed, opened.questionnaire.rules),
        "total": total_view(opened.sheet, opened.questionnaire.rules),
        "progress": progress_view(opened.progress),
    }


def outcome_view(item: SaveOutcome, zone: str) -> dict[str, Any]:
    """Return what became of one answer, with the answer that is current now and when it was stored."""
    at = item.at
    return {
        "code": item.code,
        "outcome": item.outcome.value,
        "revision": item.revision,
        "at": None if at is None else f"{at:%Y-%m-%dT%H:%M:%SZ}",
        "at_text": None if at is None else wording.clock(at, zone),
        "answer": answer_json(item.answer),
        "message": item.message,
    }


def scores_view(opened: Opened, codes: Iterable[str] | None = None) -> dict[str, dict[str, Any]]:
    """Return the lines of the sheet by question code, all of them or those of `codes`."""
    lines = opened.sheet.questions
    if codes is not None:
        by_code = {line.code: line for line in lines}
        lines = tuple(by_code[code] for code in codes)
    return _lines(lines, opened.questionnaire.rules)


def score_view(line: QuestionScore, rounding: Rounding) -> dict[str, Any]:
    """Return one line; points are None where the rules leave them open or never published the weight."""
    return {
        "earned": _points(line.earned, rounding),
        "possible": _points(line.possible, rounding),
        "state": line.state.value,
        "reason": str(line.reason),
        "visible": line.state is not State.HIDDEN,
    }


def total_view(sheet: ScoreSheet, rules: RuleSet) -> dict[str, Any]:
    """Return the total, its provisional class, and how far the next class is."""
    return {
        "published": None if sheet.published is None else wording.number(sheet.published),
        "maximum": _points(sheet.maximum, Rounding(0)) if sheet.maximum.denominator == 1 else exact_text(sheet.maximum),
        "label": sheet.provisional.label if sheet.provisional else None,
        "class": sheet.provisional.code if sheet.provisional else None,
        "refused": list(sheet.refused),
        "next": _next(sheet, rules),
    }


def progress_view(progress: Progress) -> dict[str, Any]:
    """Return the counts of all questions by name, and of every group as bare numbers in the order of `Count`."""
    groups = dict(zip(progress.groups, map(tuple, progress.groups.values()), strict=True))
    return {**progress.total._asdict(), "groups": groups}


def _lines(lines: Iterable[QuestionScore], rules: RuleSet) -> dict[str, dict[str, Any]]:
    rounding = rounding_at(rules, Step.QUESTION).rounding
    return {line.code: score_view(line, rounding) for line in lines}


def _next(sheet: ScoreSheet, rules: RuleSet) -> dict[str, str] | None:
    """Return the next class and the points that reach it, rounded up so that they do."""
    if sheet.exact is None or not rules.bands:
        return None
    hundred = sheet.maximum == 100
    number = sheet.exact if hundred else sheet.exact * 100 / sheet.maximum
    if rules.class_on is ClassOn.PUBLISHED:
        number = rounding_at(rules, Step.STAGE).rounding.apply(number)
    found = distance_to_next(rules, number)
    if found is None:
        return None
    band, distance = found
    points = distance if hundred else distance * sheet.maximum / 100
    hundredths = -(-points.numerator * 100 // points.denominator)
    return {"label": band.label, "distance": wording.number(f"{hundredths // 100}.{hundredths % 100:02}")}


@lru_cache(maxsize=4096)
def _points(value: Fraction | None, rounding: Rounding) -> str | None:
    return None if value is None else wording.number(rounding.text(value))
