"""The questionnaire as an XLSForm: sheets `survey`, `choices` and `settings`, for ODK Central and KoboToolbox."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import BinaryIO

from scoring.rules import Question, Questionnaire
from sheets.choices import Shown
from sheets.layout import Stamp
from sheets.odk.fields import BODY, STAMP_PREFIX, TERRITORY, Field, asked_when, by_code, fields_of, one_line
from sheets.odk.names import Part, field_name
from sheets.paper import Paper, row_height, words
from wording import text
from workflow.bodies import folded

BODY_LIMIT = 300
"""Longest name of a body in characters."""

Row = Mapping[str, str]

_SURVEY = (
    "type", "name", "label", "hint", "guidance_hint", "required", "required_message", "relevant", "constraint",
    "constraint_message", "calculation", "appearance",
)  # fmt: skip
_CHOICES = ("list_name", "name", "label")
_SETTINGS = ("form_title", "form_id", "version", "default_language", "style", "instance_name")
_SPOKEN = {"label", "hint", "guidance_hint", "required_message", "constraint_message"}
_WIDTHS = {"label": 60.0, "hint": 60.0, "guidance_hint": 40.0, "name": 26.0, "type": 22.0, "relevant": 36.0}
_PAGE = "field-list"
_NAMED = 40


def write_xlsform(questionnaire: Questionnaire, target: str | BinaryIO) -> None:
    """Write the form to `target`, a path or a binary stream; equal rules give equal bytes."""
    survey, choices = rows_of(questionnaire)
    paper = Paper.open(target)
    created = dt.datetime(questionnaire.rules.year, 1, 1)
    paper.book.set_properties({"title": questionnaire.rules.title, "subject": questionnaire.label, "created": created})
    _write(paper, "survey", _SURVEY, survey)
    _write(paper, "choices", _CHOICES, choices)
    _write(paper, "settings", _SETTINGS, [_settings(questionnaire, survey, choices)])
    paper.book.close()


def rows_of(questionnaire: Questionnaire) -> tuple[list[Row], list[Row]]:
    """Return the rows of the sheets `survey` and `choices`."""
    lists = _Lists()
    survey = [*_opening(questionnaire), *_indicators(questionnaire, lists)]
    return survey, lists.rows


def form_id(questionnaire: Questionnaire) -> str:
    """Return the name under which a server keeps the form; another version or one body's own is another form."""
    rules, body = questionnaire.rules, questionnaire.body
    # The name alone may be too long for a server, or differ from another one in marks that an id cannot hold.
    own = f"_{folded(body).replace(' ', '_')[:_NAMED]}_{hashlib.sha256(body.encode()).hexdigest()[:6]}" if body else ""
    return f"monev_{rules.owner}_{rules.year}_v{rules.version}_{questionnaire.category}{own}"


def literal(value: str) -> str:
    """Return a text as XPath writes it, which knows no escape for its quotation marks.

    >>> print(literal("Desa Contoh"), literal("Ma'had"), literal("Ma'had \\"A\\""))
    'Desa Contoh' "Ma'had" concat('Ma', "'", 'had "A"')
    """
    if "'" not in value:
        return f"'{value}'"
    if '"' not in value:
        return f'"{value}"'
    parts = ', "\'", '.join(f"'{part}'" for part in value.split("'"))
    return f"concat({parts})"


@dataclass(slots=True)
class _Lists:
    """Lists of choices, each stored once."""

    rows: list[Row] = field(default_factory=list)
    _names: dict[tuple[Shown, ...], str] = field(default_factory=dict)

    def name(self, choices: tuple[Shown, ...]) -> str:
        """Return the name of the list that offers `choices`."""
        if choices not in self._names:
            name = self._names[choices] = f"pilihan_{len(self._names) + 1}"
            self.rows += [{"list_name": name, "name": choice.code, "label": choice.words} for choice in choices]
        return self._names[choices]


def _opening(questionnaire: Questionnaire) -> Iterator[Row]:
    """Yield the screens before the questions: how to fill in, and who fills in; the stamp goes along unseen."""
    rules = questionnaire.rules
    yield _begin("petunjuk", text("odk.kelompok.petunjuk"), _PAGE)
    for key in ("isi", "geser", "tautan", "kirim"):
        yield {"type": "note", "name": f"petunjuk_{key}", "label": text(f"odk.cara.{key}")}
    yield {"type": "end_group"}
    yield _begin("identitas", text("odk.kelompok.identitas"), _PAGE)
    about = text(
        "odk.label.kuesioner", kategori=one_line(questionnaire.label), judul=one_line(rules.title), versi=rules.version
    )
    yield {"type": "note", "name": "identitas_kuesioner", "label": about}
    yield {
        "type": "text",
        "name": BODY,
        "label": text("odk.label.badan"),
        "hint": text("odk.petunjuk.badan"),
        "required": "yes",
        "required_message": text("odk.salah.badan_wajib"),
        "constraint": f"string-length(.) <= {BODY_LIMIT}",
        "constraint_message": text("odk.salah.badan", batas=BODY_LIMIT),
    }
    yield {"type": "text", "name": TERRITORY, "label": text("odk.label.wilayah")}
    for key, value in Stamp.of(questionnaire, made_for="xlsform").rows():
        yield {"type": "calculate", "name": f"{STAMP_PREFIX}{key}", "calculation": literal(value)}
    yield {"type": "end_group"}


def _indicators(questionnaire: Questionnaire, lists: _Lists) -> Iterator[Row]:
    known, number = by_code(questionnaire), 0
    for indicator in questionnaire.indicators:
        groups: dict[str, list[Question]] = {}
        for question in questionnaire.questions:
            if question.indicator == indicator.code:
                groups.setdefault(question.group, []).append(question)
        if not groups:
            continue
        yield _begin(f"indikator_{indicator.code}", one_line(indicator.label))
        for label, questions in groups.items():
            number += 1
            yield _begin(f"kelompok_{number}", one_line(label) or one_line(indicator.label))
            for question in questions:
                yield from _question(question, asked_when(question, known), lists)
            yield {"type": "end_group"}
        yield {"type": "end_group"}


def _question(question: Question, relevant: str, lists: _Lists) -> Iterator[Row]:
    group = _begin(field_name(Part.QUESTION, question.code), question.code, _PAGE)
    yield {**group, "relevant": relevant}
    for asked in fields_of(question):
        yield _row(asked, lists)
    yield {"type": "end_group"}


def _row(asked: Field, lists: _Lists) -> Row:
    kind = f"{asked.type} {lists.name(asked.choices)}" if asked.choices else str(asked.type)
    return {
        "type": kind,
        "name": asked.name,
        "label": asked.label,
        "hint": asked.hint,
        "guidance_hint": asked.guidance,
        "relevant": asked.relevant,
        "constraint": asked.constraint,
        "constraint_message": asked.message,
        "appearance": asked.appearance,
    }


def _begin(name: str, label: str, appearance: str = "") -> Row:
    return {"type": "begin_group", "name": name, "label": label, "appearance": appearance}


def _settings(questionnaire: Questionnaire, survey: list[Row], choices: list[Row]) -> Row:
    """Return the settings; the version names the rules' own and the content, since a server refuses a used version."""
    content = hashlib.sha256(json.dumps([survey, choices], sort_keys=True).encode()).hexdigest()[:8]
    rules = questionnaire.rules
    return {
        "form_title": text("odk.judul", kategori=one_line(questionnaire.label), aturan=one_line(rules.title)),
        "form_id": form_id(questionnaire),
        "version": f"{rules.version}-{content}",
        "default_language": text("odk.bahasa"),
        "style": "pages",
        "instance_name": f"${{{BODY}}}",
    }


def _write(paper: Paper, name: str, columns: tuple[str, ...], rows: list[Row]) -> None:
    widths = [_WIDTHS.get(column, 18.0) for column in columns]
    sheet = paper.sheet(name, widths)
    header, spoken, code = paper.style("header"), paper.style("wrapped", num_format="@"), paper.style("plain")
    for at, column in enumerate(columns):
        words(sheet, 0, at, f"{column}::{text('odk.bahasa')}" if column in _SPOKEN else column, header)
    for line, row in enumerate(rows, start=1):
        shown = [(row.get(c, ""), width) for c, width in zip(columns, widths, strict=True) if c in _SPOKEN]
        sheet.set_row(line, row_height(shown))
        for at, column in enumerate(columns):
            if row.get(column):
                words(sheet, line, at, row[column], spoken if column in _SPOKEN else code)
    sheet.freeze_panes(1, 2)
