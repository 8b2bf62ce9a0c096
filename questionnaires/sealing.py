"""Sealing rule sets, and refusing those that changed since."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from questionnaires.editions import SHIPPED, Edition, editions_in
from questionnaires.loader import Library
from questionnaires.problems import Problem
from questionnaires.seals import (
    DRAFT,
    SEALED,
    Digester,
    Seal,
    Seals,
    broken,
    check_gone,
    check_seal,
    read_seals,
    write_seals,
)
from questionnaires.whole import read_whole
from wording import text


@dataclass(frozen=True, slots=True)
class Sealed:
    """What sealing did: names of new, renewed (with the parts that differ), released and untouched seals."""

    new: tuple[str, ...]
    renewed: dict[str, list[str]]
    released: tuple[str, ...]
    kept: tuple[str, ...]
    files: tuple[Path, ...]


def seal_problems(library: Library, editions: Iterable[Edition]) -> list[Problem]:
    """Return what is wrong with the seals of these rule sets.

    A folder without a `seals.toml` is not sealed, which is no fault but `unsealed`; the shipped one always is.
    """
    problems: list[Problem] = []
    for root, own in _by_root(editions):
        found = read_seals(root)
        if found is None and root.resolve() != SHIPPED.resolve():
            continue
        found = found or Seals()
        digester = Digester(found.defaults)
        for edition in own:
            now = digester.seal(read_whole(library, edition.name))
            problems += check_seal(edition, now, found.seals.get(edition.name))
        names = {edition.name for edition in own}
        if names == {edition.name for edition in editions_in(root)}:
            problems += check_gone(found.seals, names)
    return problems


def unsealed(library: Library, editions: Iterable[Edition]) -> list[str]:
    """Return the published rule sets of this library's folders that keep no seals; a folder alone is a copy."""
    return [
        edition.name
        for root, own in _by_root(editions)
        if root in library.roots and read_seals(root) is None
        for edition in own
        if library.loaded(edition)[1].state != DRAFT
    ]


def seal(
    library: Library, editions: Iterable[Edition], named: bool, reason: str
) -> tuple[Sealed | None, list[Problem]]:
    """Seal published rule sets that have no seal yet and renew broken seals, all or, where something is wrong, none.

    A seal is renewed only for a stated reason, and never one of a sealed year.

    Args:
        named: whether the rule sets were asked for by name, so that a draft among them is a fault.
    """
    problems: list[Problem] = []
    new, renewed, released, kept = [], {}, [], []
    written: dict[Path, Seals] = {}
    for root, own in _by_root(editions):
        found = read_seals(root) or Seals()
        seals, digester = dict(found.seals), Digester(found.defaults)
        for edition in own:
            now, before = digester.seal(read_whole(library, edition.name), reason), seals.get(edition.name)
            faults = list(_faults(edition, now, before, named, reason))
            problems += faults
            if faults or (before is None and now.state == DRAFT):
                continue
            if before is None:
                new.append(edition.name)
                seals[edition.name] = Seal(now.state, now.digest, now.parts)
            elif (before.digest, before.state) == (now.digest, now.state):
                kept.append(edition.name)
            elif before.digest == now.digest:
                new.append(edition.name)
                seals[edition.name] = Seal(now.state, now.digest, now.parts, before.reason)
            else:
                renewed[edition.name] = broken(now, before)
                seals[edition.name] = now
        gone = [] if named else [name for name in seals if name not in {edition.name for edition in editions_in(root)}]
        for name in gone:
            problems += [] if reason and seals[name].state != SEALED else check_gone({name: seals[name]}, ())
            released.append(name)
            del seals[name]
        written[root] = Seals(seals, digester.defaults)
    if problems:
        return None, problems
    for root, sealed in written.items():
        write_seals(root, sealed)
    return Sealed(tuple(new), renewed, tuple(released), tuple(kept), tuple(written)), []


def _faults(edition: Edition, now: Seal, before: Seal | None, named: bool, reason: str) -> Iterator[Problem]:
    """Yield why a rule set cannot be sealed as it is."""
    place = f"{edition.short}/rules.toml"
    if before is None:
        if named and now.state == DRAFT:
            yield Problem(f"{place}, kunci 'state'", text("segel.draf"), text("segel.draf_obat"))
        return
    moves_on = now.state in (before.state, SEALED)
    if before.digest == now.digest and moves_on:
        return
    if not (reason and before.state != SEALED and moves_on):
        yield from check_seal(edition, now, before)


def _by_root(editions: Iterable[Edition]) -> Iterator[tuple[Path, list[Edition]]]:
    """Yield the rule sets by the folder that holds their seals."""
    found: dict[Path, list[Edition]] = {}
    for edition in editions:
        found.setdefault(edition.folder.parents[1], []).append(edition)
    yield from found.items()
