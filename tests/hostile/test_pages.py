"""The running application, asked by somebody who is no browser: forged identities, addresses, widgets and frames."""

from __future__ import annotations

import socket
from contextlib import suppress
from typing import Any, NamedTuple

import httpx
import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from websockets.exceptions import ConnectionClosed, InvalidHandshake

from tests.browser.server import Server
from tests.hostile.mutating import NASTY
from tests.hostile.tab import AGENT, Shown, Tab, handshake
from web import SESSION_COOKIE
from workflow import Item
from workflow.codes import new_browser
from workflow.errors import ForbiddenError

SECRET_BODY, SECRET_NOTE = "Dinas Milik Orang Lain", "catatan yang tidak boleh terlihat"
PAGES = ("beranda", "isi", "nilai", "bandingkan", "rekap", "hasil", "aturan")
FORGED: tuple[tuple[str, Any], ...] = (
    ("string_value", "x"), ("string_value", "../../../etc/passwd"), ("string_value", "pusat/2025@" + "9" * 400), ("int_value", -1),
    ("int_value", 2**62), ("double_value", float("nan")), ("bool_value", True), ("trigger_value", True), ("bytes_value", b"\xff\x00"),
    ("string_array_value", ["x", "y"]), ("int_array_value", [10**9]), ("double_array_value", [1e308]), ("json_value", "{"),
    ("json_value", '{"question": "KKP24-001", "section": "x"}'), ("json_trigger_value", '[{"event": "question", "value": {"a": [1]}}]'),
    ("file_uploader_state_value", [{"file_id": "1", "name": "a.xlsx", "size": 9}]),
)  # fmt: skip


class Other(NamedTuple):
    """Somebody else with a self-assessment of theirs."""

    browser: str
    submission: str
    code: str


@pytest.fixture(scope="module")
def other(server: Server) -> Other:
    """Somebody who has answered."""
    browser = new_browser()
    started = server.monev.start(browser, "kkp/2024", "upt", SECRET_BODY, "WIB")
    raw = {"choice": "tidak", "note": SECRET_NOTE}
    server.monev.save_answers(browser, started.submission_id, [Item("KKP24-001", raw, 0, "w", 1)])
    return Other(browser, started.submission_id, started.resume_code)


@pytest.fixture
def me(server: Server) -> Other:
    """A stranger with a self-assessment of their own."""
    browser = new_browser()
    started = server.monev.start(browser, "kkp/2024", "upt", "Dinas Saya", "WIB")
    return Other(browser, started.submission_id, started.resume_code)


def tells_nothing(shown: Shown, other: Other) -> bool:
    """Tell whether nothing of the other's self-assessment came."""
    return not any(word.encode() in shown.raw for word in (SECRET_BODY, SECRET_NOTE, other.code, other.browser))


@pytest.mark.parametrize("page", PAGES)
def test_the_id_of_another_opens_nothing_on_any_page(server: Server, other: Other, me: Other, page: str) -> None:
    with Tab(server, me.browser, page, f"s={other.submission}&q=KKP24-001&g=mengumumkan") as tab:
        shown = tab.run()
    assert tells_nothing(shown, other)
    assert not shown.failed


def test_the_one_whose_it_is_sees_it(server: Server, other: Other) -> None:
    with Tab(server, other.browser, "isi", f"s={other.submission}") as tab:
        assert SECRET_BODY.encode() in tab.run().raw


def test_a_tab_that_turns_to_another_id_sees_nothing(server: Server, other: Other, me: Other) -> None:
    with Tab(server, me.browser, "isi", f"s={me.submission}") as tab:
        assert b"Dinas Saya" in tab.run().raw
        tab.query = f"s={other.submission}"
        assert tells_nothing(tab.run(), other)


@pytest.mark.parametrize("cookie", ["", "x", "%00" * 20, "a" * 43 + "\u00e9", "A" * 4000, "' OR 1=1 --"])
def test_a_forged_identity_is_nobody(server: Server, other: Other, cookie: str) -> None:
    with Tab(server, cookie.encode("ascii", "ignore").decode(), "isi", f"s={other.submission}") as tab:
        assert tells_nothing(tab.run(), other)


def test_the_hash_that_is_stored_is_no_identity(server: Server, other: Other) -> None:
    """Whoever reads the database cannot be somebody else by it."""
    from workflow.filling import browser_hash

    with pytest.raises(ForbiddenError):
        server.monev.open(browser_hash(other.browser)[:43], other.submission)


@pytest.mark.parametrize("page", PAGES)
def test_no_address_makes_a_page_fail(server: Server, other: Other, me: Other, page: str) -> None:
    names = ("s", "q", "g", "aturan", "badan", "pilih", "hal", "lihat", "cakupan", "kategori", "x")
    words = [word for word in NASTY if word.isprintable() and "\ud800" not in word and len(word) < 1000]
    with Tab(server, me.browser, page) as tab:
        for word in (*words[::6], "a" * 9000):
            tab.query = str(httpx.QueryParams([(name, word) for name in names]))
            shown = tab.run()
            assert not shown.failed
            assert "gangguan" not in shown.words
            assert tells_nothing(shown, other)


@pytest.mark.parametrize("page", PAGES)
def test_no_forged_state_of_a_widget_reaches_anything(server: Server, other: Other, me: Other, page: str) -> None:
    """Each widget that the page has drawn is said to be in states that it cannot be in, and some that do not exist are."""
    before = server.monev.history(other.browser, other.submission, "KKP24-001")
    query = f"s={me.submission}" if page in ("isi", "nilai") else ""
    with Tab(server, me.browser, page, query) as tab:
        drawn = [*tab.run().widgets, "$$ID-0123456789abcdef0123456789abcdef-mulai_badan", "x", ""]
        for turn in range(0, len(FORGED), 3):  # each widget in another state each time, all states on each page
            states = [(name, *FORGED[(at + turn) % len(FORGED)]) for at, name in enumerate(drawn)]
            states += [(drawn[turn % len(drawn)], *FORGED[at % len(FORGED)]) for at in range(turn, turn + 3)]
            assert tells_nothing(tab.run(*states), other)
    assert server.monev.history(other.browser, other.submission, "KKP24-001") == before
    with Tab(server, me.browser, page, query) as tab:
        assert not tab.run().failed


def test_a_component_cannot_be_made_to_open_a_question_that_there_is_none_of(server: Server, me: Other) -> None:
    with Tab(server, me.browser, "isi", f"s={me.submission}") as tab:
        cards = next(name for name in tab.run().widgets if name.endswith("-kartu"))
        event = f"$$STREAMLIT_INTERNAL_KEY_{cards}__events"
        for value in ('"KKP24-999"', '"../x"', '{"a": 1}', "null", "[[[[]]]]"):
            shown = tab.run((event, "json_trigger_value", f'[{{"event": "question", "value": {value}}}]'))
            assert not shown.failed
            assert "q=" not in tab.query


@pytest.mark.parametrize(
    "frame", [b"", b"\xff" * 100, b"\x0a" + b"\xff" * 8, b"teks", "teks", b"\x00" * 2_100_000], ids=lambda one: repr(one)[:12]
)  # fmt: skip
def test_a_frame_that_is_no_message_ends_that_tab_alone(server: Server, me: Other, frame: bytes | str) -> None:
    with Tab(server, me.browser, "beranda") as mine, Tab(server, me.browser, "beranda") as tab:
        tab.throw(frame)
        message = BackMsg()
        message.rerun_script.page_name = "beranda"
        with suppress(ConnectionClosed, TimeoutError):
            tab.say(message)
        assert not mine.run().failed


@pytest.mark.parametrize(
    "origin", ["http://jahat.example", "null", "http://localhost:8501", "https://127.0.0.1.jahat.example", "https://share.streamlit.io"]
)  # fmt: skip
def test_a_page_of_another_site_gets_no_stream(server: Server, other: Other, origin: str) -> None:
    with pytest.raises(InvalidHandshake):
        handshake(server, origin, f"{SESSION_COOKIE}={other.browser}")
    assert "external IP" not in server.log.read_text()  # Streamlit would ask a service on the internet first


def ask(server: Server, method: str, path: str, host: str = "127.0.0.1", *lines: str) -> tuple[int, str]:
    """Send a request as it stands, which no client would, and return status and all that comes."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=20) as wire:
        head = [f"{method} {path} HTTP/1.1", f"Host: {host}", f"User-Agent: {AGENT}", "Connection: close", *lines]
        wire.sendall(("\r\n".join(head) + "\r\n\r\n").encode("latin-1"))
        parts = []
        while part := wire.recv(65536):
            parts.append(part)
    answer = b"".join(parts).decode("latin-1")
    return int(answer.split()[1]), answer


@pytest.mark.parametrize(
    "root", ["/", "/app/static/", "/static/", "/lanjut/", "/media/", "/component/x/", "/_stcore/bidi-components/x/"]
)
def test_no_path_leads_out_of_its_folder(server: Server, root: str) -> None:
    climbs = (
        "../../app.py", "%2e%2e/%2e%2e/app.py", "..%2f..%2fapp.py", "..%5c..%5capp.py", "....//....//app.py", "%252e%252e%252fapp.py",
        "/etc/passwd", "%00/../app.py", "..;/..;/app.py", "\\..\\app.py",
    )  # fmt: skip
    for climb in climbs:
        _, answer = ask(server, "GET", root + climb)
        assert "import streamlit" not in answer
        assert "root:x:" not in answer


@pytest.mark.parametrize(
    "path", ["/lanjut/", "/isi/", "/hasil/", "//jahat.example/", "/%2f%2fjahat.example/", "/\\jahat.example/"]
)
def test_no_answer_sends_a_person_to_another_host(server: Server, path: str) -> None:
    _, answer = ask(server, "GET", path, "jahat.example", "X-Forwarded-Host: jahat.example")
    head = answer.partition("\r\n\r\n")[0].lower()
    assert "jahat" not in head.replace("content-security-policy", "")
    assert "location: http" not in head
    assert "location: //" not in head


@pytest.mark.parametrize(
    "path", ["/_stcore/metrics", "/%5fstcore/metrics", "/_stcore/metrics/x", "/_stcore/agent/v1", "//_stcore/metrics"]
)
def test_the_shut_doors_stay_shut_however_they_are_spelled(server: Server, path: str) -> None:
    status, answer = ask(server, "GET", path)
    assert status in (400, 404)
    assert "session" not in answer.partition("\r\n\r\n")[2]


@pytest.mark.parametrize("page", ["isi", "lanjut", "hasil"])
def test_headers_hold_whatever_is_asked(server: Server, page: str) -> None:
    _, answer = ask(server, "GET", f"/{page}?x=%0d%0aSet-Cookie:%20a=b", "127.0.0.1", "Accept: text/html")
    head = answer.partition("\r\n\r\n")[0].lower()
    assert "a=b" not in head
    assert "frame-ancestors 'none'" in head
    assert "x-content-type-options: nosniff" in head


def test_a_file_is_taken_for_a_tab_that_is_known_and_with_its_token_only(server: Server, me: Other) -> None:
    with Tab(server, me.browser, "rekap") as tab, httpx.Client(base_url=server.url) as client:
        tab.run()
        client.cookies.set("_streamlit_xsrf", tab.token)
        with_token = {"X-Xsrftoken": tab.token}
        address = f"/_stcore/upload_file/{tab.session}/1"
        assert client.put(address, files={"file": ("a.xlsx", b"x")}).status_code == 403
        assert (
            client.put("/_stcore/upload_file/0b1c/1", files={"file": ("a", b"x")}, headers=with_token).status_code
            == 404
        )
        assert client.put(address, files={"file": ("../../a.xlsx", b"x")}, headers=with_token).status_code == 204
        assert client.put(address, content=iter([b"x"]), headers=with_token).status_code == 411
        assert client.put(address, content=b"x" * 106_000_000, headers=with_token).status_code == 413


def test_nothing_that_was_tried_stands_in_the_log_as_a_line_of_its_own(server: Server) -> None:
    """What a stranger sends may be named in the log, but cannot write lines there."""
    marked = "%0aERROR%20palsu%0d%0a"
    ask(server, "GET", f"/isi?s={marked}", "127.0.0.1", f"Origin: http://jahat.example/{marked}")
    with Tab(server, new_browser(), "isi", f"s={marked}&q={marked}") as tab:
        tab.run()
    assert not [line for line in server.log.read_text().splitlines() if line.startswith("ERROR palsu")]
