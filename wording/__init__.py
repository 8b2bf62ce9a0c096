"""The text catalogue: every sentence a person reads, and numbers and times as people write them.

`text("isi.tersimpan", waktu="14.03.22 WIB")` reads the key `tersimpan` of `wording/id/isi.toml`.
A second language is a second folder with the same files and keys; no code changes.
"""

import datetime as dt
import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

DEFAULT_LANGUAGE = "id"
ZONES: Mapping[str, dt.tzinfo] = MappingProxyType(
    {
        "WIB": dt.timezone(dt.timedelta(hours=7), "WIB"),
        "WITA": dt.timezone(dt.timedelta(hours=8), "WITA"),
        "WIT": dt.timezone(dt.timedelta(hours=9), "WIT"),
    }
)

_FOLDER = Path(__file__).parent
_PLAIN_DECIMAL = re.compile(r"([+-]?)(\d+)(?:\.(\d+))?")


def text(key: str, /, *, language: str = DEFAULT_LANGUAGE, **values: object) -> str:
    """The sentence for `key` with its named places filled.

    Raises:
        KeyError: the key is unknown, or the sentence names a place that was not given.

    >>> text("waktu.tanggal", hari=27, bulan="November", tahun=2026)
    '27 November 2026'
    """
    return catalogue(language)[key].format_map(values)


def templates(section: str, *, language: str = DEFAULT_LANGUAGE) -> dict[str, str]:
    """All sentences below `section`, unfilled, by the rest of their key: what a browser script needs.

    >>> sorted(templates("angka"))
    ['desimal', 'ribuan']
    """
    return dict(_section(section, language))


@cache
def _section(section: str, language: str) -> Mapping[str, str]:
    start = section + "."
    found = {key.removeprefix(start): line for key, line in catalogue(language).items() if key.startswith(start)}
    if not found:
        raise KeyError(section)
    return found


def one_line(words: str) -> str:
    """Words on one line, without what nobody sees: control characters and marks that turn the direction of reading.

    >>> one_line(" Dinas\\u202e \\tKota\\x1b[31m ")
    'Dinas Kota[31m'
    """
    return " ".join("".join(letter for letter in words if letter.isprintable() or letter.isspace()).split())


def languages() -> list[str]:
    """The languages that have a folder here."""
    return sorted(path.name for path in _FOLDER.iterdir() if any(path.glob("*.toml")))


@cache
def catalogue(language: str = DEFAULT_LANGUAGE) -> Mapping[str, str]:
    """Every key of one language with its sentence.

    Raises:
        KeyError: there is no such language.
        ValueError: a file holds something else than one table of sentences with the name of the file.
    """
    sentences: dict[str, str] = {}
    for path in sorted((_FOLDER / language).glob("*.toml")):
        document = tomllib.loads(path.read_text(encoding="utf-8"))
        if list(document) != [path.stem]:
            raise ValueError(f"{path}: satu tabel bernama [{path.stem}]")
        sentences.update(_flat(document, str(path)))
    if not sentences:
        raise KeyError(language)
    return MappingProxyType(sentences)


def number(published: str | int, *, language: str = DEFAULT_LANGUAGE) -> str:
    """A published decimal as people write it; never rounds, so the digits stay those of the score sheet.

    >>> number("97.55"), number("1000"), number(12345), number("-0.5")
    ('97,55', '1.000', '12.345', '-0,5')
    """
    match = _PLAIN_DECIMAL.fullmatch(str(published))
    if match is None:
        raise ValueError(f"bukan angka desimal: {published!r}")
    sign, whole, places = match.groups()
    grouped = f"{int(whole):,}".replace(",", text("angka.ribuan", language=language))
    return sign + grouped + (text("angka.desimal", language=language) + places if places else "")


def clock(instant: dt.datetime, zone: str, *, language: str = DEFAULT_LANGUAGE) -> str:
    """The time of day in the zone of the body, to the second.

    >>> clock(dt.datetime(2026, 11, 26, 7, 3, 22, tzinfo=dt.UTC), "WIB")
    '14.03.22 WIB'
    """
    local = in_zone(instant, zone)
    return text(
        "waktu.jam", language=language, jam=local.hour, menit=local.minute, detik=local.second, zona=zone.upper()
    )


def date(day: dt.date, zone: str | None = None, *, language: str = DEFAULT_LANGUAGE) -> str:
    """The day as people write it; an instant needs the zone whose day is meant.

    >>> date(dt.date(2026, 11, 27))
    '27 November 2026'
    >>> date(dt.datetime(2026, 12, 31, 16, 30, tzinfo=dt.UTC), "WITA")
    '1 Januari 2027'
    """
    if isinstance(day, dt.datetime):
        if zone is None:
            raise ValueError("an instant has a day only in a zone")
        day = in_zone(day, zone).date()
    month = text("waktu.bulan", language=language).split()[day.month - 1]
    return text("waktu.tanggal", language=language, hari=day.day, bulan=month, tahun=day.year)


def moment(instant: dt.datetime, zone: str, *, language: str = DEFAULT_LANGUAGE) -> str:
    """Day and time together, as on receipts.

    >>> moment(dt.datetime(2026, 11, 27, 15, 14, 9, tzinfo=dt.UTC), "WIB")
    '27 November 2026, 22.14.09 WIB'
    """
    day, time = date(instant, zone, language=language), clock(instant, zone, language=language)
    return text("waktu.saat", language=language, tanggal=day, jam=time)


def in_zone(instant: dt.datetime, zone: str) -> dt.datetime:
    """The same instant on the clocks of WIB, WITA or WIT.

    Raises:
        KeyError: the zone is none of the three.
        ValueError: the instant does not say from which zone it counts.
    """
    if instant.tzinfo is None:
        raise ValueError("an instant without a zone cannot be shown")
    return instant.astimezone(ZONES[zone.upper()])


def _flat(table: Mapping[str, object], place: str, above: str = "") -> Iterator[tuple[str, str]]:
    for name, value in table.items():
        if isinstance(value, dict):
            yield from _flat(value, place, f"{above}{name}.")
        elif isinstance(value, str):
            yield above + name, value
        else:
            raise ValueError(f"{place}: {above}{name} bukan teks")
