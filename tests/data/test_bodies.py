"""The register of public bodies: every published name has exactly one body, and succession is sound."""

import csv
import re
from collections import Counter
from itertools import combinations

import pytest

from store.result_files import SHIPPED, read_publication
from workflow.bodies import Register, circular, folded, links_of, same_body, slug
from workflow.published import Body, Link, Publication, Scope, Succession

CATEGORIES = {
    "kementerian",
    "ln_lpnk",
    "lns",
    "pemprov",
    "kabkota",
    "opd",
    "kecamatan",
    "kelurahan",
    "ptn",
    "perguruan_tinggi",
    "bumn",
    "bumd",
    "parpol",
    "ormas",
    "desa",
    "sekolah",
    "rsud",
    "legislatif",
    "pemilu",
    "yudikatif",
    "instansi_vertikal",
    "upt",
}
NATION = Scope("nasional", "nasional", "Nasional", "national", "pusat")
JATENG = Scope("jateng", "Jawa Tengah", "Jawa Tengah", "province", "jateng")


@pytest.fixture(scope="module")
def publication() -> Publication:
    return read_publication()


@pytest.fixture(scope="module")
def register(publication: Publication) -> Register:
    return Register(publication.bodies)


def _table(name: str) -> list[dict[str, str]]:
    with (SHIPPED / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_published_row_has_exactly_one_body(publication: Publication, register: Register) -> None:
    scopes = {scope.printed: scope for scope in publication.scopes}
    rows = _table("published_results.csv")
    found = [register.matches(row["body"], scopes[row["scope"]], int(row["year"])) for row in rows]
    assert len(rows) == 846
    assert [row["body"] for row, bodies in zip(rows, found, strict=True) if len(bodies) != 1] == []


def test_no_row_needed_a_body_of_its_own(publication: Publication) -> None:
    assert [body.id for body in publication.bodies if not body.matched] == []


def test_a_name_that_fits_no_body_stands_for_itself() -> None:
    register = Register([Body("kota-magelang", "Pemerintah Kota Magelang", "", "kabkota", "Jawa Tengah")])
    alone = register.resolve("Pemerintah Kota Baru", JATENG, "kabkota", 2025)
    assert (alone.id, alone.matched) == ("pemerintah-kota-baru-jateng", False)
    assert register.resolve("pemerintah kota MAGELANG", JATENG, "kabkota", 2025).id == "kota-magelang"


def test_a_name_that_fits_two_bodies_joins_neither() -> None:
    twins = [Body("a", "Dinas Sosial", "", "opd", "Aceh"), Body("b", "Dinas Sosial", "", "opd", "Bali")]
    assert Register(twins).resolve("Dinas Sosial", NATION, "opd", 2025).matched is False
    in_bali = Scope("bali", "Bali", "Bali", "province", "bali")
    assert Register(twins).resolve("Dinas Sosial", in_bali, "opd", 2025).id == "b"


def test_every_published_year_lies_in_the_validity_of_its_body(publication: Publication) -> None:
    bodies = {body.id: body for body in publication.bodies}
    late = [(row.body, row.year) for row in publication.results if not bodies[row.body_id].valid_in(row.year)]
    assert late == []


def test_validity_begins_before_it_ends(publication: Publication) -> None:
    written = re.compile(r"(\d{4}(-\d{2}(-\d{2})?)?)?\Z")
    for body in publication.bodies:
        assert written.match(body.valid_from), body.id
        assert written.match(body.valid_to), body.id
        if body.valid_from and body.valid_to:
            assert body.valid_from <= body.valid_to, body.id


def test_a_successor_begins_when_its_predecessor_ends(publication: Publication) -> None:
    bodies = {body.id: body for body in publication.bodies}
    for link in links_of(publication.bodies):
        end, start = bodies[link.predecessor].valid_to, bodies[link.successor].valid_from
        assert end, link.predecessor
        assert start, link.successor
        assert end[:4] == start[:4], link


def test_no_name_means_two_bodies_of_one_territory_and_category(publication: Publication) -> None:
    names = Counter(
        (body.territory, body.category, name)
        for body in publication.bodies
        for name in {folded(name) for name in body.names}
    )
    assert [key for key, times in names.items() if times > 1] == []


def test_no_name_means_two_bodies_valid_in_one_year_anywhere_in_the_nation(publication: Publication) -> None:
    national = [body for body in publication.bodies if body.territory == "Indonesia"]
    shared = [
        (one.id, other.id)
        for one, other in combinations(national, 2)
        if {folded(name) for name in one.names} & {folded(name) for name in other.names}
    ]
    assert shared == []


def test_ids_are_addresses_and_categories_are_codes_of_the_contract(publication: Publication) -> None:
    for body in publication.bodies:
        assert body.id == slug(body.id), body.id
        assert body.category in CATEGORIES, body.id
    assert len({body.id for body in publication.bodies}) == len(publication.bodies) == 457


def test_succession_has_no_circles(publication: Publication) -> None:
    assert circular(links_of(publication.bodies)) == []
    renamed = Succession.RENAMED
    assert circular([Link("b", "a", renamed), Link("a", "b", renamed)]) == ["a", "b"]


def test_a_new_name_continues_the_body_and_a_split_does_not(publication: Publication) -> None:
    links = links_of(publication.bodies)
    assert same_body("kementerian-komunikasi-dan-digital", links) == (
        "kementerian-komunikasi-dan-informatika",
        "kementerian-komunikasi-dan-digital",
    )
    assert same_body("kementerian-hukum", links) == ("kementerian-hukum",)
    assert same_body("kementerian-pelindungan-pekerja-migran-indonesia", links) == (
        "badan-nasional-penempatan-dan-perlindungan-tenaga-kerja-indonesia",
        "badan-pelindungan-pekerja-migran-indonesia",
        "kementerian-pelindungan-pekerja-migran-indonesia",
    )


@pytest.mark.parametrize(
    ("successor", "predecessors", "kind"),
    [
        ("kementerian-komunikasi-dan-digital", {"kementerian-komunikasi-dan-informatika"}, Succession.RENAMED),
        ("uin-syekh-wasil-kediri", {"iain-kediri"}, Succession.RENAMED),
        ("kementerian-hak-asasi-manusia", {"kementerian-hukum-dan-hak-asasi-manusia"}, Succession.SPLIT),
        (
            "kementerian-perumahan-dan-kawasan-permukiman",
            {"kementerian-pekerjaan-umum-dan-perumahan-rakyat"},
            Succession.SPLIT,
        ),
        (
            "badan-riset-dan-inovasi-nasional",
            {
                "lembaga-ilmu-pengetahuan-indonesia",
                "lembaga-penerbangan-dan-antariksa-nasional",
                "badan-tenaga-nuklir-nasional",
                "badan-pengkajian-dan-penerapan-teknologi",
            },
            Succession.MERGED,
        ),
        (
            "pt-pelabuhan-indonesia",
            {f"pt-pelabuhan-indonesia-{number}" for number in ("i", "ii", "iii", "iv")},
            Succession.MERGED,
        ),
    ],
)
def test_known_successions(publication: Publication, successor: str, predecessors: set[str], kind: Succession) -> None:
    found = [link for link in links_of(publication.bodies) if link.successor == successor]
    assert {link.predecessor for link in found} == predecessors
    assert {link.kind for link in found} == {kind}


@pytest.mark.parametrize(
    ("printed", "year", "body"),
    [
        ("Kementerian Riset dan Teknologi", 2019, "kementerian-riset-dan-teknologi"),
        ("Kominfo", 2021, "kementerian-komunikasi-dan-informatika"),
        ("Komdigi", 2025, "kementerian-komunikasi-dan-digital"),
        (
            "Perum LPPNPI (AirNav Indonesia)",
            2022,
            "perum-lembaga-penyelenggara-pelayanan-navigasi-penerbangan-indonesia",
        ),
    ],
)
def test_a_body_is_found_by_its_other_names(register: Register, printed: str, year: int, body: str) -> None:
    assert [found.id for found in register.matches(printed, NATION, year)] == [body]


def test_a_name_outside_its_years_is_not_that_body(register: Register) -> None:
    assert register.matches("Kominfo", NATION, 2025) == []
