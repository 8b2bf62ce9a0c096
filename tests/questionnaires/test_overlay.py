"""A province over the national core: what it writes anew, adds and leaves out, and what a new core does to it."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from questionnaires import Library, Problem, RuleErrors, UnknownRules
from questionnaires.conflicts import upgrade
from questionnaires.editions import edition_alone
from questionnaires.overlay import changed
from questionnaires.schema import CategoryFile
from questionnaires.writing import canonical
from tests.questionnaires.test_wrong_rules import OPD, RULES

HEAD = """
owner = "daerah"
year = 2030
version = 1
state = "draft"
title = "Aturan daerah"
base = "uji/2030@1"

[[sources]]
id = "perki"
title = "Pedoman daerah"
"""

INDICATOR = """
[[indicators]]
code = "{code}"
label = "{label}"
weight = {weight}
ref = "perki"
grade = "B"
"""
HALVES = INDICATOR.format(code="jenis", label="Jenis informasi", weight=50) + INDICATOR.format(
    code="sarana", label="Sarana", weight=50
)
RELATIVE = RULES.replace('blank = "zero"', 'question_weights = "relative"\nblank = "zero"')
FILE = 'category = "opd"\nlabel = "OPD daerah"\nbase = "uji/2030:opd"\n'
OWN_CATEGORY = '\n[[categories]]\ncode = "opd"\nlabel = "OPD daerah"\nfile = "opd.toml"\n'
CHANGE = '\n[[change]]\ncodes = ["U-2"]\n{keys}\nreason = "Pedoman daerah menilai lain."\n'


def folder(root: Path, name: str, rules: str, opd: str = "") -> None:
    place = root / name
    place.mkdir(parents=True, exist_ok=True)
    (place / "rules.toml").write_text(rules, encoding="utf-8")
    if opd:
        (place / "opd.toml").write_text(opd, encoding="utf-8")


def laid(root: Path, overlay: str = HEAD, opd: str = "", core: str = RELATIVE, core_opd: str = OPD) -> Library:
    folder(root, "uji/2030", core, core_opd)
    folder(root, "daerah/2030", overlay, opd)
    return Library(root)


def with_second_core(library: Library, core: str = RELATIVE, core_opd: str = OPD) -> Library:
    root = library.roots[0]
    second = core.replace("version = 1", 'version = 2\nreason = "Pedoman diperbaiki."')
    folder(root, "uji/2030@2", second, core_opd)
    return Library(root)


def problems(library: Library) -> list[str]:
    return [str(problem) for problem in library.check(e for e in library.editions if e.owner == "daerah")]


def conflicts(library: Library, target: str = "uji/2030@2") -> list[str]:
    found = upgrade(library, library.edition("daerah/2030"), target)
    return [f"{problem.place}: {problem.message}" for problem in found.conflicts]


def test_an_overlay_that_says_nothing_more_is_the_core(tmp_path: Path) -> None:
    library = laid(tmp_path)
    own, core = library.questionnaire("daerah/2030", "opd"), library.questionnaire("uji/2030", "opd")
    assert problems(library) == []
    assert (own.questions, own.indicators, own.label) == (core.questions, core.indicators, core.label)
    assert (own.rules.stages, own.rules.bands, own.rules.maximum) == (
        core.rules.stages,
        core.rules.bands,
        core.rules.maximum,
    )
    assert (own.rules.id, own.rules.title, own.rules.state) == ("daerah/2030", "Aturan daerah", "draft")


def test_a_row_of_the_same_code_takes_the_place_of_the_core_and_other_rows_follow(tmp_path: Path) -> None:
    band = '\n[[bands]]\ncode = "informatif"\nlabel = "Informatif"\nlower = 95\nref = "perki"\ngrade = "B"\n'
    library = laid(tmp_path, HEAD + HALVES + band)
    rules = library.rule_set("daerah/2030")
    assert [(row.code, row.weight.value, row.weight.ref) for row in rules.indicators] == [
        ("jenis", 50, ("perki",)), ("sarana", 50, ("perki",)),
    ]  # fmt: skip
    assert [(row.code, row.lower.value) for row in rules.bands] == [("informatif", 95), ("tidak_informatif", 0)]
    assert problems(library) == []


def test_a_scale_of_the_overlay_holds_for_inherited_questions_too(tmp_path: Path) -> None:
    scale = '\n[[scales]]\ncode = "huruf"\nref = "perki"\ngrade = "B"\nlevels = [{ code = "a", label = "A", points = 60 }, { code = "b", label = "B", points = 30 }]\n'
    question = laid(tmp_path, HEAD + scale).questionnaire("daerah/2030", "opd").questions[0]
    assert [level.points for level in question.levels] == [60, 30]


STAGE = '\n[[stages]]\ncode = "{code}"\nlabel = "{code}"\nweight = {weight}\nref = "perki"\ngrade = "B"\n'
NO_VISIT = '\n[[leave_out]]\ntable = "stages"\ncodes = ["visitasi"]\nreason = "Daerah tidak melakukan visitasi."\n'


def test_a_stage_is_left_out_and_another_one_added(tmp_path: Path) -> None:
    stages = STAGE.format(code="saq", weight=70) + STAGE.format(code="wawancara", weight=30)
    rules = laid(tmp_path, HEAD + NO_VISIT + stages).rule_set("daerah/2030")
    assert [(stage.code, stage.weight.value) for stage in rules.stages] == [("saq", 70), ("wawancara", 30)]


def test_an_assumption_of_the_core_that_fills_nothing_any_more_falls_away(tmp_path: Path) -> None:
    stages = STAGE.format(code="saq", weight=70) + STAGE.format(code="wawancara", weight=30)
    rules = laid(tmp_path, HEAD + NO_VISIT + stages).rule_set("daerah/2030")
    assert "bagi_dua" not in rules.assumptions
    partly = laid(tmp_path / "b", HEAD + STAGE.format(code="saq", weight=80)).rule_set("daerah/2030")
    assert [(stage.weight.value, stage.weight.assumption) for stage in partly.stages] == [(80, None), (20, "bagi_dua")]


def test_a_whole_table_is_left_out_and_written_anew(tmp_path: Path) -> None:
    out = '\n[[leave_out]]\ntable = "bands"\nreason = "Daerah memakai dua kelas."\n'
    band = '\n[[bands]]\ncode = "{}"\nlabel = "{}"\nlower = {}\nref = "perki"\ngrade = "B"\n'
    bands = band.format("sangat_informatif", "Sangat Informatif", 97) + band.format("informatif", "Informatif", 0)
    rules = laid(tmp_path, HEAD + out + bands).rule_set("daerah/2030")
    assert [row.code for row in rules.bands] == ["sangat_informatif", "informatif"]


def test_single_questions_change_and_say_why(tmp_path: Path) -> None:
    keys = 'weight = 10\nref = "perki"\ngrade = "C"\nhelp = "Terpenuhi bila meja layanan dijaga."\nyes_without_evidence = "keep"'
    library = laid(tmp_path, HEAD + OWN_CATEGORY, FILE + CHANGE.format(keys=keys))
    assert problems(library) == []
    question = library.questionnaire("daerah/2030", "opd").questions[1]
    core = library.questionnaire("uji/2030", "opd").questions[1]
    assert (question.weight.value, question.ref, question.grade) == (10, ("perki",), "C")
    assert (question.help, question.yes_without_evidence) == ("Terpenuhi bila meja layanan dijaga.", "keep")
    assert (question.text, question.remedy, question.kind) == (core.text, core.remedy, core.kind)
    assert core.weight.value == 40


def test_items_of_the_core_stay_comparable_unless_their_rule_changes(tmp_path: Path) -> None:
    extra = OPD[OPD.rindex("[[questions]]") :].replace("U-2", "D-1").replace('ref = "sumber"', 'ref = "perki"')
    core_opd = (
        OPD
        + OPD[OPD.rindex("[[questions]]") :].replace("U-2", "U-3")
        + OPD[OPD.rindex("[[questions]]") :].replace("U-2", "U-4")
    )
    change = CHANGE.format(keys='weight = 10\nref = "perki"\ngrade = "C"') + CHANGE.replace("U-2", "U-3").format(
        keys='not_applicable = "zero"'
    )
    out = '\n[[leave_out]]\ncodes = ["U-4"]\nreason = "Tidak berlaku di daerah ini."\n'
    library = laid(tmp_path, HEAD + OWN_CATEGORY, FILE + out + change + extra, core_opd=core_opd)
    base, items = library.core("daerah/2030", "opd")
    assert base == "uji/2030@1:opd"
    assert [(item.code, item.state, item.comparable) for item in items] == [
        ("U-1", "same", True), ("U-2", "weighted", True), ("U-3", "changed", False), ("D-1", "added", False),
        ("U-4", "left_out", False),
    ]  # fmt: skip
    assert items[-1].reason == "Tidak berlaku di daerah ini."
    assert library.core("uji/2030", "opd") == ("", ())


def test_a_base_without_a_version_in_a_category_file_is_the_version_of_the_rules(tmp_path: Path) -> None:
    library = with_second_core(
        laid(tmp_path, HEAD + OWN_CATEGORY, FILE), core_opd=OPD.replace("Apakah ada meja", "Adakah meja")
    )
    assert library.edition("uji/2030").version == 2
    assert library.questionnaire("daerah/2030", "opd").questions[1].text == "Apakah ada meja layanan?"


# Conflicts with a new core ----------------------------------------------------------------------------------------------
def test_a_new_core_that_touches_nothing_of_the_overlay_makes_no_conflict_and_its_gains_are_listed(
    tmp_path: Path,
) -> None:
    more = OPD + OPD[OPD.rindex("[[questions]]") :].replace("U-2", "U-3")
    library = with_second_core(laid(tmp_path, HEAD + HALVES), core_opd=more)
    found = upgrade(library, library.edition("daerah/2030"), "uji/2030@2")
    assert (found.seen, found.target, found.conflicts) == ("uji/2030@1", "uji/2030@2", ())
    assert found.arrivals == ("opd: U-3 baru",)


def test_a_row_that_the_core_changed_or_dropped_is_a_conflict(tmp_path: Path) -> None:
    other = RELATIVE.replace('label = "Sarana"\nweight = 40', 'label = "Sarana"\nweight = 30').replace(
        'label = "Jenis informasi"\nweight = 60', 'label = "Jenis informasi"\nweight = 70'
    )
    library = with_second_core(laid(tmp_path, HEAD + HALVES), other)
    assert conflicts(library) == [
        "daerah/2030/rules.toml, indicators (jenis): berubah di dasar: bobot 60 menjadi 70",
        "daerah/2030/rules.toml, indicators (sarana): berubah di dasar: bobot 40 menjadi 30",
    ]


def test_a_row_left_out_that_the_core_changed_is_a_conflict(tmp_path: Path) -> None:
    stages = STAGE.format(code="saq", weight=70) + STAGE.format(code="wawancara", weight=30)
    other = RELATIVE.replace('code = "visitasi"\nlabel = "Visitasi"', 'code = "visitasi"\nlabel = "Kunjungan"')
    gone = (
        RELATIVE[: RELATIVE.rindex("[[stages]]")]
        .replace(', { key = "stages.visitasi.weight", value = 20 }', "")
        .replace("value = 80", "value = 100")
    )
    assert conflicts(with_second_core(laid(tmp_path / "a", HEAD + NO_VISIT + stages), other)) == [
        "daerah/2030/rules.toml, leave_out, stages (visitasi): berubah di dasar: nama Visitasi menjadi Kunjungan"
    ]
    found = conflicts(with_second_core(laid(tmp_path / "b", HEAD + NO_VISIT + stages), gone))
    assert [text.split(" (dulu")[0] for text in found] == [
        "daerah/2030/rules.toml, stages (saq): berubah di dasar: bobot 80 (anggapan bagi_dua) menjadi 100 (anggapan bagi_dua)",
        "daerah/2030/rules.toml, leave_out, stages (visitasi): tidak ada lagi di dasar",
    ]


def test_a_name_that_the_core_now_uses_too_is_a_conflict(tmp_path: Path) -> None:
    status = '\n[[statuses]]\ncode = "tidak_dinilai"\nlabel = "Tidak dinilai"\nref = "{}"\ngrade = "B"\n'
    library = with_second_core(laid(tmp_path, HEAD + status.format("perki")), RELATIVE + status.format("sumber"))
    assert conflicts(library) == [
        "daerah/2030/rules.toml, statuses (tidak_dinilai): kini ada di dasar dengan nama yang sama: sumber sumber; derajat B; nama Tidak dinilai"
    ]


def test_questions_that_the_overlay_changes_moves_or_leaves_out_and_the_core_touched_are_conflicts(
    tmp_path: Path,
) -> None:
    third = OPD[OPD.rindex("[[questions]]") :]
    core_opd = OPD + third.replace("U-2", "U-3") + third.replace("U-2", "U-4")
    own = FILE + CHANGE.format(keys='help = "Terpenuhi bila meja layanan dijaga."')
    own += '\n[[move]]\ncodes = ["U-3"]\nindicator = "jenis"\nreason = "Daerah menilai di tempat lain."\n'
    own += '\n[[leave_out]]\ncodes = ["U-4"]\nreason = "Tidak berlaku di daerah ini."\n'
    own += third.replace("U-2", "U-5").replace('ref = "sumber"', 'ref = "perki"')
    new_opd = (
        OPD.replace("weight = 40", "weight = 20")
        + third.replace("U-2", "U-3").replace("weight = 40", 'not_applicable = "zero"\nweight = 40')
        + third.replace("U-2", "U-5")
    )
    library = with_second_core(laid(tmp_path, HEAD + OWN_CATEGORY, own, core_opd=core_opd), core_opd=new_opd)
    assert problems(library) == []
    assert conflicts(library) == [
        "daerah/2030/opd.toml, leave_out (U-4): tidak ada lagi di dasar (dulu: Apakah ada meja layanan?)",
        "daerah/2030/opd.toml, move (U-3): cara menilai berubah di dasar: tidak berlaku tidak tersedia menjadi nol",
        "daerah/2030/opd.toml, change (U-2): bobot berubah di dasar: 40 menjadi 20",
        "daerah/2030/opd.toml, questions (U-5): kini ada di dasar dengan nama yang sama: Apakah ada meja layanan?",
    ]


def test_a_scale_or_indicator_that_the_core_lost_is_a_conflict(tmp_path: Path) -> None:
    own = FILE + OPD[OPD.index("[[questions]]") : OPD.rindex("[[questions]]")].replace("U-1", "D-1").replace(
        'ref = "sumber"', 'ref = "perki"'
    )
    core_opd = OPD.replace('scale = "huruf"\n', "")
    library = laid(tmp_path, HEAD + OWN_CATEGORY, own, core_opd=core_opd)
    without = RELATIVE[: RELATIVE.index("[[scales]]")] + RELATIVE[RELATIVE.index("[[bands]]") :]
    assert problems(library) == []
    assert conflicts(with_second_core(library, without, core_opd)) == [
        "daerah/2030/opd.toml (D-1): skala 'huruf' tidak ada lagi di dasar"
    ]


def test_an_indicator_that_the_core_lost_is_a_conflict_for_each_item_that_names_it(tmp_path: Path) -> None:
    """The second core calls `sarana` something else; an own item and a moved one stand in it."""
    own = FILE + MOVE.format("U-1", "sarana") + QUESTION.replace("U-2", "D-1").replace('"sumber"', '"perki"')
    library = laid(tmp_path, HEAD + OWN_CATEGORY, own)
    renamed = RELATIVE.replace('code = "sarana"', 'code = "prasarana"')
    after = with_second_core(library, renamed, OPD.replace('"sarana"', '"prasarana"'))
    found = upgrade(after, after.edition("daerah/2030"), "uji/2030@2").conflicts
    told = "indikator 'sarana' tidak ada lagi di dasar"
    remedy = "Putuskan: pertahankan, sesuaikan, atau hapus tulisan aturan ini"
    assert [problem for problem in found if problem.message == told] == [
        Problem(f"daerah/2030/opd.toml ({code})", told, remedy) for code in ("D-1", "U-1")
    ]


FOLLOWING = HEAD.replace('base = "uji/2030@1"', 'base = "uji/2030"\nbase_seen = 1')


def test_an_overlay_that_follows_the_newest_core_opens_and_lists_what_is_not_settled(tmp_path: Path) -> None:
    other = RELATIVE.replace('label = "Sarana"\nweight = 40', 'label = "Sarana dan prasarana"\nweight = 40')
    before = laid(tmp_path, FOLLOWING + HALVES)
    assert problems(before) == []
    after = with_second_core(before, other)
    assert after.questionnaire("daerah/2030", "opd").indicators[1].weight.value == Fraction(50)
    assert problems(after) == [
        "daerah/2030/rules.toml, indicators (sarana): berubah di dasar: nama Sarana menjadi Sarana dan prasarana. Putuskan: pertahankan, sesuaikan, atau hapus tulisan aturan ini.",
        "daerah/2030/rules.toml, kunci 'base_seen': dasar kini uji/2030@2, belum dinyatakan sesuai. Selesaikan semua pertentangan, lalu tulis base_seen = 2.",
    ]
    folder(tmp_path, "daerah/2030", (FOLLOWING + HALVES).replace("base_seen = 1", "base_seen = 2"))
    assert problems(Library(tmp_path)) == []


def test_conflicts_are_listed_also_where_the_overlay_and_the_new_core_make_no_valid_rules(tmp_path: Path) -> None:
    """With the core's new weights 50 and 50 the overlay's row of 60 makes 110: the conflict says why."""
    own = INDICATOR.format(code="jenis", label="Jenis informasi", weight=60)
    halves = RELATIVE.replace("weight = 60\nref", "weight = 50\nref", 1).replace(
        "weight = 40\nref", "weight = 50\nref", 1
    )
    assert problems(laid(tmp_path, FOLLOWING + own)) == []
    after = with_second_core(Library(tmp_path), halves)
    told = problems(after)
    assert told[0].startswith("daerah/2030/rules.toml, indicators, kunci 'weight': jumlah bobot 110, seharusnya 100.")
    assert [text.partition(". ")[0] for text in told[1:]] == [
        "daerah/2030/rules.toml, indicators (jenis): berubah di dasar: bobot 60 menjadi 50",
        "daerah/2030/rules.toml, kunci 'base_seen': dasar kini uji/2030@2, belum dinyatakan sesuai",
    ]
    assert conflicts(after) == ["daerah/2030/rules.toml, indicators (jenis): berubah di dasar: bobot 60 menjadi 50"]


OBJECTION = '\n[objection]\non = "saq"\nmode = "{}"\ndays = 3\nref = "{}"\ngrade = "B"\n'
STATUS = '\n[[statuses]]\ncode = "baru"\nlabel = "Baru"\nref = "{}"\ngrade = "B"\n'
POINTS = """
[[rounding.points]]
at = "final"
places = {}
mode = "truncate"
ref = "{}"
grade = "B"
"""
SECOND = (
    RELATIVE.replace("weight = 60\nref", "weight = 55\nref", 1)
    .replace("weight = 40\nref", "weight = 45\nref", 1)
    .replace('blank = "zero"', 'blank = "pending"')
    .replace('label = "Visitasi"', 'label = "Kunjungan"')
    + OBJECTION.format("claim", "sumber")
    + STATUS.format("sumber")
    + POINTS.format(3, "sumber")
)
SECOND_OPD = OPD.replace("Apakah ada meja", "Adakah meja") + OPD[OPD.rindex("[[questions]]") :].replace("U-2", "U-3")
ARRIVALS = {
    "rounding.points final": "baru",
    "indicators jenis": "berubah",
    "indicators sarana": "berubah",
    "statuses baru": "baru",
    "stages visitasi": "berubah",
    "opd: U-2": "berubah kata-katanya",
    "opd: U-3": "baru",
}
"""What the second version of the core brings along for an overlay that names nothing of it."""
ARITHMETIC = '\n[arithmetic]\nblank = "zero"\nquestion_weights = "relative"\nref = "perki"\ngrade = "B"\n'
NO_TABLE = '\n[[leave_out]]\ntable = "{}"\nreason = "Tidak dipakai di daerah."\n'
NO_STAGES = NO_TABLE.format("stages") + NO_TABLE.format("assumptions")
NOW_THERE = "kini ada di dasar dengan nama yang sama: sumber sumber; derajat B; "
REWORDED = "kata-kata berubah di dasar: teks Apakah ada meja layanan? menjadi Adakah meja layanan?"
CHANGED_GROUP = CHANGE.format(keys='group = "Lain"')

# (the overlay, its category file, the conflicts with the second version, what of the arrivals is not one any more)
UPGRADES: list[tuple[str, str, list[str], list[str]]] = [
    (HEAD, "", [], []),
    (HEAD + OWN_CATEGORY, FILE, [], []),
    (HEAD + OWN_CATEGORY, FILE.replace("uji/2030:", "uji/2030@1:"), [], []),
    (HEAD + ARITHMETIC, "", ["rules.toml, arithmetic: berubah di dasar: belum dijawab nol menjadi ditunda"], []),
    (HEAD + OBJECTION.format("data", "perki"), "", [f"rules.toml, objection: {NOW_THERE}tahap yang diuji saq; cara dengan yang sudah dikirim; hari 3"], []),
    (HEAD + STATUS.format("perki"), "", [f"rules.toml, statuses (baru): {NOW_THERE}nama Baru"], ["statuses baru"]),
    (HEAD + POINTS.format(1, "perki"), "", [f"rules.toml, rounding.points (final): {NOW_THERE}pada nilai akhir; desimal 3; cara dipotong"], ["rounding.points final"]),
    (HEAD + HALVES, "", ["rules.toml, indicators (jenis): berubah di dasar: bobot 60 menjadi 55", "rules.toml, indicators (sarana): berubah di dasar: bobot 40 menjadi 45"], ["indicators jenis", "indicators sarana"]),
    (HEAD + NO_STAGES, "", ["rules.toml, leave_out, stages (visitasi): berubah di dasar: nama Visitasi menjadi Kunjungan"], ["stages visitasi"]),
    (HEAD + NO_VISIT + STAGE.format(code="saq", weight=70) + STAGE.format(code="wawancara", weight=30), "", ["rules.toml, leave_out, stages (visitasi): berubah di dasar: nama Visitasi menjadi Kunjungan"], ["stages visitasi"]),
    (HEAD + OWN_CATEGORY, FILE + CHANGED_GROUP, [f"opd.toml, change (U-2): {REWORDED}"], ["opd: U-2"]),
    (HEAD + OWN_CATEGORY, FILE + CHANGED_GROUP.replace("change]]", "move]]").replace("group", "indicator").replace('"Lain"', '"jenis"') + OPD[OPD.rindex("[[questions]]") :].replace("U-2", "U-3").replace('"sumber"', '"perki"'), [f"opd.toml, move (U-2): {REWORDED}", "opd.toml, questions (U-3): kini ada di dasar dengan nama yang sama: Apakah ada meja layanan?"], ["opd: U-2", "opd: U-3"]),
]  # fmt: skip


@pytest.mark.parametrize("base", ["uji/2030@1", "uji/2030"])
@pytest.mark.parametrize(("overlay", "opd", "expected", "settled"), UPGRADES)
def test_a_new_core_meets_what_the_overlay_wrote_and_brings_the_rest_along(
    tmp_path: Path, overlay: str, opd: str, expected: list[str], settled: list[str], base: str
) -> None:
    """The same where the overlay names its version and where it follows the newest one and has seen the first."""
    if base == "uji/2030":
        overlay = overlay.replace('base = "uji/2030@1"', 'base = "uji/2030"\nbase_seen = 1')
    library = with_second_core(laid(tmp_path, overlay, opd), SECOND, SECOND_OPD)
    found = upgrade(library, library.edition("daerah/2030"), "uji/2030@2")
    assert (found.seen, found.target) == ("uji/2030@1", "uji/2030@2")
    remedy = "Putuskan: pertahankan, sesuaikan, atau hapus tulisan aturan ini"
    assert [str(problem) for problem in found.conflicts] == [f"daerah/2030/{text}. {remedy}." for text in expected]
    assert found.arrivals == tuple(f"{name} {kind}" for name, kind in ARRIVALS.items() if name not in settled)


def test_a_rule_set_of_which_only_items_are_taken_is_compared_by_its_items(tmp_path: Path) -> None:
    """Its category is laid over the core's; without a version that is the one before the target."""
    folder(tmp_path, "uji/2030", RELATIVE, OPD)
    folder(tmp_path, "daerah/2030", RELATIVE.replace('"uji"', '"daerah"'), FILE + CHANGED_GROUP)
    library = with_second_core(Library(tmp_path), SECOND, SECOND_OPD)
    found = upgrade(library, library.edition("daerah/2030"), "uji/2030@2")
    assert (found.seen, [problem.place for problem in found.conflicts]) == (
        "uji/2030@1",
        ["daerah/2030/opd.toml, change (U-2)"],
    )
    assert found.arrivals == ("opd: U-3 baru",)
    assert upgrade(library, library.edition("daerah/2030"), "uji/2030@1").seen == "uji/2030@1"


TARGETS = [
    ("uji/2030@3", "aturan 'uji/2030@3': tidak ada. Pilih salah satu: uji/2030@1, uji/2030@2."),
    ("daerah/2030@1", "daerah/2030@1: bukan dasar daerah/2030@1. Sebut versi dari: uji/2030@1."),
]


@pytest.mark.parametrize(("target", "message"), TARGETS)
def test_an_upgrade_goes_to_a_version_of_what_the_overlay_is_laid_over(
    tmp_path: Path, target: str, message: str
) -> None:
    library = with_second_core(laid(tmp_path, HEAD))
    with pytest.raises(UnknownRules) as caught:
        upgrade(library, library.edition("daerah/2030"), target)
    assert str(caught.value.problem) == message
    assert upgrade(library, library.edition("daerah/2030"), "uji/2030@1").arrivals == ()


def test_a_version_that_was_seen_and_is_not_there_is_told(tmp_path: Path) -> None:
    library = with_second_core(laid(tmp_path, FOLLOWING.replace("seen = 1", "seen = 3")))
    assert problems(library) == [
        "daerah/2030/rules.toml, kunci 'base_seen': aturan 'uji/2030@3' tidak ada. Pilih salah satu: uji/2030@1, uji/2030@2."
    ]


def test_a_version_that_is_not_said_to_be_seen_is_asked_for_and_nothing_is_compared(tmp_path: Path) -> None:
    library = with_second_core(laid(tmp_path, HEAD.replace("@1", "") + HALVES), SECOND, SECOND_OPD)
    assert problems(library) == [
        "daerah/2030/rules.toml, kunci 'base_seen': 'uji/2030' tanpa versi, dan versi yang sudah disesuaikan tidak disebut. Tulis base_seen = nomor versi dasar yang terakhir diperiksa."
    ]


# Wrong overlays, each with its message ----------------------------------------------------------------------------------
WRONG = [
    (HEAD.replace("uji/2030@1", "uji/1999"), "", "daerah/2030/rules.toml, kunci 'base': dasar 'uji/1999' tidak ada. Pilih salah satu: uji/2030@1."),
    (HEAD.replace("uji/2030@1", "uji"), "", "daerah/2030/rules.toml, kunci 'base': 'uji' bukan <pemilik>/<tahun> atau <pemilik>/<tahun>@<versi>. Tulis misalnya pusat/2025@1."),
    (HEAD.replace("uji/2030@1", "daerah/2030"), "", "daerah/2030/rules.toml, kunci 'base': dasar 'daerah/2030' berputar ke dirinya sendiri. Sebut dasar lain."),
    (HEAD.replace("@1", ""), "", "daerah/2030/rules.toml, kunci 'base_seen': 'uji/2030' tanpa versi, dan versi yang sudah disesuaikan tidak disebut. Tulis base_seen = nomor versi dasar yang terakhir diperiksa."),
    (HEAD + NO_VISIT.replace("visitasi", "wawancara"), "", "daerah/2030/rules.toml, leave_out (stages): 'wawancara' tidak ada di dasar. Periksa kode baris."),
    (HEAD + NO_VISIT.replace('"stages"', '"gerbang"'), "", "daerah/2030/rules.toml, leave_out: tabel 'gerbang' tidak ada di dasar. Periksa nama tabel."),
    (HEAD.replace('id = "perki"', 'id = "sumber"'), "", "daerah/2030/rules.toml, sources (sumber): id ini milik sumber lain di dasar. Beri id lain pada sumber ini."),
    (HEAD + INDICATOR.format(code="jenis", label="Jenis", weight=50), "", "daerah/2030/rules.toml, indicators, kunci 'weight': jumlah bobot 90, seharusnya 100. Perbaiki bobot atau kunci 'maximum'."),
    (HEAD + OWN_CATEGORY, FILE + CHANGE.format(keys="weight = 10"), "daerah/2030/opd.toml, change (U-2): mengubah angka tanpa sumber sendiri. Tulis kunci 'ref' dan 'grade'."),
    (HEAD + OWN_CATEGORY, FILE + CHANGE.format(keys=""), "daerah/2030/opd.toml, change (U-2): tidak mengubah apa pun. Tulis kunci yang diubah, misalnya weight atau help."),
    (HEAD + OWN_CATEGORY, FILE + CHANGE.replace("U-2", "U-9").format(keys='group = "Lain"'), "daerah/2030/opd.toml, change: butir 'U-9' tidak ada di dasar. Periksa kode butir."),
    (HEAD + OWN_CATEGORY, FILE + CHANGE.format(keys='group = "Lain"') * 2, "daerah/2030/opd.toml, change: kode 'U-2' ditulis 2 kali. Beri kode yang berbeda atau hapus salah satunya."),
    (HEAD + OWN_CATEGORY, FILE + CHANGE.format(keys='group = "Lain"') + '\n[[leave_out]]\ncodes = ["U-2"]\nreason = "Tidak berlaku."\n', "daerah/2030/opd.toml, change: butir 'U-2' juga ada di leave_out. Sisakan salah satunya."),
    (HEAD + OWN_CATEGORY, FILE + CHANGE.format(keys='weight = 10\nref = "lain"\ngrade = "C"'), "daerah/2030/opd.toml, change (U-2), kunci 'ref': sumber 'lain' tidak ada. Tambahkan ke tabel sources."),
    (HEAD + OWN_CATEGORY, FILE + CHANGE.format(keys='text = "Apakah ada kursi?"'), "daerah/2030/opd.toml, change ke-1, kunci 'text': kunci tidak dikenal."),
    (HEAD + OWN_CATEGORY, FILE.replace("opd\"\n", "desa\"\n").replace('category = "desa"', 'category = "opd"'), "uji/2030/desa.toml: berkas tidak ada. Tambahkan berkas itu atau hapus penyebutannya."),
]  # fmt: skip


@pytest.mark.parametrize(("rules", "opd", "message"), WRONG, ids=lambda value: str(value)[-60:])
def test_a_wrong_overlay_says_what_is_wrong(tmp_path: Path, rules: str, opd: str, message: str) -> None:
    found = problems(laid(tmp_path, rules, opd))
    assert any(text.startswith(message) for text in found), found


QUESTION = OPD[OPD.rindex("[[questions]]") :]
OUT = '\n[[leave_out]]\ncodes = [{}]\nreason = "Tidak berlaku di sini."\n'
MOVE = '\n[[move]]\ncodes = ["{}"]\nindicator = "{}"\nreason = "Dinilai di tempat lain."\n'
TWICE = "Beri kode yang berbeda atau hapus salah satunya."
EMPTY = "indikator {}: tidak berisi butir yang dinilai. Tambahkan butir atau hapus indikatornya."
NO_JENIS, NO_SARANA = EMPTY.format("jenis"), EMPTY.format("sarana")
UNCHANGED = "tidak mengubah apa pun. Tulis kunci yang diubah, misalnya weight atau help."
UNSOURCED = "change (U-2): mengubah angka tanpa sumber sendiri. Tulis kunci 'ref' dan 'grade'."

# (what the overlay's category file says besides its base, everything that is wrong with it)
ITEMS: list[tuple[str, ...]] = [
    (OUT.format('"U-1", "U-1"'), f"leave_out: kode 'U-1' ditulis 2 kali. {TWICE}", NO_JENIS),
    (OUT.format('"U-1"') * 2, f"leave_out: kode 'U-1' ditulis 2 kali. {TWICE}", NO_JENIS),
    (OUT.format('"U-1", "U-8"'), "leave_out: butir 'U-8' tidak ada di dasar. Periksa kode butir.", NO_JENIS),
    (OUT.format('"U-2"'), NO_SARANA),
    (MOVE.format("U-2", "jenis") * 2, f"move: kode 'U-2' ditulis 2 kali. {TWICE}", NO_SARANA),
    (MOVE.format("U-9", "jenis"), "move: butir 'U-9' tidak ada di dasar. Periksa kode butir."),
    (MOVE.format("U-2", "jenis") + OUT.format('"U-2"'), "move: butir 'U-2' juga ada di leave_out. Sisakan salah satunya.", NO_SARANA),
    (MOVE.format("U-2", "lain"), "questions (U-2), kunci 'indicator': indikator 'lain' tidak ada. Sebut indikator dari tabel indicators.", NO_SARANA),
    (MOVE.format("U-2", "sarana"),),
    (MOVE.format("U-2", "jenis") + CHANGE.format(keys='group = "Lain"') + QUESTION.replace("U-2", "D-1").replace('"sumber"', '"perki"'),),
    (QUESTION.replace('"sumber"', '"perki"'), f"questions: kode 'U-2' ditulis 2 kali. {TWICE}"),
    (QUESTION.replace('"sumber"', '"perki"') + OUT.format('"U-2"'),),
    (QUESTION.replace("U-2", "D-1"),),
    (QUESTION.replace("U-2", "D-1").replace('"sumber"', '"lain"'), "questions (D-1), kunci 'ref': sumber 'lain' tidak ada. Tambahkan ke tabel sources."),
    (CHANGE.format(keys=""), f"change (U-2): {UNCHANGED}"),
    (CHANGE.format(keys='ref = "perki"\ngrade = "C"'), f"change (U-2): {UNCHANGED}"),
    (CHANGE.replace('["U-2"]', '["U-2", "U-1", "U-7", "U-8"]').format(keys=""), f"change (U-2, U-1, U-7): {UNCHANGED}", "change: butir 'U-7' tidak ada di dasar. Periksa kode butir.", "change: butir 'U-8' tidak ada di dasar. Periksa kode butir."),
    (CHANGE.format(keys="weight = 10"), UNSOURCED),
    (CHANGE.format(keys='weight = 10\nref = "perki"'), UNSOURCED),
    (CHANGE.format(keys='weight = 10\ngrade = "C"'), UNSOURCED),
    (CHANGE.format(keys="counts = []"), UNSOURCED),
    (CHANGE.format(keys='scale = ""'), UNSOURCED),
    (CHANGE.format(keys='help = "Terpenuhi bila dijaga."'),),
    (CHANGE.format(keys='weight = 10\nref = "perki"\ngrade = "C"'),),
    (CHANGE.format(keys='weight = "nf"\nref = []\ngrade = "nf"'),),
    (CHANGE.format(keys='weight = 10\nref = []\ngrade = "C"'), "change (U-2), kunci 'ref': tanpa sumber. Sebut id dari tabel sources."),
    (CHANGE.format(keys='help = "Terpenuhi bila dijaga."\nref = "lain"'), "change (U-2), kunci 'ref': sumber 'lain' tidak ada. Tambahkan ke tabel sources."),
]  # fmt: skip


@pytest.mark.parametrize(("more", "messages"), [(more, told) for more, *told in ITEMS])
def test_what_an_overlay_does_with_inherited_items_is_checked_and_nothing_else(
    tmp_path: Path, more: str, messages: list[str]
) -> None:
    found = problems(laid(tmp_path, HEAD + OWN_CATEGORY, FILE + more))
    place = "daerah/2030/opd.toml, "
    assert [text.removeprefix(place) for text in found] == messages
    assert all(text.startswith(place) for text in found)


def test_all_faults_of_an_overlay_s_items_are_told_at_once(tmp_path: Path) -> None:
    """Of a core with the items U-1 to U-13; every item is wrong in another way."""

    def change(code: str, keys: str) -> str:
        return CHANGE.replace("U-2", code).format(keys=keys)

    core_opd = OPD + "".join(QUESTION.replace("U-2", f"U-{number}") for number in range(3, 14))
    own = [
        OUT.format('"U-3", "U-3", "U-5", "U-90"'),
        MOVE.format("U-4", "jenis") * 2 + MOVE.format("U-5", "jenis") + MOVE.format("U-6", "lain") + MOVE.format("U-91", "jenis"),
        change("U-3", 'group = "Lain"') + change("U-8", "") + change("U-9", 'ref = "perki"\ngrade = "C"'),
        change("U-10", "weight = 10") + change("U-11", 'scale = ""\nref = "perki"'),
        change("U-12", 'weight = 10\nref = []\ngrade = "C"') + change("U-13", 'group = "Lain"\nref = "lain"') * 2,
        change("U-92", 'group = "Lain"'),
        QUESTION.replace("U-2", "U-7").replace('"sumber"', '"perki"') + QUESTION.replace("U-2", "D-1").replace('"sumber"', '"lain"'),
    ]  # fmt: skip
    found = problems(laid(tmp_path, HEAD + OWN_CATEGORY, FILE + "".join(own), core_opd=core_opd))
    missing, both = "tidak ada di dasar. Periksa kode butir.", "juga ada di leave_out. Sisakan salah satunya."
    unsourced = "mengubah angka tanpa sumber sendiri. Tulis kunci 'ref' dan 'grade'."
    unknown = "sumber 'lain' tidak ada. Tambahkan ke tabel sources."
    assert [text.removeprefix("daerah/2030/opd.toml, ") for text in found] == [
        f"leave_out: kode 'U-3' ditulis 2 kali. {TWICE}",
        f"move: kode 'U-4' ditulis 2 kali. {TWICE}",
        f"change: kode 'U-13' ditulis 2 kali. {TWICE}",
        f"change (U-8): {UNCHANGED}",
        f"change (U-9): {UNCHANGED}",
        f"change (U-10): {unsourced}",
        f"change (U-11): {unsourced}",
        f"questions: kode 'U-7' ditulis 2 kali. {TWICE}",
        f"leave_out: butir 'U-90' {missing}",
        f"move: butir 'U-5' {both}",
        f"move: butir 'U-91' {missing}",
        f"change: butir 'U-3' {both}",
        f"change: butir 'U-92' {missing}",
        "change (U-12), kunci 'ref': tanpa sumber. Sebut id dari tabel sources.",
        f"change (U-13), kunci 'ref': {unknown}",
        f"questions (D-1), kunci 'ref': {unknown}",
        "questions (U-6), kunci 'indicator': indikator 'lain' tidak ada. Sebut indikator dari tabel indicators.",
    ]


def item_files(root: Path, base: str, **files: str) -> list[str]:
    """Return what is wrong where the category of a rule set is laid over an item file of its own folder."""
    folder(root, "uji/2030", RELATIVE, f'category = "opd"\nlabel = "OPD"\nbase = "{base}"\n')
    for name, text in files.items():
        (root / "uji" / "2030" / f"{name}.toml").write_text(text, encoding="utf-8")
    return [str(problem).removeprefix("uji/2030/") for problem in Library(root).check()]


NOTHING = [f"opd.toml, {NO_JENIS}", f"opd.toml, {NO_SARANA}"]
OVER = 'category = "opd"\nlabel = "A"\nbase = "uji/2030:{}"\n'
ADDRESS = "bukan <pemilik>/<tahun>:<kategori atau berkas butir>. Tulis misalnya bank/2025:opd."

# (the base, the item files, what is wrong)
BASES: list[tuple[str, dict[str, str], list[str]]] = [
    ("uji/2030:inti", {"inti": OPD}, []),
    ("uji/2030@1:inti", {"inti": OPD}, []),
    ("uji/2030:inti", {"inti": OPD.replace('category = "opd"', 'category = "desa"')}, []),
    ("uji/2030:a", {"a": OVER.format("b"), "b": OPD}, []),
    ("uji/2030:a", {"a": OVER.format("b"), "b": OVER.format("a")}, ["b.toml, kunci 'base': dasar 'uji/2030:a' berputar ke dirinya sendiri. Sebut dasar lain.", *NOTHING]),
    ("uji/2030:opd", {}, ["opd.toml, kunci 'base': dasar 'uji/2030:opd' berputar ke dirinya sendiri. Sebut dasar lain.", *NOTHING]),
    ("uji/2030:inti", {}, ["inti.toml: berkas tidak ada. Tambahkan berkas itu atau hapus penyebutannya.", *NOTHING]),
    ("uji/2030@2:inti", {"inti": OPD}, ["opd.toml, kunci 'base': dasar 'uji/2030@2' tidak ada. Pilih salah satu: uji/2030@1.", *NOTHING]),
    ("uji/2030:rules", {}, [f"opd.toml, kunci 'base': 'uji/2030:rules' {ADDRESS}", *NOTHING]),
    ("inti", {"inti": OPD}, [f"opd.toml, kunci 'base': 'inti' {ADDRESS}", *NOTHING]),
    ("uji/2030:a:inti", {"inti": OPD}, [f"opd.toml, kunci 'base': 'uji/2030:a:inti' {ADDRESS}", *NOTHING]),
    ("uji/2030", {"inti": OPD}, [f"opd.toml, kunci 'base': 'uji/2030' {ADDRESS}", *NOTHING]),
    ("uji/2030:inti", {"inti": OPD.replace("weight = 40", "weight = 0")}, ["opd.toml, questions (U-2), kunci 'weight': bobot 0. Isi lebih dari nol."]),
    ("uji/2030:inti", {"inti": OPD.replace('"sumber"', '"lain"', 1)}, ["inti.toml, questions (U-1), kunci 'ref': sumber 'lain' tidak ada. Tambahkan ke tabel sources."]),
    ("uji/2030:inti", {"inti": OPD.replace('label = "OPD"\n', "")}, ["inti.toml, kunci 'label': kunci wajib belum ada. Tambahkan kunci itu.", *NOTHING]),
]  # fmt: skip


@pytest.mark.parametrize(("base", "files", "messages"), BASES)
def test_a_base_of_items_is_followed_as_far_as_it_leads(
    tmp_path: Path, base: str, files: dict[str, str], messages: list[str]
) -> None:
    assert item_files(tmp_path, base, **files) == messages


def test_faults_of_the_rules_hide_none_of_an_item_file_beside_them(tmp_path: Path) -> None:
    """The items of the same folder are laid and checked though the rules are wrong; what is wrong is told once."""
    folder(tmp_path, "uji/2030", RELATIVE.replace("lower = 90", "lower = 120"), OVER.format("inti"))
    (tmp_path / "uji" / "2030" / "inti.toml").write_text(OPD.replace("weight = 40", "weight = 0"), encoding="utf-8")
    assert [str(problem).partition(": ")[0] for problem in Library(tmp_path).check()] == [
        "uji/2030/rules.toml, bands (informatif), kunci 'lower'",
        "uji/2030/rules.toml, bands (informatif)",
        "uji/2030/opd.toml, questions (U-2), kunci 'weight'",
    ]


@pytest.mark.parametrize(
    ("core", "message"),
    [
        (RELATIVE.replace("weight = 60", "weight = 61"), "uji/2030/rules.toml, indicators, kunci 'weight': jumlah bobot 101, seharusnya 100. Perbaiki bobot atau kunci 'maximum'."),
        (RELATIVE.replace("year = 2030", "year = 1"), "uji/2030/rules.toml, kunci 'year': nilai 1 terlalu kecil. Isi paling sedikit 2010."),
    ],
)  # fmt: skip
def test_faults_of_the_rules_that_items_are_taken_from_are_told_and_no_item_is_taken(
    tmp_path: Path, core: str, message: str
) -> None:
    """A rule set with rules of its own, of which one category takes the items of another rule set."""
    folder(tmp_path, "uji/2030", core, OPD)
    folder(tmp_path, "daerah/2030", RELATIVE.replace('"uji"', '"daerah"'), FILE)
    assert problems(Library(tmp_path)) == [message, *(f"daerah/2030/{told}" for told in NOTHING)]


def test_what_an_overlay_changes_in_vain_is_told_of_who_takes_its_items(tmp_path: Path) -> None:
    """The city has rules of its own and takes the items of the province, whose category has a list of its own."""
    listed = INDICATOR.format(code="jenis", label="Jenis", weight=60) + INDICATOR.format(
        code="sarana", label="Sarana", weight=40
    )
    own = OPD.replace('label = "OPD"\n', 'label = "OPD"\n' + listed.replace("perki", "sumber"), 1)
    laid(tmp_path, HEAD + HALVES, core_opd=own)
    folder(tmp_path, "kota/2030", RELATIVE.replace('"uji"', '"kota"'), FILE.replace("uji/2030", "daerah/2030"))
    found = Library(tmp_path)
    told = [str(problem) for problem in found.check(e for e in found.editions if e.owner == "kota")]
    assert [text.partition(", indikator '")[0] for text in told] == [
        "daerah/2030/rules.toml, categories (opd): kategori ini memakai daftar indikator sendiri"
    ] * 2


OTHER = OPD.replace("Apakah ada meja", "Adakah meja")

# (what the category of the overlay is laid over, the second question of which one it has)
ADDRESSED = [
    ("uji/2030:opd", "Apakah ada meja layanan?"),
    ("uji/2030@1:opd", "Apakah ada meja layanan?"),
    ("uji/2030@2:opd", "Adakah meja layanan?"),
    ("lain/2030:opd", "Di mana meja layanan?"),
]


@pytest.mark.parametrize(("base", "text"), ADDRESSED)
def test_a_base_of_items_is_the_version_of_the_rules_only_where_it_names_their_rule_set_without_one(
    tmp_path: Path, base: str, text: str
) -> None:
    laid(tmp_path, HEAD + OWN_CATEGORY, FILE.replace("uji/2030:opd", base))
    folder(tmp_path, "lain/2030", RELATIVE.replace('"uji"', '"lain"'), OPD.replace("Apakah ada meja", "Di mana meja"))
    library = with_second_core(Library(tmp_path), core_opd=OTHER)
    assert library.questionnaire("daerah/2030", "opd").questions[1].text == text


OWN_INSTRUMENT = """
[[instruments]]
body = "Dinas A"
category = "opd"
file = "dinas-a.toml"
reason = "Naskahnya sendiri."
ref = "perki"
grade = "B"
"""


@pytest.mark.parametrize(("own", "file"), [(OWN_CATEGORY, "opd.toml"), (OWN_INSTRUMENT, "dinas-a.toml")])
def test_a_file_that_the_overlay_names_is_its_own_and_never_the_core_s(tmp_path: Path, own: str, file: str) -> None:
    """The core has a file of that name; only what an overlay does not name is inherited."""
    library = laid(tmp_path, HEAD + own)
    (tmp_path / "uji" / "2030" / "dinas-a.toml").write_text(OPD, encoding="utf-8")
    assert problems(library) == [
        f"daerah/2030/{file}: berkas tidak ada. Tambahkan berkas itu atau hapus penyebutannya."
    ]


CORES: list[tuple[str, str, list[str]]] = [
    (RELATIVE.replace("weight = 60", "weight = 61"), OPD, ["uji/2030/rules.toml, indicators, kunci 'weight': jumlah bobot 101, seharusnya 100. Perbaiki bobot atau kunci 'maximum'."]),
    (RELATIVE.replace("year = 2030", "year = 1"), OPD, ["uji/2030/rules.toml, kunci 'year': nilai 1 terlalu kecil. Isi paling sedikit 2010."]),
    (RELATIVE, OPD.replace("weight = 40", "weight = 0"), ["daerah/2030/opd.toml, questions (U-2), kunci 'weight': bobot 0. Isi lebih dari nol."]),
    (RELATIVE, OPD.replace('label = "OPD"\n', ""), ["uji/2030/opd.toml, kunci 'label': kunci wajib belum ada. Tambahkan kunci itu."]),
]  # fmt: skip


@pytest.mark.parametrize(("core", "core_opd", "messages"), CORES)
def test_what_is_wrong_with_the_core_is_told_of_the_overlay(
    tmp_path: Path, core: str, core_opd: str, messages: list[str]
) -> None:
    assert problems(laid(tmp_path, HEAD, core=core, core_opd=core_opd)) == messages


LEFT = [
    ("title", "daerah/2030/rules.toml, leave_out: tabel 'title' tidak ada di dasar. Periksa nama tabel."),
    ("rounding", "daerah/2030/rules.toml, leave_out: tabel 'rounding' tidak ada di dasar. Periksa nama tabel."),
    ("leave_out", "daerah/2030/rules.toml, leave_out: tabel 'leave_out' tidak ada di dasar. Periksa nama tabel."),
]


@pytest.mark.parametrize(("table", "message"), LEFT)
def test_only_a_table_that_the_core_has_is_left_out(tmp_path: Path, table: str, message: str) -> None:
    out = f'\n[[leave_out]]\ntable = "{table}"\nreason = "Tidak berlaku di daerah."\n'
    assert problems(laid(tmp_path, HEAD + out)) == [message]


ROUNDED = """
[[rounding.points]]
at = "stage"
places = 1
mode = "half_up"
ref = "{0}"
grade = "B"

[[rounding.points]]
at = "{1}"
places = {2}
mode = "truncate"
ref = "{0}"
grade = "B"
"""


def test_rounding_points_are_rows_that_are_replaced_added_and_left_out(tmp_path: Path) -> None:
    def points(root: Path, overlay: str) -> list[tuple[str, int]]:
        core = RELATIVE + ROUNDED.format("sumber", "final", 3)
        found = laid(root, HEAD + overlay, core=core)
        assert problems(found) == []
        return [(str(step), rule.rounding.places) for step, rule in found.rule_set("daerah/2030").rounding.items()]

    out = '\n[[leave_out]]\ntable = "rounding"\ncodes = ["stage"]\nreason = "Daerah tidak membulatkan."\n'
    one = ROUNDED.format("perki", "final", 0).rpartition("\n\n")[2]
    other = ROUNDED.format("perki", "question", 5).rpartition("\n\n")[2]
    assert points(tmp_path / "a", "") == [("stage", 1), ("final", 3)]
    assert points(tmp_path / "b", one) == [("stage", 1), ("final", 0)]
    assert points(tmp_path / "c", other) == [("stage", 1), ("final", 3), ("question", 5)]
    assert points(tmp_path / "d", out) == [("final", 3)]
    assert points(tmp_path / "e", out + one + other) == [("final", 0), ("question", 5)]


SINGLE = [
    ("arithmetic", '\n[arithmetic]\nblank = "pending"\nref = "perki"\ngrade = "B"\n'),
    ("ranking", '\n[ranking]\nties = "dense"\nref = "perki"\ngrade = "B"\n'),
    ("objection", '\n[objection]\non = "saq"\nmode = "data"\ndays = 9\nref = "perki"\ngrade = "B"\n'),
]


@pytest.mark.parametrize(("table", "text"), SINGLE)
def test_a_table_that_exists_once_is_replaced_whole(tmp_path: Path, table: str, text: str) -> None:
    """The core says more in each of them; what the overlay does not write anew is not the core's but silent."""
    core = RELATIVE + '\n[ranking]\nnumber = "exact"\nties = "competition"\nref = "sumber"\ngrade = "B"\n'
    core += '\n[objection]\non = "visitasi"\nmode = "claim"\ndays = 3\nref = "sumber"\ngrade = "B"\n'
    own = laid(tmp_path / "a", HEAD + text, core=core)
    scope = own.loaded(own.edition("daerah/2030"))[0]
    assert getattr(scope.rules, table) == getattr(scope.own, table)
    silent = laid(tmp_path / "b", HEAD, core=core)
    inherited, stated = (silent.loaded(silent.edition(name))[0].rules for name in ("daerah/2030", "uji/2030"))
    assert getattr(inherited, table) == getattr(stated, table)
    assert getattr(inherited, table) is not None


def test_maximum_and_period_are_the_overlay_s_where_it_states_them_and_title_and_reason_always(tmp_path: Path) -> None:
    core = RELATIVE.replace("maximum = 100", 'maximum = 100\nperiod = "layanan 2029"\nreason = "Pertama."')
    silent = laid(tmp_path / "a", HEAD, core=core)
    rules = silent.loaded(silent.edition("daerah/2030"))[0].rules
    assert (rules.maximum, rules.period, rules.title, rules.reason) == (100, "layanan 2029", "Aturan daerah", "")
    double = HALVES.replace("weight = 50", "weight = 100")
    stated = HEAD.replace('base = "', 'maximum = 200\nperiod = "layanan 2030"\nbase = "') + double
    own = laid(tmp_path / "b", stated, core=core)
    assert problems(own) == []
    rules = own.loaded(own.edition("daerah/2030"))[0].rules
    assert (rules.maximum, rules.period, rules.base, rules.base_seen) == (200, "layanan 2030", "uji/2030@1", None)


def test_rows_of_one_name_in_the_core_are_left_out_together_before_they_are_written_anew(tmp_path: Path) -> None:
    stage = '\n[[stages]]\ncode = "uji_publik"\nlabel = "{0}"\nweight = 20\ncategories = ["{0}"]\nref = "{1}"\ngrade = "B"\n'
    core = RELATIVE.replace("value = 80", "value = 60") + stage.format("opd", "sumber") + stage.format("desa", "sumber")
    own = stage.format("opd", "perki")
    out = '\n[[leave_out]]\ntable = "stages"\ncodes = ["uji_publik"]\nreason = "Daerah menilai lain."\n'
    assert problems(laid(tmp_path / "a", HEAD + own, core=core)) == [
        "daerah/2030/rules.toml, stages (uji_publik): dasar memuat lebih dari satu baris 'uji_publik'. "
        "Keluarkan semuanya dengan leave_out, lalu tulis baris sendiri."
    ]
    laid_anew = laid(tmp_path / "b", HEAD + out + own, core=core)
    assert problems(laid_anew) == []
    stages = laid_anew.rule_set("daerah/2030").stages
    assert [(row.code, row.categories, row.weight.ref) for row in stages] == [
        ("saq", (), ("sumber",)), ("visitasi", (), ("sumber",)), ("uji_publik", ("opd",), ("perki",)),
    ]  # fmt: skip


def test_a_source_of_the_core_may_be_repeated_word_for_word(tmp_path: Path) -> None:
    same = HEAD + '\n[[sources]]\nid = "sumber"\ntitle = "Sumber uji"\n'
    assert problems(laid(tmp_path / "a", same)) == []
    assert problems(laid(tmp_path / "b", same.replace("Sumber uji", "Sumber lain"))) == [
        "daerah/2030/rules.toml, sources (sumber): id ini milik sumber lain di dasar. Beri id lain pada sumber ini."
    ]


def test_a_fill_of_the_core_falls_away_where_the_overlay_fills_the_key_or_writes_the_scale(tmp_path: Path) -> None:
    """The core proposes its scale and fills two weights of stages; an assumption that fills nothing any more goes."""
    usul = '[[assumptions]]\nid = "usul"\ntext = "Skala ini usulan saja."\nreason = "Tidak diterbitkan."\nfills = [{ key = "scales.huruf" }]\n\n'
    bare = '[[assumptions]]\nid = "umum"\ntext = "Berlaku tanpa mengisi."\nreason = "Tidak diterbitkan."\n\n'
    every = '[[assumptions]]\nid = "rata"\ntext = "Semua butir sama."\nreason = "Tidak diterbitkan."\nfills = [{ key = "questions.*.weight", value = 1 }]\n\n'
    core = RELATIVE.replace("[arithmetic]", usul + bare + every + "[arithmetic]")
    fill = '\n[[assumptions]]\nid = "kami"\ntext = "Bobot tahap daerah."\nreason = "Tidak diterbitkan."\nfills = [{ key = "stages.saq.weight", value = 80 }]\n'
    scale = '\n[[scales]]\ncode = "huruf"\nref = "perki"\ngrade = "B"\nlevels = [{ code = "a", label = "A", points = 60 }, { code = "b", label = "B", points = 30 }]\n'

    def assumed(root: Path, overlay: str) -> dict[str, list[str]]:
        found = laid(root, HEAD + overlay, core=core)
        assert problems(found) == []
        return {
            row.id: [entry.key for entry in row.fills]
            for row in found.loaded(found.edition("daerah/2030"))[0].rules.assumptions
        }

    stages = ["stages.saq.weight", "stages.visitasi.weight"]
    whole = {"bagi_dua": stages, "usul": ["scales.huruf"], "umum": [], "rata": ["questions.*.weight"]}
    assert assumed(tmp_path / "a", "") == whole
    assert assumed(tmp_path / "b", fill) == whole | {"bagi_dua": stages[1:], "kami": stages[:1]}
    assert assumed(tmp_path / "c", scale) == {name: fills for name, fills in whole.items() if name != "usul"}


def test_two_rule_sets_over_each_other_are_refused(tmp_path: Path) -> None:
    folder(tmp_path, "uji/2030", HEAD.replace('"daerah"', '"uji"').replace("uji/2030@1", "daerah/2030@1"))
    folder(tmp_path, "daerah/2030", HEAD)
    with pytest.raises(RuleErrors, match="berputar ke dirinya sendiri"):
        Library(tmp_path).rule_set("daerah/2030")


def test_an_inherited_category_with_indicators_of_its_own_is_not_changed_silently(tmp_path: Path) -> None:
    own = OPD.replace(
        'label = "OPD"\n',
        'label = "OPD"\n'
        + INDICATOR.format(code="jenis", label="Jenis", weight=60).replace("perki", "sumber")
        + INDICATOR.format(code="sarana", label="Sarana", weight=40).replace("perki", "sumber"),
        1,
    )
    inherited = laid(tmp_path / "a", HEAD, core_opd=own)
    assert problems(inherited) == []
    core = inherited.questionnaire("uji/2030", "opd")
    assert [row.label for row in core.indicators] == ["Jenis", "Sarana"]
    assert inherited.questionnaire("daerah/2030", "opd").indicators == core.indicators
    assert problems(laid(tmp_path / "b", HEAD + HALVES, core_opd=own))[0] == (
        "daerah/2030/rules.toml, categories (opd): kategori ini memakai daftar indikator sendiri, indikator 'jenis' dari rules.toml tidak berlaku baginya. "
        'Tulis opd.toml dengan base = "uji/2030@1:opd" dan daftar indikatornya.'
    )


def test_what_stands_between_an_overlay_and_its_core_is_told_of_the_overlay_too(tmp_path: Path) -> None:
    """The province changes an indicator that the category of the core has in a list of its own; the city inherits it."""
    listed = INDICATOR.format(code="jenis", label="Jenis", weight=60) + INDICATOR.format(
        code="sarana", label="Sarana", weight=40
    )
    own = OPD.replace('label = "OPD"\n', 'label = "OPD"\n' + listed.replace("perki", "sumber"), 1)
    laid(tmp_path, HEAD + HALVES, core_opd=own)
    city = HEAD.replace('"daerah"', '"kota"').replace("uji/2030@1", "daerah/2030@1").replace("perki", "perwali")
    folder(tmp_path, "kota/2030", city)
    found = Library(tmp_path)
    told = [str(problem) for problem in found.check(e for e in found.editions if e.owner == "kota")]
    assert [text.partition(", indikator '")[0] for text in told] == [
        "daerah/2030/rules.toml, categories (opd): kategori ini memakai daftar indikator sendiri"
    ] * 2
    assert {text.partition(". ")[2] for text in told} == {
        'Tulis opd.toml dengan base = "uji/2030@1:opd" dan daftar indikatornya.'
    }


def test_an_inherited_category_is_laid_over_the_core_s_by_its_code_and_an_instrument_by_its_file(
    tmp_path: Path,
) -> None:
    """The core asks its offices from a file of another name, and one office from a file of its own."""
    instrument = '\n[[instruments]]\nbody = "Dinas A"\ncategory = "opd"\nfile = "dinas-a.toml"\nreason = "Naskahnya sendiri."\nref = "sumber"\ngrade = "B"\n'
    village = '\n[[categories]]\ncode = "desa"\nlabel = "Desa"\nfile = "desa.toml"\n'
    core = RELATIVE.replace('file = "opd.toml"\n', f'file = "kantor.toml"\n{village}{instrument}')
    files = {
        "kantor": OPD,
        "desa": OPD.replace('"opd"', '"desa"').replace("U-", "D-"),
        "dinas-a": OPD.replace("U-", "A-"),
    }
    library = laid(tmp_path, core=core, core_opd="")
    for name, text in files.items():
        (tmp_path / "uji" / "2030" / f"{name}.toml").write_text(text, encoding="utf-8")
    assert library.check() == []
    own = library.edition("daerah/2030")
    assert [(library.category_file(own, code).base, library.core(own.name, code)[0]) for code in ("opd", "desa")] == [
        ("uji/2030@1:opd", "uji/2030@1:opd"), ("uji/2030@1:desa", "uji/2030@1:desa"),
    ]  # fmt: skip
    asked = [library.questionnaire(own.name, "opd", body) for body in ("Dinas B", "Dinas A")]
    assert [[item.code for item in found.questions] for found in asked] == [["U-1", "U-2"], ["A-1", "A-2"]]


def test_a_core_that_is_replaced_by_one_that_cannot_be_read_is_told_of_the_category(tmp_path: Path) -> None:
    library = laid(tmp_path / "a")
    assert problems(library) == []
    folder(tmp_path / "b", "salinan", RELATIVE.replace('title = "Aturan uji"', "title = 5"))
    replacing = edition_alone(tmp_path / "b" / "salinan")
    assert replacing is not None
    joined = library.joined_by(replacing)
    told = "salinan/rules.toml, kunci 'title': nilai 5 bukan jenis yang diminta. Lihat docs/rules-format.md."
    assert [text.partition("/")[2] for text in problems(joined)] == [told]


def test_a_changed_item_has_what_the_overlay_writes_and_nothing_else(tmp_path: Path) -> None:
    """The codes and the reason belong to the change, not to the item."""
    library = laid(tmp_path, HEAD + OWN_CATEGORY, FILE + CHANGE.format(keys='group = "Lain"'))
    change = library.category_file(library.edition("daerah/2030"), "opd").change[0]
    item = library.category_file(library.edition("uji/2030"), "opd").questions[1]
    assert dict(changed(item, change)) == {**dict(item), "group": "Lain"}


# A copied folder --------------------------------------------------------------------------------------------------------
def test_a_copied_overlay_finds_the_shipped_core_and_names_one_that_is_missing(tmp_path: Path) -> None:
    shipped = HEAD.replace("uji/2030@1", "latihan/2025@1")
    folder(tmp_path, "daerah/2030", shipped)
    library, editions = Library.around(tmp_path / "daerah" / "2030")
    assert library.check(editions) == []
    folder(tmp_path, "daerah/2030", HEAD)
    library, editions = Library.around(tmp_path / "daerah" / "2030")
    assert str(library.check(editions)[0]).startswith(
        "daerah/2030/rules.toml, kunci 'base': dasar 'uji/2030@1' tidak ada."
    )


def test_a_folder_of_any_name_is_checked_by_what_its_file_says(tmp_path: Path) -> None:
    folder(tmp_path, "salinan", HEAD.replace("uji/2030@1", "latihan/2025@1"))
    library, editions = Library.around(tmp_path / "salinan")
    assert [edition.name for edition in editions] == ["daerah/2030@1"]
    assert library.check(editions) == []


def test_a_change_that_takes_something_away_keeps_its_empty_value_in_the_canonical_form() -> None:
    text = FILE + CHANGE.format(keys='legal = []\nref = "perki"\ngrade = "C"\nscale = ""')
    assert {'scale = ""', "legal = []"} <= set(canonical(text, CategoryFile).splitlines())
