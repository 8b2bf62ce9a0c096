"""Rekap tahap in a real browser: the rules, a table put in, and everything that is drawn of it, wide and narrow."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

import wording
from tests.browser import looking, seed
from tests.browser.looking import DESKTOP, PHONE, Visit
from tests.browser.server import Server


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A table of fourteen bodies, and the one before the objections."""
    return seed.stage_tables(tmp_path_factory.mktemp("rekap"))


@pytest.mark.parametrize(("size", "theme"), [(DESKTOP, "light"), (PHONE, "dark")])
def test_rules_and_results_fit_and_can_be_used_by_everybody(
    shared_server: Server, onlooker: Callable[..., Visit], tables: tuple[Path, Path], size: tuple[int, int], theme: str
) -> None:
    visitor = onlooker(size=size, theme=theme)
    seed.choose_rules(visitor.page, shared_server)
    looking.demand_fit(visitor)
    seed.recap(visitor.page, *tables)
    looking.unfold(visitor.page)
    looking.demand_fit(visitor)
    if size == DESKTOP:
        looking.demand_reflow(visitor.page)


def test_results_are_read_downloaded_and_made_anew(
    shared_server: Server, onlooker: Callable[..., Visit], tables: tuple[Path, Path], tmp_path: Path
) -> None:
    """Dinas Pertanian: 0.7 x 95 + 0.3 x 90 = 93.5."""
    page: Page = onlooker().page
    seed.choose_rules(page, shared_server)
    seed.recap(page, *tables)
    first = page.get_by_role("row").filter(has_text="Dinas Pertanian").filter(has_text="Juara latihan")
    expect(first.get_by_role("cell").nth(3)).to_have_text("93,50")
    expect(first.get_by_role("cell").nth(4)).to_contain_text("Informatif")
    expect(page.get_by_role("row").filter(has_text="Dinas Perikanan").filter(has_text="Terhenti").last).to_be_visible()
    with page.expect_download() as waiting:
        page.get_by_role("button", name=wording.text("rekap.halaman.unduh_csv")).click()
    waiting.value.save_as(tmp_path / "r.csv")
    rows = list(csv.DictReader((tmp_path / "r.csv").open(encoding="utf-8-sig", newline="")))
    assert [rows[0]["Badan publik"], rows[0]["Nilai akhir persis"]] == ["Dinas Pertanian", "187/2"]
    page.get_by_role("button", name=wording.text("rekap.halaman.lagi")).click()
    expect(page.get_by_role("button", name=wording.text("rekap.halaman.tombol"), exact=True)).to_be_disabled()


def test_a_wrong_table_says_where(shared_server: Server, onlooker: Callable[..., Visit], tmp_path: Path) -> None:
    wrong = tmp_path / "tabel.csv"
    wrong.write_text("badan;kategori;saq\nDinas A;opd;seratus\n", encoding="utf-8")
    page = onlooker().page
    seed.choose_rules(page, shared_server)
    page.locator("input[type=file]").first.set_input_files(wrong)
    page.get_by_role("button", name=wording.text("rekap.halaman.tombol"), exact=True).click()
    expect(page.get_by_text("tabel.csv, baris 2, kolom saq: 'seratus' bukan angka.")).to_be_visible()
    looking.demand_access(page)
