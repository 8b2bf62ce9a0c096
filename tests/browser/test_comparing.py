"""Bandingkan computes in a process of its own: the ranking comes down whole, and a closed tab leaves nothing running."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from python_calamine import load_workbook

import wording
from tests.browser import looking, seed
from tests.browser.looking import Visit
from tests.browser.officer import eventually
from tests.browser.server import Server

COPIES = 30


@pytest.fixture(scope="module")
def workbooks(shared_server: Server, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Filled workbooks of ten bodies."""
    return seed.workbooks(shared_server.monev, tmp_path_factory.mktemp("buku"))


def many(workbooks: list[Path], path: Path, copies: int = COPIES) -> Path:
    """Return a packed file that keeps the computing process busy for several seconds."""
    with zipfile.ZipFile(path, "w") as archive:
        for copy in range(copies):
            for workbook in workbooks:
                archive.write(workbook, f"{copy}/{workbook.name}")
    return path


def begun(page: Page, server: Server, packed: Path, copies: int) -> Page:
    """Begin a comparison, and wait until the page says how far reading is."""
    seed.choose_files(page, server, [packed])
    total = wording.number(copies * len(seed.BODIES))
    page.get_by_text(f"dari {total} isian").wait_for(timeout=looking.SETTLED_MS)
    return page


def test_the_ranking_of_all_comes_down_as_a_workbook(
    shared_server: Server, person: Callable[..., Visit], workbooks: list[Path], tmp_path: Path
) -> None:
    page = person().page
    seed.compare(page, shared_server, workbooks)
    with page.expect_download() as waiting:
        page.get_by_role("button", name=wording.text("bandingkan.unduh_xlsx")).click()
    path = tmp_path / waiting.value.suggested_filename
    waiting.value.save_as(path)
    assert path.name == "peringkat-kemenhub-2024-upt.xlsx"
    bodies = {row[1] for row in load_workbook(path).get_sheet_by_name("Peringkat").to_python()}
    assert bodies >= set(seed.BODIES)
    assert shared_server.children() == []


def test_touching_the_page_or_leaving_it_meanwhile_loses_nothing(
    shared_server: Server, person: Callable[..., Visit], workbooks: list[Path], tmp_path: Path
) -> None:
    page = begun(person().page, shared_server, many(workbooks, tmp_path / "banyak.zip"), COPIES)
    page.get_by_label(wording.text("beranda.mulai.kategori")).click()
    page.get_by_role("option").last.click()
    page.get_by_role("link", name=wording.text("halaman.hasil")).click()
    page.get_by_role("heading", level=1, name=wording.text("hasil.judul")).wait_for()
    page.get_by_role("link", name=wording.text("halaman.bandingkan")).click()
    page.get_by_role("heading", name=wording.text("bandingkan.peta_judul")).wait_for(timeout=looking.SETTLED_MS)


def test_a_comparison_that_was_given_up_ends_and_keeps_the_files(
    shared_server: Server, person: Callable[..., Visit], workbooks: list[Path], tmp_path: Path
) -> None:
    page = begun(person().page, shared_server, many(workbooks, tmp_path / "banyak.zip"), COPIES)
    page.get_by_role("button", name=wording.text("bandingkan.batal")).click()
    eventually(lambda: shared_server.children() == [])
    expect(page.get_by_role("button", name=wording.text("bandingkan.tombol"), exact=True)).to_be_enabled()
    expect(page.get_by_role("button", name=wording.text("bandingkan.batal"))).to_have_count(0)
    expect(page.get_by_text("banyak.zip").first).to_be_visible()


def test_closing_the_tab_leaves_nothing_running(
    shared_server: Server, person: Callable[..., Visit], workbooks: list[Path], tmp_path: Path
) -> None:
    page = begun(person().page, shared_server, many(workbooks, tmp_path / "banyak.zip", copies=10), 10)
    assert len(shared_server.children()) == 1
    page.close()
    eventually(lambda: shared_server.children() == [])
