"""Rules from memory, checked and built without a file or a library: the tables by themselves, in a thousandth of a second.

The faults are those that `test_wrong_tables`, `test_wrong_contests` and `test_wrong_rules` find in files.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from pydantic import ValidationError

from questionnaires.building import build_rules
from questionnaires.checks import check_identity, check_rules
from questionnaires.editions import Edition
from questionnaires.schema import Rounding, RulesFile
from questionnaires.scope import Scope
from scoring.rules import ClassOn, RuleSet, Setting
from tests.questionnaires import test_wrong_contests, test_wrong_rules, test_wrong_tables
from tests.questionnaires.test_what_the_kernel_is_given import FILLS, OPEN, RULE_SET, STATED

RULES = "uji/2030/rules.toml"
ELSEWHERE = re.compile(
    r" ke-\d|baris \d|kunci tidak dikenal|kunci wajib|terlalu (kecil|besar|pendek)|salah satu: '|bukan (angka\. Tulis|jenis)"
    r"|dipakai di sini\. Isi dengan angka|tidak cocok dengan folder"
)
"""What is said of a file that does not follow the format or stands in the wrong folder, not of its tables."""


def scope(text: str) -> Scope:
    return Scope.of("uji/2030", RulesFile.model_validate(tomllib.loads(text, parse_float=Decimal)))


def told(text: str) -> list[str]:
    return [str(problem) for problem in check_rules(scope(text))]


def at_once(document: str, changes: Sequence[tuple[str, ...]], rows: Sequence[int], prefix: str) -> None:
    """All that these changes are said to do to the tables, and nothing else, is told of them together."""
    expected: list[str] = []
    for old, new, *messages in (changes[row] for row in rows):
        whole = [text if text.startswith("uji/2030/") else prefix + text for text in messages]
        if not any(ELSEWHERE.search(text) for text in whole):
            document = document.replace(old, new, 1)
            expected += [text for text in whole if text.startswith(RULES)]
    assert sorted(told(document)) == sorted(expected)


@pytest.mark.parametrize("rows", test_wrong_tables.TOGETHER)
def test_faults_of_tables_are_faults_of_the_tables_alone(rows: list[int]) -> None:
    at_once(STATED, test_wrong_tables.IN_RULES, rows, "uji/2030/")


@pytest.mark.parametrize("rows", test_wrong_contests.TOGETHER)
def test_faults_of_a_contest_are_faults_of_the_tables_alone(rows: list[int]) -> None:
    at_once(test_wrong_contests.RULES, test_wrong_contests.FAULTS, rows, f"{RULES}, ")


@pytest.mark.parametrize("rows", test_wrong_rules.TOGETHER)
def test_faults_of_rules_are_faults_of_the_tables_alone(rows: list[int]) -> None:
    at_once(test_wrong_rules.RULES, test_wrong_rules.IN_RULES, rows, "")


@pytest.mark.parametrize("rows", test_wrong_tables.ALLOWED_TOGETHER)
def test_tables_just_inside_the_rules_have_no_fault(rows: list[int]) -> None:
    at_once(STATED, test_wrong_tables.ALLOWED_IN_RULES, rows, "")


def test_a_condition_says_what_it_asks_for() -> None:
    start, end = STATED.index("any_of = ["), STATED.index('otherwise = "renormalise"')
    kinds = {"threshold": "angka", "rank": "angka", "class": "kelas", "category": "kategori", "fact": "fakta"}
    keys = {"angka": "value", "kelas": "class", "kategori": "categories", "fakta": "fact"}
    bare = ", ".join(f'{{ kind = "{kind}" }}' for kind in kinds)
    assert told(f"{STATED[:start]}any_of = [{bare}]\n{STATED[end:]}") == [
        f"{RULES}, gates (ambang), any_of ({kind}): tanpa {name}. Isi kunci '{keys[name]}'."
        for kind, name in kinds.items()
    ]


def test_a_tie_is_decided_by_stages_and_facts_that_there_are() -> None:
    others = STATED.replace('of = "saq" }', 'of = "wawancara" }').replace(
        '{ by = "fact", of = "hadir" }', '{ by = "fact", of = "datang" }'
    )
    assert told(others) == [
        f"{RULES}, ranking, keys (stage): tahap 'wawancara' tidak ada. Sebut tahap dari tabel stages.",
        f"{RULES}, ranking, keys (fact): fakta 'datang' tidak ada. Sebut fakta dari tabel facts.",
    ]


def test_rules_that_are_somebody_else_s_say_so_key_by_key() -> None:
    found = check_identity(Edition("lain", 2031, 4, Path()), scope(STATED))
    assert [str(problem) for problem in found] == [
        f"{RULES}, kunci '{key}': '{stated}' tidak cocok dengan folder ('{expected}'). Samakan keduanya."
        for key, stated, expected in (("owner", "uji", "lain"), ("year", 2030, 2031), ("version", 3, 4))
    ]


OTHERS = """
[[assumptions]]
id = "rata"
text = "Semua butir sama."
reason = "Tidak diterbitkan."
"""
TABLES = """sources assumptions categories indicators scales bands gates facts panels adjustments awards instruments
measures rounding.points stages"""


def test_in_no_table_two_rows_have_one_name() -> None:
    rules = scope(f"{STATED}{OTHERS}\n{test_wrong_tables.INSTRUMENT}").rules
    tables = {name: rows for name in RulesFile.model_fields if isinstance(rows := getattr(rules, name), list)}
    twice = {name: rows * 2 for name, rows in tables.items()} | {"rounding": Rounding(points=rules.rounding.points * 2)}
    found = list(check_rules(Scope.of("uji/2030", rules.model_copy(update=twice))))
    places = dict.fromkeys(problem.place for problem in found if "ditulis 2 kali" in problem.message)
    own = ("scales (bagian), levels", "stages (visitasi), parts")
    assert {"saq", "visitasi", "uji_publik"} <= {
        problem.message.split("'")[1] for problem in found if problem.place == f"{RULES}, stages"
    }
    assert [place for place in places if not place.endswith(own)] == [f"{RULES}, {name}" for name in TABLES.split()]


# Numbers that an assumption fills in ------------------------------------------------------------------------------------
APART = "tidak diisi anggapan yang sama. Isi keduanya dengan satu anggapan, atau biarkan keduanya kosong."

# (what is replaced in FILLS, by what, what is said)
FILLED = [
    ('"indicators.profil.weight", value = 100', '"indicators.profil.weight", value = 90', "indicators, kunci 'weight': jumlah bobot 90, seharusnya 100. Perbaiki bobot atau kunci 'maximum'."),
    ('value = "161/2"', "value = 101", "bands (atas), kunci 'lower': batas 101. Isi antara 0 dan 100."),
    ('"stages.saq.weight", value = 55', '"stages.saq.weight", value = 56', "stages: jumlah bobot tahap 101. Jumlahnya harus 100."),
    ("value = 35.5", "value = 36.5", "stages (visitasi), parts: jumlah bobot komponen 101. Jumlahnya harus 100."),
    ('"gates.ambang.threshold", value = 70', '"gates.ambang.threshold", value = 101', "gates (ambang), any_of (threshold): ambang 101. Isi antara 0 dan 100."),
    ('"gates.ambang.rank", value = 4', '"gates.ambang.rank", value = 0', "gates (ambang), any_of (rank): jumlah 0. Isi bilangan bulat mulai 1."),
    ("fills = [", 'fills = [\n  { key = "arithmetic.class_on", value = "exact" },', "assumptions (isi), fills: kunci 'arithmetic.class_on' diisi dua kali. Sisakan satu."),
]  # fmt: skip


def test_what_is_filled_in_is_checked_as_if_it_were_stated() -> None:
    assert told(OPEN % FILLS) == []
    filled = FILLS
    for old, new, _ in FILLED:
        assert old in filled
        filled = filled.replace(old, new, 1)
    assert told(OPEN % filled) == [f"{RULES}, {message}" for _, _, message in FILLED]


def test_a_scale_that_an_assumption_proposes_has_its_values_already() -> None:
    filled = FILLS.replace("indicators.profil.weight", "scales.bagian").replace("value = 100", "value = 1")
    assert told(STATED + filled[: filled.index("}") + 1] + "]\n") == [
        f"{RULES}, assumptions (isi), fills: kunci 'scales.bagian' tidak memerlukan nilai. Hapus kunci 'value'."
    ]


def test_a_method_that_is_stated_holds_whatever_an_assumption_says() -> None:
    """The ranking has no keys: with the assumption's methods that would be two faults more."""
    stated = OPEN.replace('{ kind = "rank", value = "nf" }', '{ kind = "rank", value = "nf", ties = "admit" }')
    stated = stated.replace('keys = [{ by = "submitted" }]', 'ties = "dense"')
    filled = FILLS.replace('"ranking.ties", value = "dense"', '"ranking.ties", value = "sequential"')
    assert told(stated % filled) == [
        f"{RULES}, assumptions (isi), fills: kunci '{key}' tidak bernilai \"nf\". Hapus isian itu atau perbaiki kuncinya."
        for key in ("ranking.ties", "gates.ambang.ties")
    ]


def test_a_class_without_a_bound_does_not_hide_that_the_next_one_is_too_high() -> None:
    open_bound = (
        'lower = "nf"\nref = "s"\ngrade = "B"\n\n[[bands]]\ncode = "terbawah"\nlabel = "Terbawah"\nlower = 85\n'
    )
    assert told(STATED.replace("lower = 0\n", open_bound, 1)) == [
        f"{RULES}, bands (terbawah), kunci 'lower': batas 85 tidak di bawah 80. Urutkan dari kelas terbaik."
    ]


def test_two_keys_of_one_number_are_filled_by_one_assumption_wherever_they_stand() -> None:
    mode, ties = (
        '{ key = "rounding.points.indicator.mode", value = "half_even" },',
        '{ key = "ranking.ties", value = "dense" },',
    )
    assert told(OPEN % FILLS.replace(mode, "").replace(ties, "")) == [
        f"{RULES}, assumptions, fills: 'rounding.points.indicator.places' dan 'rounding.points.indicator.mode' {APART}",
        f"{RULES}, assumptions, fills: 'ranking.number' dan 'ranking.ties' {APART}",
    ]


def test_places_in_a_row_need_keys_also_where_they_are_filled_in() -> None:
    in_a_row = FILLS.replace('"ranking.ties", value = "dense"', '"ranking.ties", value = "sequential"')
    in_a_row = in_a_row.replace('"gates.ambang.ties", value = "keys"', '"gates.ambang.ties", value = "admit"')
    assert told(OPEN % in_a_row) == []
    assert told(OPEN.replace('keys = [{ by = "submitted" }]', "") % in_a_row) == [
        f"{RULES}, ranking, kunci 'keys': peringkat berurut tanpa kunci seri. Isi keys."
    ]


def test_a_stage_in_points_may_have_its_weight_filled_in() -> None:
    in_points = OPEN.replace('label = "Kuesioner"', 'label = "Kuesioner"\ngiven_as = "points"', 1)
    assert told(in_points % FILLS) == []
    assert told(in_points % FILLS.replace("value = 55", "value = 1").replace("value = 45", "value = 99")) == []
    assert told(in_points % "") == [
        f"{RULES}, stages (saq), kunci 'given_as': tahap berpoin tanpa bobot yang diketahui. Isi 'weight' dengan angka di atas nol."
    ]


def test_a_multiplier_that_is_filled_in_is_not_below_zero() -> None:
    multiplied = OPEN.replace('kind = "add"', 'kind = "multiply"', 1)
    assert told(multiplied % FILLS) == [f"{RULES}, adjustments (bonus), kunci 'value': pengali -5. Isi nol atau lebih."]
    assert told(multiplied % FILLS.replace("value = -5", "value = 0")) == []


def settings(rules: RuleSet) -> list[Setting]:
    """Return every number that has a source of its own."""
    found = [*(row.weight for row in rules.indicators), *(row.lower for row in rules.bands)]
    found += [setting for stage in rules.stages for setting in (stage.weight, *(part.weight for part in stage.parts))]
    found += [row.value for gate in rules.gates for row in gate.any_of if row.value]
    return [*found, *(row.value for row in rules.adjustments)]


NUMBERS = {
    "bobot indikator Profil": 100, "batas bawah Atas": Fraction("80.5"), "bobot tahap Kuesioner": 55,
    "bobot tahap Kunjungan": 45, "bobot visitasi.dokumen": Fraction("35.5"), "bobot visitasi.paparan": Fraction("64.5"),
    "ambang gerbang ambang": 70, "jumlah yang lolos gerbang ambang": 4, "besar Hadir": -5,
}  # fmt: skip
"""Every number of OPEN by its name, as FILLS fills it."""


def test_a_number_is_filled_under_its_own_key() -> None:
    rules = build_rules(scope(OPEN % FILLS), ())
    assert settings(rules) == [Setting(Fraction(value), "isi", label) for label, value in NUMBERS.items()]
    assert (rules.class_on, rules.class_on_assumption) == (ClassOn.EXACT, "isi")


def test_a_number_that_nothing_fills_is_not_known() -> None:
    assert settings(build_rules(scope(OPEN % ""), ())) == [Setting(None, None, label) for label in NUMBERS]


def test_rules_that_state_everything_are_built_as_they_are_written() -> None:
    assert build_rules(scope(STATED), ()) == RULE_SET


# What a table does not say ----------------------------------------------------------------------------------------------
@pytest.mark.parametrize("stated", ["minimum = 3", "places = 3", "at_least = 2", "days = 5"])
def test_what_is_counted_begins_at_one(stated: str) -> None:
    """Assessors, places, posts and days."""
    key = stated.partition(" ")[0]
    assert told(STATED.replace(stated, f"{key} = 1")) == []
    with pytest.raises(ValidationError, match=key):
        scope(STATED.replace(stated, f"{key} = 0"))


def test_what_a_stage_a_gate_and_a_panel_do_not_say() -> None:
    rules = scope(OPEN % "").rules
    assert [(gate.label, gate.tested) for gate in rules.gates] == [("", ["saq"]), ("", [])]
    assert [panel.assessors for panel in rules.panels] == ["any"]
    assert [stage.given_as for stage in rules.stages] == ["percent", "percent"]
