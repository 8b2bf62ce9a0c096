"""Tables laid over tables, without files: which row takes whose place, what is left out, and what is never the core's."""

from __future__ import annotations

from typing import Any

import pytest

from questionnaires.fill_values import fill_fault
from questionnaires.overlay import check_changes, lay_over
from questionnaires.schema import Change, RulesFile

SOURCED = {"ref": [], "grade": "nf"}


def rules(**tables: Any) -> RulesFile:
    head = {"owner": "uji", "year": 2030, "version": 1, "state": "draft", "title": "Aturan"}
    return RulesFile.model_validate({**head, **tables})


def laid(core: RulesFile, own: RulesFile) -> tuple[RulesFile, list[str]]:
    problems: list[Any] = []
    return lay_over(core, own, "rules.toml", problems), [str(problem) for problem in problems]


def panel(stage: str, aggregate: str) -> dict[str, Any]:
    return {"stage": stage, "aggregate": aggregate, **SOURCED}


def point(at: str, places: int) -> dict[str, Any]:
    return {"at": at, "places": places, "mode": "half_up", **SOURCED}


def instrument(body: str, file: str) -> dict[str, Any]:
    return {"body": body, "category": "opd", "file": file, "reason": "Naskahnya sendiri.", **SOURCED}


def status(code: str, label: str = "dasar") -> dict[str, Any]:
    return {"code": code, "label": label, **SOURCED}


def out(*codes: str, table: str = "statuses") -> dict[str, Any]:
    return {"table": table, "codes": list(codes), "reason": "Tidak dipakai di daerah."}


def test_a_row_takes_the_place_of_the_core_s_row_of_its_name() -> None:
    """Panels are known by their stage, points of rounding by where they stand, instruments by their body."""
    core = rules(
        panels=[panel("saq", "mean"), panel("visitasi", "mean")],
        rounding={"points": [point("stage", 1), point("final", 1)]},
        instruments=[instrument("Dinas A", "a.toml"), instrument("Dinas B", "b.toml")],
    )
    own = rules(
        panels=[panel("visitasi", "median")],
        rounding={"points": [point("final", 3)]},
        instruments=[instrument("Dinas B", "c.toml")],
    )
    merged, problems = laid(core, own)
    assert problems == []
    assert [(row.stage, row.aggregate) for row in merged.panels] == [("saq", "mean"), ("visitasi", "median")]
    assert [(row.at, row.places) for row in merged.rounding.points] == [("stage", 1), ("final", 3)]
    assert [(row.body, row.file) for row in merged.instruments] == [("Dinas A", "a.toml"), ("Dinas B", "c.toml")]


def test_why_and_over_what_a_core_was_laid_is_not_what_its_overlay_says() -> None:
    core = rules(reason="Pertama.", base="pusat/2030", base_seen=1, leave_out=[out("x")], period="2029")
    merged, _ = laid(core, rules(leave_out=[out("y")]))
    assert (merged.reason, merged.base, merged.base_seen, merged.period) == ("", "", None, "2029")
    assert [row.codes for row in merged.leave_out] == [["y"]]


CORE = rules(statuses=[status("a"), status("b"), status("c"), status("c")])

# (what is left out, the rows of the overlay, the rows in force, what is wrong)
LEFT: list[tuple[list[dict[str, Any]], list[str], list[str], list[str]]] = [
    ([], [], ["a", "b", "c", "c"], []),
    ([out()], [], [], []),
    ([out("a")], [], ["b", "c", "c"], []),
    ([out("a"), out("b")], [], ["c", "c"], []),
    ([out(), out("a")], [], [], []),
    ([out("a"), out()], [], [], []),
    ([out()], ["c"], ["c*"], []),
    ([out("c")], ["c"], ["a", "b", "c*"], []),
    ([out("a")], ["c"], ["b", "c*", "c"], ["rules.toml, statuses (c): dasar memuat lebih dari satu baris 'c'. Keluarkan semuanya dengan leave_out, lalu tulis baris sendiri."]),
    ([out("a", table="gerbang"), out("x")], [], ["a", "b", "c", "c"], ["rules.toml, leave_out: tabel 'gerbang' tidak ada di dasar. Periksa nama tabel.", "rules.toml, leave_out (statuses): 'x' tidak ada di dasar. Periksa kode baris."]),
]  # fmt: skip


@pytest.mark.parametrize(("left", "rows", "in_force", "messages"), LEFT)
def test_rows_are_left_out_by_their_names_or_with_their_whole_table(
    left: list[dict[str, Any]], rows: list[str], in_force: list[str], messages: list[str]
) -> None:
    """The overlay's own rows have a star."""
    merged, problems = laid(CORE, rules(leave_out=left, statuses=[status(code, "sendiri") for code in rows]))
    assert problems == messages
    told = [row.code + ("*" if row.label == "sendiri" else "") for row in merged.statuses]
    assert told == in_force


UNSOURCED = "opd.toml, change (U-1): mengubah angka tanpa sumber sendiri. Tulis kunci 'ref' dan 'grade'."
CHANGES: list[tuple[dict[str, Any], list[str]]] = [
    ({"weight": 1}, [UNSOURCED]),
    ({"scale": "huruf"}, [UNSOURCED]),
    ({"counts": []}, [UNSOURCED]),
    ({"counts": [], "ref": "s"}, [UNSOURCED]),
    ({"counts": [], "grade": "B"}, [UNSOURCED]),
    ({"counts": [], "ref": "s", "grade": "B"}, []),
    ({"group": "Lain"}, []),
]


@pytest.mark.parametrize(("keys", "messages"), CHANGES)
def test_a_number_of_an_inherited_item_changes_with_a_source_of_its_own(
    keys: dict[str, Any], messages: list[str]
) -> None:
    change = Change.model_validate({"codes": ["U-1"], "reason": "Pedoman daerah lain.", **keys})
    assert [str(problem) for problem in check_changes("opd.toml", [change])] == messages


def test_a_change_is_named_by_three_of_its_items() -> None:
    change = Change.model_validate({"codes": ["A", "B", "C", "D"], "reason": "Pedoman daerah lain.", "weight": 1})
    assert [problem.place for problem in check_changes("opd.toml", [change])] == ["opd.toml, change (A, B, C)"]


METHODS = [
    ("rounding.points.final.mode", "half_up, half_even, truncate"),
    ("arithmetic.class_on", "published, exact"),
    ("ranking.number", "published, exact"),
    ("gates.ambang.value", "published, exact"),
    ("ranking.ties", "competition, dense, sequential"),
    ("stages.saq.missing", "zero, carry, renormalise, exclude"),
    ("gates.ambang.ties", "admit, keys"),
    ("panels.visitasi.paparan.aggregate", "mean, median, trimmed_mean"),
]


@pytest.mark.parametrize(("key", "words"), METHODS)
def test_an_assumption_fills_a_method_with_one_that_the_format_knows(key: str, words: str) -> None:
    assert [fill_fault(key, word) for word in words.split(", ")] == [None] * len(words.split(", "))
    for value in ("lain", "nf", 1):
        assert fill_fault(key, value) == (f"nilai {value!r} untuk '{key}' tidak dikenal", f"Pilih salah satu: {words}")
