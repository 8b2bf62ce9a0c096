"""What a page draws the same for everybody is made once, not with every click."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import Any, Generic, TypeVar

T = TypeVar("T")

_KEPT = 256


class Remembered(Generic[T]):
    """A function of frozen objects that remembers what it made of these very objects; equal ones are made anew.

    A questionnaire is too large to be compared with every click; the one in use stays the same object.
    """

    def __init__(self, make: Callable[..., T]) -> None:
        self._make = make
        self._made: OrderedDict[tuple[int, ...], tuple[tuple[Any, ...], T]] = OrderedDict()
        self._lock = threading.Lock()

    def __call__(self, *given: Any) -> T:
        """Return what is made of `given`."""
        key = tuple(map(id, given))
        with self._lock:
            if key in self._made:
                self._made.move_to_end(key)
                return self._made[key][1]
        made = self._make(*given)
        with self._lock:
            self._made[key] = (given, made)  # as long as it is remembered, no other object gets its identity
            while len(self._made) > _KEPT:
                self._made.popitem(last=False)
        return made
