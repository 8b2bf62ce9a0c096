"""A wrong rule file never opens, and says where, what and what to do: one pinned message per fault."""

from __future__ import annotations

from pathlib import Path

import pytest

from questionnaires import Library, RuleErrors

RULES = """
owner = "uji"
year = 2030
version = 1
state = "draft"
title = "Aturan uji"
maximum = 100

[[sources]]
id = "sumber"
title = "Sumber uji"

[[assumptions]]
id = "bagi_dua"
text = "Bobot tahap dianggap 80 dan 20."
reason = "Bobot tahap tidak diterbitkan."
fills = [{ key = "stages.saq.weight", value = 80 }, { key = "stages.visitasi.weight", value = 20 }]

[arithmetic]
blank = "zero"
claimed_yes = "top"
ref = "sumber"
grade = "B"

[[categories]]
code = "opd"
label = "OPD"
file = "opd.toml"

[[indicators]]
code = "jenis"
label = "Jenis informasi"
weight = 60
ref = "sumber"
grade = "B"

[[indicators]]
code = "sarana"
label = "Sarana"
weight = 40
ref = "sumber"
grade = "B"

[[scales]]
code = "huruf"
ref = "sumber"
grade = "B"
levels = [{ code = "a", label = "A", points = 60 }, { code = "b", label = "B", points = 0.25 }]

[[bands]]
code = "informatif"
label = "Informatif"
lower = 90
printed = "90-100"
printed_from = 90
printed_to = 100
ref = "sumber"
grade = "A"

[[bands]]
code = "tidak_informatif"
label = "Tidak Informatif"
lower = 0
printed = "0-89,9"
printed_from = 0
printed_to = 89.9
ref = "sumber"
grade = "A"

[[stages]]
code = "saq"
label = "Kuesioner"
weight = "nf"
ref = "sumber"
grade = "nf"

[[stages]]
code = "visitasi"
label = "Visitasi"
weight = "nf"
missing = "carry"
ref = "sumber"
grade = "nf"
"""

OPD = """
category = "opd"
label = "OPD"

[[questions]]
code = "U-1"
indicator = "jenis"
group = "Berkala"
text = "Apakah profil diumumkan?"
weight = 60
scale = "huruf"
help = "Terpenuhi bila profil tampil di situs."
remedy = "Tayangkan profil di situs."
evidence = { kinds = ["tautan"], text = "Tautan halaman" }
ref = "sumber"
grade = "B"

[[questions]]
code = "U-2"
indicator = "sarana"
group = "Ruang"
text = "Apakah ada meja layanan?"
weight = 40
help = "Terpenuhi bila meja layanan ada."
remedy = "Sediakan meja layanan."
evidence = { kinds = ["gambar"], text = "Foto" }
ref = "sumber"
grade = "B"
"""


def library(root: Path, rules: str = RULES, opd: str = OPD) -> Library:
    folder = root / "uji" / "2030"
    folder.mkdir(parents=True)
    (folder / "rules.toml").write_text(rules, encoding="utf-8")
    (folder / "opd.toml").write_text(opd, encoding="utf-8")
    return Library(root)


def test_the_example_itself_opens(tmp_path: Path) -> None:
    """For each refusal below there is this one that succeeds."""
    questionnaire = library(tmp_path).questionnaire("uji/2030", "opd")
    assert [question.code for question in questionnaire.questions] == ["U-1", "U-2"]


# (what is replaced, by what, every message) in rules.toml
IN_RULES = [
    ("weight = 60", "weight = 59", "uji/2030/rules.toml, indicators, kunci 'weight': jumlah bobot 99, seharusnya 100. Perbaiki bobot atau kunci 'maximum'.", "uji/2030/opd.toml, indikator jenis: jumlah bobot butir 60, seharusnya 59. Perbaiki bobot butir, atau tulis arithmetic.question_weights = 'relative' bila butir berbagi bobot indikator menurut perbandingan."),
    ("weight = 60", 'weight = "enam puluh"', "uji/2030/rules.toml, indicators ke-1 (jenis), kunci 'weight': nilai 'enam puluh' bukan angka. Tulis angka seperti 0.25, 40, \"1/3\", atau \"nf\"."),
    ("weight = 60", "weight = true", "uji/2030/rules.toml, indicators ke-1 (jenis), kunci 'weight': nilai True bukan angka. Tulis angka seperti 0.25, 40, \"1/3\", atau \"nf\"."),
    ("weight = 60", "weight = -60", "uji/2030/rules.toml, indicators (jenis), kunci 'weight': bobot -60. Isi lebih dari nol.", "uji/2030/rules.toml, indicators, kunci 'weight': jumlah bobot -20, seharusnya 100. Perbaiki bobot atau kunci 'maximum'.", "uji/2030/opd.toml, indikator jenis: jumlah bobot butir 60, seharusnya -60. Perbaiki bobot butir, atau tulis arithmetic.question_weights = 'relative' bila butir berbagi bobot indikator menurut perbandingan."),
    ("maximum = 100", 'maximum = "nf"', "uji/2030/rules.toml, kunci 'maximum': nilai \"nf\" (tidak dipublikasikan) tidak dapat dipakai di sini. Isi dengan angka."),
    ('code = "sarana"\nlabel', 'code = "jenis"\nlabel', "uji/2030/rules.toml, indicators: kode 'jenis' ditulis 2 kali. Beri kode yang berbeda atau hapus salah satunya.", "uji/2030/opd.toml, questions (U-2), kunci 'indicator': indikator 'sarana' tidak ada. Sebut indikator dari tabel indicators.", "uji/2030/opd.toml, indikator jenis: jumlah bobot butir 60, seharusnya 40. Perbaiki bobot butir, atau tulis arithmetic.question_weights = 'relative' bila butir berbagi bobot indikator menurut perbandingan."),
    ('title = "Aturan uji"', 'title = "Aturan uji"\njudul = "x"', "uji/2030/rules.toml, kunci 'judul': kunci tidak dikenal. Hapus kunci itu atau perbaiki ejaannya; yang ada: adjustments, arithmetic, assumptions, awards, bands, base, base_seen, categories, facts, gates, indicators, instruments, leave_out, maximum, measures, objection, owner, panels, period, ranking, reason, rounding, scales, sources, stages, state, statuses, title, version, year."),
    ('printed = "90-100"', 'printed = "90-100"\nwarna = "hijau"', "uji/2030/rules.toml, bands ke-1 (informatif), kunci 'warna': kunci tidak dikenal. Hapus kunci itu atau perbaiki ejaannya; yang ada: code, color, grade, label, lower, printed, printed_from, printed_to, printed_to_open, ref."),
    ('title = "Aturan uji"\n', "", "uji/2030/rules.toml, kunci 'title': kunci wajib belum ada. Tambahkan kunci itu."),
    ('state = "draft"', 'state = "terbit"', "uji/2030/rules.toml, kunci 'state': nilai 'terbit' tidak dikenal. Pilih salah satu: 'draft', 'published', 'sealed'."),
    ('blank = "zero"', 'blank = "nol"', "uji/2030/rules.toml, arithmetic, kunci 'blank': nilai 'nol' tidak dikenal. Pilih salah satu: 'zero', 'pending'."),
    ("year = 2030", "year = 2031", "uji/2030/rules.toml, kunci 'year': '2031' tidak cocok dengan folder ('2030'). Samakan keduanya."),
    ('owner = "uji"', 'owner = "lain"', "uji/2030/rules.toml, kunci 'owner': 'lain' tidak cocok dengan folder ('uji'). Samakan keduanya."),
    ('owner = "uji"', 'owner = "uji"\nowner = "uji"', "uji/2030/rules.toml, baris 3 kolom 14: kunci atau tabel ditulis dua kali. Hapus salah satunya."),
    ('owner = "uji"', 'owner = "uji', "uji/2030/rules.toml, baris 2 kolom 13: tulisan TOML tidak sah. Periksa tanda kutip, koma, dan kurung pada baris itu."),
    ('ref = "sumber"\ngrade = "A"\n\n[[bands]]', 'ref = "lain"\ngrade = "A"\n\n[[bands]]', "uji/2030/rules.toml, bands (informatif), kunci 'ref': sumber 'lain' tidak ada. Tambahkan ke tabel sources."),
    ('ref = "sumber"\ngrade = "A"\n\n[[bands]]', 'ref = []\ngrade = "A"\n\n[[bands]]', "uji/2030/rules.toml, bands (informatif), kunci 'ref': tanpa sumber. Sebut id dari tabel sources."),
    ("lower = 0", "lower = 95", "uji/2030/rules.toml, bands (tidak_informatif), kunci 'lower': batas 95 tidak di bawah 90. Urutkan dari kelas terbaik.", "uji/2030/rules.toml, bands (tidak_informatif): rentang tercetak 0 sampai 899/10 tidak berada di dalam kelas. Periksa printed_from dan printed_to terhadap batas kelas ini dan kelas di atasnya."),
    ("lower = 90", "lower = 120", "uji/2030/rules.toml, bands (informatif), kunci 'lower': batas 120. Isi antara 0 dan 100.", "uji/2030/rules.toml, bands (informatif): rentang tercetak 90 sampai 100 tidak berada di dalam kelas. Periksa printed_from dan printed_to terhadap batas kelas ini dan kelas di atasnya."),
    ("printed_to = 89.9", "printed_to = 90", "uji/2030/rules.toml, bands (tidak_informatif): rentang tercetak 0 sampai 90 tidak berada di dalam kelas. Periksa printed_from dan printed_to terhadap batas kelas ini dan kelas di atasnya."),
    ("printed_to = 89.9\n", "", "uji/2030/rules.toml, bands (tidak_informatif): rentang tercetak tidak lengkap. Isi printed_from dan printed_to."),
    ("value = 20", "value = 30", "uji/2030/rules.toml, stages: jumlah bobot tahap 110. Jumlahnya harus 100."),
    ("value = 20", 'value = "dua puluh"', "uji/2030/rules.toml, assumptions (bagi_dua), fills: nilai 'dua puluh' untuk 'stages.visitasi.weight' bukan angka. Isi dengan angka."),
    ("stages.visitasi.weight", "stages.wawancara.weight", "uji/2030/rules.toml, assumptions (bagi_dua), fills: kunci 'stages.wawancara.weight' tidak bernilai \"nf\". Hapus isian itu atau perbaiki kuncinya."),
    ('missing = "carry"', 'missing = "carry"\ncarry_to = "website"', "uji/2030/rules.toml, stages (visitasi), kunci 'carry_to': tahap 'website' tidak ada. Sebut tahap lain yang ada."),
    ('claimed_yes = "top"', 'claimed_yes = "z"', "uji/2030/rules.toml, arithmetic, kunci 'claimed_yes': nilai 'z' tidak dikenal. Pilih pending, top, atau kode tingkat dari tabel scales."),
    ("points = 0.25", "", "uji/2030/rules.toml, baris 48 kolom 81: tulisan TOML tidak sah. Periksa tanda kutip, koma, dan kurung pada baris itu."),
    (", points = 0.25", "", "uji/2030/rules.toml, scales (huruf), levels (b): nilai tingkat tidak jelas. Isi salah satu: share atau points."),
    ('file = "opd.toml"', 'file = "../../../opd.toml"', "uji/2030/rules.toml, categories (opd), kunci 'file': '../../../opd.toml' bukan nama berkas .toml di folder ini. Tulis nama berkasnya saja, tanpa folder, misalnya opd.toml."),
    ('file = "opd.toml"', 'file = "/opd.toml"', "uji/2030/rules.toml, categories (opd), kunci 'file': '/opd.toml' bukan nama berkas .toml di folder ini. Tulis nama berkasnya saja, tanpa folder, misalnya opd.toml."),
    ('file = "opd.toml"', 'file = "sub/opd.toml"', "uji/2030/rules.toml, categories (opd), kunci 'file': 'sub/opd.toml' bukan nama berkas .toml di folder ini. Tulis nama berkasnya saja, tanpa folder, misalnya opd.toml."),
    ('file = "opd.toml"', 'file = "opd"', "uji/2030/rules.toml, categories (opd), kunci 'file': 'opd' bukan nama berkas .toml di folder ini. Tulis nama berkasnya saja, tanpa folder, misalnya opd.toml."),
    ('file = "opd.toml"', 'file = "opd.toml"\n\n[[instruments]]\nbody = "Dinas A"\ncategory = "opd"\nfile = "../a.toml"\nreason = "Naskahnya sendiri."\nref = "sumber"\ngrade = "B"', "uji/2030/rules.toml, instruments (Dinas A), kunci 'file': '../a.toml' bukan nama berkas .toml di folder ini. Tulis nama berkasnya saja, tanpa folder, misalnya opd.toml."),
    ('file = "opd.toml"', 'file = "dinas.toml"', "uji/2030/dinas.toml: berkas tidak ada. Tambahkan berkas itu atau hapus penyebutannya."),
    ('value = 20 }]', 'value = 20 }, { key = "rounding.points.final.mode", value = "half_up" }]\n\n[[rounding.points]]\nat = "final"\nplaces = "nf"\nmode = "nf"\nref = []\ngrade = "nf"', "uji/2030/rules.toml, assumptions, fills: 'rounding.points.final.places' dan 'rounding.points.final.mode' tidak diisi anggapan yang sama. Isi keduanya dengan satu anggapan, atau biarkan keduanya kosong."),
    ("version = 1", "version = 2", "uji/2030/rules.toml, kunci 'reason': versi 2 tanpa alasan. Tulis mengapa versi ini dibuat."),
]  # fmt: skip

IN_CATEGORY = [
    ('code = "U-2"', 'code = "U-1"', "uji/2030/opd.toml, questions: kode 'U-1' ditulis 2 kali. Beri kode yang berbeda atau hapus salah satunya."),
    ("weight = 40", "weight = 39", "uji/2030/opd.toml, indikator sarana: jumlah bobot butir 39, seharusnya 40. Perbaiki bobot butir, atau tulis arithmetic.question_weights = 'relative' bila butir berbagi bobot indikator menurut perbandingan."),
    ('indicator = "sarana"', 'indicator = "layanan"', "uji/2030/opd.toml, questions (U-2), kunci 'indicator': indikator 'layanan' tidak ada. Sebut indikator dari tabel indicators.", "uji/2030/opd.toml, indikator sarana: tidak berisi butir yang dinilai. Tambahkan butir atau hapus indikatornya."),
    ('scale = "huruf"', 'scale = "angka"', "uji/2030/opd.toml, questions (U-1), kunci 'scale': skala 'angka' tidak ada. Sebut skala dari tabel scales."),
    ("weight = 60", "weight = 61", "uji/2030/opd.toml, questions (U-1), kunci 'weight': nilai terbaik 60, bobot 61. Samakan bobot dengan nilai terbaik butir ini.", "uji/2030/opd.toml, indikator jenis: jumlah bobot butir 61, seharusnya 60. Perbaiki bobot butir, atau tulis arithmetic.question_weights = 'relative' bila butir berbagi bobot indikator menurut perbandingan."),
    ('category = "opd"', 'category = "desa"', "uji/2030/opd.toml, kunci 'category': 'desa' bukan 'opd'. Samakan keduanya."),
    ('help = "Terpenuhi bila meja layanan ada."\n', "", "uji/2030/opd.toml, questions ke-2 (U-2), kunci 'help': kunci wajib belum ada. Tambahkan kunci itu."),
    ('remedy = "Sediakan meja layanan."', 'remedy = ""', "uji/2030/opd.toml, questions ke-2 (U-2), kunci 'remedy': isi '' terlalu pendek. Isi paling sedikit 10."),
    ('kinds = ["gambar"]', 'kinds = ["foto"]', "uji/2030/opd.toml, questions ke-2 (U-2), evidence, kunci 'kinds': nilai 'foto' tidak dikenal. Pilih salah satu: 'tautan', 'pdf', 'gambar', 'video', 'surat_pernyataan'."),
    ('code = "U-2"', 'code = "U 2"', "uji/2030/opd.toml, questions ke-2 (U 2), kunci 'code': kode 'U 2' tidak sah. Pakai huruf kecil, angka, dan garis bawah untuk kode; huruf, angka, titik, dan strip untuk kode butir."),
    ('code = "U-2"', 'code = "U-2"\nshown_when = { question = "U-9", choices = ["ya"] }', "uji/2030/opd.toml, questions (U-2), kunci 'shown_when': butir 'U-9' tidak ada. Periksa kode butir."),
    ('code = "U-2"', 'code = "U-2"\nshown_when = { question = "U-2", choices = ["ya"] }', "uji/2030/opd.toml, questions (U-2), kunci 'shown_when': syarat berputar. Putuskan salah satu syarat."),
    ('code = "U-2"', 'code = "U-2"\nshown_when = { question = "U-1", choices = ["mungkin"] }', "uji/2030/opd.toml, questions (U-2), kunci 'shown_when': jawaban 'mungkin' tidak ada pada U-1. Periksa pilihan."),
    ('code = "U-2"', 'code = "U-2"\nkind = "option"', "uji/2030/opd.toml, questions (U-2), kunci 'scale': butir pilihan tanpa skala. Sebut skala dari tabel scales."),
    ('code = "U-2"', 'code = "U-2"\nkind = "number"\nnot_applicable = "full"', "uji/2030/opd.toml, questions (U-2), kunci 'not_applicable': tidak_berlaku hanya untuk butir ya/tidak. Hapus kunci itu, atau tulis sebagai pilihan dalam skala.", "uji/2030/opd.toml, questions (U-2), kunci 'weight': nilai terbaik 0, bobot 40. Samakan bobot dengan nilai terbaik butir ini."),
    ('label = "OPD"', 'label = "OPD"\nbase = "uji/2030:../opd"', "uji/2030/opd.toml, kunci 'base': 'uji/2030:../opd' bukan <pemilik>/<tahun>:<kategori atau berkas butir>. Tulis misalnya bank/2025:opd."),
    ('label = "OPD"', 'label = "OPD"\nbase = "bank/1999:ptn"', "uji/2030/opd.toml, kunci 'base': dasar 'bank/1999' tidak ada. Pilih salah satu: uji."),
    ('label = "OPD"', 'label = "OPD"\n[[leave_out]]\ncodes = ["U-1"]\nreason = "Tidak berlaku di sini."', "uji/2030/opd.toml, leave_out: butir 'U-1' tidak ada di dasar. Periksa kode butir."),
    ('label = "OPD"', 'label = "OPD"\n[[indicators]]\ncode = "jenis"\nlabel = "Jenis"\nweight = 60\nref = "sumber"\ngrade = "B"\n[[indicators]]\ncode = "sarana"\nlabel = "Sarana"\nweight = 30\nref = "sumber"\ngrade = "B"', "uji/2030/opd.toml, indicators, kunci 'weight': jumlah bobot 90, seharusnya 100. Perbaiki bobot atau kunci 'maximum'.", "uji/2030/opd.toml, indikator sarana: jumlah bobot butir 40, seharusnya 30. Perbaiki bobot butir, atau tulis arithmetic.question_weights = 'relative' bila butir berbagi bobot indikator menurut perbandingan."),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "messages"), [(old, new, told) for old, new, *told in IN_RULES])
def test_a_fault_in_the_rules_is_named(tmp_path: Path, old: str, new: str, messages: list[str]) -> None:
    assert old in RULES
    assert [str(problem) for problem in library(tmp_path, RULES.replace(old, new, 1)).check()] == messages


@pytest.mark.parametrize(("old", "new", "messages"), [(old, new, told) for old, new, *told in IN_CATEGORY])
def test_a_fault_in_a_questionnaire_is_named(tmp_path: Path, old: str, new: str, messages: list[str]) -> None:
    assert old in OPD
    assert [str(problem) for problem in library(tmp_path, opd=OPD.replace(old, new, 1)).check()] == messages


TOGETHER = [
    [0, 5, 11, 12, 15, 17, 21, 24, 25, 27, 32, 35],
    [1, 4, 6, 7, 8, 9, 10],
    [3, 16, 18, 20, 22],
    [19, 23, 28, 34],
]
CATEGORY_TOGETHER = [[0, 1, 3, 5, 15], [2, 4, 10, 13, 16], [6, 7, 8], [11, 14, 17]]
"""Rows of IN_RULES and of IN_CATEGORY, by their numbers, that can be wrong at once."""


@pytest.mark.parametrize("rows", TOGETHER)
def test_many_faults_of_rules_are_told_at_once(tmp_path: Path, rows: list[int]) -> None:
    rules = RULES
    for old, new, *_ in (IN_RULES[row] for row in rows):
        assert old in rules
        rules = rules.replace(old, new, 1)
    found = [str(problem) for problem in library(tmp_path, rules).check()]
    assert sorted(found) == sorted(text for row in rows for text in IN_RULES[row][2:])


@pytest.mark.parametrize("rows", CATEGORY_TOGETHER)
def test_many_faults_of_a_questionnaire_are_told_at_once(tmp_path: Path, rows: list[int]) -> None:
    opd = OPD
    for old, new, *_ in (IN_CATEGORY[row] for row in rows):
        assert old in opd
        opd = opd.replace(old, new, 1)
    found = [str(problem) for problem in library(tmp_path, opd=opd).check()]
    assert sorted(found) == sorted(text for row in rows for text in IN_CATEGORY[row][2:])


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    rules = (
        RULES.replace("lower = 90", "lower = 120")
        .replace("value = 20", "value = 30")
        .replace("weight = 60", "weight = 1")
    )
    with pytest.raises(RuleErrors) as caught:
        library(tmp_path, rules).rule_set("uji/2030")
    assert len(caught.value.problems) == 4
    assert str(caught.value).splitlines() == [str(problem) for problem in caught.value.problems]


def test_an_unpublished_weight_closes_nothing_and_opens(tmp_path: Path) -> None:
    """Totals equal the declared maximum unless a weight is nf."""
    rules = RULES.replace("weight = 40", 'weight = "nf"')
    questionnaire = library(tmp_path, rules).questionnaire("uji/2030", "opd")
    assert questionnaire.indicators[1].weight.value is None


def test_a_file_that_is_not_utf8_is_named(tmp_path: Path) -> None:
    library(tmp_path)
    path = tmp_path / "uji" / "2030" / "rules.toml"
    path.write_bytes(b"\xff\xfe" + path.read_bytes())
    assert [str(problem) for problem in Library(tmp_path).check()] == [
        "uji/2030/rules.toml: berkas bukan teks UTF-8. Simpan ulang dengan pengodean UTF-8."
    ]


def test_a_file_outside_the_folder_is_never_read(tmp_path: Path) -> None:
    (tmp_path / "rahasia.toml").write_text(OPD, encoding="utf-8")
    found = library(tmp_path, RULES.replace("opd.toml", "../../rahasia.toml"))
    assert len(found.check()) == 1
    assert [path.name for path in found.files_read()] == ["rules.toml"]
    (tmp_path / "uji" / "2030" / "dinas-2.toml").write_text(OPD, encoding="utf-8")
    (tmp_path / "uji" / "2030" / "rules.toml").write_text(RULES.replace("opd.toml", "dinas-2.toml"), encoding="utf-8")
    assert Library(tmp_path).check() == []
