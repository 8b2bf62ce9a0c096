"""Both implementations agree on measures, on what an objection changed, and on instruments of single bodies."""

from __future__ import annotations

import os
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import Any

import pytest

from questionnaires import Library
from questionnaires.answers import read_answers
from scoring import measures as kernel
from scoring.changes import changes as kernel_changes
from scoring.contest import contest as kernel_contest
from scoring.scorer import Scorer
from tests.second import answering, changes, contest, entering, integers, measures, sheet
from tests.second.files import Shelf
from tests.second.generating import generate
from tests.second.integers import Over
from tests.second.writing import table
from tests.test_second import Pair
from tests.test_second import _categories as categories
from tests.test_second import _entry as entry

DEEP = bool(os.environ.get("MONEV_DEEP"))
CITED = {"ref": "s", "grade": "B"}
BATCHES = 100 if DEEP else 2
ROUNDS = 10
"""How often sixty rule sets are made until enough of them change."""
HEAD = table(
    "", owner="uji", year=2030, version=1, state="draft", title="Ukuran", maximum=100
) + table("[sources]", id="s", title="Sumber uji")  # fmt: skip
BOUNDS = [Over(2000, 3), Over(1000), Over(10000)]


def _measure(chance: Random, code: str) -> str:
    kind = chance.choice(["frequency", "count", "rate", "response"])
    keys: dict[str, Any] = {}
    if kind == "frequency":
        keys = {"per": chance.choice(["day", "week", "month"]), "at_least": chance.randint(1, 5)}
    elif kind == "response":
        bounds = sorted(chance.sample([3, 8, 24, 48], chance.randint(0, 3)))
        within = chance.choice([Over(24), Over(3, 2), Over(3), *([None] if bounds else [])])
        keys = {"within": within, "buckets": bounds or None}
    else:
        lowers = [Over(0), *BOUNDS[chance.randint(0, 3) :]] if chance.random() < 0.7 else []
        rows = [{"code": f"k{place}", "label": f"K{place}", "lower": lower} for place, lower in enumerate(lowers)]
        keys = {"brackets": rows or None}
        if kind == "rate":
            keys["minimum_audience"] = chance.choice([None, Over(1000), Over(1)])
    return table("[measures]", code=code, label=code, kind=kind, **keys, **CITED)


def _fraction(value: Over | None) -> Fraction | None:
    return None if value is None else Fraction(value.top, value.bottom)


@pytest.mark.parametrize("batch", range(BATCHES))
def test_both_measure_alike(batch: int, tmp_path: Path) -> None:
    chance = Random(f"ukuran {batch}")
    folder = tmp_path / "uji" / "2030"
    folder.mkdir(parents=True)
    text = HEAD + "".join(_measure(chance, f"u{serial}") for serial in range(100))
    (folder / "rules.toml").write_text(text, encoding="utf-8")
    rows = Shelf(tmp_path).rules("uji/2030").table("measures")
    for measure, raw in zip(Library(tmp_path).rule_set("uji/2030").measures, rows, strict=True):
        if raw["kind"] == "frequency":
            _compare_frequency(measure, raw, chance)
        elif raw["kind"] == "response":
            _compare_response(measure, raw, chance)
        else:
            _compare_reach(measure, raw, chance)


def _compare_frequency(measure: Any, raw: dict, chance: Random) -> None:
    counts = [chance.randint(0, 6) for _ in range(chance.randint(0, 9))]
    assert kernel.frequency(measure, counts) == _fraction(measures.frequency(raw, counts)), (raw, counts)


def _compare_response(measure: Any, raw: dict, chance: Random) -> None:
    hours = [
        chance.choice([None, Over(0), Over(3, 2), Over(3), Over(301, 100), Over(24), Over(49)])
        for _ in range(chance.randint(0, 9))
    ]
    found, expected = kernel.response(measure, [_fraction(hour) for hour in hours]), measures.response(raw, hours)
    assert (found.on_time, found.answered) == tuple(_fraction(expected[key]) for key in ("on_time", "answered")), (
        raw,
        hours,
    )
    assert (list(found.buckets), found.later, found.never) == tuple(
        expected[key] for key in ("buckets", "later", "never")
    )


def _compare_reach(measure: Any, raw: dict, chance: Random) -> None:
    """Every account has its value in its own bracket; in a bracket the better ones come first."""
    rows = {
        f"akun{serial}": (
            chance.choice([0, 1, 12, 30]),
            chance.choice([0, 600, 6000]),
            chance.choice([None, Over(0), Over(999), Over(1000), Over(667), Over(10000), Over(123456)]),
        )
        for serial in range(6)
    }
    accounts = {name: kernel.Account(items, done, _fraction(by)) for name, (items, done, by) in rows.items()}
    expected: dict[str | None, dict[str, Fraction | None]] = {}
    for name, (items, done, by) in rows.items():
        place = expected.setdefault(measures.bracket(raw, by), {})
        place[name] = _fraction(measures.reach(raw, items, done, by))
    leagues = kernel.leagues(measure, accounts)
    found = {
        league.bracket.code if league.bracket else None: dict(league.accounts) for league in leagues if league.accounts
    }
    assert found == expected, (raw, rows)
    for league in leagues:
        values = [-1 if value is None else value for _, value in league.accounts]
        assert values == sorted(values, reverse=True)


@pytest.mark.parametrize("batch", range(BATCHES))
def test_both_list_alike_what_an_objection_changed(batch: int, tmp_path: Path) -> None:
    chance = Random(f"sanggah {batch}")
    changed = 0
    for round_ in range(ROUNDS):
        changed += _changed(tmp_path / str(round_), chance)
        if changed > 50:
            break
    assert changed > 50


def _changed(root: Path, chance: Random) -> int:
    made = generate(root, chance, 60)
    pair = Pair(root)
    changed = 0
    for one in made:
        rules, kernel_rules = pair.rules(one.name), pair.kernel.rule_set(one.name)
        raw = entering.entries(rules, categories(pair, one.name), chance)
        after = [row | {"values": row["values"] | _other(row["values"], chance)} for row in raw]
        found = kernel_changes(*(kernel_contest(kernel_rules, [entry(row) for row in rows]) for rows in (raw, after)))
        expected = changes.changes(*(contest.contest(rules, rows) for rows in (raw, after)))
        shape = [(row.body, row.what.value, row.code, row.before, row.after) for row in found]
        assert sorted(shape, key=str) == sorted(expected, key=str), (one.name, raw, after)
        changed += len(expected)
    return changed


def _other(values: dict[str, str], chance: Random) -> dict[str, str]:
    """Some of the values lowered to a share that stays within whatever limit they have."""
    share = Over(chance.randint(1, 3), 3)
    return {
        place: str(integers.text(integers.times(integers.read(text), share)))
        for place, text in values.items()
        if chance.random() < 0.6
    }


def test_both_give_one_body_its_own_instrument(tmp_path: Path) -> None:
    folder = tmp_path / "uji" / "2030"
    folder.mkdir(parents=True)
    own = {
        "body": "Desa Contoh",
        "category": "desa",
        "file": "desa-contoh.toml",
        "reason": "Desa ini memakai butirnya sendiri.",
    }
    rules = HEAD + table("[categories]", code="desa", label="Desa", file="desa.toml")
    rules += table("[indicators]", code="i1", label="I1", weight=100, **CITED) + table("[instruments]", **own, **CITED)
    (folder / "rules.toml").write_text(rules, encoding="utf-8")
    (folder / "desa.toml").write_text(_questions("desa", {"i1": [25, 75]}), encoding="utf-8")
    indicators = "".join(
        table("[indicators]", code=code, label=code, weight=weight, **CITED)
        for code, weight in (("i1", 60), ("i2", 40))
    )
    (folder / "desa-contoh.toml").write_text(_questions("desa", {"i1": [60], "i2": [40]}, indicators), encoding="utf-8")
    library, shelf, chance = Library(tmp_path), Shelf(tmp_path), Random(30)
    totals = set()
    for body in (None, "Desa Contoh", "Desa Lain"):
        paper, questionnaire = shelf.paper("uji/2030", "desa", body), library.questionnaire("uji/2030", "desa", body)
        for _ in range(20):
            raw = answering.answers(paper, chance)
            answers, problems = read_answers(questionnaire, raw)
            assert problems == []
            found, expected = Scorer(questionnaire).score(answers), sheet.score(paper, raw)
            assert (found.exact, found.published) == (_fraction(expected.exact), expected.published)
            totals.add((body, found.published))
    assert {total for body, total in totals if body == "Desa Contoh"} == {"0.00", "40.00", "60.00", "100.00"}
    assert {total for body, total in totals if body != "Desa Contoh"} == {"0.00", "25.00", "75.00", "100.00"}


def _questions(category: str, weights: dict[str, list[int]], indicators: str = "") -> str:
    text = table("", category=category, label=category) + indicators
    for indicator, rows in weights.items():
        for place, weight in enumerate(rows):
            text += table(
                "[questions]", code=f"{indicator.upper()}.{weight}.{place}", indicator=indicator, group="G", text="Butir?",
                weight=weight, help="Bantuan uji", remedy="Saran untuk uji", evidence={"kinds": ["tautan"], "text": "T"}, **CITED,
            )  # fmt: skip
    return text
