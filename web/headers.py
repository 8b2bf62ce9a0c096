"""What every answer tells the browser to refuse, and the doors of the platform that stay shut."""

from collections.abc import Iterable

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

# Open to everybody in Streamlit: numbers of sessions and memory, and a second way to drive the pages.
_SHUT = ("/_stcore/metrics", "/_stcore/agent")
_FIXED = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
_HTTPS_ONLY = b"max-age=31536000"
# Our own files: those asked for by their hash never change, the others (fonts) are looked at again once a day.
_OWN_FILES = "/app/static/"
_FOR_EVER, _FOR_A_DAY = b"public, max-age=31536000, immutable", b"public, max-age=86400"


def content_security_policy(script_hashes: Iterable[str]) -> str:
    """Only our own files; `blob:` because Streamlit loads a component's script from one."""
    scripts = " ".join(["'self'", "blob:", *script_hashes])
    return "; ".join(
        (
            "default-src 'self'",
            f"script-src {scripts}",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "connect-src 'self'",
            "frame-ancestors 'none'",
            "base-uri 'self'",
            "form-action 'self'",
            "object-src 'none'",
        )
    )


class SecurityHeaders:
    """Middleware: adds the headers where the answer does not set its own."""

    def __init__(self, app: ASGIApp, policy: str) -> None:
        """Wrap `app`; `policy` goes out as Content-Security-Policy."""
        self._app = app
        everywhere = {**_FIXED, "content-security-policy": policy}
        self._headers = {name.encode(): value.encode() for name, value in everywhere.items()}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Shut the doors, then pass on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                own = list(message.get("headers", ()))
                wanted = {**self._headers, **_of(scope, message["status"])}
                for name, _ in own:
                    wanted.pop(name.lower(), None)
                message = {**message, "headers": own + list(wanted.items())}
            await send(message)

        app = PlainTextResponse("", 404) if scope["path"].startswith(_SHUT) else self._app
        await app(scope, receive, guarded)


def _of(scope: Scope, status: int) -> dict[bytes, bytes]:
    """Return the headers that depend on what was asked."""
    found = {}
    if scope["scheme"] == "https":
        found[b"strict-transport-security"] = _HTTPS_ONLY
    if scope["path"].startswith(_OWN_FILES) and status == 200:
        found[b"cache-control"] = _FOR_EVER if scope["query_string"].startswith(b"v=") else _FOR_A_DAY
    return found
