"""The kernel agrees to the last digit with a second implementation that was written from the documentation alone.

`tests/second/` reads the rule files itself and shares no code with `scoring` or `questionnaires`.
"""

from __future__ import annotations

import ast
import os
import shutil
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import pytest

from questionnaires import Library
from questionnaires.answers import read_answers
from scoring.classes import qualify
from scoring.contest import contest as kernel_contest
from scoring.entries import Entry, Mark, contest_faults
from scoring.facts import FactKind, Outcome, Verdict
from scoring.ranking import rank
from scoring.rules import Step
from scoring.scorer import Scorer
from scoring.stages import combine
from tests.second import answering, classes, contest, entering, faults, integers, places, sheet
from tests.second.files import Shelf
from tests.second.generating import generate

HERE = Path(__file__).parent
ROOTS = {"dikirim": HERE.parent / "questionnaires", "uji": HERE / "rules"}
DEEP = bool(os.environ.get("MONEV_DEEP"))
BATCH, BATCHES = 200, 500 if DEEP else 10
"""Rule sets in one generated library, and how many libraries."""

REACH = 101 if DEEP else 11
"""How many thousandths around a bound are qualified."""

CONTESTS = 500 if DEEP else 10
"""Random contests of every rule set that is not generated."""

YEAR = 2030

WHOLE = ["kalbar/2020", *(["pusat/2020", "tegal/2023", "jateng/2025", "satu_desimal/2025"] if DEEP else [])]
"""Rule sets of which every thousandth from 0 to 100 is qualified."""


class Pair:
    """A folder of rule sets, read by both."""

    def __init__(self, root: Path) -> None:
        self.kernel = Library(root)
        self.second = Shelf(root)
        self.rules = cache(self.second.rules)

    def names(self) -> list[str]:
        """Return every rule set with its version."""
        return [edition.name for edition in self.kernel.editions]


PAIRS = {name: Pair(root) for name, root in ROOTS.items()}


def _questionnaires() -> Iterator[Any]:
    for where, pair in PAIRS.items():
        for name in pair.names():
            for category, _ in pair.kernel.categories(name):
                yield pytest.param(pair, name, category, id=f"{where}: {name} {category}")


def _rule_sets() -> Iterator[Any]:
    for where, pair in PAIRS.items():
        for name in pair.names():
            yield pytest.param(pair, name, id=f"{where}: {name}")


def compare_scores(pair: Pair, name: str, category: str, chance: Random, times: int) -> None:
    """Score random answers with both, as self-assessment and as verified, and compare every number."""
    paper = pair.second.paper(name, category)
    questionnaire = pair.kernel.questionnaire(name, category)
    scorer = Scorer(questionnaire)
    for turn in range(times):
        raw = answering.answers(paper, chance)
        verified = turn % 3 == 2
        judged = answering.verdicts(paper, chance) if verified else {}
        answers, problems = read_answers(questionnaire, raw)
        assert problems == []
        kind = FactKind.VERIFIED if verified else FactKind.SELF
        verdicts = {code: Verdict(Outcome(row["outcome"]), row["level"]) for code, row in judged.items()}
        found = scorer.score(answers, kind, verdicts).as_json()
        expected = sheet.score(paper, raw, verified, judged)
        assert _kernel_sheet(found) == _second_sheet(expected), (name, category, verified, raw, judged)


def _kernel_sheet(found: Mapping[str, Any]) -> dict[str, Any]:
    total = found["total"] or {"exact": None, "published": None}
    return {
        "questions": {row["code"]: (row["state"], row["earned"], row["possible"]) for row in found["questions"]},
        "indicators": {row["code"]: (row["earned"], row["possible"], row["published"]) for row in found["indicators"]},
        "total": (total["exact"], total["published"]),
        "class": (found["provisional_class"], found["basis"]),
        "pending": found["pending"],
        "refused": bool(found["refused"]),
        "assumptions": sorted(found["assumptions"]),
    }


def _second_sheet(found: sheet.Sheet) -> dict[str, Any]:
    text = integers.text
    return {
        "questions": {line.code: (line.state, text(line.earned), text(line.possible)) for line in found.questions},
        "indicators": {row.code: (text(row.earned), text(row.possible), row.published) for row in found.indicators},
        "total": (text(found.exact), found.published),
        "class": (found.provisional, "nilai SAQ" if found.provisional else None),
        "pending": found.pending,
        "refused": found.refused,
        "assumptions": sorted(found.assumptions),
    }


def compare_class(pair: Pair, name: str, value: integers.Over) -> None:
    """Qualify one value with both."""
    found = qualify(pair.kernel.rule_set(name), Fraction(value.top, value.bottom))
    expected = classes.qualify(pair.rules(name), value)
    assert (found.published, found.code, bool(found.refused), sorted(found.assumptions)) == (
        expected.published,
        expected.code,
        expected.code is None,
        sorted(expected.assumptions),
    ), (name, value)


def compare_stages(pair: Pair, name: str, category: str, chance: Random) -> None:
    """Combine random stage values of one body alone with both."""
    rules = pair.rules(name)
    raw = answering.stage_values(rules, category, chance)
    json = combine(pair.kernel.rule_set(name), category, {code: Fraction(text) for code, text in raw.items()}).as_json()
    expected = contest.combine(rules, category, raw).as_json()
    found = json | {"refused": bool(json["refused"]), "assumptions": sorted(json["assumptions"])}
    shared = ["stages", "final", "class", "provisional_class", "basis", "refused", "assumptions"]
    assert {key: found[key] for key in shared} == {key: expected[key] for key in shared}, (name, category, raw)


def compare_contest(pair: Pair, name: str, categories: list[str], chance: Random) -> None:
    """Run a random contest through both and compare everything of every body but free text; then spoil it."""
    rules, kernel = pair.rules(name), pair.kernel.rule_set(name)
    raw = entering.entries(rules, categories, chance)
    found = kernel_contest(kernel, [_entry(row) for row in raw]).as_json()
    expected = [result.as_json() for result in contest.contest(rules, raw)]
    assert [_kernel_body(body) for body in found["bodies"]] == expected, (name, raw)
    winners = {
        award["id"]: [body["body"] for body in expected if award["id"] in body["awards"]]
        for award in rules.table("awards")
    }
    assert found["awards"] == winners, (name, raw)
    spoiled = faults.spoil(rules, raw, chance)
    refused = contest_faults(kernel, [_entry(row) for row in spoiled])
    assert bool(refused) == faults.faulty(rules, spoiled), (name, spoiled, refused)


def _entry(raw: Mapping[str, Any]) -> Entry:
    """The entry as the kernel takes it; the moment of sending counts in days."""
    return Entry(
        raw["body"],
        raw["category"],
        raw["territory"],
        raw["status"],
        {place: Fraction(text) for place, text in raw["values"].items()},
        {place: [_mark(mark) for mark in marks] for place, marks in raw["marks"].items()},
        raw["facts"],
        None if raw["sent"] is None else datetime(YEAR, 1, 1, tzinfo=UTC) + timedelta(days=raw["sent"]),
    )


def _mark(raw: Mapping[str, Any]) -> Mark:
    return Mark(Fraction(raw["value"]), raw["assessor"], raw["territory"])


def _kernel_body(body: Mapping[str, Any]) -> dict[str, Any]:
    """What the kernel says of a body without what is written for people, in the shape of the second one."""
    gates = [(row["id"], row["outcome"], row["by"], row["number"]) for row in body["gates"]]
    assert all(row["reason"] for row in body["gates"])
    figures = ("marks", "value", "lowest", "highest", "spread")
    panels = {place: tuple(panel[key] for key in figures) for place, panel in body["panels"].items()}
    return {key: value for key, value in body.items() if key != "notes"} | {
        "gates": gates,
        "panels": panels,
        "awards": sorted(body["awards"]),
        "refused": bool(body["refused"]),
        "assumptions": sorted(body["assumptions"]),
    }


def compare_places(pair: Pair, name: str, chance: Random) -> None:
    """Rank random values with both, by the stage's and by the final printed number."""
    texts = [answering.score_text(pair.rules(name), chance) for _ in range(chance.randint(1, 8))]
    texts += chance.choices(texts, k=2)
    for step in (Step.STAGE, Step.FINAL):
        found = rank(pair.kernel.rule_set(name), [Fraction(text) for text in texts], step)
        expected = places.rank(pair.rules(name), [integers.read(text) for text in texts], step.value)
        assert found == expected, (name, step, texts)


def _categories(pair: Pair, name: str) -> list[str]:
    rules = pair.rules(name)
    own = {row["code"] for row in rules.table("categories")}
    routed = {
        code
        for table in ("stages", "gates", "awards")
        for row in rules.table(table)
        for code in row.get("categories", [])
    }
    return [*sorted(own | routed), "lain"]


@pytest.mark.parametrize(("pair", "name", "category"), list(_questionnaires()))
def test_both_score_random_answers_alike(pair: Pair, name: str, category: str) -> None:
    compare_scores(pair, name, category, Random(f"{name} {category}"), 12)


@pytest.mark.parametrize(("pair", "name"), list(_rule_sets()))
def test_both_give_every_bound_and_its_neighbours_the_same_class(pair: Pair, name: str) -> None:
    chance = Random(name)
    edges = {0, 100000}
    for band in pair.rules(name).scale_of_classes:
        for edge in (band.bound, band.printed_from, band.printed_to):
            edges |= {edge.top * 1000 // edge.bottom} if edge else set()
    edges |= {1000 * chance.randint(0, 100) for _ in range(10)}
    for edge in edges:
        for thousandths in range(max(0, edge - REACH), min(100000, edge + REACH) + 1):
            compare_class(pair, name, integers.Over(thousandths, 1000))


@pytest.mark.parametrize("name", WHOLE)
def test_both_give_every_thousandth_the_same_class(name: str) -> None:
    pair = next(pair for pair in PAIRS.values() if f"{name}@1" in pair.names())
    for thousandths in range(100001):
        compare_class(pair, name, integers.Over(thousandths, 1000))


@pytest.mark.parametrize(("pair", "name"), list(_rule_sets()))
def test_both_run_contests_alike(pair: Pair, name: str) -> None:
    chance = Random(name)
    for _ in range(CONTESTS):
        compare_contest(pair, name, _categories(pair, name), chance)


@pytest.mark.parametrize(("pair", "name"), list(_rule_sets()))
def test_both_combine_and_rank_alike(pair: Pair, name: str) -> None:
    chance = Random(name)
    for category in _categories(pair, name):
        for _ in range(20):
            compare_stages(pair, name, category, chance)
    for _ in range(20):
        compare_places(pair, name, chance)


@pytest.mark.parametrize("batch", range(BATCHES))
def test_both_agree_on_generated_rule_sets(batch: int, tmp_path: Path) -> None:
    """Two thousand generated rule sets with answers and contests on each change, a hundred thousand in the deep run."""
    chance = Random(batch)
    made = generate(tmp_path, chance, BATCH)
    pair = Pair(tmp_path)
    for one in made:
        for category in one.questionnaires:
            compare_scores(pair, one.name, category, chance, 3)
        for value in _around_the_bounds(pair, one.name, chance):
            compare_class(pair, one.name, value)
        categories = _categories(pair, one.name)
        for category in chance.choices(categories, k=3):
            compare_stages(pair, one.name, category, chance)
        compare_places(pair, one.name, chance)
        compare_contest(pair, one.name, categories, chance)
    shutil.rmtree(tmp_path)


def _around_the_bounds(pair: Pair, name: str, chance: Random) -> list[integers.Over]:
    bands = pair.rules(name).scale_of_classes
    edges = [edge for band in bands for edge in (band.bound, band.printed_from, band.printed_to) if edge is not None]
    steps = [integers.Over(chance.randint(-30, 30), chance.choice([1000, 100, 10, 300])) for _ in edges]
    near = [integers.total([edge, step]) for edge, step in zip(edges, steps, strict=True)]
    spread = [integers.read(answering.score_text(pair.rules(name), chance)) for _ in range(3)]
    return [value for value in [*edges, *near, *spread] if 0 <= value.top <= 100 * value.bottom]


def test_the_second_implementation_imports_nothing_of_the_first() -> None:
    for path in (HERE / "second").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) and not node.level else []
            assert not {name.partition(".")[0] for name in names} & {"scoring", "questionnaires", "fractions"}, (
                path.name
            )
