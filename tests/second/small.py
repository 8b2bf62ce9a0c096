"""Small rule sets as text, written for one example each, and what the second implementation makes of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from . import contest, sheet
from .files import Shelf

Making = Callable[..., Shelf]
HEAD = 'owner = "uji"\nyear = 2030\nversion = 1\nmaximum = {maximum}\n'
LINK = ["https://ppid.contoh.go.id"]
BALI = """
[[bands]]
code = "informatif"
lower = 90
printed_from = 90
printed_to = 100
[[bands]]
code = "menuju_informatif"
lower = 80
printed_from = 80
printed_to = 89.9
[[bands]]
code = "cukup_informatif"
lower = 60
printed_from = 60
printed_to = 79.9
[[bands]]
code = "kurang_informatif"
lower = 0
"""


def write(root: Path, rules: str, category: str = "", maximum: int = 100, **others: str) -> Shelf:
    """Write the rule set `uji/2030`, with a questionnaire `opd` and further files where they are given."""
    folder = root / "uji" / "2030"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "rules.toml").write_text(HEAD.format(maximum=maximum) + rules, encoding="utf-8")
    for name, text in {"opd": category, **others}.items():
        (folder / f"{name.replace('_', '-')}.toml").write_text(text, encoding="utf-8")
    return Shelf(root)


def stages(*rows: str) -> str:
    """Stages as `code weight` with further keys after a bar."""
    text = ""
    for row in rows:
        head, _, keys = row.partition("|")
        code, weight = head.split()
        text += f'[[stages]]\ncode = "{code}"\nweight = {weight}\n{keys.strip()}\n'
    return text


def gate(name: str, on: str, before: str, *conditions: str, keys: str = "") -> str:
    """A gate with its conditions as inline tables."""
    listed = ", ".join("{ " + condition + " }" for condition in conditions)
    return f'[[gates]]\nid = "{name}"\non = "{on}"\nbefore = "{before}"\nany_of = [{listed}]\n{keys}\n'


def run(shelf: Shelf, *entries: dict) -> list[contest.Result]:
    """The contest of the entries; a body is an OPD unless it says otherwise."""
    return contest.contest(shelf.rules("uji/2030"), [{"category": "opd"} | entry for entry in entries])


def finals(shelf: Shelf, *entries: dict) -> list[str | None]:
    """The published final scores."""
    found = [result.combined.final for result in run(shelf, *entries)]
    return [final["published"] if final else None for final in found]


def outcomes(shelf: Shelf, *entries: dict) -> list[str]:
    """What the gates say of each body."""
    return [" ".join(ruling.outcome for ruling in result.body.rulings) for result in run(shelf, *entries)]


def of(**values: object) -> dict[str, dict[str, object]]:
    """The values of one body."""
    return {"values": values}


def indicators(*weights: object) -> str:
    """Indicators i1, i2, ..."""
    return "".join(f'[[indicators]]\ncode = "i{n}"\nweight = {weight}\n' for n, weight in enumerate(weights, 1))


def questions(*rows: str) -> str:
    """Questions of i1 unless a row says `indicator`; each row is `code weight` with further keys after a bar."""
    text = ""
    for row in rows:
        head, _, keys = row.partition("|")
        code, weight = head.split()
        indicator = "" if "indicator" in keys else 'indicator = "i1"\n'
        text += f'[[questions]]\ncode = "{code}"\nweight = {weight}\n{indicator}{keys.strip()}\n'
    return text


def scored(shelf: Shelf, answers: dict[str, Any], verdicts: dict[str, dict] | None = None) -> sheet.Sheet:
    """The sheet of answers, each a choice with a link or the whole answer; verified where verdicts are given."""
    full = {
        code: one if isinstance(one, dict) else {"choice": one, "links": LINK, "level": None, "number": None}
        for code, one in answers.items()
    }
    return sheet.score(shelf.paper("uji/2030", "opd"), full, verdicts is not None, verdicts)
