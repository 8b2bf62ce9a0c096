"""What a process needs before it serves many: enough open files, and a garbage collector that stops nobody for long.

Measured: each open tab holds five open files (its socket and connection, and an event loop of the platform's), so the
usual limit of 1,024 ends at 200 officers; a full collection over what is loaded and cached for 800 officers takes up
to seconds on a busy machine, and meanwhile nobody is answered.
"""

from __future__ import annotations

import gc
import sys
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from starlette.types import ASGIApp, Receive, Scope, Send

_resource: Any = import_module("resource") if find_spec("resource") else None  # Windows has no such limit

_FILES = 65_536
_YOUNG, _MIDDLE, _OLD = 2_000, 10, 10
_SWITCH_SECONDS = 0.0005
CLOSED_TABS = 100
"""After so many closed tabs everything is looked through: each leaves a circle of a quarter of a megabyte behind."""


def allow_many_connections() -> None:
    """Raise the number of files that this process may open to what the system allows it."""
    if _resource is None:
        return
    soft, hard = _resource.getrlimit(_resource.RLIMIT_NOFILE)
    wanted = _FILES if hard == _resource.RLIM_INFINITY else min(hard, _FILES)
    if soft != _resource.RLIM_INFINITY and soft < wanted:
        _resource.setrlimit(_resource.RLIMIT_NOFILE, (wanted, hard))


def settle() -> None:
    """Let threads change often, and leave what is loaded by now out of every later collection.

    An answer needs the interpreter a dozen times; each time it would wait 5 ms for a page that is being drawn.

    Nearly everything an answer or a page makes is freed at once, without the collector; it only looks for circles, such
    as closed sessions. A full collection then waits until a quarter of what lives is new.
    """
    sys.setswitchinterval(_SWITCH_SECONDS)
    gc.collect()
    gc.freeze()
    gc.set_threshold(_YOUNG, _MIDDLE, _OLD)


class ClosedTabs:
    """Middleware: lets the collector look at everything after every `count` tabs that were closed.

    Left to itself it waits until a quarter of what lives is new. After a day of 829 officers that is tens of megabytes
    of sessions that nobody can reach.
    """

    def __init__(self, app: ASGIApp, count: int = CLOSED_TABS) -> None:
        self._app, self._count = app, count
        self._closed = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on; count the streams that end."""
        try:
            await self._app(scope, receive, send)
        finally:
            if scope["type"] == "websocket":
                self._closed += 1
                if self._closed >= self._count:
                    self._closed = 0
                    gc.collect()
