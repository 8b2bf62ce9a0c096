"""The file of a backup on its way out: written beside its place, checked, and only then given its name.

A ZIP of JSON lines, so that any tool can look into it. Its comment, the last bytes of the file, is the SHA-256 of all
bytes before: whatever is cut off or changed shows before anything is unpacked.
"""

from __future__ import annotations

import errno
import fcntl
import os
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from glob import escape
from hashlib import sha256
from pathlib import Path
from typing import IO, Any

from store.backup.manifest import MANIFEST, README, RULES, TABLES, Manifest, Part, TablePart, refuse
from store.backup.shapes import Shape
from wording import text
from workflow.chain import canonical

MARK = b"monev-backup sha256="
MARK_LENGTH = len(MARK) + 64
_UNFINISHED = ".sedang"
_FILE_MODE = 0o100600 << 16
_CHUNK = 1 << 20


class Draft:
    """A backup that is not finished yet."""

    def __init__(self, file: IO[bytes], made_at: datetime) -> None:
        self._file = file
        self._date = made_at.timetuple()[:6]
        self._zip = zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED)
        self._zip.comment = MARK + b"0" * 64
        self._whole(README, text("cadangan.baca_saya").encode())

    def __enter__(self) -> Draft:
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(OSError, ValueError):  # what becomes of an unfinished ZIP does not matter, it goes
            self._zip.close()

    @contextmanager
    def table(self, shape: Shape, done: Callable[[TablePart], None]) -> Iterator[Callable[[list[list[Any]]], None]]:
        """Give what writes rows of a table; `done` is told what was written."""
        name = f"{TABLES}{shape.name}.jsonl"
        digest, size, rows = sha256(), 0, 0
        with self._zip.open(self._info(name), "w", force_zip64=True) as member:

            def put(portion: list[list[Any]]) -> None:
                nonlocal size, rows
                data = "".join([f"{canonical(row)}\n" for row in portion]).encode()
                digest.update(data)
                size, rows = size + len(data), rows + len(portion)
                member.write(data)

            yield put
        done(
            TablePart(
                file=name, bytes=size, sha256=digest.hexdigest(), name=shape.name, columns=shape.columns, rows=rows
            )
        )

    def rule_file(self, name: str, data: bytes) -> Part:
        """Write a file of the installation's own rule sets."""
        return self._whole(f"{RULES}{name}", data)

    def finish(self, manifest: Manifest) -> None:
        """Write the manifest, the mark over the whole file, and everything to the disk."""
        self._whole(MANIFEST, manifest.model_dump_json(indent=1).encode())
        self._zip.close()
        self._file.flush()
        size = self._file.seek(0, os.SEEK_END)
        self._file.seek(size - 64)
        self._file.write(digest_of(self._file, size - MARK_LENGTH).encode())
        self._file.flush()
        os.fsync(self._file.fileno())

    def _whole(self, name: str, data: bytes) -> Part:
        self._zip.writestr(self._info(name), data)
        return Part(file=name, bytes=len(data), sha256=sha256(data).hexdigest())

    def _info(self, name: str) -> zipfile.ZipInfo:
        info = zipfile.ZipInfo(name, self._date)
        info.compress_type = zipfile.ZIP_DEFLATED
        info.external_attr = _FILE_MODE
        return info


def digest_of(file: IO[bytes], size: int) -> str:
    """Return the SHA-256 of the first `size` bytes; the position of the file is where it was."""
    place, digest = file.tell(), sha256()
    file.seek(0)
    while size > 0 and (data := file.read(min(size, _CHUNK))):
        digest.update(data)
        size -= len(data)
    file.seek(place)
    return digest.hexdigest()


@contextmanager
def new_file(target: Path, demand_place: Callable[[], None]) -> Iterator[tuple[IO[bytes], Path]]:
    """Give a file beside `target`, and its path; it takes the name when the block ends well.

    Only its owner may read it. `demand_place` refuses when the name is taken; it is asked before and again when the
    file is ready. What a killed run left behind is removed first: nobody holds its lock any more.
    """
    demand_place()
    target = target.resolve()
    _sweep(target)
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=_UNFINISHED, dir=target.parent)
    draft = Path(name)
    try:
        with open(handle, "w+b") as file:
            with suppress(OSError):  # a network file system may know no locks; then nothing is swept there either
                fcntl.flock(file, fcntl.LOCK_EX)
            yield file, draft
            demand_place()
            draft.replace(target)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
    keep_names(target.parent)


def keep_names(folder: Path) -> None:
    """Have the names of a folder on the disk too, where the file system can."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise
    finally:
        os.close(handle)


def _sweep(target: Path) -> None:
    for left in target.parent.glob(f".{escape(target.name)}.*{_UNFINISHED}"):
        with suppress(OSError), left.open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            left.unlink()


def demand_free(target: Path, replace: bool) -> None:
    """Refuse a name that is taken, unless what stands there is a backup and may be replaced."""
    if target.name in ("", "-", ".."):
        refuse(str(target), "bukan_nama")
    if not target.parent.is_dir():
        refuse(str(target), "tanpa_folder", folder=target.parent)
    if not os.path.lexists(target):
        return
    if not target.is_file() or not is_backup(target):
        refuse(str(target), "berkas_lain")
    if not replace:
        refuse(str(target), "sudah_ada")


def is_backup(path: Path) -> bool:
    """Tell whether a file ends as backups do."""
    try:
        with path.open("rb") as file:
            size = file.seek(0, os.SEEK_END)
            file.seek(max(0, size - MARK_LENGTH))
            return file.read(len(MARK)) == MARK
    except OSError:
        return False
