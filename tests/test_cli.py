"""The command as scripts call it: outputs and exit statuses of the contract, section 3."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from questionnaires import Library

MONEV = Path(sys.executable).with_name("monev")
KKP = Library().questionnaire("kkp/2024", "upt")
LINK = "https://ppid.contoh.go.id/bukti"


def monev(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([str(MONEV), *arguments], capture_output=True, text=True, check=False)


def printed(*arguments: str, status: int = 0) -> Any:
    result = monev(*arguments, "--json")
    assert result.returncode == status, result.stderr
    return json.loads(result.stdout)


def all_yes(**changes: dict[str, Any]) -> dict[str, Any]:
    answers = {
        q.code: {"choice": "ya", "level": None, "number": None, "links": [LINK], "note": ""} for q in KKP.questions
    }
    return answers | {code: answers[code] | change for code, change in changes.items()}


def coded(weight: str) -> list[str]:
    return [q.code for q in KKP.questions if str(q.weight.value) == weight]


def score(tmp_path: Path, answers: Any, *more: str, status: int = 0) -> Any:
    file = tmp_path / "jawaban.json"
    file.write_text(answers if isinstance(answers, str) else json.dumps(answers), encoding="utf-8")
    return printed("score", "--rules", "kkp/2024", "--category", "upt", "--answers", str(file), *more, status=status)


def refusal(tmp_path: Path, answers: Any) -> list[str]:
    file = tmp_path / "jawaban.json"
    file.write_text(answers if isinstance(answers, str) else json.dumps(answers), encoding="utf-8")
    result = monev("score", "--rules", "kkp/2024", "--category", "upt", "--answers", str(file))
    assert (result.returncode, result.stdout) == (2, "")
    return result.stderr.replace(str(tmp_path), ".").splitlines()


def test_a_class_is_printed_as_the_contract_shows() -> None:
    assert printed("qualify", "--rules", "papua/2021", "--score", "87.2") == {
        "rules": "papua/2021", "version": 1, "score": "87.2", "published": "87.20",
        "class": "informatif", "label": "Informatif", "refused": [], "assumptions": [],
    }  # fmt: skip


def test_a_stage_behind_a_gate_that_stops_a_body_does_not_count_and_that_is_said() -> None:
    """The training rules open their second stage at 65; a stage that is missing counts 0: 0,7 x 64,99 = 45,493."""
    stages = ("--stage", "saq=64.99", "--stage", "uji_publik=90")
    found = printed("combine", "--rules", "latihan/2025", "--category", "opd", *stages)
    assert (list(found["stages"]), found["final"]["published"], len(found["notes"])) == (["saq"], "45.49", 1)
    told = monev("combine", "--rules", "latihan/2025", "--category", "opd", *stages).stdout
    assert f"Catatan: {found['notes'][0]}" in told
    passed = printed(
        "combine", "--rules", "latihan/2025", "--category", "opd", "--stage", "saq=65", "--stage", "uji_publik=90"
    )
    assert (passed["final"]["published"], "notes" in passed) == ("72.50", False)


def test_a_stage_total_is_given_where_the_final_score_is_refused() -> None:
    parts = ("--stage", "visitasi.verifikasi=100", "--stage", "visitasi.presentasi=99")
    found = printed("combine", "--rules", "jateng/2024", "--category", "kabkota", *parts)
    assert found["stages"] == {"visitasi": {"exact": "399/4", "published": "99.75"}}
    assert (found["final"], found["class"], found["provisional_class"], found["basis"]) == (None, None, None, None)
    assert any(
        reason.startswith("bobot tahap") and reason.endswith("tidak dipublikasikan") for reason in found["refused"]
    )
    assert printed("combine", "--rules", "jateng/2024", "--category", "kabkota", *parts, "--final", status=3) == found


def test_stages_become_a_final_score() -> None:
    """Kaltim 2025: 0.8 x 86 + 0.2 x 92 = 87.20 (M1)."""
    found = printed(
        "combine", "--rules", "kaltim/2025", "--category", "opd", "--stage", "saq=86", "--stage", "visitasi=92"
    )
    assert found["final"] == {"exact": "436/5", "published": "87.20"}
    assert found["class"] == "menuju_informatif"
    some = printed("combine", "--rules", "kaltim/2025", "--category", "opd", "--stage", "saq=86")
    assert some["final"] is None


def test_a_score_sheet_is_printed_as_the_contract_shows(tmp_path: Path) -> None:
    """From paper: two 2-point items at C lose 1 each, a 1-point item at B 0.25, a half-point item at B 0.20: 97.55."""
    two, one, half = coded("2"), coded("1"), coded("1/2")
    found = score(
        tmp_path,
        all_yes(**{two[0]: {"level": "c"}, two[1]: {"level": "c"}, one[0]: {"level": "b"}, half[0]: {"level": "b"}}),
    )
    assert found["total"] == {"exact": "1951/20", "published": "97.55", "maximum": "100"}
    assert (found["class"], found["provisional_class"], found["basis"]) == (None, None, None)
    assert (found["stage"], found["pending"]) == ("saq", 0)
    assert found["refused"] == ["skala kelas kkp/2024 tidak dipublikasikan"]
    assert found["assumptions"] == []
    assert [row["weight"] for row in found["indicators"]] == ["15", "25", "30", "20", "10"]
    assert len(found["questions"]) == 103
    first = next(row for row in found["questions"] if row["code"] == half[0])
    assert (first["state"], first["earned"], first["possible"]) == ("answered", "3/10", "1/2")


def test_a_yes_without_a_link_earns_nothing_and_says_why(tmp_path: Path) -> None:
    found = score(tmp_path, all_yes(**{"KKP24-001": {"links": [], "note": "ada di lemari"}}))
    assert found["total"]["published"] == "99.50"
    row = found["questions"][0]
    assert (row["state"], row["earned"], row["reason"]) == ("answered", "0", "bukti belum ada")


def test_an_empty_file_scores_zero_and_is_all_blank(tmp_path: Path) -> None:
    found = score(tmp_path, {})
    assert found["total"] == {"exact": "0", "published": "0.00", "maximum": "100"}
    assert {row["state"] for row in found["questions"]} == {"blank"}


def test_strict_refuses_what_rests_on_assumptions() -> None:
    exact = printed("qualify", "--rules", "pusat/2024", "--score", "85", "--strict")
    assert exact["class"] == "menuju_informatif"
    found = printed("qualify", "--rules", "pusat/2024", "--score", "89.95", "--strict", status=3)
    assert (found["class"], found["refused"]) == (None, ["batas_setengah_terbuka"])


def test_rules_are_listed_with_what_is_unpublished() -> None:
    rows = {(row["rules"], row["version"]): row for row in printed("rules", "list")}
    kkp = rows["kkp/2024", 1]
    assert kkp["categories"] == [{"code": "upt", "questions": 103, "maximum": "100"}]
    assert rows["jateng/2024", 1]["unpublished"] >= 4
    assert {"rules", "version", "title", "state", "categories", "unpublished", "assumptions"} == set(kkp)


WRONG_ANSWERS: list[tuple[Any, list[str]]] = [
    ("{", ["./jawaban.json: bukan JSON yang sah (baris 1, kolom 2). Perbaiki tulisannya, atau berikan buku kerja .xlsx dari monev template."]),
    ("[]", ['jawaban: bukan objek JSON. Tulis {"KODE": {"choice": "ya", ...}, ...}.']),
    ('{"KKP24-001": {"choice": "ya"}, "KKP24-001": {"choice": "tidak"}}', ["./jawaban.json: 'KKP24-001' ditulis dua kali dalam satu objek. Sisakan satu."]),
    ('{"KKP24-001": {"choice": "ya", "choice": "tidak"}}', ["./jawaban.json: 'choice' ditulis dua kali dalam satu objek. Sisakan satu."]),
    ('{"KKP24-001": {"number": ' + "9" * 5000 + "}}", ["KKP24-001, kunci 'number': butir ini tidak dijawab dengan angka. Kosongkan angka."]),
    ('{"A\\nB\\u001b[31m": {}}', ["butir 'A B [31m': tidak ada pada kuesioner kkp/2024 kategori upt. Periksa kode, tahun, dan kategori."]),
    ({"X": {}}, ["butir 'X': tidak ada pada kuesioner kkp/2024 kategori upt. Periksa kode, tahun, dan kategori."]),
    (
        {"KKP24-001": {"choice": "ya", "level": "e"}, "KKP24-002": {"choice": "tidak_berlaku"}},
        [
            "KKP24-001, kunci 'level': tingkat 'e' bukan bagian butir ini. Pilih salah satu: a, b, c, d.",
            "KKP24-002, kunci 'choice': jawaban tidak_berlaku tidak tersedia untuk butir ini. Pilih salah satu: ya, tidak.",
        ],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("answers", "lines"), WRONG_ANSWERS)
def test_bad_answers_name_every_problem(tmp_path: Path, answers: Any, lines: list[str]) -> None:
    assert refusal(tmp_path, answers) == lines


WRONG_CALLS: list[tuple[Sequence[str], str]] = [
    (("qualify", "--rules", "papua/1999", "--score", "5"), "aturan 'papua/1999': tidak ada. Pilih salah satu: papua/2021@1."),
    (("qualify", "--rules", "papua/2021", "--score", "101"), "--score: nilai 101 di luar 0 sampai 100. Isi antara 0 dan 100."),
    (("qualify", "--rules", "papua/2021", "--score", "-1"), "--score: nilai -1 di luar 0 sampai 100. Isi antara 0 dan 100."),
    (("qualify", "--rules", "papua/2021", "--score", "tinggi"), "--score: 'tinggi' bukan angka. Tulis angka 0 sampai 100, misalnya 87.2."),
    (("qualify", "--score", "5"), "monev qualify: belum ada opsi '--rules'. Lihat monev qualify --help."),
    (("combine", "--rules", "kaltim/2025", "--category", "opd", "--stage", "saq"), "--stage saq: 'saq' tidak berbentuk tahap=nilai. Tulis misalnya saq=86."),
    (("combine", "--rules", "kaltim/2025", "--category", "opd", "--stage", "saq=1", "--stage", "saq=2"), "--stage saq: tahap disebut dua kali. Sisakan satu."),
    (("combine", "--rules", "kaltim/2025", "--category", "opd", "--stage", "wawancara=1"), "--stage wawancara: bukan tahap kaltim/2025 untuk kategori ini. Lihat tahap yang ada: saq, visitasi."),
    (("score", "--rules", "kkp/2024", "--category", "desa", "--answers", "x"), "kategori 'desa': tidak ada pada kkp/2024. Pilih salah satu: upt."),
    (("score", "--rules", "kkp/2024", "--category", "upt", "--answers", "tidak-ada.json"), "tidak-ada.json: berkas tidak ada atau tidak dapat dibaca. Periksa nama dan izin berkas."),
    (("rules", "check", "tests/data"), "tests/data: tidak ada aturan di bawah folder ini. Letakkan <pemilik>/<tahun>/rules.toml di dalamnya."),
    (("lapor",), "monev: tidak ada perintah 'lapor'. Lihat monev --help."),
]  # fmt: skip


@pytest.mark.parametrize(("arguments", "line"), WRONG_CALLS)
def test_a_bad_call_is_refused_in_indonesian(arguments: Sequence[str], line: str) -> None:
    result = monev(*arguments)
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr.splitlines() == [line]


def test_every_wrong_stage_is_named_at_once() -> None:
    wrong = ("visitasi=101", "saq", "foo=3", "foo=4", "bar=x", "visitasi.presentasi=2", "visitasi.verifikasi=1,5")
    stages = [part for stage in wrong for part in ("--stage", stage)]
    result = monev("combine", "--rules", "jateng/2024", "--category", "kabkota", *stages)
    assert (result.returncode, result.stdout) == (2, "")
    assert [line.split(": ")[0] for line in result.stderr.splitlines()] == [
        "--stage visitasi", "--stage saq", "--stage foo", "--stage bar", "--stage foo",
    ]  # fmt: skip


def test_answers_in_another_encoding_are_told_apart_from_broken_ones(tmp_path: Path) -> None:
    file = tmp_path / "jawaban.json"
    file.write_bytes('{"KKP24-001": {"choice": "ya"}}'.encode("utf-16"))
    result = monev("score", "--rules", "kkp/2024", "--category", "upt", "--answers", str(file))
    assert (result.returncode, result.stdout) == (2, "")
    assert "bukan teks UTF-8. Simpan ulang" in result.stderr
    file.write_bytes('{"KKP24-001": {"choice": "ya"}}'.encode("utf-8-sig"))
    assert monev("score", "--rules", "kkp/2024", "--category", "upt", "--answers", str(file)).returncode == 0


def test_a_workbook_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    target = tmp_path / "tidak-ada" / "kosong.xlsx"
    result = monev("template", "--rules", "latihan/2025", "--category", "opd", "-o", str(target))
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr == f"{target}: berkas tidak dapat ditulis. Periksa folder dan izinnya.\n"


def test_a_ranking_never_replaces_a_filled_workbook(tmp_path: Path) -> None:
    file = tmp_path / "terisi.xlsx"
    named = ("--rules", "latihan/2025", "--category", "opd", "-o", str(file))
    assert monev("template", *named).returncode == 0
    before = file.read_bytes()
    result = monev("compare", *named, str(file))
    assert (result.returncode, result.stdout, file.read_bytes()) == (2, "", before)
    assert "salah satu masukan" in result.stderr


def test_a_template_replaces_a_blank_workbook_and_never_a_filled_one(tmp_path: Path) -> None:
    file = tmp_path / "kuesioner.xlsx"
    named = ("template", "--rules", "latihan/2025", "--category", "opd", "-o", str(file))
    assert (monev(*named).returncode, monev(*named).returncode) == (0, 0)
    book = openpyxl.load_workbook(file)
    book["Jawaban"]["E2"] = "Tidak"
    book.save(file)
    before = file.read_bytes()
    result = monev(*named)
    assert (result.returncode, result.stdout, file.read_bytes()) == (2, "", before)
    assert "berisi jawaban yang akan hilang" in result.stderr


def test_results_without_a_database_are_refused(tmp_path: Path) -> None:
    (tmp_path / "berkas").touch()
    settings = {"MONEV_DATA_DIR": str(tmp_path / "berkas")}
    result = subprocess.run(
        [str(MONEV), "results", "--scope", "papua"], env=settings, capture_output=True, text=True, check=False
    )
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr.splitlines() == [
        "MONEV_DATABASE_URL, MONEV_DATA_DIR: basis data tidak dapat dibuka. "
        "Periksa kedua setelan itu dan izin foldernya."
    ]


@pytest.mark.parametrize(
    ("folder", "files"), [("questionnaires/kkp/2024", "rules.toml"), ("questionnaires/kaltim", "*/rules.toml")]
)
def test_one_rule_set_or_one_owner_is_checked_alone(folder: str, files: str) -> None:
    count = len(list(Path(folder).glob(files)))
    result = monev("rules", "check", folder)
    *table, good, took = result.stdout.splitlines()
    assert (result.returncode, good) == (0, f"Tidak ada masalah pada {count} aturan.")
    assert re.fullmatch(
        r"Diperiksa dalam \d+,\d\d detik prosesor; membaca TOML yang sama saja \d+,\d\d detik \(\d+,\d kali\).", took
    )
    assert table[0].split() == ["Aturan", "Kategori", "Butir", "Nilai", "penuh", "Tidak", "dipublikasikan", "Anggapan"]
    assert sum(row.split()[1] == "-" for row in table[1:]) == count


def test_the_check_prints_what_each_questionnaire_holds() -> None:
    rows = [line.split() for line in monev("rules", "check", "questionnaires/kkp/2024").stdout.splitlines()]
    assert rows[2] == ["kkp/2024@1", "upt", "103", "100", "0", "0"]


def test_a_wrong_rule_set_is_told_wherever_the_check_begins(tmp_path: Path) -> None:
    shutil.copytree(Path("questionnaires/kkp"), tmp_path / "kkp")
    rules = tmp_path / "kkp" / "2024" / "rules.toml"
    rules.write_text(rules.read_text(encoding="utf-8").replace("weight = 10", "weight = 9"), encoding="utf-8")
    told = [monev("rules", "check", str(tmp_path / below)) for below in ("", "kkp", "kkp/2024")]
    assert {result.returncode for result in told} == {2}
    assert len({result.stderr for result in told}) == 1
    assert "jumlah bobot 99, seharusnya 100" in told[0].stderr


def test_everything_shipped_passes_its_check() -> None:
    result = monev("rules", "check")
    assert (result.returncode, result.stderr) == (0, "")


def test_help_speaks_indonesian_only() -> None:
    shown = monev("--help").stdout + monev("qualify", "--help").stdout + monev("compare", "--help").stdout
    assert "Tampilkan bantuan ini." in shown
    for english in ("Usage", "Options:", "Commands", "Show this", "required", "default", "OPTIONS", "ARGS"):
        assert english not in shown


def test_many_workbooks_become_one_ranking(tmp_path: Path) -> None:
    """Two bodies and a damaged file: exit 0, the damaged one on the sheet `Tidak terbaca`."""
    template = tmp_path / "kosong.xlsx"
    assert monev("template", "--rules", "banjarnegara/2026", "--category", "opd", "-o", str(template)).returncode == 0
    broken = tmp_path / "rusak.xlsx"
    broken.write_bytes(template.read_bytes()[:2000])
    target = tmp_path / "peringkat.xlsx"
    arguments = ("--rules", "banjarnegara/2026", "--category", "opd", "-o", str(target))
    result = monev("compare", *arguments, str(template), str(broken))
    assert (result.returncode, result.stdout.splitlines()[0]) == (0, "1 isian terbaca, 1 tidak terbaca.")
    book = openpyxl.load_workbook(target)
    assert book["Tidak terbaca"]["A5"].value == str(broken)
    assert monev("compare", *arguments, str(broken)).returncode == 2


def test_a_template_is_accepted_where_answers_are(tmp_path: Path) -> None:
    file = tmp_path / "kosong.xlsx"
    assert monev("template", "--rules", "kkp/2024", "--category", "upt", "-o", str(file)).returncode == 0
    found = printed("score", "--rules", "kkp/2024", "--category", "upt", "--answers", str(file))
    assert found["total"] == {"exact": "0", "published": "0.00", "maximum": "100"}
