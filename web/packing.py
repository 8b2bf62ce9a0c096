"""Streamlit's scripts and styles, compressed once and kept: it serves them raw, 2.7 MB for a first visit."""

import gzip
import posixpath

from anyio import to_thread
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_SUFFIXES = (".js", ".css")
_PREFIX = "/static/"


class PackedStatics:
    """Middleware: answers for hashed, immutable assets come from memory, gzipped."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap `app`; nothing is compressed before it is asked for."""
        self._app = app
        self._packed: dict[str, Response] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything through but whole assets that the browser takes gzipped."""
        if not _packable(scope):
            await self._app(scope, receive, send)
            return
        path = scope["path"]
        if path not in self._packed:
            raw = _Collected()
            await self._app(scope, receive, raw.send)
            if raw.start["status"] != 200 or _is_html(raw.start):
                await send(raw.start)
                await send({"type": "http.response.body", "body": bytes(raw.body)})
                return
            self._packed[path] = await to_thread.run_sync(_pack, raw)
        await self._packed[path](scope, receive, send)


class _Collected:
    def __init__(self) -> None:
        self.start: Message = {}
        self.body = bytearray()

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.start = message
        else:
            self.body += message.get("body", b"")


def _pack(raw: _Collected) -> Response:
    headers = MutableHeaders(raw=raw.start["headers"])
    del headers["content-length"]
    del headers["accept-ranges"]
    headers["content-encoding"] = "gzip"
    headers["vary"] = "Accept-Encoding"
    packed = Response(gzip.compress(bytes(raw.body), 9, mtime=0))
    packed.raw_headers = [*headers.raw, (b"content-length", str(len(packed.body)).encode())]
    return packed


def _packable(scope: Scope) -> bool:
    if scope["type"] != "http" or scope["method"] != "GET":
        return False
    path = scope["path"]
    if not path.startswith(_PREFIX) or not path.endswith(_SUFFIXES) or path != posixpath.normpath(path):
        return False  # one file under endlessly many spellings must not fill the memory
    headers = Headers(scope=scope)
    whole = "range" not in headers and "if-none-match" not in headers and "if-modified-since" not in headers
    return whole and "gzip" in headers.get("accept-encoding", "")


def _is_html(start: Message) -> bool:
    return Headers(raw=start["headers"]).get("content-type", "").startswith("text/html")
