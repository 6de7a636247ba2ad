# ruff: noqa: S608 - statements are put together from our own words; every value is a parameter
"""Articles into the library: what the engine found to be new or changed, with index, terms and identities."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any, NamedTuple, Protocol

from tuinews.model import Known, Prepared
from tuinews.model.stories import Regrouped
from tuinews.store import index, links, revisions
from tuinews.store.connection import search_body, search_facts
from tuinews.store.identities import identities
from tuinews.store.likeness import regroup
from tuinews.store.place import SPAN_BITS, place
from tuinews.store.slices import marks, slices
from tuinews.store.storable import storable
from tuinews.store.terms import MARKERS
from tuinews.text.dates import sort_key
from tuinews.text.words import spaced


class Grouping(Protocol):
    """What says which stories articles tell: ``related.stories.Grouper``."""

    def add(self, id: int, sort: int, source: int, terms: Sequence[str]) -> None:
        """Take in a new article."""

    def changes(self) -> Regrouped:
        """Return what came of it."""


_ARTICLE = ("title", "published", "url")
_CONTENT = (
    "guid", "canonical", "digest", "updated", "language", "words", "author", "editors", "origin", "labels",
    "image", "comments_url", "comments_count", "page_views", "enclosures", "relevant", "summary", "text",
    "html",
)  # fmt: skip
_INSERT_ARTICLE = (
    "INSERT INTO articles (id, place, source, category, story, title, published, url) "
    "VALUES (?,?,?,?,?,?,?,?)"
)
_COUNT_TOTALS = (
    "INSERT INTO totals (kind, key, total, unread) VALUES (?1, ?2, ?3, ?3) "
    "ON CONFLICT (kind, key) DO UPDATE SET total = total + ?3, unread = unread + ?3"
)
_COUNT_SPANS = (
    "INSERT INTO spans (kind, key, span, total, unread) VALUES (?1, ?2, ?3, ?4, ?4) "
    "ON CONFLICT (kind, key, span) DO UPDATE SET total = total + ?4, unread = unread + ?4"
)
_INSERT_CONTENT = (
    f"INSERT INTO contents (article, fetched, revised, terms, {', '.join(_CONTENT)}) "
    f"VALUES ({marks(range(len(_CONTENT) + 4))})"
)
_INSERT_IDENTITY = "INSERT OR IGNORE INTO identities (source, hash, article) VALUES (?, ?, ?)"


class _IndexRow(NamedTuple):
    """A row to put into the full-text index, or to take out of it."""

    place: int
    added: bool
    texts: tuple[str, str, str]


class Writer:
    """Writes inside one transaction. ``finish`` comes last: FTS5 makes one segment of ascending rows."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self.terms: list[str] = []
        """The terms of what was written, each as often as there are articles that have it."""
        self._db = db
        self._index: list[_IndexRow] = []

    def known(self, source: int, prepared: Sequence[Prepared]) -> list[Known]:
        """Return the articles of a source that share guid, canonical address or title with ``prepared``.

        They are found by hashes of 64 bits: one in some 10^19 may share nothing.
        """
        hashes = {one for item in prepared for one in _identities(item)}
        ids: set[int] = set()
        for some in slices(sorted(hashes)):
            rows = self._db.execute(
                f"SELECT article FROM identities WHERE source = ? AND hash IN ({marks(some)})",
                (source, *some),
            )
            ids.update(row[0] for row in rows)
        found: list[Known] = []
        for some in slices(sorted(ids)):
            rows = self._db.execute(
                "SELECT a.id, c.guid, c.canonical, a.title, a.published, c.digest FROM contents AS c "
                f"CROSS JOIN articles AS a ON a.id = c.article WHERE c.article IN ({marks(some)})",
                some,
            )
            found.extend(Known(*row) for row in rows)
        return found

    def add(
        self, source: tuple[int, int], items: Sequence[Prepared], now: int, grouping: Grouping | None
    ) -> list[int]:
        """Keep new articles of a source (its key and category) and return their ids."""
        of, category = source
        first = (self._db.execute("SELECT max(id) FROM articles").fetchone()[0] or 0) + 1
        ids = list(range(first, first + len(items)))
        articles: list[tuple[Any, ...]] = []
        contents: list[tuple[Any, ...]] = []
        borne: list[tuple[int, int, int]] = []
        rows = [_row(item) for item in items]
        sorts = [sort_key(row["published"], now) for row in rows]
        if grouping is not None:
            for id, sort, item in zip(ids, sorts, items, strict=True):
                grouping.add(id, sort, of, item.terms)
        regrouped = Regrouped({}, {}) if grouping is None else grouping.changes()
        for id, sort, item, row in zip(ids, sorts, items, rows, strict=True):
            at = place(sort, id)
            story = regrouped.articles.pop(id, None)
            articles.append((id, at, of, category, story, *_columns(row, _ARTICLE)))
            contents.append((id, now, None, self._counted(item), *_columns(row, _CONTENT)))
            borne.extend((of, one, id) for one in _identities(item))
            self._index.append(_IndexRow(at, True, _searched(row)))
        self._insert(source, articles)
        regroup(self._db, regrouped)
        self._db.executemany(_INSERT_CONTENT, contents)
        self._db.executemany(_INSERT_IDENTITY, borne)
        self._db.executemany(
            links.INSERT, [row for id, item in zip(ids, items, strict=True) for row in _links(id, item)]
        )
        return ids

    def _insert(self, source: tuple[int, int], articles: Sequence[tuple[Any, ...]]) -> None:
        """Insert rows of articles of one source, and count them: all at once, see the schema."""
        of, category = source
        self._db.execute("INSERT INTO counted_at_once (yes) VALUES (1)")
        self._db.executemany(_INSERT_ARTICLE, articles)
        self._db.execute("DELETE FROM counted_at_once")
        spans = Counter(at >> SPAN_BITS for _, at, *_ in articles)
        counted = ((0, 0), (1, category), (2, of))
        self._db.executemany(_COUNT_TOTALS, [(*kind_and_key, len(articles)) for kind_and_key in counted])
        self._db.executemany(
            _COUNT_SPANS,
            [
                (*kind_and_key, span, count)
                for kind_and_key in counted
                for span, count in sorted(spans.items())
            ],
        )

    def change(self, id: int, item: Prepared, now: int) -> None:
        """Let a kept article say what it now says, and keep what it said. It stays read, starred and in its
        story as it was.
        """
        old = self._db.execute(
            "SELECT a.source, a.title, c.fetched, c.guid, c.canonical "
            "FROM articles AS a JOIN contents AS c ON c.article = a.id WHERE a.id = ?",
            (id,),
        ).fetchone()
        if old is None:
            return
        revisions.keep(self._db, id, now)
        of, title, fetched, guid, canonical = old
        row = _row(item)
        moved = place(sort_key(row["published"], fetched), id)
        self._index_as_kept(id, added=False)
        self._db.execute(
            "UPDATE articles SET place = ?, title = ?, published = ?, url = ? WHERE id = ?",
            (moved, *_columns(row, _ARTICLE), id),
        )
        self._db.execute("DELETE FROM contents WHERE article = ?", (id,))
        self._db.execute(_INSERT_CONTENT, (id, fetched, now, self._counted(item), *_columns(row, _CONTENT)))
        had, has = set(identities(guid, canonical, title)), set(_identities(item))
        self._db.executemany(
            "DELETE FROM identities WHERE source = ? AND hash = ? AND article = ?",
            [(of, one, id) for one in had - has],
        )
        self._db.executemany(_INSERT_IDENTITY, [(of, one, id) for one in has - had])
        self._db.executemany(links.INSERT, _links(id, item))
        self._index_as_kept(id, added=True)

    def _index_as_kept(self, id: int, *, added: bool) -> None:
        kept = index.texts(self._db, id)
        if kept is not None:
            at, *texts = kept
            self._index.append(_IndexRow(at, added, (texts[0], texts[1], texts[2])))

    def finish(self) -> None:
        """Write the index."""
        for row in sorted(self._index, key=_place_and_added):
            self._db.execute(index.INSERT if row.added else index.DELETE, (row.place, *row.texts))

    def _counted(self, item: Prepared) -> str | None:
        """Count the terms of an article, and return them as they are kept."""
        self.terms += {term.lstrip(MARKERS) for term in item.terms}
        return " ".join(item.terms) or None


def _place_and_added(row: _IndexRow) -> tuple[int, bool]:
    return row.place, row.added


def _identities(item: Prepared) -> Iterable[int]:
    return item.identities or identities(item.entry.guid, item.canonical, item.entry.title)


def _links(id: int, item: Prepared) -> list[tuple[int, int, int]]:
    own = [] if item.address is None else [(item.address, id, 1)]
    return own + [(one, id, 0) for one in item.links]


def _row(item: Prepared) -> dict[str, Any]:
    """Return what is kept of an item, by column, as SQLite can hold it: whole characters, 64-bit numbers."""
    entry = item.entry
    values: dict[str, Any] = {
        "title": entry.title,
        "published": entry.published,
        "url": entry.url,
        "guid": entry.guid,
        "canonical": item.canonical,
        "digest": item.digest,
        "updated": entry.updated,
        "language": entry.language,
        "words": item.words,
        "author": entry.author,
        "editors": _list(entry.editors),
        "origin": entry.origin,
        "labels": _list(entry.labels),
        "image": entry.image,
        "comments_url": entry.comments_url,
        "comments_count": entry.comments_count,
        "page_views": entry.page_views,
        "enclosures": _list([asdict(one) for one in entry.enclosures]),
        "relevant": _list([asdict(one) for one in entry.relevant]),
        "summary": entry.summary,
        "text": entry.text,
        "html": entry.html,
    }
    return {name: storable(value) for name, value in values.items()}


def _list(values: Sequence[Any]) -> str | None:
    return json.dumps(values, ensure_ascii=False) if values else None


def _columns(row: Mapping[str, Any], names: Iterable[str]) -> tuple[Any, ...]:
    return tuple(row[name] for name in names)


def _searched(row: Mapping[str, Any]) -> tuple[str, str, str]:
    return (
        spaced(row["title"]),
        search_body(row["summary"], row["text"]),
        search_facts(row["author"], row["origin"], row["labels"]),
    )
