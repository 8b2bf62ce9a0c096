"""What is remembered between runs, in a folder that git ignores: the reach of tests and the outcome of each mutant."""

from __future__ import annotations

import ast
import functools
import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from itertools import groupby
from pathlib import Path

from scripts.mutants.sites import OUTSIDE, Mutant
from scripts.mutants.tests import Reach

ROOT = Path(__file__).parents[2]
SLOW = 4.0
"""A test that takes more seconds is not used: it is a sweep over what smaller tests show as well."""


@dataclass(frozen=True)
class Outcome:
    """How a mutant ended: `by` is the test that failed, `tried` stands for the tests it was tried with."""

    killed: bool
    by: str
    tried: str


@dataclass
class Suite:
    """Which test reaches what, and in which order they are tried."""

    budget: float
    reach: dict[str, Reach] = field(default_factory=dict)
    early: frozenset[str] = frozenset()
    foreign: list[str] = field(default_factory=list)
    killers: dict[str, dict[str, None]] = field(default_factory=lambda: defaultdict(dict))

    def plan(self, mutant: Mutant) -> list[str]:
        """Return the tests for a mutant: those that killed its neighbours, then one of each function, then the rest.

        What is executed on import is first shown to tests that import the module themselves.
        """
        found = self._reaching(mutant)
        early = [test for test in self.killers[f"{mutant.path}:{mutant.place}"] if test in found]
        near = [test for test in found if mutant.place == OUTSIDE and _imports(test, mutant.path)]
        planned: list[str] = []
        spent = 0.0
        for test in dict.fromkeys([*reversed(early), *self._in_turn(near), *self._in_turn(found)]):
            spent += self.reach[test].seconds
            if spent > self.budget and planned:
                break
            planned.append(test)
        return planned

    def fingerprint(self, mutant: Mutant) -> str:
        """Return what changes when there are other tests for a mutant."""
        found = sorted(f"{test} {self.reach[test].state}" for test in self._reaching(mutant))
        return hashlib.sha256("\n".join([str(self.budget), *found]).encode()).hexdigest()[:12]

    def learn(self, mutant: Mutant, test: str) -> None:
        """Remember what killed, to try it first on the next mutant of the same function."""
        if test in self.reach:
            held = self.killers[f"{mutant.path}:{mutant.place}"]
            held.pop(test, None)
            held[test] = None

    def _reaching(self, mutant: Mutant) -> set[str]:
        usable = {test: reach for test, reach in self.reach.items() if reach.seconds <= SLOW}
        place = f"{mutant.path}:{mutant.place}"
        found = {test for test, reach in usable.items() if place in reach.functions}
        if mutant.place == OUTSIDE or not found:
            found = {
                test
                for test, reach in usable.items()
                if _enters(reach, mutant.path + ":") or (mutant.place == OUTSIDE and _imports(test, mutant.path))
            }
        return found or {
            test for test, reach in usable.items() if _enters(reach, mutant.path.split("/", maxsplit=1)[0] + "/")
        }

    def _in_turn(self, tests: Iterable[str]) -> list[str]:
        """Cheap tests first, and the further cases of one test later than they would be for their cost."""
        ordered = sorted(tests, key=lambda test: (test.partition("[")[0], self.reach[test].seconds, test))
        weighed = [
            (self.reach[test].seconds * (rank + 1) ** 0.5, test)
            for _, cases in groupby(ordered, key=lambda test: test.partition("[")[0])
            for rank, test in enumerate(cases)
        ]
        return [test for _, test in sorted(weighed)]


def _enters(reach: Reach, prefix: str) -> bool:
    return any(function.startswith(prefix) for function in reach.functions)


def _imports(test: str, path: str) -> bool:
    return path.removesuffix(".py").replace("/", ".") in _imported(test.partition("::")[0])


@functools.cache
def _imported(file: str) -> frozenset[str]:
    """Return the modules that a test file imports, and the names that it takes from them, with dots."""
    found = set()
    for node in ast.walk(ast.parse((ROOT / file).read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{name.name}" for name in node.names)}
        elif isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
    return frozenset(found)


class Ledger:
    """The folder with the two files."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self._reach, self._outcomes = folder / "reach.json", folder / "outcomes.jsonl"

    def read_tests(self, budget: float) -> Suite:
        """Return what was measured before."""
        if not self._reach.exists():
            return Suite(budget)
        held = json.loads(self._reach.read_text(encoding="utf-8"))
        reach = {
            test: Reach(one["seconds"], frozenset(held["functions"][place] for place in one["functions"]), one["state"])
            for test, one in held["tests"].items()
        }
        return Suite(budget, reach, frozenset(held["early"]), held["foreign"])

    def write_tests(self, tests: Suite) -> None:
        """Keep what was measured."""
        functions = sorted(frozenset[str]().union(*(reach.functions for reach in tests.reach.values())))
        places = {function: place for place, function in enumerate(functions)}
        told = {
            test: {**asdict(reach), "functions": sorted(places[function] for function in reach.functions)}
            for test, reach in tests.reach.items()
        }
        held = {"functions": functions, "tests": told, "early": sorted(tests.early), "foreign": tests.foreign}
        self._reach.write_text(json.dumps(held), encoding="utf-8")

    def outcomes(self) -> dict[str, Outcome]:
        """Return what came of each mutant, the latest of each."""
        if not self._outcomes.exists():
            return {}
        lines = self._outcomes.read_text(encoding="utf-8").splitlines()
        return {held.pop("key"): Outcome(**held) for held in map(json.loads, lines)}

    def add(self, mutant: Mutant, outcome: Outcome) -> None:
        """Write down at once what came of a mutant."""
        with self._outcomes.open("a", encoding="utf-8") as file:
            file.write(json.dumps({"key": mutant.key, **asdict(outcome)}) + "\n")
