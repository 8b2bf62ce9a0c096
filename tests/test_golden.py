"""Golden cases: what the kernel and the shipped rule sets say equals what publications and paper say.

Each file of `tests/golden/` is one case that a lawyer can read; `tests/golden/README.md` tells its format.
"""

import tomllib
from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from questionnaires import Library, UnknownRules
from questionnaires.answers import read_answers
from scoring import numbers
from scoring.classes import qualify
from scoring.cohort import cohort
from scoring.facts import FactKind, Outcome, Verdict
from scoring.ranking import rank
from scoring.rules import RuleSet
from scoring.scorer import Scorer
from scoring.stages import combine

HERE = Path(__file__).parent
SHIPPED, SMALL = Library(), Library(HERE / "rules")
KINDS = ("score", "qualify", "combine", "weights", "rank", "cohort")
FILES = {
    path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted((HERE / "golden").glob("*.toml"))
}
PUBLISHED = (HERE / "golden" / "kasus-terbit.txt").read_text(encoding="utf-8").split()
"""Every consistent published case that states a class, a weighted total, a weight set or a rounding."""

REFUSED, UNASSESSED = "ditolak", "tidak_dinilai"


def cases(kind: str) -> list[Any]:
    """Return the entries of one kind, each named by its file and what it shows."""
    return [
        pytest.param(entry, id=f"{stem}: {entry['what']}")
        for stem, case in FILES.items()
        for entry in case.get(kind, [])
    ]


def library(name: str) -> Library:
    """Return the library that holds the rule set: the shipped one, else the small ones of the tests."""
    try:
        SHIPPED.edition(name)
    except UnknownRules:
        return SMALL
    return SHIPPED


def rules(name: str) -> RuleSet:
    return library(name).rule_set(name)


def exact(values: Mapping[str, str]) -> dict[str, Fraction]:
    return {key: numbers.parse_exact(value) for key, value in values.items()}


def scores(entry: Mapping[str, Any]) -> list[Fraction | None]:
    return [None if value == UNASSESSED else numbers.parse_exact(value) for value in entry["values"]]


def agree(expected: Mapping[str, Any], actual: Mapping[str, Any]) -> None:
    """Compare the values that the case states; what it does not state is not part of it."""
    for key, value in expected.items():
        found = actual[key]
        assert (stated(value, found) if isinstance(value, dict) else found) == value, key


def stated(value: dict[str, Any], found: Mapping[str, Any]) -> dict[str, Any]:
    return {code: found.get(code) for code in value}


@pytest.mark.parametrize("entry", cases("qualify"))
def test_the_class_of_a_score_is_the_published_one(entry: dict[str, Any]) -> None:
    found = qualify(rules(entry["rules"]), numbers.parse_exact(entry["score"]))
    actual = {
        "published": found.published,
        "class": found.code,
        "refused": list(found.refused),
        "assumptions": list(found.assumptions),
    }
    agree(entry["expect"], actual)
    assert (found.code is None) == bool(found.refused)


@pytest.mark.parametrize("entry", cases("combine"))
def test_stages_add_up_to_the_published_total(entry: dict[str, Any]) -> None:
    found = combine(rules(entry["rules"]), entry["category"], exact(entry["stages"])).as_json()
    final = found["final"]
    actual = {
        "stages": {code: stage["published"] for code, stage in found["stages"].items()},
        "final": final["published"] if final else REFUSED,
        "exact": final["exact"] if final else REFUSED,
        "class": found["class"],
        "refused": found["refused"],
        "assumptions": found["assumptions"],
    }
    agree(entry["expect"], actual)
    assert final or found["refused"]


@pytest.mark.parametrize("entry", cases("score"))
def test_answers_earn_what_was_worked_out_by_hand(entry: dict[str, Any]) -> None:
    questionnaire = library(entry["rules"]).questionnaire(entry["rules"], entry["category"])
    raw = {
        code: answer if isinstance(answer, dict) else {"choice": answer} for code, answer in entry["answers"].items()
    }
    answers, problems = read_answers(questionnaire, raw)
    assert problems == []
    verdicts = {code: Verdict(Outcome(outcome)) for code, outcome in entry.get("verdicts", {}).items()}
    sheet = Scorer(questionnaire).score(answers, FactKind(entry.get("kind", "self")), verdicts)
    json = sheet.as_json()
    actual = {
        "total": "ada" if json["total"] else REFUSED,
        "exact": json["total"]["exact"] if json["total"] else REFUSED,
        "published": json["total"]["published"] if json["total"] else REFUSED,
        "pending": json["pending"],
        "refused": json["refused"],
        "assumptions": json["assumptions"],
        "indicators": {row["code"]: row["published"] for row in json["indicators"]},
        "questions": {row["code"]: row["earned"] for row in json["questions"]},
        "states": {row["code"]: row["state"] for row in json["questions"]},
    }
    agree(entry["expect"], actual)


@pytest.mark.parametrize("entry", cases("weights"))
def test_weights_are_the_published_ones_and_close(entry: dict[str, Any]) -> None:
    held = rules(entry["rules"])
    rows = held.stages if entry["of"] == "stages" else held.indicators
    weights = {row.code: row.weight.value for row in rows if row.weight.value != 0}
    assert weights == {code: Fraction(weight) for code, weight in entry["expect"]["weights"].items()}
    assert all(row.weight.assumption is None for row in rows)
    assert sum(weight for weight in weights.values() if weight is not None) == entry["expect"]["total"]


@pytest.mark.parametrize("entry", cases("rank"))
def test_equal_numbers_share_a_place(entry: dict[str, Any]) -> None:
    places = rank(rules(entry["rules"]), scores(entry))
    assert [place or UNASSESSED for place in places] == entry["expect"]["places"]


@pytest.mark.parametrize("entry", cases("cohort"))
def test_a_body_without_a_score_is_never_averaged(entry: dict[str, Any]) -> None:
    assert UNASSESSED in {status.code for status in rules(entry["rules"]).statuses}
    found = cohort(scores(entry))
    actual = {
        "invited": found.invited,
        "assessed": found.assessed,
        "mean": numbers.Rounding(2).text(found.mean or Fraction(0)),
        "participation": numbers.Rounding(1).text(found.participation or Fraction(0)),
    }
    agree(entry["expect"], actual)


def test_every_case_says_what_it_proves_and_from_where() -> None:
    for stem, case in FILES.items():
        assert set(case) - set(KINDS) == {"name", "why", "proves", "source"}, stem
        assert any(case.get(kind) for kind in KINDS), stem
        assert all(address.startswith("http") for address in case["source"]), stem


def test_every_consistent_published_case_is_covered_by_the_shipped_rules_of_its_owner() -> None:
    covered = {name for case in FILES.values() for name in case["proves"]}
    assert set(PUBLISHED) - covered == set()
    for stem, case in FILES.items():
        if set(case["proves"]) & set(PUBLISHED):
            held = {entry["rules"] for kind in KINDS for entry in case.get(kind, [])}
            assert all(library(name) is SHIPPED for name in held), stem


@pytest.mark.parametrize("mechanism", [*(f"M{number}" for number in range(1, 11)), "M24", "M25", "M26"])
def test_every_mechanism_of_a_published_scheme_has_a_case(mechanism: str) -> None:
    assert any(mechanism in case["proves"] for case in FILES.values())
