"""Submissions of ODK Collect, Enketo or KoboToolbox as answers: one row is one body."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from questionnaires.answers import NUMBER_LIMIT, answer_json, read_answer
from questionnaires.loader import Library
from questionnaires.problems import Problem
from scoring.facts import BLANK, Answer
from scoring.rules import Kind, Questionnaire
from sheets.cells import Value, as_text, plain_number
from sheets.choices import plain
from sheets.container import UnreadableError
from sheets.layout import SCHEMA, Stamp, problem
from sheets.odk.columns import Asked, Columns, Form, find_columns
from sheets.odk.fields import BODY, STAMP_PREFIX
from sheets.odk.form import BODY_LIMIT
from sheets.odk.names import Part
from sheets.odk.table import SUBMISSIONS_LIMIT, Table, fault, is_export, last_name, read_table
from sheets.reader import Reading, read_workbook
from wording import number, one_line

_MACHINE = re.compile(r"\d{1,25}(?:\.\d{1,25})?(?:[eE][+-]?\d{1,2})?", re.ASCII)
"""A number as a form stores it: a point before the decimals, never a mark for thousands; large ones as `1.0E7`."""
_REFUSED = {"rejected", "validation status not approved", "not approved"}
_TICKED, _UNTICKED = ("1", "true"), ("", "0", "false")
_KEYS = {Part.ANSWER: "choice", Part.NUMBER: "number", Part.LEVEL: "level", Part.LINKS: "links", Part.NOTE: "note"}
_SHOWN = 80
_LISTED = 200


@dataclass(frozen=True, slots=True)
class Submission:
    """One row of an export: how people find it, and what it says."""

    origin: str
    reading: Reading


def read_body(data: bytes, name: str, library: Library, questionnaire: Questionnaire) -> Reading:
    """Return the answers of one body, from a workbook or from an export with one submission."""
    if not is_export(data, name):
        return read_workbook(data, library, questionnaire, name)
    found = SubmissionReader(questionnaire).read(data, name)
    if len(found) > 1:
        return _failed(fault(name, "satu", jumlah=number(len(found))))
    return found[0].reading


def body_of(data: bytes, name: str) -> str:
    """Return the body whose own questionnaire an export answers, nothing where it answers that of a category."""
    try:
        table = read_table(data, name)
    except UnreadableError:
        return ""
    stamped = [at for at, heading in enumerate(table.headings) if last_name(heading) == f"{STAMP_PREFIX}{BODY}"]
    return next((words for row in table.rows for at in stamped if at < len(row) and (words := _words(row[at]))), "")


class SubmissionReader:
    """Reads the exports of one form; what is known of it is prepared once."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        self.form = Form(questionnaire)

    def read(self, data: bytes, name: str) -> list[Submission]:
        """Return every submission of an export, or one with the reasons why there are none."""
        try:
            table = read_table(data, name)
        except UnreadableError as error:
            return [_refused(name, [error.problem])]
        columns, problems = find_columns(table, self.form)
        rows = [(number, row) for number, row in enumerate(table.rows) if any(_words(cell) for cell in row)]
        if not rows:
            return [_refused(name, [fault(name, "kosong")])]
        if len(rows) > SUBMISSIONS_LIMIT:
            return [_refused(name, [fault(name, "banyak", jumlah=number(len(rows)), batas=number(SUBMISSIONS_LIMIT))])]
        others = [self._other(table, columns, number, row) for number, row in rows]
        if problems:
            another = [found for found in others if found is not None]
            return [_refused(name, another[:1] or problems)]
        return [
            Submission(table.place(number), self._row(table, columns, number, row) if other is None else _failed(other))
            for (number, row), other in zip(rows, others, strict=True)
        ]

    def _other(self, table: Table, columns: Columns, number: int, row: Sequence[Value]) -> Problem | None:
        """Return why a row answers another questionnaire than the one asked for."""
        found = Stamp.read((key, as_text(row[column])) for key, column in columns.stamp().items())
        if found is None:
            return fault(table.place(number), "tanpa_cap_baris")
        if found.schema != SCHEMA:
            return fault(table.place(number), "skema", skema=found.schema)
        wanted = Stamp.of(self.form.questionnaire)
        if _whose(found) != _whose(wanted):
            return fault(table.place(number), "lain", punya=found.name, diminta=wanted.name)
        return None

    def _row(self, table: Table, columns: Columns, number: int, row: Sequence[Value]) -> Reading:
        line = _Line(table, columns, number, row)
        body = one_line(line.text(BODY))
        problems = list(line.state())
        if not body:
            problems.append(fault(line.place(BODY), "badan"))
        facts: dict[str, Answer] = {}
        for asked in self.form.asked:
            answer, found = line.answer(asked)
            problems += found
            if answer != BLANK and not found:
                facts[asked.question.code] = answer
        questionnaire = self.form.questionnaire
        return Reading(Stamp.of(questionnaire), questionnaire, body[:BODY_LIMIT], facts, tuple(problems))


@dataclass(frozen=True, slots=True)
class _Line:
    """One row of an export under its columns."""

    table: Table
    columns: Columns
    number: int
    row: Sequence[Value]

    def place(self, name: str) -> str:
        """Return how people find a field of this row."""
        ticks = self.columns.choices.get(name, {})
        return self.table.place(self.number, self.columns.at.get(name, next(iter(ticks.values()), None)))

    def text(self, name: str) -> str:
        """Return what a field holds as text, nothing where it has no column."""
        column = self.columns.at.get(name)
        return "" if column is None else as_text(self.row[column])

    def state(self) -> Iterator[Problem]:
        """Yield why the row as a whole cannot count: refused on the server, or formulas where answers stand."""
        review = "" if self.columns.review is None else as_text(self.row[self.columns.review])
        if plain(review) in _REFUSED:
            yield fault(self.table.place(self.number, self.columns.review), "ditolak", isi=review)
        for column in self.columns.read() if self.table.faults else ():
            held = self.table.faults.get((self.number, column))
            if held is not None:
                yield fault(self.table.place(self.number, column), "rumus", isi=held[:_SHOWN])

    def answer(self, asked: Asked) -> tuple[Answer, list[Problem]]:
        """Return the answer to one question, and what is wrong with it."""
        raw: dict[str, Any] = {}
        problems: list[Problem] = []
        for part, one in asked.fields.items():
            if part is Part.LINKS:
                raw["links"] = self.text(one.name).split()
            elif part is Part.NOTE:
                raw["note"] = self.text(one.name)
            elif part is Part.NUMBER:
                raw["number"] = self._count(one.name)
            elif asked.question.kind is Kind.MULTIPLE:
                raw["choice"] = self._several(asked, one.name, problems)
            elif self.text(one.name).strip():
                known = asked.levels if part is Part.LEVEL else asked.answers
                code = known.get(plain(self.text(one.name)))
                raw["level" if part is Part.LEVEL else "choice"] = code
                if code is None:
                    key = "tingkat" if part is Part.LEVEL else "jawaban"
                    problems.append(self._unknown(one.name, key, self.text(one.name), asked))
        answer, found = read_answer(asked.question, raw, asked.question.code)
        return answer, problems or (self._explained(asked, raw) if found else [])

    def _count(self, name: str) -> str | None:
        """Return a number as every reader of ours takes it; what is no machine's number is left as it stands."""
        column = self.columns.at[name]
        value = self.row[column]
        if isinstance(value, int | float) and not isinstance(value, bool):
            return plain_number(value)
        written = as_text(value).strip()
        if _MACHINE.fullmatch(written) and len(written) <= NUMBER_LIMIT:
            return str(answer_json(Answer(number=Fraction(written)))["number"])
        return written or None

    def _several(self, asked: Asked, name: str, problems: list[Problem]) -> list[str] | str | None:
        """Return the choices of a field with several: from its own column, from those of its choices, or from both."""
        ticked = self._ticked(name, problems)
        if name not in self.columns.at:
            return self._chosen(asked, ticked or [])
        words = self.text(name)
        codes = [asked.answers.get(plain(word)) for word in words.split()]
        if ticked is None and None in codes:
            problems.append(fault(self.place(name), "pilihan", isi=words[:_SHOWN]))
        elif ticked is not None and not self._agree(asked, words, codes, ticked):
            problems.append(fault(self.place(name), "beda", isi=words[:_SHOWN], pilihan=", ".join(ticked) or "-"))
        return self._chosen(asked, ticked if ticked is not None else [code for code in codes if code is not None])

    def _chosen(self, asked: Asked, codes: list[str]) -> list[str] | str | None:
        """Return choices as an answer holds them: `tidak_berlaku` alone is no option but an answer of its own."""
        alone = len(codes) == 1 and codes[0] not in {option.code for option in asked.question.options}
        return codes[0] if alone else codes or None

    def _ticked(self, name: str, problems: list[Problem]) -> list[str] | None:
        """Return the choices whose own column is ticked, None where they have none."""
        ticks = self.columns.choices.get(name)
        if ticks is None:
            return None
        for column in ticks.values():
            if _tick(self.row[column]) not in (*_TICKED, *_UNTICKED):
                shown = as_text(self.row[column])[:_SHOWN]
                problems.append(fault(self.table.place(self.number, column), "centang", isi=shown))
        return [code for code, column in ticks.items() if _tick(self.row[column]) in _TICKED]

    def _agree(self, asked: Asked, words: str, codes: Sequence[str | None], ticked: Sequence[str]) -> bool:
        """Tell whether a field's own column says what the columns of its choices say, in codes or in labels."""
        if None not in codes:
            return set(codes) == set(ticked)
        rest = plain(words)
        labels = {choice.code: plain(choice.words) for choice in asked.fields[Part.ANSWER].choices}
        for code in sorted(ticked, key=lambda code: -len(labels[code])):
            if labels[code] not in rest:
                return False
            rest = rest.replace(labels[code], "", 1)
        return not rest.strip(" .")

    def _unknown(self, name: str, key: str, words: str, asked: Asked) -> Problem:
        part = Part.LEVEL if key == "tingkat" else Part.ANSWER
        one = asked.fields.get(part) or asked.fields[Part.UNUSED]
        offered = "; ".join(choice.words for choice in one.choices)[:_LISTED]
        return problem(self.place(name), key, isi=words[:_SHOWN], pilihan=offered)

    def _explained(self, asked: Asked, raw: dict[str, Any]) -> list[Problem]:
        """Return what is wrong, part by part, each with its own column."""
        problems = []
        for part, one in asked.fields.items():
            key = _KEYS.get(part, "choice")
            given = {key: raw.get(key)} | ({"choice": raw.get("choice")} if part is Part.LEVEL else {})
            _, found = read_answer(asked.question, given, asked.question.code)
            problems += [Problem(self.place(one.name), left.message, left.remedy) for left in found]
        return problems


def _whose(stamp: Stamp) -> tuple[str, int, str, str]:
    return stamp.rules, stamp.version, stamp.category, plain(stamp.body)


def _tick(value: Value) -> str:
    return plain(as_text(value))


def _words(value: Value) -> str:
    return as_text(value).strip()


def _failed(found: Problem) -> Reading:
    return Reading(problems=(found,))


def _refused(name: str, problems: Sequence[Problem]) -> Submission:
    return Submission(name, Reading(problems=tuple(problems)))
