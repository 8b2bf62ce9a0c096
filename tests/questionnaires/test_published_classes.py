"""Every published score with a printed class has that class under the shipped rules of its own commission and year."""

import csv
from fractions import Fraction
from pathlib import Path

import pytest

from questionnaires import Library
from scoring.classes import qualify

DATA = Path(__file__).parents[2] / "data"
LIBRARY = Library()
DISAGREE = {("2022", "nasional", "Provinsi Gorontalo"), ("2020", "Jawa Tengah", "Bawaslu Kabupaten Jepara")}
"""Printed against the scale of their year; docs/kasus-tidak-konsisten.md tells why they stay as printed."""


def table(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


OWNERS = {row["printed"]: row["rules"] for row in table("scopes.csv")}
ROWS = [row for row in table("published_results.csv") if row["score"] and row["qualification"]]


def place(row: dict[str, str]) -> tuple[str, str, str]:
    return row["year"], row["scope"], row["body"]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: " ".join(place(row)))
def test_a_published_score_has_its_printed_class(row: dict[str, str]) -> None:
    rules = LIBRARY.rule_set(f"{OWNERS[row['scope']]}/{row['year']}")
    found = qualify(rules, Fraction(row["score"]))
    assert (found.label == row["qualification"]) is (place(row) not in DISAGREE)


def test_the_rows_that_disagree_are_still_in_the_table() -> None:
    assert {place(row) for row in ROWS} >= DISAGREE


def test_only_known_owners_stand_behind_published_results() -> None:
    assert {edition.owner for edition in LIBRARY.editions} >= {OWNERS[row["scope"]] for row in ROWS}
