"""What must be the same before and after: the chain of every self-assessment, every total and class."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

import scoring
from store.backup.manifest import Break, Totals
from store.backup.shapes import Shape, portions
from store.schema import revisions, scores, submissions
from workflow.chain import GENESIS, canonical, chained_hash

_TOLD = ("submission", "kind", "revision", "facts_hash", "exact", "published", "maximum", "provisional_class")


class Tally:
    """Looks at rows as they pass, each table by its key, and sums them up."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()
        self._classes: Counter[str] = Counter()
        self._scores, self._revisions = sha256(), sha256()
        self._broken: list[Break] = []
        self._submission, self._number, self._hash = "", 0, GENESIS

    def see(self, shape: Shape, portion: Sequence[Sequence[Any]]) -> None:
        """Take note of rows."""
        self._counts[shape.name] += len(portion)
        if shape.name == revisions.name:
            for row in portion:
                self._revision(dict(zip(shape.columns, row, strict=True)))
        elif shape.name == scores.name:
            for row in portion:
                self._score(dict(zip(shape.columns, row, strict=True)))

    def totals(self) -> Totals:
        """Return the sums."""
        return Totals(
            submissions=self._counts[submissions.name],
            revisions=self._counts[revisions.name],
            scored=self._counts[scores.name],
            classes=dict(sorted(self._classes.items())),
            scores_sha256=self._scores.hexdigest(),
            revisions_sha256=self._revisions.hexdigest(),
            broken=tuple(self._broken),
        )

    def _revision(self, row: dict[str, Any]) -> None:
        if row["submission"] != self._submission:
            self._submission, self._number, self._hash = row["submission"], 0, GENESIS
        self._number += 1
        self._revisions.update(f"{row['hash']}\n".encode())
        whole = row["number"] == self._number and row["previous_hash"] == self._hash
        known = bool(self._broken) and self._broken[-1].submission == self._submission
        if not known and not (whole and row["hash"] == chained_hash(row)):
            self._broken.append(Break(submission=self._submission, number=row["number"]))
        self._hash = row["hash"]

    def _score(self, row: dict[str, Any]) -> None:
        self._classes[row["provisional_class"] or ""] += 1
        self._scores.update(f"{canonical([row[name] for name in _TOLD])}\n".encode())


def totals_of(connection: Connection, shapes: Sequence[Shape]) -> Totals:
    """Return the sums over what a database holds."""
    tally = Tally()
    for shape in shapes:
        for portion in portions(connection, shape):
            tally.see(shape, portion)
    return tally.totals()


def kernel_hash() -> str:
    """Return one hash over the scoring kernel."""
    digest = sha256()
    for path in sorted(Path(scoring.__file__).parent.glob("*.py")):
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()
