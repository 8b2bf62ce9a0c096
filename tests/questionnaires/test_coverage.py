"""The audit of what is shipped stays true: every rule set is in it, and what it holds is what the document says."""

import csv
from pathlib import Path

import pytest

from questionnaires import Library
from scripts.coverage import DOCUMENT, named_in, renewed, table

LIBRARY = Library()
TEXT = DOCUMENT.read_text(encoding="utf-8")
DATA = Path(__file__).parents[2] / "data"


def results() -> set[str]:
    """Return owner and year of every published result."""
    with (DATA / "scopes.csv").open(encoding="utf-8", newline="") as file:
        owners = {row["printed"]: row["rules"] for row in csv.DictReader(file)}
    with (DATA / "published_results.csv").open(encoding="utf-8", newline="") as file:
        return {f"{owners[row['scope']]}/{row['year']}" for row in csv.DictReader(file)}


def test_the_table_is_what_the_rule_sets_hold() -> None:
    """When this fails after a change of rules: python -m scripts.coverage."""
    assert renewed(TEXT, LIBRARY) == TEXT


def test_every_rule_set_says_where_its_owner_and_year_are_named() -> None:
    places = named_in(TEXT)
    assert set(places) == {edition.name for edition in LIBRARY.editions}
    assert [name for name, place in places.items() if not place.strip() or "?" in place] == []


def test_every_owner_and_year_with_a_published_result_has_a_rule_set() -> None:
    assert results() - {f"{edition.owner}/{edition.year}" for edition in LIBRARY.editions} == set()


@pytest.mark.parametrize(
    ("rules", "held", "open_"),
    [
        ("kaltim/2025@1", "indikator 6 (6 berbobot)", "batas kelas"),
        ("dki/2024@1", "masa sanggah", "bobot tahap"),
        ("kulonprogo/2021@1", "gerbang 1", "gabungan nilai penilai"),
        ("bawaslu/2025@1", "panel 1", "sanggah"),
        ("sulbar/2026@1", "ukuran 1", "tahap"),
    ],
)
def test_a_row_names_what_is_there_and_what_is_open(rules: str, held: str, open_: str) -> None:
    row = next(line for line in table(LIBRARY, {}).splitlines() if f"`{rules}`" in line)
    _, _, _, holds, lacks, _ = row.split("|")
    assert held in holds
    assert open_ in lacks
