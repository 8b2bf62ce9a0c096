"""What a backup says about itself, and how it is refused."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Annotated, Any, NoReturn

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from questionnaires.problems import Problem
from wording import text

FORMAT = 1
"""Raised whenever the file or its manifest takes another shape; versions that do not know it refuse the file."""

README, MANIFEST = "BACA-SAYA.txt", "manifest.json"
TABLES, RULES = "tables/", "rules/"

_Digest = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
_Count = Annotated[int, Field(ge=0)]


class BackupRefused(Exception):
    """A backup or a restore that cannot be done; nothing was changed."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = list(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


def problem(place: str, key: str, **values: Any) -> Problem:
    """Return a fault with its remedy, both from the text catalogue."""
    return Problem(place, text(f"cadangan.{key}", **values), text(f"cadangan.{key}_obat", **values))


def refuse(place: str, key: str, **values: Any) -> NoReturn:
    """Stop with one fault."""
    raise BackupRefused([problem(place, key, **values)])


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Part(_Frozen):
    """One file inside the backup."""

    file: str
    bytes: _Count
    sha256: _Digest


class TablePart(Part):
    """The rows of one table, one JSON list a line, by primary key."""

    name: str
    columns: tuple[str, ...]
    rows: _Count


class Break(_Frozen):
    """The first revision of a self-assessment that does not continue its chain."""

    submission: str
    number: int


class Totals(_Frozen):
    """What must be the same after a restore.

    classes: how many self-assessments stand in each provisional class, "" for none. scores: hash over every stored
    total with its class and the revision it was computed from. revisions: hash over the hashes of all revisions.
    broken: chains that were broken already when the backup was made.
    """

    submissions: _Count
    revisions: _Count
    scored: _Count
    classes: Mapping[str, _Count]
    scores_sha256: _Digest
    revisions_sha256: _Digest
    broken: tuple[Break, ...]


class Manifest(_Frozen):
    """The contents of a backup.

    product: version of the program that wrote it. migration: the newest one of the database. kernel: hash of the
    scoring kernel, which tells whether a total that differs later was computed by another one.
    """

    format: int
    product: str
    migration: str
    made_at: AwareDatetime
    engine: str
    kernel: _Digest
    tables: tuple[TablePart, ...]
    rules: tuple[Part, ...]
    totals: Totals

    def parts(self) -> tuple[Part, ...]:
        """Return every file that the backup must hold besides its readme and this manifest."""
        return (*self.tables, *self.rules)

    def rule_sets(self) -> tuple[str, ...]:
        """Return the folders of the rule sets that came along, `contoh/2026`."""
        folders = {part.file.removeprefix(RULES).rpartition("/")[0] for part in self.rules}
        return tuple(sorted(folders - {""}))
