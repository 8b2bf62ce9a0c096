"""Which column of an export holds which part of which answer: by name, or by the label that KoboToolbox shows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from questionnaires.problems import Problem
from scoring.rules import Question, Questionnaire
from sheets.choices import plain
from sheets.odk.fields import BODY, STAMP_PREFIX, Field, Type, fields_of
from sheets.odk.names import Part, read_name
from sheets.odk.table import Table, fault, last_name, names_in, shown
from sheets.vocabulary import Vocabulary
from wording import text

_REVIEW = ("ReviewState", "_validation_status")
_NAMED = 8


class Place(NamedTuple):
    """What a column holds: a field, or one choice of a field with several; `choice` is empty for the field itself."""

    name: str
    choice: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with its fields by part, and every spelling of its choices to their codes."""

    question: Question
    fields: Mapping[Part, Field]
    answers: Mapping[str, str]
    levels: Mapping[str, str]

    @classmethod
    def of(cls, question: Question) -> Asked:
        """Return what is known of `question`."""
        found = Vocabulary.of(question)
        fields = {asked.part: asked for asked in fields_of(question)}
        answer = fields.get(Part.ANSWER) or fields.get(Part.UNUSED)
        return cls(question, fields, _spelt(found.answers, answer), _spelt(found.levels, fields.get(Part.LEVEL)))


class Form:
    """The form of one questionnaire as exports show it, prepared once."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        self.questionnaire = questionnaire
        self.asked = tuple(Asked.of(question) for question in questionnaire.questions)
        self.fields = {one.name: one for asked in self.asked for one in asked.fields.values()}
        self._labels = _unambiguous(_labels(self.fields.values()))

    def place(self, heading: str) -> Place | None:
        """Return what the column under `heading` holds, None where it is none of the form's own."""
        names = names_in(heading)
        if len(names) > 1 and self._offers(names[-2], names[-1]):
            return Place(names[-2], names[-1])
        if names and (names[-1] in self.fields or names[-1] == BODY or names[-1].startswith(STAMP_PREFIX)):
            return Place(names[-1])
        words = heading
        while words:
            if (found := self._labels.get(plain(words))) is not None:
                return found
            words = words.partition("/")[2]
        return None

    def _offers(self, name: str, code: str) -> bool:
        asked = self.fields.get(name)
        return asked is not None and asked.type is Type.SEVERAL and any(c.code == code for c in asked.choices)


@dataclass(slots=True)
class Columns:
    """Where the parts stand, by name; `choices`: the columns of single choices, by name and code."""

    at: dict[str, int] = field(default_factory=dict)
    choices: dict[str, dict[str, int]] = field(default_factory=dict)
    review: int | None = None

    def read(self) -> list[int]:
        """Return every column in which an answer may stand."""
        return sorted({*self.at.values(), *(column for ticks in self.choices.values() for column in ticks.values())})

    def stamp(self) -> dict[str, int]:
        """Return the columns of the stamp by its keys."""
        return {
            name.removeprefix(STAMP_PREFIX): column for name, column in self.at.items() if name.startswith(STAMP_PREFIX)
        }


def find_columns(table: Table, form: Form) -> tuple[Columns, list[Problem]]:
    """Return the columns of an export, and what is wrong with its headings."""
    columns, problems = Columns(), []
    top = text("odk.tempat.judul", berkas=table.name)
    for number, heading in enumerate(table.headings):
        found = form.place(heading)
        if found is None:
            columns.review = number if heading in _REVIEW else columns.review
            named = read_name(last_name(heading)) if heading else None
            if named is not None and named.part is not Part.QUESTION:
                problems.append(fault(top, "kolom_butir", kolom=shown(heading), kode=named.code))
            continue
        known = columns.choices.setdefault(found.name, {}) if found.choice else columns.at
        if known.setdefault(found.choice or found.name, number) != number:
            problems.append(fault(top, "kolom_ganda", kolom=shown(heading)))
    missing = [name for name in (BODY, *form.fields) if name not in columns.at and not _in_choices(form, columns, name)]
    if missing:
        listed = ", ".join(missing[:_NAMED]) + (", ..." if len(missing) > _NAMED else "")
        problems.append(fault(top, "kolom_hilang", jumlah=len(missing), kolom=listed))
    return columns, problems


def _in_choices(form: Form, columns: Columns, name: str) -> bool:
    """Tell whether every choice of a field has a column, so that the field itself is not needed."""
    asked = form.fields.get(name)
    given = columns.choices.get(name)
    return asked is not None and given is not None and all(choice.code in given for choice in asked.choices)


def _spelt(spellings: Mapping[str, str], asked: Field | None) -> dict[str, str]:
    return {**spellings, **{plain(choice.words): choice.code for choice in (asked.choices if asked else ())}}


def _labels(fields: Iterable[Field]) -> Iterable[tuple[str, Place]]:
    for asked in fields:
        yield plain(asked.label), Place(asked.name)
        if asked.type is Type.SEVERAL:
            for choice in asked.choices:
                yield plain(f"{asked.label}/{choice.words}"), Place(asked.name, choice.code)
    yield plain(text("odk.label.badan")), Place(BODY)


def _unambiguous(pairs: Iterable[tuple[str, Place]]) -> dict[str, Place]:
    """Return the pairs whose first part stands for one place alone."""
    found: dict[str, set[Place]] = {}
    for words, place in pairs:
        found.setdefault(words, set()).add(place)
    return {words: next(iter(places)) for words, places in found.items() if len(places) == 1}
