"""Which column means what: every spelling of a title that the rules know, to the field it stands for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from scoring.rules import RuleSet, Stage
from sheets.choices import nearest, plain
from wording import text

SEPARATOR = ":"

_RANGE = re.compile(r"\(\s*\d[^)]*\)\s*$")
_MARKS = re.compile(r"[^\w]+")
_BEFORE = re.compile(r"(?:nilai|skor|hasil) (?=\w)")
_ASSESSOR = re.compile(r"(?P<name>[^()]*[^()\s])\s*(?:\((?P<territory>[^()]+)\))?\s*\Z")
_STAGE_ALIASES: Mapping[str, tuple[str, ...]] = {"saq": ("kuesioner",), "uji_publik": ("presentasi",)}
"""What the official stages are also called, where nothing of the rules has that name."""


class Kind(StrEnum):
    """What a column holds; the value of the first five is the last part of the wording key of their title."""

    BODY = "badan"
    CATEGORY = "kategori"
    TERRITORY = "wilayah"
    STATUS = "status"
    SUBMITTED = "dikirim"
    VALUE = "tahap"
    MARK = "penilai"
    FACT = "fakta"


ABOUT = (Kind.BODY, Kind.CATEGORY, Kind.TERRITORY, Kind.STATUS, Kind.SUBMITTED)
"""The columns that every table may have, whatever its rules."""

_ALIASES: Mapping[str, Kind] = {
    "badan publik": Kind.BODY,
    "nama badan": Kind.BODY,
    "nama badan publik": Kind.BODY,
    "nama": Kind.BODY,
    "nama instansi": Kind.BODY,
    "instansi": Kind.BODY,
    "peserta": Kind.BODY,
    "kategori badan publik": Kind.CATEGORY,
    "daerah": Kind.TERRITORY,
    "provinsi": Kind.TERRITORY,
    "status penilaian": Kind.STATUS,
    "keadaan": Kind.STATUS,
    "waktu kirim": Kind.SUBMITTED,
    "dikirim pada": Kind.SUBMITTED,
    "tanggal kirim": Kind.SUBMITTED,
    "tanggal dikirim": Kind.SUBMITTED,
}


@dataclass(frozen=True, slots=True)
class Field:
    """What one column holds.

    place: a stage or part (`visitasi.presentasi`), or the code of a fact. assessor, territory: who gave the marks.
    """

    kind: Kind
    place: str = ""
    assessor: str = ""
    territory: str = ""


class Titles:
    """The fields of one rule set by every spelling of their titles; a code wins over a label."""

    def __init__(self, rules: RuleSet) -> None:
        self.panels = frozenset(panel.place for panel in rules.panels)
        self._known = {folded(words): field for words, field in _codes(rules)}
        firm = frozenset(self._known)
        self._unclear: set[str] = set()
        for words, field in _labels(rules):
            key = folded(words)
            if key not in firm and self._known.setdefault(key, field) != field:
                self._unclear.add(key)
        for code, others in _STAGE_ALIASES.items():
            for words in others if folded(code) in self._known else ():
                self._known.setdefault(words, Field(Kind.VALUE, code))

    def find(self, words: str) -> Field | None:
        """Return what a column with this title holds, None where the title is not one of ours or could mean two."""
        key = folded(words)
        for spelled in (key, _BEFORE.sub("", key, count=1)):
            if spelled in self._known:
                return None if spelled in self._unclear else self._known[spelled]
        return self._mark(words)

    def unclear(self, words: str) -> bool:
        """Tell whether this title could mean two columns."""
        return folded(words) in self._unclear

    def meant(self, words: str) -> str | None:
        """Return the title that `words` was probably meant to be."""
        before, mark, after = words.partition(SEPARATOR)
        if mark and (close := nearest(folded(before), list(self._known))) is not None:
            return f"{close}{SEPARATOR} {after.strip()}"
        return nearest(folded(words), list(self._known))

    def _mark(self, words: str) -> Field | None:
        before, mark, after = _RANGE.sub("", words).partition(SEPARATOR)
        named = _ASSESSOR.match(after.strip()) if mark else None
        place = self._known.get(folded(before))
        if named is None or place is None or place.kind is not Kind.VALUE:
            return None
        assessor, territory = " ".join(named["name"].split()), " ".join((named["territory"] or "").split())
        return replace(place, kind=Kind.MARK, assessor=assessor, territory=territory)


def folded(words: str) -> str:
    """Return a title for comparison: one case, words only, without a range of points at its end.

    >>> folded("Visitasi: Presentasi (0-100)"), folded("visitasi.presentasi"), folded("Kuesioner (SAQ)")
    ('visitasi presentasi', 'visitasi presentasi', 'kuesioner saq')
    """
    return _MARKS.sub(" ", plain(_RANGE.sub("", words)).replace("_", " ")).strip()


def stage_label(rules: RuleSet, place: str) -> str:
    """Return how people call a stage or a part, `Visitasi: Presentasi`."""
    code, _, part = place.partition(".")
    for stage in rules.stages:
        if stage.code == code:
            inner = next((one.label for one in stage.parts if one.code == part), part)
            return f"{stage.label}{SEPARATOR} {inner}" if part else stage.label
    return place


def result_title(stage: Stage) -> str:
    """Return how the results call the values of a stage; those given in points stand there on 0-100 as well."""
    return text("rekap.kolom.dari_poin", tahap=stage.label) if stage.in_points else stage.label


def places_of(stages: Sequence[Stage]) -> list[str]:
    """Return where a value or a mark can stand: every part of a stage, and a stage that has no parts."""
    return [
        place for stage in stages for place in ([f"{stage.code}.{part.code}" for part in stage.parts] or [stage.code])
    ]


def _codes(rules: RuleSet) -> Iterator[tuple[str, Field]]:
    yield from ((kind, Field(kind)) for kind in ABOUT)
    for stage in rules.stages:
        yield stage.code, Field(Kind.VALUE, stage.code)
        yield from (
            (f"{stage.code} {part.code}", Field(Kind.VALUE, f"{stage.code}.{part.code}")) for part in stage.parts
        )
    yield from ((fact.code, Field(Kind.FACT, fact.code)) for fact in rules.facts)


def _labels(rules: RuleSet) -> Iterator[tuple[str, Field]]:
    yield from ((words, Field(kind)) for words, kind in _ALIASES.items())
    yield from ((text(f"rekap.kolom.{kind}"), Field(kind)) for kind in ABOUT)
    for stage in rules.stages:
        yield stage.label, Field(Kind.VALUE, stage.code)
        for part in stage.parts:
            field = Field(Kind.VALUE, f"{stage.code}.{part.code}")
            yield from ((f"{before} {part.label}", field) for before in (stage.code, stage.label))
            yield from ((f"{stage.label} {part.code}", field), (part.label, field))
    yield from ((fact.label, Field(Kind.FACT, fact.code)) for fact in rules.facts)
