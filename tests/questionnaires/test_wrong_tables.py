"""Every table of a rules file and of a category file, wrong in one place at a time: all that is said, and where nothing is.

The file that is changed is the one that states every key once (`test_what_the_kernel_is_given`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pytest

from questionnaires import Library
from tests.questionnaires.test_what_the_kernel_is_given import FILLS, OPEN, QUESTIONS, STATED

# (what is replaced in STATED, by what, every message)
IN_RULES: list[tuple[str, ...]] = [
    ("weight = 120", "weight = 0", "rules.toml, indicators (profil), kunci 'weight': bobot 0. Isi lebih dari nol.", "rules.toml, indicators, kunci 'weight': jumlah bobot 80, seharusnya 200. Perbaiki bobot atau kunci 'maximum'."),
    ('weight = 80\nref = "t"', 'weight = 80.5\nref = "t"', "rules.toml, indicators, kunci 'weight': jumlah bobot 401/2, seharusnya 200. Perbaiki bobot atau kunci 'maximum'."),
    ("lower = 80\n", "lower = 100.5\n", "rules.toml, bands (atas), kunci 'lower': batas 201/2. Isi antara 0 dan 100.", "rules.toml, bands (atas): rentang tercetak 80 sampai 100 tidak berada di dalam kelas. Periksa printed_from dan printed_to terhadap batas kelas ini dan kelas di atasnya."),
    ("lower = 0\n", "lower = -1\n", "rules.toml, bands (bawah), kunci 'lower': batas -1. Isi antara 0 dan 100."),
    ("lower = 0\n", "lower = 80\n", "rules.toml, bands (bawah), kunci 'lower': batas 80 tidak di bawah 80. Urutkan dari kelas terbaik."),
    ("lower = 0\n", "lower = 79.9\nprinted_from = 79.9\nprinted_to = 80\n", "rules.toml, bands (bawah): rentang tercetak 799/10 sampai 80 tidak berada di dalam kelas. Periksa printed_from dan printed_to terhadap batas kelas ini dan kelas di atasnya."),
    ("lower = 0\n", "lower = 79.9\nprinted_from = 79.9\nprinted_to = 80.1\nprinted_to_open = true\n", "rules.toml, bands (bawah): rentang tercetak 799/10 sampai 801/10 tidak berada di dalam kelas. Periksa printed_from dan printed_to terhadap batas kelas ini dan kelas di atasnya."),
    ("lower = 0\n", "lower = 10\nprinted_from = 9.9\nprinted_to = 50\n", "rules.toml, bands (bawah): rentang tercetak 99/10 sampai 50 tidak berada di dalam kelas. Periksa printed_from dan printed_to terhadap batas kelas ini dan kelas di atasnya."),
    ("lower = 0\n", "lower = 0\nprinted_from = 50.1\nprinted_to = 50\n", "rules.toml, bands (bawah): rentang tercetak 501/10 sampai 50 tidak berada di dalam kelas. Periksa printed_from dan printed_to terhadap batas kelas ini dan kelas di atasnya."),
    ("lower = 0\n", "lower = 0\nprinted_to = 50\n", "rules.toml, bands (bawah): rentang tercetak tidak lengkap. Isi printed_from dan printed_to."),
    ("lower = 0\n", "lower = 0\nprinted_from = 50\n", "rules.toml, bands (bawah): rentang tercetak tidak lengkap. Isi printed_from dan printed_to."),
    ("lower = 0\n", 'lower = "nf"\nprinted_from = 90\nprinted_to = 95\n', "rules.toml, bands (bawah): rentang tercetak 90 sampai 95 tidak berada di dalam kelas. Periksa printed_from dan printed_to terhadap batas kelas ini dan kelas di atasnya."),
    ("lower = 0\n", 'lower = "nf"\nref="s"\ngrade="B"\n\n[[bands]]\ncode="terbawah"\nlabel="x"\nlower = 85\n', "rules.toml, bands (terbawah), kunci 'lower': batas 85 tidak di bawah 80. Urutkan dari kelas terbaik."),
    ("weight = 60\nmissing", "weight = 61\nmissing", "rules.toml, stages kategori desa: jumlah bobot tahap 101. Jumlahnya harus 100.", "rules.toml, stages kategori opd: jumlah bobot tahap 101. Jumlahnya harus 100."),
    ('label = "Uji publik desa"\nweight = 10', 'label = "Uji publik desa"\nweight = 11', "rules.toml, stages kategori desa: jumlah bobot tahap 101. Jumlahnya harus 100."),
    ('carry_to = "uji_publik"', 'carry_to = "visitasi"', "rules.toml, stages (visitasi), kunci 'carry_to': tahap 'visitasi' tidak ada. Sebut tahap lain yang ada."),
    ('missing = "carry"\ncarry_to = "uji_publik"', 'missing = "carry"\ncarry_to = "wawancara"', "rules.toml, stages (visitasi), kunci 'carry_to': tahap 'wawancara' tidak ada. Sebut tahap lain yang ada."),
    ('label = "Dokumen", weight = 75', 'label = "Dokumen", weight = 74', "rules.toml, stages (visitasi), parts: jumlah bobot komponen 99. Jumlahnya harus 100."),
    ('claimed_yes = "b"', 'claimed_yes = "zero"', "rules.toml, arithmetic, kunci 'claimed_yes': nilai 'zero' tidak dikenal. Pilih pending, top, atau kode tingkat dari tabel scales."),
    ('unjudged_yes = "pending"', 'unjudged_yes = "top"', "rules.toml, arithmetic, kunci 'unjudged_yes': nilai 'top' tidak dikenal. Pilih pending, zero, atau kode tingkat dari tabel scales."),
    ('share = "1/3"', 'share = "1/3", points = 20', "rules.toml, scales (bagian), levels (b): nilai tingkat tidak jelas. Isi salah satu: share atau points."),
    ('code = "b", label = "B", share = "1/3"', 'code = "a", label = "B", share = "1/3"', "rules.toml, scales (bagian), levels: kode 'a' ditulis 2 kali. Beri kode yang berbeda atau hapus salah satunya.", "rules.toml, arithmetic, kunci 'claimed_yes': nilai 'b' tidak dikenal. Pilih pending, top, atau kode tingkat dari tabel scales."),
    ('on = "saq"\nbefore', 'on = ["saq", "wawancara"]\nbefore', "rules.toml, gates (ambang), kunci 'on': tahap 'wawancara' tidak ada. Sebut tahap dari tabel stages."),
    ('before = "visitasi"', 'before = "wawancara"', "rules.toml, gates (ambang), kunci 'before': tahap 'wawancara' tidak ada. Sebut tahap dari tabel stages."),
    ("value = 60.5, strict = true", "value = -0.1", "rules.toml, gates (ambang), any_of (threshold): ambang -1/10. Isi antara 0 dan 100."),
    ("value = 60.5, strict = true", "value = 100.1", "rules.toml, gates (ambang), any_of (threshold): ambang 1001/10. Isi antara 0 dan 100."),
    ("value = 7, per", "value = 0, per", "rules.toml, gates (ambang), any_of (rank): jumlah 0. Isi bilangan bulat mulai 1."),
    ("value = 7, per", "value = 1.5, per", "rules.toml, gates (ambang), any_of (rank): jumlah 3/2. Isi bilangan bulat mulai 1."),
    ('{ kind = "class", class = "atas" }', '{ kind = "class" }', "rules.toml, gates (ambang), any_of (class): tanpa kelas. Isi kunci 'class'."),
    ('{ kind = "class", class = "atas" }', '{ kind = "class", class = "atas", value = 60, fact = "hadir", per = "all" }', "rules.toml, gates (ambang), any_of (class), kunci 'fact': tidak dipakai jenis 'class'. Hapus kunci itu.", "rules.toml, gates (ambang), any_of (class), kunci 'per': tidak dipakai jenis 'class'. Hapus kunci itu.", "rules.toml, gates (ambang), any_of (class), kunci 'value': tidak dipakai jenis 'class'. Hapus kunci itu."),
    ('{ kind = "fact", fact = "hadir" }', '{ kind = "fact" }', "rules.toml, gates (ambang), any_of (fact): tanpa fakta. Isi kunci 'fact'."),
    ('{ kind = "fact", fact = "hadir" }', '{ kind = "fact", fact = "hadir", strict = false }', "rules.toml, gates (ambang), any_of (fact), kunci 'strict': tidak dipakai jenis 'fact'. Hapus kunci itu."),
    ('{ kind = "fact", fact = "hadir" }', '{ kind = "fact", fact = "hadir", ties = "admit", class = "atas" }', "rules.toml, gates (ambang), any_of (fact), kunci 'class': tidak dipakai jenis 'fact'. Hapus kunci itu.", "rules.toml, gates (ambang), any_of (fact), kunci 'ties': tidak dipakai jenis 'fact'. Hapus kunci itu."),
    ('{ kind = "fact", fact = "hadir" },\n', '{ kind = "fact", fact = "hadir" }, { kind = "rank", value = 3 }, { kind = "rank", value = 4 },\n', "rules.toml, gates (ambang), any_of: syarat 'rank' ditulis 3 kali. Sisakan satu."),
    ('{ kind = "rank", value = 7, per = "territory", ties = "keys" }', '{ kind = "rank", per = "territory", ties = "keys", strict = true, class = "atas" }', "rules.toml, gates (ambang), any_of (rank): tanpa angka. Isi kunci 'value'.", "rules.toml, gates (ambang), any_of (rank), kunci 'class': tidak dipakai jenis 'rank'. Hapus kunci itu.", "rules.toml, gates (ambang), any_of (rank), kunci 'strict': tidak dipakai jenis 'rank'. Hapus kunci itu."),
    ("value = 60.5, strict = true", 'value = 60.5, per = "all", ties = "admit"', "rules.toml, gates (ambang), any_of (threshold), kunci 'per': tidak dipakai jenis 'threshold'. Hapus kunci itu.", "rules.toml, gates (ambang), any_of (threshold), kunci 'ties': tidak dipakai jenis 'threshold'. Hapus kunci itu."),
    ('label = "Uji publik"\nweight = 10', 'label = "Uji publik"\nweight = 0', "rules.toml, stages kategori opd: jumlah bobot tahap 90. Jumlahnya harus 100.", "rules.toml, stages (uji_publik), kunci 'given_as': tahap berpoin tanpa bobot yang diketahui. Isi 'weight' dengan angka di atas nol."),
    ('stage = "visitasi.paparan"', 'stage = "paparan"', "rules.toml, panels (paparan), kunci 'stage': tahap atau komponen 'paparan' tidak ada. Sebut tahap, atau tahap.komponen."),
    ("cap = 95", "cap = 100.1", "rules.toml, adjustments (bonus), kunci 'cap': batas 1001/10. Isi antara 0 dan 100."),
    ("cap = 95", "cap = -1", "rules.toml, adjustments (bonus), kunci 'cap': batas -1. Isi antara 0 dan 100."),
    ('value = "3/2"', "value = -0.1", "rules.toml, adjustments (bonus), kunci 'value': pengali -1/10. Isi nol atau lebih."),
    ('{ by = "fact", of = "hadir" }', '{ by = "fact", of = "datang" }', "rules.toml, ranking, keys (fact): fakta 'datang' tidak ada. Sebut fakta dari tabel facts."),
    ('{ by = "fact", of = "hadir" }', '{ by = "fact" }', "rules.toml, ranking, keys (fact): fakta '' tidak ada. Sebut fakta dari tabel facts."),
    ('keys = [{ by = "stage", of = "saq" }, { by = "fact", of = "hadir" }, { by = "submitted" }]\n', "", "rules.toml, gates (ambang), any_of (rank): seri diputus kunci, tetapi ranking tanpa kunci. Isi ranking.keys.", "rules.toml, ranking, kunci 'keys': peringkat berurut tanpa kunci seri. Isi keys."),
    ('ties = "sequential"\nper = "all"\nkeys = [{ by = "stage", of = "saq" }, { by = "fact", of = "hadir" }, { by = "submitted" }]\n', 'ties = "dense"\nper = "all"\n', "rules.toml, gates (ambang), any_of (rank): seri diputus kunci, tetapi ranking tanpa kunci. Isi ranking.keys."),
    ('class = "atas"\nref', 'class = "atas"\nper = "all"\nplaces = 2\nref', "rules.toml, awards (predikat), kunci 'per': tidak dipakai jenis 'class'. Hapus kunci itu.", "rules.toml, awards (predikat), kunci 'places': tidak dipakai jenis 'class'. Hapus kunci itu."),
    ('kind = "class"\nclass = "atas"\n', 'kind = "class"\n', "rules.toml, awards (predikat), kunci 'class': kelas '' tidak ada. Sebut kelas dari tabel bands."),
    ('kind = "class"\nclass = "atas"\n', 'kind = "class"\nclass = "atas"\non = "wawancara"\n', "rules.toml, awards (predikat), kunci 'on': tahap 'wawancara' tidak ada. Sebut tahap dari tabel stages."),
    ('on = "saq"\nmode = "data"', 'on = "final"\nmode = "data"', "rules.toml, objection, kunci 'on': tahap 'final' tidak ada. Sebut tahap dari tabel stages."),
    ('per = "week"\n', "", "rules.toml, measures (berita), kunci 'per': kunci wajib belum ada. Tambahkan kunci itu."),
    ('per = "week"\n', 'per = "week"\nbuckets = [3]\nminimum_audience = 5\n', "rules.toml, measures (berita), kunci 'buckets': tidak dipakai jenis 'frequency'. Hapus kunci itu.", "rules.toml, measures (berita), kunci 'minimum_audience': tidak dipakai jenis 'frequency'. Hapus kunci itu."),
    ('kind = "rate"\nminimum_audience = 1000', 'kind = "count"\nminimum_audience = 1000', "rules.toml, measures (laju), kunci 'minimum_audience': tidak dipakai jenis 'count'. Hapus kunci itu."),
    ('kind = "rate"\nminimum_audience = 1000', 'kind = "rate"\nper = "day"\nwithin = 3\nat_least = 2', "rules.toml, measures (laju), kunci 'at_least': tidak dipakai jenis 'rate'. Hapus kunci itu.", "rules.toml, measures (laju), kunci 'per': tidak dipakai jenis 'rate'. Hapus kunci itu.", "rules.toml, measures (laju), kunci 'within': tidak dipakai jenis 'rate'. Hapus kunci itu."),
    ("within = 24\n", "within = 0\n", "rules.toml, measures (aduan), kunci 'within': batas 0 jam. Isi lebih dari nol."),
    ("within = 24\nbuckets = [3, 24]\n", "brackets = []\n", "rules.toml, measures (aduan), kunci 'brackets': tidak dipakai jenis 'response'. Hapus kunci itu.", "rules.toml, measures (aduan): tanpa batas waktu. Isi 'within' atau 'buckets'."),
    ("buckets = [3, 24]", "buckets = [0, 24]", "rules.toml, measures (aduan), kunci 'buckets': batas waktu tidak naik. Urutkan dari yang terkecil, di atas nol."),
    ("buckets = [3, 24]", "buckets = [24, 24]", "rules.toml, measures (aduan), kunci 'buckets': batas waktu tidak naik. Urutkan dari yang terkecil, di atas nol."),
    ("lower = 10000", "lower = 0", "rules.toml, measures (laju), kunci 'brackets': kelompok tidak naik dari 0. Urutkan dari batas 0."),
    ('lower = 0 }, { code = "besar"', 'lower = 1 }, { code = "besar"', "rules.toml, measures (laju), kunci 'brackets': kelompok tidak naik dari 0. Urutkan dari batas 0."),
    ('code = "besar", label = "Besar", lower = 10000', 'code = "besar", label = "Besar", lower = 10000 }, { code = "tengah", label = "T", lower = 5000', "rules.toml, measures (laju), kunci 'brackets': kelompok tidak naik dari 0. Urutkan dari batas 0."),
    ("[arithmetic]\n", '[[assumptions]]\nid = "x"\ntext = "Semua butir sama."\nreason = "Tidak diterbitkan."\nfills = [{ key = "questions.*.weight" }]\n\n[arithmetic]\n', "rules.toml, assumptions (x), fills: kunci 'questions.*.weight' tanpa nilai. Isi kunci 'value'."),
    ("[arithmetic]\n", '[[assumptions]]\nid = "x"\ntext = "Semua butir sama."\nreason = "Tidak diterbitkan."\nfills = [{ key = "questions.*.weight", value = "nol" }]\n\n[arithmetic]\n', "rules.toml, assumptions (x), fills: nilai 'nol' untuk 'questions.*.weight' bukan angka. Isi dengan angka."),
    ("[arithmetic]\n", '[[assumptions]]\nid = "x"\ntext = "Semua butir sama."\nreason = "Tidak diterbitkan."\nfills = [{ key = "questions.*.weight", value = "1/0" }]\n\n[arithmetic]\n', "rules.toml, assumptions (x), fills: nilai '1/0' untuk 'questions.*.weight' bukan angka. Isi dengan angka."),
    ("[arithmetic]\n", '[[assumptions]]\nid = "x"\ntext = "Semua butir sama."\nreason = "Tidak diterbitkan."\nfills = [{ key = "questions.*.weight", value = true }]\n\n[arithmetic]\n', "rules.toml, assumptions (x), fills: nilai True untuk 'questions.*.weight' bukan angka. Isi dengan angka."),
    ("[arithmetic]\n", '[[assumptions]]\nid = "x"\ntext = "Semua butir sama."\nreason = "Tidak diterbitkan."\nfills = [{ key = "scales.bagian" }, { key = "scales.bagian" }]\n\n[arithmetic]\n', "rules.toml, assumptions (x), fills: kunci 'scales.bagian' diisi dua kali. Sisakan satu."),
    ("[arithmetic]\n", '[[assumptions]]\nid = "x"\ntext = "Semua butir sama."\nreason = "Tidak diterbitkan."\nfills = [{ key = "scales.lain" }]\n\n[arithmetic]\n', "rules.toml, assumptions (x), fills: kunci 'scales.lain' tidak bernilai \"nf\". Hapus isian itu atau perbaiki kuncinya."),
    ("[arithmetic]\n", '[[assumptions]]\nid = "x"\ntext = "Semua butir sama."\nreason = "Tidak diterbitkan."\nfills = [{ key = "questions.*.weight", value = 1 }]\n\n[[assumptions]]\nid = "y"\ntext = "Semua butir sama."\nreason = "Tidak diterbitkan."\nfills = [{ key = "questions.*.weight", value = 2 }, { key = "scales.bagian" }]\n\n[arithmetic]\n', "rules.toml, assumptions (y), fills: kunci 'questions.*.weight' diisi dua kali. Sisakan satu."),
    ('on = "saq"\nbefore = "visitasi"', 'on = ["saq", "uji_publik"]\nbefore = "visitasi"', "rules.toml, gates (ambang), kunci 'on': tahap 'uji_publik' tidak berada sebelum 'visitasi' pada kategori opd. Uji tahap yang lebih dahulu, atau sesuaikan urutan dan 'categories'."),
    ('on = "saq"\nbefore = "visitasi"', 'on = "uji_publik"\nbefore = "uji_publik"', "rules.toml, gates (ambang), kunci 'on': tahap 'uji_publik' tidak berada sebelum 'uji_publik' pada kategori opd. Uji tahap yang lebih dahulu, atau sesuaikan urutan dan 'categories'."),
    ('code = "opd"\nlabel', 'code = "kota"\nlabel', "opd.toml, kunci 'category': 'opd' bukan 'kota'. Samakan keduanya."),
    ('ties = "sequential"\nper = "all"\nkeys = [{ by = "stage", of = "saq" }, { by = "fact", of = "hadir" }, { by = "submitted" }]\n', 'ties = "nf"\n', "rules.toml, gates (ambang), any_of (rank): seri diputus kunci, tetapi ranking tanpa kunci. Isi ranking.keys."),
    ("points = 1.5", "points = 7", "opd.toml, questions (U-2), kunci 'scale': skala 'pilihan' tidak urut dari yang terbaik. Urutkan tingkat dari nilai tertinggi.", "opd.toml, questions (U-2), kunci 'weight': nilai terbaik 7, bobot 6. Samakan bobot dengan nilai terbaik butir ini."),
    ("points = 1.5", "points = -1", "opd.toml, questions (U-2), kunci 'scale': skala 'pilihan' tidak urut dari yang terbaik. Urutkan tingkat dari nilai tertinggi.", "opd.toml, questions (U-3), kunci 'scale': skala 'pilihan' tidak urut dari yang terbaik. Urutkan tingkat dari nilai tertinggi."),
    ("share = 0", 'share = "1/2"', "opd.toml, questions (U-1), kunci 'scale': skala 'bagian' tidak urut dari yang terbaik. Urutkan tingkat dari nilai tertinggi."),
    ("share = 1,", 'share = "1/2",', "opd.toml, questions (U-1), kunci 'weight': nilai terbaik 30, bobot 60. Samakan bobot dengan nilai terbaik butir ini."),
    ("share = 0", 'share = "-1/2"', "opd.toml, questions (U-1), kunci 'scale': skala 'bagian' tidak urut dari yang terbaik. Urutkan tingkat dari nilai tertinggi."),
]  # fmt: skip

ALLOWED_IN_RULES = [
    ('lower = 80\nprinted = "80-<100"\nprinted_from = 80\n', 'lower = 100\nprinted = "80-<100"\nprinted_from = 100\n'),
    ("lower = 0\n", "lower = 79.9\nprinted_from = 79.9\nprinted_to = 80\nprinted_to_open = true\n"),
    ("lower = 0\n", "lower = 0\nprinted_from = 50\nprinted_to = 50\n"),
    ('label = "Uji publik desa"\nweight = 10', 'label = "Uji publik desa"\nweight = "nf"'),
    ('missing = "carry"\ncarry_to = "uji_publik"', 'missing = "zero"\ncarry_to = "wawancara"'),
    ('label = "Dokumen", weight = 75', 'label = "Dokumen", weight = "nf"'),
    ('class_on = "exact"', 'class_on = "nf"'),
    ('unjudged_yes = "pending"', 'unjudged_yes = "situs"'),
    ('before = "visitasi"\nvalue', 'before = "uji_publik"\nvalue'),
    ('categories = ["opd"]\nref = "t"\ngrade = "C"', 'categories = ["kota"]\nref = "t"\ngrade = "C"'),
    ('before = "visitasi"\nvalue = "exact"', 'before = "uji_publik"\nvalue = "exact"'),
    ("value = 60.5, strict = true", "value = 0"),
    ("value = 60.5, strict = true", "value = 100"),
    ("value = 7, per", "value = 1, per"),
    ('stage = "visitasi.paparan"', 'stage = "visitasi"'),
    ("cap = 95", "cap = 0"),
    ("cap = 95", "cap = 100"),
    ('value = "3/2"', "value = 0"),
    ('kind = "multiply"\nvalue = "3/2"', 'kind = "add"\nvalue = -5'),
    ('stage = "visitasi"\n', 'stage = "visitasi.dokumen"\n'),
    ("within = 24\n", "within = 0.5\n"),
    ("within = 24\n", ""),
    ("buckets = [3, 24]\n", ""),
    ("buckets = [3, 24]", "buckets = [0.5]"),
    ("[arithmetic]\n", '[[assumptions]]\nid = "x"\ntext = "Semua butir sama."\nreason = "Tidak diterbitkan."\nfills = [{ key = "scales.bagian" }]\n\n[arithmetic]\n'),
    ('on = "saq"\nbefore = "visitasi"\nvalue = "exact"', 'on = "visitasi"\nbefore = "uji_publik"\nvalue = "exact"'),
    ('otherwise = "renormalise"\ncategories = ["opd"]\n', 'otherwise = "renormalise"\n'),
    ('ties = "sequential"', 'ties = "nf"'),
]  # fmt: skip

IN_QUESTIONS: list[tuple[str, ...]] = [
    ("weight = 6\n", "weight = 7\n", "opd.toml, questions (U-2), kunci 'weight': nilai terbaik 6, bobot 7. Samakan bobot dengan nilai terbaik butir ini."),
    ("weight = 9\nall_or_nothing = true\n", "weight = 9\n", "opd.toml, questions (U-3), kunci 'weight': nilai terbaik 15/2, bobot 9. Samakan bobot dengan nilai terbaik butir ini."),
    ("weight = 60", "weight = 0", "opd.toml, questions (U-1), kunci 'weight': bobot 0. Isi lebih dari nol."),
    ("weight = 60", "weight = -1", "opd.toml, questions (U-1), kunci 'scale': skala 'bagian' tidak urut dari yang terbaik. Urutkan tingkat dari nilai tertinggi.", "opd.toml, questions (U-1), kunci 'weight': nilai terbaik 0, bobot -1. Samakan bobot dengan nilai terbaik butir ini.", "opd.toml, questions (U-1), kunci 'weight': bobot -1. Isi lebih dari nol."),
    ("lower = 26", "lower = 20", "opd.toml, questions (U-4), kunci 'counts': rentang jumlah tidak naik. Urutkan dari jumlah terkecil, nilai tidak turun."),
    ("lower = 26", "lower = 19", "opd.toml, questions (U-4), kunci 'counts': rentang jumlah tidak naik. Urutkan dari jumlah terkecil, nilai tidak turun."),
    ("points = 1.5", "points = 3", "opd.toml, questions (U-4), kunci 'counts': rentang jumlah tidak naik. Urutkan dari jumlah terkecil, nilai tidak turun.", "opd.toml, questions (U-4), kunci 'weight': nilai terbaik 3, bobot 2. Samakan bobot dengan nilai terbaik butir ini."),
    ("counts = [{ lower = 20, points = 1.5 }, { lower = 26, points = 2 }]", "counts = []", "opd.toml, questions (U-4), kunci 'weight': nilai terbaik 0, bobot 2. Samakan bobot dengan nilai terbaik butir ini."),
    ("counts = [", 'scale = "lain"\ncounts = [', "opd.toml, questions (U-4), kunci 'scale': skala 'lain' tidak ada. Sebut skala dari tabel scales."),
    ('scale = "pilihan"\nhelp', "help", "opd.toml, questions (U-2), kunci 'scale': butir pilihan tanpa skala. Sebut skala dari tabel scales."),
    ('all_or_nothing = true\nscale = "pilihan"', "all_or_nothing = true", "opd.toml, questions (U-3), kunci 'scale': butir pilihan tanpa skala. Sebut skala dari tabel scales."),
    ('kind = "option"', 'kind = "option"\nnot_applicable = "zero"', "opd.toml, questions (U-2), kunci 'not_applicable': tidak_berlaku hanya untuk butir ya/tidak. Hapus kunci itu, atau tulis sebagai pilihan dalam skala."),
    ('{ question = "U-1", choices = ["ya", "tidak"] }', '{ question = "U-1", choices = ["ya", "tidak_berlaku", "a", "b"] }', "opd.toml, questions (U-2), kunci 'shown_when': jawaban 'a' tidak ada pada U-1. Periksa pilihan.", "opd.toml, questions (U-2), kunci 'shown_when': jawaban 'b' tidak ada pada U-1. Periksa pilihan."),
    ('{ question = "U-1", choices = ["ya", "tidak"] }', '{ question = "U-3", choices = ["ya"] }', "opd.toml, questions (U-2), kunci 'shown_when': jawaban 'ya' tidak ada pada U-3. Periksa pilihan."),
    ("continues = ", 'shown_when = { question = "U-2", choices = ["situs"] }\ncontinues = ', "opd.toml, questions (U-1), kunci 'shown_when': syarat berputar. Putuskan salah satu syarat.", "opd.toml, questions (U-2), kunci 'shown_when': syarat berputar. Putuskan salah satu syarat."),
    ("all_or_nothing", 'shown_when = { question = "U-3", choices = ["situs"] }\nall_or_nothing', "opd.toml, questions (U-3), kunci 'shown_when': syarat berputar. Putuskan salah satu syarat."),
    ('indicator = "profil"\ngroup = "Berkala"\ntext = "Di', 'indicator = "lain"\ngroup = "Berkala"\ntext = "Di', "opd.toml, questions (U-2), kunci 'indicator': indikator 'lain' tidak ada. Sebut indikator dari tabel indicators."),
]  # fmt: skip

ALLOWED_IN_QUESTIONS = [
    ("weight = 9\nall_or_nothing = true\n", "weight = 7.5\n"),
    ("weight = 60", "weight = 61"),
    ("weight = 60", 'weight = "nf"'),
    ("weight = 1\nscored", "weight = 0\nscored"),
    ("weight = 1\nscored = false", 'weight = 1\nscored = false\nscale = "pilihan"'),
    ("points = 1.5", "points = 2"),
    ("weight = 2\ncounts", 'weight = "nf"\ncounts'),
    ("counts = [", 'scale = "bagian"\ncounts = ['),
    ('{ question = "U-1", choices = ["ya", "tidak"] }', '{ question = "U-3", choices = ["situs"] }'),
    ("all_or_nothing", 'shown_when = { question = "U-2", choices = ["situs"] }\nall_or_nothing'),
]  # fmt: skip


def told(root: Path, rules: str = STATED, questions: str = QUESTIONS) -> list[str]:
    folder = root / "uji" / "2030@3"
    folder.mkdir(parents=True)
    (folder / "rules.toml").write_text(rules, encoding="utf-8")
    (folder / "opd.toml").write_text(questions, encoding="utf-8")
    return [str(problem).removeprefix("uji/2030@3/") for problem in Library(root).check()]


def changed(document: str, old: str, new: str) -> str:
    """The document with the first `old` replaced, which must be there."""
    assert old in document
    return document.replace(old, new, 1)


def with_rows(document: str, changes: Sequence[tuple[str, ...]], rows: list[int]) -> str:
    """The document with several of the changes at once."""
    for old, new, *_ in (changes[row] for row in rows):
        document = changed(document, old, new)
    return document


@pytest.mark.parametrize(("old", "new", "messages"), [(old, new, told) for old, new, *told in IN_RULES])
def test_a_fault_of_a_table_is_named_and_nothing_else(tmp_path: Path, old: str, new: str, messages: list[str]) -> None:
    assert told(tmp_path, changed(STATED, old, new)) == messages


TOGETHER = [
    [0, 2, 3, 13, 15, 17, 18, 19, 20, 22, 23, 24, 26, 28, 30, 37, 38, 40, 41, 45, 46, 48, 49, 51, 53, 55, 57, 60, 69, 71, 73, 74],
    [1, 4, 14, 16, 21, 25, 27, 29, 31, 36, 39, 42, 47, 50, 52, 54, 58, 61, 67, 72, 75],
    [5, 32, 34, 35, 56, 59, 62, 68],
    [6, 33, 43, 63],
    [7, 44, 64],
    [8, 65, 70],
]  # fmt: skip
"""Rows of IN_RULES, by their numbers, that can be wrong at once."""


@pytest.mark.parametrize("rows", TOGETHER)
def test_many_faults_of_tables_are_told_at_once(tmp_path: Path, rows: list[int]) -> None:
    rules = with_rows(STATED, IN_RULES, rows)
    assert sorted(told(tmp_path, rules)) == sorted(text for row in rows for text in IN_RULES[row][2:])


@pytest.mark.parametrize(("old", "new"), ALLOWED_IN_RULES)
def test_what_lies_just_inside_is_allowed(tmp_path: Path, old: str, new: str) -> None:
    assert told(tmp_path, changed(STATED, old, new)) == []


@pytest.mark.parametrize(("old", "new", "messages"), [(old, new, told) for old, new, *told in IN_QUESTIONS])
def test_a_fault_of_a_question_is_named_and_nothing_else(
    tmp_path: Path, old: str, new: str, messages: list[str]
) -> None:
    assert told(tmp_path, questions=changed(QUESTIONS, old, new)) == messages


QUESTIONS_TOGETHER = [[0, 1, 2, 4, 11, 12, 16], [3, 5, 9, 10], [6, 13], [7, 14, 15]]
"""Rows of IN_QUESTIONS, by their numbers, that can be wrong at once."""


@pytest.mark.parametrize("rows", QUESTIONS_TOGETHER)
def test_many_faults_of_questions_are_told_at_once(tmp_path: Path, rows: list[int]) -> None:
    questions = with_rows(QUESTIONS, IN_QUESTIONS, rows)
    found = told(tmp_path, questions=questions)
    assert sorted(found) == sorted(text for row in rows for text in IN_QUESTIONS[row][2:])


@pytest.mark.parametrize(("old", "new"), ALLOWED_IN_QUESTIONS)
def test_a_question_just_inside_the_rules_is_allowed(tmp_path: Path, old: str, new: str) -> None:
    assert told(tmp_path, questions=changed(QUESTIONS, old, new)) == []


ALLOWED_TOGETHER = [[0, 1, 3, 4, 5, 6, 7, 8, 11, 13, 14, 15, 17, 19, 20, 22, 24, 26, 27], [2, 9, 12, 16, 18, 21, 23]]
QUESTIONS_ALLOWED_TOGETHER = [[0, 1, 3, 5, 6, 7, 8], [2, 4, 9]]
"""Rows of ALLOWED_IN_RULES and of ALLOWED_IN_QUESTIONS, by their numbers, that go together."""


@pytest.mark.parametrize("rows", ALLOWED_TOGETHER)
def test_much_that_lies_just_inside_is_allowed_at_once(tmp_path: Path, rows: list[int]) -> None:
    rules = with_rows(STATED, ALLOWED_IN_RULES, rows)
    assert told(tmp_path, rules) == []


@pytest.mark.parametrize("rows", QUESTIONS_ALLOWED_TOGETHER)
def test_many_questions_just_inside_the_rules_are_allowed_at_once(tmp_path: Path, rows: list[int]) -> None:
    questions = with_rows(QUESTIONS, ALLOWED_IN_QUESTIONS, rows)
    assert told(tmp_path, questions=questions) == []


def test_every_table_names_its_sources(tmp_path: Path) -> None:
    """`s` is called `x`, and `t` is named by nobody."""
    rules = (
        STATED.replace('ref = "s"', 'ref = "x"').replace('ref = "t"', "ref = []").replace('["s", "t"]', '["x", "t"]')
    )
    wrong = "arithmetic, ranking, objection, rounding.points (stage), rounding.points (final), indicators (profil), \
indicators (layanan) -, scales (bagian), scales (pilihan), bands (atas), bands (bawah) -, statuses (tidak_dinilai), \
stages (saq), stages (visitasi) -, stages (uji_publik), gates (ambang) -, panels (visitasi.paparan), facts (hadir), \
adjustments (bonus) -, awards (juara), awards (predikat), measures (berita), measures (laju), measures (aduan)"
    none, unknown = "tanpa sumber. Sebut id dari tabel sources.", "sumber 'x' tidak ada. Tambahkan ke tabel sources."
    expected = [
        f"rules.toml, {name.removesuffix(' -')}, kunci 'ref': {none if name.endswith('-') else unknown}"
        for name in wrong.split(", ")
    ]
    assert told(tmp_path, rules) == expected


def test_a_question_names_its_sources_and_a_grade_that_is_not_known_needs_none(tmp_path: Path) -> None:
    questions = QUESTIONS.replace('ref = "s"', 'ref = "x"', 1).replace('ref = "s"', "ref = []", 1)
    questions = questions.replace('ref = "s"\ngrade = "B"', 'ref = []\ngrade = "nf"', 1)
    assert told(tmp_path, questions=questions) == [
        "opd.toml, questions (U-2), kunci 'ref': sumber 'x' tidak ada. Tambahkan ke tabel sources.",
        "opd.toml, questions (U-3), kunci 'ref': tanpa sumber. Sebut id dari tabel sources.",
    ]


INSTRUMENT = """[[instruments]]
body = "Dinas A"
category = "opd"
file = "a.toml"
reason = "Naskahnya sendiri."
ref = "s"
grade = "B"
"""


def test_no_table_has_two_rows_of_one_name(tmp_path: Path) -> None:
    """Every row is written twice; stages may share a name only in different categories."""
    named = '[[assumptions]]\nid = "x"\ntext = "Semua butir sama."\nreason = "Tidak diterbitkan."\n\n'
    blocks = re.split(r"\n\n(?=\[)", STATED.replace("[arithmetic]", named + "[arithmetic]", 1) + "\n" + INSTRUMENT)
    twice = "\n\n".join(f"{block}\n\n{block}" if block.startswith("[[") else block for block in blocks)
    found = [text for text in told(tmp_path, twice) if "ditulis" in text]
    rows = "sources s t, assumptions x, categories opd, indicators profil layanan, scales bagian pilihan, \
bands atas bawah tidak_dinilai, gates ambang, facts hadir, panels visitasi.paparan, adjustments bonus, \
awards juara predikat, instruments Dinas_A, measures berita laju aduan, rounding.points stage final, \
stages saq visitasi uji_publik"
    assert found == [
        f"rules.toml, {table}: kode '{code.replace('s_A', 's A')}' ditulis 2 kali. "
        "Beri kode yang berbeda atau hapus salah satunya."
        for table, *codes in (row.split() for row in rows.split(", "))
        for code in codes
    ]


def test_an_indicator_may_weigh_as_little_as_its_rules_say(tmp_path: Path) -> None:
    rules = STATED.replace("weight = 120", "weight = 199.5").replace("weight = 80\nref", "weight = 0.5\nref")
    assert told(tmp_path, rules) == []


def test_parts_of_a_stage_and_questions_of_a_category_have_different_names(tmp_path: Path) -> None:
    rules = STATED.replace('code = "paparan"', 'code = "dokumen"').replace("visitasi.paparan", "visitasi.dokumen")
    twice = ["Beri kode yang berbeda atau hapus salah satunya."]
    assert told(tmp_path / "a", rules) == [
        f"rules.toml, stages (visitasi), parts: kode 'dokumen' ditulis 2 kali. {twice[0]}"
    ]
    assert told(tmp_path / "b", questions=QUESTIONS.replace("U-4", "U-5")) == [
        f"opd.toml, questions: kode 'U-5' ditulis 2 kali. {twice[0]}"
    ]


KEYS = re.findall(r'key = "([^"]+)"', FILLS)
METHODS = {
    "missing": "zero, carry, renormalise, exclude",
    "mode": "half_up, half_even, truncate",
    "class_on": "published, exact",
    "number": "published, exact",
    "ranking.ties": "competition, dense, sequential",
    "gates.ambang.value": "published, exact",
    "gates.ambang.ties": "admit, keys",
    "aggregate": "mean, median, trimmed_mean",
}


QUESTION_KEYS = [
    ('{ key = "questions.U-1.weight", value = 1 }', ["kunci 'questions.U-1.weight' tidak mengisi bobot butir mana pun. Sebut butir yang bobotnya \"nf\", atau hapus isian itu."]),
    ('{ key = "questions.*.weight", value = 1 }', ["kunci 'questions.*.weight' tidak mengisi bobot butir mana pun. Sebut butir yang bobotnya \"nf\", atau hapus isian itu."]),
    ('{ key = "questions.A.1.weight", value = 1 }', ["kunci 'questions.A.1.weight' tidak mengisi bobot butir mana pun. Sebut butir yang bobotnya \"nf\", atau hapus isian itu."]),
    ('{ key = "questions.weight", value = 1 }', ["kunci 'questions.weight' tidak bernilai \"nf\". Hapus isian itu atau perbaiki kuncinya."]),
    ('{ key = "questions.U-1.scale", value = "bagian" }', ["kunci 'questions.U-1.scale' tidak bernilai \"nf\". Hapus isian itu atau perbaiki kuncinya."]),
    ('{ key = "scales.bagian" }', []),
    ('{ key = "scales.bagian", value = 1 }', ["kunci 'scales.bagian' tidak memerlukan nilai. Hapus kunci 'value'."]),
]  # fmt: skip


@pytest.mark.parametrize(("fill", "messages"), QUESTION_KEYS)
def test_of_questions_weights_are_filled_and_of_scales_nothing(tmp_path: Path, fill: str, messages: list[str]) -> None:
    named = (
        f'[[assumptions]]\nid = "x"\ntext = "Semua butir sama."\nreason = "Tidak diterbitkan."\nfills = [{fill}]\n\n'
    )
    rules = STATED.replace("[arithmetic]", named + "[arithmetic]", 1)
    assert told(tmp_path, rules) == [f"rules.toml, assumptions (x), fills: {message}" for message in messages]


FILLING = """[[assumptions]]
id = "{id}"
text = "Semua butir sama."
reason = "Tidak diterbitkan."
fills = [{{ key = "questions.{code}.weight", value = {value} }}]
"""


@pytest.mark.parametrize(
    ("fills", "idle"),
    [
        ([("satu", "U-1", 60)], []),
        ([("satu", "A.1", 60)], []),
        ([("semua", "*", 2), ("satu", "U-1", 60)], []),
        ([("semua", "*", 2), ("satu", "U-1", 60), ("lain", "U-4", 2)], [("semua", "*")]),
        ([("satu", "U-1", 60), ("salah", "U-11", 2)], [("salah", "U-11")]),
        ([("satu", "U-1", 60), ("lain", "U-2", 6)], [("lain", "U-2")]),
    ],
)
def test_a_fill_names_a_question_whose_weight_it_gives(
    tmp_path: Path, fills: list[tuple[str, str, int]], idle: list[tuple[str, str]]
) -> None:
    """The weights of U-1, here A.1 where it is named so, and of U-4 are open."""
    questions = QUESTIONS.replace("weight = 60", 'weight = "nf"').replace("weight = 2\n", 'weight = "nf"\n')
    if any(code == "A.1" for _, code, _ in fills):
        questions = questions.replace('"U-1"', '"A.1"')
    written = "\n".join(FILLING.format(id=one, code=code, value=value) for one, code, value in fills)
    assert told(tmp_path, STATED.replace("[arithmetic]", f"{written}\n[arithmetic]", 1), questions) == [
        f"rules.toml, assumptions ({one}), fills: kunci 'questions.{code}.weight' tidak mengisi bobot butir mana pun. "
        'Sebut butir yang bobotnya "nf", atau hapus isian itu.'
        for one, code in idle
    ]


def test_a_fill_may_give_its_weight_to_a_question_that_only_other_rule_sets_ask(tmp_path: Path) -> None:
    lent = tmp_path / "uji" / "2030@3" / "bank.toml"
    lent.parent.mkdir(parents=True)
    questions = QUESTIONS.replace("weight = 60", 'weight = "nf"').replace('"U-1"', '"A.1"')
    lent.write_text(questions, encoding="utf-8")
    written = FILLING.format(id="satu", code="A.1", value=60)
    rules = STATED.replace("[arithmetic]", f"{written}\n[arithmetic]", 1)
    (lent.parent / "rules.toml").write_text(rules, encoding="utf-8")
    (lent.parent / "opd.toml").write_text(QUESTIONS, encoding="utf-8")
    assert Library(tmp_path).check() == []
    lent.unlink()
    assert [problem.message for problem in Library(tmp_path).check()] == [
        "kunci 'questions.A.1.weight' tidak mengisi bobot butir mana pun"
    ]


def test_a_key_that_is_stated_is_filled_by_no_assumption(tmp_path: Path) -> None:
    rules = STATED.replace("[arithmetic]", FILLS + "\n[arithmetic]", 1)
    assert told(tmp_path, rules) == [
        f"rules.toml, assumptions (isi), fills: kunci '{key}' tidak bernilai \"nf\". Hapus isian itu atau perbaiki kuncinya."
        for key in KEYS
    ]


@pytest.mark.parametrize("key", KEYS)
def test_an_assumption_fills_a_number_with_a_number_and_a_method_with_a_method(tmp_path: Path, key: str) -> None:
    """The methods of each key as docs/rules-format.md lists them, "nf" aside."""
    known = next((methods for end, methods in METHODS.items() if key.endswith(end)), "")
    wrong = f"nilai 'lain' untuk '{key}' " + (
        f"tidak dikenal. Pilih salah satu: {known}." if known else "bukan angka. Isi dengan angka."
    )
    place = "rules.toml, assumptions (isi), fills: "
    assert told(tmp_path / "a", OPEN % _filling(key, ', value = "lain"')) == [place + wrong]
    assert told(tmp_path / "b", OPEN % _filling(key, "")) == [f"{place}kunci '{key}' tanpa nilai. Isi kunci 'value'."]
    for method in known.split(", ") if known else ():
        assert told(tmp_path / method, OPEN % _filling(key, f', value = "{method}"')) == []


def _filling(key: str, value: str) -> str:
    """Return an assumption for one key; of keys that go in pairs the other one rests on it too."""
    pairs = {
        "rounding.points.indicator.places": ("rounding.points.indicator.mode", '"half_up"'),
        "rounding.points.indicator.mode": ("rounding.points.indicator.places", "3"),
        "ranking.number": ("ranking.ties", '"dense"'),
        "ranking.ties": ("ranking.number", '"exact"'),
    }
    other, method = pairs.get(key, ("", ""))
    also = f', {{ key = "{other}", value = {method} }}' if other else ""
    return (
        '\n[[assumptions]]\nid = "isi"\ntext = "Yang terbuka diisi."\nreason = "Tidak diterbitkan."\n'
        f'fills = [{{ key = "{key}"{value} }}{also}]\n'
    )


PAIRED = [
    ("rounding.points.indicator", "places", 3, "mode", "half_up"),
    ("ranking", "number", "exact", "ties", "dense"),
]


@pytest.mark.parametrize(("name", "first", "one", "second", "two"), PAIRED)
def test_two_keys_that_decide_one_number_rest_on_one_assumption(
    tmp_path: Path, name: str, first: str, one: object, second: str, two: object
) -> None:
    def by(identity: str, key: str, value: object) -> str:
        shown = value if isinstance(value, int) else f'"{value}"'
        return _filling(f"{name}.{key}", f", value = {shown}").partition(", { key")[0].replace('"isi"', f'"{identity}"')

    def closed(text: str) -> str:
        return text if text.rstrip().endswith("]") else text.rstrip() + "]\n"

    split = closed(by("satu", first, one)) + closed(by("dua", second, two))
    message = (
        f"rules.toml, assumptions, fills: '{name}.{first}' dan '{name}.{second}' tidak diisi anggapan yang sama. "
        "Isi keduanya dengan satu anggapan, atau biarkan keduanya kosong."
    )
    assert told(tmp_path / "a", OPEN % split) == [message]
    assert told(tmp_path / "b", OPEN % closed(by("satu", first, one))) == [message]
    assert told(tmp_path / "c", OPEN % closed(by("dua", second, two))) == [message]


def test_a_stage_that_tests_itself_or_a_later_one_is_named_for_every_category(tmp_path: Path) -> None:
    place = "rules.toml, gates (ambang), kunci "
    remedy = "Uji tahap yang lebih dahulu, atau sesuaikan urutan dan 'categories'."
    everyone = STATED.replace('otherwise = "renormalise"\ncategories = ["opd"]\n', 'otherwise = "renormalise"\n')
    late = everyone.replace('on = "saq"\nbefore', 'on = ["saq", "uji_publik"]\nbefore')
    assert told(tmp_path / "a", late) == [
        f"{place}'on': tahap 'uji_publik' tidak berada sebelum 'visitasi'{category}. {remedy}"
        for category in ("", " pada kategori desa", " pada kategori opd")
    ]
    itself = everyone.replace('on = "saq"\nbefore = "visitasi"', 'on = "uji_publik"\nbefore = "uji_publik"')
    assert told(tmp_path / "d", itself) == [
        f"{place}'on': tahap 'uji_publik' tidak berada sebelum 'uji_publik' pada kategori {category}. {remedy}"
        for category in ("desa", "opd")
    ]
    opened = everyone.replace('before = "visitasi"', 'before = "uji_publik"')
    assert told(tmp_path / "b", opened) == []
    elsewhere = STATED.replace('before = "visitasi"', 'before = "uji_publik"').replace(
        'categories = ["opd"]\nref = "t"', 'categories = ["kota"]\nref = "t"'
    )
    assert told(tmp_path / "c", elsewhere) == [
        f"{place}'before': tahap 'uji_publik' tidak ada pada kategori kota. Sesuaikan 'categories' gerbang dan tahap."
    ]


STAGE = '[[stages]]\ncode = "{}"\nlabel = "Tahap"\nweight = {}\ncategories = ["{}"]\nref = "s"\ngrade = "B"\n\n'
HEAD = STATED[: STATED.index("[arithmetic]")]


def routes(**categories: str) -> str:
    """Return rules in which each category goes through these stages, equally weighted."""
    stages = [(code, category, route.split()) for category, route in categories.items() for code in route.split()]
    return HEAD + "".join(STAGE.format(code, 100 // len(route), category) for code, category, route in stages)


ROUTES = [
    ({"opd": "saq visitasi", "desa": "saq visitasi"}, ""),
    ({"opd": "saq visitasi", "desa": "visitasi saq"}, "saq, visitasi"),
    ({"opd": "saq visitasi wawancara uji", "desa": "saq wawancara visitasi uji"}, "visitasi, wawancara"),
    ({"opd": "saq visitasi", "desa": "visitasi wawancara", "kota": "wawancara saq"}, "saq, visitasi, wawancara"),
    ({"opd": "saq uji", "desa": "uji visitasi", "kota": "saq visitasi"}, ""),
]


@pytest.mark.parametrize(("categories", "astray"), ROUTES)
def test_stages_of_all_categories_follow_one_order(tmp_path: Path, categories: dict[str, str], astray: str) -> None:
    """Which of the stages of a circle is named first says nothing."""
    folder = tmp_path / "uji" / "2030@3"
    folder.mkdir(parents=True)
    (folder / "rules.toml").write_text(routes(**categories), encoding="utf-8")
    found = [str(problem) for problem in Library(tmp_path).check()]
    assert len(found) == bool(astray)
    for text in found:
        match = re.fullmatch(
            r"uji/2030@3/rules\.toml, stages: urutan tahap (.+) berlawanan antarkategori\. Tulis tahap semua kategori searah\.",
            text,
        )
        assert match
        assert ", ".join(sorted(match[1].split(", "))) == astray


def test_conditions_that_wait_for_one_another_are_named_for_each_question(tmp_path: Path) -> None:
    """U-1 waits for U-2 and U-2 for U-1; U-3 waits for U-2, and so for ever."""
    questions = QUESTIONS.replace(
        "continues = ", 'shown_when = { question = "U-2", choices = ["situs"] }\ncontinues = '
    )
    questions = questions.replace(
        "all_or_nothing", 'shown_when = { question = "U-2", choices = ["papan"] }\nall_or_nothing'
    )
    assert told(tmp_path, questions=questions) == [
        f"opd.toml, questions ({code}), kunci 'shown_when': syarat berputar. Putuskan salah satu syarat."
        for code in ("U-1", "U-2", "U-3")
    ]


SCALES = [
    ("points = 1.5", "points = 7", ("U-2: skala 'pilihan' tidak urut", "U-2: nilai terbaik 7, bobot 6")),
    ("points = 1.5", "points = -1", ("U-2: skala 'pilihan' tidak urut", "U-3: skala 'pilihan' tidak urut")),
    ("points = 1.5", "points = 0", ()),
    ("share = 0", 'share = "1/2"', ("U-1: skala 'bagian' tidak urut",)),
    ("share = 0", 'share = "1/3"', ()),
    ("share = 0", 'share = "-1/2"', ("U-1: skala 'bagian' tidak urut",)),
    ("share = 1,", 'share = "1/2",', ("U-1: nilai terbaik 30, bobot 60",)),
]


@pytest.mark.parametrize(("old", "new", "faults"), SCALES)
def test_a_scale_begins_with_the_weight_and_does_not_rise(
    tmp_path: Path, old: str, new: str, faults: tuple[str, ...]
) -> None:
    """Options of several choices may stand in any order, but none takes points away."""
    found = told(tmp_path, STATED.replace(old, new, 1))
    shown = [re.sub(r"opd.toml, questions \((U-\d)\), kunci '[a-z]+'", r"\1", text) for text in found]
    assert [text.partition(" dari yang")[0].partition(". ")[0] for text in shown] == list(faults)


def test_a_question_in_points_reaches_its_indicator_unless_a_weight_is_open(tmp_path: Path) -> None:
    """By hand: profil has 60 + 6 of 120, layanan 9 + 2 of 80; U-5 is not scored."""
    rules = STATED.replace('question_weights = "relative"', 'question_weights = "points"')
    remedy = (
        "Perbaiki bobot butir, atau tulis arithmetic.question_weights = 'relative' bila butir berbagi bobot indikator "
        "menurut perbandingan."
    )
    profil = f"opd.toml, indikator profil: jumlah bobot butir 66, seharusnya 120. {remedy}"
    layanan = f"opd.toml, indikator layanan: jumlah bobot butir 11, seharusnya 80. {remedy}"
    assert told(tmp_path / "a", rules) == [profil, layanan]
    assert told(tmp_path / "b", rules, QUESTIONS.replace("weight = 60", 'weight = "nf"')) == [layanan]
    assert told(tmp_path / "c", rules.replace("weight = 120", 'weight = "nf"')) == [layanan]
    reached = (
        rules.replace("weight = 120", "weight = 66").replace("weight = 80", "weight = 11").replace("= 200", "= 77")
    )
    assert told(tmp_path / "d", reached) == []
    silent = rules.replace('label = "Layanan"', 'label = "Layanan"\n', 1)
    assert told(tmp_path / "e", silent, QUESTIONS.replace('"layanan"', '"profil"')) == [
        f"opd.toml, indikator profil: jumlah bobot butir 77, seharusnya 120. {remedy}",
        "opd.toml, indikator layanan: tidak berisi butir yang dinilai. Tambahkan butir atau hapus indikatornya.",
    ]
