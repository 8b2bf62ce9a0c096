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
from scoring.changes import changes
from scoring.classes import qualify
from scoring.cohort import cohort
from scoring.contest import Contest, Entry, Mark, contest
from scoring.entries import contest_faults
from scoring.facts import FactKind, Outcome, Verdict
from scoring.measures import Account, leagues, reach
from scoring.measures import frequency as frequency_of
from scoring.measures import response as response_of
from scoring.provisions import Measure
from scoring.questions import Evidenceless
from scoring.ranking import rank
from scoring.rules import RuleSet
from scoring.scorer import Scorer
from scoring.stages import combine

HERE = Path(__file__).parent
SHIPPED, SMALL = Library(), Library(HERE / "rules")
KINDS = (
    "score", "qualify", "combine", "weights", "rank", "cohort", "contest", "objection", "measure", "instrument", "evidence",
)  # fmt: skip
FILES = {
    path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted((HERE / "golden").glob("*.toml"))
}
PUBLISHED = (HERE / "golden" / "kasus-terbit.txt").read_text(encoding="utf-8").split()
"""Every consistent published case that states a class, a weighted total, a weight set or a rounding."""

REFUSED, UNASSESSED, NOTHING = "ditolak", "tidak_dinilai", "tidak ada"


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
    questionnaire = library(entry["rules"]).questionnaire(entry["rules"], entry["category"], entry.get("body"))
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
        "class": json["provisional_class"],
        "normalised": sheet.provisional.published if sheet.provisional else "",
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


def marks(given: list[Any]) -> list[Mark]:
    """Return marks written as bare numbers, by assessors that differ, or as tables."""
    tables = [
        mark if isinstance(mark, dict) else {"assessor": f"Penilai {n}", "value": mark} for n, mark in enumerate(given)
    ]
    return [Mark(numbers.parse_exact(mark["value"]), mark["assessor"], mark.get("territory")) for mark in tables]


def entries(bodies: list[dict[str, Any]], after: Mapping[str, Mapping[str, str]] | None = None) -> list[Entry]:
    """Return the bodies of a contest, with the values that an objection changed."""
    return [
        Entry(
            body["body"],
            body.get("category", "opd"),
            territory=body.get("territory"),
            status=body.get("status"),
            values=exact(body.get("values", {})) | exact((after or {}).get(body["body"], {})),
            marks={place: marks(given) for place, given in body.get("marks", {}).items()},
            facts=body.get("facts", {}),
            submitted=body.get("submitted"),
        )
        for body in bodies
    ]


def told(found: Mapping[str, Any], expected: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a case can state of one body; an empty text, 0 and `ditolak` stand for what it has not."""
    final = found["final"]
    return {
        "gates": {gate["id"]: gate["outcome"] for gate in found["gates"]},
        "by": {gate["id"]: gate["by"] for gate in found["gates"]},
        "numbers": {gate["id"]: gate["number"] for gate in found["gates"]},
        "only": [gate["id"] for gate in found["gates"]],
        "stages": {code: stage["published"] for code, stage in found["stages"].items()},
        "panels": {
            place: {key: panel[key] for key in expected.get("panels", {}).get(place, panel)}
            for place, panel in found["panels"].items()
        },
        "final": final["published"] if final else REFUSED,
        "class": found["class"] or "",
        "provisional_class": found["provisional_class"] or "",
        "place": found["place"] or 0,
        "uses": [name for name in expected.get("uses", []) if name in found["assumptions"]],
        "unused": [name for name in expected.get("unused", []) if name not in found["assumptions"]],
        **{key: found[key] for key in ("awards", "notes", "refused", "assumptions")},
    }


def agree_on_bodies(found: Contest, expected: Mapping[str, Mapping[str, Any]]) -> None:
    rows = {row["body"]: row for row in found.as_json()["bodies"]}
    for body, stated_of in expected.items():
        actual = told(rows[body], stated_of)
        lacking = {code: "" for code, value in stated_of.get("stages", {}).items() if value == ""}
        agree(stated_of, actual | {"stages": lacking | actual["stages"]})


@pytest.mark.parametrize("entry", cases("contest"))
def test_bodies_go_as_far_and_stand_where_the_rules_say(entry: dict[str, Any]) -> None:
    held, bodies = rules(entry["rules"]), entries(entry["bodies"])
    faults = [str(fault) for fault in contest_faults(held, bodies)]
    assert faults == entry["expect"].get("faults", [])
    if faults:
        return
    found = contest(held, bodies)
    agree_on_bodies(found, entry["expect"]["bodies"])
    awards = {award: list(names) for award, names in found.awards.items()}
    assert awards == entry["expect"].get("awards", awards)


@pytest.mark.parametrize("entry", cases("objection"))
def test_gates_are_looked_at_again_after_objections(entry: dict[str, Any]) -> None:
    held = rules(entry["rules"])
    before, after = (contest(held, entries(entry["bodies"], values)) for values in (None, entry["after"]))
    for found, key in ((before, "before"), (after, "after")):
        agree_on_bodies(found, {body: {"final": final} for body, final in entry["expect"].get(key, {}).items()})
    differences = [change.as_json() for change in changes(before, after)]
    assert [list(difference.values()) for difference in differences] == entry["expect"]["changes"]


@pytest.mark.parametrize("entry", cases("measure"))
def test_what_is_watched_is_counted_as_the_rules_say(entry: dict[str, Any]) -> None:
    measure = next(one for one in rules(entry["rules"]).measures if one.code == entry["code"])
    agree(entry["expect"], watched(measure, entry))


def watched(measure: Measure, entry: Mapping[str, Any]) -> dict[str, Any]:
    if "counts" in entry:
        return {"value": written(frequency_of(measure, entry["counts"]))}
    if "accounts" in entry:
        accounts = {
            name: Account(
                given["items"],
                given.get("interactions", 0),
                Fraction(given["followers"]) if "followers" in given else None,
            )
            for name, given in entry["accounts"].items()
        }
        return {
            "values": {name: written(reach(measure, account)) for name, account in accounts.items()},
            "leagues": [[name for name, _ in league.accounts] for league in leagues(measure, accounts)],
        }
    hours: list[Fraction | None] = [numbers.parse_exact(text) for text, count in entry["hours"] for _ in range(count)]
    found = response_of(measure, [*hours, *[None] * entry["unanswered"]])
    return found._asdict() | {
        "on_time": written(found.on_time), "answered": written(found.answered), "buckets": list(found.buckets),
    }  # fmt: skip


def written(value: Fraction | None) -> str:
    return NOTHING if value is None else numbers.exact_text(value)


@pytest.mark.parametrize("entry", cases("instrument"))
def test_a_body_with_an_instrument_of_its_own_is_asked_that(entry: dict[str, Any]) -> None:
    found = library(entry["rules"]).questionnaire(entry["rules"], entry["category"], entry["body"])
    weights = {indicator.code: indicator.weight.value for indicator in found.indicators}
    actual = {
        "questions": [question.code for question in found.questions],
        "indicators": {code: written(weight) for code, weight in weights.items()},
        "total": written(sum((weight or Fraction(0) for weight in weights.values()), Fraction(0))),
        "own": found.body == entry["body"],
    }
    agree(entry["expect"], actual)


@pytest.mark.parametrize("entry", cases("evidence"))
def test_every_question_says_which_evidence_it_wants(entry: dict[str, Any]) -> None:
    questionnaire = library(entry["rules"]).questionnaire(entry["rules"], entry["category"])
    question = next(question for question in questionnaire.questions if question.code == entry["question"])
    wanted = question.evidence
    actual = {
        "kinds": list(wanted.kinds),
        "count": wanted.count,
        "max_mb": "" if wanted.max_mb is None else numbers.exact_text(wanted.max_mb),
        "sample": wanted.sample or 0,
        "period": wanted.period,
        "own_site": wanted.own_site,
        "required": question.yes_without_evidence is Evidenceless.ZERO,
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


@pytest.mark.parametrize("mechanism", [f"M{number}" for number in range(1, 36)])
def test_every_mechanism_of_a_published_scheme_has_a_case(mechanism: str) -> None:
    assert any(mechanism in case["proves"] for case in FILES.values())
