"""Brings the table of `docs/cakupan-aturan.md` into line with the shipped rule sets.

python -m scripts.coverage

What a rule set holds and what it leaves open is read from the library; where the owner and year are named in the
sources of the project stays as the document says it.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from questionnaires import Library
from questionnaires.schema import RulesFile
from questionnaires.values import UNPUBLISHED
from questionnaires.whole import Whole, read_whole

DOCUMENT = Path(__file__).parents[1] / "docs" / "cakupan-aturan.md"
ROW = re.compile(r"^\| `(\S+@\d+)` \| ([^|]*) \| [^|]* \| [^|]* \|$", re.MULTILINE)
HEAD = "| Aturan | Disebut dalam | Yang ada | Tidak dipublikasikan |\n|---|---|---|---|\n"


def named_in(document: str) -> dict[str, str]:
    """Return where each rule set is named, as the document says."""
    return dict(ROW.findall(document))


def _weighed(rows: list[object]) -> str:
    """Return how many rows there are, and how many of them have a published weight."""
    known = sum(getattr(row, "weight", UNPUBLISHED) != UNPUBLISHED for row in rows)
    return f"{len(rows)} ({known} berbobot)"


def holds(whole: Whole) -> Iterator[str]:
    """Yield what a rule set holds, one phrase a kind."""
    rules = whole.scope.rules
    if rules.stages:
        yield f"tahap {_weighed([*rules.stages])}"
    if rules.bands:
        yield f"kelas {len(rules.bands)}" + (" (anggapan)" if all(b.lower == UNPUBLISHED for b in rules.bands) else "")
    if rules.indicators:
        yield f"indikator {_weighed([*rules.indicators])}"
    if whole.questionnaires:
        questions = sum(len(found.questions) for found in whole.questionnaires.values())
        yield f"kuesioner {len(whole.questionnaires)} ({questions} butir)"
    for label, rows in (
        ("gerbang", rules.gates), ("panel", rules.panels), ("keterangan", rules.facts),
        ("penyesuaian", rules.adjustments), ("penghargaan", rules.awards), ("status", rules.statuses),
        ("ukuran", rules.measures), ("skala jawaban", rules.scales), ("kuesioner khusus", rules.instruments),
        ("pembulatan", rules.rounding.points),
    ):  # fmt: skip
        if rows:
            yield f"{label} {len(rows)}"
    if rules.objection:
        yield "masa sanggah"


def lacks(rules: RulesFile) -> Iterator[str]:
    """Yield what is "nf", one phrase a kind."""
    conditions = [row for gate in rules.gates for row in gate.any_of]
    for label, missing in (
        ("bobot tahap", any(row.weight == UNPUBLISHED for row in rules.stages)),
        ("tahap kosong", any(row.missing == UNPUBLISHED for row in rules.stages)),
        ("bobot bagian", any(part.weight == UNPUBLISHED for row in rules.stages for part in row.parts)),
        ("bobot indikator", any(row.weight == UNPUBLISHED for row in rules.indicators)),
        ("batas kelas", any(row.lower == UNPUBLISHED for row in rules.bands)),
        ("angka ambang", any(row.value == UNPUBLISHED for row in conditions)),
        ("nilai yang diuji", any(gate.value == UNPUBLISHED for gate in rules.gates)),
        ("gabungan nilai penilai", any(row.aggregate == UNPUBLISHED for row in rules.panels)),
        ("sanggah", rules.objection is not None and UNPUBLISHED in (rules.objection.mode, rules.objection.days)),
        ("tahap", not rules.stages),
        ("kelas", not rules.bands),
        ("indikator", not rules.indicators),
    ):
        if missing:
            yield label


def table(library: Library, places: dict[str, str]) -> str:
    """Return the table of all shipped rule sets."""
    rows = []
    for edition in library.editions:
        whole = read_whole(library, edition.name)
        held, open_ = ", ".join(holds(whole)) or "-", ", ".join(lacks(whole.scope.rules)) or "-"
        rows.append(f"| `{edition.name}` | {places.get(edition.name, '?')} | {held} | {open_} |\n")
    return HEAD + "".join(rows)


def renewed(document: str, library: Library) -> str:
    """Return the document with its table as the library has it."""
    before, _, after = document.partition(HEAD)
    rest = re.sub(r"\A(?:\|.*\n)*", "", after)
    return before + table(library, named_in(document)) + rest


def main() -> None:
    """Rewrite the table."""
    DOCUMENT.write_text(renewed(DOCUMENT.read_text(encoding="utf-8"), Library()), encoding="utf-8")


if __name__ == "__main__":
    main()
