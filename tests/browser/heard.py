"""What a screen reader gets of a page: Chromium's accessibility tree, and what is wrong in it."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Page

import wording

CONTROLS = frozenset(
    [
        "button",
        "link",
        "textbox",
        "searchbox",
        "combobox",
        "listbox",
        "option",
        "checkbox",
        "radio",
        "switch",
        "slider",
        "spinbutton",
        "tab",
        "menuitem",
        "DisclosureTriangle",
    ]
)
NAMED = CONTROLS | frozenset(
    ["dialog", "alertdialog", "figure", "table", "grid", "progressbar", "radiogroup", "navigation", "region", "article"]
)
FIELDS = frozenset(
    ["textbox", "searchbox", "combobox", "checkbox", "radio", "switch", "spinbutton", "group", "radiogroup"]
)
CHOSEN_FROM = ("radio", frozenset({"group", "radiogroup"}))
BUILT_IN = {english for english in wording.templates("bawaan") if "{" not in english}
SAME_IN_BOTH = set(wording.templates("bawaan").values())
PATTERNS = [
    re.compile("^" + re.sub(r"\\\{\w+\\\}", ".+", re.escape(english)) + "$")
    for english in wording.templates("bawaan")
    if "{" in english
]
_LISTED = CONTROLS | frozenset(
    [
        "main",
        "banner",
        "navigation",
        "region",
        "dialog",
        "heading",
        "article",
        "group",
        "radiogroup",
        "table",
        "figure",
        "image",
        "progressbar",
        "alert",
        "status",
        "list",
        "log",
    ]
)
_TOLD = ("checked", "expanded", "disabled", "level", "live")


@dataclass
class Heard:
    """One element as it is read out, with what lies in it."""

    role: str
    name: str = ""
    description: str = ""
    value: str = ""
    told: dict[str, Any] = field(default_factory=dict)
    within: list["Heard"] = field(default_factory=list)

    def walk(self) -> Iterator["Heard"]:
        """This element and everything in it, in reading order."""
        yield self
        for inner in self.within:
            yield from inner.walk()


def tree(page: Page) -> Heard:
    """The whole page; what is hidden from screen readers is not in it."""
    session = page.context.new_cdp_session(page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    session.detach()
    known = {node["nodeId"]: node for node in nodes}

    def heard(node: dict[str, Any]) -> list[Heard]:
        inner = [found for child in node.get("childIds", []) if child in known for found in heard(known[child])]
        if node.get("ignored"):
            return inner
        properties = {one["name"]: one["value"].get("value") for one in node.get("properties", [])}
        role, name, description, value = (
            str(node.get(key, {}).get("value", "")) for key in ("role", "name", "description", "value")
        )
        return [Heard(role, name.strip(), description.strip(), value, properties, inner)]

    (root,) = heard(nodes[0])
    return root


def faults(page: Page) -> list[str]:
    """What a person who cannot see the page would miss or hear wrongly."""
    root = tree(page)
    everything = list(root.walk())
    return [
        *_unnamed(everything),
        *_ungrouped(root, []),
        *(f"salah tanpa alasan: {one.role} {one.name}" for one in everything if _unexplained(one)),
        *(f"bukan bahasa Indonesia: {one.role} {text!r}" for one in everything for text in _foreign(one)),
        *_headings([one for one in everything if one.role == "heading"]),
        *_landmarks(everything),
        *(fault for one in everything if one.role in ("table", "grid") for fault in _table(one)),
        *(f"kemajuan tanpa nilai: {one.name}" for one in everything if one.role == "progressbar" and not one.value),
    ]


def _unnamed(everything: list[Heard]) -> Iterator[str]:
    for one in everything:
        if not one.name and (one.role in NAMED or (one.role == "image" and not one.within)):
            yield f"tanpa nama: {one.role} {one.value}"


def _ungrouped(one: Heard, around: list[Heard]) -> Iterator[str]:
    """A choice is understood only with the question that it answers."""
    role, groups = CHOSEN_FROM
    if one.role == role and not any(outer.role in groups and outer.name for outer in around):
        yield f"tanpa pertanyaan: {one.name}"
    for inner in one.within:
        yield from _ungrouped(inner, [*around, one])


def _unexplained(one: Heard) -> bool:
    return one.role in FIELDS and one.told.get("invalid") not in (None, "false") and not one.description


def _foreign(one: Heard) -> Iterator[str]:
    for text in (one.name, one.description):
        if text in BUILT_IN - SAME_IN_BOTH or any(pattern.match(text) for pattern in PATTERNS):
            yield text


def _headings(headings: list[Heard]) -> Iterator[str]:
    levels = [int(one.told.get("level", 0)) for one in headings]
    if levels.count(1) > 1:
        yield f"lebih dari satu judul utama: {[one.name for one in headings if one.told.get('level') == 1]}"
    for before, one, level in zip([0, *levels], headings, levels, strict=False):
        if level > before + 1 and before:
            yield f"tingkat judul terlompati: {before} ke {level} pada {one.name}"


def _landmarks(everything: list[Heard]) -> Iterator[str]:
    count = Counter(one.role for one in everything)
    if count["dialog"] == 0 and count["listbox"] == 0 and count["main"] != 1:
        yield f"main: {count['main']}"
    names = Counter(one.name for one in everything if one.role == "navigation")
    yield from (f"navigasi bernama sama: {name}" for name, n in names.items() if n > 1)


def _table(table: Heard) -> Iterator[str]:
    roles = Counter(one.role for one in table.walk())
    if not roles["columnheader"]:
        yield f"tabel tanpa judul kolom: {table.name}"
    if not roles["rowheader"]:
        yield f"tabel tanpa judul baris: {table.name}"
    if "\\" in table.name:
        yield f"tanda baca Markdown terbaca: {table.name}"


def _text(one: Heard) -> str:
    return " ".join(inner.name for inner in one.walk() if inner.role == "StaticText")


def listing(one: Heard, depth: int = 0) -> list[str]:
    """The page as a person hears it, one line for each thing that is said."""
    lines, below = [], depth
    if one.role in _LISTED and (one.name or one.role not in ("group", "list", "log")):
        told = " ".join(f"{key}={one.told[key]}" for key in _TOLD if one.told.get(key) not in (None, False, "false"))
        said = one.name or (_text(one) if one.role in ("status", "alert") else "")
        parts = [one.role, repr(said) if said else "", told, f"({one.description})" if one.description else ""]
        lines.append("  " * depth + " ".join(part for part in parts if part))
        below += 1
    for inner in one.within:
        lines.extend(listing(inner, below))
    return lines
