"""Checking every shipped rule set and its seal, against reading the same TOML files bare.

    python -m bench.rules_check

Target: at most 4 times. Every round starts without anything remembered; the best of the rounds counts for both.
Processor time, so that other programs on the machine do not count.
"""

from __future__ import annotations

import time

from questionnaires import Library
from questionnaires.orphans import orphans
from questionnaires.reading import read_bare
from questionnaires.sealing import seal_problems

TARGET = 4.0
ROUNDS = 7


def checked() -> tuple[float, int]:
    """Return the processor seconds of one check and how many questionnaires it checked."""
    started = time.process_time()
    library = Library()
    problems = library.check() or [*orphans(library, library.editions), *seal_problems(library, library.editions)]
    took = time.process_time() - started
    if problems:
        raise SystemExit("\n".join(str(problem) for problem in problems))
    return took, sum(bool(row.category) for row in library.tallies(library.editions))


def main() -> None:
    """Measure and print floor, figure and ratio."""
    library = Library()
    library.check()
    files = library.files_read()
    floor = min(read_bare(files) for _ in range(ROUNDS))
    rounds = [checked() for _ in range(ROUNDS)]
    took = min(seconds for seconds, _ in rounds)
    print(f"{len(files)} files, {sum(path.stat().st_size for path in files)} bytes, {rounds[0][1]} questionnaires")
    print(f"floor: bare TOML        {floor * 1000:8.1f} ms")
    print(f"monev rules check       {took * 1000:8.1f} ms")
    print(f"ratio                   {took / floor:8.2f} (target {TARGET:.0f})")


if __name__ == "__main__":
    main()
