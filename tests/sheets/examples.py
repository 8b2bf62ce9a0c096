"""Small questionnaires built in code, one for each family of rules that a workbook has to carry."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from scoring.facts import Answer
from scoring.numbers import Mode, Rounding
from scoring.rules import (
    Assumption,
    Band,
    Blank,
    ClassOn,
    CountBand,
    DeclaredRounding,
    Evidence,
    Evidenceless,
    Indicator,
    Kind,
    Legal,
    Level,
    NotApplicable,
    Question,
    Questionnaire,
    RuleSet,
    Setting,
    ShownWhen,
    Source,
    Step,
)


def setting(value: object) -> Setting:
    """Return a published number."""
    return Setting(Fraction(str(value)), label="bobot", ref=("uji",), grade="B")


def level(code: str, points: object, label: str = "", definition: str = "") -> Level:
    """Return a level worth `points`."""
    return Level(code, label or code.replace("_", " ").capitalize(), Fraction(str(points)), definition)


BANDS = tuple(
    Band(code, label, setting(lower))
    for code, label, lower in (
        ("informatif", "Informatif", 90),
        ("menuju_informatif", "Menuju Informatif", 80),
        ("cukup_informatif", "Cukup Informatif", 60),
        ("kurang_informatif", "Kurang Informatif", 40),
        ("tidak_informatif", "Tidak Informatif", 0),
    )
)
INDICATORS = (
    Indicator("umumkan", "Mengumumkan informasi", setting(40)),
    Indicator("layani", "Melayani permohonan", setting(35)),
    Indicator("lembaga", "Kelembagaan", setting(25)),
)
RULES = RuleSet(
    owner="uji", year=2025, version=1, title="Uji monev 2025", state="published", maximum=Fraction(100),
    bands=BANDS, indicators=INDICATORS,
    assumptions={"bobot_sama": Assumption("bobot_sama", "Bobot butir sama.", "Tidak diterbitkan.")},
    sources={"uji": Source("uji", "Pedoman latihan", "https://contoh.go.id/pedoman")},
)  # fmt: skip
LETTERS = (
    level("a", "1", "A", "lengkap dan mutakhir"), level("b", "3/4", "B"), level("c", "1/2", "C"), level("d", 0, "D"),
)  # fmt: skip
THIRDS = (level("penuh", "1/3"), level("separuh_penuh", "1/6", "Separuh penuh"), level("nihil", 0))
DOCUMENTS = (level("sop", "1/2", "SOP layanan"), level("sk", "1/2", "SK PPID"), level("dip", 1, "Daftar informasi"))
CHANNELS = (
    level("semua", 3, "Semua kanal"),
    level("sebagian", "3/2", "Sebagian kanal"),
    level("tak_ada", 0, "Tak ada"),
)


def question(code: str, indicator: str, weight: object = 1, **more: object) -> Question:
    """Return a question with every text filled."""
    return Question(
        code=code, text=f"Apakah butir {code} tersedia di situs resmi badan publik?", indicator=indicator,
        weight=setting(weight), group=f"Kelompok {indicator}", help="Terpenuhi bila dapat dibuka tanpa masuk akun.",
        remedy="Tayangkan di situs.", evidence=Evidence(text="Tautan halaman situs resmi"),
        legal=(Legal("Perki 1/2021 Ps 14", False), Legal("UU 14/2008 Ps 9", True)), ref=("uji",), grade="B", **more,
    )  # fmt: skip


QUESTIONS = (
    question("1.1", "umumkan"),
    question("1.2", "umumkan", levels=LETTERS),
    question("1.3", "umumkan", 2, not_applicable=NotApplicable.FULL),
    question("1.4", "umumkan", 3, kind=Kind.OPTION, options=CHANNELS),
    question("2.1", "layani", 2, kind=Kind.MULTIPLE, options=DOCUMENTS, yes_without_evidence=Evidenceless.KEEP),
    question("2.2", "layani", 2, kind=Kind.MULTIPLE, options=DOCUMENTS, all_or_nothing=True, not_applicable=NotApplicable.ZERO),
    question(
        "2.3", "layani", 2, kind=Kind.NUMBER, yes_without_evidence=Evidenceless.KEEP, not_applicable=NotApplicable.FULL,
        counts=(CountBand(Fraction(20), Fraction(1)), CountBand(Fraction(26), Fraction(2))),
    ),
    question("3.0", "lembaga", scored=False),
    question("3.1", "lembaga", yes_without_evidence=Evidenceless.KEEP),
    question("3.2", "lembaga", shown_when=ShownWhen("3.1", ("ya",))),
    question("3.3", "lembaga", not_applicable=NotApplicable.DROP_WEIGHT),
    question("2.4", "layani", kind=Kind.NUMBER, levels=LETTERS, counts=(CountBand(Fraction(10), Fraction(1)),)),
    question("3.4", "lembaga", shown_when=ShownWhen("1.4", ("semua", "sebagian"))),
    question("3.5", "lembaga", shown_when=ShownWhen("2.1", ("sop", "sk"))),
    question("3.6", "lembaga", "1/3", shown_when=ShownWhen("3.2", ("tidak",)), levels=THIRDS),
    question("3.7", "lembaga", shown_when=ShownWhen("2.3", ("tidak_berlaku",)), scored=False),
)  # fmt: skip
FULL = Questionnaire(RULES, "opd", "Organisasi perangkat daerah", INDICATORS, QUESTIONS)


def plain() -> Questionnaire:
    """Return the questionnaire without questions that come or go: every weight is fixed."""
    fixed = tuple(q for q in QUESTIONS if q.not_applicable is not NotApplicable.DROP_WEIGHT and q.shown_when is None)
    return replace(FULL, questions=fixed)


def droppable() -> Questionnaire:
    """Return one in which whole indicators may drop."""
    drop = NotApplicable.DROP_WEIGHT
    changed = tuple(replace(q, not_applicable=drop) if q.indicator == "lembaga" and q.scored else q for q in QUESTIONS)
    return replace(FULL, questions=changed)


def rounded(step: Step, mode: Mode, places: int = 2) -> Questionnaire:
    """Return one that rounds at `step`."""
    printing = DeclaredRounding(Rounding(places, mode))
    return replace(FULL, rules=replace(RULES, rounding={**RULES.rounding, step: printing}))


def changed(**rules: object) -> Questionnaire:
    """Return the full questionnaire under changed rules."""
    return replace(FULL, rules=replace(RULES, **rules))


PENDING = changed(blank=Blank.PENDING, claimed_yes="pending")
CLAIMED = changed(claimed_yes="b", class_on=ClassOn.EXACT)

STEPS = tuple(Fraction(step) for step in ("-1/10", "-1/200", "-1/300", "0", "1/300", "1/200"))
_LADDER = (Indicator("tangga", "Tangga", setting(100)),)


def thousand() -> Questionnaire:
    """Return one whose maximum is 1000."""
    weights = (400, 350, 250)
    indicators = tuple(replace(i, weight=setting(weight)) for i, weight in zip(INDICATORS, weights, strict=True))
    return replace(changed(maximum=Fraction(1000), indicators=indicators), indicators=indicators)


def odd() -> Questionnaire:
    """Return one whose weights have no end as decimals, with an unpublished bound and a class that starts above 0."""
    weights = ("100/3", "100/7", "1100/21")
    indicators = tuple(replace(i, weight=setting(weight)) for i, weight in zip(INDICATORS, weights, strict=True))
    bands = (
        Band("informatif", "Informatif", setting(85), "85-100", Fraction(85), Fraction(100)),
        Band("cukup_informatif", "Cukup Informatif", Setting(None), "55-69,9", Fraction(55), Fraction("69.9")),
        Band("kurang_informatif", "Kurang Informatif", setting(30), "30-<55", Fraction(30), Fraction(55), True),
    )
    return replace(changed(indicators=indicators, bands=bands), indicators=indicators)


def ladder(class_on: ClassOn) -> Questionnaire:
    """Return one in which every total in steps of 1/600 can be reached: a choice for each rung."""
    rungs = tuple(sorted({Fraction(bound) + step for bound in (40, 60, 80, 90) for step in STEPS} | {Fraction(100)}))
    options = tuple(level(f"r{at}", rung, f"Anak tangga {at}") for at, rung in enumerate(reversed(rungs)))
    item = question("T", "tangga", 100, kind=Kind.OPTION, options=options, yes_without_evidence=Evidenceless.KEEP)
    return replace(changed(class_on=class_on, indicators=_LADDER), indicators=_LADDER, questions=(item,))


def climb(questionnaire: Questionnaire, mark: Fraction) -> dict[str, Answer]:
    """Return the answers whose total is `mark`; a rung that does not exist is no answer."""
    codes = [option.code for option in questionnaire.questions[0].options if option.points == mark]
    return {"T": Answer(codes[0])} if codes else {}


def huge() -> Questionnaire:
    """Return one whose weights have a common denominator beyond what a spreadsheet divides exactly."""
    primes = (1_000_003, 1_000_033, 1_000_037)
    parts = [Fraction(prime // 3, prime) for prime in primes]
    weights = [part * 100 / sum(parts) for part in parts]
    indicators = tuple(replace(i, weight=setting(weight)) for i, weight in zip(INDICATORS, weights, strict=True))
    return replace(changed(indicators=indicators), indicators=indicators)
