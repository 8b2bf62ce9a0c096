"""Persistence: where answers, grants and scores are kept, on SQLite by default and on PostgreSQL by URL."""

from store.engine import Database
from store.results import SqlPublished, load_results
from store.submissions import SqlStore
from store.upgrade import NewerDatabaseError, upgrade

__all__ = ["Database", "NewerDatabaseError", "SqlPublished", "SqlStore", "load_results", "open_store"]


def open_store(url: str) -> SqlStore:
    """Return the store at `url`, brought to the schema of this version.

    Raises:
        ValueError: the URL names a database that is not supported.
        NewerDatabaseError: the database was written by a newer version.
        StoreUnavailableError: the database does not answer.
    """
    database = Database(url)
    upgrade(database)
    return SqlStore(database)
