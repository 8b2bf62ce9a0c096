"""An upload for a session of another process is sent away before its body is read."""

from __future__ import annotations

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from web.elsewhere import Elsewhere


async def _take(request: Request) -> PlainTextResponse:
    return PlainTextResponse(f"{request.path_params['rest']} {len(await request.body())}")


CLIENT = TestClient(
    Starlette(
        routes=[Route("/{rest:path}", _take, methods=["GET", "PUT", "DELETE", "OPTIONS"])],
        middleware=[Middleware(Elsewhere, is_here=lambda session: session == "di-sini")],
    )
)


@pytest.mark.parametrize("method", ["PUT", "DELETE"])
def test_a_session_of_this_process_is_served_and_another_one_is_not_found(method: str) -> None:
    here = CLIENT.request(method, "/_stcore/upload_file/di-sini/1", content=b"isi")
    away = CLIENT.request(method, "/_stcore/upload_file/di-sana/1", content=b"isi")
    assert (here.status_code, here.text) == (200, "_stcore/upload_file/di-sini/1 3")
    assert (away.status_code, away.text) == (404, "")


@pytest.mark.parametrize(
    ("method", "path"),
    [("OPTIONS", "/_stcore/upload_file/di-sana/1"), ("PUT", "/_stcore/lain"), ("GET", "/media/abc.xlsx")],
)
def test_everything_else_passes(method: str, path: str) -> None:
    assert CLIENT.request(method, path).status_code == 200
