"""The second implementation alone gives what publications and paper say: every number of the golden cases.

What is written for people (reasons, notes, faults) is left to `tests/test_golden.py`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.second import changes, classes, contest, faults, integers, measures, places, sheet
from tests.second.files import Shelf
from tests.second.integers import read

HERE = Path(__file__).parent
SHELVES = [Shelf(HERE.parent / "questionnaires"), Shelf(HERE / "rules")]
FILES = {path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in (HERE / "golden").glob("*.toml")}
REFUSED, NOTHING = "ditolak", "tidak ada"
FOR_PEOPLE = {"refused", "notes"}


def cases(kind: str) -> list[Any]:
    """The entries of one kind."""
    rows = [(stem, entry) for stem, case in sorted(FILES.items()) for entry in case.get(kind, [])]
    return [pytest.param(entry, id=f"{stem}: {entry['what']}") for stem, entry in rows]


def shelf(name: str) -> Shelf:
    """The folder that holds the rule set."""
    try:
        SHELVES[0].rules(name)
    except (FileNotFoundError, StopIteration, ValueError):
        return SHELVES[1]
    return SHELVES[0]


def agree(expected: Mapping[str, Any], found: Mapping[str, Any]) -> None:
    """What the case states, if it is not free text, is what was found."""
    for key, value in expected.items():
        if key not in FOR_PEOPLE:
            shown = {code: found[key].get(code) for code in value} if isinstance(value, dict) else found[key]
            assert shown == value, key


@pytest.mark.parametrize("entry", cases("qualify"))
def test_the_class_of_a_score(entry: dict[str, Any]) -> None:
    found = classes.qualify(shelf(entry["rules"]).rules(entry["rules"]), read(entry["score"]))
    expected = dict(entry["expect"])
    if "assumptions" in expected:
        assert sorted(expected.pop("assumptions")) == sorted(found.assumptions)
    agree(expected, {"published": found.published, "class": found.code})


@pytest.mark.parametrize("entry", cases("combine"))
def test_stages_add_up(entry: dict[str, Any]) -> None:
    rules = shelf(entry["rules"]).rules(entry["rules"])
    agree(*_told(entry["expect"], contest.combine(rules, entry["category"], entry["stages"]).as_json()))


def _told(expected: Mapping[str, Any], found: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """What a case states of one body, and what was found in the same words."""
    final = found["final"]
    stated = dict(expected)
    told = {
        "gates": {gate: outcome for gate, outcome, _, _ in found["gates"]},
        "by": {gate: by for gate, _, by, _ in found["gates"]},
        "numbers": {gate: number for gate, _, _, number in found["gates"]},
        "only": [gate for gate, _, _, _ in found["gates"]],
        "stages": {
            code: found["stages"].get(code, {"published": ""})["published"] for code in stated.get("stages", {})
        },
        "final": final["published"] if final else REFUSED,
        "exact": final["exact"] if final else REFUSED,
        "class": found["class"] or (None if expected.get("class", "") is None else ""),
        "provisional_class": found["provisional_class"] or "",
        "place": found["place"] or 0,
        "uses": [name for name in stated.get("uses", []) if name in found["assumptions"]],
        "unused": [name for name in stated.get("unused", []) if name not in found["assumptions"]],
        "awards": found["awards"],
        "assumptions": found["assumptions"],
    }
    for place, figures in stated.pop("panels", {}).items():
        panel = dict(zip(("marks", "value", "lowest", "highest", "spread"), found["panels"][place], strict=True))
        assert {key: panel[key] for key in figures} == figures
    for key in ("assumptions", "awards"):
        if key in stated:
            stated[key] = sorted(stated[key])
    return stated, told


@pytest.mark.parametrize("entry", cases("score"))
def test_answers_earn(entry: dict[str, Any]) -> None:
    paper = shelf(entry["rules"]).paper(entry["rules"], entry["category"], entry.get("body"))
    raw = {code: row if isinstance(row, dict) else {"choice": row} for code, row in entry["answers"].items()}
    verdicts = {code: {"outcome": outcome, "level": None} for code, outcome in entry.get("verdicts", {}).items()}
    found = sheet.score(paper, raw, entry.get("kind", "self") == "verified", verdicts)
    expected, exact = dict(entry["expect"]), integers.text(found.exact)
    normalised = expected.pop("normalised", None)
    if normalised is not None:
        brought = integers.part(integers.HUNDRED, found.exact, paper.rules.maximum)
        assert classes.qualify(paper.rules, brought, "stage").published == normalised
    if "assumptions" in expected:
        assert sorted(expected.pop("assumptions")) == sorted(found.assumptions)
    told = {
        "total": "ada" if exact else REFUSED,
        "exact": exact or REFUSED,
        "published": found.published or REFUSED,
        "pending": found.pending,
        "indicators": {row.code: row.published for row in found.indicators},
        "questions": {line.code: integers.text(line.earned) for line in found.questions},
        "states": {line.code: line.state for line in found.questions},
        "class": found.provisional,
    }
    agree(expected, told)


@pytest.mark.parametrize("entry", cases("rank"))
def test_equal_numbers_share_a_place(entry: dict[str, Any]) -> None:
    numbers = [read(value) for value in entry["values"] if value != "tidak_dinilai"]
    found = iter(places.rank(shelf(entry["rules"]).rules(entry["rules"]), numbers))
    shown = [value if value == "tidak_dinilai" else next(found) for value in entry["values"]]
    assert shown == entry["expect"]["places"]


def _bodies(entry: Mapping[str, Any], after: Mapping[str, Mapping[str, str]]) -> list[dict[str, Any]]:
    return [
        {"category": "opd"}
        | row
        | {"values": row.get("values", {}) | after.get(row["body"], {})}
        | {"marks": {place: _marks(given) for place, given in row.get("marks", {}).items()}}
        | {"sent": int(row["submitted"].timestamp()) if "submitted" in row else None}
        for row in entry["bodies"]
    ]


def _marks(given: list[Any]) -> list[dict[str, Any]]:
    rows = [row if isinstance(row, dict) else {"assessor": f"Penilai {n}", "value": row} for n, row in enumerate(given)]
    return [{"territory": None} | row for row in rows]


def _agree_on_bodies(found: list[contest.Result], expected: Mapping[str, Mapping[str, Any]]) -> None:
    rows = {row.body.name: row.as_json() for row in found}
    for body, stated in expected.items():
        agree(*_told(stated, rows[body]))


@pytest.mark.parametrize("entry", cases("contest"))
def test_bodies_go_as_far_as_the_rules_say(entry: dict[str, Any]) -> None:
    rules, rows = shelf(entry["rules"]).rules(entry["rules"]), _bodies(entry, {})
    assert faults.faulty(rules, rows) == bool(entry["expect"].get("faults"))
    if not entry["expect"].get("faults"):
        found = contest.contest(rules, rows)
        _agree_on_bodies(found, entry["expect"]["bodies"])
        for award, names in entry["expect"].get("awards", {}).items():
            assert [row.body.name for row in found if award in row.awards] == names


@pytest.mark.parametrize("entry", cases("objection"))
def test_objections_change(entry: dict[str, Any]) -> None:
    rules = shelf(entry["rules"]).rules(entry["rules"])
    before, after = (contest.contest(rules, _bodies(entry, values)) for values in ({}, entry["after"]))
    for found, key in ((before, "before"), (after, "after")):
        _agree_on_bodies(found, {body: {"final": final} for body, final in entry["expect"].get(key, {}).items()})
    assert [list(row) for row in changes.changes(before, after)] == entry["expect"]["changes"]


@pytest.mark.parametrize("entry", cases("measure"))
def test_what_is_watched_is_counted(entry: dict[str, Any]) -> None:
    rows = shelf(entry["rules"]).rules(entry["rules"]).table("measures")
    raw = next(row for row in rows if row["code"] == entry["code"])
    agree({key: value for key, value in entry["expect"].items() if key != "leagues"}, _watched(raw, entry))


def _watched(raw: dict, entry: Mapping[str, Any]) -> dict[str, Any]:
    if "counts" in entry:
        return {"value": integers.text(measures.frequency(raw, entry["counts"])) or NOTHING}
    if "accounts" in entry:
        return {
            "values": {
                name: integers.text(
                    measures.reach(raw, row["items"], row.get("interactions", 0), read(row.get("followers")))
                )
                or NOTHING
                for name, row in entry["accounts"].items()
            }
        }
    hours = [read(text) for text, count in entry["hours"] for _ in range(count)] + [None] * entry["unanswered"]
    found = measures.response(raw, hours)
    return found | {key: integers.text(found[key]) or NOTHING for key in ("on_time", "answered")}
