"""Bringing a database to the schema of this version, at every start, by however many processes at once."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection, text

from store.engine import Database

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
    with database.write() as connection, _begun(connection):
        if not database.embedded:
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _ONE_AT_A_TIME})
        try:
            command.upgrade(configuration(connection), "head")
        except CommandError as error:
            raise NewerDatabaseError(
                "Basis data ini dibuat oleh versi Monev KIP yang lebih baru. Pasang versi itu atau yang lebih baru."
            ) from error


def _begun(connection: Connection) -> AbstractContextManager[object]:
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
