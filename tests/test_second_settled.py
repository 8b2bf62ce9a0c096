"""Cases in which readers of the format differed, or in which its text once gave a result that nobody could want.

Each stands with the result that `docs/rules-format.md` now gives, from both implementations.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from questionnaires import Library
from scoring.contest import contest as kernel_contest
from scoring.entries import Entry
from tests.second import contest
from tests.second.files import Shelf

HEAD = """
owner = "uji"
year = 2030
version = 1
state = "draft"
title = "Kasus yang diputuskan"
maximum = 100

[[sources]]
id = "s"
title = "Hitungan di atas kertas"
"""
CITED = '\nref = "s"\ngrade = "B"\n'
SENT = datetime(2030, 1, 1, tzinfo=UTC)


def stage(code: str, weight: int, *keys: str) -> str:
    """A stage."""
    return "\n".join(["[[stages]]", f'code = "{code}"', f'label = "{code}"', f"weight = {weight}", *keys]) + CITED


def gate(before: str, *conditions: str, keys: str = "") -> str:
    """A gate on the questionnaire."""
    ways = ", ".join("{ " + way + " }" for way in conditions)
    return f'[[gates]]\nid = "g"\nlabel = "G"\non = "saq"\nbefore = "{before}"\nany_of = [{ways}]\n{keys}{CITED}'


def both(root: Path, rules: str, *rows: dict[str, Any]) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """What the kernel and the second implementation say of the bodies `A`, `B`, ..."""
    folder = root / "uji" / "2030"
    folder.mkdir(parents=True)
    (folder / "rules.toml").write_text(HEAD + rules, encoding="utf-8")
    named = [{"body": "ABCDEF"[place], "category": "opd", "territory": None, **row} for place, row in enumerate(rows)]
    entries = [
        Entry(
            row["body"],
            row["category"],
            row["territory"],
            row.get("status"),
            {place: Fraction(text) for place, text in row["values"].items()},
            facts=row.get("facts", {}),
            submitted=SENT + timedelta(days=row["sent"]) if row.get("sent") is not None else None,
        )
        for row in named
    ]
    kernel = kernel_contest(Library(root).rule_set("uji/2030"), entries).as_json()["bodies"]
    return list(
        zip(kernel, [result.as_json() for result in contest.contest(Shelf(root).rules("uji/2030"), named)], strict=True)
    )


KEYED = (
    stage("saq", 50)
    + stage("visitasi", 50, 'missing = "carry"')
    + '[ranking]\nnumber = "published"\nties = "competition"\n'
    + 'keys = [{ by = "stage", of = "visitasi" }, { by = "submitted" }]'
    + CITED
)
ROUND = (
    {"values": {"saq": "80", "visitasi": "80"}, "sent": 1},
    {"values": {"saq": "80"}, "sent": 2},
    {"values": {"saq": "78", "visitasi": "82"}, "sent": 3},
)
"""Final 80 three times: C was visited better than A, A sent before B, B before C; B was not visited."""


def test_a_key_that_one_of_the_equal_bodies_lacks_is_passed_over(tmp_path: Path) -> None:
    """Pair by pair each of the three would come before another one, and nobody would be first."""
    found = both(tmp_path, KEYED, *ROUND)
    assert [(kernel["place"], second["place"]) for kernel, second in found] == [(1, 1), (2, 2), (3, 3)]


def test_a_key_that_all_equal_bodies_have_decides(tmp_path: Path) -> None:
    found = both(tmp_path, KEYED, ROUND[0], ROUND[2])
    assert [(kernel["place"], second["place"]) for kernel, second in found] == [(2, 2), (1, 1)]


@pytest.mark.parametrize(("places", "passed"), [(1, "psss"), (2, "ppss"), (3, "ppuu"), (4, "pppp")])
def test_keys_decide_in_the_same_way_who_fits_through_a_gate(tmp_path: Path, places: int, passed: str) -> None:
    """Four equal ones: of all four the sending is known; two share it and stand or fall together."""
    keys = '[ranking]\nties = "competition"\nkeys = [{ by = "fact", of = "hadir" }, { by = "submitted" }]' + CITED
    rules = stage("saq", 80) + stage("visitasi", 20) + '[[facts]]\ncode = "hadir"\nlabel = "H"' + CITED + keys
    rules += gate("visitasi", f'kind = "rank", value = {places}, ties = "keys"')
    facts: list[dict[str, bool]] = [{"hadir": False}, {}, {"hadir": True}, {"hadir": True}]
    rows = [
        {"values": {"saq": "90"}, "facts": known, "sent": sent} for known, sent in zip(facts, (1, 2, 3, 3), strict=True)
    ]
    words = {"passed": "p", "stopped": "s", "undecided": "u"}
    outcomes = [
        (words[kernel["gates"][0]["outcome"]], words[second["gates"][0][1]])
        for kernel, second in both(tmp_path, rules, *rows)
    ]
    assert outcomes == list(zip(passed, passed, strict=True))


def test_a_body_with_a_status_has_no_score_and_says_why(tmp_path: Path) -> None:
    rules = stage("saq", 100) + '[[statuses]]\ncode = "tidak_dinilai"\nlabel = "Tidak dinilai"' + CITED
    [(kernel, second), (scored, _)] = both(
        tmp_path, rules, {"values": {"saq": "90"}, "status": "tidak_dinilai"}, {"values": {"saq": "90"}}
    )
    assert kernel["final"] is second["final"] is None
    assert kernel["refused"] == ["tanpa nilai: status Tidak dinilai"]
    assert second["refused"] is True
    assert scored["final"] == {"exact": "90", "published": "90.00"}


def test_a_category_whose_stages_do_not_add_up_to_a_hundred_has_no_final_score(tmp_path: Path) -> None:
    rules = stage("saq", 80)
    rules += stage("visitasi", 20, 'categories = ["opd"]') + stage("uji_publik", 20, 'categories = ["desa"]')
    rows = [{"values": {"saq": "90"} | extra, "category": category} for category, extra in (
        ("opd", {"visitasi": "80"}), ("desa", {"uji_publik": "70"}), ("ormas", {}))]  # fmt: skip
    found = both(tmp_path, rules, *rows)
    finals = [{"exact": "88", "published": "88.00"}, {"exact": "86", "published": "86.00"}, None]
    assert [kernel["final"] for kernel, _ in found] == finals
    assert [second["final"] for _, second in found] == finals
    assert [bool(one["refused"]) for one in found[2]] == [True, True]


def test_stages_are_gone_through_in_the_order_of_every_category(tmp_path: Path) -> None:
    """A stage that the file names first for one category may come last in another one."""
    rules = stage("saq", 50) + stage("uji_publik", 50, 'categories = ["opd"]')
    rules += stage("visitasi", 25, 'categories = ["desa"]', 'missing = "zero"')
    rules += stage("uji_publik", 25, 'categories = ["desa"]', 'missing = "zero"')
    rules += gate("uji_publik", 'kind = "threshold", value = 70', keys='categories = ["desa"]').replace(
        'on = "saq"', 'on = "visitasi"'
    )
    rules += gate("visitasi", 'kind = "threshold", value = 60').replace('id = "g"', 'id = "h"')
    stopped = {"category": "desa", "values": {"saq": "59", "visitasi": "90", "uji_publik": "90"}}
    passed = {"category": "desa", "values": {"saq": "60", "visitasi": "90", "uji_publik": "90"}}
    found = both(tmp_path, rules, stopped, passed)
    outcomes = [[(row["id"], row["outcome"]) for row in kernel["gates"]] for kernel, _ in found]
    assert outcomes == [[("h", "stopped"), ("g", "stopped")], [("h", "passed"), ("g", "passed")]]
    assert [[row[:2] for row in second["gates"]] for _, second in found] == outcomes
    assert [(kernel["final"]["exact"], second["final"]["exact"]) for kernel, second in found] == [
        ("59/2", "59/2"),
        ("75", "75"),
    ]


def test_a_mean_of_stages_without_weight_decides_nothing(tmp_path: Path) -> None:
    rules = stage("saq", 0) + stage("website", 0) + stage("uji_publik", 100)
    rules += gate("uji_publik", 'kind = "threshold", value = 60').replace('on = "saq"', 'on = ["saq", "website"]')
    [(kernel, second)] = both(tmp_path, rules, {"values": {"saq": "90", "website": "90", "uji_publik": "80"}})
    assert (kernel["gates"][0]["outcome"], second["gates"][0][1]) == ("undecided", "undecided")
    assert kernel["final"] == second["final"] == {"exact": "80", "published": "80.00"}


def test_a_number_that_was_not_named_stops_nobody(tmp_path: Path) -> None:
    """Three bodies and two places; the visit of the last counts, and who was not visited has what the stage says."""
    rules = stage("saq", 80) + stage("visitasi", 20, 'missing = "zero"')
    rules += gate("visitasi", 'kind = "rank", value = 2', 'kind = "category", categories = ["desa"]')
    rows: list[dict[str, Any]] = [
        {"values": {"saq": "90"}},
        {"values": {"saq": "80", "visitasi": "100"}},
        {"values": {"saq": "70", "visitasi": "50"}},
        {"values": {"saq": "60"}, "category": "desa"},
    ]
    found = both(tmp_path, rules.replace('on = "saq"', 'on = "nf"'), *rows)
    outcomes = [(kernel["gates"][0]["outcome"], second["gates"][0][1]) for kernel, second in found]
    assert outcomes == [("undecided", "undecided")] * 3 + [("passed", "passed")]
    finals = [(kernel["final"]["exact"], second["final"]["exact"]) for kernel, second in found]
    assert finals == [("72", "72"), ("84", "84"), ("66", "66"), ("48", "48")]
    assert [kernel["assumptions"] for kernel, _ in found] == [sorted(second["assumptions"]) for _, second in found]
