"""A file that does not follow the format says where, which key and what to write instead: every fault of form, word by word.

The file that is changed is the one that states every key once (`test_what_the_kernel_is_given`).
"""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from questionnaires import Library
from questionnaires.problems import Problem
from questionnaires.reading import read_bare, read_table
from questionnaires.tables import Table
from tests.questionnaires.test_what_the_kernel_is_given import FILLS, OPEN, QUESTIONS, STATED
from tests.questionnaires.test_wrong_tables import changed, told, with_rows

# (what is replaced, by what, every message)
IN_RULES: list[tuple[str, ...]] = [
    ("year = 2030", "year = 2009", "rules.toml, kunci 'year': nilai 2009 terlalu kecil. Isi paling sedikit 2010."),
    ("year = 2030", "year = 2101", "rules.toml, kunci 'year': nilai 2101 terlalu besar. Isi paling banyak 2100."),
    ("year = 2030", 'year = "dua"', "rules.toml, kunci 'year': nilai 'dua' bukan jenis yang diminta. Lihat docs/rules-format.md."),
    ("year = 2030", "year = 2030.5", "rules.toml, kunci 'year': nilai '2030.5' bukan jenis yang diminta. Lihat docs/rules-format.md."),
    ('title = "Aturan lengkap"', "title = 5", "rules.toml, kunci 'title': nilai 5 bukan jenis yang diminta. Lihat docs/rules-format.md."),
    ('title = "Aturan lengkap"', 'title = ["a"]', "rules.toml, kunci 'title': nilai ['a'] bukan jenis yang diminta. Lihat docs/rules-format.md."),
    ("maximum = 200", "maximum = nan", "rules.toml, kunci 'maximum': nilai 'NaN' bukan angka. Tulis angka seperti 0.25, 40, \"1/3\", atau \"nf\"."),
    ("maximum = 200", "maximum = inf", "rules.toml, kunci 'maximum': nilai 'Infinity' bukan angka. Tulis angka seperti 0.25, 40, \"1/3\", atau \"nf\"."),
    ("maximum = 200", "maximum = 2020-01-01", "rules.toml, kunci 'maximum': nilai 2020-01-01 bukan angka. Tulis angka seperti 0.25, 40, \"1/3\", atau \"nf\"."),
    ("maximum = 200", 'maximum = "200,5"', "rules.toml, kunci 'maximum': nilai '200,5' bukan angka. Tulis angka seperti 0.25, 40, \"1/3\", atau \"nf\"."),
    ("maximum = 200", "maximum = [1]", "rules.toml, kunci 'maximum': nilai [1] bukan angka. Tulis angka seperti 0.25, 40, \"1/3\", atau \"nf\"."),
    ("version = 3", "version = -1", "rules.toml, kunci 'version': nilai -1 terlalu kecil. Isi paling sedikit 0."),
    ("places = 1\n", "places = 7\n", "rules.toml, rounding, points ke-1 (stage), kunci 'places': nilai 7 terlalu besar. Isi paling banyak 6.", "rules.toml, rounding, points ke-1 (stage), kunci 'places': nilai 7 tidak dikenal. Pilih salah satu: 'nf'."),
    ("places = 1\n", 'places = "dua"\n', "rules.toml, rounding, points ke-1 (stage), kunci 'places': nilai 'dua' bukan jenis yang diminta. Lihat docs/rules-format.md.", "rules.toml, rounding, points ke-1 (stage), kunci 'places': nilai 'dua' tidak dikenal. Pilih salah satu: 'nf'."),
    ("places = 1\n", "places = -1\n", "rules.toml, rounding, points ke-1 (stage), kunci 'places': nilai -1 terlalu kecil. Isi paling sedikit 0.", "rules.toml, rounding, points ke-1 (stage), kunci 'places': nilai -1 tidak dikenal. Pilih salah satu: 'nf'."),
    ("days = 5", "days = 0", "rules.toml, objection, kunci 'days': nilai 0 terlalu kecil. Isi paling sedikit 1.", "rules.toml, objection, kunci 'days': nilai 0 tidak dikenal. Pilih salah satu: 'nf'."),
    ('mode = "truncate"', 'mode = "up"', "rules.toml, rounding, points ke-1 (stage), kunci 'mode': nilai 'up' tidak dikenal. Pilih salah satu: 'half_up', 'half_even', 'truncate', 'nf'."),
    ('share = "1/3" }', 'share = "1/3", warna = 1 }', "rules.toml, scales ke-1 (bagian), levels ke-2 (b), kunci 'warna': kunci tidak dikenal. Hapus kunci itu atau perbaiki ejaannya; yang ada: code, definition, label, points, share."),
    ('{ kind = "class", class = "atas" }', '{ kind = "class", kelas = "atas" }', "rules.toml, gates ke-1 (ambang), any_of ke-3, kunci 'kelas': kunci tidak dikenal. Hapus kunci itu atau perbaiki ejaannya; yang ada: categories, class, fact, kind, per, strict, ties, value."),
    ("[arithmetic]\n", "[arithmetic]\nwarna = 1\n", "rules.toml, arithmetic, kunci 'warna': kunci tidak dikenal. Hapus kunci itu atau perbaiki ejaannya; yang ada: blank, claimed_yes, class_on, grade, question_weights, ref, unjudged_yes, yes_without_evidence."),
    ("[ranking]\n", "[ranking]\nwarna = 1\n", "rules.toml, ranking, kunci 'warna': kunci tidak dikenal. Hapus kunci itu atau perbaiki ejaannya; yang ada: grade, keys, number, per, ref, ties."),
    ('keys = [{ by = "stage", of = "saq" }', 'keys = [{ by = "stage", dari = "saq" }', "rules.toml, ranking, keys ke-1, kunci 'dari': kunci tidak dikenal. Hapus kunci itu atau perbaiki ejaannya; yang ada: by, of."),
    ('at = "stage"\n', 'at = "stage"\nwarna = 1\n', "rules.toml, rounding, points ke-1 (stage), kunci 'warna': kunci tidak dikenal. Hapus kunci itu atau perbaiki ejaannya; yang ada: at, grade, mode, places, ref."),
    ("[[panels]]\n", "[[panels]]\nwarna = 1\n", "rules.toml, panels ke-1 (visitasi.paparan), kunci 'warna': kunci tidak dikenal. Hapus kunci itu atau perbaiki ejaannya; yang ada: aggregate, assessors, grade, minimum, ref, stage."),
    ('id = "ambang"\n', 'id = "ambang"\nwarna = 1\n', "rules.toml, gates ke-1 (ambang), kunci 'warna': kunci tidak dikenal. Hapus kunci itu atau perbaiki ejaannya; yang ada: any_of, before, categories, grade, id, label, on, otherwise, ref, value."),
    ('url = "https://ki.go.id/pedoman"', 'url = "https://ki.go.id/pedoman"\nwarna = 1', "rules.toml, sources ke-1 (s), kunci 'warna': kunci tidak dikenal. Hapus kunci itu atau perbaiki ejaannya; yang ada: id, title, url."),
    ('color = "hijau"\nref = "s"', 'color = "hijau"\nref = 5', "rules.toml, bands ke-1 (atas), kunci 'ref': nilai 5 bukan jenis yang diminta. Lihat docs/rules-format.md."),
    ('color = "hijau"\nref = "s"', 'color = "hijau"\nref = [1]', "rules.toml, bands ke-1 (atas), kunci 'ref': nilai 1 bukan jenis yang diminta. Lihat docs/rules-format.md."),
    ('label = "Organisasi perangkat daerah"\n', "", "rules.toml, categories ke-1 (opd), kunci 'label': kunci wajib belum ada. Tambahkan kunci itu."),
    ('code = "profil"', 'code = "Profil"', "rules.toml, indicators ke-1 (Profil), kunci 'code': kode 'Profil' tidak sah. Pakai huruf kecil, angka, dan garis bawah untuk kode; huruf, angka, titik, dan strip untuk kode butir."),
    ('reason = "Semua kunci ditulis sekali."', 'reason = "x"\nperiode = "y"\n', "rules.toml, kunci 'periode': kunci tidak dikenal. Hapus kunci itu atau perbaiki ejaannya; yang ada: adjustments, arithmetic, assumptions, awards, bands, base, base_seen, categories, facts, gates, indicators, instruments, leave_out, maximum, measures, objection, owner, panels, period, ranking, reason, rounding, scales, sources, stages, state, statuses, title, version, year."),
    ('levels = [{ code = "situs", label = "Situs", points = 6 }, { code = "papan", label = "Papan", points = 1.5 }]', "levels = []", "rules.toml, scales ke-2 (pilihan), kunci 'levels': isi [] terlalu pendek. Isi paling sedikit 1."),
    ('levels = [{ code = "situs", label = "Situs", points = 6 }, { code = "papan", label = "Papan", points = 1.5 }]', "levels = 5", "rules.toml, scales ke-2 (pilihan), kunci 'levels': nilai 5 bukan jenis yang diminta. Lihat docs/rules-format.md."),
    ('state = "published"', 'state = "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"', "rules.toml, kunci 'state': nilai 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx' tidak dikenal. Pilih salah satu: 'draft', 'published', 'sealed'."),
    ('state = "published"', 'state = "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"', "rules.toml, kunci 'state': nilai 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx... tidak dikenal. Pilih salah satu: 'draft', 'published', 'sealed'."),
    ("[arithmetic]\n", "[arithmetic]\n[arithmetic]\n", "rules.toml, baris 21 kolom 12: kunci atau tabel ditulis dua kali. Hapus salah satunya."),
    ('[[measures]]\ncode = "aduan"', 'x = [1,\n[[measures]]\ncode = "aduan"', "rules.toml, baris 237 kolom 3: tulisan TOML tidak sah. Periksa tanda kutip, koma, dan kurung pada baris itu."),
    ('on = "saq"\nbefore', 'on = "Saq"\nbefore', "rules.toml, gates ke-1 (ambang), kunci 'on': kode 'Saq' tidak sah. Pakai huruf kecil, angka, dan garis bawah untuk kode; huruf, angka, titik, dan strip untuk kode butir."),
    ('stage = "visitasi.paparan"', 'stage = "visitasi.paparan.x"', "rules.toml, panels ke-1 (visitasi.paparan.x), kunci 'stage': kode 'visitasi.paparan.x' tidak sah. Pakai huruf kecil, angka, dan garis bawah untuk kode; huruf, angka, titik, dan strip untuk kode butir."),
    ("[objection]\n", "[[objection]]\n", "rules.toml, kunci 'objection': nilai [{'on': 'saq', 'mode': 'data', 'days': 5, 'ref': 's', 'gr... bukan jenis yang diminta. Lihat docs/rules-format.md."),
    ("cap = 95", 'cap = "nf"', "rules.toml, adjustments ke-1 (bonus), kunci 'cap': nilai \"nf\" (tidak dipublikasikan) tidak dapat dipakai di sini. Isi dengan angka."),
    ("[ranking]\n", "[ranking]\nliteral = 1\n", "rules.toml, ranking, kunci 'literal': kunci tidak dikenal. Hapus kunci itu atau perbaiki ejaannya; yang ada: grade, keys, number, per, ref, ties."),
    ("[objection]\n", "[objection]\nconstrained-int = 1\n", "rules.toml, objection, kunci 'constrained-int': kunci tidak dikenal. Hapus kunci itu atau perbaiki ejaannya; yang ada: days, grade, mode, on, ref."),
]  # fmt: skip

IN_QUESTIONS: list[tuple[str, ...]] = [
    ("lower = 20,", 'lower = "x",', "opd.toml, questions ke-4 (U-4), counts ke-1, kunci 'lower': nilai 'x' bukan angka. Tulis angka seperti 0.25, 40, \"1/3\", atau \"nf\"."),
    ("lower = 20,", "lebih = 20,", "opd.toml, questions ke-4 (U-4), counts ke-1, kunci 'lower': kunci wajib belum ada. Tambahkan kunci itu.", "opd.toml, questions ke-4 (U-4), counts ke-1, kunci 'lebih': kunci tidak dikenal. Hapus kunci itu atau perbaiki ejaannya; yang ada: lower, points."),
    ('kinds = ["tautan", "pdf"]', "kinds = []", "opd.toml, questions ke-1 (U-1), evidence, kunci 'kinds': isi [] terlalu pendek. Isi paling sedikit 1."),
    ("max_mb = 2.5", 'max_mb = "nf"', "opd.toml, questions ke-1 (U-1), evidence, kunci 'max_mb': nilai \"nf\" (tidak dipublikasikan) tidak dapat dipakai di sini. Isi dengan angka."),
    ("count = 2", "count = 0", "opd.toml, questions ke-1 (U-1), evidence, kunci 'count': nilai 0 terlalu kecil. Isi paling sedikit 1."),
    ('period = "tahun_lalu"', 'period = "kini"', "opd.toml, questions ke-1 (U-1), evidence, kunci 'period': nilai 'kini' tidak dikenal. Pilih salah satu: 'tahun_lalu', 'tahun_ini', 'keduanya'."),
    ('choices = ["ya", "tidak"]', "choices = []", "opd.toml, questions ke-2 (U-2), shown_when, kunci 'choices': isi [] terlalu pendek. Isi paling sedikit 1."),
    ("checked = true", "checked = 3", "opd.toml, questions ke-1 (U-1), legal ke-1, kunci 'checked': nilai 3 bukan jenis yang diminta. Lihat docs/rules-format.md."),
    ("checked = true", "diperiksa = true", "opd.toml, questions ke-1 (U-1), legal ke-1, kunci 'checked': kunci wajib belum ada. Tambahkan kunci itu.", "opd.toml, questions ke-1 (U-1), legal ke-1, kunci 'diperiksa': kunci tidak dikenal. Hapus kunci itu atau perbaiki ejaannya; yang ada: checked, text."),
    ('text = "Apakah profil diumumkan?"', 'text = "Apa"', "opd.toml, questions ke-1 (U-1), kunci 'text': isi 'Apa' terlalu pendek. Isi paling sedikit 5."),
    ('code = "U-3"', 'code = "U 3"', "opd.toml, questions ke-3 (U 3), kunci 'code': kode 'U 3' tidak sah. Pakai huruf kecil, angka, dan garis bawah untuk kode; huruf, angka, titik, dan strip untuk kode butir."),
    ('not_applicable = "full"', 'not_applicable = "skip"', "opd.toml, questions ke-1 (U-1), kunci 'not_applicable': nilai 'skip' tidak dikenal. Pilih salah satu: 'drop_weight', 'full', 'zero'."),
    ('evidence = { kinds = ["gambar"], text = "Foto" }\nshown', 'evidence = "foto"\nshown', "opd.toml, questions ke-2 (U-2), kunci 'evidence': nilai 'foto' bukan jenis yang diminta. Lihat docs/rules-format.md."),
    ('category = "opd"\n', 'category = "OPD"\n', "opd.toml, kunci 'category': kode 'OPD' tidak sah. Pakai huruf kecil, angka, dan garis bawah untuk kode; huruf, angka, titik, dan strip untuk kode butir."),
    ("weight = 60", 'weight = "enam"', "opd.toml, questions ke-1 (U-1), kunci 'weight': nilai 'enam' bukan angka. Tulis angka seperti 0.25, 40, \"1/3\", atau \"nf\"."),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "messages"), [(old, new, told) for old, new, *told in IN_RULES])
def test_a_fault_of_form_in_the_rules_is_named(tmp_path: Path, old: str, new: str, messages: list[str]) -> None:
    assert told(tmp_path, changed(STATED, old, new)) == messages


@pytest.mark.parametrize(("old", "new", "messages"), [(old, new, told) for old, new, *told in IN_QUESTIONS])
def test_a_fault_of_form_in_a_category_file_is_named(tmp_path: Path, old: str, new: str, messages: list[str]) -> None:
    assert told(tmp_path, questions=changed(QUESTIONS, old, new)) == messages


TOGETHER = [
    [0, 4, 6, 11, 12, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 28, 29, 30, 31, 33, 37, 40],
    [1, 5, 7, 13, 27, 32, 34, 38, 39],
    [2, 8, 14],
]
QUESTIONS_TOGETHER = [[0, 2, 3, 4, 5, 6, 7, 9, 10, 11, 12, 13, 14], [1, 8]]
"""Rows of IN_RULES and of IN_QUESTIONS, by their numbers, that can be wrong at once."""


@pytest.mark.parametrize("rows", TOGETHER)
def test_many_faults_of_form_are_told_at_once(tmp_path: Path, rows: list[int]) -> None:
    rules = with_rows(STATED, IN_RULES, rows)
    assert sorted(told(tmp_path, rules)) == sorted(text for row in rows for text in IN_RULES[row][2:])


@pytest.mark.parametrize("rows", QUESTIONS_TOGETHER)
def test_many_faults_of_form_in_questions_are_told_at_once(tmp_path: Path, rows: list[int]) -> None:
    questions = with_rows(QUESTIONS, IN_QUESTIONS, rows)
    found = told(tmp_path, questions=questions)
    assert sorted(found) == sorted(text for row in rows for text in IN_QUESTIONS[row][2:])


NO_NUMBER = """bukan angka. Tulis angka seperti 0.25, 40, "1/3", atau "nf"."""

# (a number as a file writes it, how it is shown where it is refused, None where it is taken)
WRITTEN: list[tuple[str, str | None]] = [
    ("200", None),
    ("200.000", None),
    ('"400/2"', None),
    ("2e2", None),
    ('"konfirmasi"', "'konfirmasi'"),
    ("true", "True"),
    ("-inf", "'-Infinity'"),
    ('""', "''"),
    ('"2e2"', "'2e2'"),
    ('"1/0"', "'1/0'"),
    ('"200,0"', "'200,0'"),
    ("{ a = 1 }", "{'a': 1}"),
    ("10:00:00", "10:00:00"),
    ("1" + "0" * 100, "1" + "0" * 56 + "..."),
    (str(2**1000 - 1), str(2**1000 - 1)[:57] + "..."),
    (str(2**1000), "yang sangat besar"),
    ("1e101", "'1E+101'"),
    ("1e-101", "'1E-101'"),
    ("2." + "0" * 100, "'2." + "0" * 54 + "..."),
    ('"' + "0" * 101 + '"', "'" + "0" * 56 + "..."),
]


@pytest.mark.parametrize(("written", "shown"), WRITTEN, ids=lambda value: str(value)[:20])
def test_a_number_is_one_that_somebody_can_write_out(tmp_path: Path, written: str, shown: str | None) -> None:
    """At most 100 digits, before the point or after it, as a number or as a text."""
    expected = [] if shown is None else [f"rules.toml, kunci 'maximum': nilai {shown} {NO_NUMBER}"]
    assert told(tmp_path, STATED.replace("maximum = 200", f"maximum = {written}")) == expected


LARGEST = ["9" * 100, "-" + "9" * 100, "1e100", "9." + "0" * 98 + "1", '"' + "9" * 100 + '"', '"' + "9" * 98 + '/7"']


@pytest.mark.parametrize("written", LARGEST, ids=lambda value: str(value)[:20])
def test_a_number_of_a_hundred_digits_is_read(tmp_path: Path, written: str) -> None:
    found = told(tmp_path, STATED.replace("maximum = 200", f"maximum = {written}"))
    assert len(found) == 1
    assert found[0].startswith("rules.toml, indicators, kunci 'weight': jumlah bobot 200, seharusnya ")


TOO_DEEP = "rules.toml: isi bersarang terlalu dalam atau memuat angka yang terlalu panjang. Lihat docs/rules-format.md."
UNKNOWN = "rules.toml, kunci 'a': kunci tidak dikenal."


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("a." * 20 + "b = 1", TOO_DEEP),
        ("a . " * 20 + "b = 1", TOO_DEEP),
        ("a." * 19 + "b = 1", UNKNOWN),
        ("# " + "a." * 19, None),
        ("a = " + "[" * 5000, TOO_DEEP),
        ("a = " + "9" * 5000, TOO_DEEP),
    ],
    ids=["twenty", "with blanks", "nineteen", "comment", "arrays", "digits"],
)
def test_what_lies_too_deep_is_refused_in_words(tmp_path: Path, line: str, message: str | None) -> None:
    found = told(tmp_path, f"{line}\n{STATED}")
    assert [text[: len(message or "")] for text in found] == ([] if message is None else [message])


def test_a_file_of_five_megabytes_is_read_and_a_larger_one_is_not(tmp_path: Path) -> None:
    filled = STATED + "\n#" + "x" * (5_000_000 - len(STATED.encode()) - 2)
    assert told(tmp_path / "a", filled) == []
    assert told(tmp_path / "b", filled + "x") == [
        "rules.toml: berkas lebih dari 5 MB. Bagi menjadi beberapa berkas, masing-masing untuk satu kategori."
    ]


class Bare(Table):
    x: int


def faults(path: Path) -> list[str]:
    problems: list[Problem] = []
    assert read_table(path, "satu.toml", Bare, problems) is None
    return [str(problem) for problem in problems]


@pytest.mark.parametrize(
    ("size", "message"),
    [
        (5_000_000, "satu.toml: berkas bukan teks UTF-8. Simpan ulang dengan pengodean UTF-8."),
        (5_000_001, "satu.toml: berkas lebih dari 5 MB. Bagi menjadi beberapa berkas, masing-masing untuk satu kategori."),
    ],
)  # fmt: skip
def test_a_file_that_is_too_large_is_refused_before_anything_else_is_said_of_it(
    tmp_path: Path, size: int, message: str
) -> None:
    with (tmp_path / "satu.toml").open("wb") as file:
        file.write(b"\xff")
        file.truncate(size)
    assert faults(tmp_path / "satu.toml") == [message]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_are_counted_however_they_end(tmp_path: Path, end: str) -> None:
    (tmp_path / "satu.toml").write_bytes(f"x = 1{end}{end}y = {end}".encode())
    assert [text.partition(": ")[0] for text in faults(tmp_path / "satu.toml")] == ["satu.toml, baris 3 kolom 5"]
    (tmp_path / "satu.toml").write_bytes(f"x = 1{end}".encode())
    assert read_table(tmp_path / "satu.toml", "satu.toml", Bare, []) == Bare(x=1)


def test_a_fault_of_what_an_assumption_fills_names_the_key_that_it_fills(tmp_path: Path) -> None:
    written = '{ key = "stages.saq.weight", value = 55 }'
    rules = changed(OPEN % FILLS, written, written.replace("value", "nilai"))
    assert told(tmp_path, rules) == [
        "rules.toml, assumptions ke-1 (isi), fills ke-3 (stages.saq.weight), kunci 'nilai': kunci tidak dikenal. "
        "Hapus kunci itu atau perbaiki ejaannya; yang ada: key, value."
    ]


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_lines_may_end_as_other_systems_end_them(tmp_path: Path, end: str) -> None:
    folder = tmp_path / "uji" / "2030@3"
    folder.mkdir(parents=True)
    (folder / "rules.toml").write_bytes(STATED.replace("\n", end).encode())
    (folder / "opd.toml").write_bytes(QUESTIONS.replace("\n", end).encode())
    assert Library(tmp_path).check() == []


def test_what_a_file_takes_to_read_is_measured_in_its_own_seconds(tmp_path: Path) -> None:
    assert told(tmp_path) == []
    before = time.process_time()
    spent = read_bare(sorted(tmp_path.rglob("*.toml")))
    assert 0 < spent <= time.process_time() - before
    assert read_bare([]) < spent


@pytest.mark.parametrize("end", ["\nx = [1,", '\nx = "abc'])
def test_a_file_that_stops_in_the_middle_is_named_at_its_end(tmp_path: Path, end: str) -> None:
    assert told(tmp_path, STATED + end) == [
        "rules.toml, akhir berkas: tulisan TOML tidak sah. Periksa tanda kutip, koma, dan kurung pada baris itu."
    ]


def test_faults_of_form_are_told_for_the_whole_file_at_once(tmp_path: Path) -> None:
    rules = (
        STATED.replace("year = 2030", "year = 1")
        .replace("version = 3", "version = -1")
        .replace('title = "Aturan', 'judul = "Aturan')
    )
    assert [text.split("'")[1] for text in told(tmp_path, rules)] == ["year", "version", "title", "judul"]
