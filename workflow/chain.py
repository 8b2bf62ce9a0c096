"""The hash chain over the revisions of one self-assessment: a row that was changed or removed later shows.

The hash of a row is SHA-256 over its canonical JSON: keys sorted, no spaces, UTF-8, instants as
"2026-11-26T07:03:22.000000Z", the value as the very text that is stored. Anybody can recompute it from an export.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from functools import lru_cache
from hashlib import sha256

from workflow.model import Revision

GENESIS = "0" * 64
"""What the first revision names as the hash before it."""

CHAINED = (
    "submission", "number", "kind", "actor", "question", "value", "based_on", "writer", "seq", "previous_hash", "at",
    "zone",
)  # fmt: skip
"""The columns that enter the hash of a row."""

_encode = json.JSONEncoder(sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode


@lru_cache(maxsize=256)
def instant_text(value: datetime) -> str:
    """Return the instant in UTC, always with six places, so that texts sort like instants.

    >>> instant_text(datetime(2026, 11, 26, 7, 3, 22, tzinfo=UTC))
    '2026-11-26T07:03:22.000000Z'
    """
    return value.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def canonical(value: object) -> str:
    """Return the one JSON text of a value; equal values have equal texts.

    >>> canonical({"b": 1, "a": ["é"]})
    '{"a":["é"],"b":1}'
    """
    return _encode(value)


def revision_hash(revision: Revision) -> str:
    """Return the hash of a row, which covers the hash of the row before it."""
    return chained_hash({**revision._asdict(), "at": instant_text(revision.at)})


def chained_hash(row: Mapping[str, object]) -> str:
    """Return the same hash of a row as a backup has it: by column, the instant as text; other columns do not enter."""
    return sha256(_encode({name: row[name] for name in CHAINED}).encode()).hexdigest()


def sealed(revision: Revision) -> Revision:
    """Return the row with its hash filled in."""
    return revision._replace(hash=revision_hash(revision))


def first_break(revisions: Iterable[Revision]) -> int | None:
    """Return the number of the first row that does not continue the chain, None where it is whole."""
    previous = GENESIS
    for number, revision in enumerate(revisions, start=1):
        intact = revision.number == number and revision.previous_hash == previous
        if not intact or revision.hash != revision_hash(revision):
            return revision.number
        previous = revision.hash
    return None
