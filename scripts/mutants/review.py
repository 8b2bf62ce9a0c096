"""Survivors against `tests/mutants.toml`, where a person wrote why each may live, and the sums."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from scripts.mutants.ledger import Outcome
from scripts.mutants.sites import Mutant

KILLED_AT_LEAST, EQUIVALENT_AT_MOST = 95, 3


@dataclass(frozen=True)
class Accepted:
    """A survivor that is known: where, what differs, and whether no test could tell it from the original."""

    path: str
    place: str
    difference: str
    equivalent: bool


def read_accepted(file: Path) -> dict[tuple[str, str, str], Accepted]:
    """Return the reviewed survivors.

    Raises:
        ValueError: two entries for the same difference, or one without a reason.
    """
    found: dict[tuple[str, str, str], Accepted] = {}
    for entry in tomllib.loads(file.read_text(encoding="utf-8")).get("survivors", []):
        if not entry["reason"].strip():
            raise ValueError(f"{entry['module']}: an entry without a reason")
        for held in entry["mutants"]:
            one = Accepted(entry["module"], held["place"], held["difference"].strip(), entry["equivalent"])
            key = (one.path, one.place, one.difference)
            if key in found:
                raise ValueError(f"{one.path}: {one.place}: the same difference twice")
            found[key] = one
    return found


@dataclass(frozen=True)
class Review:
    """What a run came to."""

    table: list[str]
    faults: list[str]
    unlisted: list[Mutant]


def review(
    mutants: Sequence[Mutant],
    outcomes: Mapping[str, Outcome],
    accepted: Mapping[tuple[str, str, str], Accepted],
    whole: Collection[str],
) -> Review:
    """Add up, and say what is wrong. Entries are looked for in the files of `whole`, which were tried completely."""
    counts: dict[str, Counter[str]] = {path: Counter() for path in dict.fromkeys(mutant.path for mutant in mutants)}
    unlisted, met = [], set()
    for mutant in mutants:
        count, outcome = counts[mutant.path], outcomes.get(mutant.key)
        count["mutants"] += 1
        if outcome is None:
            count["untried"] += 1
        elif outcome.killed:
            count["killed"] += 1
        else:
            count["survived"] += 1
            key = (mutant.path, mutant.place, mutant.difference)
            met.add(key)
            if key not in accepted:
                unlisted.append(mutant)
            elif accepted[key].equivalent:
                count["equivalent"] += 1
    stale = [one for key, one in accepted.items() if one.path in whole and key not in met]
    total = sum(counts.values(), Counter())
    return Review([*_table(counts), _row("together", total)], list(_faults(total, unlisted, stale)), unlisted)


def _table(counts: Mapping[str, Counter[str]]) -> Iterator[str]:
    yield f"{'module':44} {'mutants':>8} {'killed':>8} {'survived':>8} {'equivalent':>10} {'killed %':>9}"
    for path, count in counts.items():
        yield _row(path, count)


def _row(name: str, count: Counter[str]) -> str:
    share = _share(count["killed"], count["mutants"])
    sums = f"{count['mutants']:8} {count['killed']:8} {count['survived']:8} {count['equivalent']:10}"
    return f"{name:44} {sums} {share:9.2f}"


def _share(part: int, whole: int) -> float:
    return 100 * part / whole if whole else 100.0


def _faults(total: Counter[str], unlisted: Sequence[Mutant], stale: Sequence[Accepted]) -> Iterator[str]:
    if total["untried"]:
        yield f"{total['untried']} mutants were not tried"
    if _share(total["killed"], total["mutants"]) < KILLED_AT_LEAST:
        yield f"less than {KILLED_AT_LEAST} per cent killed"
    if _share(total["equivalent"], total["mutants"]) > EQUIVALENT_AT_MOST:
        yield f"more than {EQUIVALENT_AT_MOST} per cent called equivalent"
    if unlisted:
        yield f"{len(unlisted)} survivors are not in tests/mutants.toml"
    for one in stale:
        yield f"tests/mutants.toml lists what does not survive: {one.path}: {one.place}\n{one.difference}"


def as_entries(mutants: Sequence[Mutant]) -> str:
    """Return survivors in the form of `tests/mutants.toml`, with the reason left to be written."""
    lines = []
    for path in dict.fromkeys(mutant.path for mutant in mutants):
        lines += ["[[survivors]]", f'module = "{path}"', 'reason = ""', "equivalent = false"]
        seen = dict.fromkeys((mutant.place, mutant.difference) for mutant in mutants if mutant.path == path)
        for place, difference in seen:
            lines += ["[[survivors.mutants]]", f'place = "{place}"', f"difference = '''\n{difference}'''"]
        lines.append("")
    return "\n".join(lines)
