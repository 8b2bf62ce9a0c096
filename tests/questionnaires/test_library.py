"""What a library of rule sets knows: names and versions, categories and instruments, files read, and all of it in numbers."""

from __future__ import annotations

import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import pytest

from questionnaires import SHIPPED, Library, RuleErrors, UnknownRules
from questionnaires.editions import Edition, edition_alone, editions_in, editions_of, is_file_name, is_name
from questionnaires.listing import Tally
from questionnaires.orphans import orphans
from questionnaires.reading import read_bare
from questionnaires.whole import read_whole
from scoring.rules import Source
from tests.questionnaires import test_wrong_contests as contests
from tests.questionnaires.test_own_rules import RULES as BARE
from tests.questionnaires.test_wrong_rules import OPD, RULES, library

ROOT = Path(__file__).parents[2]


def write(root: Path, name: str, text: str = RULES, **files: str) -> Path:
    folder = root / name
    folder.mkdir(parents=True)
    for file, content in {"rules": text, **files}.items():
        (folder / f"{file}.toml").write_text(content, encoding="utf-8")
    return folder


def version(number: int) -> str:
    return RULES.replace("version = 1", f'version = {number}\nreason = "Versi berikutnya."')


def several(root: Path) -> Library:
    """Owners `lain` and `uji`; of `uji` the years 2029 and 2030, the latter in versions 1, 2 and 10."""
    write(root, "uji/2030", opd=OPD)
    write(root, "uji/2030@2", version(2), opd=OPD)
    write(root, "uji/2030@10", version(10), opd=OPD)
    write(root, "uji/2029", RULES.replace("2030", "2029"), opd=OPD)
    write(root, "lain/2030", RULES.replace('"uji"', '"lain"'), opd=OPD)
    return Library(root)


def refused(call: object, *given: object) -> str:
    with pytest.raises(UnknownRules) as caught:
        call(*given)  # type: ignore[operator]
    assert str(caught.value) == str(caught.value.problem)
    return str(caught.value.problem)


# Names and versions ------------------------------------------------------------------------------------------------------
def test_rule_sets_stand_by_owner_year_and_version_as_numbers(tmp_path: Path) -> None:
    assert [edition.name for edition in several(tmp_path).editions] == [
        "lain/2030@1", "uji/2029@1", "uji/2030@1", "uji/2030@2", "uji/2030@10",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("asked", "found"),
    [("uji/2030", "uji/2030@10"), ("uji/2030@1", "uji/2030@1"), ("uji/2030@2", "uji/2030@2"), ("uji/2029", "uji/2029@1")],
)  # fmt: skip
def test_a_name_without_a_version_is_the_newest_one(tmp_path: Path, asked: str, found: str) -> None:
    assert several(tmp_path).edition(asked).name == found


OF_UJI = "uji/2029@1, uji/2030@1, uji/2030@2, uji/2030@10"
UNKNOWN = [
    ("uji/2031", OF_UJI),
    ("uji/2030@3", OF_UJI),
    ("uji/2030@", OF_UJI),
    ("uji/2030@x", OF_UJI),
    ("uji/2030 ", OF_UJI),
    ("uji/203", OF_UJI),
    ("uji", OF_UJI),
    ("uji/٢٠٣٠", OF_UJI),
    ("xuji/2030", "lain, uji"),
    ("Uji/2030", "lain, uji"),
    ("../uji/2030", "lain, uji"),
    ("", "lain, uji"),
]


@pytest.mark.parametrize(("asked", "there"), UNKNOWN)
def test_a_name_that_is_none_is_told_with_those_there_are(tmp_path: Path, asked: str, there: str) -> None:
    """The owner's rule sets where the owner is known, else the owners."""
    expected = f"aturan '{asked}': tidak ada. Pilih salah satu: {there}."
    assert refused(several(tmp_path).edition, asked) == expected


def test_the_versions_of_a_year_stand_oldest_first(tmp_path: Path) -> None:
    found = several(tmp_path)
    assert [edition.version for edition in found.versions(found.edition("uji/2030@2"))] == [1, 2, 10]
    assert [edition.version for edition in found.versions(found.edition("uji/2029"))] == [1]


def test_a_folder_says_which_rule_set_it_holds_by_its_name_and_by_the_version_in_its_file(tmp_path: Path) -> None:
    write(tmp_path, "uji/2030", RULES.replace("version = 1", "version = 0"))
    write(tmp_path, "uji/2031", RULES.replace("version = 1\n", ""))
    write(tmp_path, "uji/2032", RULES.replace("version = 1", "version = 4 # rancangan"))
    write(tmp_path, "uji/2033@7", RULES)
    write(tmp_path, "uji/2034", RULES.replace("version = 1", "version = 5").replace("\n", "\r"))
    write(tmp_path, "uji/203", RULES)
    write(tmp_path, "uji/2030@", RULES)
    write(tmp_path, "uji/2030@1x", RULES)
    found = list(editions_in(tmp_path))
    assert [(edition.name, edition.short) for edition in found] == [
        ("uji/2030@0", "uji/2030"), ("uji/2031@1", "uji/2031"), ("uji/2032@4", "uji/2032"), ("uji/2033@7", "uji/2033@7"),
        ("uji/2034@5", "uji/2034"),
    ]  # fmt: skip
    assert found[0] == Edition("uji", 2030, 0, tmp_path / "uji" / "2030")


def test_of_two_folders_with_one_rule_set_the_first_wins_and_within_a_folder_the_first_by_name(tmp_path: Path) -> None:
    first, second = tmp_path / "a", tmp_path / "b"
    write(first, "uji/2030")
    write(second, "uji/2030@1")
    write(second, "uji/2029")
    write(first, "uji/2030@1")
    assert [edition.folder for edition in editions_of([first, second])] == [
        second / "uji" / "2029",
        first / "uji" / "2030",
    ]
    assert [edition.folder for edition in editions_of([second, first])][1] == second / "uji" / "2030@1"


STATED = 'owner = "uji"\nyear = 2030\nversion = 2\n'


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (STATED, "uji/2030@2"),
        ("# x\nowner   =  'uji' # siapa\nyear=2030# tahun\nversion =2   # ke\n", "uji/2030@2"),
        (STATED.replace("owner", "pemilik"), None),
        (STATED.replace('"uji"', '"Uji"'), None),
        (STATED.replace("2030", "203"), None),
        (STATED.replace("version = 2\n", ""), None),
        (STATED.replace("year", " year"), None),
    ],
)
def test_a_copied_folder_is_the_rule_set_that_its_file_says(tmp_path: Path, text: str, name: str | None) -> None:
    folder = write(tmp_path, "salinan", text)
    found = edition_alone(folder)
    assert (found.name if found else None) == name
    assert found is None or found.folder == folder
    assert edition_alone(tmp_path) is None


def test_what_is_a_name_and_what_is_a_file_name() -> None:
    assert [is_name(text) for text in ("uji/2030", "uji/2030@12", "u_1/2030")] == [True] * 3
    wrong = ("Uji/2030", "uji/2030@", "uji/203", "uji/20301", "1uji/2030", "uji/2030@1\n", "a/uji/2030", "uji")
    assert [is_name(text) for text in wrong] == [False] * len(wrong)
    assert [is_file_name(text) for text in ("opd.toml", "A-1_b.c.toml", "9.toml", "_x.toml")] == [True] * 4
    wrong = (
        "rules.toml",
        ".toml",
        "-a.toml",
        "a/b.toml",
        "opd.tom",
        "opd.toml\n",
        "opd,toml",
        "a b.toml",
        "..toml",
        "",
    )
    assert [is_file_name(text) for text in wrong] == [False] * len(wrong)


# Categories and instruments ----------------------------------------------------------------------------------------------
def test_a_category_that_is_none_is_told_with_those_there_are(tmp_path: Path) -> None:
    found = contests.library(tmp_path)
    missing = "kategori 'kota': tidak ada pada {}. Pilih salah satu: desa."
    assert found.categories("uji/2030") == (("desa", "Desa"),)
    assert refused(found.questionnaire, "uji/2030", "kota") == missing.format("uji/2030")
    assert refused(found.category_file, found.edition("uji/2030"), "kota") == missing.format("uji/2030@1")
    more = RULES.replace(
        "[[indicators]]", '[[categories]]\ncode = "desa"\nlabel = "Desa"\nfile = "desa.toml"\n\n[[indicators]]', 1
    )
    two = library(tmp_path / "y", more)
    assert two.categories("uji/2030") == (("opd", "OPD"), ("desa", "Desa"))
    assert refused(two.questionnaire, "uji/2030", "kota").endswith("Pilih salah satu: opd, desa.")
    bare = Library(write(tmp_path / "x", "desaku/2031", BARE).parents[1])
    assert (
        refused(bare.questionnaire, "desaku/2031", "kota")
        == "kategori 'kota': tidak ada pada desaku/2031. Aturan ini tidak memuat kuesioner."
    )


def test_a_body_with_an_instrument_of_its_own_is_asked_that_and_others_the_category_s(tmp_path: Path) -> None:
    own = contests.DESA.replace("Apakah profil diumumkan?", "Apakah profil desa ini diumumkan?")
    found = contests.library(tmp_path, own=own)
    usual = found.questionnaire("uji/2030", "desa")
    assert found.questionnaire("uji/2030", "desa", "Desa Lain") is usual
    assert found.questionnaire("uji/2030", "desa", "") is usual
    special = found.questionnaire("uji/2030", "desa", " desa  CONTOH ")
    assert special is found.questionnaire("uji/2030@1", "desa", "Desa Contoh")
    assert (special.body, special.reason) == ("Desa Contoh", "Desa ini mempunyai indikatornya sendiri.")
    assert (usual.body, usual.reason) == ("", "")
    assert special.questions[0].text == "Apakah profil desa ini diumumkan?"
    assert found.own_questionnaires("uji/2030", "desa") == (special,)
    assert found.own_questionnaires("uji/2030", "kota") == ()
    assert refused(found.questionnaire, "uji/2030", "kota", "Desa Contoh").startswith("kategori 'kota': tidak ada")


def test_the_items_of_a_file_are_had_without_a_questionnaire(tmp_path: Path) -> None:
    found = contests.library(tmp_path)
    edition = found.edition("uji/2030")
    assert [item.code for item in found.items_of(edition, "desa")] == ["D-1"]
    assert [item.code for item in found.items_of(edition, "desa-contoh")] == ["D-1"]
    with pytest.raises(RuleErrors) as caught:
        found.items_of(edition, "tiada")
    assert [str(problem) for problem in caught.value.problems] == [
        "uji/2030/tiada.toml: berkas tidak ada. Tambahkan berkas itu atau hapus penyebutannya."
    ]


def test_what_is_wrong_is_raised_where_it_is_asked_for(tmp_path: Path) -> None:
    told = "uji/2030/opd.toml, indikator sarana: jumlah bobot butir 39, seharusnya 40."
    found = library(tmp_path / "a", opd=OPD.replace("weight = 40", "weight = 39"))
    assert found.rule_set("uji/2030").title == "Aturan uji"
    with pytest.raises(RuleErrors, match="seharusnya 40") as caught:
        found.questionnaire("uji/2030", "opd")
    assert [str(problem).startswith(told) for problem in caught.value.problems] == [True]
    broken = library(tmp_path / "b", opd="category = 5\n")
    edition = broken.edition("uji/2030")
    for call in (broken.category_file, broken.items_of):
        with pytest.raises(RuleErrors, match="bukan jenis yang diminta"):
            call(edition, "opd")
    unread = library(tmp_path / "c", RULES.replace("year = 2030", "year = 1"))
    for call in (unread.scope, unread.loaded):
        with pytest.raises(RuleErrors, match="terlalu kecil"):
            call(unread.edition("uji/2030"))
    assert [problem.place for problem in unread.check()] == ["uji/2030/rules.toml, kunci 'year'"]


def test_a_questionnaire_names_the_sources_and_assumptions_of_every_rule_set_that_its_items_come_from(
    tmp_path: Path,
) -> None:
    """The first rule set of the chain that uses an id says what it stands for."""
    extra = '[[assumptions]]\nid = "dari_{}"\ntext = "Berlaku tanpa mengisi."\nreason = "Tidak diterbitkan."\n\n'
    names = ("uji", "daerah", "kota")
    for owner, base in zip(names, ("", "uji/2030:opd", "daerah/2030:opd"), strict=True):
        rules = (
            RULES.replace('"uji"', f'"{owner}"')
            .replace('"sumber"', f'"s_{owner}"')
            .replace("Sumber uji", f"Sumber {owner}")
        )
        rules = rules.replace("Bobot tahap dianggap", f"Menurut {owner} bobot tahap")
        rules = rules.replace("[arithmetic]", extra.format(owner) + "[arithmetic]")
        over = f'category = "opd"\nlabel = "OPD"\nbase = "{base}"\n'
        write(tmp_path, f"{owner}/2030", rules, opd=over if base else OPD.replace('"sumber"', '"s_uji"'))
    found = Library(tmp_path)
    assert found.check() == []
    told = found.questionnaire("kota/2030", "opd").rules
    assert told.sources == {f"s_{name}": Source(f"s_{name}", f"Sumber {name}") for name in names}
    assert [told.assumptions[f"dari_{name}"].id for name in names] == [f"dari_{name}" for name in names]
    assert told.assumptions["bagi_dua"].text.startswith("Menurut kota bobot tahap")
    alone = found.rule_set("kota/2030")
    assert (list(alone.sources), "dari_uji" in alone.assumptions) == (["s_kota"], False)


def test_a_rule_set_is_read_whole_or_all_that_is_wrong_with_its_questionnaires_is_told(tmp_path: Path) -> None:
    whole = read_whole(contests.library(tmp_path / "a"), "uji/2030")
    assert (whole.name, list(whole.questionnaires)) == ("uji/2030@1", ["desa", "desa (Desa Contoh)"])
    assert whole.questionnaires["desa (Desa Contoh)"].body == "Desa Contoh"
    wrong = contests.DESA.replace("weight = 100", "weight = 90")
    broken = contests.library(tmp_path / "b", own=wrong)
    (tmp_path / "b" / "uji" / "2030" / "desa.toml").write_text(wrong, encoding="utf-8")
    with pytest.raises(RuleErrors) as caught:
        read_whole(broken, "uji/2030")
    assert [problem.place for problem in caught.value.problems] == [
        "uji/2030/desa.toml, indikator profil", "uji/2030/desa-contoh.toml, indikator profil",
    ]  # fmt: skip


# Reading once, and one rule set more -------------------------------------------------------------------------------------
def test_every_file_is_read_once_and_named(tmp_path: Path) -> None:
    found = contests.library(tmp_path)
    assert found.files_read() == ()
    rules = found.rule_set("uji/2030")
    folder = tmp_path / "uji" / "2030"
    assert found.files_read() == (folder / "rules.toml",)
    found.check()
    found.check()
    assert found.files_read() == tuple(folder / name for name in ("rules.toml", "desa.toml", "desa-contoh.toml"))
    assert found.rule_set("uji/2030") is rules
    assert found.scope(found.edition("uji/2030")) is found.loaded(found.edition("uji/2030"))[0]
    assert found.category_file(found.edition("uji/2030"), "desa") is found.category_file(
        found.edition("uji/2030"), "desa"
    )
    assert found.questionnaire("uji/2030", "desa") is found.questionnaire("uji/2030@1", "desa")
    assert read_bare(found.files_read()) >= 0


def test_a_rule_set_that_joins_stands_in_the_place_of_its_name_and_leaves_the_library_as_it_was(tmp_path: Path) -> None:
    found = several(tmp_path / "a")
    before = found.rule_set("uji/2030@2").title
    other = write(tmp_path / "b", "apa-saja", version(2).replace("Aturan uji", "Aturan lain"), opd=OPD)
    joining = edition_alone(other)
    assert joining is not None
    joined = found.joined_by(joining)
    assert [edition.name for edition in joined.editions] == [edition.name for edition in found.editions]
    assert joined.edition("uji/2030@2").folder == other
    assert (joined.rule_set("uji/2030@2").title, before) == ("Aturan lain", "Aturan uji")
    assert found.edition("uji/2030@2").folder == tmp_path / "a" / "uji" / "2030@2"
    third = write(tmp_path / "c", "apa-saja", version(3), opd=OPD)
    further = edition_alone(third)
    assert further is not None
    assert [edition.version for edition in found.joined_by(further).versions(further)] == [1, 2, 3, 10]


def test_rule_sets_may_join_one_after_the_other(tmp_path: Path) -> None:
    first, second = (edition_alone(write(tmp_path / name, "salinan", version(int(name)))) for name in "34")
    assert first is not None
    assert second is not None
    joined = several(tmp_path / "a").joined_by(first).joined_by(second)
    assert [edition.version for edition in joined.versions(first)] == [1, 2, 3, 4, 10]


def test_a_check_is_of_the_rule_sets_that_were_asked_for_and_tells_the_faults_of_each(tmp_path: Path) -> None:
    write(tmp_path, "a/2030", RULES.replace('"uji"', '"a"').replace("lower = 90", "lower = 120"), opd=OPD)
    write(tmp_path, "b/2030", RULES.replace('"uji"', '"b"'), opd=OPD.replace("weight = 40", "weight = 39"))
    write(tmp_path, "c/2030", RULES.replace('"uji"', '"c"'), opd=OPD)
    found = Library(tmp_path)
    a, b, c = found.editions
    assert [problem.place.partition(",")[0] for problem in found.check()] == ["a/2030/rules.toml"] * 2 + [
        "b/2030/opd.toml"
    ]
    assert [problem.place.partition(",")[0] for problem in found.check([b, c])] == ["b/2030/opd.toml"]
    assert found.check([c]) == []
    assert found.check([]) == []
    assert len(found.check([a, a])) == 2


def test_faults_of_the_rules_do_not_hide_those_of_the_questions(tmp_path: Path) -> None:
    found = library(tmp_path, RULES.replace("lower = 90", "lower = 120"), OPD.replace("weight = 40", "weight = 39"))
    assert [problem.place.partition(",")[0] for problem in found.check()] == ["uji/2030/rules.toml"] * 2 + [
        "uji/2030/opd.toml"
    ]


# What a questionnaire is laid over ---------------------------------------------------------------------------------------
def over(owner: str, number: int, base: str) -> str:
    return (
        f'owner = "{owner}"\nyear = 2030\nversion = {number}\nstate = "draft"\ntitle = "Lapisan"\n'
        f'reason = "Mengikuti dasar."\nbase = "{base}"\n'
    )


def test_the_core_of_a_questionnaire_is_the_first_one_of_somebody_else(tmp_path: Path) -> None:
    write(tmp_path, "uji/2030", opd=OPD)
    write(tmp_path, "daerah/2030", over("daerah", 1, "uji/2030@1"))
    write(tmp_path, "daerah/2030@2", over("daerah", 2, "daerah/2030@1"))
    write(tmp_path, "kota/2030", over("kota", 1, "daerah/2030@2"))
    found = Library(tmp_path)
    assert found.check() == []
    cores = {name: found.core(name, "opd")[0] for name in ("uji/2030", "daerah/2030@1", "daerah/2030@2", "kota/2030")}
    assert cores == {
        "uji/2030": "",
        "daerah/2030@1": "uji/2030@1:opd",
        "daerah/2030@2": "uji/2030@1:opd",
        "kota/2030": "daerah/2030@2:opd",
    }
    assert [(item.code, item.state) for item in found.core("kota/2030", "opd")[1]] == [("U-1", "same"), ("U-2", "same")]


def test_items_of_a_file_of_its_own_are_a_core_too(tmp_path: Path) -> None:
    write(tmp_path, "uji/2030", opd='category = "opd"\nlabel = "OPD"\nbase = "uji/2030:inti"\n', inti=OPD)
    found = Library(tmp_path)
    assert found.core("uji/2030", "opd")[0] == "uji/2030@1:inti"
    assert [item.code for item in found.core("uji/2030", "opd")[1]] == ["U-1", "U-2"]


@pytest.mark.parametrize(("place", "names"), [("", 5), ("uji", 4), ("uji/2030", 1), ("lain", 1)])
def test_a_folder_is_the_library_or_lies_in_one(tmp_path: Path, place: str, names: int) -> None:
    several(tmp_path)
    found, inside = Library.around(tmp_path / place)
    assert len(inside) == names
    assert found.roots == (tmp_path, SHIPPED)
    assert found.check(inside) == []


def test_a_folder_that_is_no_rule_set_holds_none(tmp_path: Path) -> None:
    found, inside = Library.around(tmp_path)
    assert (inside, found.roots, found.editions) == ((), (tmp_path,), ())


LOOKED_AT = """
import sys
from pathlib import Path
from questionnaires import Library
root, place, looked = sys.argv[1], Path(sys.argv[2]), []
sys.addaudithook(lambda event, told: looked.append(str(told[0])) if event == "os.scandir" else None)
Library.around(place)
print(*(path for path in looked if path.startswith(root) and not path.startswith(str(place))))
"""


def test_the_neighbours_of_a_folder_are_not_looked_at(tmp_path: Path) -> None:
    """They are somebody else's, and may be gone a moment later."""
    place = tmp_path / "uji" / "salinan"
    write(tmp_path, "uji/salinan", RULES)
    write(tmp_path, "tetangga/2030", RULES)
    done = subprocess.run(
        [sys.executable, "-c", LOOKED_AT, str(tmp_path), str(place)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == ""


# In numbers --------------------------------------------------------------------------------------------------------------
def test_a_rule_set_is_listed_with_its_questionnaires_and_what_was_not_published(tmp_path: Path) -> None:
    """By hand: two weights of stages, what an empty questionnaire stage means, and which number makes the class."""
    assert library(tmp_path).listing() == [
        {
            "rules": "uji/2030",
            "version": 1,
            "title": "Aturan uji",
            "state": "draft",
            "categories": [{"code": "opd", "questions": 2, "maximum": "100"}],
            "unpublished": 4,
            "assumptions": 1,
        }
    ]


def test_a_rule_set_in_numbers_counts_its_questions_points_gaps_and_assumptions(tmp_path: Path) -> None:
    """By hand: U-2's weight is nf and filled, U-1's scale is proposed, so two assumptions stand behind one gap."""
    named = '[[assumptions]]\nid = "{}"\ntext = "Semua butir sama."\nreason = "Tidak diterbitkan."\nfills = [{{ key = "{}"{} }}]\n\n'
    assumed = named.format("rata", "questions.*.weight", ", value = 40") + named.format("usul", "scales.huruf", "")
    rules = RULES.replace("[arithmetic]", assumed + "[arithmetic]")
    found = library(tmp_path / "a", rules, OPD.replace("weight = 40", 'weight = "nf"'))
    assert list(found.tallies(found.editions)) == [
        Tally("uji/2030@1", "", None, None, 4, 3),
        Tally("uji/2030@1", "opd", 2, Fraction(100), 1, 2),
    ]
    opened = library(tmp_path / "b", RULES.replace("weight = 40", 'weight = "nf"'), OPD.replace("= 40", '= "nf"'))
    assert list(opened.tallies(opened.editions)) == [
        Tally("uji/2030@1", "", None, None, 5, 1),
        Tally("uji/2030@1", "opd", 2, None, 1, 0),
    ]


def test_every_question_without_a_published_weight_is_a_gap(tmp_path: Path) -> None:
    """U-1 and U-2 are open and filled by one assumption; U-3 is published."""
    assumed = '[[assumptions]]\nid = "rata"\ntext = "Semua butir sama."\nreason = "Tidak diterbitkan."\nfills = [{ key = "questions.*.weight", value = 1 }]\n\n'
    rules = RULES.replace("[arithmetic]", assumed + '[arithmetic]\nquestion_weights = "relative"')
    opd = (
        OPD.replace("weight = 60", 'weight = "nf"')
        .replace("weight = 40", 'weight = "nf"')
        .replace('scale = "huruf"\n', "")
    )
    found = library(tmp_path, rules, opd + OPD[OPD.rindex("[[questions]]") :].replace("U-2", "U-3"))
    assert list(found.tallies(found.editions))[1] == Tally("uji/2030@1", "opd", 3, Fraction(100), 2, 1)


def test_an_instrument_of_one_body_is_a_questionnaire_in_numbers(tmp_path: Path) -> None:
    found = contests.library(tmp_path)
    assert [(row.category, row.questions, row.total) for row in found.tallies(found.editions)] == [
        ("", None, None), ("desa", 1, 100), ("desa (Desa Contoh)", 1, 100),
    ]  # fmt: skip


# Files that nobody names -------------------------------------------------------------------------------------------------
def left(root: Path) -> list[str]:
    """Return what is told of the rule set `uji/2030`; nothing was read before."""
    found = Library(root)
    return [str(problem) for problem in orphans(found, [found.edition("uji/2030")])]


def test_a_file_that_nobody_names_is_told(tmp_path: Path) -> None:
    folder = write(tmp_path, "uji/2030", opd=OPD)
    assert left(tmp_path) == []
    for name in ("kosong.toml", "desa.toml", "catatan.txt"):
        (folder / name).write_text(OPD, encoding="utf-8")
    told = "berkas ini tidak disebut kategori, instrumen, atau base mana pun. Daftarkan di categories, atau hapus berkasnya."
    assert left(tmp_path) == [f"uji/2030/desa.toml: {told}", f"uji/2030/kosong.toml: {told}"]


BASES = [
    ('base = "uji/2030:inti"', True),
    ('base = "uji/2030@1:inti"', True),
    ("base='uji/2030:inti'", True),
    ('base = "uji/2030@2:inti"', False),
    ('base = "lain/2030:inti"', False),
    ('base = "uji/2030:pusat"', False),
    ('# base = "uji/2030:inti"', False),
]


@pytest.mark.parametrize(("line", "used"), BASES)
def test_a_file_that_a_base_of_another_rule_set_names_is_in_use(tmp_path: Path, line: str, used: bool) -> None:
    write(tmp_path, "uji/2030", opd=OPD, inti=OPD)
    write(tmp_path, "lain/2030", RULES.replace('"uji"', '"lain"'), opd=f'category = "opd"\nlabel = "OPD"\n{line}\n')
    (tmp_path / "lain" / "2030" / "rusak.toml").write_bytes(b"\xff = 1\n")
    assert [text.partition(":")[0] for text in left(tmp_path)] == ([] if used else ["uji/2030/inti.toml"])


def test_a_base_that_was_followed_is_in_use(tmp_path: Path) -> None:
    write(tmp_path, "uji/2030", opd='category = "opd"\nlabel = "OPD"\nbase = "uji/2030:inti"\n', inti=OPD)
    found = Library(tmp_path)
    assert found.check() == []
    assert orphans(found, found.editions) == []
