"""A wrong workbook is refused with every fault at its cell: what stands there, what is wrong, what to do."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.sheets.authoring.contoh import Workbook, good

CASES = tomllib.loads(Path(__file__).with_name("salah.toml").read_text(encoding="utf-8"))["salah"]


def test_the_good_workbook_has_no_fault_and_says_what_it_was_made_from() -> None:
    found = Workbook.of(good()).examined()
    assert (found.problems, found.notices) == ((), ())
    assert found.folder is not None
    assert found.folder.texts() == good().texts()


def test_there_are_more_than_two_hundred_wrong_workbooks() -> None:
    assert len({case["name"] for case in CASES}) == len(CASES) > 200


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_wrong_workbook_is_told_line_by_line(case: dict[str, Any]) -> None:
    book = Workbook.of(good())
    for change in case["changes"]:
        book.change(**change)
    assert book.lines() == case["lines"]


def test_every_fault_of_the_catalogue_is_shown_by_a_test() -> None:
    """Each sentence below `rancangan.masalah` is told by one of these workbooks or by one of the tests of files."""
    from wording import templates

    told = "\n".join(line for case in CASES for line in case["lines"])
    elsewhere = {
        "tanpa_lembar", "jawaban", "lembar_ganda", "lembar_lain", "terlalu_banyak", "sudah_terbit", "bawaan", "toml",
        "tanpa_kuesioner", "jenis", "catatan_kolom",
    }  # fmt: skip
    silent = set()
    for key, sentence in templates("rancangan.masalah").items():
        name, _, kind = key.rpartition(".")
        parts = [part for part in _plain(sentence) if part.strip()]
        if kind == "pesan" and not any(all(part in line for part in parts) for line in told.splitlines()):
            silent.add(name)
    assert silent <= elsewhere


def _plain(sentence: str) -> list[str]:
    import string

    return [text for text, *_ in string.Formatter().parse(sentence)]


def test_a_sheet_of_three_hundred_items_names_every_cell() -> None:
    """T1: as many items as the largest questionnaire seen has, with a fault in each."""
    book = Workbook.of(good())
    rows, header = book.header("questions")
    item = list(rows[header + 7])
    code, weight = (
        next(at for at, title in enumerate(rows[header]) if title == name) for name in ("Kode butir", "Bobot")
    )
    for number in range(324):
        line = list(item)
        line[code], line[weight] = f"DESA-{number + 2}", f"bobot {number}"
        rows.insert(header + 8 + number, line)
    first = header + 8 + 1
    assert book.lines() == [
        f"lembar Pertanyaan, baris {first + number}, kolom Bobot (sel G{first + number}): 'bobot {number}' bukan angka. "
        "Tulis angka seperti 40, 0,5, 1/3, atau tidak dipublikasikan."
        for number in range(324)
    ]
