"""`monev rank` and `monev template --stages` as scripts call them: outputs and exit statuses of the contract."""

from __future__ import annotations

import contextlib
import csv
import io
import json
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl

import cli
from tests.sheets.filling import LIBRARY, blank, fill
from tests.test_cli import monev as as_a_process

SUMBAR = ("badan", "kategori", "pendaftaran", "saq", "uji_publik", "visitasi")
M13 = (
    ["Dinas Kesehatan", "OPD", "100", "88", "80", "90"],
    ["Dinas Sosial", "OPD", "100", "95", "95", ""],
)


def monev(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a command in this process, as the one of the shell but for its start."""
    output, errors, status = io.StringIO(), io.StringIO(), 0
    with contextlib.redirect_stdout(output), contextlib.redirect_stderr(errors):
        try:
            cli.monev.main(list(arguments), prog_name="monev", standalone_mode=False)
        except SystemExit as end:
            status = int(end.code or 0)
    return subprocess.CompletedProcess(arguments, status, output.getvalue(), errors.getvalue())


def table(path: Path, titles: Sequence[str], *rows: Sequence[str]) -> str:
    """Write a table of stage values, parted by semicolons; return its path."""
    target = io.StringIO(newline="")
    csv.writer(target, delimiter=";").writerows([titles, *rows])
    path.write_text(target.getvalue(), encoding="utf-8")
    return str(path)


def ranked(*arguments: str, status: int = 0) -> Any:
    """Return what `monev rank --json` prints."""
    result = monev("rank", *arguments, "--json")
    assert result.returncode == status, result.stderr
    return json.loads(result.stdout)


def told(result: subprocess.CompletedProcess[str], status: int) -> list[str]:
    """Return the lines on standard error of a command that ended with `status`."""
    assert result.returncode == status, result.stderr
    return result.stderr.splitlines()


def test_final_scores_places_and_classes_are_those_of_the_dossier(tmp_path: Path) -> None:
    """M13, Sumbar 2025: 10 + 61.6 + 12 + 4.5 = 88.10; not visited 10 + 66.5 + 14.25 = 90.75."""
    found = ranked("--rules", "sumbar/2025", table(tmp_path / "t.csv", SUMBAR, *M13))
    rows = {row["body"]: row for row in found["bodies"]}
    assert (found["rules"], found["version"]) == ("sumbar/2025", 1)
    assert rows["Dinas Kesehatan"]["final"] == {"exact": "881/10", "published": "88.10"}
    assert rows["Dinas Sosial"]["final"] == {"exact": "363/4", "published": "90.75"}
    assert [(row["place"], row["class"]) for row in found["bodies"]] == [(2, "menuju_informatif"), (1, "informatif")]
    outcomes = {gate["id"]: gate["outcome"] for gate in rows["Dinas Sosial"]["gates"]}
    assert outcomes["tiga_besar"] == "undecided"


def test_a_person_reads_gates_places_and_what_they_rest_on(tmp_path: Path) -> None:
    result = monev("rank", "--rules", "sumbar/2025", table(tmp_path / "t.csv", SUMBAR, *M13))
    assert (result.returncode, result.stderr) == (0, "")
    lines = result.stdout.splitlines()
    assert "Tiga besar: 0 lolos, 0 terhenti, 0 menunggu nilai, 2 belum dapat diputuskan" in lines
    places = [line for line in lines if line.startswith("OPD · ")]
    assert places[0].startswith("OPD · 1 · Dinas Sosial · 90,75 · Informatif")
    assert places[1].startswith("OPD · 2 · Dinas Kesehatan · 88,10 · Menuju Informatif")
    assert lines[-1].startswith("Anggapan ")


def test_the_workbook_holds_every_sheet_and_the_csv_every_body(tmp_path: Path) -> None:
    source = table(tmp_path / "t.csv", SUMBAR, *M13)
    assert monev("rank", "--rules", "sumbar/2025", source, "-o", str(tmp_path / "r.xlsx")).returncode == 0
    book = openpyxl.load_workbook(tmp_path / "r.xlsx")
    visible = [sheet.title for sheet in book if sheet.sheet_state == "visible"]
    assert visible == ["Peringkat", "Gerbang", "Gerbang per badan", "Aturan dan asumsi", "Catatan", "Hitungan akhir"]
    assert monev("rank", "--rules", "sumbar/2025", source, "-o", str(tmp_path / "r.csv")).returncode == 0
    rows = list(csv.DictReader(io.StringIO((tmp_path / "r.csv").read_text(encoding="utf-8-sig"))))
    assert [(row["Peringkat"], row["Badan publik"], row["Nilai akhir"]) for row in rows] == [
        ("1", "Dinas Sosial", "90.75"),
        ("2", "Dinas Kesehatan", "88.10"),
    ]
    assert [row["Nilai akhir persis"] for row in rows] == ["363/4", "881/10"]


def test_json_stays_json_when_a_file_is_written_too(tmp_path: Path) -> None:
    source, output = table(tmp_path / "t.csv", SUMBAR, *M13), tmp_path / "r.xlsx"
    assert len(ranked("--rules", "sumbar/2025", source, "-o", str(output))["bodies"]) == 2
    assert output.exists()
    told_to_people = monev("rank", "--rules", "sumbar/2025", source, "-o", str(output)).stdout.splitlines()
    assert told_to_people[-1] == f"Ditulis: {output}"


def test_the_blank_table_filled_in_is_ranked(tmp_path: Path) -> None:
    path = tmp_path / "tabel.xlsx"
    assert monev("template", "--rules", "sumbar/2025", "--stages", "-o", str(path)).returncode == 0
    book = openpyxl.load_workbook(path)
    book["Nilai tahap"].append(["Dinas Kesehatan", "Organisasi perangkat daerah", 100, 88, 80, 90])
    book.save(path)
    (row,) = ranked("--rules", "sumbar/2025", str(path))["bodies"]
    assert (row["category"], row["final"]["published"]) == ("opd", "88.10")


def test_a_filled_table_is_never_replaced(tmp_path: Path) -> None:
    path = tmp_path / "tabel.xlsx"
    written = ("template", "--rules", "sumbar/2025", "--stages", "-o", str(path))
    assert monev(*written).returncode == 0
    assert monev(*written).returncode == 0
    book = openpyxl.load_workbook(path)
    book["Nilai tahap"].append(["Dinas Kesehatan", "OPD", 100])
    book.save(path)
    assert told(monev(*written), 2) == [
        f"{path}: berkas ini berisi jawaban yang akan hilang. Tulis nama lain setelah -o, atau pindahkan berkas itu dahulu."
    ]
    same = monev("rank", "--rules", "sumbar/2025", str(path), "-o", str(path))
    assert "berkas keluaran adalah salah satu masukan" in told(same, 2)[0]


def test_the_ranking_of_compare_is_a_table_and_fills_the_saq_column(tmp_path: Path) -> None:
    """Latihan 2025: 70 per cent SAQ, 30 uji publik; the exact total of the questionnaire goes on, not the printed one."""
    questionnaire = LIBRARY.questionnaire("latihan/2025", "opd")
    data = blank(questionnaire)
    for body, share in (("Dinas A", 1.0), ("Dinas B", 0.7)):
        questions = [q for q in questionnaire.questions if q.scored]
        answers = {q.code: _best(q) for q in questions[: round(len(questions) * share)]}
        (tmp_path / f"{body}.xlsx").write_bytes(fill(data, questionnaire, answers, body))
    ranking = tmp_path / "peringkat.xlsx"
    files = [str(path) for path in sorted(tmp_path.glob("Dinas*.xlsx"))]
    arguments = ("--rules", "latihan/2025", "--category", "opd", *files, "-o", str(ranking))
    assert monev("compare", *arguments).returncode == 0

    alone = ranked("--rules", "latihan/2025", str(ranking))
    exact = {row["body"]: row["stages"]["saq"]["exact"] for row in alone["bodies"]}
    assert exact["Dinas A"] == "100"

    later = table(
        tmp_path / "t.csv", ("badan", "kategori", "uji_publik: Ani"), ["Dinas A", "opd", "80"], ["Dinas B", "opd", ""]
    )
    both = ranked("--rules", "latihan/2025", later, "--saq", str(ranking))
    assert {row["body"]: row["stages"]["saq"]["exact"] for row in both["bodies"]} == exact
    assert both["bodies"][0]["final"] == {"exact": "94", "published": "94.00"}

    prefilled = tmp_path / "isi.xlsx"
    filled = monev("template", "--rules", "latihan/2025", "--stages", "--saq", str(ranking), "-o", str(prefilled))
    assert filled.returncode == 0, filled.stderr
    assert {
        row["body"]: row["stages"]["saq"]["exact"]
        for row in ranked("--rules", "latihan/2025", str(prefilled))["bodies"]
    } == exact


def _best(question: Any) -> Any:
    from scoring.facts import Answer

    level = question.levels[0].code if question.levels else None
    return Answer("ya", level=level, links=("https://ppid.contoh.go.id/bukti",))


def test_the_earlier_table_has_rankings_of_its_own(tmp_path: Path) -> None:
    """What --saq fills belongs to the table after the objections; the earlier one is taken as it is given."""
    titles = ("badan", "kategori", "uji_publik: Ani")
    plain = table(tmp_path / "t.csv", titles, ["Dinas A", "opd", "80"])
    old, new = (_ranking(tmp_path / name, codes) for name, codes in (("lama", 0.5), ("baru", 1.0)))
    found = ranked("--rules", "latihan/2025", plain, "--saq", new, "--earlier", plain, "--earlier", old)
    gates = [(row["before"], row["after"]) for row in found["changes"] if row["what"] == "gate"]
    assert gates == [("stopped", "passed")]
    alone = ranked("--rules", "latihan/2025", plain, "--saq", new, "--earlier", plain)
    assert [(row["before"], row["after"]) for row in alone["changes"] if row["what"] == "gate"] == [
        ("waiting", "passed")
    ]


def _ranking(folder: Path, share: float) -> str:
    """Write the ranking of one body that answered this share of the training questionnaire; return its path."""
    questionnaire = LIBRARY.questionnaire("latihan/2025", "opd")
    questions = [question for question in questionnaire.questions if question.scored]
    answers = {question.code: _best(question) for question in questions[: round(len(questions) * share)]}
    folder.mkdir()
    (folder / "isi.xlsx").write_bytes(fill(blank(questionnaire), questionnaire, answers, "Dinas A"))
    path = folder / "peringkat.xlsx"
    arguments = ("--rules", "latihan/2025", "--category", "opd", str(folder / "isi.xlsx"), "-o", str(path))
    assert monev("compare", *arguments).returncode == 0
    return str(path)


def test_what_an_objection_changed_is_told(tmp_path: Path) -> None:
    """M27: verified 64.0 stops at the gate of 65; one item of 4 points restored, 68.0 passes."""
    titles = ("badan", "kategori", "saq", "uji_publik: Ani")
    before = table(tmp_path / "sebelum.csv", titles, ["Dinas A", "opd", "64", ""], ["Dinas B", "opd", "90", "90"])
    after = table(tmp_path / "sesudah.csv", titles, ["Dinas A", "opd", "68", "80"], ["Dinas B", "opd", "90", "90"])
    found = ranked("--rules", "latihan/2025", after, "--earlier", before)
    assert {"body": "Dinas A", "what": "gate", "code": "lolos_saq", "before": "stopped", "after": "passed"} in found[
        "changes"
    ]
    lines = monev("rank", "--rules", "latihan/2025", after, "--earlier", before).stdout.splitlines()
    assert "Dinas A: Gerbang Dari kuesioner ke uji publik dari Terhenti menjadi Lolos" in lines


def test_bad_input_is_told_all_at_once_and_nothing_is_written(tmp_path: Path) -> None:
    path = table(
        tmp_path / "t.csv", SUMBAR, ["Dinas A", "OPD", "seratus", "101", "-", ""], ["", "OPD", "1", "", "", ""]
    )
    output = tmp_path / "r.xlsx"
    lines = told(monev("rank", "--rules", "sumbar/2025", path, "-o", str(output)), 2)
    assert [line.removeprefix(f"{path}, ").split(":")[0] for line in lines] == [
        "baris 2, kolom pendaftaran", "baris 2, kolom saq", "baris 2, kolom uji_publik", "baris 3, kolom badan",
    ]  # fmt: skip
    assert not output.exists()
    assert told(monev("rank", "--rules", "sumbar/2025", str(tmp_path / "tidak-ada.csv")), 2)[0].endswith("izin berkas.")


def test_strict_refuses_what_rests_on_an_assumption(tmp_path: Path) -> None:
    path = table(tmp_path / "t.csv", SUMBAR, *M13)
    result = monev("rank", "--rules", "sumbar/2025", path, "--strict", "--json")
    assert (told(result, 3), result.stdout) == (["Ditolak: skala_nasional"], "")


def test_final_demands_a_final_score_of_everybody(tmp_path: Path) -> None:
    whole = table(tmp_path / "t.csv", SUMBAR, *M13)
    assert len(ranked("--rules", "sumbar/2025", whole, "--final")["bodies"]) == 2
    partly = table(tmp_path / "s.csv", SUMBAR, *M13, ["Dinas C", "OPD", "100", "", "", ""])
    found = ranked("--rules", "sumbar/2025", partly, "--final", status=3)
    assert found["bodies"][2]["final"] is None
    assert found["bodies"][2]["refused"]
    assert ranked("--rules", "sumbar/2025", partly)["bodies"][2]["place"] is None


def test_one_category_for_every_row(tmp_path: Path) -> None:
    path = table(tmp_path / "t.csv", ("badan", "saq"), ["Dinas A", "80"])
    assert ranked("--rules", "latihan/2025", "--category", "opd", path)["bodies"][0]["category"] == "opd"
    assert "kategori 'xyz' tidak ada" in told(monev("rank", "--rules", "latihan/2025", "--category", "xyz", path), 2)[0]


def test_a_questionnaire_needs_its_category_and_a_table_does_not(tmp_path: Path) -> None:
    output = str(tmp_path / "k.xlsx")
    assert told(as_a_process("template", "--rules", "kkp/2024", "-o", output), 2) == [
        "monev template: opsi '--category' perlu diisi, kecuali dengan --stages. Lihat monev template --help."
    ]
    assert monev("template", "--rules", "kkp/2024", "--category", "upt", "-o", output).returncode == 0
    wrong = as_a_process(
        "template", "--rules", "kkp/2024", "--category", "upt", "--saq", output, "-o", str(tmp_path / "x.xlsx")
    )
    assert "'--saq' hanya dipakai bersama --stages" in told(wrong, 2)[0]


def test_a_rule_set_without_published_stages_has_nothing_to_rank(tmp_path: Path) -> None:
    where, values = str(tmp_path / "tabel.xlsx"), table(tmp_path / "t.csv", ("badan", "saq"), ("Dinas Sosial", "80"))
    line = "--rules makassar/2022: tahap penilaiannya tidak dipublikasikan, jadi tidak ada yang dapat direkap."
    for command in (("template", "--stages", "-o", where), ("rank", values)):
        (refusal,) = told(monev(*command, "--rules", "makassar/2022"), 2)
        assert refusal.startswith(line)
    assert not Path(where).exists()
