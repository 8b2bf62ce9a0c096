"""The second implementation computes the worked examples of every mechanism of a questionnaire from small rule files.

The examples and their numbers are those of the schemes that use them; the kernel is held against the same
numbers in `tests/golden/`.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from tests.second import classes, integers, sheet
from tests.second.files import Shelf
from tests.second.small import LINK, Making, finals, indicators, of, questions, scored, stages, write


@pytest.fixture
def make(tmp_path: Path) -> Making:
    """Writes a rule set of one example."""
    return partial(write, tmp_path)


def test_m1_indicators_and_stages_are_weighted(make: Making) -> None:
    weights, results = (40, 20, 10, 10, 10, 10), (90, 75, 100, 80, 70, 100)
    rows = [f'q{n} 1 | indicator = "i{n}"\nkind = "option"\nscale = "s{n}"' for n in range(1, 7)]
    scales = "".join(
        f'[[scales]]\ncode = "s{n}"\nlevels = [{{ code = "x", share = "{result}/100" }}]\n'
        for n, result in enumerate(results, 1)
    )
    rules = stages("saq 80", "visitasi 20") + scales + indicators(*weights)
    shelf = make(rules, questions(*rows))
    total = scored(shelf, {f"q{n}": "x" for n in range(1, 7)})
    assert total.published == "86.00"
    assert finals(shelf, of(saq=integers.text(total.exact), visitasi="92")) == ["87.20"]


def test_m2_question_weights_share_the_indicator(make: Making) -> None:
    shelf = make(indicators(25, 75), questions("a 3", "b 2", "c 2", 'd 1 | indicator = "i2"'))
    found = scored(shelf, {"a": "ya", "b": "ya"})
    assert (integers.text(found.indicators[0].earned), found.indicators[0].published) == ("125/7", "17.86")


@pytest.mark.parametrize(("at", "total"), [("final", "53.57"), ("indicator", "53.58")])
def test_m3_the_place_of_rounding_decides(make: Making, at: str, total: str) -> None:
    point = f'[[rounding.points]]\nat = "{at}"\nplaces = 2\nmode = "half_up"\n'
    rows = [
        f"{indicator}{n} 1 | indicator = {indicator!r}".replace("'", '"')
        for indicator, count in (("i1", 7), ("i2", 7), ("i3", 7))
        for n in range(count)
    ]
    shelf = make(point + indicators(25, 50, 25), questions(*rows))
    ya = [f"i1{n}" for n in range(5)] + [f"i2{n}" for n in range(2)] + [f"i3{n}" for n in range(6)]
    assert scored(shelf, dict.fromkeys(ya, "ya")).published == total


@pytest.mark.parametrize(
    ("policy", "values", "final"),
    [
        ("carry", {"saq": "88"}, "88.00"),
        ("zero", {"saq": "88"}, "61.60"),
        ("renormalise", {"saq": "88"}, "88.00"),
        ("exclude", {"saq": "88"}, None),
        ("nf", {"saq": "88"}, None),
        ("carry", {"saq": "88", "uji_publik": "70"}, "82.60"),
        ("carry", {"saq": "80", "uji_publik": "0"}, "56.00"),
        ("carry", {"saq": "80"}, "80.00"),
    ],
)
def test_m4_a_missing_stage_follows_its_policy(make: Making, policy: str, values: dict, final: str | None) -> None:
    shelf = make(stages("saq 70", f'uji_publik 30 | missing = "{policy}"'))
    assert finals(shelf, {"values": values}) == [final]


def test_m5_points_belong_to_the_scale_of_the_question(make: Making) -> None:
    scales = """
[[scales]]
code = "huruf_setengah"
levels = [{ code = "a", points = 0.5 }, { code = "b", points = 0.3 }, { code = "c", points = 0.15 }]
[[scales]]
code = "huruf_tiga"
levels = [{ code = "a", points = 3 }, { code = "b", points = 2 }, { code = "c", points = 1 }]
[[scales]]
code = "mutu"
levels = [{ code = "sangat_baik", points = 6 }, { code = "baik", points = 5 }, { code = "cukup", points = 3 }]
"""
    rows = questions('k 0.5 | scale = "huruf_setengah"', 't 3 | scale = "huruf_tiga"', 'm 6 | scale = "mutu"')
    shelf = make(scales + indicators(9.5), rows)
    answers = {
        code: {"choice": "ya", "level": level, "links": LINK}
        for code, level in zip("ktm", ("b", "b", "cukup"), strict=True)
    }
    assert [integers.text(line.earned) for line in scored(shelf, answers).questions] == ["3/10", "2", "3"]
    assert integers.text(scored(shelf, {"m": "tidak"}).exact) == "0"


def test_m6_a_rejected_item_lowers_the_verified_score(make: Making) -> None:
    shelf = make(indicators(100), questions("a 10", "b 5", "c 5"))
    answers = dict.fromkeys("abc", "ya")
    judged = {"a": "accepted", "b": "accepted", "c": "rejected"}
    verdicts = {code: {"outcome": outcome, "level": None} for code, outcome in judged.items()}
    assert scored(shelf, answers).published == "100.00"
    assert scored(shelf, answers, verdicts).published == "75.00"


@pytest.mark.parametrize(("rule", "total"), [("cukup", "10.00"), ("zero", "6.00"), ("pending", None)])
def test_m7_what_nobody_judged_follows_one_rule(make: Making, rule: str, total: str | None) -> None:
    scale = '[[scales]]\ncode = "satu"\nlevels = [{ code = "cukup", points = 1 }]\n'
    rows = questions(*(f'q{n} 1 | scale = "satu"' for n in range(10)))
    shelf = make(f'[arithmetic]\nunjudged_yes = "{rule}"\n' + scale + indicators(10), rows, maximum=10)
    verdicts = {f"q{n}": {"outcome": "accepted", "level": None} for n in range(6)}
    found = scored(shelf, {f"q{n}": "ya" for n in range(10)}, verdicts)
    assert (found.published, found.pending) == (total, 4)


@pytest.mark.parametrize(("whole", "points"), [("false", "4"), ("true", "0")])
def test_m8_all_or_nothing(make: Making, whole: str, points: str) -> None:
    levels = ", ".join(f'{{ code = "p{n}", points = 1 }}' for n in range(5))
    scale = f'[[scales]]\ncode = "lima"\nlevels = [{levels}]\n'
    rows = questions(f'x 5 | kind = "multiple"\nscale = "lima"\nall_or_nothing = {whole}')
    shelf = make(scale + indicators(5), rows, maximum=5)
    assert integers.text(scored(shelf, {"x": ["p0", "p1", "p2", "p3"]}).exact) == points


@pytest.mark.parametrize(
    ("documents", "level", "points"), [("27", None, "2"), ("22", None, "3/2"), ("12", "b", "3/4"), ("12", None, "0")]
)
def test_m9_points_follow_the_count(make: Making, documents: str, level: str | None, points: str) -> None:
    scale = '[[scales]]\ncode = "h"\nlevels = [{ code = "a", points = 2 }, { code = "b", points = 0.75 }]\n'
    counts = "[{ lower = 20, points = 1 }, { lower = 21, points = 1.5 }, { lower = 26, points = 2 }]"
    shelf = make(scale + indicators(2), questions(f'x 2 | kind = "number"\nscale = "h"\ncounts = {counts}'), maximum=2)
    found = scored(shelf, {"x": {"number": documents, "level": level, "links": LINK}})
    assert integers.text(found.exact) == points


@pytest.mark.parametrize(("policy", "total"), [("full", "90.00"), ("drop_weight", "83.33"), ("zero", "50.00")])
def test_m10_what_does_not_apply_follows_its_policy(make: Making, policy: str, total: str) -> None:
    rows = questions(*(f'q{n} 1 | not_applicable = "{policy}"' for n in range(10)))
    shelf = make(indicators(100), rows)
    answers = {f"q{n}": "ya" for n in range(5)} | {f"q{n}": "tidak_berlaku" for n in range(6, 10)}
    assert scored(shelf, answers).published == total


@pytest.mark.parametrize(("maximum", "points", "on_hundred"), [(1000, 872, "87.20"), (101, 93, "92.08")])
def test_m11_other_totals_are_brought_to_a_hundred(make: Making, maximum: int, points: int, on_hundred: str) -> None:
    rules = make(indicators(maximum), questions(f"a {points}", f"b {maximum - points}"), maximum).rules("uji/2030")
    exact = scored(Shelf(rules.folder.parents[1]), {"a": "ya"}).exact
    brought = integers.part(integers.HUNDRED, exact, rules.maximum)
    assert classes.qualify(rules, brought, "stage").published == on_hundred


def test_m30_a_body_may_have_its_own_instrument(make: Making) -> None:
    instrument = '[[instruments]]\nbody = "Desa Contoh"\ncategory = "opd"\nfile = "desa-contoh.toml"\n'
    own = indicators(60, 40) + questions("x 1", 'y 1 | indicator = "i2"')
    shelf = make(indicators(100) + instrument, questions("a 1", "b 3"), desa_contoh=own)
    common, special = shelf.paper("uji/2030", "opd"), shelf.paper("uji/2030", "opd", "Desa Contoh")
    answers = {code: {"choice": "ya", "links": LINK} for code in "ax"}
    assert sheet.score(common, answers).published == "25.00"
    assert sheet.score(special, answers).published == "60.00"
    assert shelf.paper("uji/2030", "opd", "Desa Lain").items == common.items


def test_m31_without_required_evidence_a_claim_earns_nothing(make: Making) -> None:
    shelf = make(indicators(100), questions("a 1", 'b 1 | yes_without_evidence = "keep"'))
    bare = {code: {"choice": "ya", "links": []} for code in "ab"}
    assert [integers.text(line.earned) for line in scored(shelf, bare).questions] == ["0", "50"]
