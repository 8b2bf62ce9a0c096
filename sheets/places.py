"""Where the lines and sums of a score stand in the workbook of one body, so that formulas can name them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from scoring.rules import Questionnaire
from wording import text

LINKS_SHEET = "_tautan"
FIRST_LINE = 4
"""First row of the score sheet that holds an indicator (counted from 0)."""
FIRST_SUM = 4
"""First row of the sheet of sums that holds an indicator (counted from 0)."""

KEYS = (
    "satuan", "bobot", "bobot_berlaku", "kelipatan", "penyebut", "batas", "cukup", "pembilang", "periksa", "menunggu",
    "berlaku", "pesan", "dicetak", "terbit", "untuk_kelas", "kelas",
)  # fmt: skip
"""The numbers below the indicators on the sheet of sums, in the order of their rows."""


def score_sheet() -> str:
    """Return the name of the sheet with a line for each question."""
    return text("sheets.lembar.nilai")


def sums_sheet() -> str:
    """Return the name of the sheet with the sums."""
    return text("sheets.lembar.hitungan")


@dataclass(frozen=True, slots=True)
class Places:
    """Rows counted from 0: lines by question; heading and sum by indicator; sums and numbers by name."""

    lines: Mapping[str, int]
    heads: Mapping[str, int]
    sums: Mapping[str, int]
    indicators: Mapping[str, int]
    numbers: Mapping[str, int]
    bands: int

    @classmethod
    def of(cls, questionnaire: Questionnaire) -> Places:
        """Return the places for `questionnaire`."""
        lines: dict[str, int] = {}
        heads: dict[str, int] = {}
        sums: dict[str, int] = {}
        row = FIRST_LINE
        for indicator in questionnaire.indicators:
            questions = [q for q in questionnaire.questions if q.indicator == indicator.code]
            if questions:
                heads[indicator.code] = row
                lines.update({question.code: row + at for at, question in enumerate(questions, start=1)})
                sums[indicator.code] = row + len(questions) + 1
                row = sums[indicator.code] + 2
        indicators = {indicator.code: FIRST_SUM + at for at, indicator in enumerate(questionnaire.indicators)}
        below = FIRST_SUM + len(indicators) + 2
        numbers = {key: below + at for at, key in enumerate(KEYS)}
        return cls(lines, heads, sums, indicators, numbers, below + len(KEYS) + 3)

    def cell(self, key: str) -> str:
        """Return the cell of a number of the sheet of sums, with its sheet."""
        return f"{sums_sheet()}!$B${self.numbers[key] + 1}"

    def indicator(self, code: str, column: str) -> str:
        """Return a cell of an indicator on the sheet of sums, with its sheet."""
        return f"{sums_sheet()}!${column}${self.indicators[code] + 1}"

    def factor(self, code: str) -> str:
        """Return the cell with what one unit of an indicator is worth over the common denominator."""
        return self.indicator(code, "H")
