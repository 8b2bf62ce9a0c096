"""Which of several printed values stands for all (rules in data/README.md)."""

from dataclasses import replace

from workflow.choosing import choose_results, spreads
from workflow.published import OtherValue, Result, Tally

ROW = Result(
    number=1, year=2021, scope="nasional", level="national", body_id="b", body="B", group="Kementerian",
    category="kementerian", score="90.00", class_code="informatif", place=None, saq_score=None,
    presentation_score=None, sources=("https://a",), certainty="news item", note="", remark="",
)  # fmt: skip
COUNT = Tally(1, 2021, "nasional", "all", "informatif", 6, 10, "https://a", "", "")


def _chosen(*rows: Result) -> tuple[int, str]:
    found = [row for row in choose_results(rows) if row.chosen]
    assert len(found) == 1
    return found[0].number, found[0].reason


def test_a_single_row_is_chosen_and_needs_no_reason() -> None:
    assert _chosen(ROW) == (1, "")


def test_a_single_row_with_another_printed_value_says_why_it_was_kept() -> None:
    other = OtherValue(2021, "nasional", "b", "score", "99.00", "https://z", "Salah cetak.")
    assert choose_results([ROW], [other])[0].reason == "Salah cetak."


def test_the_more_certain_source_wins_over_more_sources() -> None:
    listed = replace(ROW, number=3, score="88.00", certainty="exact from a list")
    twice = replace(ROW, number=2, sources=("https://b", "https://c"))
    assert _chosen(ROW, twice, listed) == (3, "Dipilih sumber yang paling pasti: dari daftar hasil.")


def test_among_equally_certain_sources_the_value_printed_most_often_wins() -> None:
    rows = (ROW, replace(ROW, number=2, score="91.00"), replace(ROW, number=3, score="91.00", sources=("https://c",)))
    assert _chosen(*rows) == (2, "Dipilih nilai yang dicetak 2 dari 3 sumber.")


def test_a_row_with_a_value_wins_over_an_empty_one() -> None:
    empty = replace(ROW, score=None, class_code=None, place=3)
    assert _chosen(empty, replace(ROW, number=2)) == (2, "Dipilih baris yang mencetak nilai atau kelas.")


def test_the_first_of_equals_is_chosen_and_said_to_be() -> None:
    rows = (ROW, replace(ROW, number=2, score="91.00"))
    assert _chosen(*rows) == (1, "Sumber sama kuat; dipilih yang pertama dalam tabel.")


def test_sources_that_agree_are_said_to_agree() -> None:
    assert _chosen(ROW, replace(ROW, number=2, sources=("https://b",))) == (1, "Semua sumber mencetak nilai yang sama.")


def test_another_year_or_scope_is_another_choice() -> None:
    rows = choose_results([ROW, replace(ROW, number=2, year=2022), replace(ROW, number=3, scope="aceh")])
    assert [row.chosen for row in rows] == [True, True, True]


def _spread(*counts: Tally):
    return spreads(counts)[0]


def _all_classes(informatif: int) -> list[Tally]:
    rest = {"menuju_informatif": 1, "cukup_informatif": 1, "kurang_informatif": 1, "tidak_informatif": 1}
    rows = [replace(COUNT, count=informatif)]
    return rows + [replace(COUNT, number=at, measure=code, count=n) for at, (code, n) in enumerate(rest.items(), 2)]


def test_the_count_that_closes_the_sum_wins_over_the_one_printed_more_often() -> None:
    slips = [replace(COUNT, number=9 + at, count=7, source=f"https://s{at}") for at in range(3)]
    cell = _spread(*_all_classes(6), *slips).cells["informatif"]
    assert (cell.value, cell.disputed) == (6, True)
    assert cell.reason == "Dipilih angka yang membuat jumlah kelas sama dengan jumlah badan."


def test_without_a_closing_sum_the_count_printed_more_often_wins() -> None:
    again = replace(COUNT, number=2, source="https://b")
    slip = replace(COUNT, number=3, count=7, source="https://c")
    cell = _spread(COUNT, again, slip).cells["informatif"]
    assert (cell.value, cell.reason) == (6, "Dipilih nilai yang dicetak 2 dari 3 sumber.")


def test_a_count_picked_by_hand_wins_over_every_rule() -> None:
    picked = replace(COUNT, number=2, count=5, source="https://b", preferred="Laman komisi sendiri.")
    cell = _spread(COUNT, replace(COUNT, number=3, source="https://c"), picked).cells["informatif"]
    assert (cell.value, cell.reason) == (5, "Laman komisi sendiri.")


def test_counts_that_agree_are_not_disputed() -> None:
    cell = _spread(COUNT, replace(COUNT, number=2, source="https://b", total=None)).cells["informatif"]
    assert (cell.value, cell.total, cell.disputed, cell.reason) == (6, 10, False, "")


def test_the_same_address_counts_once() -> None:
    rows = (
        COUNT,
        replace(COUNT, number=2, count=7, source="https://b"),
        replace(COUNT, number=3, count=7, source="https://b"),
    )
    assert _spread(*rows).cells["informatif"].value == 6


def test_bodies_without_a_printed_class_are_a_remainder() -> None:
    spread = _spread(COUNT)
    assert (spread.parts, spread.total, spread.rest, spread.rest_class, spread.fault) == (
        (("informatif", 6),),
        10,
        4,
        None,
        "",
    )


def test_a_remainder_names_a_class_only_where_one_class_is_missing() -> None:
    rows = [row for row in _all_classes(4) if row.measure != "tidak_informatif"]
    spread = _spread(*rows)
    assert (spread.rest, spread.rest_class) == (3, "tidak_informatif")
    unregistered = replace(COUNT, number=8, measure="not_registered", count=1)
    assert _spread(*rows, unregistered).rest_class is None


def test_without_a_number_of_bodies_there_is_no_share() -> None:
    spread = _spread(replace(COUNT, total=None))
    assert (spread.total, spread.rest, spread.fault) == (None, 0, "tanpa_jumlah")


def test_classes_that_exceed_the_bodies_make_no_share() -> None:
    spread = _spread(COUNT, replace(COUNT, number=2, measure="menuju_informatif", count=5))
    assert (spread.fault, spread.rest) == ("tidak_menutup", 0)


def test_bodies_that_did_not_register_are_a_state_and_not_a_class() -> None:
    state = replace(COUNT, measure="not_registered", count=3)
    assert _spread(state).fault == "tanpa_kelas"
    assert _spread(COUNT, replace(state, number=2)).parts == (("informatif", 6), ("not_registered", 3))


def test_kurang_and_tidak_counted_together_stand_in_only_where_they_are_not_split() -> None:
    together = replace(COUNT, number=2, measure="kurang_tidak_informatif", count=4)
    assert _spread(COUNT, together).parts == (("informatif", 6), ("kurang_tidak_informatif", 4))
    split = replace(COUNT, number=3, measure="tidak_informatif", count=3)
    assert _spread(COUNT, together, split).parts == (("informatif", 6), ("tidak_informatif", 3))


def test_bodies_assessed_are_counted_before_totals_of_classes() -> None:
    assessed = replace(COUNT, number=2, measure="assessed", count=12, total=40)
    assert _spread(COUNT, assessed).total == 12


def test_a_total_of_states_serves_where_classes_print_none() -> None:
    returned = replace(COUNT, number=2, measure="returned_saq", count=8, total=20)
    assert _spread(replace(COUNT, total=None), returned).total == 20
    assert _spread(COUNT, returned).total == 10
