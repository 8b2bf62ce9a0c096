"""Every page fits, reads and obeys the policy at both widths and in both themes."""

import re
import sqlite3
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import expect
from websockets import InvalidStatus, Origin
from websockets.sync.client import connect

import wording
from tests.browser import heard, looking, seed
from tests.browser.looking import DESKTOP, PHONE, Visit
from tests.browser.server import Server
from ui import links
from workflow.codes import new_browser

SIZES = (DESKTOP, PHONE)


def _address(server: Server, name: str) -> str:
    return server.url + ("/" if name == links.HOME else f"/{name}")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", links.NAMES)
def test_a_page_names_itself_fits_and_can_be_used_by_everybody(
    shared_server: Server, onlooker: Callable[..., Visit], name: str, size: tuple[int, int]
) -> None:
    visitor = onlooker(size=size)
    page = visitor.open(_address(shared_server, name))
    assert page.locator("html").get_attribute("lang") == "id"
    assert page.title() == wording.text("rangka.judul_halaman", halaman=wording.text(f"halaman.{name}"))
    assert page.locator("h1").count() == 1
    looking.demand_fit_by_day_and_night(visitor)
    if size == DESKTOP:
        looking.demand_reflow(visitor.page)


@pytest.fixture(scope="module")
def half_filled(shared_server: Server) -> tuple[str, str]:
    """A browser's identity and the questionnaire that it has been filling in."""
    cookie = new_browser()
    return cookie, seed.fill(shared_server.monev, cookie)


@pytest.mark.parametrize("size", SIZES)
def test_pages_with_a_half_filled_questionnaire_fit_too(
    shared_server: Server,
    person: Callable[..., Visit],
    half_filled: tuple[str, str],
    size: tuple[int, int],
) -> None:
    visitor = person(size=size)
    cookie, submission = half_filled
    seed.identify(visitor.page.context, shared_server, cookie)
    for name in ("beranda", "isi", "nilai"):
        visitor.open(f"{_address(shared_server, name)}?s={submission}")
        if name == "nilai":
            looking.unfold(visitor.page)
        looking.demand_fit_by_day_and_night(visitor)
        visitor.page.emulate_media(color_scheme="light")
        if size == DESKTOP:
            looking.demand_reflow(visitor.page)


@pytest.fixture(scope="module")
def workbooks(shared_server: Server, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Filled workbooks of ten bodies, and a file that is none."""
    folder = tmp_path_factory.mktemp("buku")
    (folder / "rusak.xlsx").write_bytes(b"bukan lembar kerja")
    return [*seed.workbooks(shared_server.monev, folder), folder / "rusak.xlsx"]


@pytest.mark.parametrize("size", SIZES)
def test_a_comparison_of_ten_bodies_with_all_its_tables_and_a_file_that_was_not_read_fits_too(
    shared_server: Server, onlooker: Callable[..., Visit], workbooks: list[Path], size: tuple[int, int]
) -> None:
    visitor = onlooker(size=size)
    seed.compare(visitor.page, shared_server, workbooks)
    visitor.page.get_by_role("heading", name=wording.text("bandingkan.tidak_terbaca_judul")).wait_for()
    looking.unfold(visitor.page)
    looking.demand_fit_by_day_and_night(visitor)
    if size == DESKTOP:
        looking.demand_reflow(visitor.page)


def test_an_unknown_address_says_so_in_indonesian(shared_server: Server, onlooker: Callable[..., Visit]) -> None:
    page = onlooker().open(shared_server.url + "/tidak-ada")
    dialog = page.get_by_role("dialog")
    dialog.get_by_text("Halaman tidak ditemukan").wait_for()
    looking.demand_access(page)
    assert looking.foreign_words(page, heard.BUILT_IN - heard.SAME_IN_BOTH) == []
    page.keyboard.press("Escape")
    dialog.wait_for(state="detached")


def test_the_document_and_its_scripts_arrive_compressed_with_every_header(shared_server: Server) -> None:
    with httpx.Client(base_url=shared_server.url, headers={"accept": "text/html"}) as client:
        document = client.get("/")
        assert document.headers["content-encoding"] == "gzip"
        assert "script-src 'self' blob: 'sha256-" in document.headers["content-security-policy"]
        script = next(part for part in document.text.split('"') if part.startswith("./static/js/index"))
        assert client.get(script.removeprefix(".")).headers["content-encoding"] == "gzip"
        assert client.get("/app/static/monev.js").headers["x-content-type-options"] == "nosniff"
        assert client.get("/_stcore/metrics").status_code == 404


def test_another_site_can_neither_store_nor_listen(shared_server: Server) -> None:
    """A page elsewhere has the visitor's cookie sent along; its address gives it away."""
    foreign = "https://situs-lain.example"
    body = {"submission": "0" * 16, "items": []}
    with httpx.Client(base_url=shared_server.url) as client:
        client.get("/", headers={"accept": "text/html"})
        assert client.post("/api/answers", json=body, headers={"origin": foreign}).status_code == 403
        assert client.post("/api/answers", json=body, headers={"origin": shared_server.url}).status_code == 422
        assert client.get("/api/answers").json() == {"message": "Alamat ini hanya menerima POST."}
    stream = shared_server.url.replace("http", "ws") + "/_stcore/stream"
    with pytest.raises(InvalidStatus):
        connect(stream, origin=Origin(foreign))
    with connect(stream, origin=Origin(shared_server.url)) as socket:
        assert socket.response.status_code == 101


def test_a_server_that_never_answered_is_told_without_streamlit_s_own_words(
    shared_server: Server, person: Callable[..., Visit]
) -> None:
    """Streamlit does not know yet that its dialogs are not wanted."""
    page = person().page
    page.route("**/_stcore/h*", lambda route: route.abort())
    page.add_init_script(looking.GAVE_UP)
    page.goto(shared_server.url)
    page.wait_for_function("() => globalThis.gaveUp")
    page.locator("#monev-sambungan").get_by_text("Koneksi terputus.").wait_for()
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.locator("#root[inert]")).to_have_count(0)


def test_what_else_streamlit_would_say_in_a_dialog_stands_in_the_bar(
    shared_server: Server, onlooker: Callable[..., Visit]
) -> None:
    page = onlooker().open(shared_server.url)
    page.get_by_label("Nama badan publik", exact=True).click()
    said = "{ type: 'CLIENT_ERROR_DIALOG', error: 'Bad message format', message: 'x is not a function' }"
    page.evaluate(f"() => window.postMessage({said}, '*')")
    page.locator("#monev-sambungan").get_by_text("Muat ulang").wait_for()
    page.keyboard.type("Dinas")
    expect(page.get_by_label("Nama badan publik", exact=True)).to_have_value("Dinas")
    looking.demand_access(page)


def test_a_fault_shows_a_code_that_stands_in_the_log_and_nothing_else(
    server: Server, person: Callable[..., Visit]
) -> None:
    """A questionnaire whose rules are gone cannot be drawn; the page keeps its frame and its program."""
    visitor = person()
    submission = seed.fill(server.monev, seed.identify(visitor.page.context, server), share=0.05)
    with sqlite3.connect(server.data / "monev.sqlite3") as database:
        database.execute("UPDATE submission SET rules = 'hilang/2024' WHERE id = ?", (submission,))
    page = visitor.open(f"{server.url}/nilai?s={submission}")
    said = page.get_by_role("alert").inner_text()
    found = re.search(r"sebutkan kode ([0-9A-Z]{4}-[0-9A-Z]{4})\.", said)
    assert found is not None
    assert f"gangguan {found[1]}: " in server.log.read_text()
    assert "Traceback" not in page.locator("body").inner_text()
    assert page.get_by_role("link", name="Hasil").count() == 1
    assert page.locator(".st-key-program").count() == 1
    looking.demand_access(page)


def test_a_lost_connection_is_told_and_typing_goes_on(server: Server, person: Callable[..., Visit]) -> None:
    page = person().open(server.url)
    bar = page.locator("#monev-sambungan")
    server.kill()
    bar.get_by_text("Koneksi terputus.").wait_for(timeout=looking.SETTLED_MS)
    assert page.get_by_role("dialog").count() == 0
    assert page.locator("#root[inert]").count() == 0
    looking.demand_access(page)
    server.start()
    bar.get_by_text("Tersambung kembali.").wait_for(timeout=60_000)
    page.wait_for_function("() => document.querySelector('#monev-sambungan').textContent === ''")
