# ruff: noqa: S608 - statements are put together from our own words; every value is a parameter
"""Folded lists: a story is one row, its newest article in the view, and the others are in it.

Nothing is kept for it. Whether an article has a row of its own is asked of its story's stretch of
``articles_of_story``, so that a page walks the index of its view as an unfolded one does.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Collection

from tuinews.store.scans import Filter, Scan, Selection
from tuinews.store.walking import ID, Columns, Stretch, place_of, row, walk, where

LOOKED_AT = 2_000
"""Unread articles that are looked at around a place before the rows themselves are walked."""

_TOLD = "articles AS t INDEXED BY articles_of_story WHERE t.story = a.story"
_LOWEST, _HIGHEST = -(1 << 63), (1 << 63) - 1


class Folds:
    """How a selection is folded, with the articles that stay in it although they were read."""

    def __init__(self, chosen: Selection, keep: Collection[int]) -> None:
        self._chosen = chosen
        self._keep = keep
        filters = list(chosen.members)
        if chosen.unread:
            kept = f" OR a.id IN ({','.join(map(str, keep))})" if keep else ""
            filters.append((f"(a.read = 0{kept})", ()))
        self._in_view = filters
        self._inside, self._values = where(map(_of_t, filters))

    @property
    def heads(self) -> Filter:
        """What tells that an article has a row: no newer one of its story is in the view."""
        return (
            "(a.story IS NULL OR NOT EXISTS "
            f"(SELECT 1 FROM {_TOLD} AND t.place > a.place AND {self._inside}))",
            self._values,
        )

    @property
    def rows(self) -> Columns:
        """A headline with what is folded into it: ids, and those that are read below zero."""
        ids = "group_concat(CASE t.read WHEN 0 THEN t.id ELSE -t.id END)"
        folded = f"(SELECT {ids} FROM {_TOLD} AND t.place < a.place AND {self._inside})"
        return row("0", f"CASE WHEN a.story IS NOT NULL THEN {folded} END", self._values)

    @property
    def selection(self) -> Selection:
        """The articles that have a row."""
        return _only(self._chosen, self.heads)

    def of_story(self, story: int) -> Selection:
        """Return the articles of a story that are in the view."""
        told = Scan("articles AS a INDEXED BY articles_of_story", "a.place")
        return Selection((told._replace(filters=(("a.story = ?", (story,)), *self._in_view)),))

    def row_of(self, db: sqlite3.Connection, id: int) -> int | None:
        """Return the place of the row that holds an article, None where the view does not hold it."""
        conditions, parameters = where(self._in_view)
        found = db.execute(
            f"SELECT {self._heads_of.sql} FROM articles AS a WHERE a.id = ? AND {conditions}",
            (*self._heads_of.parameters, id, *parameters),
        ).fetchone()
        return None if found is None else int(found[2])

    def next_unread(
        self, db: sqlite3.Connection, unread: Selection, at: int | None, direction: int
    ) -> int | None:
        """Return the place of the nearest row below (1) or above (-1) a place that holds an unread article.

        ``unread``: the unread articles of the same view. The row of the nearest of them need not be the
        nearest row: a row far above may hold one far below. So more of them are looked at, and where they
        are too many for that, the rows in between.
        """
        bound = at if at is not None else _HIGHEST if direction > 0 else _LOWEST
        best: int | None = None
        if direction < 0:
            for _, there, head in walk(db, unread, Stretch(under=bound, upwards=True), self._heads_of):
                if best is not None and there >= best:
                    break
                best = head if best is None else min(best, head)
        looked = 0
        for _, _, head in walk(db, unread, Stretch(over=bound), self._heads_of):
            if direction > 0 and head < bound:
                best = head if best is None else max(best, head)
            elif direction < 0 and head > bound:
                best = head if best is None else min(best, head)
            looked += best is not None or direction < 0
            if looked == LOOKED_AT:
                between = Stretch(bound, best, 1) if direction > 0 else Stretch(best, bound, 1, upwards=True)
                nearer = next(walk(db, self._holding_unread, between, ID), None)
                return best if nearer is None else place_of(nearer)
        return best

    @property
    def _heads_of(self) -> Columns:
        """An article, and the place of the row that holds it."""
        newest = f"SELECT t.place FROM {_TOLD} AND {self._inside} ORDER BY t.place DESC LIMIT 1"
        return Columns(
            f"a.id, a.place, CASE WHEN a.story IS NULL THEN a.place ELSE ({newest}) END", "", self._values
        )

    @property
    def _holding_unread(self) -> Selection:
        return _only(
            self.selection,
            (
                "(a.read = 0 OR EXISTS "
                f"(SELECT 1 FROM {_TOLD} AND t.place < a.place AND t.read = 0 AND {self._inside}))",
                self._values,
            ),
        )


def _only(chosen: Selection, condition: Filter) -> Selection:
    scans = tuple(scan._replace(filters=(*scan.filters, condition)) for scan in chosen.scans)
    return chosen._replace(scans=scans, members=(*chosen.members, condition))


def _of_t(filter: Filter) -> Filter:
    """A condition on ``articles AS a`` as one on ``articles AS t``."""
    condition, values = filter
    return re.sub(r"\ba\.", "t.", condition), values
