"""The commands on versions of rule sets, as scripts and maintainers call them."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

MONEV = Path(sys.executable).with_name("monev")
RULES = Path("tests/rules")


def monev(*arguments: str, own: Path | None = None) -> subprocess.CompletedProcess[str]:
    environment = os.environ | ({"MONEV_RULES": str(own)} if own else {})
    return subprocess.run(
        [str(MONEV), "rules", *arguments], capture_output=True, text=True, check=False, env=environment
    )


def test_the_difference_of_two_versions_is_told_category_by_category() -> None:
    told = monev("diff", "kaltim/2025@1", "kaltim/2025@2").stdout.splitlines()
    assert told[0] == "Dari kaltim/2025@1 ke kaltim/2025@2"
    assert told[1].startswith("Nilai dapat berubah karena indikator pelayanan_informasi dihapus; ")
    assert "Kategori opd (Organisasi perangkat daerah): 125 tetap, 7 pindah indikator, 16 dihapus" in told


def test_the_difference_as_json_says_whether_a_score_can_change() -> None:
    found = json.loads(monev("diff", "kkp/2024", "questionnaires/kkp/2024", "--json").stdout)
    assert (found["old"], found["new"], found["can_change"], found["reasons"]) == (
        "kkp/2024@1",
        "kkp/2024@1",
        False,
        [],
    )
    assert found["statement"] == "Nilai tidak dapat berubah: tidak ada yang berbeda."
    assert [(row["code"], row["state"], row["can_change"], row["counts"]) for row in found["categories"]] == [
        ("upt", "compared", False, {"same": 103})
    ]
    assert {line["kind"] for line in found["lines"]} == {"same"}


def test_what_is_no_rule_set_is_refused() -> None:
    unknown = monev("diff", "jateng/2024", "jateng/1999")
    several = monev("diff", "questionnaires/kaltim", "kaltim/2025")
    assert (unknown.returncode, several.returncode) == (2, 2)
    assert unknown.stderr.startswith("aturan 'jateng/1999': tidak ada. Pilih salah satu: jateng/")
    assert several.stderr.startswith("questionnaires/kaltim: bukan nama aturan dan bukan folder satu aturan (kaltim/")


def test_an_overlay_tells_its_core_items_and_what_a_new_core_would_mean() -> None:
    told = monev("overlay", "lapisan/2025", "--base", "inti/2025@2", own=RULES).stdout.splitlines()
    assert told[:5] == [
        "lapisan/2025@1 di atas inti/2025@1",
        "Kategori opd (dasar inti/2025@1:opd): 3 butir sebanding secara nasional",
        "  2 butir sama dengan dasar",
        "  1 butir dengan bobot atau indikator sendiri: INTI-2",
        "  1 butir tambahan: LAP-1",
    ]
    assert [line.partition(": ")[0] for line in told[7:]] == [
        "Dari inti/2025@1 ke inti/2025@2",
        *["  Pertentangan"] * 3,
        "  Ikut dari dasar",
    ]
    newer = monev("overlay", "lapisan/2025", own=RULES).stdout.splitlines()
    assert newer[-1] == (
        "Ada dasar yang lebih baru, inti/2025@2: monev rules overlay lapisan/2025@1 --base inti/2025@2"
    )
    found = json.loads(monev("overlay", "lapisan/2025", "--base", "inti/2025@2", "--json", own=RULES).stdout)
    assert found["base"] == "inti/2025@1"
    assert found["categories"][0]["items"][1] == {"code": "INTI-2", "state": "weighted", "reason": ""}
    assert (len(found["upgrade"]["conflicts"]), found["upgrade"]["arrivals"]) == (3, ["opd: INTI-4 baru"])


def test_what_is_no_overlay_or_no_base_of_it_is_refused() -> None:
    alone = monev("overlay", "kkp/2024")
    foreign = monev("overlay", "lapisan/2025", "--base", "bank/2025", own=RULES)
    assert (
        alone.stderr == "kkp/2024: aturan ini tidak berdasar pada aturan lain. Sebut aturan yang memuat kunci base.\n"
    )
    assert foreign.stderr == "bank/2025: bukan dasar lapisan/2025@1. Sebut versi dari: inti/2025@1, inti/2025.\n"
    assert (alone.returncode, foreign.returncode) == (2, 2)


def test_sealing_checking_and_renewing(tmp_path: Path) -> None:
    shutil.copytree(RULES / "bobot_butir", tmp_path / "bobot_butir")
    folder = str(tmp_path)
    assert monev("seal", folder).stdout.splitlines()[0] == "Disegel: bobot_butir/2026@1"
    assert monev("check", folder).returncode == 0
    rules = tmp_path / "bobot_butir" / "2026" / "rules.toml"
    rules.write_text(
        rules.read_text(encoding="utf-8").replace("di dalam indikator", "dalam indikator"), encoding="utf-8"
    )
    refused = monev("check", folder)
    assert refused.returncode == 2
    assert refused.stderr.startswith("bobot_butir/2026/rules.toml: isi berubah sejak disegel (rules). Buat versi 2 ")
    assert monev("seal", folder).stderr == refused.stderr
    assert (
        monev("seal", folder, "--reason", "Salah").stderr
        == "--reason: alasan terlalu pendek. Tulis paling sedikit 10 huruf.\n"
    )
    renewed = monev("seal", folder, "--rules", "bobot_butir/2026", "--reason", "Judul diperbaiki.")
    assert renewed.stdout.splitlines()[0] == "Segel diperbarui: bobot_butir/2026@1 (rules); alasan: Judul diperbaiki."
    assert monev("check", folder).returncode == 0


def test_a_copied_overlay_is_checked_over_the_shipped_core(tmp_path: Path) -> None:
    shutil.copytree(Path("questionnaires/kaltim/2025@2"), tmp_path / "salinan")
    found = monev("check", str(tmp_path / "salinan"))
    assert (found.returncode, found.stderr) == (0, "")
    rules = tmp_path / "salinan" / "opd.toml"
    rules.write_text(rules.read_text(encoding="utf-8").replace("kaltim/2025@1", "kaltim/1999"), encoding="utf-8")
    missing = monev("check", str(tmp_path / "salinan"))
    assert missing.returncode == 2
    assert "opd.toml, kunci 'base': dasar 'kaltim/1999' tidak ada. Pilih salah satu: " in missing.stderr


def test_an_overlay_goes_through_a_spreadsheet_and_an_inherited_category_stays_with_its_core(tmp_path: Path) -> None:
    book = str(tmp_path / "lapisan.xlsx")
    assert monev("export", "--rules", "lapisan/2025", "--category", "opd", "-o", book, own=RULES).returncode == 0
    assert monev("import", book, "-o", str(tmp_path), own=RULES).returncode == 0
    for name in ("rules.toml", "opd.toml"):
        written = (tmp_path / "lapisan" / "2025" / name).read_text(encoding="utf-8")
        assert written == (RULES / "lapisan" / "2025" / name).read_text(encoding="utf-8")
    inherited = monev("export", "--rules", "lapisan/2025", "--category", "desa", "-o", book, own=RULES)
    assert inherited.returncode == 2
    assert inherited.stderr == (
        "--category desa: kategori ini diwarisi seluruhnya dari inti/2025@1. "
        "Ekspor dari inti/2025@1, atau tulis desa.toml dengan base lebih dahulu.\n"
    )
