"""Reading `data/*.csv`: every row checked, every problem named with file, line, column and remedy."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

from questionnaires import Problem
from workflow.bodies import Register, circular, links_of, slug
from workflow.choosing import choose_results
from workflow.published import (
    CERTAINTIES,
    EVERY_CATEGORY,
    Body,
    OtherValue,
    Publication,
    Result,
    Scope,
    Succession,
    Tally,
)

SHIPPED = Path(__file__).resolve().parents[1] / "data"
"""Folder of the tables that are part of the product."""

FILES = (
    "scopes.csv",
    "categories.csv",
    "bodies.csv",
    "published_results.csv",
    "other_values.csv",
    "aggregates.csv",
    "choices.csv",
    "notes.csv",
)

_SCORE = re.compile(r"\d{1,3}(\.\d{1,6})?\Z")
_ALSO = re.compile(r"(?:^|; )also: (?P<urls>.*)\Z")
_MORE = re.compile(r" and \d+ more\Z")

Row = Mapping[str, str]
_Read = TypeVar("_Read")


class ResultFileErrors(Exception):
    """The data files cannot be used, with every problem found in them."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


@dataclass
class _Lists:
    """What the smaller files say, and the problems found so far."""

    scopes: dict[str, Scope] = field(default_factory=dict)
    categories: dict[str, str] = field(default_factory=dict)
    remarks: dict[str, str] = field(default_factory=dict)
    choices: dict[tuple[str, ...], str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def fingerprint(folder: Path) -> str:
    """Return one hash for all files together."""
    digest = sha256()
    for name in FILES:
        digest.update(name.encode() + b"\0" + (folder / name).read_bytes() + b"\0")
    return digest.hexdigest()


def read_publication(folder: Path = SHIPPED) -> Publication:
    """Return everything the files hold, each result matched to a body and one of each body and year chosen.

    Raises:
        ResultFileErrors: a row cannot be used.
    """
    lists = _Lists()
    lists.scopes = {row["printed"]: Scope(**row) for _, row in _table(folder, "scopes.csv")}
    lists.categories = {row["printed"]: row["code"] for _, row in _table(folder, "categories.csv")}
    lists.remarks = {row["note"]: row["catatan"] for _, row in _table(folder, "notes.csv")}
    keys = ("year", "scope", "category", "qualification", "count", "total")
    lists.choices = {tuple(row[key] for key in keys): row["reason"] for _, row in _table(folder, "choices.csv")}
    register = Register(_each(folder, "bodies.csv", _body, lists))
    _check_register(register, lists.problems)
    others = _each(folder, "other_values.csv", _other, lists)
    counts = _each(folder, "aggregates.csv", _count, lists)
    results = _each(folder, "published_results.csv", lambda line, row, own: _result(line, row, own, register), lists)
    if lists.problems:
        raise ResultFileErrors(lists.problems)
    return Publication(
        scopes=tuple(lists.scopes.values()),
        bodies=tuple(register.bodies.values()),
        results=tuple(choose_results(results, others)),
        others=tuple(others),
        counts=tuple(counts),
    )


def _table(folder: Path, name: str) -> Iterable[tuple[int, Row]]:
    with (folder / name).open(encoding="utf-8", newline="") as file:
        yield from enumerate(csv.DictReader(file), start=1)


def _each(folder: Path, name: str, read: Callable[[int, Row, _Lists], _Read], lists: _Lists) -> list[_Read]:
    found = []
    for line, row in _table(folder, name):
        try:
            found.append(read(line, row, lists))
        except _Fault as fault:
            lists.problems.append(Problem(f"{name}, baris {line + 1}, kolom {fault.column}", fault.what, fault.remedy))
    return found


class _Fault(ValueError):
    def __init__(self, column: str, what: str, remedy: str) -> None:
        super().__init__(what)
        self.column, self.what, self.remedy = column, what, remedy


def _body(_line: int, row: Row, _lists: _Lists) -> Body:
    kind = row["predecessor_kind"]
    if bool(kind) != bool(row["predecessor"]) or kind not in ("", *Succession):
        raise _Fault("predecessor_kind", f"'{kind}' tidak cocok dengan predecessor", "Isi renamed, split atau merged")
    return Body(
        id=row["id"],
        name=row["name"],
        short_name=row["short_name"],
        category=row["category"],
        territory=row["territory"],
        aliases=tuple(alias for alias in row["aliases"].split("|") if alias),
        valid_from=row["valid_from"],
        valid_to=row["valid_to"],
        predecessors=tuple(one for one in row["predecessor"].split("|") if one),
        succession=Succession(kind) if kind else None,
        note=row["note"],
    )


def _check_register(register: Register, problems: list[Problem]) -> None:
    links = links_of(register.bodies.values())
    for link in links:
        if link.predecessor not in register.bodies:
            problems.append(
                Problem(
                    f"bodies.csv, {link.successor}", f"pendahulu '{link.predecessor}' tidak ada", "Tambahkan barisnya"
                )
            )
    for name in circular(links):
        problems.append(Problem(f"bodies.csv, {name}", "mendahului dirinya sendiri", "Putuskan lingkaran itu"))


def _result(line: int, row: Row, lists: _Lists, register: Register) -> Result:
    year, scope = _year(row), _scope(row, lists)
    if row["certainty"] not in CERTAINTIES:
        raise _Fault("certainty", f"'{row['certainty']}' tidak dikenal", f"Pakai {', '.join(CERTAINTIES)}")
    if not row["source_url"]:
        raise _Fault("source_url", "kosong", "Setiap hasil perlu sumber")
    group = _group(row, lists)
    return Result(
        number=line,
        year=year,
        scope=scope.code,
        level=row["level"],
        body_id=register.resolve(row["body"], scope, lists.categories[group], year).id,
        body=row["body"],
        group=group,
        category=lists.categories[group],
        score=_score(row, "score"),
        class_code=slug(row["qualification"]).replace("-", "_") or None,
        place=_whole(row, "rank"),
        saq_score=_score(row, "saq_score"),
        presentation_score=_score(row, "presentation_score"),
        sources=(row["source_url"], *_also(row["note"])),
        certainty=row["certainty"],
        note=row["note"],
        remark=_remark(row["note"], lists.remarks),
    )


def _other(_line: int, row: Row, lists: _Lists) -> OtherValue:
    scope = _scope(row, lists)
    return OtherValue(_year(row), scope.code, row["body_id"], row["field"], row["value"], row["source"], row["reason"])


def _count(line: int, row: Row, lists: _Lists) -> Tally:
    key = tuple(row[name] for name in ("year", "scope", "category", "qualification", "count", "total"))
    return Tally(
        number=line,
        year=_year(row),
        scope=_scope(row, lists).code,
        group=_group(row, lists),
        measure=slug(row["qualification"]).replace("-", "_"),
        count=_whole(row, "count"),
        total=_whole(row, "total"),
        source=row["source_url"],
        note=row["note"],
        remark=_remark(row["note"], lists.remarks),
        preferred=lists.choices.get(key, ""),
    )


def _group(row: Row, lists: _Lists) -> str:
    if row["category"] != EVERY_CATEGORY and row["category"] not in lists.categories:
        raise _Fault("category", f"'{row['category']}' tidak dikenal", "Tambahkan ke categories.csv")
    return row["category"]


def _year(row: Row) -> int:
    if not re.fullmatch(r"20\d\d", row["year"]):
        raise _Fault("year", f"'{row['year']}' bukan tahun", "Tulis empat angka, misalnya 2025")
    return int(row["year"])


def _scope(row: Row, lists: _Lists) -> Scope:
    found = lists.scopes.get(row["scope"])
    if found is None:
        raise _Fault("scope", f"'{row['scope']}' tidak dikenal", "Tambahkan ke scopes.csv")
    return found


def _score(row: Row, column: str) -> str | None:
    value = row[column]
    if value and not (_SCORE.match(value) and float(value) <= 100):
        raise _Fault(column, f"'{value}' bukan nilai 0 sampai 100", "Tulis seperti 96.41, atau kosongkan")
    return value or None


def _whole(row: Row, column: str) -> int | None:
    value = row[column]
    if value and not value.isdecimal():
        raise _Fault(column, f"'{value}' bukan bilangan bulat", "Tulis angka saja, atau kosongkan")
    return int(value) if value else None


def _also(note: str) -> tuple[str, ...]:
    """Return the further addresses that a note names after "also:"."""
    match = _ALSO.search(note)
    if match is None:
        return ()
    return tuple(url for url in _MORE.sub("", match["urls"]).split(" ; ") if url.startswith("http"))


def phrases(note: str) -> list[str]:
    """Return the phrases of a note; further addresses are not part of them."""
    return [part.strip() for part in _ALSO.sub("", note).split("; ") if part.strip()]


def _remark(note: str, remarks: Mapping[str, str]) -> str:
    """Return the note in Indonesian; a phrase without translation stays as it is."""
    return "; ".join(remark for part in phrases(note) if (remark := remarks.get(part, part)))
