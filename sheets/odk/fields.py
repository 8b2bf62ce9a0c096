"""What the form asks for each question, field by field: the writer lays it out, the reader looks for it.

Decided here: links and levels are asked only where they can count, because every field is one more scroll on a small
screen; a note may always be written. All links of a question share one field, a line each, so that an answer with three
links has one column and none of them can be lost.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from questionnaires.answers import LINK_LIMIT, LINKS_LIMIT, NOTE_LIMIT
from questionnaires.evidence import evidence_text
from scoring.facts import Choice
from scoring.rules import Kind, Level, NotApplicable, Question, Questionnaire
from sheets.choices import Shown, answers_of, shown
from sheets.odk.names import Part, field_name
from wording import text

BODY, TERRITORY = "badan", "wilayah"
STAMP_PREFIX = "monev_"
"""Begins the names of the fields that say which rules a submission answers."""

_LINK = r"[Hh][Tt][Tt][Pp][Ss]?://[^\s/?#@.:\[\]\\]+(\.[^\s/?#@.:\[\]\\]+)+(:[0-9]{1,4})?([/?#]\S*)?"
LINKS = rf"^\s*({_LINK}(\s+|$)){{1,{LINKS_LIMIT}}}$"
"""What the links of a question look like, for `regex` in XForms (Java and JavaScript alike)."""


class Type(StrEnum):
    """How a field is filled in; the value is the type of XLSForm."""

    ONE = "select_one"
    SEVERAL = "select_multiple"
    NUMBER = "decimal"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Field:
    """One field of the form.

    relevant, constraint: expressions of XLSForm. message: said when the constraint does not hold.
    """

    name: str
    part: Part
    type: Type
    label: str
    hint: str = ""
    guidance: str = ""
    choices: tuple[Shown, ...] = ()
    relevant: str = ""
    constraint: str = ""
    message: str = ""
    appearance: str = ""


def fields_of(question: Question) -> tuple[Field, ...]:
    """Return the fields of `question` in the order in which they are asked."""
    return tuple(_fields(question))


def asked_when(question: Question, by_code: Mapping[str, Question]) -> str:
    """Return when the question is asked, with the conditions of the questions it hangs on; empty: always."""
    conditions: list[str] = []
    here = question
    while here.shown_when is not None:
        parent = by_code[here.shown_when.question]
        part = Part.UNUSED if parent.kind is Kind.NUMBER else Part.ANSWER
        given = " or ".join(_selected(parent, part, code) for code in here.shown_when.choices)
        conditions.append(f"({given})")
        here = parent
    return " and ".join(reversed(conditions))


def by_code(questionnaire: Questionnaire) -> dict[str, Question]:
    """Return the questions by code."""
    return {question.code: question for question in questionnaire.questions}


def one_line(words: str) -> str:
    """Return a text for a cell of the form: single spaces, and no `${`, which would refer to a field."""
    return " ".join(words.split()).replace("${", "$ {")


def _fields(question: Question) -> Iterator[Field]:
    if question.kind is Kind.NUMBER:
        yield from _number(question)
    else:
        yield _answer(question)
    if question.levels:
        yield Field(
            field_name(Part.LEVEL, question.code),
            Part.LEVEL,
            Type.ONE,
            text("odk.label.tingkat", kode=question.code),
            choices=described(question.levels),
            relevant=_level_when(question),
        )
    yield Field(
        field_name(Part.LINKS, question.code),
        Part.LINKS,
        Type.TEXT,
        text("odk.label.bukti", kode=question.code),
        hint=text("odk.petunjuk.bukti"),
        relevant=_links_when(question),
        constraint=f"regex(., '{LINKS}') and string-length(.) <= {LINK_LIMIT}",
        message=text("odk.salah.tautan", batas=LINK_LIMIT),
        appearance="multiline",
    )
    yield Field(
        field_name(Part.NOTE, question.code),
        Part.NOTE,
        Type.TEXT,
        text("odk.label.catatan", kode=question.code),
        constraint=f"string-length(.) <= {NOTE_LIMIT}",
        message=text("odk.salah.catatan", batas=NOTE_LIMIT),
        appearance="multiline",
    )


def _answer(question: Question) -> Field:
    several = question.kind is Kind.MULTIPLE
    alone = several and question.not_applicable is not NotApplicable.REFUSE
    return Field(
        field_name(Part.ANSWER, question.code),
        Part.ANSWER,
        Type.SEVERAL if several else Type.ONE,
        asked(question),
        _hint(question),
        _guidance(question),
        _answers(question),
        constraint=f"not(selected(., '{Choice.NOT_APPLICABLE}')) or count-selected(.) = 1" if alone else "",
        message=text("odk.salah.tidak_berlaku") if alone else "",
    )


def _number(question: Question) -> Iterator[Field]:
    unused = answers_of(question)
    if unused:
        yield Field(
            field_name(Part.UNUSED, question.code),
            Part.UNUSED,
            Type.ONE,
            text("odk.label.berlaku", kode=question.code),
            hint=text("odk.petunjuk.berlaku"),
            choices=unused,
        )
    yield Field(
        field_name(Part.NUMBER, question.code),
        Part.NUMBER,
        Type.NUMBER,
        asked(question),
        _hint(question),
        _guidance(question),
        relevant=f"not({_selected(question, Part.UNUSED, Choice.NOT_APPLICABLE)})" if unused else "",
        constraint=". >= 0",
        message=text("odk.salah.angka"),
    )


def asked(question: Question) -> str:
    """Return the question as the form asks it."""
    return text("odk.label.butir", kode=question.code, pertanyaan=one_line(question.text))


def described(scale: tuple[Level, ...]) -> tuple[Shown, ...]:
    """Return the choices of a scale, each with what it means."""
    return tuple(
        Shown(choice.code, f"{choice.words}: {one_line(level.definition)}" if level.definition else choice.words)
        for choice, level in zip(shown(scale), scale, strict=True)
    )


def _answers(question: Question) -> tuple[Shown, ...]:
    meant = {choice.code: choice for choice in described(question.options)}
    return tuple(meant.get(choice.code, choice) for choice in answers_of(question))


def _hint(question: Question) -> str:
    lines = [one_line(question.help)]
    evidence = evidence_text(question.evidence)
    if evidence:
        lines.append(text("odk.petunjuk.diminta", bukti=one_line(evidence)))
    if not question.scored:
        lines.append(text("odk.petunjuk.data"))
    return "\n".join(line for line in lines if line)


def _guidance(question: Question) -> str:
    lines = [text("odk.petunjuk.perlu", langkah=one_line(question.remedy))] if question.remedy else []
    if question.legal:
        laws = "; ".join(
            law.text if law.checked else text("sheets.isian.hukum_belum_dicek", dasar=law.text)
            for law in question.legal
        )
        lines.append(text("odk.petunjuk.hukum", dasar=one_line(laws)))
    return "\n".join(lines)


def _level_when(question: Question) -> str:
    if question.kind is not Kind.NUMBER:
        return _selected(question, Part.ANSWER, Choice.YES)
    if not question.counts:
        return _filled(question, Part.NUMBER)
    bound = _literal(question.counts[0].lower)
    return f"{_filled(question, Part.NUMBER)} and {_reference(question, Part.NUMBER)} < {bound}"


def _links_when(question: Question) -> str:
    if question.kind is Kind.NUMBER:
        unused = answers_of(question)
        also = f" or {_selected(question, Part.UNUSED, Choice.NOT_APPLICABLE)}" if unused else ""
        return _filled(question, Part.NUMBER) + also
    given = _filled(question, Part.ANSWER)
    if question.kind is not Kind.YES_NO:
        return given
    return f"{given} and not({_selected(question, Part.ANSWER, Choice.NO)})"


def _selected(question: Question, part: Part, code: str) -> str:
    return f"selected({_reference(question, part)}, '{code}')"


def _filled(question: Question, part: Part) -> str:
    return f"{_reference(question, part)} != ''"


def _reference(question: Question, part: Part) -> str:
    return f"${{{field_name(part, question.code)}}}"


def _literal(value: Fraction) -> str:
    """Return a number as XPath writes it."""
    return str(value.numerator) if value.denominator == 1 else f"({value.numerator} div {value.denominator})"
