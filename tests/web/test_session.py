"""The cookie that says which browser is asking."""

from __future__ import annotations

from collections.abc import Iterator
from http.cookies import SimpleCookie

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocket

import web
from web.session import browser_of
from workflow.codes import is_browser, new_browser


async def _page(_request: Request) -> Response:
    return HTMLResponse("<p>halaman</p>")


async def _data(_request: Request) -> Response:
    return JSONResponse({})


async def _file(_request: Request) -> Response:
    return PlainTextResponse("berkas")


async def _unchanged(_request: Request) -> Response:
    return Response(status_code=304)


async def _talk(socket: WebSocket) -> None:
    await socket.accept()
    await socket.send_text(browser_of(socket.scope))
    await socket.close()


APP = Starlette(
    routes=[
        Route("/", _page, methods=["GET", "POST"]),
        Route("/data", _data),
        Route("/berkas", _file),
        Route("/tetap", _unchanged),
        WebSocketRoute("/bicara", _talk),
    ],
    middleware=web.middleware(),
)


@pytest.fixture
def browser() -> Iterator[TestClient]:
    with TestClient(APP) as client:
        yield client


def test_the_first_page_gives_an_identity_that_no_script_and_no_other_site_can_use(browser: TestClient) -> None:
    cookie = SimpleCookie(browser.get("/").headers["set-cookie"])[web.SESSION_COOKIE]
    assert is_browser(cookie.value)
    assert (cookie["httponly"], cookie["samesite"], cookie["path"], cookie["secure"]) == (True, "Lax", "/", "")
    assert int(cookie["max-age"]) == 400 * 24 * 3600


def test_over_https_the_cookie_stays_on_https() -> None:
    with TestClient(APP, base_url="https://monev.contoh.go.id") as client:
        assert "; Secure" in client.get("/").headers["set-cookie"]


def test_the_next_page_renews_the_same_identity(browser: TestClient) -> None:
    browser.get("/")
    first = browser.cookies[web.SESSION_COOKIE]
    assert f"{web.SESSION_COOKIE}={first};" in browser.get("/").headers["set-cookie"]


def test_two_browsers_get_two_identities() -> None:
    with TestClient(APP) as one, TestClient(APP) as other:
        one.get("/")
        other.get("/")
        assert one.cookies[web.SESSION_COOKIE] != other.cookies[web.SESSION_COOKIE]


@pytest.mark.parametrize("path", ["/data", "/berkas", "/tetap", "/tidak-ada"])
def test_only_pages_carry_the_cookie(browser: TestClient, path: str) -> None:
    """What a proxy may keep for everybody holds no identity."""
    assert "set-cookie" not in browser.get(path, headers={"accept": "*/*"}).headers


def test_a_page_from_the_browsers_cache_gives_an_identity_too(browser: TestClient) -> None:
    """Somebody cleared the cookies but not the cache: the server only says that nothing changed."""
    reply = browser.get("/tetap", headers={"accept": "text/html,*/*;q=0.8"})
    assert is_browser(SimpleCookie(reply.headers["set-cookie"])[web.SESSION_COOKIE].value)


@pytest.mark.parametrize("value", ["", "pendek", "x" * 44, "x" * 42 + "%", "x" * 42 + "é"])
def test_a_value_that_is_no_identity_is_replaced(browser: TestClient, value: str) -> None:
    reply = browser.get("/", headers={b"cookie": f"{web.SESSION_COOKIE}={value}".encode()})
    given = SimpleCookie(reply.headers["set-cookie"])[web.SESSION_COOKIE].value
    assert is_browser(given)
    assert given != value


def test_a_handshake_hears_the_identity_that_its_page_got(browser: TestClient) -> None:
    browser.get("/")
    with browser.websocket_connect("/bicara") as socket:
        assert socket.receive_text() == browser.cookies[web.SESSION_COOKIE]


def test_a_handshake_without_a_cookie_is_nobody(browser: TestClient) -> None:
    """Whoever refuses cookies must hear that, instead of filling in what is lost with the tab."""
    with browser.websocket_connect("/bicara") as socket:
        assert socket.receive_text() == ""


def test_an_identity_is_found_among_other_cookies() -> None:
    mine, other = new_browser(), new_browser()
    headers = [
        (b"host", b"x"),
        (b"cookie", f"x{web.SESSION_COOKIE}={other}; a=b;  {web.SESSION_COOKIE}={mine}".encode()),
    ]
    assert browser_of({"headers": headers}) == mine
    assert browser_of({"headers": [(b"cookie", b"a=b"), (b"cookie", headers[1][1])]}) == mine
    assert browser_of({"headers": []}) == ""
