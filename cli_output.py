"""How results are told at a terminal: as JSON for programs, in Indonesian sentences for people."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any

from questionnaires.listing import Tally
from questionnaires.paths import shown
from scoring.rules import Questionnaire, RuleSet
from wording import number, text


def say(key: str, **values: Any) -> str:
    """Return a sentence of the command line."""
    return text(f"perintah.{key}", **values)


def tell_class(result: dict[str, Any]) -> None:
    """Tell the class of one score."""
    echo("baris_kelas", nilai=number(result["published"]), kelas=result["label"] or say("kelas_ditolak"))


def tell_combined(result: dict[str, Any], rules: RuleSet) -> None:
    """Tell stage totals and the final score."""
    labels = {band.code: band.label for band in rules.bands}
    for code, stage in result["stages"].items():
        echo("baris_tahap", tahap=code, nilai=number(stage["published"]))
    if result["final"]:
        kelas = labels.get(result["class"], say("kelas_ditolak"))
        echo("baris_akhir", nilai=number(result["final"]["published"]), kelas=kelas)


def tell_sheet(result: dict[str, Any], questionnaire: Questionnaire) -> None:
    """Tell a score sheet line by line."""
    labels = {band.code: band.label for band in questionnaire.rules.bands}
    for question in result["questions"]:
        echo(
            "baris_butir",
            kode=question["code"],
            perolehan=question["earned"],
            bobot=question["possible"],
            alasan=question["reason"],
        )
    for indicator in result["indicators"]:
        published = "-" if indicator["published"] is None else number(indicator["published"])
        echo("baris_indikator", nama=indicator["label"], nilai=published, bobot=indicator["possible"])
    if result["total"]:
        total = result["total"]
        echo("baris_total", nilai=number(total["published"]), maksimum=total["maximum"])
    if result["provisional_class"]:
        echo("baris_sementara", kelas=labels[result["provisional_class"]])


def tell_tallies(rows: Sequence[Tally]) -> None:
    """Tell rule sets and questionnaires in numbers, as a table."""
    table = [[say(f"tabel_{name}") for name in ("aturan", "kategori", "butir", "penuh", "kosong", "anggapan")]]
    for row in rows:
        total = say("tabel_tanpa") if row.total is None else shown(row.total)
        counts = ["-", "-"] if row.questions is None else [str(row.questions), total]
        table.append([row.rules, row.category or "-", *counts, str(row.unpublished), str(row.assumptions)])
    widths = [max(len(line[place]) for line in table) for place in range(len(table[0]))]
    for line in table:
        cells = [
            cell.ljust(width) if place < 2 else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(line, widths, strict=True))
        ]
        print("  ".join(cells))


def tell_result(row: dict[str, Any]) -> None:
    """Tell one published result."""
    echo(
        "baris_hasil",
        tahun=row["year"],
        badan=row["body"],
        kelas=text(f"hasil.kelas.{row['class']}") if row["class"] else "-",
        nilai=number(row["score"]) if row["score"] else "-",
        peringkat=row["place"] or "-",
        sumber=row["source"],
    )


def show(result: dict[str, Any], as_json: bool, tell: Callable[[], None], rules: RuleSet) -> None:
    """Print a result: as JSON, or told with what was refused and assumed."""
    if as_json:
        return print_json(result)
    tell()
    for note in result.get("notes", ()):
        echo("baris_catatan", catatan=note)
    for reason in result["refused"]:
        echo("baris_ditolak", alasan=reason)
    for name in result["assumptions"]:
        known = rules.assumptions.get(name)
        echo("baris_anggapan", id=name, teks=known.text if known else "")
    return None


def print_json(value: Any) -> None:
    """Print JSON with Indonesian letters as they are."""
    print(json.dumps(value, ensure_ascii=False, indent=2))


def echo(key: str, **values: Any) -> None:
    """Print a sentence of the command line."""
    print(quiet(say(key, **values)))


def quiet(words: str) -> str:
    """Return what is printed without anything that steers a terminal, whatever a file or a name in it holds."""
    return "".join(letter if letter.isprintable() or letter == "\n" else " " for letter in words)
