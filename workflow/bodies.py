"""Which body a published name means, and how bodies follow each other."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping

from workflow.published import Body, Link, Scope, Succession

_NATION = "Indonesia"


def folded(text: str) -> str:
    """Return the text as it is searched: lower case, no accents, no marks, single spaces.

    >>> folded("Kementerian  PPN/Bappenas")
    'kementerian ppn bappenas'
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return " ".join(re.findall(r"[a-z0-9]+", plain))


def slug(text: str) -> str:
    """Return a readable part of an address.

    >>> slug("Kemantren/Kapanewon")
    'kemantren-kapanewon'
    """
    return folded(text).replace(" ", "-")


class Register:
    """The known bodies, found by the names that sources print."""

    def __init__(self, bodies: Iterable[Body]) -> None:
        self.bodies: dict[str, Body] = {body.id: body for body in bodies}
        self._by_name: dict[str, list[Body]] = defaultdict(list)
        for body in self.bodies.values():
            for name in dict.fromkeys(folded(name) for name in body.names):
                self._by_name[name].append(body)

    def matches(self, printed: str, scope: Scope, year: int) -> list[Body]:
        """Return the bodies that a printed name can mean in this scope and year.

        A province lists its own bodies and branches; a name that also exists elsewhere means the one of its territory.
        """
        named = [body for body in self._by_name.get(folded(printed), []) if body.valid_in(year)]
        if scope.level not in ("province", "kabupaten"):
            return named
        return [body for body in named if body.territory == scope.printed] or named

    def resolve(self, printed: str, scope: Scope, category: str, year: int) -> Body:
        """Return the one body that is meant, or a body of its own where none or several fit."""
        found = self.matches(printed, scope, year)
        if len(found) == 1:
            return found[0]
        return self._alone(printed, scope, category)

    def _alone(self, printed: str, scope: Scope, category: str) -> Body:
        name = slug(f"{printed} {scope.code}")
        territory = scope.printed if scope.level in ("province", "kabupaten") else _NATION
        return self.bodies.setdefault(name, Body(name, printed, "", category, territory, matched=False))


def links_of(bodies: Iterable[Body]) -> list[Link]:
    """Return every succession that the bodies state."""
    return [
        Link(body.id, predecessor, body.succession)
        for body in bodies
        if body.succession is not None
        for predecessor in body.predecessors
    ]


def same_body(start: str, links: Iterable[Link]) -> tuple[str, ...]:
    """Return the ids under which one body was known, oldest first: only changes of name connect them."""
    renamed = [link for link in links if link.kind is Succession.RENAMED]
    before: Mapping[str, str] = {link.successor: link.predecessor for link in renamed}
    after: Mapping[str, str] = {link.predecessor: link.successor for link in renamed}
    chain = [start]
    while (earlier := before.get(chain[0])) and earlier not in chain:
        chain.insert(0, earlier)
    while (later := after.get(chain[-1])) and later not in chain:
        chain.append(later)
    return tuple(chain)


def circular(links: Iterable[Link]) -> list[str]:
    """Return the bodies that would come before themselves; none in a sound register."""
    before: dict[str, list[str]] = defaultdict(list)
    for link in links:
        before[link.successor].append(link.predecessor)
    return sorted(body for body in before if _reaches(body, body, before, set()))


def _reaches(start: str, wanted: str, before: Mapping[str, list[str]], seen: set[str]) -> bool:
    for earlier in before.get(start, []):
        if earlier == wanted:
            return True
        if earlier not in seen:
            seen.add(earlier)
            if _reaches(earlier, wanted, before, seen):
                return True
    return False
