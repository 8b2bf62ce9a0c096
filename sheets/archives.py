"""The directory of a packed file, read with a limit: a few megabytes of it can list half a million files."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterable

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


_LOCAL, _LISTED, _END = struct.Struct("<4s5H3I2H"), struct.Struct("<4s6H3I5H2I"), struct.Struct("<4s4H2IH")
_VERSION, _NAMES_IN_UTF8, _FIRST_DAY = 20, 0x800, 0x21


def stored(parts: Iterable[tuple[str, bytes, int]]) -> bytes:
    """Return a packed file of parts (name, content, CRC-32), less than 4 GB together, not compressed.

    Every file of a comparison passes here; why not through `zipfile`: decision 0007.
    """
    pieces, listed, at, count = [], [], 0, 0
    for name, content, crc in parts:
        written = name.encode()
        common = (_VERSION, _NAMES_IN_UTF8, 0, 0, _FIRST_DAY, crc, len(content), len(content), len(written), 0)
        pieces += [_LOCAL.pack(b"PK\3\4", *common), written, content]
        listed += [_LISTED.pack(b"PK\1\2", _VERSION, *common, 0, 0, 0, 0, at), written]
        at += _LOCAL.size + len(written) + len(content)
        count += 1
    index = b"".join(listed)
    return b"".join([*pieces, index, _END.pack(b"PK\5\6", 0, 0, count, count, len(index), at, 0)])
