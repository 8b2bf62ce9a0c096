"""Every answer forbids what no page needs, and the platform's own doors stay shut."""

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from web.headers import SecurityHeaders, content_security_policy

POLICY = content_security_policy(["'sha256-x'"])


def _hello(_request: object) -> PlainTextResponse:
    return PlainTextResponse("halo", headers={"referrer-policy": "no-referrer"})


def _client(origin: str = "http://testserver") -> TestClient:
    paths = ("/", "/app/static/monev.css", "/_stcore/metrics", "/_stcore/agent/mcp", "/_stcore/health")
    routes = [Route(path, _hello) for path in paths]
    return TestClient(
        Starlette(routes=routes, middleware=[Middleware(SecurityHeaders, policy=POLICY)]), base_url=origin
    )


def test_the_policy_allows_only_our_own_files_and_the_named_script() -> None:
    rules = dict(rule.split(" ", 1) for rule in POLICY.split("; "))
    assert rules["default-src"] == "'self'"
    assert rules["script-src"] == "'self' blob: 'sha256-x'"
    assert rules["connect-src"] == "'self'"
    assert rules["frame-ancestors"] == rules["object-src"] == "'none'"
    assert "unsafe-inline" not in rules["script-src"]


def test_every_answer_carries_the_headers() -> None:
    headers = _client().get("/").headers
    assert headers["content-security-policy"] == POLICY
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"


def test_an_answer_keeps_its_own_header() -> None:
    assert _client().get("/").headers["referrer-policy"] == "no-referrer"


def test_only_a_secure_connection_asks_to_stay_secure() -> None:
    assert "strict-transport-security" not in _client().get("/").headers
    assert "strict-transport-security" in _client("https://testserver").get("/").headers


@pytest.mark.parametrize("path", ["/_stcore/metrics", "/_stcore/agent/mcp"])
def test_the_doors_of_the_platform_stay_shut(path: str) -> None:
    answer = _client().get(path)
    assert answer.status_code == 404
    assert "content-security-policy" in answer.headers


def test_the_health_of_the_platform_stays_open() -> None:
    assert _client().get("/_stcore/health").text == "halo"


def test_a_file_asked_for_by_its_hash_is_kept_for_ever_another_for_a_day() -> None:
    assert _client().get("/app/static/monev.css?v=abc").headers["cache-control"].endswith("immutable")
    assert _client().get("/app/static/monev.css").headers["cache-control"] == "public, max-age=86400"
    assert "cache-control" not in _client().get("/app/static/hilang.css?v=abc").headers
    assert "cache-control" not in _client().get("/").headers
