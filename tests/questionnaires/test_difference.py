"""What `monev rules diff` says is true: where it says that no score can change, none does."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import Any

import pytest

from questionnaires import Library, meaning
from questionnaires.answers import read_answers
from questionnaires.comparing import renamed
from questionnaires.difference import CategoryDifference, Difference, difference
from questionnaires.whole import Whole, read_whole
from scoring.classes import qualify
from scoring.contest import contest
from scoring.entries import Entry, Mark
from scoring.facts import FactKind, Outcome, Verdict
from scoring.ranking import rank
from scoring.rules import Evidence, Step
from scoring.scorer import Scorer
from scoring.stages import combine
from tests.questionnaires import variants
from tests.questionnaires.test_wrong_rules import OPD, RULES, library
from tests.second import answering, entering
from tests.second.files import Shelf
from tests.second.generating import generate

DEEP = bool(os.environ.get("MONEV_DEEP"))
SETS, BATCHES = 30, 100 if DEEP else 3


def compared(tmp_path: Path, rules: str = RULES, opd: str = OPD, first: tuple[str, str] = (RULES, OPD)) -> Difference:
    """Return the difference from the first rule set to another one of the same name."""
    old = read_whole(library(tmp_path / "lama", *first), "uji/2030")
    return difference(old, read_whole(library(tmp_path / "baru", rules, opd), "uji/2030"))


def lines(found: Difference) -> list[tuple[str, str, str]]:
    return [(line.kind, line.table, line.code) for line in found.changed()]


def test_equal_files_differ_in_nothing(tmp_path: Path) -> None:
    found = compared(tmp_path)
    assert (found.can_change, found.reasons, found.changed()) == (False, (), ())
    assert found.statement == "Nilai tidak dapat berubah: tidak ada yang berbeda."
    assert found.categories[0].counts == {"same": 2}


# (in which file, what is replaced, by what, the reason) one small case for every kind of number
NUMBERS = [
    ("rules", "weight = 60\nref", "weight = 55\nref", "indikator jenis: bobot 60 menjadi 55"),
    ("rules", "lower = 90", "lower = 85", "kelas informatif: batas bawah 90 menjadi 85"),
    ("rules", "printed_to = 89.9", "printed_to = 89.5", "kelas tidak_informatif: tercetak sampai 89,9 menjadi 89,5"),
    ("rules", "value = 80 }", "value = 75 }", "tahap saq: bobot 80 (anggapan bagi_dua) menjadi 75 (anggapan bagi_dua)"),
    ("rules", 'missing = "carry"', 'missing = "zero"', "tahap visitasi: bila kosong diambil dari tahap lain menjadi nol"),
    ("rules", 'blank = "zero"', 'blank = "pending"', "cara hitung: belum dijawab nol menjadi ditunda"),
    ("rules", 'claimed_yes = "top"', 'claimed_yes = "b"', "cara hitung: Ya tanpa tingkat nilai penuh menjadi b"),
    ("rules", 'claimed_yes = "top"', 'class_on = "exact"', "cara hitung: kelas menurut tidak dipublikasikan menjadi nilai eksak"),
    ("rules", "maximum = 100", "maximum = 100\n[ranking]\nties = \"dense\"\nref = \"sumber\"\ngrade = \"B\"\n", "peringkat: seri tidak dipublikasikan menjadi 1, 2, 2, 3"),
    ("rules", "maximum = 100", "maximum = 100\n[[rounding.points]]\nat = \"final\"\nplaces = 1\nmode = \"half_up\"\nref = \"sumber\"\ngrade = \"B\"\n", "pembulatan pada nilai akhir baru"),
    ("rules", 'label = "B", points = 0.25', 'label = "B", points = 0.5', "cara menilai 1 butir berubah (U-1)"),
    ("rules", "[[bands]]\ncode = \"informatif\"", "[[statuses]]\ncode = \"tidak_dinilai\"\nlabel = \"Tidak dinilai\"\nref = \"sumber\"\ngrade = \"B\"\n\n[[bands]]\ncode = \"informatif\"", "status tidak_dinilai baru"),
    ("opd", 'scale = "huruf"\n', "", "cara menilai 1 butir berubah (U-1)"),
    ("opd", 'evidence = { kinds = ["gambar"]', 'yes_without_evidence = "keep"\nevidence = { kinds = ["gambar"]', "cara menilai 1 butir berubah (U-2)"),
    ("opd", 'evidence = { kinds = ["gambar"]', 'not_applicable = "zero"\nevidence = { kinds = ["gambar"]', "cara menilai 1 butir berubah (U-2)"),
    ("opd", 'evidence = { kinds = ["gambar"]', 'shown_when = { question = "U-1", choices = ["ya"] }\nevidence = { kinds = ["gambar"]', "cara menilai 1 butir berubah (U-2)"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "reason"), NUMBERS, ids=lambda value: str(value)[:40])
def test_a_number_that_changes_is_named(tmp_path: Path, file: str, old: str, new: str, reason: str) -> None:
    text = {"rules": RULES, "opd": OPD}[file]
    assert old in text
    changed = text.replace(old, new, 1)
    if "weight = 55" in changed:
        changed = changed.replace("weight = 40\nref", "weight = 45\nref").replace("points = 60", "points = 55")
    if "value = 75" in changed:
        changed = changed.replace("value = 20 }", "value = 25 }")
    if "lower = 85" in changed:
        changed = changed.replace("printed_to = 89.9", "printed_to = 84.9")
    opd = (
        OPD.replace("weight = 60", "weight = 55").replace("weight = 40", "weight = 45")
        if "weight = 55" in changed
        else OPD
    )
    found = compared(tmp_path, changed, opd) if file == "rules" else compared(tmp_path, opd=changed)
    assert found.can_change
    assert reason in found.reasons
    assert found.statement.startswith("Nilai dapat berubah karena ")
    assert all(part.can_change for part in found.categories)


CONTEST = """
[[facts]]
code = "hadir"
label = "Pimpinan hadir"
ref = "sumber"
grade = "B"

[[gates]]
id = "lolos"
label = "Ambang"
on = "saq"
before = "visitasi"
value = "published"
any_of = [
  { kind = "threshold", value = 60, strict = true },
  { kind = "rank", value = 10, ties = "admit" },
  { kind = "class", class = "informatif" },
  { kind = "fact", fact = "hadir" },
]
otherwise = "zero"
ref = "sumber"
grade = "B"

[[panels]]
stage = "visitasi"
aggregate = "mean"
minimum = 3
ref = "sumber"
grade = "B"

[[adjustments]]
id = "bonus"
label = "Pimpinan hadir"
stage = "visitasi"
when = "hadir"
kind = "multiply"
value = "3/2"
cap = 100
ref = "sumber"
grade = "C"

[[awards]]
id = "juara"
label = "Juara"
kind = "champion"
places = 1
ref = "sumber"
grade = "B"

[ranking]
number = "published"
ties = "competition"
keys = [{ by = "stage", of = "visitasi" }, { by = "submitted" }]
ref = "sumber"
grade = "B"
"""

# (what is replaced, by what, the reason; None: no number follows from it)
IN_CONTEST = [
    ('on = "saq"\nbefore', 'on = "nf"\nbefore', "gerbang lolos: tahap yang diuji saq menjadi tidak dipublikasikan"),
    ("value = 60", "value = 61", "gerbang lolos: angka ambang 60 menjadi 61"),
    ("strict = true", "strict = false", "gerbang lolos: harus di atas ambang ya menjadi tidak"),
    ("value = 10, ties", "value = 9, ties", "gerbang lolos: angka peringkat 10 menjadi 9"),
    ('class = "informatif"', 'class = "tidak_informatif"', "gerbang lolos: kelas informatif menjadi tidak_informatif"),
    ('value = "published"', 'value = "exact"', "gerbang lolos: angka nilai tercetak menjadi nilai eksak"),
    ('otherwise = "zero"', 'otherwise = "exclude"', "gerbang lolos: bila berhenti nol menjadi tanpa nilai akhir"),
    ('aggregate = "mean"', 'aggregate = "median"', "penilai visitasi: gabungan rerata menjadi median"),
    ("minimum = 3", "minimum = 2", "penilai visitasi: paling sedikit 3 menjadi 2"),
    ('value = "3/2"', 'value = "5/4"', "penyesuaian bonus: angka 1,5 menjadi 1,25"),
    ("cap = 100", "cap = 99", "penyesuaian bonus: paling tinggi 100 menjadi 99"),
    ("places = 1", "places = 2", "penghargaan juara: banyaknya tempat 1 menjadi 2"),
    ('ties = "competition"', 'ties = "dense"', "peringkat: seri 1, 2, 2, 4 menjadi 1, 2, 2, 3"),
    (', { by = "submitted" }', "", "peringkat: pemecah seri waktu kirim waktu kirim menjadi -"),
    ('label = "Ambang"', 'label = "Ambang SAQ"', None),
    ('label = "Juara"', 'label = "Juara kategori"', None),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "reason"), IN_CONTEST, ids=lambda value: str(value)[:30])
def test_a_rule_of_the_contest_that_changes_is_named(tmp_path: Path, old: str, new: str, reason: str | None) -> None:
    assert old in CONTEST
    rules = RULES.replace("\n[arithmetic]", CONTEST[CONTEST.index("[ranking]") :] + "\n[arithmetic]")
    first = rules + CONTEST[: CONTEST.index("[ranking]")]
    changed = first.replace(old, new, 1)
    found = compared(tmp_path, changed, first=(first, OPD))
    assert found.can_change == (reason is not None)
    assert found.reasons == (() if reason is None else (reason,))


MORE = OPD + OPD[OPD.rindex("[[questions]]") :].replace("U-2", "U-3")
RELATIVE = RULES.replace('blank = "zero"', 'question_weights = "relative"\nblank = "zero"')


def test_questions_come_go_move_and_weigh_otherwise(tmp_path: Path) -> None:
    first = (RELATIVE, OPD)
    new = compared(tmp_path / "a", RELATIVE, MORE, first)
    gone = compared(tmp_path / "b", RELATIVE, OPD, (RELATIVE, MORE))
    moved = compared(
        tmp_path / "c",
        RELATIVE,
        MORE.replace('"U-3"\nindicator = "sarana"', '"U-3"\nindicator = "jenis"'),
        (RELATIVE, MORE),
    )
    weighed = compared(
        tmp_path / "d", RELATIVE, MORE[:-200] + MORE[-200:].replace("weight = 40", "weight = 20"), (RELATIVE, MORE)
    )
    weighed_at_two = compared(tmp_path / "e", RELATIVE, OPD.replace("weight = 40", "weight = 2"), first)
    assert (new.reasons, lines(new)) == (("1 butir baru (U-3)",), [("new", "questions", "U-3")])
    assert (gone.reasons, lines(gone)) == (("1 butir dihapus (U-3)",), [("dropped", "questions", "U-3")])
    assert moved.reasons == ("1 butir pindah indikator (U-3)",)
    assert weighed_at_two.reasons == ("bobot 1 butir berubah (U-2)",)
    assert [line.after for line in weighed_at_two.changed()] == ["2"]
    assert weighed.can_change is False or weighed.reasons


def test_words_alone_change_no_score_but_are_told(tmp_path: Path) -> None:
    found = compared(
        tmp_path,
        RULES.replace('label = "Sarana"', 'label = "Sarana dan prasarana"'),
        OPD.replace("Sediakan meja", "Siapkan meja"),
    )
    assert found.statement == "Nilai tidak dapat berubah: hanya teks, sumber, atau keterangan yang berbeda."
    assert lines(found) == [("changed", "indicators", "sarana"), ("reworded", "questions", "U-2")]


def test_another_question_or_help_may_be_answered_otherwise(tmp_path: Path) -> None:
    found = compared(tmp_path, opd=OPD.replace("Apakah ada meja layanan?", "Apakah ada meja layanan khusus?"))
    assert not found.can_change
    assert found.statement.startswith("Nilai dari jawaban dan penilaian yang sama tidak dapat berubah")
    assert found.categories[0].counts == {"same": 1, "reworded": 1}


def test_another_time_for_objections_changes_no_score_by_itself(tmp_path: Path) -> None:
    objection = '\n[objection]\non = "saq"\nmode = "claim"\ndays = {}\nref = "sumber"\ngrade = "B"\n'
    found = compared(tmp_path, RULES + objection.format(5), first=(RULES + objection.format(3), OPD))
    assert (found.can_change, found.reasons) == (False, ())
    assert found.statement == (
        "Nilai tidak dapat berubah: hanya teks, sumber, atau keterangan yang berbeda. "
        "Masa sanggah berbeda: nilai sesudah sanggah dapat lain."
    )


def test_a_published_number_in_the_place_of_the_same_assumption_changes_no_score(tmp_path: Path) -> None:
    stated = RULES.replace('label = "Kuesioner"\nweight = "nf"', 'label = "Kuesioner"\nweight = 80').replace(
        '{ key = "stages.saq.weight", value = 80 }, ', ""
    )
    found = compared(tmp_path, stated)
    assert (found.can_change, found.reasons) == (False, ())
    assert ("changed", "stages", "saq") in lines(found)


def test_a_question_is_followed_under_another_code(tmp_path: Path) -> None:
    found = compared(
        tmp_path,
        opd=OPD.replace('"U-2"', '"U-9"').replace('group = "Ruang"', 'group = "Ruang"\ncontinues = "uji/2030:U-2"'),
    )
    assert (found.can_change, lines(found)) == (False, [("renamed", "questions", "U-9")])


def test_a_code_that_continues_nothing_is_new_and_the_old_one_dropped(tmp_path: Path) -> None:
    found = compared(tmp_path, opd=OPD.replace('"U-2"', '"U-9"'))
    assert found.reasons == ("1 butir baru (U-9)", "1 butir dihapus (U-2)")


CATEGORY = '[[categories]]\ncode = "opd"\nlabel = "OPD"\nfile = "opd.toml"\n'


def test_a_category_that_is_dropped_has_no_score_any_more_and_a_new_one_none_yet(tmp_path: Path) -> None:
    renamed_rules = RULES.replace(CATEGORY, CATEGORY.replace('"opd"', '"desa"').replace('"OPD"', '"Desa"'))
    found = compared(tmp_path, renamed_rules, OPD.replace('category = "opd"', 'category = "desa"'))
    assert [(part.code, part.state, part.can_change) for part in found.categories] == [
        ("opd", "dropped", True),
        ("desa", "new", False),
    ]


def test_a_stage_of_one_category_touches_no_other(tmp_path: Path) -> None:
    routed = RULES.replace(
        'label = "Visitasi"\nweight = "nf"\nmissing = "carry"',
        'label = "Visitasi"\ncategories = ["opd", "desa"]\nweight = "nf"\nmissing = "carry"',
    )
    routed = routed.replace('label = "Kuesioner"', 'label = "Kuesioner"\ncategories = ["opd", "desa"]')
    wanted = routed.replace('categories = ["opd", "desa"]', 'categories = ["opd"]')
    found = compared(tmp_path, wanted, first=(routed, OPD))
    assert {part.code: part.can_change for part in found.categories} == {"opd": False, "desa": True}


def test_places_across_categories_tie_them_together(tmp_path: Path) -> None:
    gate = (
        '\n[[gates]]\nid = "sepuluh"\nlabel = "Sepuluh besar"\non = "saq"\nbefore = "visitasi"\n'
        'any_of = [{ kind = "rank", value = 10, per = "all" }]\nref = "sumber"\ngrade = "B"\n'
    )
    two = (
        RULES.replace(CATEGORY, CATEGORY + CATEGORY.replace('"opd"', '"desa"').replace('"opd.toml"', '"desa.toml"'))
        + gate
    )
    made = []
    for name, opd in (("lama", OPD), ("baru", OPD.replace("huruf", "lain"))):
        rules = two.replace('code = "huruf"', 'code = "lain"') if name == "baru" else two
        found = library(
            tmp_path / name, rules.replace("points = 0.25", "points = 0.5") if name == "baru" else rules, opd
        )
        (tmp_path / name / "uji" / "2030" / "desa.toml").write_text(
            OPD.replace('category = "opd"', 'category = "desa"').replace('scale = "huruf"\n', ""), encoding="utf-8"
        )
        made.append(read_whole(found, "uji/2030"))
    joined = difference(*made)
    assert [part.can_change for part in joined.categories] == [True, True]
    assert joined.categories[1].reasons == ("tempat ditentukan bersama kategori lain yang nilainya dapat berubah",)


@pytest.mark.parametrize("batch", range(BATCHES))
def test_where_no_score_can_change_random_bodies_score_classify_and_rank_alike(tmp_path: Path, batch: int) -> None:
    """Also a premise: at least a third of the compared categories differ and yet cannot change."""
    chance = Random(batch)
    generate(tmp_path / "lama", chance, SETS)
    shutil.copytree(tmp_path / "lama", tmp_path / "baru")
    old = Library(tmp_path / "lama")
    for edition in Library(tmp_path / "baru").editions:
        vary(edition.folder, chance)
    new = Library(tmp_path / "baru")
    shelf = Shelf(tmp_path / "lama")
    seen = {True: 0, False: 0}
    opening = [edition for edition in new.editions if not new.check([edition])]
    assert 2 * len(opening) > SETS
    for edition in opening:
        sides = (read_whole(old, edition.name), read_whole(new, edition.name))
        found = difference(*sides)
        for part in found.categories:
            seen[part.can_change] += part.can_change or bool(found.changed())
            if not part.can_change:
                check_alike(sides, part, shelf, chance)
            else:
                assert part.reasons != ("isi aturan yang dihitung berbeda",), (edition.name, part.code)
        if not found.can_change:
            check_contest(sides, shelf, chance)
    assert 3 * seen[False] >= seen[True] + seen[False], seen


def vary(folder: Path, chance: Random) -> None:
    """Change a rule set at random, or leave it where it would not open any more."""
    files = variants.read(folder)
    loud = chance.sample(variants.LOUD, 1) if chance.random() < 0.5 else []
    for variation in chance.sample(variants.QUIET, 2) + loud:
        variation(files, chance)
    before = variants.read(folder)
    variants.write(folder, files)
    library = Library(folder.parents[1])
    if library.check(edition for edition in library.editions if edition.folder == folder):
        variants.write(folder, before)


def check_alike(sides: tuple[Whole, Whole], part: CategoryDifference, shelf: Shelf, chance: Random) -> None:
    """Both give the same numbers, classes and places to the same random bodies."""
    names = {}
    if part.code in sides[0].questionnaires and part.code in sides[1].questionnaires:
        names = renamed(*(side.questionnaires[part.code] for side in sides))
        paper = shelf.paper(sides[0].name, part.code)
        for turn in range(4):
            raw, judged = answering.answers(paper, chance), answering.verdicts(paper, chance) if turn % 2 else {}
            assert total(sides[0], part.code, raw, judged, {}) == total(sides[1], part.code, raw, judged, names)
    rules = shelf.rules(sides[0].name)
    values = [Fraction(answering.score_text(rules, chance)) for _ in range(6)]
    for value in values:
        assert qualify(sides[0].rules, value).code == qualify(sides[1].rules, value).code
    for step in (Step.STAGE, Step.FINAL):
        assert rank(sides[0].rules, values, step) == rank(sides[1].rules, values, step)
    for _ in range(3):
        given = {code: Fraction(text) for code, text in answering.stage_values(rules, part.code, chance).items()}
        assert final(sides[0], part.code, given) == final(sides[1], part.code, given)


def check_contest(sides: tuple[Whole, Whole], shelf: Shelf, chance: Random) -> None:
    """Both let the same bodies through the same gates, to the same places and awards."""
    categories = [*(sides[0].questionnaires or ["lain"])]
    raw = entering.entries(shelf.rules(sides[0].name), categories, chance)
    told = [contest(side.rules, [entry(row) for row in raw]).as_json() for side in sides]
    assert outcomes(told[0]) == outcomes(told[1])


def entry(raw: Mapping[str, Any]) -> Entry:
    marks = {
        place: [Mark(Fraction(mark["value"]), mark["assessor"], mark["territory"]) for mark in rows]
        for place, rows in raw["marks"].items()
    }
    values = {place: Fraction(text) for place, text in raw["values"].items()}
    sent = None if raw["sent"] is None else datetime(2030, 1, 1, tzinfo=UTC) + timedelta(days=raw["sent"])
    return Entry(raw["body"], raw["category"], raw["territory"], raw["status"], values, marks, raw["facts"], sent)


def outcomes(told: dict[str, Any]) -> list[dict[str, Any]]:
    """What a contest decides, without what it says about it."""
    said = ("notes", "refused", "assumptions", "gates")
    gates = [
        [(gate["id"], gate["outcome"], gate["by"], gate["number"]) for gate in body["gates"]] for body in told["bodies"]
    ]
    rest = [{key: value for key, value in body.items() if key not in said} for body in told["bodies"]]
    return [body | {"gates": passed} for body, passed in zip(rest, gates, strict=True)]


def scrambled(value: Any, keep: frozenset[str] = frozenset()) -> Any:
    """A kernel value in which everything that `questionnaires.meaning` leaves away is something else."""
    if isinstance(value, Mapping):
        return {key: scrambled(item) for key, item in value.items()}
    if isinstance(value, tuple):
        return tuple(scrambled(item) for item in value)
    if not is_dataclass(value):
        return value
    aside = meaning.WORDS | meaning.ASIDE.get(type(value).__name__, frozenset())
    changed = {}
    for field in fields(value):
        inner = getattr(value, field.name)
        if field.name in keep:
            continue
        if field.name == "evidence":
            changed[field.name] = Evidence(("video",), "lain", 9, Fraction(1, 7), 3, "tahun_ini", True)
        elif field.name in aside or field.name.endswith("assumption"):
            changed[field.name] = _other(inner)
        else:
            changed[field.name] = scrambled(inner)
    return replace(value, **changed)


def _other(value: Any) -> Any:
    if isinstance(value, str):
        return "kata lain"
    if isinstance(value, int):
        return 2099
    return () if isinstance(value, tuple) else {} if isinstance(value, Mapping) else None


@pytest.mark.parametrize("batch", range(BATCHES))
def test_the_kernel_reads_no_number_from_what_the_difference_calls_words(tmp_path: Path, batch: int) -> None:
    chance = Random(f"kata {batch}")
    generate(tmp_path, chance, SETS // 2)
    library, shelf = Library(tmp_path), Shelf(tmp_path)
    for edition in library.editions:
        plain = read_whole(library, edition.name)
        papers = {
            code: scrambled(found, frozenset({"left_out", "body"})) for code, found in plain.questionnaires.items()
        }
        other = replace(plain, rules=scrambled(plain.rules), questionnaires=papers)
        for code in plain.questionnaires:
            part = CategoryDifference(code, "", "compared", False, "", (), {})
            check_alike((plain, other), part, shelf, chance)
        check_contest((plain, other), shelf, chance)


def total(side: Whole, category: str, raw: dict[str, dict], judged: dict[str, dict], names: dict[str, str]) -> Any:
    codes = {old: new for new, old in names.items()}
    questionnaire = side.questionnaires[category]
    answers, problems = read_answers(questionnaire, {codes.get(code, code): answer for code, answer in raw.items()})
    assert problems == []
    verdicts = {codes.get(code, code): Verdict(Outcome(row["outcome"]), row["level"]) for code, row in judged.items()}
    sheet = Scorer(questionnaire).score(answers, FactKind.VERIFIED if judged else FactKind.SELF, verdicts)
    provisional = sheet.provisional.code if sheet.provisional else None
    return sheet.exact, sheet.published, sheet.maximum, provisional, bool(sheet.refused)


def final(side: Whole, category: str, given: dict[str, Fraction]) -> Any:
    found = combine(side.rules, category, given).as_json()
    return {key: found[key] for key in ("stages", "final", "class", "provisional_class", "basis")}
