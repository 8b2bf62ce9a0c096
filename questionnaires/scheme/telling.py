"""All of a rule set in sentences, section by section."""

from __future__ import annotations

from questionnaires.loader import Library
from questionnaires.scheme import content, contest, gaps
from questionnaires.scheme.text import Line, Names, Scheme, Section, counts_only, said
from questionnaires.whole import Whole, read_whole


def scheme(library: Library, name: str) -> Scheme:
    """Return one version of a rule set in words; sections without anything to say are left out.

    Raises:
        UnknownRules: there is none. RuleErrors: it has faults.
    """
    whole = read_whole(library, name)
    rules = whole.scope.rules
    others = [
        e.name for e in library.editions if (e.owner, e.year) == (rules.owner, rules.year) and e.name != whole.name
    ]
    told = tuple(Section(code, lines) for code, lines in _sections(whole, others) if lines)
    return Scheme(whole.name, rules.title, told)


def way(library: Library, name: str) -> tuple[Section, ...]:
    """Return what leads bodies from their stage values to places: stages, gates, assessors, classes, places, objection.

    Raises:
        UnknownRules: there is no such rule set. RuleErrors: it has faults.
    """
    scope, _ = library.loaded(library.edition(name))
    names = Names(scope.rules)
    told: list[tuple[str, tuple[Line, ...]]] = [
        ("tahap", tuple(contest.stages(scope, names))),
        ("gerbang", tuple(contest.gates(scope, names))),
        ("penilai", tuple(contest.marks(scope, names))),
        ("kelas", tuple(content.classes(scope))),
        ("peringkat", tuple(contest.places(scope, names))),
        ("sanggah", tuple(contest.objection(scope, names))),
    ]
    return tuple(Section(code, lines) for code, lines in told if lines)


def _sections(whole: Whole, others: list[str]) -> list[tuple[str, tuple[Line, ...]]]:
    scope, names = whole.scope, Names(whole.scope.rules)
    scored = not counts_only(scope.rules)
    return [
        ("keadaan", tuple(content.versions(scope, others))),
        ("tahap", tuple(contest.stages(scope, names)) if scored else (said("tanpa_nilai"),)),
        ("gerbang", tuple(contest.gates(scope, names))),
        ("kelas", tuple(content.classes(scope))),
        ("indikator", tuple(content.indicators(scope)) if scored else ()),
        ("kuesioner", tuple(content.questionnaires(whole))),
        ("tingkat", tuple(content.levels(scope))),
        ("penilai", tuple(contest.marks(scope, names))),
        ("sanggah", tuple(contest.objection(scope, names))),
        ("peringkat", tuple(contest.places(scope, names))),
        ("ukuran", tuple(contest.measures(scope))),
        ("hitungan", tuple(content.arithmetic(whole))),
        ("belum", tuple(gaps.unpublished(scope, names))),
        ("anggapan", tuple(content.assumptions(scope))),
        ("sumber", tuple(content.sources(scope))),
    ]
