"""Many workbooks at once: loose, packed, nested in folders, and among them some that cannot be read."""

from __future__ import annotations

import io
import random
import zipfile

import pytest

from analytics.comparison import Entry, Unread
from questionnaires import Library
from scoring.facts import Answer
from scoring.gains import gains
from scoring.scorer import Scorer
from sheets import many
from sheets.many import count_workbooks, read_many
from sheets.reader import WorkbookReader
from sheets.report import Meta, write_workbook

LIBRARY = Library()
FORM = LIBRARY.questionnaire("banjarnegara/2026", "opd")
YES = Answer("ya", links=("https://ppid.contoh.go.id/a",))


def workbook(body: str, *codes: str) -> bytes:
    answers = dict.fromkeys(codes, YES)
    sheet = Scorer(FORM).score(answers)
    target = io.BytesIO()
    write_workbook(FORM, answers, sheet, gains(sheet), Meta(body), target)
    return target.getvalue()


def packed(files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", method) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return target.getvalue()


def answered(entry: Entry) -> list[str]:
    return sorted(code for code, answer in entry.answers.items() if not answer.blank)


def read(files: list[tuple[str, bytes]]) -> list[Entry | Unread]:
    return list(read_many(files, WorkbookReader(LIBRARY, FORM)))


A, B = workbook("Dinas A", "BNA26-01"), workbook("Dinas B", "BNA26-01", "BNA26-02")


def test_loose_and_packed_workbooks_are_read_alike() -> None:
    found = read([("a.xlsx", A), ("semua.zip", packed({"2026/b.xlsx": B, "a.xlsx": A}))])
    assert [(entry.body, entry.origin, answered(entry)) for entry in found] == [
        ("Dinas A", "a.xlsx", ["BNA26-01"]),
        ("Dinas B", "semua.zip/2026/b.xlsx", ["BNA26-01", "BNA26-02"]),
        ("Dinas A", "semua.zip/a.xlsx", ["BNA26-01"]),
    ]


def test_one_damaged_file_stops_nothing() -> None:
    found = read([("a.xlsx", A), ("rusak.xlsx", B[: len(B) // 2]), ("foto.png", b"\x89PNG\r\n\x1a\n"), ("b.xlsx", B)])
    assert [type(entry) for entry in found] == [Entry, Unread, Unread, Entry]
    assert all(problem.remedy for unread in found[1:3] for problem in unread.problems)


def test_a_damaged_member_stops_nothing() -> None:
    data = bytearray(packed({"a.xlsx": A, "b.xlsx": B}))
    place = data.index(b"a.xlsx") + 400
    data[place : place + 40] = bytes(40)
    found = read([("semua.zip", bytes(data))])
    assert [type(entry) for entry in found] == [Unread, Entry]


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_no_damage_of_a_packed_file_is_a_crash(method: int) -> None:
    """Random bytes anywhere, the directory included, and cut ends: whatever cannot be read has its reason."""
    whole = packed({"b/ü.xlsx": b"x" * 3000, "c.xlsx": bytes(range(256)) * 20}, method)
    for seed in range(1500):
        dice, data = random.Random(seed), bytearray(whole)
        for _ in range(dice.choice([1, 1, 2, 5, 20])):
            data[dice.randrange(len(data))] = dice.randrange(256)
        damaged = bytes(data[: dice.randrange(len(data))] if dice.random() < 0.1 else data)
        assert all(isinstance(item, Unread) for item in read([("rusak.zip", damaged)])), seed
        assert count_workbooks([("rusak.zip", damaged)]) >= 0


def test_a_method_that_no_packing_program_uses_is_refused_before_it_takes_memory() -> None:
    found = read([("semua.zip", packed({"a.xlsx": A}, zipfile.ZIP_LZMA)), ("a.xlsx", A)])
    assert [type(entry) for entry in found] == [Unread, Entry]


def test_traces_of_file_managers_are_no_workbooks() -> None:
    data = packed({"__MACOSX/._a.xlsx": b"x", ".DS_Store": b"x", "~$a.xlsx": b"x", "Thumbs.db": b"x", "a.xlsx": A})
    assert count_workbooks([("semua.zip", data)]) == 1
    assert [entry.origin for entry in read([("semua.zip", data)])] == ["semua.zip/a.xlsx"]


def test_a_body_without_a_name_is_called_by_its_file() -> None:
    assert [entry.body for entry in read([("kecamatan-uji.xlsx", workbook("", "BNA26-01"))])] == ["kecamatan-uji"]


def test_an_empty_packed_file_is_named() -> None:
    (found,) = read([("kosong.zip", packed({}) or b"")])
    assert isinstance(found, Unread)


def test_too_many_files_are_refused_before_any_is_read() -> None:
    data = packed({f"{n}.xlsx": b"x" for n in range(many.PACKED_LIMIT + 1)})
    (found,) = read([("semua.zip", data)])
    assert [str(problem) for problem in found.problems] == [
        "semua.zip: berkas .zip berisi 2.001 berkas, paling banyak 2.000. Bagi menjadi beberapa .zip."
    ]


def test_a_bomb_is_bounded_while_it_is_unpacked() -> None:
    """A member that unpacks to more than the limit is read no further than the limit."""
    (found,) = read([("bom.zip", packed({"bom.xlsx": bytes(many.FILE_LIMIT * 3)}))])
    assert isinstance(found, Unread)


def test_a_workbook_of_another_questionnaire_is_named() -> None:
    other = LIBRARY.questionnaire("kkp/2024", "upt")
    (found,) = list(read_many([("a.xlsx", A)], WorkbookReader(LIBRARY, other)))
    assert isinstance(found, Unread)
    assert "banjarnegara/2026" in str(found.problems[0])
