# ruff: noqa: S608 - statements are put together from our own words; every value is a parameter
"""How many: tabs, totals, row numbers. From the counts that triggers keep and at most one day of an index."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection

from tuinews.model import Key, Scope, Tab, View
from tuinews.store.place import SPAN_BITS, place
from tuinews.store.scans import Selection
from tuinews.store.selection import select
from tuinews.store.walking import Stretch, kept, where

MOST_COUNTED = 2_000
"""Hits of a search are counted up to here, the newest first."""

_STARRED = 3


class Counts:
    """The counts that a connection sees."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def articles(self) -> int:
        """Return how many articles there are."""
        count: int = self._db.execute("SELECT total FROM totals WHERE kind = 0").fetchone()[0]
        return count

    def ceiling(self) -> int:
        """Return the highest id there is; 0 in an empty library."""
        highest: int | None = self._db.execute("SELECT max(id) FROM articles").fetchone()[0]
        return highest or 0

    def tabs(self) -> list[Tab]:
        """Return All, the categories in their order, Unread and Starred."""
        rows = self._db.execute("SELECT kind, key, total, unread FROM totals WHERE kind <> 2")
        counts = {(kind, of): (total, unread) for kind, of, total, unread in rows}
        total, unread = counts[0, 0]
        tabs = [Tab(View(), "All", unread, total)]
        for of, name in self._db.execute(
            "SELECT key, name FROM categories WHERE position IS NOT NULL ORDER BY position"
        ):
            in_category, unread_there = counts.get((1, of), (0, 0))
            tabs.append(Tab(View(Scope.CATEGORY, name), name, unread_there, in_category))
        starred, unread_starred = counts[_STARRED, 0]
        tabs.append(Tab(View(unread=True), "Unread", unread, unread))
        tabs.append(Tab(View(Scope.STARRED), "Starred", unread_starred, starred))
        return tabs

    def told_twice_since(self, ceiling: int) -> bool:
        """Return whether two sources tell one story of the newest MOST_COUNTED articles above a ceiling."""
        found = self._db.execute(
            "SELECT 1 FROM (SELECT story, source FROM articles NOT INDEXED WHERE id > ? ORDER BY id DESC "
            "LIMIT ?) WHERE story IS NOT NULL GROUP BY story HAVING min(source) < max(source) LIMIT 1",
            (ceiling, MOST_COUNTED),
        )
        return found.fetchone() is not None

    def waiting(self, view: View) -> int:
        """Return how many articles of the view's scope came after its ceiling; 0 for a search."""
        if view.ceiling is None or view.scope is Scope.SEARCH:
            return 0
        total, unread = self._arrived(select(self._db, view._replace(ceiling=None)), view.ceiling, None)
        return unread if view.unread else total

    def totals(self, view: View) -> tuple[int, int]:
        """Return how many articles the view's scope holds up to its ceiling, and how many are unread."""
        if view.scope is Scope.SEARCH:
            return self._counted(select(self._db, view), None)
        chosen = select(self._db, view._replace(ceiling=None))
        row = self._db.execute(
            "SELECT total, unread FROM totals WHERE kind = ? AND key = ?", (chosen.kind, chosen.key)
        ).fetchone()
        if row is None:
            return 0, 0
        total, unread = self._arrived(chosen, view.ceiling, None)
        return row[0] - total, row[1] - unread

    def rank(self, view: View, at: Key, keep: Collection[int]) -> int:
        """Return how many rows of ``view`` are above a key; of a search, at most MOST_COUNTED."""
        bound = place(*at)
        chosen = select(self._db, view._replace(ceiling=None))
        if view.scope is Scope.SEARCH:
            above = self._counted(select(self._db, view), bound)[0]
        else:
            above = self._above(chosen, bound)
            total, unread = self._arrived(chosen, view.ceiling, bound)
            above -= unread if chosen.unread else total
        if keep and chosen.unread:
            above += len(kept(self._db, select(self._db, view).members, keep, Stretch(under=bound)))
        return above

    def _above(self, chosen: Selection, bound: int) -> int:
        """Count the rows above a place: whole spans from the counts, the rest of one span from the index."""
        if not chosen.scans:
            return 0
        (scan,) = chosen.scans
        conditions, parameters = where(scan.filters)
        if chosen.kind == _STARRED:  # few enough: there are no spans of them
            whole, edge = 0, (1 << 63) - 1
        else:
            span = bound >> SPAN_BITS
            edge = (span + 1) << SPAN_BITS
            column = "unread" if chosen.unread else "total"
            (whole,) = self._db.execute(
                f"SELECT coalesce(sum({column}), 0) FROM spans WHERE kind = ? AND key = ? AND span > ?",
                (chosen.kind, chosen.key, span),
            ).fetchone()
        (rest,) = self._db.execute(
            f"SELECT count(*) FROM {scan.tables} WHERE {conditions} AND a.place > ? AND a.place < ?",
            (*parameters, bound, edge),
        ).fetchone()
        return int(whole + rest)

    def _arrived(self, chosen: Selection, ceiling: int | None, bound: int | None) -> tuple[int, int]:
        """Count what came after the ceiling, and the unread of it: above a place if one is given."""
        if ceiling is None or not chosen.scans:
            return 0, 0
        conditions, parameters = where(chosen.members)
        total, unread = self._db.execute(
            "SELECT count(*), coalesce(sum(1 - a.read), 0) FROM articles AS a NOT INDEXED "
            f"WHERE a.id > ? AND a.place > ? AND {conditions}",
            (ceiling, -(1 << 63) if bound is None else bound, *parameters),
        ).fetchone()
        return total, unread

    def _counted(self, chosen: Selection, bound: int | None) -> tuple[int, int]:
        """Count the rows above a place, and the unread of them, by walking: at most MOST_COUNTED."""
        total, unread = 0, 0
        for scan in chosen.scans:
            above = () if bound is None else ((f"{scan.place} > ?", (bound,)),)
            conditions, parameters = where([*scan.filters, *above])
            row = self._db.execute(
                "SELECT count(*), coalesce(sum(1 - read), 0) FROM ("
                f"SELECT a.read FROM {scan.tables} WHERE {conditions} ORDER BY {scan.place} DESC LIMIT ?)",
                (*parameters, MOST_COUNTED - total),
            ).fetchone()
            total, unread = total + row[0], unread + row[1]
        return total, unread
