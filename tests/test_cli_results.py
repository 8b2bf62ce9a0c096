"""`monev results` as scripts call it (contract, section 3)."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.postgres import Cluster

MONEV = Path(sys.executable).with_name("monev")


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("runtime")


def _run(data: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "MONEV_DATA_DIR": str(data)}
    return subprocess.run(
        [str(MONEV), "results", *arguments], capture_output=True, text=True, check=False, env=environment
    )


def _rows(data: Path, *arguments: str) -> list[dict[str, Any]]:
    result = _run(data, *arguments, "--json")
    assert (result.returncode, result.stderr) == (0, "")
    return list(json.loads(result.stdout))


def test_every_row_of_a_year_is_printed_with_source_and_certainty(data: Path) -> None:
    rows = _rows(data, "--scope", "nasional", "--year", "2021")
    assert len(rows) == 68
    assert next(row for row in rows if row["body_id"] == "provinsi-aceh") == {
        "year": 2021, "scope": "nasional", "level": "national", "body_id": "provinsi-aceh", "body": "Provinsi Aceh",
        "category": "pemprov", "score": "96.93", "class": "informatif", "place": 2,
        "source": "https://www.infoaceh.net/?p=29966", "certainty": "exact from a list",
        "note": next(row["note"] for row in rows if row["body_id"] == "provinsi-aceh"), "chosen": True, "reason": "",
    }  # fmt: skip


def test_without_a_year_every_year_is_printed(data: Path) -> None:
    assert {row["year"] for row in _rows(data, "--scope", "banten")} == {2019, 2025}


def test_a_scope_without_rows_is_an_empty_list(data: Path) -> None:
    assert _rows(data, "--scope", "nasional", "--year", "2012") == []


def test_an_unknown_scope_is_bad_input_with_its_remedy(data: Path) -> None:
    result = _run(data, "--scope", "atlantis", "--json")
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr.startswith(
        "--scope atlantis: Cakupan atlantis tidak dikenal. Pakai salah satu: nasional, aceh,"
    )


def test_a_person_reads_a_line_per_result(data: Path) -> None:
    lines = _run(data, "--scope", "aceh").stdout.splitlines()
    assert len(lines) == 4
    assert lines[2].startswith("2023  Pemerintah Kabupaten Aceh Tengah: Menuju Informatif, nilai 81,86, peringkat")


def test_a_database_of_a_newer_version_is_told_apart_from_one_that_cannot_be_opened(tmp_path: Path) -> None:
    assert _run(tmp_path, "--scope", "aceh").returncode == 0
    with closing(sqlite3.connect(tmp_path / "monev.sqlite3")) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
    refused = _run(tmp_path, "--scope", "aceh")
    assert (refused.returncode, refused.stdout) == (2, "")
    assert refused.stderr == (
        "MONEV_DATABASE_URL, MONEV_DATA_DIR: basis data ini dibuat versi Monev KIP yang lebih baru. "
        "Pasang versi itu atau yang lebih baru.\n"
    )


def test_the_same_results_come_from_postgresql(cluster: Cluster, data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = ("--scope", "nasional", "--year", "2021")
    on_file = _rows(data, *asked)
    monkeypatch.setenv("MONEV_DATABASE_URL", cluster.database())
    assert _rows(data, *asked) == on_file
