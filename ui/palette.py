"""The colours of charts in the light and the dark theme; the same tokens as `.streamlit/config.toml`."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import streamlit as st

from sheets.paper import CLASS_COLOURS, INK, PAGE, PRIMARY, PRIMARY_TINT, SOFT

LETTERS: Mapping[str, str] = MappingProxyType(
    {
        "sangat_informatif": "S",
        "informatif": "I",
        "menuju_informatif": "M",
        "cukup_informatif": "C",
        "kurang_informatif": "K",
        "tidak_informatif": "T",
    }
)


@dataclass(frozen=True, slots=True)
class Shade:
    """One class: `solid` for marks, `tint` for areas, `ink` for text, `on_solid` for text on marks."""

    solid: str
    tint: str
    ink: str
    on_solid: str


@dataclass(frozen=True, slots=True)
class Palette:
    """Everything a chart needs to know about the theme."""

    classes: Mapping[str, Shade]
    own: Shade
    none: Shade
    text: str
    soft: str
    page: str
    grid: str

    def shade(self, code: str | None) -> Shade:
        """Return the colours of a class; what is no class of the scale has those of a state."""
        return self.classes.get(code or "", self.none)


def _printed(code: str, solid: str, on_solid: str) -> Shade:
    """Return a class in the tint and ink that workbooks print it in."""
    return Shade(solid, *CLASS_COLOURS[code], on_solid)


def _light() -> Palette:
    white, dark = "#FFFFFF", INK
    informative = _printed("informatif", "#0E5A5C", white)
    return Palette(
        classes={
            "sangat_informatif": informative,
            "informatif": informative,
            "menuju_informatif": _printed("menuju_informatif", "#0B79BC", white),
            "cukup_informatif": _printed("cukup_informatif", "#BD8303", dark),
            "kurang_informatif": _printed("kurang_informatif", "#AC4A27", white),
            "tidak_informatif": _printed("tidak_informatif", "#6E1F22", white),
        },
        own=Shade(PRIMARY, PRIMARY_TINT, "#2A3484", white),
        none=Shade("#8D8D8D", "#EEEDEA", SOFT, dark),
        text=dark,
        soft=SOFT,
        page=PAGE,
        grid="#E6E3DA",
    )


def _dark() -> Palette:
    dark = "#12151C"
    informative = Shade("#B2E9CC", "#18332A", "#B2E9CC", dark)
    return Palette(
        classes={
            "sangat_informatif": informative,
            "informatif": informative,
            "menuju_informatif": Shade("#53A7E6", "#162B3D", "#8CC6F2", dark),
            "cukup_informatif": Shade("#F5D649", "#353017", "#F5D649", dark),
            "kurang_informatif": Shade("#DB9056", "#38261A", "#F0B88D", dark),
            "tidak_informatif": Shade("#CB5D6A", "#3A1C22", "#F0A3AB", dark),
        },
        own=Shade("#9AA6FF", "#252A47", "#BFC7FF", dark),
        none=Shade("#9C9DA1", "#272B33", "#B4B8C2", dark),
        text="#E9EBF1",
        soft="#B4B8C2",
        page="#12151C",
        grid="#2A303B",
    )


LIGHT, DARK = _light(), _dark()


def current() -> Palette:
    """Return the colours of the theme that the browser shows."""
    return DARK if st.context.theme.type == "dark" else LIGHT


def on_phone() -> bool:
    """Tell whether the browser says it is on a phone; the server never learns the width."""
    return "Mobi" in (st.context.headers.get("User-Agent") or "")
