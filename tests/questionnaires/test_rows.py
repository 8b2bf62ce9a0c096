"""The tables of a rule set row by row: each value under its path, as it is stated and as it counts."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

import pytest

from questionnaires.comparing import compare_rules
from questionnaires.paths import Row, Value, rows, shown
from questionnaires.schema import AssumptionTable, Fill, LeaveOutRows, Rounding, RulesFile
from questionnaires.scope import Scope
from questionnaires.tables import Sourced, Table
from questionnaires.values import Exact
from tests.questionnaires import test_wrong_contests as contests
from tests.questionnaires.test_overlay import HEAD, NO_VISIT, STAGE, laid
from tests.questionnaires.test_what_the_kernel_is_given import FILLS, OPEN, QUESTIONS, STATED, library
from wording import templates


def rows_of(root: Path, rules: str, questions: str = "") -> dict[str, dict[str, Row]]:
    found = library(root, rules, questions)
    return rows(found.loaded(found.edition("uji/2030"))[0])


def counted(row: Row) -> dict[str, tuple[Any, str]]:
    """What counts for each key that was not published, and the assumption behind it."""
    return {key: (value.counts, value.assumption) for key, value in row.items() if value.stated == "nf"}


# (table, row, what counts for the keys that are open: filled by the file, or by an assumption that serves every rule set)
FILLED: list[tuple[str, str, dict[str, Any]]] = [
    ("arithmetic", "", {"class_on": "exact"}),
    ("rounding.points", "indicator", {"places": 5, "mode": "half_even"}),
    ("rounding.points", "question", {"mode": "truncate"}),
    ("rounding.points", "final", {"places": 0}),
    ("indicators", "profil", {"weight": 100}),
    ("bands", "atas", {"lower": Fraction(161, 2)}),
    ("stages", "saq", {"weight": 55, "missing": "exclude"}),
    ("stages", "visitasi", {
        "weight": 45, "missing": "renormalise", "parts.dokumen.weight": Fraction("35.5"),
        "parts.paparan.weight": Fraction("64.5"),
    }),
    ("gates", "ambang", {
        "value": "exact", "any_of.threshold.value": 70, "any_of.rank.value": 4, "any_of.rank.ties": "keys",
    }),
    ("panels", "visitasi.paparan", {"aggregate": "median"}),
    ("adjustments", "bonus", {"value": -5}),
    ("ranking", "", {"number": "exact", "ties": "dense"}),
]  # fmt: skip
SHARED: list[tuple[str, str, dict[str, Any]]] = [
    ("arithmetic", "", {"class_on": "published"}),
    ("rounding.points", "indicator", {"places": 2, "mode": "half_up"}),
    ("rounding.points", "question", {"mode": "half_up"}),
    ("rounding.points", "final", {"places": 2}),
    ("gates", "lain", {"value": "published"}),
    ("panels", "visitasi.paparan", {"aggregate": "mean"}),
    ("ranking", "", {"number": "published", "ties": "competition"}),
]


def test_what_the_file_s_own_assumption_fills_is_open_and_counts_as_filled(tmp_path: Path) -> None:
    """Every key of `OPEN` that `FILLS` names; an open threshold's ties decide nothing and nothing fills them."""
    found = rows_of(tmp_path, OPEN % FILLS)
    for table, code, keys in FILLED:
        filled = {key: told for key, told in counted(found[table][code]).items() if told[1]}
        assert filled == {key: (value, "isi") for key, value in keys.items()}, (table, code)


def test_what_the_file_leaves_open_counts_as_the_assumptions_for_every_rule_set_say(tmp_path: Path) -> None:
    found = rows_of(tmp_path, OPEN % "")
    for table, code, keys in SHARED:
        assumed = {key: told for key, told in counted(found[table][code]).items() if key in keys}
        assert assumed == {key: (value, "") for key, value in keys.items()}, (table, code)
    assert counted(found["gates"]["ambang"])["any_of.rank.ties"] == ("admit", "")
    assert counted(found["indicators"]["profil"]) == {"grade": ("nf", ""), "weight": ("nf", "")}


def test_an_assumption_fills_every_row_of_a_code(tmp_path: Path) -> None:
    """Two routes end in a stage of one code; the second is told apart as the second of its name."""
    fill = """
[[assumptions]]
id = "sama"
text = "Uji publik berbobot sama di mana pun."
reason = "Bobotnya tidak diterbitkan."
fills = [{ key = "stages.uji_publik.weight", value = 10 }]

[arithmetic]"""
    rules = STATED.replace("[arithmetic]", fill.lstrip(), 1).replace("weight = 10\n", 'weight = "nf"\n')
    stages = rows_of(tmp_path, rules.replace('given_as = "points"\n', ""), QUESTIONS)["stages"]
    assert list(stages) == ["saq", "visitasi", "uji_publik", "uji_publik#2"]
    filled = Value("nf", Fraction(10), "sama")
    assert [stages[code]["weight"] for code in ("uji_publik", "uji_publik#2")] == [filled, filled]
    assert [str(stages[code]["label"]) for code in stages][2:] == ["Uji publik", "Uji publik desa"]


def test_a_row_of_a_body_s_own_instrument_is_known_by_the_body(tmp_path: Path) -> None:
    found = contests.library(tmp_path)
    assert list(rows(found.loaded(found.edition("uji/2030"))[0])["instruments"]) == ["Desa Contoh"]


def test_which_rule_set_it_is_and_what_it_is_laid_over_are_no_rows(tmp_path: Path) -> None:
    """An overlay that states every such key; what it rules is its title, its maximum and its period."""
    following = HEAD.replace('base = "uji/2030@1"', 'base = "uji/2030"\nbase_seen = 1\nreason = "Tanpa visitasi."')
    found = laid(tmp_path, following + NO_VISIT + STAGE.format(code="wawancara", weight=20))
    tables = rows(found.loaded(found.edition("daerah/2030"))[0])
    assert {key: str(value) for key, value in tables["rules"][""].items()} == {
        "title": "Aturan daerah", "maximum": "100", "period": "-",
    }  # fmt: skip
    assert "leave_out" not in tables
    assert list(tables["stages"]) == ["saq", "wawancara"]


# A table that the format gains --------------------------------------------------------------------------------------------
class Hours(Table):
    opens: Exact
    shut: bool


class Desk(Sourced):
    label: str
    hours: Hours


class Step(Table):
    text: str


class Letter(Table):
    title: str
    desk: Hours
    steps: list[Step]


class Grown(RulesFile):
    """The format as it may be one day: a table with a table inside, and rows without a name."""

    desk: Desk
    letters: list[Letter]


GROWN = {
    "owner": "uji", "year": 2030, "version": 1, "state": "draft", "title": "Aturan",
    "assumptions": [{
        "id": "jam", "text": "Jam buka pukul delapan.", "reason": "Tidak diterbitkan.",
        "fills": [{"key": "desk.hours.opens", "value": "8"}, {"key": "letters.2.desk.opens", "value": True}],
    }],
    "desk": {"label": "Meja", "hours": {"opens": "nf", "shut": False}, "ref": [], "grade": "B"},
    "letters": [
        {"title": "Satu", "desk": {"opens": 9, "shut": True}, "steps": [{"text": "a"}, {"text": "b"}]},
        {"title": "Dua", "desk": {"opens": "nf", "shut": True}, "steps": []},
    ],
}  # fmt: skip


def test_a_table_that_the_format_gains_is_told_from_its_first_day() -> None:
    """Each value under its path, down to the last table inside; rows without a name are counted."""
    found = rows(Scope.of("uji/2030", Grown.model_validate(GROWN)))
    desk, letters = found["desk"], found["letters"]
    assert desk == {
        "": {
            "ref": Value([], []), "grade": Value("B", "B"), "label": Value("Meja", "Meja"),
            "hours.opens": Value("nf", Fraction(8), "jam"), "hours.shut": Value(False, False),
        }
    }  # fmt: skip
    nine = Value(Fraction(9), Fraction(9))
    assert letters == {
        "1": {
            "title": Value("Satu", "Satu"), "desk.opens": nine, "desk.shut": Value(True, True),
            "steps.1.text": Value("a", "a"), "steps.2.text": Value("b", "b"),
        },
        "2": {
            "title": Value("Dua", "Dua"), "desk.opens": Value("nf", True, "jam"), "desk.shut": Value(True, True),
            "steps": Value([], []),
        },
    }  # fmt: skip

    [line] = compare_rules({"desk": desk}, {"desk": {"": desk[""] | {"hours.opens": nine}}})
    assert (line.before, line.after) == ("opens hours 8 (anggapan jam)", "opens hours 9")


NUMBERS = [
    (Fraction(5, 100), "0,05"), (Fraction(-5, 100), "-0,05"), (Fraction(-5), "-5"), (Fraction(12345, 10), "1.234,5"),
    (Fraction(1, 10**6), "0,000001"), (Fraction(1, 10**7), "1/10000000"), (Fraction(-1, 3), "-1/3"), (0, "0"),
]  # fmt: skip


@pytest.mark.parametrize(("value", "expected"), NUMBERS)
def test_a_number_is_shown_with_at_most_six_decimals_and_else_as_a_fraction(value: Fraction, expected: str) -> None:
    """Six places are the most that a rule set rounds to."""
    assert shown(value) == expected


GRADES = {"A", "B", "C", "D", "nf"}
AS_THEY_ARE = {"tautan", "pdf", "gambar", "video", "keduanya"}  # Indonesian already
ELSEWHERE = {"draft", "sealed"}  # of the whole rule set, never compared
INSIDE = {
    "any_of",
    "brackets",
    "keys",
    "parts",
}  # rows in a row: the words of their own keys are joined with their names


def literals(annotation: Any) -> set[str]:
    """Return the words that a key may hold."""
    if get_origin(annotation) is Literal:
        return set(get_args(annotation))
    return {word for part in get_args(annotation) if not isinstance(part, str) for word in literals(part)}


def reached(table: type[Table]) -> set[type[Table]]:
    """Return the tables inside a table, itself among them."""
    found = {table}
    for field in table.model_fields.values():
        waiting = [field.annotation]
        while waiting:
            one = waiting.pop()
            waiting += [part for part in get_args(one) if not isinstance(part, str)]
            if isinstance(one, type) and issubclass(one, Table):
                found |= reached(one)
    return found


def test_every_key_and_every_word_of_a_rules_file_has_a_name_that_people_read() -> None:
    keys, words = templates("beda.kunci"), templates("beda.isi")
    tables = reached(RulesFile) - {RulesFile}
    missing = {
        f"{table.__name__}.{field.alias or name}"
        for table in tables - {AssumptionTable, Fill, LeaveOutRows, Rounding}
        for name, field in table.model_fields.items()
        if (field.alias or name) not in {*keys, *INSIDE}
    }
    assert missing == set()
    said = {word for table in tables for field in table.model_fields.values() for word in literals(field.annotation)}
    assert "trimmed_mean" in said
    assert said - words.keys() - GRADES - AS_THEY_ARE - ELSEWHERE == set()
