"""Drop-down lists and checks of the sheet of answers, with what the program says when a cell is entered."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any, Protocol

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from scoring.rules import Kind, Question, Questionnaire
from sheets.choices import answers_of
from sheets.layout import NOTE_LIMIT, Column
from sheets.lists import Lists
from wording import text

Check = dict[str, Any]
Area = tuple[int, int, int, int]


class Places(Protocol):
    """Where questions and columns stand."""

    @property
    def questionnaire(self) -> Questionnaire: ...
    @property
    def rows(self) -> Mapping[str, int]: ...
    @property
    def columns(self) -> Mapping[Column, int]: ...
    @property
    def links(self) -> int: ...


def attach_checks(sheet: Worksheet, lists: Lists, form: Places) -> None:
    """Attach the lists and checks; cells with the same check share one entry."""
    areas: dict[tuple[Column, tuple[str, ...]], list[Area]] = defaultdict(list)
    for question in form.questionnaire.questions:
        for column, source in _sources(lists, question):
            row, at = form.rows[question.code], form.columns[column]
            areas[column, source].append((row, at, row, at))
    for (column, source), cells in areas.items():
        check = _CHECKS[column](source)
        others = {"other_cells": [list(area) for area in cells[1:]]} if cells[1:] else {}
        sheet.data_validation(*cells[0], {**check, **others})
    rows = sorted(form.rows.values())
    first, note = form.columns[Column.LINK], form.columns[Column.NOTE]
    sheet.data_validation(
        rows[0], first, rows[-1], first + form.links - 1, _link(f"{xl_col_to_name(first)}{rows[0] + 1}")
    )
    sheet.data_validation(rows[0], note, rows[-1], note, _note())


def _sources(lists: Lists, question: Question) -> list[tuple[Column, tuple[str, ...]]]:
    """Return what each input cell of a question may hold: words, or the range of a list."""
    found: list[tuple[Column, tuple[str, ...]]] = []
    if question.kind is Kind.OPTION:
        found.append((Column.ANSWER, (f"={lists.block(question.options).words}",)))
    elif question.kind is Kind.MULTIPLE:
        found.append((Column.ANSWER, ()))
    elif answers := answers_of(question):
        found.append((Column.ANSWER, tuple(choice.words for choice in answers)))
    if question.levels:
        found.append((Column.LEVEL, (f"={lists.block(question.levels).words}",)))
    if question.kind is Kind.NUMBER:
        found.append((Column.NUMBER, ()))
    return found


def _answer(source: tuple[str, ...]) -> Check:
    if not source:
        return {
            "validate": "any",
            "input_title": text("sheets.periksa.beberapa.judul"),
            "input_message": text("sheets.periksa.beberapa.pesan"),
        }
    return _choice(source, "sheets.periksa.jawaban")


def _level(source: tuple[str, ...]) -> Check:
    return _choice(source, "sheets.periksa.tingkat")


def _choice(source: tuple[str, ...], key: str) -> Check:
    return {
        "validate": "list",
        "source": source[0] if source[0].startswith("=") else list(source),
        "error_title": text(f"{key}.judul"),
        "error_message": text(f"{key}.pesan"),
    }


def _number(_source: tuple[str, ...]) -> Check:
    return {
        "validate": "decimal",
        "criteria": ">=",
        "value": 0,
        "error_title": text("sheets.periksa.angka.judul"),
        "error_message": text("sheets.periksa.angka.pesan"),
    }


def _link(cell: str) -> Check:
    return {
        "validate": "custom",
        "value": f'=OR(LEFT(LOWER(TRIM({cell})),7)="http://",LEFT(LOWER(TRIM({cell})),8)="https://")',
        "error_title": text("sheets.periksa.tautan.judul"),
        "error_message": text("sheets.periksa.tautan.pesan"),
    }


def _note() -> Check:
    return {
        "validate": "length",
        "criteria": "<=",
        "value": NOTE_LIMIT,
        "error_title": text("sheets.periksa.catatan.judul"),
        "error_message": text("sheets.periksa.catatan.pesan", batas=NOTE_LIMIT),
    }


_CHECKS = {Column.ANSWER: _answer, Column.LEVEL: _level, Column.NUMBER: _number}
