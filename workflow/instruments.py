"""A questionnaire made ready for work: compiled scorer, look-up by code, groups and the hash of its rules."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import replace
from hashlib import sha256

from scoring.reasons import Reason
from scoring.rules import Question, Questionnaire
from scoring.scorer import Scorer
from scoring.sheet import ScoreSheet
from workflow.model import StoredAnswer, Submission
from workflow.ports import RuleLibrary


def group_key(question: Question) -> str:
    """Return the key of the group under which a question is shown: its indicator and its sub-section."""
    return f"{question.indicator}/{question.group}"


class Instrument:
    """One questionnaire, compiled once and shared by every submission that uses it."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        self.questionnaire = questionnaire
        self.scorer = Scorer(questionnaire)
        self.questions = {question.code: question for question in questionnaire.questions}
        self.places = {question.code: place for place, question in enumerate(questionnaire.questions)}
        self.groups = tuple(group_key(question) for question in questionnaire.questions)
        self.rules_hash = sha256(repr(questionnaire).encode()).hexdigest()

    def if_proven(self, sheet: ScoreSheet, stored: Mapping[str, StoredAnswer]) -> ScoreSheet:
        """Return the sheet as it would be with evidence for every answer that lacks only that."""
        answers = {code: entry.answer for code, entry in stored.items()}
        for line in sheet.questions:
            if line.reason == Reason.NO_EVIDENCE:
                answers[line.code] = replace(answers[line.code], links=("https://bukti.example",))
        return self.scorer.score(answers)


class Instruments:
    """Every questionnaire that was used since the start."""

    def __init__(self, library: RuleLibrary) -> None:
        self._library = library
        self._ready: dict[tuple[str, int, str, str], Instrument] = {}
        self._lock = threading.Lock()

    def of(self, submission: Submission) -> Instrument:
        """Return the instrument of exactly this version; a body may have its own, by its identity or its name."""
        name, category = f"{submission.rules}@{submission.version}", submission.category
        questionnaire = self._library.questionnaire(name, category, submission.body_id)
        if not questionnaire.body:
            questionnaire = self._library.questionnaire(name, category, submission.body)
        key = (submission.rules, submission.version, category, questionnaire.body)
        found = self._ready.get(key)
        if found is None:
            with self._lock:
                found = self._ready[key] = self._ready.get(key) or Instrument(questionnaire)
        return found
