"""What a rules file says, leaves open or is silent about is what the kernel computes with: every key once, by hand."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from questionnaires import Library
from scoring.numbers import Mode, Rounding
from scoring.provisions import (
    Award,
    AwardKind,
    Border,
    Bracket,
    Condition,
    Gate,
    GateCondition,
    Group,
    KeyKind,
    Measure,
    MeasureKind,
    Objection,
    ObjectionMode,
    Ranking,
    RankingKey,
    Ties,
)
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
    MissingStage,
    NotApplicable,
    Part,
    Question,
    RuleSet,
    Setting,
    ShownWhen,
    Source,
    Stage,
    Status,
    Step,
)
from scoring.stage_rules import Adjustment, Aggregate, Change, KnownFact, Panel

STATED = """
owner = "uji"
year = 2030
version = 3
state = "published"
title = "Aturan lengkap"
reason = "Semua kunci ditulis sekali."
maximum = 200
period = "layanan tahun 2029"

[[sources]]
id = "s"
title = "Pedoman"
url = "https://ki.go.id/pedoman"

[[sources]]
id = "t"
title = "Lampiran"

[arithmetic]
blank = "pending"
claimed_yes = "b"
unjudged_yes = "pending"
yes_without_evidence = "keep"
question_weights = "relative"
class_on = "exact"
ref = "s"
grade = "B"

[[rounding.points]]
at = "stage"
places = 1
mode = "truncate"
ref = "s"
grade = "B"

[[rounding.points]]
at = "final"
places = 3
mode = "half_even"
ref = "s"
grade = "B"

[[categories]]
code = "opd"
label = "Organisasi perangkat daerah"
file = "opd.toml"

[[indicators]]
code = "profil"
label = "Profil"
weight = 120
ref = ["s", "t"]
grade = "A"

[[indicators]]
code = "layanan"
label = "Layanan"
weight = 80
ref = "t"
grade = "C"

[[scales]]
code = "bagian"
label = "Tiga tingkat"
ref = "s"
grade = "B"
levels = [
  { code = "a", label = "A", share = 1, definition = "Seluruhnya ada." },
  { code = "b", label = "B", share = "1/3" },
  { code = "c", label = "C", share = 0 },
]

[[scales]]
code = "pilihan"
ref = "s"
grade = "B"
levels = [{ code = "situs", label = "Situs", points = 6 }, { code = "papan", label = "Papan", points = 1.5 }]

[[bands]]
code = "atas"
label = "Atas"
lower = 80
printed = "80-<100"
printed_from = 80
printed_to = 100
printed_to_open = true
color = "hijau"
ref = "s"
grade = "A"

[[bands]]
code = "bawah"
label = "Bawah"
lower = 0
ref = "t"
grade = "B"

[[statuses]]
code = "tidak_dinilai"
label = "Tidak dinilai"
ref = "s"
grade = "B"

[[stages]]
code = "saq"
label = "Kuesioner"
weight = 60
missing = "exclude"
ref = "s"
grade = "A"

[[stages]]
code = "visitasi"
label = "Kunjungan"
weight = 30
missing = "carry"
carry_to = "uji_publik"
parts = [{ code = "dokumen", label = "Dokumen", weight = 75 }, { code = "paparan", label = "Paparan", weight = 25 }]
ref = "t"
grade = "B"

[[stages]]
code = "uji_publik"
label = "Uji publik"
weight = 10
given_as = "points"
missing = "zero"
categories = ["opd"]
ref = "s"
grade = "B"

[[stages]]
code = "uji_publik"
label = "Uji publik desa"
weight = 10
categories = ["desa"]
ref = "s"
grade = "B"

[[facts]]
code = "hadir"
label = "Pimpinan hadir"
ref = "s"
grade = "B"

[[gates]]
id = "ambang"
label = "Ambang kuesioner"
on = "saq"
before = "visitasi"
value = "exact"
any_of = [
  { kind = "threshold", value = 60.5, strict = true },
  { kind = "rank", value = 7, per = "territory", ties = "keys" },
  { kind = "class", class = "atas" },
  { kind = "category", categories = ["opd", "desa"] },
  { kind = "fact", fact = "hadir" },
]
otherwise = "renormalise"
categories = ["opd"]
ref = "t"
grade = "C"

[[panels]]
stage = "visitasi.paparan"
aggregate = "trimmed_mean"
minimum = 3
assessors = "territory"
ref = "s"
grade = "B"

[[adjustments]]
id = "bonus"
label = "Pimpinan hadir"
stage = "visitasi"
when = "hadir"
kind = "multiply"
value = "3/2"
cap = 95
ref = "t"
grade = "C"

[ranking]
number = "exact"
ties = "sequential"
per = "all"
keys = [{ by = "stage", of = "saq" }, { by = "fact", of = "hadir" }, { by = "submitted" }]
ref = "s"
grade = "B"

[[awards]]
id = "juara"
label = "Juara"
kind = "champion"
on = "saq"
per = "territory"
places = 3
categories = ["opd"]
ref = "s"
grade = "B"

[[awards]]
id = "predikat"
label = "Predikat"
kind = "class"
class = "atas"
ref = "s"
grade = "B"

[objection]
on = "saq"
mode = "data"
days = 5
ref = "s"
grade = "A"

[[measures]]
code = "berita"
label = "Berita"
kind = "frequency"
per = "week"
at_least = 2
ref = "s"
grade = "B"

[[measures]]
code = "laju"
label = "Laju"
kind = "rate"
minimum_audience = 1000
brackets = [{ code = "kecil", label = "Kecil", lower = 0 }, { code = "besar", label = "Besar", lower = 10000 }]
ref = "s"
grade = "B"

[[measures]]
code = "aduan"
label = "Aduan"
kind = "response"
within = 24
buckets = [3, 24]
ref = "s"
grade = "B"
"""

QUESTIONS = """
category = "opd"
label = "Organisasi perangkat daerah"

[[questions]]
code = "U-1"
indicator = "profil"
group = "Berkala"
text = "Apakah profil diumumkan?"
weight = 60
scale = "bagian"
yes_without_evidence = "zero"
not_applicable = "full"
help = "Terpenuhi bila profil tampil."
remedy = "Tayangkan profil di situs."
evidence = { kinds = ["tautan", "pdf"], text = "Tautan", count = 2, max_mb = 2.5, sample = 3, period = "tahun_lalu", own_site = true }
legal = [{ text = "Perki 1/2021", checked = true }, { text = "UU 14/2008", checked = false }]
continues = "uji/2029:L-1"
ref = ["s", "t"]
grade = "A"

[[questions]]
code = "U-2"
indicator = "profil"
group = "Berkala"
text = "Di mana diumumkan?"
kind = "option"
weight = 6
scale = "pilihan"
help = "Pilih tempat yang utama."
remedy = "Umumkan di situs."
evidence = { kinds = ["gambar"], text = "Foto" }
shown_when = { question = "U-1", choices = ["ya", "tidak"] }
ref = "s"
grade = "B"

[[questions]]
code = "U-3"
indicator = "layanan"
group = "Ruang"
text = "Sarana apa yang ada?"
kind = "multiple"
weight = 9
all_or_nothing = true
scale = "pilihan"
help = "Pilih semua yang ada."
remedy = "Lengkapi sarana layanan."
evidence = { kinds = ["gambar"], text = "Foto" }
ref = "s"
grade = "B"

[[questions]]
code = "U-4"
indicator = "layanan"
group = "Ruang"
text = "Berapa permohonan dijawab?"
kind = "number"
weight = 2
counts = [{ lower = 20, points = 1.5 }, { lower = 26, points = 2 }]
help = "Hitung permohonan setahun."
remedy = "Jawab semua permohonan."
evidence = { kinds = ["pdf"], text = "Register" }
ref = "s"
grade = "B"

[[questions]]
code = "U-5"
indicator = "layanan"
group = "Ruang"
text = "Apakah ada difabel?"
weight = 1
scored = false
help = "Ditanyakan sebagai data."
remedy = "Tidak perlu tindakan."
evidence = { kinds = ["tautan"], text = "" }
ref = "s"
grade = "B"
"""

SILENT = """
owner = "uji"
year = 2030
version = 3
state = "draft"
title = "Aturan diam"
reason = "Tidak menyebut apa pun lagi."
"""


def library(root: Path, rules: str, questions: str = "") -> Library:
    folder = root / "uji" / "2030@3"
    folder.mkdir(parents=True)
    (folder / "rules.toml").write_text(rules, encoding="utf-8")
    if questions:
        (folder / "opd.toml").write_text(questions, encoding="utf-8")
    found = Library(root)
    assert found.check() == []
    return found


def known(
    value: Fraction | int | str, label: str, ref: str = "s", grade: str = "B", assumption: str | None = None
) -> Setting:
    return Setting(Fraction(value), assumption, label, tuple(ref.split()), grade)


GATE = Gate(
    id="ambang",
    label="Ambang kuesioner",
    on=("saq",),
    before="visitasi",
    any_of=(
        GateCondition(Condition.THRESHOLD, known("60.5", "ambang gerbang Ambang kuesioner", "t", "C"), strict=True),
        GateCondition(
            Condition.RANK, known(7, "jumlah yang lolos gerbang Ambang kuesioner", "t", "C"), per=Group.TERRITORY,
            ties=Border.KEYS,
        ),
        GateCondition(Condition.CLASS, class_code="atas"),
        GateCondition(Condition.CATEGORY, categories=("opd", "desa")),
        GateCondition(Condition.FACT, fact="hadir"),
    ),
    number=ClassOn.EXACT,
    otherwise=MissingStage.RENORMALISE,
    categories=("opd",),
)  # fmt: skip

RULE_SET = RuleSet(
    owner="uji",
    year=2030,
    version=3,
    title="Aturan lengkap",
    state="published",
    maximum=Fraction(200),
    blank=Blank.PENDING,
    claimed_yes="b",
    unjudged_yes="pending",
    class_on=ClassOn.EXACT,
    default_rounding=DeclaredRounding(Rounding(2, Mode.HALF_UP), "pembulatan_baku"),
    rounding={
        Step.STAGE: DeclaredRounding(Rounding(1, Mode.TRUNCATE)),
        Step.FINAL: DeclaredRounding(Rounding(3, Mode.HALF_EVEN)),
    },
    bands=(
        Band("atas", "Atas", known(80, "batas bawah Atas", grade="A"), "80-<100", Fraction(80), Fraction(100), True),
        Band("bawah", "Bawah", known(0, "batas bawah Bawah", "t")),
    ),
    half_open_assumption="batas_setengah_terbuka",
    statuses=(Status("tidak_dinilai", "Tidak dinilai"),),
    stages=(
        Stage("saq", "Kuesioner", known(60, "bobot tahap Kuesioner", grade="A"), MissingStage.EXCLUDE),
        Stage(
            "visitasi", "Kunjungan", known(30, "bobot tahap Kunjungan", "t"), MissingStage.CARRY, None, "uji_publik",
            (
                Part("dokumen", "Dokumen", known(75, "bobot visitasi.dokumen", "t")),
                Part("paparan", "Paparan", known(25, "bobot visitasi.paparan", "t")),
            ),
        ),
        Stage(
            "uji_publik", "Uji publik", known(10, "bobot tahap Uji publik"), MissingStage.ZERO, categories=("opd",),
            in_points=True,
        ),
        Stage("uji_publik", "Uji publik desa", known(10, "bobot tahap Uji publik desa"), categories=("desa",)),
    ),
    facts=(KnownFact("hadir", "Pimpinan hadir"),),
    gates=(GATE,),
    panels=(Panel("visitasi.paparan", Aggregate.TRIMMED_MEAN, None, 3, True),),
    adjustments=(
        Adjustment(
            "bonus", "Pimpinan hadir", "visitasi", "hadir", Change.MULTIPLY,
            known("3/2", "besar Pimpinan hadir", "t", "C"), Fraction(95),
        ),
    ),
    ranking=Ranking(
        ClassOn.EXACT, Ties.SEQUENTIAL, None, Group.ALL,
        (RankingKey(KeyKind.STAGE, "saq"), RankingKey(KeyKind.FACT, "hadir"), RankingKey(KeyKind.SUBMITTED)),
    ),
    awards=(
        Award("juara", "Juara", AwardKind.CHAMPION, "saq", Group.TERRITORY, 3, "", ("opd",)),
        Award("predikat", "Predikat", AwardKind.CLASS, class_code="atas"),
    ),
    objection=Objection("saq", ObjectionMode.DATA, 5),
    measures=(
        Measure("berita", "Berita", MeasureKind.FREQUENCY, "week", 2),
        Measure(
            "laju", "Laju", MeasureKind.RATE, minimum_audience=Fraction(1000),
            brackets=(Bracket("kecil", "Kecil", Fraction(0)), Bracket("besar", "Besar", Fraction(10000))),
        ),
        Measure("aduan", "Aduan", MeasureKind.RESPONSE, within=Fraction(24), buckets=(Fraction(3), Fraction(24))),
    ),
    indicators=(
        Indicator("profil", "Profil", known(120, "bobot indikator Profil", "s t", "A")),
        Indicator("layanan", "Layanan", known(80, "bobot indikator Layanan", "t", "C")),
    ),
    sources={"s": Source("s", "Pedoman", "https://ki.go.id/pedoman"), "t": Source("t", "Lampiran", "")},
)  # fmt: skip
"""The assumptions that serve every rule set aside."""

SHARED = (
    "pembulatan_baku", "kelas_dari_nilai_terbit", "batas_setengah_terbuka", "peringkat_baku",
    "gerbang_dari_nilai_terbit", "seri_di_batas_ikut", "rerata_penilai",
)  # fmt: skip


@pytest.mark.parametrize("name", [name for name in RuleSet.__dataclass_fields__ if name != "assumptions"])
def test_what_a_rules_file_states_is_what_the_kernel_is_given(tmp_path: Path, name: str) -> None:
    found = library(tmp_path, STATED, QUESTIONS).rule_set("uji/2030")
    assert getattr(found, name) == getattr(RULE_SET, name)


def test_the_assumptions_of_a_rule_set_are_the_shared_ones_and_its_own(tmp_path: Path) -> None:
    own = '[[assumptions]]\nid = "rata"\ntext = "Semua butir sama."\nreason = "Tidak diterbitkan."\n'
    found = library(tmp_path, SILENT + own).rule_set("uji/2030")
    assert tuple(found.assumptions) == (*SHARED, "rata")
    assert found.assumptions["rata"] == Assumption("rata", "Semua butir sama.", "Tidak diterbitkan.")
    assert found.assumptions["rerata_penilai"].text == "Nilai dari beberapa penilai adalah rerata semua nilai itu."


def test_a_file_that_is_silent_gives_the_kernel_the_usual_rules_with_their_assumptions(tmp_path: Path) -> None:
    found = library(tmp_path, SILENT).rule_set("uji/2030")
    assert found == RuleSet(
        owner="uji",
        year=2030,
        version=3,
        title="Aturan diam",
        state="draft",
        maximum=Fraction(100),
        class_on_assumption="kelas_dari_nilai_terbit",
        default_rounding=DeclaredRounding(Rounding(2, Mode.HALF_UP), "pembulatan_baku"),
        half_open_assumption="batas_setengah_terbuka",
        ranking=Ranking(assumption="peringkat_baku"),
        assumptions=found.assumptions,
    )


def test_every_kind_of_question_arrives_as_it_was_written(tmp_path: Path) -> None:
    found = library(tmp_path, STATED, QUESTIONS).questionnaire("uji/2030", "opd")
    situs, papan = Level("situs", "Situs", Fraction(6)), Level("papan", "Papan", Fraction("1.5"))
    foto = Evidence(("gambar",), "Foto")
    assert (found.category, found.label, found.body, found.reason) == ("opd", "Organisasi perangkat daerah", "", "")
    assert found.indicators == RULE_SET.indicators
    assert found.questions == (
        Question(
            code="U-1", text="Apakah profil diumumkan?", indicator="profil",
            weight=known(60, "bobot butir U-1", "s t", "A"), group="Berkala", levels=(
                Level("a", "A", Fraction(60), "Seluruhnya ada."), Level("b", "B", Fraction(20)), Level("c", "C", Fraction(0)),
            ),
            yes_without_evidence=Evidenceless.ZERO, not_applicable=NotApplicable.FULL,
            help="Terpenuhi bila profil tampil.", remedy="Tayangkan profil di situs.",
            evidence=Evidence(("tautan", "pdf"), "Tautan", 2, Fraction("2.5"), 3, "tahun_lalu", True),
            legal=(Legal("Perki 1/2021", True), Legal("UU 14/2008", False)),
            continues="uji/2029:L-1", ref=("s", "t"), grade="A",
        ),
        Question(
            code="U-2", text="Di mana diumumkan?", indicator="profil", weight=known(6, "bobot butir U-2"),
            group="Berkala", kind=Kind.OPTION, options=(situs, papan), yes_without_evidence=Evidenceless.KEEP,
            shown_when=ShownWhen("U-1", ("ya", "tidak")), help="Pilih tempat yang utama.",
            remedy="Umumkan di situs.", evidence=foto, ref=("s",), grade="B",
        ),
        Question(
            code="U-3", text="Sarana apa yang ada?", indicator="layanan", weight=known(9, "bobot butir U-3"),
            group="Ruang", kind=Kind.MULTIPLE, options=(situs, papan), all_or_nothing=True,
            yes_without_evidence=Evidenceless.KEEP, help="Pilih semua yang ada.", remedy="Lengkapi sarana layanan.",
            evidence=foto, ref=("s",), grade="B",
        ),
        Question(
            code="U-4", text="Berapa permohonan dijawab?", indicator="layanan", weight=known(2, "bobot butir U-4"),
            group="Ruang", kind=Kind.NUMBER, counts=(CountBand(Fraction(20), Fraction("1.5")), CountBand(Fraction(26), Fraction(2))),
            yes_without_evidence=Evidenceless.KEEP, help="Hitung permohonan setahun.",
            remedy="Jawab semua permohonan.", evidence=Evidence(("pdf",), "Register"), ref=("s",), grade="B",
        ),
        Question(
            code="U-5", text="Apakah ada difabel?", indicator="layanan", weight=known(1, "bobot butir U-5"),
            group="Ruang", scored=False, yes_without_evidence=Evidenceless.KEEP, help="Ditanyakan sebagai data.",
            remedy="Tidak perlu tindakan.", evidence=Evidence(("tautan",), ""), ref=("s",), grade="B",
        ),
    )  # fmt: skip


OPEN = """
owner = "uji"
year = 2030
version = 3
state = "draft"
title = "Aturan terbuka"
reason = "Tidak ada angka yang diterbitkan."
%s
[arithmetic]
ref = []
grade = "nf"

[[rounding.points]]
at = "indicator"
places = "nf"
mode = "nf"
ref = []
grade = "nf"

[[rounding.points]]
at = "question"
places = 4
mode = "nf"
ref = []
grade = "nf"

[[rounding.points]]
at = "final"
places = "nf"
mode = "truncate"
ref = []
grade = "nf"

[[indicators]]
code = "profil"
label = "Profil"
weight = "nf"
ref = []
grade = "nf"

[[bands]]
code = "atas"
label = "Atas"
lower = "nf"
printed = "80"
ref = []
grade = "nf"

[[stages]]
code = "saq"
label = "Kuesioner"
weight = "nf"
ref = []
grade = "nf"

[[stages]]
code = "visitasi"
label = "Kunjungan"
weight = "nf"
parts = [{ code = "dokumen", label = "Dokumen", weight = "nf" }, { code = "paparan", label = "Paparan", weight = "nf" }]
ref = []
grade = "nf"

[[facts]]
code = "hadir"
label = "Hadir"
ref = []
grade = "nf"

[[gates]]
id = "ambang"
on = "saq"
before = "visitasi"
any_of = [{ kind = "threshold", value = "nf" }, { kind = "rank", value = "nf" }]
ref = []
grade = "nf"

[[gates]]
id = "lain"
on = "nf"
before = "visitasi"
any_of = [{ kind = "fact", fact = "hadir" }]
ref = []
grade = "nf"

[[panels]]
stage = "visitasi.paparan"
ref = []
grade = "nf"

[[adjustments]]
id = "bonus"
label = "Hadir"
stage = "visitasi"
when = "hadir"
kind = "add"
value = "nf"
ref = []
grade = "nf"

[ranking]
keys = [{ by = "submitted" }]
ref = []
grade = "nf"

[objection]
on = "saq"
mode = "nf"
days = "nf"
ref = []
grade = "nf"
"""

FILLS = """
[[assumptions]]
id = "isi"
text = "Semua yang terbuka diisi."
reason = "Tidak diterbitkan sama sekali."
fills = [
  { key = "indicators.profil.weight", value = 100 },
  { key = "bands.atas.lower", value = "161/2" },
  { key = "stages.saq.weight", value = 55 },
  { key = "stages.visitasi.weight", value = 45 },
  { key = "stages.saq.missing", value = "exclude" },
  { key = "stages.visitasi.missing", value = "renormalise" },
  { key = "stages.visitasi.parts.dokumen.weight", value = 35.5 },
  { key = "stages.visitasi.parts.paparan.weight", value = 64.5 },
  { key = "rounding.points.indicator.places", value = 5 },
  { key = "rounding.points.indicator.mode", value = "half_even" },
  { key = "rounding.points.question.mode", value = "truncate" },
  { key = "rounding.points.final.places", value = 0 },
  { key = "arithmetic.class_on", value = "exact" },
  { key = "ranking.number", value = "exact" },
  { key = "ranking.ties", value = "dense" },
  { key = "gates.ambang.value", value = "exact" },
  { key = "gates.ambang.threshold", value = 70 },
  { key = "gates.ambang.rank", value = 4 },
  { key = "gates.ambang.ties", value = "keys" },
  { key = "panels.visitasi.paparan.aggregate", value = "median" },
  { key = "adjustments.bonus.value", value = -5 },
]
"""


def condition(kind: Condition, name: str, value: int | None, **further: object) -> GateCondition:
    setting = Setting(None if value is None else Fraction(value), None if value is None else "isi", name)
    return GateCondition(kind, setting, **further)  # type: ignore[arg-type]


def test_what_the_sources_leave_open_is_filled_by_the_file_s_own_assumption(tmp_path: Path) -> None:
    """Every key of the list in docs/rules-format.md that an assumption can fill in rules.toml."""
    rules = library(tmp_path, OPEN % FILLS).rule_set("uji/2030")

    def filled(value: int | str, label: str) -> Setting:
        return Setting(Fraction(value), "isi", label)

    assert rules.indicators == (Indicator("profil", "Profil", filled(100, "bobot indikator Profil")),)
    assert rules.bands == (Band("atas", "Atas", filled("80.5", "batas bawah Atas"), "80"),)
    assert rules.stages == (
        Stage("saq", "Kuesioner", filled(55, "bobot tahap Kuesioner"), MissingStage.EXCLUDE, "isi"),
        Stage(
            "visitasi", "Kunjungan", filled(45, "bobot tahap Kunjungan"), MissingStage.RENORMALISE, "isi",
            parts=(
                Part("dokumen", "Dokumen", filled("35.5", "bobot visitasi.dokumen")),
                Part("paparan", "Paparan", filled("64.5", "bobot visitasi.paparan")),
            ),
        ),
    )  # fmt: skip
    assert rules.rounding == {
        Step.INDICATOR: DeclaredRounding(Rounding(5, Mode.HALF_EVEN), "isi"),
        Step.QUESTION: DeclaredRounding(Rounding(4, Mode.TRUNCATE), "isi"),
        Step.FINAL: DeclaredRounding(Rounding(0, Mode.TRUNCATE), "isi"),
    }
    assert (rules.class_on, rules.class_on_assumption) == (ClassOn.EXACT, "isi")
    assert rules.ranking == Ranking(ClassOn.EXACT, Ties.DENSE, "isi", keys=(RankingKey(KeyKind.SUBMITTED),))
    assert rules.gates == (
        Gate(
            "ambang", "ambang", ("saq",), "visitasi",
            (
                condition(Condition.THRESHOLD, "ambang gerbang ambang", 70),
                condition(
                    Condition.RANK, "jumlah yang lolos gerbang ambang", 4, ties=Border.KEYS, ties_assumption="isi"
                ),
            ),
            ClassOn.EXACT, "isi",
        ),
        Gate(
            "lain", "lain", (), "visitasi", (GateCondition(Condition.FACT, fact="hadir"),),
            number_assumption="gerbang_dari_nilai_terbit",
        ),
    )  # fmt: skip
    assert rules.panels == (Panel("visitasi.paparan", Aggregate.MEDIAN, "isi"),)
    assert rules.adjustments[0].value == filled(-5, "besar Hadir")
    assert rules.objection == Objection("saq", ObjectionMode.UNPUBLISHED, None)


def test_what_nothing_fills_stays_open_or_rests_on_a_shared_assumption(tmp_path: Path) -> None:
    rules = library(tmp_path, OPEN % "").rule_set("uji/2030")
    assert rules.indicators[0].weight == Setting(None, None, "bobot indikator Profil")
    assert rules.bands[0].lower == Setting(None, None, "batas bawah Atas")
    assert [(stage.weight.value, stage.missing, stage.missing_assumption) for stage in rules.stages] == [
        (None, MissingStage.UNPUBLISHED, None)
    ] * 2
    assert [part.weight for part in rules.stages[1].parts] == [
        Setting(None, None, "bobot visitasi.dokumen"),
        Setting(None, None, "bobot visitasi.paparan"),
    ]
    assert rules.rounding == {
        Step.INDICATOR: DeclaredRounding(Rounding(2, Mode.HALF_UP), "pembulatan_baku"),
        Step.QUESTION: DeclaredRounding(Rounding(4, Mode.HALF_UP), "pembulatan_baku"),
        Step.FINAL: DeclaredRounding(Rounding(2, Mode.TRUNCATE), "pembulatan_baku"),
    }
    assert (rules.class_on, rules.class_on_assumption) == (ClassOn.PUBLISHED, "kelas_dari_nilai_terbit")
    assert rules.ranking == Ranking(assumption="peringkat_baku", keys=(RankingKey(KeyKind.SUBMITTED),))
    assert (rules.gates[0].number, rules.gates[0].number_assumption) == (
        ClassOn.PUBLISHED,
        "gerbang_dari_nilai_terbit",
    )
    assert rules.gates[0].any_of == (
        condition(Condition.THRESHOLD, "ambang gerbang ambang", None),
        condition(Condition.RANK, "jumlah yang lolos gerbang ambang", None, ties_assumption="seri_di_batas_ikut"),
    )
    assert rules.panels == (Panel("visitasi.paparan", Aggregate.MEAN, "rerata_penilai"),)
    assert rules.adjustments[0].value == Setting(None, None, "besar Hadir")


def test_a_ranking_of_which_one_key_is_open_names_the_assumption_of_that_key(tmp_path: Path) -> None:
    ranking = '[ranking]\nnumber = "{}"\nties = "{}"\nref = []\ngrade = "nf"\n'
    number = library(tmp_path / "a", SILENT + ranking.format("nf", "dense")).rule_set("uji/2030").ranking
    ties = library(tmp_path / "b", SILENT + ranking.format("exact", "nf")).rule_set("uji/2030").ranking
    assert number == Ranking(ClassOn.PUBLISHED, Ties.DENSE, "peringkat_baku")
    assert ties == Ranking(ClassOn.EXACT, Ties.COMPETITION, "peringkat_baku")


WEIGHTS = """
[[assumptions]]
id = "{id}"
text = "Semua butir sama bobotnya."
reason = "Tidak diterbitkan sama sekali."
fills = [{fills}]
"""
ALL, ONE = '{ key = "questions.*.weight", value = 3 }', '{ key = "questions.U-1.weight", value = 5 }'


def test_a_weight_of_a_question_is_filled_by_its_own_key_before_the_key_of_all(tmp_path: Path) -> None:
    rules = STATED.replace("[arithmetic]", WEIGHTS.format(id="rata", fills=f"{ALL}, {ONE}") + "\n[arithmetic]", 1)
    questions = QUESTIONS.replace("weight = 60", 'weight = "nf"').replace("weight = 2\n", 'weight = "nf"\n')
    questions = questions.replace("{ lower = 26, points = 2 }", "{ lower = 26, points = 3 }")
    found = library(tmp_path, rules, questions).questionnaire("uji/2030", "opd").questions
    assert found[0].weight == Setting(Fraction(5), "rata", "bobot butir U-1", ("s", "t"), "A")
    assert [level.points for level in found[0].levels] == [5, Fraction(5, 3), 0]
    assert found[3].weight == Setting(Fraction(3), "rata", "bobot butir U-4", ("s",), "B")


def test_shares_of_a_weight_that_is_not_known_stand_as_shares_and_a_proposed_scale_says_so(tmp_path: Path) -> None:
    usul = WEIGHTS.format(id="usul", fills='{ key = "scales.bagian" }')
    rules = STATED.replace("[arithmetic]", usul + "\n[arithmetic]", 1)
    found = library(tmp_path, rules, QUESTIONS.replace("weight = 60", 'weight = "nf"')).questionnaire("uji/2030", "opd")
    assert found.questions[0].weight == Setting(None, None, "bobot butir U-1", ("s", "t"), "A")
    assert [(level.points, level.assumption) for level in found.questions[0].levels] == [
        (1, "usul"), (Fraction(1, 3), "usul"), (0, "usul"),
    ]  # fmt: skip
    assert {level.assumption for level in found.questions[1].options} == {None}
