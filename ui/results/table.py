"""The table of results: a grid of years, or rows that become blocks on a phone."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

import streamlit as st

import wording
from ui.palette import LETTERS
from workflow.published import CLASSES, Result

_HERE = Path(__file__).parent

Cell = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Column:
    """A column; `short` is its label on a phone."""

    label: str
    kind: str = ""
    short: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """What is drawn. key: chips explained above the table."""

    caption: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
    layout: Literal["grid", "rows"] = "rows"
    key: Sequence[Cell] = field(default_factory=tuple)

    def as_data(self) -> dict[str, Any]:
        """Return what travels to the browser."""
        columns = [{"label": one.label, "kind": one.kind, "short": one.short or one.label} for one in self.columns]
        return {
            "caption": self.caption,
            "layout": self.layout,
            "columns": columns,
            "rows": [list(row) for row in self.rows],
            "key": list(self.key),
        }


@cache
def _file(name: str) -> str:
    return (_HERE / name).read_text(encoding="utf-8")


_table = st.components.v2.component("monev_table", js=_file("table.js"), css=_file("table.css"))


def draw(table: Table, *, key: str, on_open: Callable[[Any], None] | None = None) -> None:
    """Draw the table; `on_open` gets what the clicked name stands for."""

    def opened() -> None:
        value = st.session_state[key].get("open")
        if value is not None and on_open is not None:
            on_open(value)

    _table(key=key, data=table.as_data(), on_open_change=opened)


def class_label(code: str | None) -> str:
    """Return the name of a class; an unknown code is shown with its own words."""
    if code is None:
        return ""
    return wording.text(f"hasil.kelas.{code}") if code in LETTERS else code.replace("_", " ").capitalize()


def chip(code: str | None, text: str = "", *, doubtful: bool = False) -> Cell:
    """Return a class as letter and tint, with the score beside it."""
    return {"code": code or "none", "letter": LETTERS.get(code or "", ""), "text": text, "doubtful": doubtful}


def class_key() -> list[Cell]:
    """Return the explanation of the letters, best class first, and of what is not a class."""
    classes = [chip(code, class_label(code)) for code in CLASSES]
    doubtful = {**chip(None, wording.text("hasil.daftar.kunci_ragu"), doubtful=True), "letter": "?"}
    nothing = {"code": "nothing", "letter": "–", "text": wording.text("hasil.daftar.kunci_kosong"), "doubtful": False}
    return [*classes, doubtful, nothing]


def year_cell(result: Result | None) -> Cell:
    """Return one year of a body: class and score, a score alone, or a place alone."""
    if result is None:
        return {}
    score = wording.number(result.score) if result.score is not None else ""
    place = wording.text("hasil.tabel.ke", n=result.place) if result.place is not None else ""
    cell: dict[str, Any] = {"hidden": in_words(result)}
    if result.class_code is not None:
        cell["chip"] = chip(result.class_code, score, doubtful=result.ambiguous)
    elif score:
        cell["chip"] = {**chip(None, score, doubtful=result.ambiguous), "letter": ""}
    elif place:
        cell["text"] = place
    else:
        return {}
    return cell


def in_words(result: Result) -> str:
    """Return a result as a sentence part: class, score, place, and whether the source is in doubt."""
    parts = [class_label(result.class_code)]
    if result.score is not None:
        parts.append(wording.text("hasil.kata.nilai", nilai=wording.number(result.score)))
    if result.place is not None:
        parts.append(wording.text("hasil.kata.peringkat", n=result.place))
    if result.ambiguous:
        parts.append(wording.text("hasil.kata.meragukan"))
    return ", ".join(part for part in parts if part)


def source_cell(sources: Sequence[str]) -> Cell:
    """Return links to the sources by the name of their site; what is no address stays text."""
    return {"parts": [_source(address) for address in dict.fromkeys(sources)]}


def _source(address: str) -> Cell:
    if not address.startswith(("http://", "https://")):
        return {"text": address}
    return {"text": (urlsplit(address).hostname or address).removeprefix("www."), "link": address}
