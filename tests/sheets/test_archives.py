"""A packed file that we write is one that others read: names, contents and checksums come back."""

import io
import zipfile
import zlib

from hypothesis import given
from hypothesis import strategies as st

from sheets.archives import stored

NAMES = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\\"), min_size=1, max_size=20)


@given(st.dictionaries(NAMES, st.binary(max_size=200), max_size=5))
def test_what_was_stored_comes_back(parts: dict[str, bytes]) -> None:
    written = stored((name, content, zlib.crc32(content)) for name, content in parts.items())
    with zipfile.ZipFile(io.BytesIO(written)) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == list(parts)
        assert [archive.read(name) for name in parts] == list(parts.values())


def test_a_wrong_checksum_is_noticed_by_whoever_reads_it() -> None:
    with zipfile.ZipFile(io.BytesIO(stored([("a", b"isi", 0)]))) as archive:
        assert archive.testzip() == "a"
