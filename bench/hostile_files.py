"""What it takes to refuse a file that is small to send and large to read, each in a process of its own.

`python -m bench.hostile_files`; with MONEV_DEEP=1 every sheet at all three readers. Floor: a damaged workbook,
which is unpacked and refused. Targets: the limits of `tests/hostile/test_bombs.py`.
"""

from __future__ import annotations

import sys

from tests.hostile import doors
from tests.hostile.confined import Confined, Used
from tests.hostile.test_bombs import BOMBS, MEGABYTES, SECONDS, at_answers


def main() -> int:
    """Print a line for each file, the dearest first; 1 where a limit is passed."""
    confined = Confined(*doors.MODULES)
    floor = confined.run(doors.filled, at_answers(b"x"), megabytes=MEGABYTES, seconds=SECONDS)
    rows: list[tuple[Used, int, str, str]] = []
    for name, bomb in BOMBS.items():
        data = bomb.file()
        for door in bomb.doors:
            used = confined.run(door, data, megabytes=4 * MEGABYTES, seconds=4 * SECONDS)
            rows.append((used, len(data), name, door.__name__))
    confined.close()
    print(f"{'file, reader':60} {'kB':>8} {'s CPU':>6} {'MB':>5}")
    print(f"{'a damaged workbook, filled (floor)':60} {'':8} {floor.seconds:6.2f} {floor.megabytes:5.0f}")
    for used, size, name, door in sorted(rows, key=lambda row: -row[0].seconds):
        print(f"{f'{name}, {door}':60} {size / 1000:8.0f} {used.seconds:6.2f} {used.megabytes:5.0f}")
    worst = max(row[0].seconds for row in rows), max(row[0].megabytes for row in rows)
    print(f"{len(rows)} files, worst {worst[0]:.2f} s and {worst[1]:.0f} MB; targets {SECONDS} s and {MEGABYTES} MB")
    return int(worst[0] > SECONDS or worst[1] > MEGABYTES)


if __name__ == "__main__":
    sys.exit(main())
