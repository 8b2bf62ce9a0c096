"""A rule set laid over another one: the core's tables with what the overlay writes anew, adds and leaves out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from questionnaires.checks import open_keys
from questionnaires.problems import Problem
from questionnaires.schema import AssumptionTable, Change, QuestionTable, Rounding, RulesFile
from questionnaires.scope import Scope

ROW_NAMES = ("code", "id", "at", "stage", "body")
"""Keys that name a row, the first that it has."""

OWN = frozenset({"reason", "base", "base_seen", "leave_out"})
"""Keys of `rules.toml` that are never the core's, also where the overlay leaves them out."""

_BASE = re.compile(r"([a-z0-9_]+/\d{4})(?:@(\d+))?\Z")
_NUMBERS = ("weight", "scale", "counts")


def lay_over(core: RulesFile, own: RulesFile, place: str, problems: list[Problem]) -> RulesFile:
    """Return the rules in force: `own` laid over `core`, as `docs/rules-format.md` says."""
    problems += [*_check_base(own, place), *_check_left(core, own, place), *_check_sources(core, own, place)]
    left = _left(own)
    update: dict[str, Any] = {}
    for name in RulesFile.model_fields:
        mine, theirs = getattr(own, name), getattr(core, name)
        if name in OWN:
            continue
        if name == "rounding":
            update[name] = Rounding(points=_rows(theirs.points, mine.points, left.get(name)))
        elif isinstance(mine, list):
            update[name] = _rows(theirs, mine, left.get(name))
        elif name not in own.model_fields_set:
            update[name] = theirs
    merged = own.model_copy(update=update)
    return merged.model_copy(update={"assumptions": list(_assumptions(merged, own))})


def row_name(row: Any) -> str:
    """Return what a row is known by."""
    return next(str(getattr(row, key)) for key in ROW_NAMES if hasattr(row, key))


def named_rows(rules: RulesFile) -> Iterator[tuple[str, str, Any]]:
    """Yield table, name and row of every row of a file."""
    for name in RulesFile.model_fields:
        table = getattr(rules, name)
        rows = table.points if isinstance(table, Rounding) else table
        if isinstance(rows, list) and name not in OWN:
            yield from ((name, row_name(row), row) for row in rows)


def base_address(base: str) -> tuple[str, int | None] | None:
    """Return `<owner>/<year>` and the version that a `base` names, None where it names no rule set.

    >>> base_address("pusat/2025@1"), base_address("pusat/2025"), base_address("pusat")
    (('pusat/2025', 1), ('pusat/2025', None), None)
    """
    match = _BASE.match(base)
    return (match[1], int(match[2]) if match[2] else None) if match else None


def changed(table: QuestionTable, change: Change) -> QuestionTable:
    """Return an inherited question with what an overlay writes anew."""
    keys = change.model_fields_set - {"codes", "reason"}
    return table.model_copy(update={key: getattr(change, key) for key in keys})


def check_changes(place: str, changes: Sequence[Change]) -> Iterator[Problem]:
    """Yield changes that change nothing, or a number without its source."""
    for change in changes:
        where = f"{place}, change ({', '.join(change.codes[:3])})"
        keys = change.model_fields_set - {"codes", "reason"}
        if not keys - {"ref", "grade"}:
            yield Problem(where, "tidak mengubah apa pun", "Tulis kunci yang diubah, misalnya weight atau help")
        if keys & set(_NUMBERS) and {"ref", "grade"} - keys:
            yield Problem(where, "mengubah angka tanpa sumber sendiri", "Tulis kunci 'ref' dan 'grade'")


def _rows(theirs: list[Any], mine: list[Any], left: Sequence[str] | None) -> list[Any]:
    """Return the core's rows without those left out, each replaced by the overlay's of its name; then the rest."""
    kept = [row for row in theirs if left is None or (left and row_name(row) not in left)]
    own: dict[str, list[Any]] = {}
    for row in mine:
        own.setdefault(row_name(row), []).append(row)
    placed = [found for row in kept for found in own.pop(row_name(row), [row])]
    return [*placed, *(row for rows in own.values() for row in rows)]


def _left(own: RulesFile) -> dict[str, list[str]]:
    """Return the codes that are left out by table; an empty list stands for every row."""
    found: dict[str, list[str]] = {}
    for entry in own.leave_out:
        every = not entry.codes or found.get(entry.table) == []
        found[entry.table] = [] if every else [*found.get(entry.table, []), *entry.codes]
    return found


def _assumptions(merged: RulesFile, own: RulesFile) -> Iterator[AssumptionTable]:
    """Yield the assumptions in force: the core's without the fills that the overlay made needless."""
    open_now = open_keys(Scope.of("", merged))
    stated = {table.id for table in own.assumptions}
    taken = {fill.key for table in own.assumptions for fill in table.fills}
    taken |= {f"scales.{table.code}" for table in own.scales}
    for table in merged.assumptions:
        fills = [f for f in table.fills if f.key not in taken and (f.key in open_now or f.key.startswith("questions."))]
        if table.id in stated or fills == table.fills:
            yield table
        elif fills:
            yield table.model_copy(update={"fills": fills})


def _check_base(own: RulesFile, place: str) -> Iterator[Problem]:
    address = base_address(own.base)
    if address and address[1] is None and own.base_seen is None:
        yield Problem(
            f"{place}, kunci 'base_seen'",
            f"'{own.base}' tanpa versi, dan versi yang sudah disesuaikan tidak disebut",
            "Tulis base_seen = nomor versi dasar yang terakhir diperiksa",
        )


def _check_left(core: RulesFile, own: RulesFile, place: str) -> Iterator[Problem]:
    there: dict[str, Counter[str]] = {}
    for table, name, _ in named_rows(core):
        there.setdefault(table, Counter())[name] += 1
    for entry in own.leave_out:
        known = there.get(entry.table)
        if known is None:
            yield Problem(f"{place}, leave_out", f"tabel '{entry.table}' tidak ada di dasar", "Periksa nama tabel")
            continue
        for code in entry.codes:
            if code not in known:
                yield Problem(
                    f"{place}, leave_out ({entry.table})", f"'{code}' tidak ada di dasar", "Periksa kode baris"
                )
    left = _left(own)
    for table, name, _ in named_rows(own):
        out = table in left and (not left[table] or name in left[table])
        if there.get(table, Counter())[name] > 1 and not out:
            yield Problem(
                f"{place}, {table} ({name})",
                f"dasar memuat lebih dari satu baris '{name}'",
                "Keluarkan semuanya dengan leave_out, lalu tulis baris sendiri",
            )


def _check_sources(core: RulesFile, own: RulesFile, place: str) -> Iterator[Problem]:
    known = {source.id: source for source in core.sources}
    for source in own.sources:
        if source.id in known and source != known[source.id]:
            yield Problem(
                f"{place}, sources ({source.id})", "id ini milik sumber lain di dasar", "Beri id lain pada sumber ini"
            )
