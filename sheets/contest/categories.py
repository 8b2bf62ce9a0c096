"""The categories of a table: those with a questionnaire, or the usual ones where rules accept every category."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from scoring.rules import RuleSet
from sheets.choices import nearest, plain
from wording import templates

_LIKELY, _SURE = 0.75, 0.9
_LISTED = 12


@dataclass(slots=True)
class Categories:
    """Codes by every spelling; `fallback` is the category of rows that name none.

    closed: whether other categories are bad input. labels: what people read for each code seen so far.
    """

    closed: bool
    labels: dict[str, str]
    fallback: str = ""
    _spelled: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, rules: RuleSet, listed: Sequence[tuple[str, str]], only: str = "") -> Categories:
        """Return the categories of a rule set.

        Args:
            listed: code and label of those with a questionnaire; none where the rules accept every category.
            only: the one category of every row, by code or label.
        """
        if listed:
            found = cls(True, dict(listed), listed[0][0] if len(listed) == 1 else "")
            found._spell((code, words) for code, label in listed for words in (code, label))
            found._spell((code, words) for code, words in _usual() if code in found.labels)
        else:
            found = cls(False, {})
            named = sorted(set(_named(rules)))
            found._spell((code, words) for code, words in [*((code, code) for code in named), *_usual()])
        if only:
            found.fallback = found.find(only) or ""
        return found

    def _spell(self, spelled: Iterable[tuple[str, str]]) -> None:
        for code, words in spelled:
            self._spelled.setdefault(plain(words), code)

    def find(self, written: str) -> str | None:
        """Return the code of a category as it is written, None for one that is not accepted or may be a slip."""
        if not written:
            return self.fallback or None
        code = self._spelled.get(plain(written))
        if code is None and (self.closed or self.meant(written) is not None):
            return None
        code = code or plain(written).replace(" ", "_")
        self._spell([(code, written)])
        self.labels.setdefault(code, written)
        return code

    def meant(self, written: str) -> str | None:
        """Return the category that `written` was probably meant to be."""
        key = plain(written)
        close = nearest(key, list(self._spelled), sure=_LIKELY if self.closed else _SURE)
        return None if close is None else self.labels.get(self._spelled[close], close)

    def listed(self) -> str:
        """Return the labels that a row may name, the first ones where there are many."""
        names = list(self.labels.values()) if self.closed else self.usual()
        return ", ".join(names[:_LISTED]) + (", ..." if len(names) > _LISTED else "")

    @staticmethod
    def usual() -> list[str]:
        """Return the labels of the usual categories."""
        return [words.partition(";")[0] for words in templates("rekap.kategori").values()]


def _usual() -> Iterator[tuple[str, str]]:
    """Yield the usual categories by every spelling."""
    for code, words in templates("rekap.kategori").items():
        yield code, code
        yield from ((code, one.strip()) for one in words.split(";"))


def _named(rules: RuleSet) -> Iterator[str]:
    """Yield the codes of categories that the rules themselves name."""
    groups: list[Sequence[str]] = [stage.categories for stage in rules.stages]
    groups += [gate.categories for gate in rules.gates]
    groups += [condition.categories for gate in rules.gates for condition in gate.any_of]
    groups += [award.categories for award in rules.awards]
    for group in groups:
        yield from group
