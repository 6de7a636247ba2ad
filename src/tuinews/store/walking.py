# ruff: noqa: S608 - statements are put together from our own words; every value is a parameter
"""Walking a selection in the order of places, from one end or between two places."""

from __future__ import annotations

import heapq
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, NamedTuple

from tuinews.model import Headline
from tuinews.store.place import key
from tuinews.store.scans import Filter, Scan, Selection
from tuinews.store.slices import marks, slices

MOST_TOLD = 100
"""Others that tell a story are counted up to here."""

NAMES = "CROSS JOIN sources AS s ON s.key = a.source CROSS JOIN categories AS c ON c.key = a.category"

Row = tuple[int, int, str, str, str, str, str | None, int, int, str | None, int, int | None, int, str | None]


class Columns(NamedTuple):
    """What is read of each article of ``articles AS a``; id and place come first."""

    sql: str
    names: str = ""
    """The tables that are joined for it."""
    parameters: tuple[object, ...] = ()


def row(tellings: str, folded: str = "NULL", parameters: tuple[object, ...] = ()) -> Columns:
    """Return the columns of a headline; the first two are columns of their own, see ``headline``."""
    return Columns(
        f"""a.id, a.place, a.title, s.id, s.title, c.name, a.published, a.read, a.starred, a.url,
        EXISTS (SELECT 1 FROM revisions AS r INDEXED BY revisions_of_article WHERE r.article = a.id),
        a.story, {tellings}, {folded}""",
        NAMES,
        parameters,
    )


ID = Columns("a.id, a.place")
ROW = row(f"""CASE WHEN a.story IS NULL THEN 0 ELSE (SELECT max(count(*) - 1, 0) FROM (
    SELECT 1 FROM articles AS t INDEXED BY articles_of_story WHERE t.story = a.story LIMIT {MOST_TOLD + 1}
)) END""")


class Stretch(NamedTuple):
    """Which part of a list to walk, and which way."""

    over: int | None = None
    """Only places strictly below this one: older."""
    under: int | None = None
    """Only places strictly above this one: newer."""
    limit: int = -1
    """Rows at most; -1: all."""
    upwards: bool = False
    """From the oldest on, instead of from the newest."""


def walk(
    db: sqlite3.Connection, chosen: Selection, stretch: Stretch, columns: Columns = ROW
) -> Iterator[Any]:
    """Yield rows of a selection: a Row each, or what the columns are."""
    if stretch.limit == 0:
        return iter(())
    walks = [iter(db.execute(*scan_sql(scan, stretch, columns))) for scan in chosen.scans]
    if len(walks) == 1:
        return walks[0]
    merged = heapq.merge(*walks, key=place_of, reverse=not stretch.upwards)
    return merged if stretch.limit < 0 else islice(merged, stretch.limit)


def scan_sql(scan: Scan, stretch: Stretch, columns: Columns = ROW) -> tuple[str, tuple[object, ...]]:
    """Return the statement that walks a scan, and its parameters."""
    bounds: list[Filter] = []
    if stretch.over is not None:
        bounds.append((f"{scan.place} < ?", (stretch.over,)))
    if stretch.under is not None:
        bounds.append((f"{scan.place} > ?", (stretch.under,)))
    conditions, parameters = where([*scan.filters, *bounds])
    order = "ASC" if stretch.upwards else "DESC"
    return (
        f"SELECT {columns.sql} FROM {scan.tables} {columns.names} WHERE {conditions} "
        f"ORDER BY {scan.place} {order} LIMIT {stretch.limit}",
        (*columns.parameters, *parameters),
    )


def rows_of(
    db: sqlite3.Connection,
    ids: Collection[int],
    filters: Sequence[Filter] = (),
    columns: Columns = ROW,
) -> Iterator[Row]:
    """Yield the rows of those of the articles that pass the filters, in no order."""
    ids = list(dict.fromkeys(ids))
    conditions, parameters = where(filters)
    for some in slices(ids):
        yield from db.execute(
            f"SELECT {columns.sql} FROM articles AS a NOT INDEXED {columns.names} "
            f"WHERE a.id IN ({marks(some)}) AND {conditions}",
            (*columns.parameters, *some, *parameters),
        )


def kept(
    db: sqlite3.Connection,
    filters: Sequence[Filter],
    keep: Collection[int],
    stretch: Stretch,
    columns: Columns = ROW,
) -> list[Row]:
    """Return those articles of ``keep`` that would be in the stretch, had they not been read."""
    over, under = stretch.over, stretch.under
    return [
        row
        for row in rows_of(db, keep, (*filters, ("a.read = 1", ())), columns)
        if (over is None or row[1] < over) and (under is None or row[1] > under)
    ]


def where(filters: Iterable[Filter]) -> tuple[str, tuple[object, ...]]:
    """Return all conditions as one, and their parameters."""
    filters = list(filters)
    conditions = " AND ".join(condition for condition, _ in filters) or "1"
    return conditions, tuple(value for _, values in filters for value in values)


def place_of(row: Row) -> int:
    """Return where a row stands."""
    return row[1]


def headline(row: Row) -> Headline:
    """Return what the columns of ``row`` gave as a headline."""
    id, at, title, source, name, category, published, read, starred = row[:9]
    url, revised, story, tellings, folded = row[9:]
    # As store/folding.py packs them: those that are read below zero.
    inside = [int(one) for one in folded.split(",")] if folded else ()
    return Headline(
        id=id,
        sort=key(at).sort,
        title=title,
        source=source,
        source_title=name,
        category=category,
        published=published,
        read=bool(read),
        starred=bool(starred),
        tellings=tellings,
        url=url,
        revised=bool(revised),
        story=story,
        folded=frozenset(map(abs, inside)),
        folded_unread=frozenset(id for id in inside if id > 0),
    )
