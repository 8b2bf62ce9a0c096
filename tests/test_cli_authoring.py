"""`monev rules export` and `monev rules import`: a year that nobody programmed goes from a spreadsheet to scores."""

from __future__ import annotations

import csv
import io
import json
import os
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest

import cli
import cli_input
from questionnaires import SHIPPED
from sheets.authoring.workbook import write_authoring
from tests.sheets.authoring.contoh import good

LINK = "https://ppid.contoh.go.id/bukti"


@dataclass(frozen=True)
class Ran:
    """What a command printed, and how it ended."""

    returncode: int
    stdout: str
    stderr: str


def monev(*arguments: str, at: Path, own: Path | None = None) -> Ran:
    """Run the command in this process, in a folder and with a setting of its own."""
    out, err, before = io.StringIO(), io.StringIO(), Path.cwd()
    setting = os.environ.get("MONEV_RULES")
    os.environ["MONEV_RULES"] = str(own) if own else ""
    cli_input.library.cache_clear()
    status = 0
    os.chdir(at)
    try:
        with redirect_stdout(out), redirect_stderr(err):
            cli.monev.main(args=list(arguments), prog_name="monev", standalone_mode=False)
    except SystemExit as ended:
        status = int(ended.code or 0)
    finally:
        os.chdir(before)
        os.environ["MONEV_RULES"] = setting or ""
        cli_input.library.cache_clear()
    return Ran(status, out.getvalue(), err.getvalue())


def authored(path: Path, **cells: Any) -> Path:
    """Write the workbook of the invented year, with some cells changed."""
    target = BytesIO()
    write_authoring(good(), target)
    book = openpyxl.load_workbook(target)
    for address, value in cells.items():
        sheet, _, cell = address.partition("_")
        book[sheet][cell] = value
    book.save(path)
    return path


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("ekspor")
    result = monev("rules", "export", "--rules", "pusat/2025", "--category", "ptn", "-o", "saq.xlsx", at=folder)
    assert (result.returncode, result.stderr) == (0, "")
    return folder / "saq.xlsx"


def test_export_then_import_gives_the_files_back_byte_by_byte(exported: Path, tmp_path: Path) -> None:
    result = monev("rules", "import", str(exported), "-o", "hasil", at=tmp_path)
    assert (result.returncode, result.stderr) == (0, "")
    folder = tmp_path / "hasil" / "pusat" / "2025"
    assert sorted(path.name for path in folder.iterdir()) == ["CATATAN.md", "ptn.toml", "rules.toml"]
    for path in folder.iterdir():
        assert path.read_bytes() == (SHIPPED / "pusat" / "2025" / path.name).read_bytes()
    again = monev("rules", "import", str(exported), "-o", "hasil", at=tmp_path)
    assert again.stdout == "Sama dengan yang sudah ada di hasil/pusat/2025, tidak ada yang ditulis.\n"


def test_an_exported_workbook_is_replaced_and_an_edited_one_never(exported: Path) -> None:
    named = ("rules", "export", "--rules", "pusat/2025", "--category", "ptn", "-o", exported.name)
    assert monev(*named, at=exported.parent).returncode == 0
    book = openpyxl.load_workbook(exported)
    book["Aturan"]["B8"] = "Judul baru"
    edited = exported.with_name("sunting.xlsx")
    book.save(edited)
    result = monev(*named[:-1], edited.name, at=exported.parent)
    assert result.returncode == 2
    assert result.stderr == (
        "sunting.xlsx: berkas ini sudah ada dan isinya akan hilang. "
        "Tulis nama lain setelah -o, atau pindahkan berkas itu dahulu.\n"
    )
    assert openpyxl.load_workbook(edited)["Aturan"]["B8"].value == "Judul baru"


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (("rules", "export", "--rules", "pusat/1999", "-o", "x.xlsx"), "aturan 'pusat/1999': tidak ada."),
        (("rules", "export", "--rules", "kkp/2024", "--category", "desa", "-o", "x.xlsx"), "--category desa: tidak ada kuesioner kategori ini pada kkp/2024@1. Pilih salah satu: upt."),
        (("rules", "export", "--rules", "kkp/2024", "-o", "tidak/ada/x.xlsx"), "tidak/ada/x.xlsx: berkas tidak dapat ditulis."),
        (("rules", "import", "tidak-ada.xlsx"), "tidak-ada.xlsx: berkas tidak ada atau tidak dapat dibaca."),
    ],
)  # fmt: skip
def test_a_bad_call_is_refused(arguments: tuple[str, ...], line: str, tmp_path: Path) -> None:
    result = monev(*arguments, at=tmp_path)
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr.startswith(line)


def test_every_problem_of_a_workbook_is_told_at_once_and_nothing_is_written(tmp_path: Path) -> None:
    authored(tmp_path / "salah.xlsx", Indikator_D4="enam puluh", Kelas_C4=True, Aturan_B5=None)
    result = monev("rules", "import", "salah.xlsx", "-o", "hasil", at=tmp_path)
    assert (result.returncode, result.stdout) == (2, "")
    assert len(result.stderr.splitlines()) == 3
    assert not (tmp_path / "hasil").exists()


def test_an_invented_year_is_authored_read_and_scored_without_programming(tmp_path: Path) -> None:
    """UJI-1 (30) of the opd form is worth its weight, the other items nothing: 30 of 100."""
    own = tmp_path / "aturan"
    own.mkdir()
    authored(tmp_path / "uji.xlsx")
    result = monev("rules", "import", "uji.xlsx", at=tmp_path, own=own)
    assert (result.returncode, result.stderr) == (0, "")
    assert monev("rules", "check", at=tmp_path, own=own).returncode == 0
    assert monev("rules", "check", "aturan/uji", at=tmp_path).returncode == 0
    answers = {"UJI-1": {"choice": "ya", "links": [LINK]}}
    (tmp_path / "jawaban.json").write_text(json.dumps(answers), encoding="utf-8")
    named = ("--rules", "uji/2030", "--category", "opd")
    scored = monev("score", *named, "--answers", "jawaban.json", "--json", at=tmp_path, own=own)
    assert json.loads(scored.stdout)["total"] == {"exact": "30", "published": "30.00", "maximum": "100"}
    listed = json.loads(monev("rules", "list", "--json", at=tmp_path, own=own).stdout)
    assert [row["categories"] for row in listed if row["rules"] == "uji/2030"] == [
        [{"code": "opd", "questions": 4, "maximum": "100"}, {"code": "desa", "questions": 2, "maximum": "100"}]
    ]
    assert monev("template", *named, "-o", "isian.xlsx", at=tmp_path, own=own).returncode == 0


def test_an_invented_year_is_ranked_without_programming(tmp_path: Path) -> None:
    """Three stages 50/30/20 (30 assumed), two gates, a panel of three, 2.5 points for an innovation, three champions.

    A: 80 x 0.5 + (90 x 0.75 + 80 x 0.25 + 2.5) x 0.3 + 80 x 0.2 = 40 + 27 + 16 = 83.
    B: 90 x 0.5 + (80 + 2.5) x 0.3 + 60 x 0.2 = 45 + 24.75 + 12 = 81.75.
    C passes the first gate by its place, has no visit (assumed 0) and is stopped before the panel: 40 x 0.5 = 20.
    """
    own = tmp_path / "aturan"
    own.mkdir()
    authored(tmp_path / "uji.xlsx")
    assert monev("rules", "import", "uji.xlsx", at=tmp_path, own=own).returncode == 0
    (tmp_path / "tabel.csv").write_text(
        "badan;kategori;saq;visitasi.dokumen;visitasi.presentasi;uji_publik: Ana;uji_publik: Budi;uji_publik: Cici;inovasi\n"
        "Dinas A;opd;80;90;80;70;80;90;Ya\n"
        "Dinas B;opd;90;80;80;60;60;60;Ya\n"
        "Dinas C;opd;40;;;;;;Tidak\n",
        encoding="utf-8",
    )
    named = ("rank", "--rules", "uji/2030", "tabel.csv", "-o", "rekap.csv")
    assert monev(*named, at=tmp_path, own=own).returncode == 0
    with (tmp_path / "rekap.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert [(row["Peringkat"], row["Badan publik"], row["Nilai akhir"], row["Kelas"]) for row in rows] == [
        ("1", "Dinas A", "83.00", "Cukup Informatif"),
        ("2", "Dinas B", "81.75", "Cukup Informatif"),
        ("3", "Dinas C", "20.00", "Tidak Informatif"),
    ]


def test_a_draft_is_replaced_and_a_published_version_never(tmp_path: Path) -> None:
    authored(tmp_path / "satu.xlsx")
    assert monev("rules", "import", "satu.xlsx", "-o", "hasil", at=tmp_path).returncode == 0
    authored(tmp_path / "dua.xlsx", Aturan_B7="diterbitkan")
    assert monev("rules", "import", "dua.xlsx", "-o", "hasil", at=tmp_path).returncode == 0
    written = (tmp_path / "hasil" / "uji" / "2030" / "rules.toml").read_text(encoding="utf-8")
    assert 'state = "published"' in written
    authored(tmp_path / "tiga.xlsx", Aturan_B7="diterbitkan", Aturan_B8="Judul lain")
    result = monev("rules", "import", "tiga.xlsx", "-o", "hasil", at=tmp_path)
    assert result.returncode == 2
    assert result.stderr == (
        "uji/2030@1: uji/2030@1 sudah diterbitkan di hasil/uji/2030 dan tidak ditimpa. "
        "Naikkan Versi menjadi 2 dan isi Alasan versi.\n"
    )
    authored(tmp_path / "empat.xlsx", Aturan_B6=2, Aturan_B8="Judul lain", Aturan_B9="Judul diperbaiki.")
    assert monev("rules", "import", "empat.xlsx", "-o", "hasil", at=tmp_path).returncode == 0
    assert sorted(path.name for path in (tmp_path / "hasil" / "uji").iterdir()) == ["2030", "2030@2"]


OVERLAY = """owner = "kota"
year = 2031
version = 1
state = "{state}"
title = "Kota, monev 2031"
base = "latihan/2025@1"
"""
OWN_ITEMS = """category = "opd"
label = "Perangkat daerah"
base = "latihan/2025:opd"

[[leave_out]]
codes = ["NAS-131"]
reason = "Tidak ditanyakan di kota ini."
"""


@pytest.mark.parametrize(("state", "ended"), [("draft", 0), ("published", 2)])
def test_a_file_of_an_overlay_joins_a_draft_and_never_a_published_version(
    state: str, ended: int, tmp_path: Path
) -> None:
    """The core asks the category already, so that its file would change what the published version asks."""
    for place, items in (("ada", None), ("baru", OWN_ITEMS)):
        folder = tmp_path / place / "kota" / "2031"
        folder.mkdir(parents=True)
        (folder / "rules.toml").write_text(OVERLAY.format(state=state), encoding="utf-8")
        if items:
            (folder / "opd.toml").write_text(items, encoding="utf-8")
    named = ("rules", "export", "--rules", "kota/2031", "-o", "kota.xlsx")
    assert monev(*named, at=tmp_path, own=tmp_path / "baru").returncode == 0
    result = monev("rules", "import", "kota.xlsx", "-o", "ada", at=tmp_path)
    assert result.returncode == ended
    assert (tmp_path / "ada" / "kota" / "2031" / "opd.toml").exists() is (state == "draft")


def test_a_shipped_version_is_not_shadowed_in_the_own_folder(exported: Path, tmp_path: Path) -> None:
    own = tmp_path / "aturan"
    own.mkdir()
    result = monev("rules", "import", str(exported), at=tmp_path, own=own)
    assert result.returncode == 2
    assert result.stderr == (
        "pusat/2025@1: pusat/2025@1 adalah aturan bawaan aplikasi dan tidak ditimpa. "
        "Naikkan Versi menjadi 2 dan isi Alasan versi, atau pakai pemilik lain.\n"
    )


def test_a_conflict_in_the_own_folder_stops_every_command(tmp_path: Path) -> None:
    own = tmp_path / "aturan" / "papua" / "2021"
    own.mkdir(parents=True)
    (own / "rules.toml").write_text('owner = "papua"\nversion = 1\n', encoding="utf-8")
    result = monev("qualify", "--rules", "papua/2021", "--score", "87.2", at=tmp_path, own=tmp_path / "aturan")
    assert result.returncode == 2
    assert "papua/2021@1 sudah ada di antara aturan bawaan" in result.stderr


def _own_year(root: Path, at: Path) -> Path:
    """Import the invented year into a folder of its own."""
    result = monev("rules", "import", str(authored(at / "tahun.xlsx")), "-o", str(root), at=at)
    assert (result.returncode, result.stderr) == (0, "")
    return next(root.glob("*/*"))


def test_a_line_of_notes_that_fits_into_no_cell_is_refused(tmp_path: Path) -> None:
    folder = _own_year(tmp_path / "aturan", tmp_path)
    name = f"{folder.parent.name}/{folder.name}"
    export = ("rules", "export", "--rules", name, "-o", "x.xlsx")
    (folder / "CATATAN.md").write_text("# Catatan\n" + "a" * 32_768 + "\n", encoding="utf-8")
    result = monev(*export, at=tmp_path, own=tmp_path / "aturan")
    assert (result.returncode, result.stderr) == (
        2,
        "CATATAN.md, baris 2: teks 32.768 huruf tidak muat dalam satu sel. "
        "Bagi menjadi beberapa baris; satu sel memuat paling banyak 32.767 huruf.\n",
    )
    assert not (tmp_path / "x.xlsx").exists()
    (folder / "CATATAN.md").write_text("# Catatan\n" + "a" * 32_767 + "\n", encoding="utf-8")
    assert monev(*export, at=tmp_path, own=tmp_path / "aturan").returncode == 0


def test_a_file_that_nothing_names_is_reported_by_import_and_check_and_kept(tmp_path: Path) -> None:
    """As after an import of a draft that dropped a category: what was not written by this import is not deleted."""
    folder = _own_year(tmp_path / "aturan", tmp_path)
    category = next(path for path in sorted(folder.glob("*.toml")) if path.name != "rules.toml")
    left = folder / "lama.toml"
    left.write_bytes(category.read_bytes())
    told = (
        f"{folder.parent.name}/{folder.name}/lama.toml: berkas ini tidak disebut kategori, instrumen, atau base mana pun. "
        "Daftarkan di categories, atau hapus berkasnya.\n"
    )
    again = monev("rules", "import", str(tmp_path / "tahun.xlsx"), "-o", str(tmp_path / "aturan"), at=tmp_path)
    assert (again.returncode, again.stderr) == (0, f"Perhatian: {told}")
    assert left.exists()
    checked = monev("rules", "check", str(folder), at=tmp_path)
    assert (checked.returncode, checked.stderr) == (2, told)
    left.unlink()
    assert monev("rules", "check", str(folder), at=tmp_path).returncode == 0


def test_a_file_that_another_rule_set_is_laid_over_is_no_left_over(tmp_path: Path) -> None:
    folder = _own_year(tmp_path / "aturan", tmp_path)
    category = next(path for path in sorted(folder.glob("*.toml")) if path.name != "rules.toml")
    (folder / "butir.toml").write_bytes(category.read_bytes())
    other = folder.parent.parent / "lain" / folder.name
    other.mkdir(parents=True)
    owner, year = folder.parent.name, folder.name.partition("@")[0]
    (other / "desa.toml").write_text(f'base = "{owner}/{year}:butir"\n', encoding="utf-8")
    (other / "rules.toml").write_text("", encoding="utf-8")
    assert monev("rules", "check", str(folder), at=tmp_path).returncode == 0
