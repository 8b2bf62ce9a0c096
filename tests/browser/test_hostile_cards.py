"""What a stranger left in an answer is shown as text: no script runs, and an address that looks like another says so."""

from collections.abc import Callable

from playwright.sync_api import BrowserContext

from tests.browser.officer import Office, Officer

CODE, OTHER = "KKP24-001", "KKP24-002"
SCRIPT = "</textarea><script>window.bocor=1</script><img src=x onerror='window.bocor=1'>{{7*7}}\u202egnp"
APPLE = "https://\u0430\u0440\u0440\u04cf\u0435.com/ppid"  # Cyrillic letters that look like those of a known name


def test_a_stranger_s_answer_is_text_and_its_address_is_named(
    people: Callable[..., BrowserContext], office: Office
) -> None:
    officer = Officer(people(), office)
    stored = {"choice": "ya", "links": [APPLE, "https://ppid.contoh.go.id/?q=<script>"], "note": SCRIPT}
    office.monev.save_answer(officer.browser, officer.submission, CODE, stored, 0, "lain", 1)
    office.monev.save_answer(officer.browser, officer.submission, OTHER, {"choice": "ya", "note": SCRIPT}, 0, "lain", 2)
    warned: list[str] = []
    officer.page.on("dialog", lambda dialog: warned.append(dialog.message))
    officer.open()
    assert officer.note(CODE).input_value() == SCRIPT
    assert "bocor" not in officer.page.evaluate("Object.keys(window).join()")
    assert warned == []
    rows = officer.card(CODE).locator(".links li")
    assert rows.nth(0).locator(".foreign").inner_text().endswith("Alamat sebenarnya: xn--80ak6aa92e.com")
    assert rows.nth(0).locator("a.visit").get_attribute("rel") == "noopener noreferrer"
    assert not rows.nth(1).locator(".foreign").is_visible()
    officer.link(OTHER).fill("javascript:alert(1)")
    officer.link(OTHER).blur()
    assert not officer.card(OTHER).locator("a.visit").first.is_visible()
    assert officer.card(OTHER).locator("a.visit").first.get_attribute("href") is None
