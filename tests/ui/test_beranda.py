"""Beranda offers what comes next: going on, starting, or looking up results."""

from streamlit.testing.v1 import AppTest

import ui
import wording
from workflow import Monev
from workflow.codes import new_browser


def _beranda() -> None:
    import ui
    from ui.pages import beranda

    beranda.show(ui.provided())


def _page() -> AppTest:
    return AppTest.from_function(_beranda, default_timeout=20).run()


def _labels(page: AppTest) -> list[str]:
    return [button.label for button in page.button]


def test_a_new_visitor_is_led_to_the_start(monev: Monev, browser: str) -> None:
    page = _page()
    assert not page.exception
    assert page.title[0].value == wording.text("beranda.judul")
    assert page.markdown[0].value == wording.text("beranda.kosong")
    assert wording.text("beranda.mulai.tombol") in _labels(page)


def test_starting_shows_the_code_that_opens_it_again(monev: Monev, browser: str) -> None:
    page = _page()
    page.selectbox(key="mulai_aturan").set_value("kkp/2024@1").run()
    page.text_input(key="mulai_badan").set_value("Balai *Besar*")
    next(button for button in page.button if button.label == wording.text("beranda.mulai.tombol")).click().run()
    (started,) = monev.mine(browser)
    assert started.submission.body == "Balai *Besar*"
    assert (started.submission.rules, started.submission.category) == ("kkp/2024", "upt")
    code = page.code[0].value
    assert page.code[1].value.endswith(f"/lanjut#{code}")
    assert monev.resume(new_browser(), code, "127.0.0.1") == started.submission.id


def test_a_start_without_an_organiser_is_refused_in_words(monev: Monev, browser: str) -> None:
    page = _page()
    next(button for button in page.button if button.label == wording.text("beranda.mulai.tombol")).click().run()
    assert page.warning[0].value == wording.text("beranda.mulai.penyelenggara_kosong")
    assert monev.mine(browser) == []


def test_a_start_without_a_name_is_refused_in_words(monev: Monev, browser: str) -> None:
    page = _page()
    page.selectbox(key="mulai_aturan").set_value("kkp/2024@1").run()
    next(button for button in page.button if button.label == wording.text("beranda.mulai.tombol")).click().run()
    assert page.warning[0].value == wording.text("isian.nama_kosong")
    assert monev.mine(browser) == []


def test_the_questionnaire_of_this_browser_comes_first_with_its_progress(monev: Monev, browser: str) -> None:
    started = monev.start(browser, "kkp/2024", "upt", "Balai *Besar*", "WITA")
    links = {"choice": "ya", "level": None, "number": None, "links": [], "note": ""}
    monev.save_answer(browser, started.submission_id, "KKP24-001", links, 0, "w", 1)
    page = _page()
    assert page.header[0].value == "Lanjutkan: Balai \\*Besar\\*"
    shown = " ".join(element.value for element in page.markdown)
    assert "Terakhir tersimpan 26 November 2026, 15.03.22 WITA" in shown
    assert _labels(page)[0] == "Lanjutkan dari KKP24-002"


def test_what_another_browser_started_is_not_shown(monev: Monev, browser: str) -> None:
    monev.start(new_browser(), "kkp/2024", "upt", "Balai lain", "WIB")
    assert _page().header[0].value == wording.text("beranda.mulai.judul")


def test_a_browser_without_cookies_is_told_what_to_do(monev: Monev) -> None:
    ui.provide(lambda: monev, browser=lambda: "")
    assert _page().warning[0].value == wording.text("isian.tanpa_kuki")
