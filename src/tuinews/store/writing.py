# ruff: noqa: S608 - statements are put together from our own words; every value is a parameter
"""Articles into the library: what the engine found to be new or changed, with index, terms and identities."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict
from hashlib import blake2b
from typing import Any, NamedTuple, TypeAlias

from tuinews.model import Known, Prepared
from tuinews.store.connection import search_body, search_facts
from tuinews.store.place import place
from tuinews.store.slices import marks, slices
from tuinews.store.terms import TermCounts, plain
from tuinews.text.dates import sort_key
from tuinews.text.words import spaced

Choose: TypeAlias = Callable[[Sequence[str], Mapping[str, int], int], Sequence[str]]
"""``related.terms.choose``: candidates of an article, document frequencies, all articles -> what to keep."""

MOST_TERMS = 12
_LARGEST = 2**63 - 1

_ARTICLE = ("title", "published", "url")
_CONTENT = (
    "guid", "canonical", "digest", "updated", "language", "words", "author", "editors", "origin", "labels",
    "image", "comments_url", "comments_count", "page_views", "enclosures", "relevant", "summary", "text",
    "html",
)  # fmt: skip
_INSERT_ARTICLE = (
    "INSERT INTO articles (id, place, source, category, title, published, url) VALUES (?,?,?,?,?,?,?)"
)
_INSERT_CONTENT = (
    f"INSERT INTO contents (article, fetched, revised, terms, {', '.join(_CONTENT)}) "
    f"VALUES ({marks(range(len(_CONTENT) + 4))})"
)
_INSERT_IDENTITY = "INSERT OR IGNORE INTO identities (source, hash, article) VALUES (?, ?, ?)"
_INSERT_INDEX = "INSERT INTO search (rowid, title, body, facts) VALUES (?, ?, ?, ?)"
_DELETE_INDEX = "INSERT INTO search (search, rowid, title, body, facts) VALUES ('delete', ?, ?, ?, ?)"


class _IndexRow(NamedTuple):
    """A row to put into the full-text index, or to take out of it."""

    place: int
    added: bool
    texts: tuple[str, str, str]


class Writer:
    """Writes inside one transaction. ``finish`` comes last: FTS5 makes one segment of ascending rows."""

    def __init__(self, db: sqlite3.Connection, counts: TermCounts) -> None:
        self.terms: Counter[str] = Counter()
        """The candidate terms of what was written, and in how many articles each is."""
        self._db = db
        self._counts = counts
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
        self, source: tuple[int, int], items: Sequence[Prepared], now: int, choose: Choose | None
    ) -> list[int]:
        """Keep new articles of a source (its key and category) and return their ids."""
        of, category = source
        first = (self._db.execute("SELECT max(id) FROM articles").fetchone()[0] or 0) + 1
        ids = list(range(first, first + len(items)))
        articles: list[tuple[Any, ...]] = []
        contents: list[tuple[Any, ...]] = []
        identities: list[tuple[int, int, int]] = []
        for id, item, terms in zip(ids, items, self._chosen(items, choose), strict=True):
            row = _row(item)
            at = place(sort_key(row["published"], now), id)
            articles.append((id, at, of, category, *_columns(row, _ARTICLE)))
            contents.append((id, now, None, terms, *_columns(row, _CONTENT)))
            identities.extend((of, one, id) for one in _identities(item))
            self._index.append(_IndexRow(at, True, _searched(row)))
        self._db.executemany(_INSERT_ARTICLE, articles)
        self._db.executemany(_INSERT_CONTENT, contents)
        self._db.executemany(_INSERT_IDENTITY, identities)
        return ids

    def change(self, id: int, item: Prepared, now: int, choose: Choose | None) -> None:
        """Let a kept article say what it now says. It stays read, starred and in its story as it was."""
        old = self._db.execute(
            "SELECT a.place, a.source, a.title, c.fetched, c.guid, c.canonical, c.summary, c.text, c.author, "
            "c.origin, c.labels FROM articles AS a JOIN contents AS c ON c.article = a.id WHERE a.id = ?",
            (id,),
        ).fetchone()
        if old is None:
            return
        at, of, title, fetched, guid, canonical, summary, text, author, origin, labels = old
        (terms,) = self._chosen([item], choose)
        row = _row(item)
        moved = place(sort_key(row["published"], fetched), id)
        before = (spaced(title), search_body(summary, text), search_facts(author, origin, labels))
        self._index.append(_IndexRow(at, False, before))
        self._index.append(_IndexRow(moved, True, _searched(row)))
        self._db.execute(
            "UPDATE articles SET place = ?, title = ?, published = ?, url = ? WHERE id = ?",
            (moved, *_columns(row, _ARTICLE), id),
        )
        self._db.execute("DELETE FROM contents WHERE article = ?", (id,))
        self._db.execute(_INSERT_CONTENT, (id, fetched, now, terms, *_columns(row, _CONTENT)))
        had, has = _hashes(guid, canonical, title), _identities(item)
        self._db.executemany(
            "DELETE FROM identities WHERE source = ? AND hash = ? AND article = ?",
            [(of, one, id) for one in had - has],
        )
        self._db.executemany(_INSERT_IDENTITY, [(of, one, id) for one in has - had])

    def finish(self) -> None:
        """Write the index."""
        for row in sorted(self._index, key=_place_and_added):
            self._db.execute(_INSERT_INDEX if row.added else _DELETE_INDEX, (row.place, *row.texts))

    def _chosen(self, items: Sequence[Prepared], choose: Choose | None) -> list[str | None]:
        """Count the candidate terms of articles, and return those to keep of each."""
        for item in items:
            self.terms.update({plain(term) for term in item.terms})
        if choose is None:
            return [" ".join(item.terms[:MOST_TERMS]) or None for item in items]
        # With those of this transaction, so that a term just met is not taken for one never met.
        df = self._counts.frequencies({plain(term) for item in items for term in item.terms}, self.terms)
        (total,) = self._db.execute("SELECT total FROM totals WHERE kind = 0").fetchone()
        return [" ".join(choose(item.terms, df, total + len(items))) or None for item in items]


def _place_and_added(row: _IndexRow) -> tuple[int, bool]:
    return row.place, row.added


def _identities(item: Prepared) -> set[int]:
    return _hashes(item.entry.guid, item.canonical, item.entry.title)


def _hashes(guid: str | None, canonical: str | None, title: str) -> set[int]:
    found = set()
    for kind, value in (("guid", guid), ("canonical", canonical), ("title", title)):
        if value:
            digest = blake2b(f"{kind} {value}".encode(errors="replace"), digest_size=8).digest()
            found.add(int.from_bytes(digest, "big", signed=True))
    return found


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
    return {name: _storable(value) for name, value in values.items()}


def _storable(value: Any) -> Any:
    if isinstance(value, str):
        return value if value.isascii() else value.encode(errors="replace").decode()
    if isinstance(value, int):
        return max(-_LARGEST, min(_LARGEST, value))
    return value


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
