"""Variants of generated rule sets: copies of a folder in which something was changed, in words only or in a number."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

from tests.second import integers
from tests.second.writing import toml

Files = dict[str, dict[str, Any]]
"""The parsed files of one rule set by name; `rules.toml` among them."""


def read(folder: Path) -> Files:
    """The files of a rule set."""
    return {
        path.name: tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
        for path in sorted(folder.glob("*.toml"))
    }


def write(folder: Path, files: Files) -> None:
    """Write them back."""
    for name, document in files.items():
        (folder / name).write_text(text(document), encoding="utf-8")


def text(document: dict[str, Any]) -> str:
    """A parsed file as TOML."""
    plain = {key: value for key, value in document.items() if not _is_table(value)}
    lines = [f"{key} = {_value(value)}" for key, value in plain.items()]
    for key, value in document.items():
        if isinstance(value, dict) and all(isinstance(inner, list) for inner in value.values()):
            lines += [
                line for inner, rows in value.items() for row in rows for line in _rows(f"[[{key}.{inner}]]", row)
            ]
        elif isinstance(value, dict):
            lines += _rows(f"[{key}]", value)
        elif _is_table(value):
            lines += [line for row in value for line in _rows(f"[[{key}]]", row)]
    return "\n".join(lines) + "\n"


def _is_table(value: object) -> bool:
    return isinstance(value, dict) or (isinstance(value, list) and bool(value) and isinstance(value[0], dict))


def _rows(head: str, row: dict[str, Any]) -> list[str]:
    return ["", head, *(f"{key} = {_value(value)}" for key, value in row.items())]


def _value(value: Any) -> str:
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {_value(inner)}" for key, inner in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(_value(inner) for inner in value) + "]"
    return toml(value)


# In words only ---------------------------------------------------------------------------------------------------------
def reword(files: Files, chance: Random) -> None:
    """Other titles, labels, questions and helps."""
    files["rules.toml"]["title"] += " (diperbaiki)"
    for document in files.values():
        for question in document.get("questions", []):
            if chance.random() < 0.5:
                question[chance.choice(["text", "help", "remedy", "group"])] += " lagi"
        for band in document.get("bands", []):
            band["label"] += " sekali"


def reorder(files: Files, chance: Random) -> None:
    """Questions, indicators and sources in another order."""
    for document in files.values():
        for name in ("questions", "indicators", "sources"):
            chance.shuffle(document.get(name, []))


def publish(files: Files, chance: Random) -> None:
    """A number that an assumption filled is published as it was assumed."""
    rules = files["rules.toml"]
    for assumption in rules.get("assumptions", []):
        for fill in list(assumption.get("fills", [])):
            table, code, *rest = fill["key"].split(".")
            rows = rules.get(table, []) if len(rest) == 1 and table != "rounding" else []
            row = next((row for row in rows if row.get("code") == code), None)
            if row is not None and row.get(rest[0]) == "nf" and chance.random() < 0.7:
                row[rest[0]] = fill["value"]
                assumption["fills"].remove(fill)


def rename(files: Files, chance: Random) -> None:
    """Questions get other codes and say which ones they continue."""
    rules = files["rules.toml"]
    for document in files.values():
        if document.get("base"):
            continue
        own = {question["code"]: f"{question['code']}.baru" for question in document.get("questions", [])}
        for question in document.get("questions", []):
            question["continues"] = f"{rules['owner']}/{rules['year']}:{question['code']}"
            question["code"] = own[question["code"]]
            if "shown_when" in question:
                question["shown_when"]["question"] = own[question["shown_when"]["question"]]


def add_unscored(files: Files, chance: Random) -> None:
    """A question that is data only."""
    for document in files.values():
        for question in document.get("questions", [])[:1]:
            extra = {key: value for key, value in question.items() if key not in ("shown_when", "continues")}
            document["questions"].append(extra | {"code": f"{question['code']}.data", "scored": False})


def add_unused(files: Files, chance: Random) -> None:
    """A scale that no question names, a source that nothing cites."""
    rules = files["rules.toml"]
    level = {"code": "satu_satunya", "label": "Satu-satunya", "share": 1}
    rules.setdefault("scales", []).append({"code": "tak_terpakai", "levels": [level], "ref": "s", "grade": "B"})
    rules["sources"].append({"id": "lain", "title": "Sumber lain"})


# A number ----------------------------------------------------------------------------------------------------------------
def reweigh(files: Files, chance: Random) -> None:
    """Another weight of a question."""
    for document in files.values():
        for question in document.get("questions", [])[-1:]:
            question["weight"] = chance.choice([7, 9, Decimal("0.3")])


def rescale(files: Files, chance: Random) -> None:
    """Another share of the lowest level."""
    for scale in files["rules.toml"].get("scales", [])[:1]:
        if "share" in scale["levels"][-1]:
            scale["levels"][-1]["share"] = "1/97"


def move_indicator(files: Files, chance: Random) -> None:
    """A question in another indicator."""
    codes = [row["code"] for row in files["rules.toml"].get("indicators", [])]
    for document in files.values():
        for question in document.get("questions", [])[:1]:
            question["indicator"] = chance.choice(codes)


def shift_band(files: Files, chance: Random) -> None:
    """Another lower bound."""
    for band in files["rules.toml"].get("bands", [])[:1]:
        bound = integers.read(band["lower"])
        if bound is not None:
            band["lower"] = integers.text(integers.total([bound, integers.Over(1, 100)]))


def exchange_stages(files: Files, chance: Random) -> None:
    """Two stages exchange their weights."""
    stages = files["rules.toml"].get("stages", [])
    if len(stages) > 1:
        stages[0]["weight"], stages[1]["weight"] = stages[1]["weight"], stages[0]["weight"]


def round_otherwise(files: Files, chance: Random) -> None:
    """Totals are printed in another way."""
    points = files["rules.toml"].setdefault("rounding", {}).setdefault("points", [])
    points[:] = [point for point in points if point["at"] != "stage"]
    points.append({"at": "stage", "places": chance.randint(0, 3), "mode": "truncate", "ref": "s", "grade": "B"})


def count_otherwise(files: Files, chance: Random) -> None:
    """Another way with blanks, claims or evidence."""
    arithmetic = files["rules.toml"].setdefault("arithmetic", {"ref": "s", "grade": "B"})
    key, value = chance.choice(
        [("blank", "pending"), ("blank", "zero"), ("claimed_yes", "top"), ("claimed_yes", "pending"),
         ("yes_without_evidence", "zero"), ("yes_without_evidence", "keep"), ("class_on", "exact")]
    )  # fmt: skip
    arithmetic[key] = value


def place_otherwise(files: Files, chance: Random) -> None:
    """Places are counted in another way."""
    number, ties = chance.choice(["published", "exact"]), chance.choice(["competition", "dense"])
    files["rules.toml"]["ranking"] = {"number": number, "ties": ties, "ref": "s", "grade": "B"}


Variation = Callable[[Files, Random], None]
QUIET: list[Variation] = [reword, reorder, publish, rename, add_unscored, add_unused]
LOUD: list[Variation] = [
    reweigh, rescale, move_indicator, shift_band, exchange_stages, round_otherwise, count_otherwise, place_otherwise,
]  # fmt: skip
