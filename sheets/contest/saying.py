"""How a fault of a table is told: the place, what is wrong there, and the remedy."""

from __future__ import annotations

from questionnaires.problems import Problem
from questionnaires.scheme import Line
from wording import text


def problem(place: str, key: str, **values: object) -> Problem:
    """Return the problem `key`: its sentence and its remedy stand beside each other in the text catalogue."""
    shown = {name: str(value) for name, value in values.items()}
    return Problem(place, text(f"rekap.masalah.{key}.pesan", **shown), text(f"rekap.masalah.{key}.saran", **shown))


def sentence(line: Line) -> str:
    """Return a sentence of the rules as a cell shows it, without the marks around the names of assumptions."""
    return line.text.replace("`", "")


def inside(name: str, place: str) -> str:
    """Return a place with the file it lies in.

    >>> inside("tabel.xlsx", "lembar Nilai tahap, baris 2"), inside("tabel.csv", "tabel.csv, baris 2")
    ('tabel.xlsx, lembar Nilai tahap, baris 2', 'tabel.csv, baris 2')
    """
    return place if place.startswith(name) else f"{name}, {place}"
