"""The page of rule sets fits and can be used by everybody: the list, one rule set, a wrong workbook, a good one."""

import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import expect

import wording
from sheets.authoring.workbook import write_authoring
from tests.browser import looking
from tests.browser.looking import DESKTOP, PHONE, Visit
from tests.browser.server import Server
from tests.sheets.authoring.contoh import good

SIZES = (DESKTOP, PHONE)


@pytest.fixture(scope="module")
def workbooks(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A good workbook, and one in which two cells are wrong."""
    folder = tmp_path_factory.mktemp("aturan")
    target = BytesIO()
    write_authoring(good(), target)
    found = {"baik": folder / "baik.xlsx", "salah": folder / "salah.xlsx"}
    found["baik"].write_bytes(target.getvalue())
    book = openpyxl.load_workbook(target)
    book["Indikator"]["D4"] = "enam puluh"
    book["Kelas"]["C4"] = "tinggi"
    book.save(found["salah"])
    return found


@pytest.mark.parametrize("size", SIZES)
def test_one_rule_set_fits(shared_server: Server, person: Callable[..., Visit], size: tuple[int, int]) -> None:
    visitor = person(size=size)
    visitor.open(f"{shared_server.url}/aturan?aturan=pusat%2F2025%401")
    visitor.page.get_by_role("heading", name="Komisi Informasi Pusat, monev 2025").wait_for()
    looking.unfold(visitor.page)
    looking.demand_fit_by_day_and_night(visitor)
    if size == DESKTOP:
        looking.demand_reflow(visitor.page)


@pytest.mark.parametrize("size", SIZES)
def test_a_rule_set_is_opened_from_the_list_and_left_again(
    shared_server: Server, person: Callable[..., Visit], size: tuple[int, int]
) -> None:
    visitor = person(size=size)
    page = visitor.page
    visitor.open(f"{shared_server.url}/aturan")
    page.get_by_label(wording.text("aturan.daftar.cari")).fill("latihan")
    page.get_by_role("link", name="latihan/2025@1").click()
    page.get_by_role("button", name=wording.text("aturan.daftar.kembali")).wait_for()
    expect(page).to_have_url(re.compile("aturan=latihan%2F2025%401"))
    page.get_by_role("button", name=wording.text("aturan.daftar.kembali")).click()
    page.get_by_label(wording.text("aturan.daftar.cari")).wait_for()


@pytest.mark.parametrize("size", SIZES)
def test_a_workbook_is_checked_compared_and_tried(
    shared_server: Server, person: Callable[..., Visit], workbooks: dict[str, Path], size: tuple[int, int]
) -> None:
    visitor = person(size=size)
    page = visitor.page
    visitor.open(f"{shared_server.url}/aturan")
    page.get_by_role("radio", name=wording.text("aturan.lihat.tulis")).click()
    page.locator("input[type=file]").set_input_files(workbooks["salah"])
    page.get_by_text(wording.text("aturan.tulis.salah", n=2)).wait_for()
    page.get_by_text("lembar Indikator, baris 4, kolom Bobot (sel D4)").wait_for()
    looking.demand_fit(visitor)
    page.locator("input[type=file]").set_input_files(workbooks["baik"])
    page.get_by_text("uji/2030@1").first.wait_for()
    looking.settled(page)
    page.get_by_role("radio", name="Ya", exact=True).first.click()
    page.get_by_text("0,00 dari 30,00").wait_for()
    page.get_by_label(wording.text("aturan.beda.pilih")).click()
    page.keyboard.type("latihan")
    page.get_by_role("option", name="latihan/2025@1").click()
    page.get_by_role("table").first.wait_for()
    looking.settled(page)
    looking.unfold(page)
    looking.demand_fit_by_day_and_night(visitor)
