"""What columns and tables are called, how else people write them, and the words of fixed values."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache

from wording import catalogue

_SIGNS = re.compile(r"[^a-z0-9]+")


@lru_cache(maxsize=4096)
def bare(words: str) -> str:
    """Return `words` for comparison: small letters and digits, no accents, single spaces.

    >>> bare("  Bobot_(%)  "), bare("Dasar  HUKÜM")
    ('bobot', 'dasar hukum')
    """
    letters = unicodedata.normalize("NFKD", words).casefold()
    return _SIGNS.sub(" ", "".join(sign for sign in letters if not unicodedata.combining(sign))).strip()


def title(table: str, key: str, *, within: bool = False) -> str:
    """Return the title of a column; one inside rows inside a row says where it belongs unless it has a title there."""
    own = _found("judul", table, key, general=False)
    if own or not within:
        return own or _found("judul", "umum", key) or key
    return f"{_found('judul', 'umum', table) or table}: {_found('judul', 'umum', key) or key}"


def help_text(table: str, key: str) -> str:
    """Return what the note of a column says, nothing where the key explains itself."""
    return _found("bantuan", table, key)


def table_title(name: str) -> str:
    """Return the title of a table."""
    return catalogue().get(f"rancangan.tabel.{name.replace('.', '_')}", name)


def table_help(name: str) -> str:
    """Return what a table is for."""
    return catalogue().get(f"rancangan.tentang.{name.replace('.', '_')}", "")


def sheet_title(sheet: str) -> str:
    """Return the name of a sheet."""
    return catalogue()[f"rancangan.lembar.{sheet}"]


def aliases(table: str, key: str) -> list[str]:
    """Return other titles that people give a column."""
    return [words for words in _found("alias", table, key).split("|") if words]


def word(key: str, code: str) -> str:
    """Return the word for a fixed value."""
    found = catalogue()
    return found.get(f"rancangan.kata.{key}.{code}") or found.get(f"rancangan.kata.umum.{code}") or code


@cache
def free_words(key: str) -> Mapping[str, str]:
    """Return the words, by code, for what may stand in a key that also holds codes of the author's own.

    The words have several parts, which no code has, so that neither is taken for the other.
    """
    start = f"rancangan.bebas.{key}."
    return {name.removeprefix(start): said for name, said in catalogue().items() if name.startswith(start)}


@cache
def spellings(key: str, codes: tuple[str, ...]) -> Mapping[str, str]:
    """Return every accepted spelling of fixed values, as `bare` leaves it, with its code."""
    known = {bare(word(key, code)): code for code in codes}
    known.update({bare(other): code for code in codes for other in _others(key, code)})
    known.update({bare(code): code for code in codes})
    return known


def _others(key: str, code: str) -> Iterable[str]:
    found = catalogue().get(f"rancangan.ejaan.{key}.{code}") or catalogue().get(f"rancangan.ejaan.umum.{code}", "")
    return [words for words in found.split("|") if words]


def _found(section: str, table: str, key: str, *, general: bool = True) -> str:
    own = catalogue().get(f"rancangan.{section}.{table.replace('.', '_')}.{key}", "")
    return own or (catalogue().get(f"rancangan.{section}.umum.{key}", "") if general else "")
