"""The page of published results on the shipped data: what it says, draws, hides and hands out."""

import csv
import io
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import openpyxl
import pytest
from streamlit.testing.v1 import AppTest

import ui
import wording
from questionnaires import Library
from sheets.published import harmless, results_csv, results_xlsx
from store import SqlPublished, load_results, open_store
from tests.officers import HandClock
from ui import links
from workflow import Monev, Results
from workflow.published import Search


@pytest.fixture(scope="module")
def monev(library: Library, tmp_path_factory: pytest.TempPathFactory) -> Monev:
    """The use cases on the shipped results."""
    store = open_store(f"sqlite:///{tmp_path_factory.mktemp('hasil') / 'monev.sqlite3'}")
    load_results(store.database)
    return Monev(library, store, HandClock(), results=Results(library, SqlPublished(store.database)))


@pytest.fixture(autouse=True)
def provided(monev: Monev) -> Iterator[None]:
    """The pages work on these use cases; nobody has signed in or keeps a cookie."""
    ui.provide(lambda: monev, browser=lambda: "")
    yield
    ui.provide(lambda: monev)


def _hasil() -> None:
    import ui
    from ui.pages import hasil

    hasil.show(ui.provided())


def _page(**query: str) -> AppTest:
    page = AppTest.from_function(_hasil, default_timeout=30)
    for key, value in query.items():
        page.query_params[key] = value
    page.run()
    assert not page.exception
    return page


def _table(page: AppTest, key: str) -> dict[str, Any]:
    found = [element for element in page.get("bidi_component") if element.proto.id.endswith(f"-{key}")]
    assert len(found) == 1, key
    return dict(json.loads(found[0].proto.json))


def _charts(page: AppTest) -> dict[str, Any]:
    return {element.proto.id.rsplit("-", 1)[-1]: element.proto for element in page.get("plotly_chart")}


def _shown(page: AppTest) -> str:
    """Every sentence of the page."""
    return "\n".join(
        str(element.value) for kind in ("markdown", "caption", "info", "title", "header") for element in page.get(kind)
    )


def _click(page: AppTest, label: str) -> AppTest:
    next(button for button in page.button if button.label == label).click().run()
    assert not page.exception
    return page


# The list.


def test_everybody_sees_the_list_without_signing_in() -> None:
    page = _page()
    assert page.title[0].value == "Hasil dari tahun ke tahun"
    assert "**174 badan publik** dengan hasil yang diterbitkan · Nasional · semua kategori" in _shown(page)
    table = _table(page, "daftar_badan")
    assert [column["label"] for column in table["columns"]] == ["Badan publik", *map(str, range(2018, 2026))]
    assert len(table["rows"]) == 50


def test_a_year_shows_letter_and_published_digits_and_a_gap_stays_empty() -> None:
    rows = {row[0]["text"]: row for row in _table(_page(), "daftar_badan")["rows"]}
    baznas = rows["Badan Amil Zakat Nasional"]
    assert baznas[3]["chip"] == {"code": "tidak_informatif", "letter": "T", "text": "", "doubtful": False}
    assert baznas[4]["chip"] == {"code": "menuju_informatif", "letter": "M", "text": "87,11", "doubtful": False}
    assert baznas[4]["hidden"] == "Menuju Informatif, nilai 87,11"
    assert baznas[1] == {}


def test_an_ambiguous_source_is_drawn_hollow() -> None:
    rows = {row[0]["text"]: row for row in _table(_page(), "daftar_badan")["rows"]}
    bpkp = rows["Badan Pengawasan Keuangan dan Pembangunan"]
    assert bpkp[4]["chip"]["doubtful"] is True
    assert bpkp[4]["hidden"].endswith("sumber meragukan")
    assert bpkp[5]["chip"]["doubtful"] is False


def test_only_fifty_bodies_travel_to_the_browser() -> None:
    page = _page(hal="4")
    assert len(_table(page, "daftar_badan")["rows"]) == 174 - 150
    assert _table(page, "daftar_badan")["rows"] != _table(_page(), "daftar_badan")["rows"]


def test_a_search_goes_back_to_the_first_page() -> None:
    page = _page(hal="4")
    page.text_input(key="q").set_value("kementerian ke").run()
    assert not page.exception
    names = [row[0]["text"] for row in _table(page, "daftar_badan")["rows"]]
    assert "Kementerian Keuangan" in names


def test_filters_and_search_come_from_the_address() -> None:
    page = _page(cakupan="Jawa Tengah", kategori="Penyelenggara Pemilu", q="magelang")
    assert [row[0]["text"] for row in _table(page, "daftar_badan")["rows"]] == [
        "Bawaslu Kabupaten Magelang",
        "KPU Kabupaten Magelang",
    ]
    assert page.selectbox(key="cakupan").value == "jateng"


def test_the_start_page_hands_its_search_over() -> None:
    assert "hasil" in links.NAMES
    assert [row[0]["text"] for row in _table(_page(q="PPATK"), "daftar_badan")["rows"]] == [
        "Pusat Pelaporan dan Analisis Transaksi Keuangan"
    ]


def test_values_of_an_address_that_mean_nothing_are_ignored() -> None:
    page = _page(cakupan="Atlantis", kategori="<script>", hal="900", lihat="?", tahun="0")
    assert "**174 badan publik**" in _shown(page)


def test_a_category_of_another_scope_is_dropped_when_the_scope_changes() -> None:
    page = _page(kategori="Partai Politik")
    assert "Partai Politik" in _shown(page)
    page.selectbox(key="cakupan").set_value("jateng").run()
    assert not page.exception
    assert "Jawa Tengah · semua kategori" in _shown(page)


def test_a_name_outside_the_filters_is_shown_with_its_scope() -> None:
    page = _page(q="sleman")
    assert "Tidak ada nama itu dalam saringan ini. **6 badan publik** ditemukan di luarnya:" in _shown(page)


def test_no_such_name_is_said_in_words_and_nothing_can_be_downloaded() -> None:
    page = _page(q="atlantis")
    assert [info.value for info in page.info] == [wording.text("hasil.kosong.nama")]
    assert page.get("bidi_component") == []
    assert page.get("download_button") == []


# A body.


def test_a_body_opens_by_its_address_and_closes_again() -> None:
    page = _page(badan="kementerian-keuangan")
    assert page.title[0].value == "Kementerian Keuangan"
    assert "Kementerian · Nasional · 7 hasil diterbitkan, 2015–2021" in _shown(page)
    _click(page, wording.text("hasil.badan.kembali"))
    assert page.title[0].value == "Hasil dari tahun ke tahun"
    assert "badan" not in page.query_params


def test_the_sentence_says_what_changed_and_that_the_limits_did() -> None:
    assert (
        "Dari **Menuju Informatif** pada 2017 menjadi **Informatif** pada 2021 dengan nilai 97,45. "
        "Batas kelas berubah pada 2018, jadi kelas sebelum dan sesudahnya tidak setara."
    ) in _shown(_page(badan="kementerian-keuangan"))


def test_limits_that_did_not_change_between_the_classes_are_not_said_to() -> None:
    shown = _shown(_page(badan="provinsi-dki-jakarta"))
    assert "**Informatif** pada 2018 dan pada 2025 dengan nilai 99,45." in shown
    assert "Batas kelas berubah" not in shown


def test_the_line_has_gaps_published_digits_and_hollow_points() -> None:
    spec = json.loads(_charts(_page(badan="provinsi-dki-jakarta"))["tren"].spec)
    line, others = spec["data"]
    assert line["connectgaps"] is False
    assert line["x"] == list(range(2018, 2026))
    assert line["y"] == [93.19, None, 99.07, 96.41, 97.53, 93.28, None, 99.45]
    assert line["text"] == ["93,19", "", "99,07", "96,41", "97,53", "93,28", "", "99,45"]
    hollow = line["marker"]["color"]
    assert hollow[3] != hollow[2] == hollow[0]
    assert others["y"] == [96.77]


def test_bands_are_tinted_per_period_and_the_change_is_marked() -> None:
    layout = json.loads(_charts(_page(badan="kementerian-keuangan"))["tren"].spec)["layout"]
    bands = {(shape["x0"], shape["x1"], shape["y0"]) for shape in layout["shapes"] if shape["line"].get("width") == 0}
    assert (2015.5, 2017.5, 97) in bands
    assert (2017.5, 2025.5, 90) in bands
    words = [note["text"] for note in layout["annotations"]]
    assert "batas kelas berubah" in words
    assert "Informatif · mulai 90" in words
    assert "I 97" in words


def test_a_class_without_a_score_is_a_dashed_box_in_its_band() -> None:
    layout = json.loads(_charts(_page(badan="provinsi-dki-jakarta"))["tren"].spec)["layout"]
    boxes = [shape for shape in layout["shapes"] if shape["line"].get("dash") == "dash"]
    assert [(round(box["x0"] + 0.34), box["y0"] >= 90, box["y1"] <= 100) for box in boxes] == [
        (2019, True, True),
        (2024, True, True),
    ]


def test_a_rank_alone_and_nothing_at_all_are_words_at_the_foot() -> None:
    ticks = json.loads(_charts(_page(badan="kementerian-keuangan"))["tren"].spec)["layout"]["xaxis"]["ticktext"]
    assert "peringkat 2" in ticks[1]
    assert "tidak ada" in ticks[-1]


def test_the_cut_axis_is_stated_and_a_whole_one_is_not() -> None:
    assert "Sumbu tegak dimulai dari 70." in _shown(_page(badan="kementerian-keuangan"))
    gerindra = _page(badan="partai-persatuan-pembangunan")
    low = json.loads(_charts(gerindra)["tren"].spec)["layout"]["yaxis"]["range"][0]
    assert f"Sumbu tegak dimulai dari {low:g}." in _shown(gerindra)


def test_every_chart_has_its_values_in_words() -> None:
    charts = _charts(_page(badan="provinsi-dki-jakarta"))
    assert set(charts) == {"tren", "titik_badan", "sebaran_badan"}
    assert "2021: Informatif, nilai 96,41, peringkat 4, sumber meragukan" in charts["tren"].alt
    assert "DKI Jakarta 99,45" in charts["titik_badan"].alt
    assert (
        "2021: Informatif 10, Menuju Informatif 11, Cukup Informatif 10, Tidak Informatif 3"
        in charts["sebaran_badan"].alt
    )


def test_charts_obey_the_rules_of_the_house() -> None:
    for proto in _charts(_page(badan="provinsi-dki-jakarta")).values():
        layout = json.loads(proto.spec)["layout"]
        assert proto.theme == ""
        assert layout["showlegend"] is False
        assert layout["dragmode"] is False
        assert layout["separators"] == ",."
        assert layout["paper_bgcolor"] == layout["plot_bgcolor"] == "rgba(0,0,0,0)"
        assert all(layout[axis]["fixedrange"] and layout[axis]["automargin"] for axis in ("xaxis", "yaxis"))
        assert json.loads(proto.config)["displayModeBar"] is False


def test_every_point_has_source_and_certainty_in_the_table() -> None:
    table = _table(_page(badan="provinsi-dki-jakarta"), "tabel_badan")
    labels = [column["label"] for column in table["columns"]]
    source, certainty = labels.index("Sumber"), labels.index("Kepastian")
    assert len(table["rows"]) == 8
    for row in table["rows"]:
        assert row[certainty]["text"]
        assert all(re.match(r"https?://", part["link"]) for part in row[source]["parts"])
    year_2021 = next(row for row in table["rows"] if row[0]["text"] == "2021")
    assert [part["text"] for part in year_2021[source]["parts"]] == ["infoaceh.net", "jpnn.com", "riaupos.co"]


def test_other_values_and_contradictions_are_footnotes() -> None:
    dki, gorontalo = _shown(_page(badan="provinsi-dki-jakarta")), _shown(_page(badan="provinsi-gorontalo"))
    assert "2021: sumber lain mencetak nilai 96,77. Dipilih 96,41 dari daftar lengkap sepuluh provinsi" in dki
    assert (
        "2022: menurut batas kelas tahun itu 47,49 adalah Kurang Informatif; yang diterbitkan Tidak Informatif"
        in gorontalo
    )


def test_the_place_in_the_category_says_how_many_were_announced() -> None:
    page = _page(badan="provinsi-dki-jakarta")
    page.selectbox(key="tahun_tempat").set_value(2021).run()
    assert "Peringkat 4 dalam Pemerintah Provinsi 2021. **18 dari 34 diumumkan.**" in _shown(page)
    labels = json.loads(_charts(page)["titik_badan"].spec)["layout"]["yaxis"]["ticktext"]
    assert "<b>DKI Jakarta  I 96,41</b>" in labels
    assert sum(label.startswith("<b>") for label in labels) == 1


def test_assumed_and_unknown_limits_are_said() -> None:
    assert "anggapan: skala nasional" in _shown(_page(badan="kabupaten-klaten"))
    assert "Aturan 2020–2021 belum diketahui." in _shown(_page(badan="kabupaten-belitung-timur"))


def test_comparability_is_said_for_what_changed_stayed_and_is_unknown() -> None:
    shown = _shown(_page(badan="kementerian-keuangan"))
    assert "Batas kelas **berubah** pada 2017–2018." in shown
    assert "Batas kelas sama pada 2016–2017, 2018–2021." in shown
    assert "Apakah batas kelas sama pada 2015–2016 belum diketahui." in shown


def test_a_renamed_body_tells_its_earlier_name_and_a_split_one_links() -> None:
    assert "Sampai 2024 bernama **Kementerian Komunikasi dan Informatika**" in _shown(
        _page(badan="kementerian-komunikasi-dan-digital")
    )
    page = _page(badan="kementerian-hukum")
    assert "Pecahan dari **Kementerian Hukum dan Hak Asasi Manusia**" in _shown(page)
    page.button(key="buka_kementerian-hukum-dan-hak-asasi-manusia").click().run()
    assert page.title[0].value == "Kementerian Hukum dan Hak Asasi Manusia"


def test_a_body_of_two_scopes_can_be_turned() -> None:
    page = _page(badan="universitas-syiah-kuala")
    assert "Nasional" in page.caption[0].value
    assert "Aceh" in _page(badan="universitas-syiah-kuala@aceh").caption[0].value


def test_an_address_in_another_scope_names_it() -> None:
    rows = _table(_page(cakupan="Aceh"), "daftar_badan")["rows"]
    usk = next(row[0] for row in rows if row[0]["text"] == "Universitas Syiah Kuala")
    assert usk["link"] == "?badan=universitas-syiah-kuala%40aceh"
    nation = _table(_page(q="USK"), "daftar_badan")["rows"][0][0]
    assert nation["link"] == "?badan=universitas-syiah-kuala"


def test_a_body_without_results_says_so() -> None:
    page = _page(badan="kementerian-transmigrasi")
    assert wording.text("hasil.kosong.badan_panjang") in _shown(page)
    assert page.get("plotly_chart") == []
    assert page.get("download_button") == []


def test_an_unknown_body_is_said_in_words() -> None:
    page = _page(badan="../../etc/passwd")
    assert [info.value for info in page.info] == [wording.text("hasil.kosong.nama")]


@pytest.mark.parametrize("page", range(1, 5))
def test_every_listed_body_opens(monev: Monev, page: int) -> None:
    lines = monev.results.browse(Search(scope="nasional"), page).lines
    for line in lines[::9]:
        assert _page(badan=line.series.body.id).title[0].value


# One category, one year.


def test_a_category_of_a_year_lists_every_announced_body() -> None:
    page = _page(lihat="Kategori", kategori="Pemerintah Provinsi", tahun="2021")
    assert "**18 dari 34 diumumkan.**" in _shown(page)
    rows = _table(page, "tabel_kategori")["rows"]
    assert len(rows) == 18
    assert [row[0]["text"] for row in rows[:3]] == [
        "Pemerintah Provinsi Jawa Tengah",
        "Pemerintah Aceh",
        "Pemerintah Provinsi Nusa Tenggara Barat",
    ]
    assert rows[0][2]["text"] == "98,17"


def test_a_complete_category_says_that_all_were_announced() -> None:
    assert "**Semua 9 badan diumumkan.**" in _shown(_page(lihat="Kategori", kategori="Partai Politik", tahun="2022"))


def test_an_unpublished_number_of_bodies_is_said() -> None:
    page = _page(lihat="Kategori", kategori="Pemerintah Provinsi", tahun="2025")
    assert "**11 diumumkan**; jumlah badan yang dinilai tidak diterbitkan." in _shown(page)


def test_a_category_with_classes_alone_has_no_chart() -> None:
    page = _page(lihat="Kategori", cakupan="Sulawesi Tengah", kategori="OPD Provinsi", tahun="2025")
    assert page.get("plotly_chart") == []
    assert wording.text("hasil.kategori.tanpa_nilai") in _shown(page)
    assert len(_table(page, "tabel_kategori")["rows"]) == 13


def test_the_limits_of_the_owner_and_year_are_drawn() -> None:
    page = _page(lihat="Kategori", cakupan="Papua", kategori="OPD Provinsi", tahun="2021")
    notes = [note["text"] for note in json.loads(_charts(page)["titik_kategori"].spec)["layout"]["annotations"]]
    assert notes == ["I 85", "M 70"]


def test_a_scope_without_single_results_says_so() -> None:
    page = _page(lihat="Kategori", cakupan="DKI Jakarta")
    assert [info.value for info in page.info] == ["Belum ada hasil per badan publik yang ditemukan untuk DKI Jakarta."]


# Classes per year.


def test_the_spread_of_the_nation_in_bars_and_numbers() -> None:
    page = _page(lihat="Sebaran kelas")
    assert "Informatif: **15 dari 460** badan pada 2018, **197 dari 387** pada 2025." in _shown(page)
    bars = json.loads(_charts(page)["bagan_sebaran"].spec)["data"]
    at_2021 = [(bar["text"][at], bar["x"][at]) for bar in bars for at in [bar["y"].index("2021")]]
    assert [text for text, _ in at_2021] == ["I 83", "M 63", "C 54", "K 37", "T 100", ""]
    assert round(sum(share for _, share in at_2021), 6) == 100


def test_disputed_counts_show_the_other_value_and_the_reason() -> None:
    rows = _table(_page(lihat="Sebaran kelas"), "tabel_sebaran")["rows"]
    row = next(row for row in rows if row[0]["text"] == "2021" and row[1].get("text") == "Informatif")
    assert row[2]["text"] == "83"
    assert "Sumber lain: 84." in row[4]["text"]
    assert "jumlah kelas sama dengan jumlah badan" in row[4]["text"]


def test_a_remainder_is_a_line_of_its_own_and_says_what_it_can_only_be() -> None:
    rows = _table(_page(lihat="Sebaran kelas"), "tabel_sebaran")["rows"]
    rest = next(row for row in rows if row[0]["text"] == "2022" and row[1]["text"] == "Kelas tidak dirinci")
    assert (rest[2]["text"], rest[3]["text"]) == ("158", "372")
    assert "hanya dapat Tidak Informatif" in rest[4]["text"]


def test_counts_without_a_number_of_bodies_make_no_bar() -> None:
    page = _page(lihat="Sebaran kelas", cakupan="Nusa Tenggara Barat")
    assert _charts(page) == {}
    assert "**2018** · I 4, M 3, C 14, K 22 · jumlah badan tidak terbit" in _shown(page)
    ministries = json.loads(_charts(_page(lihat="Sebaran kelas", golongan="Kementerian"))["bagan_sebaran"].spec)
    assert "I 2, M 10 · jumlah badan tidak terbit" in [note["text"] for note in ministries["layout"]["annotations"]]
    assert "2018" not in {year for bar in ministries["data"] for year in bar["y"]}


def test_a_scope_without_counts_says_so() -> None:
    page = _page(lihat="Sebaran kelas", cakupan="Gorontalo")
    assert [info.value for info in page.info] == ["Belum ada jumlah per kelas yang diterbitkan untuk Gorontalo."]


# Downloads.


def test_csv_and_xlsx_hold_the_same_rows_with_their_sources(monev: Monev) -> None:
    rows = list(monev.results.export(Search(scope="papua")))
    table = list(csv.reader(io.StringIO(results_csv(rows).decode("utf-8-sig"))))
    sheet = openpyxl.load_workbook(io.BytesIO(results_xlsx(rows))).active
    assert len(table) == 11
    assert [[str(value or "") for value in line] for line in sheet.iter_rows(values_only=True)] == table
    keerom = next(line for line in table if "Keerom" in line[3])
    assert (keerom[6], keerom[7], keerom[14][:4]) == ("90.4", "informatif", "http")


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_a_text_that_a_spreadsheet_would_compute_is_neutralised(text: str) -> None:
    assert harmless(text) == "'" + text
    assert harmless("A" + text.strip()) == "A" + text.strip()


def test_a_formula_in_a_name_stays_text_in_both_files(monev: Monev) -> None:
    body, row = next(iter(monev.results.export(Search(scope="papua"))))
    evil = [(replace(body, name='=HYPERLINK("http://x","y")'), replace(row, body="@cmd"))]
    line = list(csv.reader(io.StringIO(results_csv(evil).decode("utf-8-sig"))))[1]
    assert (line[3][:2], line[4]) == ("'=", "'@cmd")
    cells = next(openpyxl.load_workbook(io.BytesIO(results_xlsx(evil))).active.iter_rows(min_row=2))
    assert all(cell.data_type != "f" for cell in cells)
    assert cells[3].value == '=HYPERLINK("http://x","y")'
