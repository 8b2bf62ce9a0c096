"""Generated rule sets as TOML files: small, but with every kind of question and every policy of the format.

The same seed writes the same files. Nothing here knows how a score follows from them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from . import generating_contests, integers
from .integers import Over
from .writing import shares, table

YEAR = 2030
WEIGHTS = [Over(1, 2), Over(1), Over(2), Over(3), Over(5, 4), Over(1, 3)]
FALLS = [(Over(3, 4), Over(1, 3)), (Over(3, 5), Over(1, 5)), (Over(2, 3), Over(1, 2)), (Over(9, 10), Over(0))]
CITED = {"ref": "s", "grade": "B"}
NF = "nf"


@dataclass
class Written:
    """A category file as later files need to know it, with the questions of its base."""

    base: str
    indicators: dict[str, str] = field(default_factory=dict)  # question -> indicator
    choices: dict[str, list[str]] = field(default_factory=dict)  # question -> answers that a condition may name
    scored: set[str] = field(default_factory=set)
    parents: set[str] = field(default_factory=set)


@dataclass
class Made:
    """A rule set on the disk."""

    name: str
    questionnaires: list[str]


def generate(root: Path, chance: Random, count: int) -> list[Made]:
    """Write so many rule sets below the root; some are later versions of one before, some lie over one before."""
    made: list[Made] = []
    files: list[Written] = []
    owner, version = 0, 0
    while len(made) < count:
        version = version + 1 if 0 < version < 3 and chance.random() < 0.15 else 1
        owner += version == 1
        draft = Draft(chance, f"uji{owner}", version, list(files), {one.name for one in made})
        folder = root / draft.owner / (str(YEAR) if version == 1 else f"{YEAR}@{version}")
        folder.mkdir(parents=True)
        texts = draft.write()
        for name, text in texts.items():
            (folder / f"{name}.toml").write_text(text, encoding="utf-8")
        files += draft.written
        made.append(Made(f"{draft.owner}/{YEAR}@{version}", [name for name in texts if name.startswith("kat_")]))
    return made


class Draft:
    """One rule set in the making."""

    def __init__(self, chance: Random, owner: str, version: int, earlier: list[Written], known: set[str]) -> None:
        """Draws what the whole set shares."""
        self.chance = chance
        self.owner, self.version, self.earlier, self.known = owner, version, earlier, known
        self.maximum = Over(chance.choice([100, 100, 100, 100, 10, 20, 1000]))
        self.fills: dict[str, list[dict]] = {}
        self.scales: dict[str, list[dict]] = {}
        self.indicators = [f"i{n}" for n in range(1, chance.randint(1, 3) + 1)]
        self.indicator_weights = dict(
            zip(self.indicators, shares(chance, len(self.indicators), self.maximum), strict=True)
        )
        self.relative = chance.random() < 0.75
        self.free_weight = chance.choice(WEIGHTS)
        self.open_weights = False
        self.written: list[Written] = []
        self.serial = 0
        self.bands: dict[str, Over] = {}

    def write(self) -> dict[str, str]:
        """The texts of rules.toml and of the category and item files, by name without ending."""
        texts: dict[str, str] = {}
        if self.likely(0.9):
            name = "butir" if self.likely(0.15) else "kat_a"
            laid = bool(self.earlier) and self.likely(0.3)
            texts[name], written = self.overlay(name, self.chance.choice(self.earlier)) if laid else self.category(name)
            self.written.append(written)
            if name == "butir" or self.likely(0.2):
                texts["kat_b"], upper = self.overlay("kat_b", written)
                self.written.append(upper)
        texts["rules"] = self.rules([name for name in texts if name.startswith("kat_")])
        return texts

    def likely(self, probability: float) -> bool:
        """True in so many of the cases."""
        return self.chance.random() < probability

    def open(self, key: str, value: object, filled: float = 0.1, unknown: float = 0.03) -> object:
        """The value, or "nf" with or without an assumption that fills it."""
        draw = self.chance.random()
        if draw < filled:
            self.assume(key, value)
        return NF if draw < filled + unknown else value

    def assume(self, key: str, value: object = None, source: str | None = None) -> None:
        """Let an assumption fill the key."""
        source = source or self.chance.choice(["anggapan_a", "anggapan_b", "anggapan_c"])
        self.fills.setdefault(source, []).append({"key": key} | ({} if value is None else {"value": value}))

    # rules.toml -----------------------------------------------------------------------------------------------------
    def rules(self, categories: list[str]) -> str:
        """The text of rules.toml; assumptions come last, when all that they fill is known."""
        text = table(
            "", owner=self.owner, year=YEAR, version=self.version, state="draft", title="Aturan uji",
            reason="Versi uji" if self.version > 1 else None, maximum=self.maximum,
        )  # fmt: skip
        text += table("[sources]", id="s", title="Sumber uji")
        text += self._arithmetic() + self._rounding() + self._bands() + generating_contests.tables(self)
        for code in categories:
            text += table("[categories]", code=code, label=code, file=f"{code}.toml")
        for code, weight in self.indicator_weights.items():
            stated = self.open(f"indicators.{code}.weight", weight)
            text += table("[indicators]", code=code, label=code, weight=stated, **CITED)
        for code, levels in self.scales.items():
            text += table("[scales]", code=code, levels=levels, **CITED)
        if self.open_weights and self.likely(0.9):
            self.assume("questions.*.weight", self.free_weight)
        for source, fills in self.fills.items():
            text += table("[assumptions]", id=source, text="Anggapan uji", reason="Tidak diterbitkan", fills=fills)
        return text

    def _arithmetic(self) -> str:
        own = sorted({level["code"] for levels in self.scales.values() for level in levels})
        if not self.scales and self.relative is False and self.likely(0.3):
            return ""
        class_on = self.chance.choice(["published", "exact", NF, None])
        if class_on in (NF, None) and self.likely(0.2):
            self.assume("arithmetic.class_on", self.chance.choice(["published", "exact"]))
        return table(
            "arithmetic",
            blank=self.chance.choice(["zero"] * 8 + ["pending", None]),
            claimed_yes=self.chance.choice(["top"] * 6 + ["pending", None, *own[:3]]),
            unjudged_yes=self.chance.choice(["zero", "zero", "pending", None, *own[:3]]),
            yes_without_evidence=self.chance.choice(["zero", "keep", None]),
            question_weights="relative" if self.relative else self.chance.choice(["points", None]),
            class_on=class_on,
            **CITED,
        )

    def _rounding(self) -> str:
        text = ""
        for at in ("question", "indicator", "stage", "final"):
            if self.likely(0.7):
                continue
            places: object = self.chance.randint(0, 3)
            mode = self.chance.choice(["half_up", "half_even", "truncate"])
            source = self.chance.choice(["anggapan_a", "anggapan_b", None])
            open_places, open_mode = self.likely(0.2), self.likely(0.2)
            for is_open, key, value in ((open_places, "places", places), (open_mode, "mode", mode)):
                if is_open and source:
                    self.assume(f"rounding.points.{at}.{key}", value, source)
            text += table(
                "[rounding.points]",
                at=at,
                places=NF if open_places else places,
                mode=NF if open_mode else mode,
                **CITED,
            )
        return text

    def _bands(self) -> str:
        count = self.chance.choice([0, 1, 2, 3, 5, 5])
        unit = self.chance.choice([2, 2, 3, 6])
        lowers = sorted(self.chance.sample(range(1, 95 * unit), count), reverse=True)
        if lowers and self.likely(0.75):
            lowers[-1] = 0
        text, ceiling = "", None
        printing = self.likely(0.75)
        for place, units in enumerate(lowers):
            lower = Over(units, unit)
            printed = self._printed(lower, ceiling) if printing and self.likely(0.85) else {}
            stated = self.open(f"bands.k{place}.lower", lower, 0.15, 0.05)
            text += table("[bands]", code=f"k{place}", label=f"Kelas {place}", lower=stated, **printed, **CITED)
            self.bands[f"k{place}"] = lower
            ceiling = lower
        return text

    def _printed(self, lower: Over, ceiling: Over | None) -> dict[str, object]:
        start = integers.total([lower, self.chance.choice([Over(0), Over(0), Over(0), Over(1, 5)])])
        is_open = self.likely(0.25)
        gap = self.chance.choice([Over(0)] if is_open else [Over(-1, 10), Over(-1, 100), Over(-1, 3)])
        end = Over(100) if ceiling is None else integers.total([ceiling, gap])
        if not integers.at_least(end, start):
            return {}
        return {"printed_from": start, "printed_to": end, "printed_to_open": is_open or None}

    # category files -------------------------------------------------------------------------------------------------
    def category(self, code: str) -> tuple[str, Written]:
        """A questionnaire of its own."""
        written = Written(f"{self.owner}/{YEAR}@{self.version}:{code}")
        text = table("", category=code, label=code)
        for indicator, weight in self.indicator_weights.items():
            for place, points in enumerate(shares(self.chance, self.chance.randint(1, 3), weight)):
                text += self._question(written, indicator, points, must_score=place == 0 or not self.relative)
        return text, written

    def overlay(self, code: str, below: Written) -> tuple[str, Written]:
        """A questionnaire laid over another one."""
        self.relative = True
        left = [key for key in below.indicators if key not in below.parents and self.likely(0.15)]
        moved = {
            key: self.chance.choice(self.indicators)
            for key, indicator in below.indicators.items()
            if key not in left and (indicator not in self.indicators or self.likely(0.1))
        }
        kept = {key: name for key, name in (below.indicators | moved).items() if key not in left}
        written = Written(
            f"{self.owner}/{YEAR}@{self.version}:{code}",
            kept,
            {key: choices for key, choices in below.choices.items() if key in kept},
            below.scored & set(kept),
            set(below.parents),
        )
        text = table("", category=code, label=code, base=self._base(below.base))
        if left:
            text += table("[leave_out]", codes=left, reason="Tidak berlaku di sini")
        for key, indicator in moved.items():
            text += table("[move]", codes=[key], indicator=indicator, reason="Pindah indikator")
        for indicator in self.indicators:
            bare = not any(written.indicators[key] == indicator for key in written.scored)
            if bare or self.likely(0.2):
                text += self._question(written, indicator, self.chance.choice(WEIGHTS), must_score=True)
        return text, written

    def _base(self, base: str) -> str:
        """The name of the base, without its version where that is the newest and stays so."""
        name, _, file = base.partition(":")
        address, _, version = name.partition("@")
        last = f"{address}@{int(version) + 1}" not in self.known and not address.startswith(f"{self.owner}/")
        return f"{address}:{file}" if last and self.likely(0.5) else base

    def _question(self, written: Written, indicator: str, points: Over, must_score: bool) -> str:
        self.serial += 1
        code = f"{self.owner.upper()}.{self.version}.{self.serial}"
        kind = self.chance.choice(["yes_no"] * 5 + ["option", "option", "multiple", "multiple", "number"])
        weight = self.chance.choice(WEIGHTS) if self.relative else points
        is_open = self.relative and kind != "number" and self.likely(0.25)
        self.open_weights = self.open_weights or is_open
        if is_open and self.likely(0.1):
            self.assume(f"questions.{code}.weight", self.chance.choice(WEIGHTS))
        values = self._answering(kind, None if is_open else weight)
        condition = self._condition(written) if self.likely(0.25) else None
        scored = must_score or self.likely(0.7)
        written.indicators[code] = indicator
        written.choices[code] = self._choices(kind, values)
        written.scored |= {code} if scored else set()
        return table(
            "[questions]", code=code, indicator=indicator, group="G", text="Butir?", kind=kind,
            weight=NF if is_open else weight, scored=None if scored else False, shown_when=condition,
            yes_without_evidence=self.chance.choice([None] * 6 + ["zero", "keep"]), **values,
            help="Bantuan uji", remedy="Saran untuk uji", evidence={"kinds": ["tautan"], "text": "T"}, **CITED,
        )  # fmt: skip

    def _condition(self, written: Written) -> dict | None:
        possible = [code for code, choices in written.choices.items() if choices]
        if not possible:
            return None
        parent = self.chance.choice(possible)
        written.parents.add(parent)
        choices = written.choices[parent]
        return {
            "question": parent,
            "choices": self.chance.sample(choices, self.chance.randint(1, min(2, len(choices)))),
        }

    def _choices(self, kind: str, values: dict) -> list[str]:
        if kind == "yes_no":
            return ["ya", "tidak", *(["tidak_berlaku"] if values.get("not_applicable") else [])]
        if kind == "number":
            return []
        codes = [level["code"] for level in self.scales[values["scale"]]]
        return codes[:2]

    def _answering(self, kind: str, weight: Over | None) -> dict:
        """The keys that say how a question is answered."""
        if kind == "number":
            steps = sorted(self.chance.sample([1, 5, 10, 20, 21], self.chance.randint(1, 3)))
            counts = [
                {"lower": Over(step), "points": integers.times(weight or Over(1), Over(place + 1, len(steps)))}
                for place, step in enumerate(steps)
            ]
            return {"counts": counts, "scale": self._scale("umum") if self.likely(0.3) else None}
        own = weight is not None and self.likely(0.4)
        if kind == "option" and own and self.likely(0.3):
            return {"scale": self._own(weight, ["ya", "tidak_berlaku", "tidak"])}
        if kind == "multiple":
            whole = self.likely(0.4)
            scale = (
                self._own(weight, ["p1", "p2", "p3"], parts=True)
                if own
                else self._scale("umum" if whole and self.likely(0.3) else "bagian")
            )
            return {"scale": scale, "all_or_nothing": whole or None}
        scale = self._own(weight, ["a", "b", "c"]) if own else self._scale("umum")
        if kind == "option":
            return {"scale": scale}
        policy = self.chance.choice(["drop_weight", "full", "zero"]) if self.likely(0.3) else None
        return {"scale": scale if self.likely(0.6) else None, "not_applicable": policy}

    def _scale(self, code: str) -> str:
        """A scale in shares of the weight that several questions, and overlays, may name."""
        if code not in self.scales:
            better, worse = self.chance.choice(FALLS)
            falling = dict(zip("abcd"[: self.chance.choice([3, 4])], (Over(1), better, worse, Over(0)), strict=False))
            parts = dict(zip(("p1", "p2", "p3"), shares(self.chance, 3, Over(1)), strict=True))
            rows = falling if code == "umum" else parts
            self.scales[code] = [{"code": key, "label": key.upper(), "share": share} for key, share in rows.items()]
            if self.likely(0.25):
                self.assume(f"scales.{code}")
        return code

    def _own(self, weight: Over, codes: list[str], parts: bool = False) -> str:
        """A scale in points for one question."""
        better, worse = self.chance.choice(FALLS)
        falling = [weight, integers.times(weight, better), integers.times(weight, worse)]
        rows = zip(codes, shares(self.chance, 3, weight) if parts else falling, strict=True)
        code = f"butir_{self.owner}_{self.version}_{self.serial}"
        self.scales[code] = [{"code": key, "label": key.upper(), "points": points} for key, points in rows]
        return code
