"""What pages and `monev results` ask of published results; expected numbers are those of the published tables."""

import re

import pytest

from tests.workflow import published
from workflow import Results
from workflow.comparability import Known
from workflow.errors import BadInputError
from workflow.published import Search, Succession
from workflow.results import PAGE

KEYS = [
    "year",
    "scope",
    "level",
    "body_id",
    "body",
    "category",
    "score",
    "class",
    "place",
    "source",
    "certainty",
    "note",
    "chosen",
    "reason",
]


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> Results:
    return published.shipped(tmp_path_factory.mktemp("hasil"))


# The counts of the nation, as printed.


@pytest.mark.parametrize(
    ("year", "total", "counts"),
    [
        (2020, 348, (60, 34, 61, 47, 146)),
        (2021, 337, (83, 63, 54, 37, 100)),
        (2023, 369, (139, 43, 13, 27, 147)),
        (2025, 387, (197, 21, 14, 34, 121)),
    ],
)
def test_the_classes_of_the_nation_close(results: Results, year: int, total: int, counts: tuple[int, ...]) -> None:
    spread = next(one for one in results.spreads("nasional") if one.year == year)
    assert tuple(count for _, count in spread.parts) == counts
    assert (spread.total, spread.rest, spread.fault) == (total, 0, "")


@pytest.mark.parametrize(
    ("year", "total", "informatif", "rest"),
    [(2018, 460, 15, 142), (2019, 355, 34, 132), (2022, 372, 122, 158), (2024, 363, 162, 62)],
)
def test_classes_that_were_not_printed_stay_a_remainder(
    results: Results, year: int, total: int, informatif: int, rest: int
) -> None:
    spread = next(one for one in results.spreads("nasional") if one.year == year)
    assert (spread.total, spread.cells["informatif"].value, spread.rest) == (total, informatif, rest)


def test_the_remainder_of_2022_can_only_be_tidak_informatif(results: Results) -> None:
    spread = next(one for one in results.spreads("nasional") if one.year == 2022)
    assert (spread.rest, spread.rest_class) == (158, "tidak_informatif")


@pytest.mark.parametrize(
    ("scope", "group", "year", "measure", "value", "total"),
    [
        ("nasional", "all", 2021, "informatif", 83, 337),
        ("nasional", "all", 2023, "informatif", 139, 369),
        ("nasional", "BUMN", 2021, "assessed", 101, 101),
        ("nasional", "Pemerintah Provinsi", 2024, "informatif", 22, 34),
        ("jabar", "all", 2024, "informatif", 70, 146),
        ("dki", "all", 2025, "informatif", 189, 829),
        ("bali", "all", 2025, "passed_to_visitation", 116, None),
        ("kalbar", "all", 2025, "informatif", 77, 147),
    ],
)
def test_disputed_counts_have_one_choice_with_its_reason(
    results: Results, scope: str, group: str, year: int, measure: str, value: int, total: int | None
) -> None:
    spread = next(one for one in results.spreads(scope, group) if one.year == year)
    cell = spread.cells[measure]
    assert (cell.value, cell.total, cell.disputed) == (value, total, True)
    assert len(cell.rows) > 1
    assert cell.reason.endswith(".")


def test_no_other_count_is_disputed(results: Results) -> None:
    disputed = [
        (scope.code, group, spread.year, cell.measure)
        for scope in results.scopes()
        for group in results.spread_groups(scope.code)
        for spread in results.spreads(scope.code, group)
        for cell in spread.cells.values()
        if cell.disputed
    ]
    assert len(disputed) == 9


def test_states_stay_beside_the_classes(results: Results) -> None:
    sumsel = results.spreads("sumsel")[0]
    assert sumsel.parts[-1] == ("not_registered", 70)
    assert sum(count for _, count in sumsel.parts) == sumsel.total == 318
    diy = next(one for one in results.spreads("diy") if one.year == 2021)
    assert (diy.parts, diy.total, diy.rest) == ((("informatif", 89), ("not_registered", 28)), 383, 266)


def test_classes_that_add_up_to_more_than_the_bodies_are_not_drawn(results: Results) -> None:
    bantul = {one.year: one.fault for one in results.spreads("kabupaten-bantul")}
    assert bantul == {2023: "", 2025: "tidak_menutup"}


# Rows as the command prints them.


def test_every_row_of_2021_is_printed_with_the_keys_of_the_contract(results: Results) -> None:
    rows = results.as_json("nasional", 2021)
    assert len(rows) == 68
    assert all(list(row) == KEYS for row in rows)
    assert all(row["chosen"] for row in rows)


def test_the_ten_informatif_provinces_of_2021(results: Results) -> None:
    rows = [
        row
        for row in results.as_json("nasional", 2021)
        if row["category"] == "pemprov" and row["class"] == "informatif"
    ]
    assert [(row["place"], row["body"], row["score"]) for row in sorted(rows, key=lambda row: row["place"])] == [
        (1, "Provinsi Jawa Tengah", "98.17"),
        (2, "Provinsi Aceh", "96.93"),
        (3, "Provinsi Nusa Tenggara Barat", "96.77"),
        (4, "Provinsi DKI Jakarta", "96.41"),
        (5, "Provinsi Riau", "95.81"),
        (6, "Provinsi Kepulauan Bangka Belitung", "95.56"),
        (7, "Provinsi Kalimantan Timur", "93.79"),
        (8, "Provinsi Bali", "93.62"),
        (9, "Provinsi Banten", "91.70"),
        (10, "Provinsi Daerah Istimewa Yogyakarta", "91.23"),
    ]


def test_a_row_that_another_source_contradicts_says_why_it_stands(results: Results) -> None:
    row = next(row for row in results.as_json("nasional", 2021) if row["body_id"] == "provinsi-dki-jakarta")
    assert (row["score"], row["place"], row["certainty"], row["chosen"]) == ("96.41", 4, "ambiguous", True)
    assert "96,77 adalah nilai NTB" in row["reason"]


def test_what_was_not_printed_is_null(results: Results) -> None:
    row = next(row for row in results.as_json("nasional", 2014) if row["body"] == "Universitas Brawijaya")
    assert (row["score"], row["class"], row["place"]) == (None, None, 2)


@pytest.mark.parametrize(
    ("asked", "code", "rows"),
    [
        ("nasional", "nasional", 536),
        ("pusat", "nasional", 536),
        ("jateng", "jateng", 43),
        ("jawa-tengah", "jateng", 43),
        ("Jawa Tengah", "jateng", 43),
        ("di_yogyakarta", "diy", 21),
        ("bawaslu-ri", "bawaslu", 25),
        ("kabupaten-bantul", "kabupaten-bantul", 0),
        ("kalsel", "kalsel", 0),
    ],
)
def test_a_scope_is_known_by_its_code_and_by_the_text_of_the_table(
    results: Results, asked: str, code: str, rows: int
) -> None:
    found = results.as_json(asked)
    assert results.scope(asked).code == code
    assert len(found) == rows
    assert {row["scope"] for row in found} <= {code}


def test_an_unknown_scope_is_refused_with_those_there_are(results: Results) -> None:
    with pytest.raises(BadInputError, match=r"Cakupan atlantis tidak dikenal. Pakai salah satu: nasional, aceh"):
        results.as_json("atlantis", 2021)


# Lists.


def test_the_list_holds_every_body_of_the_scope_once(results: Results) -> None:
    found = results.find(Search(scope="nasional"))
    ids = [
        line.series.body.id for page in range(1, found.pages + 1) for line in results.browse(found.search, page).lines
    ]
    assert len(ids) == len(set(ids)) == found.total == 174
    assert found.pages == -(-174 // PAGE)


def test_a_list_shows_eight_years_up_to_the_newest(results: Results) -> None:
    listing = results.browse(Search(scope="nasional"))
    assert listing.years == tuple(range(2018, 2026))


def test_a_body_is_found_by_abbreviation_and_by_parts_of_its_name(results: Results) -> None:
    def names(text: str) -> list[str]:
        return [line.series.body.id for line in results.browse(Search(text, "nasional")).lines]

    assert names("PPATK") == ["pusat-pelaporan-dan-analisis-transaksi-keuangan"]
    assert names("kominfo") == ["kementerian-komunikasi-dan-informatika"]
    assert names("gadjah universitas") == ["universitas-gadjah-mada"]
    assert names("100%_") == []


def test_a_name_outside_the_filters_is_found_outside_them(results: Results) -> None:
    found = results.find(Search("sleman", "nasional"))
    assert (found.elsewhere, found.total, found.search.scope) == (True, 6, "")
    inside = results.find(Search("sleman", "diy"))
    assert (inside.elsewhere, inside.total) == (False, 6)
    nowhere = results.find(Search("atlantis", "nasional"))
    assert (nowhere.elsewhere, nowhere.total) == (False, 0)


def test_a_body_without_results_is_found_by_name_only(results: Results) -> None:
    found = results.find(Search("Kementerian Transmigrasi"))
    assert found.total == 2
    lines = results.browse(found.search).lines
    assert {line.series.body.id: len(line.results) for line in lines} == {
        "kementerian-desa-pembangunan-daerah-tertinggal-dan-transmigrasi": 3,
        "kementerian-transmigrasi": 0,
    }
    assert "kementerian-transmigrasi" not in {
        line.series.body.id for page in (1, 2, 3, 4) for line in results.browse(Search(scope="nasional"), page).lines
    }


def test_a_body_of_two_categories_is_one_line_and_found_under_both(results: Results) -> None:
    assert len(results.browse(Search("Ombudsman Republik", "nasional")).lines) == 1
    for group in ("Lembaga Negara dan LPNK", "Lembaga Non Struktural"):
        assert results.find(Search("Ombudsman Republik", "nasional", group)).total == 1


def test_an_export_holds_every_row_of_what_is_listed(results: Results) -> None:
    rows = list(results.export(Search(scope="nasional")))
    assert len(rows) == 536
    assert len(list(results.export(Search(scope="nasional", group="Partai Politik")))) == 35
    assert all(row.body_id == body.id for body, row in rows)


# A body over the years.


def test_a_story_has_one_point_per_year_and_no_point_for_a_gap(results: Results) -> None:
    story = results.story("kementerian-keuangan")
    assert story is not None
    assert [(point.result.year, point.result.score, point.result.class_code) for point in story.points] == [
        (2015, "99.722", None),
        (2016, None, None),
        (2017, "95.39", "menuju_informatif"),
        (2018, "96.90", "informatif"),
        (2019, None, "informatif"),
        (2020, None, "informatif"),
        (2021, "97.45", "informatif"),
    ]
    assert story.years == tuple(range(2015, 2026))


def test_a_story_is_drawn_against_the_limits_of_each_period(results: Results) -> None:
    story = results.story("kementerian-keuangan")
    assert story is not None
    known = [(one.first, one.last, one.known, [str(limit.lower) for limit in one.limits[:1]]) for one in story.periods]
    assert known[:2] == [(2015, 2015, Known.NONE, []), (2016, 2017, Known.PUBLISHED, ["97"])]
    assert known[2][0] == 2018
    assert known[2][3] == ["90"]


def test_a_renamed_body_is_one_story_and_the_axis_ends_with_the_newest_round(results: Results) -> None:
    new, old = (
        results.story("kementerian-komunikasi-dan-digital"),
        results.story("kementerian-komunikasi-dan-informatika"),
    )
    assert new is not None
    assert old is not None
    assert [point.result for point in new.points] == [point.result for point in old.points]
    assert [point.result.year for point in new.points] == [2015, 2016, 2018, 2019, 2021, 2025]
    assert new.body.id != old.body.id


def test_a_split_body_is_a_story_of_its_own_with_links(results: Results) -> None:
    whole, part = results.story("kementerian-hukum-dan-hak-asasi-manusia"), results.story("kementerian-hukum")
    assert whole is not None
    assert part is not None
    assert [point.result.year for point in part.points] == [2024]
    assert [(one.body.id, one.link.kind) for one in part.before] == [(whole.body.id, Succession.SPLIT)]
    assert {one.body.id for one in whole.after} == {
        "kementerian-hukum",
        "kementerian-hak-asasi-manusia",
        "kementerian-imigrasi-dan-pemasyarakatan",
    }
    assert whole.years[-1] == 2024


def test_a_body_assessed_by_two_owners_has_two_stories(results: Results) -> None:
    usk = results.story("universitas-syiah-kuala")
    assert usk is not None
    assert [scope.code for scope in usk.scopes] == ["nasional", "aceh"]
    aceh = results.story("universitas-syiah-kuala", "aceh")
    assert aceh is not None
    assert [(point.result.year, point.result.scope) for point in aceh.points] == [(2019, "aceh")]


def test_a_class_that_its_year_contradicts_is_kept_and_pointed_out(results: Results) -> None:
    story = results.story("provinsi-gorontalo")
    assert story is not None
    point = next(point for point in story.points if point.result.year == 2022)
    assert (point.result.score, point.result.class_code) == ("47.49", "tidak_informatif")
    assert point.contradicted == "Kurang Informatif"
    assert [other.contradicted for other in story.points if other is not point] == ["", "", ""]


def test_other_printed_values_stand_beside_the_point(results: Results) -> None:
    story = results.story("provinsi-dki-jakarta")
    assert story is not None
    point = next(point for point in story.points if point.result.year == 2021)
    assert [(other.field, other.value) for other in point.others] == [("score", "96.77"), ("place", "3")]


def test_an_unknown_body_has_no_story_and_one_without_results_an_empty_one(results: Results) -> None:
    assert results.story("kementerian-sihir") is None
    empty = results.story("kementerian-transmigrasi")
    assert empty is not None
    assert (empty.points, empty.years, empty.periods) == ((), (), ())


# One category in one year.


def test_a_category_stands_by_score_and_says_how_many_were_announced(results: Results) -> None:
    standing = results.standing("nasional", "Pemerintah Provinsi", 2021)
    assert (standing.published, standing.assessed) == (18, 34)
    scores = [row.score for _, row in standing.rows]
    assert scores[:4] == ["98.17", "96.93", "96.77", "96.41"]
    assert scores[-1] is None
    numbers = [float(score) for score in scores if score]
    assert numbers == sorted(numbers, reverse=True)


def test_scores_are_ordered_as_numbers_and_not_as_text(results: Results) -> None:
    rows = results.standing("nasional", "Partai Politik", 2022).rows
    assert [(body.label, row.score) for body, row in rows][:3] == [
        ("PDI Perjuangan", "99.50"),
        ("Gerindra", "99.50"),
        ("Demokrat", "98.70"),
    ]


def test_a_number_of_bodies_that_was_not_printed_stays_unknown(results: Results) -> None:
    standing = results.standing("nasional", "Pemerintah Provinsi", 2025)
    assert (standing.published, standing.assessed) == (11, None)


def test_the_page_of_a_standing_holds_the_body_asked_for(results: Results) -> None:
    own = ("provinsi-banten",)
    standing = results.standing("nasional", "Pemerintah Provinsi", 2021, size=4, own=own)
    assert "provinsi-banten" in {body.id for body, _ in standing.rows}
    assert standing.start > 0
    top = results.standing("nasional", "Pemerintah Provinsi", 2021, size=4)
    assert "provinsi-banten" not in {body.id for body, _ in top.rows}


def test_every_printed_number_keeps_its_digits(results: Results) -> None:
    rows = results.as_json("nasional")
    assert all(re.fullmatch(r"\d{1,3}(\.\d+)?", row["score"]) for row in rows if row["score"] is not None)
    assert {row["score"] for row in rows} >= {"99.722", "96.6", "86", "98.00", "45.560"}
