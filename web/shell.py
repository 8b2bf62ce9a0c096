"""Streamlit's index.html made ours: language, title, own script and style, and no pointers to its internals."""

import base64
import gzip
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_INLINE_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)


class ShellChangedError(RuntimeError):
    """A place to rewrite is gone from Streamlit's index.html: look at it again after the upgrade."""


@dataclass(frozen=True)
class Shell:
    """The document as installed, and the one that is sent in its place."""

    installed: bytes
    page: bytes
    packed: bytes
    script_hashes: tuple[str, ...]


def rewrite(installed: bytes, replacements: Mapping[str, str]) -> Shell:
    """The shell with each pattern of `replacements` (regular expression) replaced once.

    Raises:
        ShellChangedError: a pattern does not occur exactly once.
    """
    page = installed.decode("utf-8")
    for pattern, replacement in replacements.items():
        page, count = re.subn(pattern, lambda _match, text=replacement: text, page, flags=re.DOTALL)  # type: ignore[misc]
        if count != 1:
            raise ShellChangedError(f"{pattern!r}: {count}")
    body = page.encode("utf-8")
    hashes = tuple(script_hash(script) for script in _INLINE_SCRIPT.findall(page))
    return Shell(installed, body, gzip.compress(body, 9, mtime=0), hashes)


def script_hash(script: str) -> str:
    """The source expression that lets a Content-Security-Policy accept this inline script."""
    return "'sha256-" + base64.b64encode(hashlib.sha256(script.encode("utf-8")).digest()).decode("ascii") + "'"


class ShellRewrite:
    """Middleware: wherever the installed document would go out, ours does."""

    def __init__(self, app: ASGIApp, shell: Shell) -> None:
        """Wrap `app`."""
        self._app, self._shell = app, shell

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything through but the one document."""
        if scope["type"] != "http" or scope["method"] != "GET":
            await self._app(scope, receive, send)
            return
        accepted = Headers(scope=scope)
        exchange = _Exchange(self._shell, send, "gzip" in accepted.get("accept-encoding", ""))
        if "text/html" in accepted.get("accept", ""):
            # Streamlit compresses the document everywhere but at the root; here it must arrive readable.
            scope = {**scope, "headers": [pair for pair in scope["headers"] if pair[0] != b"accept-encoding"]}
        await self._app(scope, receive, exchange.send)


class _Exchange:
    """Holds an HTML answer back until its body is known."""

    def __init__(self, shell: Shell, send: Send, accepts_gzip: bool) -> None:
        self._shell, self._send, self._accepts_gzip = shell, send, accepts_gzip
        self._start: Message | None = None
        self._body = b""

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start" and _is_plain_html(message):
            self._start = message
        elif self._start is None:
            await self._send(message)
        else:
            self._body += message.get("body", b"")
            if not message.get("more_body", False):
                await self._finish(self._start)

    async def _finish(self, start: Message) -> None:
        if self._body == self._shell.installed:
            self._body = self._shell.packed if self._accepts_gzip else self._shell.page
            headers = MutableHeaders(scope=start)
            for gone in ("etag", "last-modified", "accept-ranges"):
                del headers[gone]
            headers["content-length"] = str(len(self._body))
            headers["vary"] = "Accept-Encoding"
            if self._accepts_gzip:
                headers["content-encoding"] = "gzip"
        await self._send(start)
        await self._send({"type": "http.response.body", "body": self._body})


def _is_plain_html(start: Message) -> bool:
    headers = Headers(raw=start["headers"])
    return (
        start["status"] == 200
        and headers.get("content-type", "").startswith("text/html")
        and "content-encoding" not in headers
    )
