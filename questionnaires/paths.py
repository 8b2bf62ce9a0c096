"""The tables of a rule set, row by row, as two of them are compared: every key a path, every gap filled.

No table is named here. A table that the format gains is compared from its first day: its rows are known by their
`code`, `id`, `at` or `stage`, and the path of a value is the key under which an assumption may fill it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import Any

from questionnaires.contest_schema import RankingTable
from questionnaires.schema import Arithmetic, AssumptionTable
from questionnaires.scope import Scope
from questionnaires.tables import Table
from questionnaires.values import UNPUBLISHED
from wording import number, templates, text

NAMES = ("code", "id", "at", "stage", "kind", "by", "body")
"""Keys that a row is known by, the first that it has."""

IDENTITY = frozenset({"owner", "year", "version", "state", "reason", "base", "base_seen", "leave_out"})
"""Keys that say which rule set it is, not what it rules."""

Rows = dict[str, dict[str, "Row"]]
"""The rows of every table by their code."""

_SHARED: Mapping[tuple[str, str], Any] = {
    ("arithmetic", "class_on"): "published",
    ("ranking", "number"): "published",
    ("ranking", "ties"): "competition",
    ("rounding.points", "places"): 2,
    ("rounding.points", "mode"): "half_up",
    ("gates", "value"): "published",
    ("gates", "any_of.rank.ties"): "admit",
    ("panels", "aggregate"): "mean",
}
"""What the assumptions that serve every rule set put in the place of "nf", by table and key."""

_FILLED_AS = {"any_of.threshold.value": "threshold", "any_of.rank.value": "rank", "any_of.rank.ties": "ties"}
"""Keys that an assumption names shorter than they stand."""


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a rule file: as stated, as it counts, and the assumption between the two."""

    stated: Any
    counts: Any
    assumption: str = ""

    def __str__(self) -> str:
        if self.assumption:
            return text("beda.nilai_anggapan", nilai=shown(self.counts), anggapan=self.assumption)
        return shown(self.stated)


Row = dict[str, Value]
"""The values of one row by key; the keys of tables inside it are joined with dots."""


def rows(scope: Scope) -> Rows:
    """Return the rows of every table of a `rules.toml` by their code; keys outside tables stand in table `rules`."""
    found: Rows = {"rules": {"": {}}}
    for table, content in _complete(scope).items():
        if table in IDENTITY:
            continue
        if isinstance(content, list):
            found[table] = dict(_listed(scope, table, content))
        elif isinstance(content, dict) and all(isinstance(value, list) for value in content.values()):
            for inner, listed in content.items():
                found[f"{table}.{inner}"] = dict(_listed(scope, f"{table}.{inner}", listed))
        elif isinstance(content, dict):
            found[table] = {"": _row(scope, table, table, content)}
        elif content is not None:
            found["rules"][""][table] = Value(content, content)
    return found


def shown(value: Any) -> str:
    """Return a value as people write it.

    >>> shown(Fraction("0.25")), shown(Fraction(1, 3)), shown("nf"), shown(True), shown([])
    ('0,25', '1/3', 'tidak dipublikasikan', 'ya', '-')
    """
    if isinstance(value, bool):
        return text("beda.ya") if value else text("beda.tidak")
    if value == UNPUBLISHED:
        return text("beda.nf")
    if isinstance(value, list | tuple):
        return ", ".join(shown(item) for item in value) or "-"
    if isinstance(value, int | Fraction):
        return _number(Fraction(value))
    return "-" if value in (None, "") else _contents().get(str(value), str(value))


@cache
def _contents() -> dict[str, str]:
    return templates("beda.isi")


def dump(table: Table) -> dict[str, Any]:
    """Return a table with its inner tables by the keys of the file, numbers exact; fills stand where they fill."""
    fields = type(table).model_fields
    return {fields[name].alias or name: _plain(value) for name, value in table}


def _plain(value: Any) -> Any:
    if isinstance(value, AssumptionTable):
        return {key: item for key, item in dump(value).items() if key != "fills"}
    if isinstance(value, Table):
        return dump(value)
    return [_plain(item) for item in value] if isinstance(value, list) else value


def _number(value: Fraction) -> str:
    for places in range(7):
        scaled = value * 10**places
        if scaled.denominator == 1:
            whole, rest = divmod(abs(scaled.numerator), 10**places)
            written = f"{whole}.{rest:0{places}}" if places else str(whole)
            return number(f"-{written}" if value < 0 else written)
    return str(value)


def _complete(scope: Scope) -> dict[str, Any]:
    """Return the file with the tables that hold when it is silent."""
    dumped = dump(scope.rules)
    for table, model in (("arithmetic", Arithmetic), ("ranking", RankingTable)):
        if dumped[table] is None:
            dumped[table] = dump(model(ref=[], grade="nf"))
    return dumped


def _listed(scope: Scope, table: str, content: list[dict[str, Any]]) -> Iterator[tuple[str, Row]]:
    for code, row in _named(content):
        yield code, _row(scope, table, f"{table}.{code.partition('#')[0]}", row)


def _row(scope: Scope, table: str, place: str, content: Mapping[str, Any]) -> Row:
    """Return a row; `place` is what assumptions call it."""
    return {key: _value(scope, table, place, key, stated) for key, stated in _flat(content)}


def _flat(content: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, Any]]:
    """Yield path and value for each key of a table; `above` is the path of the table itself."""
    for name, value in content.items():
        key = f"{above}{name}"
        if isinstance(value, Mapping):
            yield from _flat(value, f"{key}.")
        elif isinstance(value, list) and any(isinstance(item, Mapping) for item in value):
            for inner, row in _named(value):
                yield from _flat(row, f"{key}.{inner}.")
        else:
            yield key, value


def _value(scope: Scope, table: str, place: str, key: str, stated: Any) -> Value:
    if stated != UNPUBLISHED:
        return Value(stated, stated)
    filled = scope.filled(f"{place}.{_FILLED_AS.get(key, key)}")
    if filled is not None:
        return Value(stated, _exact(filled[1]), filled[0])
    return Value(stated, _SHARED.get((table, key), stated))


def _exact(value: Any) -> Any:
    """Return what an assumption fills in as a number where it is one; yes and no are none."""
    try:
        return Fraction(str(value))
    except (ValueError, ZeroDivisionError):
        return value


def _named(content: list[dict[str, Any]]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield every row under its name; rows of one name are counted, `visitasi#2`."""
    seen: Counter[str] = Counter()
    for place, row in enumerate(content, start=1):
        name = next((str(row[key]) for key in NAMES if row.get(key)), str(place))
        seen[name] += 1
        yield (name if seen[name] == 1 else f"{name}#{seen[name]}"), row
