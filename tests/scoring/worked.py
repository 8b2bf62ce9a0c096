"""The rules of the worked examples: three classes, a questionnaire, a visit behind a gate, titles."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from scoring.contest import Mark
from scoring.provisions import Award, AwardKind, Condition, Gate, GateCondition, Group
from scoring.rules import (
    Band,
    MissingStage,
    Question,
    RuleSet,
    Setting,
    Stage,
    Status,
)
from scoring.stage_rules import Aggregate, KnownFact, Panel, Part

BANDS = (
    Band("atas", "Atas", Setting(Fraction(80))),
    Band("tengah", "Tengah", Setting(Fraction(60))),
    Band("bawah", "Bawah", Setting(Fraction(0))),
)
LINKS = ("https://ppid.contoh.go.id/dokumen",)
RULES = RuleSet("uji", 2030, 7, "Uji", "draft", Fraction(100), bands=BANDS)
YES = Question("Q1", "Butir", "satu", Setting(Fraction(1)))

CONTEST = replace(
    RULES,
    statuses=(Status("tidak_dinilai", "Tidak dinilai"),),
    stages=(
        Stage("saq", "Kuesioner", Setting(Fraction(60))),
        Stage("visitasi", "Visitasi", Setting(Fraction(40)), MissingStage.ZERO),
    ),
    facts=(KnownFact("hadir", "Pimpinan hadir"),),
    gates=(Gate("g", "Gerbang", ("saq",), "visitasi", (GateCondition(Condition.THRESHOLD, Setting(Fraction(60))),)),),
    panels=(Panel("visitasi", Aggregate.MEAN, "rerata"),),
    awards=(
        Award("juara", "Juara", AwardKind.CHAMPION),
        Award("tamu", "Tamu terbaik", AwardKind.CHAMPION, on="visitasi", per=Group.TERRITORY),
        Award("predikat", "Predikat", AwardKind.CLASS, class_code="tengah"),
        Award("desa", "Desa", AwardKind.CHAMPION, categories=("desa",)),
    ),
)
MARKS = {"visitasi": [Mark(Fraction(80), "Ani"), Mark(Fraction(91), "Budi")]}

PARTS = (Part("a", "Bagian A", Setting(Fraction(75), "tiga perempat")), Part("b", "Bagian B", Setting(Fraction(25))))
PARTED = replace(CONTEST, stages=(CONTEST.stages[0], replace(CONTEST.stages[1], parts=PARTS)), gates=())
