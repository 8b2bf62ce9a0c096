"""A dictionary in versions: a new version shares with the old one and copies little."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Generic, TypeVar

V = TypeVar("V")

_RECENT = 24


class Layered(Mapping[str, V], Generic[V]):
    """A mapping that is never changed; `plus` gives the next version.

    Copying 150 entries with every answer would touch each of them in memory; only the recent ones are copied, and now
    and then they become part of the base.
    """

    __slots__ = ("_base", "_recent")

    def __init__(self, base: Mapping[str, V], recent: Mapping[str, V] | None = None) -> None:
        self._base = base
        self._recent = recent or {}

    def plus(self, more: Mapping[str, V]) -> Layered[V]:
        """Return the version in which `more` replaces or adds entries.

        >>> old = Layered({"a": 1, "b": 2}); new = old.plus({"b": 3})
        >>> dict(old), dict(new)
        ({'a': 1, 'b': 2}, {'a': 1, 'b': 3})
        """
        recent = {**self._recent, **more}
        return Layered({**self._base, **recent}) if len(recent) > _RECENT else Layered(self._base, recent)

    def __getitem__(self, key: str) -> V:
        """Return the newest value."""
        recent = self._recent
        return recent[key] if key in recent else self._base[key]

    def __iter__(self) -> Iterator[str]:
        """Give the keys, those of the base first."""
        yield from self._base
        yield from (key for key in self._recent if key not in self._base)

    def __len__(self) -> int:
        """Return the number of keys."""
        return len(self._base) + sum(key not in self._base for key in self._recent)
