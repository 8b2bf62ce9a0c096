"""Our API stands before the layers of the platform; everything else goes through them."""

from __future__ import annotations

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.websockets import WebSocket

from web.direct import Direct


class Platform:
    """A layer that lets nothing through but what it was asked for."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        passes = scope["type"] != "http" or scope["path"] == "/halaman"
        await (self._app if passes else PlainTextResponse("lapisan", 418))(scope, receive, send)


async def _say(request: Request) -> PlainTextResponse:
    return PlainTextResponse(f"{request.method} {(await request.body()).decode()}")


async def _talk(socket: WebSocket) -> None:
    await socket.accept()
    await socket.send_text("halo")
    await socket.close()


ROUTES = [Route("/api/jawaban", _say, methods=["POST"]), Route("/halaman", _say, methods=["GET"])]
APP = Starlette(
    routes=[*ROUTES, WebSocketRoute("/api/jawaban", _talk)],
    middleware=[Middleware(Direct, routes=ROUTES), Middleware(Platform)],
)


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("POST", "/api/jawaban", 200),
        ("GET", "/api/jawaban", 405),
        ("POST", "/api/jawaban/", 418),
        ("POST", "/api/lain", 418),
        ("POST", "/API/jawaban", 418),
        ("GET", "/halaman", 200),
    ],
)
def test_exactly_the_paths_of_our_api_are_answered_before_the_platform(method: str, path: str, status: int) -> None:
    with TestClient(APP) as client:
        assert client.request(method, path).status_code == status


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "DELETE", "OPTIONS"])
def test_another_method_is_refused_in_words(method: str) -> None:
    with TestClient(APP) as client:
        reply = client.request(method, "/api/jawaban")
    assert (reply.status_code, reply.headers["allow"]) == (405, "POST")
    assert method == "HEAD" or reply.json() == {"message": "Alamat ini hanya menerima POST."}


def test_a_request_arrives_whole() -> None:
    with TestClient(APP) as client:
        assert client.post("/api/jawaban", content="isi").text == "POST isi"


def test_a_handshake_goes_through_the_platform() -> None:
    with TestClient(APP) as client, client.websocket_connect("/api/jawaban") as socket:
        assert socket.receive_text() == "halo"
