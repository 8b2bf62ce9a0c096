"""A rules.toml laid over another one, as `docs/rules-format.md` says under "An overlay of a whole rule set"."""

from __future__ import annotations

ALWAYS_OWN = ("owner", "year", "version", "state", "title", "reason", "base", "base_seen", "leave_out")
NAMES = ("code", "id", "at", "stage", "body")


def laid(core: dict, own: dict) -> dict:
    """The rules in force, as one parsed file."""
    out: dict[str, list[str] | None] = {}
    for entry in own.get("leave_out", []):
        named = entry.get("codes") or None
        held = out.get(entry["table"], [])
        out[entry["table"]] = None if named is None or held is None else held + named
    result = {key: own[key] for key in ALWAYS_OWN if key in own}
    for key in dict.fromkeys([*core, *own]):
        if key in ALWAYS_OWN:
            continue
        theirs, mine = core.get(key), own.get(key)
        if key == "rounding":
            points = [side.get("points", []) for side in (theirs or {}, mine or {})]
            result[key] = {"points": _rows(points[0], points[1], out.get(key, []))}
        elif isinstance(theirs if mine is None else mine, list):
            result[key] = _rows(theirs or [], mine or [], out.get(key, []))
        else:
            result[key] = theirs if mine is None else mine
    result["assumptions"] = _assumptions(result.get("assumptions", []), own)
    return result


def _rows(theirs: list[dict], mine: list[dict], out: list[str] | None) -> list[dict]:
    """The core's rows with the overlay's in their places; `out` None: none of the core's."""
    kept = [] if out is None else [row for row in theirs if _name(row) not in out]
    replaced = {_name(row) for row in kept} & {_name(row) for row in mine}
    found: list[dict] = []
    for row in kept:
        found += [other for other in mine if _name(other) == _name(row)] if _name(row) in replaced else [row]
    return found + [row for row in mine if _name(row) not in replaced]


def _name(row: dict) -> str:
    return next(str(row[key]) for key in NAMES if key in row)


def _assumptions(every: list[dict], own: dict) -> list[dict]:
    """The overlay's assumptions first, so that theirs fill where both do; no proposal for a scale the overlay wrote."""
    stated = {assumption["id"] for assumption in own.get("assumptions", [])}
    written = {f"scales.{scale['code']}" for scale in own.get("scales", [])}
    first = [assumption for assumption in every if assumption["id"] in stated]
    rest = [
        assumption | {"fills": [fill for fill in assumption.get("fills", []) if fill["key"] not in written]}
        for assumption in every
        if assumption["id"] not in stated
    ]
    return first + rest
