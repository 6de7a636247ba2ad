"""The mirror of ``sources.toml``."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any

from tuinews.model import MOVED, SourceState
from tuinews.store.times import stamp_or_none

if TYPE_CHECKING:
    from tuinews.model import Source

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
        settings = json.dumps(asdict(without_secrets(source)), ensure_ascii=False)
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
            _forget(db, row[0], _source(row[2]), _source(settings))
    for row in kept.values():
        if row[4]:
            db.execute("UPDATE sources SET followed = 0 WHERE key = ?", (row[0],))


def without_secrets(source: Source) -> Source:
    """Return the source as it may be kept, shown and exported: without what only its requests need."""
    from tuinews.text.addresses import without_user  # noqa: PLC0415 (not before the first paint)

    return replace(source, url=without_user(source.url), headers=(), password="")


def _forget(db: sqlite3.Connection, key: int, before: Source, after: Source) -> None:
    """Make a source due that is to be asked otherwise; under another address nothing of the old one counts.

    Its validators stay: they are sent to no other address than their own.
    """
    if after.url != before.url:
        db.execute(
            "UPDATE sources SET moved_to = NULL, moved_times = 0, next_fetch = NULL, next_why = NULL, "
            "wait_until = NULL, status = NULL, error = NULL, failures = 0, http_status = NULL, wishes = NULL "
            "WHERE key = ?",
            (key,),
        )
    elif _asked_as(after) != _asked_as(before):
        db.execute("UPDATE sources SET next_fetch = NULL, next_why = NULL WHERE key = ?", (key,))


def _asked_as(source: Source) -> Source:
    """Return what of a source matters to its requests."""
    return replace(source, title="", category="", tags=(), paused=False, paused_why="")


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


def source(db: sqlite3.Connection, id: str) -> Source | None:
    """Return one source, followed or not, or None."""
    row = db.execute("SELECT settings FROM sources WHERE id = ?", (id,)).fetchone()
    return None if row is None else _source(row[0])


def _source(settings: str) -> Source:
    from tuinews.model import Selectors, Source  # noqa: PLC0415 (not before the first paint)

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


def retitle(db: sqlite3.Connection, source: int, feed_title: str) -> None:
    """Show a source under the title that its feed now gives itself, unless the user named it."""
    (settings,) = db.execute("SELECT settings FROM sources WHERE key = ?", (source,)).fetchone()
    title = shown_title(_source(settings), feed_title)
    db.execute("UPDATE sources SET title = ? WHERE key = ? AND title <> ?", (title, source, title))


def follows_any(db: sqlite3.Connection) -> bool:
    """Whether any source is followed."""
    return db.execute("SELECT 1 FROM sources WHERE followed = 1 LIMIT 1").fetchone() is not None


def source_states(db: sqlite3.Connection) -> list[SourceState]:
    """Return the followed sources in their order, with what is known of them."""
    rows = db.execute(
        "SELECT s.settings, s.title, s.site, coalesce(t.unread, 0), coalesce(t.total, 0), s.last_fetch, "
        "s.next_fetch, s.status, s.error, s.failures, "
        "CASE WHEN s.moved_times >= ? THEN s.moved_to END, s.next_why, s.http_status, s.etag, "
        "s.last_modified, s.requests, s.unmodified, s.received, s.saved "
        "FROM sources AS s LEFT JOIN totals AS t ON t.kind = 2 AND t.key = s.key "
        "WHERE s.followed = 1 ORDER BY s.position",
        (MOVED,),
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
