"""Pages of others get no stream, and files are taken in only while there is room for them."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient
from starlette.types import Message
from starlette.websockets import WebSocket, WebSocketDisconnect

from tests.loops import finished
from web.gate import OwnStream, UploadRoom

HELD: dict[str, int] = {}
ROOM = {"tab": 100, "together": 150}


async def _talk(socket: WebSocket) -> None:
    await socket.accept()
    await socket.send_text("halo")
    await socket.close()


async def _take(request: Request) -> PlainTextResponse:
    HELD[request.path_params["session"]] = HELD.get(request.path_params["session"], 0) + len(await request.body())
    return PlainTextResponse("", 204)


APP = Starlette(
    routes=[
        WebSocketRoute("/_stcore/stream", _talk),
        Route("/_stcore/upload_file/{session}/{file}", _take, methods=["PUT", "DELETE"]),
    ],
    middleware=[
        Middleware(OwnStream, origins=["https://monev.contoh.go.id"]),
        Middleware(UploadRoom, held=lambda: HELD, **ROOM),
    ],
)


@pytest.fixture
def client() -> Iterator[TestClient]:
    HELD.clear()
    with TestClient(APP, base_url="http://10.1.1.1:8501") as found:
        yield found


def heard(client: TestClient, **headers: str) -> bool:
    """Tell whether a handshake with these headers gets a stream."""
    try:
        with client.websocket_connect("/_stcore/stream", headers=headers) as socket:
            return socket.receive_text() == "halo"
    except WebSocketDisconnect as refused:
        return refused.code != 1008


@pytest.mark.parametrize(
    ("origin", "taken"),
    [
        ("http://10.1.1.1:8501", True),
        ("https://monev.contoh.go.id", True),
        ("http://monev.contoh.go.id", False),
        ("https://monev.contoh.go.id.jahat.example", False),
        ("http://10.1.1.1", False),
        ("http://localhost:8501", False),
        ("http://localhost", False),
        ("null", False),
        ("", False),
        ("http://[", False),
    ],
)
def test_only_a_page_of_ours_gets_the_stream(client: TestClient, origin: str, taken: bool) -> None:
    assert heard(client, host="10.1.1.1:8501", origin=origin) is taken


def test_a_program_that_names_no_origin_gets_the_stream(client: TestClient) -> None:
    assert heard(client, host="10.1.1.1:8501")


def put(client: TestClient, session: str, size: int) -> int:
    """Send a file of this size and return the status."""
    return client.put(f"/_stcore/upload_file/{session}/1", content=b"x" * size).status_code


def test_a_tab_may_hold_files_up_to_its_limit(client: TestClient) -> None:
    assert [put(client, "a", 60), put(client, "a", 41), put(client, "a", 40), put(client, "a", 1)] == [
        204,
        413,
        204,
        413,
    ]


def test_all_tabs_together_have_a_limit_too(client: TestClient) -> None:
    assert [put(client, "a", 100), put(client, "b", 51), put(client, "b", 50)] == [204, 413, 204]
    HELD.clear()
    assert put(client, "b", 60) == 204


def test_the_refusal_says_what_to_do(client: TestClient) -> None:
    reply = client.put("/_stcore/upload_file/a/1", content=b"x" * 101)
    assert reply.json()["message"].endswith("coba lagi beberapa menit lagi.")


def test_a_file_that_does_not_say_its_length_is_refused(client: TestClient) -> None:
    reply = client.put("/_stcore/upload_file/a/1", content=iter([b"x"]))
    assert (reply.status_code, HELD) == (411, {})


def test_a_file_may_be_taken_away_whatever_is_held(client: TestClient) -> None:
    HELD["a"] = 1000
    assert client.delete("/_stcore/upload_file/a/1").status_code == 204


def test_files_on_their_way_count_and_are_forgotten_when_they_end() -> None:
    finished(_two_at_once())


async def _two_at_once() -> None:
    going = asyncio.Event()

    async def slow(scope: object, receive: object, send: object) -> None:
        await going.wait()
        raise ConnectionError("cut")

    room = UploadRoom(slow, dict, **ROOM)
    scope = {
        "type": "http", "method": "PUT", "path": "/_stcore/upload_file/a/1", "headers": [(b"content-length", b"90")],
    }  # fmt: skip
    told: list[Message] = []

    async def send(message: Message) -> None:
        told.append(message)

    async def receive() -> Message:
        return {"type": "http.disconnect"}

    first = asyncio.create_task(room(dict(scope), receive, send))
    await asyncio.sleep(0)
    await room(dict(scope), receive, send)
    assert told[0]["status"] == 413
    going.set()
    with pytest.raises(ConnectionError):
        await first
    told.clear()
    with pytest.raises(ConnectionError):
        await room(dict(scope), receive, send)
    assert told == []
