"""A process that has imported the application and starts copies of it: `python -m tests.faults.prefork`.

A start then costs a third of a second instead of a whole one. A copy does what `monev serve` does after its imports; with
"command" it becomes that command itself. One line in starts one process, one line out is its number. When the input
ends, so do all processes that were started here.
"""

from __future__ import annotations

import importlib
import json
import os
import pkgutil
import runpy
import signal
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any, NoReturn

import streamlit.web.cli

ROOT = Path(__file__).parents[2]
ROOMS = ("analytics", "questionnaires", "scoring", "sheets", "store", "ui", "web", "workflow")
NEEDED = (
    "alembic.command", "alembic.config", "numpy", "plotly.graph_objects", "psycopg", "python_calamine", "rich.console",
    "sqlalchemy.dialects.postgresql", "sqlalchemy.dialects.sqlite", "starlette.applications", "streamlit.web.bootstrap",
    "uvicorn", "uvicorn.protocols.http.httptools_impl", "uvloop", "websockets", "wiring", "xlsxwriter",
)  # fmt: skip
SCRIPTS = {"ui.main", "sheets.worker"}
"""Modules that do something when they are imported."""


def import_everything() -> None:
    """Import what the application imports, without starting anything."""
    for name in (*NEEDED, *ROOMS):
        importlib.import_module(name)
    for room in ROOMS:
        for found in pkgutil.walk_packages([str(ROOT / room)], f"{room}."):
            if found.name not in SCRIPTS and "migrations" not in found.name:
                importlib.import_module(found.name)


def become(asked: dict[str, Any]) -> NoReturn:
    """Turn this copy into the process that was asked for."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    log = os.open(asked["log"], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    nothing = os.open(os.devnull, os.O_RDONLY)
    for kept, number in ((nothing, 0), (log, 1), (log, 2)):
        os.dup2(kept, number)
    os.environ.update(asked["environment"])
    os.chdir(ROOT)
    port = str(asked["port"])
    if asked["how"] == "command":
        command = str(Path(sys.executable).with_name("monev"))
        os.execv(command, [command, "serve", "--port", port])
    if asked["how"] == "module":
        sys.argv = [asked["module"], port]
        runpy.run_module(asked["module"], run_name="__main__")
    else:
        sys.argv = ["streamlit", "run", str(ROOT / "app.py"), "--server.port", port]
        streamlit.web.cli.main()
    os._exit(0)


def main() -> None:
    """Start what is asked for until the input ends."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # what ended is gone at once; nobody asks how it ended
    import_everything()
    started = []
    for line in sys.stdin:
        process = os.fork()
        if process == 0:
            try:
                become(json.loads(line))
            finally:
                os._exit(1)
        started.append(process)
        print(process, flush=True)
    for process in started:
        with suppress(ProcessLookupError):
            os.kill(process, signal.SIGKILL)


if __name__ == "__main__":
    main()
