"""One rule set as read: its tables and what its assumptions fill in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Any

from questionnaires.contest_schema import InstrumentTable
from questionnaires.schema import AssumptionTable, CategoryRow, RulesFile, ScaleTable
from questionnaires.values import UNPUBLISHED
from scoring.rules import Assumption, Setting


@dataclass(frozen=True)
class Scope:
    """The rules that names in a category file are looked up in.

    own: what the file itself says, where it is laid over the rules of `core`, `<owner>/<year>@<version>`.
    """

    name: str
    rules: RulesFile
    fills: dict[str, tuple[str, Any]] = field(default_factory=dict)
    own: RulesFile | None = None
    core: str = ""

    @classmethod
    def of(cls, name: str, rules: RulesFile, own: RulesFile | None = None, core: str = "") -> Scope:
        """Return the scope with every fill under its key; the first assumption to name a key wins."""
        fills: dict[str, tuple[str, Any]] = {}
        for assumption in rules.assumptions:
            for fill in assumption.fills:
                fills.setdefault(fill.key, (assumption.id, fill.value))
        return cls(name, rules, fills, own, core)

    def setting(self, stated: Any, label: str, *keys: str, ref: list[str] | None = None, grade: str = "nf") -> Setting:
        """Return a number with where it comes from; `keys` are tried in order where it is "nf"."""
        refs = tuple(ref or ())
        if stated != UNPUBLISHED:
            return Setting(stated if isinstance(stated, Fraction) else Fraction(stated), None, label, refs, grade)
        found = self.filled(*keys)
        value = None if found is None else fill_number(found[1])
        if found is None or value is None:
            return Setting(None, None, label, refs, grade)
        return Setting(value, found[0], label, refs, grade)

    def number(self, stated: Any, *keys: str) -> Setting:
        """Return a number that is only compared or told, so that its name does not matter."""
        return self.setting(stated, "", *keys)

    def filled(self, *keys: str) -> tuple[str, Any] | None:
        """Return assumption and value for the first of `keys` that an assumption fills."""
        return next((self.fills[key] for key in keys if key in self.fills), None)

    def scale(self, code: str) -> ScaleTable | None:
        """Return the scale of this code."""
        return next((scale for scale in self.rules.scales if scale.code == code), None)

    def instrument(self, category: str, body: str) -> InstrumentTable | None:
        """Return the instrument of its own that a body of this category has; capitals and spaces do not matter."""
        name = _plain(body)
        rows = (row for row in self.rules.instruments if row.category == category)
        return next((row for row in rows if _plain(row.body) == name), None)

    def unnamed(self, folder: Path) -> Iterator[Path]:
        """Yield the files in the folder of the rule set that no category and no instrument names."""
        named = {row.file for row, _ in self.asked()} | {"rules.toml"}
        yield from (path for path in sorted(folder.glob("*.toml")) if path.name not in named)

    def asked(self) -> Iterator[tuple[CategoryRow, str]]:
        """Yield every category, and every body with an instrument of its own, with the file it is asked from."""
        for row in self.rules.categories:
            yield row, ""
        for own in self.rules.instruments:
            yield CategoryRow(code=own.category, label=own.body, file=own.file), own.body


def fill_number(value: Any) -> Fraction | None:
    """Return the number an assumption fills in, or None where it is none; the checks report that."""
    if isinstance(value, bool):
        return None
    try:
        return Fraction(str(value))
    except (ValueError, ZeroDivisionError):
        return None


def kernel_assumption(table: AssumptionTable) -> Assumption:
    """Return the assumption as results list it."""
    return Assumption(table.id, table.text, table.reason)


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()
