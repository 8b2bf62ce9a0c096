"""Nilai saya derives the score: total, class, gaps, indicators, questions, assumptions; and says what is missing."""

from streamlit.testing.v1 import AppTest

import wording
from workflow import Monev

LINK = "https://ppid.example.go.id/profil"


def _nilai() -> None:
    import ui
    from ui.pages import nilai

    nilai.show(ui.provided())


def page_of(submission: str) -> AppTest:
    """Return the page of a self-assessment."""
    page = AppTest.from_function(_nilai, default_timeout=20)
    if submission:
        page.query_params["s"] = submission
    page.run()
    assert not page.exception
    return page


def html(page: AppTest) -> str:
    """Return what the page draws as HTML."""
    return "".join(element.proto.body for element in page.get("html"))


def started(monev: Monev, browser: str, rules: str, category: str, answers: dict[str, dict[str, object]]) -> str:
    """Return a self-assessment with these answers stored."""
    submission = monev.start(browser, rules, category, "Dinas <i>Uji</i>", "WIB").submission_id
    for seq, (code, answer) in enumerate(answers.items(), start=1):
        assert monev.save_answer(browser, submission, code, answer, 0, "uji", seq).message == ""
    return submission


def test_a_visitor_without_a_questionnaire_is_told_where_to_start(browser: str) -> None:
    assert page_of("").markdown[0].value == wording.text("nilai.kosong")


def test_total_class_and_distance_are_those_of_the_sheet(monev: Monev, browser: str) -> None:
    """Banjarnegara 2026: BNA26-01 and 02 weigh 3 points each, Cukup Informatif starts at 60."""
    answers = {"BNA26-01": {"choice": "ya", "links": [LINK]}, "BNA26-02": {"choice": "ya"}}
    page = page_of(started(monev, browser, "banjarnegara/2026", "opd", answers))
    assert page.metric[0].value == "3,00"
    assert "menurut jawaban sendiri" in page.caption[0].value
    assert "Kurang Informatif" in page.markdown[0].value
    assert "Perlu +57,00 lagi untuk kelas Cukup Informatif (mulai 60)." in html(page)
    assert "Bila semua bukti yang belum ada dilengkapi, nilainya 6,00" in html(page)


def test_a_ya_without_evidence_comes_first_then_the_largest_gap(monev: Monev, browser: str) -> None:
    page = page_of(started(monev, browser, "banjarnegara/2026", "opd", {"BNA26-02": {"choice": "ya"}}))
    shown = [markdown.value for markdown in page.markdown]
    assert "\\+3,00 bukti" in shown
    assert shown.index("\\+3,00 bukti") < shown.index("\\+10,00 isi")
    assert page.toggle[0].label == wording.text("nilai.celah_lain", n=16)
    page.toggle[0].set_value(True).run()
    assert len([markdown for markdown in page.markdown if markdown.value.startswith("\\+")]) == 21


def test_every_indicator_and_question_is_derived(monev: Monev, browser: str) -> None:
    answers = {"BNA26-01": {"choice": "ya", "links": [LINK]}, "BNA26-02": {"choice": "tidak"}}
    drawn = html(page_of(started(monev, browser, "banjarnegara/2026", "opd", answers)))
    assert "3,00 dari 10,00" in drawn
    assert "dijawab Ya dengan bukti" in drawn
    assert "dijawab Tidak" in drawn
    assert drawn.count('scope="row"') == 21


def test_a_scale_that_was_never_published_leaves_the_number_and_names_the_reason(monev: Monev, browser: str) -> None:
    page = page_of(started(monev, browser, "kkp/2024", "upt", {"KKP24-001": {"choice": "ya", "links": [LINK]}}))
    assert page.metric[0].value == "0,50"
    assert any("skala kelas kkp/2024 tidak dipublikasikan" in caption.value for caption in page.caption)
    assert 'class="mv-meter"' not in html(page)


def test_used_assumptions_are_listed_with_their_reason(monev: Monev, browser: str) -> None:
    submission = started(monev, browser, "banjarnegara/2026", "opd", {"BNA26-01": {"choice": "ya", "links": [LINK]}})
    opened = monev.open(browser, submission)
    page = page_of(submission)
    text = " ".join(markdown.value for markdown in page.markdown)
    assert opened.sheet.assumptions
    assert wording.text("nilai.memakai_anggapan") in text
    for name in opened.sheet.assumptions:
        assert opened.questionnaire.rules.assumptions[name].reason.split()[0] in text


def test_a_name_is_never_markup(monev: Monev, browser: str) -> None:
    page = page_of(started(monev, browser, "banjarnegara/2026", "opd", {}))
    assert "\\<i\\>Uji\\</i\\>" in page.caption[0].value
    assert "<i>Uji</i>" not in html(page)
