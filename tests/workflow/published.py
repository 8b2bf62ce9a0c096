"""Published results on a real embedded database, filled from the shipped files or from a publication of a test."""

from pathlib import Path

from questionnaires import Library
from store import Database, SqlPublished, load_results, upgrade
from store.results import fill
from workflow import Results
from workflow.published import Publication


def shipped(folder: Path) -> Results:
    """The results that are part of the product."""
    database = _database(folder)
    load_results(database)
    return Results(Library(), SqlPublished(database))


def made_of(publication: Publication, folder: Path) -> Results:
    """Exactly these results."""
    database = _database(folder)
    with database.write() as connection:
        fill(connection, publication)
    return Results(Library(), SqlPublished(database))


def _database(folder: Path) -> Database:
    database = Database(f"sqlite:///{folder / 'hasil.sqlite3'}")
    upgrade(database)
    return database
