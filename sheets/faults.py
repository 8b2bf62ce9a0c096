"""What is wrong with a row, cell by cell, and how to put it right."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from xlsxwriter.utility import xl_col_to_name

from questionnaires.answers import NOTE_LIMIT, valid_link
from questionnaires.problems import Problem
from questionnaires.values import AmbiguousNumberError, parse_number
from scoring.facts import Choice
from scoring.rules import Kind
from sheets.cells import Grid, Value, as_text
from sheets.choices import SEPARATOR, nearest, plain
from sheets.columns import Columns
from sheets.layout import Column, problem, title
from sheets.vocabulary import Row, Vocabulary, choice_of, word_of
from wording import number as number_words

Report = Callable[..., Problem]

_SHOWN = 80
_LISTED = 200
_NOT_APPLICABLE = ("tidak berlaku", "n/a")


def explain(
    grid: Grid,
    columns: Columns,
    found: Vocabulary,
    row: Row,
    faulty: list[int],
    behind: Callable[[], Mapping[str, str]],
) -> tuple[list[Problem], list[str]]:
    """Return what is wrong with a row, and its links once those behind words or side by side were taken apart."""

    def report(column: int, key: str, **values: object) -> Problem:
        return problem(grid.place(row.number, column, columns.titles), key, **values)

    problems = [_fault(report, column, grid.faults[row.number, column]) for column in faulty]
    checks = (
        (Column.ANSWER, _answer(report, columns, found, row)),
        (Column.LEVEL, _level(report, columns, found, row)),
        (Column.NUMBER, _count(report, columns, found, row)),
        (Column.NOTE, _note(report, columns, row)),
    )
    for column, check in checks:
        if columns.at.get(column) not in faulty:
            problems += check
    links: list[str] = []
    for at, value in row.links:
        if at not in faulty:
            taken = _links(value, f"{xl_col_to_name(at)}{row.number + 1}", behind)
            links += taken
            problems += [] if taken else [_no_link(report, at, as_text(value))]
    return problems, links


def _fault(report: Report, column: int, held: str) -> Problem:
    return report(column, "galat" if held.startswith("#") else "rumus", isi=held[:_SHOWN])


def _answer(report: Report, columns: Columns, found: Vocabulary, row: Row) -> Iterator[Problem]:
    value, column = row.answer, columns.at[Column.ANSWER]
    if value == "" or choice_of(found, value) is not None:
        return
    shown = as_text(value)[:_SHOWN]
    question = found.question
    choices = list(dict.fromkeys(found.printed))
    if question.kind is Kind.NUMBER:
        yield report(column, "jawaban_angka", isi=shown, kolom=title(Column.NUMBER))
    elif plain(as_text(value)) in _NOT_APPLICABLE:
        yield report(column, "tidak_berlaku", pilihan=_listed(choices))
    elif question.kind is Kind.MULTIPLE:
        parts = as_text(value).split(SEPARATOR)
        unknown = [part.strip() for part in parts if part.strip() and word_of(found.answers, part) is None]
        yield report(column, "beberapa", isi=(unknown or [shown])[0][:_SHOWN], pilihan=_listed(choices))
    else:
        meant = nearest(plain(as_text(value)), [plain(choice) for choice in choices])
        words = next((choice for choice in choices if plain(choice) == meant), "")
        if words:
            yield report(column, "jawaban_mirip", isi=shown, maksud=words)
        else:
            yield report(column, "jawaban", isi=shown, pilihan=_listed(choices))


def _level(report: Report, columns: Columns, found: Vocabulary, row: Row) -> Iterator[Problem]:
    if row.level == "":
        return
    column, shown = columns.at[Column.LEVEL], as_text(row.level)[:_SHOWN]
    if not found.levels:
        yield report(column, "tingkat_tidak_dipakai", isi=shown)
    elif word_of(found.levels, row.level) is None:
        yield report(column, "tingkat", isi=shown, pilihan=_listed(list(found.printed_levels)))
    elif found.question.kind is Kind.YES_NO and choice_of(found, row.answer) != Choice.YES:
        yield report(column, "tingkat_tanpa_ya", isi=shown)


def _count(report: Report, columns: Columns, found: Vocabulary, row: Row) -> Iterator[Problem]:
    value = row.count
    if value == "":
        return
    column, shown = columns.at[Column.NUMBER], as_text(value)[:_SHOWN]
    if found.question.kind is not Kind.NUMBER:
        yield report(column, "angka_tidak_dipakai", isi=shown)
    elif isinstance(value, bool) or not isinstance(value, str | int | float):
        yield report(column, "angka_jenis", isi=shown)
    elif not isinstance(value, str):
        if value < 0:
            yield report(column, "angka_negatif", isi=shown)
    else:
        yield from _written(report, column, value.strip())


def _written(report: Report, column: int, value: str) -> Iterator[Problem]:
    try:
        negative = parse_number(value) < 0
    except AmbiguousNumberError:
        whole = value.replace(".", "").replace(",", "")
        decimal = value.replace(".", ",") + "0"
        yield report(column, "angka_rancu", isi=value, ribuan=whole, pecahan=decimal)
    except ValueError:
        yield report(column, "angka", isi=value[:_SHOWN])
    else:
        if negative:
            yield report(column, "angka_negatif", isi=value[:_SHOWN])


def _note(report: Report, columns: Columns, row: Row) -> Iterator[Problem]:
    length = len(as_text(row.note))
    if length > NOTE_LIMIT:
        yield report(columns.at[Column.NOTE], "catatan", panjang=number_words(length), batas=number_words(NOTE_LIMIT))


def _links(value: Value, cell: str, behind: Callable[[], Mapping[str, str]]) -> list[str]:
    """Return the addresses in a cell: itself, several side by side, or the one behind its words."""
    words = as_text(value).strip()
    if valid_link(words):
        return [words]
    parts = [part.rstrip(",;") for part in words.split()]
    if len(parts) > 1 and all(valid_link(part) for part in parts):
        return parts
    address = behind().get(cell, "").strip()
    return [address] if valid_link(address) else []


def _no_link(report: Report, column: int, words: str) -> Problem:
    stripped = words.strip()
    if valid_link(f"https://{stripped}"):
        return report(column, "tautan_awalan", isi=stripped[:_SHOWN])
    return report(column, "tautan", isi=stripped[:_SHOWN], kolom=title(Column.NOTE))


def _listed(choices: list[str]) -> str:
    listed = ", ".join(choices)
    return listed if len(listed) <= _LISTED else listed[:_LISTED].rsplit(",", 1)[0] + ", ..."
