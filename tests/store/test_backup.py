"""Backup and restore: from either database into either, the same in every row, total, class and hash."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import select, text

from questionnaires import Library
from store import Database, SqlStore, open_store
from store.backup import BackupRefused, opened
from store.backup.own_rules import Stage
from store.backup.shapes import shapes_at
from store.results import edition
from store.schema import metadata, revisions
from store.upgrade import begun, current, head, migrate
from tests.officers import LIBRARY, NO, RULES, YES, Officer, use_cases
from tests.postgres import Cluster
from tests.store.archives import OWN, contents, held, manifest_of, put_back, take
from tests.store.many import browser_of, code_of, fill
from workflow.chain import CHAINED, chained_hash, first_break, instant_text, revision_hash
from workflow.errors import StoreUnavailableError
from workflow.model import Revision

DEEP = os.environ.get("MONEV_DEEP") == "1"
BODIES, TURNS = (829, 3) if DEEP else (12, 3)
FILLED = ("pusat/2025", "kementerian") if DEEP else (RULES, "opd")
FILLER = Library() if DEEP else LIBRARY
ENOUGH = 12  # from the sixth on, a statement is prepared on the server of PostgreSQL

Places = Callable[[str], str]


@pytest.fixture
def place(tmp_path: Path, cluster: Cluster) -> Places:
    """Return the URL of a new, empty database of a kind."""

    def new(kind: str) -> str:
        if kind == "postgresql":
            return cluster.database()
        return f"sqlite:///{tmp_path / f'{len(list(tmp_path.iterdir()))}' / 'monev.sqlite3'}"

    return new


@pytest.fixture(autouse=True)
def _no_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MONEV_RULES", raising=False)


@pytest.fixture
def filled(store: SqlStore) -> SqlStore:
    """Two self-assessments of seven questions, answered twice."""
    fill(store, LIBRARY, RULES, "opd", 2, 2)
    return store


@pytest.fixture
def filled_file(file_store: SqlStore) -> SqlStore:
    """The same in a file, where the database makes no difference."""
    fill(file_store, LIBRARY, RULES, "opd", 2, 2)
    return file_store


class Writer:
    """An officer who answers for as long as the block runs, and remembers what was acknowledged."""

    def __init__(self, officer: Officer) -> None:
        self.officer = officer
        self.acknowledged: list[int] = []
        self._enough, self._stop = threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._write)

    def __enter__(self) -> Writer:
        self._thread.start()
        assert self._enough.wait(60)
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()

    @property
    def runs(self) -> bool:
        """Tell whether nothing has stopped the officer."""
        return self._thread.is_alive()

    def _write(self) -> None:
        seen = 0
        while not self._stop.is_set():
            answer = NO if len(self.acknowledged) % 2 else YES
            seen = self.officer.give("A1", answer, seen).revision
            self.acknowledged.append(seen)
            if len(self.acknowledged) == ENOUGH:
                self._enough.set()


@pytest.mark.parametrize("source", ["sqlite", "postgresql"])
@pytest.mark.parametrize("target", ["sqlite", "postgresql"])
def test_a_backup_taken_while_an_officer_writes_comes_back_the_same(
    source: str, target: str, place: Places, tmp_path: Path
) -> None:
    """The drill of requirement T23: an empty machine, identical totals, classes and revision hashes."""
    store = open_store(place(source))
    stored = fill(store, FILLER, *FILLED, BODIES, TURNS)
    with Writer(Officer(use_cases(store))) as writer:
        before = len(writer.acknowledged)
        taken = take(store, tmp_path / "a.zip")
    totals, here = taken.manifest.totals, place(target)
    assert totals.submissions == BODIES + 1
    assert before <= totals.revisions - stored <= len(writer.acknowledged)
    assert (totals.scored, totals.broken) == (BODIES + 1, ())

    restored = put_back(tmp_path / "a.zip", here, own=OWN)
    assert (restored.same, restored.others, restored.replaced, restored.rules) == (BODIES + 1, (), 0, ())
    again = open_store(here)
    second = take(again, tmp_path / "b.zip").manifest
    assert second.totals == totals
    assert [part.sha256 for part in second.tables] == [part.sha256 for part in taken.manifest.tables]
    _is_one_state(again, store, writer.officer.submission)
    _goes_on(again, writer, totals.revisions - stored)
    for each in (store, again):
        each.database.close()


def _hashes(store: SqlStore) -> dict[tuple[str, int], str]:
    with store.database.read() as connection:
        found = connection.execute(select(revisions.c.submission, revisions.c.number, revisions.c.hash))
        return {(row[0], row[1]): row[2] for row in found}


def _is_one_state(restored: SqlStore, source: SqlStore, writing: str) -> None:
    """What was kept is the beginning of what the source has now; only the officer who wrote has more there."""
    kept, there = _hashes(restored), _hashes(source)
    assert {place: there.pop(place) for place in kept} == kept
    assert {submission for submission, _ in there} <= {writing}


def _goes_on(again: SqlStore, writer: Writer, kept: int) -> None:
    """The cookie and the resume code still open the self-assessment, and the next answer gets the next number."""
    writer.officer.monev = use_cases(again)
    assert writer.officer.look().number == kept
    assert writer.officer.colleague().give("A3", NO).revision == kept + 1
    assert writer.officer.give("B4", NO).revision == kept + 2
    with again.reading() as unit:
        stored = unit.revisions(writer.officer.submission)
    assert (len(stored), first_break(stored)) == (kept + 2, None)


def test_officers_go_on_with_their_cookie_and_their_resume_code(
    filled_file: SqlStore, place: Places, tmp_path: Path
) -> None:
    take(filled_file, tmp_path / "a.zip")
    put_back(tmp_path / "a.zip", there := place("sqlite"))
    monev = use_cases(open_store(there))
    (mine,) = monev.mine(browser_of(1))
    assert mine.submission.body == "Badan Publik 1"
    other = "x" * 43
    assert monev.resume(other, code_of(2), "10.0.0.1") == monev.mine(browser_of(2))[0].submission.id
    assert monev.open(other, monev.mine(other)[0].submission.id).number == 14


def test_a_backup_holds_no_secret_that_opens_anything(filled_file: SqlStore, tmp_path: Path) -> None:
    take(filled_file, tmp_path / "a.zip")
    everything = b"".join(contents(tmp_path / "a.zip").values())
    assert b"Badan Publik 1" in everything
    assert [secret for secret in (browser_of(1), code_of(1)) if secret.encode() in everything] == []


def test_the_file_can_be_read_by_its_owner_only_and_by_any_tool(filled_file: SqlStore, tmp_path: Path) -> None:
    taken = take(filled_file, tmp_path / "a.zip")
    assert (tmp_path / "a.zip").stat().st_mode & 0o777 == 0o600
    assert [path.name for path in tmp_path.iterdir() if "a.zip" in path.name] == ["a.zip"]
    revision = json.loads(contents(tmp_path / "a.zip")["tables/revision.jsonl"].splitlines()[0])
    columns = next(part["columns"] for part in manifest_of(tmp_path / "a.zip")["tables"] if part["name"] == "revision")
    named = dict(zip(columns, revision, strict=True))
    assert (named["submission"], named["number"], named["question"]) == ("badan00000000001", 1, "A1")
    assert named["hash"] == chained_hash(named)
    assert taken.size == (tmp_path / "a.zip").stat().st_size


def test_the_chain_of_a_backup_is_that_of_the_application(filled_file: SqlStore) -> None:
    with filled_file.reading() as unit:
        revision = unit.revisions("badan00000000001")[3]
    assert chained_hash({**revision._asdict(), "at": instant_text(revision.at)}) == revision_hash(revision)
    assert {*CHAINED, "hash"} == set(Revision._fields)


def test_no_table_counts_by_itself(store: SqlStore) -> None:
    """So a restore has no sequence to set: a row brings its number along."""
    with store.database.read() as connection:
        found = [
            f"{table.name}.{column.name}"
            for table in metadata.tables.values()
            for column in table.columns
            if column.primary_key and column.autoincrement is True
        ]
        if not store.database.embedded:
            found += connection.execute(text("SELECT sequencename FROM pg_sequences")).scalars().all()
    assert found == []


def test_a_database_with_answers_is_replaced_only_when_told(filled: SqlStore, place: Places, tmp_path: Path) -> None:
    url = filled.database.url.render_as_string(False)
    filled.database.close()
    other = open_store(place("sqlite"))
    fill(other, LIBRARY, RULES, "opd", 1, 1, first=7)
    take(other, tmp_path / "a.zip")
    before = held(url)
    with pytest.raises(BackupRefused, match=r"sudah berisi 2 kuesioner dan 28 revisi\. .*--replace"):
        put_back(tmp_path / "a.zip", url)
    assert held(url) == before
    assert put_back(tmp_path / "a.zip", url, replace=True).replaced == 2
    assert held(url) == held(other.database.url.render_as_string(False))
    with filled.database.read() as connection:
        assert connection.execute(text("SELECT sha256 FROM result_files")).scalar_one() == edition()


def test_an_application_that_runs_meanwhile_shows_the_restored_state(file_store: SqlStore, tmp_path: Path) -> None:
    """Its memory of a self-assessment is a copy that the database outdates, also backwards."""
    officer = Officer(use_cases(file_store))
    officer.give("A1", YES)
    take(file_store, tmp_path / "a.zip")
    later = officer.give("A1", NO, 1)
    assert (later.revision, officer.look().answers["A1"].answer.choice) == (2, "tidak")
    put_back(tmp_path / "a.zip", file_store.database.url.render_as_string(False), replace=True)
    opened = officer.look()
    assert (opened.number, opened.answers["A1"].answer.choice) == (1, "ya")
    assert officer.give("A1", NO, 1).revision == 2
    with pytest.raises(Exception, match="append-only"), file_store.database.write() as connection:
        connection.execute(text("DELETE FROM revision"))


def test_a_restore_waits_for_nobody_who_stays_connected_to_postgresql(cluster: Cluster, tmp_path: Path) -> None:
    """A question that waits for the new tables would find them empty."""
    store = open_store(cluster.database())
    officer = Officer(use_cases(store))
    officer.give("A1", YES)
    take(store, tmp_path / "a.zip")
    officer.give("A1", NO, 1)
    url = store.database.url.render_as_string(False)
    with pytest.raises(BackupRefused, match=r"masih ada \d+ sambungan lain .*Hentikan aplikasi"):
        put_back(tmp_path / "a.zip", url, replace=True)
    assert officer.look().number == 2
    store.database.close()
    assert put_back(tmp_path / "a.zip", url, replace=True).same == 1
    assert officer.look().number == 1
    assert officer.give("A1", NO, 1).revision == 2
    store.database.close()


def test_what_others_built_on_the_tables_stands_in_the_way_and_a_reader_may_back_up(
    cluster: Cluster, tmp_path: Path
) -> None:
    url = cluster.database()
    store = open_store(url)
    fill(store, LIBRARY, RULES, "opd", 1, 1)
    with store.database.write() as connection:
        connection.execute(text("CREATE VIEW lihat AS SELECT * FROM submission"))
        connection.execute(text("CREATE ROLE pembaca LOGIN"))
        connection.execute(text("GRANT SELECT ON ALL TABLES IN SCHEMA public TO pembaca"))
    store.database.close()
    reader = Database(url.replace("monev@", "pembaca@"))
    assert take(reader, tmp_path / "a.zip").manifest.totals.submissions == 1
    reader.close()
    before = held(url)
    with pytest.raises(BackupRefused, match=r"bergantung pada tabel Monev KIP, tidak ada yang berubah .* view lihat "):
        put_back(tmp_path / "a.zip", url, replace=True)
    with pytest.raises(BackupRefused, match=r"tidak boleh diubah dengan izin ini, tidak ada yang berubah"):
        put_back(tmp_path / "a.zip", url.replace("monev@", "pembaca@"), replace=True)
    assert held(url) == before
    with store.database.write() as connection:
        connection.execute(text("DROP VIEW lihat"))
    store.database.close()
    assert put_back(tmp_path / "a.zip", url, replace=True).same == 1


def test_answers_that_arrive_during_a_restore_come_after_it(file_store: SqlStore, tmp_path: Path) -> None:
    """They wait, are then decided on what was restored, and continue its chain."""
    officer = Officer(use_cases(file_store))
    with Writer(officer) as writer:
        kept = take(file_store, tmp_path / "a.zip").manifest.totals.revisions
        restored = put_back(tmp_path / "a.zip", file_store.database.url.render_as_string(False), replace=True)
        done = len(writer.acknowledged)
        while len(writer.acknowledged) < done + 3:
            assert writer.runs
    assert restored.replaced == 1
    with file_store.reading() as unit:
        stored = unit.revisions(officer.submission)
    assert first_break(stored) is None
    assert len(stored) > kept
    assert officer.look().number == len(stored)


def test_a_database_of_an_older_version_is_backed_up_as_it_is_and_restored_through_the_migrations(
    database_url: str, place: Places, tmp_path: Path
) -> None:
    old = _first_version(database_url)
    taken = take(old, tmp_path / "a.zip")
    assert taken.manifest.migration == "0001"
    with old.read() as connection:
        assert current(connection) == "0001"
    put_back(tmp_path / "a.zip", here := place("postgresql" if old.embedded else "sqlite"))
    new = open_store(here)
    with new.database.read() as connection:
        assert current(connection) == head()
        assert connection.execute(text("SELECT count(*) FROM result_row")).scalar_one() > 0
    assert take(new, tmp_path / "b.zip").manifest.totals == taken.manifest.totals
    for each in (new.database, old):
        each.close()


def _first_version(url: str) -> Database:
    """Return a filled database that only the first migration was run on."""
    source = open_store(f"{url}.neu" if url.startswith("sqlite") else url)
    fill(source, LIBRARY, RULES, "opd", 2, 2)
    rows = held(source.database.url.render_as_string(False))
    if not source.database.embedded:
        with source.database.write() as connection:
            for name in [name for name in metadata.tables if name.startswith("result_")]:
                connection.execute(text(f"DROP TABLE {name} CASCADE"))
            connection.execute(text("UPDATE alembic_version SET version_num = '0001'"))
        return source.database
    source.database.close()
    old = Database(url)
    with old.write() as connection, begun(connection):
        migrate(connection, "0001")
        for shape in shapes_at("0001"):
            places = ", ".join("?" for _ in shape.columns)
            connection.connection.driver_connection.executemany(
                f"INSERT INTO {shape.name} VALUES ({places})", rows[shape.name]
            )
    return old


def test_a_database_of_an_older_version_that_holds_answers_is_replaced_too(place: Places, tmp_path: Path) -> None:
    old = _first_version(place("sqlite"))
    url = old.url.render_as_string(False)
    take(old, tmp_path / "a.zip")
    with pytest.raises(BackupRefused, match="sudah berisi 2 kuesioner"):
        put_back(tmp_path / "a.zip", url)
    with old.read() as connection:
        assert current(connection) == "0001"
    put_back(tmp_path / "a.zip", url, replace=True)
    with old.read() as connection:
        assert current(connection) == head()
    old.close()


def test_a_chain_that_is_broken_already_is_told_and_comes_back_as_it_was(place: Places, tmp_path: Path) -> None:
    store = open_store(place("sqlite"))
    fill(store, LIBRARY, RULES, "opd", 2, 2)
    with sqlite3.connect(store.database.url.database or "") as console:
        console.execute("DROP TRIGGER revision_no_update")
        console.execute("UPDATE revision SET writer = 'w9' WHERE submission = 'badan00000000002' AND number = 5")
    taken = take(store, tmp_path / "a.zip")
    assert [(one.submission, one.number) for one in taken.manifest.totals.broken] == [("badan00000000002", 5)]
    put_back(tmp_path / "a.zip", here := place("postgresql"))
    assert held(here) == held(store.database.url.render_as_string(False))


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A folder with one rule set of the installation's own and its seals."""
    folder = tmp_path / "aturan"
    shutil.copytree(OWN / "isian" / "2024", folder / "isian" / "2024")
    (folder / "seals.toml").write_text("# segel\n", encoding="utf-8")
    return folder


def _files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_rule_sets_of_the_installation_come_along(
    filled_file: SqlStore, own: Path, place: Places, tmp_path: Path
) -> None:
    take(filled_file, tmp_path / "a.zip", own, Library.installed({"MONEV_RULES": str(own)}))
    empty = tmp_path / "baru" / "aturan"
    restored = put_back(tmp_path / "a.zip", place("sqlite"), empty)
    assert (restored.rules, restored.same) == (("isian/2024",), 2)
    assert _files(empty) == _files(own)
    assert put_back(tmp_path / "a.zip", place("sqlite"), empty).rules == ()


def test_without_a_folder_for_them_nothing_is_restored(
    filled_file: SqlStore, own: Path, place: Places, tmp_path: Path
) -> None:
    take(filled_file, tmp_path / "a.zip", own)
    with pytest.raises(BackupRefused, match=r"aturan sendiri \(isian/2024\), tetapi MONEV_RULES tidak disetel"):
        put_back(tmp_path / "a.zip", url := place("sqlite"), None)
    with pytest.raises(BackupRefused, match="belum pernah dipakai"):
        take(Database(url), tmp_path / "b.zip")


def test_a_rule_set_that_is_another_one_here_is_never_replaced(
    filled_file: SqlStore, own: Path, place: Places, tmp_path: Path
) -> None:
    take(filled_file, tmp_path / "a.zip", own)
    rules = own / "isian" / "2024" / "rules.toml"
    rules.write_text(rules.read_text(encoding="utf-8") + "# disunting\n", encoding="utf-8")
    before = _files(own)
    with pytest.raises(BackupRefused, match="aturan isian/2024 di sini berbeda"):
        put_back(tmp_path / "a.zip", filled_file.database.url.render_as_string(False), own, replace=True)
    assert _files(own) == before


@pytest.mark.parametrize("certain", [True, False])
def test_rule_sets_go_out_again_when_the_database_surely_refused(
    filled_file: SqlStore, own: Path, tmp_path: Path, certain: bool
) -> None:
    take(filled_file, tmp_path / "a.zip", own)
    empty = tmp_path / "baru"
    with opened(tmp_path / "a.zip") as archive:
        stage = Stage(archive, empty)
        with pytest.raises(StoreUnavailableError), stage.laid_out(), stage.published(certain):
            _refuse_commit()
    assert _files(empty) == ({} if certain else _files(own))


def _refuse_commit() -> None:
    raise StoreUnavailableError


def test_seals_that_the_folder_has_already_stay(
    filled_file: SqlStore, own: Path, place: Places, tmp_path: Path
) -> None:
    take(filled_file, tmp_path / "a.zip", own)
    (own / "seals.toml").write_text("# yang lain\n", encoding="utf-8")
    restored = put_back(tmp_path / "a.zip", place("sqlite"), own)
    assert (restored.seals_kept, restored.rules) == (True, ())
    assert (own / "seals.toml").read_text(encoding="utf-8") == "# yang lain\n"


def test_rules_that_are_used_but_not_installed_are_told_and_then_asked_for(
    filled_file: SqlStore, place: Places, tmp_path: Path
) -> None:
    """A backup without MONEV_RULES says what it lacks; where the folder is set again, it comes back."""
    taken = take(filled_file, tmp_path / "a.zip", None, Library())
    assert taken.unknown == ("isian/2024@1",)
    url = place("sqlite")
    with pytest.raises(BackupRefused, match="memakai aturan isian/2024@1 yang tidak ada di sini"):
        put_back(tmp_path / "a.zip", url, None)
    assert put_back(tmp_path / "a.zip", url, OWN).same == 2
