"""What a cell says, as the value of its key: lenient in spelling, strict in meaning."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from decimal import Decimal
from fractions import Fraction
from typing import Any

from questionnaires.values import UNPUBLISHED, AmbiguousNumberError, parse_number
from questionnaires.writing.shape import Form, Shape
from scoring.numbers import parse_exact
from sheets.authoring.titles import bare, free_words, spellings, word
from sheets.cells import Value, as_text
from sheets.choices import nearest
from sheets.numbers import PRECISE_DIGITS
from wording import text

LONGEST = 10_000
"""Longest text of one key in characters."""

SHOWN = 60
_LISTED = 200
_FRACTION = re.compile(r"([+-]?\d{1,9})\s*/\s*(\d{1,9})\Z")
_NUMBER_LENGTH = 40


class Wrong(Exception):
    """A cell that does not say what its key needs; `key` names the fault in the text catalogue."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key)
        self.key, self.values = key, values


def value_of(shape: Shape, cell: Value) -> Any:
    """Return what a filled cell says for its key.

    Raises:
        Wrong: it says nothing that the key can hold.
    """
    if shape.clearable and cleared(cell):
        return [] if shape.form in (Form.WORDS, Form.NUMBERS, Form.ROWS) else ""
    match shape.form:
        case Form.TRUTH:
            return _truth(cell)
        case Form.NUMBER:
            return _number(shape, cell)
        case Form.WHOLE:
            return _whole(shape, cell)
        case Form.CHOICE:
            return _choice(shape, _words(cell))
        case Form.WORDS:
            if shape.unpublished and _unpublished(shape, cell):
                return UNPUBLISHED
            return [_choice(shape, part) if shape.choices else part for part in _parts(_words(cell))]
        case Form.NUMBERS:
            return [_exact(part) for part in _parts(_words(cell))]
        case Form.ANY:
            return _anything(cell)
        case Form.INLINE | Form.ROWS:
            return _toml(_words(cell))
    words = _words(cell)
    told = " ".join(words.split()).casefold()
    return next((code for code, said in free_words(shape.key).items() if said == told), words)


def cleared(cell: Value) -> bool:
    """Tell whether a cell says that there is nothing, on purpose."""
    return isinstance(cell, str) and bare(cell) == bare(text("rancangan.isian.kosong"))


def filled(cell: Value) -> bool:
    """Tell whether something stands in a cell."""
    return not (isinstance(cell, str) and not cell.strip())


def shown(cell: Value) -> str:
    """Return what stands in a cell as messages quote it."""
    words = " ".join(as_text(cell).split())
    return words if len(words) <= SHOWN else words[: SHOWN - 3] + "..."


def listed(words: list[str]) -> str:
    """Return choices as messages name them."""
    whole = ", ".join(dict.fromkeys(words))
    return whole if len(whole) <= _LISTED else whole[:_LISTED].rsplit(",", 1)[0] + ", ..."


def _words(cell: Value) -> str:
    if isinstance(cell, bool):
        raise Wrong("benar_salah", isi="TRUE" if cell else "FALSE")
    if isinstance(cell, dt.date | dt.time | dt.timedelta):
        raise Wrong("tanggal", isi=shown(cell))
    if isinstance(cell, int | float):
        return _digits(cell)
    words = re.sub(r"\r\n?", "\n", cell).strip()
    if len(words) > LONGEST:
        raise Wrong("panjang", panjang=len(words), batas=LONGEST)
    return words


def _digits(cell: float) -> str:
    """Return a numeric cell as the digits that a spreadsheet keeps: codes such as 1.1 may have become numbers."""
    exact = Decimal(format(cell, f".{PRECISE_DIGITS}g"))
    return format(exact.normalize(), "f") if exact.is_finite() else str(cell)


def _truth(cell: Value) -> bool:
    if isinstance(cell, bool):
        return cell
    words = bare(_words(cell))
    for answer, key in ((True, "benar"), (False, "salah")):
        if words in text(f"rancangan.isian.{key}").split("|"):
            return answer
    raise Wrong("ya_tidak", isi=shown(cell))


def _unpublished(shape: Shape, cell: Value) -> bool:
    """Tell whether a cell says that the value was not published."""
    return isinstance(cell, str) and bare(cell) in spellings(shape.key, (UNPUBLISHED,))


def _number(shape: Shape, cell: Value) -> str:
    words = _words(cell)
    if not isinstance(cell, str):
        return words
    if _unpublished(shape, cell):
        if shape.unpublished:
            return UNPUBLISHED
        raise Wrong("nf_ditolak", isi=shown(cell))
    try:
        return _exact(words)
    except Wrong as wrong:
        if wrong.key != "angka_pasti":
            raise
        kind = "bulat" if shape.form is Form.WHOLE else "angka" if shape.unpublished else "angka_pasti"
        raise Wrong(kind, **wrong.values) from None


def _exact(words: str) -> str:
    """Return a written number as the format takes it."""
    fraction = _FRACTION.match(words)
    if fraction:
        if int(fraction[2]) == 0:
            raise Wrong("nol", isi=words)
        return str(Fraction(int(fraction[1]), int(fraction[2])))
    if "%" in words:
        raise Wrong("persen", isi=words[:SHOWN])
    if len(words) > _NUMBER_LENGTH:
        raise Wrong("angka_pasti", isi=shown(words))
    try:
        return str(parse_number(words))
    except AmbiguousNumberError:
        thousand, places = words.replace(".", "").replace(",", ""), words.replace(".", ",")
        raise Wrong("rancu", isi=words, ribuan=thousand, pecahan=f"{places}0") from None
    except ValueError:
        raise Wrong("angka_pasti", isi=shown(words)) from None


def _whole(shape: Shape, cell: Value) -> int | str:
    found = _number(shape, cell)
    if found == UNPUBLISHED:
        return found
    exact = Fraction(found)
    if exact.denominator != 1:
        raise Wrong("bulat", isi=shown(cell))
    return exact.numerator


def _choice(shape: Shape, words: str) -> str:
    known = spellings(shape.key, shape.choices)
    found = known.get(bare(words))
    if found is not None:
        return found
    offered = [word(shape.key, code) for code in shape.choices]
    meant = nearest(bare(words), list(known))
    if meant is not None:
        raise Wrong("pilihan_mirip", isi=shown(words), maksud=word(shape.key, known[meant]))
    raise Wrong("pilihan", isi=shown(words), pilihan=listed(offered))


def _parts(words: str) -> list[str]:
    """Return the parts of a list: by semicolon or line, by comma only between codes."""
    parts = re.split(r"[;\n]", words)
    if len(parts) == 1 and all(re.fullmatch(r"\s*[^\s,]+\s*", part) for part in words.split(",")):
        parts = words.split(",")
    return [part.strip() for part in parts if part.strip()]


def _anything(cell: Value) -> Any:
    words = _words(cell)
    if words in ("true", "false"):
        return words == "true"
    try:
        return _exact(words) if not isinstance(cell, str) or _numeric(words) else words
    except Wrong as wrong:
        if wrong.key in ("rancu", "nol"):
            raise
        return words


def _numeric(words: str) -> bool:
    """Tell whether a word is meant as a number."""
    try:
        parse_exact(words)
    except ValueError:
        return bool(re.fullmatch(r"[+-]?[\d.,/ ]+", words))
    return True


def _toml(words: str) -> Any:
    try:
        return tomllib.loads(f"x = {words}", parse_float=Decimal)["x"]
    except (tomllib.TOMLDecodeError, RecursionError):
        raise Wrong("toml", isi=shown(words)) from None
