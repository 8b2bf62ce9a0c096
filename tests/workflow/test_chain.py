"""The chain over revisions shows every later change."""

from __future__ import annotations

import json
from datetime import timedelta
from hashlib import sha256

import pytest

from store import SqlStore
from tests.officers import MORNING, NO, YES, Officer, use_cases
from workflow.chain import GENESIS, canonical, first_break, revision_hash
from workflow.model import Revision


@pytest.fixture
def rows(store: SqlStore) -> list[Revision]:
    officer = Officer(use_cases(store))
    officer.give("A1", YES)
    officer.give("A2", NO)
    officer.give("A1", NO, seen=1)
    with store.reading() as unit:
        return unit.revisions(officer.submission)


def test_a_hash_can_be_recomputed_from_an_export_by_anybody(rows: list[Revision]) -> None:
    """The recipe of the module's first lines, written out again without our functions."""
    previous = "0" * 64
    for row in rows:
        exported = {
            "submission": row.submission, "number": row.number, "kind": row.kind, "actor": row.actor,
            "question": row.question, "value": row.value, "based_on": row.based_on, "writer": row.writer,
            "seq": row.seq, "previous_hash": previous, "at": "2026-11-26T07:03:22.000000Z", "zone": "WIB",
        }  # fmt: skip
        text = json.dumps(exported, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        previous = sha256(text.encode()).hexdigest()
        assert row.hash == previous


def test_a_chain_that_nobody_touched_is_whole(rows: list[Revision]) -> None:
    assert [row.previous_hash for row in rows] == [GENESIS, rows[0].hash, rows[1].hash]
    assert first_break(rows) is None
    assert first_break([]) is None


@pytest.mark.parametrize("place", [0, 1, 2])
@pytest.mark.parametrize(
    "change",
    [
        {"value": '{"choice":"ya"}'},
        {"at": MORNING + timedelta(seconds=1)},
        {"writer": "lain"},
        {"actor": "lain"},
        {"question": "A3"},
        {"based_on": 7},
        {"zone": "WIT"},
        {"kind": "verified"},
        {"hash": "0" * 64},
    ],
    ids=lambda change: next(iter(change)),
)
def test_a_changed_row_shows(rows: list[Revision], place: int, change: dict[str, object]) -> None:
    rows[place] = rows[place]._replace(**change)
    assert first_break(rows) == place + 1


def test_a_changed_row_with_a_new_hash_shows_in_the_next_row(rows: list[Revision]) -> None:
    forged = rows[0]._replace(value="{}")
    rows[0] = forged._replace(hash=revision_hash(forged))
    assert first_break(rows) == 2


@pytest.mark.parametrize("taken", [0, 1])
def test_a_removed_row_shows(rows: list[Revision], taken: int) -> None:
    next_number = rows[taken + 1].number
    del rows[taken]
    assert first_break(rows) == next_number


def test_exchanged_rows_show(rows: list[Revision]) -> None:
    assert first_break([rows[1], rows[0], rows[2]]) == 2


def test_equal_values_have_one_text() -> None:
    assert canonical({"note": "é", "links": [], "choice": None}) == canonical(
        {"choice": None, "note": "é", "links": []}
    )
