"""Published results over the years: what pages, downloads and `monev results` ask for. Nothing is recomputed."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from wording import text
from workflow.bodies import same_body, slug
from workflow.choosing import Spread, spreads
from workflow.comparability import Comparison, Period, Rulebook
from workflow.errors import BadInputError
from workflow.ports import RuleLibrary
from workflow.published import (
    EVERY_CATEGORY,
    NATIONAL,
    Body,
    GroupYear,
    Link,
    OtherValue,
    Result,
    Scope,
    Search,
    Series,
    Tally,
)

PAGE = 50
YEARS = 8
"""Years shown side by side."""


class PublishedStore(Protocol):
    """Where published results are kept."""

    def scopes(self) -> list[Scope]:
        """Return every known scope, in the order of the file."""

    def group_years(self, scope: str) -> list[GroupYear]:
        """Return how many results each category has in each year."""

    def count(self, search: Search) -> int:
        """Return how many bodies fit."""

    def search(self, search: Search, offset: int, limit: int) -> list[Series]:
        """Return one page of the bodies that fit, by name."""

    def bodies(self, ids: Collection[str]) -> dict[str, Body]:
        """Return the bodies that exist."""

    def links(self) -> list[Link]:
        """Return every succession."""

    def results_of(self, ids: Collection[str], scope: str | None = None) -> list[Result]:
        """Return every row of these bodies, by year."""

    def results_in(self, scope: str, year: int | None) -> list[Result]:
        """Return every row of a scope, in the order of the table."""

    def standing(self, scope: str, group: str, year: int, offset: int, limit: int) -> list[Result]:
        """Return chosen rows of a category, best score first, those without a score last by class."""

    def before(self, scope: str, group: str, year: int, body_id: str) -> int | None:
        """Return how many rows stand before this body in `standing`, None where it is not in it."""

    def matching(self, search: Search) -> Iterator[tuple[Body, Result]]:
        """Return every row of the bodies that fit, with its body, by name and year."""

    def others(self, ids: Collection[str]) -> list[OtherValue]:
        """Return other printed values of these bodies."""

    def counts(self, scope: str) -> list[Tally]:
        """Return every count of a scope, in the order of the table."""


@dataclass(frozen=True, slots=True)
class Line:
    """One body in a list: its chosen results by year."""

    series: Series
    results: Mapping[int, Result]


@dataclass(frozen=True, slots=True)
class Found:
    """How many bodies fit. elsewhere: nothing fitted the filters, and `search` now looks outside them."""

    total: int
    search: Search
    elsewhere: bool = False

    @property
    def pages(self) -> int:
        """Return how many pages the list has, at least one."""
        return max(1, -(-self.total // PAGE))


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of a list. years: the columns, oldest first."""

    years: tuple[int, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Point:
    """One year of a body: the chosen row, every row, other printed values, and what contradicts it."""

    result: Result
    rows: tuple[Result, ...]
    others: tuple[OtherValue, ...]
    contradicted: str


@dataclass(frozen=True, slots=True)
class Relative:
    """A body before or after this one that is not the same body under another name."""

    body: Body
    link: Link


@dataclass(frozen=True, slots=True)
class Story:
    """A body over the years in one scope.

    names: the bodies that are the same under other names, oldest first. scopes: everywhere it has results.
    years: from the first result to the newest round of the scope, or to the end of the body.
    """

    body: Body
    scope: Scope
    scopes: tuple[Scope, ...]
    names: tuple[Body, ...]
    years: tuple[int, ...]
    points: tuple[Point, ...]
    periods: tuple[Period, ...]
    comparisons: tuple[Comparison, ...]
    before: tuple[Relative, ...]
    after: tuple[Relative, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """One category in one year. published: bodies with a result; assessed: all of them, None where not published."""

    scope: Scope
    group: str
    year: int
    published: int
    assessed: int | None
    start: int
    rows: tuple[tuple[Body, Result], ...]
    period: Period
    own: tuple[str, ...] = ()


class Results:
    """The use cases of published results."""

    def __init__(self, library: RuleLibrary, store: PublishedStore) -> None:
        self._library = library
        self._store = store

    def scopes(self) -> list[Scope]:
        """Return every scope, the nation first."""
        return self._store.scopes()

    def scope(self, wanted: str) -> Scope:
        """Return the scope that a code, or the slug of its printed name, means.

        Raises:
            BadInputError: there is none; the message lists the codes.
        """
        known = self._store.scopes()
        asked = {"pusat": NATIONAL}.get(slug(wanted), slug(wanted))
        for scope in known:
            if asked in (scope.code, slug(scope.printed), slug(scope.name)):
                return scope
        codes = ", ".join(scope.code for scope in known)
        raise BadInputError(text("hasil.cakupan_tidak_dikenal", cakupan=wanted, kode=codes))

    def groups(self, scope: str) -> list[str]:
        """Return the categories with results, those with most first."""
        sizes: dict[str, int] = {}
        for row in self._store.group_years(scope):
            sizes[row.group] = sizes.get(row.group, 0) + row.results
        return sorted(sizes, key=lambda group: (-sizes[group], group))

    def years(self, scope: str, group: str = "") -> list[int]:
        """Return the years with results, the newest first."""
        rows = self._store.group_years(scope)
        return sorted({row.year for row in rows if group in ("", row.group)}, reverse=True)

    def find(self, search: Search) -> Found:
        """Return how many bodies fit; a name that does not fit the filters is looked for outside them."""
        total = self._store.count(search)
        if total or not search.text or not (search.scope or search.group):
            return Found(total, search)
        wider = Search(search.text)
        total = self._store.count(wider)
        return Found(total, wider if total else search, elsewhere=total > 0)

    def browse(self, search: Search, page: int = 1) -> Listing:
        """Return one page of bodies with their results side by side."""
        found = self._store.search(search, (page - 1) * PAGE, PAGE)
        lines = self._lines(found)
        return Listing(self._columns(search.scope, lines), lines)

    def _lines(self, found: Sequence[Series]) -> tuple[Line, ...]:
        rows = self._store.results_of({series.body.id for series in found})
        chosen: dict[tuple[str, str], dict[int, Result]] = {}
        for row in rows:
            if row.chosen:
                chosen.setdefault((row.scope, row.body_id), {})[row.year] = row
        return tuple(Line(series, chosen.get((series.scope, series.body.id), {})) for series in found)

    def _columns(self, scope: str, lines: Sequence[Line]) -> tuple[int, ...]:
        """Return the newest years of the scope in a row, or of what is listed where it spans scopes."""
        known = self.years(scope) if scope else [year for line in lines for year in line.results]
        newest = max(known, default=0)
        return tuple(range(newest - YEARS + 1, newest + 1)) if newest else ()

    def story(self, body_id: str, scope: str = "") -> Story | None:
        """Return a body over the years, in the scope asked for, else of the nation, else with most results.

        None: there is no such body.
        """
        links = self._store.links()
        chain = same_body(body_id, links)
        known = self._store.bodies(chain)
        if body_id not in known:
            return None
        rows = self._store.results_of(chain)
        scopes = self._scopes_of(rows)
        here = next((one for one in scopes if one.code == scope), scopes[0])
        own = [row for row in rows if row.scope == here.code]
        book = Rulebook(self._library, here.rules)
        years = sorted({row.year for row in own})
        axis = self._axis(years, here, known[chain[-1]] if chain[-1] in known else known[body_id])
        return Story(
            body=known[body_id],
            scope=here,
            scopes=scopes,
            names=tuple(known[one] for one in chain if one in known),
            years=axis,
            points=self._points(own, chain, book),
            periods=tuple(book.periods(axis)),
            comparisons=tuple(book.comparisons(years)),
            before=self._relatives(chain, links, earlier=True),
            after=self._relatives(chain, links, earlier=False),
        )

    def _axis(self, years: Sequence[int], scope: Scope, last: Body) -> tuple[int, ...]:
        if not years:
            return ()
        newest = max(self.years(scope.code))
        end = min(newest, int(last.valid_to[:4])) if last.valid_to else newest
        return tuple(range(years[0], max(end, years[-1]) + 1))

    def _scopes_of(self, rows: Sequence[Result]) -> tuple[Scope, ...]:
        sizes: dict[str, int] = {}
        for row in rows:
            sizes[row.scope] = sizes.get(row.scope, 0) + 1
        known = self._store.scopes()
        used = [scope for scope in known if scope.code in sizes]
        return tuple(sorted(used, key=lambda scope: (scope.code != NATIONAL, -sizes[scope.code]))) or (known[0],)

    def _points(self, rows: Sequence[Result], chain: Collection[str], book: Rulebook) -> tuple[Point, ...]:
        others = self._store.others(chain)
        points = []
        for year in sorted({row.year for row in rows}):
            own = tuple(row for row in rows if row.year == year)
            best = next(row for row in own if row.chosen)
            doubts = tuple(o for o in others if (o.year, o.scope) == (year, best.scope) and o.body_id == best.body_id)
            points.append(Point(best, own, doubts, book.contradicted(best)))
        return tuple(points)

    def _relatives(self, chain: Collection[str], links: Sequence[Link], *, earlier: bool) -> tuple[Relative, ...]:
        found = {}
        for link in links:
            near, far = (link.successor, link.predecessor) if earlier else (link.predecessor, link.successor)
            if near in chain and far not in chain:
                found[far] = link
        bodies = self._store.bodies(found)
        return tuple(Relative(bodies[one], link) for one, link in found.items() if one in bodies)

    def standing(
        self, scope: str, group: str, year: int, *, page: int = 1, size: int = PAGE, own: tuple[str, ...] = ()
    ) -> Standing:
        """Return a page of one category in one year, best first; with `own`, the rows around that body."""
        here = self.scope(scope)
        start = (page - 1) * size
        if own:
            places = [self._store.before(here.code, group, year, one) for one in own]
            place = next((at for at in places if at is not None), 0)
            start = max(0, place - size // 2) if place >= size else 0
        rows = self._store.standing(here.code, group, year, start, size)
        bodies = self._store.bodies({row.body_id for row in rows})
        sizes = {(row.group, row.year): row.results for row in self._store.group_years(here.code)}
        assessed = next((spread.total for spread in self.spreads(here.code, group) if spread.year == year), None)
        return Standing(
            scope=here,
            group=group,
            year=year,
            published=sizes.get((group, year), 0),
            assessed=assessed,
            start=start,
            rows=tuple((bodies[row.body_id], row) for row in rows),
            period=Rulebook(self._library, here.rules).periods([year])[0],
            own=own,
        )

    def spreads(self, scope: str, group: str = EVERY_CATEGORY) -> list[Spread]:
        """Return how bodies are spread over the classes, year by year, from counts alone."""
        return [spread for spread in spreads(self._store.counts(scope)) if spread.group == group]

    def spread_groups(self, scope: str) -> list[str]:
        """Return the groups for which classes were counted, all bodies together first."""
        counted = {spread.group for spread in spreads(self._store.counts(scope)) if spread.parts}
        return sorted(counted, key=lambda group: (group != EVERY_CATEGORY, group))

    def export(self, search: Search) -> Iterator[tuple[Body, Result]]:
        """Return every row of the bodies that fit, with its body, for a download."""
        return self._store.matching(search)

    def as_json(self, scope: str, year: int | None = None) -> list[dict[str, Any]]:
        """Return every row of a scope and year as `monev results --json` prints it (contract, section 3).

        Raises:
            BadInputError: there is no such scope.
        """
        return [_json(row) for row in self._store.results_in(self.scope(scope).code, year)]


def _json(row: Result) -> dict[str, Any]:
    return {
        "year": row.year,
        "scope": row.scope,
        "level": row.level,
        "body_id": row.body_id,
        "body": row.body,
        "category": row.category,
        "score": row.score,
        "class": row.class_code,
        "place": row.place,
        "source": row.sources[0],
        "certainty": row.certainty,
        "note": row.note,
        "chosen": row.chosen,
        "reason": row.reason,
    }
