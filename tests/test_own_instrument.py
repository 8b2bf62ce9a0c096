"""A body with an instrument of its own is asked that, on the page, in the workbook and at the command line (M30)."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from questionnaires import Library
from sheets.reader import read_workbook
from sheets.template import write_template
from store import open_store
from workflow import Monev
from workflow.codes import new_browser

NOW = datetime(2026, 11, 26, 7, 3, 22, tzinfo=UTC)
RULES = Path(__file__).parent / "rules"
LIBRARY = Library(RULES)
NAME, CATEGORY = "instrumen_sendiri/2026", "desa"
MONEV = Path(sys.executable).with_name("monev")


@pytest.mark.parametrize(
    ("body", "body_id", "codes"),
    [
        ("desa  contoh", None, ["DC-1", "DC-2"]),
        ("Desa yang berganti nama", "Desa Contoh", ["DC-1", "DC-2"]),
        ("Desa Lain", None, ["DS-1", "DS-2"]),
    ],
)
def test_a_self_assessment_asks_the_questions_of_its_body(
    tmp_path: Path, body: str, body_id: str | None, codes: list[str]
) -> None:
    monev = Monev(LIBRARY, open_store(f"sqlite:///{tmp_path / 'monev.sqlite3'}"), lambda: NOW)
    browser = new_browser()
    started = monev.start(browser, NAME, CATEGORY, body, "WIB", body_id).submission_id
    answer = {"choice": "ya", "links": ["https://ppid.contoh.go.id"]}
    assert monev.save_answer(browser, started, codes[1], answer, 0, "uji", 1).outcome == "stored"
    opened = monev.open(browser, started)
    assert [question.code for question in opened.questionnaire.questions] == codes
    assert opened.sheet.exact == Fraction(70 if codes[1] == "DC-2" else 40)


def test_its_workbook_is_read_as_its_own_and_not_as_that_of_the_category(tmp_path: Path) -> None:
    own, others = LIBRARY.questionnaire(NAME, CATEGORY, "Desa Contoh"), LIBRARY.questionnaire(NAME, CATEGORY)
    file = tmp_path / "desa-contoh.xlsx"
    write_template(own, str(file))
    assert read_workbook(file, LIBRARY).questionnaire == own
    assert read_workbook(file, LIBRARY, own).problems == ()
    refused = read_workbook(file, LIBRARY, others)
    assert len(refused.problems) == 1
    assert "Desa Contoh" in str(refused.problems[0])


def monev(*arguments: str) -> Any:
    environment = os.environ | {"MONEV_RULES": str(RULES)}
    command = [str(MONEV), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, env=environment)


def test_a_body_without_a_questionnaire_of_its_own_is_not_scored_by_another_one_unnoticed(tmp_path: Path) -> None:
    file = tmp_path / "jawaban.json"
    file.write_text("{}", encoding="utf-8")
    refused = monev("score", "--rules", NAME, "--category", CATEGORY, "--body", "Desa Cnotoh", "--answers", str(file))
    assert (refused.returncode, refused.stdout) == (2, "")
    assert refused.stderr == (
        "--body Desa Cnotoh: badan publik ini tidak mempunyai kuesioner sendiri dalam kategorinya. "
        "Hapus --body bila ia menjawab kuesioner kategorinya; yang mempunyai kuesioner sendiri: Desa Contoh.\n"
    )


@pytest.mark.parametrize(("body", "total"), [(("--body", "Desa Contoh"), "70"), ((), None)])
def test_the_command_scores_the_answers_of_its_body(tmp_path: Path, body: tuple[str, ...], total: str | None) -> None:
    file = tmp_path / "jawaban.json"
    answers = {"DC-2": {"choice": "ya", "links": ["https://ppid.contoh.go.id"]}}
    file.write_text(json.dumps(answers), encoding="utf-8")
    where = ("--rules", NAME, "--category", CATEGORY, *body)
    scored = monev("score", *where, "--answers", str(file), "--json")
    if total is None:
        assert scored.returncode == 2
        assert "DC-2" in scored.stderr
        return
    assert json.loads(scored.stdout)["total"]["exact"] == total
    assert monev("template", *where, "-o", str(tmp_path / "t.xlsx")).returncode == 0
    assert read_workbook(tmp_path / "t.xlsx", LIBRARY).questionnaire.body == "Desa Contoh"
