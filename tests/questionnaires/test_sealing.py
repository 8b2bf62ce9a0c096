"""A published year is sealed: what changes its content is refused until there is a new version, or a stated reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from questionnaires import SHIPPED, Library, sealing
from questionnaires.sealing import Sealed, seal, seal_problems, unsealed
from questionnaires.seals import FILE, Seal, read_seals
from tests.questionnaires.test_overlay import FILE as OVERLAY_FILE
from tests.questionnaires.test_overlay import HEAD, OWN_CATEGORY, folder
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


def test_nothing_shipped_changed_since_it_was_sealed() -> None:
    library = Library(SHIPPED)
    assert [str(problem) for problem in seal_problems(library, library.editions)] == []
