"""The directory of a packed file, read with a limit: a few megabytes of it can list half a million files."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

DIRECTORY_DAMAGE = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, NotImplementedError)
"""What a damaged packed file is found by, while its directory or one of its files is read."""

_ENTRY = 46
_NAMED = 200
"""The bytes of an entry of the directory without its name, and what name and remarks take on the average at most."""


class CrowdedError(Exception):
    """The directory is larger than one of so many files."""


class _Leashed(io.BytesIO):
    """Gives no more at once than a directory may hold, until it is let off."""

    most: int | None = None

    def read(self, size: int | None = -1, /) -> bytes:
        left = len(self.getbuffer()) - self.tell()
        if self.most is not None and (left if size is None or size < 0 else min(size, left)) > self.most:
            raise CrowdedError
        return super().read(size)


def directory(data: bytes, files: int) -> zipfile.ZipFile:
    """Return the packed file.

    Raises:
        CrowdedError: it holds more than so many files, or their names are far too long; nothing was listed.
        One of `DIRECTORY_DAMAGE`: it is none, or damaged.
    """
    source = _Leashed(data)
    # The end of the file, where the directory is announced, may carry 64 kB of remarks.
    source.most = max(files * (_ENTRY + _NAMED), 1 << 17)
    archive = zipfile.ZipFile(source)
    source.most = None
    if len(archive.infolist()) > files:
        raise CrowdedError
    return archive
