"""`/lanjut` without a browser's script: page, files, form and the route that takes the code."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from urllib.parse import urljoin

import httpx
import pytest

import web
import wording
from store import SqlStore
from tests.officers import HandClock, Officer, use_cases
from tests.web.loopback import serving
from workflow.codes import is_browser, new_browser
from workflow.throttle import Throttle


@pytest.fixture
def officer(store: SqlStore, clock: HandClock) -> Officer:
    return Officer(use_cases(store, clock, throttle=Throttle(3, timedelta(minutes=10))))


@pytest.fixture
def person(officer: Officer) -> Iterator[httpx.Client]:
    """A browser that has not been here before, with Origin as pages of ours send it."""
    with serving(officer.monev) as origin, httpx.Client(base_url=origin, headers={"origin": origin}) as client:
        yield client


def test_the_page_says_what_to_do_and_loads_only_files_of_its_own(person: httpx.Client) -> None:
    reply = person.get("/lanjut")
    assert (reply.status_code, reply.headers["cache-control"]) == (200, "no-store")
    assert wording.text("web.lanjut.penjelasan") in reply.text
    assert '<html lang="id">' in reply.text
    assert "<script>" not in reply.text
    assert "style=" not in reply.text
    for name, kind in (("lanjut/skrip.js", "text/javascript"), ("lanjut/gaya.css", "text/css")):
        assert f'"{name}"' in reply.text
        file = person.get(f"/{name}")
        assert (file.status_code, file.headers["content-type"].split(";")[0]) == (200, kind)


def test_a_code_from_the_script_opens_the_self_assessment_to_this_browser(
    person: httpx.Client, officer: Officer
) -> None:
    person.get("/lanjut")
    reply = person.post("/api/lanjut", json={"code": officer.code.lower()})
    assert (reply.status_code, reply.headers["cache-control"]) == (200, "no-store")
    place = urljoin(str(reply.url), reply.json()["location"])
    assert place == f"{person.base_url}/isi?s={officer.submission}"
    browser = person.cookies[web.SESSION_COOKIE]
    assert officer.monev.open(browser, officer.submission).number == 0


def test_a_code_typed_into_the_form_leads_to_the_questionnaire_without_any_script(
    person: httpx.Client, officer: Officer
) -> None:
    page = person.get("/lanjut").text
    target = re.search(r'<form method="post" action="([^"]+)"', page)
    assert target is not None
    reply = person.post(target[1], data={"kode": officer.code})
    assert reply.status_code == 303
    assert urljoin(str(reply.url), reply.headers["location"]) == f"{person.base_url}/isi?s={officer.submission}"
    assert officer.monev.open(person.cookies[web.SESSION_COOKIE], officer.submission).number == 0


def test_a_wrong_code_in_the_form_shows_the_page_again_with_the_reason(person: httpx.Client, officer: Officer) -> None:
    person.get("/lanjut")
    reply = person.post("/api/lanjut", data={"kode": '"><script>alert(1)</script>'})
    assert reply.status_code == 404
    assert wording.text("isian.kode_salah") in reply.text
    assert 'aria-invalid="true"' in reply.text
    assert "alert(1)" not in reply.text
    files = re.findall(r'(?:href|src)="([^"]+)"', reply.text)
    assert "../lanjut/skrip.js" in files
    assert person.post("/api/lanjut", data={"kode": officer.code}).status_code == 303


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({"json": {"code": "salah"}}, 404),
        ({"json": {"code": ""}}, 422),
        ({"json": {"code": " \n"}}, 422),
        ({"json": {"code": 7}}, 422),
        ({"json": {}}, 422),
        ({"json": ["x"]}, 422),
        ({"json": {"code": "x" * 101}}, 422),
        ({"content": b"{", "headers": {"content-type": "application/json"}}, 422),
        ({"content": b"x" * 5000, "headers": {"content-type": "application/json"}}, 413),
    ],
)
def test_a_code_of_another_shape_is_refused(person: httpx.Client, sent: dict[str, object], status: int) -> None:
    person.get("/lanjut")
    reply = person.post("/api/lanjut", **sent)  # type: ignore[arg-type]
    assert (reply.status_code, list(reply.json())) == (status, ["message"])


def test_another_sites_page_cannot_post_a_code(person: httpx.Client, officer: Officer) -> None:
    """Else it could slip its own self-assessment under somebody's answers."""
    person.get("/lanjut")
    person.headers["origin"] = "https://jahat.contoh"
    assert person.post("/api/lanjut", json={"code": officer.code}).status_code == 403
    assert person.post("/api/lanjut", data={"kode": officer.code}).status_code == 403
    assert officer.monev.mine(person.cookies[web.SESSION_COOKIE]) == []


def test_a_browser_without_cookies_is_told_so_and_gets_one(person: httpx.Client, officer: Officer) -> None:
    assert person.post("/api/lanjut", json={"code": officer.code}).status_code == 401
    reply = person.post("/api/lanjut", data={"kode": officer.code})
    assert (reply.status_code, wording.text("isian.tanpa_kuki") in reply.text) == (401, True)
    assert person.post("/api/lanjut", data={"kode": officer.code}).status_code == 303


def test_guessing_is_stopped_and_the_right_code_waits(person: httpx.Client, officer: Officer, clock: HandClock) -> None:
    person.get("/lanjut")
    statuses = [person.post("/api/lanjut", json={"code": "salah"}).status_code for _ in range(4)]
    assert statuses == [404, 404, 404, 429]
    stopped = person.post("/api/lanjut", json={"code": officer.code})
    assert (stopped.status_code, stopped.headers["retry-after"]) == (429, "600")
    assert "10 menit" in stopped.json()["message"]
    clock.move(minutes=10)
    assert person.post("/api/lanjut", json={"code": officer.code}).status_code == 200


def test_a_wrong_code_and_a_wrong_form_of_code_get_the_same_answer(person: httpx.Client) -> None:
    """Nothing tells how near a guess was."""
    person.get("/lanjut")
    almost = person.post("/api/lanjut", json={"code": "0" * 26})
    nothing = person.post("/api/lanjut", json={"code": "!"})
    assert (almost.status_code, almost.text) == (nothing.status_code, nothing.text)


def test_codes_never_reach_the_log(officer: Officer, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(0), serving(officer.monev) as origin:
        client = httpx.Client(base_url=origin, headers={"origin": origin})
        client.cookies.set(web.SESSION_COOKIE, new_browser())
        for code in (officer.code, "KODE-SALAH"):
            client.post("/api/lanjut", json={"code": code})
            client.post("/api/lanjut", data={"kode": code})
    said = [record.getMessage() for record in caplog.records]
    assert said
    assert [line for line in said for code in (officer.code, "KODE-SALAH") if code in line] == []


def test_the_cookie_of_the_page_is_an_identity(person: httpx.Client) -> None:
    person.get("/lanjut")
    assert is_browser(person.cookies[web.SESSION_COOKIE])
