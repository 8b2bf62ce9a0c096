"""Tables of a rule file as text."""

from __future__ import annotations

import json
from random import Random

from . import integers
from .integers import Over


def toml(value: object) -> str:
    """The value as a TOML file writes it; numbers as integers, decimals or "n/d"."""
    if isinstance(value, Over):
        return _number(value)
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {toml(inner)}" for key, inner in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(toml(inner) for inner in value) + "]"
    return json.dumps(value)


def _number(value: Over) -> str:
    text = integers.text(value)
    if "/" not in text:
        return text
    places = next((places for places in (1, 2, 3) if integers.fits(value, places)), None)
    return f'"{text}"' if places is None else integers.digits(value, places)


def table(name: str, **values: object) -> str:
    """One table; keys with None are left out."""
    rows = [f"{key} = {toml(value)}" for key, value in values.items() if value is not None]
    return "\n".join([f"\n[{name}]" if name else "", *rows]) + "\n"


def shares(chance: Random, count: int, whole: Over) -> list[Over]:
    """Positive parts that add up to the whole."""
    parts = [chance.randint(1, 6) for _ in range(count)]
    return [integers.times(whole, Over(part, sum(parts))) for part in parts]
