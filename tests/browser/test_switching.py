"""One tab, several questionnaires: an answer never walks from one submission, year or category into another."""

import re
from collections.abc import Callable

from playwright.sync_api import BrowserContext, Page, expect

from tests.browser import looking
from tests.browser.officer import BLANK, Office, Officer, eventually

ONE = "KKP24-001"
OTHER_WORDS = "Kuesioner lain"


def cut(page: Page) -> None:
    """Let no answer through; the page itself stays connected."""
    page.route("**/api/answers", lambda route: route.abort())


def mend(page: Page) -> None:
    """Let answers through again, at once."""
    page.unroute("**/api/answers")
    page.evaluate("() => window.dispatchEvent(new Event('online'))")


def stored(officer: Officer, submission: str, code: str) -> object:
    """Return the choice that is stored for a question of any submission of this officer."""
    return officer.office.answer(officer.browser, submission, code)["choice"]


def to_the_other(officer: Officer, submission: str) -> None:
    """Open another questionnaire through the list, without reloading the page."""
    page = officer.page
    page.get_by_role("button", name=OTHER_WORDS).click()
    page.locator(f".st-key-isi_{submission} button").click()
    eventually(lambda: f"s={submission}" in page.url and officer.cards().count() > 0, page)
    looking.settled(page)


def test_an_unsent_answer_stays_with_its_submission_when_the_tab_turns_to_another(
    people: Callable[..., BrowserContext], office: Office
) -> None:
    officer = Officer(people(), office)
    first = officer.submission
    second = office.start(officer.browser)
    cut(officer.page)
    officer.choose(ONE, "Ya")
    officer.note(ONE).fill("milik yang pertama")
    to_the_other(officer, second)
    eventually(lambda: officer.shown(ONE) == "", officer.page)
    assert officer.note(ONE).input_value() == ""
    assert officer.badge(ONE) == "Belum dijawab"
    officer.choose(ONE, "Tidak")
    mend(officer.page)
    eventually(lambda: stored(officer, second, ONE) == "tidak", officer.page)
    eventually(lambda: stored(officer, first, ONE) == "ya", officer.page)
    to_the_other(officer, first)
    eventually(lambda: officer.shown(ONE) == "ya", officer.page)
    assert officer.note(ONE).input_value() == "milik yang pertama"


def test_an_unsent_answer_stays_with_its_submission_over_a_resume_code_in_the_same_tab(
    people: Callable[..., BrowserContext], office: Office
) -> None:
    officer = Officer(people(), office)
    first = officer.submission
    neighbour = Officer(people(), office)
    code = office.code
    cut(officer.page)
    officer.choose(ONE, "Ya")
    officer.page.goto(f"{office.server.url}/lanjut#{code}")
    officer.page.wait_for_url(f"**/isi?s={neighbour.submission}*")
    officer.cards().first.wait_for()
    assert officer.shown(ONE) == ""
    mend(officer.page)
    eventually(lambda: stored(officer, first, ONE) == "ya", officer.page)
    assert office.answer(neighbour.browser, neighbour.submission, ONE) == BLANK
    assert officer.shown(ONE) == ""


def test_the_same_question_of_another_version_of_the_year_starts_blank(
    people: Callable[..., BrowserContext], office: Office
) -> None:
    """kaltim/2025@1 and @2 ask questions with the same codes."""
    officer = Officer(people(), office, rules="kaltim/2025@1", category="opd")
    code = str(officer.cards().first.get_attribute("data-code"))
    officer.choose(code, "Ya")
    officer.kept(code, choice="ya")
    second = office.start(officer.browser, "kaltim/2025@2", "opd")
    assert any(question.code == code for question in office.monev.open(officer.browser, second).questionnaire.questions)
    to_the_other(officer, second)
    officer.card(code).wait_for()
    eventually(lambda: officer.shown(code) == "", officer.page)
    assert stored(officer, second, code) is None


def test_two_windows_on_one_question_both_revisions_remain(
    people: Callable[..., BrowserContext], office: Office
) -> None:
    officer = Officer(people(), office)
    first_window = officer.page
    second_window = officer.new_tab()
    officer.choose(ONE, "Tidak")
    officer.kept(ONE, choice="tidak")
    officer.page = first_window
    officer.choose(ONE, "Ya")
    conflict = officer.card(ONE).locator(".conflict")
    conflict.wait_for()
    assert "Perangkat lain menjawab Tidak pada" in conflict.inner_text()
    conflict.get_by_role("button", name="Pakai jawaban saya").click()
    officer.kept(ONE, choice="ya")
    assert [one["choice"] for one in office.history(officer.browser, officer.submission, ONE)] == ["tidak", "ya"]
    second_window.close()


def test_a_questionnaire_that_is_closed_on_this_device_leaves_nothing_behind(
    people: Callable[..., BrowserContext], office: Office
) -> None:
    officer = Officer(people(), office)
    cut(officer.page)
    officer.choose(ONE, "Ya")
    eventually(lambda: officer.left_over() == 1, officer.page)
    officer.page.get_by_role("button", name="Tutup di perangkat ini").click()
    officer.page.get_by_role("dialog").get_by_role("button", name="Tutup di perangkat ini").click()
    eventually(lambda: officer.left_over() == 0, officer.page)
    assert office.monev.mine(officer.browser) == []


def test_one_question_after_another_is_answered_by_keyboard(
    people: Callable[..., BrowserContext], office: Office
) -> None:
    officer = Officer(people(), office)
    officer.card(ONE).locator("input[value=ya]").focus()
    officer.page.keyboard.press("Space")
    officer.kept(ONE, choice="ya")
    officer.page.keyboard.press("ArrowRight")
    officer.kept(ONE, choice="tidak")
    officer.page.get_by_role("button", name="Kelompok berikutnya").focus()
    officer.page.keyboard.press("Enter")
    officer.card("KKP24-022").wait_for()
    focused = "() => document.activeElement.shadowRoot?.activeElement?.dataset.code ?? ''"
    eventually(lambda: officer.page.evaluate(focused) == "KKP24-022", officer.page)
    assert officer.page.evaluate("() => document.querySelector('[data-testid=stMain]').scrollTop") == 0


def test_a_section_of_the_rail_opens_its_first_group_and_shows_progress_as_it_grows(
    people: Callable[..., BrowserContext], office: Office
) -> None:
    officer = Officer(people(), office)
    rail = officer.page.get_by_role("group", name="Bagian kuesioner")
    assert "0 dari 21" in rail.inner_text()
    officer.choose(ONE, "Ya")
    eventually(lambda: "1 dari 21 · 1 tanpa bukti" in rail.inner_text(), officer.page)
    rail.get_by_label("Sarana prasarana").check()
    officer.card("KKP24-068").wait_for()
    expect(officer.page).to_have_url(re.compile(r"g=sarana_prasarana\."))


def test_a_conflict_in_another_group_is_shown_from_the_bar(
    people: Callable[..., BrowserContext], office: Office
) -> None:
    officer = Officer(people(), office)
    cut(officer.page)
    officer.choose(ONE, "Ya")
    officer.page.get_by_role("button", name="Kelompok berikutnya").click()
    officer.card("KKP24-022").wait_for()
    office.monev.save_answer(officer.browser, officer.submission, ONE, {"choice": "tidak"}, 0, "lain", 1)
    mend(officer.page)
    eventually(lambda: officer.bar() == "1 belum tersimpan, perlu Anda lihat", officer.page)
    officer.page.get_by_role("button", name="Tampilkan").click()
    officer.card(ONE).locator(".conflict").wait_for()
    officer.card(ONE).get_by_role("button", name="Pakai jawaban perangkat lain").click()
    officer.kept(ONE, choice="tidak")


def test_choosing_a_section_on_a_phone_clears_the_way_to_its_cards(
    people: Callable[..., BrowserContext], office: Office
) -> None:
    officer = Officer(people(size=looking.PHONE), office)
    officer.page.get_by_test_id("stExpandSidebarButton").click()
    officer.page.get_by_role("group", name="Bagian kuesioner").get_by_label("Sarana prasarana").check()
    officer.card("KKP24-068").wait_for()
    officer.choose("KKP24-068", "Tidak")
    officer.kept("KKP24-068", choice="tidak")


def test_a_score_that_was_drawn_too_early_is_drawn_again(people: Callable[..., BrowserContext], office: Office) -> None:
    officer = Officer(people(), office, rules="banjarnegara/2026", category="opd")
    officer.choose("BNA26-01", "Ya")
    officer.link("BNA26-01").fill("https://ppid.example.go.id/formulir")
    officer.page.locator(".st-key-rel_nilai button").click()
    value = officer.page.get_by_test_id("stMetricValue")
    value.wait_for()
    eventually(lambda: value.inner_text() == "3,00", officer.page)
