# ruff: noqa: S608 - statements are put together from our own words; every value is a parameter
"""The mirror of ``sources.toml``, and what is remembered of each source between two requests."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import asdict, fields
from typing import Any

from tuinews.model import FetchState, Selectors, Source, SourceState
from tuinews.store.times import stamp_or_none

_STATE = tuple(field.name for field in fields(FetchState))
_COLUMNS = tuple("feed_title" if name == "title" else name for name in _STATE)
_LEARNED = ("feed_title", "site", "language")
"""Kept where a request did not tell them."""
MOVED_AT_ONCE = 500
"""Articles that change their category in one transaction."""


def sync(db: sqlite3.Connection, sources: Sequence[Source], categories: Sequence[str]) -> None:
    """Make the mirror say what ``sources.toml`` says; inside a transaction."""
    keys = _sync_categories(db, [*categories, *(source.category for source in sources)])
    kept = {
        row[1]: row
        for row in db.execute(
            "SELECT key, id, settings, category, followed, position, feed_title FROM sources"
        )
    }
    for position, source in enumerate(sources):
        settings = json.dumps(asdict(source), ensure_ascii=False)
        category = keys[source.category]
        row = kept.pop(source.id, None)
        if row is None:
            db.execute(
                "INSERT INTO sources (id, title, category, filed, followed, position, settings) "
                "VALUES (?, ?, ?, ?, 1, ?, ?)",
                (source.id, shown_title(source, None), category, category, position, settings),
            )
        elif row[2:6] != (settings, category, 1, position):
            moved = row[3] != category
            db.execute(
                "UPDATE sources SET title = ?, category = ?, filed = CASE WHEN ? THEN NULL ELSE filed END, "
                "followed = 1, position = ?, settings = ? WHERE key = ?",
                (shown_title(source, row[6]), category, moved, position, settings, row[0]),
            )
    for row in kept.values():
        if row[4]:
            db.execute("UPDATE sources SET followed = 0 WHERE key = ?", (row[0],))


def _sync_categories(db: sqlite3.Connection, names: Sequence[str]) -> dict[str, int]:
    """Give every name its position in the order they first appear; all others lose their tab."""
    wanted = {name: position for position, name in enumerate(dict.fromkeys(filter(None, names)))}
    for name, position in db.execute("SELECT name, position FROM categories WHERE name <> ''").fetchall():
        if wanted.get(name) != position:
            db.execute("UPDATE categories SET position = ? WHERE name = ?", (wanted.get(name), name))
    keys: dict[str, int] = {name: key for key, name in db.execute("SELECT key, name FROM categories")}
    for name, position in wanted.items():
        if name not in keys:
            cursor = db.execute("INSERT INTO categories (name, position) VALUES (?, ?)", (name, position))
            keys[name] = cursor.lastrowid or 0
    return keys


def unfiled(db: sqlite3.Connection) -> list[tuple[int, int]]:
    """Return key and category of the sources some of whose articles still bear another category."""
    return db.execute("SELECT key, category FROM sources WHERE filed IS NULL").fetchall()


def file_some(db: sqlite3.Connection, source: int, category: int, after: int | None) -> int | None:
    """Give the next MOVED_AT_ONCE articles of a source its category; return where to go on, None if done."""
    bound = -(1 << 63) if after is None else after
    row = db.execute(
        "SELECT max(place), count(*) FROM (SELECT place FROM articles INDEXED BY articles_of_source "
        "WHERE source = ? AND place > ? ORDER BY place LIMIT ?)",
        (source, bound, MOVED_AT_ONCE),
    ).fetchone()
    last, count = row
    if count:
        db.execute(
            "UPDATE articles SET category = ? WHERE id IN ("
            "SELECT id FROM articles INDEXED BY articles_of_source "
            "WHERE source = ? AND place > ? AND place <= ?) AND category <> ?",
            (category, source, bound, last, category),
        )
    if count == MOVED_AT_ONCE:
        return int(last)
    db.execute("UPDATE sources SET filed = category WHERE key = ? AND category = ?", (source, category))
    return None


def followed(db: sqlite3.Connection) -> tuple[Source, ...]:
    """Return the sources that are followed, in their order."""
    rows = db.execute("SELECT settings FROM sources WHERE followed = 1 ORDER BY position")
    return tuple(_source(settings) for (settings,) in rows)


def _source(settings: str) -> Source:
    values: dict[str, Any] = {}
    for name, value in json.loads(settings).items():
        values[name] = tuple(value) if isinstance(value, list) else value
    if "selectors" in values:
        values["selectors"] = Selectors(*values["selectors"])
    return Source(**values)


def categories(db: sqlite3.Connection) -> tuple[str, ...]:
    """Return the names of the tabs, in their order."""
    rows = db.execute("SELECT name FROM categories WHERE position IS NOT NULL ORDER BY position")
    return tuple(name for (name,) in rows)


def shown_title(source: Source, feed_title: str | None) -> str:
    """Return the user's name for a source, else the feed's own, else its host, else its id."""
    if source.title or feed_title:
        return source.title or feed_title or ""
    from tuinews.text.addresses import display_host  # noqa: PLC0415 (not before the first paint)

    return display_host(source.url) or source.id


def fetch_states(db: sqlite3.Connection, ids: Iterable[str]) -> dict[str, FetchState]:
    """Return what is remembered of those of the sources that the library knows."""
    wanted = set(ids)
    rows = db.execute(f"SELECT id, {', '.join(_COLUMNS)} FROM sources")
    return {row[0]: FetchState(*row[1:]) for row in rows if row[0] in wanted}


def set_fetch_state(db: sqlite3.Connection, source: int, state: FetchState) -> None:
    """Remember ``state``; title, site and language stay where it has none."""
    assignments = ", ".join(
        f"{column} = coalesce(?, {column})" if column in _LEARNED else f"{column} = ?" for column in _COLUMNS
    )
    values = [getattr(state, name) for name in _STATE]
    db.execute(f"UPDATE sources SET {assignments} WHERE key = ?", (*values, source))
    if state.title:
        (settings,) = db.execute("SELECT settings FROM sources WHERE key = ?", (source,)).fetchone()
        title = shown_title(_source(settings), state.title)
        db.execute("UPDATE sources SET title = ? WHERE key = ? AND title <> ?", (title, source, title))


def follows_any(db: sqlite3.Connection) -> bool:
    """Whether any source is followed."""
    return db.execute("SELECT 1 FROM sources WHERE followed = 1 LIMIT 1").fetchone() is not None


def source_states(db: sqlite3.Connection) -> list[SourceState]:
    """Return the followed sources in their order, with what is known of them."""
    rows = db.execute(
        "SELECT s.settings, s.title, s.site, coalesce(t.unread, 0), coalesce(t.total, 0), s.last_fetch, "
        "s.next_fetch, s.status, s.error, s.failures "
        "FROM sources AS s LEFT JOIN totals AS t ON t.kind = 2 AND t.key = s.key "
        "WHERE s.followed = 1 ORDER BY s.position"
    )
    return [
        SourceState(
            _source(settings),
            title,
            site,
            unread,
            total,
            stamp_or_none(last),
            stamp_or_none(following),
            *rest,
        )
        for settings, title, site, unread, total, last, following, *rest in rows
    ]
