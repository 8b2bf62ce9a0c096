"""Streamlit's document goes out as ours, readable or gzipped; everything else passes untouched."""

import gzip
from pathlib import Path

import pytest
import streamlit
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import HTMLResponse, PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from web.shell import ShellChangedError, ShellRewrite, rewrite, script_hash

INSTALLED = (Path(streamlit.__file__).parent / "static" / "index.html").read_bytes()
SHELL = rewrite(INSTALLED, {'<html lang="en">': '<html lang="id">', "<title>Streamlit</title>": "<title>Monev</title>"})


def _document(_request: object) -> HTMLResponse:
    return HTMLResponse(INSTALLED, headers={"etag": '"old"'})


def _other(_request: object) -> HTMLResponse:
    return HTMLResponse("<p>lain</p>")


def _text(_request: object) -> PlainTextResponse:
    return PlainTextResponse(INSTALLED)


@pytest.fixture
def client() -> TestClient:
    """A browser before an application that sends the document, another document, and the same bytes as text."""
    routes = [Route("/", _document), Route("/lain", _other), Route("/teks", _text)]
    return TestClient(Starlette(routes=routes, middleware=[Middleware(ShellRewrite, shell=SHELL)]))


def test_the_document_is_ours_and_carries_no_tag_of_the_old_one(client: TestClient) -> None:
    answer = client.get("/", headers={"accept": "text/html", "accept-encoding": "identity"})
    assert '<html lang="id">' in answer.text
    assert "<title>Monev</title>" in answer.text
    assert "etag" not in answer.headers
    assert answer.headers["content-length"] == str(len(SHELL.page))


def test_a_browser_that_takes_gzip_gets_gzip(client: TestClient) -> None:
    answer = client.get("/", headers={"accept": "text/html", "accept-encoding": "gzip, br"})
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.headers["vary"] == "Accept-Encoding"
    assert answer.text == gzip.decompress(SHELL.packed).decode()


def test_other_documents_pass_untouched(client: TestClient) -> None:
    assert client.get("/lain").text == "<p>lain</p>"


def test_the_same_bytes_as_text_pass_untouched(client: TestClient) -> None:
    assert client.get("/teks").content == INSTALLED


def test_a_question_for_headers_alone_passes_untouched(client: TestClient) -> None:
    assert client.head("/").headers["etag"] == '"old"'


def test_a_document_without_the_place_to_rewrite_stops_the_start() -> None:
    with pytest.raises(ShellChangedError):
        rewrite(b"<html>", {"<title>Streamlit</title>": ""})


def test_the_hash_is_that_of_the_platform_notes() -> None:
    # The value for Streamlit 1.67, computed apart from this code; an upgrade changes it on purpose.
    assert SHELL.script_hashes == ("'sha256-THxz9J9+wf7rhwR2YkXJoSZ13UCmYyC+3lNDv2+8ugA='",)


def test_the_hash_of_an_empty_script_is_the_known_one() -> None:
    assert script_hash("") == "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"
