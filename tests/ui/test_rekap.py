"""Rekap tahap says the rules in sentences, reads tables, and shows gates, places, assessors and changes."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from streamlit.testing.v1 import AppTest

import ui
import wording
from analytics.recap import Recap, recap
from questionnaires import Library
from questionnaires.scheme import way
from scoring.entries import Entry
from scoring.settings import Setting
from scoring.stage_rules import MissingStage, Stage
from tests.sheets.contests import LISTED, OPEN, as_csv
from ui.contest import intake, result
from workflow import Monev

RULES = "latihan/2025@1"
CSV = "text/csv"
TITLES = ("badan", "kategori", "saq", "uji_publik: Ani", "uji_publik: Budi")


@pytest.fixture(autouse=True)
def provided(monev: Monev) -> None:
    """The use cases, which the pages talk to."""
    ui.provide(lambda: monev, browser=lambda: "")


def _rekap() -> None:
    import ui
    from ui.pages import rekap

    rekap.show(ui.provided())


def opened(rules: str = RULES) -> AppTest:
    """Return the page with a rule set chosen."""
    page = AppTest.from_function(_rekap, default_timeout=30).run()
    page.selectbox(key="rekap_aturan").set_value(rules).run()
    assert not page.exception
    return page


def table(*rows: tuple[object, ...]) -> bytes:
    """Return a table of stage values of the training set."""
    return as_csv(*rows, titles=TITLES)


def ranked(after: bytes, before: bytes | None = None) -> AppTest:
    """Return the page after these tables were put in and the button was pressed."""
    page = opened()
    page.file_uploader[0].set_value([("tabel.csv", after, CSV)]).run()
    if before is not None:
        page.file_uploader[1].set_value([("sebelum.csv", before, CSV)]).run()
    next(one for one in page.button if one.label == wording.text("rekap.halaman.tombol")).click().run()
    assert not page.exception
    return page


def results(page: AppTest) -> Recap:
    """Return the results the page holds."""
    found: Recap = page.session_state["rekap"].recap
    return found


def words(page: AppTest) -> str:
    """Return everything the page says in running text."""
    return "\n".join(element.value for element in [*page.markdown, *page.caption, *page.header, *page.info])


FIRST = table(("Dinas A", "opd", 90, 80, 60), ("Dinas B", "opd", 64, "", ""), ("Dinas C", "opd", 70, 70, 72))


def test_the_rules_are_said_in_sentences_before_anything_is_uploaded(monev: Monev) -> None:
    said = words(opened())
    assert r"Uji publik bernilai 30 persen nilai akhir, menurut anggapan `bobot_tahap_latihan`\. :gray[" in said
    assert r"yang mendapat nilai Kuesioner \(SAQ\) sekurang\-kurangnya 65" in said
    assert "Informatif 90, Menuju Informatif 80" in said
    assert r"Atas Kuesioner \(SAQ\), 3 hari\: badan publik boleh menambah bukti" in said


def test_nothing_is_ranked_before_a_table_was_put_in(monev: Monev) -> None:
    page = opened()
    assert next(one for one in page.button if one.label == wording.text("rekap.halaman.tombol")).disabled
    assert wording.text("rekap.halaman.belum_ada") in words(page)


def test_rules_without_stages_say_so(monev: Monev) -> None:
    name = next(
        f"{row['rules']}@{row['version']}"
        for row in monev.rule_sets()
        if row["state"] != "draft" and not monev.library.rule_set(f"{row['rules']}@{row['version']}").stages
    )
    page = opened(name)
    assert len(page.file_uploader) == 0
    assert "tidak dipublikasikan, jadi tidak ada yang dapat direkap" in words(page)


def test_a_table_becomes_gates_places_classes_and_awards(monev: Monev) -> None:
    """0.7 x 90 + 0.3 x 70 = 84; 0.7 x 70 + 0.3 x 71 = 70.3; 64 is under 65: 0.7 x 64 = 44.8."""
    page = ranked(FIRST)
    (group,) = results(page).groups
    assert [(one.place, one.entry.body, one.combined.qualification.published) for one in group.bodies] == [
        (1, "Dinas A", "84.00"),
        (2, "Dinas C", "70.30"),
        (3, "Dinas B", "44.80"),
    ]
    assert [one.awards for one in group.bodies] == [("juara",), (), ()]
    said = words(page)
    assert "**3 badan publik**, 3 punya nilai akhir." in said
    assert wording.text("rekap.halaman.penilai_judul") in said
    assert wording.text("rekap.halaman.ubah_judul") not in said
    assert r"tabel\.csv" in said


def test_the_downloads_say_what_the_page_says(monev: Monev) -> None:
    page = ranked(FIRST)
    from ui.contest.result import _workbook

    book = openpyxl.load_workbook(BytesIO(_workbook(page.session_state["rekap"])), data_only=True)
    assert [cell.value for cell in book["Peringkat"][5]][:3] == [1, "Dinas A", "Organisasi perangkat daerah (latihan)"]
    assert book["Peringkat"]["G5"].value == 84


def test_what_an_objection_changed_is_shown(monev: Monev) -> None:
    after = table(("Dinas A", "opd", 90, 80, 60), ("Dinas B", "opd", 68, 80, 82), ("Dinas C", "opd", 70, 70, 72))
    found = results(ranked(after, FIRST))
    assert ("Dinas B", "stopped", "passed") in [(one.body, one.before, one.after) for one in found.changes]


def test_a_wrong_table_is_told_with_every_place(monev: Monev) -> None:
    page = ranked(table(("Dinas A", "opd", "x", 101, "")))
    said = words(page)
    assert [warning.value for warning in page.warning] == [wording.text("rekap.halaman.tidak_dapat_dipakai", n=2)]
    assert r"tabel\.csv, baris 2, kolom saq\: 'x' bukan angka" in said
    assert "rekap" not in page.session_state


def test_a_new_recap_starts_from_an_empty_choice(monev: Monev) -> None:
    page = ranked(FIRST)
    next(one for one in page.button if one.label == wording.text("rekap.halaman.lagi")).click().run()
    assert "rekap" not in page.session_state
    assert page.file_uploader[0].value == []


def test_nothing_that_was_uploaded_is_stored(monev: Monev, tmp_path: Path) -> None:
    ranked(table(("Dinas Rahasia", "opd", 90, 80, 60)))
    assert b"Dinas Rahasia" not in b"".join(path.read_bytes() for path in tmp_path.iterdir() if path.is_file())


def test_the_blank_table_is_that_of_the_rules(monev: Monev) -> None:
    chosen = intake.Chosen(monev.library.rule_set(RULES), monev.library.categories(RULES), way(Library(), RULES))
    book = openpyxl.load_workbook(BytesIO(intake.blank(chosen)))
    assert "Tahap dan bobotnya" in [row[1].value for row in book["Petunjuk"].iter_rows()]
    assert "Kuesioner (SAQ)" in [cell.value for cell in book["Nilai tahap"][3]]


def test_many_stages_share_one_column() -> None:
    """The eight official stages do not fit beside each other."""
    official = ("pendaftaran", "website", "saq", "uji_akses", "visitasi", "wawancara", "uji_publik", "kualitas_layanan")
    stages = tuple(Stage(code, code.capitalize(), Setting(Fraction(25, 2)), MissingStage.ZERO) for code in official)
    entry = Entry("Dinas A", "opd", values={"saq": Fraction(80), "website": Fraction(70)})
    for many, columns in ((stages, 1), (stages[:5], 5)):
        found = recap(replace(OPEN, stages=many), [entry], dict(LISTED))
        assert len(result._stage_columns(found)) == columns
        cells = result._stage_cells(found, {"saq": "80.00", "website": "70.00"})
        assert " · ".join(str(cell["text"]) for cell in cells).count("80,00") == 1
        assert len(cells) == columns


def test_a_class_of_a_rule_sets_own_is_said_in_words_alone() -> None:
    """Only the classes of the national scale have a letter and a colour."""
    own = replace(OPEN.bands[0], code="cemerlang", label="Cemerlang")
    values = dict.fromkeys(("saq", "visitasi", "uji_publik"), Fraction(95))
    for bands, chipped in ((OPEN.bands, True), ((own, *OPEN.bands[1:]), False)):
        found = recap(replace(OPEN, bands=bands), [Entry("Dinas A", "opd", values=values)], dict(LISTED))
        cell = result._cells(found, found.contest.bodies[0], phone=False)[-2]
        assert (cell["text"], "chip" in cell) == (bands[0].label, chipped)
