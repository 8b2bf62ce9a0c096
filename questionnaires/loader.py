"""The library of rule sets: read when asked for, checked whole, every problem at once."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from questionnaires.building import Placed, build_indicators, build_question, build_rules, left_out
from questionnaires.checks import check_indicators, check_rules
from questionnaires.editions import SHIPPED, Edition, editions_in, editions_of, installed_roots
from questionnaires.problems import Problem, RuleErrors, UnknownRules
from questionnaires.question_checks import check_category, check_questions
from questionnaires.reading import read_table
from questionnaires.schema import Arithmetic, AssumptionTable, CategoryFile, CategoryRow, RulesFile, SharedFile
from questionnaires.scope import Scope, kernel_assumption
from scoring.rules import Indicator, Question, Questionnaire, RuleSet, Source

_NAME = re.compile(r"([a-z0-9_]+)/(\d{4})(?:@(\d+))?\Z")


class Library:
    """Rule sets below one folder or several, of which the first wins; safe to share between threads."""

    def __init__(self, root: Path = SHIPPED, *further: Path) -> None:
        self.roots = (root, *further)
        self._read_files: dict[str, tuple[Scope | None, list[Problem]]] = {}
        self._scopes: dict[str, tuple[Scope, RuleSet]] = {}
        self._questionnaires: dict[tuple[str, str], Questionnaire] = {}
        self._lock = threading.RLock()

    @classmethod
    def installed(cls, environment: Mapping[str, str] | None = None) -> Library:
        """Return the shipped rule sets together with those of the folder that `MONEV_RULES` names.

        Raises:
            RuleErrors: that folder is missing, or holds what would be overlooked or stand for a shipped one.
        """
        return cls(*installed_roots(environment))

    @cached_property
    def editions(self) -> tuple[Edition, ...]:
        """Every version of every rule set, by owner, year and version."""
        return editions_of(self.roots)

    def edition(self, name: str) -> Edition:
        """Return the edition that `kaltim/2025` (newest version) or `kaltim/2025@1` names.

        Raises:
            UnknownRules: there is none.
        """
        match = _NAME.match(name)
        own = [e for e in self.editions if match and e.owner == match[1] and e.year == int(match[2])]
        if match and match[3]:
            own = [edition for edition in own if edition.version == int(match[3])]
        if not own:
            raise UnknownRules(self._unknown(name, match[1] if match else ""))
        return own[-1]

    def rule_set(self, name: str) -> RuleSet:
        """Return the rule set of this name.

        Raises:
            UnknownRules: there is none. RuleErrors: it has faults.
        """
        return self.loaded(self.edition(name))[1]

    def categories(self, name: str) -> tuple[tuple[str, str], ...]:
        """Return code and label of the categories with a questionnaire."""
        scope, _ = self.loaded(self.edition(name))
        return tuple((row.code, row.label) for row in scope.rules.categories)

    def questionnaire(self, name: str, category: str) -> Questionnaire:
        """Return the questionnaire of one category.

        Raises:
            UnknownRules: no such rule set or category. RuleErrors: it has faults.
        """
        edition = self.edition(name)
        with self._lock:
            found = self._questionnaires.get((edition.name, category))
            if found is None:
                found = self._questionnaires[edition.name, category] = self._build(edition, category)
        return found

    @classmethod
    def around(cls, folder: Path) -> tuple[Library, tuple[Edition, ...]]:
        """Return the library that `folder` is or lies in, with its rule sets in `folder`: all, one owner's, or one.

        What they are laid over is looked up there first, then among the installed ones.
        """
        place = folder.resolve()
        for root in (place, place.parent, place.parent.parent):
            inside = tuple(edition for edition in editions_in(root) if edition.folder.is_relative_to(place))
            if inside:
                return cls(root, *(other for other in installed_roots() if other.resolve() != root)), inside
        return cls(place), ()

    def check(self, editions: Iterable[Edition] | None = None) -> list[Problem]:
        """Return every problem of these rule sets and their questionnaires, of all where none are named."""
        problems: list[Problem] = []
        for edition in self.editions if editions is None else editions:
            scope, found = self._read(edition)
            problems += found
            for row in scope.rules.categories if scope else ():
                try:
                    if scope and found:
                        self._questions(edition, scope, row, problems)
                    else:
                        self.questionnaire(edition.name, row.code)
                except RuleErrors as errors:
                    problems.extend(errors.problems)
        return list(dict.fromkeys(problems))

    def listing(self) -> list[dict[str, Any]]:
        """Return one row per rule set, as `monev rules list --json` prints it."""
        return [self._row(edition) for edition in self.editions]

    def _row(self, edition: Edition) -> dict[str, Any]:
        scope, rules = self.loaded(edition)
        categories = []
        for row in scope.rules.categories:
            questionnaire = self.questionnaire(edition.name, row.code)
            categories.append(
                {"code": row.code, "questions": len(questionnaire.questions), "maximum": str(rules.maximum)}
            )
        return {
            "rules": rules.id,
            "version": rules.version,
            "title": rules.title,
            "state": rules.state,
            "categories": categories,
            "unpublished": count_unpublished(scope.rules.model_dump()),
            "assumptions": len(scope.rules.assumptions),
        }

    def loaded(self, edition: Edition) -> tuple[Scope, RuleSet]:
        """Return the tables of an edition and what the kernel makes of them.

        Raises:
            RuleErrors: it has faults.
        """
        with self._lock:
            found = self._scopes.get(edition.name)
            if found is None:
                found = self._scopes[edition.name] = self._load(edition)
        return found

    def _load(self, edition: Edition) -> tuple[Scope, RuleSet]:
        scope, problems = self._read(edition)
        if scope is None or problems:
            raise RuleErrors(problems)
        return scope, build_rules(scope, self._shared)

    def _read(self, edition: Edition) -> tuple[Scope | None, list[Problem]]:
        """Return the tables of `rules.toml`, None where they do not follow the format, and what is wrong with them."""
        with self._lock:
            known = self._read_files.get(edition.name)
            if known is None:
                known = self._read_files[edition.name] = self._read_rules(edition)
        return known

    def _read_rules(self, edition: Edition) -> tuple[Scope | None, list[Problem]]:
        problems: list[Problem] = []
        table = read_table(edition.folder / "rules.toml", f"{edition.short}/rules.toml", RulesFile, problems)
        if table is None:
            return None, problems
        scope = Scope.of(edition.short, table)
        return scope, [*_check_identity(edition, scope), *check_rules(scope)]

    @cached_property
    def _shared(self) -> list[AssumptionTable]:
        problems: list[Problem] = []
        table = read_table(SHIPPED / "assumptions.toml", "assumptions.toml", SharedFile, problems)
        if table is None:
            raise RuleErrors(problems)
        return table.assumptions

    def _build(self, edition: Edition, category: str) -> Questionnaire:
        scope, rules = self.loaded(edition)
        row = next((row for row in scope.rules.categories if row.code == category), None)
        if row is None:
            raise UnknownRules(self._no_category(rules, scope, category))
        problems: list[Problem] = []
        made = self._questions(edition, scope, row, problems)
        if made is None or problems:
            raise RuleErrors(problems)
        return Questionnaire(
            rules=_with_inherited(rules, made.placed),
            category=category,
            label=made.file.label,
            indicators=made.indicators,
            questions=made.questions,
            left_out=made.dropped,
        )

    def _questions(self, edition: Edition, scope: Scope, row: CategoryRow, problems: list[Problem]) -> _Made | None:
        """Return what a questionnaire is made of, None where its file does not follow the format."""
        place = f"{scope.name}/{row.file}"
        file = read_table(edition.folder / row.file, place, CategoryFile, problems)
        if file is None:
            return None
        if file.category != row.code:
            problems.append(
                Problem(f"{place}, kunci 'category'", f"'{file.category}' bukan '{row.code}'", "Samakan keduanya")
            )
        indicators = build_indicators(scope, file.indicators or scope.rules.indicators)
        problems += check_indicators(scope, place, file.indicators)
        placed, dropped = self._place(edition, scope, place, file, problems, ())
        arithmetic = scope.rules.arithmetic or Arithmetic(ref=[], grade="nf")
        questions = tuple(build_question(item, arithmetic) for item in placed)
        problems += check_questions(place, placed, questions, indicators, arithmetic.question_weights == "relative")
        return _Made(file, indicators, placed, questions, dropped)

    def _place(
        self,
        edition: Edition,
        scope: Scope,
        place: str,
        file: CategoryFile,
        problems: list[Problem],
        above: tuple[str, ...],
    ) -> tuple[list[Placed], dict[str, str]]:
        """Return the items in order, base items first, and those left out with their reasons."""
        base, dropped = self._base_items(edition, scope, place, file, problems, above) if file.base else ([], {})
        problems += check_category(scope, place, file, [item.table.code for item in base])
        out = left_out(file)
        moves = {code: entry.indicator for entry in file.move for code in entry.codes}
        kept = [
            replace(item, indicator=moves.get(item.table.code, item.indicator))
            for item in base
            if item.table.code not in out
        ]
        own = [Placed(table, table.indicator, (scope,)) for table in file.questions]
        return [*kept, *own], {**dropped, **out}

    def _base_items(
        self,
        edition: Edition,
        scope: Scope,
        place: str,
        file: CategoryFile,
        problems: list[Problem],
        above: tuple[str, ...],
    ) -> tuple[list[Placed], dict[str, str]]:
        name, _, item_file = file.base.partition(":")
        where = f"{place}, kunci 'base'"
        if place in above:
            problems.append(Problem(where, f"dasar '{file.base}' berputar ke dirinya sendiri", "Sebut dasar lain"))
            return [], {}
        try:
            base = self.edition(name)
        except UnknownRules as error:
            problems.append(Problem(where, error.problem.message, error.problem.remedy))
            return [], {}
        base_scope, found = self._read(base)
        if base_scope is None or (found and base.name != edition.name):
            raise RuleErrors(found)
        stated = next((row.file for row in base_scope.rules.categories if row.code == item_file), f"{item_file}.toml")
        base_place = f"{base_scope.name}/{stated}"
        table = read_table(base.folder / stated, base_place, CategoryFile, problems)
        if table is None:
            return [], {}
        items, dropped = self._place(base, base_scope, base_place, table, problems, (*above, place))
        if base.name == edition.name:
            return items, dropped
        return [replace(item, scopes=(scope, *item.scopes)) for item in items], dropped

    def _unknown(self, name: str, owner: str) -> Problem:
        own = [edition.name for edition in self.editions if edition.owner == owner]
        there = own or sorted({edition.owner for edition in self.editions})
        return Problem(f"aturan '{name}'", "tidak ada", f"Pilih salah satu: {', '.join(there)}")

    def _no_category(self, rules: RuleSet, scope: Scope, category: str) -> Problem:
        codes = ", ".join(row.code for row in scope.rules.categories)
        remedy = f"Pilih salah satu: {codes}" if codes else "Aturan ini tidak memuat kuesioner"
        return Problem(f"kategori '{category}'", f"tidak ada pada {rules.id}", remedy)


@dataclass(frozen=True, slots=True)
class _Made:
    """What a questionnaire is made of."""

    file: CategoryFile
    indicators: tuple[Indicator, ...]
    placed: list[Placed]
    questions: tuple[Question, ...]
    dropped: dict[str, str]


def count_unpublished(tables: Any) -> int:
    """Return how many values of a rule set were not published, grades aside."""
    if isinstance(tables, dict):
        return sum(count_unpublished(value) for key, value in tables.items() if key != "grade")
    if isinstance(tables, list):
        return sum(count_unpublished(value) for value in tables)
    return int(isinstance(tables, str) and tables == "nf")


def _check_identity(edition: Edition, scope: Scope) -> Iterator[Problem]:
    for key, stated, expected in (
        ("owner", scope.rules.owner, edition.owner),
        ("year", scope.rules.year, edition.year),
        ("version", scope.rules.version, edition.version),
    ):
        if stated != expected:
            yield Problem(
                f"{scope.name}/rules.toml, kunci '{key}'",
                f"'{stated}' tidak cocok dengan folder ('{expected}')",
                "Samakan keduanya",
            )


def _with_inherited(rules: RuleSet, placed: list[Placed]) -> RuleSet:
    """Return the rule set with the assumptions and sources that inherited items name."""
    assumptions, sources = dict(rules.assumptions), dict(rules.sources)
    for scope in {id(scope): scope for item in placed for scope in item.scopes}.values():
        for table in scope.rules.assumptions:
            assumptions.setdefault(table.id, kernel_assumption(table))
        for source in scope.rules.sources:
            sources.setdefault(source.id, Source(source.id, source.title, source.url))
    return replace(rules, assumptions=assumptions, sources=sources)
