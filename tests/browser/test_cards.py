"""Every kind of question on its card, and what the card does when something goes wrong."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext

from tests.browser import looking
from tests.browser.drawn import Sheet
from tests.browser.officer import eventually


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    """A browser profile of its own."""
    found = looking.profile(chromium)
    yield found
    found.close()


@pytest.fixture
def sheet(context: BrowserContext, tmp_path: Path) -> Sheet:
    """The cards of a questionnaire with every kind of question."""
    return Sheet(context, tmp_path)


def test_a_question_is_text_even_where_it_looks_like_markup(sheet: Sheet) -> None:
    assert sheet.card("R-1").locator("h2").inner_text() == (
        "Apakah ada <img src=x onerror=\"document.title='jebol'\"> halaman & laman PPID?"
    )
    assert sheet.page.title() == "Kartu"
    assert sheet.page.locator("img").count() == 0


def test_help_says_what_counts_what_proves_it_where_it_stands_and_how_it_is_judged(sheet: Sheet) -> None:
    card = sheet.card("R-1")
    card.get_by_text("Bantuan").click()
    card.locator(".help dl").wait_for()
    shown = card.locator(".help").inner_text()
    for words in (
        "Terpenuhi bila halaman <b>dapat</b> dibuka.",
        "Tautan halaman",
        "Perki 1/2021 Ps 14 (nomor pasal belum dicocokkan)",
        "Tingkat B: 60 %.",
        "Buat halamannya.",
    ):
        assert words in shown
    assert "UU 14/2008 Ps 9 (" not in shown


def test_levels_appear_after_ya_and_are_given_up_with_tidak(sheet: Sheet) -> None:
    levels = sheet.card("R-1").locator(".levels")
    assert not levels.is_visible()
    sheet.pick("R-1", "Ya")
    assert "Ya dihitung penuh" in levels.inner_text()
    sheet.card("R-1").get_by_label("Tingkat B").check()
    sheet.arrives("R-1", choice="ya", level="b")
    sheet.pick("R-1", "Tidak")
    sheet.arrives("R-1", choice="tidak", level=None)
    assert not levels.is_visible()
    sheet.pick("R-1", "Ya")
    sheet.arrives("R-1", choice="ya", level="b")


def test_a_ya_without_a_link_is_shown_as_such_and_earns_only_with_it(sheet: Sheet) -> None:
    sheet.pick("R-1", "Ya")
    sheet.says("R-1", ".badge", "Bukti belum ada")
    sheet.says("R-1", ".points", "0,00 dari")
    sheet.card("R-1").locator("input[type=url]").fill("https://ppid.go.id/profil")
    sheet.says("R-1", ".badge", "Lengkap")
    sheet.arrives("R-1", choice="ya", links=["https://ppid.go.id/profil"])
    assert not sheet.card("R-1").locator(".points").inner_text().startswith("0,00")


def test_several_links_are_added_and_removed(sheet: Sheet) -> None:
    card = sheet.card("R-2")
    sheet.pick("R-2", "Ya")
    card.locator("input[type=url]").fill("https://a.go.id/1")
    card.get_by_text("Tambah tautan").click()
    card.locator("input[type=url]").nth(1).fill("https://a.go.id/2")
    sheet.arrives("R-2", links=["https://a.go.id/1", "https://a.go.id/2"])
    card.get_by_label("Hapus tautan 1").click()
    sheet.arrives("R-2", links=["https://a.go.id/2"])


def test_an_incomplete_link_stays_as_typed_and_the_rest_of_the_answer_is_stored(sheet: Sheet) -> None:
    card = sheet.card("R-2")
    sheet.pick("R-2", "Ya")
    card.locator("input[type=url]").fill("https://a.go.id/1")
    card.get_by_text("Tambah tautan").click()
    card.locator("input[type=url]").nth(1).fill("www.kkp.go.id/ppid")
    card.locator("input[type=url]").nth(1).blur()
    sheet.says("R-2", ".badge", "Belum tersimpan")
    assert "Tulis alamat utuh yang diawali https://" in card.locator(".evidence").inner_text()
    eventually(lambda: (sheet.stored("R-2") or {}).get("links") == ["https://a.go.id/1"], sheet.page)
    eventually(lambda: sheet.bar() == "1 isian belum lengkap, belum tersimpan", sheet.page)
    sheet.open()
    assert card.locator("input[type=url]").nth(1).input_value() == "www.kkp.go.id/ppid"
    card.get_by_text("Pakai https://www.kkp.go.id/ppid").click()
    sheet.arrives("R-2", links=["https://a.go.id/1", "https://www.kkp.go.id/ppid"])
    assert sheet.kept() == []


def test_a_stored_link_opens_in_a_new_tab_without_telling_where_from(sheet: Sheet) -> None:
    sheet.pick("R-2", "Ya")
    visit = sheet.card("R-2").locator("a.visit")
    assert not visit.is_visible()
    sheet.card("R-2").locator("input[type=url]").fill("javascript:alert(1)")
    assert not visit.is_visible()
    sheet.card("R-2").locator("input[type=url]").fill("https://a.go.id/1")
    assert visit.get_attribute("href") == "https://a.go.id/1"
    assert visit.get_attribute("rel") == "noopener noreferrer"


def test_follow_up_questions_appear_with_the_answer_that_opens_them(sheet: Sheet) -> None:
    assert "Jawaban Ya membuka 1 pertanyaan lanjutan, nilai sementara dapat turun." in sheet.card("R-2").inner_text()
    assert not sheet.card("R-2.1").is_visible()
    sheet.line.next = ["drop"]
    sheet.pick("R-2", "Ya")
    assert sheet.card("R-2.1").is_visible()
    assert not sheet.card("R-2.1.1").is_visible()
    sheet.pick("R-2.1", "Ya")
    assert sheet.card("R-2.1.1").is_visible()
    sheet.pick("R-2", "Tidak")
    assert not sheet.card("R-2.1").is_visible()
    assert not sheet.card("R-2.1.1").is_visible()
    sheet.arrives("R-2", choice="tidak")


def test_one_option_of_several_is_chosen(sheet: Sheet) -> None:
    sheet.card("R-3").get_by_label("Luring saja").check()
    sheet.arrives("R-3", choice="luring")
    sheet.says("R-3", ".badge", "Lengkap")


def test_several_options_are_ticked_and_unticked(sheet: Sheet) -> None:
    card = sheet.card("R-4")
    card.get_by_label("LRA").check()
    card.get_by_label("DPA").check()
    sheet.arrives("R-4", choice=["dpa", "lra"])
    card.get_by_label("LRA").uncheck()
    card.get_by_label("DPA").uncheck()
    sheet.arrives("R-4", choice=None)
    sheet.says("R-4", ".badge", "Belum dijawab")


@pytest.mark.parametrize(
    ("typed", "number", "shown"),
    [("27", "27", "27"), ("12,5", "12.5", "12,5"), ("0012", "12", "12"), ("1,234", "1.2340", "1,234")],
)
def test_a_number_is_stored_as_it_was_meant(sheet: Sheet, typed: str, number: str, shown: str) -> None:
    sheet.card("R-5").locator("input").first.fill(typed)
    sheet.arrives("R-5", number=number)
    sheet.open()
    assert sheet.card("R-5").locator("input").first.input_value() == shown


def test_what_is_no_number_stays_as_typed_and_the_number_before_stays_stored(sheet: Sheet) -> None:
    field = sheet.card("R-5").locator("input").first
    field.fill("27")
    sheet.arrives("R-5", number="27")
    field.fill("27 dokumen")
    sheet.says("R-5", ".badge", "Belum tersimpan")
    assert "Tulis angka tanpa titik ribuan" in sheet.card("R-5").inner_text()
    assert sheet.stored("R-5")["number"] == "27"
    sheet.open()
    assert field.input_value() == "27 dokumen"


def test_tidak_berlaku_asks_for_the_statement_letter(sheet: Sheet) -> None:
    sheet.pick("R-6", "Tidak berlaku")
    sheet.says("R-6", ".evidence", "tautan surat pernyataan")
    sheet.says("R-6", ".badge", "Bukti belum ada")
    sheet.arrives("R-6", choice="tidak_berlaku")


def test_a_question_for_data_says_that_it_is_not_scored(sheet: Sheet) -> None:
    assert sheet.card("R-7").locator(".points").inner_text() == "data, tidak dinilai"


def test_an_answer_is_withdrawn_and_taken_back(sheet: Sheet) -> None:
    card = sheet.card("R-2")
    sheet.pick("R-2", "Ya")
    card.locator("input[type=url]").fill("https://a.go.id/1")
    sheet.arrives("R-2", choice="ya", links=["https://a.go.id/1"])
    card.get_by_label("Kosongkan jawaban R-2").click()
    sheet.arrives("R-2", choice=None, links=[])
    assert card.locator(":checked").count() == 0
    card.get_by_label("Kembalikan jawaban R-2 yang baru dikosongkan").click()
    sheet.arrives("R-2", choice="ya", links=["https://a.go.id/1"])
    assert card.locator("input[type=url]").input_value() == "https://a.go.id/1"


def test_an_answer_that_the_server_refuses_stays_on_screen_with_the_remedy(sheet: Sheet) -> None:
    sheet.line.next = [(422, {"message": "Catatan terlalu panjang. Persingkat."})]
    sheet.pick("R-2", "Ya")
    sheet.says("R-2", ".message", "Belum tersimpan. Catatan terlalu panjang. Persingkat.")
    sheet.says("R-2", ".badge", "Belum tersimpan")
    assert "Tersimpan" not in sheet.card("R-2").locator(".state").inner_text()
    assert len(sheet.kept()) == 1
    sheet.pick("R-2", "Tidak")
    sheet.arrives("R-2", choice="tidak")
    assert not sheet.card("R-2").locator(".message").is_visible()


def test_one_unreadable_answer_does_not_hold_up_the_others(sheet: Sheet) -> None:
    refusal = (422, {"message": "Tidak terbaca."})
    sheet.line.next = ["drop", refusal, refusal]
    sheet.pick("R-6", "Ya")
    eventually(lambda: "Koneksi terputus" in sheet.bar(), sheet.page)
    sheet.pick("R-7", "Ya")
    sheet.page.get_by_text("Simpan sekarang").click()
    eventually(lambda: sum(bool(sheet.stored(code)) for code in ("R-6", "R-7")) == 1, sheet.page)
    assert "Belum tersimpan. Tidak terbaca." in sheet.page.locator(".cards").inner_text()


def test_a_browser_that_lost_its_right_says_so_and_keeps_the_answer(sheet: Sheet) -> None:
    sheet.line.next = [(403, {"message": "Kuesioner ini belum dibuka di peramban ini."})]
    sheet.pick("R-2", "Ya")
    notice = sheet.page.locator(".bar .notice")
    notice.wait_for()
    assert notice.inner_text() == "Kuesioner ini belum dibuka di peramban ini."
    assert len(sheet.kept()) == 1


def test_what_a_server_that_cannot_store_says_is_shown_until_it_can(sheet: Sheet) -> None:
    """The line is there, so nobody is told to look for it."""
    sheet.line.next = [(503, {"message": "Jawaban belum dapat disimpan sekarang."})]
    sheet.pick("R-2", "Ya")
    notice = sheet.page.locator(".bar .notice")
    notice.wait_for()
    assert notice.inner_text() == "Jawaban belum dapat disimpan sekarang."
    assert "1 belum tersimpan" in sheet.bar()
    assert "Koneksi terputus" not in sheet.bar()
    assert len(sheet.kept()) == 1
    sheet.page.get_by_role("button", name="Simpan sekarang").click()
    sheet.arrives("R-2", choice="ya")
    assert not notice.is_visible()


def test_a_clock_that_is_set_back_between_two_pages_puts_no_answer_before_an_older_one(sheet: Sheet) -> None:
    sheet.line.next = ["drop"] * 50
    sheet.pick("R-2", "Ya")
    sheet.open()
    sheet.page.evaluate("() => { Date.now = () => 5; }")
    sheet.pick("R-2", "Tidak")
    eventually(lambda: len(sheet.kept()) == 2, sheet.page)
    sheet.line.next = []
    sheet.open()
    sheet.arrives("R-2", choice="tidak")
    eventually(lambda: sheet.kept() == [], sheet.page)
    assert [answer.answer.choice for answer in sheet.monev.history(sheet.browser, sheet.submission, "R-2")] == [
        "ya",
        "tidak",
    ]
    assert not sheet.card("R-2").locator(".conflict").is_visible()


def test_a_request_that_arrives_long_after_it_was_given_up_brings_nothing_old_back(sheet: Sheet) -> None:
    """The newest answer equals what is stored already, so without its forerunner it would leave no trace."""
    sheet.pick("R-2", "Ya")
    sheet.arrives("R-2", choice="ya")
    sheet.line.next = ["drop"]
    sheet.pick("R-2", "Tidak")
    eventually(lambda: "Koneksi terputus" in sheet.bar(), sheet.page)
    given_up = sheet.line.sent[-1]
    sheet.pick("R-2", "Ya")
    sheet.page.get_by_text("Simpan sekarang").click()
    eventually(lambda: sheet.kept() == [], sheet.page)
    sheet.arrives("R-2", choice="ya")
    sheet.deliver(given_up)
    sheet.arrives("R-2", choice="ya")


@pytest.mark.parametrize("turn", ["drop", "lose the reply", (502, {})])
def test_a_failed_request_is_repeated_and_stores_once(sheet: Sheet, turn: object) -> None:
    sheet.line.next = [turn]
    sheet.pick("R-2", "Ya")
    eventually(lambda: "Koneksi terputus, 1 belum tersimpan" in sheet.bar(), sheet.page)
    sheet.page.get_by_text("Simpan sekarang").click()
    sheet.arrives("R-2", choice="ya")
    assert len(sheet.monev.history(sheet.browser, sheet.submission, "R-2")) == 1
    assert sheet.kept() == []


def test_without_local_storage_the_page_says_so_and_still_stores(context: BrowserContext, tmp_path: Path) -> None:
    blocked = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('blokir'); } });"
    sheet = Sheet(context, tmp_path, block=blocked)
    sheet.pick("R-2", "Ya")
    sheet.arrives("R-2", choice="ya")
    assert "tidak dapat menyimpan salinan jawaban" in sheet.page.locator(".bar .notice").inner_text()


def test_full_local_storage_is_told_and_the_answer_is_still_sent(context: BrowserContext, tmp_path: Path) -> None:
    full = "Storage.prototype.setItem = () => { throw new DOMException('penuh', 'QuotaExceededError'); };"
    sheet = Sheet(context, tmp_path, block=full)
    sheet.pick("R-2", "Ya")
    sheet.arrives("R-2", choice="ya")
    assert "penuh atau diblokir" in sheet.page.locator(".bar .notice").inner_text()


def test_what_another_device_stored_is_shown_after_a_redraw(sheet: Sheet) -> None:
    sheet.save_elsewhere("R-2", choice="tidak", note="dari ponsel")
    sheet.redraw(sheet.data())
    assert sheet.card("R-2").locator("input:checked").get_attribute("value") == "tidak"
    assert sheet.card("R-2").locator("textarea").input_value() == "dari ponsel"


def test_data_that_was_read_before_the_last_reply_changes_nothing(sheet: Sheet) -> None:
    stale = sheet.data()
    sheet.card("R-3").get_by_label("Luring saja").check()
    sheet.arrives("R-3", choice="luring")
    points = sheet.card("R-3").locator(".points").inner_text()
    sheet.redraw(stale)
    assert sheet.card("R-3").locator("input:checked").get_attribute("value") == "luring"
    assert sheet.card("R-3").locator(".points").inner_text() == points


def test_a_note_under_the_cursor_is_not_disturbed_by_replies(sheet: Sheet) -> None:
    card = sheet.card("R-2")
    card.locator(".note summary").click()
    card.locator("textarea").press_sequentially("satu dua")
    sheet.arrives("R-2", note="satu dua")
    sheet.redraw(sheet.data())
    card.locator("textarea").press_sequentially(" tiga")
    sheet.arrives("R-2", note="satu dua tiga")


def test_an_answer_changed_after_a_reply_was_lost_does_not_conflict_with_itself(sheet: Sheet) -> None:
    sheet.line.next = ["lose the reply"]
    sheet.pick("R-2", "Ya")
    eventually(lambda: bool(sheet.stored("R-2")), sheet.page)
    sheet.line.next = ["drop"]
    sheet.open()
    sheet.pick("R-2", "Tidak")
    sheet.arrives("R-2", choice="tidak")
    assert not sheet.card("R-2").locator(".conflict").is_visible()


def test_the_time_is_that_of_the_body(sheet: Sheet) -> None:
    sheet.pick("R-2", "Ya")
    sheet.says("R-2", ".state", " WIT")


@pytest.fixture
def forgetting(sheet: Sheet) -> Callable[[list[str] | None], None]:
    """Lets the browser forget submissions, as closing a questionnaire does."""
    script = "(of) => globalThis.monevKuesioner.draw({ data: { view: 'forget', submissions: of } })"
    return lambda submissions: sheet.page.evaluate(script, submissions)


def test_closing_a_questionnaire_clears_what_the_browser_kept_of_it(
    sheet: Sheet, forgetting: Callable[[list[str] | None], None]
) -> None:
    sheet.line.next = [(403, {"message": "ditutup"})]
    sheet.pick("R-2", "Ya")
    eventually(lambda: len(sheet.kept()) == 1, sheet.page)
    forgetting(["lain"])
    assert len(sheet.kept()) == 1
    forgetting([sheet.submission])
    assert sheet.kept() == []
