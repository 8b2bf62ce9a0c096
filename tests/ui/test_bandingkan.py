"""Bandingkan scores many bodies under one rule set and says what it could not read."""

import tomllib
from io import BytesIO
from pathlib import Path

import openpyxl
from streamlit.testing.v1 import AppTest

import wording
from questionnaires import Library
from scoring.facts import Answer
from scoring.gains import gains
from scoring.scorer import Scorer
from sheets.ranking import ranking_csv
from sheets.report import Meta, write_workbook
from tests.sheets.filling import blank, fill
from tests.sheets.odk_phone import central, form_of, typed
from ui.compare import intake
from workflow import Monev
from workflow.codes import new_browser

LINK = "https://ppid.example.go.id/profil"
RULES = "banjarnegara/2026@1"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _bandingkan() -> None:
    import ui
    from ui.pages import bandingkan

    bandingkan.show(ui.provided())


def opened(rules: str = RULES) -> AppTest:
    """Return the page with the questionnaire chosen."""
    page = AppTest.from_function(_bandingkan, default_timeout=30).run()
    page.selectbox(key="bandingkan_aturan").set_value(rules).run()
    assert not page.exception
    return page


def workbook(body: str, *codes: str) -> bytes:
    """Return a filled workbook in which these items are fulfilled."""
    form = Library().questionnaire(RULES, "opd")
    answers = {code: Answer("ya", links=(LINK,)) for code in codes}
    sheet = Scorer(form).score(answers)
    target = BytesIO()
    write_workbook(form, answers, sheet, gains(sheet), Meta(body), target)
    return target.getvalue()


def press(page: AppTest) -> AppTest:
    """Press the button that compares."""
    next(button for button in page.button if button.label == wording.text("bandingkan.tombol")).click().run()
    assert not page.exception
    return page


def test_the_server_takes_files_as_large_as_the_page_offers() -> None:
    settings = tomllib.loads((Path(__file__).parents[2] / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    assert settings["server"]["maxUploadSize"] == intake.MEGABYTES


def test_nothing_is_compared_before_something_was_chosen(browser: str) -> None:
    page = opened()
    assert next(button for button in page.button if button.label == wording.text("bandingkan.tombol")).disabled
    assert wording.text("bandingkan.belum_ada") in [caption.value for caption in page.caption]


def test_workbooks_are_ranked_and_the_damaged_one_is_named(browser: str) -> None:
    """Banjarnegara 2026: items 01 and 02 weigh 3 points each."""
    page = opened()
    first, second = workbook("Dinas A", "BNA26-01"), workbook("Dinas B", "BNA26-01", "BNA26-02")
    page.file_uploader[0].set_value(
        [("a.xlsx", first, XLSX), ("b.xlsx", second, XLSX), ("rusak.xlsx", first[:500], XLSX)]
    ).run()
    press(page)
    comparison = page.session_state["bandingan"].comparison
    assert [(row.place, row.entry.body, row.sheet.published) for row in comparison.rows] == [
        (1, "Dinas B", "6.00"),
        (2, "Dinas A", "3.00"),
    ]
    words = " ".join(element.value for element in page.markdown)
    assert "**2 badan publik**" in words
    assert r"rusak\.xlsx" in words


def test_an_export_of_phones_is_ranked_row_by_row(browser: str) -> None:
    """Two bodies in one export; the second row of the three answers another year."""
    form = Library().questionnaire(RULES, "opd")
    sent = [
        form_of(form).fill(typed(form, {code: Answer("ya", links=(LINK,)) for code in codes}, body))
        for body, codes in (("Dinas A", ["BNA26-01"]), ("Dinas X", []), ("Dinas B", ["BNA26-01", "BNA26-02"]))
    ]
    sent[1] = {path: "banjarnegara/2025" if path.endswith("monev_aturan") else value for path, value in sent[1].items()}
    page = opened()
    page.file_uploader[0].set_value([("kiriman.csv", central(form_of(form), sent), "text/csv")]).run()
    press(page)
    comparison = page.session_state["bandingan"].comparison
    assert [(row.place, row.entry.body, row.sheet.published) for row in comparison.rows] == [
        (1, "Dinas B", "6.00"),
        (2, "Dinas A", "3.00"),
    ]
    assert [str(found.problems[0]).partition(":")[0] for found in comparison.unread] == ["berkas kiriman.csv, baris 3"]


def test_self_assessments_of_this_browser_can_be_picked(monev: Monev, browser: str) -> None:
    submission = monev.start(browser, RULES, "opd", "Dinas C", "WIB").submission_id
    monev.save_answer(browser, submission, "BNA26-01", {"choice": "ya", "links": [LINK]}, 0, "uji", 1)
    page = opened()
    page.multiselect[0].set_value([submission]).run()
    press(page)
    (row,) = page.session_state["bandingan"].comparison.rows
    assert (row.entry.body, row.sheet.published) == ("Dinas C", "3.00")


def test_bodies_with_an_instrument_of_their_own_stand_among_the_others(monev: Monev, browser: str) -> None:
    """Latihan 2025: `sarana` weighs 20; NAS-125 alone earns it all in Kantor Contoh, which is not asked NAS-131."""
    rules, proof = "latihan/2025@1", {"NAS-125": Answer("ya", links=(LINK,))}
    library = Library()
    (own,) = library.own_questionnaires(rules, "opd")
    submission = monev.start(browser, rules, "opd", "Kantor Contoh", "WIB").submission_id
    monev.save_answer(browser, submission, "NAS-125", {"choice": "ya", "links": [LINK]}, 0, "uji", 1)
    page = opened(rules)
    page.multiselect[0].set_value([submission]).run()
    filled = [("k.xlsx", fill(blank(own), own, proof), XLSX)]
    common = library.questionnaire(rules, "opd")
    filled.append(("a.xlsx", fill(blank(common), common, proof, "Dinas A"), XLSX))
    page.file_uploader[0].set_value(filled).run()
    press(page)
    comparison = page.session_state["bandingan"].comparison
    assert comparison.unread == ()
    assert [(row.place, row.entry.body, row.sheet.published) for row in comparison.rows] == [
        (1, "Kantor Contoh", "20.00"), (1, "Kantor Contoh", "20.00"), (3, "Dinas A", "10.00"),
    ]  # fmt: skip
    tables = [mount.proto.json or mount.proto.mixed.json for mount in page.get("bidi_component")]
    assert sum(table.count("Instrumen sendiri (Kantor Contoh)") for table in tables) == 2


def test_a_self_assessment_of_another_browser_is_not_offered(monev: Monev, browser: str) -> None:
    monev.start(new_browser(), RULES, "opd", "Dinas D", "WIB")
    assert len(opened().multiselect) == 0


def test_a_new_comparison_starts_from_an_empty_choice(browser: str) -> None:
    page = opened()
    page.file_uploader[0].set_value([("a.xlsx", workbook("Dinas A", "BNA26-01"), XLSX)]).run()
    press(page)
    next(button for button in page.button if button.label == wording.text("bandingkan.lagi")).click().run()
    assert "bandingan" not in page.session_state
    assert page.file_uploader[0].value == []


def test_the_download_says_what_the_page_says(browser: str) -> None:
    page = opened()
    page.file_uploader[0].set_value([("a.xlsx", workbook("=Dinas A", "BNA26-01"), XLSX)]).run()
    run = press(page).session_state["bandingan"]
    sheet = openpyxl.load_workbook(BytesIO(run.workbook()))["Peringkat"]
    assert [cell.value for cell in sheet[5]][:4] == [1, "=Dinas A", 3, "Kurang Informatif"]
    assert sheet["B5"].data_type == "s"
    table = ranking_csv(run.comparison).decode("utf-8-sig").splitlines()
    assert table[1].startswith("1,'=Dinas A,3.00,Kurang Informatif,")
