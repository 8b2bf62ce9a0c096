"""Every spelling of the answers of a questionnaire, and one row of a workbook as it stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from questionnaires.answers import read_answer
from scoring.facts import BLANK, Answer
from scoring.rules import Kind, Question, Questionnaire
from sheets.cells import Value, as_text, plain_number
from sheets.choices import SEPARATOR, answers_of, levels_of, plain, spellings

_REMEMBERED = 200


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """A question with every spelling of its answers and levels, to their codes.

    printed, printed_levels: the words that our workbooks offer. judged: answer and level cells seen before, with the
    answer they make, None where they make none.
    """

    question: Question
    answers: Mapping[str, str]
    levels: Mapping[str, str]
    printed: tuple[str, ...]
    printed_levels: tuple[str, ...]
    judged: dict[tuple[Value, Value], Answer | None] = field(default_factory=dict)

    def judge(self, answer: Value, level: Value) -> Answer | None:
        """Return what the two cells say, without links and note; None where something in them is wrong."""
        key = (answer, level)
        if key not in self.judged:
            if len(self.judged) > _REMEMBERED:
                self.judged.clear()
            self.judged[key] = self._read(answer, level)
        return self.judged[key]

    def _read(self, answer: Value, level: Value) -> Answer | None:
        choice, tier = choice_of(self, answer), word_of(self.levels, level)
        if (choice is None and answer != "") or (tier is None and level != ""):
            return None
        found, problems = read_answer(self.question, {"choice": choice, "level": tier}, self.question.code)
        if problems:
            return None
        return BLANK if found == BLANK else found

    @classmethod
    def of(cls, question: Question) -> Vocabulary:
        """Return the vocabulary of `question`."""
        answers, levels = answers_of(question), levels_of(question)
        fixed = question.kind is not Kind.OPTION
        return cls(
            question,
            {**spellings(answers, fixed=fixed), **{choice.words: choice.code for choice in answers}},
            {**spellings(levels), **{choice.words: choice.code for choice in levels}},
            tuple(choice.words for choice in answers),
            tuple(choice.words for choice in levels),
        )


class Vocabularies:
    """The vocabularies of one questionnaire by code, made once for any number of workbooks."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        self.questionnaire = questionnaire
        self.by_code = {question.code: Vocabulary.of(question) for question in questionnaire.questions}
        self._by_folded = {code.casefold(): found for code, found in self.by_code.items()}

    def find(self, code: str) -> Vocabulary | None:
        """Return the question of this code, in whatever case it is written."""
        return self.by_code.get(code) or self._by_folded.get(code.casefold())


@dataclass(slots=True)
class Row:
    """One row as it stands: values by column, and the addresses behind its link cells."""

    number: int
    answer: Value
    level: Value
    count: Value
    links: list[tuple[int, Value]]
    note: Value

    @property
    def empty(self) -> bool:
        """Tell whether nothing was entered."""
        return not (self.links or self.answer != "" or self.level != "" or self.count != "" or self.note != "")


def choice_of(found: Vocabulary, value: Value) -> str | list[str] | None:
    if found.question.kind is not Kind.MULTIPLE or not isinstance(value, str):
        return word_of(found.answers, value)
    whole = word_of(found.answers, value)
    if whole is not None and whole not in {option.code for option in found.question.options}:
        return whole
    parts = [part for part in value.replace("\n", SEPARATOR).split(SEPARATOR) if part.strip()]
    codes = [word_of(found.answers, part) for part in parts]
    options = {option.code for option in found.question.options}
    return None if not codes or any(code not in options for code in codes) else [str(code) for code in codes]


def word_of(known: Mapping[str, str], value: Value) -> str | None:
    if not isinstance(value, str) or value == "":
        return None
    return known.get(value) or known.get(plain(value))


def code_of(value: Value) -> str:
    if isinstance(value, str):
        return value.strip()
    return plain_number(value) if isinstance(value, int | float) and not isinstance(value, bool) else as_text(value)
