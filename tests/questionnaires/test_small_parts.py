"""Parts of rules by themselves, without files: where a number comes from, schemas for editors, sentences of one table."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from questionnaires import Library, UnknownRules
from questionnaires.building import Placed, build_question, build_rules
from questionnaires.question_checks import check_questions
from questionnaires.schema import Arithmetic, QuestionTable, RulesFile
from questionnaires.scheme import content, contest
from questionnaires.scheme.text import Line, Names, counts_only
from questionnaires.scope import Scope
from questionnaires.tables import Code, Codes, CodesOrNf, Refs
from questionnaires.values import Exact, Number
from questionnaires.whole import Whole
from scoring.rules import Setting

ASSUMED = {
    "id": "anggapan",
    "text": "Bobot dibagi rata.",
    "reason": "Tidak dipublikasikan.",
}
PLAIN = Arithmetic(ref=[], grade="A")
TEXT = {"type": "string"}
LIST = {"type": "array", "items": TEXT}
NUMBER = [{"type": "number"}, {"type": "string", "pattern": r"^-?\d+(\.\d+)?$|^-?\d+/\d+$"}]


def rules(fills: dict[str, Any] | None = None, **tables: Any) -> RulesFile:
    head = {"owner": "uji", "year": 2030, "version": 1, "state": "draft", "title": "Aturan"}
    if fills:
        tables["assumptions"] = [{**ASSUMED, "fills": [{"key": key, "value": value} for key, value in fills.items()]}]
    return RulesFile.model_validate({**head, **tables})


def scope(fills: dict[str, Any] | None = None, **tables: Any) -> Scope:
    return Scope.of("uji/2030", rules(fills, **tables))


def question(**keys: Any) -> QuestionTable:
    head = {
        "code": "U-1",
        "text": "Apakah ada?",
        "indicator": "satu",
        "group": "berkala",
        "weight": "nf",
        "ref": [],
        "grade": "B",
        "help": "Tunjukkan.",
        "remedy": "Terbitkan.",
        "evidence": {"kinds": ["tautan"], "text": "Tautan."},
    }
    return QuestionTable.model_validate({**head, **keys})


def test_a_number_comes_from_the_file_or_from_an_assumption_or_is_not_known() -> None:
    filled = scope({"a": "2.5", "b": "kosong"})
    stated = filled.setting(Decimal("0.5"), "bobot", "a", ref=["s"], grade="A")
    assert stated == Setting(Fraction(1, 2), None, "bobot", ("s",), "A")
    assert type(stated.value) is Fraction
    assert filled.setting("nf", "bobot", "x", "a", grade="C") == Setting(Fraction(5, 2), "anggapan", "bobot", (), "C")
    assert filled.setting("nf", "bobot", "b", "a", grade="C") == Setting(None, None, "bobot", (), "C")
    assert filled.setting("nf", "bobot", "x", grade="C") == Setting(None, None, "bobot", (), "C")
    assert filled.setting("nf", "bobot", "a").grade == "nf"
    bare = Scope("uji/2030", rules())
    assert (bare.fills, bare.own, bare.core) == ({}, None, "")


@pytest.mark.parametrize(("own", "core"), [({"questions.U-1.weight": 7}, None), (None, {"questions.*.weight": 7})])
def test_a_weight_is_filled_by_the_first_of_the_rules_that_has_an_assumption(own: Any, core: Any) -> None:
    placed = Placed(question(), "satu", (scope(own), scope(core)))
    assert build_question(placed, PLAIN).weight.value == 7


def test_a_fault_of_a_question_is_told_for_every_questionnaire_that_asks_it() -> None:
    placed = [Placed(question(scale="tidak_ada", weight=5), "satu", (scope(),))]
    built = [build_question(placed[0], PLAIN)]
    sound: set[int] = set()
    told = [
        [str(one) for one in check_questions(place, placed, built, (), False, sound)] for place in ("a.toml", "b.toml")
    ]
    assert len(told[0]) == 2
    assert [text.replace("a.toml", "b.toml") for text in told[0]] == told[1]


@pytest.mark.parametrize(
    ("kind", "schema"),
    [
        (Refs, {"anyOf": [TEXT, LIST]}),
        (Codes, {"anyOf": [TEXT, {**LIST, "minItems": 1}]}),
        (CodesOrNf, {
            "anyOf": [TEXT, {**LIST, "minItems": 1}],
            "description": 'One code or a list of them, or "nf": it was not published which one.',
        }),
        (Number, {"anyOf": NUMBER}),
        (Exact, {"anyOf": [*NUMBER, {"const": "nf"}]}),
    ],
)  # fmt: skip
def test_editors_are_told_that_one_code_needs_no_list_and_a_number_may_be_a_text(kind: Any, schema: Any) -> None:
    assert TypeAdapter(kind).json_schema() == schema


def test_a_code_is_in_small_letters_and_alone_is_a_list_of_one() -> None:
    assert TypeAdapter(Codes).validate_python("saq") == ["saq"]
    for kind, wrong in ((Code, "Saq"), (Code, "1saq"), (Codes, [])):
        with pytest.raises(ValidationError):
            TypeAdapter(kind).validate_python(wrong)


@pytest.mark.parametrize("value", [10**100 - 1, "9" * 100, Decimal("1e100"), Decimal("9" * 100)])
def test_a_number_of_a_hundred_digits_is_read(value: Any) -> None:
    assert TypeAdapter(Number).validate_python(value) == Fraction(value)


@pytest.mark.parametrize("value", [10**100, 10**101, "9" * 101, Decimal("1e101"), Decimal("9" * 101), True, None])
def test_more_digits_or_no_number_is_refused_in_words(value: Any) -> None:
    with pytest.raises(ValidationError, match="harus angka"):
        TypeAdapter(Number).validate_python(value)


def test_a_number_that_must_be_known_is_not_left_open() -> None:
    assert TypeAdapter(Exact).validate_python("nf") == "nf"
    with pytest.raises(ValidationError, match='"nf" tidak dapat dipakai di sini'):
        TypeAdapter(Number).validate_python("nf")


def test_a_year_is_written_in_the_digits_of_file_names() -> None:
    assert Library().rule_set("pusat/2025").year == 2025
    with pytest.raises(UnknownRules):
        Library().rule_set("pusat/\u0662\u0660\u0662\u0665")


@pytest.mark.parametrize("table", ["stages", "bands", "indicators", "categories", "awards"])
def test_rules_that_only_count_have_no_stage_class_indicator_category_or_award(table: str) -> None:
    assert counts_only(rules())
    assert not counts_only(rules().model_copy(update={table: ["ada"]}))


def test_a_sentence_alone_rests_on_nothing() -> None:
    assert Line("Kalimat.") == Line("Kalimat.", (), "")


def test_an_indicator_of_unknown_weight_says_where_it_is_from() -> None:
    row = {"code": "satu", "label": "Pengumuman", "weight": "nf", "ref": ["perki"], "grade": "C"}
    known = {"code": "dua", "label": "Layanan", "weight": 40, "ref": ["naskah"], "grade": "A"}
    told = [line for line in content.indicators(scope(indicators=[row, known])) if "Layanan" not in line.text]
    assert [(line.refs, line.grade, "Pengumuman" in line.text) for line in told] == [(("perki",), "C", True)]


def test_decimals_that_are_assumed_do_not_say_how_is_rounded() -> None:
    point = {"at": "final", "places": "nf", "mode": "nf", "ref": [], "grade": "C"}
    found = scope({"rounding.points.final.places": 2}, rounding={"points": [point]})
    assert [line.text for line in content.arithmetic(Whole("uji/2030@1", found, build_rules(found, ()), {}))] == [
        "Nilai akhir dibulatkan ke 2 angka di belakang koma, cara pembulatannya tidak dipublikasikan."
    ]


def test_an_assumed_way_without_a_stage_names_the_stage_that_takes_its_weight() -> None:
    bare = {"weight": 50, "ref": [], "grade": "A"}
    rows = [
        {"code": "kuis", "label": "Kuesioner", **bare},
        {"code": "visitasi", "label": "Visitasi", "carry_to": "kuis", **bare},
    ]
    found = scope({"stages.visitasi.missing": "carry"}, stages=rows)
    told = [line.text for line in contest.stages(found, Names(found.rules))]
    assert [text for text in told if "Yang tidak punya nilai Visitasi: bobotnya pindah ke Kuesioner." in text] != []


@pytest.mark.parametrize(
    ("condition", "told"),
    [
        ({"kind": "class", "class": "informatif"}, 1),
        ({"kind": "rank", "value": 3}, 1),
        ({"kind": "threshold", "value": 80}, 1),
        ({"kind": "category", "categories": ["opd"]}, 0),
    ],
)
def test_a_gate_that_looks_at_a_number_says_that_it_was_not_published_which_one(condition: Any, told: int) -> None:
    gate = {"id": "ambang", "on": "nf", "before": "visitasi", "any_of": [condition], "ref": [], "grade": "B"}
    found = scope(gates=[gate])
    texts = [line.text for line in contest.gates(found, Names(found.rules))]
    assert texts.count("Untuk maju ke visitasi, nilai yang dibandingkan tidak dipublikasikan.") == told
