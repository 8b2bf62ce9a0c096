"""Somebody who never saw the application gets from nothing to a complete score, and goes on elsewhere."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

import wording
from tests.browser import looking
from tests.browser.looking import Visit
from tests.browser.officer import eventually
from tests.browser.server import ROOT, Server

PATIENCE_MS = 30_000


def _start(page: Page, organiser: str, body: str) -> str:
    """Start through the form of Beranda and return the resume code that was shown."""
    page.get_by_label("Penyelenggara dan tahun").click()
    page.get_by_role("option", name=organiser).click()
    page.get_by_label("Kategori badan publik").wait_for()
    page.get_by_label("Nama badan publik", exact=True).fill(body)
    page.get_by_role("button", name="Mulai kuesioner", exact=True).click()
    dialog = page.get_by_role("dialog")
    code = dialog.locator("code").first.inner_text().strip()
    dialog.get_by_role("button", name="Kode sudah saya simpan").click()
    page.locator("article.card").first.wait_for(timeout=PATIENCE_MS)
    return code


def _answer_yes(card: Locator) -> None:
    """Choose Ya, give a link where one is asked for, and wait until the card says it is stored."""
    card.locator(".choice").get_by_text("Ya", exact=True).click()
    link = card.locator("input[type=url]").first
    if link.is_visible():
        link.fill("https://ppid.banjarnegarakab.go.id/daftar-informasi")
        link.blur()
    expect(card.locator(".state")).to_contain_text("Tersimpan", timeout=PATIENCE_MS)


def _answer_all(page: Page) -> int:
    """Answer every card of every group with Ya and return how many there were."""
    answered = 0
    while True:
        cards, at = page.locator("article.card"), 0
        first = cards.first.get_attribute("data-code")
        while at < cards.count():  # the first ones are there before the others
            _answer_yes(cards.nth(at))
            at += 1
        answered += at
        onwards = page.get_by_role("button", name=wording.text("isi.berikutnya"))
        if not onwards.count():
            return answered
        onwards.click()
        page.locator(f"article.card[data-code='{first}']").wait_for(state="detached", timeout=PATIENCE_MS)
        page.locator("article.card").first.wait_for(timeout=PATIENCE_MS)


def _scored(workbook: Path) -> str:
    """What the command line makes of the workbook."""
    command = [sys.executable, str(ROOT / "cli.py"), "score", "--rules", "banjarnegara/2026", "--category", "opd"]
    done = subprocess.run([*command, "--answers", str(workbook), "--json"], capture_output=True, text=True, check=True)
    return str(json.loads(done.stdout)["total"]["published"])


def test_from_nothing_to_a_complete_score_and_on_to_another_device(
    shared_server: Server, person: Callable[..., Visit], tmp_path: Path
) -> None:
    """Banjarnegara 2026: 21 items of together 100 points, every one claimed with evidence, so 100 of 100."""
    page = person().open(shared_server.url)
    code = _start(page, "Kabupaten Banjarnegara", "Dinas Komunikasi dan Informatika")
    assert _answer_all(page) == 21
    page.get_by_role("button", name=wording.text("isi.lihat_nilai")).last.click()
    looking.settled(page)
    expect(page.locator("[data-testid=stMetricValue]")).to_have_text("100,00", timeout=PATIENCE_MS)

    with page.expect_download() as download:
        page.get_by_role("button", name=wording.text("lembar.unduh")).first.click()
    workbook = tmp_path / "kuesioner.xlsx"
    download.value.save_as(workbook)
    assert _scored(workbook) == "100.00"

    elsewhere = person(size=looking.PHONE).page
    elsewhere.goto(f"{shared_server.url}/lanjut#{code}")
    elsewhere.wait_for_url("**/isi?s=*", timeout=PATIENCE_MS)
    elsewhere.locator("article.card").first.wait_for(timeout=PATIENCE_MS)
    elsewhere.get_by_text("Dinas Komunikasi dan Informatika").first.wait_for(state="attached")


def test_beranda_leads_back_to_where_the_person_stopped(shared_server: Server, person: Callable[..., Visit]) -> None:
    visitor = person()
    page = visitor.open(shared_server.url)
    _start(page, "Kementerian Kelautan", ":material/mail: Balai -- Uji")
    shown = page.locator("body")
    eventually(lambda: ":material/mail: Balai -- Uji" in shown.inner_text().replace("\u2060", ""), page)
    _answer_yes(page.locator("article.card").first)
    visitor.open(shared_server.url)
    page.get_by_role("button", name="Lanjutkan dari KKP24-002").click()
    page.locator("article.card[data-code='KKP24-002']").wait_for(timeout=PATIENCE_MS)
    assert visitor.console == []
