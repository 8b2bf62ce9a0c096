"""The words, lengths and bounds of each key as docs/rules-format.md lists them: what is listed is taken, what is beside it is not."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from questionnaires import contest_schema as contest
from questionnaires import schema
from questionnaires.tables import Sourced, Table

WORDS: list[tuple[type[Table], str, str]] = [
    (Sourced, "grade", "A B C D nf"),
    (schema.RulesFile, "state", "draft published sealed"),
    (schema.Arithmetic, "blank", "zero pending"),
    (schema.Arithmetic, "yes_without_evidence", "zero keep"),
    (schema.Arithmetic, "question_weights", "points relative"),
    (schema.Arithmetic, "class_on", "published exact nf"),
    (schema.RoundingPoint, "at", "question indicator stage final"),
    (schema.RoundingPoint, "mode", "half_up half_even truncate nf"),
    (schema.EvidenceTable, "period", "tahun_lalu tahun_ini keduanya"),
    (schema.QuestionTable, "kind", "yes_no option multiple number"),
    (schema.QuestionTable, "yes_without_evidence", "zero keep"),
    (schema.QuestionTable, "not_applicable", "drop_weight full zero"),
    (schema.Change, "yes_without_evidence", "zero keep"),
    (schema.Change, "not_applicable", "drop_weight full zero"),
    (schema.Change, "grade", "A B C D nf"),
    (contest.StageTable, "given_as", "percent points"),
    (contest.StageTable, "missing", "zero carry renormalise exclude nf"),
    (contest.ConditionRow, "kind", "threshold rank class category fact"),
    (contest.ConditionRow, "per", "category territory all"),
    (contest.ConditionRow, "ties", "admit keys nf"),
    (contest.GateTable, "value", "published exact nf"),
    (contest.GateTable, "otherwise", "missing zero carry renormalise exclude"),
    (contest.PanelTable, "aggregate", "mean median trimmed_mean nf"),
    (contest.PanelTable, "assessors", "any territory"),
    (contest.AdjustmentTable, "kind", "multiply add"),
    (contest.KeyRow, "by", "stage fact submitted"),
    (contest.RankingTable, "number", "published exact nf"),
    (contest.RankingTable, "ties", "competition dense sequential nf"),
    (contest.RankingTable, "per", "category territory all"),
    (contest.AwardTable, "kind", "champion class"),
    (contest.AwardTable, "per", "category territory all"),
    (contest.ObjectionTable, "mode", "claim data edit nf"),
    (contest.MeasureTable, "kind", "frequency count rate response"),
    (contest.MeasureTable, "per", "day week month"),
]


def taken(model: type[Table], key: str, value: Any) -> bool:
    field = model.model_fields[key]
    try:
        TypeAdapter(field.rebuild_annotation()).validate_python(value)
    except ValidationError:
        return False
    return True


@pytest.mark.parametrize(("model", "key", "words"), WORDS)
def test_the_words_of_a_key_are_taken_and_no_others(model: type[Table], key: str, words: str) -> None:
    every = {word for _, _, listed in WORDS for word in listed.split()} | {"", "lain"}
    assert {word for word in every if taken(model, key, word)} == set(words.split())


def test_the_kinds_of_evidence_are_a_list_of_words() -> None:
    kinds = ["tautan", "pdf", "gambar", "video", "surat_pernyataan"]
    assert taken(schema.EvidenceTable, "kinds", kinds)
    assert all(taken(schema.EvidenceTable, "kinds", [kind]) for kind in kinds)
    assert not any(taken(schema.EvidenceTable, "kinds", wrong) for wrong in ([], ["foto"], "pdf", ["pdf", ""]))


LENGTHS: list[tuple[type[Table], str, int]] = [
    (schema.AssumptionTable, "text", 10),
    (schema.AssumptionTable, "reason", 10),
    (schema.QuestionTable, "text", 5),
    (schema.QuestionTable, "help", 10),
    (schema.QuestionTable, "remedy", 10),
    (schema.LeaveOutRows, "reason", 10),
    (schema.LeaveOut, "reason", 10),
    (schema.Move, "reason", 10),
    (schema.Change, "reason", 10),
    (schema.Change, "help", 10),
    (schema.Change, "remedy", 10),
    (contest.InstrumentTable, "reason", 10),
    (contest.InstrumentTable, "body", 1),
]


@pytest.mark.parametrize(("model", "key", "least"), LENGTHS)
def test_a_text_for_people_says_something(model: type[Table], key: str, least: int) -> None:
    assert taken(model, key, "x" * least)
    assert not taken(model, key, "x" * (least - 1))


NOT_EMPTY: list[tuple[type[Table], str, Any]] = [
    (schema.ScaleTable, "levels", {"code": "a", "label": "A"}),
    (schema.ShownWhenTable, "choices", "ya"),
    (schema.LeaveOut, "codes", "U-1"),
    (schema.Move, "codes", "U-1"),
    (schema.Change, "codes", "U-1"),
    (contest.GateTable, "any_of", {"kind": "fact"}),
    (contest.GateTable, "on", "saq"),
]


@pytest.mark.parametrize(("model", "key", "one"), NOT_EMPTY)
def test_a_list_that_decides_something_is_not_empty(model: type[Table], key: str, one: Any) -> None:
    assert taken(model, key, [one])
    assert taken(model, key, [one, one])
    assert not taken(model, key, [])


BOUNDS: list[tuple[type[Table], str, int, int | None]] = [
    (schema.RulesFile, "year", 2010, 2100),
    (schema.RulesFile, "version", 0, None),
    (schema.RulesFile, "base_seen", 0, None),
    (schema.RoundingPoint, "places", 0, 6),
    (schema.EvidenceTable, "count", 1, None),
    (schema.EvidenceTable, "sample", 1, None),
    (contest.PanelTable, "minimum", 1, None),
    (contest.AwardTable, "places", 1, None),
    (contest.ObjectionTable, "days", 1, None),
    (contest.MeasureTable, "at_least", 1, None),
]


@pytest.mark.parametrize(("model", "key", "least", "most"), BOUNDS)
def test_a_whole_number_lies_within_its_bounds(model: type[Table], key: str, least: int, most: int | None) -> None:
    assert [taken(model, key, value) for value in (least - 1, least, least + 1)] == [False, True, True]
    assert taken(model, key, 10**6 if most is None else most)
    assert most is None or not taken(model, key, most + 1)


CODES: list[tuple[type[Table], str, str, str]] = [
    (schema.IndicatorTable, "code", "a z9 a_b opd_2", "A 9a _a a-b a.b Ab"),
    (schema.RulesFile, "owner", "a z9 a_b opd_2", "A 9a _a a-b a.b Ab"),
    (contest.StageTable, "carry_to", "saq a9_", "Saq a-b a.b"),
    (schema.QuestionTable, "code", "A U-1 KKP24-001 9 a.b_c-D", "-a .a _a a/b é"),
    (contest.PanelTable, "stage", "saq visitasi.presentasi a9_.b_", "Saq .a a. a.b.c a.B a-b"),
    (contest.AdjustmentTable, "stage", "saq visitasi.presentasi", "Saq a.b.c"),
]


@pytest.mark.parametrize(("model", "key", "right", "wrong"), CODES)
def test_a_code_is_written_in_its_own_letters(model: type[Table], key: str, right: str, wrong: str) -> None:
    assert [code for code in right.split() if not taken(model, key, code)] == []
    assert [code for code in [*wrong.split(), "", "a b", "a\n"] if taken(model, key, code)] == []


OPEN: list[tuple[type[Table], str, bool]] = [
    (schema.IndicatorTable, "weight", True),
    (schema.BandTable, "lower", True),
    (schema.QuestionTable, "weight", True),
    (schema.Change, "weight", True),
    (schema.RoundingPoint, "places", True),
    (contest.PartRow, "weight", True),
    (contest.StageTable, "weight", True),
    (contest.ConditionRow, "value", True),
    (contest.AdjustmentTable, "value", True),
    (contest.ObjectionTable, "days", True),
    (schema.RulesFile, "maximum", False),
    (schema.LevelRow, "share", False),
    (schema.LevelRow, "points", False),
    (schema.BandTable, "printed_from", False),
    (schema.BandTable, "printed_to", False),
    (schema.CountRow, "lower", False),
    (schema.CountRow, "points", False),
    (schema.EvidenceTable, "max_mb", False),
    (contest.AdjustmentTable, "cap", False),
    (contest.BracketRow, "lower", False),
    (contest.MeasureTable, "minimum_audience", False),
    (contest.MeasureTable, "within", False),
]


@pytest.mark.parametrize(("model", "key", "unpublished"), OPEN)
def test_a_number_may_be_unpublished_only_where_the_format_says_so(
    model: type[Table], key: str, unpublished: bool
) -> None:
    assert taken(model, key, "nf") is unpublished
    assert taken(model, key, 3)


DEFAULTS: list[tuple[type[Table], dict[str, Any], dict[str, Any]]] = [
    (schema.SourceTable, {"id": "s", "title": "S"}, {"url": ""}),
    (schema.Fill, {"key": "k"}, {"value": None}),
    (schema.LevelRow, {"code": "a", "label": "A"}, {"share": None, "points": None, "definition": ""}),
    (schema.ScaleTable, {"code": "a", "levels": [{"code": "a", "label": "A"}], "ref": [], "grade": "nf"}, {"label": ""}),
    (schema.BandTable, {"code": "a", "label": "A", "lower": 0, "ref": [], "grade": "nf"}, {"printed": "", "printed_from": None, "printed_to": None, "printed_to_open": False, "color": ""}),
    (schema.LeaveOutRows, {"table": "bands", "reason": "x" * 10}, {"codes": []}),
    (schema.EvidenceTable, {"kinds": ["pdf"], "text": ""}, {"count": 1, "max_mb": None, "sample": None, "period": None, "own_site": False}),
    (schema.CategoryFile, {"category": "opd", "label": "OPD"}, {"base": "", "indicators": [], "leave_out": [], "move": [], "change": [], "questions": []}),
    (contest.StageTable, {"code": "a", "label": "A", "weight": 1, "ref": [], "grade": "nf"}, {"given_as": "percent", "missing": "nf", "carry_to": "saq", "categories": [], "parts": []}),
    (contest.ConditionRow, {"kind": "rank"}, {"value": None, "strict": False, "per": "category", "ties": "nf", "class_": "", "categories": [], "fact": ""}),
    (contest.GateTable, {"id": "a", "on": "b", "before": "c", "any_of": [{"kind": "fact"}], "ref": [], "grade": "nf"}, {"label": "", "on": ["b"], "value": "nf", "otherwise": "missing", "categories": []}),
    (contest.AdjustmentTable, {"id": "a", "label": "A", "stage": "saq", "when": "b", "kind": "add", "value": 1, "ref": [], "grade": "nf"}, {"cap": Fraction(100)}),
    (contest.KeyRow, {"by": "submitted"}, {"of": ""}),
    (contest.AwardTable, {"id": "a", "label": "A", "kind": "champion", "ref": [], "grade": "nf"}, {"on": "final", "per": "category", "places": 1, "class_": "", "categories": []}),
    (contest.MeasureTable, {"code": "a", "label": "A", "kind": "count", "ref": [], "grade": "nf"}, {"per": None, "at_least": None, "minimum_audience": None, "brackets": [], "within": None, "buckets": []}),
]  # fmt: skip


@pytest.mark.parametrize(("model", "given", "silent"), DEFAULTS, ids=lambda value: getattr(value, "__name__", ""))
def test_what_is_not_stated_is_worth_what_the_format_says(
    model: type[Table], given: dict[str, Any], silent: dict[str, Any]
) -> None:
    found = model.model_validate(given)
    assert {key: getattr(found, key) for key in silent} == silent
    with pytest.raises(ValidationError):
        model.model_validate(given | {"lain": 1})


def test_a_change_states_only_what_it_changes() -> None:
    found = schema.Change.model_validate({"codes": ["U-1"], "reason": "x" * 10})
    assert {key for key, value in found if value is not None} == {"codes", "reason"}


def test_one_word_stands_for_a_list_of_one() -> None:
    given = {"id": "a", "before": "c", "any_of": [{"kind": "fact", "class": "k"}], "ref": "s", "grade": "B"}
    one, several, open_ = (contest.GateTable.model_validate(given | {"on": on}) for on in ("saq", ["saq", "x"], "nf"))
    assert (one.on, one.ref, one.any_of[0].class_) == (["saq"], ["s"], "k")
    assert (one.tested, several.tested, open_.tested) == (["saq"], ["saq", "x"], [])
    assert contest.GateTable.model_validate(given | {"on": ["nf"]}).tested == []
    assert contest.GateTable.model_validate(given | {"on": ["nf", "saq"]}).tested == ["nf", "saq"]
