"""The second implementation computes the worked examples of every mechanism of a contest from small rule files.

The examples and their numbers are those of the schemes that use them; the kernel is held against the same
numbers in `tests/golden/`.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from tests.second import classes, integers, marks, measures
from tests.second.files import Rules
from tests.second.integers import read
from tests.second.small import BALI, Making, finals, gate, of, outcomes, run, stages, write


@pytest.fixture
def make(tmp_path: Path) -> Making:
    """Writes a rule set of one example."""
    return partial(write, tmp_path)


def test_m12_a_stage_may_be_given_in_points(make: Making) -> None:
    shelf = make(stages("saq 85", 'visitasi 15 | given_as = "points"'))
    [result] = run(shelf, of(saq="80", visitasi="12"))
    assert result.combined.stages["visitasi"] == {"exact": "80", "published": "80.00"}
    assert result.combined.final == {"exact": "80", "published": "80.00"}
    assert finals(shelf, of(saq="0", visitasi="12")) == ["12.00"]


def test_m13_taking_part_counts(make: Making) -> None:
    rows = ("pendaftaran 10", "saq 70", 'uji_publik 15 | missing = "zero"', 'visitasi 5 | missing = "zero"')
    shelf = make(stages(*rows) + BALI)
    taken = of(pendaftaran="100", saq="88", uji_publik="80", visitasi="90")
    not_visited = of(pendaftaran="100", saq="95", uji_publik="95")
    assert finals(shelf, taken, not_visited) == ["88.10", "90.75"]
    assert run(shelf, not_visited)[0].combined.code == "informatif"


def test_m14_the_website_is_looked_at_for_everyone(make: Making) -> None:
    banten = stages("website 30", 'saq 40 | missing = "zero"', "uji_publik 30")
    shelf = make(banten)
    silent, full = of(website="70", uji_publik="0"), of(website="70", saq="85", uji_publik="80")
    assert finals(shelf, silent, full) == ["21.00", "79.00"]
    kulon_progo = make(stages("website 65", "uji_akses 10", "visitasi 25"))
    assert finals(kulon_progo, of(website="82", uji_akses="100", visitasi="76")) == ["82.30"]


def test_m15_an_absolute_gate_opens_at_its_value(make: Making) -> None:
    shelf = make(stages("saq 70", "uji_publik 30") + gate("g", "saq", "uji_publik", 'kind = "threshold", value = 65'))
    assert outcomes(shelf, of(saq="64.99"), of(saq="65"), of(saq="64.995"), of()) == [
        "stopped", "passed", "passed", "waiting",
    ]  # fmt: skip
    by_exact = gate("g", "saq", "uji_publik", 'kind = "threshold", value = 65', keys='value = "exact"')
    assert outcomes(make(stages("saq 70", "uji_publik 30") + by_exact), of(saq="64.995")) == ["stopped"]
    above = gate("g", "saq", "uji_publik", 'kind = "threshold", value = 90, strict = true')
    assert outcomes(make(stages("saq 70", "uji_publik 30") + above), of(saq="90"), of(saq="90.01")) == [
        "stopped",
        "passed",
    ]


@pytest.mark.parametrize(
    ("ties", "expected"),
    [
        ("admit", ["passed", "passed", "passed", "passed", "stopped"]),
        ("nf", ["passed", "passed", "passed", "passed", "stopped"]),
        ("keys", ["passed", "undecided", "passed", "undecided", "stopped"]),
    ],
)
def test_m16_ties_at_the_border_of_a_rank_gate(make: Making, ties: str, expected: list[str]) -> None:
    keys = '[ranking]\nkeys = [{ by = "submitted" }]\n'
    rank = gate("g", "saq", "visitasi", f'kind = "rank", value = 3, per = "category", ties = "{ties}"')
    shelf = make(stages("saq 80", "visitasi 20") + keys + rank)
    sent = (None, 2, 1, 2, 0)
    entries = [of(saq=value) | {"sent": at} for value, at in zip((91, 88, 88, 88, 87), sent, strict=True)]
    assert outcomes(shelf, *entries) == expected
    noted = [result.body.used for result in run(shelf, *entries)]
    tied = {"seri_di_batas_ikut"} if ties == "nf" else set()
    assert noted == [set(), tied, tied, tied, set()]


def test_m17_one_of_several_conditions_is_enough(make: Making) -> None:
    sumbar = gate("g", "saq", "visitasi", 'kind = "threshold", value = 50, strict = true', 'kind = "rank", value = 10')
    shelf = make(stages("saq 80", "visitasi 20") + sumbar)
    weak = [of(saq=str(56 - n)) for n in range(8)] + [of(saq="48"), of(saq="47"), of(saq="46")]
    found = run(shelf, *weak)
    assert [result.body.rulings[0].by for result in found[5:]] == ["threshold", "rank", "rank", "rank", "rank", None]
    bali = gate("g", "saq", "visitasi", 'kind = "threshold", value = 72', 'kind = "category", categories = ["kabkota"]')
    shelf = make(stages("saq 70", "visitasi 30") + bali)
    assert outcomes(shelf, of(saq="40"), of(saq="40") | {"category": "kabkota"}) == ["stopped", "passed"]


def test_m18_a_class_opens_the_gate(make: Making) -> None:
    by_class = gate("g", "saq", "visitasi", 'kind = "class", class = "menuju_informatif"')
    shelf = make(stages("saq 80", "visitasi 20") + BALI + by_class)
    assert outcomes(shelf, of(saq="79.9"), of(saq="80"), of(saq="95")) == ["stopped", "passed", "passed"]


def test_m19_the_route_depends_on_the_category(make: Making) -> None:
    routed = stages("saq 80", 'visitasi 20 | categories = ["opd"]', 'uji_publik 20 | categories = ["kabkota"]') + gate(
        "a", "saq", "visitasi", 'kind = "threshold", value = 65'
    )
    shelf = make(routed + gate("b", "saq", "uji_publik", 'kind = "threshold", value = 65'))
    province = of(saq="70", visitasi="90")
    regency = of(saq="70", uji_publik="80") | {"category": "kabkota"}
    found = run(shelf, province, regency)
    assert [[ruling.gate for ruling in result.body.rulings] for result in found] == [["a"], ["b"]]
    assert finals(shelf, province, regency) == ["74.00", "72.00"]


@pytest.mark.parametrize(("saq", "service", "final"), [(70, 30, "85.40"), (50, 50, "81.00")])
def test_m20_weights_belong_to_the_year(make: Making, saq: int, service: int, final: str) -> None:
    shelf = make(stages(f"saq {saq}", f"kualitas_layanan {service}"))
    assert finals(shelf, of(saq="92", kualitas_layanan="70")) == [final]


@pytest.mark.parametrize(
    ("base", "present", "value"), [("60", True, "90"), ("75", True, "100"), ("60", False, "60"), ("60", None, None)]
)
def test_m21_a_leader_multiplies_up_to_the_cap(
    make: Making, base: str, present: bool | None, value: str | None
) -> None:
    bonus = '[[adjustments]]\nid = "b"\nstage = "uji_publik"\nwhen = "hadir"\nkind = "multiply"\nvalue = "3/2"\n'
    shelf = make(stages("saq 70", "uji_publik 30") + bonus)
    [result] = run(shelf, of(saq="80", uji_publik=base) | {"facts": {"hadir": present}})
    assert result.combined.stages.get("uji_publik", {}).get("exact") == value
    assert (result.combined.final is None) == (present is None)


def test_m21_a_deduction_never_falls_below_nothing(make: Making) -> None:
    late = '[[adjustments]]\nid = "t"\nstage = "saq"\nwhen = "terlambat"\nkind = "add"\nvalue = -10\n'
    shelf = make(stages("saq 100") + late)
    assert finals(shelf, *(of(saq=value) | {"facts": {"terlambat": True}} for value in ("64.5", "7"))) == [
        "54.50",
        "0.00",
    ]


@pytest.mark.parametrize(
    ("how", "value", "noted"),
    [("mean", "84.67", set()), ("median", "85.00", set()), ("trimmed_mean", "85.00", set()), ("nf", "84.67", {"rerata_penilai"})],
)  # fmt: skip
def test_m22_marks_of_several_assessors_become_one_value(make: Making, how: str, value: str, noted: set[str]) -> None:
    shelf = make(stages("uji_publik 100") + f'[[panels]]\nstage = "uji_publik"\naggregate = "{how}"\n')
    given = [{"assessor": name, "value": mark} for name, mark in zip("abc", ("85", "78", "91"), strict=True)]
    [result] = run(shelf, {"marks": {"uji_publik": given}})
    panel = result.body.panels["uji_publik"]
    assert result.combined.stages["uji_publik"]["published"] == value
    assert [integers.text(one) for one in (panel.lowest, panel.highest, panel.spread)] == ["78", "91", "13"]
    assert panel.rests_on == noted


def test_m22_too_few_marks_give_no_value() -> None:
    def value(marked: list[str], **panel: object) -> str | None:
        rules = object.__new__(Rules)
        rules._fills = []
        found = marks.aggregate(rules, {"stage": "uji_publik", **panel}, [read(mark) for mark in marked])
        return integers.text(found.value) if found else None

    assert value(["80", "90"], aggregate="mean", minimum=3) is None
    assert value(["80", "90", "70"], aggregate="mean", minimum=3) == "80"
    assert value(["80", "90"], aggregate="trimmed_mean") is None
    assert value(["70", "80", "85", "100"], aggregate="median") == "165/2"
    assert value([], aggregate="mean") is None


def test_m23_the_territory_groups_the_bodies_of_one_scorer(make: Making) -> None:
    rank = gate("g", "saq", "wawancara", 'kind = "rank", value = 1, per = "territory", ties = "admit"')
    shelf = make(stages("saq 90", "wawancara 10") + rank)
    entries = [of(saq=saq) | {"territory": where} for saq, where in (("90", "a"), ("80", "a"), ("70", "b"))]
    assert outcomes(shelf, *entries) == ["passed", "stopped", "passed"]


def test_m24_the_plain_mean_counts_what_is_missing_as_nothing(make: Making) -> None:
    for policy, final in (("zero", "56.67"), ("renormalise", "85.00")):
        rows = [f'{code} "100/3" | missing = "{policy}"' for code in ("website", "saq", "visitasi")]
        assert finals(make(stages(*rows)), of(website="90", saq="80")) == [final]


@pytest.mark.parametrize(
    ("places", "score", "code"), [(2, "89.95", "menuju_informatif"), (1, "89.95", "informatif"), (2, "88", "menuju_informatif")]
)  # fmt: skip
def test_m25_the_class_table_is_data(make: Making, places: int, score: str, code: str) -> None:
    point = f'[[rounding.points]]\nat = "final"\nplaces = {places}\nmode = "half_up"\n'
    rules = make(point + BALI).rules("uji/2030")
    found = classes.qualify(rules, read(score))
    assert found.code == code
    noted = {"2 89.95": {"batas_setengah_terbuka"}, "1 89.95": {"kelas_dari_nilai_terbit"}}
    assert found.assumptions == noted.get(f"{places} {score}", set())


def test_m25_a_gap_that_nobody_printed_is_refused(make: Making) -> None:
    kalbar = BALI.replace('code = "cukup_informatif"\nlower = 60', 'code = "cukup_informatif"\nlower = "nf"')
    rules = make(kalbar.replace("printed_from = 60", "printed_from = 65").replace("lower = 0", "lower = 30")).rules(
        "uji/2030"
    )
    assert [classes.qualify(rules, read(score)).code for score in ("60", "65", "29.99")] == [
        None,
        "cukup_informatif",
        None,
    ]


def test_m26_a_status_is_no_score(make: Making) -> None:
    rank = gate("g", "saq", "visitasi", 'kind = "rank", value = 2')
    award = '[[awards]]\nid = "juara"\nkind = "champion"\non = "saq"\nper = "all"\nplaces = 3\n'
    shelf = make(stages("saq 80", 'visitasi 20 | missing = "carry"') + rank + award)
    found = run(shelf, of(saq="90"), of(saq="99") | {"status": "tidak_dinilai"}, of(saq="70"))
    assert [result.place for result in found] == [1, None, 2]
    assert [len(result.body.rulings) for result in found] == [1, 0, 1]
    assert [result.awards for result in found] == [["juara"], [], ["juara"]]
    assert found[1].combined.final is None


def test_m27_gates_are_looked_at_again_after_objections(make: Making) -> None:
    shelf = make(stages("saq 70", "uji_publik 30") + gate("g", "saq", "uji_publik", 'kind = "threshold", value = 65'))
    assert outcomes(shelf, of(saq="64")) == ["stopped"]
    assert outcomes(shelf, of(saq="68")) == ["passed"]


@pytest.mark.parametrize(
    ("ties", "expected"), [("competition", [1, 2, 2, 4]), ("dense", [1, 2, 2, 3]), ("nf", [1, 2, 2, 4])]
)
def test_m28_equal_numbers_share_a_place(make: Making, ties: str, expected: list[int]) -> None:
    shelf = make(stages("saq 100") + f'[ranking]\nnumber = "published"\nties = "{ties}"\n')
    found = run(shelf, *(of(saq=saq) for saq in ("99.8", "98.4", "98.4", "90")))
    assert [result.place for result in found] == expected
    noted = {"peringkat_baku"} if ties == "nf" else set()
    assert [result.assumptions for result in found] == [set(), noted, noted, set()]


def test_m28_keys_decide_between_equal_numbers(make: Making) -> None:
    keys = '[{ by = "fact", of = "hadir" }, { by = "stage", of = "saq" }, { by = "submitted" }]'
    rules = f'[ranking]\nnumber = "published"\nties = "sequential"\nkeys = {keys}\n'
    shelf = make(stages("saq 50", "visitasi 50") + rules)
    rows = [
        of(saq="80", visitasi="90") | {"sent": 3},
        of(saq="90", visitasi="80") | {"sent": 2},
        of(saq="80", visitasi="90") | {"sent": 1},
        of(saq="70", visitasi="100") | {"facts": {"hadir": True}, "sent": 9},
    ]
    for row in rows[:3]:
        row["facts"] = {"hadir": False}
    assert [result.place for result in run(shelf, *rows)] == [4, 2, 3, 1]


def test_m29_a_class_and_a_champion_from_the_same_data(make: Making) -> None:
    awards = '[[awards]]\nid = "juara"\nkind = "champion"\non = "final"\nper = "category"\nplaces = 1\n'
    awards += '[[awards]]\nid = "baik"\nkind = "class"\non = "final"\nclass = "menuju_informatif"\n'
    shelf = make(stages("saq 100") + BALI + awards)
    found = run(shelf, of(saq="92"), of(saq="85"), of(saq="70") | {"category": "desa"})
    assert [(result.combined.code, result.awards) for result in found] == [
        ("informatif", ["juara", "baik"]),
        ("menuju_informatif", ["baik"]),
        ("cukup_informatif", ["juara"]),
    ]


def test_m32_a_frequency_counts_periods() -> None:
    assert integers.text(measures.frequency({"at_least": 2}, [3, 1, 0, 4])) == "50"
    assert measures.frequency({"at_least": 2}, []) is None


def test_m33_rates_are_compared_within_brackets() -> None:
    brackets = [{"code": "kecil", "lower": 0}, {"code": "besar", "lower": 10000}]
    raw = {"kind": "rate", "minimum_audience": 1000, "brackets": brackets}
    assert integers.text(measures.reach(raw, 12, 600, read("2000"))) == "5/2"
    assert integers.text(measures.reach(raw, 10, 6000, read("100000"))) == "3/5"
    assert [measures.reach(raw, 1, 10, read("999")), measures.reach(raw, 0, 10, read("5000"))] == [None, None]
    assert [measures.bracket(raw, read(followers)) for followers in ("9999", "10000")] == ["kecil", "besar"]
    assert measures.reach({"kind": "count"}, 12, 600, None) == (12, 1)


def test_m34_answers_in_time_and_at_all() -> None:
    hours = [read(hour) for hour in ["24"] * 150 + ["24.01"] * 30 + [None] * 20]
    found = measures.response({"within": 24}, hours)
    assert (integers.text(found["on_time"]), integers.text(found["answered"])) == ("75", "90")
    banyumas = [read(hour) for hour in ["3"] * 580 + ["3.5"] * 601 + ["25"] * 270 + [None] * 311]
    found = measures.response({"within": 24, "buckets": [3, 24]}, banyumas)
    assert [found["buckets"], found["later"], found["never"]] == [[580, 601], 270, 311]


def test_m35_a_shortlist_by_number_and_a_winner_by_jury(make: Making) -> None:
    rank = gate("g", "website", "uji_publik", 'kind = "rank", value = 5, per = "category", ties = "admit"')
    rules = stages("website 0", 'uji_publik 100 | missing = "exclude"') + rank
    rules += '[[panels]]\nstage = "uji_publik"\naggregate = "mean"\n'
    rules += '[[awards]]\nid = "juara"\nkind = "champion"\non = "uji_publik"\nper = "category"\nplaces = 1\n'
    jury = ("70", "95", "80", "60", "90")
    entries = [
        of(website=str(90 - n)) | ({"marks": {"uji_publik": [{"assessor": "a", "value": jury[n]}]}} if n < 5 else {})
        for n in range(6)
    ]
    found = run(make(rules), *entries)
    assert [result.body.rulings[0].outcome for result in found] == ["passed"] * 5 + ["stopped"]
    assert [result.awards for result in found] == [[], ["juara"], [], [], [], []]
    assert [result.place for result in found] == [4, 1, 3, 5, 2, None]


def test_stages_that_do_not_add_up_to_a_hundred_give_no_final_score(make: Making) -> None:
    rows = "saq 80", 'visitasi 20 | categories = ["opd"]', 'uji_publik 30 | categories = ["kabkota"]'
    shelf = make(stages(*rows))
    values = of(saq="90", visitasi="90", uji_publik="90")
    assert finals(shelf, values, values | {"category": "kabkota"}) == ["90.00", None]


def test_a_stage_closed_after_a_closed_stage_stays_closed(make: Making) -> None:
    chain = gate("satu", "saq", "visitasi", 'kind = "threshold", value = 80', keys='otherwise = "zero"')
    chain += gate("dua", "visitasi", "wawancara", 'kind = "threshold", value = 80', keys='otherwise = "carry"')
    shelf = make(stages("saq 50", "visitasi 30", "wawancara 20") + chain)
    entries = [of(saq=saq, visitasi="90", wawancara="70") for saq in ("79.99", "80")]
    assert outcomes(shelf, *entries) == ["stopped stopped", "passed passed"]
    assert finals(shelf, *entries) == ["55.99", "81.00"]
