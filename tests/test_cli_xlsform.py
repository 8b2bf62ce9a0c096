"""Forms for phones at the command line: written, filled in, exported, scored and compared."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import openpyxl
from pyxform.xls2xform import convert

from questionnaires import Library
from scoring.facts import Answer
from tests.sheets.odk_phone import XForm, central, form_of, kobo_rows, kobo_xlsx, typed

MONEV = Path(sys.executable).with_name("monev")
RULES = ("--rules", "banjarnegara/2026", "--category", "opd")
FORM = Library().questionnaire("banjarnegara/2026", "opd")
YES = Answer("ya", links=("https://ppid.contoh.go.id/a",))


def monev(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([str(MONEV), *arguments], capture_output=True, text=True, check=False)


def sent(body: str, *codes: str) -> dict[str, str]:
    """Return what a phone sends for a body that fulfils these items."""
    return form_of(FORM).fill(typed(FORM, dict.fromkeys(codes, YES), body))


def test_a_written_form_converts_and_a_sent_one_is_scored(tmp_path: Path) -> None:
    """Banjarnegara 2026: item 01 weighs 3 of 100."""
    form, export = tmp_path / "formulir.xlsx", tmp_path / "kiriman.csv"
    written = monev("rules", "xlsform", *RULES, "-o", str(form))
    assert (written.returncode, written.stdout) == (0, f"Ditulis: {form}\n")
    assert openpyxl.load_workbook(form).sheetnames == ["survey", "choices", "settings"]
    filled = XForm(convert(form).xform).fill(typed(FORM, {"BNA26-01": YES}))
    assert filled == sent("Badan Uji", "BNA26-01")
    export.write_bytes(central(form_of(FORM), [filled]))
    result = monev("score", *RULES, "--answers", str(export))
    assert (result.returncode, result.stderr) == (0, "")
    assert "Nilai SAQ 3,00 dari 100" in result.stdout


def test_an_export_of_many_bodies_is_ranked(tmp_path: Path) -> None:
    export, ranking = tmp_path / "kiriman.xlsx", tmp_path / "peringkat.xlsx"
    bodies = [sent("Dinas A", "BNA26-01"), sent("Dinas B", "BNA26-01", "BNA26-02"), sent("Dinas C")]
    rows = kobo_rows(form_of(FORM), bodies)
    rows[3][rows[0].index("jawab_BNA26_01")] = "barangkali"
    export.write_bytes(kobo_xlsx(rows))
    result = monev("compare", *RULES, str(export), "-o", str(ranking))
    assert (result.returncode, result.stdout.splitlines()[0]) == (0, "2 isian terbaca, 1 tidak terbaca.")
    sheet = openpyxl.load_workbook(ranking)["Peringkat"]
    assert [[cell.value for cell in row[:3]] for row in sheet.iter_rows(min_row=5, max_row=6)] == [
        [1, "Dinas B", 6],
        [2, "Dinas A", 3],
    ]


def test_one_score_takes_one_submission(tmp_path: Path) -> None:
    export = tmp_path / "kiriman.csv"
    export.write_bytes(central(form_of(FORM), [sent("Dinas A"), sent("Dinas B")]))
    result = monev("score", *RULES, "--answers", str(export))
    assert (result.returncode, result.stdout, result.stderr) == (
        2,
        "",
        "kiriman.csv: berkas memuat 2 kiriman. Pakai monev compare untuk banyak badan publik, atau sisakan satu baris.\n",
    )


def test_an_export_of_another_questionnaire_is_refused(tmp_path: Path) -> None:
    export = tmp_path / "kiriman.csv"
    export.write_bytes(central(form_of(FORM), [sent("Dinas A", "BNA26-01")]))
    result = monev("score", "--rules", "latihan/2025", "--category", "opd", "--answers", str(export))
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr == (
        "berkas kiriman.csv, baris 2: isian untuk aturan banjarnegara/2026 versi 1, kategori opd, yang diminta aturan "
        "latihan/2025 versi 1, kategori opd. Pilih aturan dan kategori yang sesuai dengan formulirnya.\n"
    )


def test_a_body_with_an_instrument_of_its_own_has_a_form_of_its_own(tmp_path: Path) -> None:
    """Latihan 2025: NAS-125 earns 20 in Kantor Contoh, and 10 in a body that is asked NAS-131 too."""
    rules = ("--rules", "latihan/2025", "--category", "opd")
    library = Library()
    own, common = (library.questionnaire("latihan/2025", "opd", body) for body in ("Kantor Contoh", None))
    form, export, other = tmp_path / "formulir.xlsx", tmp_path / "kantor.csv", tmp_path / "dinas.csv"
    assert monev("rules", "xlsform", *rules, "--body", "kantor  contoh", "-o", str(form)).returncode == 0
    settings = [cell.value for cell in openpyxl.load_workbook(form)["settings"][2]]
    assert settings[1].startswith("monev_latihan_2025_v1_opd_kantor_contoh_")
    sent = XForm(convert(form).xform).fill(typed(own, {"NAS-125": YES}, "Kantor Contoh"))
    export.write_bytes(central(form_of(own), [sent]))
    other.write_bytes(central(form_of(common), [form_of(common).fill(typed(common, {"NAS-125": YES}, "Dinas A"))]))

    scored = monev("score", *rules, "--body", "Kantor Contoh", "--answers", str(export))
    assert "Nilai SAQ 20,00 dari 100" in scored.stdout, scored.stderr
    for given, refused in ((("--body", "Kantor Contoh"), other), ((), export)):
        result = monev("score", *rules, *given, "--answers", str(refused))
        assert (result.returncode, result.stdout) == (2, "")
        assert f"berkas {refused.name}, baris 2: isian untuk aturan latihan/2025 versi 1, kategori opd" in result.stderr

    ranking = tmp_path / "peringkat.xlsx"
    result = monev("compare", *rules, str(export), str(other), "-o", str(ranking))
    assert result.stdout.splitlines()[0] == "2 isian terbaca, 0 tidak terbaca.", result.stderr
    sheet = openpyxl.load_workbook(ranking)["Peringkat"]
    assert [[cell.value for cell in row[:3]] for row in sheet.iter_rows(min_row=5, max_row=6)] == [
        [1, "Kantor Contoh", 20],
        [2, "Dinas A", 10],
    ]


def test_a_form_of_a_body_that_the_rules_do_not_declare_is_refused(tmp_path: Path) -> None:
    """Its name holds what XPath can only say in parts."""
    own = replace(Library().questionnaire("latihan/2025", "opd", "Kantor Contoh"), body='Ma\'had "A"')
    export = tmp_path / "asing.csv"
    export.write_bytes(central(form_of(own), [form_of(own).fill(typed(own, {}, "Dinas A"))]))
    result = monev(
        "compare", "--rules", "latihan/2025", "--category", "opd", str(export), "-o", str(tmp_path / "p.xlsx")
    )
    assert (result.returncode, result.stdout) == (2, "")
    assert 'isian untuk aturan latihan/2025 versi 1, kategori opd: Ma\'had "A", yang diminta' in result.stderr


def test_a_body_without_an_instrument_of_its_own_has_no_form_of_its_own(tmp_path: Path) -> None:
    form = tmp_path / "formulir.xlsx"
    result = monev("rules", "xlsform", "--rules", "latihan/2025", "--category", "opd", "--body", "X", "-o", str(form))
    assert (result.returncode, form.exists()) == (2, False)
    assert "yang mempunyai kuesioner sendiri: Kantor Contoh" in result.stderr


def test_a_form_never_replaces_an_export(tmp_path: Path) -> None:
    export = tmp_path / "kiriman.xlsx"
    export.write_bytes(kobo_xlsx(kobo_rows(form_of(FORM), [sent("Dinas A", "BNA26-01")])))
    before = export.read_bytes()
    result = monev("rules", "xlsform", *RULES, "-o", str(export))
    assert result.returncode == 2
    assert "jawaban yang akan hilang" in result.stderr
    assert export.read_bytes() == before
