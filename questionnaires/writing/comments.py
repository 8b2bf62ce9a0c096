"""Comments of a rule file, each with the table that it speaks of."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field

Anchor = tuple[str, int]
"""The heading of a table as files write it, `rounding.points`, and which one of that heading, from 0."""

HEAD: Anchor = ("", 0)
"""The keys above the first table."""

_HEADING = re.compile(r"\[\[?\s*([^\]]+?)\s*\].*")
_SPACES = re.compile(r"\s*\.\s*")
_QUOTES = ('"""', "'''", '"', "'")


@dataclass(slots=True)
class _Reader:
    """Walks through the lines of a file; tells comments from text that only looks like one."""

    headings: Collection[str]
    found: dict[Anchor, list[str]] = field(default_factory=dict)
    here: Anchor = HEAD
    waiting: list[str] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    open_quote: str = ""
    depth: int = 0
    started: bool = False

    def line(self, line: str) -> None:
        stripped = line.strip()
        fresh = not self.open_quote and not self.depth
        if fresh and not stripped:
            self._blank()
            return
        if not self.open_quote and stripped.startswith("#"):
            self.waiting.append(_bare(stripped))
            return
        if fresh and stripped.startswith("["):
            self._heading(stripped)
        elif fresh:
            self._settle(self.here)
        self.started = True
        said = self._scan(line)
        if said is not None:
            self.waiting.append(_bare(said))
            self._settle(self.here)

    def _blank(self) -> None:
        """What stands apart at the very top speaks of the file."""
        if not self.started:
            self._settle(HEAD)

    def _heading(self, line: str) -> None:
        path = _SPACES.sub(".", _HEADING.sub(r"\1", line)).replace('"', "")
        if path in self.headings:
            self.here = (path, self.counts[path])
            self.counts[path] += 1
            self._settle(self.here)

    def _settle(self, anchor: Anchor) -> None:
        if self.waiting:
            self.found.setdefault(anchor, []).extend(self.waiting)
            self.waiting = []

    def _scan(self, line: str) -> str | None:
        """Follow quotes and brackets through a line; return the comment at its end."""
        at = 0
        while at < len(line):
            if self.open_quote:
                at = self._inside(line, at)
                continue
            sign = line[at]
            if sign == "#":
                return line[at:]
            quote = next((quote for quote in _QUOTES if line.startswith(quote, at)), None)
            if quote:
                self.open_quote = quote
                at += len(quote)
                continue
            self.depth += (sign in "[{") - (sign in "]}")
            at += 1
        return None

    def _inside(self, line: str, at: int) -> int:
        if line[at] == "\\" and self.open_quote[0] == '"':
            return at + 2
        if not line.startswith(self.open_quote, at):
            return at + 1
        end = at + len(self.open_quote)
        while line.startswith(line[at], end):  # up to two quotes may stand before the three that close
            end += 1
        self.open_quote = ""
        return end


def comments_of(text: str, headings: Collection[str]) -> dict[Anchor, str]:
    """Return the comments of a file of valid TOML by the table below or around them.

    Args:
        headings: the headings that the writer uses; what stands at another one belongs to the table before.

    >>> comments_of('# berkas\\n\\na = "#1" # satu\\n\\n# dua\\n[[b]]\\nc = 1\\n', ["b"])
    {('', 0): 'berkas\\nsatu', ('b', 0): 'dua'}
    """
    reader = _Reader(headings)
    for line in text.split("\n"):
        reader.line(line)
    reader._settle(reader.here)
    return {anchor: "\n".join(lines) for anchor, lines in reader.found.items()}


def _bare(line: str) -> str:
    return line.lstrip("#").removeprefix(" ").rstrip()
