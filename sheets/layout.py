"""Where things stand in our workbooks: sheets, columns, and the stamp that says which rules they belong to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from questionnaires.problems import Problem
from scoring.rules import Questionnaire
from wording import text

STAMP_SHEET = "_monev"
RESULTS_STAMP_SHEET = "_rekap"
"""The stamp of tables and results of many bodies; workbooks of one body have the other."""
RANKING_STAMP, TABLE_STAMP, RESULTS_STAMP = "peringkat", "tabel", "rekap"
CHOICES_SHEET = "_pilihan"
SCHEMA = "1"
LINKS = 5
NOTE_LIMIT = 10_000
_DIGITS = 9
"""Most digits of the version of a rule set."""


class Column(StrEnum):
    """The columns of the sheet of answers; the value is the last part of the wording key of their title."""

    CODE = "kode"
    INDICATOR = "indikator"
    GROUP = "kelompok"
    TEXT = "pertanyaan"
    ANSWER = "jawaban"
    LEVEL = "tingkat"
    NUMBER = "angka"
    LINK = "tautan"
    NOTE = "catatan"
    HELP = "terpenuhi"
    EVIDENCE = "bukti"
    LEGAL = "hukum"
    SCALE = "pilihan"


ALIASES: dict[str, Column] = {
    "kode butir": Column.CODE,
    "kode pertanyaan": Column.CODE,
    "kode soal": Column.CODE,
    "no kode": Column.CODE,
    "jawaban anda": Column.ANSWER,
    "jawaban badan publik": Column.ANSWER,
    "jawab": Column.ANSWER,
    "level": Column.LEVEL,
    "tingkatan": Column.LEVEL,
    "jumlah": Column.NUMBER,
    "nilai angka": Column.NUMBER,
    "link": Column.LINK,
    "url": Column.LINK,
    "tautan bukti": Column.LINK,
    "link bukti": Column.LINK,
    "keterangan": Column.NOTE,
    "catatan anda": Column.NOTE,
    "penjelasan": Column.NOTE,
}
"""Titles that people give the columns when they rearrange a workbook, besides our own."""


def title(column: Column, number: int = 0) -> str:
    """Return the title of a column; links are numbered from 1."""
    named = text(f"sheets.kolom.{column}")
    return f"{named} {number}" if number else named


def answers_sheet() -> str:
    """Return the name of the sheet that holds the answers."""
    return text("sheets.lembar.jawaban")


@dataclass(frozen=True, slots=True)
class Stamp:
    """Which questionnaire a workbook belongs to; `body` is set where it is one body's own.

    made_for: `templat` for a blank questionnaire, `unduhan` for the workbook of one body; of many bodies `peringkat`
    for a comparison, `tabel` for a table of stage values, `rekap` for results.
    """

    rules: str
    version: int
    category: str
    schema: str = SCHEMA
    made_for: str = "templat"
    body: str = ""

    @classmethod
    def of(cls, questionnaire: Questionnaire, made_for: str = "templat") -> Stamp:
        """Return the stamp of `questionnaire`."""
        rules = questionnaire.rules
        return cls(rules.id, rules.version, questionnaire.category, made_for=made_for, body=questionnaire.body)

    def rows(self) -> list[tuple[str, str]]:
        """Return the stamp as the hidden sheet holds it."""
        return [
            ("skema", self.schema),
            ("aturan", self.rules),
            ("versi", str(self.version)),
            ("kategori", self.category),
            ("jenis", self.made_for),
            *([("badan", self.body)] if self.body else []),
        ]

    @classmethod
    def read(cls, rows: Iterable[tuple[str, str]]) -> Stamp | None:
        """Return the stamp in `rows`, or None where one of its parts is missing."""
        found = {key.strip().lower(): value.strip() for key, value in rows}
        version = found.get("versi", "").removesuffix(".0")
        counted = version.isascii() and version.isdigit() and len(version) <= _DIGITS
        if not counted or not found.get("aturan") or not found.get("kategori"):
            return None
        return cls(
            found["aturan"].lower(),
            int(version),
            found["kategori"].lower(),
            found.get("skema", "").removesuffix(".0"),
            found.get("jenis", ""),
            found.get("badan", ""),
        )

    @property
    def name(self) -> str:
        """Return the questionnaire as people say it: rules, version, category."""
        category = f"{self.category}: {self.body}" if self.body else self.category
        return text("sheets.cap.nama", aturan=self.rules, versi=self.version, kategori=category)


def problem(place: str, key: str, **values: object) -> Problem:
    """Return the problem `key`: its sentence and its remedy stand beside each other in the text catalogue."""
    shown = {name: str(value) for name, value in values.items()}
    return Problem(place, text(f"sheets.masalah.{key}.pesan", **shown), text(f"sheets.masalah.{key}.saran", **shown))
