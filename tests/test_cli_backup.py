"""`monev backup` and `monev restore` as an operator runs them: sentences, exit status, kills and full disks."""

from __future__ import annotations

import os
import random
import re
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import psycopg
import pytest

from cli import monev
from cli_input import library
from questionnaires import Library
from store import Database, open_store
from store.backup import opened
from tests.officers import LIBRARY, RULES
from tests.postgres import Cluster
from tests.store.archives import OWN, held, put_back, take
from tests.store.many import fill

MONEV = Path(sys.executable).with_name("monev")
DEEP = os.environ.get("MONEV_DEEP") == "1"
KILLS, BODIES = (30, 60) if DEEP else (1, 8)
TRIES = 10 * KILLS
PATIENCE = 600


class Installation:
    """Where one application keeps its things, and its command."""

    def __init__(self, folder: Path, url: str) -> None:
        self.folder = folder
        self.url = url

    def environment(self) -> dict[str, str]:
        return {**os.environ, "MONEV_DATABASE_URL": self.url, "MONEV_RULES": str(OWN)}

    def start(self, *arguments: str, largest_file: str = "unlimited") -> subprocess.Popen[str]:
        """Start a command, perhaps with a limit on the size of files in KiB."""
        limited = ["bash", "-c", 'ulimit -f "$0" && exec "$@"', largest_file]
        return subprocess.Popen(
            [*limited, str(MONEV), *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
            cwd=self.folder, env=self.environment(),
        )  # fmt: skip


Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command in this process; return exit status and what was printed."""
    monkeypatch.chdir(tmp_path)

    def running(url: str, *arguments: str, rules: str = str(OWN)) -> tuple[int, str, str]:
        monkeypatch.setenv("MONEV_DATABASE_URL", url)
        monkeypatch.setenv("MONEV_RULES", rules)
        library.cache_clear()
        try:
            monev.main(list(arguments), prog_name="monev", standalone_mode=False)
            status = 0
        except SystemExit as ended:
            status = int(ended.code or 0)
        library.cache_clear()
        printed = capsys.readouterr()
        return status, printed.out, printed.err

    return running


@pytest.fixture(params=["sqlite", "postgresql"])
def here(request: pytest.FixtureRequest, tmp_path: Path) -> Installation:
    """An installation on each kind of database."""
    if request.param == "sqlite":
        return Installation(tmp_path, f"sqlite:///{tmp_path / 'data' / 'monev.sqlite3'}")
    cluster: Cluster = request.getfixturevalue("cluster")
    return Installation(tmp_path, cluster.database())


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A backup of two self-assessments."""
    return _backup(tmp_path_factory.mktemp("kecil"), LIBRARY, RULES, "opd", 2)


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A backup that takes a while to be written and read."""
    return _backup(tmp_path_factory.mktemp("besar"), Library(), "pusat/2025", "kementerian", BODIES)


def _backup(folder: Path, library: Library, rules: str, category: str, bodies: int) -> Path:
    store = open_store(f"sqlite:///{folder / 'asal' / 'monev.sqlite3'}")
    fill(store, library, rules, category, bodies, 2)
    take(store, folder / "a.zip", None, library)
    store.database.close()
    return folder / "a.zip"


def _seed(place: Installation, backup: Path) -> dict[str, list[list[object]]]:
    put_back(backup, place.url, replace=True)
    return held(place.url)


def test_a_person_reads_what_was_backed_up_and_what_was_proven(run: Run, tmp_path: Path, small: Path) -> None:
    place = f"sqlite:///{tmp_path / 'data' / 'monev.sqlite3'}"
    status, told, warned = run(place, "restore", str(small))
    assert (status, warned) == (0, "")
    assert re.fullmatch(
        rf"Dipulihkan dari {small}: cadangan 26 November 2026, 14\.03\.22 WIB, Monev KIP \d+\.\d+\.\d+, "
        r"basis data sqlite skema \d{4}\.\n"
        r"2 kuesioner, 28 revisi: sama dengan saat dicadangkan, rantai revisi utuh\.\n"
        r"2 nilai dihitung ulang: nilai dan kelasnya sama dengan saat dicadangkan\.\n"
        r"(  [A-Z][A-Za-z ]+: \d\n)+",
        told,
    )
    before = held(place)
    status, told, warned = run(place, "restore", str(small))
    assert (status, told) == (2, "")
    assert warned.endswith(
        "basis data ini sudah berisi 2 kuesioner dan 28 revisi. "
        "Pulihkan ke basis data kosong, atau tambahkan --replace untuk menggantikan semuanya.\n"
    )
    assert held(place) == before
    status, told, warned = run(place, "backup", "hari-ini.zip")
    assert (status, warned) == (0, "")
    assert re.fullmatch(
        r"Cadangan ditulis: hari-ini\.zip, [0-9.]+ byte, SHA-256 [0-9a-f]{64}\.\n"
        r"Isinya 2 kuesioner, 28 revisi, 2 nilai, dari basis data sqlite skema \d{4}; aturan sendiri: [a-z0-9_/@, ]+\.\n"
        r"Dibaca ulang dari penyimpanan: semua jumlah pemeriksa cocok, rantai revisi utuh\.\n",
        told,
    )
    known = subprocess.run(["sha256sum", "hari-ini.zip"], capture_output=True, text=True, check=True, cwd=tmp_path)
    assert known.stdout.split()[0] in told


def test_a_forgotten_setting_backs_up_nothing_and_makes_no_database(run: Run, tmp_path: Path) -> None:
    place = f"sqlite:///{tmp_path / 'lain' / 'monev.sqlite3'}"
    status, told, warned = run(place, "backup", "a.zip")
    assert (status, told) == (2, "")
    assert warned == (
        f"{tmp_path}/lain/monev.sqlite3: tidak ada basis data di sini. "
        "Setel MONEV_DATA_DIR atau MONEV_DATABASE_URL seperti pada aplikasinya.\n"
    )
    assert list(tmp_path.iterdir()) == []
    open_store(place).database.close()
    status, _, warned = run(place, "backup", "a.zip")
    assert status == 0
    assert warned.startswith("Perhatian: basis data ini tidak berisi satu kuesioner pun.")


def test_a_server_that_does_not_answer_is_told_in_one_line_without_its_password(
    run: Run, tmp_path: Path, small: Path
) -> None:
    place = f"postgresql://monev:rahasia@/monev?host={tmp_path}"
    status, told, warned = run(place, "restore", str(small))
    assert (status, told) == (2, "")
    assert re.fullmatch(
        r"postgresql\+psycopg://monev:\*\*\*@/monev\?\S+: basis data tidak dapat dipakai, tidak ada yang berubah \(.+\)\. "
        r"Periksa alamat, izin, dan penyimpanannya, lalu ulangi\.\n",
        warned,
    )


def test_rules_that_are_not_installed_are_told(run: Run, tmp_path: Path, small: Path) -> None:
    place = f"sqlite:///{tmp_path / 'monev.sqlite3'}"
    put_back(small, place)
    status, _, warned = run(place, "backup", "a.zip", rules="")
    assert status == 0
    assert warned == (
        f"Perhatian: aturan {RULES}@1 dipakai tetapi tidak ada di pemasangan ini, jadi tidak ikut dicadangkan. "
        "Setel MONEV_RULES dan ulangi.\n"
    )


def test_own_rules_are_put_into_their_folder(run: Run, tmp_path: Path, small: Path) -> None:
    store = open_store(f"sqlite:///{small.parent / 'asal' / 'monev.sqlite3'}")
    shutil.copytree(OWN / "isian" / "2024", tmp_path / "aturan" / "isian" / "2024")
    take(store, tmp_path / "a.zip", tmp_path / "aturan")
    store.database.close()
    other = f"sqlite:///{tmp_path / 'baru' / 'monev.sqlite3'}"
    status, told, _ = run(other, "restore", "a.zip", rules="baru/aturan")
    assert status == 0
    assert (
        f"Aturan sendiri yang ditambahkan ke {tmp_path}/baru/aturan: isian/2024. "
        "Mulai ulang aplikasi bila sedang berjalan.\n" in told
    )
    assert (tmp_path / "baru" / "aturan" / "isian" / "2024" / "opd.toml").is_file()
    assert not (tmp_path / "baru" / "aturan" / ".pulih").exists()


def test_a_backup_that_is_killed_leaves_no_file_of_its_name(here: Installation, large: Path) -> None:
    """What it leaves is gone with the next one, and an older backup stays until the new one is whole."""
    put_back(large, here.url, None)
    target, left = here.folder / "a.zip", 0
    target.write_bytes(large.read_bytes())
    for _ in range(TRIES):
        running = here.start("backup", "a.zip", "--replace")
        _watch(running, lambda: _drafts(here.folder) != [])
        running.kill()
        running.communicate()
        with opened(target) as archive:
            archive.check()
        left += len(_drafts(here.folder))
        assert len(_drafts(here.folder)) <= 1
        if left == KILLS:
            break
    assert left == KILLS
    take(Database(here.url), target, library=Library(), replace=True)
    assert _drafts(here.folder) == []


def _drafts(folder: Path) -> list[Path]:
    return [path for path in folder.iterdir() if path.name.endswith(".sedang")]


def test_a_restore_that_is_killed_leaves_the_old_data(here: Installation, small: Path, large: Path) -> None:
    """Killed as soon as it holds the database, or any number of looks later that fit into an undisturbed restore."""
    new, fitting = _seed(here, large), _looks_until_the_end(here, large)
    old, chosen, kept = _seed(here, small), random.Random(KILLS), 0
    for _ in range(TRIES):
        running, looks = here.start("restore", str(large), "--replace"), chosen.randrange(fitting)
        _watch(running, lambda: _is_restoring(here))
        for _ in range(looks):
            _is_restoring(here)
        running.kill()
        told, found = running.communicate()[0], held(here.url)
        assert found == new if told else found in (old, new)
        if found == old:
            kept += 1
        else:
            put_back(small, here.url, replace=True)
        if kept == KILLS:
            break
    assert kept == KILLS
    assert put_back(large, here.url, replace=True).same == BODIES


def _looks_until_the_end(place: Installation, file: Path) -> int:
    running, looks = place.start("restore", str(file), "--replace"), 1
    _watch(running, lambda: _is_restoring(place))
    while _is_restoring(place):
        looks += 1
    running.communicate()
    assert running.returncode == 0
    return looks


def _is_restoring(place: Installation) -> bool:
    """Tell whether the restore stands inside its transaction."""
    if place.url.startswith("sqlite"):
        path = place.url.removeprefix("sqlite:///")
        with closing(sqlite3.connect(path, timeout=0, isolation_level=None)) as console:
            try:
                console.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError:
                return True
            console.execute("ROLLBACK")
            return False
    with psycopg.connect(place.url) as connection:
        row = connection.execute(
            "SELECT count(*) FROM pg_locks JOIN pg_database ON pg_database.oid = pg_locks.database "
            "WHERE datname = current_database() AND mode = 'AccessExclusiveLock' AND granted"
        ).fetchone()
    return bool(row and row[0])


def _watch(running: subprocess.Popen[str], condition: Callable[[], bool]) -> None:
    """Wait until something is so, or until the command ended before anybody saw it."""
    deadline = time.monotonic() + PATIENCE
    while not condition() and running.poll() is None:
        assert time.monotonic() < deadline


def test_a_disk_that_fills_up_leaves_an_older_backup_and_nothing_else(tmp_path: Path, large: Path) -> None:
    place = Installation(tmp_path, f"sqlite:///{large.parent / 'asal' / 'monev.sqlite3'}")
    shutil.copy(large, tmp_path / "a.zip")
    status, warned = _limited(place, "60", "backup", "a.zip", "--replace")
    assert status == 2
    assert warned.startswith("a.zip: penyimpanan penuh, tidak ada yang berubah (")
    assert (tmp_path / "a.zip").read_bytes() == large.read_bytes()
    assert [path.name for path in tmp_path.iterdir()] == ["a.zip"]


def test_a_disk_that_fills_up_during_a_restore_leaves_the_old_data(tmp_path: Path, small: Path, large: Path) -> None:
    place = Installation(tmp_path, f"sqlite:///{tmp_path / 'monev.sqlite3'}")
    before = _seed(place, small)
    status, warned = _limited(place, "1000", "restore", str(large), "--replace")
    assert status == 2
    assert "tidak ada yang berubah" in warned
    assert held(place.url) == before
    assert put_back(large, place.url, replace=True).same == BODIES


def _limited(place: Installation, largest_file: str, *arguments: str) -> tuple[int, str]:
    running = place.start(*arguments, largest_file=largest_file)
    _, warned = running.communicate(timeout=PATIENCE)
    return running.returncode, warned
