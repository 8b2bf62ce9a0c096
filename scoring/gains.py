"""What is still to be earned: the gaps of one sheet, what costs least first."""

from __future__ import annotations

from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from scoring.facts import State
from scoring.reasons import Reason
from scoring.sheet import QuestionScore, ScoreSheet


class Gap(StrEnum):
    """What would earn the points: evidence for a Ya, an answer, fulfilment, a better level."""

    EVIDENCE = "bukti"
    ANSWER = "isi"
    FULFIL = "penuhi"
    LEVEL = "tingkat"


class Gain(NamedTuple):
    """One gap: the points that closing it would add, at most, in points of the declared maximum."""

    code: str
    gap: Gap
    points: Fraction


def gains(sheet: ScoreSheet) -> list[Gain]:
    """Return the gaps that would earn something: Ya without evidence first, then the largest, then by order asked."""
    found = [gain for score in sheet.questions if (gain := _gain(score)) is not None]
    return sorted(found, key=lambda gain: (gain.gap is not Gap.EVIDENCE, -gain.points))


def _gain(score: QuestionScore) -> Gain | None:
    if score.possible is None or score.earned is None:
        return None
    if score.reason == Reason.NO_EVIDENCE:
        return Gain(score.code, Gap.EVIDENCE, score.claimed) if score.claimed else None
    missing = score.possible - score.earned
    if missing <= 0:
        return None
    if score.state is State.BLANK:
        return Gain(score.code, Gap.ANSWER, missing)
    return Gain(score.code, Gap.LEVEL if score.earned else Gap.FULFIL, missing)
