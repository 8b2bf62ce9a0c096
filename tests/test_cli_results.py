"""`monev results` as scripts call it (contract, section 3)."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

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
