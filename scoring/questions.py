"""The questions of a questionnaire: how each is answered, proven and scored."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from scoring.settings import Setting


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
    """What must be shown: kinds (`tautan`, `pdf`, `gambar`, `video`, `surat_pernyataan`) and text.

    count: links at least. max_mb: largest file. sample: documents that are looked at. period: `tahun_lalu`,
    `tahun_ini` or `keduanya`. own_site: it must stand on the body's own site.
    """

    kinds: tuple[str, ...] = ("tautan",)
    text: str = ""
    count: int = 1
    max_mb: Fraction | None = None
    sample: int | None = None
    period: str = ""
    own_site: bool = False


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
