"""`monev backup` and `monev restore`: everything that could not be had again, out into one file and back."""

from __future__ import annotations

import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from cli_frame import Command, option
from cli_input import fault, library, refuse
from cli_output import say
from wording import catalogue, moment, number, text

if TYPE_CHECKING:
    from store import Database
    from store.backup import Restored
    from store.backup.manifest import Manifest

_ZONE = "WIB"


@click.command("backup", cls=Command, help=say("cadangkan"))
@click.argument("file", metavar="BERKAS", type=click.Path(path_type=Path))
@option("--replace", is_flag=True, help=say("opsi_ganti_cadangan"))
def backup_command(file: Path, replace: bool) -> None:
    """Write a backup and tell what is in it."""
    from questionnaires.editions import own_folder
    from store.backup import BackupRefused, back_up

    try:
        with closing(_database(existing=True)) as database:
            taken = back_up(database, file, own_folder(), library(), datetime.now(UTC), replace)
    except BackupRefused as refused:
        refuse(refused.problems)
    manifest = taken.manifest
    _tell("ditulis", berkas=file, ukuran=number(taken.size), sidik=taken.sha256)
    _tell(
        "isi",
        **_counts(manifest),
        nilai=number(manifest.totals.scored),
        mesin=manifest.engine,
        skema=manifest.migration,
        aturan=", ".join(manifest.rule_sets()) or "-",
    )
    _tell("dibaca_ulang", rantai=_chains(manifest))
    if not manifest.totals.submissions:
        _warn("kosong")
    for name in taken.unknown:
        _warn("aturan_tak_ikut", aturan=name)
    _warn_broken(manifest)


@click.command("restore", cls=Command, help=say("pulihkan"))
@click.argument("file", metavar="BERKAS", type=click.Path(path_type=Path))
@option("--replace", is_flag=True, help=say("opsi_ganti_basis"))
def restore_command(file: Path, replace: bool) -> None:
    """Put a backup back and tell what was proven."""
    from questionnaires.editions import own_folder
    from store.backup import BackupRefused, opened, restore

    own = own_folder()
    try:
        with opened(file) as archive, closing(_database(existing=False)) as database:
            restored = restore(archive, database, own, datetime.now(UTC), replace)
    except BackupRefused as refused:
        refuse(refused.problems)
    _tell_restored(file, restored, own)


def _tell_restored(file: Path, restored: Restored, own: Path | None) -> None:
    manifest = restored.manifest
    _tell(
        "dipulihkan",
        berkas=file,
        saat=moment(manifest.made_at, _ZONE),
        versi=manifest.product,
        mesin=manifest.engine,
        skema=manifest.migration,
    )
    if restored.replaced:
        _tell("digantikan", kuesioner=number(restored.replaced))
    _tell("terbukti", **_counts(manifest), rantai=_chains(manifest))
    _tell("dihitung_ulang", nilai=number(restored.same))
    for code, count in manifest.totals.classes.items():
        name = catalogue().get(f"hasil.kelas.{code}", code) or text("cadangan.tanpa_kelas")
        print("  " + text("cadangan.kelas", kelas=name, jumlah=number(count)))
    if restored.rules:
        _tell("aturan_ditambah", folder=own, aturan=", ".join(restored.rules))
    if restored.seals_kept:
        _warn("segel_tinggal", folder=own)
    for other in restored.others:
        now = "nilai_tak_terbaca" if other.now is None else "nilai_kosong"
        _warn(
            "nilai_berubah",
            badan=other.body,
            aturan=other.rules,
            kode=other.submission,
            dahulu=_score(other.before) or text("cadangan.nilai_kosong"),
            kini=_score(other.now or "") or text(f"cadangan.{now}"),
        )
    _warn_broken(manifest)


def _database(existing: bool) -> Database:
    """Return the database of the settings; a backup never makes an empty one where a setting was forgotten."""
    from store import Database
    from store.engine import database_url
    from wiring import Settings

    settings = Settings.from_environment()
    try:
        url = database_url(settings.database_url)
        if existing and url.get_backend_name() == "sqlite" and not Path(url.database or "").is_file():
            _refuse(url.database or "", "tanpa_basis")
        return Database(settings.database_url)
    except (ValueError, OSError):
        refuse([fault("MONEV_DATABASE_URL, MONEV_DATA_DIR", "basis_data")])


def _counts(manifest: Manifest) -> dict[str, str]:
    totals = manifest.totals
    return {"kuesioner": number(totals.submissions), "revisi": number(totals.revisions)}


def _chains(manifest: Manifest) -> str:
    broken = len(manifest.totals.broken)
    return text("cadangan.rantai_cacat", jumlah=broken) if broken else text("cadangan.rantai_utuh")


def _score(published: str) -> str:
    return number(published) if published else ""


def _warn_broken(manifest: Manifest) -> None:
    for broken in manifest.totals.broken:
        _warn("putus", kode=broken.submission, nomor=broken.number)


def _tell(key: str, **values: Any) -> None:
    print(text(f"cadangan.{key}", **values))


def _warn(key: str, **values: Any) -> None:
    print(say("perhatian", isi=text(f"cadangan.{key}", **values)), file=sys.stderr)


def _refuse(place: str, key: str) -> NoReturn:
    from store.backup.manifest import problem

    refuse([problem(place, key)])
