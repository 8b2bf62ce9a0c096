"""What travels to the browser: the questions of one group and where the self-assessment stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

import wording
from questionnaires.answers import answer_json
from questionnaires.evidence import evidence_text
from scoring.numbers import Rounding
from scoring.rules import Evidenceless, Kind, Level, NotApplicable, Question, Questionnaire, RuleSet
from ui.questionnaire.groups import Page
from ui.questionnaire.remembered import Remembered
from workflow.model import Opened, StoredAnswer
from workflow.view import progress_view, scores_view, total_view

_PERCENT = Rounding(1)


def cards_data(opened: Opened, page: Page, focus: str = "") -> dict[str, Any]:
    """Return the data of the cards of `page`; `focus` is the question to open it at."""
    asked, scales = _asked(opened.questionnaire, page)
    lines = scores_view(opened, [question["code"] for question in asked])
    questions = [
        question | lines[question["code"]] | _stored(opened.answers.get(question["code"])) for question in asked
    ]
    return {
        "view": "cards",
        "groups": {group.key: group.label for group in page.groups},
        "focus": focus,
        "questions": questions,
        "scales": scales,
        **standing_data(opened),
    }


def standing_data(opened: Opened) -> dict[str, Any]:
    """Return where the self-assessment stands as a whole, and when its last answer was stored."""
    last = max(opened.answers.values(), key=lambda stored: stored.revision, default=None)
    return {
        "at": wording.clock(last.at, last.zone) if last else "",
        "submission": opened.submission.id,
        "number": opened.number,
        "total": total_view(opened.sheet, opened.questionnaire.rules),
        "progress": progress_view(opened.progress),
    }


class _Scales:
    """Level sets under short names; questions that share one share its texts."""

    def __init__(self) -> None:
        self.by_name: dict[str, list[dict[str, str]]] = {}

    def name(self, levels: Sequence[Level], weight: Fraction | None) -> str:
        """Return the name under which these levels travel."""
        rows = [
            {"code": level.code, "label": level.label, "definition": level.definition, "points": _share(level, weight)}
            for level in levels
        ]
        for name, known in self.by_name.items():
            if known == rows:
                return name
        name = f"s{len(self.by_name)}"
        self.by_name[name] = rows
        return name


def _unanswered(questionnaire: Questionnaire, page: Page) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """Return what the questions of a page say to everybody, and the level sets they name."""
    scales = _Scales()
    followers = _followers(questionnaire.questions)
    questions = [
        {"group": group.key}
        | _question(question, questionnaire.rules, scales)
        | _opens(followers.get(question.code, {}))
        for group in page.groups
        for question in group.questions
    ]
    return questions, scales.by_name


_asked = Remembered(_unanswered)


def _question(question: Question, rules: RuleSet, scales: _Scales) -> dict[str, Any]:
    found: dict[str, Any] = {
        "code": question.code,
        "text": question.text,
        "kind": question.kind.value,
        "scored": question.scored,
        "proof": question.yes_without_evidence is Evidenceless.ZERO,
        "help": question.help,
        "remedy": question.remedy,
        "evidence": {"kinds": list(question.evidence.kinds), "text": evidence_text(question.evidence)},
        "legal": [[legal.text, legal.checked] for legal in question.legal],
    }
    weight = question.weight.value if question.scored else None
    if question.not_applicable is not NotApplicable.REFUSE:
        found["na"] = question.not_applicable.value
    if question.levels:
        found |= {"levels": scales.name(question.levels, weight), "unlevelled": _unlevelled(question, rules)}
    if question.options:
        found |= {"options": scales.name(question.options, weight), "all": question.all_or_nothing}
    if question.kind is Kind.NUMBER:
        found["counts"] = [[_decimal(band.lower), _percent(band.points, weight)] for band in question.counts]
    if question.shown_when:
        found["when"] = {
            "question": question.shown_when.question,
            "choices": list(question.shown_when.choices),
        }
    return found


def _unlevelled(question: Question, rules: RuleSet) -> str:
    """Return what a Ya without a level counts as."""
    if rules.claimed_yes == "pending":
        return wording.text("isi.tanpa_tingkat_menunggu")
    label = next((level.label for level in question.levels if level.code == rules.claimed_yes), None)
    if label is None:
        return wording.text("isi.tanpa_tingkat_penuh")
    return wording.text("isi.tanpa_tingkat_sebagai", tingkat=label)


def _followers(questions: Sequence[Question]) -> Mapping[str, Mapping[str, int]]:
    """Return, by question and choice, how many questions that choice opens, those opened in turn not counted."""
    counts: dict[str, dict[str, int]] = {}
    for question in questions:
        if question.shown_when:
            by_choice = counts.setdefault(question.shown_when.question, {})
            for choice in question.shown_when.choices:
                by_choice[choice] = by_choice.get(choice, 0) + 1
    return counts


def _opens(followers: Mapping[str, int]) -> dict[str, Any]:
    return {"opens": dict(followers)} if followers else {}


def _stored(stored: StoredAnswer | None) -> dict[str, Any]:
    if stored is None:
        return {}
    at = wording.clock(stored.at, stored.zone)
    return {"revision": stored.revision, "at": at, "answer": answer_json(stored.answer)}


def _share(level: Level, weight: Fraction | None) -> str:
    return _percent(level.points, weight)


def _percent(points: Fraction, weight: Fraction | None) -> str:
    """Return the points as a share of the question's weight, "60 %"; empty where the weight is unknown or nothing."""
    if not weight:
        return ""
    share = points * 100 / weight
    text = str(share) if share.denominator == 1 else _PERCENT.text(share)
    return wording.text("isi.persen", angka=wording.number(text))


def _decimal(value: Fraction) -> str:
    return wording.number(str(value) if value.denominator == 1 else Rounding(2).text(value))
