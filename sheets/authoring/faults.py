"""What the format says about a workbook, told with the cell, the words of the columns and a remedy."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from questionnaires.problems import Problem
from questionnaires.writing.shape import Form, Shape, shapes
from sheets.authoring.areas import Spot, problem
from sheets.authoring.collect import Path
from sheets.authoring.titles import title, word
from sheets.authoring.values import listed, shown

_ITEM_CODE = "^[A-Za-z0-9]"
_CODE = "^[a-z][a-z0-9_]*$"
_PLACE = r"(\."
_EXAMPLES = {_PLACE: "visitasi atau visitasi.presentasi"}


def explain(
    model: type[BaseModel], errors: Sequence[ErrorDetails], spots: Mapping[Path, Spot], told: set[Path]
) -> Iterator[Problem]:
    """Yield what the format refuses, once per cell; what was told of a cell already is left out.

    Args:
        spots: the place of every value by its path in the file. told: paths that were reported.
    """
    seen: set[Path] = set(told)
    for error in _best_first(errors):
        path, shape = _followed(model, error["loc"])
        if not any(path[: len(other)] == other for other in seen if other):
            seen.add(path)
            yield _problem(error, shape, _spot(path, spots), path)


def nearest_spot(path: Path, spots: Mapping[Path, Spot]) -> Spot | None:
    """Return the place of a value, else of the row or table around it."""
    return next((spots[path[:end]] for end in range(len(path), -1, -1) if path[:end] in spots), None)


def _spot(path: Path, spots: Mapping[Path, Spot]) -> Spot:
    return nearest_spot(path, spots) or Spot("", str(path[0]) if path else "")


def _best_first(errors: Iterable[ErrorDetails]) -> list[ErrorDetails]:
    """Put what says most first: of a value that may be "nf" or a number, the word is the lesser fault."""
    return sorted(errors, key=lambda error: error["type"] == "literal_error" and error["loc"][-1:] != error["loc"][:1])


def _followed(model: type[BaseModel], loc: Sequence[int | str]) -> tuple[Path, Shape | None]:
    """Return the path of a fault in the file, without the steps that only the checker knows, and its key."""
    path: list[int | str] = []
    here: type[BaseModel] | None = model
    shape: Shape | None = None
    for step in loc:
        if isinstance(step, int):
            path.append(step)
            continue
        found = next((known for known in shapes(here) if step in (known.key, known.name)), None) if here else None
        if found is None:
            continue
        shape, here = found, found.model
        path.append(found.key)
    if shape is not None and shape.form not in (Form.RECORD, Form.ROWS):
        while path and isinstance(path[-1], int):  # one word of a list stands in the cell of the list
            path.pop()
    return tuple(path), shape


def _problem(error: ErrorDetails, shape: Shape | None, spot: Spot, path: Path) -> Problem:
    value, context = error.get("input"), error.get("ctx", {})
    name = spot.title or (title(spot.table, shape.key) if shape else spot.table)
    match error["type"]:
        case "missing":
            return _missing(shape, spot, name, path)
        case "literal_error":
            words = [word(shape.key, code) for code in shape.choices] if shape else []
            return problem(spot, "pilihan", isi=shown(str(value)), pilihan=listed(words))
        case "string_too_short":
            return problem(spot, "pendek", isi=shown(str(value)), paling=context.get("min_length", 1))
        case "too_short":
            return problem(spot, "kurang_isi", paling=context.get("min_length", 1))
        case "string_pattern_mismatch":
            return _mismatch(spot, str(value), str(context.get("pattern", "")))
        case "greater_than_equal" | "greater_than":
            return problem(spot, "terlalu_kecil", isi=value, batas=context.get("ge", context.get("gt")))
        case "less_than_equal" | "less_than":
            return problem(spot, "terlalu_besar", isi=value, batas=context.get("le", context.get("lt")))
    return problem(spot, "jenis", isi=shown(str(value)))


def _missing(shape: Shape | None, spot: Spot, name: str, path: Path) -> Problem:
    if shape is not None and shape.form is Form.ROWS:
        return problem(spot, "tanpa_baris", judul=title("umum", shape.key))
    if shape is not None and not spot.title:
        name = title(_table_of(path), shape.key)
    return problem(spot, "kosong", judul=name)


def _table_of(path: Path) -> str:
    words = [step for step in path[:-1] if isinstance(step, str)]
    return words[-1] if words else "rules"


def _mismatch(spot: Spot, value: str, pattern: str) -> Problem:
    if pattern == _CODE:
        return problem(spot, "kode", isi=shown(value))
    if pattern.startswith(_ITEM_CODE):
        return problem(spot, "kode_butir", isi=shown(value))
    example = next((words for sign, words in _EXAMPLES.items() if sign in pattern), "")
    return (
        problem(spot, "bentuk", isi=shown(value), contoh=example)
        if example
        else problem(spot, "jenis", isi=shown(value))
    )
