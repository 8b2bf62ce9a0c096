"""What a gate says to a body, for each way through it: outcome, condition, number, words and what it rests on."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from scoring.contest import Entry, Outcome, contest
from scoring.numbers import Rounding
from scoring.provisions import Border, Condition, Gate, GateCondition, Group, KeyKind, Ranking, RankingKey
from scoring.rules import Band, ClassOn, DeclaredRounding, RuleSet, Setting, Stage, Step
from scoring.stage_rules import KnownFact

BANDS = (
    Band("atas", "Atas", Setting(Fraction(80))),
    Band("tengah", "Tengah", Setting(Fraction(60))),
    Band("bawah", "Bawah", Setting(Fraction(20))),
)
RULES = RuleSet(
    "uji", 2030, 1, "Uji", "draft", Fraction(100),
    bands=BANDS,
    stages=tuple(
        Stage(code, label, Setting(Fraction(weight), assumption))
        for code, label, weight, assumption in (
            ("website", "Situs", 20, "bobot"), ("saq", "Kuesioner", 50, None), ("visitasi", "Visitasi", 30, None),
        )
    ),
    facts=(KnownFact("hadir", "Pimpinan hadir"),),
)  # fmt: skip


def threshold(value: str, **more: Any) -> GateCondition:
    return GateCondition(Condition.THRESHOLD, Setting(Fraction(value), more.pop("assumption", None)), **more)


def best(places: int, **more: Any) -> GateCondition:
    return GateCondition(Condition.RANK, Setting(Fraction(places), more.pop("assumption", None)), **more)


def gate(*any_of: GateCondition, on: tuple[str, ...] = ("saq",), **more: Any) -> Gate:
    return Gate("g", "Gerbang", on, "visitasi", any_of, **more)


def run(found: Gate, *entries: Entry, **rules: Any) -> list[Outcome]:
    return list(contest(replace(RULES, gates=(found,), **rules), entries).bodies)


def body(name: str = "A", category: str = "opd", territory: str | None = None, **values: str) -> Entry:
    facts = {"hadir": values.pop("hadir") == "ya"} if "hadir" in values else {}
    return Entry(name, category, territory, values={code: Fraction(n) for code, n in values.items()}, facts=facts)


def told(found: Gate, entry: Entry, **rules: Any) -> tuple[str, str | None, Any, str, tuple[str, ...]]:
    combined = run(found, entry, **rules)[0].combined
    (one,) = combined.gates
    return (one.outcome.value, one.by, one.number, one.reason, combined.assumptions)


@pytest.mark.parametrize(
    ("condition", "value", "expected"),
    [
        (threshold("65"), "65", ("passed", "threshold", 65, "nilai 65,00 mencapai ambang 65")),
        (threshold("65"), "64.99", ("stopped", None, Fraction("64.99"), "nilai 64,99 belum mencapai ambang 65")),
        (threshold("65"), "64.996", ("passed", "threshold", 65, "nilai 65,00 mencapai ambang 65")),
        (threshold("64.5", strict=True), "64.51", ("passed", "threshold", Fraction("64.51"), "nilai 64,51 di atas ambang 64,5")),
        (threshold("64.5", strict=True), "64.5", ("stopped", None, Fraction("64.5"), "nilai 64,50 tidak di atas ambang 64,5")),
        (threshold("0"), "0", ("passed", "threshold", 0, "nilai 0,00 mencapai ambang 0")),
        (GateCondition(Condition.THRESHOLD, Setting(None)), "90", ("undecided", None, 90, "ambang tidak dipublikasikan")),
        (GateCondition(Condition.THRESHOLD), "90", ("undecided", None, 90, "ambang tidak dipublikasikan")),
        (GateCondition(Condition.RANK, Setting(None)), "90", ("undecided", None, 90, "jumlah yang lolos menurut urutan tidak dipublikasikan")),
        (GateCondition(Condition.CLASS, class_code="atas"), "80", ("passed", "class", 80, "kelas Atas")),
        (GateCondition(Condition.CLASS, class_code="tengah"), "80", ("passed", "class", 80, "kelas Atas")),
        (GateCondition(Condition.CLASS, class_code="atas"), "30", ("stopped", None, 30, "kelas Bawah, di bawah Atas")),
        (GateCondition(Condition.CLASS, class_code="atas"), "19", ("undecided", None, 19, "kelas di bawah Bawah uji/2030 tidak dipublikasikan")),
    ],
)  # fmt: skip
def test_a_number_opens_a_gate_or_not_and_the_words_say_which_number(
    condition: GateCondition, value: str, expected: tuple[str, str | None, Any, str]
) -> None:
    assert told(gate(condition), body(saq=value))[:4] == expected


@pytest.mark.parametrize(
    ("condition", "entry", "expected"),
    [
        (GateCondition(Condition.CATEGORY, categories=("desa",)), body(category="desa"), ("passed", "category", "kategori ini lolos berapa pun nilainya")),
        (GateCondition(Condition.CATEGORY, categories=("desa",)), body(), ("stopped", None, "bukan kategori yang lolos tanpa ambang")),
        (GateCondition(Condition.FACT, fact="hadir"), body(hadir="ya"), ("passed", "fact", "Pimpinan hadir: ya")),
        (GateCondition(Condition.FACT, fact="hadir"), body(hadir="tidak"), ("stopped", None, "Pimpinan hadir: tidak")),
        (GateCondition(Condition.FACT, fact="hadir"), body(), ("undecided", None, "Pimpinan hadir: belum diketahui")),
        (GateCondition(Condition.FACT, fact="asing"), body(), ("undecided", None, "asing: belum diketahui")),
        (threshold("65"), body(), ("waiting", None, "nilai tahap Kuesioner belum ada")),
    ],
)  # fmt: skip
def test_a_category_and_a_fact_need_no_number(
    condition: GateCondition, entry: Entry, expected: tuple[str, str | None, str]
) -> None:
    outcome, by, number, reason, _ = told(gate(condition), entry)
    assert ((outcome, by, reason), number) == (expected, None)


def test_the_first_condition_that_holds_is_told_and_else_all_that_leave_it_so() -> None:
    villages, present = (
        GateCondition(Condition.CATEGORY, categories=("desa",)),
        GateCondition(Condition.FACT, fact="hadir"),
    )
    found = gate(threshold("65"), villages, present)
    assert told(found, body(category="desa", saq="70", hadir="ya"))[1] == "threshold"
    assert told(found, body(category="desa", saq="60", hadir="ya"))[1:4:2] == (
        "category",
        "kategori ini lolos berapa pun nilainya",
    )
    assert (
        told(found, body(saq="60", hadir="tidak"))[3] == "nilai 60,00 belum mencapai ambang 65; Pimpinan hadir: tidak"
    )
    assert told(found, body(saq="60"))[:4:3] == ("undecided", "Pimpinan hadir: belum diketahui")
    assert told(found, body(hadir="tidak"))[:4:3] == ("waiting", "nilai tahap Kuesioner belum ada")


def test_the_printed_number_or_the_exact_one_is_tested_and_an_assumed_choice_is_named_where_it_decides() -> None:
    """64,996 is printed 65,00 and lies below 65."""
    printed = gate(threshold("65"), number_assumption="cetak")
    exact = replace(printed, number=ClassOn.EXACT)
    assert told(printed, body(saq="64.996")) == (
        "passed",
        "threshold",
        65,
        "nilai 65,00 mencapai ambang 65",
        ("cetak",),
    )
    assert told(exact, body(saq="64.996")) == (
        "stopped", None, Fraction("64.996"), "nilai 64,996 belum mencapai ambang 65", ("cetak",),
    )  # fmt: skip
    assert told(printed, body(saq="70"))[4] == told(exact, body(saq="70"))[4] == ()


def test_an_assumed_bound_is_named_where_the_gate_hangs_on_it() -> None:
    assumed = threshold("65", assumption="ambang")
    assert told(gate(assumed), body(saq="70"))[4] == ("ambang",)
    assert told(gate(assumed), body(saq="60"))[4] == ("ambang",)
    villages = GateCondition(Condition.CATEGORY, categories=("desa",))
    assert told(gate(villages, assumed), body(category="desa", saq="70"))[4] == ()


def test_an_assumed_bound_of_a_class_is_named_where_the_gate_hangs_on_the_class() -> None:
    bands = (BANDS[0], replace(BANDS[1], lower=Setting(Fraction(60), "batas")), BANDS[2])
    found = gate(GateCondition(Condition.CLASS, class_code="tengah"), on=("website",))
    assert told(found, body(website="60"), bands=bands)[4] == ("batas",)
    assert told(found, body(website="50"), bands=bands)[4] == ("batas",)
    assert told(found, body(website="80"), bands=bands)[4] == ()


def test_an_assumed_bound_is_named_once_for_two_conditions() -> None:
    found = gate(threshold("65", assumption="satu"), best(1, assumption="satu"))
    assert told(found, body(saq="60"))[4] == ("satu",)


def test_several_stages_are_tested_by_their_mean_in_proportion_to_their_weights() -> None:
    """(20 x 30 + 50 x 72,01) / 70 = 60,00714..., printed 60,01, which the rounding of finals decides."""
    found = gate(threshold("60.01"), on=("website", "saq"))
    rounding = {Step.FINAL: DeclaredRounding(Rounding(2), "dua angka")}
    entry = body(website="30", saq="72.01")
    assert told(found, entry, rounding=rounding) == (
        "passed", "threshold", Fraction("60.01"), "nilai 60,01 mencapai ambang 60,01", ("dua angka", "bobot"),
    )  # fmt: skip
    exact = replace(found, number=ClassOn.EXACT)
    assert told(exact, entry, rounding=rounding)[0::4] == ("stopped", ("bobot",))
    assert told(found, body(website="30", saq="72"), rounding=rounding)[:4] == (
        "stopped", None, 60, "nilai 60,00 belum mencapai ambang 60,01",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("weights", "reason"),
    [
        ((None, 50), "bobot tahap Situs tidak dipublikasikan"),
        ((20, None), "bobot tahap Kuesioner tidak dipublikasikan"),
        ((0, 0), "bobot tahap Situs tidak dipublikasikan"),
    ],
)
def test_without_weights_several_stages_have_no_mean(weights: tuple[int | None, int | None], reason: str) -> None:
    stages = tuple(
        replace(stage, weight=Setting(None if weight is None else Fraction(weight)))
        for stage, weight in zip(RULES.stages, (*weights, 30), strict=True)
    )
    found = told(gate(threshold("60"), on=("website", "saq")), body(website="90", saq="90"), stages=stages)
    assert found[:4] == ("undecided", None, None, reason)


def test_of_several_stages_the_first_without_a_value_is_waited_for() -> None:
    found = gate(threshold("60"), on=("website", "saq"))
    assert told(found, body(website="90"))[:4] == ("waiting", None, None, "nilai tahap Kuesioner belum ada")
    assert told(found, body())[3] == "nilai tahap Situs belum ada"


def test_a_gate_behind_a_closed_stage_is_closed_and_says_by_which() -> None:
    first = Gate("satu", "Gerbang situs", ("website",), "saq", (threshold("60"),))
    rules = replace(RULES, gates=(first, gate(threshold("65"))))
    (found,) = contest(rules, [body(website="59", saq="90", visitasi="90")]).bodies
    assert [(one.outcome, one.number, one.reason) for one in found.combined.gates] == [
        ("stopped", 59, "nilai 59,00 belum mencapai ambang 60"),
        ("stopped", None, "tahap Kuesioner tertutup"),
    ]
    assert found.combined.notes == (
        "nilai tahap Kuesioner tidak dihitung: tertutup oleh gerbang Gerbang situs",
        "nilai tahap Visitasi tidak dihitung: tertutup oleh gerbang Gerbang",
    )


def test_what_was_given_behind_a_gate_that_waits_counts_and_is_noted() -> None:
    (found,) = run(gate(threshold("65")), body(visitasi="90"))
    assert found.combined.notes == (
        "nilai tahap Visitasi dihitung: gerbang Gerbang belum diputuskan, tetapi nilai itu sudah ada",
    )
    (passed,) = run(gate(threshold("65")), body(saq="70", visitasi="90"))
    assert passed.combined.notes == ()


# Places -------------------------------------------------------------------------------------------------------------
def field(*rows: tuple[str, str]) -> list[Entry]:
    return [body(name, saq=value) for name, value in rows]


def reasons(found: Gate, entries: list[Entry], **rules: Any) -> list[tuple[str, str]]:
    return [
        (one.combined.gates[0].outcome.value, one.combined.gates[0].reason) for one in run(found, *entries, **rules)
    ]


def test_the_best_go_through_and_equals_at_the_border_as_the_rules_say() -> None:
    """Two places: A and then B and C, who are equal."""
    rows = field(("A", "90"), ("B", "80"), ("C", "80"), ("D", "70"))
    among, out = "termasuk 2 terbaik dalam kategorinya", "tidak termasuk 2 terbaik dalam kategorinya"
    assert reasons(gate(best(2)), rows) == [("passed", among)] * 3 + [("stopped", out)]
    tie = "nilai sama di batas 2 terbaik dalam kategorinya, kunci seri tidak memutuskan"
    keyed = gate(best(2, ties=Border.KEYS))
    assert reasons(keyed, rows) == [("passed", among), ("undecided", tie), ("undecided", tie), ("stopped", out)]
    ranking = Ranking(keys=(RankingKey(KeyKind.FACT, "hadir"),))
    rows[1:3] = body("B", saq="80", hadir="tidak"), body("C", saq="80", hadir="ya")
    assert reasons(keyed, rows, ranking=ranking) == [
        ("passed", among),
        ("stopped", out),
        ("passed", among),
        ("stopped", out),
    ]
    three = gate(best(3, ties=Border.KEYS))
    assert [outcome for outcome, _ in reasons(three, rows)] == ["passed", "passed", "passed", "stopped"]


def test_three_equals_for_two_places_are_parted_by_the_keys_as_far_as_they_go() -> None:
    ranking = Ranking(keys=(RankingKey(KeyKind.STAGE, "website"),))
    rows = [body(name, saq="80", website=site) for name, site in (("A", "10"), ("B", "30"), ("C", "20"), ("D", "10"))]
    outcomes = [outcome for outcome, _ in reasons(gate(best(2, ties=Border.KEYS)), rows, ranking=ranking)]
    assert outcomes == ["stopped", "passed", "passed", "stopped"]
    outcomes = [outcome for outcome, _ in reasons(gate(best(3, ties=Border.KEYS)), rows, ranking=ranking)]
    assert outcomes == ["undecided", "passed", "passed", "undecided"]


def test_what_is_assumed_of_equals_is_named_by_those_at_the_border_only() -> None:
    rows = field(("A", "90"), ("B", "80"), ("C", "80"), ("D", "70"))
    found = run(gate(best(2, ties_assumption="seri")), *rows)
    assert [one.combined.assumptions for one in found] == [(), ("seri",), ("seri",), ()]
    assert [one.combined.assumptions for one in run(gate(best(2, assumption="dua")), *rows)] == [("dua",)] * 4


@pytest.mark.parametrize(
    ("per", "expected", "group"),
    [
        (Group.CATEGORY, ["passed", "stopped", "passed"], "dalam kategorinya"),
        (Group.TERRITORY, ["passed", "passed", "stopped"], "di wilayahnya"),
        (Group.ALL, ["passed", "stopped", "stopped"], "dari semua badan publik"),
    ],
)
def test_the_best_are_those_of_the_category_the_territory_or_all(per: Group, expected: list[str], group: str) -> None:
    rows = [
        body("A", "opd", "barat", saq="90"),
        body("B", "opd", "timur", saq="80"),
        body("C", "desa", "barat", saq="70"),
    ]
    found = reasons(gate(best(1, per=per)), rows)
    assert [outcome for outcome, _ in found] == expected
    assert found[0][1] == f"termasuk 1 terbaik {group}"


def test_without_a_territory_nobody_is_among_the_best_of_it() -> None:
    found = gate(best(1, per=Group.TERRITORY))
    assert reasons(found, [body("A", saq="90"), body("B", "opd", "barat", saq="10")]) == [
        ("undecided", "wilayah belum diketahui"),
        ("passed", "termasuk 1 terbaik di wilayahnya"),
    ]
    unknown = gate(GateCondition(Condition.RANK, Setting(None), per=Group.TERRITORY))
    assert reasons(unknown, [body("A", saq="90")]) == [
        ("undecided", "jumlah yang lolos menurut urutan tidak dipublikasikan")
    ]


def test_who_has_no_number_takes_nobodys_place() -> None:
    assert reasons(gate(best(1)), [body("A"), body("B", saq="10")]) == [
        ("waiting", "nilai tahap Kuesioner belum ada"),
        ("passed", "termasuk 1 terbaik dalam kategorinya"),
    ]


def test_a_gate_concerns_its_categories_and_bodies_that_have_the_stage() -> None:
    only = gate(threshold("65"), categories=("desa",))
    assert run(only, body(saq="10"))[0].combined.gates == ()
    assert len(run(only, body(category="desa", saq="10"))[0].combined.gates) == 1
    stages = (*RULES.stages[:2], replace(RULES.stages[2], categories=("desa",)))
    assert run(gate(threshold("65")), body(saq="10"), stages=stages)[0].combined.gates == ()


def test_a_value_of_zero_is_a_number_like_every_other() -> None:
    assert told(gate(threshold("0.5")), body(saq="0"))[:4] == (
        "stopped",
        None,
        0,
        "nilai 0,00 belum mencapai ambang 0,5",
    )
    bands = (Band("atas", "Atas", Setting(Fraction(1))), Band("bawah", "Bawah", Setting(Fraction(0))))
    found = told(gate(GateCondition(Condition.CLASS, class_code="atas")), body(saq="0"), bands=bands)
    assert found[:4] == ("stopped", None, 0, "kelas Bawah, di bawah Atas")
    assert told(gate(best(0)), body(saq="90"))[:1] == ("stopped",)


def test_a_body_that_waits_rests_on_the_assumed_bound_too() -> None:
    """Without it the gate could not be decided at all, with or without a value."""
    assert told(gate(threshold("65", assumption="ambang")), body())[0::4] == ("waiting", ("ambang",))
    assert told(gate(threshold("65")), body())[4] == ()


def test_the_class_at_a_gate_is_that_of_a_stage_as_it_is_printed() -> None:
    """79,6 is printed 80 where stages are whole numbers."""
    found = gate(GateCondition(Condition.CLASS, class_code="atas"), number=ClassOn.EXACT)
    whole = {Step.STAGE: DeclaredRounding(Rounding(0))}
    assert told(found, body(saq="79.6"), rounding=whole)[0] == "passed"
    assert told(found, body(saq="79.6"), rounding={Step.FINAL: DeclaredRounding(Rounding(0))})[0] == "stopped"


def test_a_gate_tests_one_stage_as_stages_are_printed_and_several_as_the_final_score_is() -> None:
    """79,6 is 80 in whole numbers; (20 x 30 + 50 x 71,95) / 70 = 59,964... is 60,0 with one digit, 59,96 with two."""
    whole, one_digit = DeclaredRounding(Rounding(0)), DeclaredRounding(Rounding(1))
    single = told(gate(threshold("80")), body(saq="79.6"), rounding={Step.STAGE: whole, Step.FINAL: one_digit})
    assert single[:4] == ("passed", "threshold", 80, "nilai 80 mencapai ambang 80")
    several = gate(threshold("60"), on=("website", "saq"))
    mean = told(several, body(website="30", saq="71.95"), rounding={Step.FINAL: one_digit})
    assert mean[:4] == ("passed", "threshold", 60, "nilai 60,0 mencapai ambang 60")


def test_who_waits_for_one_of_several_stages_rests_on_their_assumed_weights_too() -> None:
    """Were the weight of the website not assumed, no value could ever be tested."""
    several = gate(threshold("65"), on=("website", "saq"))
    assert told(several, body(saq="70")) == ("waiting", None, None, "nilai tahap Situs belum ada", ("bobot",))


def test_keys_at_the_border_part_only_those_of_the_same_group() -> None:
    """Of two OPD with 80 the one that was present takes the one place of its category, whatever a village has."""
    ranking = Ranking(keys=(RankingKey(KeyKind.FACT, "hadir"),))
    rows = [
        body("A", saq="80", hadir="tidak"),
        body("B", saq="80", hadir="ya"),
        body("C", "desa", saq="90", hadir="ya"),
        body("D", "desa", saq="80", hadir="ya"),
        body("E", "desa", saq="80", hadir="ya"),
    ]
    outcomes = [outcome for outcome, _ in reasons(gate(best(1, ties=Border.KEYS)), rows, ranking=ranking)]
    assert outcomes == ["stopped", "passed", "passed", "stopped", "stopped"]


def test_where_no_choice_of_number_was_assumed_none_is_named() -> None:
    assert told(gate(threshold("65")), body(saq="64.996"))[0::4] == ("passed", ())


def test_what_one_gate_rests_on_is_kept_when_the_next_is_decided() -> None:
    """The second compares a mean whose printing was assumed: (20 x 30 + 50 x 72,01) / 70 is no printed number, by an assumed weight."""
    rounding = {Step.FINAL: DeclaredRounding(Rounding(2), "dua angka")}
    first = Gate("satu", "Gerbang situs", ("website",), "saq", (threshold("10", assumption="ambang"),))
    second = gate(threshold("60"), on=("website", "saq"))
    rules = replace(RULES, gates=(first, second), rounding=rounding)
    (found,) = contest(rules, [body(website="30", saq="72.01")]).bodies
    assert found.combined.assumptions == ("ambang", "dua angka", "bobot")
