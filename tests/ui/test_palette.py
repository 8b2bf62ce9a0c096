"""Charts, pages, stylesheets and workbooks show a class in the same colours."""

import re
import tomllib
from pathlib import Path

import pytest

from sheets.paper import CLASS_COLOURS
from ui.palette import DARK, LIGHT

ROOT = Path(__file__).parents[2]
SCORE_STYLE = (ROOT / "ui" / "static" / "nilai.css").read_text(encoding="utf-8")
THEME = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))["theme"]
THEME_NAMES = {
    "informatif": "green",
    "menuju_informatif": "blue",
    "cukup_informatif": "yellow",
    "kurang_informatif": "orange",
    "tidak_informatif": "red",
}


@pytest.mark.parametrize("code", CLASS_COLOURS)
def test_a_workbook_and_a_page_print_a_class_alike(code: str) -> None:
    shade = LIGHT.shade(code)
    assert CLASS_COLOURS[code] == (shade.tint, shade.ink)
    assert shade != LIGHT.none


@pytest.mark.parametrize(("code", "name"), THEME_NAMES.items())
@pytest.mark.parametrize(("theme", "palette"), [("light", LIGHT), ("dark", DARK)])
def test_the_theme_has_the_colours_of_the_classes(code: str, name: str, theme: str, palette: object) -> None:
    shade = palette.shade(code)  # type: ignore[attr-defined]
    colours = THEME[theme]
    assert (colours[f"{name}Color"], colours[f"{name}BackgroundColor"]) == (shade.solid, shade.tint)


@pytest.mark.parametrize("code", [*CLASS_COLOURS, "sangat_informatif"])
def test_the_score_page_has_the_colours_of_the_classes(code: str) -> None:
    block = re.search(rf"\.mv-{code}\b[^{{]*\{{([^}}]*)\}}", SCORE_STYLE)
    assert block is not None
    pairs = re.findall(r"--(solid|tint): light-dark\((#\w{6}), (#\w{6})\)", block[1])
    light, dark = LIGHT.shade(code), DARK.shade(code)
    wanted = [("solid", light.solid, dark.solid), ("tint", light.tint, dark.tint)]
    assert pairs == [tuple(word.lower() for word in pair) for pair in wanted]
