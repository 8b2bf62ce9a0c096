"""Writes docs/screens/*.png: every page of the real application with realistic data, both widths, both themes."""

import sys
import tempfile
from itertools import product
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser import looking, seed
from tests.browser.server import ROOT, Server

TARGET = ROOT / "docs" / "screens"
SIZES = {"desktop": looking.DESKTOP, "phone": looking.PHONE}


def addresses(submission: str) -> dict[str, str]:
    """The pages by the name of their picture."""
    return {
        "beranda": "/",
        "isi": f"/isi?s={submission}&q=KKP24-022",
        "nilai": f"/nilai?s={submission}",
        "hasil": "/hasil",
        "hasil-badan": "/hasil?badan=kementerian-keuangan",
        "aturan": "/aturan?aturan=pusat%2F2025%401",
        "lanjut": "/lanjut",
    }


def take(browser: Browser, server: Server, only: set[str]) -> None:
    """Take the pictures, all or those named."""
    monev = server.monev
    filled, tables = seed.workbooks(monev, server.data), seed.stage_tables(server.data)
    for (size_name, size), theme in product(SIZES.items(), ("light", "dark")):
        context = looking.profile(browser, size, theme)
        submission = seed.fill(monev, seed.identify(context, server))
        page = context.new_page()
        for name, address in addresses(submission).items():
            if not only or name in only:
                _shoot(page, server.url + address, TARGET / f"{name}-{size_name}-{theme}.png")
        if not only or "bandingkan" in only:
            seed.compare(page, server, filled)
            page.screenshot(path=TARGET / f"bandingkan-{size_name}-{theme}.png", animations="disabled")
        if not only or "rekap" in only:
            seed.choose_rules(page, server)
            seed.recap(page, *tables)
            page.screenshot(path=TARGET / f"rekap-{size_name}-{theme}.png", animations="disabled")
        context.close()


def _shoot(page: Page, url: str, target: Path) -> None:
    page.goto(url)
    if "/lanjut" not in url:
        looking.settled(page)
    page.wait_for_load_state("networkidle")
    page.screenshot(path=target, animations="disabled")


def main() -> None:
    """Start the application on an empty folder and photograph it."""
    TARGET.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        server = Server(Path(folder)).start()
        try:
            take(looking.launch(playwright), server, set(sys.argv[1:]))
        finally:
            server.stop()


if __name__ == "__main__":
    main()
