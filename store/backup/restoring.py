"""Putting a backup back: all of it, proven equal, in one transaction, or nothing.

The rows of a backup are loaded into the tables of its own schema and brought forward by the same migrations as any
database. Who works on a SQLite file meanwhile sees the old state until the new one is complete.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from psycopg import sql
from sqlalchemy import Connection, func, inspect, select, text

from store.backup.faults import place_of, reported, written
from store.backup.manifest import Manifest, refuse
from store.backup.own_rules import Stage
from store.backup.reading import Archive
from store.backup.recounting import Other, Recount
from store.backup.shapes import Shape, shapes_at
from store.backup.totals import kernel_hash, totals_of
from store.engine import Database
from store.results import load_results_in
from store.schema import metadata, revisions, submissions
from store.submissions import SqlStore
from store.upgrade import NewerDatabaseError, begun, clear, current, head, migrate, one_at_a_time
from wording import number

_LOCK_PATIENCE = "60s"
_GOING_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class Restored:
    """What stands in the database now, read back from it and computed again.

    same: how many totals and classes were computed again and are what they were. others: those that are not, because
    rules or kernel changed since. replaced: how many self-assessments had to give way. rules: rule sets that were
    added to the installation's own folder; seals_kept: whether its own seals stayed there.
    """

    manifest: Manifest
    same: int
    others: tuple[Other, ...]
    replaced: int
    rules: tuple[str, ...]
    seals_kept: bool


def restore(archive: Archive, database: Database, own: Path | None, now: datetime, replace: bool) -> Restored:
    """Put the contents of a backup into a database.

    Args:
        own: folder of the installation's own rule sets.
        replace: whether what the database holds already may go.

    Raises:
        BackupRefused: nothing was changed; the problems say why.
    """
    _demand_room(archive, database)
    archive.check()
    stage = Stage(archive, own)
    # What the stack holds is left after the transaction, when it is known whether the commit succeeded.
    with (
        written(own or archive.path),
        reported(database),
        ExitStack() as files,
        database.write() as connection,
        begun(connection),
    ):
        replaced = _make_room(connection, database, replace)
        migrate(connection, archive.manifest.migration)
        _load(connection, archive, database)
        migrate(connection, "head")
        load_results_in(connection)
        files.enter_context(stage.laid_out())
        recount = _prove(connection, archive, database, stage, now)
        files.enter_context(stage.published(certain=database.embedded))
    manifest = archive.manifest
    return Restored(manifest, recount.same, tuple(recount.others), replaced, stage.added, stage.seals_kept)


def _demand_room(archive: Archive, database: Database) -> None:
    """Refuse a file whose contents would not fit beside the database, a bomb or a large backup."""
    if not database.embedded:
        return
    folder = Path(database.url.database or "").parent
    needed = 2 * sum(part.bytes for part in archive.manifest.parts())
    free = shutil.disk_usage(folder).free
    if needed > free:
        refuse(str(folder), "tak_muat", perlu=needed // 10**6 + 1, sisa=free // 10**6)


def _make_room(connection: Connection, database: Database, replace: bool) -> int:
    """Take out what there is and return how many self-assessments that were."""
    one_at_a_time(connection)
    if not database.embedded:
        _demand_alone(connection, database)
    taken = set(inspect(connection).get_table_names()) & set(metadata.tables)
    if current(connection) is None:
        if taken:
            refuse(place_of(database), "tabel_lain", tabel=", ".join(sorted(taken)))
        return 0
    try:
        migrate(connection, "head")
    except NewerDatabaseError:
        refuse(place_of(database), "basis_lebih_baru")
    kept = [metadata.tables[shape.name] for shape in shapes_at(head() or "")]
    if not database.embedded:  # from here on nobody stores what would be lost uncounted
        connection.execute(text(f"SET LOCAL lock_timeout = '{_LOCK_PATIENCE}'"))
        connection.execute(text(f"LOCK TABLE {', '.join(one.name for one in kept)} IN ACCESS EXCLUSIVE MODE"))
    counts = {one.name: connection.execute(select(func.count()).select_from(one)).scalar_one() for one in kept}
    if any(counts.values()) and not replace:
        refuse(place_of(database), "ada_isi", kuesioner=counts[submissions.name], revisi=number(counts[revisions.name]))
    clear(connection)
    return int(counts[submissions.name])


def _demand_alone(connection: Connection, database: Database) -> None:
    """Refuse while others are connected to PostgreSQL: a question of theirs that waits would see an empty database.

    Its snapshot would be older than the new tables. On SQLite who waits has asked nothing yet. Connections that are
    about to end get a moment.
    """
    others = text(
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() "
        "AND backend_type = 'client backend'"
    )
    deadline = time.monotonic() + _GOING_SECONDS
    while found := connection.execute(others).scalar_one():
        if time.monotonic() > deadline:
            refuse(place_of(database), "basis_tersambung", jumlah=found)
        time.sleep(0.05)
        connection.execute(text("SELECT pg_stat_clear_snapshot()"))


def _load(connection: Connection, archive: Archive, database: Database) -> None:
    """Store the rows as they come; the database checks keys, lengths and references."""
    driver: Any = connection.connection.driver_connection
    dbapi = database.engine.dialect.loaded_dbapi
    shapes = archive.shapes()
    for name in [shape.name for shape in shapes_at(archive.manifest.migration)]:
        part = next(part for part in archive.manifest.tables if part.name == name)
        rows = (row for portion in archive.portions(part) for row in portion)
        try:
            (_insert if database.embedded else _copy)(driver, shapes[name], rows)
        except (dbapi.IntegrityError, dbapi.DataError, OverflowError) as error:
            refuse(f"{archive.path}, {part.file}", "baris_ditolak", sebab=" ".join(str(error).split())[:200])


def _insert(driver: Any, shape: Shape, rows: Iterator[list[Any]]) -> None:
    names = ", ".join(f'"{name}"' for name in shape.columns)
    places = ", ".join("?" for _ in shape.columns)
    driver.executemany(f'INSERT INTO "{shape.name}" ({names}) VALUES ({places})', rows)  # noqa: S608


def _copy(driver: Any, shape: Shape, rows: Iterator[list[Any]]) -> None:
    names = sql.SQL(", ").join(map(sql.Identifier, shape.columns))
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(shape.name), names)
    with driver.cursor() as cursor, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row(row)


def _prove(connection: Connection, archive: Archive, database: Database, stage: Stage, now: datetime) -> Recount:
    """Read back what was stored and compare it with what the backup recorded."""
    recorded = archive.manifest.totals
    found = totals_of(connection, shapes_at(head() or ""))
    if found != recorded:
        broken = [one for one in found.broken if one not in recorded.broken]
        for one in broken[:1]:
            refuse(f"{archive.path}, {one.submission}", "rantai_putus", nomor=one.number)
        refuse(str(archive.path), "jumlah_lain")
    same_kernel = archive.manifest.kernel == kernel_hash()
    recount = Recount(connection, SqlStore(database).unit(connection), stage.library(), same_kernel)
    recount.run(str(archive.path), now)
    return recount
