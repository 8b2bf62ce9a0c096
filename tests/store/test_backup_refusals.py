"""A backup that was cut off, changed, forged or packed as a bomb is refused, and what stood there stays."""

from __future__ import annotations

import json
import os
import random
import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from store import Database, open_store
from store.backup import BackupRefused, opened
from store.backup.manifest import MANIFEST, README
from tests.officers import LIBRARY, RULES
from tests.postgres import Cluster
from tests.store.archives import Edit, contents, forge, held, mark, put_back, rechain, rows, set_rows, take
from tests.store.many import fill

FORGERIES = 20_000 if os.environ.get("MONEV_DEEP") == "1" else 150


@pytest.fixture(scope="module")
def backup(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A backup of two self-assessments."""
    folder = tmp_path_factory.mktemp("cadangan")
    store = open_store(f"sqlite:///{folder / 'asal' / 'monev.sqlite3'}")
    fill(store, LIBRARY, RULES, "opd", 2, 2)
    take(store, folder / "a.zip")
    store.database.close()
    return folder / "a.zip"


@pytest.fixture(scope="module")
def standing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The URL of a SQLite database that holds another self-assessment."""
    url = f"sqlite:///{tmp_path_factory.mktemp('tujuan') / 'monev.sqlite3'}"
    store = open_store(url)
    fill(store, LIBRARY, RULES, "opd", 1, 1, first=9)
    store.database.close()
    return url


@pytest.fixture(params=["sqlite", "postgresql"], scope="module")
def either(request: pytest.FixtureRequest, standing: str, cluster: Cluster) -> Iterator[str]:
    """The URL of such a database of each kind."""
    if request.param == "sqlite":
        yield standing
        return
    store = open_store(cluster.database())
    fill(store, LIBRARY, RULES, "opd", 1, 1, first=9)
    store.database.close()
    yield store.database.url.render_as_string(False)


def refused(path: Path, url: str, words: str) -> None:
    """Demand that a restore is refused with these words, in sentences, and that nothing changed."""
    before = held(url)
    with pytest.raises(BackupRefused, match=words) as caught:
        put_back(path, url, replace=True)
    assert all(one.place and one.message and one.remedy for one in caught.value.problems)
    assert held(url) == before


def test_the_backup_itself_comes_back(backup: Path, tmp_path: Path) -> None:
    assert put_back(backup, f"sqlite:///{tmp_path / 'monev.sqlite3'}").same == 2


def test_every_changed_byte_is_found(backup: Path, tmp_path: Path, standing: str) -> None:
    data = backup.read_bytes()
    chosen = random.Random(4)
    places = {0, 1, 29, len(data) - 1, len(data) - 64, len(data) - 70, *chosen.sample(range(len(data)), 200)}
    broken = tmp_path / "a.zip"
    for place in places:
        broken.write_bytes(data[:place] + bytes([data[place] ^ (1 << chosen.randrange(8))]) + data[place + 1 :])
        with pytest.raises(BackupRefused), opened(broken):
            pass
    refused(broken, standing, "berubah sejak ditulis|bukan cadangan|terpotong")


@pytest.mark.parametrize(
    ("cut", "words"), [(0, "bukan cadangan"), (20, "bukan cadangan"), (2000, "terpotong"), (-1, "terpotong")]
)
def test_a_file_that_ends_too_early_is_told_from_one_that_is_none(
    backup: Path, tmp_path: Path, standing: str, cut: int, words: str
) -> None:
    (tmp_path / "a.zip").write_bytes(backup.read_bytes()[:cut])
    refused(tmp_path / "a.zip", standing, words)


@pytest.mark.parametrize(
    "data", [b"PK\x05\x06" + b"\0" * 18, b"SQLite format 3\0" + b"\0" * 4000, b"\x1f\x8b\x08" + b"a" * 90]
)
def test_a_file_of_something_else_is_none(tmp_path: Path, standing: str, data: bytes) -> None:
    (tmp_path / "a.zip").write_bytes(data)
    refused(tmp_path / "a.zip", standing, "bukan cadangan Monev KIP")


def test_a_folder_and_a_name_without_a_file_are_refused(tmp_path: Path, standing: str) -> None:
    refused(tmp_path, standing, "tidak ada atau tidak dapat dibaca")
    refused(tmp_path / "tidak-ada.zip", standing, "tidak ada atau tidak dapat dibaca")


def test_bytes_behind_the_end_are_refused(backup: Path, tmp_path: Path, standing: str) -> None:
    (tmp_path / "a.zip").write_bytes(backup.read_bytes() + b"\n")
    refused(tmp_path / "a.zip", standing, "terpotong atau pernah disunting")


def _newer_schema(_files: dict[str, bytes], manifest: dict[str, Any]) -> None:
    manifest |= {"migration": "9999", "product": "7.0", "sesuatu": 1}


def _newer_format(_files: dict[str, bytes], manifest: dict[str, Any]) -> None:
    manifest |= {"format": 2, "product": "7.0"}


@pytest.mark.parametrize("edit", [_newer_schema, _newer_format])
def test_a_backup_of_a_newer_version_names_the_version(backup: Path, tmp_path: Path, standing: str, edit: Edit) -> None:
    refused(forge(backup, tmp_path / "a.zip", edit), standing, r"dibuat Monev KIP 7\.0 .*Pasang versi itu")


def test_a_database_of_a_newer_version_is_left_alone(backup: Path, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'monev.sqlite3'}"
    store = open_store(url)
    with store.database.write() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(BackupRefused, match="versi Monev KIP yang lebih baru"):
        put_back(backup, url, replace=True)
    with pytest.raises(BackupRefused, match="versi Monev KIP yang lebih baru"):
        take(store, tmp_path / "b.zip")
    with store.database.read() as connection:
        assert connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one() == "9999"
    store.database.close()


def test_tables_of_another_program_are_left_alone(backup: Path, tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'monev.sqlite3'}")
    with database.write() as connection:
        connection.execute(text("CREATE TABLE score (milik TEXT)"))
    with pytest.raises(BackupRefused, match=r"tabel milik program lain \(score\)"):
        put_back(backup, database.url.render_as_string(False), replace=True)
    with database.write() as connection:
        connection.execute(text("DROP TABLE score"))
    assert put_back(backup, database.url.render_as_string(False)).same == 2
    database.close()


def test_a_database_that_somebody_writes_for_too_long_is_told_apart(backup: Path, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'monev.sqlite3'}"
    open_store(url).database.close()
    with closing(sqlite3.connect(tmp_path / "monev.sqlite3", isolation_level=None)) as holder:
        holder.execute("BEGIN IMMEDIATE")
        with pytest.raises(BackupRefused, match=r"sedang dipakai, tidak ada yang berubah .*Hentikan aplikasi"):
            put_back(backup, f"{url}?timeout=0.05")
        holder.execute("COMMIT")
    assert put_back(backup, url).same == 2


def _no_manifest(files: dict[str, bytes], _manifest: dict[str, Any]) -> None:
    files.pop(MANIFEST)
    files["manifest.txt"] = b"{}"


def _no_json(files: dict[str, bytes], _manifest: dict[str, Any]) -> None:
    files[MANIFEST] = b"{"


def _deep_json(files: dict[str, bytes], _manifest: dict[str, Any]) -> None:
    files[MANIFEST] = b"[" * 100_000


def _unknown_key(_files: dict[str, bytes], manifest: dict[str, Any]) -> None:
    manifest["tambahan"] = True


def _extra_file(files: dict[str, bytes], _manifest: dict[str, Any]) -> None:
    files["../../etc/passwd"] = b"root"


def _missing_table(files: dict[str, bytes], manifest: dict[str, Any]) -> None:
    files.pop("tables/access.jsonl")
    manifest["tables"] = [part for part in manifest["tables"] if part["name"] != "access"]


def _other_columns(_files: dict[str, bytes], manifest: dict[str, Any]) -> None:
    manifest["tables"][0]["columns"] = manifest["tables"][0]["columns"][::-1]


def _escaping_rule(files: dict[str, bytes], manifest: dict[str, Any]) -> None:
    files["rules/../../lari.toml"] = b"x = 1"
    manifest["rules"] = [{"file": "rules/../../lari.toml", "bytes": 5, "sha256": "0" * 64}]


def _text_for_a_number(files: dict[str, bytes], _manifest: dict[str, Any]) -> None:
    found = rows(files, "revision")
    found[3][1] = "4"
    set_rows(files, "revision", found)


def _true_for_a_number(files: dict[str, bytes], _manifest: dict[str, Any]) -> None:
    found = rows(files, "revision")
    found[3][1] = True
    set_rows(files, "revision", found)


def _nothing_where_something_must_be(files: dict[str, bytes], _manifest: dict[str, Any]) -> None:
    found = rows(files, "submission")
    found[0][1] = None
    set_rows(files, "submission", found)


def _short_row(files: dict[str, bytes], _manifest: dict[str, Any]) -> None:
    set_rows(files, "access", [row[:2] for row in rows(files, "access")])


def _deep_row(files: dict[str, bytes], _manifest: dict[str, Any]) -> None:
    files["tables/access.jsonl"] = b"[" * 200_000 + b"\n"


def _long_line(files: dict[str, bytes], _manifest: dict[str, Any]) -> None:
    files["tables/access.jsonl"] = b" " * (12 << 20) + b"\n"


def _no_last_line_end(files: dict[str, bytes], _manifest: dict[str, Any]) -> None:
    files["tables/access.jsonl"] = files["tables/access.jsonl"].removesuffix(b"\n")


def _twice(files: dict[str, bytes], _manifest: dict[str, Any]) -> None:
    set_rows(files, "access", [row for row in rows(files, "access") for _ in range(2)])


def _miscounted(_files: dict[str, bytes], manifest: dict[str, Any]) -> None:
    manifest["tables"][0]["rows"] += 1


@pytest.mark.parametrize(
    ("edit", "words"),
    [
        (_no_manifest, "tidak dapat dipercaya"),
        (_no_json, r"manifest\.json: bagian ini rusak"),
        (_deep_json, r"manifest\.json: bagian ini rusak"),
        (_unknown_key, r"manifest\.json: bagian ini rusak"),
        (_extra_file, "kurang, lebih, atau berukuran lain"),
        (_missing_table, "kurang, lebih, atau berukuran lain"),
        (_other_columns, "kurang, lebih, atau berukuran lain"),
        (_escaping_rule, "kurang, lebih, atau berukuran lain"),
        (_text_for_a_number, r"tables/revision\.jsonl baris 4: baris ini tidak sesuai dengan tabel revision"),
        (_true_for_a_number, r"tables/revision\.jsonl baris 4: baris ini tidak sesuai"),
        (_nothing_where_something_must_be, r"tables/submission\.jsonl baris 1: baris ini tidak sesuai"),
        (_short_row, r"tables/access\.jsonl baris 1: baris ini tidak sesuai"),
        (_deep_row, r"tables/access\.jsonl baris 1: baris ini tidak sesuai"),
        (_long_line, r"tables/access\.jsonl: baris terlalu panjang"),
        (_no_last_line_end, r"tables/access\.jsonl: bagian ini rusak"),
        (_twice, r"tables/access\.jsonl baris 2: baris ini ganda atau tidak berurutan"),
    ],
)
def test_a_forged_file_is_refused_before_the_database_is_touched(
    backup: Path, tmp_path: Path, standing: str, edit: Edit, words: str
) -> None:
    refused(forge(backup, tmp_path / "a.zip", edit), standing, words)


def test_a_wrong_count_is_found(backup: Path, tmp_path: Path, standing: str) -> None:
    forged = forge(backup, tmp_path / "a.zip", _miscounted, honest=False)
    refused(forged, standing, "2 baris, padahal manifest menyebut 3")


def test_files_that_are_packed_in_another_way_are_refused(backup: Path, tmp_path: Path, standing: str) -> None:
    stored = forge(backup, tmp_path / "a.zip", lambda _files, _manifest: None, compression=zipfile.ZIP_STORED)
    refused(stored, standing, "tidak dapat dipercaya")
    packed = forge(backup, tmp_path / "b.zip", lambda _files, _manifest: None)
    with opened(packed) as archive:
        assert archive.manifest.totals.submissions == 2


def _changed_answer(files: dict[str, bytes], _manifest: dict[str, Any]) -> None:
    found = rows(files, "revision")
    found[3][5] = found[3][5].replace("tidak", "ya") if "tidak" in found[3][5] else '{"choice":"tidak"}'
    set_rows(files, "revision", found)


def _changed_answer_and_chain(files: dict[str, bytes], manifest: dict[str, Any]) -> None:
    _changed_answer(files, manifest)
    found = rows(files, "revision")
    rechain(manifest, found)
    set_rows(files, "revision", found)


def _lost_answer(files: dict[str, bytes], _manifest: dict[str, Any]) -> None:
    set_rows(files, "revision", rows(files, "revision")[:-1])


def _stranger(files: dict[str, bytes], _manifest: dict[str, Any]) -> None:
    found = rows(files, "access")
    found[-1][1] = "tidakada"
    set_rows(files, "access", found)


def _long_name(files: dict[str, bytes], _manifest: dict[str, Any]) -> None:
    found = rows(files, "score")
    found[0][1] = "segala"
    set_rows(files, "score", found)


@pytest.mark.parametrize(
    ("edit", "words"),
    [
        (_changed_answer, r"badan00000000001: rantai revisi putus pada revisi 4"),
        (_stranger, r"tables/access\.jsonl: isinya tidak diterima basis data"),
    ],
)
def test_a_forgery_that_only_the_database_shows_leaves_what_stood_there(
    backup: Path, tmp_path: Path, either: str, edit: Edit, words: str
) -> None:
    refused(forge(backup, tmp_path / "a.zip", edit), either, words)


@pytest.mark.parametrize(
    ("edit", "words"),
    [
        (_changed_answer_and_chain, "bukan yang dicatat manifest"),
        (_lost_answer, "bukan yang dicatat manifest"),
        (_long_name, r"tables/score\.jsonl: isinya tidak diterima basis data"),
    ],
)
def test_a_more_careful_forgery_shows_too(backup: Path, tmp_path: Path, standing: str, edit: Edit, words: str) -> None:
    refused(forge(backup, tmp_path / "a.zip", edit), standing, words)


def _better_score(files: dict[str, bytes], manifest: dict[str, Any]) -> None:
    """Change a total and everything that is written about it."""
    from store.backup.shapes import shapes_at
    from store.backup.totals import Tally

    found = rows(files, "score")
    columns = next(part["columns"] for part in manifest["tables"] if part["name"] == "score")
    found[0][columns.index("published")] = "99.99"
    set_rows(files, "score", found)
    tally = Tally()
    for shape in shapes_at(manifest["migration"]):
        tally.see(shape, rows(files, shape.name))
    manifest["totals"] = json.loads(tally.totals().model_dump_json())


def test_a_total_that_does_not_follow_from_the_answers_is_refused(backup: Path, tmp_path: Path, standing: str) -> None:
    forged = forge(backup, tmp_path / "a.zip", _better_score)
    refused(forged, standing, r"nilai Badan Publik 1 \(badan00000000001\) bukan yang dihasilkan jawabannya")


def test_a_total_that_another_kernel_computed_comes_back_and_is_told(backup: Path, tmp_path: Path) -> None:
    def edit(files: dict[str, bytes], manifest: dict[str, Any]) -> None:
        _better_score(files, manifest)
        manifest["kernel"] = "0" * 64

    url = f"sqlite:///{tmp_path / 'monev.sqlite3'}"
    restored = put_back(forge(backup, tmp_path / "a.zip", edit), url)
    assert (restored.same, [(one.body, one.before) for one in restored.others]) == (1, [("Badan Publik 1", "99.99")])
    assert held(url)["score"][0][6] == "99.99"


def test_contents_that_would_not_fit_on_the_disk_are_refused_at_once(
    backup: Path, tmp_path: Path, standing: str
) -> None:
    """A bomb that says how large it is: 8 exabytes."""

    def edit(_files: dict[str, bytes], manifest: dict[str, Any]) -> None:
        manifest["tables"][1]["bytes"] = 1 << 62

    size = {"tables/access.jsonl": 1 << 62}
    forged = forge(backup, tmp_path / "a.zip", edit, honest=False, said=size)
    refused(forged, standing, "isi cadangan memerlukan kira-kira [0-9]+ MB, yang tersisa [0-9]+ MB")


def test_a_file_that_is_larger_or_smaller_than_it_says_is_refused(backup: Path, tmp_path: Path, standing: str) -> None:
    for size in (10, 100_000):

        def edit(_files: dict[str, bytes], manifest: dict[str, Any], size: int = size) -> None:
            manifest["tables"][1]["bytes"] = size

        forged = forge(backup, tmp_path / "a.zip", edit, honest=False, said={"tables/access.jsonl": size})
        refused(forged, standing, r"tables/access\.jsonl.*: bagian ini rusak")


def test_a_bomb_of_the_same_row_ends_at_the_second(backup: Path, tmp_path: Path, standing: str) -> None:
    def edit(files: dict[str, bytes], _manifest: dict[str, Any]) -> None:
        files["tables/access.jsonl"] = b'["0","0","0"]\n' * 2_000_000

    forged = forge(backup, tmp_path / "a.zip", edit)
    assert forged.stat().st_size < 200_000
    refused(forged, standing, r"tables/access\.jsonl baris 2: baris ini ganda")


def test_a_directory_of_a_million_files_is_not_read(backup: Path, tmp_path: Path, standing: str) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(README, b"")
    data = (tmp_path / "a.zip").read_bytes()
    start = data.index(b"PK\x01\x02")
    entry, end = data[start : data.index(b"PK\x05\x06")], bytearray(data[data.index(b"PK\x05\x06") :])
    many = 150_000
    end[12:16] = (len(entry) * many).to_bytes(4, "little")
    end[20:22] = (20 + 64).to_bytes(2, "little")
    forged = tmp_path / "b.zip"
    forged.write_bytes(data[:start] + entry * many + bytes(end) + b"monev-backup sha256=" + b"0" * 64)
    mark(forged)
    refused(forged, standing, "tidak dapat dipercaya")


def test_whatever_is_forged_ends_in_a_refusal_or_in_the_same_rows(backup: Path, tmp_path: Path) -> None:
    """Random bytes, most of them in the directory of the ZIP, under a checksum that is right again."""
    chosen, data, forged = random.Random(7), backup.read_bytes(), tmp_path / "a.zip"
    genuine, refusals = contents(backup), 0
    for _ in range(FORGERIES):
        changed = bytearray(data)
        for _ in range(chosen.choice((1, 1, 2, 5, 20))):
            start = len(data) - 1500 if chosen.random() < 0.7 else 0
            changed[chosen.randrange(start, len(data) - 84)] = chosen.randrange(256)
        forged.write_bytes(bytes(changed))
        mark(forged)
        try:
            with opened(forged) as archive:
                archive.check()
                found = {part.file: archive.data(part) for part in archive.manifest.parts()}
        except BackupRefused:
            refusals += 1
        else:
            assert found == {name: genuine[name] for name in found}
            assert len(found) == 5
    assert refusals > FORGERIES // 2


def test_what_fails_on_the_way_leaves_no_file_behind(tmp_path: Path, standing: str) -> None:
    database = Database(standing)
    with pytest.raises(BackupRefused, match=r"folder .* tidak ada"):
        take(database, tmp_path / "tiada" / "a.zip")
    with pytest.raises(BackupRefused, match="bukan nama berkas"):
        take(database, Path("-"))
    with pytest.raises(BackupRefused, match="bukan cadangan Monev KIP"):
        take(database, Path(database.url.database or ""), replace=True)
    with pytest.raises(BackupRefused, match="bukan cadangan Monev KIP"):
        take(database, tmp_path, replace=True)
    take(database, tmp_path / "a.zip")
    with pytest.raises(BackupRefused, match=r"sudah ada\. .*--replace"):
        take(database, tmp_path / "a.zip")
    first = (tmp_path / "a.zip").read_bytes()
    take(database, tmp_path / "a.zip", replace=True)
    assert [path.name for path in tmp_path.iterdir()] == ["a.zip"]
    assert (tmp_path / "a.zip").read_bytes() == first
    database.close()
