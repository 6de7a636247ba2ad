# ruff: noqa: S608 - statements are put together from our own words; every value is a parameter
"""What grouping into stories and finding related articles ask of the library."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from tuinews.store.place import key, place
from tuinews.store.slices import marks, slices

if TYPE_CHECKING:
    from tuinews.model.stories import Regrouped

WINDOW_DAYS = 30
"""Articles are looked for so long before and after an article."""
READ = 3_000
"""Characters of a text in which reasons are looked for."""
WINDOW_ARTICLES = 20_000
"""And among so many before and after it, so that the sidebar fills at once in a library of any size."""


class Grouped(NamedTuple):
    """What grouping into stories needs to know of an article that was grouped before."""

    id: int
    sort: int
    source: int
    """Its key."""
    story: int | None
    terms: tuple[str, ...]


class Alike(NamedTuple):
    """What ranking by likeness needs to know of an article."""

    id: int
    title: str
    source: str
    """Its id."""
    source_title: str
    sort: int
    published: str | None
    terms: tuple[str, ...]
    story: int | None
    read: bool


class Shown(NamedTuple):
    """What reasons are looked for in."""

    id: int
    title: str
    text: str
    """Its beginning; where there is none, the summary."""
    labels: tuple[str, ...]


def story_window(db: sqlite3.Connection, since: int) -> Iterator[Grouped]:
    """Yield the articles listed under ``since`` (Unix seconds) or later, oldest first."""
    rows = db.execute(
        "SELECT a.id, a.place, a.source, a.story, c.terms FROM articles AS a INDEXED BY articles_newest "
        "CROSS JOIN contents AS c ON c.article = a.id "
        "WHERE a.place >= ? ORDER BY a.place",
        (place(since, 0),),
    )
    yield from map(grouped, rows)


def grouped(row: tuple[int, int, int, int | None, str | None]) -> Grouped:
    """Return an article from its id, place, source, story and terms as they are kept."""
    id, at, source, story, terms = row
    return Grouped(id, key(at).sort, source, story, tuple(terms.split()) if terms else ())


def regroup(db: sqlite3.Connection, regrouped: Regrouped) -> None:
    """Let articles tell other stories, inside a transaction."""
    db.executemany(
        "UPDATE articles SET story = ? WHERE story = ?",
        [(new, old) for old, new in regrouped.stories.items()],
    )
    db.executemany(
        "UPDATE articles SET story = ? WHERE id = ?",
        [(story, id) for id, story in regrouped.articles.items()],
    )


def alike(db: sqlite3.Connection, ids: Iterable[int]) -> list[Alike]:
    """Return those articles that there are, in the order asked."""
    ids = list(dict.fromkeys(ids))
    found: dict[int, Alike] = {}
    for some in slices(ids):
        rows = db.execute(
            "SELECT a.id, a.title, s.id, s.title, a.place, a.published, c.terms, a.story, a.read "
            "FROM articles AS a NOT INDEXED CROSS JOIN contents AS c ON c.article = a.id "
            f"CROSS JOIN sources AS s ON s.key = a.source WHERE a.id IN ({marks(some)})",
            some,
        )
        for id, title, source, name, at, published, terms, story, read in rows:
            kept = tuple(terms.split()) if terms else ()
            found[id] = Alike(id, title, source, name, key(at).sort, published, kept, story, bool(read))
    return [found[id] for id in ids if id in found]


def shown(db: sqlite3.Connection, ids: Iterable[int]) -> list[Shown]:
    """Return those articles that there are, in no order."""
    found = []
    for some in slices(list(ids)):
        rows = db.execute(
            "SELECT a.id, a.title, "
            f"substr(CASE WHEN c.text <> '' THEN c.text ELSE coalesce(c.summary, '') END, 1, {READ}), "
            "c.labels FROM articles AS a NOT INDEXED CROSS JOIN contents AS c ON c.article = a.id "
            f"WHERE a.id IN ({marks(some)})",
            some,
        )
        found += [
            Shown(id, title, text, tuple(json.loads(labels or "[]"))) for id, title, text, labels in rows
        ]
    return found


def markup(db: sqlite3.Connection, id: int) -> tuple[str | None, str | None]:
    """Return the canonical address and the HTML of an article."""
    row: tuple[str | None, str | None] | None = db.execute(
        "SELECT canonical, html FROM contents WHERE article = ?", (id,)
    ).fetchone()
    return row or (None, None)


def same_story(db: sqlite3.Connection, id: int, limit: int) -> list[int]:
    """Return the newest other articles of the story of ``id``."""
    rows = db.execute(
        "SELECT t.id FROM articles AS t INDEXED BY articles_of_story "
        "WHERE t.story = (SELECT story FROM articles WHERE id = ?) ORDER BY t.place DESC LIMIT ?",
        (id, limit + 1),
    )
    return [one for (one,) in rows if one != id][:limit]


def sharing(db: sqlite3.Connection, match: str, around: int | None, limit: int) -> list[int]:
    """Return articles found by an FTS5 query, best first; near in time to ``around``, else of the newest."""
    oldest, newest = _window(db, around)
    rows = db.execute(
        "SELECT search.rowid FROM search WHERE search MATCH ? AND search.rowid >= ? AND search.rowid <= ? "
        "ORDER BY bm25(search, 4.0, 1.0, 1.0) LIMIT ?",
        (match, oldest, newest, limit),
    )
    return [key(at).id for (at,) in rows]


def _window(db: sqlite3.Connection, around: int | None) -> tuple[int, int]:
    lowest, highest = -(1 << 63), (1 << 63) - 1
    middle = highest
    if around is not None:
        middle = place(around, 0)
        lowest, highest = place(around - WINDOW_DAYS * 86400, 0), place(around + WINDOW_DAYS * 86400, 0)
    # How far WINDOW_ARTICLES reach, by the index alone.
    (oldest,) = db.execute(
        "SELECT min(place) FROM (SELECT place FROM articles INDEXED BY articles_newest "
        "WHERE place <= ? ORDER BY place DESC LIMIT ?)",
        (middle, WINDOW_ARTICLES),
    ).fetchone()
    (newest,) = db.execute(
        "SELECT max(place) FROM (SELECT place FROM articles INDEXED BY articles_newest "
        "WHERE place > ? ORDER BY place LIMIT ?)",
        (middle, WINDOW_ARTICLES),
    ).fetchone()
    return max(lowest, oldest or lowest), min(highest, newest or highest)
