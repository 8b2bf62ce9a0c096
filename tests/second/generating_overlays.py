"""Generated overlays: rule sets laid over generated ones, with rows of their own, rows left out and changed questions."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from random import Random

from . import integers
from .files import Shelf
from .generating import FALLS, WEIGHTS, YEAR, Made
from .integers import Over
from .writing import shares, table

OWN = {"ref": "daerah", "grade": "C"}


def lay_over(root: Path, chance: Random, cores: list[Made], count: int) -> list[Made]:
    """Write so many overlays over `cores` and over each other."""
    made: list[Made] = []
    for number in range(1, count + 1):
        below = chance.choice([*cores, *made])
        over = _Overlay(Shelf(root), chance, f"daerah{number}", below)
        folder = root / over.owner / str(YEAR)
        folder.mkdir(parents=True)
        for name, text in over.texts().items():
            (folder / name).write_text(text, encoding="utf-8")
        made.append(Made(f"{over.owner}/{YEAR}@1", below.questionnaires))
    return made


class _Overlay:
    """One overlay in the making."""

    def __init__(self, shelf: Shelf, chance: Random, owner: str, below: Made) -> None:
        self.shelf, self.chance, self.owner, self.below = shelf, chance, owner, below
        self.core = shelf.rules(below.name)
        self.categories: list[str] = []

    def likely(self, probability: float) -> bool:
        """True in so many of the cases."""
        return self.chance.random() < probability

    def texts(self) -> dict[str, str]:
        """The files by name."""
        files = {f"{code}.toml": self._category(code) for code in self.below.questionnaires if self.likely(0.6)}
        return {"rules.toml": self._rules([name.removesuffix(".toml") for name in files]), **files}

    def _rules(self, own: list[str]) -> str:
        text = table("", owner=self.owner, year=YEAR, version=1, state="draft", title="Daerah", base=self.below.name)
        text += table("[sources]", id="daerah", title="Pedoman daerah")
        if not self._points():
            blank = self.chance.choice(["zero", "zero", "pending"])
            text += table("arithmetic", blank=blank, question_weights="relative", **OWN)
        text += "".join(
            table("[categories]", code=code, label=code, file=f"{code}.toml") for code in own if self.likely(0.7)
        )
        return text + self._indicators() + self._scales() + self._bands() + self._stages()

    def _points(self) -> bool:
        """Whether the weights of questions must add up as they stand, so that nothing may move."""
        return self.core.arithmetic.get("question_weights", "points") == "points"

    def _indicators(self) -> str:
        """Other weights for all indicators of the core, whose questions share them in proportion."""
        rows = self.core.table("indicators")
        if self._points() or self.core.maximum is None or self.likely(0.4):
            return ""
        weights = shares(self.chance, len(rows), self.core.maximum)
        return "".join(
            table("[indicators]", code=row["code"], label=row["label"], weight=weight, **OWN)
            for row, weight in zip(rows, weights, strict=True)
        )

    def _scales(self) -> str:
        """A scale of the core with other shares."""
        scales = [scale for scale in self.core.table("scales") if all("share" in level for level in scale["levels"])]
        if not scales or self.likely(0.5):
            return ""
        scale = self.chance.choice(scales)
        first, *rest = [level["code"] for level in scale["levels"]]
        top = scale["levels"][0]["share"]
        if integers.read(top) != Over(1) or len(rest) > 2:
            return ""
        falls = self.chance.choice(FALLS)
        levels = [{"code": first, "label": first, "share": Over(1)}]
        levels += [{"code": code, "label": code, "share": fall} for code, fall in zip(rest, falls, strict=False)]
        return table("[scales]", code=scale["code"], levels=levels, **OWN)

    def _bands(self) -> str:
        """Other classes, where no gate or award names those of the core."""
        if self.core.table("gates") or self.core.table("awards") or self.likely(0.5):
            return ""
        text = (
            table("[leave_out]", table="bands", reason="Daerah memakai kelas sendiri.")
            if self.core.table("bands")
            else ""
        )
        lowers = sorted(self.chance.sample(range(1, 95), 2), reverse=True)
        return text + "".join(
            table("[bands]", code=f"d{lower}", label=f"Kelas {lower}", lower=Over(lower), **OWN) for lower in lowers
        )

    def _stages(self) -> str:
        """The first stage of the core with another weight, the others replaced by one of the overlay's own."""
        stages = self.core.table("stages")
        routed = any(stage.get("categories") for stage in stages)
        if not stages or routed or self.core.table("gates") or self.core.table("awards") or self.likely(0.5):
            return ""
        if any(self.core.table(name) for name in ("panels", "adjustments")) or "objection" in self.core.raw:
            return ""
        out = [stage["code"] for stage in stages]
        text = (
            table("[leave_out]", table="stages", codes=out[1:], reason="Tidak diadakan di daerah.") if out[1:] else ""
        )
        weight = self.chance.randint(1, 99)
        text += table("[stages]", code=out[0], label=out[0], weight=Over(weight), missing="zero", **OWN)
        missing = self.chance.choice(["zero", "renormalise", "exclude"])
        return text + table(
            "[stages]", code="kualitas_layanan", label="Layanan", weight=Over(100 - weight), missing=missing, **OWN
        )

    def _category(self, code: str) -> str:
        """A file for a category: the core's items, some changed, left out, moved."""
        paper = self.shelf.paper(self.below.name, code)
        name = self.below.name.partition("@")[0] if self.likely(0.5) else self.below.name
        text = table("", category=code, label=f"{code} daerah", base=f"{name}:{code}")
        if paper.indicators is not self.core.table("indicators"):
            return text + "".join(table("[indicators]", **_plain(row)) for row in paper.indicators)
        for item in paper.items:
            kind = item.raw.get("kind", "yes_no")
            change: dict[str, object] = {}
            if kind == "yes_no" and self.likely(0.2):
                change["not_applicable"] = self.chance.choice(["drop_weight", "full", "zero"])
            if self.likely(0.2):
                change["yes_without_evidence"] = self.chance.choice(["zero", "keep"])
            if self.likely(0.2) and kind != "number" and not self._points() and self._shared(item.raw.get("scale")):
                change |= {"weight": self.chance.choice(WEIGHTS), **OWN}
            if change:
                text += table("[change]", codes=[item.code], reason="Pedoman daerah menilai lain.", **change)
        return text

    def _shared(self, scale: str | None) -> bool:
        """Whether the levels of the scale are shares, which follow the weight of the question."""
        found = [row for row in self.core.table("scales") if row["code"] == scale]
        return scale is None or bool(found and all("share" in level for level in found[0]["levels"]))


def _plain(row: dict) -> dict:
    """A parsed table as it can be written again."""
    return {key: integers.read(value) if isinstance(value, Decimal) else value for key, value in row.items()}
