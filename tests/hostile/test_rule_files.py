"""Rule files that would hold the server up or fill its memory are refused in words, within a second and little memory."""

from __future__ import annotations

import re
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from questionnaires import Library
from tests.hostile.confined import Confined
from tests.hostile.mutating import folders

MEGABYTES, SECONDS = 250, 5


def said(rules: str) -> list[str]:
    """Return what `monev rules check` says of a folder with these rules."""
    with TemporaryDirectory() as root:
        for name, text in {**folders()[0], "rules.toml": rules}.items():
            (Path(root) / name).write_text(text, encoding="utf-8")
        library, editions = Library.around(Path(root))
        return [str(problem) for problem in library.check(editions)]


def with_maximum(value: str) -> str:
    """Return the example with another maximum."""
    return re.sub(r"(?m)^maximum = .*$", f"maximum = {value}", folders()[0]["rules.toml"], count=1)


BASE = folders()[0]["rules.toml"]
TOO_DEEP, NO_NUMBER = "bersarang terlalu dalam", "bukan angka"
BOMBS = {
    "larik dalam larik": (BASE + "\nx = " + "[" * 50_000, TOO_DEEP),
    "tabel dalam tabel": (BASE + "\nx = " + "{a=" * 50_000, TOO_DEEP),
    "kunci bertitik": (BASE + "\n" + "a." * 50_000 + "b = 1", TOO_DEEP),
    "judul bertitik": (BASE + "\n[" + "a . " * 50_000 + "b]", TOO_DEEP),
    "pangkat besar": (with_maximum("1e999999999"), NO_NUMBER),
    "pangkat kecil": (with_maximum("1e-999999999"), NO_NUMBER),
    "tak hingga": (with_maximum("inf"), NO_NUMBER),
    "bukan bilangan": (with_maximum("nan"), NO_NUMBER),
    "lima ribu angka": (with_maximum("9" * 5000), TOO_DEEP),
    "heksadesimal": (with_maximum("0x" + "f" * 50_000), "sangat besar"),
    "teks angka": (with_maximum('"' + "9" * 5000 + '"'), NO_NUMBER),
    "berkas besar": (BASE + "# " + "x" * 5_000_000, "lebih dari 5 MB"),
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_refused_in_words(confined: Confined, name: str) -> None:
    rules, words = BOMBS[name]
    found = confined.run(said, rules, megabytes=MEGABYTES, seconds=SECONDS)
    assert [line for line in found.value if words in line]


def test_what_the_bombs_were_made_of_is_accepted() -> None:
    assert said(BASE) == []
    assert said(with_maximum("1e2")) == []
    assert said(BASE + "\n# " + "a." * 19) == []
