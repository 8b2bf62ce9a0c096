"""When hundreds ask for the questionnaire at the same moment, a few are drawn at a time instead of all at once.

All of them together would be done no sooner, and until then everybody would wait, those who store an answer too.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

AT_ONCE = 2
LONGEST = 2.0
"""Seconds after which a page is drawn whether or not it is its turn: a database that hangs holds up nobody twice."""

_filling = threading.BoundedSemaphore(AT_ONCE)


@contextmanager
def turn(page: str) -> Iterator[None]:
    """Wait for the turn of a page; pages that may wait for something else themselves have none."""
    taken = page == "isi" and _filling.acquire(timeout=LONGEST)
    try:
        yield
    finally:
        if taken:
            _filling.release()
