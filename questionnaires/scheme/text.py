"""Sentences with where they come from, and the small words that sentences are made of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

import wording
from questionnaires.schema import RulesFile
from questionnaires.tables import Sourced
from questionnaires.values import UNPUBLISHED


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence; `refs` and `grade` say what stands behind it, empty where it reports no number or method."""

    text: str
    refs: tuple[str, ...] = ()
    grade: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """Sentences under one heading; `code` names it for pages and links."""

    code: str
    lines: tuple[Line, ...]

    @property
    def title(self) -> str:
        """Return the heading."""
        return wording.text(f"skema.bagian_{self.code}")


@dataclass(frozen=True, slots=True)
class Scheme:
    """One version of a rule set in words."""

    name: str
    title: str
    sections: tuple[Section, ...]

    def section(self, code: str) -> Section:
        """Return the section of this code.

        Raises:
            KeyError: the rule set has nothing to say there.
        """
        return {section.code: section for section in self.sections}[code]


def said(key: str, table: Sourced | None = None, /, **values: object) -> Line:
    """Return the sentence `skema.<key>`, with the sources of the table that it reports."""
    sentence = word(key, **values)
    return Line(sentence) if table is None else Line(sentence, tuple(table.ref), table.grade)


def word(key: str, /, **values: object) -> str:
    """Return the words `skema.<key>` as a part of a sentence."""
    return wording.catalogue()[f"skema.{key}"].format_map(values)


def figure(value: Fraction | int) -> str:
    """Return an exact number as people write it; a fraction without finite decimals as n/d.

    >>> figure(Fraction("87.5")), figure(Fraction(1, 3)), figure(1000)
    ('87,5', '1/3', '1.000')
    """
    exact = Fraction(value)
    for places in range(7):
        scaled = exact * 10**places
        if scaled.denominator == 1:
            whole = f"{abs(scaled.numerator):0{places + 1}d}"
            digits = f"{whole[:-places]}.{whole[-places:]}" if places else whole
            return wording.number(("-" if exact < 0 else "") + digits)
    return str(exact)


def listing(parts: Sequence[str], last: str = "dan") -> str:
    """Return the parts with commas and `dan` or `atau` before the last.

    >>> listing(["OPD"]), listing(["OPD", "desa"]), listing(["OPD", "desa", "BUMD"], "atau")
    ('OPD', 'OPD dan desa', 'OPD, desa, atau BUMD')
    """
    if len(parts) < 3:
        return f" {last} ".join(parts)
    return f"{', '.join(parts[:-1])}, {last} {parts[-1]}"


def open_value(value: object) -> bool:
    """Tell whether a value was not published."""
    return bool(value == UNPUBLISHED)


def counts_only(rules: RulesFile) -> bool:
    """Tell whether a rule set gives no score at all: nothing is asked, weighed, classed or won."""
    return not (rules.stages or rules.bands or rules.indicators or rules.categories or rules.awards)


class Names:
    """What the codes of a rule set are called."""

    def __init__(self, rules: RulesFile) -> None:
        self._stages = {stage.code: stage.label for stage in rules.stages}
        self._parts = {f"{s.code}.{part.code}": f"{s.label}, {part.label}" for s in rules.stages for part in s.parts}
        self._bands = {band.code: band.label for band in rules.bands}
        self._facts = {fact.code: fact.label for fact in rules.facts}
        self._categories = {row.code: row.label for row in rules.categories}

    def stage(self, place: str) -> str:
        """Return the name of a stage, of a part of it, or of the final score."""
        if place == "final":
            return word("nilai_akhir")
        return self._stages.get(place) or self._parts.get(place, place)

    def stages(self, places: Iterable[str]) -> str:
        """Return the names of several stages."""
        return listing([self.stage(place) for place in places])

    def band(self, code: str) -> str:
        """Return the name of a class."""
        return self._bands.get(code, code)

    def fact(self, code: str) -> str:
        """Return the name of a fact, as it stands within a sentence."""
        label = self._facts.get(code, code)
        return label[:1].lower() + label[1:]

    def categories(self, codes: Iterable[str], last: str = "dan") -> str:
        """Return the names of categories; one without a questionnaire here goes by the name all rule sets share."""
        return listing([self._categories.get(code) or _common(code) for code in codes], last)


def _common(code: str) -> str:
    return wording.templates("skema.kategori").get(code, code.replace("_", " "))
