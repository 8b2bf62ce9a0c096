"""What a body answered and what a verifier found: the facts that a score is computed from."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction


class FactKind(StrEnum):
    """The four scores that are kept side by side."""

    SELF = "self"
    VERIFIED = "verified"
    OBJECTED = "objected"
    FINAL = "final"


class Choice(StrEnum):
    """The answers of a yes/no question."""

    YES = "ya"
    NO = "tidak"
    NOT_APPLICABLE = "tidak_berlaku"


class State(StrEnum):
    """What a question is; absence is a state, never a number."""

    ANSWERED = "answered"
    BLANK = "blank"
    NOT_APPLICABLE = "not_applicable"
    PENDING = "pending"
    REJECTED = "rejected"
    HIDDEN = "hidden"


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer of one question.

    choice: `ya`, `tidak`, `tidak_berlaku` or the code of the one option chosen.
    chosen: codes chosen in a multiple-choice question.
    level: code of the question's own scale, given with a Ya.
    number: the count of a number question.
    links: evidence, each a valid http(s) address.
    """

    choice: str | None = None
    chosen: tuple[str, ...] = ()
    level: str | None = None
    number: Fraction | None = None
    links: tuple[str, ...] = ()
    note: str = ""

    @property
    def blank(self) -> bool:
        """Tell whether nothing that can be scored was answered; links and a note alone are not an answer."""
        return self.choice is None and not self.chosen and self.number is None


BLANK = Answer()


class Outcome(StrEnum):
    """What a verifier decided about one answer."""

    ACCEPTED = "accepted"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Verdict:
    """The verifier's finding on one question; `level` where the question has levels."""

    outcome: Outcome
    level: str | None = None
    note: str = ""
