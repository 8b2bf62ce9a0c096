"""Scripts and styles go out gzipped, compressed once; what must not be packed passes untouched."""

import gzip

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient

from web.packing import PackedStatics

SCRIPT = b"const x = 1;\n" * 500


class _Origin:
    """Counts how often the application itself was asked."""

    def __init__(self) -> None:
        self.asked = 0

    def answer(self, request: Request) -> Response:
        self.asked += 1
        if request.path_params["name"].endswith("hilang.js"):
            return HTMLResponse("<p>kerangka</p>")
        return Response(SCRIPT, media_type="text/javascript", headers={"etag": '"a"', "cache-control": "immutable"})


@pytest.fixture
def origin() -> _Origin:
    """The application behind the middleware."""
    return _Origin()


@pytest.fixture
def client(origin: _Origin) -> TestClient:
    """A browser before that application."""
    routes = [Route("/static/{name:path}", origin.answer), Route("/media/{name}", origin.answer)]
    return TestClient(Starlette(routes=routes, middleware=[Middleware(PackedStatics)]))


def test_a_script_is_compressed_once_and_then_served_from_memory(client: TestClient, origin: _Origin) -> None:
    first, second = client.get("/static/js/a.js"), client.get("/static/js/a.js")
    assert first.content == second.content == SCRIPT
    assert first.headers["content-encoding"] == second.headers["content-encoding"] == "gzip"
    assert int(second.headers["content-length"]) == len(gzip.compress(SCRIPT, 9, mtime=0))
    assert second.headers["cache-control"] == "immutable"
    assert second.headers["vary"] == "Accept-Encoding"
    assert origin.asked == 1


def test_a_browser_without_gzip_gets_the_plain_script(client: TestClient) -> None:
    answer = client.get("/static/js/a.js", headers={"accept-encoding": "identity"})
    assert "content-encoding" not in answer.headers
    assert answer.content == SCRIPT


@pytest.mark.parametrize("header", ["range", "if-none-match", "if-modified-since"])
def test_parts_and_comparisons_are_left_to_the_origin(client: TestClient, origin: _Origin, header: str) -> None:
    for _ in range(2):
        assert "content-encoding" not in client.get("/static/js/a.js", headers={header: "x"}).headers
    assert origin.asked == 2


def test_a_document_in_the_place_of_a_missing_script_is_not_kept(client: TestClient, origin: _Origin) -> None:
    for _ in range(2):
        assert client.get("/static/js/hilang.js").text == "<p>kerangka</p>"
    assert origin.asked == 2


def test_other_folders_pass_untouched(client: TestClient) -> None:
    assert "content-encoding" not in client.get("/media/a.js").headers


@pytest.mark.parametrize("path", ["/static/js//a.js", "/static/%2e/js/a.js", "/static/js/b/%2e%2e/a.js"])
def test_another_spelling_of_a_path_takes_no_memory(client: TestClient, origin: _Origin, path: str) -> None:
    for _ in range(2):
        assert "content-encoding" not in client.get(path).headers
    assert origin.asked == 2
