"""Faults of a database or a disk in words: what is wrong with it, and that nothing was changed."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from store.backup.manifest import refuse
from store.engine import Database
from workflow.errors import StoreUnavailableError

_KEYS = {
    "SQLITE_FULL": "basis_penuh",
    "53100": "basis_penuh",
    "SQLITE_BUSY": "basis_sibuk",
    "55P03": "basis_sibuk",
    "40P01": "basis_sibuk",
    "SQLITE_READONLY": "basis_terkunci",
    "42501": "basis_terkunci",
    "2BP01": "basis_dipakai_lain",
}


@contextmanager
def reported(database: Database) -> Iterator[None]:
    """Turn what a database raises into a refusal that names its cause.

    Raises:
        BackupRefused: always instead of what the database raised.
    """
    try:
        yield
    except (StoreUnavailableError, DBAPIError, database.engine.dialect.loaded_dbapi.Error) as error:
        cause = (error.__cause__ if isinstance(error, StoreUnavailableError) else None) or error
        cause = getattr(cause, "orig", None) or cause
        code = getattr(cause, "sqlite_errorname", None) or getattr(cause, "sqlstate", None) or ""
        known = next((key for start, key in _KEYS.items() if str(code).startswith(start)), "basis_gagal")
        said = " ".join(str(cause).split())[:200]
        refuse(place_of(database), known, sebab=said or type(cause).__name__)


@contextmanager
def written(place: Path) -> Iterator[None]:
    """Turn what the disk raises into a refusal that names its cause.

    Raises:
        BackupRefused: instead of an error of the operating system.
    """
    try:
        yield
    except OSError as error:
        full = error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
        refuse(str(place), "penuh" if full else "tak_tertulis", sebab=os.strerror(error.errno or errno.EIO))


def place_of(database: Database) -> str:
    """Return how messages name a database, without its password."""
    return database.url.render_as_string(hide_password=True)
