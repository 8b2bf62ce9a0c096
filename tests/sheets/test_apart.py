"""A comparison in a process of its own gives what one in this process gives, and leaves nothing behind."""

import io
import subprocess
import sys
import zipfile
from pathlib import Path

import openpyxl
import pytest

from analytics.comparison import Entry, compare
from sheets.apart import Places, Run, StoppedError
from sheets.many import read_many
from sheets.reader import WorkbookReader
from sheets.task import Progress, outline
from tests.sheets.bodies import random_body
from tests.sheets.examples import FULL
from tests.sheets.filling import LIBRARY, fill, template


@pytest.fixture(autouse=True)
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for temporary files of these tests alone."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    return tmp_path


@pytest.fixture
def places() -> Places:
    """Room for one comparison at once."""
    return Places(1)


@pytest.fixture(scope="module")
def files() -> list[tuple[str, bytes]]:
    """Three bodies, two of them packed together, and a damaged one."""
    made = [fill(template(), FULL, random_body(FULL, seed), body=f"Badan {seed}") for seed in range(3)]
    return [("a.xlsx", made[0]), ("rusak.xlsx", made[0][:400]), ("lain.zip", packed(made[1:]))]


def packed(workbooks: list[bytes]) -> bytes:
    """Return a packed file."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for at, workbook in enumerate(workbooks):
            archive.writestr(f"{at}.xlsx", workbook)
    return target.getvalue()


def busy() -> list[tuple[str, bytes]]:
    """Return enough workbooks to keep the process reading for a second or more."""
    return [("banyak.zip", packed([template()] * 600))]


def killed(run: Run) -> bool:
    """Tell whether the process of a run was ended, not finished."""
    (process,) = run._processes
    return (process.poll() or 0) < 0


def test_it_gives_the_comparison_that_this_process_would_give(places: Places, files: list[tuple[str, bytes]]) -> None:
    own = Entry("Badan sendiri", "tersimpan", random_body(FULL, 7))
    run = Run(FULL, [own], files, places)
    steps = list(run.progress())
    read = list(read_many(files, WorkbookReader(LIBRARY, FULL)))
    entries = [own, *(item for item in read if isinstance(item, Entry))]
    expected = compare(FULL, entries, [item for item in read if not isinstance(item, Entry)])
    assert run.comparison == outline(expected)
    assert {step.total for step in steps} == {5}


def test_the_workbook_holds_every_answer(places: Places, files: list[tuple[str, bytes]]) -> None:
    run = Run(FULL, [], files, places)
    list(run.progress())
    assert run.comparison is not None
    book = openpyxl.load_workbook(io.BytesIO(run.workbook()))
    bodies = {row.entry.body for row in run.comparison.rows}
    assert bodies == {"Badan 0", "Badan 1", "Badan 2"}
    assert {row[0].value for row in book["Jawaban dan nilai"].iter_rows(min_row=5)} == bodies
    assert run.workbook()[:2] == b"PK"


def test_nothing_stays_in_the_folder_of_temporary_files(
    places: Places, files: list[tuple[str, bytes]], scratch: Path
) -> None:
    run = Run(FULL, [], files, places)
    list(run.progress())
    run.workbook()
    del run
    assert list(scratch.iterdir()) == []


def test_letting_go_while_it_reads_ends_the_process(places: Places, scratch: Path) -> None:
    run = Run(FULL, [], busy(), places)
    next(run.progress())
    (process,) = run._processes
    del run
    assert (process.poll() or 0) < 0
    assert list(scratch.iterdir()) == []


def test_stopping_while_it_reads_ends_the_process(places: Places, scratch: Path) -> None:
    run = Run(FULL, [], busy(), places)
    next(run.progress())
    run.stop()
    assert killed(run)
    assert list(scratch.iterdir()) == []
    with pytest.raises(StoppedError, match="terhenti"):
        run.workbook()


def test_looking_away_at_any_step_loses_nothing(places: Places) -> None:
    run = Run(FULL, [], busy(), places)
    seen = [next(run.progress()) for _ in range(3)]
    assert [step.total for step in seen] == [600] * 3
    assert len(run._processes) == 1
    rest = list(run.progress())
    assert rest[-1].done >= seen[-1].done
    assert run.comparison is not None
    assert len(run.comparison.rows) + len(run.comparison.unread) == 600
    assert list(run.progress()) == []


def test_it_ends_and_makes_room_without_anybody_looking(places: Places, files: list[tuple[str, bytes]]) -> None:
    unseen, next_one = Run(FULL, [], busy(), places), Run(FULL, [], files, places)
    next(unseen.progress())
    list(next_one.progress())
    assert next_one.comparison is not None
    assert unseen.comparison is not None


def test_letting_go_while_it_writes_ends_the_process(places: Places, scratch: Path) -> None:
    run = Run(FULL, [Entry(f"Badan {at}", "", random_body(FULL, at)) for at in range(1_000)], [], places)
    list(run.progress())
    (process,) = run._processes
    assert process.poll() is None
    del run
    assert (process.poll() or 0) < 0
    assert list(scratch.iterdir()) == []


def test_the_next_one_waits_for_its_turn(places: Places, files: list[tuple[str, bytes]]) -> None:
    first, second = Run(FULL, [], busy(), places), Run(FULL, [], files, places)
    next(first.progress())
    waiting = second.progress()
    assert next(waiting) == Progress(0, 0)
    first.stop()
    list(waiting)
    assert second.comparison is not None


def test_a_process_that_ends_before_its_time_is_told(places: Places) -> None:
    run = Run(FULL, [], busy(), places)
    steps = run.progress()
    next(steps)
    run._processes[0].kill()
    with pytest.raises(StoppedError, match="terhenti sebelum selesai"):
        list(steps)


def test_as_many_workbooks_as_memory_holds_are_compared(places: Places, files: list[tuple[str, bytes]]) -> None:
    run = Run(FULL, [], files, places, most=4)
    list(run.progress())
    assert run.comparison is not None


def test_more_than_that_are_refused_with_the_remedy(places: Places, files: list[tuple[str, bytes]]) -> None:
    run = Run(FULL, [], files, places, most=3)
    with pytest.raises(StoppedError, match=r"berisi lebih dari 3 isian\. Bagi menjadi beberapa kali"):
        list(run.progress())


def test_the_process_needs_no_screen_and_no_database() -> None:
    script = "import sys, sheets.worker; print({'streamlit', 'sqlalchemy', 'pandas'} & set(sys.modules))"
    found = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "set()"
