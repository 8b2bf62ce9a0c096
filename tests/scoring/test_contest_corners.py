"""Contests at their corners: parts with panels and adjustments, places by territory, what is not published."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from fractions import Fraction

import pytest

from scoring.contest import Entry, Mark, contest
from scoring.entries import contest_faults
from scoring.numbers import Mode, Rounding
from scoring.provisions import Award, AwardKind, Group, KeyKind, Ranking, RankingKey, Ties
from scoring.rules import Band, DeclaredRounding, RuleSet, Setting, Step
from scoring.stage_rules import Adjustment, Change, KnownFact, Panel, Part, Stage

HALVES = (
    Part("verifikasi", "Verifikasi", Setting(Fraction(75))),
    Part("presentasi", "Presentasi", Setting(Fraction(25))),
)
VISIT = RuleSet(
    "uji", 2030, 1, "Uji", "draft", Fraction(100),
    bands=(Band("atas", "Atas", Setting(Fraction(80))), Band("tengah", "Tengah", Setting(Fraction(60)))),
    stages=(Stage("saq", "Kuesioner", Setting(Fraction(0))), Stage("visitasi", "Visitasi", Setting(Fraction(100)), parts=HALVES)),
    facts=(KnownFact("hadir", "Pimpinan hadir"), KnownFact("sendiri", "Menyampaikan sendiri")),
    panels=(Panel("visitasi.presentasi"),),
    adjustments=(
        Adjustment("a", "Hadir", "visitasi.presentasi", "hadir", Change.ADD, Setting(Fraction(10))),
        Adjustment("b", "Sendiri", "visitasi", "sendiri", Change.MULTIPLY, Setting(Fraction(11, 10)), Fraction(95)),
    ),
)  # fmt: skip
ONE = replace(VISIT, stages=(Stage("saq", "Kuesioner", Setting(Fraction(100))),), panels=(), adjustments=())
TRUE = {"hadir": True, "sendiri": True}


def visited(*marks: int, **facts: bool) -> Entry:
    given = {"visitasi.presentasi": [Mark(Fraction(mark), str(n)) for n, mark in enumerate(marks)]}
    values = {"saq": Fraction(0), "visitasi.verifikasi": Fraction(80)}
    return Entry("A", "opd", values=values, marks=given, facts=facts)


def scored(*rows: tuple[str, str | None, int]) -> list[Entry]:
    return [Entry(body, "opd", territory, values={"saq": Fraction(value)}) for body, territory, value in rows]


@pytest.mark.parametrize(
    ("facts", "value"),
    [
        ({"hadir": False, "sendiri": False}, Fraction(80)),
        ({"hadir": True, "sendiri": False}, Fraction(165, 2)),
        ({"hadir": True, "sendiri": True}, Fraction(363, 4)),
    ],
)
def test_marks_and_adjustments_of_a_part_enter_before_those_of_its_stage(
    facts: dict[str, bool], value: Fraction
) -> None:
    """0,75 x 80 + 0,25 x 80 = 80; with 10 for the part 82,5; times 1,1 it is 90,75."""
    found = contest(VISIT, [visited(70, 90, **facts)]).bodies[0].combined
    assert found.exact == value
    assert [(panel.place, panel.value, panel.marks) for panel in found.panels] == [("visitasi.presentasi", 80, 2)]


def test_a_cap_of_its_own_and_the_order_of_the_file_hold() -> None:
    """100 for the part stays 100: 0,75 x 80 + 25 = 85, times 1,1 is 93,5; from 90 on the cap of 95 holds."""
    assert contest(VISIT, [visited(100, **TRUE)]).bodies[0].combined.exact == Fraction(187, 2)
    high = replace(visited(100, **TRUE), values={"saq": Fraction(0), "visitasi.verifikasi": Fraction(90)})
    assert contest(VISIT, [high]).bodies[0].combined.exact == 95


def test_an_adjustment_of_a_part_does_nothing_where_the_stage_is_given_whole() -> None:
    whole = Entry(
        "A", "opd", values={"saq": Fraction(0), "visitasi": Fraction(50)}, facts={"hadir": True, "sendiri": False}
    )
    assert contest(VISIT, [whole]).bodies[0].combined.exact == 50
    both = replace(whole, marks={"visitasi.presentasi": [Mark(Fraction(80), "Juri")]})
    assert [str(fault) for fault in contest_faults(VISIT, [both])] == [
        "A, visitasi.presentasi: tahap ini sudah diberi nilai utuh"
    ]


def test_an_adjustment_that_was_never_published_refuses_only_where_it_would_apply() -> None:
    unknown = Adjustment("a", "Hadir", "visitasi.presentasi", "hadir", Change.ADD, Setting(None, label="besar Hadir"))
    rules = replace(VISIT, adjustments=(unknown,))
    refused = contest(rules, [visited(80, hadir=True)]).bodies[0].combined
    assert (refused.exact, refused.refused[0]) == (None, "besar Hadir uji/2030 tidak dipublikasikan")
    assert contest(rules, [visited(80, hadir=False)]).bodies[0].combined.exact == 80


def test_places_are_given_in_territories_and_nowhere_else() -> None:
    rules = replace(ONE, ranking=Ranking(per=Group.TERRITORY))
    found = contest(rules, scored(("A", "barat", 90), ("B", "timur", 70), ("C", "barat", 80), ("D", None, 99)))
    assert [outcome.place for outcome in found.bodies] == [1, 1, 2, None]
    assert found.bodies[3].combined.notes == ("tanpa peringkat: wilayah belum diketahui",)


@pytest.mark.parametrize(
    ("ties", "places"), [(Ties.COMPETITION, [1, 2, 2, 4]), (Ties.DENSE, [1, 2, 2, 3]), (Ties.SEQUENTIAL, [1, 2, 2, 4])]
)
def test_places_are_shared_as_the_rules_say(ties: Ties, places: list[int]) -> None:
    rules = replace(ONE, ranking=Ranking(ties=ties, assumption="peringkat"))
    found = contest(rules, scored(("A", None, 99), ("B", None, 98), ("C", None, 98), ("D", None, 90)))
    assert [outcome.place for outcome in found.bodies] == places
    assert [outcome.combined.assumptions for outcome in found.bodies] == [(), ("peringkat",), ("peringkat",), ()]


def test_the_earlier_sending_is_the_same_instant_in_every_zone_and_needs_one() -> None:
    rules = replace(ONE, ranking=Ranking(ties=Ties.SEQUENTIAL, keys=(RankingKey(KeyKind.SUBMITTED),)))
    first, second = scored(("A", None, 98), ("B", None, 98))
    times = ("2026-09-17T23:30:00+07:00", "2026-09-18T01:00:00+09:00")
    sent = [replace(e, submitted=datetime.fromisoformat(t)) for e, t in zip((first, second), times, strict=True)]
    assert [outcome.place for outcome in contest(rules, sent).bodies] == [2, 1]
    naive = replace(first, submitted=datetime(2026, 9, 17, tzinfo=UTC).replace(tzinfo=None))
    assert [str(fault) for fault in contest_faults(rules, [naive])] == [
        "A, 2026-09-17T00:00:00: waktu kirim tanpa zona waktu"
    ]


def test_a_title_of_a_class_is_not_given_where_the_class_is_refused() -> None:
    rules = replace(ONE, awards=(Award("predikat", "Predikat", AwardKind.CLASS, class_code="tengah"),))
    found = contest(rules, scored(("A", None, 60), ("B", None, 59)))
    assert found.awards == {"predikat": ("A",)}
    assert found.of("B").combined.refused == ("kelas di bawah Tengah uji/2030 tidak dipublikasikan",)


def test_a_champion_of_printed_numbers_is_one_of_equals_where_the_rules_truncate() -> None:
    """97,625 and 97,62 are both printed 97,62."""
    cut = {Step.FINAL: DeclaredRounding(Rounding(2, Mode.TRUNCATE))}
    rules = replace(ONE, rounding=cut, awards=(Award("juara", "Juara", AwardKind.CHAMPION),))
    entries = [Entry(body, "opd", values={"saq": Fraction(value)}) for body, value in (("A", "97.625"), ("B", "97.62"))]
    assert contest(rules, entries).awards == {"juara": ("A", "B")}
