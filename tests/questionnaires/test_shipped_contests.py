"""The gates, marks, bonuses, awards and measures of the shipped rule sets, at each border and just under it.

Borders come from the TOML as written; the worked numbers from the publications that the notes of each rule set name.
"""

import tomllib
from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from questionnaires import Library
from scoring.changes import Changed, changes
from scoring.contest import Entry, Mark, Outcome, contest
from scoring.measures import Account, frequency, leagues, response
from scoring.provisions import Measure
from scoring.resolve import FactError
from scoring.rules import RuleSet
from scoring.standing import GateOutcome, Passage

LIBRARY = Library()
HUNDREDTH = Fraction(1, 100)
TOP, LOW = Fraction(100), Fraction(30)


def gates() -> Iterator[Any]:
    """Yield every shipped gate on a published number, with one of its conditions that has a published or assumed border."""
    for edition in LIBRARY.editions:
        file = tomllib.loads((edition.folder / "rules.toml").read_text(encoding="utf-8"), parse_float=Decimal)
        fills = {fill["key"]: fill.get("value") for row in file.get("assumptions", []) for fill in row["fills"]}
        for gate in (row for row in file.get("gates", []) if row["on"] != "nf"):
            for row in gate["any_of"]:
                border = row.get("value", row.get("class", ""))
                if border == "nf":
                    border = fills.get(f"gates.{gate['id']}.{row['kind']}", "nf")
                if border not in ("nf", ""):
                    yield edition.name, gate, row, border


def of_kind(kind: str) -> list[Any]:
    return [
        pytest.param(name, gate, row, border, id=f"{name} {gate['id']} {border}")
        for name, gate, row, border in gates()
        if row["kind"] == kind
    ]


class Field:
    """A contest before one gate: bodies of one category and territory that came as far as the gate."""

    def __init__(self, name: str, gate: Mapping[str, Any]) -> None:
        self.rules = LIBRARY.rule_set(name)
        self.gate = gate["id"]
        self.on = [gate["on"]] if isinstance(gate["on"], str) else gate["on"]
        self.category = (gate.get("categories") or ["opd"])[0]

    def entry(self, body: str, value: Fraction) -> Entry:
        """Return a body with this value at every tested stage, and whatever opens the gates before."""
        values = {"saq": TOP} if any(other.id != self.gate for other in self.rules.gates) else {}
        for code in self.on:
            values[code] = value * self._worth(code) / 100
        return Entry(body, self.category, territory="Wilayah", values=values)

    def _worth(self, code: str) -> Fraction:
        """Return what full marks at a stage are: its weight where it is given in points."""
        stage = next(stage for stage in self.rules.stages if stage.code == code)
        return stage.weight.value or TOP if stage.in_points else TOP

    def run(self, *values: Fraction) -> list[GateOutcome]:
        """Return what the gate is for each of these values."""
        held = contest(self.rules, [self.entry(f"Badan {n}", value) for n, value in enumerate(values)])
        return [self.found(outcome) for outcome in held.bodies]

    def found(self, outcome: Outcome) -> GateOutcome:
        return next(found for found in outcome.combined.gates if found.gate.id == self.gate)


@pytest.mark.parametrize(("name", "gate", "row", "border"), of_kind("threshold"))
def test_a_threshold_opens_at_its_number_and_not_a_hundredth_below(
    name: str, gate: dict[str, Any], row: dict[str, Any], border: Any
) -> None:
    """Better bodies fill the places of a rank condition, so that the number alone decides."""
    field, at = Field(name, gate), Fraction(border)
    first = at + HUNDREDTH if row.get("strict") else at
    better = [TOP] * max((int(other["value"]) for other in gate["any_of"] if other["kind"] == "rank"), default=0)
    assert field.run(*better, first)[-1].outcome is Passage.PASSED
    assert field.run(*better, first - HUNDREDTH)[-1].outcome is Passage.STOPPED


@pytest.mark.parametrize(("name", "gate", "row", "border"), of_kind("rank"))
def test_the_last_place_passes_and_the_next_does_not(
    name: str, gate: dict[str, Any], row: dict[str, Any], border: Any
) -> None:
    field, places = Field(name, gate), int(border)
    outcomes = [found.outcome for found in field.run(*(LOW - HUNDREDTH * n for n in range(places + 1)))]
    assert outcomes == [Passage.PASSED] * places + [Passage.STOPPED]


@pytest.mark.parametrize(("name", "gate", "row", "border"), of_kind("rank"))
def test_equal_numbers_at_the_last_place_pass_together_by_the_shared_assumption(
    name: str, gate: dict[str, Any], row: dict[str, Any], border: Any
) -> None:
    field, places = Field(name, gate), int(border)
    values = [LOW] * (places - 1) + [LOW - HUNDREDTH] * 2
    held = contest(field.rules, [field.entry(f"Badan {n}", value) for n, value in enumerate(values)])
    assert [field.found(outcome).outcome for outcome in held.bodies] == [Passage.PASSED] * (places + 1)
    assert "seri_di_batas_ikut" in held.bodies[-1].combined.assumptions


@pytest.mark.parametrize(("name", "gate", "row", "border"), of_kind("class"))
def test_a_class_opens_at_its_lower_bound(name: str, gate: dict[str, Any], row: dict[str, Any], border: Any) -> None:
    field = Field(name, gate)
    lower = next(band.lower.value for band in field.rules.bands if band.code == border)
    assert lower is not None
    assert [found.outcome for found in field.run(lower, lower - HUNDREDTH)] == [Passage.PASSED, Passage.STOPPED]


def test_every_kind_of_gate_is_shipped_with_a_border() -> None:
    assert {row["kind"] for _, _, row, _ in gates()} == {"threshold", "rank", "class"}


UNNAMED = [
    ("bawaslu/2025", "tiga_besar_provinsi"), ("jateng/2020", "sepuluh_terbaik"), ("jateng/2025", "lolos_visitasi"),
    ("pusat/2023", "sepuluh_terbaik"), ("sumbar/2024", "tiga_besar"), ("sumbar/2025", "tiga_besar"),
]  # fmt: skip
"""Gates whose sources do not say which number is compared."""


def test_the_gates_on_a_number_that_no_source_names_are_these() -> None:
    found = [
        (edition.name.partition("@")[0], gate.id)
        for edition in LIBRARY.editions
        for gate in LIBRARY.rule_set(edition.name).gates
        if not gate.on
    ]
    assert found == UNNAMED


@pytest.mark.parametrize(("name", "gate"), UNNAMED)
def test_where_no_source_names_the_number_nobody_is_stopped_and_what_took_place_counts(name: str, gate: str) -> None:
    """Twenty bodies of one category, the last with the least everywhere, and each with a value behind the gate."""
    rules = LIBRARY.rule_set(name)
    before = next(row.before for row in rules.gates if row.id == gate)
    values = [
        {stage.code: Fraction(100 - n, 10) for stage in rules.stages} | {"saq": Fraction(100 - n)} for n in range(20)
    ]
    found = outcomes(name, *(Entry(f"Badan {n}", "opd", "Wilayah", values=row) for n, row in enumerate(values)))
    assert {passage(outcome, gate) for outcome in found.values()} == {("undecided", None)}
    assert all(before in [stage.code for stage in outcome.combined.stages] for outcome in found.values())


def outcomes(name: str, *entries: Entry) -> dict[str, Outcome]:
    return {outcome.entry.body: outcome for outcome in contest(LIBRARY.rule_set(name), entries).bodies}


def passage(outcome: Outcome, gate: str) -> tuple[str, str | None]:
    found = next(found for found in outcome.combined.gates if found.gate.id == gate)
    return found.outcome.value, found.by


def saq(body: str, category: str, value: str, **known: Any) -> Entry:
    return Entry(body, category, values={"saq": Fraction(value)}, **known)


def test_m17_bali_visits_the_regencies_whatever_their_score() -> None:
    found = outcomes(
        "bali/2025", saq("Kabupaten", "kabkota", "40"), saq("Dinas", "opd", "40"), saq("Biro", "opd", "72")
    )
    assert passage(found["Kabupaten"], "lolos_visitasi") == ("passed", "category")
    assert passage(found["Dinas"], "lolos_visitasi") == ("stopped", None)
    assert passage(found["Biro"], "lolos_visitasi") == ("passed", "threshold")


def test_m17_sumbar_takes_the_tenth_of_a_weak_category_below_fifty() -> None:
    bodies = [saq(f"Badan {n}", "desa", str(57 - n)) for n in range(1, 12)]
    found = outcomes("sumbar/2024", *bodies)
    assert passage(found["Badan 9"], "lima_puluh_atau_sepuluh_besar") == ("passed", "rank")
    assert passage(found["Badan 11"], "lima_puluh_atau_sepuluh_besar") == ("stopped", None)
    assert passage(found["Badan 1"], "lima_puluh_atau_sepuluh_besar") == ("passed", "threshold")


def test_m16_kulon_progo_compares_website_and_access_test_together() -> None:
    """Of six units five are visited: the sum of 65 and 10 per cent decides, not the website alone."""
    websites = (90, 88, 86, 84, 82, 82)
    entries = [
        Entry(f"Unit {n}", "opd", values={"website": Fraction(site), "uji_akses": Fraction(100 if n == 5 else 0)})
        for n, site in enumerate(websites)
    ]
    found = outcomes("kulonprogo/2021", *entries)
    stopped = [body for body, outcome in found.items() if passage(outcome, "lima_besar")[0] == "stopped"]
    assert stopped == ["Unit 4"]


def test_m19_aceh_sends_provincial_bodies_on_a_visit_and_regencies_to_a_presentation() -> None:
    found = outcomes("aceh/2025", saq("Dinas", "opd", "70"), saq("Kabupaten", "kabkota", "70"))
    assert [gate.gate.before for gate in found["Dinas"].combined.gates] == ["visitasi"]
    assert [gate.gate.before for gate in found["Kabupaten"].combined.gates] == ["uji_publik"]


@pytest.mark.parametrize(
    ("base", "leader", "value"), [("60", True, "90.00"), ("75", True, "100.00"), ("60", False, "60.00")]
)
def test_m21_kalbar_raises_a_presentation_by_half_up_to_a_hundred(base: str, leader: bool, value: str) -> None:
    entry = Entry("Dinas", "opd", values={"uji_publik": Fraction(base)}, facts={"pimpinan_menyampaikan": leader})
    found = outcomes("kalbar/2025@0", entry)["Dinas"]
    assert found.combined.as_json()["stages"]["uji_publik"]["published"] == value


def test_m12_sumbar_gives_a_visit_points_out_of_fifteen() -> None:
    rules = LIBRARY.rule_set("sumbar/2024")
    values = {"saq": Fraction(60), "visitasi": Fraction(12)}
    found = contest(rules, [Entry("Dinas", "opd", values=values)]).bodies[0]
    assert found.combined.as_json()["stages"]["visitasi"]["published"] == "80.00"
    with pytest.raises(FactError):
        contest(rules, [Entry("Dinas", "opd", values=values | {"visitasi": Fraction("15.01")})])


def marked(rules: str, place: str, marks: list[Mark], **known: Any) -> Outcome:
    return outcomes(rules, Entry("Badan", "opd", marks={place: marks}, **known))["Badan"]


def test_m22_three_jurors_of_semarang_make_one_mark_and_their_spread_is_shown() -> None:
    marks = [Mark(Fraction(value), f"Juri {value}") for value in (85, 78, 91)]
    found = marked("semarang/2025", "uji_publik", marks)
    assert found.combined.as_json()["stages"]["uji_publik"]["published"] == "84.67"
    panel = found.combined.panels[0]
    assert (panel.lowest, panel.highest, panel.marks) == (78, 91, 3)
    assert "rerata_penilai" in found.combined.assumptions


def test_m23_a_province_of_bawaslu_scores_its_own_regencies_only() -> None:
    own = Mark(Fraction(88), "Bawaslu Jawa Barat", territory="Jawa Barat")
    found = marked("bawaslu/2025", "saq", [own], territory="Jawa Barat")
    assert found.combined.as_json()["stages"]["saq"]["published"] == "88.00"
    with pytest.raises(FactError):
        marked("bawaslu/2025", "saq", [own], territory="Jawa Tengah")


def test_m27_an_objection_granted_opens_the_gate_of_dki_and_the_first_result_is_kept() -> None:
    rules = LIBRARY.rule_set("dki/2024")
    before, after = (contest(rules, [saq("Suku dinas", "opd", value)]) for value in ("64", "68"))
    changed = [(found.what, found.before, found.after) for found in changes(before, after)]
    assert (Changed.GATE, "stopped", "passed") in changed
    assert passage(before.bodies[0], "lolos_saq") == ("stopped", None)


@pytest.mark.parametrize(
    ("rules", "mode", "days"),
    [("dki/2024", "claim", 3), ("dki/2025", "data", 5), ("jabar/2021", "data", None), ("sumbar/2025", "edit", 8), ("bawaslu/2025", None, 3)],
)  # fmt: skip
def test_m27_each_commission_hears_objections_its_own_way(rules: str, mode: str | None, days: int | None) -> None:
    table = LIBRARY.loaded(LIBRARY.edition(rules))[0].rules.objection
    assert table is not None
    assert (table.mode, table.days) == (mode or "nf", days or "nf")


def both(body: str, questionnaire: str, service: str) -> Entry:
    values = {"saq": Fraction(questionnaire), "kualitas_layanan": Fraction(service)}
    return Entry(body, "kecamatan", values=values)


def test_m29_diy_gives_every_body_its_class_and_each_category_its_champion() -> None:
    rules = LIBRARY.rule_set("diy/2024")
    held = contest(rules, [both("Ngemplak", "92", "70"), both("Gondomanan", "90", "90"), both("Depok", "50", "40")])
    assert held.awards == {"pemeringkatan": ("Ngemplak", "Gondomanan", "Depok"), "kejuaraan": ("Gondomanan",)}
    classes = [outcome.combined.qualification for outcome in held.bodies]
    assert [found and found.code for found in classes] == ["menuju_informatif", "informatif", "kurang_informatif"]


def measure(rules: str, code: str) -> Measure:
    return next(found for found in LIBRARY.rule_set(rules).measures if found.code == code)


def test_m32_sulbar_and_makassar_count_periods_with_enough_items() -> None:
    weekly, daily = measure("sulbar/2026", "berita_mingguan"), measure("makassar/2022", "konten_harian")
    assert frequency(weekly, [3, 1, 0, 4]) == 50
    assert frequency(weekly, [2, 1]) == 50
    assert frequency(daily, [5, 4, 6, 0]) == 50


def test_m33_counts_and_rates_name_different_winners() -> None:
    accounts = {"A": Account(12, 600, Fraction(2000)), "B": Account(981, 6000, Fraction(100_000))}
    counted = leagues(measure("sulsel/2024", "unggahan"), accounts)
    rated = leagues(
        measure("gsm/2020", "keterlibatan"), {"A": accounts["A"], "B": Account(10, 6000, Fraction(100_000))}
    )
    assert [name for name, _ in counted[0].accounts] == ["B", "A"]
    assert rated[0].accounts == (("A", Fraction(5, 2)), ("B", Fraction(3, 5)))


def test_m34_purbalingga_promises_a_day_and_banyumas_only_counts() -> None:
    hours = [Fraction(24)] * 150 + [Fraction("24.01")] * 30 + [None] * 20
    promised = response(measure("purbalingga/2025", "tanggapan_pertama"), hours)
    assert (promised.on_time, promised.answered) == (75, 90)
    sorted_only = response(measure("banyumas/2019", "tanggapan_aduan"), [Fraction(3), Fraction(24), Fraction(25), None])
    assert (sorted_only.on_time, sorted_only.buckets, sorted_only.later, sorted_only.never) == (None, (1, 1), 1, 1)


def test_m35_five_by_number_meet_the_jury_and_the_number_counts_no_more() -> None:
    numbers, jury = (50, 40, 30, 20, 10, 5), (60, 70, 95, 80, 50, 100)
    entries = [
        Entry(f"Akun {n}", "kementerian", values={"seleksi_data": Fraction(number), "penjurian": Fraction(mark)})
        for n, (number, mark) in enumerate(zip(numbers, jury, strict=True))
    ]
    held = contest(LIBRARY.rule_set("gsm/2020"), entries)
    assert held.awards == {"pemenang": ("Akun 2",)}
    assert passage(held.bodies[5], "calon") == ("stopped", None)
    assert held.bodies[5].place is None


def test_m26_who_was_never_scored_has_no_place_and_no_award() -> None:
    rules: RuleSet = LIBRARY.rule_set("diy/2021")
    held = contest(rules, [Entry("Tidak mendaftar", "parpol", status="tidak_dinilai")])
    assert held.bodies[0].place is None
    assert held.bodies[0].awards == ()
    with pytest.raises(FactError):
        contest(LIBRARY.rule_set("diy/2024"), [Entry("Tidak mendaftar", "parpol", status="tidak_dinilai")])
