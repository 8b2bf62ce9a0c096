"""Bringing a database to the schema of this version, at every start, by however many processes at once."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection, text

from store.engine import Database
from store.schema import metadata

_MIGRATIONS = Path(__file__).parent / "migrations"
_ONE_AT_A_TIME = 0x6D6F6E6576  # key of the advisory lock: "monev"


class NewerDatabaseError(RuntimeError):
    """The database was written by a newer version of this program."""


def upgrade(database: Database) -> None:
    """Apply the migrations that are missing, each with its own record, all of them or none.

    The writing transaction of SQLite and an advisory lock of PostgreSQL let one process at a time through; the next
    one finds nothing left to do.

    Raises:
        NewerDatabaseError: the database knows migrations that this version does not.
        StoreUnavailableError: the database does not answer.
    """
    with database.write() as connection, begun(connection):
        migrate(connection, "head")


def migrate(connection: Connection, revision: str) -> None:
    """Apply the migrations up to `revision` inside the transaction of `connection`; nobody else migrates meanwhile.

    Raises:
        NewerDatabaseError: the database knows migrations that this version does not.
    """
    one_at_a_time(connection)
    try:
        command.upgrade(configuration(connection), revision)
    except CommandError as error:
        raise NewerDatabaseError(
            "Basis data ini dibuat oleh versi Monev KIP yang lebih baru. Pasang versi itu atau yang lebih baru."
        ) from error


def one_at_a_time(connection: Connection) -> None:
    """Let nobody else migrate this database until the transaction ends; SQLite's one writer needs no more."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _ONE_AT_A_TIME})


def current(connection: Connection) -> str | None:
    """Return the newest migration of the database, None where it was never migrated."""
    return MigrationContext.configure(connection).get_current_revision()


def is_known(revision: str) -> bool:
    """Tell whether this version has the migration."""
    return revision in {script.revision for script in ScriptDirectory.from_config(configuration()).walk_revisions()}


def clear(connection: Connection) -> None:
    """Take everything out of a migrated database that migrations put in; `migrate` begins from the first one again."""
    metadata.drop_all(connection)
    connection.execute(text("DROP TABLE alembic_version"))
    if connection.dialect.name == "postgresql":
        connection.execute(text("DROP FUNCTION revision_append_only()"))


def begun(connection: Connection) -> AbstractContextManager[object]:
    """Let Alembic see that it stands inside a transaction, which it then leaves to us."""
    return nullcontext() if connection.in_transaction() else connection.begin()


def head() -> str | None:
    """Return the newest migration of this version."""
    return ScriptDirectory.from_config(configuration()).get_current_head()


def configuration(connection: Connection | None = None) -> Config:
    """Return what Alembic needs, without an ini file."""
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config
