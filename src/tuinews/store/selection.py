"""From a view to SQL: which articles it holds, and by which index they are walked newest first."""

from __future__ import annotations

import sqlite3

from tuinews.model import Scope, View
from tuinews.store.scans import NOTHING, Filter, Selection, newest, newest_of, starred_newest


def select(db: sqlite3.Connection, view: View) -> Selection:
    """Return what ``view`` holds."""
    found = _of_scope(db, view)
    if view.ceiling is None or not found.scans:
        return found
    below: Filter = ("a.id <= ?", (view.ceiling,))
    return found._replace(
        scans=tuple(scan._replace(filters=(*scan.filters, below)) for scan in found.scans),
        members=(*found.members, below),
    )


def _of_scope(db: sqlite3.Connection, view: View) -> Selection:
    match view.scope:
        case Scope.ALL:
            return Selection((newest(view.unread),), (), view.unread, 0)
        case Scope.STARRED:
            return Selection((starred_newest(view.unread),), (("a.starred = 1", ()),), view.unread, 3)
        case Scope.CATEGORY:
            row = db.execute("SELECT key FROM categories WHERE name = ?", (view.name,)).fetchone()
            return _keyed(row, "category", 1, view.unread)
        case Scope.SOURCE:
            row = db.execute("SELECT key FROM sources WHERE id = ?", (view.name,)).fetchone()
            return _keyed(row, "source", 2, view.unread)
        case Scope.SEARCH:
            from tuinews.query import parse  # noqa: PLC0415 (here and below: not before the first paint)
            from tuinews.store.matching import compile_query  # noqa: PLC0415

            # What is searched for is being typed: its last word may be the beginning of one.
            return compile_query(db, parse(view.name, typing=True), unread=view.unread)


def _keyed(row: tuple[int] | None, column: str, kind: int, unread: bool) -> Selection:
    if row is None:
        return NOTHING
    return Selection((newest_of(column, row[0], unread),), ((f"a.{column} = ?", row),), unread, kind, row[0])
