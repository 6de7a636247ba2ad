# ruff: noqa: S608 - statements are put together from our own words; every value is a parameter
"""From a query to SQL: what it finds, by the shortest way through the indexes.

Text of the user reaches SQL as parameters only, and FTS5 as quoted strings only.
"""

from __future__ import annotations

import sqlite3

from tuinews.query import Field, Part, Query, Words
from tuinews.store.connection import EVERY
from tuinews.store.scans import (
    NOTHING,
    Filter,
    Scan,
    Selection,
    newest,
    newest_of,
    read_newest,
    starred_newest,
)
from tuinews.text.words import spaced

FEW = 20_000
"""A scope of so few articles is read whole, so that hits outside of it cost no look at the article."""
WHOLE_WORD_HITS = 1_000
"""A word found so often is not taken for the beginning of others."""
SHORTEST_PREFIX = 3
"""Characters: what begins with fewer is half of all words."""
MOST_SCANS = 50
"""Sources or categories that are walked one by one and merged; more are found by walking all articles."""


def compile_query(db: sqlite3.Connection, query: Query, *, unread: bool = False) -> Selection:
    """Return what a query finds. Several sources, or several categories, are alternatives."""
    sources = _keys(db, query.wanted, "source")
    categories = _keys(db, query.wanted, "category")
    states = {part.value for part in query.wanted if isinstance(part, Field) and part.name == "is"}
    not_states = {part.value for part in query.unwanted if isinstance(part, Field) and part.name == "is"}
    unread = unread or "unread" in states or "read" in not_states
    read = "read" in states or "unread" in not_states
    starred = "starred" in states
    if sources == set() or categories == set() or (read and unread) or not query:
        return NOTHING

    members: list[Filter] = []
    for column, wanted in (("source", sources), ("category", categories)):
        if wanted is not None:
            members.append((f"a.{column} IN ({_numbers(wanted)})", ()))
        unwanted = _keys(db, query.unwanted, column)
        if unwanted:
            members.append((f"a.{column} NOT IN ({_numbers(unwanted)})", ()))
    if read:
        members.append(("a.read = 1", ()))
    if starred:
        members.append(("a.starred = 1", ()))
    if "starred" in not_states:
        members.append(("a.starred = 0", ()))

    scans = _scans(sources, categories, starred=starred, unread=unread, read=read)
    positive = [_fts(db, part) for part in query.wanted if isinstance(part, Words)]
    negative = [_quoted(part) for part in query.unwanted if isinstance(part, Words)]
    if positive or negative:
        match = " AND ".join(positive) or EVERY
        if negative:
            match = f"({match}) NOT ({' OR '.join(negative)})"
        hits: list[Filter] = [("search MATCH ?", (match,))]
        if (
            scans != (newest(False),)
            and _size(db, sources, categories, starred=starred, unread=unread) <= FEW
        ):
            hits.append(_among(scans))
        only_unread: tuple[Filter, ...] = (("a.read = 0", ()),) if unread else ()
        scan = Scan(_HITS, "search.rowid", (*hits, *members, *only_unread))
        return Selection((scan,), (*members, (f"EXISTS ({_IN_SEARCH})", (match,))), unread)
    walked = tuple(scan._replace(filters=(*scan.filters, *members)) for scan in scans)
    return Selection(walked, tuple(members), unread)


_HITS = "search CROSS JOIN articles AS a ON a.id = search.rowid & 268435455"
_IN_SEARCH = "SELECT 1 FROM search WHERE search MATCH ? AND search.rowid = a.place"


def _scans(
    sources: set[int] | None, categories: set[int] | None, *, starred: bool, unread: bool, read: bool
) -> tuple[Scan, ...]:
    """Ways that together pass every article of the scope, the shortest there are."""
    if starred:
        return (starred_newest(unread),)
    for column, keys in (("source", sources), ("category", categories)):
        if keys is not None and len(keys) <= MOST_SCANS:
            return tuple(newest_of(column, key, unread) for key in sorted(keys))
    return (read_newest() if read else newest(unread),)


def _size(
    db: sqlite3.Connection,
    sources: set[int] | None,
    categories: set[int] | None,
    *,
    starred: bool,
    unread: bool,
) -> int:
    """How many articles the scans of ``_scans`` pass."""
    kind, keys = 0, {0}
    if starred:
        kind = 3
    elif sources is not None and len(sources) <= MOST_SCANS:
        kind, keys = 2, sources
    elif categories is not None and len(categories) <= MOST_SCANS:
        kind, keys = 1, categories
    row = db.execute(
        f"SELECT total(total), total(unread) FROM totals WHERE kind = ? AND key IN ({_numbers(keys)})",
        (kind,),
    ).fetchone()
    return int(row[1 if unread and not starred else 0])


def _keys(db: sqlite3.Connection, parts: tuple[Part, ...], name: str) -> set[int] | None:
    """Keys of the sources or categories that any of the parts names; None where no part speaks of them."""
    values = [part.value for part in parts if isinstance(part, Field) and part.name == name]
    if not values:
        return None
    found: set[int] = set()
    for value in values:
        found |= _named_sources(db, value) if name == "source" else _named_categories(db, value)
    return found


def _named_sources(db: sqlite3.Connection, value: str) -> set[int]:
    row = db.execute("SELECT key FROM sources WHERE id = ?", (value,)).fetchone()
    if row:
        return {row[0]}
    named = [
        (key, id, title.casefold()) for key, id, title in db.execute("SELECT key, id, title FROM sources")
    ]
    sought = value.casefold()
    return {key for key, _, title in named if title == sought} or {
        key for key, id, title in named if sought in title or sought in id
    }


def _named_categories(db: sqlite3.Connection, value: str) -> set[int]:
    named = [(key, name.casefold()) for key, name in db.execute("SELECT key, name FROM categories")]
    sought = value.casefold()
    return {key for key, name in named if name == sought} or {
        key for key, name in named if name.startswith(sought)
    }


def _numbers(keys: set[int]) -> str:
    return ",".join(map(str, sorted(keys)))


def _among(scans: tuple[Scan, ...]) -> Filter:
    """Keep the hits of the full-text index that the scans pass too."""
    parts, values = [], []
    for scan in scans:
        conditions = " AND ".join(condition for condition, _ in scan.filters) or "1"
        parts.append(f"SELECT a.place FROM {scan.tables} WHERE {conditions}")
        values += [value for _, some in scan.filters for value in some]
    # The plus keeps SQLite from asking FTS5 for one row after the other.
    return f"+search.rowid IN ({' UNION ALL '.join(parts)})", tuple(values)


def _fts(db: sqlite3.Connection, part: Words) -> str:
    """Return the words as FTS5 understands them; the last of them may go on where that is cheap.

    FTS5 reads all words with that beginning before it yields the first hit.
    """
    quoted = _quoted(part)
    last = spaced(part.text).split()[-1]
    # A character of a script without spaces is a word by itself: nothing goes on after it.
    if not part.prefix or len(last) < SHORTEST_PREFIX:
        return quoted
    (found,) = db.execute(
        "SELECT count(*) FROM (SELECT 1 FROM search WHERE search MATCH ? LIMIT ?)", (quoted, WHOLE_WORD_HITS)
    ).fetchone()
    return quoted if found == WHOLE_WORD_HITS else quoted + " *"


def _quoted(part: Words) -> str:
    """Return the words as a string of FTS5, in which nothing but a quotation mark means anything."""
    return '"' + spaced(part.text.replace(EVERY, " ")).strip().replace('"', '""') + '"'
