"""Generated contests: few values near the bounds, so that bodies tie, pass and stop."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from fractions import Fraction

from hypothesis import strategies as st

from scoring.contest import Entry, Mark
from scoring.numbers import Rounding, parse_exact
from scoring.provisions import (
    Award,
    AwardKind,
    Border,
    Condition,
    Gate,
    GateCondition,
    Group,
    KeyKind,
    Ranking,
    RankingKey,
    Ties,
)
from scoring.rules import Band, ClassOn, DeclaredRounding, RuleSet, Setting, Status, Step
from scoring.stage_rules import Adjustment, Aggregate, Change, KnownFact, MissingStage, Panel, Stage

START = datetime(2026, 9, 1, tzinfo=UTC)
NUMBERS = [
    parse_exact(text) for text in ("0", "40", "59.996", "60", "60.01", "64.99", "65", "79.99", "80", "92.5", "100")
]
BANDS = tuple(
    Band(code, code, Setting(Fraction(lower))) for code, lower in (("atas", 80), ("tengah", 60), ("bawah", 0))
)
numbers = st.sampled_from(NUMBERS)
chances = st.sampled_from(["opd", "desa"])


@st.composite
def conditions(draw: st.DrawFn) -> tuple[GateCondition, ...]:
    kinds = draw(st.lists(st.sampled_from(list(Condition)), min_size=1, max_size=3, unique=True))
    return tuple(
        GateCondition(
            kind,
            value=Setting(draw(numbers) if kind is Condition.THRESHOLD else Fraction(draw(st.integers(1, 3)))),
            strict=draw(st.booleans()),
            per=draw(st.sampled_from(Group)),
            ties=draw(st.sampled_from(Border)),
            class_code="tengah",
            categories=("desa",),
            fact="hadir",
        )
        for kind in kinds
    )


@st.composite
def rule_sets(draw: st.DrawFn) -> RuleSet:
    """Return rules with a website check, a questionnaire and two stages behind gates, the last before a panel."""
    weights = draw(st.sampled_from([(10, 50, 20, 20), (0, 70, 15, 15), (25, 25, 25, 25)]))
    missing = st.sampled_from([MissingStage.ZERO, MissingStage.CARRY, MissingStage.RENORMALISE, MissingStage.EXCLUDE])
    codes = ("website", "saq", "visitasi", "uji_publik")
    otherwise = st.sampled_from([None, *[policy for policy in MissingStage if policy is not MissingStage.UNPUBLISHED]])
    keys = (RankingKey(KeyKind.STAGE, "website"), RankingKey(KeyKind.FACT, "hadir"), RankingKey(KeyKind.SUBMITTED))
    return RuleSet(
        "uji", 2030, 1, "Uji", "draft", Fraction(100),
        rounding={Step.STAGE: DeclaredRounding(Rounding(2))} if draw(st.booleans()) else {},
        bands=BANDS,
        statuses=(Status("tidak_dinilai", "Tidak dinilai"),),
        stages=tuple(Stage(code, code, Setting(Fraction(w)), draw(missing)) for code, w in zip(codes, weights, strict=True)),
        facts=(KnownFact("hadir", "Hadir"),),
        gates=(
            Gate("satu", "Satu", ("saq",), "visitasi", draw(conditions()), draw(st.sampled_from(ClassOn)), "anggapan", draw(otherwise)),
            Gate("dua", "Dua", draw(st.sampled_from([("website", "saq"), ("website", "saq"), ()])), "uji_publik", draw(conditions()), draw(st.sampled_from(ClassOn)), None, draw(otherwise)),
            Gate("tiga", "Tiga", ("visitasi",), "uji_publik", draw(conditions()), ClassOn.PUBLISHED, None, draw(otherwise)),
        ),
        panels=(Panel("uji_publik", draw(st.sampled_from(Aggregate)), "rerata", draw(st.sampled_from([None, 2]))),),
        adjustments=(Adjustment("kali", "Kali", "visitasi", "hadir", Change.MULTIPLY, Setting(Fraction(3, 2))),),
        ranking=Ranking(
            draw(st.sampled_from(ClassOn)), draw(st.sampled_from(Ties)), "peringkat", draw(st.sampled_from(Group)),
            keys if draw(st.booleans()) else (),
        ),
        awards=(
            Award("juara", "Juara", AwardKind.CHAMPION, places=2, per=draw(st.sampled_from(Group))),
            Award("predikat", "Predikat", AwardKind.CLASS, on="saq", class_code="tengah"),
        ),
    )  # fmt: skip


@st.composite
def bodies(draw: st.DrawFn, name: str) -> Entry:
    values = {code: draw(numbers) for code in ("website", "saq", "visitasi") if draw(st.integers(0, 5))}
    marks = [Mark(draw(numbers), f"Penilai {n}") for n in range(draw(st.integers(0, 4)))]
    return Entry(
        name,
        draw(chances),
        territory=draw(st.sampled_from(["barat", "timur", None])),
        status=draw(st.sampled_from([None, None, None, None, "tidak_dinilai"])),
        values=values,
        marks={"uji_publik": marks},
        facts={"hadir": draw(st.booleans())} if draw(st.integers(0, 3)) else {},
        submitted=START + timedelta(hours=draw(st.integers(0, 2))) if draw(st.booleans()) else None,
    )


@st.composite
def fields(draw: st.DrawFn) -> list[Entry]:
    return [draw(bodies(f"Badan {n}")) for n in range(draw(st.integers(1, 6)))]
