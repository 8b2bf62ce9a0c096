"""Who is asking: a cookie that only the browser holds and no script can read."""

from __future__ import annotations

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from workflow.codes import is_browser, new_browser

SESSION_COOKIE = "monev_sesi"

_NAME = SESSION_COOKIE.encode() + b"="
_MAX_AGE = 400 * 24 * 3600  # the longest that browsers keep; renewed with every page


def browser_of(scope: Scope) -> str:
    """Return the browser identity of a request or handshake, empty where there is none."""
    for name, value in scope["headers"]:
        if name == b"cookie" and _NAME in value:
            for part in value.split(b";"):
                if part.strip().startswith(_NAME):
                    text = part.strip()[len(_NAME) :].decode("latin-1")
                    return text if is_browser(text) else ""
    return ""


class BrowserSession:
    """Middleware: gives a browser its identity with the first page and renews it with every page.

    Only pages carry the cookie, never an answer of the API or a file, so nothing that a cache may share holds one.
    A websocket handshake passes through: its cookie came with the page that opens it.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Add the cookie to pages."""
        if scope["type"] != "http" or scope["method"] not in ("GET", "POST"):
            await self._app(scope, receive, send)
            return

        async def remembering(message: Message) -> None:
            if message["type"] == "http.response.start" and _is_page(scope, message):
                cookie = _cookie(browser_of(scope) or new_browser(), secure=scope["scheme"] == "https")
                message = {**message, "headers": [*message.get("headers", ()), (b"set-cookie", cookie)]}
            await send(message)

        await self._app(scope, receive, remembering)


def _is_page(scope: Scope, start: Message) -> bool:
    """Tell whether the answer is a page, or the word that the page in the browser's cache still holds."""
    for name, value in start.get("headers", ()):
        if name.lower() == b"content-type":
            return bytes(value).startswith(b"text/html")
    wanted = b"".join(value for name, value in scope["headers"] if name == b"accept")
    return start["status"] == 304 and b"text/html" in wanted


def _cookie(browser: str, secure: bool) -> bytes:
    guard = "; Secure" if secure else ""
    return f"{SESSION_COOKIE}={browser}; Path=/; Max-Age={_MAX_AGE}; HttpOnly; SameSite=Lax{guard}".encode()
