"""What is known of one body before anything is decided: values, marks, facts; and what of it the rules do not know."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from fractions import Fraction

from scoring.numbers import exact_text
from scoring.resolve import FactError
from scoring.rules import RuleSet
from scoring.stage_rules import Stage

HUNDRED = Fraction(100)


@dataclass(frozen=True, slots=True)
class Mark:
    """What one assessor gave, 0-100; `territory` is the assessor's."""

    value: Fraction
    assessor: str
    territory: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One body of a contest.

    status: code of a state without a score; such a body is not scored.
    values: of stages (`saq`) and parts (`visitasi.presentasi`); 0 is a score, absence is not.
    marks: of the assessors, per stage or part with a panel.
    facts: ya or tidak; what is not named is not known.
    submitted: when it was sent, with its time zone.
    """

    body: str
    category: str
    territory: str | None = None
    status: str | None = None
    values: Mapping[str, Fraction] = field(default_factory=dict)
    marks: Mapping[str, Sequence[Mark]] = field(default_factory=dict)
    facts: Mapping[str, bool] = field(default_factory=dict)
    submitted: datetime | None = None

    def given(self, place: str) -> bool:
        """Tell whether a value or a mark was given for this very place."""
        return place in self.values or bool(self.marks.get(place))


def stages_of(rules: RuleSet, category: str) -> tuple[Stage, ...]:
    """Return the stages of a category, in the order in which they are held."""
    return tuple(stage for stage in rules.stages if not stage.categories or category in stage.categories)


def entry_faults(rules: RuleSet, entry: Entry) -> list[FactError]:
    """Return everything for which a contest would refuse this body."""
    places: dict[str, Stage] = {}
    for stage in stages_of(rules, entry.category):
        places |= {stage.code: stage} | {f"{stage.code}.{part.code}": stage for part in stage.parts}
    names = dict.fromkeys([*entry.values, *(place for place, marks in entry.marks.items() if marks)])
    found = [FactError(name, message) for name in names for message in _place_faults(rules, entry, places, name)]
    known = {fact.code for fact in rules.facts}
    found += [FactError(code, f"bukan fakta {rules.id}") for code in entry.facts if code not in known]
    if entry.status is not None and entry.status not in {status.code for status in rules.statuses}:
        found.append(FactError(entry.status, f"bukan status {rules.id}"))
    if entry.submitted is not None and entry.submitted.tzinfo is None:
        found.append(FactError(entry.submitted.isoformat(), "waktu kirim tanpa zona waktu"))
    return found


def contest_faults(rules: RuleSet, entries: Sequence[Entry]) -> list[FactError]:
    """Return everything for which a contest would refuse these bodies; the code names body and place."""
    named = Counter(entry.body for entry in entries)
    found = [FactError(name, "badan publik ini disebut dua kali") for name, times in named.items() if times > 1]
    for entry in entries:
        found += [FactError(f"{entry.body}, {fault.code}", fault.message) for fault in entry_faults(rules, entry)]
    return found


def _place_faults(rules: RuleSet, entry: Entry, places: Mapping[str, Stage], name: str) -> Iterator[str]:
    stage = places.get(name)
    if stage is None:
        yield f"bukan tahap {rules.id} untuk kategori ini"
        return
    most = stage.weight.value if stage.in_points and stage.weight.value is not None else HUNDRED
    if name in entry.values and not 0 <= entry.values[name] <= most:
        yield f"nilai tahap harus 0 sampai {exact_text(most)}"
    if name != stage.code and entry.given(stage.code):
        yield "tahap ini sudah diberi nilai utuh"
    if entry.marks.get(name):
        yield from _mark_faults(rules, entry, name)


def _mark_faults(rules: RuleSet, entry: Entry, name: str) -> Iterator[str]:
    marks = entry.marks[name]
    panel = next((panel for panel in rules.panels if panel.place == name), None)
    if panel is None:
        yield "tanpa panel penilai, hanya satu nilai yang diterima"
        return
    if name in entry.values:
        yield "diberi nilai dan nilai penilai sekaligus"
    if any(not 0 <= mark.value <= HUNDRED for mark in marks):
        yield "nilai penilai harus 0 sampai 100"
    assessors = [mark.assessor for mark in marks]
    for assessor in dict.fromkeys(assessors):
        if assessors.count(assessor) > 1:
            yield f"penilai {assessor} memberi dua nilai"
    for mark in marks:
        if panel.territorial and (mark.territory is None or mark.territory != entry.territory):
            yield f"penilai {mark.assessor} bukan dari wilayah badan publik ini"
