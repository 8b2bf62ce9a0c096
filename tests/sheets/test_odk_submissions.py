"""Answers given on a phone come back as they were given, however the server exports them, and no fault is silent."""

from __future__ import annotations

import csv
import io
import os
import random
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from questionnaires import Library
from scoring.facts import BLANK, Answer
from scoring.rules import Questionnaire
from scoring.scorer import Scorer
from sheets.odk import table
from sheets.odk.submissions import SubmissionReader
from sheets.odk.table import is_export
from tests.sheets import examples
from tests.sheets.bodies import random_body
from tests.sheets.filling import template
from tests.sheets.odk_phone import XForm, central, form_of, kobo_csv, kobo_rows, kobo_xlsx, reachable, typed
from tests.sheets.test_properties import BODIES

DEEP = bool(os.environ.get("MONEV_DEEP"))
LIBRARY = Library()
FEW = [("kkp/2024@1", "upt"), ("pusat/2025@1", "parpol"), ("contoh/2022@1", "opd"), ("contoh/2025@1", "semua")]
SHIPPED = [(edition.name, code) for edition in LIBRARY.editions for code, _ in LIBRARY.categories(edition.name)]
READER = SubmissionReader(examples.FULL)

Export = Callable[[XForm, list[dict[str, str]]], bytes]
EXPORTS: dict[str, Export] = {
    "Central": central,
    "Central tanpa grup, pilihan terpisah": lambda form, sent: central(form, sent, groups=False, split=True),
    "Kobo CSV": lambda form, sent: kobo_csv(kobo_rows(form, sent)),
    "Kobo CSV dengan grup": lambda form, sent: kobo_csv(kobo_rows(form, sent, groups=True, several="details")),
    "Kobo CSV, satu kolom": lambda form, sent: kobo_csv(kobo_rows(form, sent, several="summary")),
    "Kobo CSV berlabel": lambda form, sent: kobo_csv(kobo_rows(form, sent, labels=True)),
    "Kobo CSV berlabel, pilihan saja": lambda form, sent: kobo_csv(
        kobo_rows(form, sent, labels=True, several="details")
    ),
    "Kobo XLSX": lambda form, sent: kobo_xlsx(kobo_rows(form, sent)),
    "Kobo XLSX berlabel": lambda form, sent: kobo_xlsx(kobo_rows(form, sent, labels=True)),
}


def bodies(questionnaire: Questionnaire, count: int) -> list[dict[str, Answer]]:
    """Return what `count` bodies answer, without notes that a workbook of KoboToolbox turns into formulas."""
    return [
        {code: replace(a, note=a.note.lstrip("=")) for code, a in random_body(questionnaire, seed).items()}
        for seed in range(count)
    ]


TRIPS = [(None, way) for way in EXPORTS]
TRIPS += (
    [(name, way) for name in SHIPPED for way in EXPORTS] if DEEP else [(name, "Kobo XLSX berlabel") for name in FEW]
)


@pytest.mark.parametrize(("name", "way"), TRIPS, ids=str)
def test_answers_come_back_with_the_same_score(name: tuple[str, str] | None, way: str) -> None:
    questionnaire = examples.FULL if name is None else LIBRARY.questionnaire(*name)
    scorer, form = Scorer(questionnaire), form_of(questionnaire)
    given_answers = bodies(questionnaire, 12 if name is None else 3)
    sheets = [scorer.score(answers) for answers in given_answers]
    asked = [reachable(questionnaire, a, sheet) for a, sheet in zip(given_answers, sheets, strict=True)]
    sent = [form.fill(typed(questionnaire, answers, f"Badan {at}")) for at, answers in enumerate(asked)]
    found = [one.reading for one in SubmissionReader(questionnaire).read(EXPORTS[way](form, sent), "ekspor")]
    assert [reading.problems for reading in found] == [()] * len(sent)
    assert [reading.body for reading in found] == [f"Badan {at}" for at in range(len(sent))]
    assert [dict(reading.facts) for reading in found] == asked
    assert [scorer.score(reading.facts).as_json() for reading in found] == [sheet.as_json() for sheet in sheets]


@settings(max_examples=300 if DEEP else 15, deadline=None, suppress_health_check=list(HealthCheck))
@given(answers=BODIES, way=st.sampled_from(["Central", "Kobo CSV berlabel"]))
def test_any_answers_that_the_form_takes_come_back(answers: dict[str, Answer], way: str) -> None:
    """Whatever a person may type: any note, any links; what is typed where nothing is asked is not sent."""
    scorer, form = Scorer(examples.FULL), form_of(examples.FULL)
    answers = {code: _typable(answer) for code, answer in answers.items()}
    sheet = scorer.score(answers)
    sent = form.fill(typed(examples.FULL, answers))
    (found,) = READER.read(EXPORTS[way](form, [sent]), "ekspor.csv")
    assert found.reading.problems == ()
    assert found.reading.facts == {
        code: answer for code, answer in reachable(examples.FULL, answers, sheet).items() if answer != BLANK
    }
    assert scorer.score(found.reading.facts).as_json() == sheet.as_json()


def _typable(answer: Answer) -> Answer:
    """Return an answer as a keyboard gives it: no control characters, and links that the form takes."""
    note = "".join(letter for letter in answer.note if letter.isprintable())
    links = tuple(link for link in answer.links if "]" not in link and "[" not in link)
    return replace(answer, note=note, links=links if sum(map(len, links)) < 1900 else ())


LINK = "https://ppid.contoh.go.id/a"


def one(**given_fields: str) -> dict[str, str]:
    """Return what the example sends after these values were typed in."""
    return form_of(examples.FULL).fill({"badan": "Dinas A", **given_fields})


def changed(edit: Callable[[list[list[str]]], None], *sent: dict[str, str], separator: str = ",") -> bytes:
    """Return an export of Central after `edit` changed its rows."""
    data = central(form_of(examples.FULL), list(sent) or [one(jawab_1__1="ya", bukti_1__1=LINK)], groups=False)
    rows = list(csv.reader(io.StringIO(data.decode())))
    edit(rows)
    target = io.StringIO(newline="")
    csv.writer(target, delimiter=separator).writerows(rows)
    return target.getvalue().encode()


def put(heading: str, value: str, row: int = 1) -> Callable[[list[list[str]]], None]:
    """Return an edit that sets one cell."""

    def edit(rows: list[list[str]]) -> None:
        rows[row][rows[0].index(heading)] = value

    return edit


def named(old: str, new: str) -> Callable[[list[list[str]]], None]:
    """Return an edit that renames a heading."""
    return lambda rows: rows[0].__setitem__(rows[0].index(old), new)


def without(heading: str) -> Callable[[list[list[str]]], None]:
    """Return an edit that removes a column."""

    def edit(rows: list[list[str]]) -> None:
        at = rows[0].index(heading)
        for row in rows:
            del row[at]

    return edit


def faults(data: bytes, name: str = "e.csv") -> list[str]:
    """Return every problem of an export as it is printed."""
    return [str(found) for submission in READER.read(data, name) for found in submission.reading.problems]


def nothing(_: list[list[str]]) -> None:
    """Change nothing."""


def test_an_export_in_order_has_no_faults() -> None:
    for separator in ",;\t":
        assert faults(changed(nothing, separator=separator)) == []
    assert faults("\ufeff".encode() + changed(nothing)) == []


WRONG: dict[str, tuple[bytes, str]] = {
    "another answer": (
        changed(put("jawab_1__1", "mungkin")),
        "berkas e.csv, baris 2, kolom jawab_1__1 (sel N2): jawaban 'mungkin' tidak dikenal. Pilih salah satu: Ya; Tidak.",
    ),
    "an answer the question does not take": (
        changed(put("jawab_1__1", "tidak_berlaku")),
        "berkas e.csv, baris 2, kolom jawab_1__1 (sel N2): jawaban 'tidak_berlaku' tidak dikenal. "
        "Pilih salah satu: Ya; Tidak.",
    ),
    "another level": (
        changed(put("tingkat_1__2", "e"), one(jawab_1__2="ya")),
        "berkas e.csv, baris 2, kolom tingkat_1__2 (sel R2): tingkat 'e' bukan bagian butir ini. "
        "Pilih salah satu: A: lengkap dan mutakhir; B; C; D.",
    ),
    "a level without Ya": (
        changed(put("tingkat_1__2", "b")),
        "berkas e.csv, baris 2, kolom tingkat_1__2 (sel R2): tingkat hanya menyertai jawaban Ya. "
        "Isi jawaban Ya atau kosongkan tingkat.",
    ),
    "no link": (
        changed(put("bukti_1__1", f"{LINK} ppid.contoh.go.id")),
        "berkas e.csv, baris 2, kolom bukti_1__1 (sel O2): 'ppid.contoh.go.id' bukan tautan. "
        "Salin alamat lengkap dari peramban, diawali https:// atau http://.",
    ),
    "no number": (
        changed(put("angka_2__4", "banyak")),
        "berkas e.csv, baris 2, kolom angka_2__4 (sel AK2): 'banyak' bukan angka. "
        "Tulis angka saja, misalnya 27 atau 2,5.",
    ),
    "below zero": (
        changed(put("angka_2__4", "-3")),
        "berkas e.csv, baris 2, kolom angka_2__4 (sel AK2): angka -3 kurang dari nol. Isi nol atau lebih.",
    ),
    "a note too long": (
        changed(put("catatan_1__1", "a" * 10_001)),
        "berkas e.csv, baris 2, kolom catatan_1__1 (sel P2): catatan 10001 karakter. Persingkat sampai 10000 karakter.",
    ),
    "no name": (
        changed(put("badan", " ")),
        "berkas e.csv, baris 2, kolom badan (sel G2): nama badan publik kosong. Tulis namanya di kolom ini.",
    ),
    "refused on the server": (
        changed(put("ReviewState", "rejected")),
        "berkas e.csv, baris 2, kolom ReviewState (sel BU2): kiriman ini ditolak di server ('rejected'). "
        "Setujui kiriman itu di server lalu ekspor lagi, atau hapus barisnya.",
    ),
    "another year": (
        changed(put("monev_aturan", "uji/2026")),
        "berkas e.csv, baris 2: isian untuk aturan uji/2026 versi 1, kategori opd, yang diminta aturan uji/2025 versi 1, "
        "kategori opd. Pilih aturan dan kategori yang sesuai dengan formulirnya.",
    ),
    "another version": (
        changed(put("monev_versi", "2")),
        "berkas e.csv, baris 2: isian untuk aturan uji/2025 versi 2, kategori opd, yang diminta aturan uji/2025 versi 1, "
        "kategori opd. Pilih aturan dan kategori yang sesuai dengan formulirnya.",
    ),
    "another layout": (
        changed(put("monev_skema", "9")),
        "berkas e.csv, baris 2: susunan formulir bernomor '9' tidak dikenal oleh versi aplikasi ini. "
        "Buat formulir baru dengan aplikasi ini, lalu minta badan publik mengisinya.",
    ),
    "no stamp in a row": (
        changed(put("monev_aturan", "")),
        "berkas e.csv, baris 2: aturan, versi, atau kategori kosong pada baris ini. "
        "Ekspor lagi dengan semua kolom; kiriman yang disandikan harus dibuka dahulu di server.",
    ),
    "no stamp": (
        changed(without("monev_aturan")),
        "e.csv: berkas ini bukan ekspor formulir Monev KIP: kolom monev_aturan tidak ada. "
        "Ekspor lagi dari ODK Central atau KoboToolbox dengan semua kolom, termasuk kolom yang diawali monev_.",
    ),
    "a column that is not there": (
        changed(without("catatan_1__1")),
        "berkas e.csv, baris judul: 1 kolom tidak ada: catatan_1__1. "
        "Ekspor lagi dengan semua kolom; di KoboToolbox pilih XML values and headers.",
    ),
    "a column twice": (
        changed(named("wilayah", "catatan_1__1")),
        "berkas e.csv, baris judul: ada lebih dari satu kolom catatan_1__1. "
        "Sisakan satu, atau ekspor lagi tanpa kolom ganda.",
    ),
    "a column of another questionnaire": (
        changed(named("wilayah", "jawab_KKP24_001")),
        "berkas e.csv, baris judul: kolom jawab_KKP24_001: butir 'KKP24-001' tidak ditanyakan begitu pada kuesioner ini. "
        "Ekspor dari formulir yang dibuat dengan aturan, versi, dan kategori ini.",
    ),
    "no submissions": (
        changed(lambda rows: rows.__delitem__(1)),
        "e.csv: berkas tidak memuat kiriman. Ekspor lagi setelah ada kiriman.",
    ),
    "a row cut short": (
        changed(lambda rows: rows[1].__delitem__(-1)),
        "berkas e.csv, baris 2: baris berisi 75 kolom, judulnya 76. "
        "Ekspor lagi; jangan mengubah CSV dengan penyunting teks.",
    ),
    "a quotation mark left open": (
        changed(nothing) + b'"',
        "e.csv: tanda kutip tidak lengkap sesudah baris 2. Ekspor lagi; jangan mengubah CSV dengan penyunting teks.",
    ),
    "other letters": (
        changed(put("badan", "Kantor Wilayah é")).decode().encode("latin-1"),
        "e.csv: bukan teks UTF-8. Ekspor lagi sebagai CSV, atau simpan sebagai CSV UTF-8.",
    ),
    "something else": (
        b"nama;nilai\nDinas;90\n",
        "e.csv: berkas ini bukan ekspor formulir Monev KIP: kolom monev_aturan tidak ada. "
        "Ekspor lagi dari ODK Central atau KoboToolbox dengan semua kolom, termasuk kolom yang diawali monev_.",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("data", "message"), WRONG.values(), ids=WRONG)
def test_a_wrong_export_says_where_what_and_what_to_do(data: bytes, message: str) -> None:
    assert faults(data) == [message]


@pytest.mark.parametrize(
    ("state", "refused"),
    [
        ("Not Approved", True),
        ("validation_status_not_approved", True),
        ("On Hold", False),
        ("Approved", False),
        ("", False),
    ],
)
def test_what_a_reviewer_of_kobotoolbox_refused_does_not_count(state: str, refused: bool) -> None:
    rows = kobo_rows(form_of(examples.FULL), [one(jawab_1__1="ya")])
    rows[1][rows[0].index("_validation_status")] = state
    assert bool(faults(kobo_csv(rows))) == refused


def test_every_fault_of_a_row_is_told_at_once() -> None:
    def edit(rows: list[list[str]]) -> None:
        for heading, value in (("jawab_1__1", "x"), ("bukti_1__3", "y"), ("angka_2__4", "z"), ("badan", "")):
            put(heading, value)(rows)

    assert [found.partition(": ")[0].partition("kolom ")[2] for found in faults(changed(edit))] == [
        "badan (sel G2)", "jawab_1__1 (sel N2)", "bukti_1__3 (sel V2)", "angka_2__4 (sel AK2)",
    ]  # fmt: skip


def test_one_wrong_row_stops_no_other() -> None:
    data = changed(put("jawab_1__1", "x", row=2), one(jawab_1__1="ya"), one(jawab_1__1="ya"), one(jawab_1__1="tidak"))
    found = READER.read(data, "e.csv")
    assert [bool(submission.reading.problems) for submission in found] == [False, True, False]
    assert [submission.origin for submission in found] == [f"berkas e.csv, baris {row}" for row in (2, 3, 4)]


@pytest.mark.parametrize("written", ["YA", " ya ", "Ya.", "y", "iya"])
def test_spelling_is_taken_as_in_workbooks(written: str) -> None:
    (found,) = READER.read(changed(put("jawab_1__1", written)), "e.csv")
    assert found.reading.facts["1.1"].choice == "ya"


@pytest.mark.parametrize(
    ("written", "expected"),
    [("1.234", "1.2340"), ("27.0", "27"), ("1.0E7", "10000000"), ("2,5", "2.5"), ("1.5E-3", "0.0015"), ("0", "0")],
)
def test_numbers_are_read_as_forms_store_them(written: str, expected: str) -> None:
    """A point before decimals is what a form writes; a comma is what a spreadsheet makes of it."""
    (found,) = READER.read(changed(put("angka_2__4", written)), "e.csv")
    assert found.reading.answers["2.4"]["number"] == expected


def test_links_are_parted_by_any_white_space_and_kept_once() -> None:
    (found,) = READER.read(changed(put("bukti_1__1", f"  {LINK}\r\n{LINK}/b\t{LINK} ")), "e.csv")
    assert found.reading.facts["1.1"].links == (LINK, f"{LINK}/b")


def test_columns_of_ones_own_are_left_alone() -> None:
    assert faults(changed(named("wilayah", "keterangan panitia"))) == []


def test_choices_and_their_columns_must_say_the_same() -> None:
    form, sent = form_of(examples.FULL), one(jawab_2__1="sop dip", bukti_2__1=LINK)
    rows = kobo_rows(form, [sent])
    rows[1][rows[0].index("jawab_2__1/dip")] = "0"
    assert faults(kobo_csv(rows)) == [
        "berkas e.csv, baris 2, kolom jawab_2__1 (sel V2): kolom ini berisi 'sop dip', padahal kolom pilihannya menandai "
        "sop. Ekspor lagi tanpa mengubah isinya."
    ]
    rows[1][rows[0].index("jawab_2__1/dip")] = "x"
    assert "'x' bukan tanda pilihan" in faults(kobo_csv(rows))[0]
    rows[1][rows[0].index("jawab_2__1/dip")] = "1"
    assert faults(kobo_csv(rows)) == []


def test_labels_of_several_choices_in_one_column_are_asked_about() -> None:
    form, sent = form_of(examples.FULL), one(jawab_2__1="sop dip")
    (found,) = faults(kobo_csv(kobo_rows(form, [sent], labels=True, several="summary")))
    assert "'SOP layanan Daftar informasi' tidak dapat dipisah menjadi pilihan" in found


def test_labels_are_understood_behind_the_labels_of_their_groups() -> None:
    form, sent = form_of(examples.FULL), one(jawab_1__1="ya", bukti_1__1=LINK, jawab_2__1="sop dip")
    rows = kobo_rows(form, [sent], labels=True)
    rows[0] = [f"Layanan SOP/SK/{heading}" for heading in rows[0]]
    (found,) = READER.read(kobo_csv(rows), "e.csv")
    assert found.reading.problems == ()
    assert {code: answer.choice or answer.chosen for code, answer in found.reading.facts.items()} == {
        "1.1": "ya",
        "2.1": ("sop", "dip"),
    }


def test_a_note_that_a_workbook_turned_into_a_formula_is_found() -> None:
    form, sent = form_of(examples.FULL), one(jawab_1__1="ya", catatan_1__1="=1+1")
    rows = kobo_rows(form, [sent])
    (found,) = faults(kobo_xlsx(rows), "e.xlsx")
    assert found.startswith("berkas e.xlsx, baris 2, kolom catatan_1__1")
    assert "Ekspor sebagai CSV" in found
    (kept,) = READER.read(kobo_csv(rows), "e.csv")
    assert kept.reading.facts["1.1"].note == "=1+1"


def test_too_many_submissions_are_refused() -> None:
    (found,) = faults(changed(nothing, *[one()] * (table.SUBMISSIONS_LIMIT + 1)))
    assert "berkas memuat 5.001 kiriman, paling banyak 5.000" in found


def test_a_file_too_large_is_refused_before_it_is_read() -> None:
    (found,) = faults(b"a" * (table.CSV_LIMIT + 1))
    assert "berkas lebih dari 60 MB" in found


def test_exports_are_told_from_workbooks_and_other_files() -> None:
    form, sent = form_of(examples.FULL), one()
    assert is_export(central(form, [sent]), "kiriman.CSV")
    assert is_export(kobo_xlsx(kobo_rows(form, [sent])), "kiriman.xlsx")
    assert not is_export(template(), "templat.xlsx")
    assert not is_export(b"PK\x03\x04rusak", "a.xlsx")
    assert not is_export(b"{}", "jawaban.json")


@pytest.mark.parametrize("seed", range(8))
def test_damage_is_a_fault_or_changes_what_it_touches_alone(seed: int) -> None:
    """No damage breaks the reader."""
    data = central(form_of(examples.FULL), [one(jawab_1__1="ya", bukti_1__1=LINK), one(jawab_1__2="tidak")])
    draw = random.Random(seed)
    for _ in range(60):
        spoilt = bytearray(data)
        for _ in range(draw.choice((1, 4, 30))):
            spoilt[draw.randrange(len(spoilt))] = draw.choice(b'",;\n\r\x00ab=9\xff')
        for submission in READER.read(bytes(spoilt), "e.csv"):
            assert submission.reading.problems or submission.reading.body
