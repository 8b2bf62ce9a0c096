"""States that a page takes on while somebody works with it fit, read and can be used by everybody too."""

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Page

import wording
from tests.browser import looking, seed
from tests.browser.looking import DESKTOP, PHONE, Visit
from tests.browser.server import Server
from ui.workbook import written

VIEWS = [(DESKTOP, "light"), (PHONE, "dark")]


@pytest.mark.parametrize(("size", "theme"), VIEWS)
def test_beginning_a_questionnaire(
    shared_server: Server, person: Callable[..., Visit], size: tuple[int, int], theme: str
) -> None:
    visitor = person(size=size, theme=theme)
    page = visitor.open(shared_server.url)
    begin = page.get_by_role("button", name=wording.text("beranda.mulai.tombol"), exact=True)
    begin.click()
    page.get_by_text(wording.text("beranda.mulai.penyelenggara_kosong")).wait_for()
    looking.settled(page)
    looking.demand_fit(visitor)
    page.get_by_label(wording.text("beranda.mulai.penyelenggara")).click()
    page.get_by_role("option").first.wait_for()
    looking.demand_access(page)
    page.get_by_role("option", name="Latihan monev").click()
    page.get_by_label(wording.text("beranda.mulai.kategori")).wait_for()
    page.get_by_label(wording.text("beranda.mulai.badan"), exact=True).fill("Dinas Uji")
    begin.click()
    page.get_by_role("dialog").locator("code").last.wait_for()
    looking.settled(page)
    looking.demand_fit(visitor)


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory) -> Callable[[bytes, bool], Path]:
    """Makes of a workbook one with three other answers, or with one that does not exist."""
    folder = tmp_path_factory.mktemp("lembar")

    def change(content: bytes, wrong: bool) -> Path:
        path = folder / ("salah.xlsx" if wrong else "beda.xlsx")
        path.write_bytes(content)
        book = openpyxl.load_workbook(path)
        answers = [row[4] for row in book["Jawaban"].iter_rows(min_row=2) if row[4].value in ("Ya", "Tidak")]
        for cell in [cell for cell in answers if cell.offset(0, 1).value is None][:3]:
            cell.value = "Mungkin" if wrong else {"Ya": "Tidak", "Tidak": "Ya"}[str(cell.value)]
        book.save(path)
        return path

    return change


@pytest.mark.parametrize(("size", "theme"), VIEWS)
def test_sections_files_with_differences_closing_and_the_list(
    shared_server: Server,
    person: Callable[..., Visit],
    changed: Callable[[bytes, bool], Path],
    size: tuple[int, int],
    theme: str,
) -> None:
    visitor = person(size=size, theme=theme)
    page, monev = visitor.page, shared_server.monev
    cookie = seed.identify(page.context, shared_server)
    submission = seed.fill(monev, cookie, "latihan/2025", "opd")
    content = written(monev.open(cookie, submission))
    visitor.open(f"{shared_server.url}/isi?s={submission}")
    if size == PHONE:
        _demand_sidebar(visitor)
    _from_sidebar(page, wording.text("isi.lembar_kerja"))
    looking.demand_fit(visitor)
    upload = page.get_by_role("dialog").locator("input[type=file]")
    upload.set_input_files(changed(content, True))
    page.get_by_text("belum dapat dipakai").wait_for()
    looking.settled(page)
    looking.demand_fit(visitor)
    upload.set_input_files(changed(content, False))
    page.get_by_role("checkbox").nth(2).wait_for()
    looking.settled(page)
    looking.demand_fit(visitor)
    page.keyboard.press("Escape")
    page.get_by_role("dialog").wait_for(state="detached")
    _from_sidebar(page, wording.text("isi.tutup"))
    looking.demand_fit(visitor)
    visitor.open(f"{shared_server.url}/isi?pilih=1")
    looking.demand_fit(visitor)


def _demand_sidebar(visitor: Visit) -> None:
    """Open the sidebar, which a phone shows only on demand, and leave it open."""
    visitor.page.get_by_test_id("stExpandSidebarButton").click()
    visitor.page.locator("[data-testid=stSidebar][data-collapsed=false]").wait_for()
    looking.demand_fit(visitor)


def _from_sidebar(page: Page, name: str) -> None:
    """Open a dialog from the sidebar."""
    page.get_by_role("button", name=name).click()
    page.get_by_role("dialog").wait_for()
    looking.settled(page)
