"""How much is played, from the environment: small numbers in `make test`, those of the promise in `make test-faults`."""

from __future__ import annotations

import os
import random
import secrets


def _amount(name: str, usual: int) -> int:
    return int(os.environ.get(name, usual))


KILLS = _amount("MONEV_KILLS", 20)
CUTS = _amount("MONEV_CUTS", 20)
STALLS = _amount("MONEV_STALLS", 20)
FULL_DISKS = _amount("MONEV_FULL_DISKS", 20)
JUMPS = _amount("MONEV_JUMPS", 20)
ON_PAGE = _amount("MONEV_ON_PAGE", 5)
COMMANDS = _amount("MONEV_COMMANDS", 10)
"""Every so manieth start is the command `monev serve` itself, the others are a copy of a process that has its imports."""

SEED = _amount("MONEV_SEED", secrets.randbelow(2**31))


def luck(scenario: str) -> random.Random:
    """Return the moments of a scenario; the seed that is printed gives the same ones again."""
    print(f"{scenario}: MONEV_SEED={SEED}")
    return random.Random(f"{SEED} {scenario}")
