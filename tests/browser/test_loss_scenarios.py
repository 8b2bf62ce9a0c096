"""No answer is lost, and what is not yet stored is never called stored: eighteen ways to lose one, played for real."""

import os
import signal
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Error, Playwright, Route

from tests.browser import looking
from tests.browser.officer import Office, Officer, eventually
from tests.browser.seed import identify
from tests.browser.server import Server

ONE, TWO, THREE = "KKP24-001", "KKP24-002", "KKP24-003"
TYPED = "Ditayangkan sejak 12 Maret, lihat halaman profil."


@pytest.fixture
def fragile(server: Server) -> Office:
    """The data of a server that this test will kill."""
    return Office(server)


@pytest.fixture
def officer(people: Callable[..., BrowserContext], office: Office) -> Officer:
    """An officer with the first group on screen."""
    return Officer(people(), office)


@pytest.fixture
def unlucky(people: Callable[..., BrowserContext], fragile: Office) -> Officer:
    """An officer whose server will go down."""
    return Officer(people(), fragile)


class SlowLine:
    """Holds every answer of a page on its way, until it is let through."""

    def __init__(self, officer: Officer) -> None:
        self.held: list[Route] = []
        self._open = False
        officer.page.route("**/api/answers", self._take)

    def let_through(self) -> None:
        """Let the answers arrive that are on their way, and all others from now on."""
        self._open = True
        for route in self.held:
            route.continue_()

    def _take(self, route: Route) -> None:
        if self._open:
            route.continue_()
        else:
            self.held.append(route)


def test_s0_a_choice_is_kept(officer: Officer) -> None:
    officer.choose(ONE, "Tidak")
    officer.kept(ONE, choice="tidak")
    assert officer.left_over() == 0


def test_s1_a_note_left_by_clicking_a_radio_is_kept(officer: Officer) -> None:
    officer.note(ONE).press_sequentially(TYPED)
    officer.choose(ONE, "Ya")
    officer.kept(ONE, choice="ya", note=TYPED)


def test_s2_a_note_left_by_clicking_the_next_group_is_kept(officer: Officer) -> None:
    officer.note(ONE).press_sequentially(TYPED)
    officer.page.get_by_role("button", name="Kelompok berikutnya").click()
    officer.arrives(ONE, note=TYPED)
    officer.page.get_by_role("button", name="Kelompok sebelumnya").click()
    officer.card(ONE).wait_for()
    assert officer.note(ONE).input_value() == TYPED


def test_s3_a_note_typed_and_the_tab_closed_a_while_later_is_kept(officer: Officer) -> None:
    officer.note(ONE).press_sequentially(TYPED)
    eventually(lambda: officer.left_over() == 0, officer.page)
    officer.page.close()
    officer.arrives(ONE, note=TYPED)


def test_s4_a_note_typed_and_the_page_reloaded_is_kept(officer: Officer) -> None:
    officer.note(ONE).press_sequentially(TYPED)
    officer.page.reload()
    officer.card(ONE).wait_for()
    officer.kept(ONE, note=TYPED)
    assert officer.note(ONE).input_value() == TYPED


def test_s5_fast_clicking_over_a_slow_line_is_kept(officer: Officer) -> None:
    line = SlowLine(officer)
    for code, choice in [(ONE, "Ya"), (TWO, "Tidak"), (THREE, "Ya"), (ONE, "Tidak"), (TWO, "Ya"), (THREE, "Tidak")]:
        officer.choose(code, choice)
        eventually(lambda: bool(line.held), officer.page)
        assert not officer.says_stored(code)
    line.let_through()
    officer.kept(ONE, choice="tidak")
    officer.kept(TWO, choice="ya")
    officer.kept(THREE, choice="tidak")


def test_s6_typing_while_the_words_before_are_on_the_way_is_kept(officer: Officer) -> None:
    line = SlowLine(officer)
    field = officer.note(ONE)
    for word in ("satu ", "dua ", "tiga"):
        field.press_sequentially(word)
        eventually(lambda: bool(line.held), officer.page)
    assert not officer.says_stored(ONE)
    line.let_through()
    officer.kept(ONE, note="satu dua tiga")
    assert field.input_value() == "satu dua tiga"


def test_s7_a_click_on_a_server_that_is_killed_that_instant_is_kept(unlucky: Officer) -> None:
    unlucky.choose(ONE, "Ya")
    unlucky.kept(ONE, choice="ya")
    unlucky.office.server.kill()
    unlucky.choose(ONE, "Tidak")
    eventually(lambda: unlucky.badge(ONE) == "Belum tersimpan", unlucky.page)
    assert unlucky.state(ONE).startswith("Terakhir tersimpan")
    assert "Ya" in unlucky.state(ONE)
    assert "1 belum tersimpan" in unlucky.bar()
    unlucky.office.server.start()
    unlucky.kept(ONE, choice="tidak")


def test_s8_choices_while_the_server_is_down_are_kept(unlucky: Officer) -> None:
    unlucky.office.server.kill()
    unlucky.choose(ONE, "Tidak")
    unlucky.choose(TWO, "Ya")
    unlucky.link(TWO).fill("https://ppid.kkp.go.id/lhkpn")
    eventually(lambda: unlucky.badge(TWO) == "Belum tersimpan", unlucky.page)
    assert unlucky.state(ONE) == "Belum tersimpan. Jawaban Anda masih di layar ini."
    assert "2 belum tersimpan" in unlucky.bar()
    unlucky.office.server.start()
    unlucky.kept(ONE, choice="tidak")
    unlucky.kept(TWO, choice="ya", links=["https://ppid.kkp.go.id/lhkpn"])
    assert unlucky.left_over() == 0


def test_s9_a_note_half_typed_over_a_restart_is_kept(unlucky: Officer) -> None:
    field = unlucky.note(ONE)
    field.press_sequentially("sebelum ")
    unlucky.office.server.restart()
    field.press_sequentially("dan sesudah")
    unlucky.kept(ONE, note="sebelum dan sesudah")
    assert field.input_value() == "sebelum dan sesudah"


def test_s10_choices_while_offline_are_kept(officer: Officer) -> None:
    officer.context.set_offline(True)
    officer.choose(ONE, "Ya")
    officer.choose(TWO, "Tidak")
    eventually(lambda: "Koneksi terputus" in officer.bar(), officer.page)
    assert not officer.says_stored(ONE)
    officer.page.wait_for_timeout(4000)
    officer.context.set_offline(False)
    officer.kept(ONE, choice="ya")
    officer.kept(TWO, choice="tidak")


def test_s11_the_first_change_after_a_restart_is_kept(unlucky: Officer) -> None:
    unlucky.choose(ONE, "Ya")
    unlucky.kept(ONE, choice="ya")
    unlucky.office.server.restart()
    looking.settled(unlucky.page)
    unlucky.choose(ONE, "Tidak")
    unlucky.kept(ONE, choice="tidak")


def test_s12_what_another_officer_answers_elsewhere_is_not_overwritten(
    officer: Officer, people: Callable[..., BrowserContext]
) -> None:
    other = Officer(people(), officer.office, officer.submission)
    other.choose(TWO, "Tidak")
    other.kept(TWO, choice="tidak")
    officer.choose(ONE, "Ya")
    officer.kept(ONE, choice="ya")
    assert officer.stored(TWO)["choice"] == "tidak"
    officer.page.get_by_role("button", name="Kelompok berikutnya").click()
    officer.page.get_by_role("button", name="Kelompok sebelumnya").click()
    officer.card(TWO).wait_for()
    eventually(lambda: officer.shown(TWO) == "tidak", officer.page)


@pytest.mark.parametrize(("button", "final"), [("Pakai jawaban saya", "ya"), ("Pakai jawaban perangkat lain", "tidak")])
def test_s13_two_officers_on_one_question_decide_and_nothing_is_overwritten_unseen(
    officer: Officer, people: Callable[..., BrowserContext], button: str, final: str
) -> None:
    other = Officer(people(), officer.office, officer.submission)
    other.choose(ONE, "Tidak")
    other.kept(ONE, choice="tidak")
    officer.choose(ONE, "Ya")
    conflict = officer.card(ONE).locator(".conflict")
    conflict.wait_for()
    assert "Perangkat lain menjawab Tidak pada" in conflict.inner_text()
    assert "Jawaban Anda: Ya. Mana yang benar?" in conflict.inner_text()
    assert officer.stored(ONE)["choice"] == "tidak"
    assert not officer.says_stored(ONE)
    conflict.get_by_role("button", name=button).click()
    officer.kept(ONE, choice=final)
    assert officer.shown(ONE) == final
    stored = [answer["choice"] for answer in officer.office.history(officer.browser, officer.submission, ONE)]
    assert stored == (["tidak", "ya"] if final == "ya" else ["tidak"])


def test_s14_a_note_typed_and_the_tab_closed_at_once_is_kept(officer: Officer) -> None:
    officer.note(ONE).press_sequentially(TYPED)
    officer.page.close()
    officer.arrives(ONE, note=TYPED)


@pytest.fixture
def answered_in_vain(playwright: Playwright, fragile: Office, tmp_path: Path) -> Officer:
    """An officer with a profile on disk who has answered while the server was down."""
    officer = Officer(looking.persistent(playwright, tmp_path / "profil"), fragile)
    fragile.server.kill()
    officer.choose(ONE, "Ya")
    officer.note(ONE).press_sequentially(TYPED)
    assert not officer.says_stored(ONE)
    return officer


def come_back(officer: Officer, playwright: Playwright, folder: Path) -> None:
    """Start the server and the browser again and open the start page.

    The cookie of a person who began half a minute ago is on the disk; that of a test may not be there yet.
    """
    officer.office.server.start()
    officer.context = looking.persistent(playwright, folder)
    identify(officer.context, officer.office.server, officer.browser)
    officer.page = officer.context.new_page()
    officer.page.goto(officer.office.server.url)


def test_s15_server_and_browser_both_gone_and_back_later_keep_the_answer(
    answered_in_vain: Officer, playwright: Playwright, tmp_path: Path
) -> None:
    officer = answered_in_vain
    officer.context.close()
    come_back(officer, playwright, tmp_path / "profil")
    officer.arrives(ONE, choice="ya", note=TYPED)
    officer.open()
    officer.kept(ONE, choice="ya", note=TYPED)
    assert officer.shown(ONE) == "ya"
    officer.context.close()


def test_s16_a_browser_that_is_killed_while_the_server_is_down_keeps_the_answer(
    answered_in_vain: Officer, playwright: Playwright, tmp_path: Path
) -> None:
    """Local storage alone would not do: it is written to the disk seconds later."""
    officer = answered_in_vain
    eventually(lambda: officer.copied() == [TYPED], officer.page)
    for process in looking.processes_of(tmp_path / "profil"):
        with suppress(ProcessLookupError):
            os.kill(process, signal.SIGKILL)
    with suppress(Error):
        officer.context.close()
    come_back(officer, playwright, tmp_path / "profil")
    officer.arrives(ONE, choice="ya", note=TYPED)
    officer.context.close()


def test_s17_who_goes_on_typing_while_the_server_goes_and_comes_back_loses_no_letter(unlucky: Officer) -> None:
    """The field is clicked once; nothing that is drawn because of the lost connection may take the keyboard away."""
    page, keyboard = unlucky.page, unlucky.page.keyboard
    page.evaluate(looking.GAVE_UP)
    unlucky.note(ONE).click()
    keyboard.type("sebelum, ")
    unlucky.office.server.kill()
    typed = 0
    while not page.evaluate("() => globalThis.gaveUp"):
        keyboard.type("x", delay=100)
        typed += 1
        assert typed < 600
    keyboard.type("yz", delay=100)
    unlucky.office.server.start()
    keyboard.type(", sesudah", delay=100)
    unlucky.kept(ONE, note=f"sebelum, {'x' * typed}yz, sesudah")
