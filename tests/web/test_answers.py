"""`POST /api/answers` as a browser, a program and an attacker meet it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import web
from store import Database, SqlStore, upgrade
from tests.officers import LINK, NO, YES, HandClock, Officer, answer, use_cases
from tests.web.loopback import Browser, serving
from web.answers import BODY_LIMIT, ITEMS_LIMIT
from workflow.codes import new_browser
from workflow.view import saved_view


@pytest.fixture
def officer(file_store: SqlStore, clock: HandClock) -> Officer:
    return Officer(use_cases(file_store, clock))


@pytest.fixture
def browser(officer: Officer) -> Iterator[Browser]:
    with serving(officer.monev) as origin:
        yield Browser(origin, officer)


def stored(officer: Officer) -> int:
    """The number of revisions: what a refused request must not change."""
    return officer.look().number


def test_an_answer_is_stored_and_the_reply_is_what_the_use_case_says(browser: Browser, officer: Officer) -> None:
    reply = browser.post(browser.item("A1", YES))
    assert (reply.status_code, reply.headers["content-type"]) == (200, "application/json")
    assert reply.headers["cache-control"] == "no-store"
    assert "set-cookie" not in reply.headers
    assert reply.json()["items"][0]["outcome"] == "stored"
    again = officer.monev.save_answers(officer.browser, officer.submission, [officer.item("A1", YES)])
    assert saved_view(again)["total"] == reply.json()["total"]
    assert stored(officer) == 1


def test_the_order_of_items_is_the_order_of_the_reply(browser: Browser) -> None:
    items = [
        browser.item("A3", NO),
        browser.item("A1", answer(choice="mungkin")),
        browser.item("A1", YES),
        browser.item("A9", YES),
    ]
    told = browser.post(*items).json()["items"]
    assert [(item["code"], item["outcome"]) for item in told] == [
        ("A3", "stored"), ("A1", "refused"), ("A1", "stored"), ("A9", "refused"),
    ]  # fmt: skip
    assert all(item["message"] for item in told if item["outcome"] == "refused")


def test_the_second_officer_is_told_the_first_ones_answer(browser: Browser, officer: Officer) -> None:
    browser.post(browser.item("A1", NO))
    colleague = Browser(str(browser.http.base_url), officer.colleague())
    [item] = colleague.post(colleague.item("A1", YES)).json()["items"]
    assert (item["outcome"], item["revision"], item["answer"]["choice"]) == ("conflict", 1, "tidak")
    [item] = colleague.post(colleague.item("A1", YES, seen=1)).json()["items"]
    assert (item["outcome"], item["revision"]) == ("stored", 2)


def test_a_repeated_request_gets_the_same_answer_and_stores_nothing(browser: Browser, officer: Officer) -> None:
    item = browser.item("A1", YES)
    first, second, third = (browser.post(item).json() for _ in range(3))
    assert (first["items"][0]["outcome"], second["items"][0]["outcome"]) == ("stored", "same")
    assert second == third
    assert stored(officer) == 1


def test_odd_letters_come_back_as_they_went(browser: Browser) -> None:
    note = "=1+1 \u202eterbalik \U0001f642 <b> \\u0000 \u2028" + "\u00e4" * 9_000
    [item] = browser.post(browser.item("A1", answer(choice="ya", links=[LINK], note=note))).json()["items"]
    assert item["answer"]["note"] == note


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"origin": "https://jahat.contoh"}, 403),
        ({"origin": "null"}, 403),
        ({"origin": "http://127.0.0.1:1"}, 403),
        ({"origin": "http://["}, 403),
        ({"origin": ""}, 403),
        ({"origin": None}, 403),
        ({"origin": None, "sec-fetch-site": "cross-site"}, 403),
        ({"origin": None, "sec-fetch-site": "same-site"}, 403),
        ({"origin": None, "sec-fetch-site": "same-origin"}, 200),
        ({}, 200),
    ],
)
def test_only_a_page_of_ours_may_post(
    browser: Browser, officer: Officer, headers: dict[str, str | None], status: int
) -> None:
    """Another site's page cannot use the cookie that the browser sends along."""
    for name, value in headers.items():
        browser.http.headers.pop(name, None)
        if value is not None:
            browser.http.headers[name] = value
    reply = browser.post(browser.item("A1", YES))
    assert (reply.status_code, stored(officer)) == (status, int(status == 200))
    assert status == 200 or "tidak berasal" in reply.json()["message"]


@pytest.mark.parametrize(
    ("host", "origin", "status"),
    [
        ("monev.contoh.go.id", "https://monev.contoh.go.id", 200),
        ("monev.contoh.go.id:443", "https://monev.contoh.go.id", 200),
        ("monev.contoh.go.id", "https://monev.contoh.go.id:443", 200),
        ("MONEV.contoh.go.id", "https://monev.contoh.go.id", 200),
        ("10.0.0.5:8501", "https://luar.contoh.go.id", 200),
        ("10.0.0.5:8501", "https://lain.contoh.go.id", 403),
        ("monev.contoh.go.id", "https://monev.contoh.go.id.jahat.contoh", 403),
    ],
)
def test_a_proxy_may_show_the_application_under_another_address(
    officer: Officer, host: str, origin: str, status: int
) -> None:
    with serving(officer.monev, ("https://luar.contoh.go.id",)) as place:
        browser = Browser(place, officer)
        browser.http.headers.update({"host": host, "origin": origin})
        assert browser.post(browser.item("A1", NO)).status_code == status


@pytest.mark.parametrize(
    ("cookie", "status", "words"),
    [
        (None, 401, "kuki"),
        ("", 401, "kuki"),
        ("pendek", 401, "kuki"),
        ("x" * 43, 403, "kode lanjut"),
    ],
)
def test_the_cookie_decides_who_is_asking(
    browser: Browser, officer: Officer, cookie: str | None, status: int, words: str
) -> None:
    browser.http.cookies.clear()
    if cookie is not None:
        browser.http.headers["cookie"] = f"lain=1; {web.SESSION_COOKIE}={cookie}; _st=2"
    reply = browser.post(browser.item("A1", YES), browser=officer.browser, actor="ratna")
    assert (reply.status_code, stored(officer)) == (status, 0)
    assert words in reply.json()["message"]


def test_the_cookie_is_found_among_others(browser: Browser, officer: Officer) -> None:
    browser.http.cookies.clear()
    browser.http.headers["cookie"] = (
        f"a=1; x{web.SESSION_COOKIE}={new_browser()}; {web.SESSION_COOKIE}={officer.browser}"
    )
    assert browser.post(browser.item("A1", YES)).status_code == 200


def test_a_name_that_no_self_assessment_has_is_not_found(browser: Browser) -> None:
    reply = browser.post(browser.item("A1", YES), submission="tidakada")
    assert (reply.status_code, "tidak ditemukan" in reply.json()["message"]) == (404, True)


GOOD = {"code": "A1", "answer": NO, "seen": 0, "writer": "w1", "seq": 1}
SHAPES: dict[str, Any] = {
    "no object": [],
    "no submission": {"items": [GOOD]},
    "submission is a number": {"submission": 1, "items": [GOOD]},
    "submission is a path": {"submission": "../x", "items": [GOOD]},
    "submission too long": {"submission": "x" * 27, "items": [GOOD]},
    "no items": {"submission": "x"},
    "items is an object": {"submission": "x", "items": {"0": GOOD}},
    "no item": {"submission": "x", "items": []},
    "too many items": {"submission": "x", "items": [GOOD] * (ITEMS_LIMIT + 1)},
    "item is a text": {"submission": "x", "items": ["A1"]},
} | {
    f"{name}: {value!r}"[:60]: {"submission": "x", "items": [GOOD | {name: value}]}
    for name, values in {
        "code": [None, 1, "", "x" * 65, "A\n1", "A\x001"],
        "answer": [None, "ya", []],
        "seen": [-1, 1.0, "1", True, 2**31],
        "writer": [None, "", "x" * 65, "w 1", "w\n", 7],
        "seq": [None, 0, -1, 1.5, "1", True, 2**53 + 1],
    }.items()
    for value in values
}


@pytest.mark.parametrize("body", SHAPES.values(), ids=SHAPES)
def test_a_request_of_another_shape_is_refused_with_its_place(browser: Browser, officer: Officer, body: Any) -> None:
    if isinstance(body, dict) and body.get("submission") == "x":
        body = {**body, "submission": officer.submission}
    reply = browser.http.post("/api/answers", json=body)
    assert (reply.status_code, stored(officer)) == (422, 0)
    assert reply.json()["message"].startswith("Kiriman tidak dapat dibaca: ")


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"\xff\xfe", b"[" * 100_000, b'{"submission":' + b"9" * 5_000 + b"}", b"submission=x&items="],
    ids=["empty", "cut", "not utf-8", "deep", "huge number", "form"],
)
def test_what_is_not_json_is_refused(browser: Browser, officer: Officer, body: bytes) -> None:
    reply = browser.http.post("/api/answers", content=body)
    assert (reply.status_code, stored(officer)) == (422, 0)


def test_the_largest_numbers_of_a_journal_are_accepted(browser: Browser) -> None:
    item = browser.item("A1", NO, seen=2**31 - 1, seq=2**53)
    assert browser.post(item).json()["items"][0]["outcome"] == "stored"


def test_as_many_items_as_one_request_may_hold_are_stored(browser: Browser, officer: Officer) -> None:
    items = [browser.item("A1", answer(note=str(number))) for number in range(ITEMS_LIMIT)]
    assert {item["outcome"] for item in browser.post(*items).json()["items"]} == {"stored"}
    assert stored(officer) == ITEMS_LIMIT


@pytest.mark.parametrize("declared", [True, False], ids=["declared", "in pieces"])
@pytest.mark.parametrize(("size", "status"), [(BODY_LIMIT, 200), (BODY_LIMIT + 1, 413)])
def test_a_body_is_read_up_to_its_limit(
    browser: Browser, officer: Officer, size: int, status: int, declared: bool
) -> None:
    body = json.dumps({"submission": officer.submission, "items": [browser.item("A1", NO)]}).encode()
    padded = body + b" " * (size - len(body))
    content: Any = padded if declared else iter([padded[: size // 2], padded[size // 2 :]])
    reply = browser.http.post("/api/answers", content=content)
    assert (reply.status_code, stored(officer)) == (status, int(status == 200))
    assert status == 200 or "1024 kB" in reply.json()["message"]


def test_after_a_body_that_was_too_large_the_browser_goes_on(browser: Browser) -> None:
    assert browser.http.post("/api/answers", content=b" " * (BODY_LIMIT + 1)).status_code == 413
    assert browser.post(browser.item("A1", NO)).status_code == 200


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "OPTIONS"])
def test_other_methods_are_not_allowed(browser: Browser, method: str) -> None:
    reply = browser.http.request(method, "/api/answers")
    assert (reply.status_code, "access-control-allow-origin" in reply.headers) == (405, False)


def test_a_database_that_is_locked_is_said_to_be_busy_and_serves_again(tmp_path: Path, clock: HandClock) -> None:
    path = tmp_path / "monev.sqlite3"
    database = Database(f"sqlite:///{path}", busy_seconds=0.05)
    upgrade(database)
    officer = Officer(use_cases(SqlStore(database), clock))
    holder = sqlite3.connect(path, isolation_level=None)
    with serving(officer.monev) as origin:
        browser = Browser(origin, officer)
        item = browser.item("A1", YES)
        holder.execute("BEGIN IMMEDIATE")
        busy = browser.post(item)
        holder.execute("COMMIT")
        assert (busy.status_code, "belum dapat disimpan" in busy.json()["message"]) == (503, True)
        assert browser.post(item).json()["items"][0]["outcome"] == "stored"
    holder.close()
