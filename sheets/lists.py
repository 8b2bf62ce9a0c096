"""The hidden sheet of choices: what the drop-down lists offer and what the formulas look up."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from scoring.lines import Lines
from scoring.rules import Level, Questionnaire
from sheets.choices import shown
from sheets.layout import CHOICES_SHEET
from sheets.paper import Paper, words


class Entry(NamedTuple):
    """One choice: its code, the words in the cell, the label that reasons name, its points as a whole number."""

    code: str
    words: str
    label: str = ""
    units: int = 0


class Block(NamedTuple):
    """Where a list of choices stands; ranges are absolute and name their sheet."""

    first: int
    length: int

    @property
    def codes(self) -> str:
        """Return the range of the codes."""
        return self._range("A")

    @property
    def words(self) -> str:
        """Return the range of the words that people choose."""
        return self._range("B")

    @property
    def labels(self) -> str:
        """Return the range of the labels that reasons name."""
        return self._range("C")

    @property
    def units(self) -> str:
        """Return the range of the points."""
        return self._range("D")

    def _range(self, column: str) -> str:
        return f"{CHOICES_SHEET}!${column}${self.first + 1}:${column}${self.first + self.length}"


@dataclass(slots=True)
class Lists:
    """Collects lists of choices, each stored once, and writes them to the hidden sheet at the end."""

    denominator: int
    _blocks: dict[tuple[Entry, ...], Block] = field(default_factory=dict)
    _next: int = 0

    @classmethod
    def of(cls, questionnaire: Questionnaire) -> Lists:
        """Return no lists yet; points will be whole numbers over the common denominator of `questionnaire`."""
        return cls(Lines(questionnaire).denominator)

    def block(self, scale: tuple[Level, ...]) -> Block:
        """Return where the choices of `scale` will stand."""
        entries = tuple(
            Entry(choice.code, choice.words, level.label, int(level.points * self.denominator))
            for choice, level in zip(shown(scale), scale, strict=True)
        )
        known = self._blocks.get(entries)
        if known is None:
            known = self._blocks[entries] = Block(self._next, len(entries))
            self._next += len(entries)
        return known

    def write(self, paper: Paper) -> None:
        """Write the hidden sheet."""
        sheet = paper.book.add_worksheet(CHOICES_SHEET)
        style = paper.style("plain", num_format="@")
        for entries, block in self._blocks.items():
            for row, entry in enumerate(entries, start=block.first):
                for column, value in enumerate((entry.code, entry.words, entry.label)):
                    words(sheet, row, column, value, style)
                sheet.write_number(row, 3, entry.units)
        sheet.hide()
