"""A body with an instrument of its own stands in the ranking of its category, scored by what it was asked (M30).

Desa Contoh is asked `adat` (30) and `layanan` (70) in place of `profil` (60) and `layanan` (40): no indicator of the
category stands in it with the same weight. Kantor Contoh of `latihan/2025` has every indicator and lacks one question.
"""

from __future__ import annotations

import io
import json
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import openpyxl
import pytest

from analytics.comparison import Comparison, Entry, Unread, compare
from questionnaires import Library
from scoring.facts import Answer
from scoring.rules import Kind, Questionnaire
from scoring.scorer import Scorer
from sheets.apart import Places, Run
from sheets.many import read_many
from sheets.ranking import ranking_csv, write_ranking
from sheets.reader import WorkbookReader
from sheets.task import outline
from tests.sheets.filling import blank, fill

RULES = Path(__file__).parent / "rules"
LIBRARY = Library(RULES)
DESA = LIBRARY.questionnaire("instrumen_sendiri/2026", "desa")
CONTOH = LIBRARY.questionnaire("instrumen_sendiri/2026", "desa", "Desa Contoh")
OWN = LIBRARY.own_questionnaires("instrumen_sendiri/2026", "desa")
YES, NO = Answer("ya", links=("https://ppid.contoh.go.id/a",)), Answer("tidak")
REASON = "Instrumen sendiri (Desa Contoh): Desa ini dinilai dengan indikator adatnya sendiri."
MONEV = Path(sys.executable).with_name("monev")


def workbook(questionnaire: Questionnaire, answers: Mapping[str, Answer], body: str = "") -> bytes:
    """Return the filled questionnaire."""
    return fill(blank(questionnaire), questionnaire, answers, body)


def files() -> list[tuple[str, bytes]]:
    """Return three bodies: 60, 70 under its own instrument, and 40 points of 100."""
    return [
        ("a.xlsx", workbook(DESA, {"DS-1": YES, "DS-2": NO}, "Desa A")),
        ("c.xlsx", workbook(CONTOH, {"DC-1": NO, "DC-2": YES})),
        ("b.xlsx", workbook(DESA, {"DS-1": NO, "DS-2": YES}, "Desa B")),
    ]


def read(given: list[tuple[str, bytes]], own: tuple[Questionnaire, ...] = OWN) -> list[Entry | Unread]:
    return list(read_many(given, WorkbookReader(LIBRARY, DESA, own)))


@pytest.fixture(scope="module")
def found() -> Comparison:
    """The three bodies compared."""
    return compare(DESA, [item for item in read(files()) if isinstance(item, Entry)])


def test_it_is_scored_by_its_own_instrument_and_placed_among_the_others(found: Comparison) -> None:
    assert [(row.place, row.entry.body, row.sheet.exact) for row in found.rows] == [
        (1, "Desa Contoh", 70), (2, "Desa A", 60), (3, "Desa B", 40),
    ]  # fmt: skip
    assert (found.cohort.assessed, found.cohort.mean) == (3, Fraction(170, 3))
    assert found.rows[0].sheet.provisional == Scorer(CONTOH).score({"DC-1": NO, "DC-2": YES}).provisional


def test_an_indicator_of_another_weight_is_not_mixed_into_the_column_of_the_others(found: Comparison) -> None:
    """`layanan` weighs 70 in it and 40 in the category: its column and its spread are those of the others alone."""
    assert found.rows[0].indicators == (None, None)
    assert [(spread.count, spread.least, spread.most) for spread in found.spreads] == [(2, 0, 60), (2, 0, 40)]


def test_questions_that_it_is_not_asked_are_compared_without_it(found: Comparison) -> None:
    assert {(one.question.code, one.full, one.none) for one in found.differences} == {("DS-1", 1, 1), ("DS-2", 1, 1)}


def test_the_ranking_says_so_with_the_reason_of_the_rules(found: Comparison) -> None:
    target = io.BytesIO()
    write_ranking(found, target)
    book = openpyxl.load_workbook(io.BytesIO(target.getvalue()))
    first, second, _ = [list(row) for row in book["Peringkat"].iter_rows(min_row=5, values_only=True)]
    assert first == [1, "Desa Contoh", 70, "Cukup Informatif", None, None, 2, 0, REASON, "c.xlsx", "70"]
    assert second[4:9] == [60, 0, 2, 0, None]
    answers = [row[:3] for row in book["Jawaban dan nilai"].iter_rows(min_row=5, values_only=True)]
    assert answers[:2] == [
        ("Desa Contoh", "DC-1", "Apakah awig-awig diumumkan?"),
        ("Desa Contoh", "DC-2", "Apakah layanan informasi desa ada?"),
    ]
    assert f"1,Desa Contoh,70.00,Cukup Informatif,,,2,0,{REASON},c.xlsx,70" in ranking_csv(found).decode().splitlines()


def test_the_process_of_the_page_gives_the_same(found: Comparison) -> None:
    """The stored self-assessment of such a body comes as an entry, its workbook as a file."""
    run = Run(DESA, [], files(), Places(1), own=OWN)
    list(run.progress())
    assert run.comparison == outline(found)
    stored = Run(DESA, [found.rows[0].entry], files()[::2], Places(1))
    list(stored.progress())
    assert stored.comparison == outline(found)


def test_a_shared_indicator_fills_its_column_and_a_shared_question_counts() -> None:
    """Kantor Contoh earns all it is asked: every column is full, and only NAS-131 is compared without it."""
    library = Library()
    common = library.questionnaire("latihan/2025", "opd")
    (own,) = library.own_questionnaires("latihan/2025", "opd")
    entries = [Entry("Dinas A", "a", all_of(common)), Entry("Kantor Contoh", "k", all_of(own), own)]
    found = compare(common, entries)
    assert [(row.place, row.entry.body, row.sheet.exact) for row in found.rows] == [
        (1, "Dinas A", 100), (1, "Kantor Contoh", 100),
    ]  # fmt: skip
    assert [score and score.earned for score in found.rows[1].indicators] == [20, 20, 10, 20, 20, 10]
    assert {spread.count for spread in found.spreads} == {2}
    asked = {one.question.code: one.full for one in found.differences}
    assert {code for code, full in asked.items() if full == 1} == {"NAS-131"}
    assert set(asked.values()) == {1, 2}


def all_of(questionnaire: Questionnaire) -> dict[str, Answer]:
    """Return the answers that earn everything."""
    found = {}
    for question in questionnaire.questions:
        if question.scored:
            assert question.kind is Kind.YES_NO
            best = max(question.levels, key=lambda level: level.points or 0).code if question.levels else None
            found[question.code] = replace(YES, level=best)
    return found


def test_the_instrument_of_a_body_that_the_rules_do_not_declare_is_refused() -> None:
    (refused,) = read([("c.xlsx", workbook(replace(CONTOH, body="Desa Asing"), {}))])
    assert isinstance(refused, Unread)
    assert [str(problem) for problem in refused.problems] == [
        "c.xlsx: buku kerja untuk instrumen sendiri milik Desa Asing, yang tidak dinyatakan dalam aturan "
        "instrumen_sendiri/2026 versi 1, kategori desa. Nyatakan instrumen itu dalam aturan, atau pindahkan jawaban ke "
        "templat kategorinya."
    ]


@pytest.mark.parametrize("change", [{"version": 2}, {"year": 2025}, {"owner": "lain"}])
def test_the_instrument_of_another_rule_set_or_version_is_refused(change: dict[str, object]) -> None:
    other = replace(CONTOH, rules=replace(CONTOH.rules, **change))  # type: ignore[arg-type]
    refused, taken = read([("c.xlsx", workbook(other, {})), ("d.xlsx", workbook(CONTOH, {}))])
    assert isinstance(refused, Unread)
    assert "kategori desa: Desa Contoh, yang diminta aturan instrumen_sendiri/2026 versi 1" in str(refused.problems[0])
    assert isinstance(taken, Entry)


def test_its_exact_total_goes_on_to_the_stages(tmp_path: Path) -> None:
    """Kantor Contoh loses NAS-125, the 20 points of its whole `sarana`, which would be 10 under the category."""
    library = Library()
    common = library.questionnaire("latihan/2025", "opd")
    (own,) = library.own_questionnaires("latihan/2025", "opd")
    kantor, dinas = all_of(own), all_of(common)
    kantor["NAS-125"] = Answer("ya")
    (tmp_path / "kantor.xlsx").write_bytes(workbook(own, kantor, "Kantor Contoh"))
    (tmp_path / "dinas.xlsx").write_bytes(workbook(common, dinas, "Dinas A"))
    ranking, stages = tmp_path / "peringkat.xlsx", tmp_path / "tahap.csv"
    made = monev(
        "compare", "--rules", "latihan/2025", "--category", "opd", str(tmp_path / "kantor.xlsx"),
        str(tmp_path / "dinas.xlsx"), "-o", str(ranking),
    )  # fmt: skip
    assert (made.returncode, made.stderr, made.stdout.splitlines()[0]) == (0, "", "2 isian terbaca, 0 tidak terbaca.")
    stages.write_text("badan,kategori,uji_publik: Ani\nKantor Contoh,opd,90\nDinas A,opd,80\n", encoding="utf-8")
    ranked = monev("rank", "--rules", "latihan/2025", str(stages), "--saq", str(ranking), "--json")
    assert ranked.returncode == 0, ranked.stderr
    exact = {row["body"]: row["stages"]["saq"]["exact"] for row in json.loads(ranked.stdout)["bodies"]}
    assert exact == {"Kantor Contoh": "80", "Dinas A": "100"}


def monev(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([str(MONEV), *arguments], capture_output=True, text=True, check=False)
