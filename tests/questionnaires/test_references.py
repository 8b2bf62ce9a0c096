"""Reference completeness of everything shipped: each number has a source and a grade, each question its help.

Read from the TOML itself, without the loader, so that what the loader forgets is missed by nobody.
"""

import tomllib
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from questionnaires import SHIPPED

FOLDERS = sorted(path.parent for path in SHIPPED.glob("*/*/rules.toml"))
CATEGORIES = sorted(path for folder in FOLDERS for path in folder.glob("*.toml") if path.name != "rules.toml")
KNOWN = {"A", "B", "C", "D"}
IDENTITY = {"owner", "year", "version", "maximum", "base_seen"}
"""Numbers at the top of a file: they name the rule set or the scale that it counts on."""

MAIN = {
    "indicators": "weight", "bands": "lower", "stages": "weight", "adjustments": "value", "questions": "weight",
}  # fmt: skip
"""The value that a grade speaks of, by table."""


def named(path: Path) -> str:
    return str(path.relative_to(SHIPPED))


@cache
def read(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)


def rows(file: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield every table that stands at the top of a file or in a list there, with its name."""
    for name, value in file.items():
        if isinstance(value, dict) and name == "rounding":
            yield from ((name, point) for point in value.get("points", []))
        elif isinstance(value, dict):
            yield name, value
        elif isinstance(value, list):
            yield from ((name, row) for row in value if isinstance(row, dict))


def numbers(value: Any) -> Iterator[Any]:
    """Yield every number inside, booleans aside; a share written as text is one too."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key in {"share", "points", "value"} and isinstance(inner, str) and "/" in inner:
                yield inner
            yield from numbers(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from numbers(inner)
    elif isinstance(value, int | Decimal) and not isinstance(value, bool):
        yield value


def refs(table: dict[str, Any]) -> list[str]:
    stated = table.get("ref", [])
    return [stated] if isinstance(stated, str) else stated


def sources(folder: Path) -> set[str]:
    """Return the sources of a rule set and of what it is laid over."""
    file = read(folder / "rules.toml")
    found = {source["id"] for source in file.get("sources", [])}
    return found | (sources(base_folder(file["base"])) if file.get("base") else set())


def base_folder(name: str) -> Path:
    """Return the folder of `owner/year` or `owner/year@version`; without a version the newest one."""
    owner_year, _, version = name.partition(":")[0].partition("@")
    candidates = [path for path in FOLDERS if named(path).partition("@")[0] == owner_year]
    by_version = {read(path / "rules.toml")["version"]: path for path in candidates}
    return by_version[int(version)] if version else by_version[max(by_version)]


def faults(name: str, table: dict[str, Any]) -> list[str]:
    """Return what is missing behind the numbers of one table."""
    main = table.get(MAIN.get(name, ""), 0)
    stated = list(numbers(table))
    found = []
    if stated and not refs(table):
        found.append("angka tanpa ref")
    if stated and main != "nf" and table.get("grade") not in KNOWN:
        found.append("angka tanpa derajat A sampai D")
    if main == "nf" and not stated and table.get("grade") in {"A"}:
        found.append("derajat A tanpa angka")
    return found


@pytest.mark.parametrize("folder", FOLDERS, ids=named)
def test_no_number_of_a_rule_set_stands_without_source_and_grade(folder: Path) -> None:
    file = read(folder / "rules.toml")
    assert set(file) & {key for key, value in file.items() if isinstance(value, int | Decimal)} <= IDENTITY
    found = {
        (name, row.get("code") or row.get("id") or row.get("at") or ""): wrong
        for name, row in rows(file)
        if name not in {"assumptions", "sources"}
        for wrong in [faults(name, row)]
        if wrong
    }
    assert found == {}


@pytest.mark.parametrize("path", CATEGORIES, ids=named)
def test_no_question_stands_without_source_and_grade(path: Path) -> None:
    found = {}
    for name, row in rows(read(path)):
        if name in {"questions", "indicators"}:
            wrong = [*faults(name, row), *([] if refs(row) else ["tanpa ref"])]
            if row.get("grade") not in KNOWN | ({"nf"} if name == "indicators" else set()):
                wrong.append("tanpa derajat")
            if wrong:
                found[row["code"]] = wrong
    assert found == {}


@pytest.mark.parametrize("folder", FOLDERS, ids=named)
def test_every_reference_names_a_source_and_every_source_is_used(folder: Path) -> None:
    note = (folder / "CATATAN.md").read_text(encoding="utf-8")
    used = set()
    for path in [folder / "rules.toml", *(p for p in CATEGORIES if p.parent == folder)]:
        for _, row in rows(read(path)):
            used |= set(refs(row))
    assert used <= sources(folder)
    listed = note.partition("## Sumber")[2].partition("\n## ")[0]
    for source in read(folder / "rules.toml").get("sources", []):
        assert source["id"] in used or source["id"] in listed, source["id"]


@pytest.mark.parametrize("path", CATEGORIES, ids=named)
def test_every_question_helps_says_what_proves_it_and_what_to_do(path: Path) -> None:
    for question in read(path).get("questions", []):
        said = [question["text"], question["help"], question["remedy"], question["evidence"]["text"]]
        plain = [" ".join(text.split()).casefold() for text in said]
        assert len(set(plain)) == len(plain), question["code"]
        assert plain[1].startswith("terpenuhi bila "), question["code"]
        assert all(len(text) >= 20 for text in plain[:3]), question["code"]
        assert question["evidence"]["kinds"], question["code"]
        assert question["legal"], question["code"]
        assert all(isinstance(row["checked"], bool) and row["text"] for row in question["legal"]), question["code"]


def test_no_help_and_no_remedy_is_copied_from_another_question() -> None:
    questions = [question for path in CATEGORIES for question in read(path).get("questions", [])]
    for key in ("help", "remedy"):
        repeated = [text for text, times in Counter(question[key] for question in questions).items() if times > 1]
        assert repeated == [], key


def test_every_predecessor_is_a_question_that_is_shipped() -> None:
    known = {
        (named(path.parent).partition("@")[0], question["code"])
        for path in CATEGORIES
        for question in read(path).get("questions", [])
    }
    named_predecessors = [
        (*question["continues"].partition("@")[0].partition(":")[::2], question["code"])
        for path in CATEGORIES
        for question in read(path).get("questions", [])
        if question.get("continues")
    ]
    assert named_predecessors, "at least one link between years is shipped"
    for rules, before, code in named_predecessors:
        assert (rules, before) in known, code


@pytest.mark.parametrize("folder", FOLDERS, ids=named)
def test_every_rule_set_has_notes_with_sources_and_what_is_not_published(folder: Path) -> None:
    note = (folder / "CATATAN.md").read_text(encoding="utf-8")
    assert note.startswith("# ")
    headings = [line for line in note.splitlines() if line.startswith("## ")]
    assert "## Sumber" in headings
    assert "## Tidak dipublikasikan (nf)" in headings or folder.parent.name == "latihan"


@pytest.mark.parametrize("folder", FOLDERS, ids=named)
def test_every_assumption_says_what_and_why(folder: Path) -> None:
    for table in read(folder / "rules.toml").get("assumptions", []):
        assert table["text"] != table["reason"]
        assert min(len(table["text"]), len(table["reason"])) > 20
        assert table["fills"], table["id"]


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        ({"lower": 90, "ref": "ki-1", "grade": "B"}, []),
        ({"lower": 90, "ref": [], "grade": "B"}, ["angka tanpa ref"]),
        ({"lower": 90, "ref": "ki-1", "grade": "nf"}, ["angka tanpa derajat A sampai D"]),
        ({"lower": "nf", "ref": [], "grade": "nf"}, []),
        ({"lower": "nf", "printed_from": 65, "ref": [], "grade": "nf"}, ["angka tanpa ref"]),
        ({"lower": "nf", "ref": "ki-1", "grade": "A"}, ["derajat A tanpa angka"]),
    ],
)
def test_a_number_without_source_or_grade_is_found(table: dict[str, Any], expected: list[str]) -> None:
    assert faults("bands", table) == expected
