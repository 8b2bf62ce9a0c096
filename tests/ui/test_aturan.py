"""Aturan shows what is installed, checks what is being written, and keeps nothing."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from streamlit.testing.v1 import AppTest

import ui
import wording
from questionnaires import SHIPPED, Library
from questionnaires.editions import editions_in
from questionnaires.listing import count_unpublished
from questionnaires.writing import read_folder
from sheets.authoring.examine import examine
from sheets.authoring.lay import unpublished
from sheets.authoring.reader import read_authoring
from sheets.authoring.workbook import blank, write_authoring
from store import open_store
from tests.sheets.authoring.contoh import good
from ui.rules import against, files
from workflow import Monev

NOW = datetime(2026, 11, 26, 7, 3, 22, tzinfo=UTC)
XLSX = files.XLSX
LIBRARY = Library()


@pytest.fixture
def monev(tmp_path: Path) -> Iterator[Monev]:
    """The use cases on an empty database, which the page talks to."""
    made = Monev(LIBRARY, open_store(f"sqlite:///{tmp_path / 'monev.sqlite3'}"), lambda: NOW)
    ui.provide(lambda: made)
    yield made
    ui.provide(lambda: made)


def _aturan() -> None:
    import ui
    from ui.pages import aturan

    aturan.show(ui.provided())


def opened(**query: str) -> AppTest:
    """Return the page at an address."""
    page = AppTest.from_function(_aturan, default_timeout=60)
    for key, value in query.items():
        page.query_params[key] = value
    page.run()
    assert not page.exception
    return page


def workbook(**cells: Any) -> bytes:
    """Return the workbook of the invented year, with some cells changed."""
    target = BytesIO()
    write_authoring(good(), target)
    book = openpyxl.load_workbook(target)
    for address, value in cells.items():
        sheet, _, cell = address.partition("_")
        book[sheet][cell] = value
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def uploaded(data: bytes, name: str = "aturan.xlsx") -> AppTest:
    """Return the page after a workbook was dropped in."""
    page = opened()
    page.segmented_control(key="lihat").set_value("tulis").run()
    page.file_uploader[0].set_value([(name, data, XLSX)]).run()
    assert not page.exception
    return page


def words(page: AppTest) -> str:
    """Return every sentence of the page."""
    kinds = (
        page.markdown,
        page.caption,
        page.error,
        page.success,
        page.info,
        page.warning,
        page.header,
        page.subheader,
    )
    return "\n".join(element.value for kind in kinds for element in kind)


def test_the_list_holds_every_rule_set_and_can_be_searched(monev: Monev) -> None:
    page = opened()
    assert wording.text("aturan.daftar.jumlah", n=len(monev.library.editions)) in words(page)
    page.text_input(key="aturan_cari").set_value("kaltim 2025").run()
    assert wording.text("aturan.daftar.jumlah", n=2) in words(page)
    page.text_input(key="aturan_cari").set_value("tidak ada begini").run()
    assert wording.text("aturan.daftar.kosong") in words(page)


def test_a_rule_set_shows_what_is_assumed_and_what_is_not_published(monev: Monev) -> None:
    page = opened(aturan="pusat/2025@1")
    told = words(page)
    assert "Komisi Informasi Pusat, monev 2025" in told
    assert "Bobot indikator\\: jenis informasi 40" in told
    assert "tidak dipublikasikan" in told
    assert [button.label for button in page.get("download_button")] == [
        wording.text("aturan.isi.unduh_lembar"), wording.text("aturan.isi.unduh_berkas"),
    ]  # fmt: skip


def test_a_rule_set_is_told_in_sentences_with_source_and_grade(monev: Monev) -> None:
    shown = " ".join(element.value for element in opened(aturan="sumbar/2024@1").markdown)
    assert "Visitasi bernilai paling banyak 15 angka dari 100" in shown
    assert ":gray[sbr\\-2, sbr\\-3 · A]" in shown
    assert "`skala_nasional`" in shown
    assert "Masa sanggah" not in shown
    assert "Bobot tahap\\: Kuesioner \\(SAQ\\) dan Uji publik" in shown


def test_what_is_listed_as_not_published_is_what_is_counted() -> None:
    for name in ("pusat/2025", "kaltim/2025", "jateng/2024", "latihan/2025", "kemenhub/2024"):
        rules = Library().loaded(Library().edition(name))[0].rules
        found = list(unpublished(rules))
        assert len(found) == count_unpublished(rules.model_dump()), name
        assert all(table and column for table, _, column in found)


def test_an_unknown_rule_set_is_told(monev: Monev) -> None:
    assert "Tidak ada aturan bernama" in words(opened(aturan="<b>tiada</b>/1999"))


def test_the_archive_holds_the_files_as_they_are_installed(monev: Monev) -> None:
    edition = next(found for found in editions_in(SHIPPED) if found.name == "kaltim/2025@2")
    packed = zipfile.ZipFile(io.BytesIO(files.archive(read_folder(edition.folder), edition.short)))
    names = {f"kaltim/2025@2/{path.name}" for path in edition.folder.iterdir()}
    assert set(packed.namelist()) == names
    for name in names:
        assert packed.read(name) == (SHIPPED / name).read_bytes()


def test_the_template_can_be_read_and_says_what_is_missing() -> None:
    draft = read_authoring(files.workbook(blank()))
    assert [problem.message for problem in draft.problems] == [
        "Pemilik belum diisi", "Tahun belum diisi", "Judul belum diisi",
    ]  # fmt: skip


def test_a_wrong_workbook_is_told_with_place_and_remedy(monev: Monev) -> None:
    page = uploaded(workbook(Indikator_D4="enam puluh", Kelas_C4=True))
    assert wording.text("aturan.tulis.salah", n=2) in words(page)
    held = page.session_state["aturan_unggahan"][1]
    assert [problem.place for problem in held.problems] == [
        "lembar Indikator, baris 4, kolom Bobot (sel D4)", "lembar Kelas, baris 4, kolom Batas bawah (sel C4)",
    ]  # fmt: skip


def test_a_file_that_only_looks_like_a_workbook_is_told(monev: Monev) -> None:
    page = uploaded(b"%PDF-1.7", "<img src=x>.xlsx")
    assert wording.text("aturan.tulis.salah", n=1) in words(page)


def test_a_good_workbook_is_summed_up_compared_and_tried(monev: Monev) -> None:
    """UJI-1 weighs 30 of 100, with a link; without it the claim earns nothing."""
    page = uploaded(workbook())
    told = words(page)
    assert "uji/2030@1" in told
    assert (
        wording.text(
            "aturan.tulis.ringkas",
            kategori=2,
            butir=6,
            kosong=count_unpublished(good().files["rules.toml"].table.model_dump()),
            anggapan=1,
        )
        in told
    )
    page.segmented_control(key="coba_uji/2030@1_opd_UJI-1_j").set_value("ya").run()
    assert "0,00 dari 30,00" in words(page)
    page.text_input(key="coba_uji/2030@1_opd_UJI-1_t").set_value("https://contoh.go.id/profil").run()
    assert "30,00 dari 30,00" in words(page)
    assert page.metric[0].value == "30,00 dari 100"
    page.selectbox(key="coba_uji/2030@1_opd_UJI-1_l").set_value("sebagian").run()
    assert page.metric[0].value == "15,00 dari 100"


def test_answers_of_other_groups_count_too(monev: Monev) -> None:
    """Two documents of UJI-2 are worth 15, twenty announcements of UJI-3 another 15: 30 of the 60 of their indicator.

    UJI-4 is not asked, so its indicator drops and 60 stands for 100.
    """
    page = uploaded(workbook())
    page.selectbox(key="coba_uji/2030@1_opd_bagian").set_value(("Jenis informasi", "Setiap saat")).run()
    page.multiselect(key="coba_uji/2030@1_opd_UJI-2_j").set_value(["dip", "sop"]).run()
    page.text_input(key="coba_uji/2030@1_opd_UJI-2_t").set_value("https://contoh.go.id/dip").run()
    page.text_input(key="coba_uji/2030@1_opd_UJI-3_n").set_value("dua puluh").run()
    assert "bukan angka" in words(page)
    page.text_input(key="coba_uji/2030@1_opd_UJI-3_n").set_value("20").run()
    page.text_input(key="coba_uji/2030@1_opd_UJI-3_t").set_value("https://contoh.go.id/umum").run()
    assert page.metric[0].value == "50,00 dari 100"


def test_the_rule_set_before_is_offered_first(monev: Monev) -> None:
    names = [edition.name for edition in Library().editions]
    target = BytesIO()
    write_authoring(read_folder(SHIPPED / "kaltim" / "2025@2"), target)
    found = examine(read_authoring(target.getvalue()), Library())
    assert against.predecessor(names, found) == "kaltim/2025@1"
    fresh = examine(read_authoring(workbook()), Library())
    assert against.predecessor(names, fresh) == ""


def test_the_difference_to_another_rule_set_is_told(monev: Monev) -> None:
    page = uploaded(workbook())
    page.selectbox(key="aturan_banding_uji/2030@1").set_value("latihan/2025@1").run()
    assert not page.exception
    assert "Nilai dapat berubah" in words(page)


def test_nothing_is_stored(monev: Monev, tmp_path: Path) -> None:
    before = (tmp_path / "monev.sqlite3").read_bytes()
    page = uploaded(workbook())
    page.segmented_control(key="coba_uji/2030@1_opd_UJI-1_j").set_value("ya").run()
    assert (tmp_path / "monev.sqlite3").read_bytes() == before
    assert "uji" not in {edition.owner for edition in Library().editions}
