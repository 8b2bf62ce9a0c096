"""Isi kuesioner shows the group that was asked for, hands the browser what it needs, and refuses what is not its own."""

import json
from collections.abc import Mapping
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

import ui
import wording
from workflow import Monev
from workflow.codes import new_browser


@pytest.fixture
def submission(monev: Monev, browser: str) -> str:
    """A self-assessment of this browser."""
    return monev.start(browser, "kkp/2024", "upt", "Balai <b>Uji</b> *satu*", "WIB").submission_id


def _isi() -> None:
    import ui
    from ui.pages import isi

    isi.show(ui.provided())


def page_at(query: Mapping[str, str]) -> AppTest:
    """Return the page as it stands at this address."""
    page = AppTest.from_function(_isi, default_timeout=20)
    for name, value in query.items():
        page.query_params[name] = value
    page.run()
    assert not page.exception
    return page


def drawn(page: AppTest, view: str) -> dict[str, Any]:
    """Return the data of the mount that draws `view`."""
    sent = [json.loads(mount.proto.json or mount.proto.mixed.json) for mount in page.get("bidi_component")]
    return next(data for data in sent if data["view"] == view)


def codes(page: AppTest) -> list[str]:
    """Return the questions on the page."""
    return [question["code"] for question in drawn(page, "cards")["questions"]]


def click(page: AppTest, key: str) -> AppTest:
    """Press the button with these words."""
    next(button for button in page.button if button.label == wording.text(key)).click().run()
    assert not page.exception
    return page


def test_a_visitor_without_a_questionnaire_can_start_one(browser: str) -> None:
    page = page_at({})
    assert page.title[0].value == wording.text("isi.judul")
    assert wording.text("beranda.mulai.tombol") in [button.label for button in page.button]


def test_the_first_group_is_shown_and_named_in_the_address(submission: str) -> None:
    page = page_at({"s": submission})
    assert codes(page) == [f"KKP24-{number:03d}" for number in range(1, 22)]
    assert list(drawn(page, "cards")["groups"].values())[:2] == [
        "Berkala: profil unit",
        "Berkala: program dan kegiatan",
    ]
    assert page.query_params["g"] == "mengumumkan.berkala-profil-unit"
    assert page.selectbox[0].label == wording.text("isi.kelompok")


def test_a_name_is_shown_as_it_was_written(submission: str) -> None:
    page = page_at({"s": submission})
    assert "Balai \\<b\\>Uji\\</b\\> \\*satu\\*" in page.caption[0].value


def test_the_next_group_follows_and_the_previous_one_leads_back(submission: str) -> None:
    page = click(page_at({"s": submission}), "isi.berikutnya")
    assert codes(page) == ["KKP24-022", "KKP24-023", "KKP24-024"]
    assert drawn(page, "rail")["current"] == "menyediakan"
    page = click(page, "isi.sebelumnya")
    assert codes(page)[0] == "KKP24-001"


def test_a_group_is_chosen_by_name(submission: str) -> None:
    page = page_at({"s": submission})
    page.selectbox[0].set_value("mengumumkan.berkala-keuangan").run()
    assert codes(page)[0] == "KKP24-001"
    assert drawn(page, "cards")["focus"] == "KKP24-007"
    assert page.query_params["g"] == "mengumumkan.berkala-keuangan"
    page.selectbox[0].set_value("mengumumkan.berkala-profil-unit").run()
    assert drawn(page, "cards")["focus"] == ""


def test_the_last_group_leads_to_the_score(submission: str) -> None:
    page = page_at({"s": submission, "q": "KKP24-103"})
    labels = [button.label for button in page.button]
    assert wording.text("isi.berikutnya") not in labels
    assert wording.text("isi.lihat_nilai") in labels


def test_the_address_of_a_question_opens_its_group(submission: str) -> None:
    page = page_at({"s": submission, "q": "KKP24-070"})
    assert "KKP24-070" in codes(page)
    assert drawn(page, "cards")["focus"] == "KKP24-070"


@pytest.mark.parametrize("query", [{"g": "tidak.ada"}, {"q": "TIDAK-ADA"}, {"g": "", "q": ""}])
def test_an_address_that_names_nothing_opens_the_first_group(submission: str, query: dict[str, str]) -> None:
    assert codes(page_at({"s": submission, **query}))[0] == "KKP24-001"


def test_the_page_opens_at_the_first_group_with_something_left(monev: Monev, browser: str, submission: str) -> None:
    for seq, code in enumerate(("KKP24-001", "KKP24-002", "KKP24-003"), start=1):
        monev.save_answer(browser, submission, code, {"choice": "tidak"}, 0, "uji", seq)
    page = page_at({"s": submission})
    assert drawn(page, "cards")["focus"] == "KKP24-004"
    assert page.query_params["g"] == "mengumumkan.berkala-program-dan-kegiatan"


def test_stored_answers_travel_with_their_revision_and_time(monev: Monev, browser: str, submission: str) -> None:
    monev.save_answer(browser, submission, "KKP24-002", {"choice": "ya", "note": "lihat"}, 0, "uji", 1)
    question = drawn(page_at({"s": submission, "q": "KKP24-002"}), "cards")["questions"][1]
    assert question["answer"] == {"choice": "ya", "level": None, "number": None, "links": [], "note": "lihat"}
    assert (question["revision"], question["at"]) == (1, "14.03.22 WIB")
    assert (question["earned"], question["possible"], question["reason"]) == ("0,00", "0,50", "bukti belum ada")


def test_a_questionnaire_of_another_browser_is_refused_and_nothing_of_it_is_shown(monev: Monev, browser: str) -> None:
    foreign = monev.start(new_browser(), "kkp/2024", "upt", "Balai Lain", "WIB").submission_id
    page = page_at({"s": foreign})
    assert page.warning[0].value == wording.text("isian.bukan_milik")
    assert not page.get("bidi_component")


def test_the_tab_goes_on_with_the_questionnaire_it_showed_last(submission: str) -> None:
    page = page_at({"s": submission})
    page.query_params.clear()
    page.run()
    assert page.query_params["s"] == submission
    assert codes(page)[0] == "KKP24-001"


def test_another_questionnaire_is_chosen_from_the_list(monev: Monev, browser: str, submission: str) -> None:
    other = monev.start(browser, "banjarnegara/2026", "opd", "Dinas Lain", "WITA").submission_id
    page = page_at({"pilih": "1"})
    assert page.header[0].value == wording.text("isi.di_perangkat_ini")
    assert {button.key for button in page.button} >= {f"isi_{submission}", f"isi_{other}"}


def test_a_browser_without_cookies_is_told_why_nothing_is_kept(monev: Monev) -> None:
    ui.provide(lambda: monev, browser=lambda: "")
    assert page_at({}).warning[0].value == wording.text("isian.tanpa_kuki")
    ui.provide(lambda: monev)


def test_the_browser_gets_no_text_twice(submission: str) -> None:
    data = drawn(page_at({"s": submission}), "cards")
    assert len(data["questions"]) == 21
    assert len(data["scales"]) == 2
