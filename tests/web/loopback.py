"""The routes behind a real uvicorn on loopback, and a browser's view of them."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx
import uvicorn
from starlette.applications import Starlette

import web
from tests.officers import Officer
from workflow import Monev


@contextmanager
def serving(monev: Monev, origins: tuple[str, ...] = ()) -> Iterator[str]:
    """Serve the routes with their middleware; give the origin under which they answer."""
    app = Starlette(routes=web.routes(lambda: monev, origins), middleware=web.middleware())
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning", lifespan="off"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        listener.listen()
        thread.start()
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join()


class Browser:
    """An officer's browser: cookie and Origin as a page of the application sends them."""

    def __init__(self, origin: str, officer: Officer) -> None:
        self.officer = officer
        self.http = httpx.Client(
            base_url=origin, headers={"origin": origin}, cookies={web.SESSION_COOKIE: officer.browser}, timeout=30
        )

    def item(self, code: str, answer: dict[str, Any], seen: int = 0, **changes: Any) -> dict[str, Any]:
        """Return the next item of this browser's journal as JSON."""
        item = self.officer.item(code, answer, seen)
        return {
            "code": code, "answer": answer, "seen": seen, "writer": item.writer, "seq": item.seq, **changes,
        }  # fmt: skip

    def post(self, *items: Any, **changes: Any) -> httpx.Response:
        """Post items of this browser's self-assessment."""
        body = {"submission": self.officer.submission, "items": list(items), **changes}
        return self.http.post("/api/answers", json=body)
