"""The page of results in a real browser: opening, going back, searching, downloading, on wide and narrow screens."""

import csv
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser import looking
from tests.browser.looking import DESKTOP, PHONE, Visit
from tests.browser.server import Server

VIEWS = ("", "?lihat=Kategori", "?lihat=Sebaran+kelas", "?badan=provinsi-dki-jakarta", "?q=atlantis")
ROWS = "table.monev-table tbody tr"


def _open(server: Server, visit: Visit, query: str = "") -> Page:
    page = visit.open(f"{server.url}/hasil{query}")
    if "atlantis" not in query:
        page.locator(f"{ROWS}, .main-svg").first.wait_for()
    return page


@pytest.mark.parametrize(("size", "theme"), [(DESKTOP, "light"), (PHONE, "dark")])
@pytest.mark.parametrize("query", VIEWS)
def test_every_view_fits_is_whole_and_has_no_barrier(
    shared_server: Server, onlooker: Callable[..., Visit], query: str, size: tuple[int, int], theme: str
) -> None:
    visit = onlooker(size=size, theme=theme)
    page = _open(shared_server, visit, query)
    looking.unfold(page)
    looking.demand_fit(visit)
    if size == DESKTOP:
        looking.demand_reflow(page)


def test_a_name_opens_its_body_and_the_way_back_keeps_the_filters(
    shared_server: Server, onlooker: Callable[..., Visit]
) -> None:
    page = _open(shared_server, onlooker(), "?kategori=Partai+Politik")
    page.get_by_role("link", name="Partai Demokrat").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Partai Demokrat")
    expect(page).to_have_url(re.compile("badan=partai-demokrat"))
    page.get_by_role("button", name="Kembali ke daftar").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Hasil dari tahun ke tahun")
    expect(page.locator(ROWS)).to_have_count(11)
    expect(page).to_have_url(re.compile("kategori=Partai\\+Politik"))


def test_a_copied_address_shows_the_same(shared_server: Server, onlooker: Callable[..., Visit]) -> None:
    first = _open(shared_server, onlooker(), "?kategori=Partai+Politik")
    first.get_by_role("link", name="Partai Demokrat").click()
    expect(first).to_have_url(re.compile("badan=partai-demokrat"))
    other = onlooker().open(first.url)
    expect(other.get_by_role("heading", level=1)).to_have_text("Partai Demokrat")


def test_the_back_button_of_the_browser_returns_to_the_list(
    shared_server: Server, onlooker: Callable[..., Visit]
) -> None:
    page = _open(shared_server, onlooker())
    page.get_by_role("link", name="Badan Pemeriksa Keuangan").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Badan Pemeriksa Keuangan")
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("Hasil dari tahun ke tahun")


def test_searching_narrows_the_list_while_typing(shared_server: Server, onlooker: Callable[..., Visit]) -> None:
    page = _open(shared_server, onlooker())
    page.get_by_label("Cari badan publik").press_sequentially("ppatk", delay=40)
    expect(page.locator(ROWS)).to_have_count(1)
    expect(page.locator(ROWS)).to_contain_text("Pusat Pelaporan dan Analisis Transaksi Keuangan")


def test_turning_a_page_shows_other_bodies(shared_server: Server, onlooker: Callable[..., Visit]) -> None:
    page = _open(shared_server, onlooker())
    before = page.locator(ROWS).first.inner_text()
    page.get_by_role("button", name="Halaman 4").click()
    expect(page.locator(ROWS).first).not_to_have_text(before, use_inner_text=True)
    expect(page.locator(ROWS)).to_have_count(24)
    expect(page).to_have_url(re.compile("hal=4"))


def test_a_phone_shows_letters_under_the_name(shared_server: Server, onlooker: Callable[..., Visit]) -> None:
    page = _open(shared_server, onlooker(size=PHONE))
    row = page.locator(ROWS).nth(1)
    name, cell = row.locator("th").bounding_box(), row.locator("td").nth(2).bounding_box()
    assert name is not None
    assert cell is not None
    assert cell["y"] >= name["y"] + name["height"] - 1
    assert not row.locator(".value").first.is_visible()
    assert row.locator(".chip").first.is_visible()


def test_a_screen_reader_hears_year_class_and_score(shared_server: Server, onlooker: Callable[..., Visit]) -> None:
    page = _open(shared_server, onlooker())
    row = page.get_by_role("row").filter(has_text="Badan Amil Zakat Nasional")
    expect(row.get_by_role("cell").nth(3)).to_have_text("M87,11Menuju Informatif, nilai 87,11")
    assert row.locator(".chip").first.get_attribute("aria-hidden") == "true"


def test_the_files_hold_what_was_searched_for(
    shared_server: Server, onlooker: Callable[..., Visit], tmp_path: Path
) -> None:
    page = _open(shared_server, onlooker(), "?cakupan=Papua")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Unduh CSV").click()
    path = tmp_path / waiting.value.suggested_filename
    waiting.value.save_as(path)
    rows = list(csv.reader(path.open(encoding="utf-8-sig", newline="")))
    assert path.name == "hasil-monev-papua.csv"
    assert len(rows) == 11
