"""The routes of the application with a clock that a test sets: a file says how far it stands beside the real one."""

from __future__ import annotations

import struct
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import uvicorn
from starlette.applications import Starlette

import web
import wiring
from questionnaires import Library
from store import open_store
from workflow import Monev

_FILE = "jam"


def main() -> None:
    """Serve on the port that is named."""
    settings = wiring.Settings.from_environment()
    place = settings.data_dir / _FILE

    def clock() -> datetime:
        return datetime.now(UTC) + timedelta(seconds=struct.unpack("d", Path(place).read_bytes())[0])

    monev = Monev(Library.installed(), open_store(settings.database_url), clock)
    app = Starlette(routes=web.routes(lambda: monev), middleware=web.middleware())
    uvicorn.run(app, host="127.0.0.1", port=int(sys.argv[1]), log_level="warning", lifespan="off")


if __name__ == "__main__":
    main()
