"""What stands in one cell of a table: a score, ya or tidak, a moment; or which fault it is."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from fractions import Fraction

from questionnaires.values import parse_score
from scoring.facts import Choice
from sheets.cells import Value, as_text, plain_number
from sheets.choices import Shown, plain, spellings
from wording import ZONES, number, one_line, text

SHOWN = 60

_NOTHING = frozenset({"-", "–", "—", "n/a", "na", "nihil", "kosong", "belum", "belum ada", "tidak ada", "tidak hadir"})
_DAY_FIRST = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(.*)", re.DOTALL)
_NAMED = re.compile(r"(\d{1,2}) ([a-z]+) (\d{4})(.*)", re.DOTALL)
_YEAR_FIRST = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(.*)", re.DOTALL)
_TIME = re.compile(r"[ ,t]*(?:pukul )?(\d{1,2})[.:](\d{2})(?:[.:](\d{2}))?(?: (wib|wita|wit))?\Z")


class CellError(ValueError):
    """A cell that cannot be used: `key` names the fault in the catalogue, `values` fill its sentence."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key)
        self.key, self.values = key, values


def score(value: Value, highest: Fraction, as_percent: Callable[[], bool]) -> Fraction | None:
    """Return the score in a cell, None where it is empty; 0 is a score.

    Args:
        highest: the best score there.
        as_percent: whether the cell shows its number as per cent; asked only of numbers that could be shares.

    Raises:
        CellError: anything else.
    """
    found = _number(value)
    if found is None:
        return None
    if isinstance(value, int | float) and 0 < value <= 1 and as_percent():
        raise CellError("persen", isi=f"{number(_plain(found * 100))} %", nilai=number(_plain(found * 100)))
    if not 0 <= found <= highest:
        raise CellError("luar_rentang", isi=as_text(value).strip()[:SHOWN], batas=number(_plain(highest)))
    return found


def _number(value: Value) -> Fraction | None:
    if isinstance(value, bool):
        raise CellError("bukan_nilai", isi=as_text(value))
    if isinstance(value, int | float):
        return Fraction(plain_number(value))
    if not isinstance(value, str):
        raise CellError("tanggal", isi=as_text(value)[:SHOWN])
    words = value.strip().replace("\u00a0", "")
    if not words:
        return None
    try:
        return parse_score(words)
    except ValueError as error:
        raise _wrong_number(words) from error


def _wrong_number(words: str) -> CellError:
    if plain(words) in _NOTHING:
        return CellError("tanda_kosong", isi=words)
    if words.endswith("%"):
        return CellError("persen", isi=words[:SHOWN], nilai=words.rstrip("% ")[:SHOWN])
    return CellError("bukan_nilai", isi=words[:SHOWN])


def yes_or_no(value: Value) -> bool | None:
    """Return True for Ya, False for Tidak, None for an empty cell.

    Raises:
        CellError: anything else.
    """
    if isinstance(value, bool):
        return value
    words = as_text(value)
    if not words.strip():
        return None
    known = spellings(
        [Shown(Choice.YES, text("sheets.isian.ya")), Shown(Choice.NO, text("sheets.isian.tidak"))], fixed=True
    )
    code = known.get(plain(words))
    if code is None:
        raise CellError("bukan_ya", isi=words.strip()[:SHOWN])
    return code == Choice.YES


def name(value: Value) -> str:
    """Return a name on one line.

    Raises:
        CellError: it is longer than any name.
    """
    words = one_line(as_text(value))
    if len(words) > 300:
        raise CellError("nama_panjang", isi=words[:SHOWN], batas=300)
    return words


def moment(value: Value) -> dt.datetime | None:
    """Return when something was sent, None for an empty cell; without a zone it is WIB, without a time 00.00.

    Raises:
        CellError: no date.

    >>> moment("27/11/2026 14.03").isoformat(), moment("27 November 2026, 14.03.22 WITA").isoformat()
    ('2026-11-27T14:03:00+07:00', '2026-11-27T14:03:22+08:00')
    """
    if isinstance(value, dt.datetime):
        return value.replace(tzinfo=value.tzinfo or ZONES["WIB"])
    if isinstance(value, dt.date):
        return dt.datetime(value.year, value.month, value.day, tzinfo=ZONES["WIB"])
    words = as_text(value).strip()
    if not words:
        return None
    try:
        return _written(plain(words)) if isinstance(value, str) else _refuse(words)
    except (ValueError, IndexError) as error:
        raise CellError("bukan_saat", isi=words[:SHOWN]) from error


def _refuse(words: str) -> dt.datetime:
    raise ValueError(words)


def _written(words: str) -> dt.datetime:
    months = text("waktu.bulan").casefold().split()
    if found := _YEAR_FIRST.fullmatch(words):
        year, month, day = int(found[1]), int(found[2]), int(found[3])
    elif found := _DAY_FIRST.fullmatch(words):
        year, month, day = int(found[3]), int(found[2]), int(found[1])
    elif (found := _NAMED.fullmatch(words)) and found[2] in months:
        year, month, day = int(found[3]), months.index(found[2]) + 1, int(found[1])
    else:
        return _refuse(words)
    time = _TIME.fullmatch(found[4]) if found[4].strip() else None
    if found[4].strip() and time is None:
        return _refuse(words)
    hour, minute, second = (int(part or 0) for part in time.groups()[:3]) if time else (0, 0, 0)
    zone = ZONES[(time[4] or "wib").upper()] if time else ZONES["WIB"]
    return dt.datetime(year, month, day, hour, minute, second, tzinfo=zone)


def _plain(value: Fraction) -> str:
    return plain_number(float(value))
