"""Every shipped rule set with stages: its blank table is read back, and random bodies are ranked and written.

`make test` takes every fifth; `make test-deep` (MONEV_DEEP) all.
"""

from __future__ import annotations

import csv
import io
import os

import pytest

from analytics.recap import recap
from questionnaires import Library
from questionnaires.scheme import way
from scoring.rules import RuleSet
from sheets.contest.blank import write_blank
from sheets.contest.categories import Categories
from sheets.contest.finals import Finals
from sheets.contest.gathering import Named, gather
from sheets.contest.listing import recap_csv
from sheets.contest.report import write_recap
from tests.sheets.contests import load, saved
from tests.sheets.test_recap_workbook import bodies

LIBRARY = Library()
SHIPPED = [f"{row['rules']}@{row['version']}" for row in LIBRARY.listing()]
STAGED = [name for name in SHIPPED if LIBRARY.rule_set(name).stages]
NAMES = STAGED if os.environ.get("MONEV_DEEP") else STAGED[::5]


def _blank(name: str, rules: RuleSet) -> bytes:
    target = io.BytesIO()
    write_blank(rules, Categories.of(rules, LIBRARY.categories(name)), way(LIBRARY, name), target)
    return target.getvalue()


@pytest.mark.parametrize("name", NAMES)
def test_its_blank_table_takes_a_value_in_every_column(name: str) -> None:
    rules, listed = LIBRARY.rule_set(name), LIBRARY.categories(name)
    book = load(_blank(name, rules))
    page = book["Nilai tahap"]
    category = listed[0][1] if listed else "Desa"
    row = []
    for cell in page[3]:
        known = {
            "Badan publik": "Badan A",
            "Kategori": category,
            "Wilayah": "Riau",
            "Status": None,
            "Dikirim": "27/11/2026",
        }
        is_fact = cell.value in {fact.label for fact in rules.facts}
        title = (
            f"{cell.value} (Riau)"
            if any(panel.territorial for panel in rules.panels) and ":" in cell.value
            else cell.value
        )
        cell.value = title
        row.append(known.get(title, "Ya" if is_fact else 1))
    page.append(row)
    reading = gather([Named("tabel.xlsx", saved(book))], rules, listed)
    outside = [problem for problem in reading.problems if "tidak berlaku bagi kategori" not in problem.message]
    assert [str(problem) for problem in outside] == []


@pytest.mark.parametrize("name", NAMES)
def test_random_bodies_are_ranked_and_written(name: str) -> None:
    """Where every weight is known, the final scores are computed by formulas."""
    rules, listed = LIBRARY.rule_set(name), LIBRARY.categories(name)
    found = recap(rules, bodies(rules, len(name), [code for code, _ in listed] or ["desa", "kabkota"]), dict(listed))
    target = io.BytesIO()
    write_recap(found, way(LIBRARY, name), target)
    assert len(list(csv.reader(io.StringIO(recap_csv(found).decode("utf-8-sig"))))) == len(found.contest.bodies) + 1
    finals = Finals(rules)
    scored = [one for one in found.contest.bodies if one.combined.exact is not None]
    assert [one.entry.body for one in scored if finals.row(one) is None] == []
