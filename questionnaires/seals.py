"""Seals: a published year stays what it was, whatever is done to its files or to what they are laid over.

A seal is a digest over the rules in force and every questionnaire as it is asked, words included, comments and the
order of keys not. `seals.toml` beside the rule sets holds one per version; a part of its own for each table and each
category lets a broken seal say where it broke.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from enum import Enum
from fractions import Fraction
from functools import cache
from hashlib import sha256
from pathlib import Path
from types import NoneType
from typing import Any

from questionnaires.editions import Edition
from questionnaires.problems import Problem
from questionnaires.tables import Table
from questionnaires.whole import Whole
from scoring.rules import Questionnaire
from wording import text

FILE = "seals.toml"
DRAFT, SEALED = "draft", "sealed"
_ASIDE = frozenset({"state", "base", "base_seen", "leave_out"})
_SHORT = 12
_BARE = re.compile(r"[A-Za-z0-9_-]+\Z")


@dataclass(frozen=True, slots=True)
class Seal:
    """What a version was when it was sealed.

    state: `published` or `sealed`. parts: a short digest by table, `indicators`, and by category, `kategori opd`.
    reason: why the seal was renewed the last time.
    """

    state: str
    digest: str
    parts: Mapping[str, str]
    reason: str = ""


class Digester:
    """Computes seals; questions that several categories share are written out once."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[Any, str]] = {}

    def seal(self, whole: Whole, reason: str = "") -> Seal:
        """Return the seal of a rule set as it is now."""
        stated = {name: value for name, value in _plain(whole.scope.rules).items() if name not in _ASIDE}
        tables = {name: value for name, value in stated.items() if isinstance(value, list | dict)}
        parts = {name: _digest(value) for name, value in tables.items()}
        parts["rules"] = _digest({name: value for name, value in stated.items() if name not in tables})
        forms = {code: _digest(self._asked(found)) for code, found in whole.questionnaires.items()}
        digest = _digest([sorted(parts.items()), sorted(forms.items())])  # free of words that people read
        parts |= {f"{text('segel.kategori')} {code}": form for code, form in forms.items()}
        return Seal(whole.rules.state, digest, {name: part[:_SHORT] for name, part in parts.items()}, reason)

    def _asked(self, found: Questionnaire) -> list[Any]:
        questions = [self._written(question) for question in found.questions]
        return [found.label, _plain(found.indicators), _plain(found.left_out), questions]

    def _written(self, question: Any) -> str:
        known = self._known.get(id(question))
        if known is None:
            known = self._known[id(question)] = (question, _digest(_plain(question)))
        return known[1]


def read_seals(root: Path) -> dict[str, Seal] | None:
    """Return the seals of the rule sets below a folder by name, None where it has none."""
    try:
        found = tomllib.loads((root / FILE).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    return {name: Seal(**row) for name, row in found.items()}


def write_seals(root: Path, seals: Mapping[str, Seal]) -> None:
    """Write the seals of a folder in the order of their names."""
    lines = [f"# {line}" for line in text("segel.kepala").splitlines()]
    for name, seal in sorted(seals.items()):
        parts = ", ".join(f'{_bare(part)} = "{digest}"' for part, digest in seal.parts.items())
        lines += ["", f'["{name}"]', f'state = "{seal.state}"', f'digest = "{seal.digest}"']
        lines += [f"parts = {{ {parts} }}"]
        lines += [f"reason = {json.dumps(seal.reason, ensure_ascii=False)}"] if seal.reason else []
    (root / FILE).write_text("\n".join(lines) + "\n", encoding="utf-8")


def check_seal(edition: Edition, now: Seal, sealed: Seal | None) -> Iterator[Problem]:
    """Yield what is wrong between a rule set and its seal; a draft needs none."""
    place = f"{edition.short}/rules.toml"
    if sealed is None:
        if now.state != DRAFT:
            yield Problem(place, text("segel.belum", keadaan=now.state), text("segel.belum_obat", aturan=edition.name))
        return
    if sealed.digest != now.digest:
        key = "segel.berubah_tersegel_obat" if sealed.state == SEALED else "segel.berubah_obat"
        told = text("segel.berubah", bagian=", ".join(broken(now, sealed)))
        yield Problem(place, told, text(key, berikut=edition.version + 1, aturan=edition.name))
    if now.state == DRAFT or (sealed.state == SEALED and now.state != SEALED):
        remedy = text("segel.mundur_obat", keadaan=sealed.state)
        yield Problem(f"{place}, kunci 'state'", text("segel.mundur", keadaan=sealed.state, kini=now.state), remedy)
    elif now.state != sealed.state and sealed.digest == now.digest:
        remedy = text("segel.belum_obat", aturan=edition.name)
        yield Problem(f"{place}, kunci 'state'", text("segel.maju", keadaan=sealed.state, kini=now.state), remedy)


def check_gone(seals: Mapping[str, Seal], known: Iterable[str]) -> Iterator[Problem]:
    """Yield seals whose rule set is not there any more."""
    there = set(known)
    for name in seals:
        if name not in there:
            yield Problem(f"{FILE} ({name})", text("segel.hilang"), text("segel.hilang_obat"))


def broken(now: Seal, sealed: Seal) -> list[str]:
    """Return the parts that differ, came or went."""
    names = dict.fromkeys([*sealed.parts, *now.parts])
    return [name for name in names if sealed.parts.get(name) != now.parts.get(name)]


def _bare(key: str) -> str:
    return key if _BARE.match(key) else json.dumps(key, ensure_ascii=False)


def _digest(value: Any) -> str:
    written = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(written.encode()).hexdigest()


def _plain(value: Any) -> Any:
    """Return a value as JSON holds it.

    What a table or an object holds anyway is left away, so that a new key breaks no seal.
    """
    kind = type(value)
    if kind in (str, bool, NoneType):
        return value
    if kind in (list, tuple):
        return [_plain(item) for item in value]
    if kind in (int, Fraction):
        return str(value)
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Mapping):
        return {str(_plain(key)): _plain(item) for key, item in value.items()}
    held = ((key, getattr(value, name), default) for name, key, default in _keys(value.__class__))
    return {key: _plain(inner) for key, inner, default in held if inner is not default and inner != default}


@cache
def _keys(kind: Any) -> tuple[tuple[str, str, Any], ...]:
    """Return name, key in the file and default of every field of a table or a kernel class."""
    if issubclass(kind, Table):
        return tuple(
            (name, field.alias or name, field.get_default(call_default_factory=True, validated_data={}))
            for name, field in kind.model_fields.items()
        )
    return tuple((field.name, field.name, field.default) for field in fields(kind))
