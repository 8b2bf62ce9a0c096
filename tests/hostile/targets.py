"""What the fuzzer holds the readers to, each a function of the bytes of a file.

No reader fails with anything but its own refusals; what is accepted is what stands in the file, read here by another
program or by hand; and what was read, written out and read again is the same.
"""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
import warnings
from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import openpyxl
from hypothesis import strategies as st

from questionnaires import Library, RuleErrors, UnknownRules
from questionnaires.answers import answer_json, read_answer, read_answers
from questionnaires.problems import Problem
from questionnaires.writing import read_folder
from scoring.facts import Answer
from scoring.gains import gains
from scoring.rules import Question
from scoring.scorer import Scorer
from sheets.authoring.examine import examine
from sheets.authoring.reader import read_authoring
from sheets.authoring.workbook import write_authoring
from sheets.choices import plain
from sheets.odk.names import Part, field_name
from sheets.odk.submissions import SubmissionReader
from sheets.odk.table import is_export, last_name
from sheets.reader import read_workbook
from sheets.report import Meta, write_workbook
from tests.hostile import mutating
from tests.sheets import contests, examples

LIBRARY = Library()
QUESTIONS = {question.code: question for question in examples.QUESTIONS}
_EXPORTS = SubmissionReader(examples.FULL)
_ESCAPED = re.compile(r"_x[0-9A-Fa-f]{4}_")


def answers(data: bytes) -> None:
    """Hold the reader of answers to the JSON of a file."""
    raw = json.loads(data)
    facts, problems = read_answers(examples.FULL, raw)
    _told(problems)
    for code, answer in facts.items():
        _comes_back(code, answer)
        given = raw[code] or {}
        assert answer.note == (given.get("note") or "")
        assert set(answer.links) == {link.strip() for link in given.get("links") or [] if link.strip()}
        chosen = given.get("choice") or None
        if isinstance(chosen, str):
            assert chosen.strip().casefold() in (answer.choice, *answer.chosen)
        elif isinstance(chosen, list):
            assert {one.strip().casefold() for one in chosen} == set(answer.chosen)
        else:
            assert (answer.choice, answer.chosen) == (None, ())


def workbook(data: bytes) -> None:
    """Hold the reader of filled workbooks to a file."""
    reading = read_workbook(data, LIBRARY, examples.FULL, "isian.xlsx")
    _told(reading.problems)
    if reading.problems:
        return
    sheet = Scorer(examples.FULL).score(reading.facts)
    target = io.BytesIO()
    write_workbook(examples.FULL, reading.facts, sheet, gains(sheet), Meta(reading.body), target)
    again = read_workbook(target.getvalue(), LIBRARY, examples.FULL, "unduhan.xlsx")
    assert (again.problems, again.facts, again.body) == ((), reading.facts, reading.body)
    _stands_in(data, reading.facts)


def table(data: bytes) -> None:
    """Hold the reader of tables of stage values to a file."""
    reading = contests.read(data)
    _told(reading.problems)
    if reading.problems or data.startswith(b"PK"):
        return
    written = {word.strip() for row in _rows(data) for word in row}
    for entry in reading.entries:
        _encodes(entry.body)
        assert entry.body in {_on_one_line(word) for word in written}
        scores = [*entry.values.values(), *(mark.value for marks in entry.marks.values() for mark in marks)]
        assert all(0 <= score <= 100 for score in scores)
        assert set(scores) <= {number for word in written if (number := _number(word)) is not None}


def _on_one_line(name: str) -> str:
    """Return a name as a reader takes it in: one line, without what nobody sees, which a terminal might obey."""
    seen = (letter for letter in name if letter.isspace() or not unicodedata.category(letter).startswith("C"))
    return " ".join("".join(seen).split())


def export(data: bytes) -> None:
    """Hold the reader of exports of forms to a file."""
    is_export(data, "ekspor.csv")
    found = _EXPORTS.read(data, "ekspor.csv")
    for one in found:
        _told(one.reading.problems)
        for code, answer in one.reading.facts.items():
            _comes_back(code, answer)
    if all(not one.reading.problems for one in found):
        rows = _rows(data)
        at = {last_name(heading): column for column, heading in enumerate(rows[0])}
        filled = [row for row in rows[1:] if any(cell.strip() for cell in row)]
        for one, row in zip(found, filled, strict=True):
            for code, answer in one.reading.facts.items():
                column = at.get(field_name(Part.NOTE, code))
                assert column is None or answer.note == row[column]


def rules_workbook(data: bytes) -> None:
    """Hold the reader of workbooks of rules to a file."""
    found = examine(read_authoring(data, "aturan.xlsx"), LIBRARY)
    _told((*found.problems, *found.notices))
    if found.problems or found.folder is None:
        return
    target = io.BytesIO()
    write_authoring(found.folder, target)
    again = read_authoring(target.getvalue(), "aturan.xlsx")
    assert again.problems == ()
    assert again.folder is not None
    assert again.folder.texts() == found.folder.texts()


def rules(data: bytes) -> None:
    """Hold the loader of rules to the files of a rule set."""
    texts: dict[str, str] = json.loads(data)
    first = _loaded(texts)
    if first is not None:
        assert _loaded(first[0]) == first


TARGETS: Mapping[str, tuple[Callable[[bytes], None], Callable[[], st.SearchStrategy[bytes]]]] = {
    "answers": (answers, mutating.answers),
    "workbook": (workbook, lambda: mutating.spoilt_workbook(mutating.workbooks())),
    "table": (table, lambda: st.one_of(mutating.spoilt_workbook(mutating.tables()[:1]), _spoilt_csv(mutating.tables()[1:]))),
    "export": (export, lambda: _spoilt_csv(mutating.exports())),
    "rules_workbook": (rules_workbook, lambda: mutating.spoilt_workbook((mutating.authored(),))),
    "rules": (rules, mutating.spoilt_folder),
}  # fmt: skip
"""Every reader with the files it is given."""


@st.composite
def _spoilt_csv(draw: st.DrawFn, seeds: tuple[bytes, ...]) -> bytes:
    """Return a CSV file with some cells changed, or some bytes."""
    if draw(st.integers(0, 3)) == 0:
        return draw(mutating.spoilt_bytes(seeds))
    rows = _rows(draw(st.sampled_from(seeds)))
    for _ in range(draw(st.integers(1, 6))):
        row = rows[draw(st.integers(0, len(rows) - 1))]
        if row:
            row[draw(st.integers(0, len(row) - 1))] = draw(mutating.values())
    target = io.StringIO(newline="")
    csv.writer(target, delimiter=draw(st.sampled_from(",;\t")), escapechar="\\").writerows(rows)
    return target.getvalue().encode("utf-8", "surrogatepass")


def _loaded(texts: Mapping[str, str]) -> tuple[dict[str, str], list[Any]] | None:
    """Return the files in canonical form and the questionnaires they make, None where they are refused."""
    with TemporaryDirectory() as root:
        place = Path(root) / "berkas"  # so that the file says whose and of which year it is
        place.mkdir()
        for name, text in texts.items():
            (place / name).write_bytes(text.encode("utf-8", "surrogatepass"))
        try:
            library, editions = Library.around(place)
            problems = library.check(editions)
            _told(problems)
            if problems or not editions:
                return None
            name = editions[0].name
            made = [library.questionnaire(name, code) for code, _ in library.categories(name)]
            return read_folder(place).texts(), [library.rule_set(name), *made]
        except RuleErrors as errors:
            _told(errors.problems)
        except UnknownRules as error:
            _told([error.problem])
    return None


def _comes_back(code: str, answer: Answer) -> None:
    raw = json.loads(json.dumps(answer_json(answer), ensure_ascii=False).encode())
    assert read_answer(QUESTIONS[code], raw, code) == (answer, [])


def _told(problems: Iterable[Problem]) -> None:
    """Every problem says where, what and what to do, in letters that can be stored and sent."""
    for found in problems:
        assert found.place.strip()
        assert found.message.strip()
        assert found.remedy.strip()
        _encodes(str(found))


def _encodes(words: str) -> None:
    words.encode()


def _stands_in(data: bytes, facts: Mapping[str, Answer]) -> None:
    """Compare what was accepted with the cells, as another program reads them; what it refuses is left alone."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(io.BytesIO(data))
        sheet = next(page for page in book.worksheets if plain(page.title) == "jawaban")
        rows = [list(row) for row in sheet.iter_rows()]
    except Exception:  # noqa: BLE001 - a stranger may fail with anything; then there is nothing to compare with
        return
    titles = next(([plain(str(cell.value or "")) for cell in row] for row in rows if any(plain(str(cell.value or "")) == "kode" for cell in row)), None)  # fmt: skip
    if titles is None or "jawaban" not in titles:
        return
    for row in rows:
        code = str(row[titles.index("kode")].value or "").strip().upper()
        if code in facts:
            _row_says(row, titles, QUESTIONS[code], facts[code])


def _row_says(row: list[Any], titles: list[str], question: Question, answer: Answer) -> None:
    words = row[titles.index("jawaban")].value
    labels = {level.code: level.label for level in (*question.options, *question.levels)}
    if isinstance(words, str) and words.strip() and not _ESCAPED.search(words):
        said = plain(words)
        given = [answer.choice] if answer.choice else list(answer.chosen)
        assert given, f"{question.code}: {words!r} was taken for nothing"
        for code in given:
            known = {plain(code), plain(labels.get(code, code)), *_OTHER_WORDS.get(code, ())}
            assert any(one in said for one in known), f"{question.code}: {words!r} was taken for {code}"
    if "catatan" in titles:
        note = row[titles.index("catatan")].value
        if isinstance(note, str) and not _ESCAPED.search(note):
            assert answer.note.split() == note.split()


_OTHER_WORDS = {"ya": ("y", "iya"), "tidak": ("tdk",), "tidak_berlaku": ("n/a",)}


def _rows(data: bytes) -> list[list[str]]:
    """Return the rows of a CSV file, parted by the mark that parts most."""
    text = next(data.decode(code) for code in ("utf-8-sig", "cp1252") if _decodes(data, code))
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = data.decode("utf-16", "replace")
    found = [list(csv.reader(io.StringIO(text, newline=""), delimiter=mark)) for mark in ",;\t"]
    return max(found, key=lambda rows: max((len(row) for row in rows), default=0))


def _decodes(data: bytes, code: str) -> bool:
    try:
        data.decode(code)
    except UnicodeDecodeError:
        return False
    return True


def _number(word: str) -> Fraction | None:
    try:
        return Fraction(word.replace("\u00a0", "").replace(",", "."))
    except (ValueError, ZeroDivisionError):
        return None
