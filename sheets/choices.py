"""The answers a question accepts, as a workbook shows them and as people spell them."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from scoring.facts import Choice
from scoring.rules import Kind, Level, NotApplicable, Question
from wording import text

SEPARATOR = ";"

_SPELLINGS = {
    "y": Choice.YES,
    "iya": Choice.YES,
    "tdk": Choice.NO,
    "tidak berlaku": Choice.NOT_APPLICABLE,
    "n/a": Choice.NOT_APPLICABLE,
}
_SPACES = re.compile(r"[\s_]+")


@dataclass(frozen=True, slots=True)
class Shown:
    """One choice: the code that is stored and the words in the cell."""

    code: str
    words: str


@lru_cache(maxsize=2048)
def plain(words: str) -> str:
    """Return `words` for comparison: one case, single spaces, no closing point.

    >>> plain("  TIDAK_berlaku. ")
    'tidak berlaku'
    """
    folded = unicodedata.normalize("NFKC", words).casefold()
    return _SPACES.sub(" ", folded).strip().rstrip(".").rstrip()


def nearest(word: str, choices: list[str], sure: float = 0.75) -> str | None:
    """Return the choice that `word` was probably meant to be; `sure` is how alike they are at least, 1 for the same.

    >>> nearest("tidka", ["ya", "tidak"])
    'tidak'
    """
    found = difflib.get_close_matches(word, choices, n=1, cutoff=sure)
    return found[0] if found else None


def answers_of(question: Question) -> tuple[Shown, ...]:
    """Return what may stand in the answer cell of `question`; nothing for a plain number question."""
    if question.kind is Kind.OPTION:
        return shown(question.options)
    fixed = [Shown(Choice.YES, text("sheets.isian.ya")), Shown(Choice.NO, text("sheets.isian.tidak"))]
    several = shown(question.options) if question.kind is Kind.MULTIPLE else ()
    chosen = fixed if question.kind is Kind.YES_NO else list(several)
    if question.not_applicable is not NotApplicable.REFUSE:
        chosen.append(Shown(Choice.NOT_APPLICABLE, text("sheets.isian.tidak_berlaku")))
    return tuple(chosen)


def levels_of(question: Question) -> tuple[Shown, ...]:
    """Return what may stand in the level cell of `question`."""
    return shown(question.levels)


def shown(scale: Iterable[Level]) -> tuple[Shown, ...]:
    """Return the words for each level: its label, with the code where the label alone could mean another one."""
    levels = list(scale)
    taken = [plain(level.code) for level in levels] + [plain(level.label) for level in levels]
    return tuple(Shown(level.code, _words(level, taken)) for level in levels)


def spellings(choices: Iterable[Shown], *, fixed: bool = False) -> Mapping[str, str]:
    """Return every accepted spelling, as `plain` leaves it, with its code; `fixed` adds those of Ya and Tidak."""
    listed = list(choices)
    known = {plain(choice.code): choice.code for choice in listed}
    known.update({plain(choice.words): choice.code for choice in listed})
    if fixed:
        codes = {choice.code for choice in listed}
        known.update({spelling: str(code) for spelling, code in _SPELLINGS.items() if code in codes})
    return known


def _words(level: Level, taken: list[str]) -> str:
    label = " ".join(level.label.split()) or level.code
    own = plain(label) == plain(level.code)
    clear = taken.count(plain(label)) == (2 if own else 1) and SEPARATOR not in label
    return label if clear else level.code
