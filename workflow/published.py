"""Published results as data: what a commission, a body or the press printed, with its source and certainty."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

NATIONAL = "nasional"
"""Scope of the Komisi Informasi Pusat."""

EVERY_CATEGORY = "all"
"""Group of the counts that are not split by category."""

CLASSES = ("informatif", "menuju_informatif", "cukup_informatif", "kurang_informatif", "tidak_informatif")
"""The five classes of the national scales, best first."""

CERTAINTIES = (
    "exact from a list",
    "list in a news item",
    "news of the body itself",
    "news item",
    "derived",
    "ambiguous",
)
"""How well a row is attested, best first, in the words of the table."""

AMBIGUOUS = "ambiguous"


class Succession(StrEnum):
    """How a body follows from the one before."""

    RENAMED = "renamed"
    SPLIT = "split"
    MERGED = "merged"


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose monev it was: the nation, a province, a kabupaten, or a body's own round for its units.

    rules: owner of the rule sets that scored it. printed: the text of the tables.
    """

    code: str
    printed: str
    name: str
    level: str
    rules: str


@dataclass(frozen=True, slots=True)
class Body:
    """A public body under one name; a new name is a new body with a predecessor.

    matched: false where a published name fits no known body and stands for itself.
    """

    id: str
    name: str
    short_name: str
    category: str
    territory: str
    aliases: tuple[str, ...] = ()
    valid_from: str = ""
    valid_to: str = ""
    predecessors: tuple[str, ...] = ()
    succession: Succession | None = None
    note: str = ""
    matched: bool = True

    @property
    def label(self) -> str:
        """Return the name for charts and narrow places."""
        return self.short_name or self.name

    @property
    def names(self) -> tuple[str, ...]:
        """Return every name under which the body is found."""
        return tuple(dict.fromkeys((self.name, *([self.short_name] if self.short_name else []), *self.aliases)))

    def valid_in(self, year: int) -> bool:
        """Tell whether the name was in force at some time of the year; an empty bound is open."""
        first, last = self.valid_from[:4], self.valid_to[:4]
        return (not first or int(first) <= year) and (not last or year <= int(last))


@dataclass(frozen=True, slots=True)
class Link:
    """A succession: `successor` follows from `predecessor`."""

    successor: str
    predecessor: str
    kind: Succession


@dataclass(frozen=True, slots=True)
class Result:
    """One row of `data/published_results.csv`, never recomputed.

    number: its place in the table. body: the name as printed. group: the category as printed; category: its code.
    score, place, class_code: None where nothing was printed. sources: the first is the row's own.
    note: as in the table; remark: the same in Indonesian. chosen: the row that stands for body, scope and year.
    """

    number: int
    year: int
    scope: str
    level: str
    body_id: str
    body: str
    group: str
    category: str
    score: str | None
    class_code: str | None
    place: int | None
    saq_score: str | None
    presentation_score: str | None
    sources: tuple[str, ...]
    certainty: str
    note: str
    remark: str
    chosen: bool = True
    reason: str = ""

    @property
    def empty(self) -> bool:
        """Tell whether neither a score nor a class was printed."""
        return self.score is None and self.class_code is None

    @property
    def ambiguous(self) -> bool:
        """Tell whether the source leaves the value, the year or the wording open."""
        return self.certainty == AMBIGUOUS


@dataclass(frozen=True, slots=True)
class OtherValue:
    """Another value that a source prints for a row, and why it was not taken."""

    year: int
    scope: str
    body_id: str
    field: str
    value: str
    source: str
    reason: str


@dataclass(frozen=True, slots=True)
class Tally:
    """One row of `data/aggregates.csv`: how many bodies of a group are in a class or a state.

    measure: code of the class or state. preferred: the row that `data/choices.csv` picks, with its reason.
    """

    number: int
    year: int
    scope: str
    group: str
    measure: str
    count: int | None
    total: int | None
    source: str
    note: str
    remark: str
    preferred: str = ""


@dataclass(frozen=True, slots=True)
class Series:
    """One body in one scope, as a list shows it. scope is empty for a body without results."""

    scope: str
    body: Body


@dataclass(frozen=True, slots=True)
class Search:
    """What a list is asked for; empty fields do not narrow it."""

    text: str = ""
    scope: str = ""
    group: str = ""


@dataclass(frozen=True, slots=True)
class GroupYear:
    """How many bodies of a category have a published result in a year."""

    scope: str
    group: str
    year: int
    results: int


@dataclass(frozen=True, slots=True)
class Publication:
    """Everything the data files hold, ready to be stored."""

    scopes: tuple[Scope, ...]
    bodies: tuple[Body, ...]
    results: tuple[Result, ...]
    others: tuple[OtherValue, ...]
    counts: tuple[Tally, ...]
