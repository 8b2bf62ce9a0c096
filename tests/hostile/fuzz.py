"""The fuzzer: `python -m tests.hostile.fuzz --minutes 60`, or `make fuzz MINUTES=60`.

Rounds go on until the time is up, each with seeds of its own. What fails is shrunk, kept in `cases/`, and replayed by
`make test` from then on.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
import time
import traceback
import warnings
from collections import Counter
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, seed, settings

from tests.hostile.targets import TARGETS

CASES = Path(__file__).parent / "cases"


def run(target: str, number: int, examples: int) -> int:
    """Give a reader so many files; return how many it took. A file that fails is kept and the failure raised."""
    hold, files = TARGETS[target]
    taken = 0
    last = b""

    @seed(number)
    @settings(max_examples=examples, deadline=None, database=None, suppress_health_check=list(HealthCheck), phases=(Phase.generate, Phase.shrink), print_blob=False)  # fmt: skip
    @given(files())
    def each(data: bytes) -> None:
        nonlocal taken, last
        taken += 1
        last = data
        hold(data)

    try:
        each()
    except BaseException:
        keep(target, last)
        raise
    return taken


def keep(target: str, data: bytes) -> Path:
    """Store a file that failed, and return where."""
    CASES.mkdir(exist_ok=True)
    path = CASES / f"{target}-{hashlib.sha256(data).hexdigest()[:12]}.case"
    path.write_bytes(data)
    return path


def main() -> int:
    """Run until the time is up; 1 where something was found."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", choices=sorted(TARGETS), nargs="*", default=sorted(TARGETS))
    asked = parser.parse_args()
    warnings.simplefilter("ignore")
    started, number = time.monotonic(), asked.seed
    taken: Counter[str] = Counter()
    seconds: Counter[str] = Counter()
    failed: Counter[str] = Counter()
    while time.monotonic() - started < asked.minutes * 60:
        target = min(asked.only, key=lambda name: seconds[name])  # every reader gets the same time
        began = time.monotonic()
        try:
            taken[target] += run(target, number, 100)
        except Exception:  # noqa: BLE001 - told, kept, and the others go on
            failed[target] += 1
            print(f"FOUND {target}, seed {number}\n{traceback.format_exc(limit=-6)[:4000]}", flush=True)
        seconds[target] += int(1000 * (time.monotonic() - began))  # type: ignore[assignment]
        number += 1
    for target in asked.only:
        print(f"{target}: {taken[target]} files in {seconds[target] / 1000:.0f} s, {failed[target]} rounds failed")
    print(f"{sum(taken.values())} files in {time.monotonic() - started:.0f} s, seeds {asked.seed} to {number - 1}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
