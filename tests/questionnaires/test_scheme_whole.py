"""Three rule sets told whole: one that states every key, one that states none and is filled, one that stays open."""

from __future__ import annotations

from difflib import unified_diff
from fractions import Fraction
from pathlib import Path

import pytest

from questionnaires import Library
from questionnaires.scheme import Scheme, scheme, way
from questionnaires.scheme.text import Names, figure
from tests.questionnaires.test_what_the_kernel_is_given import FILLS, OPEN, QUESTIONS, SILENT, STATED, library

EVERYTHING = """\
keadaan: Aturan ini
- Versi 3, dapat dipakai.
- Yang dinilai: layanan tahun 2029.
- Alasan versi ini: Semua kunci ditulis sekali.
tahap: Tahap dan bobotnya
- Kuesioner bernilai 60 persen nilai akhir. [s A]
- Yang tidak punya nilai Kuesioner tidak mendapat nilai akhir. [s A]
- Kunjungan bernilai 30 persen nilai akhir. [t B]
- Bagian Kunjungan: Dokumen 75 persen dan Paparan 25 persen. [t B]
- Yang tidak punya nilai Kunjungan: bobotnya pindah ke Uji publik desa. [t B]
- Uji publik bernilai paling banyak 10 angka dari 100; nilainya dimasukkan dalam angka 0 sampai 10 (hanya bagi Organisasi perangkat daerah). [s B]
- Yang tidak punya nilai Uji publik mendapat 0 untuk tahap itu. [s B]
- Uji publik desa bernilai 10 persen nilai akhir (hanya bagi desa). [s B]
gerbang: Siapa yang maju
- Kunjungan terbuka bagi Organisasi perangkat daerah: badan publik yang mendapat nilai Kuesioner di atas 60,5, termasuk 7 terbaik di wilayahnya menurut nilai Kuesioner, berkelas sementara Atas atau lebih baik menurut nilai Kuesioner, berkategori Organisasi perangkat daerah atau desa, berapa pun nilainya, atau memenuhi keterangan pimpinan hadir, berapa pun nilainya. [t C]
- Bagi yang tertahan, bobot Kunjungan dibagi kepada tahap yang lain. [t C]
kelas: Kelas
- Atas (hijau): mulai 80, tercetak 80-<100. [s A]
- Bawah: mulai 0. [t B]
- Tidak dinilai: keadaan tanpa nilai; tidak dihitung nol dan tidak masuk rerata. [s B]
indikator: Indikator
- Profil bernilai 120 dari 200. [s t A]
- Layanan bernilai 80 dari 200. [t C]
kuesioner: Kuesioner
- Organisasi perangkat daerah: 5 butir, 4 dinilai dan 1 hanya data.
tingkat: Tingkat dan pilihan jawaban
- Tiga tingkat: A (100 persen bobot); B (100/3 persen bobot); C (0 persen bobot). [s B]
- pilihan: Situs (6); Papan (1,5). [s B]
penilai: Penilai dan penyesuaian
- Kunjungan, Paparan dinilai beberapa penilai; nilainya rerata tanpa satu nilai tertinggi dan satu nilai terendah. [s B]
- Sekurang-kurangnya 3 penilai; dengan lebih sedikit tidak ada nilai. [s B]
- Hanya penilai dari wilayah badan publik itu yang menilai Kunjungan, Paparan. [s B]
- Bila pimpinan hadir, nilai Kunjungan dikalikan 1,5, paling tinggi 95. [t C]
sanggah: Masa sanggah
- Atas Kuesioner, 5 hari: badan publik boleh menambah bukti atau penjelasan. [s A]
peringkat: Peringkat dan penghargaan
- Setiap badan publik punya peringkat sendiri dari semua badan publik (1, 2, 3, 4). [s B]
- Peringkat dibaca dari nilai sebelum dibulatkan. [s B]
- Di antara nilai yang sama didahulukan menurut urutan ini: nilai Kuesioner yang lebih tinggi, pimpinan hadir, dan yang lebih dahulu mengirim. [s B]
- Juara: 3 terbaik di wilayahnya menurut Kuesioner. [s B]
- Predikat: semua yang berkelas Atas atau lebih baik menurut nilai akhir. [s B]
ukuran: Yang dihitung di luar kuesioner
- Berita: sekurang-kurangnya 2 per minggu; hasilnya persentase minggu yang mencapainya. [s B]
- Laju: interaksi dibagi hasil kali unggahan dan pengikut, hanya bagi akun dengan sekurang-kurangnya 1.000 pengikut. [s B]
- Laju dibandingkan hanya di dalam kelompok pengikut: Kecil dan Besar. [s B]
- Aduan: persentase yang dijawab dalam 24 jam, dan persentase yang dijawab kapan pun. [s B]
- Aduan dikelompokkan menurut jam sampai dijawab: batas 3 dan 24 jam, lebih lama, dan belum dijawab. [s B]
hitungan: Cara menghitung
- Pertanyaan yang tidak dijawab membuat nilai belum ada. [s B]
- Ya tanpa bukti tetap bernilai. [s B]
- Ya menurut badan publik sendiri dihitung pada tingkat B. [s B]
- Ya yang belum diperiksa penilai membuat nilai belum ada. [s B]
- Nilai setiap tahap dibulatkan ke 1 angka di belakang koma, sisanya dipotong. [s B]
- Nilai akhir dibulatkan ke 3 angka di belakang koma, setengah ke angka genap. [s B]
- Kelas mengikuti nilai sebelum dibulatkan. [s B]
belum: Tidak dipublikasikan
- Yang berlaku tanpa nilai tahap ini: Uji publik desa. Nilai akhir ditolak sampai nilainya ada.
sumber: Sumber
- `s`: Pedoman, <https://ki.go.id/pedoman>
- `t`: Lampiran
"""

FILLED = """\
keadaan: Aturan ini
- Versi 3, rancangan: belum dipakai menilai.
- Alasan versi ini: Tidak ada angka yang diterbitkan.
tahap: Tahap dan bobotnya
- Kuesioner bernilai 55 persen nilai akhir, menurut anggapan `isi`. [nf]
- Yang tidak punya nilai Kuesioner tidak mendapat nilai akhir. Ini anggapan `isi`.
- Kunjungan bernilai 45 persen nilai akhir, menurut anggapan `isi`. [nf]
- Bagian Kunjungan: Dokumen 35,5 persen (menurut anggapan `isi`) dan Paparan 64,5 persen (menurut anggapan `isi`). [nf]
- Yang tidak punya nilai Kunjungan: bobotnya dibagi kepada tahap yang lain. Ini anggapan `isi`.
gerbang: Siapa yang maju
- Kunjungan terbuka bagi badan publik yang mendapat nilai Kuesioner sekurang-kurangnya 70 (menurut anggapan `isi`) atau termasuk 4 terbaik di kategorinya menurut nilai Kuesioner (menurut anggapan `isi`). [nf]
- Kunjungan terbuka bagi badan publik yang memenuhi keterangan hadir, berapa pun nilainya. [nf]
kelas: Kelas
- Atas: mulai 80,5 menurut anggapan `isi`, tercetak 80. [nf]
indikator: Indikator
- Profil bernilai 100 dari 100, menurut anggapan `isi`. [nf]
penilai: Penilai dan penyesuaian
- Kunjungan, Paparan dinilai beberapa penilai; nilainya median. [nf]
- Cara menggabungkan itu anggapan `isi`.
- Bila hadir, nilai Kunjungan ditambah -5, paling tinggi 100. [nf]
sanggah: Masa sanggah
- Atas Kuesioner, lamanya tidak dipublikasikan; caranya tidak dipublikasikan. [nf]
peringkat: Peringkat dan penghargaan
- Di antara nilai yang sama didahulukan menurut urutan ini: yang lebih dahulu mengirim. [nf]
hitungan: Cara menghitung
- Nilai setiap indikator dibulatkan ke 5 angka di belakang koma, setengah ke angka genap. [nf]
- Nilai setiap pertanyaan dibulatkan ke 4 angka di belakang koma, sisanya dipotong. [nf]
- Nilai akhir dibulatkan ke 0 angka di belakang koma, sisanya dipotong. [nf]
belum: Tidak dipublikasikan
- Bobot tahap: Kuesioner dan Kunjungan.
- Bobot bagian: Dokumen dalam Kunjungan dan Paparan dalam Kunjungan.
- Bobot indikator: Profil.
- Batas bawah kelas: Atas.
- Angka ambang menuju Kunjungan.
- Cara menyanggah.
- Lamanya masa sanggah.
- Besarnya Hadir.
anggapan: Yang dianggap
- `isi`: Semua yang terbuka diisi. Alasannya: Tidak diterbitkan sama sekali.
"""

LEFT_OPEN = """\
keadaan: Aturan ini
- Versi 3, rancangan: belum dipakai menilai.
- Alasan versi ini: Tidak ada angka yang diterbitkan.
tahap: Tahap dan bobotnya
- Kuesioner ikut dinilai; bobotnya tidak dipublikasikan. [nf]
- Kunjungan ikut dinilai; bobotnya tidak dipublikasikan. [nf]
- Bagian Kunjungan: Dokumen (bobot tidak dipublikasikan) dan Paparan (bobot tidak dipublikasikan). [nf]
gerbang: Siapa yang maju
- Kunjungan terbuka bagi badan publik yang mencapai ambang nilai Kuesioner (angkanya tidak dipublikasikan) atau termasuk yang terbaik di kategorinya menurut nilai Kuesioner (jumlahnya tidak dipublikasikan). [nf]
- Kunjungan terbuka bagi badan publik yang memenuhi keterangan hadir, berapa pun nilainya. [nf]
kelas: Kelas
- Atas: batas bawahnya tidak dipublikasikan, tercetak 80. [nf]
indikator: Indikator
- Disebut tanpa bobot: Profil. [nf]
penilai: Penilai dan penyesuaian
- Kunjungan, Paparan dinilai beberapa penilai; cara menggabungkan nilai mereka tidak dipublikasikan. [nf]
- Bila hadir, nilai Kunjungan ditambah besaran yang tidak dipublikasikan, paling tinggi 100. [nf]
sanggah: Masa sanggah
- Atas Kuesioner, lamanya tidak dipublikasikan; caranya tidak dipublikasikan. [nf]
peringkat: Peringkat dan penghargaan
- Di antara nilai yang sama didahulukan menurut urutan ini: yang lebih dahulu mengirim. [nf]
hitungan: Cara menghitung
- Nilai setiap indikator dibulatkan ke banyak angka yang tidak dipublikasikan, cara pembulatannya tidak dipublikasikan. [nf]
- Nilai setiap pertanyaan dibulatkan ke 4 angka di belakang koma, cara pembulatannya tidak dipublikasikan. [nf]
- Nilai akhir dibulatkan ke banyak angka yang tidak dipublikasikan, sisanya dipotong. [nf]
belum: Tidak dipublikasikan
- Bobot tahap: Kuesioner dan Kunjungan.
- Yang berlaku tanpa nilai tahap ini: Kuesioner dan Kunjungan. Nilai akhir ditolak sampai nilainya ada.
- Bobot bagian: Dokumen dalam Kunjungan dan Paparan dalam Kunjungan.
- Bobot indikator: Profil.
- Batas bawah kelas: Atas.
- Cara menggabungkan nilai penilai: Kunjungan, Paparan. Anggapan umum `rerata_penilai` mengambil reratanya.
- Angka ambang menuju Kunjungan.
- Apakah ambang menuju Kunjungan diuji terhadap nilai yang diumumkan atau nilai sebelum dibulatkan. Anggapan umum `gerbang_dari_nilai_terbit` memakai nilai yang diumumkan.
- Siapa yang maju ke Kunjungan bila nilainya sama di urutan terakhir. Anggapan umum `seri_di_batas_ikut` meloloskan semuanya.
- Aturan peringkat bila nilainya sama. Anggapan umum `peringkat_baku` membagi peringkat (1, 2, 2, 4).
- Cara menyanggah.
- Lamanya masa sanggah.
- Besarnya Hadir.
"""

NOTHING = """\
keadaan: Aturan ini
- Versi 3, rancangan: belum dipakai menilai.
- Alasan versi ini: Tidak menyebut apa pun lagi.
tahap: Tahap dan bobotnya
- Tidak ada nilai, indikator, atau kelas yang dipublikasikan.
belum: Tidak dipublikasikan
- Apakah ada nilai, tahap, indikator, atau kelas.
"""


OTHER = """
owner = "uji"
year = 2030
version = 3
state = "sealed"
title = "Aturan lain"
reason = "Ragam yang belum ditulis di atas."

[[sources]]
id = "s"
title = "Pedoman"

[[assumptions]]
id = "skala"
text = "Kelas mengikuti skala nasional."
reason = "Skala daerah tidak diterbitkan."
fills = [
  { key = "bands.atas.lower", value = 80 },
  { key = "bands.bawah.lower", value = 0 },
  { key = "scales.huruf" },
  { key = "gates.beberapa.rank", value = 3 },
  { key = "rounding.points.indicator.mode", value = "half_up" },
]

[arithmetic]
blank = "zero"
claimed_yes = "pending"
unjudged_yes = "b"
yes_without_evidence = "zero"
class_on = "published"
ref = "s"
grade = "B"

[[rounding.points]]
at = "question"
places = 2
mode = "half_up"
ref = "s"
grade = "B"

[[rounding.points]]
at = "indicator"
places = 0
mode = "nf"
ref = "s"
grade = "B"

[[categories]]
code = "opd"
label = "OPD"
file = "opd.toml"

[[indicators]]
code = "profil"
label = "Profil"
weight = 100
ref = "s"
grade = "B"

[[scales]]
code = "huruf"
label = "Huruf"
ref = "s"
grade = "D"
levels = [{ code = "a", label = "A", share = 1 }, { code = "b", label = "Bagus", share = 0.5 }]

[[bands]]
code = "atas"
label = "Atas"
lower = "nf"
ref = "s"
grade = "nf"

[[bands]]
code = "bawah"
label = "Bawah"
lower = "nf"
ref = "s"
grade = "nf"

[[stages]]
code = "pendaftaran"
label = "Pendaftaran"
weight = 0
missing = "renormalise"
ref = "s"
grade = "B"

[[stages]]
code = "saq"
label = "Kuesioner"
weight = 70
missing = "nf"
ref = "s"
grade = "B"

[[stages]]
code = "visitasi"
label = "Kunjungan"
weight = 30
missing = "carry"
ref = "s"
grade = "B"

[[facts]]
code = "hadir"
label = "Pimpinan hadir"
ref = "s"
grade = "B"

[[gates]]
id = "beberapa"
label = "Beberapa tahap"
on = ["pendaftaran", "saq"]
before = "visitasi"
value = "published"
any_of = [
  { kind = "threshold", value = 60 },
  { kind = "rank", value = "nf", per = "all", ties = "admit" },
  { kind = "class", class = "atas" },
]
otherwise = "exclude"
ref = "s"
grade = "B"

[[gates]]
id = "tak_disebut"
on = "nf"
before = "visitasi"
any_of = [
  { kind = "threshold", value = 60, strict = true },
  { kind = "rank", value = 5, per = "territory", ties = "keys" },
  { kind = "class", class = "bawah" },
]
otherwise = "zero"
ref = "s"
grade = "B"

[[gates]]
id = "kategori"
on = "saq"
before = "visitasi"
any_of = [{ kind = "category", categories = ["opd", "kabkota"] }]
otherwise = "carry"
categories = ["opd", "desa_wisata"]
ref = "s"
grade = "B"

[[panels]]
stage = "visitasi"
aggregate = "mean"
ref = "s"
grade = "B"

[[panels]]
stage = "saq"
aggregate = "nf"
minimum = 2
ref = "s"
grade = "B"

[[adjustments]]
id = "tambah"
label = "Tambahan"
stage = "visitasi"
when = "hadir"
kind = "add"
value = 5
ref = "s"
grade = "B"

[ranking]
number = "published"
ties = "competition"
per = "territory"
keys = [{ by = "fact", of = "hadir" }]
ref = "s"
grade = "B"

[[awards]]
id = "juara"
label = "Juara"
kind = "champion"
per = "all"
ref = "s"
grade = "B"

[[awards]]
id = "terbaik"
label = "Terbaik"
kind = "champion"
on = "visitasi"
places = 2
ref = "s"
grade = "B"

[objection]
on = "visitasi"
mode = "claim"
days = "nf"
ref = "s"
grade = "B"

[[instruments]]
body = "Dinas A"
category = "opd"
file = "opd.toml"
reason = "Naskahnya sendiri."
ref = "s"
grade = "B"

[[measures]]
code = "harian"
label = "Harian"
kind = "frequency"
per = "day"
at_least = 1
ref = "s"
grade = "B"

[[measures]]
code = "bulanan"
label = "Bulanan"
kind = "frequency"
per = "month"
at_least = 4
ref = "s"
grade = "B"

[[measures]]
code = "jumlah"
label = "Jumlah"
kind = "count"
brackets = [{ code = "kecil", label = "Kecil", lower = 0 }]
ref = "s"
grade = "B"

[[measures]]
code = "laju"
label = "Laju"
kind = "rate"
ref = "s"
grade = "B"

[[measures]]
code = "aduan"
label = "Aduan"
kind = "response"
within = 24.5
ref = "s"
grade = "B"

[[measures]]
code = "saluran"
label = "Saluran"
kind = "response"
buckets = [3]
ref = "s"
grade = "B"
"""

ONE_QUESTION = """\
category = "opd"
label = "OPD"

[[questions]]
code = "U-1"
indicator = "profil"
group = "Berkala"
text = "Apakah profil diumumkan?"
weight = 100
scale = "huruf"
yes_without_evidence = "zero"
not_applicable = "full"
help = "Terpenuhi bila profil tampil."
remedy = "Tayangkan profil di situs."
evidence = { kinds = ["tautan", "pdf"], text = "Tautan", count = 2, max_mb = 2.5, sample = 3, period = "tahun_lalu", own_site = true }
legal = [{ text = "Perki 1/2021", checked = true }, { text = "UU 14/2008", checked = false }]
continues = "uji/2029:L-1"
ref = "s"
grade = "A"

"""

OTHERWISE = """\
keadaan: Aturan ini
- Versi 3, tersegel: isinya tidak berubah lagi.
- Alasan versi ini: Ragam yang belum ditulis di atas.
tahap: Tahap dan bobotnya
- Pendaftaran memeriksa dan menyaring, tanpa bobot dalam nilai akhir. [s B]
- Yang tidak punya nilai Pendaftaran: bobotnya dibagi kepada tahap yang lain. [s B]
- Kuesioner bernilai 70 persen nilai akhir. [s B]
- Kunjungan bernilai 30 persen nilai akhir. [s B]
- Yang tidak punya nilai Kunjungan: bobotnya pindah ke Kuesioner. [s B]
gerbang: Siapa yang maju
- Kunjungan terbuka bagi badan publik yang mendapat nilai rerata Pendaftaran dan Kuesioner menurut bobotnya sekurang-kurangnya 60, termasuk 3 terbaik dari semua badan publik menurut nilai rerata Pendaftaran dan Kuesioner menurut bobotnya (menurut anggapan `skala`), atau berkelas sementara Atas atau lebih baik menurut nilai rerata Pendaftaran dan Kuesioner menurut bobotnya. [s B]
- Yang tertahan sebelum Kunjungan tidak mendapat nilai akhir. [s B]
- Kunjungan terbuka bagi badan publik yang mendapat nilai di atas 60, termasuk 5 terbaik di wilayahnya, atau berkelas sementara Bawah atau lebih baik. [s B]
- Untuk maju ke Kunjungan, nilai yang dibandingkan tidak dipublikasikan. [s B]
- Yang tertahan mendapat 0 untuk Kunjungan. [s B]
- Kunjungan terbuka bagi OPD dan desa wisata: badan publik yang berkategori OPD atau kabupaten/kota, berapa pun nilainya. [s B]
- Bagi yang tertahan, bobot Kunjungan pindah ke tahap lain. [s B]
kelas: Kelas
- Skala kelas tidak dipublikasikan. Menurut anggapan `skala` kelas mulai dari: Atas 80 dan Bawah 0.
indikator: Indikator
- Profil bernilai 100 dari 100. [s B]
kuesioner: Kuesioner
- OPD: 1 butir, semuanya dinilai.
- OPD: 1 butir, semuanya dinilai.
- Dinas A memakai kuesioner sendiri. Naskahnya sendiri. [s B]
tingkat: Tingkat dan pilihan jawaban
- Huruf: A (100 persen bobot); Bagus (50 persen bobot). Ini anggapan `skala`. [s D]
penilai: Penilai dan penyesuaian
- Kunjungan dinilai beberapa penilai; nilainya rerata. [s B]
- Kuesioner dinilai beberapa penilai; cara menggabungkan nilai mereka tidak dipublikasikan. [s B]
- Sekurang-kurangnya 2 penilai; dengan lebih sedikit tidak ada nilai. [s B]
- Bila pimpinan hadir, nilai Kunjungan ditambah 5, paling tinggi 100. [s B]
sanggah: Masa sanggah
- Atas Kunjungan, lamanya tidak dipublikasikan: badan publik menyanggah berdasarkan yang sudah dikirim. [s B]
peringkat: Peringkat dan penghargaan
- Nilai sama berbagi peringkat di wilayahnya, peringkat berikutnya dilewati (1, 2, 2, 4). [s B]
- Peringkat dibaca dari nilai yang diumumkan. [s B]
- Di antara nilai yang sama didahulukan menurut urutan ini: pimpinan hadir. [s B]
- Juara: yang terbaik dari semua badan publik menurut nilai akhir. [s B]
- Terbaik: 2 terbaik di kategorinya menurut Kunjungan. [s B]
ukuran: Yang dihitung di luar kuesioner
- Harian: sekurang-kurangnya 1 per hari; hasilnya persentase hari yang mencapainya. [s B]
- Bulanan: sekurang-kurangnya 4 per bulan; hasilnya persentase bulan yang mencapainya. [s B]
- Jumlah: dihitung jumlahnya. [s B]
- Jumlah dibandingkan hanya di dalam kelompok pengikut: Kecil. [s B]
- Laju: interaksi dibagi hasil kali unggahan dan pengikut. [s B]
- Aduan: persentase yang dijawab dalam 24,5 jam, dan persentase yang dijawab kapan pun. [s B]
- Saluran: persentase yang dijawab. [s B]
- Saluran dikelompokkan menurut jam sampai dijawab: batas 3 jam, lebih lama, dan belum dijawab. [s B]
hitungan: Cara menghitung
- Pertanyaan yang tidak dijawab bernilai 0. [s B]
- Ya tanpa bukti bernilai 0. [s B]
- Ya menurut badan publik sendiri belum bernilai sampai tingkatnya ada. [s B]
- Ya yang tidak diperiksa penilai dihitung pada tingkat Bagus. [s B]
- Nilai setiap pertanyaan dibulatkan ke 2 angka di belakang koma, setengah ke atas. [s B]
- Nilai setiap indikator dibulatkan ke 0 angka di belakang koma, setengah ke atas. [s B]
- Kelas mengikuti nilai yang diumumkan. [s B]
belum: Tidak dipublikasikan
- Yang berlaku tanpa nilai tahap ini: Kuesioner. Nilai akhir ditolak sampai nilainya ada.
- Batas bawah kelas: Atas dan Bawah.
- Cara menggabungkan nilai penilai: Kuesioner. Anggapan umum `rerata_penilai` mengambil reratanya.
- Angka ambang menuju Kunjungan.
- Nilai yang dibandingkan untuk maju ke Kunjungan.
- Cara membulatkan nilai akhir. Anggapan umum `pembulatan_baku` memakai dua angka, setengah ke atas.
- Lamanya masa sanggah.
anggapan: Yang dianggap
- `skala`: Kelas mengikuti skala nasional. Alasannya: Skala daerah tidak diterbitkan.
sumber: Sumber
- `s`: Pedoman
"""

# What else is said, without (-) and with (+) these changes.
CHANGES = [
    ('lower = "nf"\nref', 'lower = "nf"\nprinted = "80-100"\nref'),
    ('mode = "claim"', 'mode = "edit"'),
    ('ties = "competition"', 'ties = "nf"'),
    ('claimed_yes = "pending"', 'claimed_yes = "top"'),
    ('unjudged_yes = "b"', 'unjudged_yes = "zero"'),
    ('state = "sealed"', 'state = "published"'),
]
SAID_INSTEAD = """\
-- Versi 3, tersegel: isinya tidak berubah lagi.
+- Versi 3, dapat dipakai.
-- Skala kelas tidak dipublikasikan. Menurut anggapan `skala` kelas mulai dari: Atas 80 dan Bawah 0.
+- Atas: mulai 80 menurut anggapan `skala`, tercetak 80-100. [s nf]
+- Bawah: mulai 0 menurut anggapan `skala`. [s nf]
-- Atas Kunjungan, lamanya tidak dipublikasikan: badan publik menyanggah berdasarkan yang sudah dikirim. [s B]
+- Atas Kunjungan, lamanya tidak dipublikasikan: badan publik memperbaiki jawabannya sendiri lalu meminta pemeriksaan ulang. [s B]
-- Nilai sama berbagi peringkat di wilayahnya, peringkat berikutnya dilewati (1, 2, 2, 4). [s B]
-- Ya menurut badan publik sendiri belum bernilai sampai tingkatnya ada. [s B]
-- Ya yang tidak diperiksa penilai dihitung pada tingkat Bagus. [s B]
+- Ya menurut badan publik sendiri dihitung setinggi tingkat teratas dan ditampilkan sebagai pernyataan. [s B]
+- Ya yang tidak diperiksa penilai bernilai 0. [s B]
+- Aturan peringkat bila nilainya sama. Anggapan umum `peringkat_baku` membagi peringkat (1, 2, 2, 4).
"""


@pytest.mark.parametrize(
    ("rules", "questions", "words"),
    [
        (STATED, QUESTIONS, EVERYTHING),
        (OPEN % FILLS, "", FILLED),
        (OPEN % "", "", LEFT_OPEN),
        (SILENT, "", NOTHING),
        (OTHER, ONE_QUESTION, OTHERWISE),
    ],
    ids=["everything", "filled", "left open", "nothing", "otherwise"],
)
def test_a_rule_set_is_told_whole_with_the_sources_of_each_sentence(
    tmp_path: Path, rules: str, questions: str, words: str
) -> None:
    found = scheme(library(tmp_path, rules, questions), "uji/2030")
    assert "\n".join(told(found)) + "\n" == words
    assert (found.name, found.title) == ("uji/2030@3", rules.split('title = "')[1].partition('"')[0])


def told(found: Scheme) -> list[str]:
    lines = []
    for section in found.sections:
        lines.append(f"{section.code}: {section.title}")
        for line in section.lines:
            lines.append(f"- {line.text}" + (f" [{' '.join((*line.refs, line.grade))}]" if line.grade else ""))
    return lines


def test_a_rule_that_is_another_one_is_told_otherwise_and_nothing_else(tmp_path: Path) -> None:
    rules = OTHER
    for old, new in CHANGES:
        assert old in rules
        rules = rules.replace(old, new, 1)
    after = told(scheme(library(tmp_path, rules, ONE_QUESTION), "uji/2030"))
    before = OTHERWISE.splitlines()
    differing = [line for line in unified_diff(before, after, n=0, lineterm="") if line[:3] not in ("---", "+++")]
    assert [line for line in differing if line[0] in "+-"] == SAID_INSTEAD.splitlines()


def test_the_way_of_a_body_is_told_by_the_same_sentences(tmp_path: Path) -> None:
    rules = library(tmp_path, STATED, QUESTIONS)
    whole = {section.code: section for section in scheme(rules, "uji/2030").sections}
    assert [section.code for section in way(rules, "uji/2030")] == [
        "tahap", "gerbang", "penilai", "kelas", "peringkat", "sanggah",
    ]  # fmt: skip
    assert list(way(rules, "uji/2030")) == [whole[section.code] for section in way(rules, "uji/2030")]


STAGES_ALONE = (
    'owner = "uji"\nyear = 2030\nversion = 3\nstate = "draft"\ntitle = "Tahap saja"\nreason = "Hanya tahap."\n'
    + (
        '\n[[sources]]\nid = "s"\ntitle = "S"\n\n[[stages]]\ncode = "saq"\nlabel = "Kuesioner"\nweight = 100\nmissing = "zero"\nref = "s"\ngrade = "B"\n'
    )
)
BANDS_ALONE = STAGES_ALONE.partition("[[stages]]")[0] + (
    '[[bands]]\ncode = "atas"\nlabel = "Atas"\nlower = 0\nref = "s"\ngrade = "B"\n'
)
PARTLY = [
    (
        STAGES_ALONE,
        {
            "tahap": ["Kuesioner bernilai 100 persen nilai akhir.", "Yang tidak punya nilai Kuesioner mendapat 0 untuk tahap itu."],
            "kelas": ["Tidak ada kelas; nilai tidak diberi sebutan."],
            "indikator": ["Nama dan bobot indikator tidak dipublikasikan."],
        },
        ["Skala kelas, bila ada.", "Indikator dan bobotnya."],
    ),
    (
        BANDS_ALONE,
        {
            "tahap": ["Tahap penilaian tidak dipublikasikan."],
            "kelas": ["Atas: mulai 0."],
            "indikator": ["Nama dan bobot indikator tidak dipublikasikan."],
        },
        ["Indikator dan bobotnya.", "Tahap dan bobotnya."],
    ),
]  # fmt: skip
USUAL = [
    "Aturan peringkat bila nilainya sama. Anggapan umum `peringkat_baku` membagi peringkat (1, 2, 2, 4).",
    "Cara membulatkan nilai akhir. Anggapan umum `pembulatan_baku` memakai dua angka, setengah ke atas.",
]


@pytest.mark.parametrize(("rules", "sections", "gaps"), PARTLY)
def test_what_a_rule_set_lacks_altogether_is_told(
    tmp_path: Path, rules: str, sections: dict[str, list[str]], gaps: list[str]
) -> None:
    found = scheme(library(tmp_path, rules), "uji/2030")
    assert {code: [line.text for line in found.section(code).lines] for code in sections} == sections
    assert [line.text for line in found.section("belum").lines] == [*gaps, *USUAL]
    with pytest.raises(KeyError):
        found.section("gerbang")


def test_other_versions_of_the_year_and_what_a_rule_set_is_laid_over_are_told(tmp_path: Path) -> None:
    for number in (1, 2, 3):
        folder = tmp_path / "uji" / f"2030@{number}"
        folder.mkdir(parents=True)
        text = STAGES_ALONE.replace("version = 3", f"version = {number}")
        if number == 2:
            text = text.partition("[[sources]]")[0] + 'base = "uji/2030@1"\n'
        (folder / "rules.toml").write_text(text, encoding="utf-8")
    rules = Library(tmp_path)
    told = {
        name: [line.text for line in scheme(rules, name).section("keadaan").lines]
        for name in ("uji/2030@1", "uji/2030@2")
    }
    assert told == {
        "uji/2030@1": ["Versi 1, rancangan: belum dipakai menilai.", "Alasan versi ini: Hanya tahap.", "Versi lain tahun ini: uji/2030@2 dan uji/2030@3."],
        "uji/2030@2": ["Versi 2, rancangan: belum dipakai menilai.", "Alasan versi ini: Hanya tahap.", "Lapisan di atas uji/2030@1: yang tidak disebut di sini berlaku menurut aturan itu.", "Versi lain tahun ini: uji/2030@1 dan uji/2030@3."],
    }  # fmt: skip


def test_codes_go_by_their_names_and_an_unknown_one_by_itself(tmp_path: Path) -> None:
    rules = library(tmp_path, STATED, QUESTIONS)
    names = Names(rules.loaded(rules.edition("uji/2030"))[0].rules)
    assert [names.stage(place) for place in ("saq", "visitasi.paparan", "final", "lain", "visitasi.lain")] == [
        "Kuesioner", "Kunjungan, Paparan", "nilai akhir", "lain", "visitasi.lain",
    ]  # fmt: skip
    assert names.stages(["saq", "visitasi"]) == "Kuesioner dan Kunjungan"
    assert (names.band("atas"), names.band("lain")) == ("Atas", "lain")
    assert (names.fact("hadir"), names.fact("Lain")) == ("pimpinan hadir", "lain")
    assert (
        names.categories(["opd", "kabkota", "desa_wisata"])
        == "Organisasi perangkat daerah, kabupaten/kota, dan desa wisata"
    )


@pytest.mark.parametrize(
    ("number", "words"),
    [("0", "0"), ("1/1000000", "0,000001"), ("1/10000000", "1/10000000"), ("-1/8", "-0,125"), ("12345.5", "12.345,5"), ("-7", "-7")],
)  # fmt: skip
def test_a_figure_has_six_places_at_most(number: str, words: str) -> None:
    assert figure(Fraction(number)) == words
