"""A contest of many bodies: gates with ties, marks, places and awards, all at once.

    python -m bench.contest [--bodies 2000]

Floor: the same bodies combined one by one. Target: at most 2 seconds for 2 000 bodies, also where all of them have the
same value and only keys decide.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from fractions import Fraction
from functools import partial
from pathlib import Path

from questionnaires import Library
from scoring.contest import Entry, contest
from scoring.rules import RuleSet
from scoring.stages import combine

TARGET = 2.0
RULES = Path(__file__).parents[1] / "tests" / "rules"


def entries(count: int, equal: bool) -> list[Entry]:
    """Return bodies with values that spread, or that are all the same and differ in one key only."""
    return [
        Entry(
            f"Badan {number}",
            "opd",
            values={
                "saq": Fraction(88 if equal else number * 37 % 10001, 1 if equal else 100),
                "website": Fraction(number % 101),
                "visitasi": Fraction(number * 13 % 101),
            },
            facts={"pimpinan_hadir": number % 2 == 0},
        )
        for number in range(count)
    ]


def one_by_one(rules: RuleSet, bodies: list[Entry]) -> None:
    """Combine every body as if it were alone."""
    for body in bodies:
        combine(rules, body.category, body.values)


def together(rules: RuleSet, bodies: list[Entry]) -> None:
    """Hold the contest and write it as JSON."""
    contest(rules, bodies).as_json()


def seconds(work: Callable[[], object]) -> float:
    """Return how long the work takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def main() -> None:
    """Measure and print floor, figure and ratio."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bodies", type=int, default=2000)
    options = parser.parse_args()
    rules = Library(RULES).rule_set("seri_kunci/2025")
    for equal, name in ((False, "nilai tersebar"), (True, "semua seri")):
        bodies = entries(options.bodies, equal)
        floor = seconds(partial(one_by_one, rules, bodies))
        taken = seconds(partial(together, rules, bodies))
        print(f"{name}: lantai {floor:.2f} s, bersama {taken:.2f} s (target {TARGET:.0f} s), rasio {taken / floor:.2f}")


if __name__ == "__main__":
    main()
