"""The whole self-assessment without a mouse; the focus is always seen, never lost and never caught."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page

import wording
from tests.browser import looking, seed
from tests.browser.keyboard import Keyboard, Stop
from tests.browser.looking import Visit
from tests.browser.officer import Office, Officer, eventually
from tests.browser.server import Server

LINK = "https://ppid.contoh.go.id/informasi"
PAGES = 6


def _titled(words: str) -> Callable[[Stop], bool]:
    return lambda stop: (stop.tag, stop.name) == ("h1", words)


def _start(keys: Keyboard) -> str:
    """Begin on Beranda, take the resume code and the link along, and return the link."""
    page = keys.page
    assert keys.press("Tab").name == "Lompat ke isi"
    assert keys.press("Enter").tag == "main"
    keys.to("Penyelenggara dan tahun")
    page.keyboard.type("latihan")
    page.get_by_role("option", name="Latihan monev").wait_for()
    page.keyboard.press("Enter")
    page.get_by_label("Kategori badan publik").wait_for()
    looking.settled(page)
    assert keys.at().name == "Penyelenggara dan tahun"
    keys.to("Kategori badan publik")
    page.keyboard.press("ArrowDown")
    page.get_by_role("option").first.wait_for()
    page.keyboard.press("Escape")
    page.get_by_role("option").first.wait_for(state="detached")
    keys.to("Nama badan publik")
    page.keyboard.type("Dinas Tanpa Tetikus")
    assert keys.press("Tab").name == "WIB"
    assert keys.press("ArrowRight").name == "WITA"
    keys.to("Mulai kuesioner")
    page.keyboard.press("Enter")
    page.get_by_role("dialog").locator("code").first.wait_for()
    return _take_the_code(keys)


def _take_the_code(keys: Keyboard) -> str:
    """Copy the link; the dialog neither lets the focus out nor closes before the code is called saved."""
    page = keys.page
    shown = page.get_by_role("dialog").locator("code").last.inner_text().strip()
    keys.to("Salin: Tautan untuk langsung melanjutkan")
    page.keyboard.press("Enter")
    eventually(lambda: page.evaluate("() => navigator.clipboard.readText()") == shown, page)
    last = keys.to("Kode sudah saya simpan, mulai mengisi")
    assert last.dialog
    around = [keys.press("Tab") for _ in range(6)]
    assert all(stop.dialog for stop in around)
    assert keys.press("Escape").dialog
    keys.to("Kode sudah saya simpan, mulai mengisi")
    page.keyboard.press("Enter")
    page.locator("article.card").first.wait_for()
    keys.arrives(_titled("Isi kuesioner"))
    return shown


def _answer_page(keys: Keyboard) -> None:
    """Answer every card of the page as well as can be, each that is scored with a link."""
    page = keys.page
    cards, at = page.locator("article.card"), 0
    while at < cards.count():  # the first ones are there before the others
        card = cards.nth(at)
        at += 1
        code = str(card.get_attribute("data-code"))
        if card.locator(".choice input[type=checkbox]").count():
            for _ in range(card.locator(".choice input").count()):
                keys.until(lambda stop: stop.type == "checkbox")
                assert keys.press("Space").checked
        else:
            keys.to("Ya")
            assert keys.press("Space").value == "ya"
        if card.locator(".levels input").count():
            keys.to("Tanpa tingkat Ya ")
            assert keys.press("ArrowDown").checked
        if card.locator(".evidence").is_visible():
            keys.to(f"Tautan bukti 1 untuk {code}")
            page.keyboard.type(LINK)
        here = keys.at().name
        eventually(lambda card=card: "Tersimpan" in card.locator(".state").inner_text(), page)  # type: ignore[misc]
        assert keys.at().name == here


def _go_on(keys: Keyboard) -> None:
    """Press the button below the cards and arrive at the first card of the next page."""
    before = keys.page.locator("article.card").first.get_attribute("data-code")
    keys.to("Kelompok berikutnya")
    keys.page.keyboard.press("Enter")
    keys.arrives(lambda stop: stop.tag == "article" and not stop.name.startswith(str(before)))


@pytest.fixture
def keys(person: Callable[..., Visit], shared_server: Server) -> Keyboard:
    """A keyboard at the start page, whose browser lets the clipboard be read."""
    visitor = person()
    visitor.page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=shared_server.url)
    visitor.open(shared_server.url)
    return Keyboard(visitor.page)


def test_from_the_start_page_to_score_workbook_and_link_without_a_mouse(
    keys: Keyboard, shared_server: Server, tmp_path: Path
) -> None:
    """Latihan 2025: everything full but one item of 10 points at three quarters of them, so 97.5 of 100."""
    page = keys.page
    link = _start(keys)
    for turn in range(PAGES):
        _answer_page(keys)
        if turn == 0:
            _lower_the_level(keys)
        if turn < PAGES - 1:
            _go_on(keys)
    keys.to(wording.text("isi.lihat_nilai"))
    page.keyboard.press("Enter")
    keys.arrives(_titled("Nilai saya"))
    eventually(lambda: page.get_by_test_id("stMetricValue").inner_text() == "97,50", page)
    with page.expect_download() as waiting:
        keys.to(wording.text("lembar.unduh"))
        page.keyboard.press("Enter")
    waiting.value.save_as(tmp_path / "lembar.xlsx")
    assert (tmp_path / "lembar.xlsx").stat().st_size > 10_000
    keys.arrives(lambda stop: stop.name == wording.text("lembar.unduh"))
    page.goto(link)
    page.wait_for_url("**/isi?s=*")
    assert keys.stops > 100


def _lower_the_level(keys: Keyboard) -> None:
    """Back to the level of the second card, one step down; then a second link, and a note."""
    code = str(keys.page.locator("article.card").nth(1).get_attribute("data-code"))
    assert keys.press("Shift+Tab").type == "radio"
    assert keys.press("ArrowDown").checked
    keys.to(f"Tambah tautan untuk {code}")
    assert keys.press("Enter").name == f"Tautan bukti 2 untuk {code}"
    keys.page.keyboard.type(f"{LINK}/2")
    keys.to(f"Hapus tautan 2 untuk {code}")
    assert keys.press("Enter").name == f"Tautan bukti 1 untuk {code}"
    keys.to(f"Catatan untuk {code}")
    keys.page.keyboard.press("Enter")
    keys.page.get_by_label(f"Catatan untuk {code}").and_(keys.page.locator("textarea")).wait_for()
    assert keys.press("Tab").tag == "textarea"
    keys.page.keyboard.type("Lihat halaman 3.")
    keys.to(f"Bantuan untuk {code}")
    keys.page.keyboard.press("Enter")
    keys.page.locator("article.card").nth(1).locator(".help dl").wait_for()


def test_dialogs_close_with_escape_and_give_the_focus_back(
    people: Callable[..., BrowserContext], office: Office
) -> None:
    officer = Officer(people(), office)
    looking.settled(officer.page)
    keys = Keyboard(officer.page)
    for name in (wording.text("isi.lembar_kerja"), wording.text("isi.tutup")):
        keys.to(name)
        officer.page.keyboard.press("Enter")
        officer.page.get_by_role("dialog").wait_for()
        looking.settled(officer.page)
        assert keys.press("Tab").dialog
        officer.page.keyboard.press("Escape")
        keys.arrives(lambda stop, name=name: stop.name == name)  # type: ignore[misc]


def test_arrows_try_one_section_after_the_other_and_enter_goes_to_its_cards(
    people: Callable[..., BrowserContext], office: Office
) -> None:
    officer = Officer(people(), office, rules="latihan/2025", category="opd")
    looking.settled(officer.page)
    keys = Keyboard(officer.page)
    keys.to("Kualitas informasi ")
    for name in ("Jenis informasi ", "Pelayanan informasi "):
        assert keys.press("ArrowDown").name.startswith(name)
    officer.card("NAS-088").wait_for()
    looking.settled(officer.page)
    assert keys.at().name.startswith("Pelayanan informasi ")
    assert keys.press("Enter").tag == "article"
    assert keys.press("Tab").type == "radio"


def test_a_conflict_is_decided_and_what_was_saved_elsewhere_does_not_move_the_focus(
    people: Callable[..., BrowserContext], office: Office
) -> None:
    one, two = "KKP24-001", "KKP24-002"
    officer = Officer(people(), office)
    office.monev.save_answer(officer.browser, officer.submission, one, {"choice": "tidak"}, 0, "lain", 1)
    officer.choose(two, "Ya")
    officer.choose(one, "Ya")
    officer.card(one).locator(".conflict").wait_for()
    keys = Keyboard(officer.page)
    keys.to("Pakai jawaban saya: Ya")
    officer.page.evaluate(
        """() => { globalThis.said = 0; const found = [...document.querySelectorAll('*')].map((one) => one.shadowRoot)
          .find((root) => root?.querySelector('.conflict:not([hidden])')).querySelector('.conflict:not([hidden])');
          new MutationObserver(() => { globalThis.said += 1; }).observe(found, { childList: true }); }"""
    )
    officer.card(two).locator("input[value=tidak]").evaluate("(one) => one.click()")
    officer.kept(two, choice="tidak")
    assert officer.page.evaluate("() => globalThis.said") == 0
    assert keys.at().name == "Pakai jawaban saya: Ya"
    assert keys.press("Enter").tag == "article"
    officer.kept(one, choice="ya")


def test_results_are_searched_opened_and_left_again(onlooker: Callable[..., Visit], shared_server: Server) -> None:
    page = onlooker().open(shared_server.url)
    keys = Keyboard(page)
    keys.to("Hasil")
    page.keyboard.press("Enter")
    keys.arrives(_titled("Hasil dari tahun ke tahun"))
    keys.to("Cari badan publik")
    page.keyboard.type("ppatk")
    page.get_by_role("status").filter(has_text="1 badan publik").wait_for()
    assert keys.at().name == "Cari badan publik"
    keys.to("Pusat Pelaporan dan Analisis Transaksi Keuangan")
    page.keyboard.press("Enter")
    keys.arrives(_titled("Pusat Pelaporan dan Analisis Transaksi Keuangan"))
    keys.to("Kembali ke daftar", key="Shift+Tab")
    page.keyboard.press("Enter")
    keys.arrives(_titled("Hasil dari tahun ke tahun"))
    passed = _to_the_end(page, keys)
    assert passed[-1] == "Unduh XLSX"


def _to_the_end(page: Page, keys: Keyboard) -> list[str]:
    """Go on until the focus leaves the page: nothing keeps it."""
    passed: list[str] = []
    while True:
        page.keyboard.press("Tab")
        if keys.stop() is None:
            return passed
        passed.append(keys.at().name)
        assert len(passed) < 100, passed[-5:]


def test_a_click_on_the_paper_is_not_answered_by_moving_the_focus_back(
    onlooker: Callable[..., Visit], shared_server: Server
) -> None:
    page = onlooker().open(shared_server.url)
    page.get_by_label("Nama badan publik", exact=True).click()
    page.get_by_role("heading", level=1).click()
    page.get_by_role("button", name="Mulai kuesioner", exact=True).evaluate(
        "(button) => button.setAttribute('disabled', '')"
    )
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    assert page.evaluate("() => document.activeElement === document.body || document.activeElement.matches('main')")


def test_the_ring_stays_in_the_dark_and_in_high_contrast(onlooker: Callable[..., Visit], shared_server: Server) -> None:
    visitor = onlooker(theme="dark")
    keys = Keyboard(visitor.open(shared_server.url))
    keys.to("Cari hasil")
    visitor.page.emulate_media(forced_colors="active")
    keys.to("Mulai kuesioner", key="Shift+Tab")
    visitor.page.emulate_media(forced_colors="none")


def test_lengths_stay_visible_in_high_contrast_and_nothing_moves_where_that_is_unwanted(
    person: Callable[..., Visit], shared_server: Server
) -> None:
    visitor = person()
    page = visitor.page
    submission = seed.fill(shared_server.monev, seed.identify(page.context, shared_server), "banjarnegara/2026", "opd")
    page.emulate_media(forced_colors="active", reduced_motion="reduce")
    visitor.open(f"{shared_server.url}/nilai?s={submission}")
    colour = "(one) => [getComputedStyle(one).backgroundColor, getComputedStyle(one.parentElement).backgroundColor]"
    filled, rail = page.locator(".mv-jalur > span").first.evaluate(colour)
    assert filled != rail
    visitor.open(f"{shared_server.url}/isi?s={submission}")
    moving = "(one) => [...one.getRootNode().querySelectorAll('*')].filter((at) => parseFloat(getComputedStyle(at).transitionDuration) > 0).length"
    assert page.locator(".rail").evaluate(moving) == 0
    page.emulate_media(forced_colors="active", reduced_motion="no-preference")
    assert page.locator(".rail").evaluate(moving) > 0
