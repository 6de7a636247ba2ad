"""From a view to SQL: which articles it holds, and by which index they are walked newest first.

Every scan names its index (``INDEXED BY``): a page must stay bounded on every version of SQLite, whatever its
planner would guess. Text of the user reaches SQL as parameters only, and FTS5 as quoted strings only.
"""

from __future__ import annotations

import sqlite3
from typing import Any, NamedTuple

from tuinews.model import Scope, View

Filter = tuple[str, tuple[Any, ...]]
"""A condition on ``articles AS a``, and its parameters."""


class Scan(NamedTuple):
    """One way through an index, in the order of places."""

    tables: str
    place: str
    """The column that orders it."""
    filters: tuple[Filter, ...] = ()


class Selection(NamedTuple):
    """The articles of a view."""

    scans: tuple[Scan, ...]
    """Each article is in at most one of them. None: the view holds nothing."""
    members: tuple[Filter, ...] = ()
    """What tells whether an article is in the view, read or not."""
    unread: bool = False
    """Only the unread ones of them."""
    kind: int | None = None
    """Where ``totals`` and ``spans`` count it (see the schema), without its ceiling; None: nowhere."""
    key: int = 0


NOTHING = Selection(())


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


def newest(unread: bool) -> Scan:
    """Walk all articles, or the unread ones."""
    if unread:
        return Scan("articles AS a INDEXED BY unread_newest", "a.place", (("a.read = 0", ()),))
    return Scan("articles AS a INDEXED BY articles_newest", "a.place")


def read_newest() -> Scan:
    """Walk what was read."""
    return Scan("articles AS a INDEXED BY read_newest", "a.place", (("a.read = 1", ()),))


def starred_newest(unread: bool) -> Scan:
    """Walk what is starred."""
    filters: tuple[Filter, ...] = (
        (("a.starred = 1", ()), ("a.read = 0", ())) if unread else (("a.starred = 1", ()),)
    )
    return Scan("articles AS a INDEXED BY starred_newest", "a.place", filters)


def newest_of(column: str, key: int, unread: bool) -> Scan:
    """Walk a source or a category."""
    one: Filter = (f"a.{column} = ?", (key,))
    if unread:
        return Scan(f"articles AS a INDEXED BY unread_of_{column}", "a.place", (one, ("a.read = 0", ())))
    return Scan(f"articles AS a INDEXED BY articles_of_{column}", "a.place", (one,))
