"""Every technical term of rule sets, pages and documents stands in the glossary, mechanically found.

A term is: an official term of the trade (listed here), a code that a rule file gives to a stage, an indicator, a class,
a state, a fact or a category, or an abbreviation in what a person reads.
"""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from questionnaires import SHIPPED

ROOT = Path(__file__).parents[2]
GLOSSARY = ROOT / "docs" / "glosarium.md"
OFFICIAL = (
    "badan publik", "kategori", "tahun", "periode penilaian", "saq", "indikator", "pertanyaan", "butir", "jawaban",
    "pilihan", "data dukung", "bobot", "nilai", "nilai mandiri", "verifikasi", "masa sanggah", "sanggahan",
    "ambang lolos", "presentasi", "uji publik", "visitasi", "uji akses", "nilai akhir", "kualifikasi", "peringkat",
    "penetapan", "dasar hukum", "ppid", "uji konsekuensi", "pleno", "verifikator", "anggapan", "derajat", "nf",
)  # fmt: skip
CODED = ("stages", "indicators", "bands", "statuses", "facts", "categories")
UNSPOKEN = {"url", "code", "ref", "id", "continues", "base", "file", "key", "codes", "sources", "kinds"}
ABBREVIATION = re.compile(r"\b[A-Z0-9]*[A-Z][A-Za-z0-9]*[A-Z][A-Za-z0-9]*(?:-[A-Z0-9][A-Za-z0-9]*)*\b")
NOT_TERMS = re.compile(
    r"https?://\S+|<[^>]+>|`[^`]*`|\{[^}]*\}"  # addresses, codes, places to fill
    r"|\b[A-Z]{2,4}\d{0,2}-\d+|\b(?:DES|ORM|HUB24|KKP24|NAS)\b"  # codes of questions and their beginnings
    r"|\S+/\S+/\d{4}|\S+/[IVX]+/\S+"  # numbers of decrees
)

ENTRIES = re.findall(r"^\| (?!Istilah|Singkatan|-)([^|]+) \| ([^|]+) \| ([^|]+) \|$", GLOSSARY.read_text("utf-8"), re.M)
TERMS = {term.casefold() for term, _, _ in ENTRIES}
CODES = {code for _, _, place in ENTRIES for code in re.findall(r"`([a-z_.]+)`", place)}


def spoken(value: Any) -> Iterator[str]:
    """Yield every text that a person reads."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            if key not in UNSPOKEN:
                yield from spoken(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from spoken(inner)


def abbreviations(text: str) -> set[str]:
    plain = NOT_TERMS.sub(" ", text.replace("RKA-K/L", " ").replace("K/L", " "))
    return {word for word in ABBREVIATION.findall(plain) if not re.fullmatch(r"[IVX]+", word)}


ENGLISH = {"rules-format", "measurements", "threat-model"}
DOCUMENTS = sorted(path for path in (ROOT / "docs").glob("*.md") if path.stem not in {"glosarium", *ENGLISH})
"""Documents in Indonesian; those for developers and the decisions are English."""

WRITTEN_LARGE = {
    word
    for path in (ROOT / "wording" / "id").glob("*.toml")
    for word in re.findall(r"\b[a-z]{4,}\b", path.read_text(encoding="utf-8"))
}
"""Ordinary words: where the command line writes one of them large, it is no abbreviation."""


def unexplained(text: str) -> set[str]:
    return {word for word in abbreviations(text) if word.casefold() not in TERMS | WRITTEN_LARGE}


FILES = sorted([*SHIPPED.glob("*/*/*.toml"), *(ROOT / "wording" / "id").glob("*.toml")])


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_abbreviation_that_is_read_is_explained(path: Path) -> None:
    file = tomllib.loads(path.read_text(encoding="utf-8"))
    assert {word for text in spoken(file) for word in unexplained(text)} == set()


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_every_abbreviation_of_a_document_is_explained(path: Path) -> None:
    without_addresses = re.sub(r"\]\([^)]*\)", "]", path.read_text(encoding="utf-8"))
    assert unexplained(without_addresses) == set()


def test_an_abbreviation_that_is_not_explained_is_found() -> None:
    assert unexplained("Laporan ABXY dan PPID, butir NAS-001, SK 10/SK/KI.KALBAR/7/2023, [PERINTAH]") == {"ABXY"}


def test_every_official_term_is_explained() -> None:
    assert [term for term in OFFICIAL if term not in TERMS] == []


def test_every_code_of_a_rule_file_is_explained() -> None:
    missing = {}
    for path in SHIPPED.glob("*/*/*.toml"):
        file = tomllib.loads(path.read_text(encoding="utf-8"))
        codes = {row["code"] for name in CODED for row in file.get(name, [])}
        if codes - CODES:
            missing[str(path.relative_to(SHIPPED))] = codes - CODES
    assert missing == {}


def test_each_entry_is_one_sentence_and_stands_once() -> None:
    terms = [term for term, _, _ in ENTRIES]
    assert len(terms) == len(set(terms))
    for term, meaning, place in ENTRIES:
        assert meaning.endswith("."), term
        assert meaning.casefold() != term.casefold(), term
        assert place, term
