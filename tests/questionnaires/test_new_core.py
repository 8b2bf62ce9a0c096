"""What a new version of its core does to an overlay, seen from which version, and what is left to settle."""

from __future__ import annotations

from pathlib import Path

import pytest

from questionnaires import Library, Problem, UnknownRules
from questionnaires.conflicts import unsettled, upgrade
from questionnaires.core import STATES, CoreItem, core_items
from tests.questionnaires.test_answers import PLAIN, SCALED
from tests.questionnaires.test_overlay import (
    CHANGE,
    CHANGED_GROUP,
    FILE,
    FOLLOWING,
    HALVES,
    HEAD,
    INDICATOR,
    NO_STAGES,
    NO_TABLE,
    NOW_THERE,
    OWN_CATEGORY,
    RELATIVE,
    SECOND,
    SECOND_OPD,
    STATUS,
    conflicts,
    folder,
    laid,
    problems,
    with_second_core,
)
from tests.questionnaires.test_wrong_rules import OPD
from wording import templates


def test_a_scale_that_the_core_lost_is_a_conflict_for_each_item_that_names_it(tmp_path: Path) -> None:
    graded = OPD[OPD.index("[[questions]]") : OPD.rindex("[[questions]]")].replace('"sumber"', '"perki"')
    core_opd = OPD.replace('scale = "huruf"\n', "")
    own = FILE + graded.replace("U-1", "D-1") + graded.replace("U-1", "D-2")
    own += CHANGE.replace("U-2", "U-1").format(keys='scale = "huruf"\nref = "perki"\ngrade = "B"')
    library = laid(tmp_path, HEAD + OWN_CATEGORY, own, core_opd=core_opd)
    without = RELATIVE[: RELATIVE.index("[[scales]]")] + RELATIVE[RELATIVE.index("[[bands]]") :]
    assert problems(library) == []
    after = with_second_core(library, without, core_opd)
    told = "skala 'huruf' tidak ada lagi di dasar"
    remedy = "Putuskan: pertahankan, sesuaikan, atau hapus tulisan aturan ini"
    assert upgrade(after, after.edition("daerah/2030"), "uji/2030@2").conflicts == tuple(
        Problem(f"daerah/2030/opd.toml ({code})", told, remedy) for code in ("D-1", "D-2", "U-1")
    )


def test_a_category_that_the_core_lost_is_a_conflict_and_why_its_items_cannot_be_compared_is_told(
    tmp_path: Path,
) -> None:
    library = laid(tmp_path, HEAD + OWN_CATEGORY, FILE)
    category = RELATIVE[RELATIVE.index("[[categories]]") : RELATIVE.index("[[indicators]]")]
    folder(
        tmp_path,
        "uji/2030@2",
        RELATIVE.replace(category, "").replace("version = 1", 'version = 2\nreason = "Tanpa OPD."'),
    )
    after = Library(tmp_path)
    found = upgrade(after, after.edition("daerah/2030"), "uji/2030@2").conflicts
    assert problems(library) == []
    assert [str(problem) for problem in found] == [
        "daerah/2030/rules.toml, categories (opd): tidak ada lagi di dasar (dulu: nama OPD; berkas opd.toml). Putuskan: pertahankan, sesuaikan, atau hapus tulisan aturan ini.",
        "daerah/2030/opd.toml: 'uji/2030@2:opd' tidak dapat dipakai. uji/2030@2/opd.toml: berkas tidak ada. Tambahkan berkas itu atau hapus penyebutannya.",
    ]


def test_the_conflicts_with_a_core_that_nobody_has_looked_at_end_with_the_version_to_write(tmp_path: Path) -> None:
    library = with_second_core(laid(tmp_path, FOLLOWING + HALVES), SECOND, SECOND_OPD)
    edition = library.edition("daerah/2030")
    *found, last = unsettled(library, edition, library.scope(edition))
    assert [problem.place for problem in found] == [
        f"daerah/2030/rules.toml, indicators ({code})" for code in ("jenis", "sarana")
    ]
    assert last == Problem(
        "daerah/2030/rules.toml, kunci 'base_seen'",
        "dasar kini uji/2030@2, belum dinyatakan sesuai",
        "Selesaikan semua pertentangan, lalu tulis base_seen = 2",
    )


@pytest.mark.parametrize(
    "rules", [HEAD, FOLLOWING.replace("seen = 1", "seen = 2"), RELATIVE.replace('"uji"', '"daerah"')]
)
def test_who_names_a_version_has_seen_the_newest_one_or_is_laid_over_nothing_has_nothing_to_settle(
    tmp_path: Path, rules: str
) -> None:
    library = with_second_core(laid(tmp_path, rules, OPD), SECOND, SECOND_OPD)
    edition = library.edition("daerah/2030")
    assert unsettled(library, edition, library.scope(edition)) == []


def three_cores(root: Path, overlay: str, opd: str) -> Library:
    """Return a core of which version 2 renames a stage and adds U-3, and version 3 adds U-4."""
    second = SECOND_OPD.replace("Adakah meja", "Apakah ada meja")
    renamed = RELATIVE.replace('label = "Visitasi"', 'label = "Kunjungan"')
    third = renamed.replace("version = 1", 'version = 3\nreason = "Pedoman diperbaiki."')
    library = with_second_core(laid(root, overlay, opd), renamed, second)
    folder(root, "uji/2030@3", third, second + OPD[OPD.rindex("[[questions]]") :].replace("U-2", "U-4"))
    return Library(library.roots[0])


ALONE = RELATIVE.replace('"uji"', '"daerah"')
VISIT, THIRD, FOURTH = "stages visitasi berubah", "opd: U-3 baru", "opd: U-4 baru"

# (the rule set, what its category is laid over, the version that was seen of the rules or else of the items, arrivals)
SEEN: list[tuple[str, str, str, tuple[str, ...]]] = [
    (ALONE, "uji/2030@1:opd", "uji/2030@1", (THIRD, FOURTH)),
    (ALONE, "uji/2030:opd", "uji/2030@2", (FOURTH,)),
    (HEAD + OWN_CATEGORY, "uji/2030:opd", "uji/2030@1", (VISIT, THIRD, FOURTH)),
    (HEAD + OWN_CATEGORY, "uji/2030@2:opd", "uji/2030@1", (VISIT, FOURTH)),
    (FOLLOWING + OWN_CATEGORY, "uji/2030:opd", "uji/2030@1", (VISIT, THIRD, FOURTH)),
    (FOLLOWING + OWN_CATEGORY, "uji/2030@2:opd", "uji/2030@1", (VISIT, FOURTH)),
    (FOLLOWING.replace("seen = 1", "seen = 2") + OWN_CATEGORY, "uji/2030:opd", "uji/2030@2", (FOURTH,)),
]  # fmt: skip


@pytest.mark.parametrize(("rules", "base", "seen", "arrivals"), SEEN)
def test_what_a_core_brings_along_is_counted_from_the_version_that_was_seen(
    tmp_path: Path, rules: str, base: str, seen: str, arrivals: tuple[str, ...]
) -> None:
    """A base that names its version has seen that one, one of the rules' core what the rules say, others the last."""
    library = three_cores(tmp_path, rules, FILE.replace("uji/2030:opd", base))
    found = upgrade(library, library.edition("daerah/2030"), "uji/2030@3")
    assert (found.seen, found.arrivals) == (seen, arrivals)


def test_items_of_another_rule_set_than_the_rules_are_compared_with_that_one(tmp_path: Path) -> None:
    """The rules are laid over version 2 of one set, the category over another set of two versions."""
    laid(tmp_path, HEAD.replace("@1", "@2") + OWN_CATEGORY, FILE.replace("uji/", "lain/"))
    with_second_core(Library(tmp_path), SECOND, SECOND_OPD)
    other = RELATIVE.replace('"uji"', '"lain"')
    folder(tmp_path, "lain/2030", other, OPD)
    folder(tmp_path, "lain/2030@2", other.replace("version = 1", 'version = 2\nreason = "Ditambah."'), SECOND_OPD)
    library = Library(tmp_path)
    edition = library.edition("daerah/2030")
    found = upgrade(library, edition, "lain/2030@2")
    assert (found.seen, found.arrivals) == ("lain/2030@1", ("opd: U-2 berubah kata-katanya", "opd: U-3 baru"))
    with pytest.raises(UnknownRules, match=r"bukan dasar daerah/2030@1\. Sebut versi dari: uji/2030@2, lain/2030\."):
        upgrade(library, edition, "daerah/2030@1")


def test_a_rule_set_that_is_laid_over_nothing_has_no_other_core(tmp_path: Path) -> None:
    library = with_second_core(laid(tmp_path))
    with pytest.raises(UnknownRules, match=r"uji/2030@1: bukan dasar uji/2030@2\. Sebut versi dari: -\."):
        upgrade(library, library.edition("uji/2030"), "uji/2030@1")


def test_a_table_left_out_whole_meets_every_row_that_the_core_dropped_or_gained(tmp_path: Path) -> None:
    other = RELATIVE.replace('code = "visitasi"', 'code = "wawancara"').replace("stages.visitasi", "stages.wawancara")
    library = with_second_core(laid(tmp_path, HEAD + NO_STAGES), other)
    stages = [text for text in conflicts(library) if "leave_out, stages" in text]
    assert [text.partition(" di dasar")[0] for text in stages] == [
        "daerah/2030/rules.toml, leave_out, stages (visitasi): tidak ada lagi",
        "daerah/2030/rules.toml, leave_out, stages (wawancara): kini ada",
    ]


def test_a_table_that_no_rule_set_has_hides_no_conflict(tmp_path: Path) -> None:
    library = with_second_core(laid(tmp_path, HEAD + NO_TABLE.format("gerbang") + STATUS.format("perki")), SECOND)
    assert conflicts(library) == [f"daerah/2030/rules.toml, statuses (baru): {NOW_THERE}nama Baru"]


def test_the_full_stop_of_a_text_does_not_stand_in_the_middle_of_a_conflict(tmp_path: Path) -> None:
    core = OPD.replace("Terpenuhi bila meja layanan ada.", "Lihat kolom X.")
    own = FILE + CHANGE.format(keys='help = "Terpenuhi bila dijaga."')
    library = laid(tmp_path, HEAD + OWN_CATEGORY, own, core_opd=core)
    assert conflicts(with_second_core(library, core_opd=core.replace("Lihat kolom X.", "Baca kolom X."))) == [
        "daerah/2030/opd.toml, change (U-2): kata-kata berubah di dasar: penjelasan Lihat kolom X menjadi Baca kolom X"
    ]


def test_an_item_that_the_core_moves_among_indicators_of_one_category_is_told_by_their_codes(tmp_path: Path) -> None:
    listed = "".join(INDICATOR.format(code=code, label=code.title(), weight=50) for code in ("satu", "dua"))
    there = OPD.replace('label = "OPD"\n', 'label = "OPD"\n' + listed.replace("perki", "sumber"), 1)
    there = there.replace('indicator = "jenis"', 'indicator = "satu"').replace(
        'indicator = "sarana"', 'indicator = "dua"'
    )
    swapped = there.replace('indicator = "satu"', 'indicator = "x"').replace('indicator = "dua"', 'indicator = "satu"')
    library = laid(tmp_path, HEAD + OWN_CATEGORY, FILE + listed + CHANGED_GROUP, core_opd=there)
    assert problems(library) == []
    after = with_second_core(library, core_opd=swapped.replace('indicator = "x"', 'indicator = "dua"'))
    assert conflicts(after) == ["daerah/2030/opd.toml, change (U-2): pindah indikator di dasar: dua menjadi satu"]


def test_numbers_and_words_of_a_row_that_both_changed_are_both_told(tmp_path: Path) -> None:
    """The core weighs an indicator otherwise and is less sure of it, and publishes how places are given."""
    ranking = '\n[ranking]\nties = "{}"\nref = "{}"\ngrade = "B"\n'
    other = SECOND.replace('weight = 55\nref = "sumber"\ngrade = "B"', 'weight = 55\nref = "sumber"\ngrade = "C"')
    own = HEAD + HALVES + ranking.format("sequential", "perki")
    library = with_second_core(laid(tmp_path, own), other + ranking.format("dense", "sumber"))
    assert conflicts(library) == [
        "daerah/2030/rules.toml, indicators (jenis): berubah di dasar: bobot 60 menjadi 55",
        "daerah/2030/rules.toml, indicators (jenis): berubah di dasar: derajat B menjadi C",
        "daerah/2030/rules.toml, indicators (sarana): berubah di dasar: bobot 40 menjadi 45",
        "daerah/2030/rules.toml, ranking: berubah di dasar: seri tidak dipublikasikan menjadi 1, 2, 2, 3",
        "daerah/2030/rules.toml, ranking: berubah di dasar: sumber -; derajat tidak dipublikasikan menjadi sumber sumber; derajat B",
    ]


def test_an_item_of_the_core_has_a_state_in_words_and_a_reason_where_it_is_left_out() -> None:
    found = list(core_items([PLAIN], [PLAIN, SCALED], {SCALED.code: "Tidak berlaku di daerah ini."}))
    assert found == [CoreItem("U-1", "same", ""), CoreItem("U-2", "left_out", "Tidak berlaku di daerah ini.")]
    assert CoreItem("U-1", "same") == found[0]
    assert {item.state for item in found} < set(STATES) <= set(templates("beda.lapisan"))


def test_each_overlay_with_an_unsettled_core_is_named(tmp_path: Path) -> None:
    with_second_core(laid(tmp_path, FOLLOWING + HALVES), SECOND, SECOND_OPD)
    folder(tmp_path, "daerah/2031", (FOLLOWING + HALVES).replace("year = 2030", "year = 2031"))
    told = [text.partition(",")[0] for text in problems(Library(tmp_path)) if "base_seen" in text]
    assert told == ["daerah/2030/rules.toml", "daerah/2031/rules.toml"]
