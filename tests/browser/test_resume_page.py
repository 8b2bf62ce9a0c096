"""A resume link in a real browser: the code opens the questionnaire and stays nowhere."""

from collections.abc import Callable

import pytest

import wording
from tests.browser import looking
from tests.browser.looking import DESKTOP, PHONE, Visit
from tests.browser.server import Server


@pytest.fixture
def code(shared_server: Server) -> tuple[str, str]:
    """Id and resume code of a self-assessment that another device began."""
    cookie = "a" * 43
    started = shared_server.monev.start(cookie, "kkp/2024", "upt", "Balai Uji", "WIB")
    return started.submission_id, started.resume_code


def test_a_link_opens_the_questionnaire_and_leaves_no_code_behind(
    shared_server: Server, person: Callable[..., Visit], code: tuple[str, str]
) -> None:
    submission, secret = code
    visitor = person()
    asked: list[str] = []
    visitor.page.on("request", lambda request: asked.append(request.url))
    visitor.page.goto(f"{shared_server.url}/lanjut#{secret}")
    visitor.page.wait_for_url(f"**/isi?s={submission}*")
    visitor.page.locator("article.card").first.wait_for()
    visitor.page.go_back()
    assert secret not in visitor.page.url
    assert [address for address in asked if secret in address] == []
    assert secret not in shared_server.log.read_text(encoding="utf-8")
    assert visitor.console == []


def test_a_code_that_was_typed_opens_the_questionnaire(
    shared_server: Server, person: Callable[..., Visit], code: tuple[str, str]
) -> None:
    submission, secret = code
    page = person().page
    page.goto(f"{shared_server.url}/lanjut")
    page.get_by_label(wording.text("web.lanjut.label")).fill(secret.lower().replace("-", " "))
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/isi?s={submission}*")


def test_a_wrong_code_says_so_and_keeps_what_was_typed(shared_server: Server, person: Callable[..., Visit]) -> None:
    visitor = person()
    visitor.page.goto(f"{shared_server.url}/lanjut#KODE-SALAH")
    visitor.page.get_by_role("alert").get_by_text(wording.text("isian.kode_salah")).wait_for()
    field = visitor.page.get_by_label(wording.text("web.lanjut.label"))
    assert (field.input_value(), field.get_attribute("aria-invalid")) == ("KODE-SALAH", "true")
    assert visitor.page.url == f"{shared_server.url}/lanjut"


def test_who_tries_too_many_codes_is_told_how_long_to_wait(server: Server, person: Callable[..., Visit]) -> None:
    """The server forgets the tries when it ends, so that the next test may try again."""
    page = person().page
    page.goto(f"{server.url}/lanjut")
    page.get_by_label(wording.text("web.lanjut.label")).fill("KODE-SALAH")
    for _ in range(11):
        with page.expect_response("**/api/lanjut"):
            page.keyboard.press("Enter")
        page.locator("button:enabled").wait_for()
    page.get_by_role("alert").get_by_text("Terlalu banyak kode yang salah dari alamat ini.").wait_for()
    looking.demand_access(page)
    server.kill()


def test_a_server_that_is_away_says_so_and_the_button_tries_again(server: Server, person: Callable[..., Visit]) -> None:
    started = server.monev.start("b" * 43, "kkp/2024", "upt", "Balai Uji", "WIB")
    page = person().page
    page.goto(f"{server.url}/lanjut")
    page.get_by_label(wording.text("web.lanjut.label")).fill(started.resume_code)
    server.kill()
    page.get_by_role("button").click()
    page.get_by_role("alert").get_by_text(wording.text("web.lanjut.tidak_terkirim")).wait_for()
    server.start()
    page.get_by_role("button").click()
    page.wait_for_url(f"**/isi?s={started.submission_id}*")


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("size", [DESKTOP, PHONE])
@pytest.mark.parametrize("wrong", ["", "#KODE-SALAH"])
def test_the_page_fits_and_can_be_used_by_everybody(
    shared_server: Server, onlooker: Callable[..., Visit], size: tuple[int, int], theme: str, wrong: str
) -> None:
    visitor = onlooker(size=size, theme=theme)
    page = visitor.page
    page.goto(f"{shared_server.url}/lanjut{wrong}")
    if wrong:
        page.get_by_role("alert").get_by_text(wording.text("isian.kode_salah")).wait_for()
    assert looking.wider_than_the_window(page) == []
    assert looking.cut_texts(page) == []
    if size == DESKTOP:
        looking.demand_reflow(page)
    looking.demand_access(page)
    assert [line for line in visitor.console if "404" not in line] == []
