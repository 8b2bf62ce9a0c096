"""A published year is sealed: what changes its content is refused until there is a new version, or a stated reason."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from decimal import Decimal
from hashlib import sha256
from pathlib import Path

import pytest
from pydantic import Field

from questionnaires import SHIPPED, Library, sealing
from questionnaires.editions import Edition
from questionnaires.schema import RulesFile
from questionnaires.sealing import Sealed, seal, seal_problems, unsealed
from questionnaires.seals import FILE, Digester, Seal, Seals, check_seal, read_seals, write_seals
from questionnaires.whole import read_whole
from tests.questionnaires.test_overlay import FILE as OVERLAY_FILE
from tests.questionnaires.test_overlay import HEAD, NO_VISIT, OWN_CATEGORY, STAGE, folder
from tests.questionnaires.test_what_the_kernel_is_given import FILLS, OPEN, QUESTIONS, SILENT, STATED
from tests.questionnaires.test_wrong_rules import OPD, RULES

PUBLISHED = RULES.replace('"draft"', '"published"')
UNJUDGED = """unjudged_yes = '"zero"', """
NEXT = "Buat versi 2 di folder baru dengan kunci reason"


def sealed(root: Path, rules: str = PUBLISHED, opd: str = OPD, reason: str = "") -> tuple[Sealed | None, list[str]]:
    folder(root, "uji/2030", rules, opd)
    library = Library(root)
    assert library.check() == []
    done, problems = seal(library, library.editions, False, reason)
    return done, [str(problem) for problem in problems]


def problems(root: Path) -> list[str]:
    library = Library(root)
    assert library.check() == []
    return [str(problem) for problem in seal_problems(library, library.editions)]


def seals_of(root: Path) -> dict[str, Seal]:
    found = read_seals(root)
    assert found is not None
    return dict(found.seals)


def test_a_published_year_is_sealed_once_and_stays_so(tmp_path: Path) -> None:
    done, _ = sealed(tmp_path)
    assert done is not None
    assert (done.new, done.renewed, done.kept) == (("uji/2030@1",), {}, ())
    assert problems(tmp_path) == []
    again, _ = sealed(tmp_path)
    assert again is not None
    assert (again.new, again.kept) == ((), ("uji/2030@1",))


def test_a_folder_without_seals_asks_for_none(tmp_path: Path) -> None:
    folder(tmp_path, "uji/2030", PUBLISHED, OPD)
    assert problems(tmp_path) == []
    library = Library(tmp_path)
    assert unsealed(library, library.editions) == ["uji/2030@1"]
    sealed(tmp_path)
    assert unsealed(library, library.editions) == []


def test_the_shipped_folder_without_seals_lacks_one_for_each_published_year(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder(tmp_path, "uji/2030", PUBLISHED, OPD)
    monkeypatch.setattr(sealing, "SHIPPED", tmp_path)
    told = [
        "uji/2030/rules.toml: keadaannya published, tetapi belum disegel. Jalankan monev rules seal --rules uji/2030@1."
    ]
    assert problems(tmp_path) == told
    sealed(tmp_path)
    assert problems(tmp_path) == []


def test_a_default_that_changes_breaks_the_seals_that_rest_on_it(tmp_path: Path) -> None:
    sealed(tmp_path)
    path = tmp_path / FILE
    written = path.read_text(encoding="utf-8")
    assert "\n[defaults]\nArithmetic = { " in written
    # As if "zero" had been what an unjudged Ya earned when the year was sealed, and the format had changed since.
    assert UNJUDGED in written
    path.write_text(written.replace(UNJUDGED, UNJUDGED.replace("zero", "pending")), encoding="utf-8")
    assert [told.partition(". ")[0] for told in problems(tmp_path)] == [
        "uji/2030/rules.toml: isi berubah sejak disegel (arithmetic)"
    ]
    path.write_text(written, encoding="utf-8")
    assert problems(tmp_path) == []


def test_a_key_that_the_format_gains_breaks_no_seal(tmp_path: Path) -> None:
    sealed(tmp_path)
    path = tmp_path / FILE
    written = path.read_text(encoding="utf-8")
    path.write_text(written.replace(UNJUDGED, ""), encoding="utf-8")  # sealed before the key was there
    assert problems(tmp_path) == []
    again, _ = sealed(tmp_path)
    assert again is not None
    assert (again.kept, path.read_text(encoding="utf-8").count(UNJUDGED.rstrip(", "))) == (("uji/2030@1",), 1)


def test_a_draft_is_not_sealed(tmp_path: Path) -> None:
    done, _ = sealed(tmp_path, RULES)
    assert done is not None
    assert (done.new, seals_of(tmp_path)) == ((), {})
    library = Library(tmp_path)
    _, faults = seal(library, library.editions, True, "")
    assert [str(fault) for fault in faults] == [
        "uji/2030/rules.toml, kunci 'state': masih draft. Tulis state = \"published\" bila aturan ini sudah terbit."
    ]


def test_a_published_year_beside_sealed_ones_must_be_sealed_too(tmp_path: Path) -> None:
    sealed(tmp_path, RULES)
    folder(tmp_path, "uji/2030", PUBLISHED, OPD)
    assert problems(tmp_path) == [
        "uji/2030/rules.toml: keadaannya published, tetapi belum disegel. Jalankan monev rules seal --rules uji/2030@1."
    ]


def test_comments_spaces_and_the_order_of_keys_break_no_seal(tmp_path: Path) -> None:
    sealed(tmp_path)
    rules = "# keterangan\n" + PUBLISHED.replace('owner = "uji"\nyear = 2030', 'year   = 2030 # tahun\nowner = "uji"')
    folder(tmp_path, "uji/2030", rules, OPD.replace("weight = 60", "weight = 60.0"))
    assert problems(tmp_path) == []


# (file, what is replaced, by what, the parts that are named)
CHANGES = [
    ("rules", "weight = 60\nref", "weight = 60\nref = \"sumber\"\ngrade = \"A\"\n#", "indicators, kategori opd"),
    ("rules", 'title = "Aturan uji"', 'title = "Aturan lain"', "rules"),
    ("rules", "printed_to = 89.9", "printed_to = 89.99", "bands"),
    ("rules", 'title = "Sumber uji"', 'title = "Sumber lain"', "sources"),
    ("rules", "points = 0.25", "points = 0.5", "scales, kategori opd"),
    ("rules", "Bobot tahap tidak diterbitkan.", "Bobot tahap belum diterbitkan.", "assumptions"),
    ("opd", "Apakah ada meja layanan?", "Apakah meja layanan ada?", "kategori opd"),
    ("opd", "Sediakan meja layanan.", "Siapkan meja layanan.", "kategori opd"),
    ("opd", 'text = "Foto"', 'text = "Foto meja"', "kategori opd"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "parts"), CHANGES, ids=lambda value: str(value)[:30])
def test_a_change_is_refused_and_named(tmp_path: Path, file: str, old: str, new: str, parts: str) -> None:
    sealed(tmp_path)
    rules, opd = (PUBLISHED.replace(old, new, 1), OPD) if file == "rules" else (PUBLISHED, OPD.replace(old, new, 1))
    if file == "rules" and 'grade = "A"\n#' in new:
        rules = PUBLISHED.replace(
            'weight = 60\nref = "sumber"\ngrade = "B"', 'weight = 60\nref = "sumber"\ngrade = "A"'
        )
    folder(tmp_path, "uji/2030", rules, opd)
    told = problems(tmp_path)
    assert len(told) == 1
    assert told[0].startswith(
        f"uji/2030/rules.toml: isi berubah sejak disegel ({parts}). {NEXT}; bila tahun ini masih disusun: "
    )


def test_what_an_overlay_inherits_is_sealed_with_it(tmp_path: Path) -> None:
    folder(tmp_path, "daerah/2030", HEAD.replace('"draft"', '"published"') + OWN_CATEGORY, OVERLAY_FILE)
    sealed(tmp_path, RULES)
    assert problems(tmp_path) == []
    folder(tmp_path, "uji/2030", RULES.replace("points = 0.25", "points = 0.5"), OPD)
    assert problems(tmp_path)[0].startswith(
        "daerah/2030/rules.toml: isi berubah sejak disegel (scales, kategori opd). "
    )


CHANGED = PUBLISHED.replace('title = "Aturan uji"', 'title = "Aturan lain"')


def test_a_year_that_is_still_prepared_is_renewed_only_for_a_reason(tmp_path: Path) -> None:
    sealed(tmp_path)
    done, refused = sealed(tmp_path, CHANGED)
    assert (done, len(refused)) == (None, 1)
    done, refused = sealed(tmp_path, CHANGED, reason="Judul diperbaiki sebelum dipakai.")
    assert done is not None
    assert (done.renewed, refused) == ({"uji/2030@1": ["rules"]}, [])
    assert problems(tmp_path) == []
    assert seals_of(tmp_path)["uji/2030@1"].reason == "Judul diperbaiki sebelum dipakai."


SEALED = PUBLISHED.replace('"published"', '"sealed"')


def test_a_sealed_year_is_never_renewed(tmp_path: Path) -> None:
    sealed(tmp_path, SEALED)
    done, refused = sealed(tmp_path, CHANGED.replace('"published"', '"sealed"'), reason="Judul diperbaiki kemudian.")
    assert done is None
    assert refused == [
        f"uji/2030/rules.toml: isi berubah sejak disegel (rules). Kembalikan isinya, dan {NEXT[:1].lower()}{NEXT[1:]}."
    ]


def test_a_new_version_with_a_reason_is_the_way_to_change_a_sealed_year(tmp_path: Path) -> None:
    sealed(tmp_path, SEALED)
    second = CHANGED.replace("version = 1", 'version = 2\nreason = "Pedoman diperbaiki."')
    folder(tmp_path, "uji/2030@2", second, OPD)
    library = Library(tmp_path)
    done, refused = seal(library, library.editions, False, "")
    assert done is not None
    assert (done.new, done.kept, refused) == (("uji/2030@2",), ("uji/2030@1",), [])
    folder(tmp_path, "uji/2030@2", second.replace('reason = "Pedoman diperbaiki."\n', ""), OPD)
    assert [problem.message for problem in Library(tmp_path).check()] == ["versi 2 tanpa alasan"]


def test_a_state_goes_forward_only(tmp_path: Path) -> None:
    sealed(tmp_path)
    folder(tmp_path, "uji/2030", RULES, OPD)
    assert problems(tmp_path) == [
        "uji/2030/rules.toml, kunci 'state': sudah disegel sebagai published, tidak dapat kembali menjadi draft. Tulis state = \"published\"."
    ]
    folder(tmp_path, "uji/2030", SEALED, OPD)
    assert [text.partition(". ")[0] for text in problems(tmp_path)] == [
        "uji/2030/rules.toml, kunci 'state': disegel sebagai published, kini sealed"
    ]
    done, _ = sealed(tmp_path, SEALED)
    assert done is not None
    assert problems(tmp_path) == []
    folder(tmp_path, "uji/2030", PUBLISHED, OPD)
    assert [text.partition(". ")[0] for text in problems(tmp_path)] == [
        "uji/2030/rules.toml, kunci 'state': sudah disegel sebagai sealed, tidak dapat kembali menjadi published"
    ]


def test_a_sealed_rule_set_cannot_vanish(tmp_path: Path) -> None:
    folder(tmp_path, "lain/2030", PUBLISHED.replace('owner = "uji"', 'owner = "lain"'), OPD)
    sealed(tmp_path)
    for path in (tmp_path / "lain" / "2030").iterdir():
        path.unlink()
    assert problems(tmp_path) == [f"{FILE} (lain/2030@1): disegel, tetapi aturannya tidak ada. Kembalikan foldernya."]
    assert sealed(tmp_path)[0] is None
    released, _ = sealed(tmp_path, reason="Aturan ini ternyata tidak pernah ada.")
    assert released is not None
    assert released.released == ("lain/2030@1",)
    assert problems(tmp_path) == []


WRITTEN = """\
# Segel aturan yang sudah terbit, ditulis oleh `monev rules seal`. Jangan diubah dengan tangan.
# Isi yang berubah memerlukan versi baru dengan alasan; lihat docs/rules-format.md, "Seals".

["uji/2030@3"]
state = "published"
digest = "4a4c0c1508067afaad23ecd8f0e4a66d4cd071d6a39a173dc1e378e475b5072f"
parts = { sources = "3c4fb214858a", arithmetic = "955c63b00023", rounding = "d42825a87634", categories = "ccb631925e1f", indicators = "e0c7ffd2eb92", scales = "6d13370777ba", bands = "bca660dd68f7", statuses = "9ae18be497a8", stages = "1c99247758a7", facts = "9e6bfc5180ef", gates = "8e36b9d20567", panels = "5957a8ca023f", adjustments = "96ff75c6afd2", ranking = "0665cbc067f5", awards = "1cbe64f4da4b", objection = "feb2c9dde7e8", measures = "6df8143982c5", rules = "28f8f1ec455f", "kategori opd" = "d4904019fbd5" }

[defaults]
"""

# What a key is worth that a file leaves out, as the format says: "-" stands for a key that must be there.
DEFAULTS = {
    "AdjustmentTable": {"ref": "-", "value": "-", "cap": '"100"'},
    "Arithmetic": {"blank": '"zero"', "claimed_yes": '"top"', "class_on": '"nf"'},
    "ConditionRow": {"kind": "-", "value": "null", "strict": "false", "class": '""', "categories": "[]"},
    "RulesFile": {"maximum": '"100"', "base_seen": "null", "rounding": "{}", "bands": "[]"},
    "kernel.Evidence": {"kinds": '["tautan"]', "text": '""', "count": '"1"', "own_site": "false"},
    "kernel.Question": {"code": "-", "kind": '"yes_no"', "not_applicable": '"refuse"', "evidence": "{}", "grade": '"nf"'},
}  # fmt: skip


def test_a_seal_of_today_is_the_same_tomorrow(tmp_path: Path) -> None:
    """The digests were computed once; another one for the same rules would break every seal that was given out."""
    folder(tmp_path, "uji/2030@3", STATED, QUESTIONS)
    library = Library(tmp_path)
    done, _ = seal(library, library.editions, False, "")
    assert done == Sealed(("uji/2030@3",), {}, (), (), (tmp_path,))
    text = (tmp_path / FILE).read_text(encoding="utf-8")
    assert text.startswith(WRITTEN)
    written = tomllib.loads(text)
    for name, keys in DEFAULTS.items():
        assert written["defaults"][name].items() >= keys.items()
    seals = read_seals(tmp_path)
    assert seals is not None
    assert seals.defaults == written["defaults"]
    assert list(seals.seals) == ["uji/2030@3"]
    assert seals.seals["uji/2030@3"] == Seal(**written["uji/2030@3"])


def test_a_folder_that_keeps_no_seals_has_none(tmp_path: Path) -> None:
    assert read_seals(tmp_path) is None
    (tmp_path / FILE).write_text("", encoding="utf-8")
    assert read_seals(tmp_path) == Seals()


def test_what_stands_in_a_file_of_seals_is_written_and_read_back(tmp_path: Path) -> None:
    """In the order of the names; reasons and defaults with any signs in them."""
    seals = {
        "uji/2030@2": Seal(
            "sealed", "b" * 64, {"rules": "1", "kategori désa (Desa Contoh)": "2"}, 'Kata "kita",\nbukan é.'
        ),
        "lain/2030@1": Seal("published", "a" * 64, {}),
    }
    defaults = {"kernel.B": {"x": '"it\'s é"', "y-z": "null"}, "A": {"teks": '"\\"'}}
    write_seals(tmp_path, Seals(seals, defaults))
    assert read_seals(tmp_path) == Seals(seals, defaults)
    lines = (tmp_path / FILE).read_text(encoding="utf-8").splitlines()
    assert lines[3:] == [
        '["lain/2030@1"]',
        'state = "published"',
        f'digest = "{"a" * 64}"',
        "parts = {  }",
        "",
        '["uji/2030@2"]',
        'state = "sealed"',
        f'digest = "{"b" * 64}"',
        'parts = { rules = "1", "kategori désa (Desa Contoh)" = "2" }',
        'reason = "Kata \\"kita\\",\\nbukan é."',
        "",
        "[defaults]",
        "A = { teks = '\"\\\"' }",
        '"kernel.B" = { x = "\\"it\'s é\\"", y-z = \'null\' }',
    ]
    write_seals(tmp_path, Seals())
    assert "[" not in (tmp_path / FILE).read_text(encoding="utf-8")


def test_a_number_that_an_assumption_fills_is_sealed_as_a_number(tmp_path: Path) -> None:
    """35.5 and 35.50 are one number, 35.6 is another."""
    text = (OPEN % FILLS).replace('"draft"', '"published"')
    folder(tmp_path, "uji/2030@3", text)
    library = Library(tmp_path)
    seal(library, library.editions, False, "")
    folder(tmp_path, "uji/2030@3", text.replace("value = 35.5", "value = 35.50"))
    assert problems(tmp_path) == []
    folder(tmp_path, "uji/2030@3", text.replace("value = 35.5", "value = 35.4").replace("value = 64.5", "value = 64.6"))
    assert [told.partition(". ")[0] for told in problems(tmp_path)] == [
        "uji/2030@3/rules.toml: isi berubah sejak disegel (assumptions)"
    ]


PLACE = "uji/2030/rules.toml"
NEW_VERSION = 'Buat versi 2 di folder baru dengan kunci reason; bila tahun ini masih disusun: monev rules seal --rules uji/2030@1 --reason "alasan"'
ONE, TWO = Seal("published", "a", {"rules": "1", "bands": "2"}), Seal("published", "b", {"rules": "1", "gates": "3"})


def as_state(held: Seal, state: str) -> Seal:
    return replace(held, state=state)


# (the rule set now, its seal, what is said)
SEALS: list[tuple[Seal, Seal | None, list[str]]] = [
    (as_state(ONE, "draft"), None, []),
    (ONE, None, [f"{PLACE}: keadaannya published, tetapi belum disegel. Jalankan monev rules seal --rules uji/2030@1."]),
    (as_state(ONE, "sealed"), None, [f"{PLACE}: keadaannya sealed, tetapi belum disegel. Jalankan monev rules seal --rules uji/2030@1."]),
    (ONE, ONE, []),
    (as_state(ONE, "sealed"), as_state(ONE, "sealed"), []),
    (TWO, ONE, [f"{PLACE}: isi berubah sejak disegel (bands, gates). {NEW_VERSION}."]),
    (as_state(TWO, "sealed"), as_state(ONE, "sealed"), [f"{PLACE}: isi berubah sejak disegel (bands, gates). Kembalikan isinya, dan buat versi 2 di folder baru dengan kunci reason."]),
    (as_state(ONE, "draft"), ONE, [f"{PLACE}, kunci 'state': sudah disegel sebagai published, tidak dapat kembali menjadi draft. Tulis state = \"published\"."]),
    (ONE, as_state(ONE, "sealed"), [f"{PLACE}, kunci 'state': sudah disegel sebagai sealed, tidak dapat kembali menjadi published. Tulis state = \"sealed\"."]),
    (as_state(ONE, "sealed"), ONE, [f"{PLACE}, kunci 'state': disegel sebagai published, kini sealed. Jalankan monev rules seal --rules uji/2030@1."]),
    (as_state(TWO, "sealed"), ONE, [f"{PLACE}: isi berubah sejak disegel (bands, gates). {NEW_VERSION}."]),
    (as_state(TWO, "draft"), ONE, [f"{PLACE}: isi berubah sejak disegel (bands, gates). {NEW_VERSION}.", f"{PLACE}, kunci 'state': sudah disegel sebagai published, tidak dapat kembali menjadi draft. Tulis state = \"published\"."]),
]  # fmt: skip


@pytest.mark.parametrize(("now", "held", "messages"), SEALS)
def test_a_rule_set_and_its_seal_agree_or_what_differs_is_said(
    now: Seal, held: Seal | None, messages: list[str]
) -> None:
    edition = Edition("uji", 2030, 1, Path("x/uji/2030"))
    assert [str(problem) for problem in check_seal(edition, now, held)] == messages


# (state and content before, state and content after, whether it was asked by name, the reason, what becomes of it)
STEPS: list[tuple[str, str, str, bool, str, str]] = [
    ("published", "published", "same", False, "", "kept"),
    ("published", "published", "other", False, "", "refused"),
    ("published", "published", "other", True, "", "refused"),
    ("published", "published", "other", False, "Masih disusun.", "renewed"),
    ("published", "sealed", "same", False, "", "new"),
    ("published", "sealed", "other", False, "", "refused"),
    ("published", "sealed", "other", False, "Masih disusun.", "renewed"),
    ("published", "draft", "same", False, "Masih disusun.", "refused"),
    ("published", "draft", "other", False, "Masih disusun.", "refused"),
    ("sealed", "sealed", "same", False, "Masih disusun.", "kept"),
    ("sealed", "sealed", "other", False, "Masih disusun.", "refused"),
    ("sealed", "published", "same", False, "Masih disusun.", "refused"),
]


@pytest.mark.parametrize(("before", "after", "content", "named", "reason", "outcome"), STEPS)
def test_what_becomes_of_a_seal(
    tmp_path: Path, before: str, after: str, content: str, named: bool, reason: str, outcome: str
) -> None:
    sealed(tmp_path, PUBLISHED.replace('"published"', f'"{before}"'), reason="Pertama.")
    kept = (tmp_path / FILE).read_text(encoding="utf-8")
    rules = PUBLISHED.replace('"published"', f'"{after}"')
    folder(tmp_path, "uji/2030", rules if content == "same" else rules.replace("Aturan uji", "Aturan lain"), OPD)
    library = Library(tmp_path)
    done, faults = seal(library, library.editions, named, reason)
    if done is None:
        assert (outcome, bool(faults)) == ("refused", True)
        assert (tmp_path / FILE).read_text(encoding="utf-8") == kept
        return
    assert faults == []
    told = {"new": done.new, "renewed": tuple(done.renewed), "kept": done.kept, "released": done.released}
    assert told == {name: ("uji/2030@1",) if name == outcome else () for name in told}
    assert done.files == (tmp_path,)
    held = seals_of(tmp_path)["uji/2030@1"]
    assert (held.state, held.reason) == (after, reason if outcome == "renewed" else "")
    assert problems(tmp_path) == []


def test_a_reason_stays_beside_a_seal_until_it_is_renewed_again(tmp_path: Path) -> None:
    sealed(tmp_path)
    sealed(tmp_path, CHANGED, reason="Judul diperbaiki.")
    sealed(tmp_path, CHANGED.replace('"published"', '"sealed"'))
    assert seals_of(tmp_path)["uji/2030@1"].reason == "Judul diperbaiki."


def test_a_seal_is_released_only_where_all_rule_sets_of_the_folder_were_asked_for(tmp_path: Path) -> None:
    folder(tmp_path, "lain/2030", PUBLISHED.replace('owner = "uji"', 'owner = "lain"'), OPD)
    sealed(tmp_path)
    for path in (tmp_path / "lain" / "2030").iterdir():
        path.unlink()
    library = Library(tmp_path)
    done, faults = seal(library, library.editions, True, "Hanya yang disebut.")
    assert done is not None
    assert (done.released, done.kept, faults) == ((), ("uji/2030@1",), [])
    assert sorted(seals_of(tmp_path)) == ["lain/2030@1", "uji/2030@1"]


def test_the_seal_of_a_sealed_year_is_not_released_for_any_reason(tmp_path: Path) -> None:
    folder(tmp_path, "lain/2030", SEALED.replace('owner = "uji"', 'owner = "lain"'), OPD)
    sealed(tmp_path)
    for path in (tmp_path / "lain" / "2030").iterdir():
        path.unlink()
    done, faults = sealed(tmp_path, reason="Aturan ini ternyata tidak pernah ada.")
    assert done is None
    assert faults == [f"{FILE} (lain/2030@1): disegel, tetapi aturannya tidak ada. Kembalikan foldernya."]


def test_only_rule_sets_that_were_asked_for_are_compared_with_their_seals(tmp_path: Path) -> None:
    """A seal is called gone only where every rule set of the folder was looked at."""
    folder(tmp_path, "lain/2030", PUBLISHED.replace('owner = "uji"', 'owner = "lain"'), OPD)
    sealed(tmp_path)
    folder(tmp_path, "lain/2030", CHANGED.replace('owner = "uji"', 'owner = "lain"'), OPD)
    library = Library(tmp_path)
    uji, lain = library.edition("uji/2030"), library.edition("lain/2030")
    assert seal_problems(library, [uji]) == []
    assert [problem.place for problem in seal_problems(library, [lain])] == ["lain/2030/rules.toml"]
    assert unsealed(library, [uji, lain]) == []


def test_a_folder_alone_is_a_copy_and_called_unsealed_by_nobody(tmp_path: Path) -> None:
    folder(tmp_path, "uji/2030", PUBLISHED, OPD)
    folder(tmp_path, "uji/2031", RULES.replace("2030", "2031"), OPD)
    library = Library(tmp_path)
    assert unsealed(library, library.editions) == ["uji/2030@1"]
    copied = Library(tmp_path / "lain")
    assert unsealed(copied, library.editions) == []


def test_nothing_shipped_changed_since_it_was_sealed() -> None:
    library = Library(SHIPPED)
    assert [str(problem) for problem in seal_problems(library, library.editions)] == []


def test_a_folder_without_seals_hides_no_broken_seal_of_another(tmp_path: Path) -> None:
    folder(tmp_path / "a", "lain/2030", PUBLISHED.replace('owner = "uji"', 'owner = "lain"'), OPD)
    sealed(tmp_path / "b")
    folder(tmp_path / "b", "uji/2030", CHANGED, OPD)
    library = Library(tmp_path / "a", tmp_path / "b")
    assert [problem.place for problem in seal_problems(library, library.editions)] == ["uji/2030/rules.toml"]


def test_sealing_looks_at_every_rule_set_and_tells_all_that_is_wrong(tmp_path: Path) -> None:
    """A draft, two that changed, and one that is gone: the draft is passed over, the others are told, none is sealed."""
    for owner in ("b", "c", "d"):
        folder(tmp_path, f"{owner}/2030", PUBLISHED.replace('owner = "uji"', f'owner = "{owner}"'), OPD)
    folder(tmp_path, "a/2030", RULES.replace('owner = "uji"', 'owner = "a"'), OPD)
    library = Library(tmp_path)
    done, _ = seal(library, library.editions, False, "")
    assert done is not None
    assert done.new == ("b/2030@1", "c/2030@1", "d/2030@1")
    for owner in ("b", "c"):
        folder(tmp_path, f"{owner}/2030", CHANGED.replace('owner = "uji"', f'owner = "{owner}"'), OPD)
    for path in (tmp_path / "d" / "2030").iterdir():
        path.unlink()
    library = Library(tmp_path)
    done, faults = seal(library, library.editions, False, "")
    assert (done, [problem.place for problem in faults]) == (
        None,
        ["b/2030/rules.toml", "c/2030/rules.toml", f"{FILE} (d/2030@1)"],
    )


def test_where_a_default_became_another_one_what_a_file_amounts_to_is_sealed(tmp_path: Path) -> None:
    """Sealed when an unjudged Ya waited: "pending" is what a silent file meant, and every other value is a statement."""

    def part(root: Path, unjudged: str, defaults: dict[str, dict[str, str]]) -> str:
        stated = PUBLISHED.replace('blank = "zero"', f'blank = "zero"\nunjudged_yes = "{unjudged}"')
        folder(root, "uji/2030", stated if unjudged else PUBLISHED, OPD)
        return Digester(defaults).seal(read_whole(Library(root), "uji/2030")).parts["arithmetic"]

    older = {"Arithmetic": {"unjudged_yes": '"pending"'}}
    silent_today = part(tmp_path / "a", "", {})
    assert part(tmp_path / "b", "pending", older) == silent_today
    others = [part(tmp_path / (name or "c"), name, older) for name in ("", "zero", "a", "b")]
    assert others[0] == others[1]
    assert len({silent_today, *others}) == 4


def test_the_digest_of_a_part_is_that_of_its_content_as_json(tmp_path: Path) -> None:
    """By hand: what the file states, keys in order, numbers as text, every sign as itself; its state aside."""
    folder(tmp_path, "uji/2030@3", SILENT.replace("Aturan diam", "Aturan désa"))
    content = (
        '{"owner":"uji","reason":"Tidak menyebut apa pun lagi.","title":"Aturan désa","version":"3","year":"2030"}'
    )
    found = Digester().seal(read_whole(Library(tmp_path), "uji/2030"))
    assert found.parts == {"rules": sha256(content.encode("utf-8")).hexdigest()[:12]}
    assert (found.state, found.reason) == ("draft", "")


def test_what_an_overlay_is_laid_over_is_sealed_by_what_comes_of_it_alone(tmp_path: Path) -> None:
    """By hand, as above: neither the core's name and version nor what was left out of it."""
    folder(tmp_path, "uji/2030", RULES, OPD)
    following = HEAD.replace('base = "uji/2030@1"', 'base = "uji/2030"\nbase_seen = 1')
    folder(tmp_path, "daerah/2030", following + NO_VISIT + STAGE.format(code="saq", weight=100))
    content = '{"owner":"daerah","title":"Aturan daerah","version":"1","year":"2030"}'
    parts = Digester().seal(read_whole(Library(tmp_path), "daerah/2030")).parts
    assert parts["rules"] == sha256(content.encode("utf-8")).hexdigest()[:12]
    assert set(parts) == {
        "sources", "arithmetic", "categories", "indicators", "scales", "bands", "stages", "rules", "kategori opd",
    }  # fmt: skip


class Grown(RulesFile):
    """The format as it may be one day: a list that every file has anew."""

    letters: list[str] = Field(default_factory=list)


def test_the_default_of_a_key_that_is_made_anew_for_each_file_is_noted(tmp_path: Path) -> None:
    folder(tmp_path, "uji/2030", PUBLISHED, OPD)
    whole = read_whole(Library(tmp_path), "uji/2030")
    digester = Digester()
    stated = Grown.model_validate(tomllib.loads(PUBLISHED, parse_float=Decimal))
    digester.seal(replace(whole, scope=replace(whole.scope, rules=stated)))
    assert digester.defaults["Grown"]["letters"] == "[]"


def test_the_defaults_of_a_seal_stay_when_it_is_renewed(tmp_path: Path) -> None:
    sealed(tmp_path)
    path = tmp_path / FILE
    older = UNJUDGED.replace("zero", "pending")
    path.write_text(path.read_text(encoding="utf-8").replace(UNJUDGED, older), encoding="utf-8")
    sealed(tmp_path, reason="Format berubah.")
    assert older in path.read_text(encoding="utf-8")
    assert problems(tmp_path) == []
