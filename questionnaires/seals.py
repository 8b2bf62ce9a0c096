"""Seals: a published year stays what it was, whatever is done to its files or to what they are laid over.

A seal is a digest over the rules in force and every questionnaire as it is asked, words included, comments and the
order of keys not. `seals.toml` beside the rule sets holds one per version; a part of its own for each table and each
category lets a broken seal say where it broke. What a key is worth where a file leaves it out stands there too, as it
was when the key was first sealed: a new key breaks no seal, another default breaks every seal that rests on it.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import MISSING, dataclass, field, fields
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from hashlib import sha256
from pathlib import Path
from types import NoneType
from typing import Any

from pydantic_core import PydanticUndefined

from questionnaires.editions import Edition
from questionnaires.problems import Problem
from questionnaires.tables import Table
from questionnaires.whole import Whole
from scoring.rules import Questionnaire
from wording import text

FILE = "seals.toml"
DEFAULTS = "defaults"
ALWAYS = "-"
"""Stands for the default of a key that every file must state."""

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


_Key = tuple[str, str, Any, str | None]
"""Attribute, key in the file, default now, and the default as sealed where that was another one."""

Defaults = Mapping[str, Mapping[str, str]]
"""What a key that is not stated is worth, as JSON, by class and key."""


@dataclass(frozen=True, slots=True)
class Seals:
    """The seals of a folder by the names of the rule sets, and the defaults that they rest on."""

    seals: Mapping[str, Seal] = field(default_factory=dict)
    defaults: Defaults = field(default_factory=dict)


class Digester:
    """Computes seals; questions that several categories share are written out once."""

    def __init__(self, defaults: Defaults | None = None) -> None:
        self._known: dict[int, tuple[Any, str]] = {}
        self._sealed = defaults or {}
        self._keys: dict[Any, tuple[_Key, ...]] = {}
        self.defaults: dict[str, dict[str, str]] = {name: dict(keys) for name, keys in self._sealed.items()}

    def seal(self, whole: Whole, reason: str = "") -> Seal:
        """Return the seal of a rule set as it is now."""
        stated = {name: value for name, value in self._plain(whole.scope.rules).items() if name not in _ASIDE}
        tables = {name: value for name, value in stated.items() if isinstance(value, list | dict)}
        parts = {name: _digest(value) for name, value in tables.items()}
        parts["rules"] = _digest({name: value for name, value in stated.items() if name not in tables})
        forms = {code: _digest(self._asked(found)) for code, found in whole.questionnaires.items()}
        digest = _digest([sorted(parts.items()), sorted(forms.items())])  # free of words that people read
        parts |= {f"{text('segel.kategori')} {code}": form for code, form in forms.items()}
        return Seal(whole.rules.state, digest, {name: part[:_SHORT] for name, part in parts.items()}, reason)

    def _asked(self, found: Questionnaire) -> list[Any]:
        questions = [self._written(question) for question in found.questions]
        return [found.label, self._plain(found.indicators), self._plain(found.left_out), questions]

    def _written(self, question: Any) -> str:
        known = self._known.get(id(question))
        if known is None:
            known = self._known[id(question)] = (question, _digest(self._plain(question)))
        return known[1]

    def _plain(self, value: Any) -> Any:
        """Return a value as JSON holds it.

        What a table or an object held anyway when its key was first sealed is left away, so that a new key breaks no
        seal.
        """
        kind = type(value)
        if kind is str or kind is bool or kind is NoneType:
            return value
        if kind is tuple or kind is list:
            return [self._plain(item) for item in value]
        if kind is Fraction or kind is int or kind is Decimal:
            return str(Fraction(value))
        keys = self._keys.get(kind)
        if keys is None:
            if isinstance(value, Enum):
                return value.value
            if isinstance(value, Mapping):
                return {str(self._plain(key)): self._plain(item) for key, item in value.items()}
            keys = self._learn(kind)
        found = {}
        for name, key, default, sealed in keys:
            inner = getattr(value, name)
            if sealed is not None:
                plain = self._plain(inner)
                if _json(plain) != sealed:
                    found[key] = plain
            elif inner is not default and inner != default:
                found[key] = self._plain(inner)
        return found

    def _learn(self, kind: Any) -> tuple[_Key, ...]:
        """Return the keys of a table or a kernel class, and note the defaults of those never sealed before."""
        name = kind.__name__ if issubclass(kind, Table) else f"kernel.{kind.__name__}"
        noted = self.defaults.setdefault(name, {})
        found = []
        for attribute, key, default in _fields(kind):
            now = ALWAYS if default in (PydanticUndefined, MISSING) else _json(self._plain(default))
            sealed = noted.setdefault(key, now)
            found.append((attribute, key, default, None if sealed == now else sealed))
        self._keys[kind] = tuple(found)
        return self._keys[kind]


def read_seals(root: Path) -> Seals | None:
    """Return the seals of the rule sets below a folder, None where it has none."""
    try:
        found = tomllib.loads((root / FILE).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    defaults = found.pop(DEFAULTS, {})
    return Seals({name: Seal(**row) for name, row in found.items()}, defaults)


def write_seals(root: Path, written: Seals) -> None:
    """Write the seals of a folder in the order of their names, and the defaults after them."""
    lines = [f"# {line}" for line in text("segel.kepala").splitlines()]
    for name, seal in sorted(written.seals.items()):
        parts = ", ".join(f'{_bare(part)} = "{digest}"' for part, digest in seal.parts.items())
        lines += ["", f'["{name}"]', f'state = "{seal.state}"', f'digest = "{seal.digest}"']
        lines += [f"parts = {{ {parts} }}"]
        lines += [f"reason = {json.dumps(seal.reason, ensure_ascii=False)}"] if seal.reason else []
    lines += ["", f"[{DEFAULTS}]"] if written.defaults else []
    for name, keys in sorted(written.defaults.items()):
        lines.append(f"{_bare(name)} = {{ {', '.join(f'{_bare(key)} = {_quoted(keys[key])}' for key in keys)} }}")
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


def _quoted(value: str) -> str:
    return json.dumps(value, ensure_ascii=False) if "'" in value else f"'{value}'"


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _digest(value: Any) -> str:
    return sha256(_json(value).encode()).hexdigest()


def _fields(kind: Any) -> Iterator[tuple[str, str, Any]]:
    """Yield name, key in the file and default of every field of a table or a kernel class."""
    if issubclass(kind, Table):
        for name, told in kind.model_fields.items():
            yield name, told.alias or name, told.get_default(call_default_factory=True)
        return
    for own in fields(kind):
        yield own.name, own.name, own.default if own.default_factory is MISSING else own.default_factory()
