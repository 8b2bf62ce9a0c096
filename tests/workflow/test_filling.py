"""Storing answers: what is kept, what is refused, and what a save leaves in the database."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

import pytest
from sqlalchemy import text

from scoring.facts import Answer
from store import SqlStore, open_store
from tests.officers import LINK, MORNING, NO, YES, HandClock, Officer, answer, use_cases
from workflow import Item, Outcome
from workflow.chain import first_break
from workflow.model import Count, Revision


@pytest.fixture
def officer(store: SqlStore, clock: HandClock) -> Officer:
    return Officer(use_cases(store, clock))


def rows(officer: Officer, store: SqlStore) -> list[Revision]:
    with store.reading() as unit:
        return unit.revisions(officer.submission)


def digest(officer: Officer, store: SqlStore) -> str:
    """One hash over everything that is stored of a self-assessment."""
    return sha256(repr(rows(officer, store)).encode()).hexdigest()


def test_an_answer_is_stored_with_who_when_where_and_over_what(
    officer: Officer, store: SqlStore, clock: HandClock
) -> None:
    """Contract, section 4."""
    first = officer.give("A1", YES)
    clock.move(minutes=5)
    second = officer.give("A1", answer(choice="tidak", note="belum"), seen=first.revision)
    [one, two] = rows(officer, store)
    assert (first.outcome, first.revision, first.at) == (Outcome.STORED, 1, MORNING)
    assert (second.outcome, second.revision, second.at) == (Outcome.STORED, 2, clock.now)
    assert second.answer == Answer("tidak", note="belum")
    assert (one.kind, one.actor, one.question, one.based_on, one.writer, one.seq, one.zone) == (
        "self", None, "A1", 0, "w1", 1, "WIB",
    )  # fmt: skip
    assert (two.number, two.based_on, two.at, two.previous_hash) == (2, 1, clock.now, one.hash)
    assert two.value == '{"choice":"tidak","level":null,"links":[],"note":"belum","number":null}'


def test_the_score_row_is_that_of_the_last_revision(officer: Officer, store: SqlStore, clock: HandClock) -> None:
    """A1 is one of three units of the 60 points while A2 is hidden; with A2 shown it is one of four: 15."""
    officer.give("A1", YES)
    [info] = officer.monev.mine(officer.browser)
    [row] = rows(officer, store)
    assert info.score is not None
    assert (info.score.revision, info.score.facts_hash, info.score.at) == (1, row.hash, clock.now)
    assert (info.score.exact, info.score.published, info.score.maximum) == ("15", "15.00", "100")
    assert (info.score.provisional_class, info.score.answered, info.score.questions) == ("tidak_informatif", 1, 7)


def test_answers_of_one_message_are_stored_together_and_decided_one_after_the_other(
    officer: Officer, store: SqlStore
) -> None:
    items = [
        officer.item("A1", YES),
        officer.item("A1", NO),
        officer.item("tidak_ada", YES),
        Item("A1", YES, 0, "w2", 1),
        officer.item("B3", answer(number="2,5", links=[LINK])),
    ]
    saved = officer.monev.save_answers(officer.browser, officer.submission, items)
    assert [item.outcome for item in saved.items] == [
        Outcome.STORED, Outcome.STORED, Outcome.REFUSED, Outcome.CONFLICT, Outcome.STORED,
    ]  # fmt: skip
    assert [item.revision for item in saved.items] == [1, 2, 0, 2, 3]
    assert [row.value for row in rows(officer, store)][2] == (
        f'{{"choice":null,"level":null,"links":["{LINK}"],"note":"","number":"2.5"}}'
    )
    assert first_break(rows(officer, store)) is None
    assert saved.opened == officer.look()


def test_a_save_tells_which_lines_changed_the_posted_first(officer: Officer) -> None:
    """Ya to A1 shows A2 and so changes what A3 can earn; B1 to B4 stay as they are."""
    saved = officer.monev.save_answers(officer.browser, officer.submission, [officer.item("A1", YES)])
    assert [line.code for line in saved.changed] == ["A1", "A2", "A3"]
    same = officer.monev.save_answers(officer.browser, officer.submission, [officer.item("B1", answer())])
    assert [line.code for line in same.changed] == ["B1"]


def test_sending_again_changes_nothing(officer: Officer, store: SqlStore) -> None:
    """O6: the same message twice, and the same answer under a new number."""
    item = officer.item("A1", YES)
    assert officer.send(item).outcome is Outcome.STORED
    before = digest(officer, store)
    assert officer.send(item) == officer.send(item)
    assert officer.send(item).outcome is Outcome.SAME
    assert officer.give("A1", YES).outcome is Outcome.SAME
    assert digest(officer, store) == before


def test_a_message_repeated_after_a_restart_is_recognised(officer: Officer, store: SqlStore) -> None:
    item = officer.item("A1", YES)
    officer.send(item)
    officer.give("A1", NO, seen=1)
    officer.monev = use_cases(store)
    before = digest(officer, store)
    assert officer.send(item).outcome is Outcome.SAME
    assert digest(officer, store) == before


def test_the_second_officer_sees_the_first_ones_answer_and_decides(officer: Officer, store: SqlStore) -> None:
    """Architecture 3.6: nothing is overwritten unseen."""
    colleague = officer.colleague()
    officer.give("A1", NO)
    before = digest(officer, store)
    told = colleague.give("A1", YES)
    assert (told.outcome, told.revision, told.answer) == (Outcome.CONFLICT, 1, Answer("tidak"))
    assert digest(officer, store) == before
    chosen = colleague.give("A1", YES, seen=told.revision)
    assert (chosen.outcome, chosen.revision) == (Outcome.STORED, 2)


def test_an_answer_can_be_taken_back_and_the_history_keeps_it(officer: Officer) -> None:
    officer.give("A1", YES)
    assert officer.give("A1", answer(), seen=1).outcome is Outcome.STORED
    opened = officer.look()
    assert (opened.answers["A1"].answer.blank, opened.progress.total.answered) == (True, 0)
    history = officer.monev.history(officer.browser, officer.submission, "A1")
    assert [(kept.revision, kept.answer.choice) for kept in history] == [(1, "ya"), (2, None)]


def test_a_blank_answer_to_a_question_never_answered_stores_nothing(officer: Officer, store: SqlStore) -> None:
    assert officer.give("A1", answer()).outcome is Outcome.SAME
    assert rows(officer, store) == []


ODD_NOTES = {
    "formula": '=HYPERLINK("http://jahat.contoh";"klik")',
    "right to left": "lapo\u202eran \u0645\u0631\u062d\u0628\u0627",
    "emoji": "\U0001f469\u200d\U0001f4bc\U0001f3db\ufe0f",
    "combining": "e\u0301 \u00e9",
    "longest": "\u00e4" * 10_000,
    "markup": "<script>alert(1)</script> **tebal** ${x} {x} %s",
    "lines": "satu\n\n\tdua\r\ntiga",
    "spaces": "  di tepi  ",
}


@pytest.mark.parametrize("note", ODD_NOTES.values(), ids=ODD_NOTES)
def test_an_odd_note_is_kept_letter_by_letter(officer: Officer, store: SqlStore, note: str) -> None:
    saved = officer.give("A1", answer(choice="ya", links=[LINK], note=note))
    assert (saved.outcome, saved.answer.note) == (Outcome.STORED, note)
    officer.monev = use_cases(store)
    assert officer.look().answers["A1"].answer.note == note


def test_a_number_is_kept_as_it_was_meant(officer: Officer) -> None:
    """O17: "2,5" and "2.5" are the same number."""
    assert officer.give("B3", answer(number="2,5")).answer.number == 2.5
    assert officer.give("B3", answer(number="2.5")).outcome is Outcome.SAME
    assert officer.give("B3", answer(number="1000")).answer.number == 1000


REFUSED: list[tuple[str, str, Any, str]] = [
    ("script link", "A1", answer(choice="ya", links=["javascript:alert(1)"]), "bukan tautan"),
    ("data link", "A1", answer(choice="ya", links=["data:text/html,x"]), "bukan tautan"),
    ("file link", "A1", answer(choice="ya", links=["file:///etc/passwd"]), "bukan tautan"),
    ("link with a hidden turn", "A1", answer(choice="ya", links=["https://contoh.go.id/\u202etxt"]), "bukan tautan"),
    ("link among good ones", "A1", answer(choice="ya", links=[LINK, "contoh.go.id"]), "bukan tautan"),
    ("note too long", "A1", answer(choice="ya", note="x" * 10_001), "Persingkat"),
    ("null byte", "A1", answer(choice="ya", note="a\x00b"), "NUL"),
    ("half a letter", "A1", answer(choice="ya", note="a\ud800b"), "karakter"),
    ("thousands or fraction", "B3", answer(number="1.000"), "1000 bila ribuan"),
    ("exponent", "B3", answer(number="1e3"), "bukan angka"),
    ("negative", "B3", answer(number="-1"), "kurang dari nol"),
    ("float", "B3", answer(number=2.5), "bukan teks"),
    ("foreign level", "A3", answer(choice="ya", level="z"), "bukan bagian butir ini"),
    ("level with tidak", "A3", answer(choice="tidak", level="a"), "hanya menyertai jawaban Ya"),
    ("not applicable where refused", "A1", answer(choice="tidak_berlaku"), "tidak_berlaku"),
    ("foreign option", "B1", answer(choice="pos"), "tidak dikenal"),
    ("list for one choice", "A1", answer(choice=["ya"]), "satu jawaban"),
    ("unknown key", "A1", {**YES, "score": "100"}, "kunci tidak dikenal"),
    ("unknown question", "A9", YES, "Muat ulang"),
]


@pytest.mark.parametrize(("code", "raw", "words"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED])
def test_a_refused_answer_says_why_and_leaves_everything_as_it_was(
    officer: Officer, store: SqlStore, code: str, raw: Any, words: str
) -> None:
    """Requirements of N10: refused loudly, and the answers that are there stay untouched."""
    officer.give("A1", NO)
    before, total = digest(officer, store), officer.look().sheet
    told = officer.give(code, raw)
    assert told.outcome is Outcome.REFUSED
    assert words in told.message
    assert (digest(officer, store), officer.look().sheet) == (before, total)
    assert officer.give("A3", NO).outcome is Outcome.STORED


def test_a_total_that_a_client_sends_is_ignored(officer: Officer) -> None:
    """O12, N1: points come from the answers alone."""
    honest = officer.give("A1", NO)
    assert honest.outcome is Outcome.STORED
    assert officer.look().sheet.published == "0.00"


def test_an_answer_to_a_hidden_question_is_kept_and_counts_when_it_is_asked(officer: Officer) -> None:
    """O1: A2 is asked only after Ya to A1; 60 points over A1, A2 and A3 (1, 1, 2)."""
    assert officer.give("A2", YES).outcome is Outcome.STORED
    hidden = officer.look()
    assert (hidden.sheet.published, hidden.progress.total) == ("0.00", Count(0, 6, 0))
    officer.give("A1", YES)
    shown = officer.look()
    assert (shown.sheet.published, shown.progress.total) == ("30.00", Count(2, 7, 0))


def test_every_kind_of_question_earns_what_paper_says(officer: Officer) -> None:
    """A1 15, A2 15, A3 at half 15; B4 dropped, so 40 over 8 units: B1 half 5, B2 half 5, B3 half 10."""
    given = {
        "A1": YES,
        "A2": YES,
        "A3": answer(choice="ya", level="b", links=[LINK]),
        "B1": answer(choice="loket", links=[LINK]),
        "B2": answer(choice=["maklumat"], links=[LINK]),
        "B3": answer(number="19", links=[LINK]),
        "B4": answer(choice="tidak_berlaku"),
    }
    saved = officer.monev.save_answers(
        officer.browser, officer.submission, [officer.item(code, raw) for code, raw in given.items()]
    )
    assert {item.outcome for item in saved.items} == {Outcome.STORED}
    sheet = saved.opened.sheet
    assert [str(line.earned) for line in sheet.questions] == ["15", "15", "15", "5", "5", "10", "0"]
    assert (sheet.published, sheet.provisional and sheet.provisional.code) == ("65.00", "cukup_informatif")


def test_an_answer_whose_score_cannot_be_stored_is_not_stored_either(officer: Officer, store: SqlStore) -> None:
    """Revision and score are one transaction."""
    officer.give("A1", YES)
    before = digest(officer, store)
    with store.database.write() as connection:
        connection.execute(text("ALTER TABLE score RENAME TO score_away"))
    with pytest.raises(Exception, match="score"):
        officer.give("A3", NO)
    with store.database.write() as connection:
        connection.execute(text("ALTER TABLE score_away RENAME TO score"))
    assert digest(officer, store) == before
    assert officer.give("A3", NO).outcome is Outcome.STORED


def test_another_process_is_noticed_at_once(officer: Officer, migrated_url: str) -> None:
    """The memory of one process is a copy; the database decides."""
    officer.give("A1", YES)
    elsewhere = open_store(migrated_url)
    colleague = Officer(use_cases(elsewhere), officer.submission, officer.code, "w2")
    assert colleague.give("A3", answer(choice="ya", level="a", links=[LINK])).revision == 2
    assert officer.look().sheet.published == "45.00"
    told = officer.give("A3", NO)
    assert (told.outcome, told.revision) == (Outcome.CONFLICT, 2)
    assert officer.give("A2", NO).revision == 3
    elsewhere.database.close()


def test_more_self_assessments_than_memory_holds_are_all_right(store: SqlStore) -> None:
    monev = use_cases(store, capacity=2)
    officers = [Officer(monev, writer=f"w{number}") for number in range(5)]
    for turn in range(2):
        for officer in officers:
            raw = answer(choice="tidak", note=f"{officer.writer} {turn}")
            assert officer.give("A1", raw, seen=turn).revision == turn + 1
    for officer in officers:
        assert officer.look().answers["A1"].answer.note == f"{officer.writer} 1"


def test_a_stored_answer_that_no_longer_fits_its_question_is_a_fault_that_rises(
    officer: Officer, store: SqlStore
) -> None:
    officer.give("A1", YES)
    [row] = rows(officer, store)
    with store.writing() as unit:
        unit.append([row._replace(number=2, seq=9, question="A3", value='{"choice":"ya","level":"z"}')])
    with pytest.raises(ValueError, match="revisi 2"):
        officer.look()
