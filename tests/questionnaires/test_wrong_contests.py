"""Gates, panels, adjustments, places, awards, objections, instruments and measures that cannot be: one pinned message each."""

from __future__ import annotations

from pathlib import Path

import pytest

from questionnaires import Library

RULES = """
owner = "uji"
year = 2030
version = 1
state = "draft"
title = "Aturan uji"
maximum = 100

[[sources]]
id = "s"
title = "Sumber uji"

[[assumptions]]
id = "anggapan"
text = "Yang tidak diterbitkan diisi untuk pengujian."
reason = "Sumber tidak menyebutnya sama sekali."
fills = [
  { key = "gates.urutan.rank", value = 3 },
  { key = "gates.urutan.ties", value = "admit" },
  { key = "gates.nilai.threshold", value = 60 },
  { key = "panels.visitasi.presentasi.aggregate", value = "median" },
  { key = "adjustments.bonus.value", value = 5 },
]

[[categories]]
code = "desa"
label = "Desa"
file = "desa.toml"

[[indicators]]
code = "profil"
label = "Profil"
weight = 100
ref = "s"
grade = "B"

[[bands]]
code = "atas"
label = "Atas"
lower = 60
ref = "s"
grade = "B"

[[bands]]
code = "bawah"
label = "Bawah"
lower = 0
ref = "s"
grade = "B"

[[stages]]
code = "saq"
label = "Kuesioner"
weight = 60
ref = "s"
grade = "B"

[[stages]]
code = "visitasi"
label = "Visitasi"
weight = 25
parts = [{ code = "verifikasi", label = "Verifikasi", weight = 75 }, { code = "presentasi", label = "Presentasi", weight = 25 }]
ref = "s"
grade = "B"

[[stages]]
code = "uji_publik"
label = "Uji publik"
weight = 15
given_as = "points"
ref = "s"
grade = "B"

[[facts]]
code = "hadir"
label = "Hadir"
ref = "s"
grade = "B"

[[gates]]
id = "nilai"
on = "saq"
before = "visitasi"
any_of = [{ kind = "threshold", value = "nf" }, { kind = "category", categories = ["desa"] }]
ref = "s"
grade = "B"

[[gates]]
id = "urutan"
on = ["saq", "visitasi"]
before = "uji_publik"
any_of = [{ kind = "rank", value = "nf", ties = "nf" }, { kind = "class", class = "atas" }, { kind = "fact", fact = "hadir" }]
ref = "s"
grade = "B"

[[panels]]
stage = "visitasi.presentasi"
aggregate = "nf"
ref = "s"
grade = "B"

[[adjustments]]
id = "bonus"
label = "Hadir"
stage = "visitasi"
when = "hadir"
kind = "add"
value = "nf"
ref = "s"
grade = "B"

[ranking]
number = "published"
ties = "sequential"
keys = [{ by = "stage", of = "saq" }, { by = "fact", of = "hadir" }, { by = "submitted" }]
ref = "s"
grade = "B"

[[awards]]
id = "juara"
label = "Juara"
kind = "champion"
on = "saq"
ref = "s"
grade = "B"

[[awards]]
id = "predikat"
label = "Predikat"
kind = "class"
class = "atas"
ref = "s"
grade = "B"

[objection]
on = "saq"
mode = "edit"
days = 3
ref = "s"
grade = "B"

[[instruments]]
body = "Desa Contoh"
category = "desa"
file = "desa-contoh.toml"
reason = "Desa ini mempunyai indikatornya sendiri."
ref = "s"
grade = "B"

[[measures]]
code = "berita"
label = "Berita"
kind = "frequency"
per = "week"
at_least = 2
ref = "s"
grade = "B"

[[measures]]
code = "laju"
label = "Laju"
kind = "rate"
brackets = [{ code = "kecil", label = "Kecil", lower = 0 }, { code = "besar", label = "Besar", lower = 1000 }]
ref = "s"
grade = "B"

[[measures]]
code = "aduan"
label = "Aduan"
kind = "response"
within = 24
buckets = [3, 24]
ref = "s"
grade = "B"
"""

DESA = """
category = "desa"
label = "Desa"

[[questions]]
code = "D-1"
indicator = "profil"
group = "Profil"
text = "Apakah profil diumumkan?"
weight = 100
help = "Terpenuhi bila profil tampil di situs."
remedy = "Tayangkan profil di situs."
evidence = { kinds = ["tautan"], text = "Tautan halaman", count = 2, max_mb = 2, sample = 3, period = "keduanya", own_site = true }
ref = "s"
grade = "B"
"""


def library(root: Path, rules: str = RULES, own: str = DESA) -> Library:
    folder = root / "uji" / "2030"
    folder.mkdir(parents=True)
    for name, text in (("rules.toml", rules), ("desa.toml", DESA), ("desa-contoh.toml", own)):
        (folder / name).write_text(text, encoding="utf-8")
    return Library(root)


def test_the_example_itself_opens(tmp_path: Path) -> None:
    """For each refusal below there is this one that succeeds."""
    found = library(tmp_path)
    assert found.check() == []
    assert found.questionnaire("uji/2030", "desa", "desa contoh").body == "Desa Contoh"
    gate = found.rule_set("uji/2030").gates[1]
    assert (gate.on, gate.any_of[0].value.assumption, gate.any_of[0].ties_assumption) == (
        ("saq", "visitasi"),
        "anggapan",
        "anggapan",
    )


def test_a_gate_may_say_that_the_number_it_tests_was_not_published(tmp_path: Path) -> None:
    found = library(tmp_path, RULES.replace('on = ["saq", "visitasi"]', 'on = "nf"', 1))
    assert found.check() == []
    assert [gate.on for gate in found.rule_set("uji/2030").gates] == [("saq",), ()]


TWO_ROUTES = """
[[stages]]
code = "saq"
label = "Kuesioner"
weight = 60
ref = "s"
grade = "B"

[[stages]]
code = "visitasi"
label = "Visitasi"
weight = 25
categories = ["desa"]
ref = "s"
grade = "B"

[[stages]]
code = "uji_publik"
label = "Uji publik"
weight = 15
ref = "s"
grade = "B"

[[stages]]
code = "visitasi"
label = "Visitasi"
weight = 25
categories = ["opd"]
ref = "s"
grade = "B"

[[facts]]
"""

# (what is replaced, by what, every message)
FAULTS = [
    ('on = "saq"\nbefore', 'on = "wawancara"\nbefore', "gates (nilai), kunci 'on': tahap 'wawancara' tidak ada. Sebut tahap dari tabel stages."),
    ('before = "visitasi"', 'before = "saq"', "gates (nilai), kunci 'on': tahap 'saq' tidak berada sebelum 'saq'. Uji tahap yang lebih dahulu, atau sesuaikan urutan dan 'categories'."),
    ('on = ["saq", "visitasi"]', 'on = []', "gates ke-2 (urutan), kunci 'on': isi [] terlalu pendek. Isi paling sedikit 1."),
    ('{ kind = "category", categories = ["desa"] }', '{ kind = "threshold", value = 60 }', "gates (nilai), any_of: syarat 'threshold' ditulis 2 kali. Sisakan satu."),
    ('{ kind = "category", categories = ["desa"] }', '{ kind = "category" }', "gates (nilai), any_of (category): tanpa kategori. Isi kunci 'categories'."),
    ('{ kind = "category", categories = ["desa"] }', '{ kind = "category", categories = ["desa"], strict = true }', "gates (nilai), any_of (category), kunci 'strict': tidak dipakai jenis 'category'. Hapus kunci itu."),
    ('{ kind = "threshold", value = "nf" }', '{ kind = "threshold" }', "gates (nilai), any_of (threshold): tanpa angka. Isi kunci 'value'.", "assumptions (anggapan), fills: kunci 'gates.nilai.threshold' tidak bernilai \"nf\". Hapus isian itu atau perbaiki kuncinya."),
    ('"gates.nilai.threshold", value = 60', '"gates.nilai.threshold", value = 100.01', "gates (nilai), any_of (threshold): ambang 10001/100. Isi antara 0 dan 100."),
    ('"gates.nilai.threshold", value = 60', '"gates.nilai.threshold", value = "enam"', "assumptions (anggapan), fills: nilai 'enam' untuk 'gates.nilai.threshold' bukan angka. Isi dengan angka."),
    ('"gates.urutan.rank", value = 3', '"gates.urutan.rank", value = 0', "gates (urutan), any_of (rank): jumlah 0. Isi bilangan bulat mulai 1."),
    ('"gates.urutan.rank", value = 3', '"gates.urutan.rank", value = 2.5', "gates (urutan), any_of (rank): jumlah 5/2. Isi bilangan bulat mulai 1."),
    ('"gates.urutan.ties", value = "admit"', '"gates.urutan.ties", value = "semua"', "assumptions (anggapan), fills: nilai 'semua' untuk 'gates.urutan.ties' tidak dikenal. Pilih salah satu: admit, keys."),
    ('"panels.visitasi.presentasi.aggregate", value = "median"', '"panels.visitasi.presentasi.aggregate", value = "modus"', "assumptions (anggapan), fills: nilai 'modus' untuk 'panels.visitasi.presentasi.aggregate' tidak dikenal. Pilih salah satu: mean, median, trimmed_mean."),
    ('class = "atas" }', 'class = "tengah" }', "gates (urutan), any_of (class): kelas 'tengah' tidak ada. Sebut kelas dari tabel bands."),
    ('fact = "hadir" }]', 'fact = "datang" }]', "gates (urutan), any_of (fact): fakta 'datang' tidak ada. Sebut fakta dari tabel facts."),
    ('before = "uji_publik"', 'before = "uji_publik"\ncategories = ["opd"]\notherwise = "gugur"', "gates ke-2 (urutan), kunci 'otherwise': nilai 'gugur' tidak dikenal. Pilih salah satu: 'missing', 'zero', 'carry', 'renormalise', 'exclude'."),
    ('stage = "visitasi.presentasi"', 'stage = "visitasi.wawancara"', "panels (visitasi.wawancara), kunci 'stage': tahap atau komponen 'visitasi.wawancara' tidak ada. Sebut tahap, atau tahap.komponen.", "assumptions (anggapan), fills: kunci 'panels.visitasi.presentasi.aggregate' tidak bernilai \"nf\". Hapus isian itu atau perbaiki kuncinya."),
    ("[[adjustments]]", '[[panels]]\nstage = "visitasi.presentasi"\nref = "s"\ngrade = "B"\n\n[[adjustments]]', "panels: kode 'visitasi.presentasi' ditulis 2 kali. Beri kode yang berbeda atau hapus salah satunya."),
    ('aggregate = "nf"', 'aggregate = "nf"\nminimum = 0', "panels ke-1 (visitasi.presentasi), kunci 'minimum': nilai 0 terlalu kecil. Isi paling sedikit 1."),
    ('when = "hadir"', 'when = "datang"', "adjustments (bonus), kunci 'when': fakta 'datang' tidak ada. Sebut fakta dari tabel facts."),
    ('kind = "add"', 'kind = "add"\ncap = 100.5', "adjustments (bonus), kunci 'cap': batas 201/2. Isi antara 0 dan 100."),
    ('kind = "add"\nvalue = "nf"', 'kind = "multiply"\nvalue = -1', "adjustments (bonus), kunci 'value': pengali -1. Isi nol atau lebih.", "assumptions (anggapan), fills: kunci 'adjustments.bonus.value' tidak bernilai \"nf\". Hapus isian itu atau perbaiki kuncinya."),
    ('stage = "visitasi"\n', 'stage = "website"\n', "adjustments (bonus), kunci 'stage': tahap atau komponen 'website' tidak ada. Sebut tahap, atau tahap.komponen."),
    ('keys = [{ by = "stage", of = "saq" }, { by = "fact", of = "hadir" }, { by = "submitted" }]', "", "ranking, kunci 'keys': peringkat berurut tanpa kunci seri. Isi keys."),
    ('{ by = "stage", of = "saq" }', '{ by = "stage", of = "website" }', "ranking, keys (stage): tahap 'website' tidak ada. Sebut tahap dari tabel stages."),
    ('{ by = "submitted" }', '{ by = "submitted", of = "saq" }', "ranking, keys (submitted): 'saq' tidak dipakai di sini. Hapus kunci 'of'."),
    ('on = "saq"\nref', 'on = "website"\nref', "awards (juara), kunci 'on': tahap 'website' tidak ada. Sebut tahap dari tabel stages."),
    ('kind = "class"\nclass = "atas"', 'kind = "class"\nclass = "utama"', "awards (predikat), kunci 'class': kelas 'utama' tidak ada. Sebut kelas dari tabel bands."),
    ('kind = "class"\nclass = "atas"', 'kind = "class"\nclass = "atas"\nplaces = 3', "awards (predikat), kunci 'places': tidak dipakai jenis 'class'. Hapus kunci itu."),
    ('kind = "champion"', 'kind = "champion"\nclass = "atas"', "awards (juara), kunci 'class': kelas tidak dipakai juara. Hapus kunci 'class'."),
    ('on = "saq"\nmode', 'on = "website"\nmode', "objection, kunci 'on': tahap 'website' tidak ada. Sebut tahap dari tabel stages."),
    ('mode = "edit"', 'mode = "ubah"', "objection, kunci 'mode': nilai 'ubah' tidak dikenal. Pilih salah satu: 'claim', 'data', 'edit', 'nf'."),
    ('category = "desa"\nfile', 'category = "kota"\nfile', "instruments (Desa Contoh), kunci 'category': kategori 'kota' tidak ada. Sebut kategori dari tabel categories.", "uji/2030/desa-contoh.toml, kunci 'category': 'desa' bukan 'kota'. Samakan keduanya."),
    ('file = "desa-contoh.toml"', 'file = "tidak-ada.toml"', "uji/2030/tidak-ada.toml: berkas tidak ada. Tambahkan berkas itu atau hapus penyebutannya."),
    ("at_least = 2\n", "", "measures (berita), kunci 'at_least': kunci wajib belum ada. Tambahkan kunci itu."),
    ("at_least = 2\n", "at_least = 2\nwithin = 24\n", "measures (berita), kunci 'within': tidak dipakai jenis 'frequency'. Hapus kunci itu."),
    ('label = "Kecil", lower = 0', 'label = "Kecil", lower = 1', "measures (laju), kunci 'brackets': kelompok tidak naik dari 0. Urutkan dari batas 0."),
    ('code = "besar"', 'code = "kecil"', "measures (laju), kunci 'brackets': kode kelompok ditulis dua kali. Beri kode yang berbeda."),
    ("buckets = [3, 24]", "buckets = [24, 3]", "measures (aduan), kunci 'buckets': batas waktu tidak naik. Urutkan dari yang terkecil, di atas nol."),
    ("within = 24\nbuckets = [3, 24]\n", "", "measures (aduan): tanpa batas waktu. Isi 'within' atau 'buckets'."),
    ("within = 24\n", "within = 0\n", "measures (aduan), kunci 'within': batas 0 jam. Isi lebih dari nol."),
    ('weight = 15\ngiven_as = "points"', 'weight = "nf"\ngiven_as = "points"', "stages (uji_publik), kunci 'given_as': tahap berpoin tanpa bobot yang diketahui. Isi 'weight' dengan angka di atas nol."),
    ("weight = 25\nparts", 'weight = 25\ngiven_as = "points"\nparts', "stages (visitasi), kunci 'given_as': tahap berpoin mempunyai komponen. Hapus 'parts' atau tulis given_as = 'percent'."),
    ('on = ["saq", "visitasi"]', 'on = ["nf", "saq"]', "gates (urutan), kunci 'on': tahap 'nf' tidak ada. Sebut tahap dari tabel stages."),
    ('on = "saq"\nbefore', 'on = "nf"\nbefore = "wawancara"\n# before', "gates (nilai), kunci 'before': tahap 'wawancara' tidak ada. Sebut tahap dari tabel stages."),
    ('code = "uji_publik"', 'code = "nf"', "stages (nf): kode 'nf' berarti tidak dipublikasikan. Beri kode lain.", "gates (urutan), kunci 'before': tahap 'uji_publik' tidak ada. Sebut tahap dari tabel stages."),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "messages"), [(old, new, told) for old, new, *told in FAULTS])
def test_a_fault_is_named_with_its_place_and_remedy(tmp_path: Path, old: str, new: str, messages: list[str]) -> None:
    assert old in RULES
    found = [str(problem) for problem in library(tmp_path, RULES.replace(old, new, 1)).check()]
    assert [told.removeprefix("uji/2030/rules.toml, ") for told in found] == messages


TOGETHER = [
    [0, 3, 6, 9, 11, 12, 13, 14, 17, 19, 20, 22, 23, 26, 27, 29, 30, 32, 34, 36, 37, 38, 40, 41, 42, 43],
    [1, 4, 7, 10, 16, 21, 24, 25, 28, 33, 35, 39, 45],
    [2, 15, 18, 31],
    [5, 8, 44],
]
"""Rows of FAULTS, by their numbers, that can be wrong at once."""


@pytest.mark.parametrize("rows", TOGETHER)
def test_many_faults_of_a_contest_are_told_at_once(tmp_path: Path, rows: list[int]) -> None:
    rules = RULES
    for old, new, *_ in (FAULTS[row] for row in rows):
        assert old in rules
        rules = rules.replace(old, new, 1)
    found = [str(problem).removeprefix("uji/2030/rules.toml, ") for problem in library(tmp_path, rules).check()]
    assert sorted(found) == sorted(text for row in rows for text in FAULTS[row][2:])


def test_keys_that_decide_a_tie_must_be_there(tmp_path: Path) -> None:
    rules = RULES.replace('ties = "sequential"', 'ties = "dense"').replace(
        '"gates.urutan.ties", value = "admit"', '"gates.urutan.ties", value = "keys"'
    )
    start = rules.index("keys = [{ by")
    without = rules[:start] + rules[rules.index("\n", start) :]
    found = [str(problem) for problem in library(tmp_path, without).check()]
    assert found == [
        "uji/2030/rules.toml, gates (urutan), any_of (rank): seri diputus kunci, tetapi ranking tanpa kunci. Isi ranking.keys."
    ]


def test_stages_may_not_stand_in_opposite_orders_in_two_categories(tmp_path: Path) -> None:
    start, end = RULES.index("[[stages]]"), RULES.index("[[facts]]")
    rules = RULES[:start] + TWO_ROUTES.lstrip() + RULES[end + len("[[facts]]\n") :]
    found = [str(problem) for problem in library(tmp_path, rules).check()]
    assert any("stages: urutan tahap" in problem and "berlawanan antarkategori" in problem for problem in found)
    assert any("tahap 'visitasi' tidak berada sebelum 'uji_publik' pada kategori opd" in problem for problem in found)


def test_the_weights_of_a_bodys_own_instrument_reach_the_maximum(tmp_path: Path) -> None:
    own = DESA.replace("weight = 100", "weight = 90")
    found = [str(problem) for problem in library(tmp_path, own=own).check()]
    assert len(found) == 1
    assert found[0].startswith("uji/2030/desa-contoh.toml, indikator profil: jumlah bobot butir 90, seharusnya 100.")


def test_all_faults_of_a_contest_are_told_at_once(tmp_path: Path) -> None:
    rules = RULES
    for old, new, *_ in (FAULTS[7], FAULTS[9], FAULTS[19], FAULTS[34]):
        rules = rules.replace(old, new, 1)
    assert len(library(tmp_path, rules).check()) == 4
