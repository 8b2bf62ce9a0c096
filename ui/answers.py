"""An answer in the words of its questionnaire."""

from __future__ import annotations

import wording
from questionnaires.answers import answer_json
from scoring.facts import Answer, Choice
from scoring.rules import Kind, Question

_NOTE_SHOWN = 80


def answer_words(question: Question, answer: Answer) -> str:
    """Return what was answered, empty where nothing was."""
    if answer.blank:
        return ""
    if question.kind is Kind.NUMBER and answer.number is not None:
        return str(answer_json(answer)["number"]).replace(".", ",")
    if question.options:
        labels = {option.code: option.label for option in question.options}
        return ", ".join(labels[code] for code in answer.chosen or (answer.choice or "",))
    return wording.text(f"kuesioner.{Choice(answer.choice or '').value}")


def answer_summary(question: Question, answer: Answer) -> str:
    """Return the whole answer on one line: choice, level, number of links, beginning of the note."""
    level = next((level.label for level in question.levels if level.code == answer.level), "")
    parts = [answer_words(question, answer) or wording.text("kuesioner.kosong"), level]
    if answer.links:
        parts.append(wording.text("kuesioner.ringkas_tautan", n=len(answer.links)))
    if answer.note:
        parts.append(wording.text("kuesioner.ringkas_catatan", catatan=answer.note[:_NOTE_SHOWN]))
    return " · ".join(part for part in parts if part)
