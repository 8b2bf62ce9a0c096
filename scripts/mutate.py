"""Changes the rules' code in one place at a time and reports which changes no test notices.

python -m scripts.mutate [PART ...]        a room, a file, or a file with one of its functions: scoring/order.py:rank

Nothing is written to the source: a change is made in a forked process. What came of each mutant is remembered in
build/mutants/, so that a run goes on where the last one stopped, and a mutant that survived is tried again as soon
as another test reaches it. Ends with status 1 below the floors of `review`.
"""

import compileall
import contextlib
import importlib
import os
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import pytest

from scripts.mutants import children, patching, tests
from scripts.mutants.ledger import Ledger, Outcome, Suite
from scripts.mutants.review import as_entries, read_accepted, review
from scripts.mutants.sites import OUTSIDE, Mutant, mutants

ROOT = Path(__file__).parents[1]
ROOMS = ("scoring", "questionnaires")
TESTS = (
    *("tests/scoring", "tests/questionnaires", "tests/analytics", "tests/workflow/test_comparability.py"),
    *("tests/test_golden.py", "tests/test_second.py", "tests/test_second_contests.py", "tests/test_second_golden.py"),
    *("tests/test_second_measures.py", "tests/test_second_overlays.py", "tests/test_second_settled.py"),
    *("tests/test_second_sheets.py", "tests/test_invented_year.py"),
)
"""Tests of rules. What needs a browser, a database server, LibreOffice or a process of its own is not among them."""
COMPILED = (*ROOMS, "analytics", "sheets", "store", "workflow", "wording", "tests")
AT_ONCE = int(os.environ.get("JOBS", "2"))
BUDGET = float(os.environ.get("SECONDS", "5"))
"""Processor seconds of tests, as measured without a change, that one mutant is tried with at most."""
IMPORT = 120.0
PAUSE = 20.0
SAVED = 50
AGAIN, SURVIVED = "again", "survived"
Job = tuple[Mutant, list[str]]


def files(part: str) -> list[str]:
    """Return the source files of a part, the whole room or one of its files."""
    place = ROOT / part.partition(":")[0]
    found = sorted(place.rglob("*.py")) if place.is_dir() else [place]
    return [str(path.relative_to(ROOT)) for path in found]


def chosen(parts: Sequence[str]) -> list[Mutant]:
    """Return the mutants of the parts."""
    found = []
    for part in parts:
        _, _, place = part.partition(":")
        found += [one for path in files(part) for one in mutants(ROOT, path) if place in ("", one.place)]
    return found


def measure(ledger: Ledger, held: Suite) -> None:
    """Find out which functions each test enters; what was measured before and has not changed stays."""
    paths = [path for room in ROOMS for path in files(room)]
    collecting = tests.Measured(ROOT, paths)

    def loop(found: Mapping[str, pytest.Item]) -> None:
        collecting.stop()
        tests.forget_results(ROOMS)
        for path in paths:
            tests.spans(ROOT / path)
        items, early, foreign = tests.thinned(found), collecting.functions(), tests.third_parties(ROOT)
        known = {
            test: reach
            for test, reach in held.reach.items()
            if test in items and reach.state == tests.file_state(ROOT, test)
        }
        new = [item for test, item in items.items() if test not in known]
        ledger.write_tests(Suite(BUDGET, known, early, foreign))
        for told in children.each(new, lambda item: tests.reach_of(item, ROOT, paths), AT_ONCE):
            if told.answer is None:
                raise RuntimeError(f"{told.job.nodeid} fails without any change")
            known[told.job.nodeid] = told.answer
            if len(known) % SAVED == 0 or len(known) == len(items):
                print(f"{len(known)} of {len(items)} tests measured", flush=True)
                ledger.write_tests(Suite(BUDGET, known, early, foreign))

    collecting.start()
    if tests.collected(TESTS, loop):
        raise RuntimeError("tests fail without any change")


def in_two(planned: Sequence[str]) -> list[list[str]]:
    """Return the planned tests of the first one's file, which find most changes, and all others."""
    file = planned[0].partition("::")[0] if planned else ""
    first = [test for test in planned if test.partition("::")[0] == file]
    return [part for part in (first, [test for test in planned if test not in first]) if part]


class Trial:
    """Tries mutants and writes down what comes of each."""

    def __init__(self, ledger: Ledger, known: Suite, total: int) -> None:
        self.ledger, self.known, self.total = ledger, known, total
        self.again: list[Mutant] = []
        self.tried, self.survived, self.shown = 0, 0, time.monotonic()

    def in_place(self, todo: Sequence[Mutant]) -> None:
        """Change functions where they are loaded; some wait: they cannot be, or ran while tests were collected."""

        def loop(items: Mapping[str, pytest.Item]) -> None:
            tests.forget_results(ROOMS)

            def attempt(job: Job) -> str:
                mutant, planned = job
                try:
                    patching.put_in_place(mutant, ROOT)
                except patching.NotInPlace:
                    return AGAIN
                return self._failure([items[test] for test in planned]) or SURVIVED

            for told in children.each(self._jobs(todo), attempt, AT_ONCE):
                early = f"{told.job[0].path}:{told.job[0].place}" in self.known.early
                if told.answer == AGAIN or (told.answer == SURVIVED and early):
                    self.again.append(told.job[0])
                else:
                    self._note(told)

        if tests.collected(TESTS, loop):
            raise RuntimeError("tests could not be run")

    def imported(self, todo: Sequence[Mutant]) -> None:
        """Import the changed module into a process that has nothing of the project yet."""
        for name in self.known.foreign:
            with contextlib.suppress(Exception):
                importlib.import_module(name)

        def attempt(job: Job) -> str:
            mutant, planned = job
            sys.meta_path.insert(0, patching.Importer(mutant, ROOT))
            failures = (self._collected(names) for names in in_two(planned))
            return next((by for by in failures if by), SURVIVED)

        for told in children.each(self._jobs(todo), attempt, AT_ONCE):
            self._note(told)

    def _collected(self, names: Sequence[str]) -> str | None:
        """Collect the files of these tests and return the first test that fails."""
        found: list[str | None] = []

        def loop(items: Mapping[str, pytest.Item]) -> None:
            found.append(self._failure([items[test] for test in names if test in items]))

        children.limit_processor(IMPORT)
        status = tests.collected(list(dict.fromkeys(test.partition("::")[0] for test in names)), loop)
        return found[0] if found and not status else "import"

    def _jobs(self, todo: Sequence[Mutant]) -> Iterator[Job]:
        for mutant in todo:
            yield mutant, self.known.plan(mutant)

    def _failure(self, items: Sequence[pytest.Item]) -> str | None:
        return tests.first_failure(items, [3 * self.known.reach[item.nodeid].seconds + 1 for item in items])

    def _note(self, told: children.Told) -> None:
        mutant, answer = told.job[0], told.answer
        if answer is None and told.signal is None:
            raise RuntimeError(f"no answer for {mutant.key}\n{mutant.difference}")
        killed = answer != SURVIVED
        self.known.learn(mutant, answer or "")
        by = answer or f"signal {told.signal}"
        self.ledger.add(mutant, Outcome(killed, by, self.known.fingerprint(mutant)))
        self.tried, self.survived = self.tried + 1, self.survived + (not killed)
        if time.monotonic() - self.shown > PAUSE:
            self.shown = time.monotonic()
            print(f"{self.tried} of {self.total} tried, {self.survived} survived", flush=True)


def outstanding(all_of: Sequence[Mutant], ledger: Ledger, known: Suite) -> list[Mutant]:
    """Return the mutants that have no outcome yet, or one that other tests may change."""
    outcomes = ledger.outcomes()
    return [mutant for mutant in all_of if not _stands(outcomes.get(mutant.key), mutant, known)]


def _stands(outcome: Outcome | None, mutant: Mutant, known: Suite) -> bool:
    if outcome is None:
        return False
    if outcome.killed:
        return "::" not in outcome.by or outcome.by in known.reach
    return outcome.tried == known.fingerprint(mutant)


def apart(work: Callable[[], object]) -> None:
    """Do something in a process of its own, so that this one stays without the project."""
    process = children.CONTEXT.Process(target=work)
    process.start()
    process.join()
    if process.exitcode:
        sys.exit(1)


def run(parts: Sequence[str]) -> int:
    """Try what is outstanding in these parts, report, and return the exit status."""
    ledger = Ledger(ROOT / "build" / "mutants")
    for folder in COMPILED:  # thousands of processes import them anew, also where Python may not keep what it compiled
        compileall.compile_dir(ROOT / folder, quiet=1)
    apart(lambda: measure(ledger, ledger.read_tests(BUDGET)))
    known = ledger.read_tests(BUDGET)
    all_of = chosen(parts)
    todo = outstanding(all_of, ledger, known)
    print(f"{len(all_of)} mutants, {len(todo)} to try with {len(known.reach)} tests", flush=True)
    waiting = ledger.folder / "waiting.txt"

    def functions() -> None:
        trial = Trial(ledger, known, len(todo))
        trial.in_place([mutant for mutant in todo if mutant.place != OUTSIDE])
        waiting.write_text("\n".join(mutant.key for mutant in trial.again), encoding="utf-8")

    apart(functions)
    again = set(waiting.read_text(encoding="utf-8").splitlines())
    rest = [mutant for mutant in todo if mutant.place == OUTSIDE or mutant.key in again]
    Trial(ledger, known, len(rest)).imported(rest)
    return report(parts, all_of, ledger)


def report(parts: Sequence[str], all_of: Sequence[Mutant], ledger: Ledger) -> int:
    """Print the sums and what is wrong; survivors that nobody has looked at go to a file."""
    whole = {path for part in parts if ":" not in part for path in files(part)}
    found = review(all_of, ledger.outcomes(), read_accepted(ROOT / "tests" / "mutants.toml"), whole)
    print(*found.table, *found.faults, sep="\n")
    unlisted = ledger.folder / "survivors.toml"
    unlisted.write_text(as_entries(found.unlisted), encoding="utf-8")
    return 1 if found.faults else 0


if __name__ == "__main__":
    os.environ["HYPOTHESIS_PROFILE"] = "mutants"
    children.temporary(ROOT / "build" / "mutants" / "tmp")
    sys.exit(run(sys.argv[1:] or ROOMS))
