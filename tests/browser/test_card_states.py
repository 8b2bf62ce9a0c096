"""A card in trouble fits, reads and can be used by everybody, at both widths and in both themes."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.browser import looking
from tests.browser.looking import DESKTOP, PHONE
from tests.browser.officer import Office, Officer, eventually

ONE, TWO, THREE = "KKP24-001", "KKP24-002", "KKP24-003"
SIZES = (DESKTOP, PHONE, (320, 640))


@pytest.mark.parametrize("size", SIZES)
def test_conflict_draft_help_and_lost_line_fit(
    people: Callable[..., BrowserContext], office: Office, size: tuple[int, int]
) -> None:
    officer = Officer(people(size=size), office)
    office.monev.save_answer(officer.browser, officer.submission, ONE, {"choice": "tidak"}, 0, "lain", 1)
    officer.choose(ONE, "Ya")
    officer.card(ONE).locator(".conflict").wait_for()
    officer.choose(TWO, "Ya")
    officer.link(TWO).fill("www.kkp.go.id/sebuah-alamat-yang-sangat-panjang-tanpa-jeda-" + "a" * 80)
    officer.link(TWO).blur()
    officer.card(TWO).get_by_text("Bantuan").click()
    officer.note(TWO).fill("kata" * 60)
    eventually(lambda: officer.stored(TWO)["note"] != "", officer.page)
    officer.page.route("**/api/answers", lambda route: route.abort())
    officer.choose(THREE, "Tidak")
    eventually(lambda: "Koneksi terputus" in officer.bar(), officer.page)
    _demand_fit(officer.page)
    looking.by_night(officer.page)
    _demand_fit(officer.page)


def _demand_fit(page: Page) -> None:
    assert looking.wider_than_the_window(page) == []
    assert looking.cut_texts(page) == []
    looking.demand_access(page)
