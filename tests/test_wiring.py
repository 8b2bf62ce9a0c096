"""From the environment to use cases that work, and nothing imported before it is needed."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

import wiring
from wiring import Settings
from workflow.codes import new_browser

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize(
    ("environment", "settings"),
    [
        (
            {},
            Settings(ROOT / "data" / "runtime", f"sqlite:///{ROOT / 'data' / 'runtime' / 'monev.sqlite3'}"),
        ),
        (
            {"MONEV_DATA_DIR": "/srv/monev", "MONEV_DATABASE_URL": "", "MONEV_ORIGIN": ""},
            Settings(Path("/srv/monev"), "sqlite:////srv/monev/monev.sqlite3"),
        ),
        (
            {"MONEV_DATA_DIR": "/srv/monev", "MONEV_DATABASE_URL": "postgresql://monev@db/monev"},
            Settings(Path("/srv/monev"), "postgresql://monev@db/monev"),
        ),
        (
            {"MONEV_DATA_DIR": "/srv", "MONEV_ORIGIN": "https://a.go.id, https://b.go.id:8443,"},
            Settings(Path("/srv"), "sqlite:////srv/monev.sqlite3", ("https://a.go.id", "https://b.go.id:8443")),
        ),
    ],
    ids=["nothing set", "folder", "database", "addresses"],
)
def test_the_environment_says_where_things_are(environment: dict[str, str], settings: Settings) -> None:
    assert Settings.from_environment(environment) == settings


def test_a_relative_folder_counts_from_where_the_program_started() -> None:
    assert Settings.from_environment({"MONEV_DATA_DIR": "isi"}).data_dir == Path.cwd() / "isi"


def test_an_empty_folder_becomes_a_working_application(tmp_path: Path) -> None:
    """Architecture, section 1: works first, on an embedded database, straight after installation."""
    settings = Settings.from_environment({"MONEV_DATA_DIR": str(tmp_path / "baru" / "isi")})
    monev, browser = wiring.assemble(settings), new_browser()
    started = monev.start(browser, "kkp/2024", "upt", "Balai Contoh", "WIB")
    assert monev.save_answer(
        browser, started.submission_id, "KKP24-001", {"choice": "tidak"}, 0, "w1", 1
    ).outcome == "stored"  # fmt: skip
    again = wiring.assemble(settings)
    assert again.open(browser, started.submission_id).answers["KKP24-001"].answer.choice == "tidak"


def _start(folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Start the application as far as it comes without a visitor."""
    told = {**os.environ, "MONEV_DATA_DIR": str(folder), **environment}
    return subprocess.run(
        [sys.executable, "-c", "import app"], cwd=ROOT, env=told, capture_output=True, text=True, check=False
    )


def test_an_application_on_a_database_of_a_newer_version_says_so_in_one_sentence(tmp_path: Path) -> None:
    assert _start(tmp_path).returncode == 0
    with closing(sqlite3.connect(tmp_path / "monev.sqlite3")) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
    refused = _start(tmp_path)
    assert refused.returncode == 1
    assert refused.stderr.splitlines()[-1] == (
        "MONEV_DATABASE_URL, MONEV_DATA_DIR: basis data ini dibuat versi Monev KIP yang lebih baru. "
        "Pasang versi itu atau yang lebih baru."
    )
    assert "Traceback" not in refused.stderr


def test_an_application_without_its_database_server_says_so_and_the_log_says_why(tmp_path: Path) -> None:
    refused = _start(tmp_path, MONEV_DATABASE_URL=f"postgresql://monev@/monev?host={tmp_path}")
    assert refused.returncode == 1
    *log, sentence = refused.stderr.splitlines()
    assert "basis data tidak dapat dibuka" in sentence
    assert "No such file or directory" in "".join(log)
    assert "Traceback" not in refused.stderr


def test_importing_the_wiring_imports_no_database_and_no_rules() -> None:
    heavy = {"sqlalchemy", "alembic", "pydantic", "workflow", "store", "questionnaires"}
    program = f"import sys, wiring; print(sorted({heavy!r} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("[]\n", "")
