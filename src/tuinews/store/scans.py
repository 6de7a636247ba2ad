"""The ways through the indexes by which articles are walked newest first.

Every scan names its index (``INDEXED BY``): a page must stay bounded on every version of SQLite, whatever its
planner would guess.
"""

from __future__ import annotations

from typing import Any, NamedTuple

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
