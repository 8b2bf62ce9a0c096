"""An installation's own rule sets stand beside the shipped ones, and never in their place."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from questionnaires import SHIPPED, Library, RuleErrors
from wiring import Settings, assemble

RULES = """
owner = "desaku"
year = 2031
version = 1
state = "draft"
title = "Monev desa 2031"

[[sources]]
id = "perbup"
title = "Perbup 1/2031"

[[bands]]
code = "informatif"
label = "Informatif"
lower = 50
ref = "perbup"
grade = "B"
"""


def _folder(root: Path, name: str = "desaku/2031", text: str = RULES) -> Path:
    folder = root / name
    folder.mkdir(parents=True)
    (folder / "rules.toml").write_text(text, encoding="utf-8")
    return root


def _installed(root: Path) -> Library:
    return Library.installed({"MONEV_RULES": str(root)})


def _refusal(root: Path) -> list[str]:
    with pytest.raises(RuleErrors) as caught:
        _installed(root)
    return [str(problem).replace(str(root), ".") for problem in caught.value.problems]


def test_without_the_setting_the_shipped_rule_sets_are_installed() -> None:
    assert Library.installed({}).editions == Library().editions
    assert Library.installed({"MONEV_RULES": " "}).editions == Library().editions


def test_an_own_rule_set_is_read_like_a_shipped_one(tmp_path: Path) -> None:
    library = _installed(_folder(tmp_path))
    assert library.rule_set("desaku/2031").title == "Monev desa 2031"
    assert library.rule_set("kkp/2024").owner == "kkp"
    assert "desaku/2031" in {row["rules"] for row in library.listing()}


def test_a_further_version_of_a_shipped_year_may_be_added_with_its_reason(tmp_path: Path) -> None:
    text = RULES.replace('"desaku"', '"kulonprogo"').replace("2031", "2021", 1).replace("version = 1", "version = 2")
    text = text.replace("version = 2", 'version = 2\nreason = "Batas kelas diperbaiki."')
    library = _installed(_folder(tmp_path, "kulonprogo/2021@2", text))
    assert library.edition("kulonprogo/2021").version == 2
    assert library.edition("kulonprogo/2021@1").folder.is_relative_to(SHIPPED)


def test_an_own_rule_set_never_stands_for_a_shipped_one(tmp_path: Path) -> None:
    shutil.copytree(SHIPPED / "kkp", tmp_path / "kkp")
    assert _refusal(tmp_path) == [
        "MONEV_RULES, kkp/2024: kkp/2024@1 sudah ada di antara aturan bawaan dan tidak boleh digantikan diam-diam. "
        "Beri nomor versi berikutnya beserta alasannya, atau pemilik lain."
    ]


def test_one_version_in_two_folders_is_refused(tmp_path: Path) -> None:
    _folder(_folder(tmp_path), "desaku/2031@1")
    assert _refusal(tmp_path) == [
        "MONEV_RULES, desaku/2031@1: desaku/2031@1 juga ada di folder 2031. Hapus salah satunya."
    ]


def test_a_folder_that_would_be_overlooked_is_refused(tmp_path: Path) -> None:
    _folder(_folder(tmp_path), "desaku/tahun-depan")
    assert _refusal(tmp_path) == [
        "MONEV_RULES, desaku/tahun-depan: nama folder bukan <pemilik>/<tahun> atau <pemilik>/<tahun>@<versi>. "
        "Ganti nama foldernya; pemilik memakai huruf kecil, angka, dan garis bawah."
    ]


def test_the_folder_stands_behind_the_shipped_one_and_may_be_the_shipped_one_itself(tmp_path: Path) -> None:
    assert _installed(tmp_path).roots == (SHIPPED, tmp_path)
    assert Library.installed({"MONEV_RULES": f"  {tmp_path} "}).roots == (SHIPPED, tmp_path)
    assert Library.installed({"MONEV_RULES": str(SHIPPED / ".." / SHIPPED.name)}).roots == (SHIPPED,)
    relative = os.path.relpath(tmp_path)
    assert [root.resolve() for root in Library.installed({"MONEV_RULES": relative}).roots] == [SHIPPED, tmp_path]


def test_the_setting_is_read_from_the_environment_where_none_is_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MONEV_RULES", str(_folder(tmp_path)))
    assert Library.installed().edition("desaku/2031").folder == tmp_path / "desaku" / "2031"
    monkeypatch.delenv("MONEV_RULES")
    assert Library.installed().roots == (SHIPPED,)


def test_every_folder_that_cannot_stay_is_named(tmp_path: Path) -> None:
    for name in ("Desaku/2031", "desaku/31", "desaku/2031", "desaku/2031@1", "desaku/2031@01"):
        _folder(tmp_path, name)
    shutil.copytree(SHIPPED / "kkp" / "2024", tmp_path / "kkp" / "2024@1")
    assert [text.partition(":")[0] for text in _refusal(tmp_path)] == [
        "MONEV_RULES, desaku/2031@01",
        "MONEV_RULES, desaku/2031@1",
        "MONEV_RULES, kkp/2024@1",
        "MONEV_RULES, Desaku/2031",
        "MONEV_RULES, desaku/31",
    ]


def test_a_missing_folder_is_refused(tmp_path: Path) -> None:
    assert _refusal(tmp_path / "tidak-ada") == [
        "MONEV_RULES, .: folder tidak ada. Buat folder itu atau perbaiki setelannya."
    ]


def test_a_folder_outside_is_checked_with_what_it_is_laid_over(tmp_path: Path) -> None:
    text = RULES + '\n[[categories]]\ncode = "opd"\nlabel = "OPD"\nfile = "opd.toml"\n'
    root = _folder(tmp_path, text=text)
    (root / "desaku" / "2031" / "opd.toml").write_text(
        'category = "opd"\nlabel = "OPD"\nbase = "latihan/2025:opd"\n', encoding="utf-8"
    )
    library, editions = Library.around(root)
    problems = [problem.message for problem in library.check(editions)]
    assert "tidak ada" not in problems
    assert [edition.name for edition in editions] == ["desaku/2031@1"]


def test_a_file_that_is_no_text_is_known_by_what_can_be_read_of_it_and_told_as_such(tmp_path: Path) -> None:
    """In a folder named by the year, where the file says the version, and in one of another name."""
    inside, copied = _folder(tmp_path / "a") / "desaku" / "2031", _folder(tmp_path, "salinan") / "salinan"
    text = RULES.replace("version = 1", "version = 2").encode() + b"# \xff\n"
    for place in (inside, copied):
        (place / "rules.toml").write_bytes(text)
    for folder in (inside, copied):
        library, found = Library.around(folder)
        assert [edition.name for edition in found] == ["desaku/2031@2"]
        assert [problem.message for problem in library.check(found)] == ["berkas bukan teks UTF-8"]


def test_the_application_offers_own_rule_sets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MONEV_RULES", str(_folder(tmp_path / "aturan")))
    monev = assemble(Settings(tmp_path, f"sqlite:///{tmp_path / 'monev.sqlite3'}"))
    assert monev.library.rule_set("desaku/2031").title == "Monev desa 2031"


def test_the_application_does_not_start_on_a_conflict(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(SHIPPED / "kkp", tmp_path / "aturan" / "kkp")
    monkeypatch.setenv("MONEV_RULES", str(tmp_path / "aturan"))
    with pytest.raises(RuleErrors, match="tidak boleh digantikan"):
        assemble(Settings(tmp_path, f"sqlite:///{tmp_path / 'monev.sqlite3'}"))
