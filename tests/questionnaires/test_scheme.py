"""Rule sets told in sentences: what a commissioner reads is what the rule file says, no more and no less."""

import shutil
from fractions import Fraction
from pathlib import Path

import pytest

from questionnaires import Library
from questionnaires.editions import Edition
from questionnaires.scheme import Scheme, scheme
from questionnaires.scheme.text import figure, listing
from scripts.schemes import DOCS, pages

LIBRARY = Library()
RULES = Path(__file__).parents[1] / "rules"
PAGES = pages(LIBRARY)


def lines(told: Scheme, section: str) -> list[str]:
    return [line.text for line in told.section(section).lines]


def test_the_pages_are_what_the_rule_files_say() -> None:
    """When this fails after a change of rules: python -m scripts.schemes."""
    assert {path for path in PAGES if not (DOCS / path).is_file()} == set()
    assert {path for path, text in PAGES.items() if (DOCS / path).read_text(encoding="utf-8") != text} == set()
    assert {f"skema/{path.name}" for path in (DOCS / "skema").iterdir()} | {"skema.md"} == set(PAGES)


def test_the_index_leads_to_every_rule_set() -> None:
    assert [edition.name for edition in LIBRARY.editions if f"`{edition.name}`" not in PAGES["skema.md"]] == []


@pytest.mark.parametrize(
    ("rules", "section", "expected"),
    [
        ("kaltim/2025@1", "tahap", "Kuesioner (SAQ) bernilai 80 persen nilai akhir."),
        ("kaltim/2025@1", "indikator", "Jenis informasi bernilai 40 dari 100."),
        ("jateng/2024", "tahap", "Bagian Visitasi: Verifikasi dokumen 75 persen dan Presentasi 25 persen."),
        (
            "jateng/2025", "tahap",
            "Bagian Visitasi: Verifikasi dokumen 75 persen (menurut anggapan `bobot_visitasi_2024`) dan "
            "Presentasi 25 persen (menurut anggapan `bobot_visitasi_2024`).",
        ),
        ("sumbar/2025", "tahap", "Yang tidak punya nilai Visitasi mendapat 0 untuk tahap itu."),
        ("kalbar/2026", "tahap", "Yang tidak punya nilai Uji publik: bobotnya pindah ke Kuesioner (SAQ)."),
        (
            "sumbar/2024", "tahap",
            "Visitasi bernilai paling banyak 15 angka dari 100; nilainya dimasukkan dalam angka 0 sampai 15.",
        ),
        ("bali/2025", "tahap", "Visitasi memeriksa dan menyaring, tanpa bobot dalam nilai akhir."),
        (
            "pusat/2023", "gerbang",
            "Uji publik terbuka bagi badan publik yang mendapat nilai Kuesioner (SAQ) di atas 60.",
        ),
        (
            "pusat/2023", "gerbang",
            "Visitasi terbuka bagi badan publik yang termasuk 10 terbaik dari semua badan publik.",
        ),
        ("pusat/2023", "gerbang", "Untuk maju ke Visitasi, nilai yang dibandingkan tidak dipublikasikan."),
        ("pusat/2023", "belum", "Nilai yang dibandingkan untuk maju ke Visitasi."),
        ("jateng/2025", "gerbang", "Uji publik terbuka bagi badan publik yang mencapai ambang nilai (angkanya tidak dipublikasikan)."),
        (
            "bali/2025", "gerbang",
            "Visitasi terbuka bagi badan publik yang mendapat nilai Kuesioner dan verifikasi sekurang-kurangnya 72 atau "
            "berkategori kabupaten/kota, berapa pun nilainya.",
        ),
        (
            "kulonprogo/2021", "gerbang",
            "Visitasi terbuka bagi badan publik yang termasuk 5 terbaik di kategorinya menurut nilai rerata Pemeriksaan "
            "situs web dan Uji akses menurut bobotnya.",
        ),
        (
            "jabar/2022", "gerbang",
            "Visitasi terbuka bagi badan publik yang berkelas sementara Menuju Informatif atau lebih baik menurut nilai "
            "Kuesioner (SAQ).",
        ),
        (
            "aceh/2025", "gerbang",
            "Uji publik terbuka bagi kabupaten/kota: badan publik yang mendapat nilai Kuesioner (SAQ) "
            "sekurang-kurangnya 65.",
        ),
        ("bawaslu/2025", "kelas", "Informatif: mulai 87,5, tercetak 87,5-100."),
        ("papua/2021", "kelas", "Menuju Informatif (biru): mulai 70, tercetak 70-84,9."),
        ("diy/2021", "kelas", "Tidak dinilai: keadaan tanpa nilai; tidak dihitung nol dan tidak masuk rerata."),
        (
            "kalbar/2025@0", "penilai",
            "Bila pimpinan menyampaikan sendiri, langsung atau lewat video, nilai Presentasi dikalikan 1,5, paling "
            "tinggi 100.",
        ),
        ("bawaslu/2025", "penilai", "Hanya penilai dari wilayah badan publik itu yang menilai Kuesioner (SAQ)."),
        ("dki/2024", "sanggah", "Atas Kuesioner (SAQ), 3 hari: badan publik menyanggah berdasarkan yang sudah dikirim."),
        (
            "sumbar/2025", "sanggah",
            "Atas Kuesioner (SAQ), 8 hari: badan publik memperbaiki jawabannya sendiri lalu meminta pemeriksaan ulang.",
        ),
        ("diy/2021", "peringkat", "Kejuaraan: yang terbaik di kategorinya menurut nilai akhir."),
        ("pusat/2023", "peringkat", "Lima terbaik nasional lintas kategori: 5 terbaik dari semua badan publik menurut nilai akhir."),
        (
            "sulbar/2026", "ukuran",
            "Berita kegiatan di situs resmi per minggu: sekurang-kurangnya 2 per minggu; hasilnya persentase minggu yang "
            "mencapainya.",
        ),
        (
            "purbalingga/2025", "ukuran",
            "Tanggapan pertama atas aduan: persentase yang dijawab dalam 24 jam, dan persentase yang dijawab kapan pun.",
        ),
        ("kemenhub/2024", "hitungan", "Ya yang tidak diperiksa penilai dihitung pada tingkat Cukup."),
        ("pusat/2020", "hitungan", "Nilai akhir dibulatkan ke 2 angka di belakang koma, setengah ke atas."),
        ("kkp/2024", "kuesioner", "Unit pelaksana teknis (UPT) dan unit eselon I: 103 butir, semuanya dinilai."),
        ("kkp/2024", "tingkat", "Huruf A sampai D untuk butir bernilai 0,5: Tingkat A (0,5); Tingkat B (0,3); Tingkat C (0,15); Tingkat D (0)."),
        ("pusat/2024", "belum", "Angka ambang menuju Uji publik."),
        ("kulonprogo/2021", "kelas", "Tidak ada kelas; nilai tidak diberi sebutan."),
    ],
)  # fmt: skip
def test_a_rule_reads_as_its_source_puts_it(rules: str, section: str, expected: str) -> None:
    assert expected in lines(scheme(LIBRARY, rules), section)


def test_a_sentence_carries_the_sources_and_the_grade_of_its_number() -> None:
    gate = scheme(LIBRARY, "dki/2024").section("gerbang").lines[0]
    assert (gate.refs, gate.grade) == (("dki-1",), "B")
    assert "(dki-1; B)" in PAGES["skema/dki.md"]


@pytest.mark.parametrize("edition", LIBRARY.editions, ids=lambda edition: edition.name)
def test_nothing_of_a_rule_set_is_kept_back(edition: Edition) -> None:
    """Every assumption with its reason, every source, every state and every label of what is weighed."""
    name = edition.name
    scope, rules = LIBRARY.loaded(LIBRARY.edition(name))
    told = "\n".join(line.text for section in scheme(LIBRARY, name).sections for line in section.lines)
    for assumption in scope.rules.assumptions:
        assert assumption.text in told
        assert assumption.reason in told
    for source in rules.sources.values():
        assert source.title in told
        assert source.url in told
    tables = [*scope.rules.stages, *scope.rules.indicators, *scope.rules.bands, *scope.rules.statuses]
    assert [table.label for table in tables if table.label not in told] == []
    published = [row.weight for row in (*scope.rules.stages, *scope.rules.indicators) if row.weight not in ("nf", 0)]
    assert [weight for weight in published if figure(Fraction(weight)) not in told] == []


def test_other_versions_of_a_year_are_named() -> None:
    assert "Versi lain tahun ini: kaltim/2025@2." in lines(scheme(LIBRARY, "kaltim/2025@1"), "keadaan")


def test_a_section_without_anything_to_say_is_left_out() -> None:
    told = scheme(LIBRARY, "dki/2023")
    assert "gerbang" not in [section.code for section in told.sections]
    with pytest.raises(KeyError):
        told.section("gerbang")


def test_counts_beside_the_questionnaire_claim_no_stage_and_no_class() -> None:
    told = scheme(LIBRARY, "makassar/2022")
    assert lines(told, "tahap") == ["Tidak ada nilai, indikator, atau kelas yang dipublikasikan."]
    assert "kelas" not in [section.code for section in told.sections]


def test_small_rule_sets_tell_their_own_methods() -> None:
    small = Library(RULES)
    assert "Nilai setiap indikator dibulatkan ke 2 angka di belakang koma, setengah ke atas." in lines(
        scheme(small, "bulat_indikator/2026"), "hitungan"
    )
    assert "Yang tidak punya nilai Uji publik: bobotnya dibagi kepada tahap yang lain." in lines(
        scheme(small, "tahap_skala_ulang/2026"), "tahap"
    )


def test_categories_of_which_each_opens_a_gate_are_joined_by_or(tmp_path: Path) -> None:
    folder = shutil.copytree(RULES / "rute_kategori", tmp_path / "rute_kategori") / "2025"
    file = folder / "rules.toml"
    before = file.read_text(encoding="utf-8")
    alone = 'any_of = [{ kind = "threshold", value = 65 }]\ncategories = ["opd"]'
    both = 'any_of = [{ kind = "threshold", value = 65 }, { kind = "category", categories = ["opd", "kabkota"] }]'
    file.write_text(before.replace(alone, both), encoding="utf-8")
    assert (
        "Visitasi terbuka bagi badan publik yang mendapat nilai Kuesioner (SAQ) sekurang-kurangnya 65 atau berkategori "
        "OPD atau kabupaten/kota, berapa pun nilainya."
    ) in lines(scheme(Library(tmp_path), "rute_kategori/2025"), "gerbang")


def test_numbers_and_lists_read_as_people_write_them() -> None:
    assert [figure(Fraction(text)) for text in ("87.5", "1/3", "0.05", "-2.5", "1000")] == [
        "87,5", "1/3", "0,05", "-2,5", "1.000",
    ]  # fmt: skip
    assert listing([]) == ""
    assert listing(["a", "b", "c"], "atau") == "a, b, atau c"


def test_a_common_assumption_is_named_only_where_the_rule_set_has_none_of_its_own() -> None:
    def gaps(name: str) -> str:
        return "\n".join(lines(scheme(LIBRARY, name), "belum"))

    assert "gerbang_dari_nilai_terbit" not in gaps("latihan/2025")  # its `ambang_latihan` says so
    assert "gerbang_dari_nilai_terbit" in gaps("dki/2024")
    assert "gerbang_dari_nilai_terbit" in gaps("kulonprogo/2021")  # places too are given by printed numbers
