"""Which parts make the product: settings -> library and store -> `Monev`. Imported by `app.py` and `cli.py`.

Importing this file is cheap; the parts are imported when they are assembled.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workflow import Monev

_HOME = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Settings:
    """Where things are, from the environment.

    MONEV_DATA_DIR: folder of the embedded database. MONEV_DATABASE_URL: another database, such as postgresql://...
    MONEV_ORIGIN: addresses under which a proxy shows the application, separated by commas, where they differ from Host.
    """

    data_dir: Path
    database_url: str
    origins: tuple[str, ...] = ()

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> Settings:
        """Return the settings of this process."""
        given = os.environ if environment is None else environment
        data_dir = Path(given.get("MONEV_DATA_DIR") or _HOME / "data" / "runtime").absolute()
        return cls(
            data_dir=data_dir,
            database_url=given.get("MONEV_DATABASE_URL") or f"sqlite:///{data_dir / 'monev.sqlite3'}",
            origins=tuple(origin.strip() for origin in given.get("MONEV_ORIGIN", "").split(",") if origin.strip()),
        )


def assemble(settings: Settings | None = None) -> Monev:
    """Return the use cases on the installed rule sets and the database of the settings, migrated.

    Raises:
        questionnaires.RuleErrors: the folder of `MONEV_RULES` is missing or stands in the way of shipped rule sets.
        ValueError: the settings name a database that is not supported.
        store.NewerDatabaseError: the database was written by a newer version.
        store.result_files.ResultFileErrors: the tables of published results in `data/` have faults.
        workflow.errors.StoreUnavailableError: the database does not answer.
    """
    from datetime import UTC, datetime

    from questionnaires import Library
    from store import SqlPublished, load_results, open_store
    from workflow import Monev, Results

    chosen = settings or Settings.from_environment()
    library, store = Library.installed(), open_store(chosen.database_url)
    load_results(store.database)
    results = Results(library, SqlPublished(store.database))
    return Monev(library, store, lambda: datetime.now(UTC), results=results)
