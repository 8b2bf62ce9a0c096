"""The rule files as they stand: folders, versions, overlays, assumptions, roundings."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property
from pathlib import Path

from . import integers
from .integers import Over
from .overlays import laid

BASE_ROUNDING = "pembulatan_baku"


@dataclass(frozen=True)
class Found:
    """A value of a rule file and the assumption that filled it, if one did; `value` None: not published."""

    value: object
    assumption: str | None = None

    @property
    def used(self) -> set[str]:
        """The assumption as a set, to be joined."""
        return {self.assumption} if self.assumption else set()

    def number(self) -> Over | None:
        """The value as a number."""
        return integers.read(self.value)


class Rules:
    """One rules.toml, with what it takes from the rules that it is laid over."""

    def __init__(self, folder: Path, core: Rules | None = None) -> None:
        """Reads the file of the folder."""
        self.folder = folder
        self.core = core
        own = _toml(folder / "rules.toml")
        self.raw = laid(core.raw, own) if core else own
        self.maximum = integers.read(self.raw["maximum"])
        self.arithmetic = self.raw.get("arithmetic", {})
        self._roundings: dict[str, Rounding] = {}
        self._fills = [
            (fill["key"], fill.get("value"), assumption["id"])
            for assumption in self.raw.get("assumptions", [])
            for fill in assumption.get("fills", [])
        ]

    def table(self, name: str) -> list[dict]:
        """The tables of an array, empty where the file has none."""
        return self.raw.get(name, [])

    def fill(self, key: str) -> Found | None:
        """What an assumption of this file puts under the key."""
        return next((Found(value, source) for name, value, source in self._fills if name == key), None)

    def resolved(self, key: str, raw: object) -> Found:
        """The value, or what an assumption fills in where it is not published."""
        if raw is not None and raw != "nf":
            return Found(raw)
        return self.fill(key) or Found(None)

    def rounding(self, at: str) -> Rounding:
        """How the rules round at that point; the shared assumption fills what they do not say."""
        if at not in self._roundings:
            self._roundings[at] = self._rounding(at)
        return self._roundings[at]

    @cached_property
    def scale_of_classes(self) -> list[Band]:
        """The classes, best first."""
        return [
            Band(
                band["code"],
                self.resolved(f"bands.{band['code']}.lower", band["lower"]),
                integers.read(band.get("printed_from")),
                integers.read(band.get("printed_to")),
                band.get("printed_to_open", False),
            )
            for band in self.table("bands")
        ]

    def _rounding(self, at: str) -> Rounding:
        point = next((point for point in self.raw.get("rounding", {}).get("points", []) if point["at"] == at), None)
        if point is None:
            return Rounding(False, 2, "half_up", frozenset({BASE_ROUNDING}))
        places = self.resolved(f"rounding.points.{at}.places", point["places"])
        mode = self.resolved(f"rounding.points.{at}.mode", point["mode"])
        used = places.used | mode.used
        if places.value is None or mode.value is None:
            used.add(BASE_ROUNDING)
        return Rounding(
            True,
            2 if places.value is None else int(str(places.value)),
            "half_up" if mode.value is None else str(mode.value),
            frozenset(used),
        )


@dataclass(frozen=True)
class Band:
    """A class: where it begins and the range as printed."""

    code: str
    lower: Found
    printed_from: Over | None
    printed_to: Over | None
    printed_to_open: bool

    @cached_property
    def bound(self) -> Over | None:
        """Where the class begins, if that is known."""
        return self.lower.number()

    def prints(self, value: Over) -> bool:
        """Whether the value lies in the printed range."""
        if self.printed_from is None or self.printed_to is None or not integers.at_least(value, self.printed_from):
            return False
        if self.printed_to_open and integers.same(self.printed_to, value):
            return False
        return integers.at_least(self.printed_to, value)


@dataclass(frozen=True)
class Rounding:
    """One rounding: whether the rules declare it, how, and what it rests on."""

    declared: bool
    places: int
    mode: str
    rests_on: frozenset[str]

    def published(self, exact: Over, used: set[str]) -> Over:
        """The rounded number; notes the assumptions when rounding changes anything."""
        if not integers.fits(exact, self.places):
            used |= self.rests_on
        return integers.rounded(exact, self.places, self.mode)

    def onward(self, exact: Over, used: set[str]) -> Over:
        """The number that enters the next step: rounded only where the rules declare it."""
        return self.published(exact, used) if self.declared else exact

    def text(self, exact: Over) -> str:
        """The published number."""
        return integers.digits(integers.rounded(exact, self.places, self.mode), self.places)


@dataclass(frozen=True)
class Item:
    """A question as its file writes it, and the rules that speak for it, the nearest first."""

    raw: dict
    homes: tuple[Rules, ...]
    indicator: str = field(default="")

    @property
    def code(self) -> str:
        """The question's code."""
        return str(self.raw["code"])

    def weight(self) -> Found:
        """The weight in the question's own unit."""
        raw = self.raw.get("weight")
        if raw is not None and raw != "nf":
            return Found(raw)
        return next(self._weight_fills(), Found(None))

    def _weight_fills(self) -> Iterator[Found]:
        for rules in self.homes:
            for key in (f"questions.{self.code}.weight", "questions.*.weight"):
                found = rules.fill(key)
                if found:
                    yield found

    def levels(self) -> tuple[list[dict], set[str]]:
        """The levels of the question's scale, best first, and the assumption that proposes the scale."""
        name = self.raw.get("scale")
        for rules in self.homes:
            for scale in rules.table("scales"):
                if scale["code"] == name:
                    proposed = rules.fill(f"scales.{name}")
                    return scale["levels"], proposed.used if proposed else set()
        return [], set()


@dataclass(frozen=True)
class Paper:
    """A questionnaire: its rules, indicators and questions after all overlays."""

    rules: Rules
    indicators: list[dict]
    items: list[Item]


class Shelf:
    """All rule folders under a root; `also` holds further roots that bases are looked up in."""

    def __init__(self, root: Path) -> None:
        """Keeps the root; files are read when asked for."""
        self._root = root
        self._read: dict[Path, Rules] = {}

    def rules(self, name: str) -> Rules:
        """The rules called `owner/year` (newest version) or `owner/year@version`."""
        address, _, version = name.partition("@")
        owner, year = address.split("/")
        known = [self._rules(path) for path in (self._root / owner).iterdir() if path.name.partition("@")[0] == year]
        if version:
            return next(rules for rules in known if rules.raw["version"] == int(version))
        return max(known, key=lambda rules: rules.raw["version"])

    def paper(self, name: str, category: str, body: str | None = None) -> Paper:
        """The questionnaire of a category, or the one that the rules give this body instead."""
        rules = self.rules(name)
        path = self._path(rules, category)
        for instrument in rules.table("instruments"):
            if (instrument["body"], instrument["category"]) == (body, category):
                path = self._found(rules, instrument["file"])
        own = _toml(path).get("indicators")
        return Paper(rules, own or rules.table("indicators"), self._items(rules, path))

    def _rules(self, folder: Path) -> Rules:
        if folder not in self._read:
            base = _toml(folder / "rules.toml").get("base")
            self._read[folder] = Rules(folder, self.rules(base) if base else None)
        return self._read[folder]

    @classmethod
    def _path(cls, rules: Rules, name: str) -> Path:
        files = {category["code"]: category["file"] for category in rules.table("categories")}
        return cls._found(rules, files.get(name, f"{name}.toml"))

    @classmethod
    def _found(cls, rules: Rules, file: str) -> Path:
        """Where the file stands: with the rules, or with those that they are laid over."""
        here = rules.folder / file
        return here if here.exists() or rules.core is None else cls._found(rules.core, file)

    def _items(self, rules: Rules, path: Path) -> list[Item]:
        if rules.core is not None and path.parent != rules.folder:
            return [self._inherited(item, rules) for item in self._items(rules.core, path)]
        paper = _toml(path)
        items = [self._inherited(item, rules) for item in self._base(paper, rules)]
        changes = {code: table for table in paper.get("change", []) for code in table["codes"]}
        items = [self._changed(item, changes.get(item.code, {})) for item in items]
        left_out = {code for table in paper.get("leave_out", []) for code in table["codes"]}
        moved = {code: table["indicator"] for table in paper.get("move", []) for code in table["codes"]}
        kept = [
            replace(item, indicator=moved.get(item.code, item.indicator)) for item in items if item.code not in left_out
        ]
        return kept + [Item(raw, (rules,), raw["indicator"]) for raw in paper.get("questions", [])]

    @staticmethod
    def _changed(item: Item, change: dict) -> Item:
        anew = {key: value for key, value in change.items() if key not in ("codes", "reason")}
        return replace(item, raw=item.raw | anew) if anew else item

    def _base(self, paper: dict, above: Rules) -> list[Item]:
        if "base" not in paper:
            return []
        name, _, file = paper["base"].rpartition(":")
        core = above.core
        same = core is not None and name == f"{core.raw['owner']}/{core.raw['year']}"
        rules = core if core is not None and same else self.rules(name)
        return self._items(rules, self._path(rules, file))

    @staticmethod
    def _inherited(item: Item, rules: Rules) -> Item:
        return item if rules in item.homes else replace(item, homes=(rules, *item.homes))


def _toml(path: Path) -> dict:
    return tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
