"""The items of a category file: its own, and those of the questionnaire that it is laid over."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from questionnaires.building import Placed, build_question, left_out
from questionnaires.editions import Edition, is_file_name
from questionnaires.overlay import changed
from questionnaires.problems import Problem, UnknownRules
from questionnaires.question_checks import check_category
from questionnaires.reading import read_table
from questionnaires.schema import Arithmetic, CategoryFile, Change, IndicatorTable, QuestionTable, RulesFile
from questionnaires.scope import Scope
from scoring.rules import Question

Reader = Callable[[Edition], tuple[Scope | None, list[Problem]]]
"""Returns the rules of an edition and what is wrong with them."""


@dataclass(frozen=True, slots=True)
class Laid:
    """The items of one category file in order, those left out with their reasons, and what is wrong with them."""

    items: tuple[Placed, ...] = ()
    dropped: dict[str, str] | None = None
    problems: tuple[Problem, ...] = ()


class Items:
    """Reads category files and lays them over one another; every file is read and every base laid once."""

    def __init__(self, find: Callable[[str], Edition], rules: Reader) -> None:
        self._find = find
        self._rules = rules
        self._files: dict[Path, tuple[CategoryFile | None, list[Problem]]] = {}
        self._bases: dict[tuple[str, str, bool], Laid] = {}
        self._open: list[tuple[str, str]] = []
        self.sound: set[int] = set()
        self._built: dict[tuple[object, ...], tuple[Placed, Arithmetic, Question]] = {}

    def file(
        self, edition: Edition, scope: Scope, code: str, name: str, problems: list[Problem]
    ) -> CategoryFile | None:
        """Return the file of a category or of items; what an overlay does not write stands in its core."""
        if not is_file_name(name):
            return None  # told where the name stands
        path = edition.folder / name
        own = scope.own
        stated = {name} if own is None else {row.file for row in own.categories} | {row.file for row in own.instruments}
        if own is not None and name not in stated and not path.exists():
            return self._inherited(scope, own, code, name, problems)
        if path not in self._files:
            found: list[Problem] = []
            self._files[path] = (read_table(path, f"{scope.name}/{name}", CategoryFile, found), found)
        table, found = self._files[path]
        problems += found
        return table

    def lay(self, edition: Edition, scope: Scope, place: str, file: CategoryFile) -> Laid:
        """Return the items of a file, those of its base first."""
        base = self._base(edition, scope, place, file.base) if file.base else Laid()
        problems = [*base.problems, *check_category(scope, place, file, [item.table.code for item in base.items])]
        out = left_out(file)
        moves = {code: entry.indicator for entry in file.move for code in entry.codes}
        changes = {code: entry for entry in file.change for code in entry.codes}
        kept = [
            replace(item, table=_changed(item, changes), indicator=moves.get(item.table.code, item.indicator))
            for item in base.items
            if item.table.code not in out
        ]
        own = [Placed(table, table.indicator, (scope,)) for table in file.questions]
        return Laid((*kept, *own), {**(base.dropped or {}), **out}, tuple(problems))

    def questions(self, items: Iterable[Placed], arithmetic: Arithmetic) -> tuple[Question, ...]:
        """Return the questions of these items; an item that several categories share is built once."""
        return tuple(self._question(item, arithmetic) for item in items)

    def _question(self, item: Placed, arithmetic: Arithmetic) -> Question:
        # The entry keeps what its key identifies, so that no other object can take the place in memory.
        key = (id(item.table), item.indicator, *map(id, item.scopes), id(arithmetic))
        found = self._built.get(key)
        if found is None:
            found = self._built[key] = (item, arithmetic, build_question(item, arithmetic))
        return found[2]

    def paths(self) -> tuple[Path, ...]:
        """Return the files that were read."""
        return tuple(self._files)

    def of(self, edition: Edition, code: str, quiet: bool = False) -> Laid:
        """Return the items of a category or an item file of an edition, as a base gives them.

        Args:
            quiet: leave out the faults of the edition's rules, where they were told already.
        """
        key = (edition.name, code, quiet)
        if key not in self._bases:
            self._open.append((edition.name, code))
            try:
                self._bases[key] = self._lay_base(edition, code, quiet)
            finally:
                self._open.pop()
        return self._bases[key]

    def base_of(self, scope: Scope, base: str) -> tuple[Edition, str]:
        """Return the edition and the category or item file that `base` names, without a version that of the rules.

        Raises:
            UnknownRules: there is no such rule set.
        """
        name, code = base.split(":")
        return self._find(scope.core if scope.core.startswith(f"{name}@") else name), code

    def _base(self, edition: Edition, scope: Scope, place: str, base: str) -> Laid:
        where = f"{place}, kunci 'base'"
        name, _, item_file = base.partition(":")
        if not is_file_name(f"{item_file}.toml"):
            told = f"'{base}' bukan <pemilik>/<tahun>:<kategori atau berkas butir>"
            return Laid(problems=(Problem(where, told, "Tulis misalnya bank/2025:opd"),))
        try:
            found, code = self.base_of(scope, base)
        except UnknownRules as error:
            missing = f"dasar '{name}' {error.problem.message}"
            return Laid(problems=(Problem(where, missing, error.problem.remedy),))
        if (found.name, code) in self._open:
            return Laid(problems=(Problem(where, f"dasar '{base}' berputar ke dirinya sendiri", "Sebut dasar lain"),))
        laid = self.of(found, code, quiet=found.name == edition.name)
        if found.name == edition.name:
            return laid
        return replace(laid, items=tuple(replace(item, scopes=(scope, *item.scopes)) for item in laid.items))

    def _lay_base(self, edition: Edition, code: str, quiet: bool) -> Laid:
        scope, found = self._rules(edition)
        if scope is None or (found and not quiet):
            return Laid(problems=tuple(found))
        stated = next((row.file for row in scope.rules.categories if row.code == code), f"{code}.toml")
        problems: list[Problem] = []
        file = self.file(edition, scope, code, stated, problems)
        if file is None:
            return Laid(problems=tuple(problems))
        laid = self.lay(edition, scope, f"{scope.name}/{stated}", file)
        return replace(laid, problems=(*problems, *laid.problems))

    def _inherited(
        self, scope: Scope, own: RulesFile, code: str, name: str, problems: list[Problem]
    ) -> CategoryFile | None:
        """Return the file of a category of the core in the overlay `own`: the core's items, nothing changed."""
        core = self._find(scope.core)
        core_scope, found = self._rules(core)
        if core_scope is None:
            problems += found
            return None
        theirs = self.file(core, core_scope, code, name, problems)
        if theirs is None:
            return None
        problems += _check_own_indicators(scope, own, code, theirs.indicators)
        stated = any((row.code, row.file) == (code, name) for row in core_scope.rules.categories)
        base = f"{own.base}:{code if stated else name.removesuffix('.toml')}"
        return CategoryFile(category=theirs.category, label=theirs.label, base=base, indicators=theirs.indicators)


def _changed(item: Placed, changes: Mapping[str, Change]) -> QuestionTable:
    change = changes.get(item.table.code)
    return item.table if change is None else changed(item.table, change)


def _check_own_indicators(
    scope: Scope, own: RulesFile, code: str, indicators: Sequence[IndicatorTable]
) -> list[Problem]:
    """Return the indicators that the overlay changes and an inherited category has in a list of its own."""
    stated = {row.code for row in own.indicators}
    both = [row.code for row in indicators if row.code in stated]
    place = f"{scope.name}/rules.toml, categories ({code})"
    return [
        Problem(
            place,
            f"kategori ini memakai daftar indikator sendiri, indikator '{name}' dari rules.toml tidak berlaku baginya",
            f'Tulis {code}.toml dengan base = "{scope.core}:{code}" dan daftar indikatornya',
        )
        for name in both
    ]
