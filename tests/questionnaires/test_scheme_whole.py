"""Three rule sets told whole: one that states every key, one that states none and is filled, one that stays open."""

from __future__ import annotations

from pathlib import Path

import pytest

from questionnaires.scheme import scheme, way
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
- Kunjungan terbuka bagi Organisasi perangkat daerah: badan publik yang mendapat nilai Kuesioner di atas 60,5, termasuk 7 terbaik di wilayahnya menurut nilai Kuesioner, berkelas sementara Atas atau lebih baik menurut nilai Kuesioner, berkategori Organisasi perangkat daerah dan desa, berapa pun nilainya, atau memenuhi keterangan pimpinan hadir, berapa pun nilainya. [t C]
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


@pytest.mark.parametrize(
    ("rules", "questions", "words"),
    [
        (STATED, QUESTIONS, EVERYTHING),
        (OPEN % FILLS, "", FILLED),
        (OPEN % "", "", LEFT_OPEN),
        (SILENT, "", NOTHING),
    ],
    ids=["everything", "filled", "left open", "nothing"],
)
def test_a_rule_set_is_told_whole_with_the_sources_of_each_sentence(
    tmp_path: Path, rules: str, questions: str, words: str
) -> None:
    found = scheme(library(tmp_path, rules, questions), "uji/2030")
    told = []
    for section in found.sections:
        told.append(f"{section.code}: {section.title}")
        for line in section.lines:
            told.append(f"- {line.text}" + (f" [{' '.join((*line.refs, line.grade))}]" if line.grade else ""))
    assert "\n".join(told) + "\n" == words
    assert (found.name, found.title) == ("uji/2030@3", rules.split('title = "')[1].partition('"')[0])


def test_the_way_of_a_body_is_told_by_the_same_sentences(tmp_path: Path) -> None:
    rules = library(tmp_path, STATED, QUESTIONS)
    whole = {section.code: section for section in scheme(rules, "uji/2030").sections}
    assert [section.code for section in way(rules, "uji/2030")] == [
        "tahap", "gerbang", "penilai", "kelas", "peringkat", "sanggah",
    ]  # fmt: skip
    assert list(way(rules, "uji/2030")) == [whole[section.code] for section in way(rules, "uji/2030")]
