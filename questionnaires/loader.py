"""The library of rule sets: read when asked for, checked whole, every problem at once."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from questionnaires.building import Placed, build_indicators, build_rules
from questionnaires.checks import check_identity, check_indicators, check_rules
from questionnaires.conflicts import unsettled
from questionnaires.contest_schema import InstrumentTable
from questionnaires.core import CoreItem, core_items
from questionnaires.editions import SHIPPED, Edition, edition_alone, editions_in, editions_of, installed_roots
from questionnaires.fill_values import idle_fills
from questionnaires.items import Items, Laid
from questionnaires.listing import Tally, listed, tallies
from questionnaires.overlay import base_address, lay_over
from questionnaires.problems import Problem, RuleErrors, UnknownRules
from questionnaires.question_checks import check_questions
from questionnaires.reading import read_table
from questionnaires.schema import Arithmetic, AssumptionTable, CategoryFile, CategoryRow, RulesFile, SharedFile
from questionnaires.scope import Scope, kernel_assumption
from scoring.rules import Indicator, Question, Questionnaire, RuleSet, Source

_NAME = re.compile(r"([a-z0-9_]+)/(\d{4})(?:@(\d{1,9}))?\Z", re.ASCII)

SILENT = Arithmetic(ref=[], grade="nf")
"""The arithmetic of a file that has none."""


class Library:
    """Rule sets below one folder or several, of which the first wins; safe to share between threads."""

    def __init__(self, root: Path = SHIPPED, *further: Path) -> None:
        self.roots = (root, *further)
        self._read_files: dict[str, tuple[Scope | None, list[Problem]]] = {}
        self._scopes: dict[str, tuple[Scope, RuleSet]] = {}
        self._questionnaires: dict[tuple[str, str, str | None], Questionnaire] = {}
        self._lock = threading.RLock()
        self._alone: tuple[Edition, ...] = ()
        self._laying: list[str] = []
        self._items = Items(self.edition, self._read)

    @classmethod
    def installed(cls, environment: Mapping[str, str] | None = None) -> Library:
        """Return the shipped rule sets together with those of the folder that `MONEV_RULES` names.

        Raises:
            RuleErrors: that folder is missing, or holds what would be overlooked or stand for a shipped one.
        """
        return cls(*installed_roots(environment))

    def joined_by(self, edition: Edition) -> Library:
        """Return these rule sets with one more, in the place of one with its name; the rules read so far are shared."""
        library = Library(*self.roots)
        library._alone = (edition,)
        library.__dict__["editions"] = _together(self.editions, library._alone)
        with self._lock:
            library._read_files = {name: read for name, read in self._read_files.items() if name != edition.name}
        return library

    @cached_property
    def editions(self) -> tuple[Edition, ...]:
        """Every version of every rule set, by owner, year and version."""
        return _together(editions_of(self.roots), self._alone)

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
            raise UnknownRules(self._unknown(name))
        return own[-1]

    def versions(self, edition: Edition) -> tuple[Edition, ...]:
        """Return every version of the same owner and year, oldest first."""
        return tuple(e for e in self.editions if (e.owner, e.year) == (edition.owner, edition.year))

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

    def questionnaire(self, name: str, category: str, body: str | None = None) -> Questionnaire:
        """Return the questionnaire of one category, or of a body of it that has an instrument of its own.

        Raises:
            UnknownRules: no such rule set or category. RuleErrors: it has faults.
        """
        edition = self.edition(name)
        own = self.loaded(edition)[0].instrument(category, body) if body else None
        key = (edition.name, category, own.body if own else None)
        with self._lock:
            found = self._questionnaires.get(key)
            if found is None:
                found = self._questionnaires[key] = self._build(edition, category, own)
        return found

    def own_questionnaires(self, name: str, category: str) -> tuple[Questionnaire, ...]:
        """Return the questionnaires that single bodies of one category have as their own; raises as the one above."""
        scope, _ = self.loaded(self.edition(name))
        bodies = [row.body for row in scope.rules.instruments if row.category == category]
        return tuple(self.questionnaire(name, category, body) for body in bodies)

    @classmethod
    def around(cls, folder: Path) -> tuple[Library, tuple[Edition, ...]]:
        """Return the library that `folder` is or lies in, with its rule sets in `folder`: all, one owner's, or one.

        A folder of another name with a `rules.toml` is the rule set that the file says it is. What they are laid over
        is looked up there first, then among the installed ones.
        """
        place = folder.resolve()
        for levels, root in ((2, place), (1, place.parent), (0, place.parent.parent)):
            inside = tuple(editions_in(place, levels))
            if inside:
                return cls(root, *(other for other in installed_roots() if other.resolve() != root)), inside
        alone = edition_alone(place)
        if alone is None:
            return cls(place), ()
        library = cls(*installed_roots())
        library._alone = (alone,)
        return library, library._alone

    def check(self, editions: Iterable[Edition] | None = None) -> list[Problem]:
        """Return every problem of these rule sets and their questionnaires, of all where none are named."""
        problems: list[Problem] = []
        for edition in self.editions if editions is None else editions:
            scope, found = self._read(edition)
            problems += found
            if scope is None:
                continue
            before, asked = len(problems), []
            for row, body in scope.asked():
                try:
                    if found:
                        self._questions(edition, scope, row, problems)
                    else:
                        asked.append(self.questionnaire(edition.name, row.code, body))
                except RuleErrors as errors:
                    problems.extend(errors.problems)
            if len(problems) == before:
                problems += idle_fills(edition, scope, asked)
            if scope.own and scope.own.base_seen is not None:
                problems += unsettled(self, edition, scope)
        return list(dict.fromkeys(problems))

    def category_file(self, edition: Edition, code: str) -> CategoryFile:
        """Return the file of a category as it holds, an inherited one as the overlay it amounts to.

        Raises:
            UnknownRules: there is no such category. RuleErrors: the file has faults.
        """
        scope = self.scope(edition)
        row = next((row for row in scope.rules.categories if row.code == code), None)
        if row is None:
            raise UnknownRules(self._no_category(edition.name, scope, code))
        problems: list[Problem] = []
        with self._lock:
            file = self._items.file(edition, scope, code, row.file, problems)
        if file is None:
            raise RuleErrors(problems)
        return file

    def items_of(self, edition: Edition, code: str) -> tuple[Question, ...]:
        """Return the questions of a category or an item file, whether or not they make a questionnaire.

        Raises:
            RuleErrors: the file is missing or has faults.
        """
        scope, _ = self.loaded(edition)
        with self._lock:
            laid = self._items.of(edition, code)
        if laid.problems:
            raise RuleErrors(list(laid.problems))
        return self._items.questions(laid.items, scope.rules.arithmetic or SILENT)

    def core(self, name: str, category: str) -> tuple[str, tuple[CoreItem, ...]]:
        """Return what a questionnaire is laid over, empty where nothing, and how each item stands to it.

        Earlier versions of the owner's own are passed over: the core is the first one of somebody else.

        Raises:
            UnknownRules: no such rule set or category. RuleErrors: it has faults.
        """
        found = self.questionnaire(name, category)
        base, code = self.edition(name), category
        core = ""
        while not core or base.owner == found.rules.owner:
            scope, _ = self.loaded(base)
            file = self.category_file(base, code) if code in {row.code for row in scope.rules.categories} else None
            if file is None or not file.base:
                break
            base, code = self._items.base_of(scope, file.base)
            core = f"{base.name}:{code}"
        return core, tuple(core_items(found.questions, self.items_of(base, code), found.left_out)) if core else ()

    def files_read(self) -> tuple[Path, ...]:
        """Return every file that was read so far, each once."""
        rules = [edition.folder / "rules.toml" for edition in self.editions if edition.name in self._read_files]
        return (*rules, *self._items.paths())

    def listing(self) -> list[dict[str, Any]]:
        """Return one row per rule set, as `monev rules list --json` prints it."""
        rows = []
        for edition in self.editions:
            scope, rules = self.loaded(edition)
            found = {row.code: self.questionnaire(edition.name, row.code) for row in scope.rules.categories}
            rows.append(listed(scope.rules, rules, found))
        return rows

    def tallies(self, editions: Iterable[Edition]) -> Iterator[Tally]:
        """Yield these rule sets and their questionnaires in numbers.

        Raises:
            RuleErrors: one of them has faults.
        """
        for edition in editions:
            scope, rules = self.loaded(edition)
            asked = [self.questionnaire(edition.name, row.code, body) for row, body in scope.asked()]
            yield from tallies(scope.rules, rules, asked)

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

    def scope(self, edition: Edition) -> Scope:
        """Return the tables of an edition, whatever is wrong with what they mean.

        Raises:
            RuleErrors: they do not follow the format.
        """
        scope, problems = self._read(edition)
        if scope is None:
            raise RuleErrors(problems)
        return scope

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
        scope = self._laid(edition, table, problems) if table.base else Scope.of(edition.short, table)
        if scope is None:
            return None, problems
        return scope, [*problems, *check_identity(edition, scope), *check_rules(scope)]

    def _laid(self, edition: Edition, own: RulesFile, problems: list[Problem]) -> Scope | None:
        """Return the tables of an overlay in force, None where its core cannot be had."""
        place = f"{edition.short}/rules.toml"
        where = f"{place}, kunci 'base'"
        if base_address(own.base) is None:
            remedy = "Tulis misalnya pusat/2025@1"
            problems.append(
                Problem(where, f"'{own.base}' bukan <pemilik>/<tahun> atau <pemilik>/<tahun>@<versi>", remedy)
            )
            return None
        try:
            core = self.edition(own.base)
        except UnknownRules as error:
            problems.append(Problem(where, f"dasar '{own.base}' {error.problem.message}", error.problem.remedy))
            return None
        if core.name in {edition.name, *self._laying}:
            problems.append(Problem(where, f"dasar '{own.base}' berputar ke dirinya sendiri", "Sebut dasar lain"))
            return None
        self._laying.append(edition.name)
        try:
            scope, found = self._read(core)
        finally:
            self._laying.pop()
        if scope is None or found:
            problems += found
            return None
        return Scope.of(edition.short, lay_over(scope.rules, own, place, problems), own, core.name)

    @cached_property
    def _shared(self) -> list[AssumptionTable]:
        problems: list[Problem] = []
        table = read_table(SHIPPED / "assumptions.toml", "assumptions.toml", SharedFile, problems)
        if table is None:
            raise RuleErrors(problems)
        return table.assumptions

    def _build(self, edition: Edition, category: str, own: InstrumentTable | None) -> Questionnaire:
        scope, rules = self.loaded(edition)
        body = own.body if own else ""
        row = next((row for row, asked in scope.asked() if (row.code, asked) == (category, body)), None)
        if row is None:
            raise UnknownRules(self._no_category(rules.id, scope, category))
        problems: list[Problem] = []
        made = self._questions(edition, scope, row, problems)
        if made is None or problems:
            raise RuleErrors(problems)
        return Questionnaire(
            rules=_with_inherited(rules, made.laid.items),
            category=category,
            label=made.file.label,
            indicators=made.indicators,
            questions=made.questions,
            left_out=made.laid.dropped or {},
            body=body,
            reason=own.reason if own else "",
        )

    def _questions(self, edition: Edition, scope: Scope, row: CategoryRow, problems: list[Problem]) -> _Made | None:
        """Return what a questionnaire is made of, None where its file does not follow the format."""
        place = f"{scope.name}/{row.file}"
        with self._lock:
            file = self._items.file(edition, scope, row.code, row.file, problems)
            if file is None:
                return None
            laid = self._items.lay(edition, scope, place, file)
        if file.category != row.code:
            problems.append(
                Problem(f"{place}, kunci 'category'", f"'{file.category}' bukan '{row.code}'", "Samakan keduanya")
            )
        indicators = build_indicators(scope, file.indicators or scope.rules.indicators)
        problems += check_indicators(scope, place, file.indicators)
        problems += laid.problems
        arithmetic = scope.rules.arithmetic or SILENT
        questions = self._items.questions(laid.items, arithmetic)
        relative = arithmetic.question_weights == "relative"
        problems += check_questions(place, laid.items, questions, indicators, relative, self._items.sound)
        return _Made(file, indicators, laid, questions)

    def _unknown(self, name: str) -> Problem:
        own = [edition.name for edition in self.editions if edition.owner == name.partition("/")[0]]
        there = own or sorted({edition.owner for edition in self.editions})
        return Problem(f"aturan '{name}'", "tidak ada", f"Pilih salah satu: {', '.join(there)}")

    def _no_category(self, rules: str, scope: Scope, category: str) -> Problem:
        codes = ", ".join(row.code for row in scope.rules.categories)
        remedy = f"Pilih salah satu: {codes}" if codes else "Aturan ini tidak memuat kuesioner"
        return Problem(f"kategori '{category}'", f"tidak ada pada {rules}", remedy)


def _together(shelved: Iterable[Edition], alone: tuple[Edition, ...]) -> tuple[Edition, ...]:
    others = [edition for edition in shelved if edition.name not in {own.name for own in alone}]
    return tuple(sorted((*others, *alone), key=lambda edition: (edition.owner, edition.year, edition.version)))


@dataclass(frozen=True, slots=True)
class _Made:
    """What a questionnaire is made of."""

    file: CategoryFile
    indicators: tuple[Indicator, ...]
    laid: Laid
    questions: tuple[Question, ...]


def _with_inherited(rules: RuleSet, placed: Sequence[Placed]) -> RuleSet:
    """Return the rule set with the assumptions and sources that inherited items name."""
    assumptions, sources = dict(rules.assumptions), dict(rules.sources)
    for scope in {id(scope): scope for item in placed for scope in item.scopes}.values():
        for table in scope.rules.assumptions:
            assumptions.setdefault(table.id, kernel_assumption(table))
        for source in scope.rules.sources:
            sources.setdefault(source.id, Source(source.id, source.title, source.url))
    return replace(rules, assumptions=assumptions, sources=sources)
