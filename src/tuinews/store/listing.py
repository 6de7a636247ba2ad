# ruff: noqa: S608 - statements are put together from our own words; every value is a parameter
"""Lists of articles: pages of a view, hits of a query. Bounded, whatever the library's size."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from tuinews.model import Headline, Key, View
from tuinews.store.folding import Folds
from tuinews.store.place import key, place
from tuinews.store.scans import Scan, Selection
from tuinews.store.selection import select
from tuinews.store.walking import ID, ROW, Stretch, headline, kept, place_of, row, rows_of, walk, where

if TYPE_CHECKING:
    from tuinews.query import Query

MOST_SCORED = 20_000
"""Best first looks among the newest of so many hits."""

_LOWEST = -(1 << 63)
# Titles outweigh facts, facts outweigh bodies.
_SCORE = "bm25(search, 8.0, 1.0, 3.0)"


class Listing:
    """The lists that a connection sees."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def page(
        self,
        view: View,
        *,
        after: Key | None = None,
        before: Key | None = None,
        limit: int = 100,
        keep: Collection[int] = (),
    ) -> list[Headline]:
        """Return rows of ``view``, newest first; in a folded one each holds the older tellings of its story.

        ``after``: those strictly older. ``before``: those strictly newer that are nearest to it. ``keep``:
        articles that stay in a view of unread ones after being read.
        """
        stretch = Stretch(
            over=place(*after) if after else None,
            under=place(*before) if before else None,
            limit=limit,
            upwards=before is not None and after is None,
        )
        return self._rows(view, stretch, keep)

    def last_page(self, view: View, limit: int, keep: Collection[int]) -> list[Headline]:
        """Return the oldest rows of ``view``, the newest of them first."""
        return self._rows(view, Stretch(limit=limit, upwards=True), keep)

    def _rows(self, view: View, stretch: Stretch, keep: Collection[int]) -> list[Headline]:
        chosen, columns = select(self._db, view), ROW
        if view.fold:
            folds = Folds(chosen, keep)
            chosen, columns = folds.selection, folds.rows
        rows = list(walk(self._db, chosen, stretch, columns))
        if keep and chosen.unread:
            rows += kept(self._db, chosen.members, keep, stretch, columns)
            rows.sort(key=place_of, reverse=not stretch.upwards)
            del rows[stretch.limit :]
        return [headline(one) for one in (reversed(rows) if stretch.upwards else rows)]

    def inside(self, view: View, head: Headline, keep: Collection[int]) -> list[Headline]:
        """Return the articles that a folded view holds in the row of ``head``, newest first."""
        if head.story is None:
            return []
        told = Folds(select(self._db, view), keep).of_story(head.story)
        rows = walk(self._db, told, Stretch(over=place(*head.key)), row("0"))
        return [headline(one)._replace(inside=True) for one in rows]

    def row_of(self, view: View, id: int, keep: Collection[int]) -> Key | None:
        """Return the key of the row of a folded view that holds an article; None where it is not in it."""
        found = Folds(select(self._db, view), keep).row_of(self._db, id)
        return None if found is None else key(found)

    def next_unread(
        self, view: View, at: Key | None, direction: int, keep: Collection[int] = ()
    ) -> Headline | None:
        """Return the nearest unread row below (``direction`` 1) or above (-1) a key; else at the end.

        In a folded view the row may be read and hold an unread article.
        """
        bound = place(*at) if at else None
        unread = select(self._db, view._replace(unread=True))
        if view.fold:
            folds = Folds(select(self._db, view), keep)
            found = folds.next_unread(self._db, unread, bound, direction)
            rows = [] if found is None else self._rows(view, Stretch(found + 1, found - 1, 1), keep)
            return rows[0] if rows else None
        stretch = (
            Stretch(under=bound, limit=1, upwards=True) if direction < 0 else Stretch(over=bound, limit=1)
        )
        return next(map(headline, walk(self._db, unread, stretch)), None)

    def unread_ids(self, view: View) -> list[int]:
        """Return the unread articles of a view, newest first."""
        chosen = select(self._db, view._replace(unread=True))
        return [one[0] for one in walk(self._db, chosen, Stretch(), ID)]

    # Queries

    def matching(self, query: Query, limit: int | None) -> list[int]:
        """Return the articles that a query finds, newest first."""
        from tuinews.store.matching import compile_query  # noqa: PLC0415 (not before the first paint)

        stretch = Stretch(limit=-1 if limit is None else limit)
        return [one[0] for one in walk(self._db, compile_query(self._db, query), stretch, ID)]

    def best(self, query: Query, limit: int) -> list[Headline]:
        """Return what a query finds, best match first, among its newest MOST_SCORED hits.

        A query without words has no better and worse: newest first.
        """
        from tuinews.query import Words  # noqa: PLC0415
        from tuinews.store.matching import compile_query  # noqa: PLC0415

        chosen = compile_query(self._db, query)
        if not any(isinstance(part, Words) for part in query.wanted):
            return [headline(one) for one in walk(self._db, chosen, Stretch(limit=limit))]
        return self.headlines([id for scan in chosen.scans for id in self._scored(scan, limit)])

    def _scored(self, scan: Scan, limit: int) -> list[int]:
        conditions, parameters = where(scan.filters)
        oldest = self._db.execute(
            "SELECT search.rowid FROM search WHERE search MATCH ? ORDER BY search.rowid DESC "
            "LIMIT 1 OFFSET ?",
            (parameters[0], MOST_SCORED - 1),
        ).fetchone()
        rows = self._db.execute(
            f"SELECT a.id FROM {scan.tables} WHERE {conditions} AND search.rowid >= ? "
            f"ORDER BY {_SCORE}, search.rowid DESC LIMIT ?",
            (*parameters, oldest[0] if oldest else _LOWEST, limit),
        )
        return [id for (id,) in rows]

    # Single rows

    def headlines(self, ids: Iterable[int]) -> list[Headline]:
        """Return the rows of those articles that there are, in the order asked."""
        ids = list(ids)
        found = {one[0]: headline(one) for one in rows_of(self._db, ids)}
        return [found[id] for id in ids if id in found]

    def more_from_source(self, id: int, limit: int) -> list[Headline]:
        """Return the newest other articles of the source of ``id``."""
        source = self._db.execute("SELECT source FROM articles WHERE id = ?", (id,)).fetchone()
        if source is None:
            return []
        scan = Scan("articles AS a INDEXED BY articles_of_source", "a.place", (("a.source = ?", source),))
        rows = walk(self._db, Selection((scan,)), Stretch(limit=limit + 1))
        return [headline(one) for one in rows if one[0] != id][:limit]
