"""Published results in the database: filled from `data/` when the files change, read page by page."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, delete, func, insert, or_, select, text

from store.engine import Database
from store.result_files import SHIPPED, fingerprint, read_publication
from store.result_tables import (
    ALL,
    result_body,
    result_count,
    result_files,
    result_group_year,
    result_link,
    result_other,
    result_row,
    result_scope,
    result_series,
)
from workflow.bodies import folded, links_of
from workflow.published import (
    CLASSES,
    Body,
    GroupYear,
    Link,
    OtherValue,
    Publication,
    Result,
    Scope,
    Search,
    Series,
    Succession,
    Tally,
)

_SHAPE = "1"
"""Raised whenever these tables are filled differently, so that every database is filled again."""

_AT_ONCE = 900
_EXPORT_PAGE = 200


def load_results(database: Database, folder: Path = SHIPPED) -> bool:
    """Fill the tables where they are empty or the files changed; return whether that was needed.

    Raises:
        ResultFileErrors: the files cannot be used; the tables stay as they were.
        StoreUnavailableError: the database does not answer.
    """
    wanted = edition(folder)
    with database.read() as connection:
        if _loaded(connection) == wanted:
            return False
    publication = read_publication(folder)
    with database.write() as connection:
        if not database.embedded:
            connection.execute(text("LOCK TABLE result_files IN EXCLUSIVE MODE"))
        if _loaded(connection) == wanted:
            return False
        _refill(connection, publication, wanted)
    return True


def load_results_in(connection: Connection, folder: Path = SHIPPED) -> None:
    """Fill the tables inside a transaction that made them; raises as `load_results`."""
    _refill(connection, read_publication(folder), edition(folder))


def _refill(connection: Connection, publication: Publication, wanted: str) -> None:
    fill(connection, publication)
    connection.execute(insert(result_files), {"id": 1, "sha256": wanted})


def edition(folder: Path = SHIPPED) -> str:
    """Return what `result_files` holds when the tables are filled from this folder by this version."""
    return f"{_SHAPE}{fingerprint(folder)}"[:64]


def _loaded(connection: Connection) -> str | None:
    return connection.execute(select(result_files.c.sha256)).scalar_one_or_none()


def fill(connection: Connection, publication: Publication) -> None:
    """Replace everything with this publication."""
    for table in reversed(ALL):
        connection.execute(delete(table))
    names = {body.id: body.name for body in publication.bodies}
    positions = enumerate(publication.scopes)
    _put(connection, result_scope, [{**_plain(scope), "position": at} for at, scope in positions])
    _put(connection, result_body, [_body_row(body) for body in publication.bodies])
    _put(connection, result_link, [_link_row(at, link) for at, link in enumerate(links_of(publication.bodies))])
    _put(connection, result_row, [_result_row(row, names[row.body_id]) for row in publication.results])
    others = enumerate(publication.others)
    _put(connection, result_other, [{**_plain(other), "number": at} for at, other in others])
    _put(connection, result_count, [_plain(count) for count in publication.counts])
    _put(connection, result_series, _series_rows(publication))
    _put(connection, result_group_year, _group_rows(publication))


def _put(connection: Connection, table: Any, rows: Sequence[Mapping[str, Any]]) -> None:
    if rows:
        connection.execute(insert(table), rows)


def _plain(row: Any) -> dict[str, Any]:
    return {name: getattr(row, name) for name in row.__dataclass_fields__}


def _body_row(body: Body) -> dict[str, Any]:
    row = _plain(body)
    del row["predecessors"], row["succession"]
    return {**row, "aliases": "|".join(body.aliases)}


def _link_row(at: int, link: Link) -> dict[str, Any]:
    return {**_plain(link), "position": at, "kind": str(link.kind)}


def _result_row(row: Result, name: str) -> dict[str, Any]:
    score = -1 if row.score is None else int(Fraction(row.score) * 1_000_000)
    known = CLASSES.index(row.class_code) if row.class_code in CLASSES else len(CLASSES)
    return {
        **_plain(row),
        "sources": "\n".join(row.sources),
        "score_order": score,
        "class_order": known if row.class_code else len(CLASSES) + 1,
        "name_order": folded(name),
    }


def _series_rows(publication: Publication) -> list[dict[str, Any]]:
    bodies = {body.id: body for body in publication.bodies}
    keys = dict.fromkeys((row.scope, row.group, row.body_id) for row in publication.results)
    used = {body_id for _, _, body_id in keys}
    keys.update(dict.fromkeys(("", "", body_id) for body_id in bodies if body_id not in used))
    printed: dict[str, set[str]] = {}
    for row in publication.results:
        printed.setdefault(row.body_id, set()).add(row.body)
    return [
        {
            "scope": scope,
            "group": group,
            "body_id": body_id,
            "name_order": folded(bodies[body_id].name),
            "words": " | ".join(folded(name) for name in (*bodies[body_id].names, *sorted(printed.get(body_id, ())))),
        }
        for scope, group, body_id in keys
    ]


def _group_rows(publication: Publication) -> list[dict[str, Any]]:
    sizes: dict[tuple[str, str, int], int] = {}
    for row in publication.results:
        if row.chosen and not row.empty:
            sizes[row.scope, row.group, row.year] = sizes.get((row.scope, row.group, row.year), 0) + 1
    return [
        {"scope": scope, "group": group, "year": year, "results": size} for (scope, group, year), size in sizes.items()
    ]


_RESULT_FIELDS = tuple(Result.__dataclass_fields__)
_RESULT_COLUMNS = [result_row.c[name] for name in _RESULT_FIELDS]
_STANDING_ORDER = (
    result_row.c.score_order.desc(),
    result_row.c.class_order,
    result_row.c.name_order,
    result_row.c.number,
)


class SqlPublished:
    """Published results as `workflow.results` asks for them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def scopes(self) -> list[Scope]:
        """Return every known scope, in the order of the file."""
        columns = [result_scope.c[name] for name in Scope.__dataclass_fields__]
        return [Scope(*row) for row in self._rows(select(*columns).order_by(result_scope.c.position))]

    def group_years(self, scope: str) -> list[GroupYear]:
        """Return how many results each category has in each year."""
        columns = [result_group_year.c[name] for name in GroupYear.__dataclass_fields__]
        return [GroupYear(*row) for row in self._rows(select(*columns).where(result_group_year.c.scope == scope))]

    def count(self, search: Search) -> int:
        """Return how many bodies fit."""
        with self._database.read() as connection:
            return int(connection.execute(select(func.count()).select_from(_fitting(search).subquery())).scalar_one())

    def search(self, search: Search, offset: int, limit: int) -> list[Series]:
        """Return one page of the bodies that fit, by name."""
        found = _fitting(search).subquery()
        page = select(found).order_by(found.c.name_order, found.c.scope, found.c.body_id).offset(offset).limit(limit)
        with self._database.read() as connection:
            rows = connection.execute(page).all()
            bodies = _bodies(connection, {row.body_id for row in rows})
        return [Series(row.scope, bodies[row.body_id]) for row in rows]

    def bodies(self, ids: Collection[str]) -> dict[str, Body]:
        """Return the bodies that exist."""
        with self._database.read() as connection:
            return _bodies(connection, ids)

    def links(self) -> list[Link]:
        """Return every succession."""
        rows = self._rows(
            select(result_link.c.successor, result_link.c.predecessor, result_link.c.kind).order_by(
                result_link.c.position
            )
        )
        return [Link(successor, predecessor, Succession(kind)) for successor, predecessor, kind in rows]

    def results_of(self, ids: Collection[str], scope: str | None = None) -> list[Result]:
        """Return every row of these bodies, by year."""
        rows: list[Result] = []
        with self._database.read() as connection:
            for some in _portions(ids):
                where = [result_row.c.body_id.in_(some)] + ([result_row.c.scope == scope] if scope else [])
                rows += _results(connection, select(*_RESULT_COLUMNS).where(and_(*where)))
        return sorted(rows, key=lambda row: (row.year, row.number))

    def results_in(self, scope: str, year: int | None) -> list[Result]:
        """Return every row of a scope, in the order of the table."""
        where = [result_row.c.scope == scope] + ([result_row.c.year == year] if year is not None else [])
        with self._database.read() as connection:
            wanted = select(*_RESULT_COLUMNS).where(and_(*where)).order_by(result_row.c.number)
            return _results(connection, wanted)

    def standing(self, scope: str, group: str, year: int, offset: int, limit: int) -> list[Result]:
        """Return chosen rows of a category, best score first, those without a score last by class."""
        wanted = select(*_RESULT_COLUMNS).where(_category(scope, group, year)).order_by(*_STANDING_ORDER)
        with self._database.read() as connection:
            return _results(connection, wanted.offset(offset).limit(limit))

    def before(self, scope: str, group: str, year: int, body_id: str) -> int | None:
        """Return how many rows stand before this body in `standing`."""
        place = func.row_number().over(order_by=_STANDING_ORDER).label("place")
        ranked = select(result_row.c.body_id, place).where(_category(scope, group, year)).subquery()
        with self._database.read() as connection:
            found = connection.execute(select(ranked.c.place).where(ranked.c.body_id == body_id)).scalar()
        return None if found is None else int(found) - 1

    def matching(self, search: Search) -> Iterator[tuple[Body, Result]]:
        """Return every row of the bodies that fit, by name and year; read in pages."""
        offset = 0
        while True:
            series = self.search(search, offset, _EXPORT_PAGE)
            if not series:
                return
            rows = self.results_of({one.body.id for one in series})
            by_series: dict[tuple[str, str], list[Result]] = {}
            for row in rows:
                if search.group in ("", row.group):
                    by_series.setdefault((row.scope, row.body_id), []).append(row)
            for one in series:
                for row in by_series.get((one.scope, one.body.id), []):
                    yield one.body, row
            offset += _EXPORT_PAGE

    def others(self, ids: Collection[str]) -> list[OtherValue]:
        """Return other printed values of these bodies."""
        columns = [result_other.c[name] for name in OtherValue.__dataclass_fields__]
        where = result_other.c.body_id.in_(list(ids))
        return [OtherValue(*row) for row in self._rows(select(*columns).where(where).order_by(result_other.c.number))]

    def counts(self, scope: str) -> list[Tally]:
        """Return every count of a scope, in the order of the table."""
        columns = [result_count.c[name] for name in Tally.__dataclass_fields__]
        wanted = select(*columns).where(result_count.c.scope == scope).order_by(result_count.c.number)
        return [Tally(*row) for row in self._rows(wanted)]

    def _rows(self, wanted: Select[Any]) -> Sequence[Any]:
        with self._database.read() as connection:
            return connection.execute(wanted).all()


def _fitting(search: Search) -> Select[Any]:
    """Return scope, body and name of what fits; each scope of a body is one line, whatever its categories were."""
    where: list[ColumnElement[bool]] = [
        result_series.c.words.contains(word, autoescape=True) for word in folded(search.text).split()
    ]
    if search.scope:
        where.append(result_series.c.scope == search.scope)
    if search.group:
        where.append(result_series.c.group == search.group)
    if not search.text:
        where.append(result_series.c.scope != "")
    name = func.min(result_series.c.name_order).label("name_order")
    return (
        select(result_series.c.scope, result_series.c.body_id, name)
        .where(and_(*where))
        .group_by(result_series.c.scope, result_series.c.body_id)
    )


def _category(scope: str, group: str, year: int) -> ColumnElement[bool]:
    return and_(
        result_row.c.scope == scope,
        result_row.c.group == group,
        result_row.c.year == year,
        result_row.c.chosen,
        or_(result_row.c.score.is_not(None), result_row.c.class_code.is_not(None)),
    )


def _bodies(connection: Connection, ids: Collection[str]) -> dict[str, Body]:
    columns = [result_body.c[name] for name in _BODY_FIELDS]
    found = {}
    for some in _portions(ids):
        for row in connection.execute(select(*columns).where(result_body.c.id.in_(some))):
            values = dict(zip(_BODY_FIELDS, row, strict=True))
            values["aliases"] = tuple(alias for alias in row.aliases.split("|") if alias)
            found[row.id] = Body(**values)
    return found


_BODY_FIELDS = tuple(name for name in Body.__dataclass_fields__ if name not in ("predecessors", "succession"))


def _portions(ids: Collection[str]) -> Iterator[list[str]]:
    """Return the ids in portions that a statement can hold."""
    every = sorted(ids)
    for start in range(0, len(every), _AT_ONCE):
        yield every[start : start + _AT_ONCE]


def _results(connection: Connection, wanted: Select[Any]) -> list[Result]:
    rows = []
    for row in connection.execute(wanted):
        values = dict(zip(_RESULT_FIELDS, row, strict=True))
        values["sources"] = tuple(row.sources.split("\n"))
        rows.append(Result(**values))
    return rows
