"""Reading a filled workbook: lenient in titles and spelling, strict in meaning, and never silent about a cell.

Decided here: a formula or an error value in a cell of the respondent is reported and not replaced by its last result,
because that result may be missing, stale, or differ in another program. A link cell may show words when its address
stands behind it; words that are themselves an address win over the one behind them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, BinaryIO

from questionnaires.answers import answer_json
from questionnaires.loader import Library
from questionnaires.problems import Problem, RuleErrors, UnknownRules
from scoring.facts import Answer
from scoring.rules import Questionnaire
from sheets.cells import Book, Grid, as_text
from sheets.choices import plain
from sheets.columns import find_columns
from sheets.container import FILE_LIMIT, Package, UnreadableError
from sheets.layout import SCHEMA, STAMP_SHEET, Stamp, answers_sheet, problem
from sheets.rows import Rows
from sheets.vocabulary import Vocabularies
from wording import one_line, text

Source = bytes | str | Path | BinaryIO

_BODY_LIMIT = 300
_BODY_ROWS = 20


@dataclass(frozen=True, slots=True)
class Reading:
    """What a workbook says, or why it cannot be used.

    stamp: which questionnaire it was made for, None where it bears none.
    body: name of the body as written in it, empty where none is.
    facts: the answers by question code; questions that were left empty are absent.
    problems: every fault; while there is one, the answers are not complete and must not be scored.
    """

    stamp: Stamp | None = None
    questionnaire: Questionnaire | None = None
    body: str = ""
    facts: Mapping[str, Answer] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    @property
    def answers(self) -> dict[str, dict[str, Any]]:
        """Return the answers in the shape of the contract's JSON."""
        return {code: answer_json(answer) for code, answer in self.facts.items()}


def read_workbook(source: Source, library: Library, expected: Questionnaire | None = None, name: str = "") -> Reading:
    """Return what the workbook at `source` says; for many workbooks keep one `WorkbookReader`.

    Args:
        source: its bytes, a path or a binary stream.
        library: where the rules that it names are looked up.
        expected: the only questionnaire that is accepted; None accepts every one the library knows.
        name: how messages call the file.
    """
    return WorkbookReader(library, expected).read(source, name)


class WorkbookReader:
    """Reads any number of workbooks; what is known of a questionnaire is prepared once."""

    def __init__(
        self, library: Library, expected: Questionnaire | None = None, own: Sequence[Questionnaire] = ()
    ) -> None:
        """Prepare it.

        Args:
            library: where the rules that a workbook names are looked up.
            expected: the only questionnaire that is accepted; None accepts every one the library knows.
            own: those of single bodies that are accepted beside the expected one.
        """
        self.library = library
        self.expected = expected
        self.own = own
        self._known: dict[tuple[str, int, str, str], Vocabularies] = {}

    def read(self, source: Source, name: str = "") -> Reading:
        """Return what the workbook at `source` says."""
        called = name or (Path(source).name if isinstance(source, str | Path) else text("sheets.tempat.berkas"))
        try:
            return self._read(Package(_bytes(source), called))
        except UnreadableError as error:
            return Reading(problems=(error.problem,))
        except OSError as error:
            return Reading(problems=(problem(called, "tidak_terbuka", sebab=error.strerror or str(error)),))

    def _read(self, package: Package) -> Reading:
        if STAMP_SHEET not in package.sheets:
            return Reading(problems=(problem(package.name, "tanpa_cap"),))
        first = _named(package, "petunjuk") or _named(package, "ringkasan")
        sheet = _named(package, "jawaban")
        book = Book(package, [name for name in (STAMP_SHEET, first, sheet) if name is not None])
        stamp = _stamp(book)
        if stamp is None:
            return Reading(problems=(problem(package.name, "tanpa_cap"),))
        try:
            known = self._vocabularies(stamp, package.name)
        except UnreadableError as error:
            return Reading(stamp=stamp, problems=(error.problem,))
        body, problems = _body(book.grid(first)) if first is not None else ("", [])
        if sheet is None:
            found = problem(package.name, "tanpa_lembar", lembar=answers_sheet(), ada=", ".join(package.sheets))
            return Reading(stamp, known.questionnaire, body, problems=(*problems, found))
        facts, found_in_rows = _answers(book, sheet, known)
        return Reading(stamp, known.questionnaire, body, facts, (*problems, *found_in_rows))

    def _vocabularies(self, stamp: Stamp, name: str) -> Vocabularies:
        """Return what is known of the stamp's questionnaire.

        Raises:
            UnreadableError: it is another one than expected, or unknown here.
        """
        if stamp.schema != SCHEMA:
            raise UnreadableError(problem(name, "skema", skema=stamp.schema))
        key = (stamp.rules, stamp.version, stamp.category, stamp.body)
        if key not in self._known:
            self._known[key] = Vocabularies(self._questionnaire(stamp, name))
        return self._known[key]

    def _questionnaire(self, stamp: Stamp, name: str) -> Questionnaire:
        if self.expected is not None:
            return self._accepted(self.expected, stamp, name)
        try:
            return self.library.questionnaire(f"{stamp.rules}@{stamp.version}", stamp.category, stamp.body)
        except UnknownRules as error:
            raise UnreadableError(problem(name, "tidak_dikenal", punya=stamp.name)) from error
        except RuleErrors as error:
            raise UnreadableError(error.problems[0]) from error

    def _accepted(self, expected: Questionnaire, stamp: Stamp, name: str) -> Questionnaire:
        wanted = Stamp.of(expected)
        same = replace(stamp, schema=wanted.schema, made_for=wanted.made_for)
        found = next((one for one in (expected, *self.own) if Stamp.of(one) == same), None)
        if found is not None:
            return found
        if stamp.body and not expected.body and replace(same, body="") == wanted:
            raise UnreadableError(problem(name, "badan_lain", badan=stamp.body, aturan=wanted.name))
        raise UnreadableError(problem(name, "lain", punya=stamp.name, diminta=wanted.name))


def _bytes(source: Source) -> bytes:
    """Return the file's bytes, at most one more than is accepted."""
    if isinstance(source, bytes):
        return source
    if isinstance(source, str | Path):
        with Path(source).open("rb") as stream:
            return stream.read(FILE_LIMIT + 1)
    return source.read(FILE_LIMIT + 1)


def _named(package: Package, key: str) -> str | None:
    """Return the sheet with this name in whatever spelling, None where there is none."""
    wanted = plain(text(f"sheets.lembar.{key}"))
    return next((name for name in package.sheets if plain(name) == wanted), None)


def _stamp(book: Book) -> Stamp | None:
    rows = book.grid(STAMP_SHEET).rows
    return Stamp.read((as_text(row[0]), as_text(row[1])) for row in rows if len(row) > 1)


def _body(grid: Grid) -> tuple[str, list[Problem]]:
    """Return the name of the body beside its label."""
    label = plain(text("sheets.petunjuk.badan"))
    for number, row in enumerate(grid.rows[:_BODY_ROWS]):
        for column, value in enumerate(row):
            if isinstance(value, str) and plain(value).rstrip(":") == label:
                fault = grid.faults.get((number, column + 1))
                if fault is not None:
                    place = text("sheets.tempat.isian", lembar=grid.name, baris=number + 1, isian=value)
                    return "", [problem(place, "rumus", isi=fault[:80])]
                names = (one_line(as_text(cell)) for cell in row[column + 1 :])
                return next(filter(None, names), "")[:_BODY_LIMIT], []
    return "", []


def _answers(book: Book, sheet: str, known: Vocabularies) -> tuple[dict[str, Answer], list[Problem]]:
    grid = book.grid(sheet)
    columns, problems = find_columns(grid, known.questionnaire)
    if columns is None:
        return {}, problems
    rows = Rows(grid, columns, known, lambda: book.package.links(book.package.sheets[sheet]))
    rows.read()
    return rows.facts, rows.problems
