"""Files of a session that lives in another process: 404 before the body is read, so that the proxy asks that process.

A tab that came over while its process was started again stays where it is, but its browser is sent home as soon as the
process is back (docs/nginx). The platform itself answers 400 to such an upload, and no proxy asks somebody else then.
"""

from __future__ import annotations

from collections.abc import Callable

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from web.gate import upload_session


class Elsewhere:
    """Middleware: refuses uploads whose session `is_here` does not know."""

    def __init__(self, app: ASGIApp, is_here: Callable[[str], bool]) -> None:
        self._app = app
        self._is_here = is_here

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what belongs to a session of this process, and everything that is no upload."""
        session = upload_session(scope)
        away = session is not None and scope["method"] in ("PUT", "DELETE") and not self._is_here(session)
        app = PlainTextResponse("", 404) if away else self._app
        await app(scope, receive, send)
