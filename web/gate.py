"""Two doors of the platform that are open too wide: its stream to pages of others, and its uploads without an end.

A handshake from another site would be refused by Streamlit too, but only after it has asked a service on the internet
for its own address, during which nobody is served. A file stays in memory as long as its tab is open, and Streamlit
limits the size of one, not how many there are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

import wording
from web.requests import json_response, own_origin

TAB_LIMIT, ALL_LIMIT = 250_000_000, 1_000_000_000
"""Most bytes of the files of one tab, and of all tabs together."""

_UPLOADS = "/_stcore/upload_file/"

Held = Callable[[], Mapping[str, int]]
"""Says how many bytes of files are held, by session."""


def upload_session(scope: Scope) -> str | None:
    """Return the session whose file a request brings, asks for or takes away; None where it is about no file."""
    if scope["type"] != "http" or not scope["path"].startswith(_UPLOADS):
        return None
    return str(scope["path"].removeprefix(_UPLOADS).partition("/")[0])


class OwnStream:
    """Middleware: a handshake that names an origin must name ours."""

    def __init__(self, app: ASGIApp, origins: Iterable[str]) -> None:
        self._app, self._origins = app, frozenset(origins)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse the handshake of another site's page; a program that is no browser names no origin."""
        if scope["type"] == "websocket":
            headers = Headers(scope=scope)
            origin = headers.get("origin")
            if origin is not None and not own_origin(origin, headers.get("host", "-"), self._origins):
                await receive()
                await send({"type": "websocket.close", "code": 1008})
                return
        await self._app(scope, receive, send)


class UploadRoom:
    """Middleware: takes a file in only while there is room for it, those counted that are still on their way."""

    def __init__(self, app: ASGIApp, held: Held, tab: int = TAB_LIMIT, together: int = ALL_LIMIT) -> None:
        self._app, self._held = app, held
        self._tab, self._together = tab, together
        self._coming: Counter[str] = Counter()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse a file that is too much, or that does not say how large it is."""
        session = upload_session(scope)
        if session is None or scope["method"] != "PUT":
            await self._app(scope, receive, send)
            return
        length = Headers(scope=scope).get("content-length", "")
        if not (length.isascii() and length.isdigit()):
            refused = json_response({"message": wording.text("web.tanpa_panjang")}, 411)
            await refused(scope, receive, send)
        elif not self._fits(session, int(length)):
            refused = json_response({"message": wording.text("web.penuh")}, 413)
            await refused(scope, receive, send)
        else:
            self._coming[session] += int(length)
            try:
                await self._app(scope, receive, send)
            finally:
                self._coming[session] -= int(length)
                self._coming += Counter()  # forgets the sessions with nothing on its way

    def _fits(self, session: str, length: int) -> bool:
        held = self._held()
        own = held.get(session, 0) + self._coming[session] + length
        return own <= self._tab and sum(held.values()) + self._coming.total() + length <= self._together
