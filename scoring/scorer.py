"""From answers to a score sheet: exact, order-free, with a reason on every line.

A `Scorer` is compiled once per questionnaire and then only looks answers up. A body's questionnaire is rescored with
every answer that is stored, so this is the innermost loop of the product: `again` counts only the indicators that the
answer touches.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from scoring.assembly import assemble
from scoring.facts import Answer, FactKind, Verdict
from scoring.lines import Lines
from scoring.parts import Part, redistribute
from scoring.rules import Questionnaire
from scoring.sections import Section, Sections
from scoring.sheet import QuestionScore, ScoreSheet


class Tally(NamedTuple):
    """A sheet with the sections it was made of, from which a later sheet can go on."""

    sheet: ScoreSheet
    sections: tuple[Section, ...]


class Scorer:
    """Scores any number of bodies under one questionnaire; safe to share between threads."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        self.questionnaire = questionnaire
        self.lines = Lines(questionnaire)
        self._sections = Sections(questionnaire, self.lines)
        self._by_indicator = [
            (indicator, [question for question in questionnaire.questions if question.indicator == indicator.code])
            for indicator in questionnaire.indicators
        ]
        self._places = {
            question.code: (section, line)
            for section, (_, questions) in enumerate(self._by_indicator)
            for line, question in enumerate(questions)
        }
        self._in_order = [self._places[question.code] for question in questionnaire.questions]
        ranks = {question.code: rank for rank, question in enumerate(questionnaire.questions)}
        self._ranks = [[ranks[question.code] for question in questions] for _, questions in self._by_indicator]

    def score(
        self,
        answers: Mapping[str, Answer],
        kind: FactKind = FactKind.SELF,
        verdicts: Mapping[str, Verdict] | None = None,
    ) -> ScoreSheet:
        """Return the sheet for these answers; a code that is missing is a blank answer.

        Raises:
            FactError: an answer does not fit its question.
        """
        return self.tally(answers, kind, verdicts).sheet

    def tally(
        self,
        answers: Mapping[str, Answer],
        kind: FactKind = FactKind.SELF,
        verdicts: Mapping[str, Verdict] | None = None,
    ) -> Tally:
        """Return the sheet for these answers with what it was made of."""
        judged = verdicts or {}
        parts = [
            Part(
                indicator,
                tuple([self.lines.line(question, answers, kind, judged.get(question.code)) for question in questions]),
                indicator.weight.value,
            )
            for indicator, questions in self._by_indicator
        ]
        sections = [self._sections.section(part) for part in redistribute(parts, self.questionnaire.rules.maximum)]
        columns = [section.questions for section in sections]
        return self._tally(kind, sections, [columns[section][line] for section, line in self._in_order])

    def again(
        self,
        before: Tally,
        answers: Mapping[str, Answer],
        changed: Iterable[str],
        verdicts: Mapping[str, Verdict] | None = None,
    ) -> Tally:
        """Return the tally after the facts of `changed` changed since `before`; equal to a new tally of everything."""
        kind, judged = before.sheet.kind, verdicts or {}
        touched: dict[int, dict[int, str]] = {}
        for code in self.lines.touched(changed):
            section, line = self._places[code]
            touched.setdefault(section, {})[line] = code
        parts = []
        for place, (indicator, questions) in enumerate(self._by_indicator):
            part = before.sections[place].part
            if place in touched:
                replaced = list(part.lines)
                for line, code in touched[place].items():
                    replaced[line] = self.lines.line(questions[line], answers, kind, judged.get(code))
                part = part._replace(lines=tuple(replaced))
            share = indicator.weight.value
            parts.append(part if part.share is share else part._replace(share=share))
        parts = redistribute(parts, self.questionnaire.rules.maximum)
        sections = [
            self._gone_on(old, part, touched.get(place, ()))
            for place, (old, part) in enumerate(zip(before.sections, parts, strict=True))
        ]
        scores = list(before.sheet.questions)
        for old, new, ranks in zip(before.sections, sections, self._ranks, strict=True):
            if old is not new:
                for rank, score in zip(ranks, new.questions, strict=True):
                    scores[rank] = score
        return self._tally(kind, sections, scores)

    def changes(self, before: Tally, after: Tally) -> list[int]:
        """Return which lines of the sheet differ, as places in `ScoreSheet.questions`."""
        found = []
        for old, new, ranks in zip(before.sections, after.sections, self._ranks, strict=True):
            if old is not new:
                lines = zip(ranks, old.questions, new.questions, strict=True)
                found += [rank for rank, was, now in lines if was is not now and was != now]
        return sorted(found)

    def _gone_on(self, before: Section, part: Part, changed: Collection[int]) -> Section:
        if before.part is part or (not changed and before.part.share == part.share):
            return before
        return self._sections.again(before, part, changed)

    def _tally(self, kind: FactKind, sections: Sequence[Section], questions: Sequence[QuestionScore]) -> Tally:
        return Tally(assemble(self.questionnaire, kind, sections, tuple(questions)), tuple(sections))
