"""What is put in comes back, on both databases."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError, IntegrityError, StatementError

from store import SqlStore, open_store
from tests.postgres import Cluster
from workflow.chain import GENESIS, sealed
from workflow.errors import OvertakenError
from workflow.model import Head, Revision, ScoreRow, Submission

AT = datetime(2026, 11, 26, 7, 3, 22, 123456, tzinfo=UTC)
BROWSER, OTHER = "b" * 64, "c" * 64
SUBMISSION = Submission("kuesioner1", "isian/2024", 1, "opd", "Dinas “Contoh” 🏛", "WIT", AT, "mandiri", "bdn-1", None)
ODD = "=1+1\t\u202egnarab\U0001f642 \U0001d7d8 \\u0000 ' -- \u00e9 e\u0301"


def revision(number: int, question: str = "A1", **changes: object) -> Revision:
    plain = Revision(
        "kuesioner1", number, "self", question, '{"note":"' + ODD + '"}', 0, "w1", number, GENESIS, AT, "WIT"
    )
    return sealed(plain._replace(**changes))


def score(number: int, published: str | None) -> ScoreRow:
    return ScoreRow("kuesioner1", "self", number, "f" * 64, "e" * 64, "1951/20", published, "100", None, 3, 7, 1, 0, AT)


@pytest.fixture
def started(store: SqlStore) -> SqlStore:
    with store.writing() as unit:
        unit.add_submission(SUBMISSION)
        unit.grant(BROWSER, "kuesioner1", AT)
    return store


def test_a_submission_comes_back_letter_by_letter(started: SqlStore) -> None:
    with started.reading() as unit:
        assert unit.submission("kuesioner1") == SUBMISSION


def test_the_head_tells_grant_and_last_revision(started: SqlStore) -> None:
    rows = [revision(1), revision(2, "A2")]
    with started.writing() as unit:
        assert unit.head("kuesioner1", BROWSER) == Head(True, 0, GENESIS)
        unit.append(rows)
    with started.reading() as unit:
        assert unit.head("kuesioner1", BROWSER) == Head(True, 2, rows[1].hash)
        assert unit.head("kuesioner1", OTHER) == Head(False, 2, rows[1].hash)
        assert unit.head("kuesioner2", BROWSER) is None


def test_revisions_come_back_in_order_and_the_newest_of_each_question_is_current(started: SqlStore) -> None:
    rows = [revision(1), revision(2, "A2"), revision(3, actor="ratna"), revision(4, kind="verified")]
    with started.writing() as unit:
        unit.append(rows)
    with started.reading() as unit:
        assert unit.revisions("kuesioner1") == rows
        assert unit.revisions("kuesioner1", "A2") == [rows[1]]
        assert unit.current("kuesioner1", "self") == [rows[1], rows[2]]
        assert unit.current("kuesioner1", "verified") == [rows[3]]
        assert unit.revisions("kuesioner2") == []


def test_the_highest_sequence_number_of_a_writer_is_known_over_all_and_by_question(started: SqlStore) -> None:
    largest = 2**53
    with started.writing() as unit:
        unit.append([revision(1, seq=7), revision(2, seq=largest), revision(3, writer="w2", seq=5)])
    with started.reading() as unit:
        assert unit.last_seqs("kuesioner1", "self") == {"w1": largest, "w2": 5}
        assert unit.last_seq("kuesioner1", "self", "A1", "w1") == largest
        assert unit.last_seq("kuesioner1", "self", "A2", "w1") is None
        found = unit.sent("kuesioner1", "self", "A1", "w1", 7)
        assert found is not None
        assert found.number == 1
        assert unit.sent("kuesioner1", "self", "A1", "w2", 7) is None


def test_a_score_takes_the_place_of_the_one_before(started: SqlStore) -> None:
    for row in (score(1, "97.55"), score(2, None)):
        with started.writing() as unit:
            unit.put_score(row)
        with started.reading() as unit:
            assert [info.score for info in unit.granted(BROWSER)] == [row]


def test_a_browser_lists_what_it_was_granted_newest_first(started: SqlStore) -> None:
    second = Submission("kuesioner2", "isian/2024", 1, "opd", "Dinas Lain", "WIB", AT + timedelta(days=1))
    with started.writing() as unit:
        unit.add_submission(second)
        unit.grant(BROWSER, "kuesioner2", AT)
        unit.grant(BROWSER, "kuesioner2", AT)
    with started.reading() as unit:
        assert [info.submission for info in unit.granted(BROWSER)] == [second, SUBMISSION]
        assert unit.granted(OTHER) == []


@pytest.mark.parametrize(("which", "taken", "left"), [("kuesioner1", 1, ["kuesioner2"]), (None, 2, [])])
def test_a_browser_gives_back_one_grant_or_all(
    started: SqlStore, which: str | None, taken: int, left: list[str]
) -> None:
    with started.writing() as unit:
        unit.add_submission(Submission("kuesioner2", "isian/2024", 1, "opd", "Dinas Lain", "WIB", AT))
        for browser in (BROWSER, OTHER):
            unit.grant(browser, "kuesioner2", AT)
    with started.writing() as unit:
        assert unit.revoke(BROWSER, which) == taken
        assert unit.revoke(BROWSER, which) == 0
    with started.reading() as unit:
        assert [info.submission.id for info in unit.granted(BROWSER)] == left
        assert [info.submission.id for info in unit.granted(OTHER)] == ["kuesioner2"]


def test_a_resume_code_leads_to_its_submission(started: SqlStore) -> None:
    with started.writing() as unit:
        unit.add_code("a" * 64, "kuesioner1", AT)
    with started.reading() as unit:
        assert unit.code_owner("a" * 64) == "kuesioner1"
        assert unit.code_owner("0" * 64) is None


def test_an_instant_is_kept_to_the_microsecond_whatever_zone_it_was_given_in(started: SqlStore) -> None:
    local = AT.astimezone(timezone(timedelta(hours=9)))
    with started.writing() as unit:
        unit.append([revision(1, at=local)])
    with started.reading() as unit:
        stored = unit.revisions("kuesioner1")[0].at
    assert (stored, stored.utcoffset()) == (AT, timedelta(0))


def test_an_instant_without_a_zone_is_refused(started: SqlStore) -> None:
    naive = Submission("kuesioner2", "isian/2024", 1, "opd", "Dinas", "WIB", AT.replace(tzinfo=None))
    with pytest.raises(StatementError, match="without a zone"), started.writing() as unit:
        unit.add_submission(naive)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE revision SET value = '{}' WHERE number = 1",
        "DELETE FROM revision WHERE number = 1",
        "DELETE FROM revision",
    ],
)
def test_the_database_itself_refuses_to_change_a_revision(started: SqlStore, statement: str) -> None:
    """Architecture 3.6: append-only, also for a programmer with a console."""
    with started.writing() as unit:
        unit.append([revision(1)])
    with pytest.raises(DatabaseError, match="append-only"), started.database.write() as connection:
        connection.execute(text(statement))
    with started.reading() as unit:
        assert unit.revisions("kuesioner1") == [revision(1)]


def test_the_same_message_of_a_writer_is_stored_once(started: SqlStore) -> None:
    with started.writing() as unit:
        unit.append([revision(1)])
    with pytest.raises(Exception, match=r"(?i)unique"), started.writing() as unit:
        unit.append([revision(2, seq=1)])
    with started.writing() as unit:
        unit.append([revision(2)])


def _write_over(slow: SqlStore, quick: SqlStore) -> None:
    with slow.writing() as late:
        assert late.head("kuesioner1", BROWSER) == Head(False, 0, GENESIS)
        with quick.writing() as early:
            early.append_scored([revision(1)], score(1, "97.55"))
        late.append_scored([revision(1, writer="w2")], score(1, "0.00"))


def test_a_number_that_somebody_else_took_meanwhile_is_told_apart(cluster: Cluster) -> None:
    """Two processes on PostgreSQL read the same head; the second to write begins again. SQLite lets one in at a time."""
    stores = [open_store(url) for url in [cluster.database()] * 2]
    with stores[0].writing() as unit:
        unit.add_submission(SUBMISSION)
    with pytest.raises(OvertakenError):
        _write_over(stores[0], stores[1])
    with stores[0].reading() as unit:
        assert unit.revisions("kuesioner1") == [revision(1)]
    for store in stores:
        store.database.close()


def test_of_two_saves_that_wait_for_each_other_one_is_told_to_begin_again(cluster: Cluster) -> None:
    url = f"{cluster.database()}&options=-c%20deadlock_timeout%3D10ms"
    stores = [open_store(url) for _ in range(2)]
    with stores[0].writing() as unit:
        unit.add_submission(SUBMISSION)
    both, told = threading.Barrier(2), []

    def save(store: SqlStore, numbers: tuple[int, int]) -> None:
        try:
            with store.writing() as unit:
                unit.append([revision(numbers[0])])
                both.wait(60)
                unit.append([revision(numbers[1])])
        except OvertakenError:
            told.append(numbers)

    threads = [threading.Thread(target=save, args=at) for at in zip(stores, ((1, 2), (2, 1)), strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert len(told) == 1
    with stores[0].reading() as unit:
        assert [row.number for row in unit.revisions("kuesioner1")] == [1, 2]
    for store in stores:
        store.database.close()


@pytest.mark.parametrize("count", [1, 3])
def test_revisions_and_their_score_are_stored_together(started: SqlStore, count: int) -> None:
    rows = [revision(number) for number in range(1, count + 1)]
    for published in ("1.00", "2.00"):
        with started.writing() as unit:
            unit.append_scored(rows, score(rows[-1].number, published))
        with started.reading() as unit:
            assert unit.revisions("kuesioner1")[-count:] == rows
            assert [info.score for info in unit.granted(BROWSER)] == [score(rows[-1].number, published)]
        rows = [row._replace(number=row.number + count, seq=row.seq + count) for row in rows]


def test_a_grant_for_a_submission_that_does_not_exist_is_refused(started: SqlStore) -> None:
    with pytest.raises(IntegrityError), started.writing() as unit:
        unit.grant(BROWSER, "kuesioner9", AT)
