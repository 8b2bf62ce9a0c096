"""The tests in this process: which there are, which functions each enters, and running some until one fails."""

from __future__ import annotations

import ast
import functools
import gc
import hashlib
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import coverage
import pytest

from scripts.mutants import children

ARGUMENTS = (
    *("-p", "no:terminal", "-p", "no:cacheprovider", "-p", "no:unraisableexception", "--capture=no", "--assert=plain"),
    *("-o", "addopts=--import-mode=importlib"),
)
MANY, SOME = 64, 16


@dataclass(frozen=True)
class Reach:
    """What one test needs and which functions it enters, each as "file:place"."""

    seconds: float
    functions: frozenset[str]
    state: str


class Failure(BaseException):
    """A test failed; nothing is left to be done in this process."""


class Plugin:
    """Takes the place of pytest's loop over the tests, and tells of a failure at once instead of describing it."""

    def __init__(self, loop: Callable[[dict[str, pytest.Item]], object]) -> None:
        self._loop = loop

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Hand over the tests that were collected."""
        if session.testsfailed:
            raise Failure("collection")
        self._loop({item.nodeid: item for item in session.items})
        return True

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_makereport(self, item: pytest.Item, call: pytest.CallInfo[None]) -> None:
        """Stop where a test fails."""
        if call.excinfo is not None:
            raise Failure(item.nodeid)


def collected(paths: Sequence[str], loop: Callable[[dict[str, pytest.Item]], object]) -> int:
    """Collect the tests of these files and hand them to `loop`; return pytest's exit status."""
    return int(pytest.main([*ARGUMENTS, *paths], plugins=[Plugin(loop)]))


def thinned(items: Mapping[str, pytest.Item]) -> dict[str, pytest.Item]:
    """Leave of each test with very many cases only some of them, evenly: it sweeps over all shipped rule sets."""
    cases: dict[str, list[str]] = defaultdict(list)
    for test in items:
        cases[test.partition("[")[0]].append(test)
    kept = (found if len(found) <= MANY else found[:: len(found) // SOME] for found in cases.values())
    return {test: items[test] for found in kept for test in found}


def first_failure(items: Sequence[pytest.Item], limits: Sequence[float]) -> str | None:
    """Run these tests in their order and return the first that fails; a test that takes too long ends the process."""
    for place, item in enumerate(items):
        children.limit_processor(limits[place])
        following = items[place + 1] if place + 1 < len(items) else None
        try:
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
        except Failure as failure:
            return str(failure)
    return None


def forget_results(rooms: Sequence[str]) -> None:
    """Empty what the functions of these rooms and of the tests remember of earlier calls."""
    for held in gc.get_objects():
        if isinstance(held, functools._lru_cache_wrapper) and held.__module__.split(".")[0] in (*rooms, "tests"):
            held.cache_clear()


def file_state(root: Path, nodeid: str) -> str:
    """Return what changes when the file of a test does."""
    return hashlib.sha256((root / nodeid.partition("::")[0]).read_bytes()).hexdigest()[:12]


class Measured:
    """Counts which functions of the given files are entered."""

    def __init__(self, root: Path, paths: Sequence[str]) -> None:
        self._root, self._paths = root, paths
        self._coverage = coverage.Coverage(data_file=None, include=[str(root / path) for path in paths])

    def start(self) -> None:
        """Begin to count."""
        self._coverage.start()

    def stop(self) -> None:
        """Count no further."""
        self._coverage.stop()

    def functions(self) -> frozenset[str]:
        """Return the functions of which a statement was executed."""
        data, found = self._coverage.get_data(), set()
        for path in self._paths:
            lines = set(data.lines(str(self._root / path)) or ())
            if lines:
                found |= {f"{path}:{place}" for place, span in spans(self._root / path) if lines & span}
        return frozenset(found)


@functools.cache
def spans(source: Path) -> list[tuple[str, frozenset[int]]]:
    """Return the lines of the statements of each function and method, without the line that defines it."""
    found = []
    for statement in ast.parse(source.read_text(encoding="utf-8")).body:
        inner = statement.body if isinstance(statement, ast.ClassDef) else [statement]
        prefix = f"{statement.name}." if isinstance(statement, ast.ClassDef) else ""
        for function in inner:
            if isinstance(function, ast.FunctionDef):
                lines = range(function.body[0].lineno, (function.end_lineno or function.lineno) + 1)
                found.append((prefix + function.name, frozenset(lines)))
    return found


def reach_of(item: pytest.Item, root: Path, paths: Sequence[str]) -> Reach:
    """Run one test that must succeed, and return what it takes and enters."""
    measured = Measured(root, paths)
    measured.start()
    before = time.process_time()
    failed = first_failure([item], [600])
    seconds = time.process_time() - before
    measured.stop()
    if failed:
        raise RuntimeError(f"{item.nodeid} fails without any change")
    return Reach(seconds, measured.functions(), file_state(root, item.nodeid))


def third_parties(root: Path) -> list[str]:
    """Return the modules that are loaded and do not belong to the project."""
    own = str(root)
    foreign = (name for name, module in list(sys.modules.items()) if not _belongs(module, own))
    return [name for name in foreign if name != "__main__" and not name.startswith("scripts")]


def _belongs(module: Any, own: str) -> bool:
    source = getattr(module, "__file__", None) or ""
    return source.startswith(own) and ".venv" not in source
