"""Which of several printed values stands for all: the rules of `data/README.md`, each with its reason in words."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import wording
from workflow.published import CERTAINTIES, CLASSES, OtherValue, Result, Tally

ASSESSED = "assessed"
NOT_REGISTERED = "not_registered"
LOWEST_TWO = "kurang_tidak_informatif"
"""Kurang and Tidak counted together, where a source does not split them."""


def choose_results(results: Iterable[Result], others: Iterable[OtherValue] = ()) -> list[Result]:
    """Return every row in the order given; one row of each body, scope and year is chosen, with the reason."""
    groups: dict[tuple[int, str, str], list[Result]] = defaultdict(list)
    rows = list(results)
    for row in rows:
        groups[row.year, row.scope, row.body_id].append(row)
    doubts: dict[tuple[int, str, str], list[str]] = defaultdict(list)
    for other in others:
        doubts[other.year, other.scope, other.body_id].append(other.reason)
    decided = {}
    for key, group in groups.items():
        winner, reason = _choose(group)
        why = " ".join(dict.fromkeys([*([reason] if reason else []), *doubts[key]]))
        for row in group:
            taken = row is winner
            decided[row.number] = replace(row, chosen=taken, reason=why if taken else "")
    return [decided[row.number] for row in rows]


def _choose(group: Sequence[Result]) -> tuple[Result, str]:
    """Return the row to use and why: certainty, then how many sources print the value, then order."""
    if len(group) == 1:
        return group[0], ""
    printed = {(_value(row), source) for row in group for source in row.sources}
    votes = Counter(value for value, _ in printed)
    ranks = {row.number: (CERTAINTIES.index(row.certainty), -votes[_value(row)], row.empty) for row in group}
    winner = min(group, key=lambda row: (ranks[row.number], row.number))
    rest = [ranks[row.number] for row in group if _value(row) != _value(winner)]
    return winner, _reason(winner, votes, ranks[winner.number], rest)


def _value(row: Result) -> tuple[str | None, str | None]:
    return row.score, row.class_code


_Rank = tuple[int, int, bool]


def _reason(winner: Result, votes: Counter[tuple[str | None, str | None]], best: _Rank, rest: Sequence[_Rank]) -> str:
    """Return the first rule by which the winner is ahead of every row with another value."""
    if not rest:
        return wording.text("hasil.pilihan.sepakat")
    if all(best[0] < other[0] for other in rest):
        return wording.text("hasil.pilihan.kepastian", kepastian=wording.text(certainty_key(winner.certainty)))
    if all(best[:2] < other[:2] for other in rest):
        return wording.text("hasil.pilihan.terbanyak", n=votes[_value(winner)], semua=votes.total())
    if all(best < other for other in rest):
        return wording.text("hasil.pilihan.bernilai")
    return wording.text("hasil.pilihan.pertama")


def certainty_key(certainty: str) -> str:
    """Return the catalogue key of a certainty."""
    return "hasil.kepastian." + certainty.replace(" ", "_")


@dataclass(frozen=True, slots=True)
class Cell:
    """One count with everything that was printed for it.

    value: the chosen count. disputed: sources print different counts or totals.
    """

    measure: str
    value: int | None
    total: int | None
    rows: tuple[Tally, ...]
    disputed: bool
    reason: str

    @property
    def chosen(self) -> Tally:
        """Return the row that stands for the cell."""
        return next(row for row in self.rows if (row.count, row.total) == (self.value, self.total))


@dataclass(frozen=True, slots=True)
class Spread:
    """How the bodies of one year are spread over the classes.

    total: bodies assessed, None where not published. parts: classes and states that add to the total, in order.
    rest: bodies whose class was not printed; rest_class: the only class they can be in, where one is missing.
    fault: why no bar can be drawn (`tanpa_jumlah`, `tidak_menutup`, `tanpa_kelas`), else empty.
    """

    year: int
    scope: str
    group: str
    total: int | None
    cells: Mapping[str, Cell]
    parts: tuple[tuple[str, int], ...]
    rest: int
    rest_class: str | None
    fault: str


def spreads(counts: Iterable[Tally]) -> list[Spread]:
    """Return one spread per scope, group and year, oldest first."""
    tables: dict[tuple[int, str, str], list[Tally]] = defaultdict(list)
    for count in counts:
        tables[count.year, count.scope, count.group].append(count)
    return [_spread(*key, rows) for key, rows in sorted(tables.items())]


def _spread(year: int, scope: str, group: str, rows: list[Tally]) -> Spread:
    measures: dict[str, list[Tally]] = defaultdict(list)
    for row in rows:
        measures[row.measure].append(row)
    total = _total(measures)
    majority = {code: _most_printed(measures[code]) for code in CLASSES if code in measures}
    cells = {}
    for measure, own in measures.items():
        others = [value for code, value in majority.items() if code != measure]
        missing = None
        if measure in CLASSES and len(majority) == len(CLASSES) and total is not None and None not in others:
            missing = total - sum(value for value in others if value is not None)
        cells[measure] = _cell(measure, own, missing)
    parts = _parts(cells)
    known = sum(value for _, value in parts)
    rest = total - known if total is not None else 0
    return Spread(
        year=year,
        scope=scope,
        group=group,
        total=total,
        cells=cells,
        parts=parts,
        rest=max(rest, 0),
        rest_class=_only_missing(cells) if rest > 0 else None,
        fault=_fault(parts, total, rest),
    )


def _fault(parts: Sequence[tuple[str, int]], total: int | None, rest: int) -> str:
    if not any(code != NOT_REGISTERED for code, _ in parts):
        return "tanpa_kelas"
    if total is None:
        return "tanpa_jumlah"
    return "tidak_menutup" if rest < 0 else ""


def _parts(cells: Mapping[str, Cell]) -> tuple[tuple[str, int], ...]:
    """Return what can stand in one bar: the classes, the lowest two together only where they are not split."""
    order = [*CLASSES, LOWEST_TWO, NOT_REGISTERED]
    split = any(code in cells for code in CLASSES[-2:])
    return tuple(
        (code, value)
        for code in order
        if code in cells and not (code == LOWEST_TWO and split) and (value := cells[code].value) is not None
    )


def _only_missing(cells: Mapping[str, Cell]) -> str | None:
    missing = [code for code in CLASSES if code not in cells]
    return missing[0] if len(missing) == 1 and NOT_REGISTERED not in cells else None


def _total(measures: Mapping[str, list[Tally]]) -> int | None:
    """Return the bodies assessed: as counted, else the total printed with most class counts, else with states."""
    if ASSESSED in measures:
        return _cell(ASSESSED, measures[ASSESSED], None).value
    classes = [row for code in (*CLASSES, LOWEST_TWO) for row in measures.get(code, [])]
    preferred = [row for row in classes if row.preferred]
    states = [row for rows in measures.values() for row in rows]
    for rows in (preferred, classes, states):
        printed = [(row.total, row.source) for row in rows if row.total is not None]
        if printed:
            return _most_common(printed)
    return None


def _most_printed(rows: Sequence[Tally]) -> int | None:
    return _most_common([(row.count, row.source) for row in rows if row.count is not None])


def _most_common(printed: Sequence[tuple[int | None, str]]) -> int | None:
    """Return the value that most sources print, the first of equals."""
    votes = Counter(value for value, _ in dict.fromkeys(printed))
    return max(votes, key=lambda value: votes[value]) if votes else None


def _cell(measure: str, rows: Sequence[Tally], closing: int | None) -> Cell:
    """Return the chosen count: picked by hand, else the one that closes the sum, else the most printed."""
    counted = [row for row in rows if row.count is not None] or list(rows)
    values = {row.count for row in counted}
    totals = {row.total for row in counted if row.total is not None}
    winner, reason = _winner(counted, values, closing)
    disputed = len(values) > 1 or (measure != ASSESSED and len(totals) > 1)
    return Cell(measure, winner.count, winner.total, tuple(rows), disputed, reason if disputed else "")


def _winner(rows: Sequence[Tally], values: set[int | None], closing: int | None) -> tuple[Tally, str]:
    for row in rows:
        if row.preferred:
            return row, row.preferred
    if len(values) > 1 and closing in values:
        return _fullest(rows, closing), wording.text("hasil.pilihan.menutup")
    value = _most_printed(rows)
    votes = Counter(row.count for row in {(row.count, row.source): row for row in rows}.values())
    if len(votes) > 1 and votes.most_common(2)[0][1] == votes.most_common(2)[1][1]:
        return _fullest(rows, value), wording.text("hasil.pilihan.pertama")
    return _fullest(rows, value), wording.text("hasil.pilihan.terbanyak", n=votes[value], semua=votes.total())


def _fullest(rows: Sequence[Tally], value: int | None) -> Tally:
    """Return the first row of this value, one with a total before one without."""
    own = [row for row in rows if row.count == value]
    return min(own, key=lambda row: (row.total is None, row.number))
