"""The rule set of one commission and year, as the kernel needs it: plain frozen data.

Weights, bounds and shares are `Setting`s because much of the rule book was never published: a
setting may be empty, or be filled by a named assumption, and every result says which it used.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from scoring.numbers import Rounding


@dataclass(frozen=True, slots=True)
class Setting:
    """A number of the rule set.

    value: None where it was not published and no assumption fills it.
    assumption: id of the assumption that fills it, None where it was published.
    label: Indonesian name used in refusals, "bobot tahap SAQ".
    ref, grade: source ids and confidence (A, B, C, D or nf).
    """

    value: Fraction | None
    assumption: str | None = None
    label: str = ""
    ref: tuple[str, ...] = ()
    grade: str = "nf"


@dataclass(frozen=True, slots=True)
class Assumption:
    """A named choice where the rule was not published: what is assumed, and why."""

    id: str
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Source:
    """Where a number or a text comes from."""

    id: str
    title: str
    url: str = ""


class Step(StrEnum):
    """Points of the computation at which a rule set may declare rounding."""

    QUESTION = "question"
    INDICATOR = "indicator"
    STAGE = "stage"
    FINAL = "final"


@dataclass(frozen=True, slots=True)
class DeclaredRounding:
    """Rounding at one step. `assumption` is the id when mode or places were assumed."""

    rounding: Rounding
    assumption: str | None = None


class ClassOn(StrEnum):
    """Which number the class follows from."""

    PUBLISHED = "published"
    EXACT = "exact"


@dataclass(frozen=True, slots=True)
class Band:
    """One class: half-open from `lower` up to the next class, and the range as printed."""

    code: str
    label: str
    lower: Setting
    printed: str = ""
    printed_from: Fraction | None = None
    printed_to: Fraction | None = None
    printed_to_open: bool = False

    def prints(self, value: Fraction) -> bool:
        """Tell whether `value` lies inside the range as printed."""
        if self.printed_from is None or self.printed_to is None or value < self.printed_from:
            return False
        return value < self.printed_to or (value == self.printed_to and not self.printed_to_open)


@dataclass(frozen=True, slots=True)
class Status:
    """A state without a score, such as `tidak_dinilai`."""

    code: str
    label: str


class Blank(StrEnum):
    ZERO = "zero"
    PENDING = "pending"


class Evidenceless(StrEnum):
    """What a Ya without evidence earns."""

    ZERO = "zero"
    KEEP = "keep"


class NotApplicable(StrEnum):
    """What `tidak_berlaku` does; REFUSE makes it bad input."""

    REFUSE = "refuse"
    DROP_WEIGHT = "drop_weight"
    FULL = "full"
    ZERO = "zero"


@dataclass(frozen=True, slots=True)
class Level:
    """A level of a question's own scale; `points` in the unit of the question's weight."""

    code: str
    label: str
    points: Fraction
    definition: str = ""
    assumption: str | None = None


class Kind(StrEnum):
    """How a question is answered."""

    YES_NO = "yes_no"
    OPTION = "option"
    MULTIPLE = "multiple"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class CountBand:
    """From `lower` counted things on, the question earns `points` (M9)."""

    lower: Fraction
    points: Fraction


@dataclass(frozen=True, slots=True)
class ShownWhen:
    """The question is asked only when `question` was answered with one of `choices`."""

    question: str
    choices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Legal:
    """A legal basis; `checked` is false where the article was not compared with the text."""

    text: str
    checked: bool


@dataclass(frozen=True, slots=True)
class Evidence:
    """What must be shown: kinds (`tautan`, `pdf`, `gambar`, `video`, `surat_pernyataan`) and text."""

    kinds: tuple[str, ...] = ("tautan",)
    text: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """One item of a questionnaire.

    weight: points of the question in its own unit, range > 0; inside its indicator the questions
        share the indicator's weight in proportion to it.
    levels: the scale of a YES_NO question, best first; empty where Ya earns the weight.
    options: the choices of an OPTION or MULTIPLE question, with their points.
    counts: bands of a NUMBER question, ascending.
    all_or_nothing: a MULTIPLE question earns only when every option is chosen (M8).
    """

    code: str
    text: str
    indicator: str
    weight: Setting
    group: str = ""
    kind: Kind = Kind.YES_NO
    scored: bool = True
    levels: tuple[Level, ...] = ()
    options: tuple[Level, ...] = ()
    counts: tuple[CountBand, ...] = ()
    all_or_nothing: bool = False
    yes_without_evidence: Evidenceless = Evidenceless.ZERO
    not_applicable: NotApplicable = NotApplicable.REFUSE
    shown_when: ShownWhen | None = None
    help: str = ""
    remedy: str = ""
    evidence: Evidence = field(default_factory=Evidence)
    legal: tuple[Legal, ...] = ()
    continues: str = ""
    ref: tuple[str, ...] = ()
    grade: str = "nf"


@dataclass(frozen=True, slots=True)
class Indicator:
    """A part of the questionnaire with its weight in points of the declared maximum."""

    code: str
    label: str
    weight: Setting


class MissingStage(StrEnum):
    """What happens when a stage has no value."""

    ZERO = "zero"
    CARRY = "carry"
    RENORMALISE = "renormalise"
    EXCLUDE = "exclude"
    UNPUBLISHED = "nf"


@dataclass(frozen=True, slots=True)
class Part:
    """A component of a stage, addressed as `visitasi.presentasi`."""

    code: str
    label: str
    weight: Setting


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage of the year with its share of the final score in per cent."""

    code: str
    label: str
    weight: Setting
    missing: MissingStage = MissingStage.UNPUBLISHED
    missing_assumption: str | None = None
    carry_to: str = "saq"
    parts: tuple[Part, ...] = ()
    categories: tuple[str, ...] = ()


class Ties(StrEnum):
    """How equal values share places: 1,2,2,4 or 1,2,2,3."""

    COMPETITION = "competition"
    DENSE = "dense"


@dataclass(frozen=True, slots=True)
class Ranking:
    """Number and tie method that places follow; `assumption` where none was published."""

    number: ClassOn = ClassOn.PUBLISHED
    ties: Ties = Ties.COMPETITION
    assumption: str | None = None


@dataclass(frozen=True, slots=True)
class RuleSet:
    """Everything that decides a number for one owner, year and version."""

    owner: str
    year: int
    version: int
    title: str
    state: str
    maximum: Fraction
    blank: Blank = Blank.ZERO
    claimed_yes: str = "top"
    unjudged_yes: str = "zero"
    class_on: ClassOn = ClassOn.PUBLISHED
    class_on_assumption: str | None = None
    default_rounding: DeclaredRounding = field(default_factory=lambda: DeclaredRounding(Rounding()))
    rounding: Mapping[Step, DeclaredRounding] = field(default_factory=dict)
    bands: tuple[Band, ...] = ()
    half_open_assumption: str | None = None
    statuses: tuple[Status, ...] = ()
    stages: tuple[Stage, ...] = ()
    ranking: Ranking = field(default_factory=Ranking)
    indicators: tuple[Indicator, ...] = ()
    assumptions: Mapping[str, Assumption] = field(default_factory=dict)
    sources: Mapping[str, Source] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """Return `<owner>/<year>`, the name of the rule set without its version."""
        return f"{self.owner}/{self.year}"


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """A rule set with the questions of one category."""

    rules: RuleSet
    category: str
    label: str
    indicators: tuple[Indicator, ...]
    questions: tuple[Question, ...]
    left_out: Mapping[str, str] = field(default_factory=dict)
