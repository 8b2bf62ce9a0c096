"""The whole difference between rule sets that differ in every table, and in every way a question can: line by line.

First the statement, then what is said of each category, then every line: kind, table, category, code, effect, before,
after, and the key where one differs.
"""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from questionnaires import Library
from questionnaires.comparing import Effect, Line, compare_questions, renamed
from questionnaires.difference import CategoryDifference, Difference, difference, row_title
from questionnaires.whole import read_whole
from tests.questionnaires.test_overlay import INDICATOR, RELATIVE
from tests.questionnaires.test_what_the_kernel_is_given import FILLS, OPEN, QUESTIONS, STATED, library
from tests.questionnaires.test_wrong_rules import OPD, RULES
from tests.questionnaires.test_wrong_rules import library as plain

OTHERS = [
    ('code = "U-1"', 'code = "V-1"'),
    ('"uji/2029:L-1"', '"uji/2030:U-1"'),
    ('question = "U-1"', 'question = "V-1"'),
    ("Apakah profil diumumkan?", "Apakah profil lengkap diumumkan?"),
    ('legal = [{ text = "Perki 1/2021", checked = true }, ', "legal = ["),
    ('group = "Berkala"\ntext = "Di mana', 'group = "Serta merta"\ntext = "Di mana'),
    ('kind = "option"\nweight = 6', 'kind = "option"\nyes_without_evidence = "zero"\nweight = 6'),
    ('ref = "s"\ngrade = "B"\n\n[[questions]]\ncode = "U-3"', 'ref = "t"\ngrade = "C"\n\n[[questions]]\ncode = "U-3"'),
    ('code = "U-3"\nindicator = "layanan"', 'code = "U-3"\nindicator = "profil"'),
    ("weight = 9\nall_or_nothing = true", "weight = 7.5"),
    ('"Lengkapi sarana layanan."', '"Lengkapi semua sarana."'),
    ('code = "U-4"', 'code = "U-6"'),
    ('help = "Ditanyakan sebagai data."', 'help = "Ditanyakan saja."'),
    ('evidence = { kinds = ["tautan"], text = "" }', 'evidence = { kinds = ["tautan"], text = "", count = 3 }'),
]
"""U-1 goes on as V-1, U-4 comes anew as U-6; the others stay under their codes and differ."""

WORDS = [
    ('"Seluruhnya ada."', '"Semuanya ada."'),
    ('label = "B", share = "1/3"', 'label = "B", share = "1/4"'),
    ('"Tidak dinilai"', '"Belum dinilai"'),
]


def replaced(text: str, changes: list[tuple[str, str]]) -> str:
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return text


SIDES = {
    "stated": (STATED, QUESTIONS),
    "open": (OPEN % FILLS, ""),
    "others": (replaced(STATED, WORDS), replaced(QUESTIONS, OTHERS)),
}

OPEN_TO_STATED = """\
Nilai dapat berubah karena aturan: nilai penuh 100 menjadi 200; cara hitung: belum dijawab nol; Ya tanpa tingkat nilai penuh; Ya belum diperiksa nol; Ya tanpa bukti nol menjadi belum dijawab ditunda; Ya tanpa tingkat b; Ya belum diperiksa ditunda; Ya tanpa bukti tetap bernilai; pembulatan pada indikator dihapus; pembulatan pada butir dihapus; pembulatan pada nilai akhir: desimal 0 (anggapan isi); cara dipotong menjadi desimal 3; cara setengah ke genap; pembulatan pada tahap baru; kelas atas: batas bawah 80,5 (anggapan isi); tercetak dari -; tercetak sampai -; batas atas tidak termasuk tidak menjadi batas bawah 80; tercetak dari 80; tercetak sampai 100; batas atas tidak termasuk ya; kelas bawah baru; status tidak_dinilai baru; tahap saq: bobot 55 (anggapan isi) menjadi 60; tahap visitasi: bobot 45 (anggapan isi); bila kosong bobot dibagi ulang (anggapan isi); diambil dari saq; bobot dokumen 35,5 (anggapan isi); bobot paparan 64,5 (anggapan isi) menjadi bobot 30; bila kosong diambil dari tahap lain; diambil dari uji_publik; bobot dokumen 75; bobot paparan 25; tahap uji_publik baru; gerbang ambang: angka ambang 70 (anggapan isi); harus di atas ambang tidak; angka peringkat 4 (anggapan isi); lingkup peringkat kategori; bila berhenti seperti tahap kosong; kategori -; jenis kelas -; harus di atas kelas -; lingkup kelas -; seri kelas -; kelas -; jenis kategori -; harus di atas kategori -; lingkup kategori -; seri kategori -; kategori -; jenis fakta -; harus di atas fakta -; lingkup fakta -; seri fakta -; fakta - menjadi angka ambang 60,5; harus di atas ambang ya; angka peringkat 7; lingkup peringkat wilayah; bila berhenti bobot dibagi ulang; kategori opd; jenis kelas; harus di atas kelas tidak; lingkup kelas kategori; seri kelas tidak dipublikasikan; kelas atas; jenis kategori; harus di atas kategori tidak; lingkup kategori kategori; seri kategori tidak dipublikasikan; kategori opd, desa; jenis fakta; harus di atas fakta tidak; lingkup fakta kategori; seri fakta tidak dipublikasikan; fakta hadir; gerbang lain dihapus; penilai visitasi.paparan: gabungan median (anggapan isi); paling sedikit -; penilai dari mana saja menjadi gabungan rerata tanpa nilai ujung; paling sedikit 3; penilai dari wilayah; penyesuaian bonus: jenis ditambah; angka -5 (anggapan isi); paling tinggi 100 menjadi jenis dikali; angka 1,5; paling tinggi 95; peringkat: seri 1, 2, 2, 3 (anggapan isi); lingkup kategori; pemecah seri tahap -; menurut tahap -; pemecah seri fakta -; menurut fakta - menjadi seri 1, 2, 3, 4; lingkup semua; pemecah seri tahap; menurut tahap saq; pemecah seri fakta; menurut fakta hadir; penghargaan juara baru; penghargaan predikat baru; ukuran berita baru; ukuran laju baru; ukuran aduan baru; tahap uji_publik#2 baru.
opd | Organisasi perangkat daerah | compared | True | {} | Nilai dapat berubah karena aturan: nilai penuh 100 menjadi 200; cara hitung: belum dijawab nol; Ya tanpa tingkat nilai penuh; Ya belum diperiksa nol; Ya tanpa bukti nol menjadi belum dijawab ditunda; Ya tanpa tingkat b; Ya belum diperiksa ditunda; Ya tanpa bukti tetap bernilai; pembulatan pada indikator dihapus; pembulatan pada butir dihapus; pembulatan pada nilai akhir: desimal 0 (anggapan isi); cara dipotong menjadi desimal 3; cara setengah ke genap; pembulatan pada tahap baru; kelas atas: batas bawah 80,5 (anggapan isi); tercetak dari -; tercetak sampai -; batas atas tidak termasuk tidak menjadi batas bawah 80; tercetak dari 80; tercetak sampai 100; batas atas tidak termasuk ya; kelas bawah baru; status tidak_dinilai baru; tahap saq: bobot 55 (anggapan isi) menjadi 60; tahap visitasi: bobot 45 (anggapan isi); bila kosong bobot dibagi ulang (anggapan isi); diambil dari saq; bobot dokumen 35,5 (anggapan isi); bobot paparan 64,5 (anggapan isi) menjadi bobot 30; bila kosong diambil dari tahap lain; diambil dari uji_publik; bobot dokumen 75; bobot paparan 25; tahap uji_publik baru; gerbang ambang: angka ambang 70 (anggapan isi); harus di atas ambang tidak; angka peringkat 4 (anggapan isi); lingkup peringkat kategori; bila berhenti seperti tahap kosong; kategori -; jenis kelas -; harus di atas kelas -; lingkup kelas -; seri kelas -; kelas -; jenis kategori -; harus di atas kategori -; lingkup kategori -; seri kategori -; kategori -; jenis fakta -; harus di atas fakta -; lingkup fakta -; seri fakta -; fakta - menjadi angka ambang 60,5; harus di atas ambang ya; angka peringkat 7; lingkup peringkat wilayah; bila berhenti bobot dibagi ulang; kategori opd; jenis kelas; harus di atas kelas tidak; lingkup kelas kategori; seri kelas tidak dipublikasikan; kelas atas; jenis kategori; harus di atas kategori tidak; lingkup kategori kategori; seri kategori tidak dipublikasikan; kategori opd, desa; jenis fakta; harus di atas fakta tidak; lingkup fakta kategori; seri fakta tidak dipublikasikan; fakta hadir; gerbang lain dihapus; penilai visitasi.paparan: gabungan median (anggapan isi); paling sedikit -; penilai dari mana saja menjadi gabungan rerata tanpa nilai ujung; paling sedikit 3; penilai dari wilayah; penyesuaian bonus: jenis ditambah; angka -5 (anggapan isi); paling tinggi 100 menjadi jenis dikali; angka 1,5; paling tinggi 95; peringkat: seri 1, 2, 2, 3 (anggapan isi); lingkup kategori; pemecah seri tahap -; menurut tahap -; pemecah seri fakta -; menurut fakta - menjadi seri 1, 2, 3, 4; lingkup semua; pemecah seri tahap; menurut tahap saq; pemecah seri fakta; menurut fakta hadir; penghargaan juara baru; penghargaan predikat baru; ukuran berita baru; ukuran laju baru; ukuran aduan baru.
desa | desa | compared | True | {} | Nilai dapat berubah karena aturan: nilai penuh 100 menjadi 200; cara hitung: belum dijawab nol; Ya tanpa tingkat nilai penuh; Ya belum diperiksa nol; Ya tanpa bukti nol menjadi belum dijawab ditunda; Ya tanpa tingkat b; Ya belum diperiksa ditunda; Ya tanpa bukti tetap bernilai; pembulatan pada indikator dihapus; pembulatan pada butir dihapus; pembulatan pada nilai akhir: desimal 0 (anggapan isi); cara dipotong menjadi desimal 3; cara setengah ke genap; pembulatan pada tahap baru; kelas atas: batas bawah 80,5 (anggapan isi); tercetak dari -; tercetak sampai -; batas atas tidak termasuk tidak menjadi batas bawah 80; tercetak dari 80; tercetak sampai 100; batas atas tidak termasuk ya; kelas bawah baru; status tidak_dinilai baru; tahap saq: bobot 55 (anggapan isi) menjadi 60; tahap visitasi: bobot 45 (anggapan isi); bila kosong bobot dibagi ulang (anggapan isi); diambil dari saq; bobot dokumen 35,5 (anggapan isi); bobot paparan 64,5 (anggapan isi) menjadi bobot 30; bila kosong diambil dari tahap lain; diambil dari uji_publik; bobot dokumen 75; bobot paparan 25; tahap uji_publik#2 baru; gerbang ambang: angka ambang 70 (anggapan isi); harus di atas ambang tidak; angka peringkat 4 (anggapan isi); lingkup peringkat kategori; bila berhenti seperti tahap kosong; kategori -; jenis kelas -; harus di atas kelas -; lingkup kelas -; seri kelas -; kelas -; jenis kategori -; harus di atas kategori -; lingkup kategori -; seri kategori -; kategori -; jenis fakta -; harus di atas fakta -; lingkup fakta -; seri fakta -; fakta - menjadi angka ambang 60,5; harus di atas ambang ya; angka peringkat 7; lingkup peringkat wilayah; bila berhenti bobot dibagi ulang; kategori opd; jenis kelas; harus di atas kelas tidak; lingkup kelas kategori; seri kelas tidak dipublikasikan; kelas atas; jenis kategori; harus di atas kategori tidak; lingkup kategori kategori; seri kategori tidak dipublikasikan; kategori opd, desa; jenis fakta; harus di atas fakta tidak; lingkup fakta kategori; seri fakta tidak dipublikasikan; fakta hadir; gerbang lain dihapus; penilai visitasi.paparan: gabungan median (anggapan isi); paling sedikit -; penilai dari mana saja menjadi gabungan rerata tanpa nilai ujung; paling sedikit 3; penilai dari wilayah; penyesuaian bonus: jenis ditambah; angka -5 (anggapan isi); paling tinggi 100 menjadi jenis dikali; angka 1,5; paling tinggi 95; peringkat: seri 1, 2, 2, 3 (anggapan isi); lingkup kategori; pemecah seri tahap -; menurut tahap -; pemecah seri fakta -; menurut fakta - menjadi seri 1, 2, 3, 4; lingkup semua; pemecah seri tahap; menurut tahap saq; pemecah seri fakta; menurut fakta hadir; penghargaan juara baru; penghargaan predikat baru; ukuran berita baru; ukuran laju baru; ukuran aduan baru.
 |  | compared | True | {} | Nilai dapat berubah karena aturan: nilai penuh 100 menjadi 200; cara hitung: belum dijawab nol; Ya tanpa tingkat nilai penuh; Ya belum diperiksa nol; Ya tanpa bukti nol menjadi belum dijawab ditunda; Ya tanpa tingkat b; Ya belum diperiksa ditunda; Ya tanpa bukti tetap bernilai; pembulatan pada indikator dihapus; pembulatan pada butir dihapus; pembulatan pada nilai akhir: desimal 0 (anggapan isi); cara dipotong menjadi desimal 3; cara setengah ke genap; pembulatan pada tahap baru; kelas atas: batas bawah 80,5 (anggapan isi); tercetak dari -; tercetak sampai -; batas atas tidak termasuk tidak menjadi batas bawah 80; tercetak dari 80; tercetak sampai 100; batas atas tidak termasuk ya; kelas bawah baru; status tidak_dinilai baru; tahap saq: bobot 55 (anggapan isi) menjadi 60; tahap visitasi: bobot 45 (anggapan isi); bila kosong bobot dibagi ulang (anggapan isi); diambil dari saq; bobot dokumen 35,5 (anggapan isi); bobot paparan 64,5 (anggapan isi) menjadi bobot 30; bila kosong diambil dari tahap lain; diambil dari uji_publik; bobot dokumen 75; bobot paparan 25; gerbang ambang: angka ambang 70 (anggapan isi); harus di atas ambang tidak; angka peringkat 4 (anggapan isi); lingkup peringkat kategori; bila berhenti seperti tahap kosong; kategori -; jenis kelas -; harus di atas kelas -; lingkup kelas -; seri kelas -; kelas -; jenis kategori -; harus di atas kategori -; lingkup kategori -; seri kategori -; kategori -; jenis fakta -; harus di atas fakta -; lingkup fakta -; seri fakta -; fakta - menjadi angka ambang 60,5; harus di atas ambang ya; angka peringkat 7; lingkup peringkat wilayah; bila berhenti bobot dibagi ulang; kategori opd; jenis kelas; harus di atas kelas tidak; lingkup kelas kategori; seri kelas tidak dipublikasikan; kelas atas; jenis kategori; harus di atas kategori tidak; lingkup kategori kategori; seri kategori tidak dipublikasikan; kategori opd, desa; jenis fakta; harus di atas fakta tidak; lingkup fakta kategori; seri fakta tidak dipublikasikan; fakta hadir; gerbang lain dihapus; penilai visitasi.paparan: gabungan median (anggapan isi); paling sedikit -; penilai dari mana saja menjadi gabungan rerata tanpa nilai ujung; paling sedikit 3; penilai dari wilayah; penyesuaian bonus: jenis ditambah; angka -5 (anggapan isi); paling tinggi 100 menjadi jenis dikali; angka 1,5; paling tinggi 95; peringkat: seri 1, 2, 2, 3 (anggapan isi); lingkup kategori; pemecah seri tahap -; menurut tahap -; pemecah seri fakta -; menurut fakta - menjadi seri 1, 2, 3, 4; lingkup semua; pemecah seri tahap; menurut tahap saq; pemecah seri fakta; menurut fakta hadir; penghargaan juara baru; penghargaan predikat baru; ukuran berita baru; ukuran laju baru; ukuran aduan baru.
changed rules   score | nilai penuh 100 | nilai penuh 200 | nilai penuh
changed rules   none | judul Aturan terbuka; periode - | judul Aturan lengkap; periode layanan tahun 2029 |
new sources  s none |  | judul Pedoman; alamat https://ki.go.id/pedoman |
new sources  t none |  | judul Lampiran |
dropped assumptions  isi none | teks Semua yang terbuka diisi.; alasan Tidak diterbitkan sama sekali. |  |
changed arithmetic   score | belum dijawab nol; Ya tanpa tingkat nilai penuh; Ya belum diperiksa nol; Ya tanpa bukti nol | belum dijawab ditunda; Ya tanpa tingkat b; Ya belum diperiksa ditunda; Ya tanpa bukti tetap bernilai |
changed arithmetic   none | sumber -; derajat tidak dipublikasikan; bobot butir angka; kelas menurut nilai eksak (anggapan isi) | sumber s; derajat B; bobot butir perbandingan; kelas menurut nilai eksak |
dropped rounding.points  indicator score | derajat tidak dipublikasikan; pada indikator; desimal 5 (anggapan isi); cara setengah ke genap (anggapan isi) |  |
dropped rounding.points  question score | derajat tidak dipublikasikan; pada butir; desimal 4; cara dipotong (anggapan isi) |  |
changed rounding.points  final score | desimal 0 (anggapan isi); cara dipotong | desimal 3; cara setengah ke genap |
changed rounding.points  final none | sumber -; derajat tidak dipublikasikan | sumber s; derajat B |
new rounding.points  stage score |  | sumber s; derajat B; pada tahap; desimal 1; cara dipotong |
new categories  opd none |  | nama Organisasi perangkat daerah; berkas opd.toml |
changed indicators  profil none | bobot 100 (anggapan isi) | bobot 120 | bobot
changed indicators  profil none | sumber -; derajat tidak dipublikasikan | sumber s, t; derajat A |
new indicators  layanan none |  | sumber t; derajat C; nama Layanan; bobot 80 |
new scales  bagian none |  | sumber s; derajat B; nama Tiga tingkat; kode a; nama a A; bagian bobot a 1; arti tingkat a Seluruhnya ada.; kode b; nama b B; bagian bobot b 1/3; kode c; nama c C; bagian bobot c 0 |
new scales  pilihan none |  | sumber s; derajat B; kode situs; nama situs Situs; nilai situs 6; kode papan; nama papan Papan; nilai papan 1,5 |
changed bands  atas score | batas bawah 80,5 (anggapan isi); tercetak dari -; tercetak sampai -; batas atas tidak termasuk tidak | batas bawah 80; tercetak dari 80; tercetak sampai 100; batas atas tidak termasuk ya |
changed bands  atas none | sumber -; derajat tidak dipublikasikan; tercetak 80; warna - | sumber s; derajat A; tercetak 80-<100; warna hijau |
new bands  bawah score |  | sumber t; derajat B; nama Bawah; batas bawah 0; batas atas tidak termasuk tidak |
new statuses  tidak_dinilai score |  | sumber s; derajat B; nama Tidak dinilai |
changed stages  saq score | bobot 55 (anggapan isi) | bobot 60 | bobot
changed stages  saq none | sumber -; derajat tidak dipublikasikan; bila kosong tanpa nilai akhir (anggapan isi) | sumber s; derajat A; bila kosong tanpa nilai akhir |
changed stages  visitasi score | bobot 45 (anggapan isi); bila kosong bobot dibagi ulang (anggapan isi); diambil dari saq; bobot dokumen 35,5 (anggapan isi); bobot paparan 64,5 (anggapan isi) | bobot 30; bila kosong diambil dari tahap lain; diambil dari uji_publik; bobot dokumen 75; bobot paparan 25 |
changed stages  visitasi none | sumber -; derajat tidak dipublikasikan | sumber t; derajat B |
new stages  uji_publik score |  | sumber s; derajat B; nama Uji publik; bobot 10; diberikan sebagai angka; bila kosong nol; diambil dari saq; kategori opd |
new stages  uji_publik#2 score |  | sumber s; derajat B; nama Uji publik desa; bobot 10; diberikan sebagai persen; bila kosong tidak dipublikasikan; diambil dari saq; kategori desa |
changed facts  hadir none | sumber -; derajat tidak dipublikasikan; nama Hadir | sumber s; derajat B; nama Pimpinan hadir |
changed gates  ambang score | angka ambang 70 (anggapan isi); harus di atas ambang tidak; angka peringkat 4 (anggapan isi); lingkup peringkat kategori; bila berhenti seperti tahap kosong; kategori -; jenis kelas -; harus di atas kelas -; lingkup kelas -; seri kelas -; kelas -; jenis kategori -; harus di atas kategori -; lingkup kategori -; seri kategori -; kategori -; jenis fakta -; harus di atas fakta -; lingkup fakta -; seri fakta -; fakta - | angka ambang 60,5; harus di atas ambang ya; angka peringkat 7; lingkup peringkat wilayah; bila berhenti bobot dibagi ulang; kategori opd; jenis kelas; harus di atas kelas tidak; lingkup kelas kategori; seri kelas tidak dipublikasikan; kelas atas; jenis kategori; harus di atas kategori tidak; lingkup kategori kategori; seri kategori tidak dipublikasikan; kategori opd, desa; jenis fakta; harus di atas fakta tidak; lingkup fakta kategori; seri fakta tidak dipublikasikan; fakta hadir |
changed gates  ambang none | sumber -; derajat tidak dipublikasikan; nama -; angka nilai eksak (anggapan isi); seri peringkat kunci pemecah seri (anggapan isi) | sumber t; derajat C; nama Ambang kuesioner; angka nilai eksak; seri peringkat kunci pemecah seri |
dropped gates  lain score | derajat tidak dipublikasikan; tahap yang diuji tidak dipublikasikan; sebelum tahap visitasi; angka tidak dipublikasikan; jenis fakta; harus di atas fakta tidak; lingkup fakta kategori; seri fakta tidak dipublikasikan; fakta hadir; bila berhenti seperti tahap kosong |  |
changed panels  visitasi.paparan score | gabungan median (anggapan isi); paling sedikit -; penilai dari mana saja | gabungan rerata tanpa nilai ujung; paling sedikit 3; penilai dari wilayah |
changed panels  visitasi.paparan none | sumber -; derajat tidak dipublikasikan | sumber s; derajat B |
changed adjustments  bonus score | jenis ditambah; angka -5 (anggapan isi); paling tinggi 100 | jenis dikali; angka 1,5; paling tinggi 95 |
changed adjustments  bonus none | sumber -; derajat tidak dipublikasikan; nama Hadir | sumber t; derajat C; nama Pimpinan hadir |
changed ranking   score | seri 1, 2, 2, 3 (anggapan isi); lingkup kategori; pemecah seri tahap -; menurut tahap -; pemecah seri fakta -; menurut fakta - | seri 1, 2, 3, 4; lingkup semua; pemecah seri tahap; menurut tahap saq; pemecah seri fakta; menurut fakta hadir |
changed ranking   none | sumber -; derajat tidak dipublikasikan; menurut nilai eksak (anggapan isi) | sumber s; derajat B; menurut nilai eksak |
new awards  juara score |  | sumber s; derajat B; nama Juara; jenis juara; tahap yang diuji saq; lingkup wilayah; banyaknya tempat 3; kategori opd |
new awards  predikat score |  | sumber s; derajat B; nama Predikat; jenis kelas; tahap yang diuji nilai akhir; lingkup kategori; banyaknya tempat 1; kelas atas |
changed objection   judgement | sumber -; derajat tidak dipublikasikan; cara tidak dipublikasikan; hari tidak dipublikasikan | sumber s; derajat A; cara dengan bukti tambahan; hari 5 |
new measures  berita score |  | sumber s; derajat B; nama Berita; jenis keteraturan; lingkup minggu; paling sedikit 2 |
new measures  laju score |  | sumber s; derajat B; nama Laju; jenis tingkat interaksi; pengikut paling sedikit 1.000; kode kecil; nama kecil Kecil; batas bawah kecil 0; kode besar; nama besar Besar; batas bawah besar 10.000 |
new measures  aduan score |  | sumber s; derajat B; nama Aduan; jenis tanggapan; dalam jam 24; batas jam 3, 24 |
"""

STATED_TO_OPEN = """\
Nilai dapat berubah karena aturan: nilai penuh 200 menjadi 100; cara hitung: belum dijawab ditunda; Ya tanpa tingkat b; Ya belum diperiksa ditunda; Ya tanpa bukti tetap bernilai menjadi belum dijawab nol; Ya tanpa tingkat nilai penuh; Ya belum diperiksa nol; Ya tanpa bukti nol; pembulatan pada tahap dihapus; pembulatan pada nilai akhir: desimal 3; cara setengah ke genap menjadi desimal 0 (anggapan isi); cara dipotong; pembulatan pada indikator baru; pembulatan pada butir baru; kelas atas: batas bawah 80; tercetak dari 80; tercetak sampai 100; batas atas tidak termasuk ya menjadi batas bawah 80,5 (anggapan isi); tercetak dari -; tercetak sampai -; batas atas tidak termasuk tidak; kelas bawah dihapus; status tidak_dinilai dihapus; tahap saq: bobot 60 menjadi 55 (anggapan isi); tahap visitasi: bobot 30; bila kosong diambil dari tahap lain; diambil dari uji_publik; bobot dokumen 75; bobot paparan 25 menjadi bobot 45 (anggapan isi); bila kosong bobot dibagi ulang (anggapan isi); diambil dari saq; bobot dokumen 35,5 (anggapan isi); bobot paparan 64,5 (anggapan isi); tahap uji_publik dihapus; gerbang ambang: angka ambang 60,5; harus di atas ambang ya; angka peringkat 7; lingkup peringkat wilayah; jenis kelas; harus di atas kelas tidak; lingkup kelas kategori; seri kelas tidak dipublikasikan; kelas atas; jenis kategori; harus di atas kategori tidak; lingkup kategori kategori; seri kategori tidak dipublikasikan; kategori opd, desa; jenis fakta; harus di atas fakta tidak; lingkup fakta kategori; seri fakta tidak dipublikasikan; fakta hadir; bila berhenti bobot dibagi ulang; kategori opd menjadi angka ambang 70 (anggapan isi); harus di atas ambang tidak; angka peringkat 4 (anggapan isi); lingkup peringkat kategori; jenis kelas -; harus di atas kelas -; lingkup kelas -; seri kelas -; kelas -; jenis kategori -; harus di atas kategori -; lingkup kategori -; seri kategori -; kategori -; jenis fakta -; harus di atas fakta -; lingkup fakta -; seri fakta -; fakta -; bila berhenti seperti tahap kosong; kategori -; gerbang lain baru; penilai visitasi.paparan: gabungan rerata tanpa nilai ujung; paling sedikit 3; penilai dari wilayah menjadi gabungan median (anggapan isi); paling sedikit -; penilai dari mana saja; penyesuaian bonus: jenis dikali; angka 1,5; paling tinggi 95 menjadi jenis ditambah; angka -5 (anggapan isi); paling tinggi 100; peringkat: seri 1, 2, 3, 4; lingkup semua; pemecah seri tahap; menurut tahap saq; pemecah seri fakta; menurut fakta hadir menjadi seri 1, 2, 2, 3 (anggapan isi); lingkup kategori; pemecah seri tahap -; menurut tahap -; pemecah seri fakta -; menurut fakta -; penghargaan juara dihapus; penghargaan predikat dihapus; ukuran berita dihapus; ukuran laju dihapus; ukuran aduan dihapus; tahap uji_publik#2 dihapus.
opd | Organisasi perangkat daerah | compared | True | {} | Nilai dapat berubah karena aturan: nilai penuh 200 menjadi 100; cara hitung: belum dijawab ditunda; Ya tanpa tingkat b; Ya belum diperiksa ditunda; Ya tanpa bukti tetap bernilai menjadi belum dijawab nol; Ya tanpa tingkat nilai penuh; Ya belum diperiksa nol; Ya tanpa bukti nol; pembulatan pada tahap dihapus; pembulatan pada nilai akhir: desimal 3; cara setengah ke genap menjadi desimal 0 (anggapan isi); cara dipotong; pembulatan pada indikator baru; pembulatan pada butir baru; kelas atas: batas bawah 80; tercetak dari 80; tercetak sampai 100; batas atas tidak termasuk ya menjadi batas bawah 80,5 (anggapan isi); tercetak dari -; tercetak sampai -; batas atas tidak termasuk tidak; kelas bawah dihapus; status tidak_dinilai dihapus; tahap saq: bobot 60 menjadi 55 (anggapan isi); tahap visitasi: bobot 30; bila kosong diambil dari tahap lain; diambil dari uji_publik; bobot dokumen 75; bobot paparan 25 menjadi bobot 45 (anggapan isi); bila kosong bobot dibagi ulang (anggapan isi); diambil dari saq; bobot dokumen 35,5 (anggapan isi); bobot paparan 64,5 (anggapan isi); tahap uji_publik dihapus; gerbang ambang: angka ambang 60,5; harus di atas ambang ya; angka peringkat 7; lingkup peringkat wilayah; jenis kelas; harus di atas kelas tidak; lingkup kelas kategori; seri kelas tidak dipublikasikan; kelas atas; jenis kategori; harus di atas kategori tidak; lingkup kategori kategori; seri kategori tidak dipublikasikan; kategori opd, desa; jenis fakta; harus di atas fakta tidak; lingkup fakta kategori; seri fakta tidak dipublikasikan; fakta hadir; bila berhenti bobot dibagi ulang; kategori opd menjadi angka ambang 70 (anggapan isi); harus di atas ambang tidak; angka peringkat 4 (anggapan isi); lingkup peringkat kategori; jenis kelas -; harus di atas kelas -; lingkup kelas -; seri kelas -; kelas -; jenis kategori -; harus di atas kategori -; lingkup kategori -; seri kategori -; kategori -; jenis fakta -; harus di atas fakta -; lingkup fakta -; seri fakta -; fakta -; bila berhenti seperti tahap kosong; kategori -; gerbang lain baru; penilai visitasi.paparan: gabungan rerata tanpa nilai ujung; paling sedikit 3; penilai dari wilayah menjadi gabungan median (anggapan isi); paling sedikit -; penilai dari mana saja; penyesuaian bonus: jenis dikali; angka 1,5; paling tinggi 95 menjadi jenis ditambah; angka -5 (anggapan isi); paling tinggi 100; peringkat: seri 1, 2, 3, 4; lingkup semua; pemecah seri tahap; menurut tahap saq; pemecah seri fakta; menurut fakta hadir menjadi seri 1, 2, 2, 3 (anggapan isi); lingkup kategori; pemecah seri tahap -; menurut tahap -; pemecah seri fakta -; menurut fakta -; penghargaan juara dihapus; penghargaan predikat dihapus; ukuran berita dihapus; ukuran laju dihapus; ukuran aduan dihapus.
desa | desa | compared | True | {} | Nilai dapat berubah karena aturan: nilai penuh 200 menjadi 100; cara hitung: belum dijawab ditunda; Ya tanpa tingkat b; Ya belum diperiksa ditunda; Ya tanpa bukti tetap bernilai menjadi belum dijawab nol; Ya tanpa tingkat nilai penuh; Ya belum diperiksa nol; Ya tanpa bukti nol; pembulatan pada tahap dihapus; pembulatan pada nilai akhir: desimal 3; cara setengah ke genap menjadi desimal 0 (anggapan isi); cara dipotong; pembulatan pada indikator baru; pembulatan pada butir baru; kelas atas: batas bawah 80; tercetak dari 80; tercetak sampai 100; batas atas tidak termasuk ya menjadi batas bawah 80,5 (anggapan isi); tercetak dari -; tercetak sampai -; batas atas tidak termasuk tidak; kelas bawah dihapus; status tidak_dinilai dihapus; tahap saq: bobot 60 menjadi 55 (anggapan isi); tahap visitasi: bobot 30; bila kosong diambil dari tahap lain; diambil dari uji_publik; bobot dokumen 75; bobot paparan 25 menjadi bobot 45 (anggapan isi); bila kosong bobot dibagi ulang (anggapan isi); diambil dari saq; bobot dokumen 35,5 (anggapan isi); bobot paparan 64,5 (anggapan isi); tahap uji_publik#2 dihapus; gerbang ambang: angka ambang 60,5; harus di atas ambang ya; angka peringkat 7; lingkup peringkat wilayah; jenis kelas; harus di atas kelas tidak; lingkup kelas kategori; seri kelas tidak dipublikasikan; kelas atas; jenis kategori; harus di atas kategori tidak; lingkup kategori kategori; seri kategori tidak dipublikasikan; kategori opd, desa; jenis fakta; harus di atas fakta tidak; lingkup fakta kategori; seri fakta tidak dipublikasikan; fakta hadir; bila berhenti bobot dibagi ulang; kategori opd menjadi angka ambang 70 (anggapan isi); harus di atas ambang tidak; angka peringkat 4 (anggapan isi); lingkup peringkat kategori; jenis kelas -; harus di atas kelas -; lingkup kelas -; seri kelas -; kelas -; jenis kategori -; harus di atas kategori -; lingkup kategori -; seri kategori -; kategori -; jenis fakta -; harus di atas fakta -; lingkup fakta -; seri fakta -; fakta -; bila berhenti seperti tahap kosong; kategori -; gerbang lain baru; penilai visitasi.paparan: gabungan rerata tanpa nilai ujung; paling sedikit 3; penilai dari wilayah menjadi gabungan median (anggapan isi); paling sedikit -; penilai dari mana saja; penyesuaian bonus: jenis dikali; angka 1,5; paling tinggi 95 menjadi jenis ditambah; angka -5 (anggapan isi); paling tinggi 100; peringkat: seri 1, 2, 3, 4; lingkup semua; pemecah seri tahap; menurut tahap saq; pemecah seri fakta; menurut fakta hadir menjadi seri 1, 2, 2, 3 (anggapan isi); lingkup kategori; pemecah seri tahap -; menurut tahap -; pemecah seri fakta -; menurut fakta -; penghargaan juara dihapus; penghargaan predikat dihapus; ukuran berita dihapus; ukuran laju dihapus; ukuran aduan dihapus.
 |  | compared | True | {} | Nilai dapat berubah karena aturan: nilai penuh 200 menjadi 100; cara hitung: belum dijawab ditunda; Ya tanpa tingkat b; Ya belum diperiksa ditunda; Ya tanpa bukti tetap bernilai menjadi belum dijawab nol; Ya tanpa tingkat nilai penuh; Ya belum diperiksa nol; Ya tanpa bukti nol; pembulatan pada tahap dihapus; pembulatan pada nilai akhir: desimal 3; cara setengah ke genap menjadi desimal 0 (anggapan isi); cara dipotong; pembulatan pada indikator baru; pembulatan pada butir baru; kelas atas: batas bawah 80; tercetak dari 80; tercetak sampai 100; batas atas tidak termasuk ya menjadi batas bawah 80,5 (anggapan isi); tercetak dari -; tercetak sampai -; batas atas tidak termasuk tidak; kelas bawah dihapus; status tidak_dinilai dihapus; tahap saq: bobot 60 menjadi 55 (anggapan isi); tahap visitasi: bobot 30; bila kosong diambil dari tahap lain; diambil dari uji_publik; bobot dokumen 75; bobot paparan 25 menjadi bobot 45 (anggapan isi); bila kosong bobot dibagi ulang (anggapan isi); diambil dari saq; bobot dokumen 35,5 (anggapan isi); bobot paparan 64,5 (anggapan isi); gerbang ambang: angka ambang 60,5; harus di atas ambang ya; angka peringkat 7; lingkup peringkat wilayah; jenis kelas; harus di atas kelas tidak; lingkup kelas kategori; seri kelas tidak dipublikasikan; kelas atas; jenis kategori; harus di atas kategori tidak; lingkup kategori kategori; seri kategori tidak dipublikasikan; kategori opd, desa; jenis fakta; harus di atas fakta tidak; lingkup fakta kategori; seri fakta tidak dipublikasikan; fakta hadir; bila berhenti bobot dibagi ulang; kategori opd menjadi angka ambang 70 (anggapan isi); harus di atas ambang tidak; angka peringkat 4 (anggapan isi); lingkup peringkat kategori; jenis kelas -; harus di atas kelas -; lingkup kelas -; seri kelas -; kelas -; jenis kategori -; harus di atas kategori -; lingkup kategori -; seri kategori -; kategori -; jenis fakta -; harus di atas fakta -; lingkup fakta -; seri fakta -; fakta -; bila berhenti seperti tahap kosong; kategori -; gerbang lain baru; penilai visitasi.paparan: gabungan rerata tanpa nilai ujung; paling sedikit 3; penilai dari wilayah menjadi gabungan median (anggapan isi); paling sedikit -; penilai dari mana saja; penyesuaian bonus: jenis dikali; angka 1,5; paling tinggi 95 menjadi jenis ditambah; angka -5 (anggapan isi); paling tinggi 100; peringkat: seri 1, 2, 3, 4; lingkup semua; pemecah seri tahap; menurut tahap saq; pemecah seri fakta; menurut fakta hadir menjadi seri 1, 2, 2, 3 (anggapan isi); lingkup kategori; pemecah seri tahap -; menurut tahap -; pemecah seri fakta -; menurut fakta -; penghargaan juara dihapus; penghargaan predikat dihapus; ukuran berita dihapus; ukuran laju dihapus; ukuran aduan dihapus.
changed rules   score | nilai penuh 200 | nilai penuh 100 | nilai penuh
changed rules   none | judul Aturan lengkap; periode layanan tahun 2029 | judul Aturan terbuka; periode - |
dropped sources  s none | judul Pedoman; alamat https://ki.go.id/pedoman |  |
dropped sources  t none | judul Lampiran |  |
new assumptions  isi none |  | teks Semua yang terbuka diisi.; alasan Tidak diterbitkan sama sekali. |
changed arithmetic   score | belum dijawab ditunda; Ya tanpa tingkat b; Ya belum diperiksa ditunda; Ya tanpa bukti tetap bernilai | belum dijawab nol; Ya tanpa tingkat nilai penuh; Ya belum diperiksa nol; Ya tanpa bukti nol |
changed arithmetic   none | sumber s; derajat B; bobot butir perbandingan; kelas menurut nilai eksak | sumber -; derajat tidak dipublikasikan; bobot butir angka; kelas menurut nilai eksak (anggapan isi) |
dropped rounding.points  stage score | sumber s; derajat B; pada tahap; desimal 1; cara dipotong |  |
changed rounding.points  final score | desimal 3; cara setengah ke genap | desimal 0 (anggapan isi); cara dipotong |
changed rounding.points  final none | sumber s; derajat B | sumber -; derajat tidak dipublikasikan |
new rounding.points  indicator score |  | derajat tidak dipublikasikan; pada indikator; desimal 5 (anggapan isi); cara setengah ke genap (anggapan isi) |
new rounding.points  question score |  | derajat tidak dipublikasikan; pada butir; desimal 4; cara dipotong (anggapan isi) |
dropped categories  opd none | nama Organisasi perangkat daerah; berkas opd.toml |  |
changed indicators  profil none | bobot 120 | bobot 100 (anggapan isi) | bobot
changed indicators  profil none | sumber s, t; derajat A | sumber -; derajat tidak dipublikasikan |
dropped indicators  layanan none | sumber t; derajat C; nama Layanan; bobot 80 |  |
dropped scales  bagian none | sumber s; derajat B; nama Tiga tingkat; kode a; nama a A; bagian bobot a 1; arti tingkat a Seluruhnya ada.; kode b; nama b B; bagian bobot b 1/3; kode c; nama c C; bagian bobot c 0 |  |
dropped scales  pilihan none | sumber s; derajat B; kode situs; nama situs Situs; nilai situs 6; kode papan; nama papan Papan; nilai papan 1,5 |  |
changed bands  atas score | batas bawah 80; tercetak dari 80; tercetak sampai 100; batas atas tidak termasuk ya | batas bawah 80,5 (anggapan isi); tercetak dari -; tercetak sampai -; batas atas tidak termasuk tidak |
changed bands  atas none | sumber s; derajat A; tercetak 80-<100; warna hijau | sumber -; derajat tidak dipublikasikan; tercetak 80; warna - |
dropped bands  bawah score | sumber t; derajat B; nama Bawah; batas bawah 0; batas atas tidak termasuk tidak |  |
dropped statuses  tidak_dinilai score | sumber s; derajat B; nama Tidak dinilai |  |
changed stages  saq score | bobot 60 | bobot 55 (anggapan isi) | bobot
changed stages  saq none | sumber s; derajat A; bila kosong tanpa nilai akhir | sumber -; derajat tidak dipublikasikan; bila kosong tanpa nilai akhir (anggapan isi) |
changed stages  visitasi score | bobot 30; bila kosong diambil dari tahap lain; diambil dari uji_publik; bobot dokumen 75; bobot paparan 25 | bobot 45 (anggapan isi); bila kosong bobot dibagi ulang (anggapan isi); diambil dari saq; bobot dokumen 35,5 (anggapan isi); bobot paparan 64,5 (anggapan isi) |
changed stages  visitasi none | sumber t; derajat B | sumber -; derajat tidak dipublikasikan |
dropped stages  uji_publik score | sumber s; derajat B; nama Uji publik; bobot 10; diberikan sebagai angka; bila kosong nol; diambil dari saq; kategori opd |  |
dropped stages  uji_publik#2 score | sumber s; derajat B; nama Uji publik desa; bobot 10; diberikan sebagai persen; bila kosong tidak dipublikasikan; diambil dari saq; kategori desa |  |
changed facts  hadir none | sumber s; derajat B; nama Pimpinan hadir | sumber -; derajat tidak dipublikasikan; nama Hadir |
changed gates  ambang score | angka ambang 60,5; harus di atas ambang ya; angka peringkat 7; lingkup peringkat wilayah; jenis kelas; harus di atas kelas tidak; lingkup kelas kategori; seri kelas tidak dipublikasikan; kelas atas; jenis kategori; harus di atas kategori tidak; lingkup kategori kategori; seri kategori tidak dipublikasikan; kategori opd, desa; jenis fakta; harus di atas fakta tidak; lingkup fakta kategori; seri fakta tidak dipublikasikan; fakta hadir; bila berhenti bobot dibagi ulang; kategori opd | angka ambang 70 (anggapan isi); harus di atas ambang tidak; angka peringkat 4 (anggapan isi); lingkup peringkat kategori; jenis kelas -; harus di atas kelas -; lingkup kelas -; seri kelas -; kelas -; jenis kategori -; harus di atas kategori -; lingkup kategori -; seri kategori -; kategori -; jenis fakta -; harus di atas fakta -; lingkup fakta -; seri fakta -; fakta -; bila berhenti seperti tahap kosong; kategori - |
changed gates  ambang none | sumber t; derajat C; nama Ambang kuesioner; angka nilai eksak; seri peringkat kunci pemecah seri | sumber -; derajat tidak dipublikasikan; nama -; angka nilai eksak (anggapan isi); seri peringkat kunci pemecah seri (anggapan isi) |
new gates  lain score |  | derajat tidak dipublikasikan; tahap yang diuji tidak dipublikasikan; sebelum tahap visitasi; angka tidak dipublikasikan; jenis fakta; harus di atas fakta tidak; lingkup fakta kategori; seri fakta tidak dipublikasikan; fakta hadir; bila berhenti seperti tahap kosong |
changed panels  visitasi.paparan score | gabungan rerata tanpa nilai ujung; paling sedikit 3; penilai dari wilayah | gabungan median (anggapan isi); paling sedikit -; penilai dari mana saja |
changed panels  visitasi.paparan none | sumber s; derajat B | sumber -; derajat tidak dipublikasikan |
changed adjustments  bonus score | jenis dikali; angka 1,5; paling tinggi 95 | jenis ditambah; angka -5 (anggapan isi); paling tinggi 100 |
changed adjustments  bonus none | sumber t; derajat C; nama Pimpinan hadir | sumber -; derajat tidak dipublikasikan; nama Hadir |
changed ranking   score | seri 1, 2, 3, 4; lingkup semua; pemecah seri tahap; menurut tahap saq; pemecah seri fakta; menurut fakta hadir | seri 1, 2, 2, 3 (anggapan isi); lingkup kategori; pemecah seri tahap -; menurut tahap -; pemecah seri fakta -; menurut fakta - |
changed ranking   none | sumber s; derajat B; menurut nilai eksak | sumber -; derajat tidak dipublikasikan; menurut nilai eksak (anggapan isi) |
dropped awards  juara score | sumber s; derajat B; nama Juara; jenis juara; tahap yang diuji saq; lingkup wilayah; banyaknya tempat 3; kategori opd |  |
dropped awards  predikat score | sumber s; derajat B; nama Predikat; jenis kelas; tahap yang diuji nilai akhir; lingkup kategori; banyaknya tempat 1; kelas atas |  |
changed objection   judgement | sumber s; derajat A; cara dengan bukti tambahan; hari 5 | sumber -; derajat tidak dipublikasikan; cara tidak dipublikasikan; hari tidak dipublikasikan |
dropped measures  berita score | sumber s; derajat B; nama Berita; jenis keteraturan; lingkup minggu; paling sedikit 2 |  |
dropped measures  laju score | sumber s; derajat B; nama Laju; jenis tingkat interaksi; pengikut paling sedikit 1.000; kode kecil; nama kecil Kecil; batas bawah kecil 0; kode besar; nama besar Besar; batas bawah besar 10.000 |  |
dropped measures  aduan score | sumber s; derajat B; nama Aduan; jenis tanggapan; dalam jam 24; batas jam 3, 24 |  |
"""

QUESTIONS_TO_OTHERS = """\
Nilai dapat berubah karena cara menilai 3 butir berubah (V-1, U-2, U-3); 1 butir pindah indikator (U-3); bobot 1 butir berubah (U-3); 1 butir baru (U-6); 1 butir dihapus (U-4); tempat ditentukan bersama kategori lain yang nilainya dapat berubah.
opd | Organisasi perangkat daerah | compared | True | {'renamed': 1, 'rescored': 3, 'reworded': 4, 'resourced': 1, 'moved': 1, 'reweighted': 1, 'new': 1, 'dropped': 1} | Nilai dapat berubah karena cara menilai 3 butir berubah (V-1, U-2, U-3); 1 butir pindah indikator (U-3); bobot 1 butir berubah (U-3); 1 butir baru (U-6); 1 butir dihapus (U-4).
desa | desa | compared | True | {} | Nilai dapat berubah karena tempat ditentukan bersama kategori lain yang nilainya dapat berubah.
changed scales  bagian none | arti tingkat a Seluruhnya ada.; bagian bobot b 1/3 | arti tingkat a Semuanya ada.; bagian bobot b 0,25 |
changed statuses  tidak_dinilai none | nama Tidak dinilai | nama Belum dinilai | nama
renamed questions opd V-1 none | U-1 | V-1 |
rescored questions opd V-1 score | tingkat a 1, b 1/3, c 0 | tingkat a 1, b 0,25, c 0 | tingkat
reworded questions opd V-1 judgement | teks Apakah profil diumumkan?; arti tingkat A: Seluruhnya ada.; B: ; C: ; dasar hukum Perki 1/2021; UU 14/2008 | teks Apakah profil lengkap diumumkan?; arti tingkat A: Semuanya ada.; B: ; C: ; dasar hukum UU 14/2008 |
rescored questions opd U-2 score | Ya tanpa bukti tetap bernilai | Ya tanpa bukti nol | Ya tanpa bukti
reworded questions opd U-2 none | bagian Berkala | bagian Serta merta | bagian
resourced questions opd U-2 none | s; B | t; C |
moved questions opd U-3 score | Layanan | Profil |
reweighted questions opd U-3 score | 9 | 7,5 |
rescored questions opd U-3 score | pilihan papan 1/6, situs 2/3; lengkap atau nol ya | pilihan papan 0,2, situs 0,8; lengkap atau nol tidak |
reworded questions opd U-3 none | saran Lengkapi sarana layanan. | saran Lengkapi semua sarana. | saran
new questions opd U-6 score |  | Berapa permohonan dijawab? |
reworded questions opd U-5 judgement | penjelasan Ditanyakan sebagai data.; bukti tautan; 1; -; -; -; tidak;  | penjelasan Ditanyakan saja.; bukti tautan; 3; -; -; -; tidak;  |
dropped questions opd U-4 score | Berapa permohonan dijawab? |  |
"""

OTHERS_TO_QUESTIONS = """\
Nilai dapat berubah karena 2 butir baru (U-1, U-4); cara menilai 2 butir berubah (U-2, U-3); 1 butir pindah indikator (U-3); bobot 1 butir berubah (U-3); 2 butir dihapus (V-1, U-6); tempat ditentukan bersama kategori lain yang nilainya dapat berubah.
opd | Organisasi perangkat daerah | compared | True | {'new': 2, 'rescored': 2, 'reworded': 3, 'resourced': 1, 'moved': 1, 'reweighted': 1, 'dropped': 2} | Nilai dapat berubah karena 2 butir baru (U-1, U-4); cara menilai 2 butir berubah (U-2, U-3); 1 butir pindah indikator (U-3); bobot 1 butir berubah (U-3); 2 butir dihapus (V-1, U-6).
desa | desa | compared | True | {} | Nilai dapat berubah karena tempat ditentukan bersama kategori lain yang nilainya dapat berubah.
changed scales  bagian none | arti tingkat a Semuanya ada.; bagian bobot b 0,25 | arti tingkat a Seluruhnya ada.; bagian bobot b 1/3 |
changed statuses  tidak_dinilai none | nama Belum dinilai | nama Tidak dinilai | nama
new questions opd U-1 score |  | Apakah profil diumumkan? |
rescored questions opd U-2 score | Ya tanpa bukti nol; syarat tampil V-1, tidak ya | Ya tanpa bukti tetap bernilai; syarat tampil U-1, tidak ya |
reworded questions opd U-2 none | bagian Serta merta | bagian Berkala | bagian
resourced questions opd U-2 none | t; C | s; B |
moved questions opd U-3 score | Profil | Layanan |
reweighted questions opd U-3 score | 7,5 | 9 |
rescored questions opd U-3 score | pilihan papan 0,2, situs 0,8; lengkap atau nol tidak | pilihan papan 1/6, situs 2/3; lengkap atau nol ya |
reworded questions opd U-3 none | saran Lengkapi semua sarana. | saran Lengkapi sarana layanan. | saran
new questions opd U-4 score |  | Berapa permohonan dijawab? |
reworded questions opd U-5 judgement | penjelasan Ditanyakan saja.; bukti tautan; 3; -; -; -; tidak;  | penjelasan Ditanyakan sebagai data.; bukti tautan; 1; -; -; -; tidak;  |
dropped questions opd V-1 score | Apakah profil lengkap diumumkan? |  |
dropped questions opd U-6 score | Berapa permohonan dijawab? |  |
"""


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("open", "stated", OPEN_TO_STATED),
        ("stated", "open", STATED_TO_OPEN),
        ("stated", "others", QUESTIONS_TO_OTHERS),
        ("others", "stated", OTHERS_TO_QUESTIONS),
    ],
)
def test_every_difference_is_told_with_its_effect(tmp_path: Path, before: str, after: str, words: str) -> None:
    sides = [read_whole(library(tmp_path / name, *SIDES[name]), "uji/2030") for name in (before, after)]
    found = difference(*sides)
    told = [found.statement]
    for part in found.categories:
        told.append(f"{part.code} | {part.label} | {part.state} | {part.can_change} | {part.counts} | {part.statement}")
    for line in found.lines:
        name = f"{line.kind} {line.table} {line.category} {line.code} {line.effect}"
        told.append(f"{name} | {line.before} | {line.after} | {line.key}")
    assert [line.rstrip() for line in told] == words.splitlines()
    assert (found.old, found.new, found.can_change) == ("uji/2030@3", "uji/2030@3", True)


@pytest.mark.parametrize("name", SIDES)
def test_a_rule_set_does_not_differ_from_itself(tmp_path: Path, name: str) -> None:
    sides = [read_whole(library(tmp_path / side, *SIDES[name]), "uji/2030") for side in ("a", "b")]
    found = difference(*sides)
    assert (found.can_change, found.changed(), found.reasons) == (False, (), ())
    codes = re.findall(r'code = "([UV]-\d)"', SIDES[name][1])
    assert found.lines == tuple(Line("same", "questions", "opd", code, "", "", Effect.NONE) for code in codes)
    assert found.statement == "Nilai tidak dapat berubah: tidak ada yang berbeda."


# One thing at a time --------------------------------------------------------------------------------------------------
def with_indicators(**weights: int) -> str:
    own = "".join(INDICATOR.format(code=code, label=code.title(), weight=weight) for code, weight in weights.items())
    return OPD.replace('label = "OPD"\n', 'label = "OPD"\n' + own.replace("perki", "sumber"), 1)


def compared(root: Path, before: tuple[str, str], after: tuple[str, str]) -> Difference:
    return difference(
        *(read_whole(plain(root / name, *side), "uji/2030") for name, side in zip("ab", (before, after), strict=True))
    )


def score(kind: str, code: str, before: str, after: str) -> Line:
    return Line(kind, "indicators", "opd", code, before, after, Effect.SCORE)


LISTS = [
    (OPD, with_indicators(jenis=60, sarana=40), []),
    (OPD, with_indicators(jenis=30, sarana=70), [score("changed", "jenis", "60", "30"), score("changed", "sarana", "40", "70")]),
    (with_indicators(jenis=30, sarana=70), OPD, [score("changed", "jenis", "30", "60"), score("changed", "sarana", "70", "40")]),
    (
        with_indicators(jenis=30, sarana=70),
        with_indicators(jenis=30, lain=70).replace('indicator = "sarana"', 'indicator = "lain"'),
        [score("dropped", "sarana", "Sarana", ""), score("new", "lain", "", "Lain")],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("before", "after", "expected"), LISTS)
def test_a_category_s_own_list_of_indicators_is_compared_for_that_category(
    tmp_path: Path, before: str, after: str, expected: list[Line]
) -> None:
    found = compared(tmp_path, (RELATIVE, before), (RELATIVE, after))
    assert [line for line in found.changed() if line.table == "indicators"] == expected
    assert found.can_change is bool(expected)


QUESTION = OPD[OPD.rindex("[[questions]]") :]


@pytest.mark.parametrize(
    ("count", "named"),
    [
        (1, "1 butir baru (U-3)"),
        (6, "6 butir baru (U-3, U-4, U-5, U-6, U-7, U-8)"),
        (7, "7 butir baru (U-3, U-4, U-5, U-6, U-7, U-8, dan 1 butir lain)"),
        (8, "8 butir baru (U-3, U-4, U-5, U-6, U-7, U-8, dan 2 butir lain)"),
    ],
)
def test_a_reason_names_six_questions_and_counts_the_others(tmp_path: Path, count: int, named: str) -> None:
    more = OPD + "".join(QUESTION.replace("U-2", f"U-{number}") for number in range(3, 3 + count))
    assert compared(tmp_path, (RELATIVE, OPD), (RELATIVE, more)).reasons == (named,)


FACT = '\n[[facts]]\ncode = "{0}"\nlabel = "{0}"\nref = "sumber"\ngrade = "B"\n'
AWARD = '\n[[awards]]\nid = "{0}"\nlabel = "{0}"\nkind = "champion"\nref = "sumber"\ngrade = "B"\n'
SOURCE = '\n[[sources]]\nid = "{0}"\ntitle = "{0}"\n'

# (rows of a table, its name, whether their order can move a number as far as the difference knows)
ORDERED = [
    (FACT, "facts", False),
    (FACT.replace("facts", "statuses"), "statuses", False),
    (SOURCE, "sources", False),
    (AWARD, "awards", True),
]


@pytest.mark.parametrize(("row", "table", "counts"), ORDERED)
def test_another_order_of_rows_is_told(tmp_path: Path, row: str, table: str, counts: bool) -> None:
    """A fact, a state or a source is known or not, wherever it stands."""
    one, two = row.format("satu"), row.format("dua")
    found = compared(tmp_path, (RELATIVE + one + two, OPD), (RELATIVE + two + one, OPD))
    names = ("sumber, satu, dua", "sumber, dua, satu") if table == "sources" else ("satu, dua", "dua, satu")
    effect = Effect.SCORE if counts else Effect.NONE
    assert found.changed() == (Line("reordered", table, "", "", *names, effect),)
    assert found.can_change is counts


def test_the_difference_as_data_has_every_part(tmp_path: Path) -> None:
    found = compared(tmp_path, (RELATIVE, OPD), (RELATIVE.replace('label = "Sarana"', 'label = "Sarana lain"'), OPD))
    told = found.as_json()
    assert list(told) == ["old", "new", "can_change", "statement", "reasons", "categories", "lines"]
    assert told["lines"][0] == {
        "kind": "changed", "table": "indicators", "category": "", "code": "sarana", "before": "nama Sarana",
        "after": "nama Sarana lain", "effect": "none", "key": "nama",
    }  # fmt: skip
    assert told["categories"][0] == {
        "code": "opd", "label": "OPD", "state": "compared", "can_change": False, "statement": found.statement,
        "reasons": (), "counts": {"same": 2},
    }  # fmt: skip


SHARED = [
    ("[arithmetic]\nref", '[arithmetic]\nclass_on = "published"\nref'),
    ("[ranking]\nkeys", '[ranking]\nnumber = "published"\nkeys'),
    ("[ranking]\nkeys", '[ranking]\nties = "competition"\nkeys'),
    ('places = "nf"\nmode = "truncate"', 'places = 2\nmode = "truncate"'),
    ('places = 4\nmode = "nf"', 'places = 4\nmode = "half_up"'),
    ('before = "visitasi"\nany_of', 'before = "visitasi"\nvalue = "published"\nany_of'),
    ('{ kind = "rank", value = "nf" }', '{ kind = "rank", value = "nf", ties = "admit" }'),
    ('stage = "visitasi.paparan"', 'stage = "visitasi.paparan"\naggregate = "mean"'),
]


@pytest.mark.parametrize(("unpublished", "stated"), SHARED)
def test_a_method_that_is_published_as_it_was_assumed_changes_no_score(
    tmp_path: Path, unpublished: str, stated: str
) -> None:
    """As the assumptions say that serve every rule set; and it is told."""
    before = OPEN % ""
    assert unpublished in before
    sides = [
        library(tmp_path / name, text) for name, text in (("a", before), ("b", before.replace(unpublished, stated, 1)))
    ]
    found = difference(*(read_whole(side, "uji/2030") for side in sides))
    assert (found.can_change, len(found.changed())) == (False, 1)


# Questions, one thing at a time -----------------------------------------------------------------------------------------
def questions(root: Path, before: tuple[str, str], after: tuple[str, str]) -> list[Line]:
    """Return what became of the questions, without those that stayed."""
    sides = [
        plain(root / name, *side).questionnaire("uji/2030", "opd")
        for name, side in zip("ab", (before, after), strict=True)
    ]
    return [line for line in compare_questions(*sides, "opd", renamed(*sides)) if line.kind != "same"]


def second(keys: str) -> str:
    """Return the questionnaire with these keys in U-2, beside which U-3 stands under the same indicator."""
    return OPD.replace("weight = 40\nhelp", f"weight = 40\n{keys}\nhelp") + QUESTION.replace("U-2", "U-3")


DATA, ZERO = "scored = false", 'not_applicable = "zero"'

# (keys of U-2 before and after, what its line says, whether it can move a number)
SCORED = [
    ("", ZERO, ("tidak berlaku tidak tersedia", "tidak berlaku nol", Effect.SCORE, "tidak berlaku")),
    ("", DATA, ("dinilai ya", "dinilai tidak", Effect.SCORE, "dinilai")),
    (DATA, "", ("dinilai tidak", "dinilai ya", Effect.SCORE, "dinilai")),
    (DATA, f"{DATA}\n{ZERO}", ("tidak berlaku tidak tersedia", "tidak berlaku nol", Effect.NONE, "tidak berlaku")),
]


@pytest.mark.parametrize(("before", "after", "told"), SCORED)
def test_a_question_that_is_data_before_and_after_moves_no_number(
    tmp_path: Path, before: str, after: str, told: tuple[str, str, Effect, str]
) -> None:
    found = questions(tmp_path, (RELATIVE, second(before)), (RELATIVE, second(after)))
    assert found == [Line("rescored", "questions", "opd", "U-2", *told)]


def test_a_code_whose_question_goes_on_under_another_one_stands_for_a_new_question(tmp_path: Path) -> None:
    """The version in `continues` says where the question was read; it goes on from every version."""
    continued = OPD.replace('"U-2"', '"U-9"').replace(
        'group = "Ruang"', 'group = "Ruang"\ncontinues = "uji/2030@1:U-2"'
    )
    asked_anew = QUESTION.replace("Apakah ada meja layanan?", "Apakah ada kursi roda?")
    assert questions(tmp_path, (RELATIVE, OPD), (RELATIVE, continued + asked_anew)) == [
        Line("renamed", "questions", "opd", "U-9", "U-2", "U-9", Effect.NONE),
        Line("new", "questions", "opd", "U-2", "", "Apakah ada kursi roda?", Effect.SCORE),
    ]


# (what is said otherwise in U-1, what its line says, whether people answer and judge by it)
WORDED = [
    ("Apakah profil diumumkan?", "Sudahkah profil diumumkan?", "teks", True),
    ("Terpenuhi bila profil tampil di situs.", "Lihat beranda situs.", "penjelasan", True),
    ("Tautan halaman", "Tautan berita", "bukti", True),
    ("Lengkap", "Utuh", "arti tingkat", True),
    ("Tayangkan profil di situs.", "Tayangkan profil di beranda.", "saran", False),
    ("Berkala", "Setiap saat", "bagian", False),
    ("UU 14/2008", "Perki 1/2021", "dasar hukum", False),
]


@pytest.mark.parametrize(("before", "after", "name", "judged"), WORDED)
def test_words_that_people_answer_and_judge_by_are_told_from_others(
    tmp_path: Path, before: str, after: str, name: str, judged: bool
) -> None:
    rules = RELATIVE.replace('label = "A",', 'label = "A", definition = "Lengkap",')
    opd = OPD.replace("weight = 60\n", 'weight = 60\nlegal = [{ text = "UU 14/2008", checked = true }]\n')
    sides = [(rules, opd), (rules.replace(before, after), opd.replace(before, after))]
    (line,) = questions(tmp_path, *sides)
    assert (line.kind, line.code, line.key) == ("reworded", "U-1", name)
    assert line.effect is (Effect.JUDGEMENT if judged else Effect.NONE)


FILLED = '\n[[assumptions]]\nid = "isi"\ntext = "Bobot dianggap 40."\nreason = "Tidak diterbitkan."\nfills = [{ key = "questions.U-2.weight", value = 40 }]\n'
OPEN_WEIGHT = OPD.replace("weight = 40", 'weight = "nf"')
UNSOURCED = OPEN_WEIGHT[: OPEN_WEIGHT.rindex("ref")] + 'ref = []\ngrade = "nf"\n'
TWICE = OPD[: OPD.rindex("ref")] + 'ref = ["sumber", "lain"]\ngrade = "B"\n'

# (further rules before, the questionnaire, further rules after, the questionnaire, the lines)
SOURCED: list[tuple[str, str, str, str, list[tuple[str, str, str, Effect]]]] = [
    ("", OPEN_WEIGHT, "", OPD, [("reweighted", "tidak dipublikasikan", "40", Effect.SCORE)]),
    ("", OPD, FILLED, UNSOURCED, [("resourced", "sumber; B", "tidak dipublikasikan; isi", Effect.NONE)]),
    (SOURCE.format("lain"), OPD, SOURCE.format("lain"), TWICE, [("resourced", "sumber; B", "sumber, lain; B", Effect.NONE)]),
]  # fmt: skip


@pytest.mark.parametrize(("more", "before", "further", "after", "told"), SOURCED)
def test_a_weight_and_where_it_is_from_are_told_apart(
    tmp_path: Path, more: str, before: str, further: str, after: str, told: list[tuple[str, str, str, Effect]]
) -> None:
    found = questions(tmp_path, (RELATIVE + more, before), (RELATIVE + further, after))
    assert [(line.kind, line.before, line.after, line.effect) for line in found] == told


def test_a_question_without_its_scale_has_no_levels_any_more(tmp_path: Path) -> None:
    """Of the weight of 60 level a had 60 points, the whole, and level b 0.25, a 240th."""
    found = questions(tmp_path, (RULES, OPD), (RULES, OPD.replace('scale = "huruf"\n', "")))
    assert [line for line in found if line.kind == "rescored"] == [
        Line("rescored", "questions", "opd", "U-1", "tingkat a 1, b 1/240", "tingkat -", Effect.SCORE, "tingkat")
    ]


# Rules, one thing at a time ---------------------------------------------------------------------------------------------
OBJECTION = '\n[objection]\non = "saq"\nmode = "claim"\ndays = 3\nref = "sumber"\ngrade = "B"\n'
HEARD = "sumber sumber; derajat B; tahap yang diuji saq; cara dengan yang sudah dikirim; hari 3"


@pytest.mark.parametrize(
    ("before", "after", "line"),
    [
        ("", OBJECTION, Line("new", "objection", "", "", "", HEARD, Effect.JUDGEMENT)),
        (OBJECTION, "", Line("dropped", "objection", "", "", HEARD, "", Effect.JUDGEMENT)),
    ],
)
def test_a_time_for_objections_that_comes_or_goes_is_one_to_decide_in(
    tmp_path: Path, before: str, after: str, line: Line
) -> None:
    found = compared(tmp_path, (RELATIVE + before, OPD), (RELATIVE + after, OPD))
    assert (found.can_change, found.changed()) == (False, (line,))


@pytest.mark.parametrize("row", [FACT, FACT.replace("facts", "statuses"), ""])
def test_an_order_that_decides_nothing_is_no_reason_where_something_else_is(tmp_path: Path, row: str) -> None:
    """Without a row the two indicators of the example change places."""
    one, two = row.format("satu"), row.format("dua")
    first, second, rest = (RELATIVE.index(part) for part in ('[[indicators]]\ncode = "jenis"', '[[indicators]]\ncode = "sarana"', "[[scales]]"))  # fmt: skip
    turned = RELATIVE if row else RELATIVE[:first] + RELATIVE[second:rest] + RELATIVE[first:second] + RELATIVE[rest:]
    turned = turned.replace('missing = "carry"', 'missing = "zero"')
    found = compared(tmp_path, (RELATIVE + one + two, OPD), (turned + two + one, OPD))
    assert sorted(line.kind for line in found.changed()) == ["changed", "reordered"]
    assert found.reasons == ("tahap visitasi: bila kosong diambil dari tahap lain menjadi nol",)


def test_the_indicators_that_a_category_shares_with_the_rules_are_told_once(tmp_path: Path) -> None:
    other = RELATIVE.replace("weight = 60\nref", "weight = 55\nref", 1).replace(
        "weight = 40\nref", "weight = 45\nref", 1
    )
    found = compared(tmp_path, (RELATIVE, OPD), (other, OPD))
    assert found.reasons == ("indikator jenis: bobot 60 menjadi 55", "indikator sarana: bobot 40 menjadi 45")
    assert len(found.changed()) == 2


def test_a_method_that_every_question_states_for_itself_is_no_reason(tmp_path: Path) -> None:
    """The rules say what a Yes without evidence is worth, but only where a question does not."""
    stated = OPD.replace("help = ", 'yes_without_evidence = "zero"\nhelp = ')
    other = RELATIVE.replace('blank = "zero"', 'blank = "zero"\nyes_without_evidence = "keep"')
    found = compared(tmp_path, (RELATIVE, stated), (other, stated))
    assert (found.can_change, [line.key for line in found.changed()]) == (False, ["Ya tanpa bukti"])
    assert compared(tmp_path / "c", (RELATIVE, OPD), (other, OPD)).can_change


def test_the_name_of_a_part_of_a_stage_is_no_number_beside_its_weight(tmp_path: Path) -> None:
    other = STATED.replace('"Dokumen", weight = 75', '"Berkas", weight = 80').replace("weight = 25 }", "weight = 20 }")
    sides = [library(tmp_path / name, text, QUESTIONS) for name, text in zip("ab", (STATED, other), strict=True)]
    found = difference(*(read_whole(side, "uji/2030") for side in sides))
    assert found.changed() == (
        Line("changed", "stages", "", "visitasi", "bobot dokumen 75; bobot paparan 25", "bobot dokumen 80; bobot paparan 20", Effect.SCORE),
        Line("changed", "stages", "", "visitasi", "nama dokumen Dokumen", "nama dokumen Berkas", Effect.NONE, "nama dokumen"),
    )  # fmt: skip


def test_what_only_the_kernel_is_given_otherwise_is_said_to_be_counted(tmp_path: Path) -> None:
    old = read_whole(plain(tmp_path, RELATIVE, OPD), "uji/2030")
    rules = replace(old.rules, maximum=Fraction(200))
    asked = {code: replace(questionnaire, rules=rules) for code, questionnaire in old.questionnaires.items()}
    found = difference(old, replace(old, rules=rules, questionnaires=asked))
    assert (found.can_change, found.reasons) == (True, ("isi aturan yang dihitung berbeda",))


TITLES = [
    ("rounding.points", "final", "pembulatan pada nilai akhir"),
    ("statuses", "final", "status final"),
    ("ranking", "", "peringkat"),
    ("tabel_baru", "satu", "tabel_baru satu"),
]
"""The code of a rounding is a word of the format; others are names, and so is a table that has no word yet."""


@pytest.mark.parametrize(("table", "code", "title"), TITLES)
def test_a_row_is_called_by_its_table_and_its_code(table: str, code: str, title: str) -> None:
    assert row_title(Line("new", table, "", code, "", "", Effect.NONE)) == title


# Categories, one thing at a time ----------------------------------------------------------------------------------------
CATEGORY = '\n[[categories]]\ncode = "{0}"\nlabel = "{0}"\nfile = "{0}.toml"\n'
OPD_ROW = CATEGORY.format("opd").replace('"opd"\nfile', '"OPD"\nfile')


def test_a_category_that_goes_or_comes_is_told_as_a_whole(tmp_path: Path) -> None:
    assert OPD_ROW.lstrip() in RELATIVE
    village = (RELATIVE.replace(OPD_ROW, OPD_ROW.replace("opd", "desa").replace("OPD", "Desa")), OPD.replace('"opd"', '"desa"').replace('"OPD"', '"Desa"'))  # fmt: skip
    assert in_files(tmp_path, (RELATIVE, {"opd": OPD}), (village[0], {"desa": village[1]})).categories == (
        CategoryDifference("opd", "OPD", "dropped", True, "Nilai dapat berubah karena kategori OPD dihapus.", ("kategori OPD dihapus",), {}),
        CategoryDifference("desa", "Desa", "new", False, "Kategori baru: belum ada nilai yang dapat berubah.", (), {}),
    )  # fmt: skip


def in_files(root: Path, *sides: tuple[str, dict[str, str]]) -> Difference:
    """Return the difference between two rule sets, each with the questionnaires of its files."""
    made = []
    for name, (rules, files) in zip("ab", sides, strict=True):
        folder = root / name / "uji" / "2030"
        folder.mkdir(parents=True)
        for file, text in {"rules": rules, **files}.items():
            (folder / f"{file}.toml").write_text(text, encoding="utf-8")
        made.append(read_whole(Library(root / name), "uji/2030"))
    return difference(*made)


GATE = '\n[[gates]]\nid = "lolos"\nlabel = "Lolos"\non = "saq"\nbefore = "visitasi"\ncategories = ["{}"]\nany_of = [{}]\nref = "sumber"\ngrade = "B"\n'
OWN = '\n[[instruments]]\nbody = "Kota Contoh"\ncategory = "opd_kota"\nfile = "khusus.toml"\nreason = "Disurvei dengan instrumen sendiri."\nref = "sumber"\ngrade = "B"\n'
TOWNS = RELATIVE + CATEGORY.format("opd_kota")
TOWN = OPD.replace('"opd"', '"opd_kota"')


def test_a_rule_of_one_category_counts_for_it_and_for_its_bodies_of_their_own(tmp_path: Path) -> None:
    """The gate is one of towns, also of the town with an instrument of its own; the other category differs in U-2."""
    rules = [TOWNS + OWN + GATE.format("opd_kota", f'{{ kind = "threshold", value = {value} }}') for value in (60, 65)]
    files = {"opd": OPD, "opd_kota": TOWN, "khusus": TOWN}
    other = OPD.replace("weight = 40\nhelp", 'weight = 40\nnot_applicable = "zero"\nhelp')
    found = in_files(tmp_path, (rules[0], files), (rules[1], {**files, "opd": other}))
    gate = ("gerbang lolos: angka ambang 60 menjadi 65",)
    assert [(part.code, part.reasons) for part in found.categories] == [
        ("opd", ("cara menilai 1 butir berubah (U-2)",)), ("opd_kota", gate), ("opd_kota (Kota Contoh)", gate),
    ]  # fmt: skip


def test_an_instrument_that_goes_can_change_its_category_and_no_other(tmp_path: Path) -> None:
    """Also none whose name is a part of that category's."""
    files = {"opd": OPD, "opd_kota": TOWN}
    found = in_files(tmp_path, (TOWNS + OWN, {**files, "khusus": TOWN}), (TOWNS, files))
    assert [(part.code, part.state, part.reasons) for part in found.categories] == [
        ("opd", "compared", ()),
        ("opd_kota", "compared", ("instrumen khusus Kota Contoh dihapus",)),
        ("opd_kota (Kota Contoh)", "dropped", ("kategori OPD dihapus",)),
    ]


def test_why_a_body_has_an_instrument_of_its_own_changes_no_score(tmp_path: Path) -> None:
    files = {"opd": OPD, "opd_kota": TOWN, "khusus": TOWN}
    found = in_files(tmp_path, (TOWNS + OWN, files), (TOWNS + OWN.replace("Disurvei", "Dinilai"), files))
    assert (found.can_change, [line.key for line in found.changed()]) == (False, ["alasan"])


@pytest.mark.parametrize("first", [0, 1])
def test_places_across_categories_tie_them_together_where_one_side_gives_them(tmp_path: Path, first: int) -> None:
    gate = GATE.format("opd", '{ kind = "rank", value = 10, per = "all" }')
    files = {"opd": OPD, "opd_kota": TOWN}
    sides = [(TOWNS, files), (TOWNS + gate, files)]
    found = in_files(tmp_path, sides[first], sides[1 - first])
    assert [part.reasons for part in found.categories] == [
        (f"gerbang lolos {'dihapus' if first else 'baru'}",),
        ("tempat ditentukan bersama kategori lain yang nilainya dapat berubah",),
    ]


def test_items_that_may_be_answered_otherwise_are_counted(tmp_path: Path) -> None:
    found = compared(tmp_path, (RELATIVE, OPD), (RELATIVE, OPD.replace("Apakah", "Sudahkah")))
    assert found.statement == (
        "Nilai dari jawaban dan penilaian yang sama tidak dapat berubah: hanya teks yang berbeda. Orang dapat menjawab "
        "atau menilai lain karena pertanyaan, penjelasan, atau syarat bukti 2 butir berubah."
    )
