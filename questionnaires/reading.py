"""From a TOML file to checked tables; every fault of the file becomes a `Problem` in Indonesian."""

from __future__ import annotations

import re
import time
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from questionnaires.problems import Problem
from questionnaires.tables import Table
from questionnaires.values import UNPUBLISHED

T = TypeVar("T", bound=Table)

ABSENT = "berkas tidak ada"
"""What is said of a file that is named and not there."""

FILE_LIMIT = 5_000_000
"""Largest file of rules in bytes; the largest one that ships has a tenth of it."""

_DEEP_KEY = re.compile(r"(?<![A-Za-z0-9_-])(?:[A-Za-z0-9_-]++[ \t]*+\.[ \t]*+){20}")
_AT_LINE = re.compile(r"\(at line (\d+), column (\d+)\)")
_NAMES = ("code", "id", "at", "stage", "key")


def read_table(path: Path, name: str, model: type[T], problems: list[Problem]) -> T | None:
    """Return the file as `model`, or None with all its faults added to `problems`.

    Args:
        name: how the file is called in messages, `kkp/2024/upt.toml`.
    """
    try:
        with path.open("rb") as file:
            text = _text(file.read(FILE_LIMIT + 1))
        raw = tomllib.loads(text, parse_float=Decimal)
    except FileNotFoundError:
        problems.append(Problem(name, ABSENT, "Tambahkan berkas itu atau hapus penyebutannya"))
    except UnicodeDecodeError:
        problems.append(Problem(name, "berkas bukan teks UTF-8", "Simpan ulang dengan pengodean UTF-8"))
    except tomllib.TOMLDecodeError as error:
        problems.append(_toml_problem(name, str(error)))
    except _OverflowingError as error:
        problems.append(Problem(name, str(error), "Bagi menjadi beberapa berkas, masing-masing untuk satu kategori"))
    except (RecursionError, ValueError):  # arrays in arrays without an end, a number of thousands of digits
        remedy = "Lihat docs/rules-format.md"
        problems.append(Problem(name, "isi bersarang terlalu dalam atau memuat angka yang terlalu panjang", remedy))
    else:
        return _validated(raw, name, model, problems)
    return None


class _OverflowingError(Exception):
    """A file of rules that is larger than any."""


def _text(data: bytes) -> str:
    """Return the file as text.

    Raises:
        UnicodeDecodeError: it is none. ValueError: a key has more parts than any table. _OverflowingError: too large.
    """
    if len(data) > FILE_LIMIT:
        raise _OverflowingError(f"berkas lebih dari {FILE_LIMIT // 1_000_000} MB")
    text = data.decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
    if _DEEP_KEY.search(text):
        raise ValueError
    return text


def read_bare(paths: Iterable[Path]) -> float:
    """Return the processor seconds that reading these files as bare TOML takes: the floor of every check."""
    started = time.process_time()
    for path in paths:
        tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    return time.process_time() - started


def _validated(raw: dict[str, Any], name: str, model: type[T], problems: list[Problem]) -> T | None:
    try:
        return model.model_validate(raw)
    except ValidationError as error:
        problems.extend(_problem(name, raw, detail, model) for detail in error.errors())
    return None


def _toml_problem(name: str, message: str) -> Problem:
    found = _AT_LINE.search(message)
    place = f"{name}, baris {found[1]} kolom {found[2]}" if found else f"{name}, akhir berkas"
    if "overwrite" in message or "twice" in message:
        return Problem(place, "kunci atau tabel ditulis dua kali", "Hapus salah satunya")
    return Problem(place, "tulisan TOML tidak sah", "Periksa tanda kutip, koma, dan kurung pada baris itu")


def _problem(name: str, raw: Any, detail: ErrorDetails, model: type[Table]) -> Problem:
    place, key = _place(name, raw, _keys(detail))
    value = detail["input"]
    match detail["type"]:
        case "extra_forbidden":
            return Problem(f"{place}, kunci '{key}'", "kunci tidak dikenal", _known_keys(model, detail["loc"]))
        case "missing":
            return Problem(f"{place}, kunci '{key}'", "kunci wajib belum ada", "Tambahkan kunci itu")
        case "literal_error":
            expected = str(detail["ctx"]["expected"]).replace(" or ", ", ")
            return Problem(
                f"{place}, kunci '{key}'", f"nilai {_shown(value)} tidak dikenal", f"Pilih salah satu: {expected}"
            )
        case "string_too_short" | "too_short":
            least = detail["ctx"]["min_length"]
            return Problem(
                f"{place}, kunci '{key}'", f"isi {_shown(value)} terlalu pendek", f"Isi paling sedikit {least}"
            )
        case "greater_than_equal" | "less_than_equal":
            small = detail["type"] == "greater_than_equal"
            return Problem(
                f"{place}, kunci '{key}'",
                f"nilai {_shown(value)} terlalu {'kecil' if small else 'besar'}",
                f"Isi paling {'sedikit' if small else 'banyak'} {detail['ctx']['ge' if small else 'le']}",
            )
        case "string_pattern_mismatch":
            return Problem(
                f"{place}, kunci '{key}'",
                f"kode {_shown(value)} tidak sah",
                "Pakai huruf kecil, angka, dan garis bawah untuk kode; huruf, angka, titik, dan strip untuk kode butir",
            )
        case "value_error":
            return _number_problem(place, key, value)
    return Problem(
        f"{place}, kunci '{key}'", f"nilai {_shown(value)} bukan jenis yang diminta", "Lihat docs/rules-format.md"
    )


def _number_problem(place: str, key: str, value: Any) -> Problem:
    if value == UNPUBLISHED:
        return Problem(
            f"{place}, kunci '{key}'",
            'nilai "nf" (tidak dipublikasikan) tidak dapat dipakai di sini',
            "Isi dengan angka",
        )
    return Problem(
        f"{place}, kunci '{key}'",
        f"nilai {_shown(value)} bukan angka",
        'Tulis angka seperti 0.25, 40, "1/3", atau "nf"',
    )


def _keys(detail: ErrorDetails) -> Sequence[int | str]:
    """Return the way to the fault by the keys of the file alone, without the types that pydantic tried for a value."""
    if detail["type"] == "extra_forbidden":  # ends in a key of the file, whatever its name
        return detail["loc"]
    return [step for step in detail["loc"] if isinstance(step, int) or not step.startswith(("literal", "constrained"))]


def _place(name: str, raw: Any, loc: Sequence[int | str]) -> tuple[str, str]:
    """Return the table as a reader finds it, `questions ke-12 (KKP24-012)`, and the key."""
    steps: list[str] = []
    here = raw
    last = max(index for index, step in enumerate(loc) if isinstance(step, str))
    for step in loc[:last]:
        here = _enter(here, step)
        if isinstance(step, int):
            steps[-1] += f" ke-{step + 1}{_named(here)}"
        else:
            steps.append(step)
    return ", ".join([name, *steps]), str(loc[last])


def _enter(here: Any, step: int | str) -> Any:
    try:
        return here[step]
    except (KeyError, IndexError, TypeError):
        return None


def _named(here: Any) -> str:
    if isinstance(here, Mapping):
        for key in _NAMES:
            if isinstance(here.get(key), str):
                return f" ({here[key]})"
    return ""


def _known_keys(model: type[Table], loc: Sequence[int | str]) -> str:
    here = model
    for step in loc[:-1]:
        if isinstance(step, str):
            here = _table_of(here.model_fields[step].annotation)
    keys = sorted(field.alias or key for key, field in here.model_fields.items())
    return f"Hapus kunci itu atau perbaiki ejaannya; yang ada: {', '.join(keys)}"


def _table_of(annotation: Any) -> type[Table]:
    """Return the table of `Row`, `list[Row]` or `Row | None`."""
    return annotation if isinstance(annotation, type) else _table_of(annotation.__args__[0])


def _shown(value: Any) -> str:
    if isinstance(value, int) and value.bit_length() > 1_000:  # too long for Python to write out
        return "yang sangat besar"
    text = repr(str(value)) if isinstance(value, str | Decimal) else str(value)
    return text if len(text) <= 60 else text[:57] + "..."
