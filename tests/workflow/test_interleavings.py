"""Two officers on one questionnaire, any order of sending, losing, repeating and overtaking messages.

A message may be lost on the way in, its reply may be lost on the way out, it may come twice, and messages of one
journal may overtake each other. Whatever happens: what was stored stays in the history, nothing is stored over an
answer that its writer had not seen, the chain is whole, and a message that comes again changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store import SqlStore, open_store
from tests.officers import LINK, Officer, answer, use_cases
from workflow import Item, Outcome, SaveOutcome
from workflow.chain import first_break
from workflow.model import Revision

CODES = ("A1", "A3")
VALUES = [answer(), answer(choice="tidak"), answer(choice="ya"), answer(choice="ya", links=[LINK], note="n")]

steps = st.lists(
    st.one_of(
        st.tuples(st.just("write"), st.sampled_from([0, 1]), st.sampled_from(CODES), st.integers(0, 3), st.booleans()),
        st.tuples(st.just("deliver"), st.integers(0, 9), st.booleans()),
        st.tuples(st.just("refresh"), st.sampled_from([0, 1]), st.sampled_from(CODES)),
        st.tuples(st.just("restart")),
    ),
    max_size=40,
)


@dataclass
class Journal:
    """What one browser believes: the revision that it saw of every question."""

    officer: Officer
    seen: dict[str, int] = field(default_factory=dict)


@pytest.fixture(scope="module")
def shared_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SqlStore]:
    """One file for all examples; every example begins a self-assessment of its own in it."""
    store = open_store(f"sqlite:///{tmp_path_factory.mktemp('selang-seling') / 'monev.sqlite3'}")
    yield store
    store.database.close()


class World:
    """The network between two officers and the store."""

    def __init__(self, store: SqlStore) -> None:
        self.store = store
        first = Officer(use_cases(store), writer="ratna")
        self.journals = [Journal(first), Journal(first.colleague("dimas"))]
        self.travelling: list[tuple[int, Item]] = []
        self.delivered: list[tuple[int, Item]] = []
        self.stored: list[tuple[Item, int]] = []

    def write(self, who: int, code: str, value: int, duplicate: bool) -> None:
        journal = self.journals[who]
        item = journal.officer.item(code, VALUES[value], journal.seen.get(code, 0))
        self.travelling += [(who, item)] * (2 if duplicate else 1)

    def deliver(self, which: int, heard: bool) -> None:
        """Let one of the travelling messages arrive, or one that came before arrive again."""
        waiting = self.travelling or self.delivered
        if not waiting:
            return
        who, item = waiting[which % len(waiting)]
        if self.travelling:
            self.travelling.remove((who, item))
        before = self.history()
        outcome = self.journals[who].officer.send(item)
        self.check(who, item, outcome, before)
        self.delivered.append((who, item))
        if heard:
            self.journals[who].seen[item.code] = outcome.revision

    def refresh(self, who: int, code: str) -> None:
        current = self.journals[who].officer.look().answers.get(code)
        self.journals[who].seen[code] = current.revision if current else 0

    def restart(self) -> None:
        """The application starts again with empty memory."""
        monev = use_cases(self.store)
        for journal in self.journals:
            journal.officer.monev = monev

    def history(self) -> list[Revision]:
        with self.store.reading() as unit:
            return unit.revisions(self.journals[0].officer.submission)

    def check(self, who: int, item: Item, outcome: SaveOutcome, before: list[Revision]) -> None:
        after = self.history()
        assert after[: len(before)] == before
        new = after[len(before) :]
        if outcome.outcome is Outcome.STORED:
            [row] = new
            assert (row.writer, row.seq, row.number) == (item.writer, item.seq, outcome.revision)
            self.saw_what_it_replaced(item, before)
            self.stored.append((item, row.number))
        else:
            assert new == []
        again = self.journals[who].officer.send(item)
        assert again.outcome is not Outcome.STORED
        assert self.history() == after

    def saw_what_it_replaced(self, item: Item, before: list[Revision]) -> None:
        replaced = [row for row in before if row.question == item.code][-1:]
        for row in replaced:
            assert row.number == item.seen or row.writer == item.writer


@given(plan=steps)
def test_no_interleaving_of_two_officers_loses_an_answer_or_overwrites_one_unseen(
    shared_store: SqlStore, plan: list[tuple[object, ...]]
) -> None:
    """Architecture 3.6, D17; the cache in memory never shows anything else than the database holds."""
    world = World(shared_store)
    for name, *arguments in plan:
        getattr(world, str(name))(*arguments)
    rows = world.history()
    assert first_break(rows) is None
    assert {(item.writer, item.seq) for item, _ in world.stored} == {(row.writer, row.seq) for row in rows}
    shown = world.journals[1].officer.look()
    newest = {row.question: row.number for row in rows}
    assert {code: kept.revision for code, kept in shown.answers.items()} == newest
    fresh = Officer(use_cases(shared_store), shown.submission.id, world.journals[0].officer.code)
    assert shown == fresh.look()
