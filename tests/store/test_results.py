"""Published results in the database: filled once, again when the files change, alike on SQLite and PostgreSQL."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from questionnaires import Library
from store import Database, SqlPublished, load_results, upgrade
from store.result_files import FILES, SHIPPED, ResultFileErrors, fingerprint
from workflow import Results
from workflow.published import Search

ROOT = Path(__file__).parents[2]


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    found = Database(database_url)
    upgrade(found)
    yield found
    found.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    copy = tmp_path / "data"
    copy.mkdir()
    for name in FILES:
        shutil.copy(SHIPPED / name, copy / name)
    return copy


def _replace(path: Path, before: str, after: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after), encoding="utf-8")


def test_files_are_loaded_at_the_first_start_and_not_again(database: Database, folder: Path) -> None:
    assert [load_results(database, folder) for _ in range(3)] == [True, False, False]
    assert len(SqlPublished(database).results_in("nasional", 2021)) == 68


@pytest.mark.parametrize("changed", FILES)
def test_a_change_in_any_file_changes_the_fingerprint(folder: Path, changed: str) -> None:
    before = fingerprint(folder)
    assert fingerprint(folder) == before
    with (folder / changed).open("a", encoding="utf-8") as file:
        file.write("\n")
    assert fingerprint(folder) != before


def test_a_corrected_value_replaces_the_old_one(database: Database, folder: Path) -> None:
    load_results(database, folder)
    _replace(
        folder / "published_results.csv",
        "Kementerian Perindustrian,Kementerian,98.2,",
        "Kementerian Perindustrian,Kementerian,98.21,",
    )
    load_results(database, folder)
    rows = SqlPublished(database).results_of(["kementerian-perindustrian"], "nasional")
    assert [row.score for row in rows if row.year == 2014] == ["98.21"]


def test_files_with_a_fault_leave_the_database_as_it_was(database: Database, folder: Path) -> None:
    load_results(database, folder)
    _replace(folder / "published_results.csv", "2014,national", "MMXIV,national")
    with pytest.raises(ResultFileErrors, match="kolom year"):
        load_results(database, folder)
    assert len(SqlPublished(database).results_in("nasional", 2014)) == 8


def test_processes_that_start_at_once_fill_the_tables_once(database: Database, database_url: str) -> None:
    program = f"from store import Database, load_results; print(load_results(Database({database_url!r})))"
    command = [sys.executable, "-c", program]
    starting = [subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) for _ in range(3)]
    said = sorted(process.communicate(timeout=120)[0].strip() for process in starting)
    assert said == ["False", "False", "True"]
    assert len(SqlPublished(database).results_in("nasional", None)) == 536


def test_what_was_stored_is_what_was_read(database: Database) -> None:
    load_results(database)
    results = Results(Library(), SqlPublished(database))
    body = SqlPublished(database).bodies(["kementerian-komunikasi-dan-digital"])["kementerian-komunikasi-dan-digital"]
    assert (body.short_name, body.aliases, body.valid_from) == ("Kemkomdigi", ("Komdigi", "Kemenkomdigi"), "2024-10-21")
    assert results.find(Search("kemenkeu", "nasional")).total == 1
    assert [body.id for body, _ in results.standing("nasional", "Pemerintah Provinsi", 2021).rows[:2]] == [
        "provinsi-jawa-tengah",
        "provinsi-aceh",
    ]
    assert len(list(results.export(Search(scope="nasional")))) == 536


def test_no_row_is_lost_or_doubled_between_pages(database: Database) -> None:
    load_results(database)
    store = SqlPublished(database)
    whole = [one.body.id for one in store.search(Search(scope="nasional"), 0, 1000)]
    parts = [one.body.id for start in range(0, 180, 7) for one in store.search(Search(scope="nasional"), start, 7)]
    assert parts == whole
    assert len(set(whole)) == 174


def test_marks_in_a_search_are_text(database: Database) -> None:
    load_results(database)
    store = SqlPublished(database)
    for marks in ("%", "_", "\\", "'; DROP TABLE result_row; --", '"', "\u0000", "  "):
        assert store.count(Search(f"kemenkeu {marks}", "nasional")) in (0, 1), marks
        assert store.count(Search(f"kemen{marks}keu", "aceh")) == 0, marks
    assert store.count(Search("kemenkeu", "nasional")) == 1
