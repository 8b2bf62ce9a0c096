"""The tables of a generated rule set that a contest follows: stages, facts, gates, panels, adjustments, ranking, awards."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import Protocol

from . import integers
from .integers import Over
from .writing import shares, table

STAGES = ["saq", "website", "uji_akses", "visitasi", "wawancara", "uji_publik"]
FACTS = ["hadir", "terlambat"]
CATEGORIES = ["kat_a", "kat_b", "lain"]
CITED = {"ref": "s", "grade": "B"}
KINDS = ["threshold"] * 4 + ["rank"] * 4 + ["class", "class", "category", "fact"]
NF = "nf"


class Drawing(Protocol):
    """What the draft of a rule set offers here."""

    chance: Random
    bands: dict[str, Over]

    def likely(self, probability: float) -> bool:
        """True in so many of the cases."""

    def open(self, key: str, value: object, filled: float = 0.1, unknown: float = 0.03) -> object:
        """The value, or "nf" with or without an assumption that fills it."""

    def assume(self, key: str, value: object = None, source: str | None = None) -> None:
        """Let an assumption fill the key."""


@dataclass(frozen=True)
class Row:
    """A stage that was drawn."""

    code: str
    weight: Over
    route: list[str] | None
    parts: tuple[str, ...] = ()


def tables(draft: Drawing) -> str:
    """The text of all these tables."""
    text, rows = _stages(draft)
    facts = draft.chance.sample(FACTS, draft.chance.choice([0, 1, 2]))
    text += "".join(table("[facts]", code=fact, label=fact, **CITED) for fact in facts)
    if draft.likely(0.5):
        text += table("[statuses]", code="tidak_dinilai", label="Tidak dinilai", **CITED)
    keys = _keys(draft, rows, facts)
    text += _ranking(draft, keys) + _gates(draft, rows, facts, bool(keys))
    places = [place for row in rows for place in (row.code, *(f"{row.code}.{part}" for part in row.parts))]
    for place in dict.fromkeys(places):
        if draft.likely(0.3):
            text += _panel(draft, place)
    for serial in range(draft.chance.choice([0, 0, 1, 2, 3]) if facts and places else 0):
        text += _adjustment(draft, f"ubah{serial}", draft.chance.choice(places), draft.chance.choice(facts))
    for serial in range(draft.chance.choice([0, 1, 2, 3])):
        text += _award(draft, f"gelar{serial}", rows)
    return text


def _stages(draft: Drawing) -> tuple[str, list[Row]]:
    """The stages; at times one stands for a category only, and another, or the same one anew, for another category."""
    chance = draft.chance
    codes = chance.sample(STAGES, chance.choice([0, 1, 2, 2, 3, 4, 4]))
    weights = shares(chance, len(codes), Over(100)) if codes else []
    if len(codes) > 1 and draft.likely(0.1):
        weights = [*weights[:-2], integers.total(weights[-2:]), Over(0)]
    drawn: list[tuple[str, Over, list[str] | None]] = [(*row, None) for row in zip(codes, weights, strict=True)]
    if len(drawn) > 1 and draft.likely(0.3):
        code, weight, _ = drawn.pop()
        doubled = draft.likely(0.4)
        drawn += [(code, weight, ["kat_a"]), (code if doubled else "kualitas_layanan", weight, ["kat_b"])]
        if not doubled and draft.likely(0.5):
            drawn.insert(chance.randrange(len(drawn)), drawn.pop())
    names = [code for code, _, _ in drawn]
    found = [_stage(draft, *row, names) for row in drawn]
    return "".join(text for text, _ in found), [row for _, row in found]


def _stage(draft: Drawing, code: str, weight: Over, route: list[str] | None, codes: list[str]) -> tuple[str, Row]:
    missing = draft.chance.choice(["zero", "carry", "renormalise"] * 2 + ["exclude", NF, None])
    others = [other for other in codes if other != code]
    target = None if code != "saq" and "saq" in others and draft.likely(0.5) else draft.chance.choice(others or [None])
    if missing == "carry" and target is None and (code == "saq" or "saq" not in others):
        missing = "renormalise"
    doubled = codes.count(code) > 1
    if missing in (NF, None) and not doubled and draft.likely(0.3):
        draft.assume(f"stages.{code}.missing", draft.chance.choice(["zero", "renormalise", "exclude"]))
    in_points = weight.top > 0 and not doubled and draft.likely(0.15)
    parts = _parts(draft, code) if not in_points and not doubled and draft.likely(0.3) else None
    stated = weight if in_points or doubled else draft.open(f"stages.{code}.weight", weight)
    text = table(
        "[stages]", code=code, label=code, weight=stated, given_as="points" if in_points else None, missing=missing,
        carry_to=target if missing == "carry" or draft.likely(0.3) else None, categories=route, parts=parts, **CITED,
    )  # fmt: skip
    return text, Row(code, weight, route, tuple(part["code"] for part in parts or []))


def _parts(draft: Drawing, code: str) -> list[dict]:
    return [
        {"code": part, "label": part, "weight": draft.open(f"stages.{code}.parts.{part}.weight", share)}
        for part, share in zip(["verifikasi", "presentasi"], shares(draft.chance, 2, Over(100)), strict=True)
    ]


def _keys(draft: Drawing, rows: list[Row], facts: list[str]) -> list[dict]:
    possible = [{"by": "submitted"}, *({"by": "fact", "of": fact} for fact in facts)]
    possible += [{"by": "stage", "of": code} for code in dict.fromkeys(row.code for row in rows)]
    return draft.chance.sample(possible, draft.chance.randint(0, min(3, len(possible))))


def _ranking(draft: Drawing, keys: list[dict]) -> str:
    if not keys and draft.likely(0.5):
        return ""
    number = draft.chance.choice(["published", "exact", NF])
    ties = draft.chance.choice(["competition", "dense", NF, *(["sequential"] if keys else [])])
    source = draft.chance.choice(["anggapan_a", "anggapan_b", None])
    if source and number == NF:
        draft.assume("ranking.number", draft.chance.choice(["published", "exact"]), source)
    if source and ties == NF:
        draft.assume("ranking.ties", draft.chance.choice(["competition", "dense"]), source)
    per = draft.chance.choice(["category", "territory", "all", None])
    return table("ranking", number=number, ties=ties, per=per, keys=keys or None, **CITED)


def _gates(draft: Drawing, rows: list[Row], facts: list[str], keyed: bool) -> str:
    text = ""
    codes = list(dict.fromkeys(row.code for row in rows))
    for before in codes[1:]:
        routes = [row.route for row in rows if row.code == before]
        earlier = [row for row in rows if codes.index(row.code) < codes.index(before)]
        shared = [row.code for row in earlier if row.route is None or routes == [row.route]]
        for serial in range(draft.chance.choice([0, 1, 1, 2]) if shared else 0):
            text += _gate(
                draft, f"gerbang_{before}_{serial}", shared, before, routes, facts, keyed, _carried(rows, before)
            )
    return text


def _gate(
    draft: Drawing,
    name: str,
    shared: list[str],
    before: str,
    routes: list,
    facts: list[str],
    keyed: bool,
    carried: list,
) -> str:
    several = draft.chance.choice([0, 0, 0, 1, 2, 2, 3])
    on: object = (
        draft.chance.sample(shared, min(several, len(shared))) if several else draft.chance.choice([*shared * 6, NF])
    )
    kinds = list(dict.fromkeys(draft.chance.choices(KINDS, k=draft.chance.choice([1, 1, 2, 3]))))
    conditions = [one for one in (_condition(draft, name, kind, facts, keyed) for kind in kinds) if one]
    value = draft.chance.choice(["published", "exact", NF, None])
    if value in (NF, None) and draft.likely(0.4):
        draft.assume(f"gates.{name}.value", draft.chance.choice(["published", "exact"]))
    return table(
        "[gates]", id=name, label=name, on=on, before=before, value=value,
        any_of=conditions or [_condition(draft, name, "threshold", facts, keyed)],
        otherwise=draft.chance.choice(["missing", "zero", "renormalise", "exclude", None, *carried]),
        categories=draft.chance.choice([None, None, None, ["kat_a", "lain"]]) if routes == [None] else None, **CITED,
    )  # fmt: skip


def _carried(rows: list[Row], before: str) -> list[str]:
    """The policy to carry, where the questionnaire's stage is there to carry from."""
    return ["carry"] if any(row.code == "saq" and row.route is None for row in rows) and before != "saq" else []


def _condition(draft: Drawing, name: str, kind: str, facts: list[str], keyed: bool) -> dict | None:
    chance = draft.chance
    if kind == "threshold":
        value = draft.open(f"gates.{name}.threshold", awkward(chance), 0.2, 0.05)
        return {"kind": kind, "value": value, **({"strict": True} if draft.likely(0.4) else {})}
    if kind == "rank":
        value = draft.open(f"gates.{name}.rank", chance.randint(1, 3), 0.2, 0.05)
        ties = chance.choice(["admit", NF, None, *(["keys", "keys", "keys"] if keyed else [])])
        if ties in (NF, None) and draft.likely(0.3):
            draft.assume(f"gates.{name}.ties", chance.choice(["admit", *(["keys"] if keyed else [])]))
        per = chance.choice(["category", "territory", "all", None])
        return {"kind": kind, "value": value} | {key: one for key, one in (("per", per), ("ties", ties)) if one}
    if kind == "class":
        return {"kind": kind, "class": chance.choice(list(draft.bands))} if draft.bands else None
    if kind == "category":
        return {"kind": kind, "categories": chance.sample(CATEGORIES, 1)}
    return {"kind": kind, "fact": chance.choice(facts)} if facts else None


def awkward(chance: Random) -> Over:
    """A number on 0-100 that roundings and bounds meet."""
    return chance.choice(
        [
            Over(chance.randint(30, 95)),
            Over(chance.randint(6000, 9500), 100),
            Over(10 * chance.randint(6000, 9500) + 5, 1000),
            Over(chance.randint(190, 280), 3),
        ]
    )


def _panel(draft: Drawing, place: str) -> str:
    aggregate = draft.chance.choice(["mean", "median", "trimmed_mean", NF, None])
    if aggregate in (NF, None) and draft.likely(0.4):
        draft.assume(f"panels.{place}.aggregate", draft.chance.choice(["mean", "median", "trimmed_mean"]))
    minimum = draft.chance.choice([None, None, 2, 3])
    assessors = draft.chance.choice([None, "any", "territory"])
    return table("[panels]", stage=place, aggregate=aggregate, minimum=minimum, assessors=assessors, **CITED)


def _adjustment(draft: Drawing, name: str, place: str, fact: str) -> str:
    kind = draft.chance.choice(["multiply", "add"])
    number = draft.chance.choice(
        [Over(3, 2), Over(11, 10), Over(2, 3), Over(1)]
        if kind == "multiply"
        else [Over(5), Over(-10), Over(-1, 3), Over(1, 200)]
    )
    return table(
        "[adjustments]", id=name, label=name, stage=place, when=fact, kind=kind,
        value=draft.open(f"adjustments.{name}.value", number), cap=draft.chance.choice([None, None, 95, Over(199, 2)]),
        **CITED,
    )  # fmt: skip


def _award(draft: Drawing, name: str, rows: list[Row]) -> str:
    kind = draft.chance.choice(["champion", "champion", "class"]) if draft.bands else "champion"
    on = draft.chance.choice(["final", None, *dict.fromkeys(row.code for row in rows)])
    champion = kind == "champion"
    return table(
        "[awards]", id=name, label=name, kind=kind, on=on,
        per=draft.chance.choice(["category", "territory", "all", None]) if champion else None,
        places=draft.chance.choice([1, 2, None]) if champion else None,
        categories=draft.chance.choice([None, None, ["kat_a"], ["kat_b", "lain"]]),
        **({} if champion else {"class": draft.chance.choice(list(draft.bands))}), **CITED,
    )  # fmt: skip
