"""What a new version of its core means for an overlay: every conflict, and what the core brings along."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from questionnaires.comparing import Line, compare_questions, compare_rules, new_words
from questionnaires.editions import Edition
from questionnaires.overlay import base_address, named_rows
from questionnaires.paths import Rows, rows
from questionnaires.problems import Problem, RuleErrors, UnknownRules
from questionnaires.schema import CategoryFile, RulesFile
from questionnaires.scope import Scope
from scoring.rules import Question, Questionnaire, RuleSet
from wording import text


class Shelf(Protocol):
    """The library, as far as it is needed here."""

    def edition(self, name: str) -> Edition: ...

    def versions(self, edition: Edition) -> tuple[Edition, ...]: ...

    def loaded(self, edition: Edition) -> tuple[Scope, RuleSet]: ...

    def scope(self, edition: Edition) -> Scope: ...

    def category_file(self, edition: Edition, code: str) -> CategoryFile: ...

    def items_of(self, edition: Edition, code: str) -> tuple[Question, ...]: ...


@dataclass(frozen=True, slots=True)
class Upgrade:
    """An overlay under another version of its core; `arrivals` are what the core gains and the overlay takes over."""

    seen: str
    target: str
    conflicts: tuple[Problem, ...]
    arrivals: tuple[str, ...]


def upgrade(shelf: Shelf, edition: Edition, target: str) -> Upgrade:
    """Return what changes for an overlay when its core goes from the version it was written for to `target`.

    Raises:
        UnknownRules: a version of the core does not exist, or is not what the overlay is laid over. RuleErrors: one of
        them has faults; those that the overlay has only together with the new core hide no conflict.
    """
    scope = shelf.scope(edition)
    found = shelf.edition(target)
    files = [(row, shelf.category_file(edition, row.code)) for row in scope.rules.categories]
    bases = [scope.own.base if scope.own else "", *(file.base.partition(":")[0] for _, file in files)]
    if _name(found) not in {address[0] for base in bases if (address := base_address(base))}:
        known = ", ".join(dict.fromkeys(base for base in bases if base)) or "-"
        raise UnknownRules(
            Problem(
                target, text("beda.konflik.bukan_dasar", aturan=edition.name), text("beda.konflik.dasar", dasar=known)
            )
        )
    seen = [_seen(shelf, scope, base, found) for base in bases]
    conflicts: list[Problem] = []
    arrivals: list[str] = []
    if scope.own is not None and seen[0] is not None:
        tables = (rows(shelf.loaded(seen[0])[0]), rows(shelf.loaded(found)[0]))
        conflicts += _row_conflicts(scope, scope.own, tables)
        arrivals += _row_arrivals(scope.own, tables)
    for (row, file), before in zip(files, seen[1:], strict=True):
        if before is not None:
            code, place = file.base.partition(":")[2], f"{scope.name}/{row.file}"
            told, new = _item_changes(shelf, (before, found), code, place, file)
            conflicts += told
            arrivals += new
    first = next(version for version in seen if version is not None)
    return Upgrade(first.name, found.name, tuple(conflicts), tuple(dict.fromkeys(arrivals)))


def unsettled(shelf: Shelf, edition: Edition, scope: Scope) -> list[Problem]:
    """Return the conflicts of an overlay that follows the newest version of its core and has not seen it yet."""
    own = scope.own
    if own is None or "@" in own.base or scope.core.endswith(f"@{own.base_seen}"):
        return []
    place = f"{scope.name}/rules.toml, kunci 'base_seen'"
    try:
        found = upgrade(shelf, edition, scope.core)
    except UnknownRules as error:
        return [Problem(place, f"{error.problem.place} {error.problem.message}", error.problem.remedy)]
    except RuleErrors as errors:
        return errors.problems
    remedy = text("beda.konflik.obat_dilihat", versi=scope.core.removeprefix(f"{own.base}@"))
    return [*found.conflicts, Problem(place, text("beda.konflik.belum_dilihat", dasar=scope.core), remedy)]


def _seen(shelf: Shelf, scope: Scope, base: str, target: Edition) -> Edition | None:
    """Return the version of the target's rule set that a `base` was written for, None where it names another one.

    Where neither the base nor `base_seen` says, it is the version before the target.
    """
    address = base_address(base)
    if address is None or address[0] != _name(target):
        return None
    name, version = address
    if version is None and scope.own is not None and scope.core.startswith(f"{name}@"):
        if scope.own.base_seen is None:
            return shelf.edition(scope.core)
        version = scope.own.base_seen
    if version is not None:
        return shelf.edition(f"{name}@{version}")
    return next((earlier for earlier in reversed(shelf.versions(target)) if earlier.version < target.version), target)


def _name(edition: Edition) -> str:
    return f"{edition.owner}/{edition.year}"


def _row_conflicts(scope: Scope, own: RulesFile, tables: tuple[Rows, Rows]) -> Iterator[Problem]:
    """Yield the rows that the overlay writes or leaves out and that the core no longer has, has anew or otherwise."""
    seen, target = tables
    changed: dict[tuple[str, str], list[Line]] = {}
    for line in compare_rules(seen, target):
        changed.setdefault((line.table, line.code), []).append(line)
    touched = {(_table(table), name): "" for table, name, _ in named_rows(own)}
    for entry in own.leave_out:
        table = _table(entry.table)
        codes = entry.codes or list(dict.fromkeys([*seen.get(table, {}), *target.get(table, {})]))
        touched |= {(table, code): "leave_out, " for code in codes}
    touched |= {(name, ""): "" for name in ("arithmetic", "ranking", "objection") if name in own.model_fields_set}
    for (table, code), left in touched.items():
        row = f"{table} ({code})" if code else table
        for line in changed.get((table, code), ()):
            yield _conflict(f"{scope.name}/rules.toml, {left}{row}", line)


def _row_arrivals(own: RulesFile, tables: tuple[Rows, Rows]) -> Iterator[str]:
    touched = {(_table(table), name) for table, name, _ in named_rows(own)}
    touched |= {(_table(entry.table), code) for entry in own.leave_out for code in entry.codes}
    whole = {_table(entry.table) for entry in own.leave_out if not entry.codes}
    for line in compare_rules(*tables):
        if line.table not in whole and (line.table, line.code) not in touched and line.code:
            yield text(f"beda.datang.{line.kind}", nama=f"{line.table} {line.code}")


def _item_changes(
    shelf: Shelf, sides: tuple[Edition, Edition], code: str, place: str, file: CategoryFile
) -> tuple[list[Problem], list[str]]:
    """Return conflicts and arrivals of one category file."""
    try:
        old, new = (_questionnaire(shelf, side, code) for side in sides)
    except RuleErrors as errors:
        told = str(errors).removesuffix(".")
        return [Problem(place, text("beda.konflik.berkas", dasar=f"{sides[1].name}:{code}"), told)], []
    lines: dict[str, list[Line]] = {}
    for line in compare_questions(old, new, file.category, {}):
        if line.kind != "same":
            lines.setdefault(line.code, []).append(line)
    named = {item: "leave_out" for entry in file.leave_out for item in entry.codes}
    named |= {item: "move" for entry in file.move for item in entry.codes}
    named |= {item: "change" for entry in file.change for item in entry.codes}
    named |= {question.code: "questions" for question in file.questions}
    conflicts = [
        _conflict(f"{place}, {table} ({item})", line) for item, table in named.items() for line in lines.get(item, [])
    ]
    conflicts += _lost_names(shelf, sides, place, file)
    arrivals = [
        text(f"beda.datang.{line.kind}", nama=f"{file.category}: {item}")
        for item, found in lines.items()
        for line in found
        if item not in named
    ]
    return conflicts, arrivals


def _lost_names(shelf: Shelf, sides: tuple[Edition, Edition], place: str, file: CategoryFile) -> Iterator[Problem]:
    """Yield scales and indicators of the core that the overlay's questions name and the new core no longer has."""
    old, new = (shelf.loaded(side)[0].rules for side in sides)
    lost = {
        "skala": {row.code for row in old.scales} - {row.code for row in new.scales},
        "indikator": {row.code for row in old.indicators} - {row.code for row in new.indicators},
    }
    used: list[tuple[str, str, str | None]] = []
    for question in file.questions:
        used += [(question.code, "skala", question.scale), (question.code, "indikator", question.indicator)]
    used += [(entry.codes[0], "skala", entry.scale) for entry in file.change]
    used += [(entry.codes[0], "indikator", entry.indicator) for entry in file.move]
    for code, kind, name in used:
        if name in lost[kind]:
            yield Problem(f"{place} ({code})", text(f"beda.konflik.{kind}", kode=name), text("beda.konflik.obat"))


def _questionnaire(shelf: Shelf, edition: Edition, code: str) -> Questionnaire:
    _, rules = shelf.loaded(edition)
    return Questionnaire(rules, code, code, rules.indicators, shelf.items_of(edition, code))


def _conflict(place: str, line: Line) -> Problem:
    told = text(f"beda.konflik.{line.kind}", sebelum=line.before.rstrip("."), sesudah=new_words(line).rstrip("."))
    return Problem(place, told, text("beda.konflik.obat"))


def _table(name: str) -> str:
    return "rounding.points" if name == "rounding" else name
